"""Sets: made once per content, whole or not at all, the same every time; briefs and plain text before them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from technopark.artefacts.making import Makers, Making
from technopark.artefacts.transfer import build as module
from technopark.artefacts.transfer.brief import ASK, Site, case_briefs
from technopark.artefacts.transfer.build import BRIEFS, INDEX, Task, build_sets, contents, items_of, make_sets, read_set
from technopark.artefacts.transfer.flatten import fitted, flatten, sentences
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Share, Workshop, registry
from technopark.kinds.cases import KIND
from technopark.knowledge import KnowledgeBase
from technopark.problems import ConfigurationError
from technopark.schema import fields_of
from transfer_kit import SITE, full, thin

Registry = Callable[[str], tuple[Item[object], ...]]


def plain_item(*_: object) -> Item[object]:
    """An item that costs nothing to make."""
    specs = (FileSpec(".txt", "Текст", "прочитать"),)
    made = Made({".txt": "слово".encode()}, Share(3, 1), "5 мин")
    return Item("note", "Записка", "Для проверки.", "", 1, specs, lambda _brief, _workshop: made)


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets of one cheap item: what is tested here is the building, not the items."""
    monkeypatch.setattr(module, "registry", lambda slug: (plain_item(),) if slug == "cases" else ())


# --------------------------------------------------------------------------- briefs


def test_every_counted_field_has_a_question() -> None:
    """A gap in a field that counts becomes a question a holder understands, not a label."""
    silent = [name for name, info in fields_of(KIND.model).items() if info.about.counts and not info.about.ask]
    assert silent == []


def test_a_thin_case_asks_and_never_invents(kb: KnowledgeBase, root: Path) -> None:
    """What the record lacks is a prompt marked as such; what it says is given as it is."""
    brief = thin(kb, root)
    assert brief.say("problem") == replace(brief.say("problem"), given=False)
    assert brief.say("problem").text.startswith(ASK)
    assert brief.say("summary").given
    assert brief.sentences("goal") == ()
    assert [piece.given for piece in brief.lines("core_components")] == [False]


def test_a_full_case_asks_nothing(kb: KnowledgeBase, root: Path) -> None:
    """Every counted field of the teaching example is said in its own words."""
    brief = full(kb, root)
    assert all(brief.say(name).given for name, info in fields_of(KIND.model).items() if info.about.counts)
    assert brief.say("age").text == "14–17\u00a0лет"


def test_the_key_follows_what_a_material_may_show(kb: KnowledgeBase, root: Path) -> None:
    """The same base gives the same keys; another address of the site gives others."""
    first, again = (case_briefs(kb, root, SITE) for _ in range(2))
    other = case_briefs(kb, root, Site.of(SITE.name, "https://example.com"))
    assert [brief.key for brief in first] == [brief.key for brief in again]
    assert not {brief.key for brief in first} & {brief.key for brief in other}


def test_a_site_without_an_address_is_marked_as_a_sample() -> None:
    """Nothing printed sends people to an address that is not theirs unmarked."""
    assert Site.of("База", "") == Site("База", "https://nastavnik.example/", sample=True)
    assert not Site.of("База", "https://example.org").sample


# --------------------------------------------------------------------------- plain text


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("Просто\nтекст", "Просто текст"),
        ("**Важно.** Текст [со ссылкой](record:cases/edinstvo).", "Важно. Текст со ссылкой."),
        ("Вот:\n\n- раз\n- *два*", "Вот:\n– раз\n– два"),
        ("1. раз\n2. два", "– раз\n– два"),
        ("Был [семинар 2017 г.](record:seminars/x). И всё...", "Был семинар 2017 г. И всё..."),
        ("<b>тег</b> и `код`", "<b>тег</b> и код"),
    ],
)
def test_prose_becomes_plain_text(markdown: str, plain: str) -> None:
    """Marks go, words stay: paragraphs are lines, list items begin with a dash."""
    assert flatten(markdown) == plain


def test_abbreviations_do_not_end_sentences() -> None:
    """«2017 г.», initials and «т. д.» stay inside their sentence; real ends are found."""
    text = "С 2017 г. Центр работает. Пишет Иванов И. И. ежегодно! «Зачем?» Затем, и т. д."
    assert sentences(text) == ("С 2017 г. Центр работает.", "Пишет Иванов И. И. ежегодно!", "«Зачем?»", "Затем, и т. д.")


def test_shortening_keeps_whole_sentences() -> None:
    """A text is cut at the end of a sentence; when the first is too long, between words with «…»."""
    assert fitted("Раз два. Три четыре. Пять.", 20) == "Раз два. Три четыре."
    assert fitted("Раз два три четыре", 10) == "Раз два…"
    assert fitted("Раз два три четыре", 2, measure="words") == "Раз…"
    assert len(fitted("б" * 100, 10)) == 10


