"""A value that was written the wrong way → the value that was probably meant, or nothing."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from decimal import Decimal

from technopark.russian.text import plural
from technopark.value_types import REAL_RE, WHOLE_RE, YEARS

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_IN_MONTH = ("январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре", "ноябре", "декабре")
_DAY_MONTH_YEAR = re.compile(r"^(\d{1,2})[\s./-]+(\d{1,2}|[а-яё]+)[\s./-]+(\d{4})\s*(?:г\.?|года?)?$", re.IGNORECASE)
_DASH = re.compile("[\u2010-\u2015\u2212]")
_YEAR_FIRST = re.compile(r"^(\d{4})[\s./-]+(\d{1,2})[\s./-]+(\d{1,2})$")
_NUMBER = re.compile(r"-?(?=[.,]?\d)\d*(?:[.,]\d*)?(?:e\+?\d)?", re.IGNORECASE)
_UNIT = re.compile(r"(?:\s*[%₽]|\s+(?!тыс|млн|млрд|миллион|миллиард)[а-яё]+\.?)$", re.IGNORECASE)
_GROUPED = re.compile(r"-?\d{1,3}(?:(?:[\s_]\d{3})+|(?:\.\d{3}){2,}|(?:,\d{3}){2,})(?!\d)")
_TWO_READINGS = re.compile(r"(-?[1-9]\d{0,2})[.,](\d{3})")
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-zа-яё]{2,}(?:/[^\s<>\"'`{}|\\^]*)?$", re.IGNORECASE)


def date(text: str) -> str:
    """«10 октября 2017 г.», «2017.10.10» → «2017-10-10»; nothing for a day that never was."""
    parts = day_month_year(text)
    return dt.date(*reversed(parts)).isoformat() if parts and not impossible(*parts) else ""


def day_month_year(text: str) -> tuple[int, int, int] | None:
    """The three numbers of a date, however it is written and whether or not there is such a day."""
    clean = _DASH.sub("-", text.replace("\u00a0", " ")).strip()
    if found := _DAY_MONTH_YEAR.match(clean):
        day, month, year = found[1], _month(found[2]), found[3]
    elif found := _YEAR_FIRST.match(clean):
        year, month, day = found.groups()
    else:
        return None
    return (int(day), int(month), int(year)) if month else None


def impossible(day: int, month: int, year: int) -> str:
    """Why there is no such day, as the end of a sentence; nothing if there is."""
    if year not in YEARS:
        return f"а год бывает от {YEARS[0]} до {YEARS[-1]}"
    if not 1 <= month <= 12:
        return f"а месяца с номером {month} не бывает"
    days = calendar.monthrange(year, month)[1]
    return "" if 1 <= day <= days else f"а в {_IN_MONTH[month - 1]} {year} года {plural(days, ('день', 'дня', 'дней'))}"


def _month(text: str) -> str:
    """A month's number from a number or a Russian word; nothing from another word."""
    if text.isdecimal():
        return text
    return next((str(n) for n, start in enumerate(_MONTHS, 1) if text.lower().startswith(start)), "")


def number(text: str, whole: bool) -> str:
    """«1 200,5 руб.» → «1200.5», «+5» → «5»; nothing if anything but a unit stands beside the number, or if it can be read in two ways."""
    value = _bare(text)
    if not _NUMBER.fullmatch(value) or _TWO_READINGS.fullmatch(value):
        return ""
    plain = f"{Decimal(value.replace(',', '.')):f}"
    if whole:
        plain = re.sub(r"\.0*$", "", plain)
    return plain if (WHOLE_RE if whole else REAL_RE).fullmatch(plain) else ""


def two_numbers(text: str) -> tuple[str, str] | None:
    """«10.000» → «10000», if the sign parts thousands, and «10», if it begins a fraction; ``None`` for any other number."""
    found = _TWO_READINGS.fullmatch(_bare(text))
    if found is None:
        return None
    fraction = found[2].rstrip("0")
    if len(fraction) == len(found[2]):
        fraction += "0"  # with four digits it is no thousands
    return found[1] + found[2], f"{found[1]}.{fraction}".removesuffix(".")


def _bare(text: str) -> str:
    """A number without its unit, its plus and the signs between thousands, in our digits."""
    digits = "".join(str(unicodedata.decimal(char, char)) for char in text.strip().replace("\u2212", "-"))
    value = _UNIT.sub("", digits).removeprefix("+")
    found = _GROUPED.match(value)
    return re.sub(r"[\s_.,]", "", found[0]) + value[found.end() :] if found else value


def yes_no(text: str) -> str:
    """The answer behind the usual words of other systems."""
    word = text.strip().lower()
    if word in {"true", "yes", "y", "1", "on", "+", "есть", "истина", "д", "lf"}:
        return "да"
    return "нет" if word in {"false", "no", "n", "0", "off", "-", "—", "ложь", "н", "ytn"} else ""


def stage(text: str) -> str:
    """«П1», «р1» (Cyrillic), «1» → «p1»."""
    found = re.fullmatch(r"\s*(?:[пПpPрР]|этап)?[\s-]*(\d)\s*", text)
    return f"p{found[1]}" if found else ""


def url(text: str) -> str:
    """«umc38.ru» → «https://umc38.ru»."""
    clean = text.strip()
    return f"https://{clean}" if _DOMAIN.match(clean) else ""
