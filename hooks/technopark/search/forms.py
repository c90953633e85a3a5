"""Stems that belong to one word though the stemmer parts them: «ребёнк» and «дет».

For every word form of the site the dictionary names the lemma; where the lemma's
forms have more than one stem, those stems are linked. A form is analysed once ever:
what was found is kept in the cache, keyed by the dictionary's version.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from technopark.cache import write_atomically
from technopark.search.stemming import stem
from technopark.search.text import normalise

FORMAT = 3
"""Raised when the meaning of the cached values changes."""

_GRAMMEMES_LEFT_OUT = frozenset({"PRTF", "PRTS", "GRND", "COMP"})
"""Forms whose stems would tie a verb to words people do not mean by it."""

_MAX_STEMS = 8


def linked_stems(forms: Iterable[str], cache_dir: Path) -> Mapping[str, tuple[str, ...]]:
    """Map each form to the other stems of its word; forms without any are left out.

    Args:
        forms: distinct normalised Cyrillic words.
        cache_dir: folder of the cache.
    """
    wanted = sorted(set(forms))
    path = cache_dir / "search-cache" / "forms.json"
    key = f"{FORMAT} {version('pymorphy3-dicts-ru')}"
    known = _read(path, key)
    missing = [form for form in wanted if form not in known]
    if missing:
        known |= _analyse(missing)
        data = json.dumps({"key": key, "forms": known}, ensure_ascii=False, sort_keys=True)
        write_atomically(path, data.encode("utf-8"))
    return {form: tuple(known[form].split()) for form in wanted if known[form]}


def _read(path: Path, key: str) -> dict[str, str]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    forms = stored.get("forms") if isinstance(stored, dict) and stored.get("key") == key else None
    return forms if isinstance(forms, dict) else {}


def _analyse(forms: list[str]) -> dict[str, str]:
    import pymorphy3  # 0.1 s and 69 MB: only when there are new words

    morph = pymorphy3.MorphAnalyzer()
    paradigms = _paradigms(morph)
    out = {}
    for form in forms:
        parse = morph.parse(form)[0]
        stems = paradigms(parse)
        stems.discard(stem(form))
        out[form] = " ".join(sorted(stems)[:_MAX_STEMS])
    return out


def _paradigms(morph: Any) -> Callable[[Any], set[str]]:
    """A function from a dictionary parse to the stems of all forms of its word."""
    dictionary = morph.dictionary
    seen: dict[tuple[str, int], set[str]] = {}

    def stems_of(parse: Any) -> set[str]:
        step = parse.methods_stack[0]
        if len(parse.methods_stack) != 1 or len(step) != 4:  # guessed, not found: its paradigm is not certain
            return {stem(normalise(parse.normal_form))}
        _, word, paradigm, index = step
        base = dictionary.build_stem(dictionary.paradigms[paradigm], index, word)
        if (base, paradigm) not in seen:
            info = dictionary.build_paradigm_info(paradigm)
            kept = (prefix + base + suffix for prefix, tag, suffix in info if tag.POS not in _GRAMMEMES_LEFT_OUT)
            seen[base, paradigm] = {stem(normalise(form)) for form in kept}
        return set(seen[base, paradigm])

    return stems_of
