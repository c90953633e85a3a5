"""TP40x: one record names another."""

from __future__ import annotations

from collections.abc import Iterator

from technopark.catalogue import Code
from technopark.kinds import KINDS
from technopark.knowledge import Entry, Key, KnowledgeBase, RawReference
from technopark.layout import OWN_PAGES
from technopark.nearest import nearest_value
from technopark.rules._base import Base, Located
from technopark.rules._rule import base_rule


def _written(base: Base) -> Iterator[tuple[Entry, RawReference]]:
    """All references of the base, by record and place."""
    for entry in base.kb.entries.values():
        for raw in entry.raw_references:
            yield entry, raw


def _keys(raw: RawReference) -> Iterator[Key]:
    return ((slug, raw.id) for slug in raw.kinds)


def _elsewhere(kb: KnowledgeBase, raw: RawReference) -> Entry | None:
    """A record with this id among the kinds the field does not take."""
    return next((kb.entries[slug, raw.id] for slug in KINDS if slug not in raw.kinds and (slug, raw.id) in kb.entries), None)


def _known(base: Base, kinds: tuple[str, ...], id: str) -> tuple[str, str]:
    """The nearest id of these kinds and a hint that names it with its title."""
    if near := base.nearest_id(kinds, id):
        title = next(base.kb.entries[slug, near].title for slug in kinds if (slug, near) in base.kb.entries)
        return near, f"Может быть, «{near}» ({title})?"
    folders = ", ".join(KINDS[slug].folder for slug in kinds)
    return "", f"Впишите имя файла без .yml из папки {folders} или сначала заведите запись."


@base_rule(
    Code("TP401", "Ссылка на запись, которой нет", "error",
         "Ссылка ведёт в никуда: читатель не увидит ни документа, ни держателя.",
         "Впишите имя существующей записи или сначала заведите её.",
         "holder: cpd-angarks\n", "holder: cpd-angarsk\n")
)
def unknown_reference(base: Base) -> Iterator[Located]:
    """The id is in no kind at all."""
    for path, place, raw in base.unresolved():
        if any(key in base.broken for key in _keys(raw)) or _elsewhere(base.kb, raw):
            continue
        near, hint = _known(base, raw.kinds, raw.id)
        yield Located(path, place, f"В поле «{raw.label}» названа запись «{raw.id}», а такой нет.", hint, near)


@base_rule(
    Code("TP402", "Ссылка на запись с ошибками", "warning",
         "Запись есть, но из-за ошибок не показана, поэтому ссылки на неё пока не работают.",
         "Исправьте ошибки в самой записи: ссылки заработают сами.",
         "# в файле glossary/nastavnik.yml есть ошибки\nsee_also:\n  - nastavnik\n",
         "# файл glossary/nastavnik.yml исправлен\nsee_also:\n  - nastavnik\n")
)
def broken_target(base: Base) -> Iterator[Located]:
    """Said once a target, at the first reference to it."""
    places: dict[Key, list[Located]] = {}
    for path, place, raw in base.unresolved():
        for key in _keys(raw):
            if key in base.broken:
                places.setdefault(key, []).append(Located(path, place, raw.label))
    for key, found in sorted(places.items()):
        first = found[0]
        more = f" Всего таких ссылок: {len(found)}." if len(found) > 1 else ""
        yield Located(first.path, first.place, f"В поле «{first.message}» запись «{key[1]}» есть, но в ней ошибки.{more}")


@base_rule(
    Code("TP403", "Ссылка на запись другого вида", "error",
         "Поле ждёт запись одного вида, а названа запись другого: на странице она окажется не на своём месте.",
         "Впишите имя записи нужного вида.",
         "holder: edinstvo\n", "holder: cpd-angarsk\n")
)
def wrong_kind(base: Base) -> Iterator[Located]:
    """The id exists, in another folder."""
    for path, place, raw in base.unresolved():
        if any(key in base.broken for key in _keys(raw)):
            continue
        if other := _elsewhere(base.kb, raw):
            wanted = " или ".join(KINDS[slug].one for slug in raw.kinds)
            message = f"В поле «{raw.label}» нужна запись вида «{wanted}», а «{raw.id}» — {other.kind.one}."
            near, hint = _known(base, raw.kinds, raw.id)
            yield Located(path, place, message, hint, near)


