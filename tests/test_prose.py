"""Prose of authors: nothing hostile comes out, the fast path equals the full one, terms go where they may."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from technopark.pages.plain import between_paragraphs, paragraphs, plain_html
from technopark.pages.prose import ProseRenderer, terms_in
from technopark.pages.safe_markdown import SafeMarkdown
from technopark.russian.forms import TermWords, make_forms
from technopark.russian.linking import TermLinker

DATA = Path(__file__).with_name("data")
HOSTILE: list[str] = yaml.safe_load((DATA / "hostile_prose.yml").read_text(encoding="utf-8"))

TERMS = (
    TermWords("nastavnik", "наставник"),
    TermWords("shkola-nastavnikov", "школа наставников"),
    TermWords("cpd", "центр помощи детям", ("ЦПД",)),
)
ALLOWED = {
    "p": {"class"}, "ul": set(), "ol": set(), "li": set(), "em": set(), "strong": set(), "code": set(), "blockquote": set(),
    "table": {"class"}, "thead": set(), "tbody": set(), "tr": set(), "td": {"class"}, "th": {"class"}, "span": {"class"},
    "a": {"class", "href", "rel", "data-term"}, "br": set(), "hr": set(),
}  # fmt: skip
CLASSES = {
    "prose-heading", "prose-table", "align-left", "align-center", "align-right", "broken-link", "external", "record", "anchor", "term",
}  # fmt: skip
HREFS = ("http://", "https://", "../../cases/", "../../glossary/", "#")


def resolve(name: str) -> tuple[str, str] | None:
    """Knows one record."""
    return ("cases/edinstvo/", "Школа «Единство»") if name == "cases/edinstvo" else None


class Checker(HTMLParser):
    """Reads HTML as a browser would and collects what is not allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Tag, attributes, classes and addresses are of the allowed set; links do not nest."""
        if tag not in ALLOWED or {name for name, _ in attrs} - ALLOWED[tag]:
            self.wrong.append(f"{tag} {attrs}")
        for name, value in attrs:
            if name == "class" and value not in CLASSES:
                self.wrong.append(f"class {value}")
            if name == "href" and not (value or "").lower().startswith(HREFS):
                self.wrong.append(f"href {value}")
        if tag == "a" and "a" in self.open:
            self.wrong.append("link in a link")
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Elements close in order."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        """Collect the text a reader sees."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """No comments come out."""
        self.wrong.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        """No declarations come out."""
        self.wrong.append(f"declaration {decl}")

    def unknown_decl(self, data: str) -> None:
        """No CDATA comes out."""
        self.wrong.append(f"declaration {data}")

    def handle_pi(self, data: str) -> None:
        """No processing instructions come out."""
        self.wrong.append(f"instruction {data}")


def check(html: str) -> Checker:
    """Parse and assert that nothing forbidden is there."""
    checker = Checker()
    checker.feed(str(html))  # Markup would escape what the parser cuts off
    checker.close()
    assert checker.wrong == [], html
    assert checker.open == [], html
    return checker


@pytest.fixture(scope="module")
def prose(tmp_path_factory: pytest.TempPathFactory) -> ProseRenderer:
    """A renderer with three terms."""
    return ProseRenderer(TermLinker.from_terms(TERMS, tmp_path_factory.mktemp("cache")), resolve)


def test_there_are_enough_hostile_texts() -> None:
    """At least a hundred different hostile texts are tried."""
    assert len(set(HOSTILE)) == len(HOSTILE) >= 100


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_gives_only_allowed_html(prose: ProseRenderer, text: str) -> None:
    """A hostile text comes out as allowed tags, attributes and addresses only, as a block and as a line."""
    check(prose.block(text, base="../../"))
    assert "<" not in prose.inline(text, base="../../")
    check(prose.inline(text, base="../../", link_terms=True))


_PIECES = st.sampled_from(
    ["наставник", "Школа наставников", "ЦПД", " ", "\n", "\n\n", "<", ">", "&", "&lt;", "&#x6a;", "*", "**", "_", "`", "[", "](", ")", "]",
     "!", "\\", '"', "'", "javascript:", "http://a.ru", "record:cases/edinstvo", "record:cases/no", "<script>", "</p>", "<!--", "-->",
     "onerror=x", "#", "> ", "- ", "1. ", "|", "--|--", "    ", "\t", "\x02", "\x03", "\x02base\x03", "\x0297\x03", "<a href=x>",
     "<img src=x>", "«", "»", "---", "===", "  \n", "\r\n", "\u2028", "\x00"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_no_mixture_of_markup_gives_forbidden_html(text: str) -> None:
    """Whatever pieces of markup meet, only allowed and well nested HTML comes out, and the placeholder never."""
    renderer = ProseRenderer(_linker(), resolve)
    html = renderer.block(text, base="../../")
    check(html)
    assert "\x02" not in html
    assert "\x03" not in html


_CACHE: dict[str, TermLinker] = {}


def _linker() -> TermLinker:
    if not _CACHE:
        _CACHE["linker"] = TermLinker(make_forms(TERMS))
    return _CACHE["linker"]


# --------------------------------------------------------------------------- fast path

_NEAR = st.sampled_from(
    ["слово", "Наставник", "а", "5", "2017", "1.", "12.", "1. ", "2017. ", "1.5", "1)", " ", "  ", "\n", "\n\n", "\n\n\n", "\n \n",
     "\u00a0", "\u202f", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1f", "\t", "\r\n", "\r", "_", "__", "*", "**", "<", ">",
     "> ", "&", "&amp;", "\\", "`", "[", "]", "(", ")", "!", "#", "# ", "-", "- ", "--", "---", "- - -", "- -", "+", "+ ", "=", "===", "|",
     ":", "::", ".", ",", "«", "»", "—", "— ", "–", "\"", "'", "…", "https://a.ru/b_c?d=e", "www.a.ru", "a@b.ru", "{", "}", "{: #a }",
     "~~", "^", "$", "%",
     "\x00", "\x02", "\x03", "\x7f", "\ufeff", "\u200b", "\u00ad", "\u0301", "😀", "İ", "٣. ", "    ", "\n    ", "\n- ", "\n-", "\n1. ",
     "\n=", "\n---", "\n* ", "\n+ ", "wzxhzdk:0", "klzzwxh:0000", "*[a]: b", "[a]: b", ":   b"]
)  # fmt: skip
_ORDINARY = st.text(alphabet="абв АБ.,-—«»1 \n", max_size=60)


@settings(max_examples=3000, deadline=None)
@given(st.one_of(st.lists(_NEAR, max_size=14).map("".join), _ORDINARY, st.text(max_size=40)))
def test_fast_path_equals_python_markdown(text: str) -> None:
    """For every text the fast path refuses or gives exactly what Python-Markdown gives."""
    fast = plain_html(text)
    assert fast is None or fast == _SLOW.convert(text)
    assert paragraphs(text) is None or between_paragraphs(text) == fast


_SLOW = SafeMarkdown(resolve)

_LINES = st.text(alphabet="абвгд АБ,.—«»1250:;()!?%№\u00a0'\"", min_size=1, max_size=30)


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "", "- ", "- ", "-", "1. ", "— "]), _LINES, st.sampled_from(["\n", "\n\n"])), max_size=7))
def test_fast_path_equals_python_markdown_on_paragraphs_and_lists(parts: list[tuple[str, str, str]]) -> None:
    """The same for texts made of paragraphs and list items, which are what the fast path is for."""
    text = "".join(mark + line + end for mark, line, end in parts)
    fast = plain_html(text)
    assert fast is None or fast == _SLOW.convert(text)
    assert paragraphs(text) is None or between_paragraphs(text) == fast


_TERM_LINES = st.lists(
    st.sampled_from(
        ["наставник", "Школа наставников", "ЦПД", "в", "5", "—", "и", "т. е.", "г. Зима", "№ 5", "2017 год", "бы", "слово", "«Школа", "»",
         "„", "“", '"', "наставников»", "модель 1", "-", "\u2011", "ЦПД/", "а.б", "\u0301", "\u00a0", ",", "."]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "", "- ", "— "]), _TERM_LINES, st.sampled_from(["\n", "\n\n"])), max_size=6))
def test_fast_path_links_and_typesets_as_the_full_one(parts: list[tuple[str, str, str]]) -> None:
    """Terms and no-break spaces of the fast path are those the full one gives."""
    text = "".join(mark + line + end for mark, line, end in parts)
    renderer = ProseRenderer(_linker(), resolve)
    with patch("technopark.pages.prose.paragraphs", return_value=None), patch("technopark.pages.prose.plain_html", return_value=None):
        full = renderer.block(text, base="../../", own_term="cpd")
    assert renderer.block(text, base="../../", own_term="cpd") == full


@pytest.mark.parametrize(
    "text",
    ["Один абзац.", "Два\nряда.", "Первый.\n\nВторой — «с кавычками», 5 % и 10:30.", "Что нужно:\n- кабинет\n- куратор\n\nИ всё.",
     "- один\n- два", "Что сделано в 2017 г. в 3 центрах; 5-й — позже.", "- 3 часа\n- 2 встречи"],
)  # fmt: skip
def test_ordinary_prose_takes_the_fast_path(text: str) -> None:
    """Ordinary paragraphs and lists are not refused, or the path would be of no use."""
    assert plain_html(text) == _SLOW.convert(text)


@pytest.mark.parametrize(
    ("text", "goes"),
    [("Один абзац.", True), ("Первый.\n\nВторой — «с кавычками», 5 % и 10:30.", True), ("Два\nряда.\n\nИ третий.", True),
     ("В 2017 г.\n\n2018 год", True), ("2017 год", False), ("- один\n- два", False), ("Что:\n- кабинет", False), ("а → б", False),
     ("а\n\n\nб", False), (" а", False), ("а\u00a0\n\nб", False), ("*а*", False), ("", False), ("а\n", False)],
)  # fmt: skip
def test_plain_paragraphs_take_the_fastest_way(text: str, goes: bool) -> None:
    """Nothing but paragraphs of ordinary signs needs no HTML before terms are linked."""
    assert (paragraphs(text) is not None) is goes


def test_control_characters_of_an_author_are_dropped(prose: ProseRenderer) -> None:
    """Signs the renderer uses for itself do not get through, so no author can write the placeholder."""
    assert prose.block("а\x02base\x03б", base="../../") == "<p>аbaseб</p>"
    assert prose.inline("а\x02base\x03б", base="../../") == "аbaseб"


# --------------------------------------------------------------------------- what authors may write


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**да** и *нет*", "<p><strong>да</strong> и\u00a0<em>нет</em></p>"),
        ("# Заголовок\n\nТекст", '<p class="prose-heading"><strong>Заголовок</strong></p>\n<p>Текст</p>'),
        ("[сайт](https://umcrso.ru/?a=1&b=2)", '<p><a class="external" href="https://umcrso.ru/?a=1&amp;b=2" rel="noopener">сайт</a></p>'),
        ("[школа](record:cases/edinstvo)", '<p><a class="record" href="../../cases/edinstvo/">школа</a></p>'),
        ("[шаги](record:cases/edinstvo#steps)", '<p><a class="record" href="../../cases/edinstvo/#steps">шаги</a></p>'),
        ("[](record:cases/edinstvo)", '<p><a class="record" href="../../cases/edinstvo/">Школа «Единство»</a></p>'),
        ("[нет](record:cases/no)", '<p><span class="broken-link">нет</span></p>'),
        ("[ниже](#steps)", '<p><a class="anchor" href="#steps">ниже</a></p>'),
        ("[почта](mailto:a@b.ru)", '<p><span class="broken-link">почта</span></p>'),
        ("![схема](https://a.ru/b.png)", '<p><a class="external" href="https://a.ru/b.png" rel="noopener">схема</a></p>'),
        ("![схема](b.png)", '<p><span class="broken-link">схема</span></p>'),
        ("`в коде`", "<p><code>в коде</code></p>"),
        ("<b>5 < 6</b>", "<p>&lt;b&gt;5 &lt; 6&lt;/b&gt;</p>"),
        ("    отступ", "<p>отступ</p>"),
        ("> цитата", "<blockquote>\n<p>цитата</p>\n</blockquote>"),
        ("Нужны:\n* **кабинет**\n* куратор", "<p>Нужны:</p>\n<ul>\n<li><strong>кабинет</strong></li>\n<li>куратор</li>\n</ul>"),
        ("1. раз\n2. два", "<ol>\n<li>раз</li>\n<li>два</li>\n</ol>"),
        ("", ""),
        (" \n ", ""),
    ],
)  # fmt: skip
def test_markdown_of_an_author(prose: ProseRenderer, text: str, html: str) -> None:
    """Each kind of markup gives the HTML the styles expect."""
    assert prose.block(text, base="../../") == html


def test_table_has_classes_instead_of_styles(prose: ProseRenderer) -> None:
    """A table carries alignment as a class, because the site's policy forbids inline styles."""
    html = prose.block("а | б\n--|--:\n1 | 2", base="")
    assert '<table class="prose-table">' in html
    assert '<td class="align-right">2</td>' in html


