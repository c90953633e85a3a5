"""Practices beside each other: every row tells its field, a gap is named, fiction stays out, the page stays small."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from pages_filler import filled, with_entry
from technopark.checking import load
from technopark.editing.new import new_record
from technopark.handwritten import fill
from technopark.kinds import KINDS
from technopark.knowledge import Entry, KnowledgeBase
from technopark.pages import Page, compare
from technopark.pages.compare import NONE_SAID, Columns
from technopark.pages.compare_rows import GROUPS, ROWS
from technopark.pages.facets import Facets
from technopark.pages.names import stage_names
from technopark.pages.prose import ProseRenderer
from technopark.pages.render import PageBuilder

ADDRESS = "cases/compare/"
TEACHING = "uchebnyy-primer"


def builder_of(kb: KnowledgeBase, root: Path) -> PageBuilder:
    """A page builder without term links."""
    return PageBuilder(kb, ProseRenderer(None, lambda _: None), root / "macros" / "pages", None)


def comparison(kb: KnowledgeBase, root: Path) -> Page:
    """The page of the comparison."""
    return next(page for page in builder_of(kb, root).lists() if page.address == ADDRESS)


def words(html: str) -> str:
    """Visible text, items of a list apart."""
    text = re.sub(r"<[^>]*>", "", html.replace("</li><li>", "; "))
    return unescape(text).replace("\u00a0", " ")


def told(kb: KnowledgeBase, **fields: Any) -> dict[str, str]:
    """What the column of a practice with these fields says, by row; the text of empty rows is empty."""
    values = {"id": "zz", "title": "Практика", "summary": "Суть. Дальше.", "holder": "cpd-angarsk", "kind": "проект", "status": "черновик"}
    record = KINDS["cases"].model.model_validate({**values, **fields})
    entry = Entry(KINDS["cases"], record, "practices/cases/zz.yml", "0")
    base = with_entry(kb, entry)
    column = Columns(base, Facets(base, stage_names(base))).of(entry)
    return {row.key: words(cell) for row, cell in zip(ROWS, column, strict=True)}


def real(kb: KnowledgeBase) -> KnowledgeBase:
    """The base whose teaching case counts as a real one: the only one described in full."""
    return KnowledgeBase(
        replace(entry, record=entry.record.model_copy(update={"fictional": False})) if entry.id == TEACHING else entry
        for entry in kb.entries.values()
    )


def test_every_row_is_told_by_a_full_practice(kb: KnowledgeBase) -> None:
    """A practice with every field filled leaves no row empty: no row asks for what records cannot say."""
    entry = next(entry for kind, _, entry in filled(kb) if kind.slug == "cases")
    base = with_entry(kb, entry)
    column = Columns(base, Facets(base, stage_names(base))).of(entry)
    assert [row.key for row, cell in zip(ROWS, column, strict=True) if not cell] == []


def test_rows_read_as_people_speak(kb: KnowledgeBase) -> None:
    """Numbers have their units and words their forms; what a step names counts among the documents."""
    found = told(
        kb,
        target_group={"age_from": 14, "age_to": 17, "statuses": ["воспитанники центра"]},
        stages=["p0", "p1", "p2", "p4"],
        dose={"sessions": 44, "months": 12, "frequency": "раз в неделю"},
        providers=[{"role": "куратор", "hours": 40}, {"role": "директор"}],
        cost={"annual": 612000, "per_child": 68000, "startup": 64000, "price_year": 2025, "staff_posts": "0,5 ставки"},
        documents=["akt-zaversheniya"],
        steps=[{"title": "Шаг", "documents": ["akt-zaversheniya", "dnevnik-vstrech"]}],
        results=[
            {"indicator": "Умения", "baseline": 9.4, "value": 14.1, "unit": "умения"},
            {"indicator": "Пары", "value": 89, "unit": "%"},
        ],
        evidence={"regulated": 3, "data_quality": 0},
    )
    assert found["summary"] == "Суть."
    assert found["municipality"] == "Ангарск"  # the holder's
    assert found["audience"] == "14–17 лет; воспитанники центра"
    assert found["stages"] == "П0–П2, П4"
    assert found["dose"] == "раз в неделю; 12 месяцев; 44 встречи"
    assert found["people"] == "куратор — 40 ч в месяц; директор"
    assert found["cost"] == "612 000 ₽ в год; 68 000 ₽ на ребёнка в год; 64 000 ₽ разово на запуск; в ценах 2025 года; 0,5 ставки"
    assert found["documents"] == "2 документа"
    assert found["results"] == "Умения: было 9,4 → , стало 14,1 умения; Пары: 89 %"
    assert found["evidence"] == "Регламентированность: 3 из 3; Обоснованность данных: 0 из 3"


@pytest.mark.parametrize(
    ("group", "text"),
    [
        ({"age_from": 14}, "с 14 лет"),
        ({"age_to": 18}, "до 18 лет"),
        ({"age_from": 21}, "с 21 года"),
        ({"age_from": 15, "age_to": 15}, "15 лет"),
        ({"age_from": 18, "age_to": 21}, "18–21 год"),
    ],
)
def test_ages(kb: KnowledgeBase, group: dict[str, int], text: str) -> None:
    """Both ends, one end, the same end."""
    assert told(kb, target_group=group)["audience"] == text


def test_what_is_zero_is_said(kb: KnowledgeBase) -> None:
    """Nought is an answer, not a gap."""
    found = told(kb, cost={"annual": 0}, evidence={"regulated": 0})
    assert found["cost"] == "0 ₽ в год"
    assert found["evidence"] == "Регламентированность: 0 из 3"


def test_long_cells_are_cut_and_say_so(kb: KnowledgeBase) -> None:
    """More results than a cell holds are counted."""
    results = [{"indicator": f"Показатель {n}", "value": n} for n in range(9)]
    assert told(kb, results=results)["results"].endswith("Показатель 3: 3; и ещё 5")


def test_a_gap_reads_as_a_gap(kb: KnowledgeBase, root: Path) -> None:
    """Every empty cell of the page says «не описано», once, and no cell is blank."""
    page = comparison(kb, root)
    columns = Columns(kb, Facets(kb, stage_names(kb)))
    gaps = sum(not cell for entry in kb.published("cases") for cell in columns.of(entry))
    table = page.body[page.body.index("<table") : page.body.index("</table>")]
    assert table.count(str(NONE_SAID)) == gaps > 0
    assert not re.search(r"<td role=\"cell\" data-name=[^>]*></td>", table)


def test_all_practices_are_there_and_no_fiction(kb: KnowledgeBase, root: Path) -> None:
    """Without scripts the whole small base stands in the table; the teaching case stands nowhere."""
    page = comparison(kb, root)
    ids = re.findall(r'data-id="([^"]+)"', page.body)
    assert sorted(ids) == sorted(entry.id for entry in kb.published("cases"))
    assert TEACHING not in page.body
    assert page.body.count("<tr role=") == len(ROWS) + len(GROUPS) + 1
    for entry in kb.published("cases"):
        assert f'href="../{entry.id}/"' in page.body


def test_practices_carry_their_own_column(kb: KnowledgeBase, root: Path) -> None:
    """The page of a practice holds the very cells of the table and leads to the comparison; that of the teaching case does neither."""
    builder = builder_of(kb, root)
    page = comparison(kb, root)
    columns = Columns(kb, Facets(kb, stage_names(kb)))
    for entry in kb.by_kind["cases"]:
        body = builder.record(entry).body
        assert (f'<template data-compare="{entry.id}"' in body) != entry.fictional
        assert ('href="../../cases/compare/?c=' in body) != entry.fictional
        for row, cell in zip(ROWS, columns.of(entry), strict=not entry.fictional):
            assert not cell or (f'<div data-row="{row.key}">{cell}</div>' in body and cell in page.body), row.key
    assert "<template" not in builder.record(kb.by_kind["organisations"][0]).body


def test_with_many_practices_the_page_stays_small(kb: KnowledgeBase, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit only those described most fully are in the table, and the page says of how many."""
    monkeypatch.setattr(compare, "COLUMNS_MAX", 2)
    body = comparison(real(kb), root).body
    ids = re.findall(r'data-id="([^"]+)"', body)
    assert (len(ids), ids[0]) == (2, TEACHING)
    total = len(kb.published("cases")) + 1
    assert f"2\u00a0практики из {total}, описанные полнее других" in body
    assert 'Остальные — в <a href="../">списке практик</a>' in body


