"""Which practices go into a manual, and what is said when none do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from manual_kit import FULL, replaced
from technopark.artefacts.manual.choose import Choice, SelectionError, select, years_of
from technopark.artefacts.manual.commands import choice_of, manual, targets_of
from technopark.artefacts.manual.ready import manuals, shelf
from technopark.kinds.cases import Case
from technopark.kinds.contests import Contest, Entry
from technopark.knowledge import KnowledgeBase
from technopark.problems import TechnoparkError

SECOND_MANUAL = "posobie-iz-opyta-raboty"


def ids(kb: KnowledgeBase, **asked: object) -> list[str]:
    """Practices a choice gives, in the order of the book."""
    return [entry.id for entry in select(kb, Choice(**asked)).cases]  # type: ignore[arg-type]


def run(root: Path, *arguments: str) -> Result:
    """The command as a person types it, from the base's folder."""
    return CliRunner().invoke(manual, list(arguments), obj=root)


def test_everything_without_conditions(kb: KnowledgeBase) -> None:
    """Without conditions all published practices are chosen, holder by holder, and no teaching example."""
    found = ids(kb)
    assert set(found) == {entry.id for entry in kb.published("cases")}
    assert FULL not in found
    holders = [entry.record.holder for entry in select(kb, Choice()).cases if isinstance(entry.record, Case)]
    assert len(list(dict.fromkeys(holders))) == sum(one != other for one, other in zip(["", *holders], holders, strict=False))


def test_ids_keep_their_order(kb: KnowledgeBase) -> None:
    """Named practices come in the order they are named, each once."""
    assert ids(kb, ids=("vzglyad-v-budushchee", "edinstvo", "vzglyad-v-budushchee")) == ["vzglyad-v-budushchee", "edinstvo"]
    assert choice_of({"ids": "edinstvo, vzglyad-v-budushchee"}).ids == ("edinstvo", "vzglyad-v-budushchee")


def test_conditions_hold_all_at_once(kb: KnowledgeBase) -> None:
    """Two conditions choose what meets both; named ids are added to that and to nothing more."""
    holder = set(ids(kb, holder="cpd-usolye"))
    seminar = set(ids(kb, seminar="2017-10-25-usolye"))
    both = set(ids(kb, holder="cpd-usolye", seminar="2017-10-25-usolye"))
    assert both == holder & seminar
    assert both < holder
    assert set(ids(kb, holder="cpd-usolye", seminar="2017-10-25-usolye", ids=("edinstvo",))) == both | {"edinstvo"}


def test_a_holder_may_be_named_in_words(kb: KnowledgeBase) -> None:
    """A holder is found by id, by title and by short name, whatever the case of letters."""
    entry = kb.entries["organisations", "cpd-usolye"]
    wanted = ids(kb, holder="cpd-usolye")
    assert wanted
    assert ids(kb, holder=entry.title.upper()) == wanted
    assert ids(kb, holder=entry.short) == wanted


def test_composition_of_the_second_manual(kb: KnowledgeBase) -> None:
    """A publication gives its three practices in its own order."""
    found = select(kb, Choice(publication=SECOND_MANUAL))
    assert [entry.id for entry in found.cases] == ["vzglyad-v-budushchee", "shkola-nastavnikov-usolye", "edinstvo"]
    assert found.publication is not None
    assert found.publication.id == SECOND_MANUAL


def test_years(kb: KnowledgeBase) -> None:
    """A practice is of the years it entered a contour, was at a seminar, or its description changed."""
    assert 2017 in years_of(kb, kb.entries["cases", "nastavnichestvo-s-partnerami-usolye"])
    assert years_of(kb, kb.entries["cases", FULL]) == {2024, 2026}
    assert "nastavnichestvo-s-partnerami-usolye" in ids(kb, year=2017)


def test_statuses_and_contests(kb: KnowledgeBase) -> None:
    """Several statuses mean any of them; a contest gives the practices entered for it."""
    case = kb.entries["cases", "edinstvo"].record
    contest = kb.entries["contests", "primernyy-list"].record
    assert isinstance(contest, Contest)
    changed = replaced(
        kb, case.model_copy(update={"status": "рекомендовано"}), contest.model_copy(update={"entries": (Entry(practice="edinstvo"),)})
    )
    assert ids(changed, status=("рекомендовано",)) == ["edinstvo"]
    assert len(ids(changed, status=("рекомендовано", "черновик"))) == len(kb.published("cases"))
    assert ids(changed, contest="primernyy-list") == ["edinstvo"]


