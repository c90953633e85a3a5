"""Sheets of seminars and programmes: what applies when, what they say, what they leave empty, how they are written."""

from __future__ import annotations

import io
import pickle
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
import zxingcpp
from pypdf import PdfReader

from documents_kit import convert, parts_of, words_of
from technopark.artefacts.transfer.event_brief import SeminarBrief, days_in_words, seminar_briefs
from technopark.artefacts.transfer.items import Made, Workshop, registry
from technopark.artefacts.transfer.plain import units
from technopark.artefacts.transfer.programme_brief import ProgrammeBrief, programme_briefs
from technopark.artefacts.transfer.programmes._hours import hours_of
from technopark.artefacts.transfer.seminars.announcement import MAX_LIMIT, message
from technopark.artefacts.transfer.seminars.feedback import options
from technopark.artefacts.transfer.seminars.hall import KINDS, MOST, hall_items
from technopark.artefacts.transfer.texts_tokens import cleaned
from technopark.knowledge import KnowledgeBase
from technopark.russian.text import NBSP
from transfer_events_kit import (
    BARE,
    entry_of,
    hostile_programme,
    hostile_seminar,
    make_all,
    pages_of,
    paper_words,
    pictures,
    programme,
    rows_of,
    seminar,
    with_entry,
)
from transfer_kit import HOSTILE, SITE

Set = Mapping[str, Made]
Sets = Mapping[str, Set]

HELD = {"programme", "report", "hall", "materials"}
AHEAD = {"programme", "announcement", "registration", "attendance", "feedback", "certificate", "hall", "materials"}
CANCELLED = {"announcement", "materials"}

WORDS_OF_PEOPLE = ("registration", "attendance", "certificate")
"""Items that hold personal data once they are filled in."""


@pytest.fixture(scope="module")
def workshop(root: Path) -> Workshop:
    """Tools, started once."""
    return Workshop(root)


@pytest.fixture(scope="module")
def ahead(kb: KnowledgeBase, root: Path) -> SeminarBrief:
    """A seminar ahead with everything known."""
    return seminar(kb, root)


@pytest.fixture(scope="module")
def ahead_set(ahead: SeminarBrief, workshop: Workshop) -> Mapping[str, Made]:
    """Its whole set."""
    return make_all("seminars", ahead, workshop)


@pytest.fixture(scope="module")
def past(kb: KnowledgeBase, root: Path) -> tuple[SeminarBrief, ...]:
    """The seminars of the base."""
    return tuple(brief for brief in seminar_briefs(kb, root, SITE) if not brief.seminar.fictional)


@pytest.fixture(scope="module")
def past_sets(past: tuple[SeminarBrief, ...], workshop: Workshop) -> Sets:
    """Their sets."""
    return {brief.id: make_all("seminars", brief, workshop) for brief in past}


@pytest.fixture(scope="module")
def programmes(kb: KnowledgeBase, root: Path) -> tuple[ProgrammeBrief, ...]:
    """The programmes of the base."""
    return programme_briefs(kb, root, SITE)


@pytest.fixture(scope="module")
def plans(programmes: tuple[ProgrammeBrief, ...], workshop: Workshop) -> Sets:
    """Their plans."""
    return {brief.id: make_all("programmes", brief, workshop) for brief in programmes}


def papers(made: Mapping[str, Made]) -> dict[str, bytes]:
    """All PDFs of a set by item and ending."""
    return {f"{id}{ending}": data for id, one in made.items() for ending, data in one.files.items() if ending.endswith(".pdf")}


def word_files(made: Mapping[str, Made]) -> dict[str, bytes]:
    """All DOCX of a set by item and ending."""
    return {f"{id}{ending}": data for id, one in made.items() for ending, data in one.files.items() if ending.endswith(".docx")}