@pytest.mark.parametrize(
    "text",
    [">" * 20_000, "- " * 10_000, "[" * 20_000, "*" * 20_000, "`" * 20_000, "[a](" * 5_000, "**a " * 5_000,
     "![" * 9_000, "<a " * 6_000, "\n> " * 5_000,
     "[" * 400 + "а " * 9_000, "*a_" * 6_000, "|" * 20_000, "a|b\n-|-\n" + "|" * 19_000, "\\" * 20_000, "#" * 20_000, "1. " * 6_000],
)  # fmt: skip
def test_monstrous_text_stops_nothing(prose: ProseRenderer, text: str) -> None:
    """A text that breaks the parser comes out as text, and the next text renders as usual."""
    check(prose.block(text, base=""))
    assert prose.block("**да**", base="") == "<p><strong>да</strong></p>"


# --------------------------------------------------------------------------- terms in prose


def linked(html: str) -> list[str]:
    """What is linked: the text between the tags of each term link."""
    return [str(piece).split(">", 1)[1].split("</a>")[0] for piece in html.split('<a class="term"')[1:]]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Наставник ждёт наставника в ЦПД.", ["Наставник", "ЦПД"]),
        ("# Наставник\n\nНаставники здесь.", ["Наставники"]),
        ("[наставник](https://a.ru) и наставник", ["наставник"]),
        ("`наставник` и **наставник**", ["наставник"]),
        ("настав**ник** и на**ставник**", []),
        ("**школа** наставников", ["наставников"]),
        ("«**Школа наставников**» открылась", []),
        ("«Школа\n\nнаставников» — два абзаца", ["наставников"]),
        ("наставник | ЦПД\n---|---\nнаставник | да", ["наставник"]),
        ("> наставник", ["наставник"]),
        ("- наставник\n- ЦПД", ["наставник", "ЦПД"]),
        ("наставник&ЦПД", []),
        ("наставник & ЦПД", ["наставник", "ЦПД"]),
        ("Школа\nнаставников", ["Школа\nнаставников"]),
    ],
)  # fmt: skip
def test_terms_are_linked_in_text_only(prose: ProseRenderer, text: str, links: list[str]) -> None:
    """Terms are linked in running text: not in headings, links, code, and not across markup."""
    assert linked(prose.block(text, base="")) == links


