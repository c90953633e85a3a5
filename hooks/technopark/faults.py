"""One finding of pydantic → a Russian sentence with the field's label, a remedy and a guess.

One small function a kind of error; the table at the end joins them to pydantic's error
types. What pydantic may say that is not in the table becomes TP217, in Russian too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from technopark import guesses
from technopark.catalogue.schema_codes import SCHEMA_CODES as CODES
from technopark.fields import field_at, field_name, groups, labels_of, model_at, shown
from technopark.kinds import KINDS
from technopark.knowledge import Path
from technopark.marks import Position
from technopark.nearest import foreign_letters, nearest_id, nearest_key, nearest_value, unseen_signs
from technopark.problems import Problem
from technopark.schema import FieldInfo, Kind
from technopark.slips import list_mark, odd_colon
from technopark.tree import Tree

SHORT_LIST = 15
"""Names of fields a remedy lists; the reader skips a longer list."""


@dataclass(frozen=True)
class Fault:
    """One finding of pydantic in its surroundings.

    Attributes:
        kind: kind of the record.
        path: file.
        tree: the parsed file.
        loc: path of the value.
        value: what is written there.
        context: pydantic's numbers and words.
        info: the field, unless it is unknown.
    """

    kind: Kind
    path: str
    tree: Tree
    loc: Path
    value: Any
    context: Mapping[str, Any]
    info: FieldInfo | None

    @property
    def name(self) -> str:
        """«Метка» (key), with the number of the list item if there is one."""
        return field_name(self.info, self.loc)

    @property
    def place(self) -> Position:
        """Where the value stands; the nearest group above if it is absent."""
        loc = self.loc
        while loc and loc not in self.tree.values:
            loc = loc[:-1]
        return self.tree.values.get(loc, (1, 1))

    def problem(self, code: str, message: str, hint: str = "", nearest: str = "") -> Problem:
        """A problem at the value."""
        return CODES[code].at(self.path, self.place, message, hint, nearest)


def how_to_fill(info: FieldInfo, start: str) -> str:
    """Help, allowed values and an example of a field as one hint."""
    if info.choices:
        return f"{start} одним из значений: {', '.join(info.choices)}."
    text = info.about.help.rstrip(".")
    text = f": {text[:1].lower()}{text[1:]}" if text else ""
    return f"{start}{text}" + (f"; например: {info.about.example}." if info.about.example else ".")


def _missing(fault: Fault) -> Problem:
    info = fault.info
    hint = how_to_fill(info, f"Добавьте поле «{info.name}»") if info and not info.choices else ""
    if info and info.choices:
        hint = f"Добавьте поле «{info.name}» с одним из значений: {', '.join(info.choices)}."
    group = field_at(fault.kind.model, fault.loc[:-1])
    where = f"В группе «{group.about.label}» нет" if group else "Нет"
    return fault.problem("TP201", f"{where} обязательного поля {fault.name}.", hint)


def _unknown(fault: Fault) -> Problem:
    key, parent = str(fault.loc[-1]), fault.loc[:-1]
    place = fault.tree.keys.get(fault.loc, fault.place)
    model = model_at(fault.kind.model, parent) or fault.kind.model
    nearest, cause = nearest_key(key, labels_of(model))
    message = f"Неизвестное поле «{shown(key)}»"
    if nearest:
        hint = f"Напишите «{nearest}» ({labels_of(model)[nearest]})."
        return CODES["TP202"].at(fault.path, place, f"{message}: {cause}.", hint, nearest)
    if home := _home_of(fault.kind, key, parent):
        hint = f"Проверьте отступ или замените имя поля{_known(model)}."
        return CODES["TP202"].at(fault.path, place, f"Поля «{shown(key)}» здесь не бывает: оно бывает {home}.", hint, key)
    return CODES["TP202"].at(fault.path, place, f"{message}.", f"Удалите строку или замените имя поля{_known(model)}.")


def _known(model: type) -> str:
    """The names a group allows; a whole record has too many to read."""
    names = labels_of(model)
    return f"; здесь можно: {', '.join(names)}" if len(names) <= SHORT_LIST else ": посмотрите его в соседней записи той же папки"


def _home_of(kind: Kind, key: str, parent: Path) -> str:
    """Where a known field that is out of place belongs."""
    here = tuple(step for step in parent if isinstance(step, str))
    for path, model in groups(kind.model):
        if path != here and key in labels_of(model):
            owner = field_at(kind.model, path)
            return f"внутри группы «{owner.about.label}» ({path[-1]})" if owner else "на верхнем уровне записи"
    return ""


def _not_single(fault: Fault) -> Problem:
    what, sign = ("список", "[") if isinstance(fault.value, list) else ("группа полей", "{")
    if fault.loc in fault.tree.bracketed:
        message = f"В поле {fault.name} — {what}, потому что значение начинается со скобки «{sign}»; нужно одно значение."
        return fault.problem("TP203", message, "Если скобка — часть текста, возьмите всё значение в двойные кавычки; если нет, уберите её.")
    hint = ""
    if isinstance(fault.value, dict) and fault.info and fault.info.scalar is str and len(fault.value) == 1:
        hint = "Если двоеточие — часть текста, возьмите весь текст в двойные кавычки."
    return fault.problem("TP203", f"В поле {fault.name} — {what}, а нужно одно значение.", hint)


def _not_list(fault: Fault) -> Problem:
    value = fault.value
    if mark := list_mark(value if isinstance(value, str) else ": ".join(map(str, next(iter(value.items()), ())))):
        return fault.problem("TP204", f"В поле {fault.name} нужен список, но {mark.cause}.", mark.remedy)
    what = "группа полей" if isinstance(fault.value, dict) else "одно значение"
    return fault.problem("TP204", f"В поле {fault.name} — {what}, а нужен список.")


def _not_group(fault: Fault) -> Problem:
    if isinstance(fault.value, str) and (colon := odd_colon(fault.value)):
        return fault.problem("TP205", f"В поле {fault.name} нужна группа полей. {colon.cause}", colon.remedy)
    part = fault.info.part if fault.info else None
    known = ", ".join(labels_of(part)) if part else ""
    what = "список" if isinstance(fault.value, list) else f"текст «{shown(fault.value, 40)}»"
    hint = f"Запишите поля на отдельных строках с отступом в два пробела: {known}." if known else ""
    if part and isinstance(fault.value, str):
        first = next(iter(labels_of(part)))
        hint = f"Поставьте перед текстом имя поля, например «{first}: {shown(fault.value, 40)}»; здесь можно: {known}."
    return fault.problem("TP205", f"В поле {fault.name} — {what}, а нужна группа полей.", hint)


def _not_number(fault: Fault) -> Problem:
    whole = fault.info is not None and fault.info.scalar is int
    if two := guesses.two_numbers(str(fault.value)):
        return _two_numbers(fault, two, whole)
    nearest = guesses.number(str(fault.value), whole)
    what = "целое число" if whole else "число"
    hint = f"Напишите «{nearest}»." if nearest else "Напишите одно число цифрами, без дробной части." if whole else ""
    return fault.problem("TP206", f"В поле {fault.name} нужно {what}, а написано «{shown(fault.value)}».", hint, nearest)


def _two_numbers(fault: Fault, two: tuple[str, str], whole: bool) -> Problem:
    """«10.000» is ten thousand to one reader and ten to another."""
    sign = "точка" if "." in str(fault.value) else "запятая"
    message = f"В поле {fault.name} стоит «{shown(fault.value)}»: непонятно, отделяет {sign} тысячи или дробную часть."
    thousands, fraction = two
    other = "дробей здесь не бывает" if whole and "." in fraction else f"если дробную часть — «{fraction}»"
    return fault.problem("TP206", message, f"Если {sign} отделяет тысячи, напишите «{thousands}»; {other}.")


def _out_of_range(fault: Fault) -> Problem:
    bounds = {"ge": "не меньше", "gt": "больше", "le": "не больше", "lt": "меньше"}
    limit = next((f"{words} {fault.context[key]:g}" for key, words in bounds.items() if key in fault.context), "другое")
    return fault.problem("TP207", f"В поле {fault.name} число должно быть {limit}, а написано «{shown(fault.value)}».")


def _not_yes_no(fault: Fault) -> Problem:
    nearest = guesses.yes_no(str(fault.value))
    hint = f"Напишите «{nearest}»." if nearest else ""
    return fault.problem("TP208", f"В поле {fault.name} нужно «да» или «нет», а написано «{shown(fault.value)}».", hint, nearest)


def _bad_date(fault: Fault) -> Problem:
    parts = guesses.day_month_year(str(fault.value))
    if why := parts and guesses.impossible(*parts):
        return fault.problem("TP210", f"В поле {fault.name} стоит «{shown(fault.value)}», {why}.")
    nearest = guesses.date(str(fault.value))
    hint = f"Напишите «{nearest}»." if nearest else ""
    return fault.problem("TP209", f"В поле {fault.name} нужна дата ГГГГ-ММ-ДД, а написано «{shown(fault.value)}».", hint, nearest)


def _not_allowed(fault: Fault) -> Problem:
    allowed = fault.info.choices if fault.info else ()
    nearest = nearest_value(str(fault.value), allowed)
    hint = f"Напишите «{nearest}»" if nearest else "Выберите значение"
    message = f"В поле {fault.name} не бывает значения «{shown(fault.value)}»{_cause(str(fault.value), nearest)}."
    return fault.problem("TP211", message, f"{hint}; можно: {', '.join(allowed)}.", nearest)


def _cause(value: str, meant: str) -> str:
    """Why a value that looks right is not: letters of the other alphabet, signs nobody sees; empty if it does not look right."""
    found = (foreign_letters(value, meant) or unseen_signs(value, meant)) if meant else ""
    return f": {found}" if found else ""


def _too_long(fault: Fault) -> Problem:
    if fault.info and fault.info.refs:
        return _bad_text(fault)
    length, limit = len(str(fault.value).strip()), fault.context.get("max_length", 0)
    return fault.problem("TP212", f"В поле {fault.name} {length} знаков, а можно не больше {limit}.")


def _bad_text(fault: Fault) -> Problem:
    """A text that does not fit a pattern: a reference or a stage."""
    if fault.info and fault.info.stage:
        nearest = guesses.stage(str(fault.value))
        hint = f"Напишите «{nearest}»." if nearest else ""
        return fault.problem("TP216", f"В поле {fault.name} нет этапа «{shown(fault.value)}».", hint, nearest)
    folders = " или ".join(KINDS[slug].folder for slug in fault.info.refs) if fault.info else ""
    nearest = nearest_id(str(fault.value))
    hint = f"Впишите имя файла из папки {folders} без .yml" if folders else "Впишите имя файла"
    hint += f"; может быть, «{nearest}»." if nearest else "."
    message = f"В поле {fault.name} стоит «{shown(fault.value)}», а нужно имя файла другой записи{_cause(str(fault.value), nearest)}."
    return fault.problem("TP215", message, hint, nearest)


def _bad_url(fault: Fault) -> Problem:
    nearest = guesses.url(str(fault.value))
    hint = f"Напишите «{nearest}»." if nearest else ""
    return fault.problem("TP214", f"В поле {fault.name} стоит не адрес сайта: «{shown(fault.value)}».", hint, nearest)


def _other(fault: Fault) -> Problem:
    return fault.problem("TP217", f"Значение «{shown(fault.value)}» не подходит полю {fault.name}.")


_STRUCTURE = frozenset(("missing", "extra_forbidden", "tuple_type", "model_type", "model_attributes_type", "dict_type"))
_TABLE: Mapping[str, Callable[[Fault], Problem]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _not_single,
    "tuple_type": _not_list,
    "model_type": _not_group,
    "model_attributes_type": _not_group,
    "number_format": _not_number,
    "int_type": _not_number,
    "float_type": _not_number,
    "finite_number": _not_number,
    "int_parsing_size": _other,
    "greater_than_equal": _out_of_range,
    "greater_than": _out_of_range,
    "less_than_equal": _out_of_range,
    "less_than": _out_of_range,
    "yes_no": _not_yes_no,
    "date_format": _bad_date,
    "literal_error": _not_allowed,
    "string_too_long": _too_long,
    "string_pattern_mismatch": _bad_text,
    "url_format": _bad_url,
}


def explain(type_: str, fault: Fault) -> Problem:
    """Put one finding into words, by pydantic's name for its type."""
    if type_ not in _STRUCTURE and isinstance(fault.value, (list, dict)):
        return _not_single(fault)
    return _TABLE.get(type_, _other)(fault)
