"""The parser's complaint → a Russian sentence with a cause, a remedy and the place of the cause.

libyaml says where it stopped, which is often not where the mistake is, and says it in
English. The table maps ``context`` and ``problem`` of libyaml 0.2 to our codes; a text it
has never heard becomes TP130, so English never reaches an editor.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from technopark.catalogue.source_codes import SOURCE_CODES as CODES
from technopark.decoding import LINE_BREAK
from technopark.problems import Problem
from technopark.slips import list_mark, odd_colon


@dataclass(frozen=True)
class LastScalar:
    """The last value read before the trouble: its quote sign and libyaml's marks."""

    style: str
    start: Any
    end: Any


@dataclass(frozen=True)
class Trouble:
    """Where the parser stopped.

    Attributes:
        lines: the file's lines without line breaks.
        row: 0-based line of the stop, within the file.
        col: 0-based column of the stop, at most one past the line's end.
        start_row: 0-based line where the broken construct begins.
        start_col: 0-based column likewise.
        problem: libyaml's words.
        last: the last value read.
    """

    lines: list[str]
    row: int
    col: int
    start_row: int
    start_col: int
    problem: str
    last: LastScalar | None

    @property
    def line(self) -> str:
        """The line of the stop."""
        return self.lines[self.row]

    @property
    def sign(self) -> str:
        """The character of the stop, or nothing at a line's end."""
        return self.line[self.col : self.col + 1]

    def previous(self) -> int | None:
        """Row of the nearest line above with something in it."""
        return next((n for n in range(self.row - 1, -1, -1) if self.lines[n].strip()), None)


class Answer(NamedTuple):
    """Code, 0-based row and column, message; a remedy, unless the code's own will do."""

    code: str
    row: int
    col: int
    message: str
    hint: str = ""


_BAD_INDENT = re.compile(r"^ *(\t)")
_NBSP_INDENT = re.compile(r"^[ \t]*([\u00a0\u2007\u202f\u3000])")
_FIELD = re.compile(r"^\s*(?:-\s+)*[^\s:#'\"\[{][^:#]*:(?:\s+(?P<value>\S.*)|\s*)$")
_KEY_ONLY = re.compile(r"^\s*(?:-\s+)*[a-z_]+$")


def explain(error: yaml.YAMLError, text: str, path: str, last: LastScalar | None) -> Problem:
    """Turn a parser's exception into one problem."""
    lines = LINE_BREAK.split(text)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return CODES["TP130"].at(path, (1, 1), "Файл не удалось прочесть.")
    start = getattr(error, "context_mark", None) or mark
    row, col = _inside(lines, mark.line, mark.column)
    start_row, start_col = _inside(lines, start.line, start.column)
    problem = str(getattr(error, "problem", "") or "")
    trouble = Trouble(lines, row, col, start_row, start_col, problem, last)
    answer = _indent_signs(trouble) or _by_table(trouble, str(getattr(error, "context", "") or ""))
    row, col = _inside(lines, answer.row, answer.col)
    return CODES[answer.code].at(path, (row + 1, col + 1), answer.message, answer.hint)


def _inside(lines: list[str], row: int, col: int) -> tuple[int, int]:
    """The nearest place that exists in the file; the end of an empty last line moves up."""
    if row >= len(lines) or (row == len(lines) - 1 and not lines[row] and row > 0):
        row = len(lines) - 1
        while row > 0 and not lines[row].strip():
            row -= 1
        return row, len(lines[row])
    return row, min(col, len(lines[row]))


def _indent_signs(at: Trouble) -> Answer | None:
    """A tab or a no-break space in the indentation explains most other complaints."""
    for row in range(max(at.start_row, at.row - 1), at.row + 1):
        if found := _BAD_INDENT.match(at.lines[row]):
            return Answer("TP103", row, found.start(1), "В отступе стоит табуляция.")
        if found := _NBSP_INDENT.match(at.lines[row]):
            return Answer("TP124", row, found.start(1), "В отступе стоит неразрывный пробел.")
    return None


def _by_table(at: Trouble, context: str) -> Answer:
    """The first row of the table whose words are in libyaml's."""
    for in_context, in_problem, answer in _TABLE:
        if in_context in context and in_problem in at.problem:
            return answer(at)
    return Answer("TP130", at.row, at.col, "В этом месте файл перестаёт читаться.")


