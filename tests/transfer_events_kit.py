"""What the tests of seminars and programmes share: a made-up seminar ahead, a made-up programme, hostile ones."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pypdfium2
from pypdf import PdfReader

from documents_kit import main_part
from technopark.artefacts.documents.ooxml import name
from technopark.artefacts.transfer.brief import Named
from technopark.artefacts.transfer.event_brief import ProgrammeBrief, SeminarBrief, seminar_briefs
from technopark.artefacts.transfer.items import Made, Workshop, registry
from technopark.artefacts.transfer.programme_brief import programme_briefs
from technopark.hashing import digest
from technopark.kinds import KINDS
from technopark.knowledge import Entry, KnowledgeBase
from transfer_kit import HOSTILE, SITE, spoiled

SEMINAR: dict[str, Any] = {
    "id": "proba", "fictional": True, "title": "Программа «Шаг за порог»: как повторить у себя", "status": "запланирован",
    "summary": "Центр показывает программу целиком. Участники уезжают с планом **первых шагов**.",
    "kind": ("диссеминационный",), "date_start": "2027-03-11", "date_end": "2027-03-12", "times": "10:00–16:00", "mode": "очно",
    "place": "uchebnyy-tsentr", "organisers": ("umc-rso", "uchebnyy-tsentr"),
    "audience": ("директора центров", "кураторы наставничества", "сотрудники НКО"),
    "questions": (
        {
            "title": "1. Как устроена программа", "practices": ("uchebnyy-primer",), "models": ("model-1",),
            "documents": ("prikaz-o-vnedrenii",),
        },
        {
            "title": "2. Отбор наставников", "documents": ("anketa-kandidata", "zhurnal-obucheniya"), "acts": ("152-fz",),
            "terms": ("nabor",),
        },
        {"title": "3. Как избежать чужих ошибок", "formats": ("kak-izbezhat-oshibok",)},
    ),
    "programme": (
        {"time": "9:30–10:00", "title": "Регистрация"},
        {"time": "10:00–12:30", "title": "Мастер-класс «Собеседование вдвоём»", "role": "куратор и педагог-психолог"},
    ),
    "registration": {"link": "https://zapis.example.org/seminar", "deadline": "2027-03-01"},
    "capacity": 24, "documents": ("kartochka-praktiki",), "updated_on": "2026-11-23",
}  # fmt: skip
"""A seminar with everything known; it exists nowhere but here."""

BARE: dict[str, Any] = {
    "id": "pusto", "fictional": True, "title": "Пустой семинар", "status": "запланирован", "kind": ("обучающий",),
    "date_start": "2027-05-20",
}  # fmt: skip
"""A seminar of which only the day is known."""

PROGRAMME: dict[str, Any] = {
    "id": "kurs", "fictional": True, "title": "Курс для кураторов", "summary": "Учит вести пары.", "kind": "ДПП ПК", "provider": "umc-rso",
    "base": "УМЦ", "audience": ("кураторы",), "prerequisites": ("среднее образование",), "hours": 18, "mode": "очная",
    "frequency": "раз в год",
    "modules": (
        {"title": "Основы", "hours": 8, "topics": ("роли", "границы"), "teaches": ("nastavnik",)},
        {"title": "Практика", "hours": 10, "topics": ("встречи",), "teaches": ("kurator", "superviziya")},
    ),
    "levels": ({"title": "Второй год", "duration": "6 часов", "frequency": "раз в квартал", "mode": "очно"},),
    "stages": ("p0",), "assessment": {"form": "зачёт", "pass_mark": "7 из 10"}, "credential": "удостоверение",
    "practices": ("uchebnyy-primer",), "documents": ("zhurnal-obucheniya",), "updated_on": "2026-11-23",
}  # fmt: skip
"""A programme with everything known."""


def entry_of(slug: str, data: Mapping[str, Any]) -> Entry:
    """A record that lies in no file."""
    return Entry(KINDS[slug], KINDS[slug].model.model_validate(data), f"practices/{slug}/{data['id']}.yml", digest(repr(data)))


def with_entry(kb: KnowledgeBase, entry: Entry) -> KnowledgeBase:
    """The base with one record more, or with another in its place."""
    return KnowledgeBase([*(one for one in kb.entries.values() if one.key != entry.key), entry])


def seminar(kb: KnowledgeBase, root: Any, data: Mapping[str, Any] = SEMINAR, **more: Any) -> SeminarBrief:
    """The brief of a made-up seminar."""
    entry = entry_of("seminars", {**data, **more})
    return next(brief for brief in seminar_briefs(with_entry(kb, entry), root, SITE) if brief.id == entry.id)


def programme(kb: KnowledgeBase, root: Any, **more: Any) -> ProgrammeBrief:
    """The brief of a made-up programme."""
    entry = entry_of("programmes", {**PROGRAMME, **more})
    return next(brief for brief in programme_briefs(with_entry(kb, entry), root, SITE) if brief.id == entry.id)


def hostile_seminar(kb: KnowledgeBase, root: Any, text: str = HOSTILE, **more: Any) -> SeminarBrief:
    """The made-up seminar with every text an author may write replaced, names of other records too."""
    brief = seminar(kb, root, **more)
    changed = spoiled(brief.seminar, text)
    title = text[:400]
    questions = tuple(replace(item, title=title, materials=_renamed(item.materials, title)) for item in brief.questions)
    own = changed.registration and changed.registration.model_copy(update={"link": "https://zapis.example.org/" + "ж" * 250})
    return replace(
        brief, seminar=changed.model_copy(update={"registration": own, "title": title}), questions=questions,
        organisers=_renamed(brief.organisers, title) * 3, place=replace(brief.place, title=title, short=title) if brief.place else None,
    )  # fmt: skip


def _renamed(items: tuple[Named, ...], text: str) -> tuple[Named, ...]:
    return tuple(replace(item, title=text, short=text, note=text) for item in items)


def hostile_programme(kb: KnowledgeBase, root: Any, text: str = HOSTILE, **more: Any) -> ProgrammeBrief:
    """The made-up programme with every text replaced."""
    brief = programme(kb, root, **more)
    changed = spoiled(brief.programme, text)
    modules = tuple(replace(item, module=spoiled(item.module, text), terms=_renamed(item.terms, text)) for item in brief.modules)
    return replace(brief, programme=changed, modules=modules, levels=tuple(spoiled(level, text) for level in brief.levels))


def make_all(slug: str, brief: Any, workshop: Workshop) -> dict[str, Made]:
    """Everything a record yields, by item."""
    return {item.id: item.make(brief, workshop) for item in registry(slug) if item.applies(brief)}


def paper_words(data: bytes) -> str:
    """Words of a PDF in one line, hyphens of line ends taken away."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return " ".join(" ".join(pages).replace("\u00ad", "").split())


def rows_of(data: bytes) -> list[list[str]]:
    """Cells of the first table of a DOCX row by row, rows inside controls included."""
    table = next(main_part(data).iter(name("w:tbl")))
    return [[_cell_words(cell) for cell in row.iter(name("w:tc"))] for row in table.iter(name("w:tr"))]


def _cell_words(cell: Any) -> str:
    """Words of a cell; what a control shows while it is empty is no word of the document."""
    empty = [control for control in cell.iter(name("w:sdt")) if next(control.iter(name("w:showingPlcHdr")), None) is not None]
    shown = [node for control in empty for node in control.iter(name("w:t"))]
    return "".join(node.text or "" for node in cell.iter(name("w:t")) if node not in shown).strip()


def pages_of(data: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(data)).pages)


def pictures(data: bytes, scale: float = 2) -> list[Any]:
    """Pages of a PDF as pictures."""
    return [page.render(scale=scale).to_pil() for page in pypdfium2.PdfDocument(data)]
