"""The baseline: the same records as plain Markdown pages built by MkDocs with Material."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from technopark.knowledge import Entry, KnowledgeBase
from technopark.schema import FieldInfo, Part, fields_of

CONFIG = """\
site_name: Practices
theme:
  name: material
  language: ru
  font: false
plugins: {plugins}
nav:
  - index.md
not_in_nav: |
  *
markdown_extensions:
  - tables
"""


def write_site(kb: KnowledgeBase, folder: Path, *, search: bool) -> None:
    """Write ``mkdocs.yml`` and one Markdown page a record; no record enters the navigation."""
    docs = folder / "docs"
    shutil.rmtree(docs, ignore_errors=True)
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Practices\n", encoding="utf-8")
    plugins = "[search]" if search else "[]"
    (folder / "mkdocs.yml").write_text(CONFIG.format(plugins=plugins), encoding="utf-8")
    for entry in kb.entries.values():
        path = docs / f"{entry.address.rstrip('/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(page(entry)), encoding="utf-8")


def page(entry: Entry) -> Iterator[str]:
    """Markdown of a record: every field under its label, in the order of the model."""
    yield f"# {entry.title}\n"
    for info in entry.kind.fields().values():
        value = getattr(entry.record, info.name)
        if value in (None, (), False) or info.name in ("id", "title"):
            continue
        yield f"## {info.about.label}\n"
        yield from _value(info, value)


def _value(info: FieldInfo, value: Any) -> Iterator[str]:
    items = value if info.many else (value,)
    for item in items:
        if isinstance(item, Part):
            yield from _part(item)
        elif info.many:
            yield f"- {item}"
        else:
            yield str(item)
    yield ""


def _part(part: Part) -> Iterator[str]:
    for info in fields_of(type(part)).values():
        value = getattr(part, info.name)
        if value in (None, ()):
            continue
        if info.part is not None:
            yield from _value(info, value)
        else:
            shown = ", ".join(map(str, value)) if info.many else str(value)
            yield f"**{info.about.label}.** {shown}\n"
