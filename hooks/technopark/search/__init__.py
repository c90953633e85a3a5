"""Search: a Pagefind index of the pages and our own query layer in front of it.

    [SearchPage] ─► pagefind (binary) ──────────────► pagefind/         full text, fragments
        │                                                 │ fragment ids
        └─► text ─► words ─► forms (pymorphy3) ─► query layer ─► search/data/   shards a query fetches
    KnowledgeBase ─► names, headings, synonyms ──┘

In the browser ``docs/assets/search/`` plans the query with the shards, takes lists of
matching pages from Pagefind or, where WebAssembly may not run (a strict policy, a copy
opened from a disk), from the shards alone, and ranks them the same way.
"""

from __future__ import annotations

from technopark.search.build import SearchPage, SearchReport, build_search

__all__ = ["SearchPage", "SearchReport", "build_search"]
