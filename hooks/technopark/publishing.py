"""A page's way into the published folder: its shell put round it, the file written aside until all are ready."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from technopark.cache import Body
from technopark.hashing import digest
from technopark.pages import Page
from technopark.shell import Shell
from technopark.sync import Site, State


class Ready(NamedTuple):
    """A page's file: as it will be published, where the body is in it, whether it waits or is there already."""

    state: State
    body: Body
    waits: bool


class Publisher:
    """Makes the files of pages; one a build. Works in other processes as well: it changes nothing in memory."""

    def __init__(self, site: Site, shells: Mapping[int, Shell], site_url: str) -> None:
        """Keep the folder and the shells by depth; ``site_url`` ends with a slash or is empty."""
        self.site = site
        self._shells = shells
        self._site_url = site_url

    def mark(self, address: str, page_digest: str) -> str:
        """What a page's file is known by: its shell and what it shows."""
        return digest(self._shells[address.count("/")].digest, page_digest)

    def is_current(self, address: str, page_digest: str) -> bool:
        """Whether the page's file is there and shows just this."""
        return self.site.is_current(file_of(address), self.mark(address, page_digest))

    def put(self, page: Page) -> None:
        """Write a page at once unless it is there."""
        data = self._shells[page.depth].wrap(page, self._site_url)
        self.site.put(file_of(page.address), data, self.mark(page.address, page.digest))

    def make_ready(self, page: Page, body: bytes, page_digest: str) -> Ready:
        """Write the file of a page whose body is given apart, unless it is there; it waits until it is placed.

        The page's cards go behind the body, and the two are one body from then on.
        """
        before, after = self._shells[page.depth].around(page, self._site_url)
        name, mark = file_of(page.address), self.mark(page.address, page_digest)
        there = self.site.current(name, mark)
        state = there or self.site.make_ready(name, b"".join((before, body, page.cards, after)), mark)
        length = len(body) + len(page.cards)
        return Ready(state, Body(f"{self.site.folder}/{name}", state[1], state[2], len(before), length), waits=there is None)

    def place(self, pages: Mapping[str, Ready]) -> None:
        """Put the files of pages, by address, where they belong."""
        self.site.place_ready()
        for address, ready in pages.items():
            if ready.waits:
                self.site.note(file_of(address), ready.state)
            else:
                self.site.is_current(file_of(address), ready.state[0])

    def body(self, address: str) -> str:
        """The body of a page that is published and current."""
        html = (self.site.folder / file_of(address)).read_text(encoding="utf-8")
        return self._shells[address.count("/")].unwrap(html)


def file_of(address: str) -> str:
    """The file of a page, from the site's root."""
    return f"{address}index.html"
