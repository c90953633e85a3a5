"""Reading: YAML guesses nothing, every mistake has its place, nothing raises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from technopark.decoding import LINE_BREAK, MAX_BYTES, decode, place_of
from technopark.kinds import KINDS
from technopark.loading import load_entry
from technopark.problems import Problem
from technopark.source import parse
from technopark.validation import MAX_PROBLEMS

QUIET = settings(deadline=None, derandomize=True, max_examples=400)


def codes(text: str | bytes) -> list[tuple[str, int, int]]:
    """Codes and places of what is wrong with a text."""
    raw = text if isinstance(text, bytes) else text.encode("utf-8")
    return [(p.code, p.line, p.column) for p in parse(raw, "f.yml")[1]]


@pytest.mark.parametrize("word", ["no", "on", "1:30", "010", "1e3", "2017-10-10", "null", "0x1F", "1_000", ".inf", "true"])
def test_scalars_stay_text(word: str) -> None:
    """What looks like a number, a date or a yes to other YAML readers is the text the author typed."""
    tree, problems = parse(f"a: {word}\nb:\n  - {word}\n".encode(), "f.yml")
    assert tree is not None
    assert (tree.data, problems) == ({"a": word, "b": [word]}, [])


def test_values_and_keys_have_places() -> None:
    """Every value and every key is found where it stands, counted in characters from 1."""
    tree, _ = parse('имя: значение\nсписок:\n  - один\n  - ключ: "😀"\n    дальше: 2\n'.encode(), "f.yml")
    assert tree is not None
    assert tree.values[("имя",)] == (1, 6)
    assert tree.values[("список", 1, "ключ")] == (4, 11)
    assert tree.keys[("список", 1, "дальше")] == (5, 5)


def test_a_pair_of_surrogates_is_one_column() -> None:
    """A character outside of the basic plane takes one column, as in the editors people use."""
    assert codes("a: 😀😀\nb: 😀: x\n") == [("TP104", 2, 5)]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_are_counted_for_every_line_break(line_break: str) -> None:
    """Windows and old Mac line breaks do not shift the place."""
    assert codes(line_break.join(("a: 1", "b: 2", "c: x: y", ""))) == [("TP104", 3, 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\tb: 1\n", [("TP103", 2, 1)]),
        ("a: |\n\ttext\n", [("TP103", 2, 1)]),
        ("a:\n  b: 1\n \tc: 2\n", [("TP103", 3, 2)]),
        ("a: Что: это\n", [("TP104", 1, 7)]),
        ("a: начало\n  и вот: конец\n", [("TP104", 2, 8)]),
        ("- b: c\n  d: e: f\n", [("TP104", 2, 7)]),
        ("a: 'x\nb: 1\n", [("TP105", 1, 4)]),
        ('a: "x\nb: "y"\n', [("TP105", 1, 4)]),
        ("a: [1, 2\nb: 1\n", [("TP106", 1, 4)]),
        ("a: }\n", [("TP106", 1, 4)]),
        ("a: {b: 1\n", [("TP106", 1, 4)]),
        ("a: 1\n  b: 2\n", [("TP107", 2, 3)]),
        ("a:\n  b: 1\n c: 2\n", [("TP107", 3, 2)]),
        ("a: >-\n  x\n y\n", [("TP107", 3, 2)]),
        ("a: 1\nb: 2\na: 3\na: 4\n", [("TP108", 3, 1), ("TP108", 4, 1)]),
        ("a:\n  b: 1\n  b: 2\n", [("TP108", 3, 3)]),
        ("a: 1\n...\nb: 2\n", [("TP109", 3, 1)]),
        ("a: *x\n", [("TP110", 1, 4)]),
        ("a: **жирно** и\n", [("TP110", 1, 4)]),
        ("a: &x 1\n", [("TP110", 1, 4)]),
        ("a: !важно\n", [("TP111", 1, 4)]),
        ("a: ! x\n", [("TP111", 1, 4)]),
        ("a: {<<: {b: 1}}\n", [("TP112", 1, 5)]),
        ("a: `x`\n", [("TP119", 1, 4)]),
        ("a: @x\n", [("TP119", 1, 4)]),
        ("a: , x\n", [("TP119", 1, 4)]),
        ("a:\n  - , x\n", [("TP119", 2, 5)]),
        ("a: [x, , y]\n", [("TP106", 1, 8)]),
        ("a: %\n", [("TP119", 1, 4)]),
        ("поле\nb: 1\n", [("TP120", 1, 1)]),
        ("a: 1\nпродолжение\n", [("TP120", 2, 1)]),
        ('a: "x" y\n', [("TP121", 1, 8)]),
        ("a: [1] y\n", [("TP121", 1, 8)]),
        ('a: "\\q"\n', [("TP122", 1, 5)]),
        ("%FOO\n---\na: 1\n", [("TP123", 1, 1)]),
        ("a:\n\u00a0\u00a0b: 1\n", [("TP124", 2, 1)]),
        ("[a]: 1\n", [("TP125", 1, 1)]),
        ("a: {{b}}\n", [("TP125", 1, 5)]),
        ("a: 1\n- b\n", [("TP126", 2, 1)]),
        ("a: |x\n b\n", [("TP127", 1, 5)]),
        ("a:\n  - b\n    - c\n", [("TP128", 3, 5)]),
    ],
)
def test_syntax_mistakes(text: str, expected: list[tuple[str, int, int]]) -> None:
    """Each mistake has its own code, at the place of the cause rather than of the parser's stop."""
    assert codes(text) == expected