@base_rule(
    Code("TP404", "Настоящая запись ссылается на учебный пример", "error",
         "Вымышленное рядом с настоящим вводит читателя в заблуждение.",
         "Уберите ссылку на учебный пример или впишите настоящую запись.",
         "# настоящая практика\nholder: uchebnyy-tsentr\n", "# настоящая практика\nholder: cpd-angarsk\n")
)
def reference_to_fiction(base: Base) -> Iterator[Located]:
    """Fiction may name reality, not the other way round."""
    fictional = {key for key, entry in base.kb.entries.items() if entry.fictional}
    if not fictional:
        return
    for entry, raw in _written(base):
        if not entry.fictional and base.kb.resolve(raw) in fictional:
            yield base.at(entry, raw.path, f"В поле «{raw.label}» названа вымышленная запись «{raw.id}».")


@base_rule(
    Code("TP405", "Запись ссылается на себя", "warning",
         "Ссылка на ту же страницу ничего не даёт читателю.",
         "Удалите ссылку.",
         "# glossary/nastavnik.yml\nsee_also:\n  - nastavnik\n", "# glossary/nastavnik.yml\nsee_also:\n  - kurator\n")
)
def reference_to_self(base: Base) -> Iterator[Located]:
    """A record names itself."""
    for entry, raw in _written(base):
        if raw.id == entry.id and entry.kind.slug in raw.kinds:
            yield base.at(entry, raw.path, f"В поле «{raw.label}» запись ссылается на себя.")


@base_rule(
    Code("TP406", "Ссылка повторена в одном списке", "warning",
         "Одна и та же запись покажется дважды подряд.",
         "Удалите повтор.",
         "see_also:\n  - kurator\n  - kurator\n", "see_also:\n  - kurator\n")
)
def repeated_reference(base: Base) -> Iterator[Located]:
    """The same id twice in one list."""
    for entry in base.kb.entries.values():
        seen = set()
        for raw in entry.raw_references:
            if raw.path and isinstance(raw.path[-1], int):
                if (raw.path[:-1], raw.id) in seen:
                    yield base.at(entry, raw.path, f"В поле «{raw.label}» запись «{raw.id}» уже названа.")
                seen.add((raw.path[:-1], raw.id))


def target_trouble(base: Base, target: str, *, lists: bool) -> tuple[str, str, str]:
    """Why a ``record:`` link does not work: message, hint, nearest; empty if it does.

    Args:
        base: the base.
        target: what follows ``record:``, ``cases/edinstvo``.
        lists: whether the link may name a whole list, ``cases/``, the help pages or another page of the engine's own.
    """
    slug, _, id = target.partition("#")[0].rstrip("/").partition("/")
    if lists and (target == "help/" or f"{slug}/{id}/" in OWN_PAGES):
        return "", "", ""
    if slug not in KINDS:
        near = nearest_value(slug, KINDS)
        return f"вида записей «{slug}» нет", f"Виды записей: {', '.join(KINDS)}.", f"{near}/{id}" if near else ""
    if not id and not lists:
        return "не сказано, на какую запись", "Допишите имя файла: record:вид/имя-файла.", ""
    if not id or (slug, id) in base.broken:
        return "", "", ""
    entry = base.kb.get(slug, id)
    if entry is None:
        near, hint = _known(base, (slug,), id)
        return f"записи «{id}» нет", hint, f"{slug}/{near}" if near else ""
    return "", "", ""


@base_rule(
    Code("TP407", "Ссылка из текста на запись, которой нет", "error",
         "Ссылка внутри текста ведёт в никуда.",
         "Исправьте адрес ссылки: record:вид/имя-файла.",
         "definition: См. [куратора](record:glossary/kurato).\n", "definition: См. [куратора](record:glossary/kurator).\n")
)
def dead_link_in_text(base: Base) -> Iterator[Located]:
    """A ``record:`` link inside prose."""
    for link in base.links:
        message, hint, near = target_trouble(base, link.target, lists=False)
        if message:
            yield Located(link.path, link.place, f"Ссылка «record:{link.target}» не работает: {message}.", hint, near)
