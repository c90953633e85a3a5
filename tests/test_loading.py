"""Fields: what is wrong is said in Russian, with the label, the remedy and the nearest value."""

from __future__ import annotations

import os
import pickle
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from technopark import guesses
from technopark.cache import pack, pack_apart, unpack
from technopark.fields import groups
from technopark.kinds import KINDS
from technopark.layout import examine
from technopark.loading import attach_marks, load, load_entry
from technopark.nearest import foreign_letters, nearest_id, unseen_signs
from technopark.problems import Problem
from technopark.schema import Kind, Part, fields_of
from technopark.value_types import REAL_RE

TERM = "title: наставник\ndefinition: Взрослый рядом.\nstatus: рабочее\nsource: Презентация\n"
CASE = "title: Маяк\nsummary: Встречи.\nholder: cpd\nkind: программа\nstatus: черновик\n"


def problems_of(text: str, slug: str = "glossary") -> list[Problem]:
    """Problems of one record's file."""
    kind = KINDS[slug]
    return load_entry(kind, f"{kind.folder}/a.yml", text.encode("utf-8"))[1]


def only(text: str, slug: str = "glossary") -> Problem:
    """The one problem of a file."""
    found = problems_of(text, slug)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("key", "nearest", "cause"),
    [
        ("саse", "", ""),
        ("dеfinition", "definition", "русская буква «е»"),
        ("Definition", "definition", "строчными"),
        ("DEFINITION", "definition", "строчными"),
        ("defenition", "definition", "опечатку"),
        ("определение", "definition", "русское название"),
        ("Определение", "definition", "русское название"),
        ("Определенее", "definition", "русское название"),
        ("вуаштшешщт", "definition", "раскладке"),
        ("not-to-confuse", "not_to_confuse", "подчёркивание"),
        ("совсем другое", "", ""),
    ],
)
def test_unknown_field_offers_the_nearest(key: str, nearest: str, cause: str) -> None:
    """Typos, look-alike letters, wrong layout, case and Russian labels all lead to the right key."""
    found = [p for p in problems_of(TERM + f"{key}: текст\n") if p.code == "TP202"]
    assert [(p.nearest, p.line, p.column) for p in found] == [(nearest, 5, 1)]
    assert cause in found[0].message


def test_field_of_another_group_is_sent_home() -> None:
    """A known field at the wrong depth is told where it belongs."""
    problem = only(CASE + "age_from: 14\n", "cases")
    assert (problem.code, problem.nearest) == ("TP202", "age_from")
    assert "target_group" in problem.message


def test_nested_unknown_field_has_its_place() -> None:
    """Unknown fields inside groups and lists are found too."""
    problem = only(TERM + "sources:\n  - title: Книга\n    lokator: 5\n")
    assert (problem.code, problem.line, problem.column, problem.nearest) == ("TP202", 7, 5, "locator")


