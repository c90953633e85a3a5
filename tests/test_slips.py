"""Slips of people who know Word: list marks and colons are told at their own line, with what to write instead."""

from __future__ import annotations

import pytest

from technopark.kinds import KINDS
from technopark.loading import load_entry
from technopark.problems import Problem
from technopark.slips import list_mark, odd_colon

TERM = "title: наставник\ndefinition: Взрослый рядом.\nstatus: рабочее\nsource: Презентация\n"


def only(text: str) -> Problem:
    """The one problem of a term's file."""
    found = load_entry(KINDS["glossary"], "glossary/a.yml", text.encode("utf-8"))[1]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("mark", ["– ", "— ", "• ", "•", "· ", "-", "* ", "1. ", "2) ", "\uf0b7 "])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("synonyms:\n  {0}друг\n  {0}товарищ\n", 6),
        ("synonyms:\n  - друг\n  {0}друг\nexample: Пример\n", 7),
        ("synonyms:\n- товарищ\n{0}друг\n", 7),
        ("synonyms:\n{0}друг\n{0}товарищ\n", 6),
    ],
)
def test_a_list_mark_of_word_is_named_at_its_line(mark: str, text: str, line: int) -> None:
    """Alone or after a right item, indented or not: the remedy shows the very line to write."""
    problem = only(TERM + text.format(mark))
    assert (problem.code, problem.line) in (("TP126", line), ("TP204", line))
    assert "«- друг»" in problem.hint
    assert "дефис" in problem.message


@pytest.mark.parametrize("mark", ["– ", "•", "-"])
def test_a_marked_group_is_told_at_the_mark(mark: str) -> None:
    """The parser stops a line later, where nothing is wrong."""
    problem = only(TERM + f"sources:\n  {mark}title: Книга\n    locator: 5\n")
    assert (problem.code, problem.line, problem.column) == ("TP126", 6, 3)
    assert "«- title: Книга»" in problem.hint


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("status:рабочее", "TP120", 8),
        ("status :рабочее", "TP120", 9),
        ("status:\u00a0рабочее", "TP124", 8),
        ("status :\u00a0рабочее", "TP124", 9),
        ("status\u00a0: рабочее", "TP124", 1),
        ("status：рабочее", "TP120", 7),
        ("status： рабочее", "TP120", 7),
    ],
)
@pytest.mark.parametrize("row", [1, 3, 4])
def test_an_odd_colon_is_told_at_its_line(line: str, code: str, column: int, row: int) -> None:
    """First, last or in the middle of the file; and the field is not called missing besides."""
    others = TERM.replace("status: рабочее\n", "").splitlines()
    text = "\n".join([*others[: row - 1], line, *others[row - 1 :], ""])
    problem = only(text)
    assert (problem.code, problem.line, problem.column) == (code, row, column)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("sources:\n  - title:Книга\n    locator: 5\n", "TP120", (6, 11)),
        ("sources:\n  - title: Книга\n    locator:5\n", "TP120", (7, 13)),
        ("sources:\n  - title:Книга\n", "TP205", (6, 5)),
        ("synonyms：\n  - друг\n", "TP120", (5, 9)),
    ],
)
def test_an_odd_colon_inside_a_group(text: str, code: str, place: tuple[int, int]) -> None:
    """A group of one such field is a text to YAML: the remedy is the same."""
    problem = only(TERM + text)
    assert (problem.code, (problem.line, problem.column)) == (code, place)
    assert ": " in problem.hint.split("«")[1] or "synonyms:" in problem.hint


def test_a_file_of_odd_colons_is_no_plain_text() -> None:
    """Every line lacks its space, so YAML sees one long text."""
    problem = only("title:Наставник\nstatus:рабочее\n")
    assert (problem.code, problem.line, problem.column) == ("TP120", 1, 7)


@pytest.mark.parametrize("text", ["Наставник — взрослый", "5 лет", "2017. Год", "--- ", "- друг", "-", "–", "«друг»"])
def test_what_is_no_list_mark(text: str) -> None:
    """A dash inside, a year, a right item."""
    assert list_mark(text) is None


@pytest.mark.parametrize("line", ["status: рабочее", "status:", "https://umc38.ru", "  - title: Книга", "Слово, слово: текст", "12:30"])
def test_what_is_no_odd_colon(line: str) -> None:
    """A right field, an address, a sentence, an hour."""
    assert odd_colon(line) is None
