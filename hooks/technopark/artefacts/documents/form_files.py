"""The file with the templates for filling in the browser, made once per content."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from technopark.artefacts.documents.kit import FORMS_ADDRESS, kit
from technopark.cache import engine_fingerprint, write_atomically
from technopark.hashing import digest
from technopark.knowledge import KnowledgeBase


def form_files(kb: KnowledgeBase, cache: Path) -> Mapping[str, Path]:
    """Site path → the data of the page «Заполнить»; what makes it is imported only when it must be made."""
    entries = kb.published("documents")
    key = digest(engine_fingerprint(), *(entry.digest for entry in entries))
    path = cache / "fill" / f"{key}.js"
    if not path.exists():
        from technopark.artefacts.documents.form_data import forms_script

        for old in path.parent.glob("*.js"):
            old.unlink()
        write_atomically(path, forms_script(kit(kb)).encode("ascii"))
    return {FORMS_ADDRESS: path}