@pytest.mark.parametrize(
    ("field", "slug", "code", "nearest"),
    [
        ("updated_on: 10.10.2017", "glossary", "TP209", "2017-10-10"),
        ("updated_on: 10 октября 2017 г.", "glossary", "TP209", "2017-10-10"),
        ("updated_on: 2017.10.5", "glossary", "TP209", "2017-10-05"),
        ("updated_on: 31.02.2017", "glossary", "TP210", ""),
        ("updated_on: 31 февраля 2017 г.", "glossary", "TP210", ""),
        ("updated_on: 10.25.2017", "glossary", "TP210", ""),
        ("updated_on: 0017-10-10", "glossary", "TP210", ""),
        ("updated_on: 9999-01-01", "glossary", "TP210", ""),
        ("updated_on: ２０１７-10-10", "glossary", "TP209", "2017-10-10"),
        ("updated_on: 10 брюмера 2017", "glossary", "TP209", ""),
        ("updated_on: 2017-02-31", "glossary", "TP210", ""),
        ("updated_on: [2017-02-01]", "glossary", "TP203", ""),
        ("fictional: true", "glossary", "TP208", "да"),
        ("fictional: No", "glossary", "TP208", "нет"),
        ("fictional: наверное", "glossary", "TP208", ""),
        ("link: Да", "glossary", "TP211", "да"),
        ("see_also: [Куратор]", "glossary", "TP215", ""),
        ("see_also: kurator", "glossary", "TP204", ""),
        ("see_also: {a: b}", "glossary", "TP204", ""),
        ("sources: [Книга]", "glossary", "TP205", ""),
        ("process_model: [a, b]", "cases", "TP203", ""),
        ("stages: [П1]", "cases", "TP216", "p1"),
        ("stages: [р1]", "cases", "TP216", "p1"),
        ("stages: [p12]", "cases", "TP216", ""),
        ("cost: {startup: 1 200,50 руб.}".replace(",", "."), "cases", "TP206", "1200.50"),
        ("cost: {startup: от 5 до 7}", "cases", "TP206", ""),
        ("cost: {startup: -5}", "cases", "TP207", ""),
        ("cost: {startup: nan}", "cases", "TP206", ""),
        ("dose: {sessions: 12 встреч}", "cases", "TP206", "12"),
        ("dose: {sessions: '1.5'}", "cases", "TP206", ""),
        ("dose: {sessions: '10.0'}", "cases", "TP206", "10"),
        ("dose: {sessions: '10.000'}", "cases", "TP206", ""),
        ("cost: {startup: 10.000}", "cases", "TP206", ""),
        ("cost: {startup: '12,5'}", "cases", "TP206", "12.5"),
        ("cost: {startup: '1,000'}", "cases", "TP206", ""),
        ("cost: {startup: 1_000}", "cases", "TP206", "1000"),
        ("cost: {startup: 1e3}", "cases", "TP206", "1000"),
        ("dose: {sessions: 0x10}", "cases", "TP206", ""),
        ("dose: {sessions: +5}", "cases", "TP206", "5"),
        ("dose: {sessions: １２}", "cases", "TP206", "12"),
        ("cost: {price_year: 0017}", "cases", "TP207", ""),
        ("target_group: {age_from: 140}", "cases", "TP207", ""),
        ("providers: [{role: психолог, hours: 0}]", "cases", "TP207", ""),
        ("contact: Отдел помощи", "cases", "TP205", ""),
        ("mentoring_form: [индивидуальноя]", "cases", "TP211", "индивидуальная"),
        ("mentoring_form: [командная, группoвая]", "cases", "TP211", "групповая"),
        ("title: {a: b}", "documents", "TP203", ""),
    ],
)
def test_wrong_values(field: str, slug: str, code: str, nearest: str) -> None:
    """Each wrong value has its code and, where one can be guessed, the right value."""
    text = TERM if slug == "glossary" else CASE
    if slug == "documents":
        text, slug = CASE.replace("title: Маяк\n", ""), "cases"
    problem = only(text + field + "\n", slug)
    assert (problem.code, problem.nearest) == (code, nearest)


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("umc38.ru", "https://umc38.ru"),
        ("www.umc38.ru/a", "https://www.umc38.ru/a"),
        ("javascript:alert(1)", ""),
        ("ftp://a.ru", ""),
        ("https://a b.ru", ""),
    ],
)
def test_bad_addresses(address: str, nearest: str) -> None:
    """Only web addresses pass; a bare domain gets its https."""
    problem = only(TERM + f"sources:\n  - title: Книга\n    url: '{address}'\n")
    assert (problem.code, problem.nearest) == ("TP214", nearest)


def test_missing_field_says_how_to_fill_it() -> None:
    """The remedy names the key and the allowed values."""
    problem = only(TERM.replace("status: рабочее\n", ""))
    assert problem.code == "TP201"
    assert problem.message == "Нет обязательного поля «Чьё определение» (status)."
    assert problem.hint == "Добавьте поле «status» с одним из значений: закон, стандарт, презентация, рабочее."


def test_all_problems_of_a_file_at_once() -> None:
    """A duplicate key, a missing field, an unknown one and a bad value are told together."""
    text = "title: а\ntitle: б\nopredelenie: x\nstatus: рабочий\nsource: x\n"
    assert [p.code for p in problems_of(text)] == ["TP201", "TP108", "TP202", "TP211"]


def test_an_alias_hides_no_field() -> None:
    """A refused alias is one problem: its field is not called missing or empty besides."""
    assert [p.code for p in problems_of(TERM.replace("Взрослый рядом.", "*x") + "synonyms: &x [а]\n")] == ["TP110"]


