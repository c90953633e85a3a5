"""Words of the search: stems, normal forms, pages taken apart, the encoding of shards."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopark.search import cbor, forms
from technopark.search.shards import base36, cut, deltas, front_coded, script, weighted
from technopark.search.stemming import stem
from technopark.search.synonyms import GROUPS
from technopark.search.text import indexed_part, meaningful, normalise, plain, read_page, tokens, without_ignored

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"

# From the sample vocabulary of https://snowballstem.org/algorithms/russian/stemmer.html
SNOWBALL = {
    "вавиловка": "вавиловк", "вагнера": "вагнер", "вагон": "вагон", "вагона": "вагон", "вагоне": "вагон", "вагонов": "вагон",
    "вагоном": "вагон", "вагоны": "вагон", "важная": "важн", "важнее": "важн", "важнейшие": "важн", "важнейшими": "важн",
    "важничал": "важнича", "важно": "важн", "важного": "важн", "важной": "важн", "важному": "важн", "важностию": "важност",
    "важность": "важност", "важную": "важн", "важны": "важн", "важные": "важн", "важный": "важн", "важным": "важн",
    "важных": "важн", "вазах": "ваз", "вазы": "ваз", "вакса": "вакс", "вакханка": "вакханк", "вал": "вал",
    "валандался": "валанда", "валентина": "валентин", "валериановых": "валерианов", "валерию": "валер", "валетами": "валет",
    "п": "п", "па": "па", "пава": "пав", "павел": "павел", "павильон": "павильон", "павильонам": "павильон", "павла": "павл",
    "павлиний": "павлин", "павлиньи": "павлин", "павлиньим": "павлин", "павлович": "павлович", "павловна": "павловн",
    "падавшего": "пада", "падает": "пада", "падал": "пада", "падала": "пада", "падаль": "падал", "падать": "пада",
    "падаю": "пада", "падают": "пада", "падающего": "пада", "падающие": "пада", "падеж": "падеж", "падение": "паден",
    "падением": "паден", "падении": "паден", "падения": "паден", "паденье": "паден", "падет": "падет", "падут": "падут",
    "падучая": "падуч", "падчерицей": "падчериц", "падшая": "падш", "падшей": "падш", "падшему": "падш", "падший": "падш",
    "падшим": "падш", "падших": "падш", "падшую": "падш", "паек": "паек",
}  # fmt: skip


@pytest.mark.parametrize(("word", "expected"), SNOWBALL.items())
def test_stemmer_agrees_with_snowball(word: str, expected: str) -> None:
    """Our stemmer gives what Snowball's own sample vocabulary gives."""
    assert stem(word) == expected


@given(st.text(LETTERS, min_size=1, max_size=20))
def test_stem_begins_its_word(word: str) -> None:
    """A stem is a beginning of its word and never empty: shards write a form as stem and ending."""
    found = stem(word)
    assert found
    assert word.startswith(found)


def test_normal_form_ignores_yo_stress_and_case() -> None:
    """«Ребёнок», «ребенок», a stressed vowel and a soft hyphen are one word."""
    assert normalise("РЕБЁНОК") == normalise("ребенок") == normalise("ребе\u0301нок") == normalise("ребё\u00adнок") == "ребенок"


def test_hyphens_part_words() -> None:
    """«159-ФЗ» and «дети-сироты» are two words each, so either half finds them."""
    assert tokens("№ 159-ФЗ, дети-сироты") == ["159", "фз", "дети", "сироты"]


def test_only_stop_words_are_kept() -> None:
    """A phrase of nothing but stop words still means something."""
    assert meaningful("договор с наставником") == ["договор", "наставником"]
    assert meaningful("как это") == ["как", "это"]


def test_ignored_elements_go_whole() -> None:
    """An ignored element goes with the elements of the same name inside it, and only it goes."""
    html = "<p>а</p><div data-pagefind-ignore><div>б</div>в</div><div>г</div>"
    assert plain(without_ignored(html)) == "а г"


def test_unclosed_ignored_element_goes_to_the_end() -> None:
    """Broken markup hides too much rather than too little."""
    assert plain(without_ignored('<p>а</p><div data-pagefind-ignore="all"><p>б')) == "а"


PAGE = """<nav>меню</nav><article class="x" data-pagefind-body><div hidden><i data-pagefind-filter="kind:Практики"></i>
<i data-pagefind-filter="year:2017"></i></div><h1>Дневник &laquo;встреч&raquo;</h1><script>var x</script>
<h2 id="essence">Что это</h2><p>Текст</p><aside data-pagefind-ignore>боковик</aside></article><footer>подвал</footer>"""


