"""The data of the query layer: what the browser needs to understand a query.

Files under ``search/data/``; a query of two words fetches the manifest and about one
lexicon shard a word:

- ``manifest.js``: kinds, sizes of names, fragment ids, first keys of the shards;
- ``l<n>.js``: the lexicon by stem: endings met, number of pages, links to other stems
  of the word, phrases with the same meaning, names, headings and summaries that hold it;
- ``b<n>.js``: pages by stem with weights, for browsers where Pagefind cannot run;
- ``r<n>.js``: word forms written backwards, for misspelt words whose end is right;
- ``d<n>.js``: titles and addresses; ``a<n>.js``: summaries, for a copy opened from a disk;
- ``facets.js``: pages by facet value.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from technopark.kinds import KINDS
from technopark.knowledge import KnowledgeBase
from technopark.search.aliases import Alias, aliases, everyday_words, kin
from technopark.search.forms import linked_stems
from technopark.search.plain import PLAIN
from technopark.search.postings import Postings, Stems, count
from technopark.search.records import Described
from technopark.search.shards import base36, cut, deltas, front_coded, script, weighted
from technopark.search.text import STOP_WORDS, PageText, normalise

LEXICON_SIZE = 9_000
"""Aim for the size of a lexicon shard, bytes before compression."""

BODY_SIZE = 16_000
"""Aim for the size of a shard of pages by stem, characters."""

FORMS_SIZE = 12_000
"""Aim for the size of a shard of backward forms, characters."""

TITLES = 40
"""Titles in one shard."""

HAND_WRITTEN = ["", "Страницы", "страница", "страницы", "страниц"]
"""Stands for the kind of pages that are not records: no slug, title, plural forms."""

NO_FORMS = "0"
"""Stands for the endings of a stem the site has no form of; an empty text is the empty ending."""


@dataclass(frozen=True)
class Document:
    """A page of the index: where it is, what it says, what it is called."""

    address: str
    page: PageText
    described: Described


Files = dict[str, bytes]


@dataclass
class Layer:
    """The query layer under construction."""

    documents: Sequence[Document]
    postings: Postings
    stems: Stems
    links: Mapping[str, set[str]]
    aliases: Mapping[str, list[Alias]]

    @classmethod
    def build(cls, documents: Sequence[Document], kb: KnowledgeBase, cache_dir: Path) -> Layer:
        """Count the words, ask the dictionary, collect the phrases."""
        postings, stems = count([(document.page, document.described) for document in documents])
        known = {*postings.body, *postings.names, *postings.headings, *postings.about}
        forms = [form for form in {*postings.forms, *everyday_words()} if form[-1] >= "а" and form not in STOP_WORDS]
        links: dict[str, set[str]] = defaultdict(set)
        for form, others in linked_stems(forms, cache_dir).items():
            own = stems[form]
            for other in others:
                links[other].add(own)
                if other in known:
                    links[own].add(other)
        return cls(documents, postings, stems, links, aliases(kb, stems, known))

    def files(self, fragments: Mapping[str, str]) -> Files:
        """All files by name, given the Pagefind fragment of each address."""
        out: Files = {}
        first = {
            "l": _put(out, "l", self._lexicon(), LEXICON_SIZE, _lexicon_shard),
            "b": _put(out, "b", self._body(), BODY_SIZE, _body_shard),
            "r": _put(out, "r", [(word, None, len(word) + 1) for word in self._backwards()], FORMS_SIZE, _forms_shard),
        }
        for number, start in enumerate(range(0, len(self.documents), TITLES)):
            part = self.documents[start : start + TITLES]
            out[f"d{number}.js"] = script(f"d{number}", [[d.page.title, d.address] for d in part])
            out[f"a{number}.js"] = script(f"a{number}", [_cut_text(d.described.about or d.page.text) for d in part])
        out["facets.js"] = script("facets", self._facets())
        version = hashlib.sha256(b"".join(out[name] for name in sorted(out))).hexdigest()[:10]
        out["manifest.js"] = script("manifest", {**self._manifest(fragments), "first": first, "version": version})
        return out

    def _manifest(self, fragments: Mapping[str, str]) -> dict[str, Any]:
        slugs = [*KINDS, ""]
        known = {*self.postings.body, *self.postings.names}
        ids = [fragments.get(document.address, "") for document in self.documents]
        return {
            "pages": len(self.documents),
            "kinds": [*([slug, kind.title, *kind.forms] for slug, kind in KINDS.items()), HAND_WRITTEN],
            "kindOf": "".join(base36(slugs.index(document.described.kind)) for document in self.documents),
            "names": ",".join("".join(base36(min(size, 35)) for size in sizes) for sizes in self.postings.name_sizes),
            "fragments": "".join(ids) if all(ids) else "",
            "titles": TITLES,
            "kin": kin(self.stems),
            "plain": " ".join(sorted({self.stems[normalise(word)] for word in PLAIN} - known - self.aliases.keys())),
        }

    # ------------------------------------------------------------------ lexicon

    def _lexicon(self) -> list[tuple[str, dict[str, Any], int]]:
        endings: dict[str, list[str]] = defaultdict(list)
        for form in self.postings.forms:
            if form not in STOP_WORDS:
                endings[self.stems[form]].append(form)
        p = self.postings
        keys = {*endings, *p.body, *p.names, *p.headings, *p.about, *self.links, *self.aliases}
        rows = []
        for key in sorted(keys - {""}):
            row = {
                "e": "|".join(sorted(form[len(key) :] for form in endings[key])) if key in endings else NO_FORMS,
                "n": max(p.spread[key], 1) if key in p.body else 0,
                "l": " ".join(sorted(self.links.get(key, set()) - {key})),
                "t": deltas(p.names.get(key, ())),
                "h": deltas(p.headings.get(key, ())),
                "s": deltas(p.about.get(key, ())),
                "a": [list(alias) if alias[-1] else list(alias[:-1]) for alias in self.aliases.get(key, ())],
            }
            rows.append((key, row, sum(len(str(value)) for value in row.values()) + len(key)))
        return rows

    def _body(self) -> list[tuple[str, Any, int]]:
        rows = ((key, weighted(pages)) for key, pages in sorted(self.postings.body.items()))
        return [(key, text, len(text) + len(key)) for key, text in rows]

    def _backwards(self) -> list[str]:
        return sorted(form[::-1] for form in self.postings.forms if len(form) > 3 and form[0] >= "а" and form not in STOP_WORDS)

    def _facets(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, document in enumerate(self.documents):
            for key, value in document.page.facets:
                found[key][value].append(number)
        return {key: {value: deltas(pages) for value, pages in values.items()} for key, values in found.items()}


def _put(out: Files, letter: str, rows: Sequence[tuple[str, Any, int]], size: int, pack: Any) -> list[str]:
    """Cut rows (key, value, size) into shards; return the first key of each."""
    first = []
    for number, span in enumerate(cut([row[2] for row in rows], size)):
        part = [rows[index] for index in span]
        first.append(part[0][0])
        out[f"{letter}{number}.js"] = script(f"{letter}{number}", pack(part))
    return first


def _lexicon_shard(rows: Sequence[tuple[str, dict[str, Any], int]]) -> dict[str, Any]:
    out: dict[str, Any] = {"k": front_coded(key for key, _, _ in rows), "e": "\n".join(row["e"] for _, row, _ in rows)}
    out["n"] = ",".join(base36(row["n"]) for _, row, _ in rows)
    for column in ("l", "t", "h", "s", "a"):
        out[column] = {str(index): row[column] for index, (_, row, _) in enumerate(rows) if row[column]}
    return out


def _body_shard(rows: Sequence[tuple[str, str, int]]) -> dict[str, str]:
    return {"k": front_coded(key for key, _, _ in rows), "p": "\n".join(text for _, text, _ in rows)}


def _forms_shard(rows: Iterable[tuple[str, None, int]]) -> str:
    return front_coded(word for word, _, _ in rows)


def _cut_text(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 180 else text[:180].rsplit(" ", 1)[0] + " …"