@pytest.mark.parametrize(
    ("value", "code", "column", "cause"),
    [
        ("{x}", "TP203", 13, "со скобки «{»"),
        ("[x]", "TP203", 13, "со скобки «[»"),
        ("{{x}}", "TP125", 14, "Скобка «{»"),
        ("{x} и y", "TP121", 17, "со скобки"),
        ("[x], y", "TP121", 16, "со скобки"),
        (", x", "TP119", 13, "с запятой"),
        ("@x", "TP119", 13, "«@»"),
        ("`x`", "TP119", 13, "«`»"),
        ("%x", "TP119", 13, "«%»"),
        ("&x", "TP110", 13, "«&»"),
        ("&x y", "TP110", 13, "«&»"),
        ("*x", "TP110", 13, "«*»"),
        ("*x* y", "TP110", 13, "«*»"),
        ("!x", "TP111", 13, "с восклицательного знака"),
        ("!x y", "TP111", 13, "с восклицательного знака"),
    ],
)
def test_a_value_that_begins_with_a_sign_of_yaml(value: str, code: str, column: int, cause: str) -> None:
    """One problem at the value; it names the sign and tells of quotes, and does not call the field empty besides."""
    problem = only(TERM.replace("Взрослый рядом.", value))
    assert (problem.code, problem.line, problem.column) == (code, 2, column)
    assert cause in problem.message
    assert "кавычки" in problem.hint


@pytest.mark.parametrize("empty", ["", "~", '""', "'  '", "[]", "{}"])
def test_empty_optional_value_only_warns(empty: str) -> None:
    """An empty optional field is a warning and the record loads without it."""
    entry, problems = load_entry(KINDS["glossary"], "glossary/a.yml", (TERM + f"example: {empty}\n").encode())
    assert [(p.code, p.severity, p.line) for p in problems] == [("TP213", "warning", 5)]
    assert entry is not None
    assert getattr(entry.record, "example") is None  # noqa: B009 - the base class has no such field


@pytest.mark.parametrize("empty", ["", "~", '""', "[]"])
def test_empty_required_value_is_an_error(empty: str) -> None:
    """An empty required field is told once, at its value."""
    problem = only(TERM.replace("Взрослый рядом.", empty))
    assert (problem.code, problem.line) == ("TP201", 2)


def test_colon_in_a_list_item_is_recognised() -> None:
    """«- Вопрос: ответ» where a text is expected tells of quotes."""
    assert "кавычки" in only(TERM + "synonyms:\n  - Роль: наставник\n").hint


def test_unfilled_places_are_each_named() -> None:
    """Every placeholder of a new record is one problem, whatever the field's type."""
    text = "title: а\ndefinition: ЗАПОЛНИТЕ\nstatus: ЗАПОЛНИТЕ\nsource: ЗАПОЛНИТЕ\nupdated_on: ЗАПОЛНИТЕ\n"
    assert [(p.code, p.line) for p in problems_of(text)] == [("TP219", n) for n in range(2, 6)]


@pytest.mark.parametrize(
    ("path", "code", "nearest"),
    [
        ("glossary/Наставник.yml", "TP301", "nastavnik"),
        ("glossary/moy_termin.yml", "TP301", "moy-termin"),
        ("glossary/moy termin.yml", "TP301", "moy-termin"),
        ("glossary/-a.yml", "TP301", "a"),
        ("glossary/" + "a" * 61 + ".yml", "TP302", ""),
        ("glossary/com1.yml", "TP307", ""),
    ],
)
def test_bad_file_names(path: str, code: str, nearest: str) -> None:
    """Names that cannot be addresses are told with a name that can."""
    entry, problems = load_entry(KINDS["glossary"], path, TERM.encode())
    assert entry is None
    assert [(p.code, p.nearest) for p in problems] == [(code, nearest)]


@pytest.mark.parametrize(
    ("path", "code", "nearest"),
    [
        ("glossary/a.yaml", "TP303", "a.yml"),
        ("glossary/a.YML", "TP303", "a.yml"),
        ("glossary/a.yml.txt", "TP303", "a.yml"),
        ("practices/Cases/a.yml", "TP304", "practices/cases"),
        ("practices/case/a.yml", "TP304", "practices/cases"),
        ("practices/a.yml", "TP304", ""),
        ("glossary/sub/a.yml", "TP304", "glossary"),
        ("practices/cases/2017/a.yml", "TP304", "practices/cases"),
    ],
)
def test_misplaced_files(path: str, code: str, nearest: str) -> None:
    """A file that would not be read is told, with where it should be."""
    records, problems = examine([path])
    assert records == []
    assert [(p.code, p.nearest) for p in problems] == [(code, nearest)]


@pytest.mark.parametrize("other", KINDS.values(), ids=KINDS)
def test_a_record_of_another_kind_is_one_problem(other: Kind, root: Path) -> None:
    """The fullest record of every kind, put into another folder, is told where it belongs, and nothing else."""
    for kind in KINDS.values():
        paths = sorted((root / kind.folder).glob("*.yml"), key=lambda file: file.stat().st_size)
        if kind is not other and paths:
            problems = load_entry(other, f"{other.folder}/{paths[-1].name}", paths[-1].read_bytes())[1]
            assert [(p.code, p.nearest) for p in problems] == [("TP304", kind.folder)]


