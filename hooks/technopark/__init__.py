"""The engine of the knowledge base. It knows no site builder.

The flow, one way::

    practices/ + glossary/ ─ source ─ kinds ─ knowledge ─ rules ─► (KnowledgeBase, [Problem])
                                                                        │
                             hand-written pages (mkdocs) ─ shell ─┐     ├─ pages ─► [Page] ─┐
                                                                  └─────┴─ artefacts ───────┴─ site ─► files

Three callers drive it and nothing else does: ``hooks/events.py``, ``cli.py``, tests.
"""