def _slip(at: Trouble, row: int) -> Answer | None:
    """A line that Word's habits spoilt: libyaml takes it for a text and stops there or a line later."""
    line = at.lines[row]
    text = line.lstrip()
    if mark := list_mark(text):
        cause = f"{mark.cause[0].upper()}{mark.cause[1:]}."
        hint = mark.remedy.removesuffix(".") + "; если это продолжение текста, сдвиньте строку вправо под него."
        return Answer("TP126", row, len(line) - len(text), cause, hint)
    if colon := odd_colon(line):
        return Answer("TP124" if colon.no_break else "TP120", row, colon.column, colon.cause, colon.remedy)
    return None


def _alias(at: Trouble) -> Answer:
    """An asterisk where a value begins: a list mark or emphasis, hardly ever YAML's own."""
    line = at.lines[at.start_row]
    if list_mark(line[at.start_col :]) and not line[: at.start_col].strip() and (slip := _slip(at, at.start_row)):
        return slip
    return Answer("TP110", at.start_row, at.start_col, "Значение начинается со знака «*», как ссылка YAML.")


def _no_colon(at: Trouble) -> Answer:
    """A line of text among fields."""
    return _slip(at, at.start_row) or Answer("TP120", at.start_row, at.start_col, "После имени поля нет двоеточия.")


def _no_mapping_here(at: Trouble) -> Answer:
    """A colon where no field may begin: four different mistakes look like this."""
    before = at.line[: at.col]
    if re.match(r"^\s*(?:-\s+)*[^\s:#'\"\[{][^:#]*:\s+\S", before):
        return Answer("TP104", at.row, at.col, "В значении без кавычек стоит двоеточие с пробелом.")
    above = at.previous()
    if above is not None and _KEY_ONLY.match(before):
        if slip := _slip(at, above):
            return slip
        found = _FIELD.match(at.lines[above])
        indent = len(at.line) - len(at.line.lstrip())
        if found is None and not at.lines[above].lstrip().startswith(("-", "#")):
            col = len(at.lines[above]) - len(at.lines[above].lstrip())
            return Answer("TP120", above, col, "После имени поля нет двоеточия.")
        return Answer("TP107", at.row, indent, "Поле сдвинуто вправо, хотя строкой выше значение уже кончилось.")
    return Answer("TP104", at.row, at.col, "В значении без кавычек стоит двоеточие с пробелом.")


def _no_key_here(at: Trouble) -> Answer:
    """Something follows a finished value, or a line is out of its column."""
    if answer := _left_over(at) or _slip(at, at.row):
        return answer
    if at.sign == ":":
        return Answer("TP125", at.row, at.col, "Перед двоеточием нет имени поля.")
    if at.sign == "-":
        return Answer("TP126", at.row, at.col, "Пункт списка стоит среди полей.")
    return Answer("TP107", at.row, at.col, "Строка не выровнена ни с одной из строк выше.")


def _left_over(at: Trouble) -> Answer | None:
    """What stands behind a closing quote or bracket."""
    if at.last is not None and at.last.style in "'\"" and at.last.style and at.last.end.line == at.row:
        if at.last.start.line != at.row:
            return Answer("TP105", at.last.start.line, at.last.start.column, "Эта кавычка не закрыта на своей строке.")
        return Answer("TP121", at.row, at.col, "После закрывающей кавычки стоит лишний текст.")
    if at.line[: at.col].rstrip().endswith(("]", "}")):
        return Answer("TP121", at.row, at.col, "Значение начинается со скобки, а после закрывающей скобки стоит лишний текст.")
    return None


def _second_start(at: Trouble) -> Answer:
    """Content after a finished document."""
    above = at.previous()
    if above is not None and at.lines[above].startswith("..."):
        return Answer("TP109", at.row, at.col, "После конца документа («...») начинается второй.")
    if at.sign in ("&", "*"):
        return Answer("TP110", at.row, at.col, f"Строка начинается со знака «{at.sign}», служебного у YAML.")
    if at.last is not None and at.last.style in ("'", '"'):
        return Answer("TP121", at.row, at.col, "После закрывающей кавычки стоит лишний текст.")
    return Answer("TP107", at.row, at.col, "Строка не продолжает запись: у неё другой отступ, чем у первой.")


