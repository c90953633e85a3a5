"""Hand-written files of ``docs/`` as the rules see them."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from technopark.rules._base import DocPage

_FENCE = re.compile(r"^(```+|~~~+)[^\n]*\n.*?(?:^\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

CLOSED = "Файл не открывается: это ссылка в никуда, не обычный файл или файл без права чтения."


def read_docs(root: Path, docs_dir: str = "docs") -> list[DocPage]:
    """All files under the folder, by path; only Markdown is read."""
    files = sorted(path for path in (root / docs_dir).rglob("*") if not path.is_dir())
    return [_read(root, docs_dir, path) for path in files]


def _read(root: Path, docs_dir: str, path: Path) -> DocPage:
    name = path.relative_to(root).as_posix()
    address = address_of(path.relative_to(root / docs_dir).as_posix())
    if any("\ud800" <= char <= "\udfff" for char in name):
        return DocPage(name, address, problem="Имя файла записано не в UTF-8.")
    try:
        if not path.is_file():  # a link to nowhere; a pipe, which would never end
            return DocPage(name, address, problem=CLOSED)
        if path.suffix.lower() not in (".md", ".markdown"):
            return DocPage(name, address)
        return DocPage(name, address, without_code(path.read_bytes().decode("utf-8-sig")))
    except UnicodeDecodeError:
        return DocPage(name, address, problem="Страница сохранена не в UTF-8.")
    except OSError:
        return DocPage(name, address, problem=CLOSED)


def address_of(name: str) -> str:
    """Where the site shows a file, as MkDocs with directory addresses does.

    ``cases.md`` and ``cases/index.md`` are both ``cases/``.
    """
    pure = PurePosixPath(name)
    if pure.suffix.lower() not in (".md", ".markdown", ".html"):
        return name
    folder = "" if pure.parent.as_posix() == "." else f"{pure.parent.as_posix()}/"
    return folder if pure.stem in ("index", "README") else f"{folder}{pure.stem}/"


def without_code(text: str) -> str:
    """Blank out code and comments, so that examples are not taken for the real thing."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\r\n]", " ", found[0])

    for pattern in (_FENCE, _COMMENT, _CODE):
        text = pattern.sub(blank, text)
    return text
