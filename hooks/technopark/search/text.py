"""Text as the search sees it: HTML taken apart, words normalised, stop words.

``docs/assets/search/text.js`` normalises queries by the same rules; a browser test
compares the two.
"""

from __future__ import annotations

import html as entities
import re
import unicodedata
from dataclasses import dataclass

_STOP_WORDS = """
    а без бы был была были было быть в вам вас весь во вот все всего всех вы где да для до его ее если есть еще ей ему
    ею же за и из или им их к как какая какие какое какой каком каких ко когда кто куда ли либо между меня мне мое мой моя
    мы на над надо нам нас наш не него нее нет ни них но ну нужен нужна нужно нужны о об обо он она они оно от по под
    при про с сам свой себе себя со так также такая такие такое такой там те тем то того тоже той только том тот тут ты
    у уже чего чей чем что чтобы чье чья эта эти это этого этой этом этот я можно почему зачем сколько этих при
    который которая которое которые которых через может могут можете можем должен должна должно должны следует
    нему ней ними ним нем нею нами вами мной тобой тебе тебя ваш ваша ваши ваше наша наши наше
"""

STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that carry no meaning in a query or in a title's length."""

_WORD = re.compile(r"[0-9a-zа-я]+")
_STRESS, _SOFT_HYPHEN = "\u0301", "\u00ad"
# A pattern begins with a sign of one case: the search goes from one «<» to the next, several times faster than letter by letter.
_TAG = re.compile(r"<[^>]*>")
_SKIPPED = re.compile(r"<(?:(?i:(script|style|template|svg)\b.*?</\1\s*>)|!--.*?-->)", re.S)
_BODY, _IGNORE = "data-pagefind-body", "data-pagefind-ignore"
_ARTICLE = re.compile(rf"<([A-Za-z]+)\b[^>]*\b{_BODY}\b")
_IGNORED = re.compile(rf"<([A-Za-z][A-Za-z0-9-]*)\b[^>]*\b{_IGNORE}\b[^>]*>")
_SOURCES = re.compile(r"<(?i:section\b[^>]*\bid=\"sources\".*?</section\s*>)", re.S)
_HEADING = re.compile(r"<(?i:h2\b([^>]*)>(.*?)</h2\s*>)", re.S)
_TITLE = re.compile(r"<(?i:h1\b[^>]*>(.*?)</h1\s*>)", re.S)
_ID = re.compile(r"\bid=\"([^\"]*)\"")
_FILTER = re.compile(r"data-pagefind-filter=\"([^\"]*)\"")
_META = re.compile(r"data-pagefind-meta=\"([^\"]*)\"")


def normalise(text: str) -> str:
    """Lower case, «ё» as «е», no stress marks or soft hyphens, composed letters."""
    low = unicodedata.normalize("NFC", text).lower().replace("ё", "е")
    return low.replace(_STRESS, "").replace(_SOFT_HYPHEN, "")


def tokens(text: str) -> list[str]:
    """The words of a text in order: letters and digits; hyphens part them («159», «фз»)."""
    return _WORD.findall(normalise(text))


def meaningful(text: str) -> list[str]:
    """The words without stop words; all of them if nothing else is left."""
    found = tokens(text)
    return [word for word in found if word not in STOP_WORDS] or found


def plain(html: str) -> str:
    """The visible text of a piece of HTML, one space between elements."""
    return " ".join(entities.unescape(_TAG.sub(" ", _SKIPPED.sub(" ", html))).split())


@dataclass(frozen=True)
class PageText:
    """What the index needs of a page.

    Attributes:
        title: text of the first ``<h1>``.
        headings: id and text of each ``<h2>`` that has an id.
        text: the whole visible text of the indexed part.
        sources: the text of the list of sources, which names the same presentation on every page.
        facets: (key, value) of the filters, in order, without repetitions.
        meta: the page's ``data-pagefind-meta`` values written as ``key:value``.
        article: HTML of the indexed part, given to Pagefind.
    """

    title: str
    headings: tuple[tuple[str, str], ...]
    text: str
    facets: tuple[tuple[str, str], ...]
    meta: dict[str, str]
    article: str
    sources: str = ""


def indexed_part(html: str) -> str:
    """The element marked ``data-pagefind-body``, or nothing: such a page is not searched."""
    found = _tag_with(_BODY, _ARTICLE, html, 0)
    if found is None:
        return ""
    end = html.rfind(f"</{found.group(1)}>")
    return html[found.start() : end] + f"</{found.group(1)}>" if end > found.start() else html[found.start() :]


def without_ignored(html: str) -> str:
    """The HTML without elements marked ``data-pagefind-ignore``, whatever they hold."""
    found = _tag_with(_IGNORE, _IGNORED, html, 0)
    while found is not None:
        end, depth = len(html), 0
        for tag in re.compile(rf"<(/?)(?i:{found.group(1)})\b[^>]*>").finditer(html, found.start()):
            depth += -1 if tag.group(1) else 1
            if depth == 0:
                end = tag.end()
                break
        html = html[: found.start()] + " " + html[end:]
        found = _tag_with(_IGNORE, _IGNORED, html, found.start())
    return html


def _tag_with(attribute: str, pattern: re.Pattern[str], html: str, start: int) -> re.Match[str] | None:
    """The first tag with an attribute, sought from the first place where the attribute's name stands: most tags have none."""
    place = html.find(attribute, start)
    return pattern.search(html, max(html.rfind("<", start, place), start)) if place >= 0 else None


def read_page(html: str) -> PageText | None:
    """Take a page apart; ``None`` if it is not for the search."""
    article = indexed_part(html)
    if not article:
        return None
    shown = without_ignored(_SKIPPED.sub(" ", article))
    title = _TITLE.search(shown)
    headings = []
    for attributes, inner in _HEADING.findall(shown):
        found = _ID.search(attributes)
        if found:
            headings.append((entities.unescape(found.group(1)), plain(inner)))
    pairs = dict.fromkeys(_pair(value) for value in _FILTER.findall(article) if ":" in value)
    meta = dict(_pair(value) for value in _META.findall(article) if ":" in value)
    sources = plain(" ".join(_SOURCES.findall(shown)))
    return PageText(plain(title.group(1)) if title else "", tuple(headings), plain(shown), tuple(pairs), meta, article, sources)


def _pair(value: str) -> tuple[str, str]:
    key, _, rest = entities.unescape(value).partition(":")
    return key.strip(), rest.strip()
