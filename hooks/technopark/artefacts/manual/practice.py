"""A practice as a chapter, in the order of a reader's questions (that of the case's page).

Nothing is said of what the record does not say, but for one list at the end of the chapter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from technopark.artefacts.manual import practice_parts as parts
from technopark.artefacts.manual.figures import photographs, results_chart, stages_path
from technopark.artefacts.manual.places import anchor, bare
from technopark.artefacts.manual.prose import Prose, clipped, fitted
from technopark.artefacts.manual.sources import Sources
from technopark.artefacts.manual.tree import Block, Box, Chapter, Facts, Heading, Items, Labelled, Paragraph, Run, Runs
from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.brief_words import age, dose
from technopark.kinds.cases import KIND
from technopark.knowledge import KnowledgeBase
from technopark.russian.text import NBSP, long_date

ADVICE = "#advice"
"""Place of the base's own advice to those who adopt."""


@dataclass(frozen=True)
class PracticeWriter:
    """Writes the chapters of one book.

    Attributes:
        kb: the base.
        prose: parses authors' texts.
        sources: numbers of the sources, shared by the whole book.
    """

    kb: KnowledgeBase
    prose: Prose
    sources: Sources

    def chapter(self, brief: CaseBrief, number: int) -> Chapter:
        """The chapter of a practice."""
        self.prose.places.noted.clear()
        blocks: list[Block] = [*parts.lead(self.prose.blocks(brief.case.summary)), Facts(tuple(self._facts(brief)))]
        for section in KIND.sections:
            inside = tuple(self._section(section.id, brief))
            if inside:
                blocks += [Heading(section.title), *inside]
        contours = tuple(dict.fromkeys(entry.contour for entry in brief.case.contours))
        return Chapter(
            anchor=anchor(("cases", brief.id)), title=fitted(brief.title), short=clipped(brief.short, parts.HEAD),
            kicker=f"Практика{NBSP}{number}", byline=fitted(brief.holder.title), contours=contours,
            blocks=(*blocks, *self._tail(brief)),
        )  # fmt: skip

    # ------------------------------------------------------------------ facts

    def _facts(self, brief: CaseBrief) -> Iterator[tuple[str, Runs]]:
        """The panel under the summary: what a reader decides by."""
        case = brief.case
        context = case.context
        group = case.target_group
        lines: Mapping[str, str] = {
            "Партнёры": "; ".join(partner.title for partner in brief.partners),
            "Вид": case.kind,
            "Где работает": ", ".join(filter(None, (context.municipality, context.centre_type))) if context else "",
            "Для кого": ", ".join(filter(None, (", ".join(group.statuses), age(case)))) if group else "",
            "Форма": ", ".join(case.mentoring_form),
            "Сколько и как часто": dose(case),
            "Как проходит": case.mode or "",
            "Место": case.setting or "",
        }
        yield from ((label, self.prose.line(text)) for label, text in lines.items() if text)
        if brief.model:
            target = self.prose.places.record(("models", brief.model.id))
            yield "Модель", (Run(fitted(brief.model.title), link=target.link if target else ""),)
        if case.contours:
            yield "Контуры", tuple(parts.joined([self._contour(entry.contour, entry.since, entry.note) for entry in case.contours], "\n"))
        yield "Описание", self.prose.line(_state(brief))
        yield "Страница", (Run(bare(brief.url), link=brief.url),)

    def _contour(self, name: str, since: date | None, note: str | None) -> Runs:
        head = f"{name} с{NBSP}{long_date(since)}" if since else f"{name}."
        return (Run(head, bold=True), Run(f" {fitted(note)}" if note else ""))

    # ------------------------------------------------------------------ sections

    def _section(self, id: str, brief: CaseBrief) -> Iterator[Block]:
        writers: Mapping[str, Callable[[CaseBrief], Iterator[Block]]] = {
            "essence": self._essence, "photos": photographs, "results": self._results, "fit": self._fit, "how": self._how,
            "need": self._need, "core": self._core, "mistakes": self._mistakes, "who": self._who, "take": self._take,
        }  # fmt: skip
        yield from writers[id](brief)

    def _labelled(self, brief: CaseBrief, *names: str) -> Iterator[Block]:
        """Prose and lists of the record, each under its label."""
        for name in names:
            value = getattr(brief.case, name)
            label = KIND.fields()[name].about.label
            if isinstance(value, tuple) and value:
                yield Labelled(label, (self._items(value),))
            elif value:
                yield Labelled(label, self.prose.blocks(value))

    def _items(self, lines: Sequence[str]) -> Items:
        return Items(False, tuple((Paragraph(self.prose.line(line)),) for line in lines))

    def _essence(self, brief: CaseBrief) -> Iterator[Block]:
        yield from self._labelled(brief, "problem", "need_evidence", "goal", "rationale")
        if brief.case.logic_model:
            yield from parts.logic(brief.case.logic_model)

    def _results(self, brief: CaseBrief) -> Iterator[Block]:
        case = brief.case
        if case.results:
            yield from results_chart(case)
            yield parts.results(case.results)
        yield from self._labelled(brief, "negative_effects")
        if case.evidence:
            yield from parts.evidence(case.evidence, self.prose)
        if case.reviews:
            yield parts.reviews(case.reviews)

    def _fit(self, brief: CaseBrief) -> Iterator[Block]:
        group = brief.case.target_group
        if group and group.inclusion:
            yield Labelled("Кого берут", (self._items(group.inclusion),))
        if group and group.exclusion:
            yield Labelled("Кого не берут", (self._items(group.exclusion),))
        if brief.case.context and brief.case.context.headcount is not None:
            yield Labelled("Воспитанников в центре", (Paragraph((Run(str(brief.case.context.headcount)),)),))
        if any(stage.covered for stage in brief.stages):
            yield from stages_path(brief.stages)

    def _how(self, brief: CaseBrief) -> Iterator[Block]:
        if brief.case.steps:
            yield parts.steps(brief, self.prose)

    def _need(self, brief: CaseBrief) -> Iterator[Block]:
        case = brief.case
        if case.providers:
            yield parts.providers(case.providers)
        if case.cost:
            yield from parts.cost(case.cost)
        if brief.documents:
            yield parts.documents(self.kb, brief)
        if brief.programmes:
            yield Labelled("Программы обучения", (self._linked("programmes", [programme.id for programme in brief.programmes]),))
        if brief.acts:
            yield Labelled("Правовая основа", (self._linked("acts", [act.id for act in brief.acts]),))

    def _linked(self, slug: str, ids: Sequence[str]) -> Items:
        """A list of records, each with its place in the book or its address."""
        items = []
        for id in ids:
            entry, target = self.kb.get(slug, id), self.prose.places.record((slug, id))
            if entry and target:
                note = "" if target.note in self.prose.places.noted else target.note
                self.prose.places.noted.add(note)
                items.append((Paragraph((Run(fitted(entry.title), link=target.link, note=note),)),))
        return Items(False, tuple(items))

    def _core(self, brief: CaseBrief) -> Iterator[Block]:
        yield from self._labelled(brief, "core_components", "adaptable")
        if brief.case.modifications:
            yield parts.modifications(brief.case.modifications)

    def _mistakes(self, brief: CaseBrief) -> Iterator[Block]:
        yield from (parts.mistake(item) for item in brief.case.mistakes)
        yield from self._labelled(brief, "risks", "safeguarding")

    def _who(self, brief: CaseBrief) -> Iterator[Block]:
        contact = brief.case.contact
        if contact:
            lines = {"Куда обратиться": contact.office, "Сайт": contact.site, "Почта": contact.email, "Телефон": contact.phone}
            yield Facts(tuple((label, self.prose.line(text)) for label, text in lines.items() if text))

    def _take(self, brief: CaseBrief) -> Iterator[Block]:
        case, own = brief.case, brief.case.methodological_set
        if own:
            named = {"Методические разработки": own.developments, "Методические рекомендации": own.recommendations}
            if own.manuals:
                yield Labelled("Пособие", (self._linked("publications", own.manuals),))
            yield from (Labelled(label, (self._items(lines),)) for label, lines in named.items() if lines)
        helps = case.supports
        lines = {"Обучение": helps.training, "Консультации": helps.consultation, "Визит": helps.site_visit} if helps else {}
        rows = tuple((label, self.prose.line(text)) for label, text in lines.items() if text)
        if rows:
            yield Labelled("Чем поможет держатель", (Facts(rows),))
        if case.transfer_formats:
            yield Labelled("Как передают", (self._linked("formats", case.transfer_formats),))
        if case.licence:
            yield Labelled("Условия", (Paragraph(self.prose.line(case.licence)),))
        more = Run(": шесть вопросов и порядок внедрения, общие для всех практик.")
        advice = Paragraph((Run("Как примерить практику к своему центру", link=ADVICE), more), "small")
        yield Box("Совет базы", (advice,), "advice")

    # ------------------------------------------------------------------ the end of a chapter

    def _tail(self, brief: CaseBrief) -> Iterator[Block]:
        case = brief.case
        yield Heading("Об этом описании")
        if brief.missing:
            missing = ", ".join(label[:1].lower() + label[1:] for label in brief.missing)
            asked = "Если вы держатель практики, дополните описание: вопросы есть на странице «Готовлю описание практики»."
            yield Box("Чего в описании пока нет", (Paragraph(self.prose.line(f"Не описано: {missing}. {asked}"), "small"),))
        if case.notes:
            yield Labelled("Расхождения и оговорки", tuple(parts.small(block) for note in case.notes for block in self.prose.blocks(note)))
        if case.sources:
            yield Labelled("Источники", (Paragraph(self.sources.cite(case.sources), "small"),))


def _state(brief: CaseBrief) -> str:
    """What is known of the description itself: status, version, dates."""
    case = brief.case
    version = f"версия {case.version}" if case.version else ""
    updated = f"обновлено {long_date(case.updated_on)}" if case.updated_on else ""
    reviewed = f"пересмотрено {long_date(case.last_reviewed_on)}" if case.last_reviewed_on else ""
    ready = "готова к передаче" if case.transfer_ready else ""
    return ", ".join(filter(None, (case.status, ready, version, updated, reviewed)))
