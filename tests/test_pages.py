"""Pages show every field of every kind, escape all of it, and say nothing twice or empty."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pages_filler import filled, with_entry
from technopark.kinds import KINDS
from technopark.kinds.cases import Photograph
from technopark.kinds.models import Flow
from technopark.knowledge import Entry, KnowledgeBase
from technopark.pages import Page, geometry
from technopark.pages.compare import Columns
from technopark.pages.embeds import EMBEDS
from technopark.pages.environment import create_environment
from technopark.pages.excerpts import first_sentence, plain, shorten
from technopark.pages.facets import Facets
from technopark.pages.lists import Lists
from technopark.pages.names import stage_names
from technopark.pages.prose import ProseRenderer
from technopark.pages.render import PageBuilder
from technopark.pages.values import Place, Values, quantity
from technopark.pages.views import Viewer
from technopark.russian.text import long_date
from technopark.schema import Kind

NOT_SHOWN = {
    ("documents", "fields.key"): "the blank is named by its label; the key is for the files",
    ("documents", "fields.columns.key"): "likewise",
    ("documents", "fields.columns.width"): "a measure of the printed blank",
    ("documents", "signatures.name"): "a key for the files",
    **{("cases", f"photos.{name}"): "a photograph is shown whole or not at all: test_photographs" for name in Photograph.model_fields},
    ("models", "actors.id"): "an actor is named by its title",
    ("models", "registers.id"): "a register is named by its title",
}
"""Fields that no reader needs, with the reason."""

ARGUMENTS = {"cards": "cases", "model": "model-1"}
"""Arguments of the embeds that need one."""

HOSTILE = "{mark}<script>alert(1)</script><img src=x onerror=alert(1)>\"'><b style=color:red onclick=alert(1)>x</b>[a](javascript:alert(1))"


def is_trap(name: str, value: str | None) -> bool:
    """Whether an attribute's address runs a script."""
    return name in ("href", "src", "action") and "javascript:" in (value or "")


class Tags(HTMLParser):
    """Notes what a page must never hold, its headings, and the text after each."""

    def __init__(self, html: str) -> None:
        """Parse a page."""
        super().__init__()
        self.bad: list[str] = []
        self.data: list[str] = []
        self.headings: list[list[str]] = []
        self._in_data = False
        self._heading = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a tag."""
        values = dict(attrs)
        self.bad += [f"{tag} {name}" for name, value in attrs if name.startswith("on") or name == "style" or is_trap(name, value)]
        if tag == "script":
            self._in_data = values.get("type") == "application/ld+json"
            self.bad += [] if self._in_data or re.match(r"(?:\./|(?:\.\./)+)assets/", values.get("src") or "") else ["script"]
        if tag in ("img", "style", "iframe", "object", "b") and set(values) - {"class"}:
            self.bad.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self._heading = tag
            self.headings.append([tag, "", ""])

    def handle_endtag(self, tag: str) -> None:
        """Leave a heading or a data block."""
        if tag == self._heading:
            self._heading = ""
        if tag == "script":
            self._in_data = False

    def handle_data(self, data: str) -> None:
        """Give the text to what it stands in."""
        if self._in_data:
            self.data.append(data)
        elif self.headings:
            self.headings[-1][1 if self._heading else 2] += data.strip()


@pytest.fixture(scope="session")
def templates(root: Path) -> Path:
    """The folder of page templates."""
    return root / "macros" / "pages"


def builder_of(kb: KnowledgeBase, templates: Path) -> PageBuilder:
    """A page builder without term links."""
    return PageBuilder(kb, ProseRenderer(None, lambda _: None), templates, None)


@pytest.fixture(scope="session")
def builder(kb: KnowledgeBase, templates: Path) -> PageBuilder:
    """A page builder of the repository's base."""
    return builder_of(kb, templates)


@pytest.fixture(scope="session")
def pages(kb: KnowledgeBase, builder: PageBuilder) -> dict[str, Page]:
    """All pages of the repository's base."""
    records = [builder.record(entry) for entry in kb.entries.values()]
    return {page.address: page for page in (*records, *builder.lists())}


