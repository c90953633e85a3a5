"""What the author probably meant: typos, look-alike letters, wrong layout, labels for keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from technopark.value_types import ID_RE

_CYRILLIC = "асеорхукАВСЕНКМОРТХУіѕ"
_LATIN = "aceopxykABCEHKMOPTXYis"
TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
"""Cyrillic letters that look Latin → Latin."""
TO_CYRILLIC = str.maketrans("aceopxykABCEHKMOPTXY", "асеорхукАВСЕНКМОРТХУ")
"""Latin letters that look Cyrillic → Cyrillic."""
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
_ENGLISH_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_LAYOUT = str.maketrans(_RUSSIAN_KEYS, _ENGLISH_KEYS)


def normal(text: str) -> str:
    """For comparing names: lower case, ё as е, one space between words."""
    return " ".join(text.casefold().replace("ё", "е").split())


def nearest_value(value: str, allowed: Iterable[str], cutoff: float = 0.6) -> str:
    """The allowed value closest to what is written, or nothing."""
    by_normal = {normal(option): option for option in allowed}
    for attempt in (normal(value), normal(value.translate(TO_CYRILLIC)), normal(value.translate(TO_LATIN))):
        if attempt in by_normal:
            return by_normal[attempt]
    found = get_close_matches(normal(value)[:80], by_normal, 1, cutoff)
    return by_normal[found[0]] if found else ""


def foreign_letters(value: str, meant: str) -> str:
    """Say which letters of the other alphabet make a value look like the right one.

    Returns:
        «в нём латинские буквы «e», «p»», or nothing if the difference is another one.
    """
    for table, whose in ((TO_CYRILLIC, "латинск"), (TO_LATIN, "русск")):
        if normal(value) != normal(meant) and normal(value.translate(table)) == normal(meant):
            odd = list(dict.fromkeys(char for char in value if char.translate(table) != char))
            word = f"{whose}ая буква" if len(odd) == 1 else f"{whose}ие буквы"
            return f"в нём {word} «{'», «'.join(odd)}»"
    return ""


_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def unseen_signs(value: str, meant: str) -> str:
    """Say what nobody sees in a value that looks like the right one, or nothing."""
    if value != meant and value.strip() == meant:
        return "рядом с ним стоит лишний пробел, обычный или неразрывный"
    return "в нём стоит невидимый знак" if _UNSEEN.search(value) and normal(_UNSEEN.sub("", value)) == normal(meant) else ""


def nearest_id(value: str) -> str:
    """The id meant by a path, by look-alike letters, by capitals or other dashes; nothing if letters would have to be guessed."""
    name = value.strip().rsplit("/", 1)[-1].removesuffix(".yml").translate(TO_LATIN).lower()
    plain = re.sub("[\\s_\u2010-\u2015\u2212]+", "-", _UNSEEN.sub("", name))
    return plain if plain != value and ID_RE.match(plain) else ""


def nearest_key(key: str, labels: Mapping[str, str]) -> tuple[str, str]:
    """The field the author meant.

    Args:
        key: what is written.
        labels: Russian label by field name.

    Returns:
        The field's name and what happened, or two empty strings.
    """
    plain = re.sub(r"[\s-]+", "_", key.strip())
    if plain.translate(TO_LATIN) in labels and plain != plain.translate(TO_LATIN):
        odd = "», «".join(dict.fromkeys(c for c in plain if c.translate(TO_LATIN) != c))
        return plain.translate(TO_LATIN), f"в имени стоит русская буква «{odd}» вместо латинской"
    for attempt, cause in (
        (plain.lower(), "имя поля пишут строчными буквами и через подчёркивание"),
        (plain.lower().translate(_LAYOUT), "имя набрано в русской раскладке"),
        (plain.lower().translate(TO_LATIN), "имя поля пишут строчными латинскими буквами"),
    ):
        if attempt in labels:
            return attempt, cause
    by_label = {normal(label): name for name, label in labels.items()}
    written = normal(key.replace("_", " "))
    if written in by_label:
        return by_label[written], "вместо имени поля написано его русское название"
    if found := get_close_matches(plain.lower()[:60], labels, 1, 0.7):
        return found[0], "похоже на опечатку"
    if found := get_close_matches(written[:60], by_label, 1, 0.75):
        return by_label[found[0]], "вместо имени поля написано его русское название"
    return "", ""
