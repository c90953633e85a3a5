"""The quick way to read a file: it may refuse, never differ from the careful one."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from technopark import source
from technopark.decoding import decode
from technopark.tree import Tree
from technopark.usual import usual_data

ROOT = Path(__file__).parents[1]
RECORDS = sorted(path for top in ("practices", "glossary") for path in (ROOT / top).rglob("*.yml"))
BROKEN = sorted(path for path in (ROOT / "tests" / "problems").rglob("*.yml") if path.is_file())

PIECES = (
    "a: б\n", "б: 1\n", "key: «слово» — и ещё\n", "list:\n", "- пункт\n", "  - пункт\n", "    - глубже\n", "  b: два\n",
    "    c: три\n", "  продолжение строки\n", "text: |\n", "text: >-\n", "\n", "\n\n", "# примечание\n", "a: б # примечание\n",
    "a: б #примечание\n", "a:\n", "a: ~\n", "a: '~'\n", 'a: ""\n', "a: ' '\n", 'a: "б\\n\\tв"\n', "a: 'что: то'\n", "a: что: то\n",
    "a: [x, y]\n", "a: {x: y}\n", "a: &m б\n", "a: *m\n", "a: !!str б\n", "a: ! б\n", "<<: б\n", "? сложный\n", ": значение\n",
    "---\n", "...\n", "%YAML 1.1\n", "\t", "a b: в\n", "поле: да\n", "a: ЗАПОЛНИТЕ\n", "\u00a0", "\u2028", "\u0085", "\x00",
    'a: "б\\x1bв"\n', 'a: "б\\u0432"\n',
    "a: 😀\n", "- - вложенный\n", "- a: 1\n  b: 2\n", "- длинный пункт\n  ещё строка\n", "- длинный пункт\n   - проглочен\n",
    "'a': б\n", '"a": б\n', "а: " + "[" * 14 + "\n", "x:\n y:\n  z:\n",
)  # fmt: skip


def careful(raw: bytes) -> Tree | None:
    """What the careful reader makes of a file of which it has nothing to say, else nothing."""
    with patch.object(source, "usual_data", return_value=None):
        tree, problems = source.parse(raw, "f.yml")
    silent = tree is not None and not (problems or tree.empties or tree.unclear or tree.bracketed or tree.unfilled)
    return tree if silent else None


def agree(raw: bytes) -> bool:
    """Check that the quick way refuses or gives the same; tell whether it went."""
    text, problems = decode(raw, "f.yml")
    data = usual_data(text, raw) if text is not None and not problems else None
    if data is None:
        return False
    known = careful(raw)
    assert known is not None
    assert data == known.data
    assert list(data) == list(known.data)
    tree, found = source.parse(raw, "f.yml")
    assert tree is not None
    assert (found, tree.values, tree.keys) == ([], known.values, known.keys)
    return True


@settings(max_examples=3000)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_quick_way_never_differs(text: str) -> None:
    """Over texts made of everything YAML can hold."""
    agree(text.encode("utf-8"))


def test_quick_way_never_differs_from_records() -> None:
    """Over all records of the base and all broken ones of the tests; most of the base goes the quick way."""
    went = [agree(path.read_bytes()) for path in RECORDS]
    assert sum(went) > len(went) / 2
    for path in BROKEN:
        agree(path.read_bytes())


@pytest.mark.parametrize("deep", range(9, 15))
def test_depth(deep: int) -> None:
    """The quick way goes as deep as the careful one, and no deeper."""
    text = "".join("  " * level + "a:\n" for level in range(deep)) + "  " * deep + "a: б\n"
    assert agree(text.encode("utf-8")) == (careful(text.encode("utf-8")) is not None)


@pytest.mark.parametrize("text", ["a: б\n", "a: б\nлист: в\n", "a:\n  - б\n  - в\n", "a:\n  b: в\n  c:\n    - d: е\n", "a: \"б\"\n"])
def test_plain_files_go_the_quick_way(text: str) -> None:
    """What it is there for, it does; keys that are not Latin are left to the careful reader, who knows what was meant."""
    assert agree(text.encode("utf-8")) == ("лист" not in text)