def test_every_field_of_every_kind_is_shown(kb: KnowledgeBase, templates: Path) -> None:
    """A record with every field filled shows the value of each: a new field needs no template."""
    lost = []
    for kind, filler, entry in filled(kb):
        page = builder_of(with_entry(kb, entry), templates).record(entry)
        body = f"{page.body} {page.updated and long_date(page.updated)}"
        lost += [(kind.slug, place) for place, mark in filler.marks.items() if mark not in body and (kind.slug, place) not in NOT_SHOWN]
    assert not lost, lost


def test_nothing_hostile_survives(kb: KnowledgeBase, templates: Path) -> None:
    """Markup in any field of any kind comes out as text: no tag, no handler, no script address."""
    for kind, _, entry in filled(kb, lambda mark: HOSTILE.format(mark=mark)):
        base = with_entry(kb, entry)
        made = builder_of(base, templates)
        bodies = [made.record(entry).body, *(page.body for page in made.lists())]
        bodies += [made.embed(name, ARGUMENTS.get(name, ""), "./") for name in EMBEDS]
        for body in bodies:
            assert Tags(body).bad == [], kind.slug


def test_data_block_is_whole_json(kb: KnowledgeBase, templates: Path) -> None:
    """The schema.org block parses as JSON whatever the record says."""
    for kind, _, entry in filled(kb, lambda mark: HOSTILE.format(mark=mark)):
        tags = Tags(builder_of(with_entry(kb, entry), templates).record(entry).body)
        assert json.loads("".join(tags.data))["name"] == entry.title, kind.slug


def test_no_heading_stands_over_nothing(pages: dict[str, Page]) -> None:
    """Every heading has words in it and something under it: text or a deeper heading."""
    for page in pages.values():
        headings = Tags(page.body).headings
        assert all(title for _, title, _ in headings), page.address
        for (tag, title, text), after in zip(headings, [*headings[1:], ["h1", "", ""]], strict=True):
            assert text or after[0] > tag, (page.address, title)


def test_one_main_heading_a_page(pages: dict[str, Page]) -> None:
    """Every page has exactly one h1."""
    for page in pages.values():
        assert [tag for tag, _, _ in Tags(page.body).headings].count("h1") == 1, page.address


def test_ids_are_unique(pages: dict[str, Page]) -> None:
    """No anchor is given twice on a page."""
    for page in pages.values():
        ids = re.findall(r' id="([^"]+)"', page.body)
        assert len(ids) == len(set(ids)), page.address


def test_pages_are_the_same_every_time(kb: KnowledgeBase, templates: Path, pages: dict[str, Page]) -> None:
    """Another builder makes the same bytes."""
    again = builder_of(kb, templates)
    assert [again.record(entry) for entry in kb.entries.values()] == [pages[entry.address] for entry in kb.entries.values()]
    assert all(pages[page.address] == page for page in again.lists())


def test_teaching_example_says_so(kb: KnowledgeBase, pages: dict[str, Page]) -> None:
    """A fictional record carries the banner, a mark at every section, and stays out of the index."""
    fictional = [entry for entry in kb.entries.values() if entry.record.fictional]
    assert fictional
    for entry in fictional:
        page = pages[entry.address]
        sections = re.findall(r"<h2>(.*?)</h2>", page.body)
        own = [title for title in sections if title != "Что с этим связано"]
        assert not page.indexed
        assert "Вымышленный учебный пример" in page.body
        assert all("учебный пример" in title for title in own)
        assert "data-pagefind-body" not in page.body
        assert "data-pagefind-filter" not in page.body


def test_lists_hold_every_real_record_once(kb: KnowledgeBase, pages: dict[str, Page]) -> None:
    """A list names each published record of its kind once and no teaching example."""
    for slug in KINDS:
        body = pages[f"{slug}/"].body
        links = re.findall(rf'data-item.*?href="\.\./({slug}/[^"]+)"', body, re.DOTALL)
        assert sorted(links) == sorted(entry.address for entry in kb.published(slug)), slug
        assert not [e for e in kb.by_kind[slug] if e.record.fictional and f'href="../{e.address}"' in body], slug


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_counts_of_filters_are_right(builder: PageBuilder, kind: Kind) -> None:
    """The number beside an option is the number of records that have the value."""
    view = builder.list_view(kind, Place("../"))
    for filter_ in view.filters:
        for value, count in filter_.options:
            assert count == sum(value in item.facets.get(filter_.key, ()) for item in view.items)