# --------------------------------------------------------------------------- briefs


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2017, 10, 10), None, "10 октября 2017 г."),
        (date(2027, 3, 11), date(2027, 3, 11), "11 марта 2027 г."),
        (date(2027, 3, 11), date(2027, 3, 12), "11–12 марта 2027 г."),
        (date(2027, 10, 30), date(2027, 11, 2), "30 октября — 2 ноября 2027 г."),
        (date(2027, 12, 30), date(2028, 1, 2), "30 декабря 2027 г. — 2 января 2028 г."),
        (date(2027, 3, 12), date(2027, 3, 11), "12 марта 2027 г."),
    ],
)
def test_days_in_words(first: date, last: date | None, words: str) -> None:
    """One day, several days, months and years are said as people say them; an end before the start is not said."""
    assert days_in_words(first, last).replace(NBSP, " ") == words


def test_a_brief_travels_and_its_key_follows_what_it_shows(kb: KnowledgeBase, root: Path, ahead: SeminarBrief) -> None:
    """A brief is pickled whole; another title of a record it names is another key, an unrelated record is not."""
    assert pickle.loads(pickle.dumps(ahead)) == ahead  # noqa: S301 - our own bytes
    assert seminar(kb, root).key == ahead.key
    old = kb.entries["documents", "prikaz-o-vnedrenii"]
    renamed = replace(old, record=old.record.model_copy(update={"title": "Иное название"}), digest="other")
    assert seminar(with_entry(kb, renamed), root).key != ahead.key
    other = kb.entries["documents", "akt-zaversheniya"]
    assert seminar(with_entry(kb, replace(other, digest="other")), root).key == ahead.key


def test_real_sheets_never_send_people_to_a_teaching_example(kb: KnowledgeBase, root: Path) -> None:
    """A real seminar that names the teaching example shows nothing of it."""
    brief = seminar(kb, root, fictional=False)
    assert not brief.cases
    assert not any("uchebn" in item.id for item in (*brief.materials, *brief.organisers))
    assert brief.place is None


# --------------------------------------------------------------------------- statuses


@pytest.mark.parametrize(
    ("status", "ids"), [("состоялся", HELD), ("запланирован", AHEAD), ("перенесён", AHEAD), ("отменён", CANCELLED)]
)
def test_the_status_decides_what_there_is(kb: KnowledgeBase, root: Path, status: str, ids: set[str]) -> None:
    """A past seminar has no empty lists and no invitation, a cancelled one only says so, one ahead has everything."""
    brief = seminar(kb, root, status=status)
    assert {item.id for item in registry("seminars") if item.applies(brief)} == ids


def test_the_registry_has_an_order_and_no_doubles() -> None:
    """Items of a seminar and of a programme have different ids; those that may meet stand in different places."""
    for slug in ("seminars", "programmes"):
        items = registry(slug)
        assert len({item.id for item in items}) == len(items)
    assert [item.id for item in registry("programmes")] == ["plan", "modules"]


