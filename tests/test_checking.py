"""The whole check: caching changes nothing, broken records do not cascade, the base is clean."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from technopark import checking
from technopark.checking import load, read_record
from technopark.docs_pages import address_of, without_code
from technopark.kinds import KINDS
from technopark.pages.embeds import EMBEDS as DRAWN
from technopark.rules import BASE_RULES, RECORD_RULES
from technopark.rules.site import EMBEDS

BASE = Path(__file__).parent / "problems" / "base"
CASE = "title: Маяк\nsummary: Встречи.\nholder: cpd\nkind: программа\nstatus: черновик\nsources:\n  - title: Книга\n"


def test_the_repository_has_no_errors(root: Path) -> None:
    """What we publish passes our own check."""
    assert [p for p in load(root).problems if p.severity == "error"] == []


def test_cache_changes_nothing(tmp_path: Path) -> None:
    """With a cold, a warm and a partly stale cache the findings and the records are the same."""
    shutil.copytree(BASE, tmp_path / "base")
    root, cache = tmp_path / "base", tmp_path / "cache"
    plain = load(root)
    cold, warm = load(root, cache), load(root, cache)
    assert plain.problems == cold.problems == warm.problems
    assert [e.record for e in plain.kb.entries.values()] == [e.record for e in warm.kb.entries.values()]
    assert all(entry.kind is KINDS[entry.kind.slug] for entry in warm.kb.entries.values())
    (root / "glossary" / "kurator.yml").write_text("title: куратор\n", encoding="utf-8")
    assert load(root, cache).problems == load(root).problems != plain.problems
    (root / "glossary" / "kurator.yml").unlink()
    assert load(root, cache).problems == load(root).problems == plain.problems


def test_several_processes_change_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading in parallel gives the same records in the same order."""
    one = load(root)
    monkeypatch.setattr(checking, "PARALLEL_FROM", 2)
    several = load(root)
    assert list(one.kb.entries) == list(several.kb.entries)
    assert one.problems == several.problems


def test_broken_target_is_told_once(tmp_path: Path) -> None:
    """Ten references to a record with errors make one warning and no «unknown reference»."""
    shutil.copytree(BASE, tmp_path / "base")
    root = tmp_path / "base"
    (root / "practices/organisations/cpd-angarsk.yml").write_text("title: ЦПД\n", encoding="utf-8")
    for n in range(9):
        text = (BASE / "practices/cases/mayak.yml").read_text(encoding="utf-8").replace("Маяк", f"Маяк {n}")
        (root / f"practices/cases/mayak-{n}.yml").write_text(text, encoding="utf-8")
    codes = [p.code for p in load(root).problems]
    assert codes.count("TP402") == 1
    assert codes.count("TP401") == 0
    assert "Всего таких ссылок: 10" in next(p.message for p in load(root).problems if p.code == "TP402")


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("Спросите Иванова Ивана Ивановича.", ["TP802"]),
        ("Спросите И. И. Иванова.", ["TP802"]),
        ("Спросите И.И. Иванова (пример).", []),
        ("Встречаются на улице Ивана Ивановича Иванова.", []),
        ("Центр имени Иванова Ивана Ивановича.", []),
        ("Отчество Ивановича без имени.", []),
        ("Семинар Ангарск Усолье Иркутск.", []),
        ("Звоните: Иванов И. И., 8 902 555 01 01.", ["TP801", "TP806"]),
        ("Иванов И. И., 01.02.2003 г. р.", ["TP801"]),
        ("Подопечная Маша выросла.", ["TP804"]),
        ("Подопечная Маша (пример) выросла.", []),
        ("Воспитанники Ангарска выросли.", ["TP804"]),
        ("Паспорт 25 04 123456", ["TP803"]),
        ("Закон от 01.02.2003 № 123456", []),
    ],
)
def test_personal_data(line: str, codes: list[str]) -> None:
    """Names with data are errors, names alone are warnings, made-up and honoured names pass."""
    raw = (CASE + f'risks:\n  - "{line}"\n').encode("utf-8")
    assert [p.code for p in read_record(KINDS["cases"], "practices/cases/a.yml", raw).problems] == codes


def test_place_inside_a_folded_text() -> None:
    """A finding in the third line of a folded value is placed in that line, across the fold too."""
    text = CASE + "problem: >-\n  Первая строка.\n  Спросите Иванова\n  Ивана Ивановича.\n"
    found = read_record(KINDS["cases"], "practices/cases/a.yml", text.encode("utf-8")).problems
    assert [(p.code, p.line, p.column) for p in found] == [("TP802", 10, 12)]


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("нaставник", "наставник"),
        ("Haставник", "Наставник"),
        ("PDF-файл", ""),
        ("Wi-Fi", ""),
        ("IT-отдел", ""),
        ("эксперт-PR", ""),
        ("dоcument", "document"),
        ("№1a", ""),
    ],
)
def test_look_alike_letters(word: str, right: str) -> None:
    """Only words that become whole in one alphabet are taken for mistakes."""
    raw = (CASE + f"risks:\n  - Слово {word} здесь\n").encode("utf-8")
    assert [p.nearest for p in read_record(KINDS["cases"], "practices/cases/a.yml", raw).problems] == ([right] if right else [])