def test_the_way_to_the_root_follows_the_page(prose: ProseRenderer) -> None:
    """One kept text serves pages of any depth."""
    near = prose.block("наставник", base="../")
    far = prose.block("наставник", base="../../")
    assert near == '<p><a class="term" href="../glossary/nastavnik/" data-term="nastavnik">наставник</a></p>'
    assert far == near.replace("../", "../../")


def test_a_term_does_not_link_to_itself(prose: ProseRenderer) -> None:
    """On its own page a term is not a link; other terms are."""
    assert linked(prose.block("Школа наставников и наставник", base="", own_term="nastavnik")) == ["Школа наставников"]


def test_lines_link_terms_only_when_asked(prose: ProseRenderer) -> None:
    """A line is escaped and typeset; terms are linked only on request."""
    assert prose.inline("в <ЦПД>", base="") == "в\u00a0&lt;ЦПД&gt;"
    asked = prose.inline("в <ЦПД>", base="../", link_terms=True)
    assert asked == 'в\u00a0&lt;<a class="term" href="../glossary/cpd/" data-term="cpd">ЦПД</a>&gt;'
    assert isinstance(asked, Markup)


def test_no_linker_means_no_links() -> None:
    """Without a glossary prose renders all the same."""
    assert ProseRenderer(None, resolve).block("наставник", base="") == "<p>наставник</p>"


def test_every_field_links_its_own_first_occurrence(prose: ProseRenderer) -> None:
    """Each field links a term once, whatever other fields link; ``terms_in`` lists each term once, in the order of the page."""
    page = prose.block("ЦПД и наставник ЦПД", base="") + prose.block("Наставник в ЦПД", base="")
    assert linked(page) == ["ЦПД", "наставник", "Наставник", "ЦПД"]
    assert terms_in(page) == ("cpd", "nastavnik")


@settings(max_examples=500, deadline=None)
@given(st.lists(_PIECES, max_size=20).map("".join))
def test_linking_and_typography_keep_the_text(text: str) -> None:
    """Links and no-break spaces never change a letter of what the reader sees."""
    bare = ProseRenderer(None, resolve).raw(text)
    before = check(bare.replace("\x02base\x03", "../../"))
    after = check(ProseRenderer(_linker(), resolve).block(text, base="../../"))
    assert after.text.replace("\u00a0", " ") == before.text.replace("\u00a0", " ")