def test_a_record_that_is_only_wrong_stays_of_its_kind() -> None:
    """Missing and unknown fields alone say nothing of another kind."""
    assert {p.code for p in problems_of("title: Маяк\nsummary: Суть\nфото: x\nвидео: y\nзвук: z\n", "cases")} == {"TP201", "TP202"}
    assert {p.code for p in problems_of("title: Маяк\n", "seminars")} == {"TP201"}


def test_other_files_are_left_alone() -> None:
    """Pictures, notes, hidden and temporary files beside records are nobody's business."""
    others = ["practices/cases/photo.jpg", "glossary/README.md", "glossary/.a.yml.swp", "glossary/~$a.yml", "practices/.git/a.yml"]
    assert examine(others) == ([], [])


def test_result_can_be_pickled(tmp_path: Path) -> None:
    """An entry and its problems survive a cache; the places are found in the file, while it is the one that was read."""
    raw = (TERM + "example:\n").encode()
    result = load_entry(KINDS["glossary"], "glossary/a.yml", raw)
    assert result[0] is not None
    copies: tuple[Any, ...] = (
        unpack(pack(result)), unpack(*pack_apart(result)), pickle.loads(pickle.dumps(result, 4)), deepcopy(result),  # noqa: S301 - our own bytes
    )  # fmt: skip
    for again in copies:
        assert again[1] == result[1]
        assert again[0].record == result[0].record
        assert unpack(*pack_apart(again))[0].record == result[0].record
    entry = unpack(pack(result[0]))
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.yml").write_bytes(raw)
    attach_marks(tmp_path, entry)
    assert dict(entry.marks) == dict(result[0].marks)
    (tmp_path / "glossary" / "a.yml").write_bytes(raw + b"\n")
    attach_marks(tmp_path, entry)
    assert dict(entry.marks) == {}


@pytest.mark.parametrize("slug", KINDS)
def test_kept_records_are_what_they_were(root: Path, slug: str) -> None:
    """Every record of the base, and one whose groups are there and say nothing, comes back equal to itself."""
    kind = KINDS[slug]
    records = [entry.record for entry in load(root).kb.by_kind[slug]]
    empty = {info.name: info.part() for info in kind.fields().values() if info.part and not info.many and not _required(info.part)}
    records += [record.model_copy(update=empty) for record in records[:1]]
    for record in records:
        again = pickle.loads(pickle.dumps(record))  # noqa: S301 - our own bytes
        assert again == record
        assert vars(again) == vars(record)


def _required(part: type[Part]) -> bool:
    """Whether a group must say something."""
    return any(info.required for info in fields_of(part).values())


def test_broken_records_are_listed(tmp_path: Path) -> None:
    """A record with errors is out of the base and listed with its title; one with warnings is in."""
    folder = tmp_path / "glossary"
    folder.mkdir()
    (folder / "a.yml").write_text(TERM + "oops: 1\n", encoding="utf-8")
    (folder / "b.yml").write_text(TERM + "example:\n", encoding="utf-8")
    (folder / "c.yml").write_bytes(b"\xff\xfe")
    loaded = load(tmp_path)
    assert list(loaded.kb.entries) == [("glossary", "b")]
    assert [(b.key, b.title, [p.code for p in b.problems]) for b in loaded.broken] == [
        (("glossary", "a"), "наставник", ["TP202"]),
        (("glossary", "c"), "", ["TP116"]),
    ]


def test_latin_letters_in_a_value_are_named() -> None:
    """A value that only looks right is told which letters are of the other alphabet."""
    problem = only(TERM.replace("status: рабочее", "status: pабочee"))
    assert (problem.code, problem.nearest) == ("TP211", "рабочее")
    assert "латинские буквы «p», «e»" in problem.message


def test_misspelt_required_field_is_one_problem() -> None:
    """A required field under a wrong name is reported once, as the wrong name."""
    problem = only(TERM.replace("status:", "statys:"))
    assert (problem.code, problem.nearest) == ("TP202", "status")


def test_text_instead_of_a_group_shows_how_to_write_it() -> None:
    """The remedy puts the author's own words under the group's first field."""
    problem = only(TERM + "sources:\n  - Книга\n")
    assert problem.code == "TP205"
    assert "title: Книга" in problem.hint


