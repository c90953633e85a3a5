"""Records that refer to a record: all of a few, the first of many with the way to the rest."""

from __future__ import annotations

import pytest

from pages_filler import Filler
from technopark.kinds import KINDS
from technopark.knowledge import KnowledgeBase
from technopark.loading import load_entry
from technopark.pages.related import MANY, PHRASES, listed, occurrences, related
from technopark.pages.values import Place

TERM = "title: термин {n}\ndefinition: Слово.\nstatus: рабочее\nsource: слайд 1\nsee_also:\n  - t000\nsources:\n  - title: слайд\n"
PLACE = Place("../../")


def base(count: int) -> KnowledgeBase:
    """So many terms, all of which name the first one."""
    made = [load_entry(KINDS["glossary"], f"glossary/t{n:03}.yml", TERM.format(n=n).encode())[0] for n in range(count + 1)]
    return KnowledgeBase([entry for entry in made if entry])


@pytest.mark.parametrize("count", [1, MANY, MANY + 1])
def test_more_than_a_reader_needs_is_found_in_the_list(count: int) -> None:
    """The group tells how many there are, shows as many as load quickly, and leads to the others."""
    kb = base(count)
    (group,) = related(kb, kb.entries["glossary", "t000"], PLACE)
    assert (group.total, len(group.links)) == (count, min(count, MANY))
    assert bool(group.rest) is (count > MANY)
    if group.rest:
        assert '<a href="../../glossary/">«Глоссарий»</a>' in group.rest


@pytest.mark.parametrize("count", [1, MANY, MANY + 1])
def test_where_a_term_occurs_is_found_by_searching(count: int) -> None:
    """The same for the places of a term, in groups by kind; the others are found by the term itself."""
    kb = base(count)
    found = listed([key for key in kb.entries if key[1] != "t000"])
    assert found["glossary"].total == count
    (group,) = occurrences(kb, found, "ДПП ПК", PLACE)
    assert (group.title, group.total, len(group.links)) == (KINDS["glossary"].title, count, min(count, MANY))
    assert bool(group.rest) is (count > MANY)
    if group.rest:
        assert 'href="../../search/?q=%D0%94%D0%9F%D0%9F%20%D0%9F%D0%9A"' in group.rest


@pytest.mark.parametrize("slug", KINDS)
def test_every_way_of_naming_is_told_by_the_one_named(kb: KnowledgeBase, slug: str) -> None:
    """A record with every field filled stands under the right heading on the page of each record it names, an adoption on both sides."""
    entry = Filler(kb).record(KINDS[slug])
    whole = KnowledgeBase([*kb.entries.values(), entry])
    ways = [(reference, (slug, str(reference.path[0]))) for reference in whole.references(entry.key)]
    told = [(reference, PHRASES[way]) for reference, way in ways if way in PHRASES]
    assert {way for way in PHRASES if way[0] == slug} <= {way for _, way in ways}
    for reference, phrase in told:
        groups = {group.title: group for group in related(whole, whole.entries[reference.target], PLACE)}
        assert any(f"{slug}/zz-marked/" in link for link in groups[phrase].links), (reference.target, phrase)
