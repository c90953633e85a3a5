"""Terms in texts: forms that agree, precision before recall, a table made once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from technopark.russian import linking
from technopark.russian.forms import CACHE_NAME, Form, TermWords, cached_forms, make_forms
from technopark.russian.linking import Span, TermLinker
from technopark.russian.morphology import Inflector, fold, tokens_of
from technopark.russian.quotations import Quotations
from technopark.russian.signs import signs_of

DATA = Path(__file__).with_name("data")
_LINK = re.compile(r"\[([^\]]*)\]\(([a-z0-9-]+)\)")


def load(name: str) -> Any:
    """A YAML file of the tests' data."""
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def terms() -> list[TermWords]:
    """The tests' own glossary."""
    rows: list[dict[str, Any]] = load("linking_terms.yml")
    return [_words({key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}) for row in rows]


def _words(row: dict[str, Any]) -> TermWords:
    return TermWords(**row)


@pytest.fixture(scope="module")
def linker() -> TermLinker:
    """A linker of the tests' glossary."""
    return TermLinker(make_forms(terms()))


def marked(text: str, spans: list[Span]) -> str:
    """The text with its links written as in the YAML files."""
    for span in reversed(spans):
        text = f"{text[: span.start]}[{text[span.start : span.end]}]({span.term_id}){text[span.end :]}"
    return text


SENTENCES = [sentence for name in ("linking.yml", "linking_unseen.yml") for part in load(name).values() for sentence in part]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_has_exactly_the_links_marked(linker: TermLinker, sentence: str) -> None:
    """Each marked place is linked to its term, and nothing else is."""
    plain = _LINK.sub(r"\1", sentence)
    assert marked(plain, linker.spans(plain)) == sentence


def test_the_sentences_are_enough() -> None:
    """At least 60 sentences with 20 traps among them, and 30 that were not used for tuning."""
    seen, unseen = load("linking.yml"), load("linking_unseen.yml")
    assert len(seen["links"]) + len(seen["traps"]) >= 60
    assert len(seen["traps"]) >= 20
    assert len(unseen["links"]) + len(unseen["traps"]) >= 30
    assert not any(_LINK.search(trap) for trap in seen["traps"] + unseen["traps"])


@pytest.mark.parametrize(
    ("phrase", "has", "lacks"),
    [
        ("школа наставников", {"школу наставников", "школ наставников"}, {"школа наставника", "школы наставникам"}),
        ("дети-сироты", {"детей-сирот", "ребенком-сиротой"}, {"детей-сироты", "ребенка-сирот", "дети-сирот"}),
        ("мастер-класс", {"мастер-классами"}, {"мастер-класстер"}),
        ("дети, оставшиеся без опеки", {"детям, оставшимся без опеки"}, {"детей, оставшиеся без опеки"}),
        ("социально ориентированная организация", {"социально ориентированных организаций"}, {"социального ориентированных организаций"}),
        ("приёмная семья", {"приемной семьи", "приемных семей"}, {"приемная семьи", "приёмная семья"}),
        ("наставляемый", {"наставляемого", "наставляемые", "наставляемая"}, {"наставлять", "наставляемо", "наставляемое"}),
        ("персональные данные", {"персональных данных"}, {"персональные данных"}),
        ("метакомпетенции", {"метакомпетенций", "метакомпетенция"}, set()),
        ("практика", {"практика", "практику"}, {"практик", "практиками"}),
        ("сталь", {"сталь", "сталью"}, {"стали"}),
        ("модель GROW", {"модели grow"}, set()),
        ("кофе-брейк в 12:30", set(), {"кофе-брейк"}),
        ("", set(), {""}),
    ],
)  # fmt: skip
def test_forms_of_a_phrase(phrase: str, has: set[str], lacks: set[str]) -> None:
    """Adjectives, participles and the head agree; the rest stays; forms of other words are left out."""
    made = set(Inflector().forms(phrase))
    assert has <= made
    assert not lacks & made


def test_first_occurrence_only(linker: TermLinker) -> None:
    """Each term is linked once a text, whatever form or synonym comes later."""
    spans = linker.spans("ЦПД и центр помощи детям, наставник, наставники, ЦПД")
    assert [(span.start, span.term_id) for span in spans] == [(0, "cpd"), (26, "nastavnik")]


def test_occurrences_are_the_terms_of_a_text(linker: TermLinker) -> None:
    """Backlinks name every term a text speaks of."""
    assert linker.occurrences("Наставник пришёл в ЦПД к наставнику") == {"nastavnik", "cpd"}
    assert linker.occurrences("Рип ван Винкль") == frozenset()


def test_a_form_two_terms_claim_belongs_to_neither_unless_it_is_a_title() -> None:
    """Two synonyms alike link nowhere; a title beats a synonym."""
    both = [TermWords("a", "куратор", synonyms=("координатор",)), TermWords("b", "организатор", synonyms=("координатор", "куратор"))]
    linker = TermLinker(make_forms(both))
    assert linker.spans("координатор") == []
    assert linker.spans("куратора") == [Span(0, 8, "a")]