def test_time_zone_goes_with_hours(kb: KnowledgeBase, templates: Path) -> None:
    """A seminar names its time zone when it names hours, its own or those of its timetable, and only then."""
    kind = KINDS["seminars"]
    values = {"id": "x", "title": "Т", "kind": ["обучающий"], "status": "запланирован", "date_start": "2026-12-01"}
    slot = {"time": "10:00–10:30", "title": "Открытие"}
    for more, shown in (({}, False), ({"times": "10:00–16:00"}, True), ({"programme": [slot]}, True)):
        entry = Entry(kind, kind.model.model_validate({**values, **more}), "x.yml", "0")
        body = builder_of(with_entry(kb, entry), templates).record(entry).body
        assert ("иркутское время" in body) == ("Часовой пояс" in body) == shown, more


def test_absent_fields_are_named_once(kb: KnowledgeBase, pages: dict[str, Page]) -> None:
    """What a record does not describe is said in one closing paragraph, not in empty sections."""
    for entry in kb.published("cases"):
        body = pages[entry.address].body
        assert body.count('id="undescribed"') == (1 if entry.completeness.missing else 0)
        for section in entry.kind.sections:
            described = any(f.about.section == section.id for f in entry.kind.fields().values() if getattr(entry.record, f.name))
            assert (f'<section id="{section.id}"' in body) == described, (entry.key, section.id)


def test_backlinks_have_plain_words(pages: dict[str, Page]) -> None:
    """A practice's page says at which seminars it was spoken of."""
    assert "Семинары, к вопросам которых это подобрано" in pages["cases/edinstvo/"].body


def test_holder_gives_its_municipality(kb: KnowledgeBase) -> None:
    """A practice that names no municipality is found under its holder's."""
    facets = Facets(kb, stage_names(kb))
    for entry in kb.published("cases"):
        assert "municipality" in {facet.key for facet in facets.of(entry)}, entry.key


def test_stage_of_the_model_opens_its_documents(pages: dict[str, Page]) -> None:
    """Each stage of the drawing leads to a panel with what belongs to it, without scripts."""
    body = pages["models/model-1/"].body
    for stage in re.findall(r'href="#(p\d)"', body):
        assert f'<section id="{stage}" class="stage-panel"' in body
    assert "documents/dogovor-s-nastavnikom/" in body


@pytest.mark.parametrize("name", sorted(EMBEDS))
def test_every_embed_gives_something(builder: PageBuilder, name: str) -> None:
    """Each embed renders from the repository's base, with links from where it stands."""
    html = builder.embed(name, ARGUMENTS.get(name, ""), "../")
    assert 'href="../' in html


def test_unknown_embed_is_a_key_error(builder: PageBuilder) -> None:
    """An unknown name or record is told by a KeyError, which the caller shows and a rule reports."""
    for name, argument in (("nothing", ""), ("model", "model-99"), ("cards", "nothing")):
        with pytest.raises(KeyError):
            builder.embed(name, argument, "./")


def test_reconstruction_says_so(pages: dict[str, Page]) -> None:
    """Model 2 is marked as a reconstruction at the top of its page, model 1 is not."""
    assert "<b>Реконструкция.</b>" in pages["models/model-2/"].body
    assert "<b>Реконструкция.</b>" not in pages["models/model-1/"].body


def test_unchecked_act_says_so(kb: KnowledgeBase, pages: dict[str, Page]) -> None:
    """The page of an act that nobody checked says so before anything else."""
    for entry in kb.published("acts"):
        checked = bool(getattr(entry.record, "checked_on", None))
        assert ("<b>Не проверено.</b>" in pages[entry.address].body) != checked


stages = st.integers(0, 9).map(lambda n: f"p{n}")


@given(st.lists(st.tuples(stages, stages, st.text(max_size=30)).filter(lambda f: f[0] != f[1]), max_size=12))
def test_arcs_of_a_row_do_not_meet(flows: list[tuple[str, str, str]]) -> None:
    """Flows drawn in one row, with their labels, never overlap."""
    rows: list[list[tuple[float, float]]] = []
    for source, target, label in flows:
        low, high = geometry._span(int(source[1]) * 80.0, int(target[1]) * 80.0, label)
        geometry._free_row(rows, low, high)
    for row in rows:
        for (_, end), (start, _) in zip(sorted(row), sorted(row)[1:], strict=False):
            assert end <= start


