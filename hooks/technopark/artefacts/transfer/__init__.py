"""What a record's holder needs to pass it on: made from the record, honest where it is thin.

    case, programme, seminar ─ brief ─► CaseBrief … ─┬─ cases/pecha_kucha ─► .pptx .html
    (a record and what it names)                     ├─ cases/talk ─ texts (Markdown templates) ─► .docx .pdf
                                                     ├─ cases/leaflet ─ typesetting (Typst) ─► .pdf
                                                     └─ …
    build: every set once per content, in several processes; ``set.json`` tells pages what there is

An item is one module with ``ITEM``; the registry is the folder (``items.registry``).
"""