def test_cancelled_and_moved_say_so_first(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """A cancelled seminar invites nobody; a moved one tells to check the day; in every format."""
    for status, must, must_not in (("отменён", "Семинар отменён", "Как записаться"), ("перенесён", "Семинар переносится", "Приглашаем")):
        brief = seminar(kb, root, status=status)
        made = make_all("seminars", brief, workshop)["announcement"]
        for text in (paper_words(made.files[".pdf"]), words_of(made.files[".docx"]), made.files[".txt"].decode("utf-8-sig")):
            assert must in text
            assert must_not not in text


# --------------------------------------------------------------------------- past seminars


def test_past_seminars_are_told_in_the_past(past: tuple[SeminarBrief, ...], past_sets: Sets) -> None:
    """The four seminars of 2017: held, without a timetable, nothing in the future tense, gaps asked for and counted."""
    assert len(past) == 4
    for brief in past:
        made = past_sets[brief.id]
        assert set(made) == HELD
        day = paper_words(made["programme"].files[".pdf"])
        report = paper_words(made["report"].files[".pdf"])
        assert "Программа дня в источнике не указана." in day
        for text in (day, report):
            assert brief.when.replace(NBSP, " ") in text
            assert "Расскажите: что сделано по итогам" in text
            assert not re.search(r"Приглашаем|состоится|пройдёт|рассмотрим|записаться|поговорим", text)
        share = made["report"].share
        assert share is not None
        assert share.given > 0
        assert share.asked > 0


def test_a_report_keeps_reservations_and_sources(past: tuple[SeminarBrief, ...], past_sets: Sets) -> None:
    """Every reservation and source of the record is in the report: nothing is quietly put right."""
    for brief in past:
        text = words_of(past_sets[brief.id]["report"].files[".docx"]).replace(NBSP, " ")
        for note in brief.seminar.notes:
            assert " ".join(note.split())[:60] in " ".join(text.split())
        assert all(source.title in text for source in brief.seminar.sources)


def test_questions_stand_with_what_the_base_has(past: tuple[SeminarBrief, ...], past_sets: Sets) -> None:
    """The programme names every question once, without its own number twice, and every material under it."""
    for brief in past:
        text = " ".join(words_of(past_sets[brief.id]["programme"].files[".docx"]).replace(NBSP, " ").split())
        for number, question in enumerate(brief.questions, 1):
            assert f"{number}. {question.title}" in text
            assert f"{number}. {number}." not in text
            assert all((item.short if item.kind == "acts" else item.title) in text for item in question.materials)


# --------------------------------------------------------------------------- a seminar ahead


def test_a_known_seminar_is_ready_to_use(ahead_set: Set) -> None:
    """With everything known nothing is asked, and every fact is where people look for it."""
    assert set(ahead_set) == AHEAD
    assert not [id for id, made in ahead_set.items() if made.share and made.share.asked]
    facts = ("11–12 марта 2027 г.", "10:00–16:00", "Учебный центр помощи детям", "сотрудники НКО", "1 марта 2027 г.", "24")
    text = paper_words(ahead_set["announcement"].files[".pdf"])
    assert all(fact in text for fact in facts)
    day = paper_words(ahead_set["programme"].files[".pdf"])
    assert all(fact in day for fact in ("Мастер-класс «Собеседование вдвоём»", "куратор и педагог-психолог", "9:30–10:00"))
    assert ahead_set["programme"].time == "10:00–16:00"


def test_an_unknown_seminar_asks_and_still_works(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """Of a seminar with only a day known everything is made: gaps are prompts or places to write, never words of ours."""
    brief = seminar(kb, root, BARE)
    made = make_all("seminars", brief, workshop)
    assert set(made) == AHEAD
    text = paper_words(made["announcement"].files[".pdf"])
    for question in ("часы, с какого и до какого", "где пройдёт семинар, с адресом", "для кого семинар", "где записаться"):
        assert f"Укажите: {question}" in text
    assert "Укажите: программу дня" in paper_words(made["programme"].files[".pdf"])
    share = made["announcement"].share
    assert share is not None
    assert share.asked > share.given


def test_every_page_of_a_made_up_seminar_says_so(ahead_set: Set) -> None:
    """Nobody takes a teaching example for a real seminar, whichever page he holds."""
    for name, data in papers(ahead_set).items():
        for page in PdfReader(io.BytesIO(data)).pages:
            assert "Учебный пример" in page.extract_text(), name


def test_a_post_keeps_the_limit(kb: KnowledgeBase, root: Path, ahead: SeminarBrief) -> None:
    """The text for VK and MAX fits in 4,000 units whatever the record holds, and keeps the address."""
    long = hostile_seminar(kb, root, "Очень длинное предложение о семинаре \U0001f600. " * 400)
    long = replace(long, questions=long.questions * 20)
    for brief in (ahead, long, hostile_seminar(kb, root)):
        text = message(brief)
        assert units(text.replace("\n", "\r\n")) <= MAX_LIMIT
        assert brief.url in text
        assert "Когда: 11–12" in text
    assert "https://zapis.example.org/seminar" in message(ahead)


# --------------------------------------------------------------------------- personal data


def test_lists_of_people_are_empty(ahead_set: Set) -> None:
    """Not one name, telephone or number is filled in: rows, names, numbers and hours are places to write."""
    for id in ("registration", "attendance"):
        header, *rows = rows_of(ahead_set[id].files[".docx"])
        assert "Фамилия, имя, отчество" in header
        assert len(rows) == 24
        assert not [cell for row in rows for cell in row if cell], id
    certificate = words_of(ahead_set["certificate"].files[".docx"])
    assert "Фамилия, имя, отчество участника" in certificate
    for id in WORDS_OF_PEOPLE:
        for name, data in papers({id: ahead_set[id]}).items():
            assert not re.search(r"\+7|@|[А-ЯЁ][а-яё]+ [А-ЯЁ]\. ?[А-ЯЁ]\.", paper_words(data)), name


def test_lists_of_people_say_who_keeps_them(ahead_set: Set) -> None:
    """Each says that the filled one stays with the organiser and that it is a sample form; the consent is a sheet of its own."""
    for id in ("registration", "attendance"):
        for page in PdfReader(io.BytesIO(ahead_set[id].files[".pdf"])).pages[:1]:
            text = " ".join(page.extract_text().split())
            assert "Примерная форма" in text
            assert "аполненный лист хранит организатор" in text
    consent = paper_words(ahead_set["registration"].files["-consent.pdf"])
    assert "Согласие участника на обработку персональных данных" in consent
    assert "отдельн" in paper_words(ahead_set["registration"].files[".pdf"])
    assert "Примерная форма" in paper_words(ahead_set["certificate"].files[".pdf"])


def test_rows_follow_the_seats_and_columns_the_days(kb: KnowledgeBase, root: Path, workshop: Workshop, ahead_set: Set) -> None:
    """A row a seat, a column for a signature a day; a week is the most, then one column for all."""
    header, *rows = rows_of(ahead_set["attendance"].files[".docx"])
    assert len(rows) == 24
    assert header[-2:] == ["Подпись 11.03", "Подпись 12.03"]
    long = seminar(kb, root, date_end="2027-04-30", capacity=500)
    item = next(item for item in registry("seminars") if item.id == "attendance")
    header, *rows = rows_of(item.make(long, workshop).files[".docx"])
    assert header[-1] == "Подпись"
    assert len(rows) == 60


def test_the_questionnaire_is_anonymous_and_its_own(ahead: SeminarBrief, ahead_set: Set, kb: KnowledgeBase, root: Path) -> None:
    """Five to eight questions, the seminar's own among them; no name, office or post is asked."""
    words = words_of(ahead_set["feedback"].files[".docx"])
    assert 5 <= len(re.findall(r"^\d\. ", words, re.MULTILINE)) - len(ahead.questions) <= 8
    assert all(question.title in words.replace(NBSP, " ") for question in ahead.questions)
    assert not re.search(r"фамили|учреждени|должност|телефон", words, re.IGNORECASE)
    assert options(ahead)[-1] == "пока ничего"
    assert options(seminar(kb, root, BARE)) == []


def test_the_questionnaire_is_one_sheet(ahead_set: Set) -> None:
    """On paper it is a page, with nothing lost: short options stand two in a line, a long one alone; Word has a box for each."""
    made = ahead_set["feedback"].files
    (page,) = PdfReader(io.BytesIO(made[".pdf"])).pages
    text = " ".join(page.extract_text().replace(NBSP, " ").split())
    assert "Какой вопрос остался без ответа?" in text
    assert "в базу попадает только сводка без имён" in text
    lines = words_of(made[".docx"]).replace(NBSP, " ").split("\n")
    assert any("не хватит времени" in line and "не поддержит руководитель" in line for line in lines)
    alone = next(line for line in lines if "Приказ о внедрении наставничества и назначении куратора" in line)
    assert alone.count("☐") == 1
    assert sum(line.count("☐") for line in lines) == text.count("☐") > 20


# --------------------------------------------------------------------------- codes for the hall


def test_codes_lead_where_they_say(ahead: SeminarBrief, ahead_set: Set, past: tuple[SeminarBrief, ...], past_sets: Sets) -> None:
    """Every code on the sheets, read as a phone reads it, is the address of a page the base has, and none is missing."""
    for brief, made in ((ahead, ahead_set), (past[1], past_sets[past[1].id])):
        wanted = {SITE.url + item.address for item in hall_items(brief)}
        assert brief.url in wanted
        found = {code.text for picture in pictures(made["hall"].files[".pdf"]) for code in zxingcpp.read_barcodes(picture)}
        assert found == wanted


def test_codes_are_only_of_pages_of_the_base(kb: KnowledgeBase, past: tuple[SeminarBrief, ...]) -> None:
    """An address on a code is that of a record: there is no page of feedback, so there is no code of it."""
    known = {entry.address for entry in kb.entries.values()}
    for brief in past:
        items = list(hall_items(brief))
        assert {item.address for item in items} <= known
        assert len(items) <= MOST
        assert {item.kind for item in items[1:]} <= set(KINDS)


def test_the_announcement_leads_to_signing_up(
    ahead: SeminarBrief, ahead_set: Set, kb: KnowledgeBase, root: Path, workshop: Workshop
) -> None:
    """Its code opens the sign-up page; without one, or with an address no phone would read, the seminar's own page."""
    item = next(item for item in registry("seminars") if item.id == "announcement")

    def code(made: Made) -> str:
        (found,) = zxingcpp.read_barcodes(pictures(made.files[".pdf"])[0])
        return str(found.text)

    assert code(ahead_set["announcement"]) == "https://zapis.example.org/seminar"
    assert code(item.make(seminar(kb, root, registration=None), workshop)) == ahead.url
    far = seminar(kb, root, registration={"link": "https://zapis.example.org/" + "a" * 3000})
    assert code(item.make(far, workshop)) == ahead.url


# --------------------------------------------------------------------------- the pack


def inside(made: Mapping[str, Made]) -> list[str]:
    """Names in the participant's pack."""
    with zipfile.ZipFile(io.BytesIO(made["materials"].files[".zip"])) as archive:
        assert all(info.flag_bits & 0x800 and info.date_time == (2026, 1, 1, 0, 0, 0) for info in archive.infolist())
        return archive.namelist()


def test_the_pack_has_what_a_participant_takes_home(ahead: SeminarBrief, ahead_set: Set) -> None:
    """Sheets of the seminar, a leaflet a practice, every document twice; no list of people."""
    names = inside(ahead_set)
    assert names[0] == "Что внутри.txt"
    assert {"Семинар/Программа семинара.pdf", "Семинар/Анкета участника.pdf"} <= set(names)
    assert len([name for name in names if name.startswith("Листовки практик/")]) == len(ahead.cases) == 1
    assert len([name for name in names if name.startswith("Документы/") and name.endswith(".docx")]) == len(ahead.documents) == 4
    assert len([name for name in names if name.startswith("Документы/Для печати/")]) == 4
    assert not [name for name in names if re.search("регистрац|присутств|Согласие участника|Сертификат", name)]
    with zipfile.ZipFile(io.BytesIO(ahead_set["materials"].files[".zip"])) as archive:
        about = archive.read("Что внутри.txt").decode("utf-8-sig")
    assert all(name.rsplit("/", 1)[1] in about for name in names[1:] if "Для печати" not in name)
    assert ahead.url in about


def test_packs_of_past_seminars(past: tuple[SeminarBrief, ...], past_sets: Sets) -> None:
    """They hold what was and what the base has on it, and no questionnaire for people who left years ago."""
    for brief in past:
        names = inside(past_sets[brief.id])
        assert "Семинар/Справка о состоявшемся семинаре.pdf" in names
        assert "Семинар/Анкета участника.pdf" not in names
        assert len([name for name in names if name.startswith("Листовки практик/")]) == len(brief.cases)
        assert len([name for name in names if name.startswith("Документы/") and name.endswith(".docx")]) == len(brief.documents)


# --------------------------------------------------------------------------- programmes

MODULES = ({"title": "Первый", "hours": 8}, {"title": "Второй", "hours": 8.5})


@pytest.mark.parametrize(
    ("more", "total", "silent", "says"),
    [
        ({"modules": MODULES, "hours": None}, 16.5, (), ""),
        ({"modules": MODULES, "hours": 16.5}, 16.5, (), ""),
        ({"modules": MODULES, "hours": 20}, 20, (), "Сумма по модулям 16,5 ч, а в карточке указано 20 ч"),
        ({"modules": (*MODULES, {"title": "Третий"}), "hours": None}, None, (3,), ""),
        ({"modules": (*MODULES, {"title": "Третий"}), "hours": 20}, 20, (3,), ""),
        ({"modules": (*MODULES, {"title": "Третий"}), "hours": 16}, 16, (3,), "По модулям уже 16,5 ч, а всего указано 16 ч"),
        ({"modules": ({"title": "Один"},), "hours": None}, None, (1,), ""),
        ({"modules": (), "hours": None}, None, (), ""),
        ({"modules": ({"title": "Один", "hours": 8},), "hours": None}, 8, (), "для повышения квалификации этого мало, нужно от 16 ч"),
        ({"modules": ({"title": "Один", "hours": 8},), "hours": None, "kind": "курс"}, 8, (), ""),
    ],
)
def test_totals(kb: KnowledgeBase, root: Path, more: dict[str, Any], total: float | None, silent: tuple[int, ...], says: str) -> None:
    """Hours are added up only when all are known; what disagrees or is too little is said, never put right."""
    hours = hours_of(programme(kb, root, **more))
    assert hours.total == total
    assert hours.silent == silent
    assert (says in " ".join(hours.remarks).replace(NBSP, " ")) if says else not hours.remarks


def test_a_known_programme_asks_nothing(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """With everything known both plans are full: hours, the total, control, certification, levels, definitions."""
    made = make_all("programmes", programme(kb, root), workshop)
    assert not [id for id, one in made.items() if one.share and one.share.asked]
    plan, modules = (paper_words(made[id].files[".pdf"]) for id in ("plan", "modules"))
    assert all(word in plan for word in ("Основы", "8", "10", "18", "зачёт", "7 из 10", "удостоверение", "Второй год", "6 часов"))
    assert all(word in modules for word in ("роли", "границы", "Порядок аттестации", "Взрослый, который прошёл проверку", "зачёт", "П0"))
    assert made["plan"].time == f"18{NBSP}ч"


def test_hours_are_never_invented(programmes: tuple[ProgrammeBrief, ...], plans: Sets) -> None:
    """None of the three programmes names hours of its modules: their cells are empty and asked for."""
    assert len(plans) == 3
    for brief in programmes:
        text = paper_words(plans[brief.id]["plan"].files[".pdf"])
        assert "Укажите: " in text
        assert "поэтому клетки пустые" in text
        assert not plans[brief.id]["plan"].time
        volumes = [row[2].replace(NBSP, " ") for row in rows_of(plans[brief.id]["plan"].files[".docx"])[1:]]
        assert set(volumes) <= {"", "не менее 2 часов"}
    assert "не менее 2 часов" in paper_words(plans["shkola-nastavnikov-cpd"]["plan"].files[".pdf"])


def test_modules_teach_terms_with_their_meaning(programmes: tuple[ProgrammeBrief, ...], plans: Sets) -> None:
    """Every term a module teaches stands there with the definition of the glossary."""
    for brief in programmes:
        text = " ".join(words_of(plans[brief.id]["modules"].files[".docx"]).replace(NBSP, " ").split())
        for item in brief.modules:
            assert item.module.title in text
            assert all(term.title in text and term.note[:50] in text for term in item.terms)
        assert all(document.title in text for document in brief.documents)


# --------------------------------------------------------------------------- how they are written


def test_papers_are_accessible_and_small(ahead_set: Set, past_sets: Sets, plans: Sets) -> None:
    """Every PDF is PDF/UA-1 in Russian with a title, every DOCX opens with a heading; sizes are what offices bear."""
    for made in (ahead_set, *past_sets.values(), *plans.values()):
        for name, data in papers(made).items():
            reader = PdfReader(io.BytesIO(data))
            catalog: Any = reader.trailer["/Root"]
            assert b"pdfuaid" in catalog["/Metadata"].get_data(), name
            assert catalog["/Lang"] == "ru-RU"
            assert reader.metadata is not None
            assert reader.metadata.title
            assert len(data) <= 300_000, name
            assert pages_of(data) <= 5, name
        for name, data in word_files(made).items():
            document = docx.Document(io.BytesIO(data))
            assert [p.style.name for p in document.paragraphs if p.style and p.style.name.startswith("Heading 1")], name
            assert len(data) <= 100_000
        for id, one in made.items():
            assert id == "materials" or (one.preview and len(one.preview) <= 40_000 and one.alt), id


def test_one_sheet_is_one_sheet(ahead_set: Set, plans: Sets) -> None:
    """The announcement, the certificate and the consent take one page; so do the plans of the schools."""
    for id, ending in (("announcement", ".pdf"), ("certificate", ".pdf"), ("registration", "-consent.pdf")):
        assert pages_of(ahead_set[id].files[ending]) == 1, id
    for id in plans:
        assert pages_of(plans[id]["plan"].files[".pdf"]) == 1, id


@pytest.mark.parametrize("text", [HOSTILE, "Слово" * 300, "\U0001f600\u202e<>&\\*_|\n- x\n# y"])
def test_hostile_words_stay_words(kb: KnowledgeBase, root: Path, workshop: Workshop, text: str) -> None:
    """Markup of any language in every field is printed as it is or shortened; every file is made and opens."""
    for status in ("запланирован", "состоялся", "отменён"):
        brief = hostile_seminar(kb, root, text, status=status)
        made = make_all("seminars", replace(brief, documents=(), cases=()), workshop)
        assert all(pages_of(data) for data in papers(made).values())
        for data in word_files(made).values():
            docx.Document(io.BytesIO(data))
            assert not [part for part in parts_of(data) if "vba" in part.lower()]
    plans = make_all("programmes", hostile_programme(kb, root, text), workshop)
    title = " ".join(cleaned(text).split())[:12]
    assert title in words_of(plans["modules"].files[".docx"]).replace(NBSP, " ")


def test_the_same_bytes_twice(kb: KnowledgeBase, root: Path, ahead_set: Set) -> None:
    """Another process with the same record makes the very same files."""
    again = make_all("seminars", seminar(kb, root), Workshop(root))
    assert {id: made.files for id, made in again.items()} == {id: made.files for id, made in ahead_set.items()}
    assert {id: made.preview for id, made in again.items()} == {id: made.preview for id, made in ahead_set.items()}


def test_libreoffice_opens_every_sheet(
    tmp_path: Path, libreoffice: Path, ahead_set: Set, past_sets: Sets, plans: Sets
) -> None:
    """Each DOCX becomes a PDF in a real office with about as many pages as our own paper."""
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    own: dict[str, int] = {}
    for record, made in (("ahead", ahead_set), *past_sets.items(), *plans.items()):
        for name, data in word_files(made).items():
            file = f"{record}-{name.removesuffix('.docx')}"
            (tmp_path / "in" / f"{file}.docx").write_bytes(data)
            own[file] = pages_of(papers(made)[name.removesuffix(".docx") + ".pdf"])
    convert(libreoffice, sorted((tmp_path / "in").iterdir()), "pdf", tmp_path / "out", tmp_path / "home")
    for file, count in own.items():
        assert abs(pages_of((tmp_path / "out" / f"{file}.pdf").read_bytes()) - count) <= 1, file


def test_entries_of_the_tests_are_not_in_the_base(kb: KnowledgeBase) -> None:
    """The made-up seminar and programme live in tests only."""
    assert kb.get("seminars", entry_of("seminars", BARE).id) is None
    assert kb.get("programmes", "kurs") is None
