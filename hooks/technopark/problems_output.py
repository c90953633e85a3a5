"""Problems as people and programs read them: text, GitHub annotations, JSON, SARIF 2.1.0.

Every word of an author is hostile here too: terminals obey control characters, GitHub
obeys ``::`` lines.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from technopark.catalogue import Code
from technopark.decoding import LINE_BREAK
from technopark.loading import read_bytes
from technopark.problems import Problem
from technopark.russian.text import plural

ERRORS = ("ошибка", "ошибки", "ошибок")
WARNINGS = ("предупреждение", "предупреждения", "предупреждений")
IN_FILES = ("файле", "файлах", "файлах")

_RED, _YELLOW, _BOLD, _DIM, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
_SHOWN_LINE = 100
"""Characters of a source line shown round the place."""

Source = Callable[[str], Sequence[str]]
"""Gives the lines of a file by its path; nothing if it cannot be shown."""


def run_check(root: Path, format: str, out: TextIO) -> int:
    """Check the base and print what was found.

    Args:
        root: repository root.
        format: ``text``, ``github``, ``json`` or ``sarif``.
        out: where to print.

    Returns:
        Exit code: 1 if there are errors, else 0.
    """
    from technopark.checking import load

    loaded = load(root, root / ".cache")
    out.write(render(loaded.problems, format, lambda path: source_lines(root, path), colour=out.isatty(), records=len(loaded.kb.entries)))
    return int(any(problem.severity == "error" for problem in loaded.problems))


def render(problems: Sequence[Problem], format: str, source: Source, *, colour: bool = False, records: int = 0) -> str:
    """Problems in one of the four formats, ending with a line break unless empty."""
    ordered = sorted(problems)
    if format == "github":
        return "".join(f"{github_line(problem)}\n" for problem in ordered)
    if format == "json":
        return _json(as_json(ordered))
    if format == "sarif":
        return _json(as_sarif(ordered))
    return as_text(ordered, source, colour=colour, records=records)


PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".tif", ".tiff", ".bmp", ".mp4", ".mov", ".pdf")
"""Endings of files that hold no lines."""


def source_lines(root: Path, path: str) -> Sequence[str]:
    """Lines of a file for the excerpts; none if it cannot be shown, as a picture cannot."""
    if not path.lower().endswith(PICTURES) and (raw := read_bytes(root, path)[0]):
        return LINE_BREAK.split(raw.decode("utf-8-sig", "replace"))
    return ()


# --------------------------------------------------------------------------- text


_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by their category that are seen as nothing."""


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN or char in _BLANK


def plain(text: str) -> str:
    """Text without anything a terminal would obey or a person would not see: such characters are named, «<U+2028>»."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"<U+{ord(char):04X}>" if _is_unseen(char) else char for char in text)


def _json(value: object) -> str:
    """JSON in which what nobody sees is escaped: to a program it is the same."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(json.dumps(char)[1:-1] if char != "\n" and _is_unseen(char) else char for char in text) + "\n"


def counted(errors: int, warnings: int) -> str:
    """«3 ошибки, 1 предупреждение», or nothing when there are none."""
    return ", ".join(plural(n, forms) for n, forms in ((errors, ERRORS), (warnings, WARNINGS)) if n)


def summary(problems: Sequence[Problem]) -> str:
    """«3 ошибки, 1 предупреждение в 2 файлах»."""
    errors = sum(problem.severity == "error" for problem in problems)
    files = len({problem.path for problem in problems})
    return f"{counted(errors, len(problems) - errors)} в {plural(files, IN_FILES)}"


def as_text(problems: Sequence[Problem], source: Source, *, colour: bool = False, records: int = 0) -> str:
    """Grouped by file, each with its source line and a caret, the count at the end."""
    if not problems:
        return f"Замечаний нет. Проверено записей: {records}.\n"

    def paint(code: str, text: str) -> str:
        return f"{code}{text}{_PLAIN}" if colour else text

    out = []
    for path, group in groupby(problems, key=lambda problem: problem.path):
        out.append(paint(_BOLD, plain(path)))
        lines = source(path)
        for problem in group:
            out += _text_of(problem, lines, paint)
        out.append("")
    out.append(summary(problems))
    if any(problem.code.startswith(("TP1", "TP2")) and problem.severity == "error" for problem in problems):
        out.append(
            "Пока в файле есть ошибки TP1… и TP2…, проверено только то, что удалось прочесть: "
            "исправьте их и проверьте ещё раз, могут найтись другие."
        )
    return "\n".join(out) + "\n"


