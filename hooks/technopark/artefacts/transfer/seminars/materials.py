"""Материалы участника: one ZIP to send or to copy to a stick, what a participant takes home and nothing else.

What lies in it: the list of contents, the sheets of the seminar, a leaflet a practice, the documents
twice, to fill in on a computer and to print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from technopark.artefacts.documents.compose import compose
from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.form_data import safe_name
from technopark.artefacts.documents.ooxml import pack_zip
from technopark.artefacts.documents.pack import ORDER, PRINT_FOLDER, names
from technopark.artefacts.transfer.event_brief import SeminarBrief
from technopark.artefacts.transfer.event_texts import sample_note
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Workshop
from technopark.artefacts.transfer.paper import leaflet
from technopark.artefacts.transfer.plain import visible
from technopark.artefacts.transfer.seminars import announcement, feedback, hall, programme, report

SEMINAR, LEAFLETS, DOCUMENTS = "Семинар", "Листовки практик", "Документы"
CONTENTS = "Что внутри.txt"

SHEETS = (announcement.ITEM, programme.ITEM, report.ITEM, hall.ITEM, feedback.ITEM)
"""What of the set is for participants; lists of people are not."""


def make(brief: SeminarBrief, workshop: Workshop) -> Made:
    """The archive."""
    files = {**dict(_sheets(brief, workshop)), **dict(_leaflets(brief, workshop)), **dict(_documents(brief, workshop))}
    about = contents(brief, list(files)).encode("utf-8-sig")
    return Made({".zip": pack_zip({CONTENTS: about, **files})})


def _sheets(brief: SeminarBrief, workshop: Workshop) -> Iterator[tuple[str, bytes]]:
    for item in SHEETS:
        if item.applies(brief):
            made = item.make(brief, workshop)
            yield from ((f"{SEMINAR}/{item.title}{ending}", data) for ending, data in made.files.items() if ending == ".pdf")


def _leaflets(brief: SeminarBrief, workshop: Workshop) -> Iterator[tuple[str, bytes]]:
    for number, case in enumerate(brief.cases, 1):
        data = workshop.typesetter.pdf(leaflet.TEMPLATE, leaflet.leaflet_data(case))
        yield f"{LEAFLETS}/{number:02}. {safe_name(case.short)}.pdf", data


def _documents(brief: SeminarBrief, workshop: Workshop) -> Iterator[tuple[str, bytes]]:
    """Blanks for filling in on a computer, then the same for printing."""
    sheets = [(name, sheet) for name, found in zip(names(brief.documents), brief.documents, strict=True) if (sheet := compose(found))]
    yield from ((f"{DOCUMENTS}/{name}.docx", write_docx(sheet)) for name, sheet in sheets)
    yield from ((f"{DOCUMENTS}/{PRINT_FOLDER}/{name}.pdf", workshop.sheets.write(sheet)) for name, sheet in sheets)


def contents(brief: SeminarBrief, paths: Sequence[str]) -> str:
    """What is inside and where the rest is, for any program; line ends as Windows has them."""
    lines = [f"Материалы участника: {visible(brief.title)}", brief.when, *([brief.mark] if brief.mark else []), ""]
    for folder, hint in HINTS.items():
        inside = [path.removeprefix(folder + "/") for path in paths if path.startswith(folder + "/") and f"/{PRINT_FOLDER}/" not in path]
        if inside:
            lines += [folder, *([f"    {hint}"] if hint else []), *(f"    • {name}" for name in inside), ""]
    if not brief.documents and not brief.cases:
        lines += ["Практик и документов в карточке семинара не названо.", ""]
    lines += [f"Страница семинара: {brief.url}{sample_note(brief)}"]
    return "\r\n".join([*lines, ""])


HINTS: Mapping[str, str] = {
    SEMINAR: "",
    LEAFLETS: "Практика на одной странице; на листовке код её страницы.",
    DOCUMENTS: "Формы примерные. " + ORDER,
}
"""What to know of each folder."""


ITEM: Item[SeminarBrief] = Item(
    id="materials",
    title="Материалы участника",
    lead="Один архив: листы семинара, листовки практик и документы, о которых говорили.",
    format="",
    order=80,
    files=(FileSpec(".zip", "Материалы участника", "отправить участникам"),),
    make=make,
)
