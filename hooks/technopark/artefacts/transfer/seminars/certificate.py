"""Сертификат участника: a form with nothing invented; name, number and hours are the organiser's to write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from technopark.artefacts.documents.tree import Blank, Paragraph, Sheet, SignatureLine, Text
from technopark.artefacts.transfer.event_brief import SeminarBrief
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Workshop
from technopark.artefacts.transfer.paper.words import cut
from technopark.artefacts.transfer.seminars._certificate_word import write_certificate
from technopark.artefacts.typesetting import preview
from technopark.kinds.documents import TemplateField
from technopark.russian.text import typography

TEMPLATE = "transfer/certificate.typ"
SCALES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)
"""Scales of the words above the signatures; the first that fits is taken."""

ISSUERS = 2
"""So many organisers sign; more would leave no room, the rest are named above."""

FOOT = (
    "Примерная форма. Номер, объём и подписи вносит организатор; заполненный сертификат остаётся у участника, "
    "в базу знаний его не передают."
)
IN_KIND = {"проектировочный": "проектировочном", "обучающий": "обучающем", "диссеминационный": "диссеминационном"}

FIELDS = {
    field.key: field
    for field in (
        TemplateField(key="participant_name", label="Фамилия, имя, отчество участника", format="ФИО", scope="человек"),
        TemplateField(key="hours", label="Объём в академических часах", type="число"),
        TemplateField(key="issue_date", label="Когда выдан", type="дата"),
        TemplateField(key="issue_number", label="Номер сертификата"),
    )
}


def make(brief: SeminarBrief, workshop: Workshop) -> Made:
    """The form on paper and in Word."""
    data = certificate_data(brief)
    files = {".docx": write_certificate(_sheet(brief, data), data["name"]), ".pdf": workshop.typesetter.pdf(TEMPLATE, data)}
    return Made(files, preview=preview(files[".pdf"]), alt="Бланк сертификата участника семинара, лист лежит на боку")


def certificate_data(brief: SeminarBrief) -> Mapping[str, Any]:
    """What ``macros/transfer/certificate.typ`` reads."""
    name = cut(brief.title, 260)
    return {
        "title": f"Сертификат участника семинара — {brief.title}",
        "mark": brief.mark,
        "organisers": _organisers(brief),
        "took": _took(brief),
        "name": name if "«" in name or "семинар" in name.lower() else f"«{name}»",
        "name-size": 22 if len(name) < 60 else 18 if len(name) < 130 else 15,
        "when": ", ".join(part for part in (brief.when, cut(brief.place.title, 160) if brief.place else "") if part),
        "signatures": _signatures(brief),
        "foot": FOOT,
        "scales": list(SCALES),
    }


def _took(brief: SeminarBrief) -> str:
    """What the participant did; a title that says «семинар» itself is not introduced by the word."""
    if "семинар" in brief.title.lower():
        return "принял(а) участие:"
    return typography(f"принял(а) участие в {' и '.join(IN_KIND[kind] for kind in brief.seminar.kind)} семинаре")


def _organisers(brief: SeminarBrief) -> str:
    names = [cut(item.title, 140) for item in brief.organisers[:4]]
    rest = len(brief.organisers) - len(names)
    return ", ".join(names) + (f" и ещё {rest}" if rest else "")


def _signatures(brief: SeminarBrief) -> list[str]:
    """Who signs: heads of the organisers; without organisers a line for whoever holds it."""
    roles = [typography(f"{cut(item.short, 70)}, руководитель") for item in brief.organisers[:ISSUERS]]
    return roles or ["Руководитель организатора"]


def _sheet(brief: SeminarBrief, data: Mapping[str, Any]) -> Sheet:
    """The same form for Word."""
    blocks = (
        *([Paragraph((Text(str(data["organisers"])),))] if data["organisers"] else []),
        Paragraph((Blank("participant_name", bold=True),)),
        Paragraph((Text(str(data["took"])),)),
        Paragraph((Text(str(data["name"]), bold=True),)),
        Paragraph((Text(str(data["when"])),)),
        Paragraph((Text("Объём в академических часах: "), Blank("hours"))),
        Paragraph((Text("Выдан: "), Blank("issue_date"), Text("    №\u00a0"), Blank("issue_number"))),
    )
    return Sheet(
        id=f"{brief.id}-certificate", title=str(data["title"]), kind="", subject="СЕРТИФИКАТ", mark=brief.mark, organisation=None,
        approval=None, date=None, number=None, city=None, heading="участника семинара", blocks=blocks, landscape=True, look="material",
        fields=dict(FIELDS), signatures=tuple(SignatureLine(role, None, None, dated=False) for role in _signatures(brief)), foot=FOOT,
    )  # fmt: skip


ITEM: Item[SeminarBrief] = Item(
    id="certificate",
    title="Сертификат участника",
    lead="Бланк: название, даты и организаторы стоят, имя, номер и объём вы впишете сами.",
    format="",
    order=60,
    files=(
        FileSpec(".docx", "Word", "впишите имя и распечатайте"),
        FileSpec(".pdf", "PDF", "впишите имя от руки"),
    ),
    make=make,
    applies=lambda brief: brief.ahead,
)
