"""The engine of the knowledge base. It knows no site builder.

The flow, one way::

    practices/ + glossary/ ─ source ─ kinds ─ knowledge ─ rules ─► (KnowledgeBase, [Problem])
                                                                        │
                                                                        ├─ pages ─► [Page] ─┬─ shell ─┐
                             hand-written pages (mkdocs) ───────────────│───────────────────┴─ search ┼─ sync ─► files
                                                                        └─ artefacts ─────────────────┘

Three callers drive it and nothing else does: ``hooks/events.py``, ``cli.py``, tests.
"""
