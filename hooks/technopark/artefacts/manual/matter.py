"""Front matter: the imprint, the hand-written chapters, the list of practices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from technopark.artefacts.manual.places import anchor, bare
from technopark.artefacts.manual.practice_parts import cell, joined
from technopark.artefacts.manual.prose import Prose, fitted
from technopark.artefacts.manual.tree import Block, Chapter, Facts, Paragraph, Run, Runs, Table
from technopark.artefacts.transfer.brief import CaseBrief, Site
from technopark.kinds.cases import KIND
from technopark.knowledge import Entry, is_empty
from technopark.problems import ConfigurationError
from technopark.russian.text import long_date, plural

FOREWORD = "docs/manual-foreword.md"
ADVICE = "docs/manual-advice.md"
"""Hand-written chapters: pages of the site, too."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PRACTICES = ("практика", "практики", "практик")
LISTED = 40
"""Most practices whose versions the imprint lists; of more it gives the dates only."""

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def page_chapter(root: Path, path: str, anchor: str, prose: Prose) -> Chapter:
    """A hand-written page as a chapter.

    Raises:
        ConfigurationError: there is no such page, or it has no title.
    """
    try:
        text = _FRONT.sub("", (root / path).read_text(encoding="utf-8-sig").replace("\r\n", "\n"))
    except OSError:
        raise ConfigurationError(f"Нет страницы {path}: из неё берут главу пособия.") from None
    found = _TITLE.search(text)
    if found is None:
        raise ConfigurationError(f"На странице {path} нет заголовка: строки, которая начинается с «# ».")
    title = fitted(found[1])
    prose.places.noted.clear()
    return Chapter(anchor, title, title, prose.blocks(text[found.end() :], page=True))


# --------------------------------------------------------------------------- imprint


def imprint(briefs: Sequence[CaseBrief], publication: Entry | None, site: Site, words: str) -> tuple[Block, ...]:
    """What this book is, from what and when it was made, on what terms it may be used. Nothing is invented."""
    days = sorted({brief.case.updated_on for brief in briefs if brief.case.updated_on})
    count = plural(len(briefs), PRACTICES)
    which = words if words.startswith(count) else f"{count}{f' ({words})' if words else ''}"
    made = f"Собрано программой из открытой базы знаний «{site.name}»: {which}."
    rows: list[tuple[str, Runs]] = [("Что это", cell(f"{made} Тексты взяты из записей базы без изменений."))]
    if publication is not None:
        rows.append(("Состав", cell(
            f"Состав повторяет издание «{publication.title}». Это не переиздание: тексты здесь — описания практик в базе, "
            "а не страницы того издания."
        )))  # fmt: skip
    if days:
        span = f"от {long_date(days[0])} до {long_date(days[-1])}" if len(days) > 1 else f"на {long_date(days[0])}"
        rows.append(("Данные", cell(f"Описания практик {span.rstrip('.')}. Позже они могли измениться: сверьтесь со страницей практики.")))
    rows.append(("Адрес базы", _address(site)))
    rows.append(("Условия", (
        Run(fitted("Тексты базы можно копировать, печатать и менять по лицензии ", edges=True)), Run("CC BY 4.0", link=LICENCE),
        Run(fitted(
            f": назовите базу «{site.name}», адрес страницы и скажите, что изменили. Материалы, на которые запись ссылается, принадлежат "
            "их авторам."
        )),
    )))  # fmt: skip
    rows.append(("Издание", cell("Внутреннее издание для печати в учреждении. ISBN и издателя у него нет.")))
    if len(briefs) <= LISTED:
        rows.append(("Описания", tuple(joined([cell(_version(brief)) for brief in briefs], "\n"))))
    return (Facts(tuple(rows)),)


def _address(site: Site) -> Runs:
    if not site.sample:
        return (Run(bare(site.url), link=site.url),)
    return cell(f"Адрес сайта ещё не назначен. Там, где в книге стоит {bare(site.url)}, это адрес-образец.")


def _version(brief: CaseBrief) -> str:
    case = brief.case
    version = f"версия {case.version}" if case.version else "версия не указана"
    parts = (version, long_date(case.updated_on) if case.updated_on else "", case.status)
    return f"{brief.short}: {', '.join(filter(None, parts))}"


# --------------------------------------------------------------------------- practices of the book


def overview(briefs: Sequence[CaseBrief]) -> Chapter:
    """Which practices there are and which of a reader's questions each answers."""
    lead = (
        "Практики описаны с разной полнотой: «+» — описание отвечает на вопрос, «±» — отвечает не до конца, «—» — не отвечает. "
        "Чего в нём нет, сказано в конце главы."
    )
    questions = tuple(section for section in KIND.sections if section.id not in ("photos", "who"))
    rows = tuple(_overview_row(brief, number, [section.id for section in questions]) for number, brief in enumerate(briefs, 1))
    header = ("№", "Практика и держатель", *(section.title for section in questions))
    widths = (6.0, 60.0, *(6.5 for _ in questions))
    table = Table(header, rows, widths, "На какие вопросы отвечают описания", (0,), tuple(range(2, len(header))))
    return Chapter("practices", "Практики в этой книге", "Практики в этой книге", (Paragraph(cell(lead)), table))


def _overview_row(brief: CaseBrief, number: int, sections: Sequence[str]) -> tuple[Runs, ...]:
    link = f"#{anchor(('cases', brief.id))}"
    name: Runs = (Run(fitted(brief.title), bold=True, link=link), Run("\n" + fitted(brief.holder.title)))
    return (cell(str(number)), name, *((Run(_answer(brief, id)),) for id in sections))


def _answer(brief: CaseBrief, section: str) -> str:
    """How far the record answers a question: all that counts in its section is filled, something is, nothing is."""
    own = [info for info in KIND.fields().values() if info.about.section == section]
    empty = [info.about.counts for info in own if is_empty(getattr(brief.case, info.name))]
    return "—" if len(empty) == len(own) else "±" if any(empty) else "+"


