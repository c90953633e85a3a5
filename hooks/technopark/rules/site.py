"""TP95x: hand-written pages beside the records."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from technopark.catalogue import Code
from technopark.decoding import place_of
from technopark.kinds import KINDS
from technopark.layout import OWN_PAGES
from technopark.nearest import nearest_value
from technopark.rules._base import Base, DocPage, Located
from technopark.rules._rule import base_rule
from technopark.rules.references import target_trouble

EMBEDS = (
    "cards", "doors", "fill", "manual", "model", "nearest-seminar", "news", "search", "search-page", "stats", "technopark", "timeline",
)  # fmt: skip
"""What ``[[name]]`` may be; ``pages/embeds.py`` draws them, and a test compares the two."""

_OWNED = {"help/": "справка о замечаниях", "schemas/": "схемы записей", "search/data/": "указатель поиска", "pagefind/": "указатель поиска"}
"""Folders of the site that only the engine fills."""

_LINK = re.compile(r"\]\(\s*<?record:([^)\s>#]*)")
_EMBED = re.compile(r"^\[\[([^\]:\n]*)(?::([^\]\n]*))?\]\][ \t]*$", re.MULTILINE)
_HEAD = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_FOREIGN = re.compile(
    r"<(?:iframe|script|embed|object)\b"
    r"|<(?:img|link|video|audio|source)\b[^>]*\b(?:src|href)=[\"']?(?:https?:)?//"
    r"|!\[[^\]]*\]\(\s*https?://",
    re.IGNORECASE,
)


def _matches(base: Base, pattern: re.Pattern[str]) -> Iterator[tuple[DocPage, re.Match[str], tuple[int, int]]]:
    for page in base.docs:
        for found in pattern.finditer(page.text):
            yield page, found, place_of(page.text, found.start())


@base_rule(
    Code("TP951", "Адрес занят записью или списком", "error",
         "По одному адресу встанет только одна страница: вторая молча исчезнет.",
         "Переименуйте или удалите страницу в docs.",
         "docs/cases/edinstvo.md\n", "docs/edinstvo-rasskaz.md\n")
)
def address_taken(base: Base) -> Iterator[Located]:
    """Lists, records, help pages and schemas own their addresses, whatever the case of letters; two pages cannot share one."""
    taken = {f"{slug}/": f"список «{kind.title}»" for slug, kind in KINDS.items()}
    taken["help/"] = "справка о замечаниях"
    taken |= {address: f"страница «{title}»" for address, title in OWN_PAGES.items()}
    taken |= {entry.address: f"запись «{entry.title}»" for entry in base.kb.entries.values()}
    taken |= {f"{slug}/{id}/": f"запись «{title or id}»" for (slug, id), title in base.broken.items()}
    for page in base.docs:
        address = page.address.lower()
        owner = taken.get(address) or next((words for prefix, words in _OWNED.items() if address.startswith(prefix)), "")
        if owner:
            yield Located(page.path, (1, 1), f"По адресу «/{address}» уже есть {owner}.")
        taken.setdefault(address, f"страница {page.path}")


@base_rule(
    Code("TP952", "Страница ссылается на запись, которой нет", "error",
         "Ссылка на странице ведёт в никуда.",
         "Исправьте адрес ссылки: record:вид/имя-файла.",
         "[практика](record:cases/edinstv)\n", "[практика](record:cases/edinstvo)\n")
)
def dead_link_on_page(base: Base) -> Iterator[Located]:
    """``record:`` links of hand-written pages; also of files the engine cannot read."""
    for page, found, _ in _matches(base, _LINK):
        message, hint, near = target_trouble(base, found[1], lists=True)
        if message:
            place = place_of(page.text, found.start(1) - len("record:"))
            yield Located(page.path, place, f"Ссылка «record:{found[1]}» не работает: {message}.", hint, near)


@base_rule(
    Code("TP953", "Неизвестная вставка", "error",
         "Вместо рисунка или списка читатель увидит имя в скобках.",
         "Впишите имя вставки из перечня.",
         "[[tehnopark]]\n", "[[technopark]]\n")
)
def unknown_embed(base: Base) -> Iterator[Located]:
    """``[[name]]`` in a paragraph of its own."""
    for page, found, place in _matches(base, _EMBED):
        if found[1] not in EMBEDS:
            near = nearest_value(found[1], EMBEDS)
            hint = f"Может быть, «[[{near}]]»?" if near else f"Вставки: {', '.join(EMBEDS)}."
            yield Located(page.path, place, f"Вставки «{found[1]}» нет.", hint, near)


@base_rule(
    Code("TP954", "Вставка называет то, чего нет", "error",
         "Список или схему не из чего нарисовать: на странице останется имя в скобках.",
         "Исправьте слово после двоеточия: вид записей или имя модели.",
         "[[cards:keysy]]\n", "[[cards:cases]]\n")
)
def bad_embed_argument(base: Base) -> Iterator[Located]:
    """``cards`` takes a kind, ``model`` takes a model."""
    known = {"cards": tuple(KINDS), "model": tuple(entry.id for entry in base.kb.by_kind["models"])}
    for page, found, place in _matches(base, _EMBED):
        argument = found[2] or ""
        allowed = known.get(found[1])
        if allowed is None or argument in allowed or (found[1] + "s", argument) in base.broken:
            continue
        near = nearest_value(argument, allowed)
        message = f"У вставки «{found[1]}» после двоеточия стоит «{argument}», а такого нет."
        yield Located(page.path, place, message, f"Можно: {', '.join(allowed)}." if allowed else "", near)


@base_rule(
    Code("TP955", "Страница не читается", "error",
         "Русские буквы в другой кодировке превращаются в нечитаемые знаки.",
         "Откройте файл в редакторе, выберите «Сохранить как» и кодировку UTF-8; файл, который не открывается, удалите.",
         "# страница сохранена в Windows-1251\n", "# страница сохранена в UTF-8\n")
)
def unreadable_page(base: Base) -> Iterator[Located]:
    """Hand-written pages are UTF-8 too; a link to nowhere would stop the site builder."""
    for page in base.docs:
        if page.problem:
            yield Located(page.path, (1, 1), page.problem)


@base_rule(
    Code("TP956", "Вставка с чужого сайта на странице", "error",
         "Чужой сайт узнаёт о каждом читателе. Правила безопасности сайта такую вставку всё равно не покажут.",
         "Дайте обычную ссылку или положите файл в docs/assets.",
         "![схема](https://example.org/shema.png)\n", "[схема](https://example.org/shema.png)\n")
)
def foreign_embed(base: Base) -> Iterator[Located]:
    """Scripts, frames and pictures from elsewhere."""
    for page, found, place in _matches(base, _FOREIGN):
        yield Located(page.path, place, f"На странице стоит чужая вставка: «{found[0][:30]}».")


@base_rule(
    Code("TP957", "Шапка страницы не читается", "error",
         "Строки между «---» в начале страницы читатель увидит как текст, а название страницы потеряется. "
         "Чаще всего мешает двоеточие внутри описания.",
         "Возьмите значение целиком в двойные прямые кавычки.",
         "---\ndescription: Общие советы: шесть вопросов\n---\n", "---\ndescription: \"Общие советы: шесть вопросов\"\n---\n")
)
def unreadable_head(base: Base) -> Iterator[Located]:
    """The head of a page is YAML; the site builder silently prints one it cannot read."""
    for page in base.docs:
        head = _HEAD.match(page.text)
        if head is None:
            continue
        place = (2, 1)
        try:
            whole = isinstance(yaml.load(head[1], Loader=yaml.CBaseLoader), dict)  # noqa: S506 - strings only
        except yaml.YAMLError as error:
            whole, mark = False, getattr(error, "problem_mark", None)
            place = (mark.line + 2, mark.column + 1) if mark else place  # the head begins on the second line
        if not whole:
            yield Located(page.path, place, "Шапка страницы, строки между «---», записана с ошибкой.")
