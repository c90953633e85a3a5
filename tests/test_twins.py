"""Every code has twins: a file with the problem and one without, judged by exact places.

``tests/problems/<code>/`` holds ``bad.yml`` and ``good.yml`` (the file's place in the base
is in ``expected.json``), or whole trees ``bad/`` and ``good/``, or lists of paths
``bad.txt`` and ``good.txt`` for names that some file systems cannot hold. ``base/`` is
the small sound base every twin is put into.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from technopark.checking import load
from technopark.decoding import LINE_BREAK
from technopark.help_pages import FAMILIES, all_codes, help_address, help_pages
from technopark.layout import examine, name_problems
from technopark.problems import Problem

HERE = Path(__file__).parent / "problems"
EXPECTED: dict[str, dict[str, Any]] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
CODES = all_codes()
GENERATED = {
    # Too large to keep in the repository.
    "TP114": "title: наставник\n" + "# примечание\n" * 10_000,
    "TP131": "title: наставник\n" * 150,
}


def base_with(folder: Path, code: str, which: str) -> Path:
    """Copy the sound base and put a twin into it."""
    shutil.copytree(HERE / "base", folder, dirs_exist_ok=True)
    tree = HERE / code / which
    if tree.is_dir():
        shutil.copytree(tree, folder, dirs_exist_ok=True)
        return folder
    target = folder / EXPECTED[code]["file"]
    if which == "good" and code in ("TP301", "TP302"):
        target = folder / "glossary" / "nastavnik.yml"
    target.parent.mkdir(parents=True, exist_ok=True)
    if which == "bad" and code in GENERATED:
        target.write_text(GENERATED[code], encoding="utf-8", newline="\n")
    elif code not in GENERATED:
        shutil.copyfile(HERE / code / f"{which}.yml", target)
    return folder


def problems_of(folder: Path, code: str, which: str) -> list[Problem]:
    """All problems of a twin in its base."""
    listing = HERE / code / f"{which}.txt"
    if listing.is_file():
        records, problems = examine(listing.read_text(encoding="utf-8").split())
        return sorted(problems + [p for record in records for p in name_problems(record.path)])
    return load(base_with(folder, code, which)).problems


def test_the_surroundings_are_sound(tmp_path: Path) -> None:
    """The base every twin is put into has no problems of its own."""
    shutil.copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    assert load(tmp_path).problems == []


@pytest.mark.parametrize("code", [code for code in EXPECTED if code != "TP131"])
def test_bad_twin_gives_exactly_its_problems(code: str, tmp_path: Path) -> None:
    """The bad twin gives its code at the exact line and column, and nothing that is not expected."""
    found = [[p.code, p.path, p.line, p.column] for p in problems_of(tmp_path, code, "bad")]
    assert sorted(found, key=str) == sorted(EXPECTED[code]["problems"], key=str)


@pytest.mark.parametrize("code", list(EXPECTED))
def test_good_twin_gives_nothing(code: str, tmp_path: Path) -> None:
    """The good twin has no problems at all: what is right is not complained of."""
    assert problems_of(tmp_path, code, "good") == []


def test_a_flood_of_problems_is_cut(tmp_path: Path) -> None:
    """A file with more than a hundred problems shows a hundred and says that there are more."""
    codes = [p.code for p in problems_of(tmp_path, "TP131", "bad")]
    assert len(codes) == 101
    assert codes.count("TP131") == 1


@pytest.mark.parametrize("code", list(EXPECTED))
def test_every_problem_lies_in_its_file_and_says_what_to_do(code: str, tmp_path: Path) -> None:
    """Each finding of each bad twin has a place that exists, a message and a remedy in Russian."""
    for problem in problems_of(tmp_path, code, "bad"):
        assert problem.message.endswith(".")
        assert problem.hint.endswith((".", "?"))
        assert leaks(problem.message) == [] == leaks(problem.hint), problem
        assert problem.severity == CODES[problem.code].severity
        file = tmp_path / problem.path
        lines = LINE_BREAK.split(file.read_bytes().decode("utf-8-sig", "replace")) if file.is_file() else [""]
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def test_every_code_has_twins() -> None:
    """The catalogue and the twins name the same codes, and there are at least forty."""
    assert set(EXPECTED) == set(CODES)
    assert len(CODES) >= 40


def test_every_code_has_a_help_page() -> None:
    """One page a code and an index that links them all, each with why, how, bad and good."""
    pages = {page.address: page for page in help_pages()}
    assert set(pages) == {"help/", *(help_address(code) for code in CODES)}
    for code in CODES:
        assert f'href="{code.lower()}/"' in pages["help/"].body
        for section in ("why", "fix", "bad", "good"):
            assert f'<section id="{section}">' in pages[help_address(code)].body


@pytest.mark.parametrize("code", list(CODES))
def test_catalogue_speaks_russian(code: str) -> None:
    """Title, cause and remedy are Russian sentences; the family is known."""
    entry = CODES[code]
    for text in (entry.title, entry.why, entry.fix):
        assert leaks(text) == [], text
    assert not entry.title.endswith(".")
    assert entry.why.endswith(".")
    assert entry.fix.endswith(".")
    assert entry.bad.endswith("\n")
    assert entry.good.endswith("\n")
    assert entry.bad != entry.good
    assert code[2] in FAMILIES


PROPER = {
    "YAML", "UTF", "BOM", "HTML", "Markdown", "Windows", "DOS", "Word", "macOS", "id", "yml", "docs", "assets", "record", "https",
    "practices", "cases", "glossary", "PDF", "JPEG", "PNG", "WebP", "Wi", "Fi", "name", "U", "KB", "COM", "p", "VS", "Code",
}  # fmt: skip
"""Latin words that are names of things: formats, systems, folders, keys people type."""


QUOTED = re.compile(r"U\+[0-9A-F]{4,}|«[^»]*»|\([^)]*\)|\S+\.yml|practices/\S+|record:\S+|https?://\S*")
LISTED = re.compile(r"(?:видов|вставки|этапы|папки|можно|записей|известных|пробела|папку|пример): [\w, ./-]+\.?$", re.IGNORECASE)


def leaks(text: str) -> list[str]:
    """Latin words of a text that are neither quoted, nor in brackets, nor listed as keys, nor names of things."""
    plain = LISTED.sub("", QUOTED.sub(" ", text))
    return [word for word in re.findall(r"[A-Za-z]{2,}", plain) if word not in PROPER]
