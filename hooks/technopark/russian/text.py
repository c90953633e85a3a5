"""Russian in plain text: plurals, dates, numbers, no-break spaces, ids from titles.

Everything here works on plain text, not on HTML.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from technopark.value_types import ID_MAX

NBSP = "\u00a0"
"""The one kind of no-break space the site prints: PT Sans and PT Serif have it, the narrow U+202F they lack."""

Forms = tuple[str, str, str]
"""Forms of a word for 1, 2–4 and 5+: («практика», «практики», «практик»)."""

_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


# --------------------------------------------------------------------------- counting


def plural_form(n: int, forms: Forms) -> str:
    """The word without the number: the form for 1, 2–4 or 5+ by the Unicode CLDR rule for ru."""
    tens, ones = abs(n) % 100, abs(n) % 10
    if 11 <= tens <= 14:
        return forms[2]
    if ones == 1:
        return forms[0]
    return forms[1] if 2 <= ones <= 4 else forms[2]


def plural(n: int, forms: Forms) -> str:
    """Number and word with a no-break space: «5 практик»."""
    return f"{number(n)}{NBSP}{plural_form(n, forms)}"


EXACT = 2**53
"""Below it a whole number is the same as ``int`` and as ``float``."""


def number(value: float) -> str:
    """Decimal comma, thousands apart by no-break spaces, no trailing zeros, a real minus: «1 234,5»."""
    if type(value) in (int, float) and -EXACT < value < EXACT and value == int(value):
        text = f"{abs(int(value)):,}".replace(",", NBSP)  # most numbers: a tenth of the time
        return f"−{text}" if value < 0 else text
    decimal = Decimal(str(value))
    whole, _, rest = f"{abs(decimal):f}".partition(".")
    rest = rest.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", NBSP)
    text = f"{grouped},{rest}" if rest else grouped
    return f"−{text}" if decimal < 0 and text != "0" else text


HOURS_FROM = 180
"""Minutes from which whole hours are told in hours."""


def minutes_long(minutes: float) -> str:
    """A length of time as people say it: «40 с», «6 мин 40 с», «90 мин», «6 ч»."""
    if minutes >= HOURS_FROM and minutes % 60 == 0:
        return f"{number(minutes // 60)}{NBSP}ч"
    whole, seconds = divmod(round(minutes * 60), 60)
    parts = [f"{number(whole)}{NBSP}мин" if whole else "", f"{seconds}{NBSP}с" if seconds else ""]
    return NBSP.join(part for part in parts if part) or f"0{NBSP}мин"


def long_date(day: date) -> str:
    """«10 октября 2017 г.», never broken between its parts."""
    return f"{day.day}{NBSP}{_MONTHS[day.month - 1]}{NBSP}{day.year}{NBSP}г."


# --------------------------------------------------------------------------- spaces

_ONE = "АВИКОСУЯавикосуя"
_TWO = "во|до|за|из|ко|на|не|ни|но|об|от|по|со"
_THREE = "без|для|над|под|при|про"
_SHORT_1 = "[гдптчс]"
_SHORT_2 = "ст|гл|пп|ул|им|др|см"
_SHORT_3 = "рис|пос|обл|стр|пер"


def _any_case(words: str) -> str:
    return "|".join([words, *(word.capitalize() for word in words.split("|"))])


_START = r"(?<![\w-])"
_SMALL = f"и|или|а|в|к|о|с|у|{_TWO}|{_THREE}"

# a short preposition or conjunction does not stay at the end of a line
_AFTER_SHORT_WORD = (
    rf"(?<={_START}[{_ONE}] )(?=\S)"
    rf"|(?<={_START}(?:{_any_case(_TWO)}) )(?=\S)"
    rf"|(?<={_START}(?:{_any_case(_THREE)}) )(?=\S)"
)
# a dash and a particle do not start a line
_BEFORE_DASH_OR_PARTICLE = r"(?<=[^\s] )(?=[—–](?![^\s<\x03]))|(?<=\w )(?=(?:бы?|же?|ли|ль)(?![\w-]))"
# a number stays with its thousands and with what it counts
_AFTER_NUMBER = rf"(?<=\d )(?:(?<!\d{{4}} )(?=\d{{3}}(?!\d))|(?!(?:{_SMALL})\b)(?=[а-яёa-z%°₽]))"
# «№ 5», «ст. 8», «г. Ангарск», «т. е.», «И. О. Фамилия»
_AFTER_SIGN = (
    r"(?<=[№§] )(?=[\dА-ЯЁ])"
    rf"|(?<={_START}{_SHORT_1}\. )(?=[\dА-ЯЁIVX«])"
    rf"|(?<={_START}(?:{_SHORT_2})\. )(?=[\dА-ЯЁIVX«])"
    rf"|(?<={_START}(?:{_SHORT_3})\. )(?=[\dА-ЯЁIVX«])"
    rf"|(?<={_START}т\. )(?=[декнпч]\.)"
    rf"|(?<={_START}[А-ЯЁ]\. )(?=[А-ЯЁ])"
)
# «модель 1», «лист 3», «приложение 2»: a number alone at the start of a line looks like a list
_BEFORE_NUMBER = "|".join(
    rf"(?<={_START}{case} )"
    for word in ("модель", "модели", "моделью", "этап", "этапа", "шаг", "шага", "лист", "листа", "листе", "слайд", "глава", "приложение")
    for case in (word, word.capitalize())
)
_SPACE = re.compile(
    # Most spaces stand between two long words, so what cannot be is told by one sign on either side.
    rf" (?:(?=[—–бжл])(?:{_BEFORE_DASH_OR_PARTICLE})"
    rf"|(?<![а-яё]{{4}} )(?:(?<=\w )(?:{_AFTER_SHORT_WORD}|{_AFTER_NUMBER})|(?<=[№§.] )(?:{_AFTER_SIGN}))"
    rf"|(?=\d)(?:{_BEFORE_NUMBER}))"
)
"""A space that must not break. Every alternative only looks round one plain space and never tells a
no-break space from a plain one, so a second run finds nothing new (idempotence by construction)."""


def typography(text: str) -> str:
    """Put no-break spaces where a line must not break; change nothing but plain spaces, one for one."""
    return _SPACE.sub(NBSP, text)


def lower_first(text: str) -> str:
    """The text with a small first letter, unless the first word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


# --------------------------------------------------------------------------- ids

_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip


def transliterate(title: str) -> str:
    """Make an id of a title: ASCII, lower case, hyphens, at most 60 characters, cut at a word.

    The system is BGN/PCGN 1947 (romanization of Russian) in its plain form: no
    apostrophes, «е», «ё» and «э» always ``e``; and ``h`` for «х» (as in ISO/R 9:1968,
    English table), as all ids of this base have it. Empty if the title has no letters or digits.
    """
    latin = unicodedata.normalize("NFC", title).lower().translate(_LATIN)
    plain = "".join(char for char in unicodedata.normalize("NFD", latin) if not unicodedata.combining(char))
    words = re.findall(r"[a-z0-9]+", plain)
    out = ""
    for word in words:
        longer = f"{out}-{word}" if out else word[:ID_MAX]
        if len(longer) > ID_MAX:
            break
        out = longer
    return out