def test_device_is_a_problem_and_is_not_read(tmp_path: Path) -> None:
    """A pipe or a device in a record's place would be read for ever: only files are read."""
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.yml").symlink_to(os.devnull)
    assert [problem.code for problem in load(tmp_path).problems] == ["TP132"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1 200,5 руб.", "1200.5"), ("14 %", "14"), ("\u221210", "-10"), ("1 млн", ""), ("1,5 тыс.", ""), ("1O", ""), ("от 3 до 5", ""),
        ("1.000.000", "1000000"), ("10.000 руб.", ""), (".5", "0.5"), ("5.", "5"), ("-", ""), (".", ""), ("", ""), ("0,125", "0.125"),
    ],
)  # fmt: skip
def test_a_number_is_guessed_only_beside_a_unit(text: str, meant: str) -> None:
    """Advice that changes the number would be worse than none."""
    assert guesses.number(text, whole=False) == meant


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("10.000", ("10000", "10")), ("10,500", ("10500", "10.5")), ("-12.345", ("-12345", "-12.3450")),
        ("0.125", None), ("1200.500", None), ("10.00", None), ("10.000.000", None),
    ],
)  # fmt: skip
def test_a_number_with_two_readings_is_offered_both(text: str, two: tuple[str, str] | None) -> None:
    """Ten thousand or ten: only the author knows; what is offered has one reading."""
    assert guesses.two_numbers(text) == two
    assert all(REAL_RE.fullmatch(one) for one in two or ())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_number_field_guesses(kind: Kind) -> None:
    """A field of a bare ``int`` or ``float`` would read «1_000» as Python does."""
    for _, group in groups(kind.model):
        for info in fields_of(group).values():
            if info.scalar in (int, float):
                with pytest.raises(ValidationError, match="number_format"):
                    group.model_validate({info.name: ["1_000"] if info.many else "1_000"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31.02.2017", "стоит «31.02.2017», а в феврале 2017 года 28 дней."),
        ("2016-02-30", "а в феврале 2016 года 29 дней."),
        ("2017-06-00", "а в июне 2017 года 30 дней."),
        ("2017-13-01", "а месяца с номером 13 не бывает."),
        ("0017-10-10", "стоит «0017-10-10», а год бывает от 1900 до 2100."),
    ],
)
def test_a_day_that_never_was_is_told_why(text: str, said: str) -> None:
    """However the date is written, the cause is the calendar and not the form."""
    assert only(TERM + f"updated_on: {text}\n").message.replace("\u00a0", " ").endswith(said)


@pytest.mark.parametrize("text", ["10\u201310\u20132017", "2017\u201110\u201110", "10\u221210\u22122017"])
def test_a_date_with_dashes_of_word_is_understood(text: str) -> None:
    """Word puts dashes and no-break hyphens where people type hyphens."""
    assert guesses.date(text) == "2017-10-10"


@pytest.mark.parametrize(
    ("name", "said"),
    [("zapis.txt", "не читается"), ("zapis", "не читается"), ("zapis.уml", "не читается"), ("Запись.docx", "не запись, а документ")],
)
def test_a_record_saved_by_notepad_or_word_is_not_passed_over(name: str, said: str) -> None:
    """What an editor wrote and saved under another ending must not vanish in silence; a README may lie there."""
    records, problems = examine([f"glossary/{name}", "glossary/README.md"])
    assert records == []
    assert [problem.code for problem in problems] == ["TP303"]
    assert said in problems[0].message


@pytest.mark.parametrize(
    ("written", "cause"),
    [
        ("сpd-angarsk", "русская буква"), ("cpd-angarsk.yml", ""), ("CPD-Angarsk", ""), ("cpd\u2013angarsk", ""),
        ("practices/organisations/cpd-angarsk", ""),
    ],
)  # fmt: skip
def test_a_reference_written_wrong_is_offered_right(written: str, cause: str) -> None:
    """The letters that differ are named; the name is offered whole."""
    assert nearest_id(written) == "cpd-angarsk"
    assert foreign_letters(written, "cpd-angarsk").startswith(f"в нём {cause}" if cause else "")
    assert nearest_id("Куратор") == ""


@pytest.mark.parametrize(("written", "cause"), [("рабочее\u00a0", "лишний пробел"), ("рабо\u00adчее", "невидимый знак"), ("Рабочее", "")])
def test_signs_nobody_sees_are_named(written: str, cause: str) -> None:
    """«Не бывает значения „рабочее“, напишите „рабочее“» helps nobody."""
    assert cause in unseen_signs(written, "рабочее")
    assert bool(unseen_signs(written, "рабочее")) == bool(cause)

