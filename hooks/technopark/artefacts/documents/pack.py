"""Packs: the documents of a model or a stage in one ZIP, with a contents page.

    00. Содержание.docx
    01. Положение о наставничестве.docx
    …
    Для печати/00. Содержание.pdf
    Для печати/01. Положение о наставничестве.pdf

Names are in UTF-8 with the flag that says so; dates are fixed, so equal contents give equal bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from technopark.artefacts.documents.form_data import file_name
from technopark.artefacts.documents.kit import kit
from technopark.artefacts.documents.ooxml import pack_zip
from technopark.artefacts.documents.tree import Block, Inlines, Paragraph, Sheet, Table, Text
from technopark.kinds.documents import Document
from technopark.kinds.models import ProcessModel, StageOfModel
from technopark.knowledge import KnowledgeBase
from technopark.russian.text import typography

PRINT_FOLDER = "Для печати"
CONTENTS = "00. Содержание"
MARK = "Формы примерные. Проверьте их с юристом учреждения."
ORDER = (
    "Файлы пронумерованы в том порядке, в котором документы обычно принимают и заполняют. Файлы Word заполняют на компьютере: "
    "значение, которое вы впишете, появится во всех местах документа. "
    "В папке «Для печати» те же формы в PDF с линейками, чтобы писать от руки."
)


@dataclass(frozen=True)
class Pack:
    """A set of documents.

    Attributes:
        id: ``model-1`` or ``p3``; the name of the ZIP on the site.
        title: what the set is, for its page and its contents.
        documents: in the order of adopting.
        contents: the contents page.
    """

    id: str
    title: str
    documents: tuple[Document, ...]
    contents: Sheet

    @property
    def site_path(self) -> str:
        """Where the ZIP lies on the site."""
        return f"documents/packs/{self.id}.zip"


def packs(kb: KnowledgeBase) -> tuple[Pack, ...]:
    """All packs of the base: models, then stages. What a seminar hands out is part of its own set (``transfer/seminars``)."""
    ready = {document.id: document for document in kit(kb) if document.text}
    models = [entry.record for entry in kb.published("models") if isinstance(entry.record, ProcessModel)]
    stages: dict[str, list[StageOfModel]] = {}
    for model in models:
        for stage in model.stages:
            stages.setdefault(stage.id, []).append(stage)
    out = [_model_pack(model, ready) for model in models]
    out += [_stage_pack(id, found, ready) for id, found in sorted(stages.items())]
    return tuple(pack for pack in out if pack is not None)


def write_pack(pack: Pack, word: Callable[[Sheet | Document], bytes], pdf: Callable[[Sheet | Document], bytes]) -> bytes:
    """The ZIP; ``word`` and ``pdf`` give the bytes of a document or of the contents page."""
    items: list[tuple[str, Sheet | Document]] = [(CONTENTS, pack.contents), *zip(names(pack.documents), pack.documents, strict=True)]
    files = {f"{name}.docx": word(item) for name, item in items}
    files |= {f"{PRINT_FOLDER}/{name}.pdf": pdf(item) for name, item in items}
    return pack_zip(files)


def names(documents: Sequence[Document]) -> list[str]:
    """Names of the files inside a pack, without endings: number and title."""
    return [f"{number:02}. {file_name(document)}" for number, document in enumerate(documents, 1)]


# --------------------------------------------------------------------------- which documents


def _model_pack(model: ProcessModel, ready: Mapping[str, Document]) -> Pack | None:
    listed = [id for stage in model.stages for id in stage.documents]
    listed += [id for id, document in ready.items() if model.id in document.models]
    code = {id: stage.code for stage in reversed(model.stages) for id in stage.documents}
    title = f"Комплект документов. {model.short_title}"
    return _pack(model.id, title, listed, ready, [Paragraph((_text(f"{model.title}. {ORDER}"),))], code)


def _stage_pack(id: str, stages: Sequence[StageOfModel], ready: Mapping[str, Document]) -> Pack | None:
    wanted = {name for stage in stages for name in stage.documents}
    title = f"Документы этапа {stages[0].code}. {stages[0].title}"
    return _pack(id, title, [name for name in ready if name in wanted], ready, [Paragraph((_text(ORDER),))], {})


def _pack(
    id: str, title: str, listed: Iterable[str], ready: Mapping[str, Document], intro: list[Block], codes: Mapping[str, str]
) -> Pack | None:
    documents = tuple(ready[name] for name in dict.fromkeys(listed) if name in ready)
    if not documents:
        return None
    return Pack(id, title, documents, _contents(id, title, documents, intro, codes))


# --------------------------------------------------------------------------- the contents page


def _contents(id: str, title: str, documents: Sequence[Document], intro: Sequence[Block], codes: Mapping[str, str]) -> Sheet:
    blocks = (*intro, *([_list_of(documents, codes)] if documents else []))
    return Sheet(
        id=f"pack-{id}", title=title, kind="", subject=typography(title), mark=MARK, organisation=None, approval=None,
        date=None, number=None, city=None, heading=None, blocks=blocks, signatures=(), landscape=True,
    )  # fmt: skip


def _list_of(documents: Sequence[Document], codes: Mapping[str, str]) -> Table:
    head = ("№", "Документ", "Зачем нужен", "Этапы", "Кто заполняет", "Кто подписывает")
    return Table(tuple(_cell(text) for text in head), tuple(_rows(documents, codes)))


def _rows(documents: Sequence[Document], codes: Mapping[str, str]) -> Iterator[tuple[Inlines, ...]]:
    for number, document in enumerate(documents, 1):
        first = codes.get(document.id, "П" + min(document.stages)[1:] if document.stages else "")
        rest = [code for code in ("П" + stage[1:] for stage in document.stages) if code != first]
        when = "по случаю" if document.occasional else ", ".join([first, *rest])
        purpose = " ".join(document.purpose.split())
        signed = ", ".join(document.signed_by) or "—"
        yield tuple(_cell(text) for text in (f"{number:02}", document.title, purpose, when, ", ".join(document.filled_by), signed))


def _text(text: str) -> Text:
    return Text(typography(text))


def _cell(text: str) -> Inlines:
    return (_text(text),) if text else ()
