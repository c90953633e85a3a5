"""Hand-written pages: drawings, lists and links to records put into their HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from pathlib import Path

from technopark.layout import OWN_PAGES

_EMBED = re.compile(r"<p>\[\[([a-z-]+)(?::([\w/.-]+))?\]\]</p>")
_RECORD = re.compile(r'href="record:([a-z]+/[a-z0-9-]*)(#[\w-]+)?"')


def fill(
    html: str,
    base: str,
    embed: Callable[[str, str, str], str],
    resolve: Callable[[str], tuple[str, str] | None],
) -> str:
    """Replace ``[[name:argument]]`` paragraphs and ``record:`` links.

    What is unknown stays visible as text; a rule reports it with its place.
    """

    def put(found: re.Match[str]) -> str:
        try:
            return embed(found[1], found[2] or "", base)
        except KeyError:
            return f'<p class="unknown-embed">{escape(found[0][3:-4])}</p>'

    def link(found: re.Match[str]) -> str:
        slug, _, id = found[1].partition("/")
        own = f"{slug}/{id}/" if id else f"{slug}/"
        target = (own, "") if not id or own in OWN_PAGES else resolve(found[1])
        if target is None:
            return 'class="broken-link"'
        return f'href="{base}{target[0]}{found[2] or ""}"'

    return _RECORD.sub(link, _EMBED.sub(put, html))


def handwritten_pages(stage: Path) -> dict[str, str]:
    """HTML of the hand-written pages the builder wrote, by address."""
    out = {}
    for path in sorted(stage.rglob("index.html")):
        out[path.relative_to(stage).as_posix().removesuffix("index.html")] = path.read_text(encoding="utf-8")
    return out


def sitemap(dates: Mapping[str, date | None], stage: Path, site_url: str) -> str:
    """The sitemap of the hand-written pages and of those given with the day each was updated."""
    addresses = sorted({**dict.fromkeys(handwritten_pages(stage)), **dates})
    rows = []
    for address in addresses:
        day = dates.get(address)
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        rows.append(f"<url><loc>{escape(site_url + address)}</loc>{changed}</url>")
    body = "\n".join(rows)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}\n</urlset>\n'