WRONG = {
    "практика": (("--ids", "edinstvoo"), "Практики «edinstvoo» нет. Может быть, «edinstvo»?"),
    "учебный пример": (("--ids", FULL), "учебный пример: она вымышлена и в пособия не входит"),
    "держатель": (("--holder", "cpd-usole"), "Может быть, «cpd-usolye»?"),
    "статус": (("--status", "рекомендованно"), "Может быть, «рекомендовано»?"),
    "семинар": (("--seminar", "2017-10-25-usolie"), "Может быть, «2017-10-25-usolye»?"),
    "конкурс": (("--contest", "primernyj-list"), "Может быть, «primernyy-list»?"),
    "издание": (("--publication", "posobie-iz-opyta"), "Может быть, «posobie-iz-opyta-raboty»?"),
    "пустой год": (("--year", "1999"), "Под эти условия не подошла ни одна практика"),
    "пустой статус": (("--status", "архив"), "Есть статусы: черновик"),
    "ничего вместе": (("--holder", "cpd-angarsk", "--seminar", "2017-10-25-usolye"), "не подошла ни одна практика"),
    "имя файла": (("-o", "kniga.txt"), "Имя файла должно кончаться на .pdf"),
    "папка": (("-o", "нет такой папки/kniga.pdf"), "Создайте её или выберите другую"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_values_are_told_in_words(name: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong or empty choice ends with code 1, a Russian sentence with the nearest value, and no file at all."""
    monkeypatch.chdir(tmp_path)
    arguments, message = WRONG[name]
    done = run(root, *arguments)
    assert done.exit_code == 1
    assert message in done.output
    assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []


def test_both_formats(root: Path, tmp_path: Path) -> None:
    """«both» writes two files of one name and says their sizes; PDF and Word are what they are called."""
    done = run(root, "--ids", "edinstvo", "--format", "both", "-o", str(tmp_path / "книга.pdf"))
    assert done.exit_code == 0
    assert done.output.count("1\u00a0практика") == 2
    assert (tmp_path / "книга.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert (tmp_path / "книга.docx").read_bytes().startswith(b"PK")


def test_nothing_is_half_written(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the second format fails, the first is not written either, and an older file stays as it was."""

    def broken(_book: object, form: str, _typesetter: object) -> bytes:
        if form == "docx":
            raise TechnoparkError("не вышло")
        return b"%PDF"

    monkeypatch.setattr("technopark.artefacts.manual.commands.write", broken)
    (tmp_path / "книга.pdf").write_bytes(b"before")
    done = run(root, "--ids", "edinstvo", "--format", "both", "-o", str(tmp_path / "книга.pdf"))
    assert done.exit_code == 1
    assert [file.name for file in tmp_path.iterdir()] == ["книга.pdf"]
    assert (tmp_path / "книга.pdf").read_bytes() == b"before"


def test_format_follows_the_name() -> None:
    """Without --format the ending decides; without a name there is a PDF with a name of ours."""
    assert list(targets_of(Path("a.docx"), None)) == ["docx"]
    assert list(targets_of(Path("a"), None).values()) == [Path("a.pdf")]
    assert list(targets_of(None, "both").values()) == [Path("posobie.pdf"), Path("posobie.docx")]


def test_an_empty_base_has_no_manuals(kb: KnowledgeBase) -> None:
    """A base without published practices carries no manuals, and the page shows an empty list; the command says why."""
    empty = KnowledgeBase(entry for entry in kb.entries.values() if entry.kind.slug != "cases" or entry.fictional)
    assert manuals(empty) == ()
    assert shelf(empty, {}).total == 0
    with pytest.raises(SelectionError, match="собирать пособие не из чего"):
        select(empty, Choice())


def test_ready_manuals(kb: KnowledgeBase) -> None:
    """The site carries the manual of all practices and the composition of the deck's second one."""
    found = {one.name: one.ids for one in manuals(kb)}
    assert set(found["all"]) == {entry.id for entry in kb.published("cases")}
    assert found[SECOND_MANUAL] == ("vzglyad-v-budushchee", "shkola-nastavnikov-usolye", "edinstvo")