def test_steps_follow_the_order_when_no_flow_is_named() -> None:
    """Without flows each stage leads to the next; with them only what they say is drawn."""
    xs = {"p0": 0.0, "p1": 80.0, "p2": 160.0}
    assert geometry._flows([], ["p0", "p1", "p2"], xs)[0] == ((0.0, 80.0), (80.0, 160.0))
    steps, arcs, _ = geometry._flows([Flow(source="p0", target="p2")], ["p0", "p1", "p2"], xs)
    assert steps == ()
    assert len(arcs) == 1


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Центр в г. Ангарске учит. Потом проверяет.", "Центр в г. Ангарске учит."),
        ("Одно предложение без конца", "Одно предложение без конца"),
        ("Сказал: «Иду.» Потом ушёл.", "Сказал: «Иду.»"),
        ("С 10 октября 2017 г. учат. Дальше.", "С 10 октября 2017 г. учат."),
    ],
)
def test_first_sentence(text: str, first: str) -> None:
    """An abbreviation does not end a sentence, a closing quotation mark belongs to it."""
    assert first_sentence(text) == first


def test_plain_text_has_no_marks() -> None:
    """Links, emphasis and list marks leave only their words."""
    assert plain("**Да**, [тут](record:cases/x) и\n\n- _это_\n- то") == "Да, тут и это то"
    assert shorten("слово " * 60, 50).endswith("слово…")


def test_numbers_read_right() -> None:
    """Years keep their digits together, ages take the right word."""
    assert quantity(2017) == "2017"
    assert quantity(21, "лет") == "21\u00a0год"
    assert quantity(1234.5, "₽") == "1\u00a0234,5\u00a0₽"


def test_viewer_keeps_a_small_record_small(kb: KnowledgeBase) -> None:
    """A record with only required fields shows no section it has nothing for."""
    kind = KINDS["organisations"]
    record = kind.model.model_validate({"id": "x", "title": "Т", "full_name": "Полное", "short_name": "Краткое", "kind": "НКО"})
    view = Viewer(Values(kb, ProseRenderer(None, lambda _: None), {})).record(Entry(kind, record, "x.yml", "0"), Place("../../"))
    assert [section.id for section in view.sections] == ["essence"]
    assert view.tail == ()


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.html")):
        yield path.read_text(encoding="utf-8")


def test_templates_hold_nothing_inline(root: Path) -> None:
    """No template has a script without an address, a style element, a style attribute or a handler."""
    for text in _texts(root / "macros"):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|href=\"javascript", text)
        assert not re.search(r"<script(?![^>]*\bsrc=)", text)


def test_styles_and_scripts_ask_nobody_else(root: Path) -> None:
    """Our styles and scripts name no other site."""
    for path in (*sorted((root / "docs" / "assets" / "css").glob("*.css")), *sorted((root / "docs" / "assets" / "js").glob("*.js"))):
        addresses = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", path.read_text(encoding="utf-8"))
        assert addresses == [], path.name


def test_lists_are_stable_under_order_of_files(kb: KnowledgeBase, builder: PageBuilder) -> None:
    """A list does not depend on the order in which records were read."""
    other = KnowledgeBase(reversed(list(kb.entries.values())))
    facets = Facets(other, stage_names(other))
    lists = Lists(other, builder.viewer, facets, Columns(other, facets))
    for kind in KINDS.values():
        one, two = builder.list_view(kind, Place("../")), lists.view(kind, Place("../"))
        assert [item.entry.key for item in one.items] == [item.entry.key for item in two.items]


def test_text_is_escaped_and_html_passes(templates: Path) -> None:
    """Printing a value escapes it exactly as Jinja does, and only if it is not HTML already."""
    source = "{{ text }} {{ html }} {{ number }} {% macro m(x) %}{{ x }}{% endmacro %}{{ m(text) }}"
    shown = create_environment(templates).from_string(source).render(text="<b>&'\"", html=Markup("<b>&amp;</b>"), number=5)
    assert shown == "&lt;b&gt;&amp;&#39;&#34; <b>&amp;</b> 5 &lt;b&gt;&amp;&#39;&#34;"
