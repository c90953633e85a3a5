"""The manual («пособие»): chosen practices as one book.

    choice ──► selection of cases ─┐
    docs/manual-*.md ──────────────┼─ compose ─► Book ─┬─ paper ─► PDF/UA-1 (Typst, ``macros/manual/book.typ``)
    models, glossary, acts ────────┘    (tree)         └─ word  ─► DOCX

The tree holds words and structure only, so both formats say the same. Terms of the glossary are found
in the texts by the site's own linker; each place goes to the index of terms.
"""
