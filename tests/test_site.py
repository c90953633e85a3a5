"""The whole site, built by both runners from the repository's own records."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from technopark.knowledge import KnowledgeBase
from technopark.layout import OWN_PAGES

RUNNERS = ("mkdocs", "properdocs")


def build(root: Path, runner: str, target: Path) -> None:
    """Build the site strictly, as the README's readers may by hand."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", runner, "build", "--strict", "--site-dir", str(target)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def sites(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site as each runner builds it."""
    out = {}
    for runner in RUNNERS:
        out[runner] = tmp_path_factory.mktemp(runner) / "site"
        build(root, runner, out[runner])
    return out


DECKS = "-pecha-kucha.html"
"""Files to take that happen to be HTML: made to be opened from a disk, tried in ``browser/test_deck.py``."""


def addresses(site: Path) -> set[str]:
    """Addresses of all pages of a built site."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html") if not path.name.endswith(DECKS)}


def test_runners_give_the_same_addresses(sites: dict[str, Path]) -> None:
    """``mkdocs build --strict`` and ``properdocs build --strict`` publish the same set of pages."""
    assert addresses(sites["mkdocs"]) == addresses(sites["properdocs"])


@pytest.mark.parametrize("runner", RUNNERS)
def test_every_record_has_its_page(sites: dict[str, Path], kb: KnowledgeBase, runner: str) -> None:
    """There are exactly as many record pages as records, at their addresses, and besides them the pages of the engine's own."""
    expected = {address + "index.html" for address in (*(entry.address for entry in kb.entries.values()), *OWN_PAGES)}
    found = {a for a in addresses(sites[runner]) if a.count("/") == 2 and a.split("/")[0] in kb.by_kind}
    assert found == expected


class Links(HTMLParser):
    """Collects addresses and anchors of a page, and what a strict content policy forbids."""

    def __init__(self, html: str) -> None:
        """Parse a page."""
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.inline: list[str] = []
        self._script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag points at."""
        values = {name: value or "" for name, value in attrs}
        self.anchors.update(values[name] for name in ("id", "name") if name in values)
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in ("img", "script", "iframe", "source", "video", "audio", "embed") and "src" in values:
            self.loaded.append(values["src"])
        if tag == "link" and values.get("rel") in ("stylesheet", "icon", "preload", "manifest"):
            self.loaded.append(values["href"])
        if tag == "script" and "src" not in values and "json" not in values.get("type", ""):
            self.inline.append("script")
        self.inline += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        if tag == "style":
            self.inline.append("style")


@pytest.fixture(scope="session")
def pages(sites: dict[str, Path]) -> dict[str, Links]:
    """Every page of the site, parsed, by address."""
    site = sites["mkdocs"]
    return {
        address.removesuffix("index.html"): Links((site / address).read_text(encoding="utf-8"))
        for address in sorted(addresses(site))
    }


def inner(pages: dict[str, Links]) -> Iterator[tuple[str, str, str]]:
    """All links inside the site: page, path, anchor."""
    for address, page in pages.items():
        if address == "404.html":
            continue
        for link in (*page.links, *page.loaded):
            parts = urlsplit(urljoin(f"http://site/{address}", link))
            if parts.netloc == "site":
                yield address, unquote(parts.path.lstrip("/")), unquote(parts.fragment)


def test_no_link_leads_nowhere(sites: dict[str, Path], pages: dict[str, Links]) -> None:
    """Every link and file inside the site exists, and every anchor is on its page."""
    site = sites["mkdocs"]
    wrong = []
    for address, path, anchor in inner(pages):
        if path in pages:
            if anchor and anchor not in pages[path].anchors:
                wrong.append(f"{address} → {path}#{anchor}")
        elif not (site / path).is_file():
            wrong.append(f"{address} → {path}")
    assert not wrong, "\n".join(sorted(set(wrong))[:40])


def test_lists_that_help_to_adopt_are_found(pages: dict[str, Links]) -> None:
    """The page for those who take a practice over leads to the comparison and to how others did it; the latter is at every foot."""
    found = {(address, path) for address, path, _ in inner(pages)}
    assert {("adopt/", "adoptions/"), ("adopt/", "cases/compare/"), ("", "adoptions/"), ("cases/", "cases/compare/")} <= found


def test_nothing_inline_and_nothing_foreign(pages: dict[str, Links]) -> None:
    """No page has an inline script, style or handler, and none loads anything from elsewhere."""
    assert {(address, what) for address, page in pages.items() for what in page.inline} == set()
    assert {(a, src) for a, page in pages.items() for src in page.loaded if urlsplit(src).netloc} == set()


def test_same_input_same_bytes(root: Path, sites: dict[str, Path], tmp_path: Path) -> None:
    """A second build of the same content gives the same bytes, file for file."""
    build(root, "mkdocs", tmp_path / "site")
    first, second = sites["mkdocs"], tmp_path / "site"
    names = sorted(p.relative_to(first).as_posix() for p in first.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(second).as_posix() for p in second.rglob("*") if p.is_file())
    assert [n for n in names if (first / n).read_bytes() != (second / n).read_bytes()] == []


def test_menu_stays_small(sites: dict[str, Path]) -> None:
    """However many records there are, the menu of every page holds the same few sections and no record."""
    site = sites["mkdocs"]
    menus = set()
    for address in addresses(site) - {"404.html", "assets/deck/show.html"}:  # the viewer of decks is no page of its own
        html = (site / address).read_text(encoding="utf-8")
        inside = "".join(re.findall(r"<nav class=\"(?:site-nav|menu-nav)\".*?</nav>", html, re.S))
        menus.add(tuple(urljoin(f"/{address}", link) for link in Links(inside).links))
    (menu,) = menus
    assert 5 <= len(set(menu)) <= 9
    assert all(link.count("/") <= 2 for link in menu), menu
