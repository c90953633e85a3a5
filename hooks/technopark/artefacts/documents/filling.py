"""Values → a filled document."""

from __future__ import annotations

from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.documents.values import Values


def fill(sheet: Sheet, values: Values, *, final: bool = True) -> bytes:
    """Fill a document in: a value appears at every place of its field and in the data part.

    Args:
        sheet: the template.
        values: values by key, see ``values``; unknown keys are left out.
        final: what is empty becomes a ruled line for handwriting; otherwise its grey label stays.

    Returns:
        Bytes of the DOCX.
    """
    return write_docx(sheet, values, ruled=final)
