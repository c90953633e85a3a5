"""Published templates in the order of the kit."""

from __future__ import annotations

from technopark.kinds.documents import Document
from technopark.knowledge import KnowledgeBase

FORMS_ADDRESS = "assets/fill/forms.js"
"""Where the data of the page «Заполнить» lies on the site."""


def kit(kb: KnowledgeBase) -> list[Document]:
    """Published templates by their number in the list; those without one come last."""
    records = [entry.record for entry in kb.published("documents") if isinstance(entry.record, Document)]
    return sorted(records, key=lambda record: (record.number or 10_000, record.id))