def test_page_is_taken_apart() -> None:
    """Title, headings with ids, facets and text come from the indexed part and nothing else."""
    page = read_page(PAGE)
    assert page is not None
    assert page.title == "Дневник «встреч»"
    assert page.headings == (("essence", "Что это"),)
    assert page.facets == (("kind", "Практики"), ("year", "2017"))
    assert page.text == "Дневник «встреч» Что это Текст"
    assert "footer" not in page.article


def test_page_without_an_indexed_part_is_not_searched() -> None:
    """Lists, help and teaching examples carry no ``data-pagefind-body``."""
    assert read_page("<article><h1>Учебный пример</h1></article>") is None
    assert indexed_part("<p>data-pagefind-body</p>") == ""


def test_irregular_forms_are_linked(tmp_path: Path) -> None:
    """«Дети», «ребёнка» and «ребёнок», «люди» and «человек» know of each other's stems."""
    links = forms.linked_stems(["дети", "ребенка", "людям", "наставник"], tmp_path)
    assert {"ребенк", "ребенок"} <= set(links["дети"])
    assert {"дет", "ребенок"} <= set(links["ребенка"])
    assert "человек" in links["людям"]
    assert "наставник" not in links


def test_a_form_is_analysed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the dictionary said is kept: known words never load it again, new ones are asked for alone."""
    first = forms.linked_stems(["дети", "наставник"], tmp_path)
    asked: list[str] = []

    def analyse(words: list[str]) -> dict[str, str]:
        asked.extend(words)
        return dict.fromkeys(words, "")

    monkeypatch.setattr(forms, "_analyse", analyse)
    assert forms.linked_stems(["дети", "наставник"], tmp_path) == first
    assert asked == []
    forms.linked_stems(["дети", "новое"], tmp_path)
    assert asked == ["новое"]


def test_damaged_cache_of_forms_is_made_anew(tmp_path: Path) -> None:
    """A broken cache file costs time, never an error."""
    (tmp_path / "search-cache").mkdir()
    (tmp_path / "search-cache" / "forms.json").write_text("{", encoding="utf-8")
    assert "дет" in forms.linked_stems(["ребенок"], tmp_path)["ребенок"]


@given(st.lists(st.integers(0, 10_000), unique=True).map(sorted))
def test_deltas_add_up(numbers: list[int]) -> None:
    """Differences in base 36 give the numbers back."""
    total, out = 0, []
    for digits in deltas(numbers).split(",") if numbers else []:
        total += int(digits, 36)
        out.append(total)
    assert out == numbers


@given(st.integers(0, 10**9))
def test_base36_is_javascripts(number: int) -> None:
    """Digits are those of ``parseInt(text, 36)``."""
    assert int(base36(number), 36) == number


def test_weights_are_letters() -> None:
    """A weight ends its number, so the list needs no separators."""
    assert weighted([(0, 9), (35, 1), (71, 0)]) == "0JzB10A"


@given(st.lists(st.text(LETTERS, min_size=1, max_size=60), unique=True).map(sorted))
def test_front_coding_gives_words_back(words: list[str]) -> None:
    """Each line is the shared length and the rest, whatever the words."""
    last, out = "", []
    for line in front_coded(words).split("\n") if words else []:
        last = last[: int(line[0], 36)] + line[1:]
        out.append(last)
    assert out == words


@given(st.lists(st.integers(1, 100)), st.integers(1, 300))
def test_cuts_cover_everything_once(sizes: list[int], target: int) -> None:
    """Ranges follow one another, leave nothing out, and exceed the target only by a single item."""
    spans = cut(sizes, target)
    assert [index for span in spans for index in span] == list(range(len(sizes)))
    assert all(len(span) == 1 or sum(sizes[i] for i in span) <= target for span in spans)


def test_shards_are_safe_scripts() -> None:
    """Author's text cannot close a script element or break a line of one."""
    data = script("d0", ["</script><b>", "\u2028"]).decode()
    assert "<" not in data
    assert "\u2028" not in data


@given(st.recursive(st.integers(0, 2**40) | st.text(max_size=40), lambda inner: st.lists(inner, max_size=30), max_leaves=60))
def test_cbor_round_trip(value: cbor.Value) -> None:
    """What is encoded is decoded the same."""
    assert cbor.decode(cbor.encode(value)) == value


def test_cbor_refuses_what_it_does_not_know() -> None:
    """Maps, floats and trailing bytes are errors, not guesses."""
    for data in (b"\xa0", b"\xf9\x3c\x00", b"\x00\x00", b"\x9f\xff"):
        with pytest.raises(ValueError, match=r"type|trailing|indefinite"):
            cbor.decode(data)


def test_synonyms_are_groups() -> None:
    """A group has at least two different members, and no member is empty."""
    for group in GROUPS:
        assert len({normalise(member) for member in group}) == len(group) >= 2, group
        assert all(tokens(member) for member in group)
