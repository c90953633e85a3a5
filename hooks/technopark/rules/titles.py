"""TP41x: what records are called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from technopark.catalogue import Code
from technopark.kinds.acts import Act
from technopark.kinds.glossary import Term
from technopark.knowledge import Entry, Path, value_of
from technopark.nearest import normal
from technopark.rules._base import Base, Located
from technopark.rules._rule import Finding, base_rule, record_rule
from technopark.rules._view import View

TITLE_ON_CARD = 130
"""Characters of a title that fit on a card in three lines."""

SHORT_ON_CARD = 60
"""Characters of a short title that fit in a table and on a slide."""


@base_rule(
    Code("TP411", "Две записи называются одинаково", "error",
         "В списке и в поиске их не отличить друг от друга.",
         "Уточните одно из названий или соедините записи.",
         "# practices/cases/a.yml и practices/cases/b.yml\ntitle: Школа наставников\n",
         "# practices/cases/b.yml\ntitle: Школа наставников в Усолье-Сибирском\n")
)
def same_title(base: Base) -> Iterator[Located]:
    """Titles of one kind, whatever the case, «ё» and spaces; acts may share one and differ by number."""
    for entries in base.kb.by_kind.values():
        first: dict[str, Entry] = {}
        for entry in entries:
            number = normal(entry.record.number or "") if entry.kind.slug == "acts" and isinstance(entry.record, Act) else ""
            other = first.setdefault(f"{normal(entry.title)}\n{number}", entry)
            if other is not entry:
                yield base.at(entry, ("title",), f"Так же называется запись «{other.id}» ({other.path}).")


def _forms(record: Term) -> Iterator[tuple[Path, str]]:
    yield ("title",), record.title
    for name in ("abbreviations", "synonyms"):
        for index, form in enumerate(getattr(record, name)):
            yield (name, index), form


@base_rule(
    Code("TP412", "Слово занято другим термином", "error",
         "Непонятно, на какой из двух терминов вести читателя, который нажал на это слово.",
         "Оставьте слово у одного термина, а второй назовите точнее.",
         "# в двух терминах\nsynonyms:\n  - координатор\n", "# только в одном термине\nsynonyms:\n  - координатор\n")
)
def claimed_form(base: Base) -> Iterator[Located]:
    """Title, abbreviations and synonyms of a term belong to it alone."""
    owner: dict[str, Entry] = {}
    for entry in base.kb.by_kind["glossary"]:
        if not isinstance(entry.record, Term):
            continue
        for path, form in _forms(entry.record):
            other = owner.setdefault(normal(form), entry)
            # Equal titles are TP411 already.
            if other is not entry and not (path == ("title",) and normal(other.title) == normal(form)):
                yield base.at(entry, path, f"Слово «{form}» уже занято термином «{other.title}» ({other.path}).")


@record_rule(
    Code("TP413", "Название не помещается на карточку", "warning",
         "На карточке, в таблице и на слайде длинное название обрежется.",
         "Сократите название или добавьте поле «Короткое название» (short_title).",
         "title: Очень длинное официальное наименование программы…\n", "title: Очень длинное…\nshort_title: Школа наставников\n")
)
def long_title(view: View) -> Iterator[Finding]:
    """The name shown on cards; a kind without short titles has full ones, as on a book's title page."""
    short = value_of(view.record, "short_title") or value_of(view.record, "short_name")
    if short and len(short) > SHORT_ON_CARD:
        field = "short_title" if value_of(view.record, "short_title") else "short_name"
        yield Finding(f"В коротком названии {len(short)} знаков, на карточку помещается {SHORT_ON_CARD}.", (field,),
                      hint="Сократите короткое название.")
    elif not short and len(view.record.title) > TITLE_ON_CARD and "short_title" in view.entry.kind.fields():
        yield Finding(f"В названии {len(view.record.title)} знаков, на карточку помещается {TITLE_ON_CARD}.", ("title",))


@record_rule(
    Code("TP414", "Точка в конце названия", "warning",
         "После заголовков точку не ставят.",
         "Уберите точку.",
         "title: Школа наставников.\n", "title: Школа наставников\n")
)
def full_stop(view: View) -> Iterator[Finding]:
    """A dot after a whole word; abbreviations such as «г.» keep theirs."""
    if "." in view.record.title[-2:] and re.search(r"[^\W\d_]{5,}[»\"]?\.$", view.record.title):
        yield Finding("Название кончается точкой.", ("title",), nearest=view.record.title[:-1])


@record_rule(
    Code("TP415", "Название прописными буквами", "warning",
         "Сплошные прописные читать труднее, а поиск и сортировка ставят их особняком.",
         "Напишите название обычными буквами.",
         "title: ШКОЛА НАСТАВНИКОВ\n", "title: Школа наставников\n")
)
def capitals(view: View) -> Iterator[Finding]:
    """Two words or more, all in capitals: not an abbreviation."""
    title = view.record.title
    if title.isupper() and len(re.findall(r"[^\W\d_]{4,}", title)) > 1:
        yield Finding("Название набрано прописными буквами.", ("title",), nearest=title.capitalize())
