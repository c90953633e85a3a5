"""Places to write by hand: how long a line each kind of field needs.

Shared by paper made in Word and paper made by Typst, so that both have the same blanks.
"""

from __future__ import annotations

from collections.abc import Sequence

from technopark.artefacts.documents.tree import Blank, Block, Choice, FillTable, Inlines, Items, Paragraph, Sheet, Table, Text
from technopark.kinds.documents import TemplateField

DATE_BLANK = "«____»\u00a0______________\u00a020___\u00a0г."
"""A date to write by hand, as on Russian forms, kept on one line."""

BIRTH_BLANK = "«____»\u00a0______________\u00a0_______\u00a0г."
"""The same where the century is not known beforehand."""

_BY_FORMAT = {"ИНН": 38, "ОГРН": 45, "телефон": 45, "почта": 60, "ФИО": 65}
_BY_TYPE = {"число": 22, "дата": 62, "выбор": 50, "абзац": 120}

NOTE = "(нужное подчеркнуть)"


def blank_width(field: TemplateField | None) -> int:
    """Length of the line to write on, in millimetres."""
    if field is None:
        return 50
    return _BY_FORMAT.get(field.format or "", _BY_TYPE.get(field.type, 60))


def blank_lines(field: TemplateField | None) -> int:
    """Whole lines for a text of several sentences: as many as the field asks for, three if it does not say."""
    return (field.rows or 3) if field is not None and field.type == "абзац" else 1


def cell_lines(sheet: Sheet, key: str) -> int:
    """Lines a field is written on in a cell; a form has always one."""
    return blank_lines(sheet.fields.get(key)) if sheet.look == "material" else 1


def row_lines(sheet: Sheet, row: Sequence[Inlines]) -> int:
    """Lines a row with blanks is written on."""
    return max((cell_lines(sheet, item.key) for cell in row for item in cell if isinstance(item, Blank)), default=1)


def is_birth(field: TemplateField | None) -> bool:
    """Whether a date is a date of birth."""
    return field is not None and ("birth" in field.key or "рождения" in field.label.lower())


def date_blank(field: TemplateField | None) -> str:
    """A date to write by hand."""
    return BIRTH_BLANK if is_birth(field) else DATE_BLANK


def caption_of(field: TemplateField | None, key: str) -> str:
    """What stands small under a line that has no words before it: «(полное наименование учреждения)»."""
    label = label_of(key, field).partition(" (")[0]
    return f"({label[:1].lower()}{label[1:]})"


FEW, SHORT = 3, 38
"""Of more options than a few, neighbours no longer than so many letters stand two in a line of a material: half a line holds each."""


def in_lines(options: Sequence[str]) -> list[list[str]]:
    """Options of a material by lines."""
    out: list[list[str]] = []
    for option in options:
        pairs = len(options) > FEW and out and len(out[-1]) == 1 and max(len(option), len(out[-1][0])) <= SHORT
        if pairs:
            out[-1].append(option)
        else:
            out.append([option])
    return out


def paper_choice(field: TemplateField) -> str:
    """Options inside a sentence, to be underlined; empty if they are too long for that."""
    text = " / ".join(field.options)
    return f"{text} {NOTE}" if field.options and len(text) <= 60 else ""


def least_width(field: TemplateField | None, width: float) -> float:
    """How long a blank at the end of a paragraph is at least; it then runs to the margin."""
    return min(blank_width(field), 60, width * 0.4)


def label_of(key: str, field: TemplateField | None) -> str:
    """What to call a blank."""
    return field.label if field else key


def ends_with_blank(inlines: Inlines) -> bool:
    """Whether the last thing of a paragraph is a blank, so that its line may run to the margin."""
    return bool(inlines) and isinstance(inlines[-1], Blank)


def is_field_line(inlines: Inlines) -> bool:
    """Whether a paragraph is «Подпись: ______»: a short label and a blank, without an indent."""
    if not ends_with_blank(inlines) or len(inlines) > 2:
        return False
    lead = inlines[0].text if isinstance(inlines[0], Text) else ""
    return len(lead) <= 70 and not lead[:1].isdigit()


def leads_to(block: Paragraph, follower: Block | None) -> bool:
    """Whether a paragraph introduces what follows: a question before its answers, a line before its list."""
    if isinstance(follower, Choice | FillTable | Table):
        return True
    if isinstance(follower, Paragraph) and len(follower.inlines) == 1 and isinstance(follower.inlines[0], Blank):
        return True
    last = block.inlines[-1] if block.inlines else None
    return isinstance(follower, Items) and isinstance(last, Text) and last.text.rstrip().endswith(":")
