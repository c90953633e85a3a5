"""A value that was written the wrong way → the value that was probably meant, or nothing."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_DAY_MONTH_YEAR = re.compile(r"^(\d{1,2})[\s./-]+(\d{1,2}|[а-яё]+)[\s./-]+(\d{4})\s*(?:г\.?|года?)?$", re.IGNORECASE)
_DASH = re.compile("[\u2010-\u2015\u2212]")
_YEAR_FIRST = re.compile(r"^(\d{4})[\s./-]+(\d{1,2})[\s./-]+(\d{1,2})$")
_NUMBER = re.compile(r"^(-?\d+(?:[.,]\d+)?)(?:\s*[%₽]|\s+(?!тыс|млн|млрд|миллион|миллиард)[а-яё]+\.?)?$", re.IGNORECASE)
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-zа-яё]{2,}(?:/[^\s<>\"'`{}|\\^]*)?$", re.IGNORECASE)


def date(text: str) -> str:
    """«10 октября 2017 г.», «2017.10.10» → «2017-10-10»."""
    clean = _DASH.sub("-", text.replace("\u00a0", " ")).strip()
    if found := _DAY_MONTH_YEAR.match(clean):
        return _iso(found[3], _month(found[2]), found[1])
    if found := _YEAR_FIRST.match(clean):
        return _iso(found[1], found[2], found[3])
    return ""


def _month(text: str) -> str:
    """A month's number from a number or a Russian word."""
    if text.isdecimal():
        return text
    return next((str(n) for n, start in enumerate(_MONTHS, 1) if text.lower().startswith(start)), "0")


def _iso(year: str, month: str, day: str) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def number(text: str, whole: bool) -> str:
    """«1 200,5 руб.» → «1200.5»; nothing if anything but a unit stands beside the number."""
    joined = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}\b)", "", text.replace("\u2212", "-")).replace("\u00a0", " ")
    found = _NUMBER.match(joined.strip())
    if found is None:
        return ""
    value = found[1].replace(",", ".")
    return "" if whole and "." in value else value


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
