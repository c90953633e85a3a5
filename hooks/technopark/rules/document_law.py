"""TP45x, TP65x, TP85x: what a document template rests on and where it belongs."""

from __future__ import annotations

from collections.abc import Iterator

from technopark.catalogue import Code
from technopark.kinds.acts import Act
from technopark.kinds.documents import Document
from technopark.kinds.models import ProcessModel
from technopark.rules._base import Base, Located
from technopark.rules._rule import Finding, base_rule, record_rule
from technopark.rules._view import View
from technopark.rules.documents import template_of

# --------------------------------------------------------------------------- personal data


@record_rule(
    Code("TP851", "Не сказано, на каком основании собирают данные", "error",
         "Без основания обрабатывать персональные данные нельзя (152-ФЗ, ст. 6).",
         "Заполните поле «Персональные данные»: чьи, какие и на каком основании.",
         "fields:\n  - key: mentor_name\n    label: Наставник\n    scope: человек\n",
         "personal_data:\n  subjects: [наставник]\n  data: [фамилия]\n  basis: договор\n"),
    Document,
)
def data_without_basis(view: View) -> Iterator[Finding]:
    """A template with a person's fields, or with described data."""
    document = template_of(view)
    if document is None:
        return
    person = next((n for n, field in enumerate(document.fields) if field.scope == "человек"), None)
    if document.personal_data is None and person is not None:
        label = document.fields[person].label
        yield Finding(f"В документ вписывают данные человека («{label}»), а основание не названо.", ("fields", person, "key"))
    elif document.personal_data is not None and not document.personal_data.basis:
        yield Finding("У персональных данных не названо основание обработки.", ("personal_data",))


@record_rule(
    Code("TP852", "Не сказано, сколько хранить документ с данными", "error",
         "Данные хранят не дольше, чем нужно для цели (152-ФЗ, ст. 5): срок должен быть назван.",
         "Заполните поле «Срок хранения».",
         "personal_data:\n  subjects: [наставник]\n  data: [фамилия]\n  basis: договор\n",
         "personal_data:\n  subjects: [наставник]\n  data: [фамилия]\n  basis: договор\nretention: 5 лет\n"),
    Document,
)
def data_without_retention(view: View) -> Iterator[Finding]:
    """Described data need a period."""
    document = template_of(view)
    if document is not None and document.personal_data is not None and not document.retention:
        yield Finding("В документе есть персональные данные, а срок хранения не назван.", ("personal_data",))


# --------------------------------------------------------------------------- acts and stages


@base_rule(
    Code("TP451", "Документ опирается на акт, который не действует", "error",
         "Форма, основанная на отменённом акте, подведёт того, кто ею воспользуется.",
         "Назовите действующий акт; отменённый уберите из основания.",
         "# акт p-1 утратил силу\nlegal_basis: [p-1]\n", "legal_basis: [152-fz]\n")
)
def act_not_in_force(base: Base) -> Iterator[Located]:
    """By what the act's own record says; no clock is asked."""
    for entry in base.kb.by_kind["documents"]:
        for index, id in enumerate(getattr(entry.record, "legal_basis", ())):
            act = base.kb.get("acts", id)
            if act and isinstance(act.record, Act) and act.record.in_force_now == "утратил силу":
                yield base.at(entry, ("legal_basis", index), f"Акт «{act.record.short_title}» утратил силу.")


@base_rule(
    Code("TP651", "Документ не назван ни на одном этапе", "warning",
         "До документа нельзя дойти по схеме процесса, и в комплект этапа он не попадёт.",
         "Впишите документ в этап модели (поле «Документы») или отметьте его «по случаю».",
         "# модель model-1: ни один этап не называет plan\nmodels: [model-1]\n",
         "# в модели model-1\nstages:\n  - id: p6\n    documents: [plan]\n")
)
def document_without_stage(base: Base) -> Iterator[Located]:
    """Stages of the models the document names; occasional documents are free."""
    listed = {
        entry.record.id: {id for stage in entry.record.stages for id in stage.documents}
        for entry in base.kb.by_kind["models"]
        if isinstance(entry.record, ProcessModel)
    }
    for entry in base.kb.published("documents"):
        record = entry.record
        if isinstance(record, Document) and not record.occasional:
            for index, model in enumerate(record.models):
                if model in listed and record.id not in listed[model]:
                    yield base.at(entry, ("models", index), f"Ни один этап модели «{model}» не называет этот документ.")


@base_rule(
    Code("TP652", "Этап модели без единого документа", "warning",
         "На этапе ничего не оформляют: так бывает редко, чаще документ забыли вписать.",
         "Назовите документы этапа (поле «Документы»).",
         "stages:\n  - id: p1\n    code: П1\n    title: Набор\n",
         "stages:\n  - id: p1\n    code: П1\n    title: Набор\n    documents: [zayavlenie]\n")
)
def stage_without_document(base: Base) -> Iterator[Located]:
    """Only of models that name documents at all: a model in the making is not complained of."""
    for entry in base.kb.published("models"):
        record = entry.record
        if isinstance(record, ProcessModel) and any(stage.documents for stage in record.stages):
            for index, stage in enumerate(record.stages):
                if not stage.documents:
                    yield base.at(entry, ("stages", index, "id"), f"У этапа {stage.code} «{stage.title}» нет документов.")
