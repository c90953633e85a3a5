"""The theme's page, rendered once a depth and spliced round each record's body.

Rendering the theme for every record costs more than rendering the record; the
shell differs between records only in a handful of values, so it is rendered with
tokens in their places and cut at the tokens once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from technopark.hashing import digest
from technopark.pages import Page
from technopark.problems import ConfigurationError
from technopark.russian.text import long_date

DEPTHS = (1, 2, 3)
"""Depths of folder at which generated pages lie."""

FIELDS = ("title", "description", "content", "section", "updated", "edit", "canonical", "robots")
"""What differs between pages."""

_META = {"edit": "edit_path"}
"""Field → its name in the page's metadata, where the two differ."""

_TOKEN = re.compile(r"TPTOKEN([A-Z]+)END")


def token(field: str) -> str:
    """The token that stands for a field in the theme's page."""
    return f"TPTOKEN{field.upper()}END"


def shell_source(depth: int) -> tuple[str, str]:
    """Source path and Markdown of the page from which the shell of a depth is cut."""
    meta = "\n".join(f'{_META.get(field, field)}: "{token(field)}"' for field in FIELDS if field != "content")
    path = "/".join(["_shell"] * depth) + ".md"
    return path, f"---\n{meta}\nshell: true\n---\n{token('content')}\n"


class Shell:
    """A theme page cut at its tokens."""

    def __init__(self, html: str) -> None:
        """Cut the page; one without a place for the content is a broken theme."""
        self.digest = digest(html)
        html = html.replace(f"<p>{token('content')}</p>", token("content"))
        pieces = _TOKEN.split(html)
        self._texts = pieces[0::2]
        self._bytes = [text.encode("utf-8") for text in self._texts]
        self._fields = [name.lower() for name in pieces[1::2]]
        if self._fields.count("content") != 1:
            raise ConfigurationError("В шаблоне macros/theme/main.html нужно одно место для содержания страницы (page.content).")
        self._place = self._fields.index("content")

    def wrap(self, page: Page, site_url: str) -> bytes:
        """The whole HTML of a page."""
        before, after = self.around(page, site_url)
        return b"".join((before, page.body.encode("utf-8"), page.cards, after))

    def around(self, page: Page, site_url: str) -> tuple[bytes, bytes]:
        """What stands before a page's body and after it."""
        values = self._values(page, site_url)
        out = [self._bytes[0]]
        for field, text in zip(self._fields, self._bytes[1:], strict=True):
            out += (values[field].encode("utf-8"), text)
        middle = 2 * self._place + 1
        return b"".join(out[:middle]), b"".join(out[middle + 1 :])

    def unwrap(self, html: str) -> str:
        """The body of a page this shell stands round; what else differs between pages is escaped and cannot look like the shell."""
        before, after = self._texts[self._place : self._place + 2]
        return html[html.index(before) + len(before) : html.rindex(after)]

    @staticmethod
    def _values(page: Page, site_url: str) -> Mapping[str, str]:
        return {
            "title": escape(page.title),
            "description": escape(page.description),
            "content": "",
            "section": escape(page.section),
            "updated": long_date(page.updated) if page.updated else "",
            "edit": escape(page.edit_path),
            "canonical": escape(site_url + page.address) if site_url else "",
            "robots": "all" if page.indexed else "noindex",
        }