def _odd_start(at: Trouble) -> Answer:
    if at.sign == "," and re.search(r"(?:^|[:-])\s*$", at.line[: at.col]):
        return Answer("TP119", at.row, at.col, "Значение начинается с запятой, а она у YAML служебная.")
    if at.sign in ("]", "}", ","):
        return Answer("TP106", at.row, at.col, f"Знак «{at.sign}» стоит без парной скобки.")
    if at.sign in ("-",):
        return Answer("TP126", at.row, at.col, "Пункт списка стоит не на своём месте.")
    if at.sign == "\t":
        return Answer("TP103", at.row, at.col, "Вместо пробела стоит табуляция.")
    if at.sign and at.sign in "@`%?&*!|>":
        return Answer("TP119", at.row, at.col, f"Значение начинается со служебного знака «{at.sign}».")
    return Answer("TP130", at.row, at.col, "Запись обрывается: здесь должно быть значение.")


def _here(code: str, message: str) -> Callable[[Trouble], Answer]:
    """The mistake is where the parser stopped."""
    return lambda at: Answer(code, at.row, at.col, message)


def _begun(code: str, message: str) -> Callable[[Trouble], Answer]:
    """The mistake is where the broken construct begins."""
    return lambda at: Answer(code, at.start_row, at.start_col, message)


_UNCLOSED_QUOTE = _begun("TP105", "Кавычка открыта здесь и нигде не закрыта.")
_UNCLOSED_BRACKET = _begun("TP106", "Скобка открыта здесь и не закрыта.")
_BLOCK_HEADER = _here("TP127", "После знака многострочного текста в той же строке стоит лишнее.")

_TABLE: tuple[tuple[str, str, Callable[[Trouble], Answer]], ...] = (
    ("", "mapping values are not allowed", _no_mapping_here),
    ("", "block sequence entries are not allowed", _here("TP126", "Пункт списка начат в той же строке, что и поле.")),
    ("", "mapping keys are not allowed", _here("TP119", "Знак «?» начинает служебную запись YAML.")),
    ("scanning a simple key", "", _no_colon),
    ("quoted scalar", "unexpected", _UNCLOSED_QUOTE),
    ("quoted scalar", "escape", _here("TP122", "После обратной косой черты стоит непонятное сочетание.")),
    ("quoted scalar", "hexdecimal", _here("TP122", "После обратной косой черты стоит непонятное сочетание.")),
    ("block scalar", "tab", _here("TP103", "В отступе стоит табуляция.")),
    ("block scalar", "", _BLOCK_HEADER),
    ("plain scalar", "tab", _here("TP103", "В отступе стоит табуляция.")),
    ("plain scalar", "':'", _here("TP104", "В значении без кавычек стоит двоеточие.")),
    ("flow sequence", "", _UNCLOSED_BRACKET),
    ("flow mapping", "", _UNCLOSED_BRACKET),
    ("scanning an anchor", "", _begun("TP110", "Значение начинается со знака «&», как якорь YAML.")),
    ("scanning an alias", "", _alias),
    ("", "undefined alias", _here("TP110", "Значение начинается со знака «*», как ссылка YAML.")),
    ("", "duplicate anchor", _here("TP110", "Значение начинается со знака «&», как якорь YAML.")),
    (" tag", "", _begun("TP111", "Значение начинается с восклицательного знака, как метка типа YAML.")),
    ("", "undefined tag handle", _begun("TP111", "Значение начинается с восклицательного знака, как метка типа YAML.")),
    ("directive", "", _begun("TP123", "Строка начинается со служебного знака «%».")),
    ("", "directive", _here("TP123", "Строка начинается со служебного знака «%».")),
    ("", "incompatible YAML", _here("TP123", "Строка начинается со служебного знака «%».")),
    ("", "cannot start any token", _odd_start),
    ("", "expected node content", _odd_start),
    ("", "did not find expected key", _no_key_here),
    ("", "expected '-' indicator", _no_key_here),
    ("", "document start", _second_start),
)
