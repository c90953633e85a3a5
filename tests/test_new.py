"""A new record: found kind, free id, every field, nothing overwritten, any title."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopark.editing.new import expected_fields, find_kind, new_record, quoted, text_of, without_controls
from technopark.kinds import KINDS
from technopark.loading import load_entry
from technopark.problems import TechnoparkError
from technopark.schema import Kind
from technopark.source import parse
from technopark.usual import PLACEHOLDER

KIND_LIST = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)

HOSTILE = [
    'Школа «наставников»: начало "раз"',
    "'одинарные' и # решётка",
    "- список",
    "да",
    "no",
    "2017-10-10",
    "{{ config }} [ссылка] & *якорь",
    "строка\nвторая\tтретья",
    "😀 смайлик",
    "обратная \\ черта \\n",
    "разделитель\u2028строк\u0085и \ufeffметка",
    "| > % @ ` ! ?",
    "С" * 400,
    "двоеточие в конце:",
    "null",
]


def create(root: Path, kind: str, title: str) -> tuple[Path, str]:
    """Make a record; returns its file and what was said."""
    out = io.StringIO()
    return new_record(root, kind, title, out), out.getvalue()


def uncommented(text: str) -> str:
    """What an editor gets who removes the ``# `` of every optional field."""
    return re.sub(r"^( *)# ", r"\1", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("cases", "cases"),
        ("практика", "cases"),
        ("Практики", "cases"),
        ("кейс", "cases"),
        ("термин", "glossary"),
        ("формат", "formats"),
        ("СЕМИНАР", "seminars"),
        ("внедрение", "adoptions"),
        ("нормативный акт", "acts"),
        ("Нормативные акты", "acts"),
        ("нормативного акта", "acts"),
        ("модель процесса", "models"),
        ("МОДЕЛИ ПРОЦЕССОВ", "models"),
        ("шаблоны документов", "documents"),
        ("учреждения", "organisations"),
        ("термины", "glossary"),
        ("программу обучения", "programmes"),
    ],
)
def test_kind_is_found_by_slug_and_by_russian_word(word: str, slug: str) -> None:
    """A person calls a kind as they speak: any case, any number, the beginning of the word."""
    assert find_kind(word).slug == slug


def test_unknown_kind_offers_the_nearest_and_lists_all() -> None:
    """A slip of the hand is answered with the word meant; a strange word with all of them."""
    with pytest.raises(TechnoparkError, match="Возможно, «практика»"):
        find_kind("практка")
    with pytest.raises(TechnoparkError, match="семинар") as caught:
        find_kind("ъъъъ")
    assert all(kind.one in str(caught.value) for kind in KINDS.values())


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_reads_back_as_it_was_typed(title: str, tmp_path: Path) -> None:
    """Quotes, colons, line ends, emoji and 500 characters survive the way to the file and back; control characters become spaces."""
    path, _ = create(tmp_path, "практика", title)
    tree, problems = parse(path.read_bytes(), "practices/cases/x.yml")
    assert [problem.code for problem in problems] == []
    assert tree is not None
    assert tree.data["title"] == without_controls(title).strip()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_quoting_is_exact_for_every_printable_text(text: str) -> None:
    """Whatever may stand in a record comes out of the parser unchanged."""
    allowed = without_controls(text)
    tree, _ = parse(f"title: {quoted(allowed)}\n".encode(), "practices/cases/x.yml")
    assert tree is not None
    assert tree.data["title"] == (allowed if allowed.strip() else None)


def test_empty_title_is_refused(tmp_path: Path) -> None:
    """No title, no file."""
    for nothing in ("  ", "\x01 \u2028"):
        with pytest.raises(TechnoparkError, match="Название пусто"):
            create(tmp_path, "практика", nothing)
    assert list(tmp_path.rglob("*.yml")) == []


def test_title_no_record_may_have_is_refused(tmp_path: Path) -> None:
    """A new record passes the check but for what is to be filled in, so its title must fit."""
    with pytest.raises(TechnoparkError, match="В названии 401"):
        create(tmp_path, "практика", "ы" * 401)
    assert list(tmp_path.rglob("*.yml")) == []


def test_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    """What the system refuses is told, not traced back."""
    (tmp_path / "practices").write_text("файл на месте папки", encoding="utf-8")
    with pytest.raises(TechnoparkError, match="Не удалось создать файл practices/cases/shkola"):
        create(tmp_path, "практика", "Школа")


def test_title_without_letters_gets_the_name_of_its_kind(tmp_path: Path) -> None:
    """An id is made even of a title that has nothing to transliterate."""
    assert create(tmp_path, "практика", "😀!")[0].name == "praktika.yml"


