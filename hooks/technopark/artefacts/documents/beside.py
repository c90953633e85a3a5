"""Values where controls are gone: text beside its label, rows under their headings."""

from __future__ import annotations

from collections.abc import Iterable

from technopark.artefacts.documents.ooxml import Parsed, name
from technopark.artefacts.documents.skeleton import (
    TICKS,
    W_SDT,
    W_TBL,
    W_TC,
    W_TR,
    Line,
    Slot,
    even,
    fill_tables,
    heads_of,
    is_empty,
    lines_of,
    text_of,
)
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.documents.values import SEPARATOR, Value


def beside_labels(body: Parsed, template: Parsed, sheet: Sheet) -> dict[str, Value]:
    """Values from the text alone: the document is laid along its template, paragraph by paragraph.

    Args:
        body: the main part of the filled document; its controls are taken away.
        template: the main part of the empty form, just written.
        sheet: the form.
    """
    heads = heads_of(template)
    own = list(lines_of(template, set(fill_tables(template, heads))))
    tables = fill_tables(body, heads)
    texts = ["".join(part if isinstance(part, str) else "" for part in line.parts) for line in lines_of(flat(body), set(tables))]
    out: dict[str, Value] = {}
    ticked: dict[str, list[int]] = {}
    for slot, text in _aligned(own, texts, sheet):
        if slot.box:
            ticked.setdefault(slot.key, []).extend([slot.box] if text.strip() and text.strip()[0] in TICKS else [])
        elif not is_empty(text) and not out.get(slot.key):
            out[slot.key] = text.strip()
    out |= {key: options_text(sheet, key, numbers) for key, numbers in ticked.items()}
    out |= {key: _table_rows(table, [column.key for column in sheet.fields[key].columns]) for table, key in tables.items()}
    return out


def flat(body: Parsed) -> Parsed:
    """The document without controls' wrappers round runs: their text is text."""
    for control in list(body.iter(W_SDT)):
        content, parent = control.find(name("w:sdtContent")), control.getparent()
        if content is not None and parent is not None:
            place = parent.index(control)
            for child in reversed(content):
                parent.insert(place, child)
            parent.remove(control)
    return body


def _aligned(own: list[Line], texts: list[str], sheet: Sheet) -> Iterable[tuple[Slot, str]]:
    position = 0
    for index, line in enumerate(own):
        if not line.slots:
            position = _after(texts, position, line.words)
            continue
        if not line.words and len(line.slots) == 1:
            following = own[index + 1].words if index + 1 < len(own) and not own[index + 1].slots else None
            if position < len(texts) and even(texts[position]) != following:
                yield line.slots[0], texts[position]
                position += 1
            continue
        for strict in (True, False):
            pattern = line.pattern(sheet.fields, strict=strict)
            hit = next(((at, match) for at in range(position, len(texts)) if (match := pattern.fullmatch(texts[at]))), None)
            if hit:
                yield from zip(line.slots, hit[1].groups(), strict=True)
                position = hit[0] + 1
                break


def _after(texts: list[str], position: int, words: str) -> int:
    """The place after the paragraph with these words, or the same place if it is gone."""
    return next((at + 1 for at in range(position, len(texts)) if even(texts[at]) == words), position)


def _table_rows(table: Parsed, columns: list[str]) -> list[dict[str, str]]:
    out = []
    for row in [row for row in table.iter(W_TR) if next(row.iterancestors(W_TBL)) is table][1:]:
        texts = [text_of(cell).strip() for cell in row.iter(W_TC)]
        out.append({key: "" if is_empty(text) else text for key, text in zip(columns, texts, strict=False)})
    return out


def options_text(sheet: Sheet, key: str, ticked: list[int]) -> str:
    """Ticked options as a value; ``ticked`` holds their numbers from 1."""
    known = sheet.fields.get(key)
    return SEPARATOR.join(known.options[number - 1] for number in ticked if known and 0 < number <= len(known.options))