def test_an_empty_base_has_the_page(root: Path) -> None:
    """The address is always there: links to it never break."""
    assert "Сравнивать пока нечего" in comparison(KnowledgeBase(()), root).body


def test_no_record_takes_the_address(tmp_path: Path) -> None:
    """A new record goes round the name; a practice that has it is an error, another kind may have it."""
    made = new_record(tmp_path, "практика", "Compare", io.StringIO())
    assert made.name == "compare-2.yml"
    assert new_record(tmp_path, "организация", "Compare", io.StringIO()).name == "compare.yml"
    made.rename(made.with_name("compare.yml"))
    assert ("TP308", "practices/cases/compare.yml") in [(p.code, p.path) for p in load(tmp_path).problems]


def test_no_handwritten_page_takes_the_address(tmp_path: Path) -> None:
    """A page in docs at the same address is an error; one that links to the comparison is right."""
    (tmp_path / "docs" / "cases").mkdir(parents=True)
    (tmp_path / "docs" / "cases" / "compare.md").write_text("# Моё\n", encoding="utf-8")
    (tmp_path / "docs" / "index.md").write_text("[рядом](record:cases/compare)\n", encoding="utf-8")
    found = [(p.code, p.path) for p in load(tmp_path).problems]
    assert found == [("TP951", "docs/cases/compare.md")]
    assert fill('<a href="record:cases/compare">x</a>', "../", lambda *_: "", lambda _: None) == '<a href="../cases/compare/">x</a>'
