"""Everything the source presentation says is in the base: ``tests/search/facts.yml`` is the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from pages_filler import Filler
from technopark.kinds import KINDS
from technopark.knowledge import KnowledgeBase
from technopark.pages.excerpts import plain
from technopark.pages.facets import Facets
from technopark.pages.names import stage_names
from technopark.pages.prose import ProseRenderer
from technopark.pages.render import PageBuilder
from technopark.russian.text import long_date

LIST = Path(__file__).parent / "search" / "facts.yml"
FACTS: list[dict[str, Any]] = yaml.safe_load(LIST.read_text(encoding="utf-8"))

_EMBED = re.compile(r"\[\[[^\]]*\]\]")


def texts(value: object) -> Iterator[str]:
    """What a reader sees of a value: its strings without Markdown, numbers, dates in words."""
    if isinstance(value, BaseModel):
        value = dict(value)
    if isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif isinstance(value, date):
        yield long_date(value)
    elif isinstance(value, str):
        yield plain(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def normal(text: str) -> str:
    """The text in one case, with every run of white space (no-break too) as one space."""
    return " ".join(text.split()).casefold()


def page_of(root: Path, kb: KnowledgeBase, address: str) -> str:
    """The text of a record, or of a hand-written page if the address ends with a slash; asserts that it exists."""
    if address.endswith("/"):
        source = root / "docs" / f"{address.rstrip('/')}.md"
        assert source.is_file(), f"no page {address}"
        return plain(_EMBED.sub("", source.read_text(encoding="utf-8")))
    entry = kb.get(*address.split("/"))
    assert entry is not None, f"no record {address}"
    return "\n".join(texts(entry.record))


@pytest.mark.parametrize("fact", FACTS, ids=[f"{n}-{fact['record']}" for n, fact in enumerate(FACTS, 1)])
def test_fact_is_in_the_base(root: Path, kb: KnowledgeBase, fact: dict[str, Any]) -> None:
    """Every fact of the presentation stands, in the words listed, on the page named for it."""
    page = normal(page_of(root, kb, fact["record"]))
    assert [word for word in fact["words"] if normal(word) not in page] == [], fact["fact"]


def test_list_is_whole() -> None:
    """Every item has a fact, a query, a page and words; no query stands twice: 110 facts at least."""
    assert len(FACTS) >= 110
    assert all(set(fact) == {"fact", "query", "record", "words"} and all(fact.values()) for fact in FACTS)
    queries = [normal(fact["query"]) for fact in FACTS]
    assert len(set(queries)) == len(queries)


def test_the_base_holds_what_the_source_speaks_of(kb: KnowledgeBase) -> None:
    """So many of each as the presentation names, and at least so many acts and terms as work with it needs."""
    exactly = {"cases": 7, "programmes": 3, "seminars": 4, "formats": 7, "contours": 3, "models": 2}
    assert {slug: len(kb.published(slug)) for slug in exactly} == exactly
    assert len(kb.published("acts")) >= 25
    assert len(kb.published("glossary")) >= 120


def test_statistics_count_no_fiction(kb: KnowledgeBase, root: Path) -> None:
    """The numbers of the hand-written pages are those of real records."""
    assert any(entry.fictional for entry in kb.by_kind["cases"])
    shown = PageBuilder(kb, ProseRenderer(None, lambda _: None), root / "macros" / "pages", None).embed("stats", "", "")
    counts = {slug: int(count) for slug, count in re.findall(r'<a href="([a-z]+)/"><b>(\d+)</b>', shown)}
    assert counts == {slug: len(kb.published(slug)) for slug in KINDS if kb.published(slug)}


def test_every_facet_is_fed(kb: KnowledgeBase) -> None:
    """Records of which everything is known narrow lists and search by kind, municipality, model, stage, form, audience, status and year."""
    facets = Facets(kb, stage_names(kb))
    found = {facet.key for slug in ("cases", "seminars") for facet in facets.of(Filler(kb).record(KINDS[slug]))}
    assert found >= {"kind", "municipality", "model", "stage", "form", "audience", "status", "year"}
