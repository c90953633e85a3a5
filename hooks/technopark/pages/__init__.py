"""KnowledgeBase → pages. A page is a value: an address and the HTML of its main part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from technopark.hashing import digest


@dataclass(frozen=True)
class Page:
    """A page of the site before the theme's shell is put around it.

    Attributes:
        address: from the site's root, no leading slash: ``cases/edinstvo/``.
        title: for ``<title>`` and the crumbs; plain text.
        description: plain text, up to about 160 characters.
        body: HTML of the main part; links inside are relative to ``address``.
        section: slug of the navigation section to highlight.
        updated: date shown as «обновлено».
        edit_path: file an editor changes, relative to the root; empty if there is none.
        indexed: whether search engines and our search may see it (teaching examples: no).
        terms: ids of the glossary terms its texts link to, if it is the page of a record.
        cards: what follows the body, UTF-8: the definitions of these terms, made once for all pages.
    """

    address: str
    title: str
    description: str
    body: str
    section: str = ""
    updated: date | None = None
    edit_path: str = ""
    indexed: bool = True
    terms: tuple[str, ...] = ()
    cards: bytes = b""

    @property
    def digest(self) -> str:
        """A hash of everything the page shows."""
        return self.digest_with(self.body.encode("utf-8"))

    def digest_with(self, body: bytes) -> str:
        """The same for a body that is bytes already."""
        values = (self.address, self.title, self.description, self.section, self.edit_path, str(self.updated), str(self.indexed))
        return digest("\0".join(values), body, self.cards)  # no value holds a zero sign: control signs are taken out of records

    @property
    def depth(self) -> int:
        """How many folders deep the page lies; picks the shell."""
        return self.address.count("/")
