"""Values of fields: cleaning, checking, normal forms. Messages are for the person who fills in a form.

A value is a text, or rows of texts for a field of type «таблица»::

    {"org_full": "ОГКУСО ЦПД (пример)", "order_date": "01.12.2026", "mentors": [{"code": "Н-01"}]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from technopark.artefacts.documents.ooxml import xml_text
from technopark.kinds.documents import Column, TemplateField

Rows = Sequence[Mapping[str, str]]
Value = str | Rows
Values = Mapping[str, Value]

MAX_TEXT = 20_000
"""Longest text of one field, in characters."""

MAX_ROWS = 2_000
"""Most rows of one table."""

CENTURY_FROM = 50
"""A year of two digits is of this century below this, of the last one from it on: nobody's birthday is read as a deadline."""

MONTHS = (
    ("января", "январь"), ("февраля", "февраль"), ("марта", "март"), ("апреля", "апрель"), ("мая", "май"), ("июня", "июнь"),
    ("июля", "июль"), ("августа", "август"), ("сентября", "сентябрь"), ("октября", "октябрь"), ("ноября", "ноябрь"), ("декабря", "декабрь"),
)  # fmt: skip
"""Names of the months; three letters and more of a name are enough."""

SEPARATOR = "; "
"""Stands between the chosen options of a «выбор»."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?")
_YEAR = r"([0-9]{4}|[0-9]{2})(?:[ \u00a0]*г(?:\.|ода?)?|\.)?"
_BETWEEN = r"(?:[ \u00a0]*[./,-][ \u00a0]*|[ \u00a0]+)"
_DOTTED = re.compile(rf"([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}}){_BETWEEN}{_YEAR}")
_SOLID = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_WORDED = re.compile(rf"[«\"]?([0-9]{{1,2}})[»\"]?[ \u00a0]*([а-я]{{3,8}})\.?[ \u00a0]*{_YEAR}")
_NUMBER = re.compile(r"[-−]?\d{1,3}(?:[ \u00a0]?\d{3})*(?:[.,]\d+)?|[-−]?\d+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class ValueProblem:
    """What is wrong with a value.

    Attributes:
        key: key of the field.
        label: label of the field, or the key of an unknown one.
        message: one Russian sentence.
        row: number of the row in a table, from 1; 0 outside tables.
    """

    key: str
    label: str
    message: str
    row: int = 0

    def __str__(self) -> str:
        """«Поле: что не так», with the row of a table."""
        place = f"«{self.label}», строка {self.row}" if self.row else f"«{self.label}»"
        return f"{place}: {self.message}"


# --------------------------------------------------------------------------- normal forms


def clean(text: str, *, lines: bool = False) -> str:
    """Text as it may stand in a document: no control characters, line breaks only where allowed."""
    text = xml_text(_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()
    return text.replace("\t", " ") if lines else re.sub(r"[\n\t]+", " ", text)


def parse_date(text: str) -> date | None:
    """A date as people write it; ``None`` if it is not one.

    «01.12.2026», «1.12.26», «1 12 26», «011226», «1 декабря 2026 г.», «2026-12-01»: on a phone the digits alone are easiest.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DOTTED.fullmatch(text) or _SOLID.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), _year(found[3])
    elif found := _WORDED.fullmatch(text.lower()):
        day, month, year = int(found[1]), _month(found[2]), _year(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    """Number of a month by its name or the beginning of one; 0 if there is no such month."""
    return next((number for number, names in enumerate(MONTHS, 1) if any(name.startswith(word) for name in names)), 0)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < CENTURY_FROM else 1900)


def normal(text: str, type: str = "текст", options: Sequence[str] = ()) -> str:
    """The one way a value is written in a document; what is wrong stays as it is, cleaned."""
    text = clean(text, lines=type == "абзац")
    if type == "дата" and (day := parse_date(text)):
        return f"{day:%d.%m.%Y}"
    if type == "выбор":
        return SEPARATOR.join(chosen(text, options)) or text
    return text