# --------------------------------------------------------------------------- sets


@pytest.mark.usefixtures("cheap")
def test_a_set_is_made_once(kb: KnowledgeBase, root: Path, tmp_path: Path) -> None:
    """The second build of the same base makes nothing; what is no longer used is removed."""
    first = build_sets(kb, root, tmp_path, SITE, Makers(Making.ALONE))
    stamps = {path: path.stat().st_mtime_ns for made in first.values() for path in made.files.values()}
    (tmp_path / "artefacts" / "transfer" / "old").mkdir()
    second = build_sets(kb, root, tmp_path, SITE, Makers(Making.ALONE))
    assert {path: path.stat().st_mtime_ns for made in second.values() for path in made.files.values()} == stamps
    assert not (tmp_path / "artefacts" / "transfer" / "old").exists()
    assert first["cases/edinstvo/"].share == Share(3, 1)


@pytest.mark.usefixtures("cheap")
def test_one_edit_makes_one_set(kb: KnowledgeBase, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of one case makes its set anew and no other."""
    build_sets(kb, root, tmp_path, SITE, Makers(Making.ALONE))
    made: list[str] = []

    def noted(tasks: Sequence[Task], workshop: Workshop) -> None:
        made.extend(task.brief.id for task in tasks)
        make_sets(tasks, workshop)

    monkeypatch.setattr(module, "make_sets", noted)
    edited = [replace(brief, key="edited") if brief.id == "edinstvo" else brief for brief in case_briefs(kb, root, SITE)]
    monkeypatch.setattr(module, "BRIEFS", {**BRIEFS, "cases": lambda *_: edited})
    build_sets(kb, root, tmp_path, SITE, Makers(Making.ALONE))
    assert made == ["edinstvo"]


def test_a_set_without_its_index_is_made_again(kb: KnowledgeBase, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An item that fails leaves no index, so half a set is never taken for a whole one; the message names item and record."""

    def fail(_brief: object, _workshop: Workshop) -> Made:
        raise ConfigurationError("Не хватило места.")

    items = (plain_item(), replace(plain_item(), id="second", title="Плакат", order=2, make=fail))
    monkeypatch.setattr(module, "registry", lambda _slug: items)
    task = Task("cases", thin(kb, root), tmp_path / "set")
    with pytest.raises(ConfigurationError, match=r"«Плакат» к записи «.*Единство.*» не собран. Не хватило места"):
        make_sets([task], Workshop(root))
    assert not (tmp_path / "set" / INDEX).exists()


def test_a_format_that_is_not_described_is_not_made(kb: KnowledgeBase, root: Path) -> None:
    """Without the record of a transfer format there are no rules to make its material by: the set does without."""
    brief = thin(kb, root)
    bare = replace(brief, formats={id: form for id, form in brief.formats.items() if id != "pecha-kucha"})
    gone = {item.id for item in items_of("cases", brief)} - {item.id for item in items_of("cases", bare)}
    assert gone == {"pecha-kucha"}


@pytest.mark.usefixtures("cheap")
def test_a_pack_tells_what_is_in_it(kb: KnowledgeBase, root: Path, tmp_path: Path) -> None:
    """The ZIP holds every file under a Russian name and a list any program can read."""
    task = Task("cases", full(kb, root), tmp_path)
    make_sets([task], Workshop(root))
    made = read_set(tmp_path, task.brief.address)
    with zipfile.ZipFile(io.BytesIO((tmp_path / made.pack.name).read_bytes())) as archive:
        assert archive.namelist() == ["Что в комплекте.txt", "01. Записка/Записка.txt"]
        text = archive.read("Что в комплекте.txt").decode("utf-8-sig")
    assert "Учебный пример: всё вымышлено" in text
    assert "из карточки взято 75 %" in text.lower()
    assert contents(task.brief, []).endswith("\r\n")


# --------------------------------------------------------------------------- the real items


@pytest.mark.parametrize("slug", sorted(BRIEFS))
def test_items_are_distinct_and_described(slug: str) -> None:
    """Ids and files never collide; each item says what it is for."""
    items = registry(slug)
    names = [item.file_name("x", spec) for item in items for spec in item.files]
    assert items
    assert len({item.id for item in items}) == len(items)
    assert len(set(names)) == len(names)
    assert all(item.title and item.lead.endswith(".") for item in items)


def test_formats_of_items_are_records_of_the_base(kb: KnowledgeBase) -> None:
    """Each of the deck's transfer formats is carried out by at least one item, and no item names another."""
    named = {item.format for item in registry("cases") if item.format}
    assert named == {entry.id for entry in kb.published("formats")}
