"""Quick looks of the content rules: what is asked before a search, and which rules are called, may hide nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from technopark.kinds import KINDS
from technopark.knowledge import KnowledgeBase
from technopark.loading import load_entry
from technopark.rules import RECORD_RULES, rules_of
from technopark.rules._shape import INVISIBLE, shape_of
from technopark.rules._view import Sign, Text, View

SPACES = [" ", "\u00a0", "\u202f", "\u2009", "\t", "\n", "  ", "\x1c", "\u0085", "\u3000"]
DIGITS = [*"0123456789", "12", "345", "000000", "2017", "٣", "५", "²", "½"]
SIGNS = [*",;:!?.()[]<>«»„“\"'`@/+-–—−‑№₽…", "](", "<b>", "\u00ad", "\u200b", "\u2060", "\ufeff", "\u0301", "\u0308"]
WORDS = [
    *"аяАЯёЁйЙqQоoсcXіїКIVſİKᲂ", "Иванов", "Иванова", "Римский-Корсаков", "Иван", "Ёлкин", "Иванович", "Ильинична",
    "Петровне", "И.", "И. И.", "Й.Ё.",
    "Воспитанник", "воспитанницы", "невоспитанник", "подопечная", "Девочка", "мальчик", "ребёнок", "ребенок", "Саша", "Ян", "К.",
    "Паспорт", "серия", "Свидетельство о рождении", "IV-АБ", "СНИЛС", "112-233-445 95", "+7", "8", "902", "555", "Wi-Fi", "PDF",
    "нaставник",
    "a@b.ru", "record:cases/a", "https://", "javascript:", "![",
]  # fmt: skip
PIECES = [*SPACES, *DIGITS, *SIGNS, *WORDS]
EXAMPLES = [text for rule in RECORD_RULES for text in (rule.code.bad, rule.code.good)]
"""What help pages show: something for every pattern to find."""

ENTRY, _ = load_entry(KINDS["glossary"], "glossary/a.yml", "title: а\ndefinition: а\nstatus: рабочее\nsource: а\n".encode())

_GAP, _NONE_OR_GAP = [" ", "\u00a0", "\u202f"], ["", " ", "\u00a0", "\u202f"]
_PARTED = ["", "", " ", "\u00a0", "\u202f", "\u2009", "\n", "-", ".", ")", "(", ") "]
_FAMILY, _GIVEN = ["Иванова", "Римский-Корсаков", "Ёлкина", "Ян"], ["Анна", "Ё", "Анна-Мария", "иван", "Ён"]
_FATHER, _INITIAL = ["Ивановна", "Ильич", "Ильинична", "Ивановичем"], ["И.", "Ё.", "И"]
_BEFORE_NUMBER = ["", " ", ": ", " № ", ", выдан в городе "]
ALIKE = [
    [_FAMILY, _GAP, _GIVEN, _GAP, _FATHER], [_GIVEN, _GAP, _FATHER, _GAP, _FAMILY], [_FAMILY, _GAP, _INITIAL, _NONE_OR_GAP, _INITIAL],
    [_INITIAL, _NONE_OR_GAP, _INITIAL, _NONE_OR_GAP, _FAMILY],
    [["Воспитанник", "подопечной", "девочка", "Мальчик", "ребёнок", "Ребёнка", "невоспитанница"], _GAP, ["Саша", "Ян", "Аня К.", "Ёся"]],
    [["Паспорт", "паспортом", "Серия", "серия"], _BEFORE_NUMBER, ["25"], ["", " ", "\u2009"], ["04"], _BEFORE_NUMBER, ["123456", "12345"]],
    [["Свидетельство о рождении", "свидетельство о рождении"], _BEFORE_NUMBER, ["II-АБ", "XIV-ЯЮ"], _BEFORE_NUMBER, ["123456"]],
    [["112-233-445", "112–233–445"], [" ", "-", "\u00a0"], ["95", "95.", "955"]],
    [["8", "+7"], _PARTED, ["902", "395"], _PARTED, ["555"], _PARTED, ["01", "٠١"], _PARTED, ["01"], ["", "1"]],
    [["слово»", "2017", "слово.", "word"], [" ", "  ", "\u00a0"], ["-", "–", "—"], [" ", "  ", "\u00a0", ""], ["слово", "«слово"]],
    [["слово", "слово»", "2017"], [" ", "  ", "\u00a0", "\u202f"], [*",;:!?"], ["", " ", "\n", "а"]],
    [["а", "Ё", "ё", "Я", "К"], ["a", "Z", "ſ", "K"], ["", "б", "b"]], [["a", "Z"], ["а", "Ё", "ё", "Я"]],
]
"""Parts of what the patterns look for, each with its ways of being written, right and wrong."""

Searches = list[tuple[re.Pattern[str], tuple[Sign, ...]]]
VALUES = st.lists(st.sampled_from(PIECES) | st.sampled_from(EXAMPLES) | st.characters(), max_size=12).map("".join)


def viewed(*values: str) -> View:
    """A record seen as if these were its texts."""
    assert ENTRY is not None
    view = View(ENTRY)
    vars(view)["values"] = values
    vars(view)["texts"] = tuple(Text(("definition",), KINDS["glossary"].fields()["definition"], value) for value in values)
    return view


@pytest.fixture(scope="module")
def searches() -> Searches:
    """Every pattern the rules look for, with what they ask before."""
    found: dict[re.Pattern[str], tuple[Sign, ...]] = {}

    class Listening(View):
        def search(self, pattern: re.Pattern[str], *needs: Sign) -> Iterator[tuple[Text, re.Match[str]]]:
            found[pattern] = needs
            return iter(())

    view = viewed("а")
    for rule in RECORD_RULES:
        list(rule.find(Listening(view.entry)))
    return list(found.items())


def occurs(pattern: re.Pattern[str], text: str) -> bool:
    """Whether there is a match that a rule speaks of: one with its group, if the pattern has one (code is passed over so)."""
    return any(found.lastindex or not pattern.groups for found in pattern.finditer(text))


def missed(view: View, searches: Searches) -> list[str]:
    """Patterns that occur in texts though what is asked before says that they cannot.

    A pattern asked before is a part of the question itself: it looks at the very texts.
    """
    out = []
    for pattern, needs in searches:
        exact = [sign for sign in needs if isinstance(sign, re.Pattern) and isinstance(sign.pattern, str)]
        if any(occurs(pattern, text) for text in view.values) and all(map(view.holds, exact)) and not all(map(view.holds, needs)):
            out.append(pattern.pattern)
    return out


def test_searches_are_those_of_the_rules(searches: Searches) -> None:
    """All patterns are listened to, and the examples of the help pages hold most of them."""
    assert len(searches) >= 10
    occurring = [pattern for pattern, _ in searches if any(occurs(pattern, text) for text in (*EXAMPLES, *WORDS, *SIGNS))]
    assert len(occurring) == len(searches)


@settings(max_examples=1500)
@given(st.lists(VALUES, max_size=4))
def test_quick_looks_hide_nothing(searches: Searches, values: list[str]) -> None:
    """What is asked before a search is true of every text with a match."""
    assert missed(viewed(*values), searches) == []


def test_quick_looks_hide_nothing_in_names_and_numbers(searches: Searches) -> None:
    """The same of thousands of texts that are made to match, nearly or quite."""
    chance = random.Random(7)  # noqa: S311 - the same texts every time
    for _ in range(20_000):
        middle = "".join(chance.choice(ways) for ways in chance.choice(ALIKE))
        view = viewed(chance.choice(PIECES) + chance.choice(["", " "]) + middle + chance.choice(["", *PIECES]))
        assert missed(view, searches) == []


def test_quick_looks_hide_nothing_in_the_base(searches: Searches, kb: KnowledgeBase) -> None:
    """The same of all records."""
    for entry in kb.entries.values():
        assert missed(View(entry), searches) == [], entry.path


@given(VALUES, st.lists(VALUES, max_size=3))
def test_texts_without_the_word_are_passed_over(word: str, values: list[str]) -> None:
    """A search that names a word finds what one without finds."""
    view, pattern = viewed(*values, f"а{word}б"), re.compile(re.escape(word) + ".?")
    named, plain = view.search(pattern, word), view.search(pattern)
    assert [(text, found.span()) for text, found in named] == [(text, found.span()) for text, found in plain]


EVERY_SIGN = "".join(map(chr, range(0x110000)))


@pytest.mark.parametrize(
    ("pattern", "classes"),
    [
        (r"\d", "0"), (r"\s", " \n"), ("[ \u00a0\u202f]", " "), ("[А-ЯЁ]", "R"), ("[а-яё]", "r"), ("[A-Za-z]", "a"), ("[,;:!?]", ","),
        ("[-–]", "-"), (INVISIBLE.pattern, "|"), ("[.]", "."), ("[(]", "("), ("[)]", ")"), ("<", "<"), ("@", "@"),
    ],
)  # fmt: skip
def test_classes_are_those_of_patterns(pattern: str, classes: str) -> None:
    """Of every sign there is, at its place, a class says what a pattern says."""
    meant = {found.start() for found in re.finditer(pattern, EVERY_SIGN)}
    assert meant == {found.start() for found in re.finditer(f"[{classes}]".encode(), shape_of(EVERY_SIGN))}


def test_values_are_those_of_texts(kb: KnowledgeBase) -> None:
    """The strings without places are the strings with places."""
    for entry in kb.entries.values():
        view = View(entry)
        assert list(view.values) == [text.value for text in view.texts]


def test_rules_that_are_not_called_have_nothing_to_say(kb: KnowledgeBase) -> None:
    """A rule finds nothing in the kinds it does not name, nor without the field it names."""
    for entry in kb.entries.values():
        called = rules_of(entry.kind.model)
        for rule in RECORD_RULES:
            if rule not in called or (rule.field and not getattr(entry.record, rule.field)):
                assert list(rule.find(View(entry))) == [], (rule.code.code, entry.path)


def test_fields_of_rules_are_of_their_kinds() -> None:
    """A field that gates a rule is a field of every kind the rule is called for."""
    for rule in RECORD_RULES:
        for kind in KINDS.values():
            assert not rule.field or not rule.concerns(kind.model) or rule.field in kind.fields(), rule.code.code
