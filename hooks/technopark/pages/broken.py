"""In a live preview a record that cannot be read keeps its address and tells why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from technopark.help_pages import help_address
from technopark.loading import Broken
from technopark.pages import Page
from technopark.problems import shown


def broken_pages(broken: Iterable[Broken]) -> Iterator[Page]:
    """A page for each unreadable record: its problems with places and remedies; a name no address can hold has none."""
    for record in broken:
        if not record.path.isprintable():
            continue
        title = record.title or record.id
        items = "".join(
            f'<li><p><code>{escape(p.place)}</code> <a href="../../{help_address(p.code)}">{p.code}</a>'
            f" <strong>{escape(p.message)}</strong></p><p>{escape(p.hint)}</p></li>"
            for p in map(shown, record.problems)
        )
        body = (
            f"<article><h1>{escape(title)}</h1>"
            f"<p>Запись не показывается, пока в файле <code>{escape(record.path)}</code> есть ошибки.</p>"
            f'<ol class="problems">{items}</ol></article>'
        )
        yield Page(f"{record.slug}/{record.id}/", title, "Запись с ошибками", body, record.slug, edit_path=record.path, indexed=False)