def test_a_phrase_forbidden_to_one_term_may_be_another() -> None:
    """``do_not_link`` bars its own term only: the phrase links to the term that claims it, else to none."""
    three = [
        TermWords("opeka", "опека", do_not_link=("орган опеки", "опека над животными", "опеку")),
        TermWords("organ", "орган опеки и попечительства", synonyms=("орган опеки",)),
        TermWords("zhivotnye", "животное"),
    ]
    linker = TermLinker(make_forms(three))
    text = "Органы опеки решают, опека над животными нет, опеку нет, опекой да"
    assert marked(text, linker.spans(text)) == "[Органы опеки](organ) решают, опека над животными нет, опеку нет, [опекой](opeka) да"


def test_fingerprint_follows_links_not_definitions() -> None:
    """The fingerprint changes when a form changes, and does not depend on the order of terms."""
    first = TermLinker(make_forms([TermWords("a", "куратор"), TermWords("b", "опека")]))
    second = TermLinker(make_forms([TermWords("b", "опека"), TermWords("a", "куратор")]))
    third = TermLinker(make_forms([TermWords("a", "куратор"), TermWords("b", "опека", synonyms=("попечение",))]))
    assert first.fingerprint == second.fingerprint != third.fingerprint


# --------------------------------------------------------------------------- properties

_PIECES = st.sampled_from(
    ["наставник", "Школа", "школы", "наставников", "ЦПД", "РИПов", "дети", "детей", "-", "сирот", "сироты", " ", "  ", "\n", "\n\n",
     "\u00a0", ", ", ",",
     ".", ". ", "«", "»", "„", "“", "”", '"', "\x02", "\x03", "/", "@", "://", "а", "İ", "ß", "ё", "\u0301", "\u00ad",
     "лучшая", "практика", "1"]
)  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(st.one_of(st.lists(_PIECES, max_size=20).map("".join), st.text(max_size=60)))
def test_spans_are_whole_words_in_order(text: str) -> None:
    """Spans do not overlap, go in order, name each term once and never cut a word or cross a sentence."""
    spans = _linker().spans(text)
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end for end, span in zip(ends, spans, strict=False))
    assert len({span.term_id for span in spans}) == len(spans)
    for span in spans:
        around = text[:span.start][-1:] + text[span.end :][:1]
        assert not any(char.isalnum() or char in "-_@" for char in around)
        assert not set(text[span.start : span.end]) & set(".«»\x02\x03\"")


_WORD = re.compile(r"(\w+)")
_GAP = re.compile(r"([-\u2011])|(,)?([ \t\u00a0\u202f]*\n[ \t\u00a0\u202f]*|[ \t\u00a0\u202f]+)?")


def word_by_word(forms: Sequence[Form], text: str) -> list[tuple[int, int, Form]]:
    """Every place where a form stands apart, as a person would look for it: from each word as far as any form goes."""
    out: list[tuple[int, int, Form]] = []
    known = sorted(forms, key=lambda form: not form.exact)
    pieces = _WORD.split(fold(text))
    ends = list(accumulate(map(len, pieces)))
    for first in range(1, len(pieces), 2):
        key, start, best = pieces[first], ends[first - 1], None
        for index in range(first, len(pieces), 2):
            end = ends[index]
            fits = [form for form in known if form.key == key and form.exact in ("", re.sub(r"\s+", " ", text[start:end]))]
            if fits and linking._is_apart(text, start, end):
                best = (start, end, fits[0])
            gap = _GAP.fullmatch(pieces[index + 1])
            if gap is None or (gap[2] and not gap[3]) or not gap[0]:
                break
            key += ("-" if gap[1] else ", " if gap[2] else " ") + "".join(pieces[index + 2 : index + 3])
        if best and not (best[2].exact and linking._is_shouting(text, *best[:2])):
            if out and start < out[-1][1]:
                if best[1] - start <= out[-1][1] - out[-1][0]:
                    continue
                out.pop()
            out.append(best)
    return out


_NEAR = st.sampled_from(
    ["школа", "Школы", "наставников", "наставничества", "наставник", "дети", "Детей", "детей-сирот", "сирот", "оставшихся", "без",
     "попечения", "родителей", "ЦПД", "цпд", "РИП", "РИПов", "рип", "мастер", "класс", "органы", "опеки", "и", "попечительства",
     "приёмная", "приемные", "семьи", "модель", "GROW", "Һургуули", "һургуули", "багша", "İ", "ß"]
)  # fmt: skip
_BETWEEN = st.sampled_from(
    [" ", " ", " ", "-", "\u2011", ", ", ",", "  ", " \n ", "\n", "\n\n", " \n\t\n", "\u00a0", ",\n", ", \u202f", "- ", " -", ". ", "\x02",
     "/", "\u2003", "\r\n", "«", "» ", "_", "", "\u0301"]
)  # fmt: skip


