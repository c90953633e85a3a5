"""Document templates: one text, one tree, several formats.

    record (Markdown with {{fields}}) ─ parse ─► blocks ─ compose ─► Sheet ─┬─ docx ─► form and «бланк»
                                                                           ├─ pdf  ─► for printing (Typst)
                                                                           └─ html ─► preview on the page

A filled form comes back through ``reading``; ``pack`` and ``build`` make what is downloaded.
"""
