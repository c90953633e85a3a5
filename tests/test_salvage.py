"""Of a record with errors everything that can be said is said at once, at the right places, and nothing of what is absent."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from technopark.checking import load, read_record
from technopark.kinds import KINDS
from technopark.knowledge import KnowledgeBase
from technopark.salvage import salvage
from technopark.schema import Kind

BASE = Path(__file__).parent / "problems" / "base"
CASE = """\
title: Школа
sumary: Встречи.
holder: cpd-angarks
status: черновк
sources:
  - titel: Книга
  - title: Книга - главная
    url: umc38
  - title: Статья - вторая
target_group:
  age_from: 17
  age_to: 14
  oops: 1
history:
  - date: 31.02.2017
    note: Первая
  - date: 2017-02-01
    note: "[Куратор](record:glossary/kurato)"
updated_on: 2016-01-01
"""


def problems_of(text: str, file: str, folder: Path) -> list[tuple[str, int, int]]:
    """Codes and places of what is wrong with a file put into a sound base."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")
    found = load(folder, folder / ".cache").problems
    assert found == load(folder, folder / ".cache").problems == load(folder).problems
    return [(p.code, p.line, p.column) for p in found if p.path == file]


def test_one_round_tells_everything(tmp_path: Path) -> None:
    """Fields, references, bounds, dates, words and links of one case; items after a wrong one keep their places."""
    assert problems_of(CASE, "practices/cases/shkola.yml", tmp_path) == [
        ("TP201", 1, 1), ("TP202", 2, 1), ("TP401", 3, 9), ("TP211", 4, 9), ("TP202", 6, 5), ("TP908", 7, 16), ("TP214", 8, 10),
        ("TP908", 9, 17), ("TP502", 12, 11), ("TP202", 13, 3), ("TP210", 15, 11), ("TP407", 18, 22), ("TP508", 19, 13),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "file", "expected"),
    [
        ("title: Т\ntitle: Р\ndefinition: а - б\nstatus: рабочее\nsource: Книга\n", "glossary/t.yml", ["TP108", "TP908"]),
        ("title: Т\ndefinition: а - б\nstatus: рабочее\nsource: Книга\n", "glossary/t_1.yml", ["TP301", "TP908"]),
        ("title: Т\ndefinition: ЗАПОЛНИТЕ\nstatus: рабочее\nsee_also: [netu]\n", "glossary/t.yml", ["TP201", "TP219", "TP401"]),
        ("title: Т\ndefinition: &x\nstatus: рабочее\nsource: а - б\n", "glossary/t.yml", ["TP110", "TP908"]),
        ("title: Т\nsee_also: [mayak]\n", "glossary/t.yml", ["TP201", "TP201", "TP201", "TP403"]),
        (
            "title: Семинар\ndate_end: 2017-10-01\nregistration:\n  deadline: 2017-10-20\nkind: [обучающий]\nstatus: состоялся\n",
            "practices/seminars/s.yml",
            ["TP201"],
        ),
        (
            "title: Семинар\ndate_start: 2017-10-10\ndate_end: 2017-10-01\nkind: [обучающий]\n",
            "practices/seminars/s.yml",
            ["TP201", "TP501"],
        ),
    ],
)
def test_what_is_sound_is_checked(text: str, file: str, expected: list[str], tmp_path: Path) -> None:
    """After a name twice, a bad file name, a place to fill in, an anchor; a missing date is compared with nothing."""
    assert sorted(code for code, *_ in problems_of(text, file, tmp_path)) == expected


def test_what_cannot_be_read_is_left() -> None:
    """A file that does not parse, and one of another kind."""
    assert salvage(KINDS["glossary"], "glossary/a.yml", b"title: [x\n") is None
    seminar = "title: С\ndate_start: 2017-10-10\nkind: [обучающий]\nstatus: состоялся\nregistration:\n  deadline: 2017-10-20\n".encode()
    assert salvage(KINDS["glossary"], "glossary/a.yml", seminar) is None


@pytest.mark.parametrize("put", ["", "[x, {y: z}]", "ЗАПОЛНИТЕ", "&a 5", "{title: 1}"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_damaged_field_breaks_the_check(kind: Kind, put: str, kb: KnowledgeBase, root: Path) -> None:
    """Each field in turn of the fullest record of each kind, absent or senseless: its own problems, nothing of the sound fields."""
    entries = sorted(kb.by_kind[kind.slug], key=lambda entry: (root / entry.path).stat().st_size)
    for entry in entries[-1:]:
        lines = (root / entry.path).read_text(encoding="utf-8").splitlines(keepends=True)
        starts = [number for number, line in enumerate(lines) if line[0].isalpha()]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            field = f"{lines[start].partition(':')[0]}: {put}\n" if put else ""
            text = "".join([*lines[:start], field, *lines[end:]])
            result = read_record(kind, entry.path, text.encode())
            if result.entry is None:
                assert {problem.code[2] for problem in result.problems} <= {"1", "2"}  # the rest of the record is sound
