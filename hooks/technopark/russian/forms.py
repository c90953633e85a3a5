"""The table of forms: every way a term may be written → the term. Made once, kept in the cache.

pymorphy3 is asked only for the words of the glossary, never for the words of the
base, so each word form of the base costs one dictionary look-up and no grammar.
The cache is JSON keyed by the glossary and by this code; what does not look exactly
as we write it is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from technopark.russian.morphology import Inflector, fold, tokens_of

CACHE_NAME = "terms.json"

LINK, STOP, NAME = "link", "stop", "name"
"""What to do where a form stands: link it; keep other links out of it; link it only as a whole quotation."""

_ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_QUOTES = "«»„“”\" "
_QUOTED = re.compile(r"^[«„“\"](.+)[»“”\"]$")
_ABBREVIATION = re.compile(r"^[^\W\d_]*[A-ZА-ЯЁ][^\W\d_]*[A-ZА-ЯЁ][^\W\d_]*$")
_INFLECTED = re.compile(r"^[А-ЯЁ]+[БВГДЖЗЙКЛМНПРСТФХЦЧШЩ]$")


@dataclass(frozen=True)
class TermWords:
    """What a glossary entry says of where it is linked.

    Attributes:
        id: id of the term.
        title: the term.
        abbreviations: matched in their own case, with an ending if they can have one.
        synonyms: other words for it, matched as the title is.
        do_not_link: phrases in which the word is not this term.
        link: «да», «нет» or «только полностью» (by its title only).
    """

    id: str
    title: str
    abbreviations: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    do_not_link: tuple[str, ...] = ()
    link: str = "да"


class Form(NamedTuple):
    """One way of writing; in order by its words.

    Attributes:
        key: folded words with one space, "-" or ", " between them.
        exact: the spelling an abbreviation needs, "" if letter case does not matter.
        term: id of the term.
        action: ``link``, ``stop`` or ``name``.
    """

    key: str
    exact: str
    term: str
    action: str


TITLE, OTHER, FORBIDDEN = 1, 2, 3
"""Rank of a claim to a form: the term itself, its synonyms and abbreviations, ``do_not_link``."""

Claim = tuple[int, Form]

# --------------------------------------------------------------------------- making


def make_forms(terms: Sequence[TermWords]) -> tuple[Form, ...]:
    """All forms of all terms, one owner each at most."""
    inflector = Inflector()
    claims: dict[tuple[str, str], set[Claim]] = {}
    for term in terms:
        for rank, form in _forms_of(term, inflector):
            claims.setdefault((form.key, form.exact), set()).add((rank, form))
    owners = (_owner(found) for found in claims.values())
    return tuple(sorted(form for form in owners if form))


def _owner(claims: set[Claim]) -> Form | None:
    """Who gets a form: a title before a synonym; of equal claims none; a forbidden phrase if nobody else wants it.

    «Орган опеки» is forbidden to «опека» and is a synonym of «орган опеки и попечительства»: the synonym links.
    """
    if len(claims) == 1:
        return next(iter(claims))[1]
    barred = {form.term for rank, form in claims if rank == FORBIDDEN}
    open_claims = {(rank, form) for rank, form in claims if rank != FORBIDDEN and form.term not in barred}
    best = {form for rank, form in open_claims if rank == min(rank for rank, _ in open_claims)}
    if len({form.term for form in best}) == 1:
        return min(best)
    return min(form for rank, form in claims if rank == FORBIDDEN) if barred else None


def _forms_of(term: TermWords, inflector: Inflector) -> Iterator[Claim]:
    """Forms of one term with the rank of the claim."""
    for phrase in term.do_not_link:
        bare = phrase.strip(_QUOTES)
        for key in inflector.forms(bare) if " " in bare else (fold(bare),):
            yield FORBIDDEN, Form(key, "", term.id, STOP)
    yield from ((TITLE, form) for form in _phrase_forms(term.title, term, inflector))
    if term.link != "да":
        return
    for phrase in (*term.abbreviations, *term.synonyms):
        yield from ((OTHER, form) for form in _phrase_forms(phrase, term, inflector))


def _phrase_forms(phrase: str, term: TermWords, inflector: Inflector) -> Iterator[Form]:
    bare = _PARENTHESES.sub("", phrase).strip()
    quoted = _QUOTED.match(bare)
    if quoted:
        bare = quoted.group(1)
    words = bare.split()
    if words and all(_ABBREVIATION.match(word) for word in words):
        if term.link != "нет":
            yield from _abbreviation_forms(" ".join(words), term.id)
        return
    action = NAME if quoted else LINK
    if term.link == "нет":
        if len(tokens_of(bare)) < 2:
            return  # a general word hides nothing
        action = STOP
    for key in inflector.forms(bare):
        yield Form(key, "", term.id, action)


def _abbreviation_forms(text: str, id: str) -> Iterator[Form]:
    """«РИП» → «РИПы», «РИПов»…; «НКО» and «ДПП ПК» stay as they are."""
    for ending in _ENDINGS if _INFLECTED.match(text) else ("",):
        yield Form(fold(text + ending), text + ending, id, LINK)


# --------------------------------------------------------------------------- keeping


def cached_forms(terms: Sequence[TermWords], cache_dir: Path) -> tuple[Form, ...]:
    """The table from the cache, or made now and kept there."""
    path = cache_dir / CACHE_NAME
    key = _key_of(terms)
    found = _read(path, key, {term.id for term in terms})
    if found is not None:
        return found
    made = make_forms(terms)
    _write(path, key, made)
    return made


def code_version() -> str:
    """Hash of the code that decides which words are forms, and of the dictionary's version."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for name in ("forms.py", "morphology.py"):
        digest.update((here / name).read_bytes().replace(b"\r\n", b"\n"))
    for package in ("pymorphy3", "pymorphy3-dicts-ru"):
        try:
            digest.update(version(package).encode())
        except PackageNotFoundError:
            digest.update(b"?")
    return digest.hexdigest()


def _key_of(terms: Iterable[TermWords]) -> str:
    data = [asdict(term) for term in sorted(terms, key=lambda term: term.id)]
    text = json.dumps([code_version(), data], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _read(path: Path, key: str, ids: set[str]) -> tuple[Form, ...] | None:
    """Forms of the cache file if it is exactly what we would write, else ``None``."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("key") != key or not isinstance(data.get("forms"), list):
        return None
    out = []
    for row in data["forms"]:
        if not isinstance(row, list) or len(row) != 4 or not all(isinstance(cell, str) for cell in row):
            return None
        form = Form(*row)
        if form.term not in ids or form.action not in (LINK, STOP, NAME) or not form.key:
            return None
        out.append(form)
    return tuple(out)


def _write(path: Path, key: str, forms: Iterable[Form]) -> None:
    """Replace the cache file in one step; a folder that cannot be written only costs time later."""
    rows = [[form.key, form.exact, form.term, form.action] for form in forms]
    text = json.dumps({"key": key, "forms": rows}, ensure_ascii=False, separators=(",", ":"))
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