def _text_of(problem: Problem, lines: Sequence[str], paint: Callable[[str, str], str]) -> list[str]:
    word, tint = ("ошибка", _RED) if problem.severity == "error" else ("предупреждение", _YELLOW)
    out = [f"  {plain(problem.place)}: {paint(tint, f'{word} {problem.code}')}: {plain(problem.message)}"]
    if 0 < problem.line <= len(lines) and lines[problem.line - 1].strip():
        line, caret = _excerpt(lines[problem.line - 1], problem.column)
        out += [paint(_DIM, f"      | {line}"), paint(tint, f"      | {caret}")]
    if problem.hint:
        out.append(f"      Что делать: {plain(problem.hint)}")
    return out


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """The part of a line round a place, and a caret under the place."""
    start = max(0, min(column - 1, len(line)) - _SHOWN_LINE * 2 // 3)
    place = max(start, column - 1)
    left, right = (plain(part.replace("\t", "→")) for part in (line[start:place], line[place : start + _SHOWN_LINE]))
    before = "…" if start else ""
    after = "…" if start + _SHOWN_LINE < len(line) else ""
    return f"{before}{left}{right}{after}", " " * (len(before) + len(left) + max(0, place - len(line))) + "^"


# --------------------------------------------------------------------------- github


def _data(text: str) -> str:
    return plain(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def github_line(problem: Problem) -> str:
    """A workflow command of GitHub Actions, escaped by its rules; line breaks are gone already."""
    place = f"file={_property(problem.path)},line={max(problem.line, 1)},col={max(problem.column, 1)}"
    text = f"{problem.message} {problem.hint}".strip()
    return f"::{problem.severity} {place},title={_property(problem.code)}::{_data(text)}"


# --------------------------------------------------------------------------- json, sarif


def as_json(problems: Iterable[Problem]) -> dict[str, Any]:
    """Plain data: the problems and their count."""
    from technopark.help_pages import help_address

    items = [
        {
            "code": p.code,
            "severity": p.severity,
            "path": p.path,
            "line": p.line,
            "column": p.column,
            "message": p.message,
            "hint": p.hint,
            "nearest": p.nearest,
            "help": help_address(p.code),
        }
        for p in problems
    ]
    errors = sum(item["severity"] == "error" for item in items)
    return {"version": 1, "errors": errors, "warnings": len(items) - errors, "problems": items}


def as_sarif(problems: Sequence[Problem]) -> dict[str, Any]:
    """A SARIF 2.1.0 log with the rules that were broken and their help.

    Columns are counted in Unicode code points, and the log says so.
    """
    from technopark.help_pages import all_codes

    codes = all_codes()
    used = sorted({problem.code for problem in problems})
    driver = {
        "name": "technopark",
        "fullName": "Проверка записей базы знаний",
        "language": "ru",
        "rules": [_sarif_rule(codes[code]) for code in used],
    }
    run = {
        "tool": {"driver": driver},
        "language": "ru",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "Корень хранилища"}}},
        "results": [_sarif_result(problem, used) for problem in problems],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _sarif_rule(code: Code) -> Mapping[str, Any]:
    from technopark.help_pages import help_address

    text = f"{code.why}\n\nКак исправить. {code.fix}\n\nТак не надо:\n{code.bad}\nА так верно:\n{code.good}"
    return {
        "id": code.code,
        "name": code.code,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.why},
        "help": {"text": text},
        "defaultConfiguration": {"level": code.severity},
        "properties": {"page": help_address(code.code)},
    }


def _sarif_result(problem: Problem, used: Sequence[str]) -> Mapping[str, Any]:
    region = {"startLine": max(problem.line, 1), "startColumn": max(problem.column, 1)}
    location = {"artifactLocation": {"uri": quote(problem.path, errors="surrogateescape"), "uriBaseId": "ROOT"}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": used.index(problem.code),
        "level": problem.severity,
        "message": {"text": f"{problem.message} {problem.hint}".strip()},
        "locations": [{"physicalLocation": location}],
    }
