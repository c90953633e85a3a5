"""Slides 15–20: what came of it, what did not, and what the listener does next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from technopark.artefacts.pictures.scales import LONG_UNIT, printed
from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.deck.figures import before_after, dots
from technopark.artefacts.transfer.deck.opening import part_of
from technopark.artefacts.transfer.deck.pieces import asked, caption, lead, points, prompt, thought, told
from technopark.artefacts.transfer.deck.slides import Block, Slide, Words
from technopark.artefacts.transfer.deck.speech import note
from technopark.kinds.cases import Contact, Result, Supports
from technopark.pages.values import quantity

MEASURED = 3
"""Slides of measured results; the fourth tells what did not work."""

QUESTIONS = (
    "какое число изменилось, сколько было и стало, у скольких человек",
    "что дети, наставники и воспитатели говорят сами, без имён",
    "что осталось в учреждении: люди, правила, документы",
)
"""What to tell when the record has no measured result for a slide."""


def results(part: str, brief: CaseBrief) -> Iterator[Slide]:
    """Three results and one failure."""
    shown = brief.case.results[:MEASURED]
    for result in shown:
        yield _result(part, result)
    for question in QUESTIONS[len(shown) :]:
        yield prompt(part, question)
    yield _failure(part, brief)


def _result(part: str, result: Result) -> Slide:
    unit = result.unit or ""
    numbers = [quantity(value, unit) for value in (result.baseline, result.value) if value is not None]
    change = f"было {numbers[0]}, стало {numbers[1]}" if len(numbers) > 1 else "".join(numbers)
    said = [f"{result.indicator}: {change}" if change else result.indicator, result.period or ""]
    said += [f"Измерили так: {result.method}" if result.method else "", f"Выборка: {result.sample}" if result.sample else ""]
    source = "; ".join(text for text in (result.method, result.source) if text)
    blocks = [*_figure(result), *caption(*_sample(result))]
    return told(part, result.indicator, blocks, said, source=f"Источник: {source}" if source else "")


def _figure(result: Result) -> tuple[Block, ...]:
    """Dots if the sample is counted and agrees with the number, else the chart, else the words."""
    unit = result.unit or ""
    counted = part_of(result.sample or "") if result.baseline is None and unit == "%" and result.value is not None else None
    if counted and abs(100 * counted[0] / counted[1] - (result.value or 0)) < 1:
        return Words("number", (quantity(result.value or 0, unit),)), dots(*counted)
    if result.baseline is None and result.value is not None and unit != "%":
        return Words("number", (printed(result.value, unit),)), *caption(unit if len(unit) > LONG_UNIT else "")
    if drawing := before_after(result):
        return (drawing,)
    numbers = [quantity(value, unit) for value in (result.baseline, result.value) if value is not None]
    return (lead(" → ".join(numbers)),) if numbers else ()


def _sample(result: Result) -> tuple[str, ...]:
    """Who was measured, without what stands in brackets, and when."""
    sample = re.sub(r"\s*\([^)]*\)", "", result.sample or "").strip()
    return sample.split(";")[0], result.period or ""


def _failure(part: str, brief: CaseBrief) -> Slide:
    sentences = brief.sentences("negative_effects")
    if sentences:
        return told(part, "Что не получилось", [lead(thought(sentences))], sentences)
    if brief.case.mistakes:
        first = brief.case.mistakes[0]
        learnt = f"Теперь так: {first.prevention}" if first.prevention else ""
        said = [first.mistake, f"Заметили по тому, что {first.sign[:1].lower()}{first.sign[1:]}" if first.sign else "", learnt]
        return told(part, "Где мы ошиблись", [lead(first.mistake), *caption(learnt)], said)
    return asked(part, "negative_effects")


# --------------------------------------------------------------------------- call


def call(part: str, brief: CaseBrief) -> Iterator[Slide]:
    """What to do tomorrow, and whom to ask."""
    yield _tomorrow(part, brief)
    yield _last(part, brief)


def _tomorrow(part: str, brief: CaseBrief) -> Slide:
    own = brief.case.supports or Supports()
    named = (("Визит", own.site_visit), ("Обучение", own.training), ("Консультации", own.consultation))
    offers = [offer for label, text in named if (offer := _offer(label, text or ""))]
    manual = next((named for named in brief.publications if named.id == own.manual), None)
    if not offers and manual:
        said = [f"Прочтите пособие {_quoted(manual.title)}", "Ссылка на него есть на странице практики"]
        return told(part, "Начните с пособия", [lead(_quoted(manual.title))], said)
    if not offers:
        return prompt(part, "что слушателю сделать завтра и чем вы ему поможете")
    return told(part, "Чем мы поможем начать", [points(offers)], offers, more=[f"Есть пособие: {manual.title}"] if manual else [])


def _quoted(title: str) -> str:
    """A title in quotation marks, unless it has its own."""
    return title if "«" in title else f"«{title}»"


def _offer(label: str, text: str) -> str:
    """«Визит: один день в центре» of «да: один день в центре»; nothing of «нет» and what follows it."""
    if re.match(r"нет\b", text, re.IGNORECASE):
        return ""
    more = re.sub(r"^да\b[\s:,.—–-]*", "", text, flags=re.IGNORECASE)
    return f"{label}: {more}" if more else label if text else ""


def _last(part: str, brief: CaseBrief) -> Slide:
    contact = brief.case.contact
    reach = contact_lines(contact) if contact else ()
    blocks: list[Block] = [lead(brief.holder.title), *caption(*reach[:1]), *caption(*reach[1:])]
    office = f"Спрашивайте: {contact.office}" if contact else ""
    said = [brief.title, brief.holder.title, office, "Код на слайде ведёт на страницу практики"]
    spoken = note(said if contact else [*said, "Назовите отдел и служебный телефон"])
    return Slide(
        part, brief.short, spoken, tuple(blocks), "call", question="" if contact else "в какой отдел обращаться",
        qr=brief.url, address=short_address(brief), source=made_from(brief), given=1 + bool(contact), asked=0 if contact else 1,
    )  # fmt: skip


def contact_lines(contact: Contact) -> tuple[str, ...]:
    """The office, its telephone and post; a site only if it is an address."""
    site = contact.site if contact.site and re.match(r"(https?://)?[\w.-]+\.\w+(/\S*)?$", contact.site) else ""
    return tuple(text for text in (contact.office, contact.phone, contact.email, site) if text)


def short_address(brief: CaseBrief) -> str:
    """The page's address for people: without the scheme and the last slash."""
    return re.sub(r"^https?://", "", brief.url).rstrip("/")


def made_from(brief: CaseBrief) -> str:
    """Foot of the last slide: the base, the version, the terms; the share is added when the deck is whole."""
    version = f"версия {brief.case.version}" if brief.case.version else ""
    updated = f"обновлено {brief.data_date}" if brief.data_date else ""
    sample = "Адрес-образец: настоящий появится, когда базу опубликуют" if brief.site.sample else ""
    said = (", ".join(text for text in (f"База «{brief.site.name}»", version, updated) if text), "Лицензия CC BY 4.0", sample)
    return " ".join(f"{text.rstrip('.')}." for text in said if text)
