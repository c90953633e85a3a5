"""Why set-up failed, in words: one short sentence and the last lines of the real error."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path


class SetupError(Exception):
    """The machine lacks something; the text is Russian and is shown as is.

    Not a ``TechnoparkError``: set-up runs before the libraries of the engine are there.
    """


CAUSES = (
    (
        r"DO NOT MATCH THE HASHES|EINTEGRITY",
        (
            "Скачанный файл не совпал с записанным в списке версий, поэтому он не установлен. Обычно это оборванная загрузка:\n"
            "повторите команду. Если повторится, сообщите тем, кто ведёт репозиторий."
        ),
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER",
        (
            "Не удалось проверить сертификат сервера. В сети учреждения часто нужен её собственный сертификат:\n"
            "спросите администратора и укажите файл в PIP_CERT и NODE_EXTRA_CA_CERTS."
        ),
    ),
    (r"No space left on device|ENOSPC|Errno 28", "На диске нет места. Нужно около 500 МБ."),
    (
        r"Permission denied|EACCES|EPERM|WinError (5|32)\b",
        "Нет права записи в папку проекта, или файл занят другой программой (закройте запущенный serve).",
    ),
    (
        (
            r"name resolution|Name or service not known|getaddrinfo|NewConnectionError|NameResolutionError|Connection refused|[Tt]imed out"
            r"|ProxyError|unreachable|No route to host|Max retries|ENOTFOUND|ETIMEDOUT|ECONNRE|EAI_AGAIN"
        ),
        "Похоже, нет связи с интернетом или с хранилищем библиотек. Проверьте сеть (и прокси в HTTPS_PROXY) и повторите команду.",
    ),
    (
        r"No matching distribution|is not a supported wheel|EBADENGINE",
        "Для этой системы или версии Python нет готовой библиотеки. Подойдёт обычный 64-битный Python 3.11–3.13.",
    ),
)
"""Pattern in an installer's output → what it means; the first that matches is said."""


def explain(what: str, lines: Sequence[str], log: str) -> SetupError:
    """Put a failed installer's output into words.

    Args:
        what: what was being done, a Russian sentence.
        lines: the installer's non-empty lines.
        log: path of the full log, relative to the root.
    """
    text = "\n".join(lines)
    cause = next((words for pattern, words in CAUSES if re.search(pattern, text)), "Причина видна из последних строк.")
    tail = "\n".join("    " + line[:200] for line in lines[-6:])
    return SetupError(f"{what}\n{cause}\n\nПоследние строки:\n{tail}\n\nПолный журнал: {log}")


def is_debian(release: Path = Path("/etc/os-release")) -> bool:
    """Whether packages are installed with apt here (Debian, Ubuntu, Astra, Mint)."""
    try:
        text = release.read_text(encoding="utf-8")
    except OSError:
        return False
    return re.search(r"^ID(_LIKE)?=.*\b(debian|ubuntu|astra)\b", text, re.MULTILINE) is not None


def missing_venv(debian: bool) -> SetupError:
    """What to install when Python came without ``venv`` or ``ensurepip``: an administrator's job."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if debian:
        return SetupError(
            f"Не хватает системного пакета python{version}-venv: без него нельзя создать окружение. Установите его:\n\n"
            f"    sudo apt install python{version}-venv\n\nи повторите команду."
        )
    return SetupError(
        f"В этом Python {version} нет модулей venv и ensurepip: без них нельзя создать окружение.\n"
        "Установите пакет вашей системы, в котором они есть (обычно python3-venv или python3-pip),\n"
        "или Python с python.org, и повторите команду."
    )
