"""Which pages hold which stems, and how much: the counting behind the shards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from technopark.search.records import Described
from technopark.search.stemming import stem
from technopark.search.text import STOP_WORDS, PageText, tokens

SATURATION = 1.2
"""BM25's k1: how fast repeated words stop adding."""

LENGTH = 0.6
"""BM25's b: how much long pages pay for their length."""


class Stems(dict[str, str]):
    """Stems by normalised word; each distinct word is stemmed once."""

    def __missing__(self, word: str) -> str:
        """The stem of a word not met before."""
        found = self[word] = stem(word)
        return found


@dataclass
class Postings:
    """Everything counted over the pages.

    Attributes:
        forms: number of pages each word form stands on.
        spread: by stem, the number of pages that hold it outside the list of sources: how common it is.
        body: by stem, pages with the weight 1–9 of the stem there, in page order.
        names: by stem, numbers of the names it stands in, in order.
        headings: by stem, pages whose headings hold it.
        about: by stem, pages whose summary holds it.
        name_sizes: by page, the number of meaningful words in each of its names.
    """

    forms: Counter[str] = field(default_factory=Counter)
    spread: Counter[str] = field(default_factory=Counter)
    body: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    names: dict[str, list[int]] = field(default_factory=dict)
    headings: dict[str, list[int]] = field(default_factory=dict)
    about: dict[str, list[int]] = field(default_factory=dict)
    name_sizes: list[list[int]] = field(default_factory=list)


def count(pages: Sequence[tuple[PageText, Described]]) -> tuple[Postings, Stems]:
    """Count words over pages, given in their published order."""
    stems, out = Stems(), Postings()
    counted = [Counter(tokens(page.text)) for page, _ in pages]
    mean = sum(words.total() for words in counted) / max(len(counted), 1) or 1.0
    names = 0
    for number, ((page, described), words) in enumerate(zip(pages, counted, strict=True)):
        _add_body(out, stems, number, words, mean)
        cited = Counter(tokens(page.sources))
        out.spread.update({stems[word] for word, times in words.items() if times > cited.get(word, 0)})
        names = _add_names(out, stems, described.names, names)
        _add(out.headings, stems, number, described.headings)
        _add(out.about, stems, number, (described.about,))
    for _, described in pages:  # words of names people see in messages, though the page may not print them
        for name in described.names:
            out.forms.update(dict.fromkeys(tokens(name), 0))
    return out, stems


def _add_body(out: Postings, stems: Stems, number: int, words: Mapping[str, int], mean: float) -> None:
    by_stem: dict[str, int] = {}
    for word, times in words.items():
        key = stems[word]
        by_stem[key] = by_stem.get(key, 0) + times
    out.forms.update(list(words))
    length = SATURATION * (1 - LENGTH + LENGTH * sum(words.values()) / mean)
    places = {times: (number, max(1, min(9, round(times / (times + length) * 10)))) for times in set(by_stem.values())}
    for key, times in by_stem.items():
        if key not in STOP_WORDS:
            out.body.setdefault(key, []).append(places[times])


def _add_names(out: Postings, stems: Stems, names: Iterable[str], first: int) -> int:
    sizes: list[int] = []
    for name in names:
        keys = {stems[word] for word in tokens(name) if word not in STOP_WORDS}
        if not keys:
            continue
        for key in sorted(keys):
            out.names.setdefault(key, []).append(first + len(sizes))
        sizes.append(len(keys))
    out.name_sizes.append(sizes)
    return first + len(sizes)


def _add(index: dict[str, list[int]], stems: Stems, number: int, texts: Iterable[str]) -> None:
    for key in {stems[word] for text in texts for word in tokens(text) if word not in STOP_WORDS}:
        index.setdefault(key, []).append(number)