def test_rules_know_the_embeds_that_are_drawn() -> None:
    """The list of embeds a rule checks is the list that is drawn."""
    assert set(EMBEDS) == set(DRAWN)


def test_rules_are_small_and_described() -> None:
    """Every rule is one function with a docstring, found by its folder."""
    functions = [rule.find for rule in RECORD_RULES] + [rule.find for rule in BASE_RULES]
    for function in functions:
        assert function.__doc__
        assert function.__module__.startswith("technopark.rules.")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("index.md", ""),
        ("about.md", "about/"),
        ("cases/index.md", "cases/"),
        ("cases/README.md", "cases/"),
        ("a/b.html", "a/b/"),
        ("assets/a.svg", "assets/a.svg"),
    ],
)
def test_addresses_of_hand_written_files(name: str, address: str) -> None:
    """Addresses are those the site builder gives."""
    assert address_of(name) == address


def test_page_that_cannot_be_opened_is_told_before_the_builder_meets_it(tmp_path: Path) -> None:
    """A link to nowhere, or a name no address can be made of, would be a traceback of the site builder."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "nowhere.md").symlink_to("gone.md")
    (docs / os.fsdecode(b"\xff.md")).write_text("# Имя", encoding="utf-8")
    found = [problem for problem in load(tmp_path).problems if problem.code == "TP955"]
    assert [problem.message[:16] for problem in found] == ["Файл не открываетс"[:16], "Имя файла записа"]


def test_code_is_blanked_in_place() -> None:
    """Code and comments of a page are blanked without moving the rest."""
    text = "a `b`\n```\n[[x]]\n```\n<!-- [[y]] --> c\n"
    blank = without_code(text)
    assert len(blank) == len(text)
    assert blank.split() == ["a", "c"]


HUGE = {
    "open brackets": "problem: '" + "[" * 19_000 + " x](y)'",
    "one long word": "problem: " + "а" * 19_000 + " a@b",
    "one long Latin word": "problem: " + "a" * 19_000 + " a@b яz",
    "invisible signs": "notes:\n" + ("  - " + "\u00ad" * 19_000 + "x\n") * 4,
    "unknown fields": "".join(f"pole{n}: 1\n" for n in range(15_000)),
    "unknown references": "documents:\n" + "".join(f"  - doc-{n}\n" for n in range(12_000)),
    "unknown references beside an unknown field": "oops: 1\ndocuments:\n" + "".join(f"  - doc-{n}\n" for n in range(12_000)),
    "empty items between words": "oops: 1\nrisks:\n" + "  - a\n  - a - b\n" * 10_000,
    "folded items": "risks:\n" + "  - a\n    b\n" * 15_000,
    "spaces": "problem: a" + " " * 150_000 + "- b",
    "names": "problem: " + "Аа " * 6_000,
    "empty items": "risks:\n" + "  -\n" * 40_000,
}


@pytest.mark.parametrize("shape", list(HUGE))
def test_hostile_size_is_read_to_the_end(shape: str, tmp_path: Path) -> None:
    """The largest files of the worst shapes end with a short list of problems; none takes time that grows as its square."""
    folder = tmp_path / "practices" / "cases"
    folder.mkdir(parents=True)
    (folder / "a.yml").write_text(CASE + HUGE[shape] + "\n", encoding="utf-8")
    loaded = load(tmp_path)
    assert len([p for p in loaded.problems if p.code not in ("TP401", "TP406")]) <= 101


@pytest.mark.parametrize(
    ("place", "code"),
    [("practices/models/model-1.yaml", "TP303"), ("practices/model/model-1.yml", "TP304"), ("practices/cases/model-1.yml", "TP304")],
)
def test_a_misplaced_record_is_no_wrong_name_elsewhere(place: str, code: str, root: Path, tmp_path: Path) -> None:
    """A model saved as .yaml or in another folder is one mistake: whoever names it is told that it has errors, not that it is not there."""
    for name in ("practices", "glossary"):
        shutil.copytree(root / name, tmp_path / name)
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / "practices/models/model-1.yml").rename(tmp_path / place)
    problems = load(tmp_path).problems
    assert [problem.code for problem in problems if problem.path == place] == [code]
    assert not [problem.message for problem in problems if problem.code == "TP401"]

