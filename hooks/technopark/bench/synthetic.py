"""Synthetic records: Russian prose of about 7 KB a record, full of glossary terms.

Sentences are taken from the base's own prose, so that words are inflected and terms
occur as they do in life; which sentences, in which order, is decided by a seeded
generator, so the same count gives the same bytes.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from technopark.knowledge import KnowledgeBase
from technopark.schema import Part, fields_of

MIX = (("cases", 60), ("seminars", 14), ("organisations", 14), ("publications", 12))
"""Kinds of the synthetic records and their share, per cent."""

TOWNS = ("Ангарск", "Братск", "Зима", "Иркутск", "Саянск", "Тайшет", "Тулун", "Усолье-Сибирское", "Черемхово", "Шелехов")
FORMS = ("индивидуальная", "групповая", "командная", "коллективная")
STATUSES = ("черновик", "на экспертизе", "архив")
LINE_MAX = 200
"""Longest sentence that may be a line, characters."""

SHORT_MAX = 75
"""Longest sentence that may be a cell of a table, characters."""

_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`#>]")
_MARKER = re.compile(r"^\s*(?:[-+]|\d+[.)])\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WHOLE = re.compile(r"[А-ЯЁ][^{}<>\[\]|]*[^{}<>\[\]|\s][.!?]")

Values = dict[str, Any]
Ids = dict[str, list[str]]
"""Ids of the batch by kind."""


def sentences(kb: KnowledgeBase) -> tuple[str, ...]:
    """All distinct whole sentences of the base's prose, sorted; teaching examples included."""
    found: set[str] = set()
    for entry in kb.entries.values():
        for text in _prose(entry.record):
            for line in _MARKUP.sub(r"\1", re.sub(r"\n(?![\n-])", " ", text)).splitlines():
                found.update(s for s in _SENTENCE_END.split(_MARKER.sub("", line).strip()) if _is_whole(s))
    return tuple(sorted(found))


def _is_whole(sentence: str) -> bool:
    """Whether a piece of text can stand alone: a capital letter, a full stop, every bracket and quote closed."""
    closed = all(sentence.count(left) == sentence.count(right) for left, right in ("«»", "()", "„“"))
    return 40 < len(sentence) < 300 and closed and "  " not in sentence and bool(_WHOLE.fullmatch(sentence))


def _prose(part: Part) -> Iterator[str]:
    for info in fields_of(type(part)).values():
        value = getattr(part, info.name)
        for item in value if info.many else (value,):
            if info.part is not None and item is not None:
                yield from _prose(item)
            elif info.text == "prose" and item:
                yield str(item)


