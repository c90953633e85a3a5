"""Russian in plain text: plurals, numbers, dates, spaces, ids."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from technopark.russian.text import long_date, number, plural, plural_form, transliterate, typography
from technopark.value_types import ID_MAX, ID_RE

WORDS = ("практика", "практики", "практик")


@pytest.mark.parametrize(
    ("n", "word"),
    [(0, 2), (1, 0), (2, 1), (4, 1), (5, 2), (10, 2), (11, 2), (12, 2), (14, 2), (15, 2), (20, 2), (21, 0), (22, 1), (25, 2), (101, 0),
     (111, 2), (112, 2), (121, 0), (1001, 0), (1011, 2), (-1, 0), (-5, 2)],
)  # fmt: skip
def test_plural_form(n: int, word: int) -> None:
    """The form follows the last digits, and the teens take the third form."""
    assert plural_form(n, WORDS) == WORDS[word]


def test_plural_puts_a_no_break_space() -> None:
    """Number and word stay on one line, thousands are apart."""
    assert plural(5, WORDS) == "5\u00a0практик"
    assert plural(1221, WORDS) == "1\u00a0221\u00a0практика"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (5, "5"), (-5, "−5"), (999, "999"), (1000, "1 000"), (1234.5, "1 234,5"), (1234567, "1 234 567"), (0.1, "0,1"), (2.0, "2"),
     (-0.0, "0"), (1e-7, "0,0000001"), (1e20, "100 000 000 000 000 000 000"), (72.25, "72,25"), (100, "100")],
)  # fmt: skip
def test_number(value: float, text: str) -> None:
    """Decimal comma, thousands apart, no trailing zeros, no exponents."""
    assert number(value) == text.replace(" ", "\u00a0")


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**7), 10**7).map(float))
def test_whole_numbers_have_a_way_of_their_own(value: float) -> None:
    """It leads to what exact decimals give."""
    exact: Any = Decimal(str(value))
    assert number(value) == number(exact)


@pytest.mark.parametrize(("day", "text"), [(date(2017, 10, 10), "10 октября 2017 г."), (date(2026, 5, 1), "1 мая 2026 г.")])
def test_long_date(day: date, text: str) -> None:
    """A date is written in words and does not break."""
    assert long_date(day) == text.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Встреча в доме и на улице", "Встреча в~доме и~на~улице"),
        ("А и Б", "А~и~Б"),
        ("для детей без опеки", "для~детей без~опеки"),
        ("Наставник — это", "Наставник~— это"),
        ("2016 – 2017", "2016~– 2017"),
        ("знает ли он, что он же сам бы пришёл", "знает~ли он, что он~же сам~бы пришёл"),
        ("5 практик и 1 234 рубля", "5~практик и~1~234~рубля"),
        ("10 октября 2017 г. в г. Ангарск", "10~октября 2017~г. в~г.~Ангарск"),
        ("ст. 8 и № 481, п. 3, гл. 21", "ст.~8 и~№~481, п.~3, гл.~21"),
        ("и т. д., т. е. так", "и~т.~д., т.~е. так"),
        ("И. О. Фамилия", "И.~О.~Фамилия"),
        ("им. Рыбакова, ул. Ленина, д. 5", "им.~Рыбакова, ул.~Ленина, д.~5"),
        ("кот-в мешке, слово", "кот-в мешке, слово"),
        ("кура в саду", "кура в~саду"),
        ("в  два пробела", "в  два пробела"),
        ("в ", "в "),
        ("2017 Год", "2017 Год"),
        ("(в саду) «и тут»", "(в~саду) «и~тут»"),
        ("50 % и 18 °C", "50~% и~18~°C"),
        ("не более 4 встреч", "не~более 4~встреч"),
    ],
)
def test_typography(text: str, want: str) -> None:
    """A line does not break after a preposition, before a dash, inside a number with its unit."""
    assert typography(text) == want.replace("~", "\u00a0")


_TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(["в", "на", "для", "г.", "ст.", "т.", "е.", "И.", "5", "1", "234", "—", "–", "ли", "же", "б", "№", " ", " ", " ",
                         "\u00a0", "\u202f", "\n", "\t", "слово", "Слово", "-", "«", "(", "%", ".", ","]),
        max_size=25,
    ).map("".join),
)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(_TEXTS)
@example("1 000 000 000")
@example("т. е. т. д. в и к о г. Г. И. И. И. Иванов")
def test_typography_is_idempotent_and_changes_only_spaces(text: str) -> None:
    """A second run changes nothing; without spaces the text is the same; length and plain words stay."""
    done = typography(text)
    assert typography(done) == done
    assert re.sub(r"\s", "", done) == re.sub(r"\s", "", text)
    assert done.replace("\u00a0", " ") == text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Взгляд в будущее", "vzglyad-v-budushchee"),
        ("Учебный пример", "uchebnyy-primer"),
        ("Подготовка к самостоятельной жизни", "podgotovka-k-samostoyatelnoy-zhizni"),
        ("Технология наставничества", "tehnologiya-nastavnichestva"),
        ("Приёмная семья «Единство» № 5", "priemnaya-semya-edinstvo-5"),
        ("Объём, съезд, цирк, чай, щука, этап, юг, яма", "obem-sezd-tsirk-chay-shchuka-etap-yug-yama"),
        ("Café Élan — GROW", "cafe-elan-grow"),
        ("И\u0306од", "yod"),
        ("  ---  ", ""),
        ("日本", ""),
        ("а" * 100, "a" * 60),
        ("слово " * 20, "slovo-" * 9 + "slovo"),
    ],
)
def test_transliterate(title: str, id: str) -> None:
    """Titles become the ids the base already uses, cut at a word."""
    assert transliterate(title) == id


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=120))
def test_transliterate_always_gives_an_id(title: str) -> None:
    """Whatever the title, the result is empty or a valid id."""
    made = transliterate(title)
    assert made == "" or (ID_RE.match(made) and len(made) <= ID_MAX)