@pytest.mark.parametrize("more", [(), (Form("һургуули", "", "shkola", "link"), Form("багша-наставник", "", "bagsha", "link"))])
@settings(max_examples=1000, deadline=None)
@given(text=st.lists(st.tuples(_NEAR, _BETWEEN), max_size=10).map(lambda pairs: "".join(word + gap for word, gap in pairs)))
def test_finder_finds_what_a_search_word_by_word_finds(text: str, more: tuple[Form, ...]) -> None:
    """One run over the text finds the same places as looking from every word on, Buryat words among the terms or not."""
    found = word_by_word((*make_all(), *more), text)
    assert _linker(more)._matches(text) == found
    assert _linker(more)._matches(text, signs_of(text)) == found


@cache
def make_all() -> tuple[Form, ...]:
    """Forms of the tests' glossary."""
    return make_forms(terms())


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=80))
def test_folding_keeps_positions(text: str) -> None:
    """A folded text has the length of the text, whatever its letters do in lower case."""
    assert len(fold(text)) == len(text)


@cache
def _linker(more: tuple[Form, ...] = ()) -> TermLinker:
    return TermLinker((*make_all(), *more))


@pytest.mark.parametrize(
    ("text", "place", "inside"),
    [
        ("«Школа наставников»", 8, True),
        ("«школа наставников»", 8, False),
        ("«Школа „молодых“ наставников» и школа", 20, True),
        ("«Школа» наставников", 9, False),
        ('"Школа наставников" и школа', 8, True),
        ('"Школа" и школа наставников', 15, False),
        ("«Школа наставников без конца", 20, True),
        ("«Школа без конца\n\nнаставников", 20, False),
        ("» школа «", 3, False),
        ("“Школа наставников”", 8, True),
        ("„Школа наставников“ и школа", 24, False),
    ],
)
def test_quotation_of_a_name(text: str, place: int, inside: bool) -> None:
    """What begins with a capital inside quotation marks is a name, to its closing mark or the paragraph's end."""
    assert Quotations(text).inside_name(place) is inside


def test_tokens_keep_gaps() -> None:
    """A phrase is words and what stands between; a phrase with other signs is not taken."""
    assert tokens_of("Дети, оставшиеся — нет") == ()
    tokens = [(token.gap, token.word) for token in tokens_of("дети-сироты, да так")]
    assert tokens == [("", "дети"), ("-", "сироты"), (", ", "да"), (" ", "так")]


# --------------------------------------------------------------------------- cache


def test_cached_table_is_the_made_table(tmp_path: Path) -> None:
    """The second build reads exactly what the first one made."""
    assert cached_forms(terms(), tmp_path) == make_forms(terms()) == cached_forms(terms(), tmp_path)


def test_warm_build_does_not_import_the_dictionary(tmp_path: Path) -> None:
    """With a fitting cache a build never imports pymorphy3."""
    words = [TermWords("a", "куратор")]
    cached_forms(words, tmp_path)
    code = (
        "from pathlib import Path; from technopark.russian.linking import TermLinker; from technopark.russian.forms import TermWords; "
        f"print(TermLinker.from_terms([TermWords('a', 'куратор')], Path({str(tmp_path)!r})).spans('кураторы'), 'pymorphy3' in sys.modules)"
    )
    hooks = str(Path(__file__).resolve().parent.parent / "hooks")
    prelude = f"import sys; sys.path.insert(0, {hooks!r}); sys.stdout.reconfigure(encoding='utf-8'); "
    command = [sys.executable, "-X", "utf8", "-c", prelude + code]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[Span(start=0, end=8, term_id='a')] False"


@pytest.mark.parametrize(
    "spoil",
    [
        "", "{", "[]", "null", '{"key": 1}', '{"key": "KEY", "forms": 1}', '{"key": "KEY", "forms": [1]}', "[" * 100_000,
        '{"key": "KEY", "forms": [["a", "", "cpd"]]}', '{"key": "KEY", "forms": [["слово", "", "чужой", "link"]]}',
        '{"key": "KEY", "forms": [["слово", "", "cpd", "run"]]}', '{"key": "KEY", "forms": [["", "", "cpd", "link"]]}',
        '{"key": "other", "forms": [["слово", "", "cpd", "link"]]}',
    ],
)  # fmt: skip
def test_spoilt_cache_is_made_anew(tmp_path: Path, spoil: str) -> None:
    """A cache file that is cut, foreign, of another glossary or of a wrong shape is not trusted."""
    good = cached_forms(terms(), tmp_path)
    path = tmp_path / CACHE_NAME
    key = json.loads(path.read_text(encoding="utf-8"))["key"]
    path.write_text(spoil.replace("KEY", key), encoding="utf-8")
    assert cached_forms(terms(), tmp_path) == good
    assert json.loads(path.read_text(encoding="utf-8"))["key"] == key


def test_cache_folder_that_cannot_be_made_costs_only_time(tmp_path: Path) -> None:
    """A file in place of the cache folder does not stop a build."""
    (tmp_path / "cache").write_text("", encoding="utf-8")
    assert Form("куратор", "", "a", "link") in cached_forms([TermWords("a", "куратор")], tmp_path / "cache")