def test_collision_takes_the_next_free_id_and_says_so(tmp_path: Path) -> None:
    """The existing record stays untouched; the new one is called ``-2``, then ``-3``."""
    first, said = create(tmp_path, "практика", "Школа")
    before = first.read_bytes()
    assert "занято" not in said
    second, said = create(tmp_path, "практика", "Школа")
    assert (second.name, "shkola-2" in said, "занято" in said) == ("shkola-2.yml", True, True)
    assert create(tmp_path, "практика", "Школа")[0].name == "shkola-3.yml"
    assert first.read_bytes() == before


def test_long_titles_collide_within_the_allowed_length(tmp_path: Path) -> None:
    """The number fits into 60 characters and the id stays well formed."""
    title = "слово " * 30
    create(tmp_path, "термин", title)
    name = create(tmp_path, "термин", title)[0].stem
    assert len(name) <= 60
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)


def test_names_windows_keeps_for_itself_are_not_taken(tmp_path: Path) -> None:
    """A record called «Кон» must not become con.yml, which Windows cannot open."""
    assert create(tmp_path, "термин", "Кон")[0].name == "kon.yml"
    path, said = create(tmp_path, "термин", "Con")
    assert path.name == "con-2.yml"
    assert "нельзя создать в Windows" in said
    assert "занято" not in said


@pytest.mark.parametrize("name", ["shkola.yaml", "Shkola.yml", "shkola.yml.txt", "shkola.docx", "shkola.yml"])
def test_a_broken_record_keeps_its_name(name: str, tmp_path: Path) -> None:
    """A record that does not load, or is not even read, will be mended: its name is not free."""
    folder = tmp_path / "practices/cases"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(b"\xff\xfe title")
    path, said = create(tmp_path, "практика", "Школа")
    assert path.name == "shkola-2.yml"
    assert "занято" in said


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yml", "title: Школа  наставников\n"),
        ("a.yml", 'title: "школа наставников"\nстатус: [x\n'),
        ("a.yaml", "title: >-\n  Школа\n  наставников\n"),
        ("a.yml", "title:Школа наставников\n"),
    ],
)
def test_a_record_of_the_same_title_is_named(name: str, text: str, tmp_path: Path) -> None:
    """Under another file name, broken or not: two records about the same are worse than none."""
    folder = tmp_path / "practices/cases"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    assert f"уже есть: practices/cases/{name}" in create(tmp_path, "практика", "Школа наставников")[1]
    assert "уже есть" not in create(tmp_path, "практика", "Школа")[1]


@KIND_LIST
def test_new_record_reports_its_placeholders_and_nothing_else(kind: Kind) -> None:
    """Every placeholder gives exactly one problem at its own place, and there is no other problem."""
    text = text_of(kind, "Название для проверки")
    _, problems = load_entry(kind, f"{kind.folder}/nazvanie.yml", text.encode())
    places = [number for number, line in enumerate(text.split("\n"), 1) if PLACEHOLDER in line and not line.lstrip().startswith("#")]
    assert [(problem.line, problem.code) for problem in problems] == [(line, "TP219") for line in places]
    assert len(places) >= len(expected_fields(kind)) - 1


@KIND_LIST
def test_uncommented_hints_are_fields_of_the_kind(kind: Kind) -> None:
    """Removing the hash of every hint gives a record with all fields, each only waiting to be filled."""
    text = uncommented(text_of(kind, "Название для проверки"))
    tree, problems = parse(text.encode(), f"{kind.folder}/nazvanie.yml")
    assert problems == []
    assert tree is not None
    assert set(tree.data) == set(kind.fields()) - {"id"}
    _, problems = load_entry(kind, f"{kind.folder}/nazvanie.yml", text.encode())
    assert {problem.code for problem in problems} <= {"TP219", "TP131"}  # not filled in; and «only the first are shown»


@KIND_LIST
def test_hints_tell_label_help_and_allowed_values(kind: Kind) -> None:
    """What is known of a field stands above it: the label always, the allowed values of an enumeration."""
    text = text_of(kind, "Название для проверки")
    for info in kind.fields().values():
        if info.name != "id":
            assert f"## {info.about.label.rstrip('.')}." in text
            assert " | ".join(info.choices) in text


def test_file_has_unix_line_ends_and_utf8(tmp_path: Path) -> None:
    """The file is the same on every system."""
    raw = create(tmp_path, "семинар", "Ёлка")[0].read_bytes()
    assert b"\r" not in raw
    assert "Ёлка" in raw.decode("utf-8")