def chosen(text: str, options: Sequence[str]) -> tuple[str, ...]:
    """The options a text names, in the order of the form; an option may hold the separator itself."""
    if text in options:
        return (text,)
    parts = {part.strip() for part in re.split(r"[;\n]", text)}
    rest = text
    found = []
    for option in sorted(options, key=len, reverse=True):
        if option in parts or (";" in option and option in rest):
            found.append(option)
            rest = rest.replace(option, "")
    return tuple(option for option in options if option in found)


def normal_values(fields: Mapping[str, TemplateField], values: Values) -> dict[str, Value]:
    """Declared fields in normal form; empty ones and empty rows at the end are left out."""
    out: dict[str, Value] = {}
    for key, field in fields.items():
        value = values.get(key)
        if field.type == "таблица":
            rows = _normal_rows(field, value)
            if rows:
                out[key] = rows
        elif isinstance(value, str) and (text := normal(value, field.type, field.options)):
            out[key] = text
    return out


def _normal_rows(field: TemplateField, value: Value | None) -> list[dict[str, str]]:
    if value is None or isinstance(value, str):
        return []
    rows = [{c.key: normal(str(row.get(c.key, "")), c.type) for c in field.columns} for row in value]
    while rows and not any(rows[-1].values()):
        rows.pop()
    return [{key: text for key, text in row.items() if text} for row in rows]


def padded(field: TemplateField, rows: Rows) -> Rows:
    """Filled rows, then empty ones up to as many as the form has; at least one row."""
    return [*rows, *({} for _ in range(max(field.rows or 5, 1) - len(rows)))]


# --------------------------------------------------------------------------- checks


def _weighted(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10


def inn_is_right(text: str) -> bool:
    """Check digits of an ИНН of 10 or 12 digits (приказ ФНС от 29.06.2012 № ММВ-7-6/435@)."""
    if not re.fullmatch(r"[0-9]{10}|[0-9]{12}", text) or not int(text):
        return False
    if len(text) == 10:
        return _weighted(text, (2, 4, 10, 3, 5, 9, 4, 6, 8)) == int(text[9])
    first = _weighted(text, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8))
    return first == int(text[10]) and _weighted(text, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) == int(text[11])


def ogrn_is_right(text: str) -> bool:
    """Check digit of an ОГРН (13 digits) or ОГРНИП (15 digits): the rest of division, its last digit."""
    if not re.fullmatch(r"[1-9](?:[0-9]{12}|[0-9]{14})", text):
        return False
    return int(text[:-1]) % (len(text) - 2) % 10 == int(text[-1])


def _phone(text: str) -> bool:
    digits = re.sub(r"[\s()+–—-]", "", re.split(r"доб", text, maxsplit=1)[0])
    return digits.rstrip(" .,").isdigit() and 5 <= len(digits.rstrip(" .,")) <= 12


def _mail(text: str) -> bool:
    return len(text) <= 254 and re.fullmatch(r"[^@\s<>\"',;]+@[^@\s<>\"',;.]+(?:\.[^@\s<>\"',;.]+)+", text) is not None


_NAME_PART = r"[А-ЯЁA-Z][а-яёa-z'’]*(?:-[А-ЯЁA-Z]?[а-яёa-z'’]+)*"
_NAME = re.compile(rf"{_NAME_PART}(?: (?:{_NAME_PART}|[А-ЯЁ]\. ?[А-ЯЁ]?\.?|оглы|кызы|[а-яё]+)){{1,4}}(?: \(пример\))?")

