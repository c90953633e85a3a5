"""The live preview stays up: a build that fails is told in a sentence, and the last good site goes on being shown."""

from __future__ import annotations

import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import yaml
from jinja2 import TemplateError, TemplateSyntaxError

from technopark.later import later
from technopark.problems import TechnoparkError
from technopark.site_config import config_trouble

PORTS = range(1, 65536)


def keep_up(
    build: Callable[[], None], root: Path, in_order: Callable[[], bool], watch: Callable[[str], None]
) -> Callable[[], None]:
    """A build that never raises, done again whenever what follows the pages is there.

    Args:
        build: rebuilds the site.
        root: repository root.
        in_order: as for ``guarded``.
        watch: makes the server build when something in a folder changes.
    """
    folder = later(root).sign.parent
    folder.mkdir(parents=True, exist_ok=True)
    watch(str(folder))
    return guarded(build, root, in_order)


def guarded(build: Callable[[], None], root: Path, in_order: Callable[[], bool]) -> Callable[[], None]:
    """A build that never raises: the server would show nothing at all until one succeeds.

    Args:
        build: rebuilds the site.
        root: repository root, for places in messages.
        in_order: whether the last build that succeeded found nothing wrong; the first such one after others says so.
    """
    well = in_order()

    def run() -> None:
        nonlocal well
        was_well, well = well, False
        try:
            build()
            well = in_order()
        except (Exception, SystemExit) as error:
            said = config_trouble(root) or sentence(error, root) or f"Непредвиденная ошибка. {type(error).__name__}: {error}"
            sys.stderr.write(f"\nСайт не пересобран, показан прежний. {said}\n")
        if well and not was_well:
            sys.stderr.write("\nВсё исправлено, замечаний больше нет.\n")

    return run


def sentence(error: BaseException, root: Path) -> str:
    """What went wrong, with the place if it is a template's; empty if only its traceback can tell."""
    if isinstance(error, TechnoparkError | SystemExit):
        return str(error)
    if isinstance(error, TemplateError):
        place = place_in_templates(error, root)
        return f"Ошибка в шаблоне{f', {place}' if place else ''}: {error.message or type(error).__name__}"
    if isinstance(error, yaml.YAMLError):
        return f"Файл mkdocs.yml записан с ошибкой: {' '.join(str(error).split())}"
    return ""


def place_in_templates(error: BaseException, root: Path) -> str:
    """File and line of the template in which an error arose; empty if it arose elsewhere."""
    home = root / "macros"
    if isinstance(error, TemplateSyntaxError) and error.filename:
        found: list[tuple[str, int | None]] = [(error.filename, error.lineno)]
    else:
        found = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    own = [(Path(name).resolve(), line) for name, line in found]
    places = [f"{path.relative_to(root.resolve()).as_posix()}:{line}" for path, line in own if path.is_relative_to(home.resolve())]
    return places[-1] if places else ""


def checked_address(text: str) -> str:
    """An address the preview can listen on: ``127.0.0.1:8000``.

    Raises:
        TechnoparkError: it is no address, or something else listens there.
    """
    host, colon, port = text.rpartition(":")
    if not host or not colon or not port.isascii() or not port.isdigit() or int(port) not in PORTS:
        raise TechnoparkError(f"Адрес «{text}» не годится: нужны имя компьютера и порт от 1 до 65535, например 127.0.0.1:8000.")
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError:
        near = int(port) + 1 if int(port) + 1 in PORTS else 8000
        raise TechnoparkError(
            f"Адрес {text} занят или недоступен: возможно, предпросмотр уже запущен в другом окне. "
            f"Закройте его или возьмите другой порт: --address {host}:{near}"
        ) from None
    return text
