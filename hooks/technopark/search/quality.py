"""How well the search finds: a list of queries and the pages they are for, tried in a real browser.

Three ways are measured on the same list and the same index: Pagefind alone, our layer
over Pagefind, our layer where WebAssembly is forbidden (``default-src 'self'``).
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import yaml

from technopark import browser as browsers
from technopark.problems import MissingToolError
from technopark.russian.text import number

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOP = 5
"""A page counts as found among this many first results."""

GOAL = 0.95
"""The share of pairs our layer must find."""

STRICT = "default-src 'self'"
"""The policy under which WebAssembly may not run."""

WAYS = {"alone": "Pagefind сам", "pagefind": "наш слой, списки из Pagefind", "shards": "наш слой, свои списки"}
"""Ways of searching; the site uses the last."""


@dataclass(frozen=True)
class Pair:
    """A query, its class, the addresses that answer it (any of them is right)."""

    group: str
    query: str
    expected: tuple[str, ...]


@dataclass(frozen=True)
class Tried:
    """What one way of searching gave for a pair: addresses of the first results."""

    pair: Pair
    found: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether an expected page is among the first results."""
        return any(address in self.found for address in self.pair.expected)


def read_pairs(path: Path) -> list[Pair]:
    """Read a list: class → query → addresses without slashes at the ends."""
    groups = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506 - the base loader makes texts only
    return [
        Pair(group, query, tuple(address + "/" for address in addresses.split()))
        for group, queries in groups.items()
        for query, addresses in queries.items()
    ]


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder under a policy and says nothing."""

    def __init__(self, *arguments: Any, policy: str, **options: Any) -> None:
        self.policy = policy
        super().__init__(*arguments, **options)

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Stay quiet."""


@contextmanager
def served(folder: Path, policy: str = "") -> Iterator[str]:
    """Serve a folder on a free port; the value is the address of its root."""
    handler = functools.partial(_Handler, directory=str(folder), policy=policy)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


_LAYER = """async ([queries, engine]) => {
  const out = [];
  for (const query of queries) {
    const { results } = await technoparkSearch.find(query, { engine });
    const first = results.slice(0, 5).map(({ page }) => technoparkSearch.data.title(page));
    out.push((await Promise.all(first)).map(({ address }) => address));
  }
  return [out, (await technoparkSearch.engine(engine)).name];
}"""

_ALONE = """async ([queries]) => {
  const pagefind = await import(new URL("../pagefind/pagefind.js", document.baseURI).href);
  const out = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    const pages = await Promise.all(results.slice(0, 5).map((result) => result.data()));
    out.push(pages.map(({ url }) => url.replace(/^\\//, "")));
  }
  return [out, "alone"];
}"""


def try_all(page: Page, site: Path, pairs: Sequence[Pair]) -> Mapping[str, list[Tried]]:
    """Try every pair in every way of ``WAYS`` in the given browser page."""
    out = {}
    for way, script, policy in (("alone", _ALONE, ""), ("pagefind", _LAYER, ""), ("shards", _LAYER, STRICT)):
        with served(site, policy) as url:
            page.goto(url + "search/")
            found, engine = page.evaluate(script, [[pair.query for pair in pairs], way])
            page.goto("about:blank")
        if engine != way:
            raise MissingToolError(f"Поиск работал не так, как надо для замера: {engine} вместо {way}.")
        out[way] = [Tried(pair, tuple(addresses)) for pair, addresses in zip(pairs, found, strict=True)]
    return out


def share(tried: Sequence[Tried]) -> float:
    """The share of pairs found, 0.0–1.0; 1.0 for an empty list."""
    return sum(one.right for one in tried) / len(tried) if tried else 1.0


def search_quality(site: Path, lists: Sequence[Path], out: TextIO) -> bool:
    """Measure a built site on lists of pairs and print tables; whether our layer reaches the goal on every list."""
    from playwright.sync_api import sync_playwright

    path = browsers.find()
    if path is None:
        raise MissingToolError("Нет браузера. Запустите: python3 run.py test — он поставит недостающее.")
    good = True
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        running = playwright.chromium.launch(executable_path=path, args=flags)
        page = running.new_page()
        for name in lists:
            tried = try_all(page, site, read_pairs(name))
            print_table(name.name, tried, out)
            good = good and min(share(tried["pagefind"]), share(tried["shards"])) >= GOAL
        running.close()
    return good


def print_table(name: str, tried: Mapping[str, Sequence[Tried]], out: TextIO) -> None:
    """Shares by class in a Markdown table, then the misses of our layer."""
    groups = list(dict.fromkeys(one.pair.group for one in tried["alone"]))
    print(f"\n{name}: среди первых {TOP}, найдено из всех\n", file=out)
    print("| класс запросов | " + " | ".join(WAYS.values()) + " |\n| --- | ---: | ---: | ---: |", file=out)
    for group in groups:
        cells = [[one for one in tried[way] if one.pair.group == group] for way in WAYS]
        print(f"| {group} | " + " | ".join(f"{sum(one.right for one in cell)} / {len(cell)}" for cell in cells) + " |", file=out)
    totals = (f"{sum(one.right for one in tried[way])} / {len(tried[way])} ({number(round(100 * share(tried[way]), 1))} %)" for way in WAYS)
    print("| **всего** | " + " | ".join(totals) + " |", file=out)
    for way in ("pagefind", "shards"):
        missed = [one for one in tried[way] if not one.right]
        if missed:
            print(f"\nНе нашлось ({WAYS[way]}):", file=out)
        for one in missed:
            print(f"- «{one.pair.query}» → {', '.join(one.pair.expected)}; нашлось: {', '.join(one.found) or 'ничего'}", file=out)