class Writer:
    """Makes records from sentences."""

    def __init__(self, corpus: tuple[str, ...], seed: int = 38) -> None:
        """Take the corpus; at least a few hundred sentences give lifelike pages."""
        self._corpus = corpus
        self._lines = tuple(sentence.rstrip(".") for sentence in corpus if len(sentence) <= LINE_MAX)
        self._short = tuple(line for line in self._lines if len(line) <= SHORT_MAX)
        self._random = random.Random(seed)  # noqa: S311 - the same records every time is the point

    def prose(self, size: int) -> str:
        """Paragraphs of about ``size`` bytes of UTF-8."""
        paragraphs, length = [], 0
        while length < size:
            text = " ".join(self._random.choices(self._corpus, k=4))
            paragraphs.append(text)
            length += len(text.encode("utf-8"))
        return "\n\n".join(paragraphs)

    def said(self, count: int) -> str:
        """So many sentences."""
        return " ".join(self._random.choices(self._corpus, k=count))

    def line(self) -> str:
        """One sentence without its full stop."""
        return self._random.choice(self._lines)

    def cell(self) -> str:
        """A short one."""
        return self._random.choice(self._short)

    def _pick(self, values: tuple[str, ...]) -> str:
        return self._random.choice(values)

    def record(self, slug: str, index: int, ids: Ids) -> Values:
        """Values of one record; references point at records of the same batch."""
        make = getattr(self, f"_{slug}")
        values: Values = make(index, ids)
        values["sources"] = [{"title": "Синтетические данные для замера"}]
        values["updated_on"] = f"2026-{1 + index % 12:02}-{1 + index % 28:02}"
        return values

    def _cases(self, index: int, ids: Ids) -> Values:
        steps = [
            {"title": self.line(), "action": self.prose(300), "role": "куратор", "duration": "2 недели", "stage": f"p{n}"}
            for n in range(1, 5)
        ]
        return {
            "title": f"Практика наставничества {index}", "summary": self.prose(300), "holder": self._pick(tuple(ids["organisations"])),
            "kind": "программа", "status": self._pick(STATUSES), "problem": self.prose(500), "goal": self.prose(300),
            "rationale": self.prose(500), "target_group": {"age_from": "12", "age_to": "17", "statuses": ["воспитанники центра"]},
            "context": {"municipality": self._pick(TOWNS)}, "process_model": "model-1",
            "stages": ["p1", "p3", "p4", "p6"], "mentoring_form": [self._pick(FORMS)],
            "steps": steps, "core_components": [self.line() for _ in range(3)], "adaptable": [self.line() for _ in range(3)],
            "safeguarding": self.prose(500), "risks": [self.line() for _ in range(2)],
        }

    def _seminars(self, index: int, ids: Ids) -> Values:
        questions = [{"title": self.line(), "practices": self._random.sample(ids["cases"], k=min(2, len(ids["cases"])))} for _ in range(5)]
        return {
            "title": f"Семинар о наставничестве {index}", "summary": self.prose(2400), "kind": ["обучающий"], "status": "состоялся",
            "date_start": f"20{17 + index % 9}-{1 + index % 12:02}-{1 + index % 28:02}", "place": self._pick(tuple(ids["organisations"])),
            "questions": questions, "follow_up": self.prose(2400),
        }

    def _organisations(self, index: int, _: Ids) -> Values:
        functions = [{"title": self.line(), "items": [self.line() for _ in range(4)]} for _ in range(4)]
        return {
            "title": f"Центр помощи детям {index}", "full_name": f"Центр помощи детям, оставшимся без попечения родителей, {index}",
            "short_name": f"ЦПД {index}", "kind": "ЦПД", "municipality": self._pick(TOWNS), "roles": ["держатель"],
            "summary": self.prose(2400), "functions": functions,
        }

    def _publications(self, index: int, ids: Ids) -> Values:
        return {
            "title": f"Пособие о наставничестве {index}", "kind": "пособие", "summary": self.prose(5600),
            "publisher": self._pick(tuple(ids["organisations"])), "year": f"{2010 + index % 16}",
            "practices": self._random.sample(ids["cases"], k=min(3, len(ids["cases"]))),
        }


def names(count: int) -> dict[str, list[str]]:
    """Ids by kind for a batch of ``count`` records, in the proportions of ``MIX``."""
    out: dict[str, list[str]] = {}
    left = count
    for slug, share in MIX[1:]:
        out[slug] = [f"syn-{slug}-{n:05}" for n in range(max(1, count * share // 100))]
        left -= len(out[slug])
    out["cases"] = [f"syn-cases-{n:05}" for n in range(left)]
    return out


def write_records(kb: KnowledgeBase, folder: Path, count: int) -> None:
    """Write ``count`` synthetic records under ``folder/practices``; what was there is removed."""
    writer = Writer(sentences(kb))
    ids = names(count)
    for slug, own in sorted(ids.items()):
        target = folder / "practices" / slug
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for index, id in enumerate(own):
            values = writer.record(slug, index, ids)
            text = yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110)
            (target / f"{id}.yml").write_text(text, encoding="utf-8", newline="\n")


FILLED_SENTENCES = {"problem": 3, "goal": 2, "rationale": 3, "safeguarding": 2}
"""Sentences of the long fields of a filled case: with all the rest it is still of about 7 KB."""

ROWS = ("mistake", "sign", "cause", "prevention", "remedy")


def fill_up(folder: Path, writer: Writer) -> None:
    """Give the synthetic cases of a folder what decks and manuals show besides: results, mistakes, people, money."""
    for number, path in enumerate(sorted((folder / "practices" / "cases").glob("*.yml"))):
        values = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - strings only
        steps = [{**step, "title": writer.cell(), "action": writer.said(2)} for step in values["steps"]]
        results = [
            {"indicator": f"Показатель {n}", "baseline": str(20 + number % 30), "value": str(40 + n * 7), "unit": "%", "sample": "18 пар"}
            for n in range(1, 4)
        ]
        mistakes = [{name: writer.cell() for name in ROWS} for _ in steps]
        people = [{"role": "куратор", "training": "курс для кураторов", "hours": "40"}]
        dose = {"sessions": "40", "frequency": "раз в неделю", "months": "12"}
        cost = {"startup": "64000", "annual": "612000", "price_year": "2025"}
        values |= {name: writer.said(count) for name, count in FILLED_SENTENCES.items()}
        values |= {name: [writer.cell() for _ in values[name]] for name in ("core_components", "adaptable", "risks")}
        values |= {"steps": steps, "results": results, "mistakes": mistakes, "providers": people, "dose": dose, "cost": cost}
        text = yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110)
        path.write_text(text, encoding="utf-8", newline="\n")
