"""Process models: who does what, stage by stage."""

from __future__ import annotations

from typing import Annotated, Literal

from technopark.schema import About, Kind, Part, Record, Section
from technopark.value_types import DocumentRef, Line, ProgrammeRef, Prose, Stage

Party = Literal["ЦПД", "НКО", "совместно", "УМЦ"]


class Actor(Part):
    """Somebody who acts in the model; a lane of the drawing."""

    id: Annotated[Line, About("Обозначение", "Латиницей, для ссылок из этапов", "curator")]
    title: Annotated[Line, About("Участник", "Роль, а не имя человека", "Куратор программы")]
    party: Annotated[Party | None, About("Сторона", "ЦПД, НКО, совместно или УМЦ")] = None
    does: Annotated[Prose | None, About("Что делает", "За что он отвечает во всём процессе")] = None


class Register(Part):
    """A register kept in the model."""

    id: Annotated[Line, About("Обозначение", "Латиницей", "mentors")]
    title: Annotated[Line, About("Реестр", "Название, как в документах", "Реестр наставников")]
    document: Annotated[DocumentRef | None, About("Шаблон", "Имя записи документа")] = None


class StageOfModel(Part):
    """A stage of the process."""

    id: Annotated[Stage, About("Обозначение", "p0 … p9", "p1")]
    code: Annotated[Line, About("Код", "Как на схеме", "П1")]
    title: Annotated[Line, About("Этап", "Что делают на этом этапе, двумя-тремя словами", "Набор наставников")]
    purpose: Annotated[Prose | None, About("Зачем этап", "Что должно получиться")] = None
    deck_nodes: Annotated[tuple[Line, ...], About("В презентации", "Какие узлы схемы источника сюда входят")] = ()
    responsible: Annotated[Line | None, About("Отвечает", "Обозначение участника", "curator")] = None
    does: Annotated[tuple[Line, ...], About("Делают", "Обозначения участников")] = ()
    informed: Annotated[tuple[Line, ...], About("Знают", "Обозначения участников, кого извещают")] = ()
    party: Annotated[Party | None, About("На чьей стороне", "ЦПД, НКО или совместно")] = None
    inputs: Annotated[tuple[Line, ...], About("Что входит", "С чем приходят к этапу")] = ()
    outputs: Annotated[tuple[Line, ...], About("Что выходит", "Что готово в конце")] = ()
    registers: Annotated[tuple[Line, ...], About("Реестры", "Обозначения реестров, куда пишут")] = ()
    documents: Annotated[tuple[DocumentRef, ...], About("Документы", "Имена записей документов")] = ()
    courses: Annotated[tuple[ProgrammeRef, ...], About("Обучение", "Имена записей программ")] = ()
    duration: Annotated[Line | None, About("Обычно длится", "Если известно из источника")] = None


class Flow(Part):
    """An arrow of the drawing between stages."""

    source: Annotated[Stage, About("Откуда", "Этап", "p1")]
    target: Annotated[Stage, About("Куда", "Этап", "p2")]
    label: Annotated[Line | None, About("Что передаётся", "Документ, сведения или люди")] = None


class Counterpart(Part):
    """A stage in the terms of a public model."""

    stage: Annotated[Stage, About("Этап", "Этап этой модели", "p1")]
    public_model: Annotated[Line, About("Публичная модель", "Короткое название чужой модели", "Р-145")]
    item: Annotated[Line, About("Что соответствует", "Её этап или шаг, как он там назван")]


class ProcessModel(Record):
    """One of the variants of organising mentoring."""

    summary: Annotated[Prose, About("Суть модели", "Кто организует наставничество и чем отличается", section="essence")]
    short_title: Annotated[Line, About("Короткое название", "Для карточек и схем, до 40 знаков", "Модель 1")]
    origin: Annotated[Literal["по презентации", "реконструкция"], About("Происхождение", "по презентации или реконструкция", section="essence")]
    origin_note: Annotated[Prose | None, About("Что известно, а что восстановлено", "Честно: где источник молчит", section="essence")] = None
    mentor_sources: Annotated[tuple[Line, ...], About("Откуда приходят наставники и огласка", "Где ищут наставников и где о практике рассказывают", section="essence")] = ()
    actors: Annotated[tuple[Actor, ...], About("Участники", "Кто действует в модели", section="actors")] = ()
    registers: Annotated[tuple[Register, ...], About("Реестры", "Какие реестры ведут", section="actors")] = ()
    stages: Annotated[tuple[StageOfModel, ...], About("Этапы", "По порядку")]
    flows: Annotated[tuple[Flow, ...], About("Связи этапов", "Если не просто по порядку")] = ()
    correspondence: Annotated[tuple[Counterpart, ...], About("Соответствие публичным моделям", "Р-145, MENTOR, «Солнечный город»", section="public")] = ()


KIND = Kind(
    slug="models",
    folder="practices/models",
    model=ProcessModel,
    one="модель",
    forms=("модель", "модели", "моделей"),
    title="Модели процесса",
    lead="Два способа организовать наставничество в центре помощи детям, этап за этапом.",
    called=("модели наставничества", "схемы процесса"),
    sections=(Section("essence", "В чём суть"), Section("actors", "Кто участвует"), Section("public", "Как это называется в других моделях")),
    columns=("origin",),
)