_FORMATS = {
    "ИНН": (inn_is_right, "такого ИНН не бывает: в нём 10 цифр у организации или 12 у человека, последние — контрольные. Проверьте цифры."),
    "ОГРН": (ogrn_is_right, "такого ОГРН не бывает: в нём 13 цифр (15 у предпринимателя), последняя — контрольная. Проверьте цифры."),
    "телефон": (_phone, "не похоже на телефон. Напишите номер цифрами, например +7 3952 12-34-56."),
    "почта": (_mail, "не похоже на адрес почты. Нужен вид имя@сайт.ру."),
    "ФИО": (lambda text: _NAME.fullmatch(text) is not None, "напишите фамилию и инициалы или полное имя с больших букв: Иванов И. И."),
}  # fmt: skip


def check_text(text: str, type: str, format: str | None = None, options: Sequence[str] = ()) -> str:
    """What is wrong with one value, or an empty text."""
    if _CONTROL.search(text):
        return "есть невидимые управляющие знаки. Наберите текст заново."
    if len(text) > MAX_TEXT:
        return f"слишком длинный текст: {len(text)} знаков, а помещается {MAX_TEXT}. Сократите."
    text = clean(text, lines=True)
    return _wrong_kind(text, type, options) or _wrong_format(text, format) if text else ""


def _wrong_kind(text: str, type: str, options: Sequence[str]) -> str:
    if type == "дата" and parse_date(text) is None:
        return "нет такой даты. Напишите день, месяц и год: 01.12.2026."
    if type == "число" and not _NUMBER.fullmatch(text):
        return "нужно число, например 12 или 2,5."
    if type == "выбор" and options and SEPARATOR.join(chosen(text, options)) != text and not _all_chosen(text, options):
        return f"такого варианта нет. Выберите из списка: {', '.join(options)}."
    return ""


def _wrong_format(text: str, format: str | None) -> str:
    right, message = _FORMATS.get(format or "", (None, ""))
    return message if right and not right(text) else ""


def _all_chosen(text: str, options: Sequence[str]) -> bool:
    rest = text
    for option in sorted(chosen(text, options), key=len, reverse=True):
        rest = rest.replace(option, "", 1)
    return not re.sub(r"[;\s]", "", rest)


def check_values(fields: Mapping[str, TemplateField], values: Values, *, complete: bool = False) -> list[ValueProblem]:
    """All problems of the values, in the order of the form.

    Args:
        fields: declared fields by key.
        values: what was filled in.
        complete: whether an empty required field is a problem too.
    """
    out = [ValueProblem(key, key, "такого поля в документе нет. Проверьте ключ или удалите строку.") for key in values if key not in fields]
    for field in fields.values():
        out += _check_field(field, values.get(field.key, ""), complete=complete)
    return out


def _check_field(field: TemplateField, value: Value, *, complete: bool) -> Iterator[ValueProblem]:
    if complete and field.required and (not value.strip() if isinstance(value, str) else not len(value)):
        yield ValueProblem(field.key, field.label, "обязательное поле не заполнено.")
    elif field.type == "таблица":
        yield from _check_rows(field, value)
    elif not isinstance(value, str):
        yield ValueProblem(field.key, field.label, "нужен текст, а не список строк.")
    elif message := check_text(value, field.type, field.format, field.options):
        yield ValueProblem(field.key, field.label, message)


def _check_rows(field: TemplateField, value: Value) -> Iterator[ValueProblem]:
    if isinstance(value, str):
        if value.strip():
            yield ValueProblem(field.key, field.label, "нужен список строк таблицы, а не текст.")
        return
    if len(value) > MAX_ROWS:
        yield ValueProblem(field.key, field.label, f"слишком много строк: {len(value)}, а помещается {MAX_ROWS}.")
        return
    columns: dict[str, Column] = {column.key: column for column in field.columns}
    for number, row in enumerate(value, 1):
        for key, text in row.items():
            if key not in columns:
                yield ValueProblem(field.key, field.label, f"столбца «{key}» в таблице нет.", number)
            elif message := check_text(text, columns[key].type):
                yield ValueProblem(field.key, f"{field.label}: {columns[key].label}", message, number)
