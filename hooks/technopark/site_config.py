"""Mistakes of ``mkdocs.yml`` in Russian: the site builder would tell them in English, and before the engine may speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from technopark.decoding import decode
from technopark.syntax import explain

NAME = "mkdocs.yml"

SETTINGS = frozenset((
    "INHERIT", "copyright", "dev_addr", "docs_dir", "draft_docs", "edit_uri", "edit_uri_template", "exclude_docs", "extra", "extra_css",
    "extra_javascript", "extra_templates", "hooks", "markdown_extensions", "mdx_configs", "nav", "not_in_nav", "plugins", "remote_branch",
    "remote_name", "repo_name", "repo_url", "site_author", "site_description", "site_dir", "site_name", "site_url", "strict", "theme",
    "use_directory_urls", "validation", "watch",
))  # fmt: skip
"""What MkDocs 1.6 knows; of any other word it warns, and a strict build stops."""

Place = tuple[str | int, ...]
"""Way to a value: ``("theme", "name")``."""

Trouble = tuple[Place, str, str]
"""Place of a value, what is wrong with it, what to do."""


def config_trouble(root: Path) -> str:
    """The first mistake of the file, with its line and remedy; empty if the builder can start."""
    try:
        raw = (root / NAME).read_bytes()
    except OSError:
        return f"Файл {NAME} не открывается. Проверьте, что он есть и открывается в редакторе."
    text, problems = decode(raw, NAME)
    try:
        node = yaml.compose(text, yaml.CBaseLoader) if text is not None else None
    except yaml.YAMLError as error:
        problems = [explain(error, text or "", NAME, None)]
    else:
        if isinstance(node, yaml.MappingNode):
            lines: dict[Place, int] = {}
            data = _plain(node, (), lines)
            return next((_told(lines.get(place, 1), *said) for place, *said in _troubles(root, data)), "")
    if text is None or problems:
        return _told(problems[-1].line, problems[-1].message, problems[-1].hint)
    return _told(1, "В файле нет настроек сайта.", "Верните прежнюю версию файла.")


def _told(line: int, message: str, hint: str) -> str:
    return f"Файл {NAME}, строка {line}. {message}\nЧто делать: {hint}"


def _plain(node: yaml.Node, place: Place, lines: dict[Place, int]) -> Any:
    """Dicts, lists and strings of a tree, and the line of each; tags are the builder's own."""
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        lines.update(((*place, str(key.value)), key.start_mark.line + 1) for key, _ in node.value)
        return {str(key.value): _plain(value, (*place, str(key.value)), lines) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value, (*place, number), lines) for number, value in enumerate(node.value)]
    return node.value


def _troubles(root: Path, data: dict[str, Any]) -> Iterator[Trouble]:
    yield from _settings(data)
    yield from _theme(data.get("theme"))
    yield from _files(root, data)
    yield from _plugins(data.get("plugins"))
    yield from _extensions(data.get("markdown_extensions"))


def _settings(data: dict[str, Any]) -> Iterator[Trouble]:
    """Names of the settings."""
    for name in data:
        if name not in SETTINGS:
            yield (name,), f"Настройки «{name}» не бывает.", _instead(name, SETTINGS, "Удалите её.")
    if not data.get("site_name"):
        yield ("site_name",), "Не указано название сайта.", "Добавьте строку «site_name: Практики наставничества»."


def _instead(name: str, known: Iterable[str], otherwise: str) -> str:
    near = get_close_matches(name, list(known), 1)
    return f"Напишите «{near[0]}»." if near else otherwise


def _theme(theme: Any) -> Iterator[Trouble]:
    """The site's look is built on one theme."""
    name = theme.get("name") if isinstance(theme, dict) else theme
    if name != "material" and name not in entry_points(group="mkdocs.themes").names:
        place = ("theme", "name") if isinstance(theme, dict) and "name" in theme else ("theme",)
        yield place, f"Тема «{name}» не установлена." if name else "Не указана тема.", "Напишите «name: material»."


def _files(root: Path, data: dict[str, Any]) -> Iterator[Trouble]:
    """Files and folders the settings name."""
    theme = data.get("theme")
    named: list[tuple[Place, Any]] = [(("docs_dir",), data.get("docs_dir"))]
    named += [(("theme", "custom_dir"), theme.get("custom_dir"))] if isinstance(theme, dict) else []
    named += [((key, number), path) for key in ("hooks", "watch") for number, path in enumerate(_list(data.get(key)))]
    for place, path in named:
        if isinstance(path, str) and not (root / path).exists():
            yield place, f"В настройке {place[0]} указано «{path}», а такого файла или папки нет.", "Исправьте путь или верните прежний."


def _plugins(listed: Any) -> Iterator[Trouble]:
    """Plugins of the builder; a theme's own are named with its name."""
    for number, name in enumerate(_names(listed)):
        if name.rpartition("/")[2] not in {own.rpartition("/")[2] for own in entry_points(group="mkdocs.plugins").names}:
            message = f"Дополнение «{name}» (настройка plugins) не установлено."
            yield ("plugins", number), message, "Исправьте имя или удалите строку."


def _extensions(listed: Any) -> Iterator[Trouble]:
    """Extensions of Markdown: by a short name or by a module's."""
    names = list(_names(listed))
    known = entry_points(group="markdown.extensions").names if names else ()
    for number, name in enumerate(names):
        if name not in known and not _is_module(name):
            message = f"Расширение Markdown «{name}» (настройка markdown_extensions) не установлено."
            yield ("markdown_extensions", number), message, _instead(name, known, "Исправьте имя или удалите строку.")


def _is_module(name: str) -> bool:
    try:
        return find_spec(name.partition(":")[0]) is not None
    except (ImportError, ValueError):
        return False


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _names(listed: Any) -> Iterator[str]:
    """Names of a list whose items are names or names with settings; the list may be a group too."""
    for item in listed if isinstance(listed, dict) else _list(listed):
        yield str(next(iter(item), "")) if isinstance(item, dict) else str(item)