def test_alias_bomb_is_defused() -> None:
    """Nine levels of nine aliases are one problem, which counts them, and are never expanded."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    tree, problems = parse("\n".join(lines).encode(), "f.yml")
    assert [(p.code, p.line, p.column) for p in problems] == [("TP110", 1, 5)]
    assert problems[0].message.endswith("Всего таких мест в файле: 91.")
    assert tree is not None
    assert len(str(tree.data)) < 1000


def test_depth_is_limited_before_it_hurts() -> None:
    """A hundred thousand brackets stop at the limit with one problem."""
    assert codes("a: " + "[" * 100_000) == [("TP113", 1, 15)]


def test_size_limit_is_exact() -> None:
    """A file of exactly the limit is read, one byte more is not."""
    text = b"a: 1\n" + b"#" * (MAX_BYTES - 5)
    assert codes(text) == []
    assert codes(text + b"#") == [("TP114", 1, 1)]


@pytest.mark.parametrize(("encoding", "name"), [("cp1251", "Windows-1251"), ("cp866", "DOS-866"), ("koi8-r", "КОИ-8")])
def test_wrong_encoding_is_named(encoding: str, name: str) -> None:
    """The usual Russian encodings are told apart and named."""
    _, problems = decode("title: Наставник и подопечный в центре\n".encode(encoding), "f.yml")
    assert [(p.code, p.line, p.column) for p in problems] == [("TP115", 1, 8)]
    assert name in problems[0].message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_named(encoding: str) -> None:
    """UTF-16 and UTF-32 are known with and without their marks."""
    assert codes("title: Наставник\nstatus: рабочее\n".encode(encoding)) == [("TP116", 1, 1)]


def test_byte_order_mark_only_warns() -> None:
    """A mark at the beginning is a warning, and columns do not count it."""
    tree, problems = parse(b"\xef\xbb\xbfa: x: y\n", "f.yml")
    assert tree is None
    assert [(p.code, p.line, p.column, p.severity) for p in problems] == [("TP117", 1, 1, "warning"), ("TP104", 1, 5, "error")]


def test_one_damaged_byte_is_not_a_wrong_encoding() -> None:
    """A single bad byte in a UTF-8 file is found where it is."""
    raw = "a: Наставник\nb: при".encode() + b"\xff" + "вет и ещё слова по-русски\n".encode()
    assert codes(raw) == [("TP115", 2, 7)]


def test_control_characters_keep_places() -> None:
    """Control characters are reported one by one and do not hide what follows."""
    assert codes("a: 1\0\nb: x\u2028y\nb: 2\n") == [("TP118", 1, 5), ("TP118", 2, 5), ("TP108", 3, 1)]


def test_written_control_characters_are_found() -> None:
    """What cannot stand in a file cannot be written by its number either; an ordinary sign can."""
    text = 'a: "1\\0"\nb:\n  - "x\\x1by\\x02"\nc: "\\L"\nd: "\\u0430\\_б\\n"\n'
    assert codes(text) == [("TP118", 1, 4), ("TP118", 3, 5), ("TP118", 4, 4)]
    tree, problems = parse(text.encode(), "f.yml")
    assert tree is not None
    assert tree.data["b"] == ["x y "]
    assert codes('"a\\x07": 1\nb: 2\n') == [("TP118", 1, 1)]
    assert "U+001B" in problems[1].message


def test_place_of_counts_characters() -> None:
    """Places are lines and characters from 1."""
    assert place_of("аб\r\nвг", 5) == (2, 2)


def assert_sound(raw: bytes, problems: list[Problem]) -> None:
    """Every problem lies inside the file and says something."""
    text = raw.decode("utf-8-sig", "replace")
    lines = LINE_BREAK.split(text)
    assert len(problems) <= MAX_PROBLEMS + 1
    for problem in problems:
        assert problem.message
        assert problem.hint
        assert 1 <= problem.line <= len(lines), problem
        # A wrong encoding has fewer characters when decoded than bytes.
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem


@QUIET
@given(st.binary(max_size=300))
def test_arbitrary_bytes_never_raise(raw: bytes) -> None:
    """Whatever the bytes, the answer is a record or problems with places in the file."""
    entry, problems = load_entry(KINDS["glossary"], "glossary/a.yml", raw)
    assert entry is None
    assert problems
    assert_sound(raw, problems)


SIGNS = st.text(st.sampled_from("abя:-?[]{}|>'\"&*!%@`#,. \t\n\r\u00a0\0\x85\ufeff😀<~0"), max_size=6)
RECORDS = sorted((Path(__file__).parent.parent / "practices").glob("*/*.yml"))[::7]


@QUIET
@given(st.sampled_from(RECORDS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), SIGNS), min_size=1, max_size=4))
def test_damaged_records_never_raise(path: Path, edits: list[tuple[float, int, str]]) -> None:
    """A real record with characters cut out and put in is a record or problems, never an exception."""
    text = path.read_text(encoding="utf-8")
    for share, cut, put in edits:
        start = int(share * len(text))
        text = text[:start] + put + text[start + cut :]
    raw = text.encode("utf-8")
    entry, problems = load_entry(KINDS[path.parent.name], f"practices/{path.parent.name}/{path.name}", raw)
    assert entry is not None or any(p.severity == "error" for p in problems)
    assert_sound(raw, problems)


SHAPES = st.recursive(
    st.one_of(st.none(), st.text("abя:«»0123.-", max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["title", "a", "date", "stages"]), inner, max_size=3),
    ),
    max_leaves=8,
)


@settings(QUIET, max_examples=60)
@given(SHAPES)
def test_any_shape_of_data_is_explained(value: object) -> None:
    """Any data in any field of any kind gives Russian problems, not exceptions."""
    for kind in KINDS.values():
        data = dict.fromkeys(kind.fields(), value)
        raw = json.dumps(data, ensure_ascii=False).encode("utf-8")
        entry, problems = load_entry(kind, f"{kind.folder}/a.yml", raw)
        assert entry is not None or problems
        assert_sound(raw, problems)


@pytest.mark.parametrize("raw", [b"PK\x03\x04zip", b"\xd0\xcf\x11\xe0doc", b"%PDF-1.7", b"{\\rtf1"])
def test_a_document_of_word_is_called_so(raw: bytes) -> None:
    """Whatever its ending, it is no text, and guessing its encoding would mislead."""
    tree, problems = parse(raw, "glossary/a.yml")
    assert tree is None
    assert [problem.code for problem in problems] == ["TP115"]
    assert "документ Word" in problems[0].message

