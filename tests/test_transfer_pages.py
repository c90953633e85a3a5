"""The section «Передать практику», the checklist of the methodological set, cases ready for a format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from technopark.artefacts.transfer.build import MadeFile, MadeItem, MadeSet
from technopark.artefacts.transfer.items import Share
from technopark.kinds.cases import Case, MethodologicalSet
from technopark.knowledge import KnowledgeBase
from technopark.pages.downloads import Downloads
from technopark.pages.prose import ProseRenderer
from technopark.pages.render import PageBuilder
from technopark.pages.transfer import checklist

NBSP = "\u00a0"


def made(address: str, share: Share | None) -> MadeSet:
    """A set of two items, one of them with a picture."""
    id = address.split("/")[1]
    slides = MadeFile(f"{id}-pecha-kucha.pptx", "Презентация", "сменяется сама", 90_000)
    show = MadeFile(f"{id}-pecha-kucha.html", "Показ", "", 70_000)
    picture = (f"{id}-pecha-kucha.png", "Слайд «1»", 480, 270)
    deck = MadeItem("pecha-kucha", "Печа-куча", "Рассказать.", "pecha-kucha", "6 мин 40 с", share, (slides, show), *picture)
    note = MadeFile(f"{id}-social.txt", "Текст", "", 900)
    text = MadeItem("social", "Тексты", "Для «соцсетей» <b>.", "", "", None, (note,), "", "", 0, 0)
    return MadeSet(address, Path("key-of-" + id), (deck, text), MadeFile(f"{id}-komplekt.zip", "Весь комплект", "", 1_300_000))


@pytest.fixture(scope="module")
def builder(kb: KnowledgeBase, root: Path) -> PageBuilder:
    """A builder that knows of three sets."""
    out = PageBuilder(kb, ProseRenderer(None, lambda _: None), root / "macros" / "pages", None)
    shares = {"cases/edinstvo/": Share(2, 14), "cases/uchebnyy-primer/": Share(40, 0), "cases/vzglyad-v-budushchee/": Share(9, 1)}
    out.downloads = Downloads(sets={address: made(address, share) for address, share in shares.items()})
    return out


def body(builder: PageBuilder, slug: str, id: str) -> str:
    """HTML of a record's page."""
    entry = builder.kb.get(slug, id)
    assert entry is not None
    return builder.record(entry).body


def test_a_case_shows_its_whole_set(builder: PageBuilder) -> None:
    """Every file with format and size, the time it takes to perform, a picture with its words, the ZIP of all."""
    html = body(builder, "cases", "edinstvo")
    assert '<h2>Передать практику' in html
    assert f"PPTX, 88{NBSP}КБ" in html
    assert "6 мин 40 с" in html
    assert re.search(r'<img src="../../cases/edinstvo/edinstvo-pecha-kucha.png" alt="Слайд «1»" width="480" height="270"', html)
    assert f"ZIP, 1,3{NBSP}МБ" in html
    assert 'href="#transfer"' in html


def test_a_thin_set_says_what_the_card_gave(builder: PageBuilder) -> None:
    """The share of the record and the number of prompts stand on the page; a full set has neither."""
    assert "Из карточки взято 12&nbsp;%" in body(builder, "cases", "edinstvo")
    assert f"14{NBSP}подсказок держателю" in body(builder, "cases", "edinstvo")
    assert "Из карточки взято" not in body(builder, "cases", "uchebnyy-primer")


def test_texts_of_items_are_escaped(builder: PageBuilder) -> None:
    """A title or a lead never becomes markup."""
    assert "&lt;b&gt;" in body(builder, "cases", "edinstvo")


def test_a_format_lists_the_cases_ready_for_it(builder: PageBuilder) -> None:
    """The fullest case first; the teaching example is not among them, only named as one above them."""
    html = body(builder, "formats", "pecha-kucha")
    lead, ready = html.split('<ul class="ready">')
    assert 'uchebnyy-primer/">' in lead
    assert "учебный пример</span>" in lead
    assert ready.index("vzglyad-v-budushchee") < ready.index("edinstvo")
    assert "uchebnyy-primer" not in ready
    assert 'id="ready"' not in body(builder, "formats", "benchmarking")


def test_a_page_without_a_set_has_no_section(builder: PageBuilder) -> None:
    """Nothing is offered that is not there."""
    assert 'id="transfer"' not in body(builder, "cases", "postinternatnoe-soprovozhdenie")


def test_pages_follow_their_sets(builder: PageBuilder, kb: KnowledgeBase) -> None:
    """A set made anew changes the mark of its record's page and of the pages of formats, and no other's."""
    entries = [kb.entries[key] for key in (("cases", "edinstvo"), ("formats", "pecha-kucha"), ("cases", "vzglyad-v-budushchee"))]
    before = [builder.downloads.mark(entry) for entry in entries]
    changed = MadeSet("cases/edinstvo/", Path("another"), (), MadeFile("x.zip", "", "", 1))
    after = [Downloads(sets={**builder.downloads.sets, changed.address: changed}).mark(entry) for entry in entries]
    assert [left == right for left, right in zip(before, after, strict=True)] == [False, False, True]


def test_the_methodological_set_is_a_checklist(kb: KnowledgeBase, builder: PageBuilder) -> None:
    """The deck's three parts, each there or not; for what is not, the page says where to begin."""
    case = kb.entries["cases", "edinstvo"].record
    assert isinstance(case, Case)
    assert [part.there for part in checklist(case)] == [True, False, False]
    bare = case.model_copy(update={"methodological_set": None, "supports": None})
    assert [part.there for part in checklist(bare)] == [False, False, False]
    recommended = MethodologicalSet(recommendations=("Как вести супервизию",))
    assert checklist(case.model_copy(update={"methodological_set": recommended}))[2].there
    html = body(builder, "cases", "edinstvo")
    assert html.count('class="check-yes"') == 1
    assert html.count('class="check-no"') == 2
