"""Texts for social networks: limits, nothing invented, nothing a network would act upon."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from technopark.artefacts.transfer.brief import ASK, CaseBrief, Site, case_briefs
from technopark.artefacts.transfer.cases import social
from technopark.artefacts.transfer.items import Workshop
from technopark.artefacts.transfer.plain import cut, units, visible
from technopark.knowledge import KnowledgeBase
from transfer_kit import HOSTILE, SITE, full, hostile, thin, with_case

LIMITS = {"-vk.txt": social.VK.limit, "-max.txt": social.MAX.limit, "-short.txt": social.SHORT_LIMIT}
LONG = {
    "one word": "ж" * 20_000,
    "no full stop": "слово " * 3_300,
    "sentences": "Так мы сделали в прошлом году. " * 640,
    "lines": "Строка.\n\n" * 2_000,
    "rare signs": "\U0001f600" * 20_000,
    "signs of every language": HOSTILE * 90,
}


def texts(brief: CaseBrief) -> dict[str, str]:
    """What people copy, by ending, with plain line ends."""
    files = social.make(brief, Workshop(Path())).files
    return {ending: data.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n") for ending, data in files.items()}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_limits_are_kept_whatever_the_record_says(kb: KnowledgeBase, root: Path, text: str) -> None:
    """With 20,000 characters in every field every text is within its limit, and the address is whole."""
    brief = hostile(kb, root, text)
    for ending, found in texts(brief).items():
        assert social.size(found) <= LIMITS[ending], ending
        assert brief.url in found, ending


def test_own_limits_are_below_those_of_the_networks() -> None:
    """Our limits leave room: a post takes 16,384 characters, a message of MAX 4,000."""
    assert social.VK.limit < social.VK_LIMIT
    assert social.MAX.limit < social.MAX_LIMIT


def test_every_case_has_three_texts_within_limits(kb: KnowledgeBase, root: Path) -> None:
    """All cases of the base give texts with title, holder or address, and the address is marked as a sample while there is none."""
    for brief in case_briefs(kb, root, Site.of("Практики наставничества", "")):
        found = texts(brief)
        assert found.keys() == LIMITS.keys()
        for ending, text in found.items():
            assert social.size(text) <= LIMITS[ending], (brief.id, ending)
            assert "(адрес-образец)" in text
        assert social.said(brief.holder.title) in found["-vk.txt"]


def test_the_essence_stands_before_the_fold(kb: KnowledgeBase, root: Path) -> None:
    """The first 280 characters of a post hold the mark, the title and the first sentence of the essence."""
    opening = texts(full(kb, root))["-vk.txt"][: social.OPENING]
    assert opening.startswith("Учебный пример: всё вымышлено.\n«Шаг за порог»\n")
    assert "год встречается со взрослым из города." in opening


def test_example_is_marked_and_real_cases_are_not(kb: KnowledgeBase, root: Path) -> None:
    """Every text of the teaching example begins with the mark; no text of a real case has it."""
    assert all(text.startswith("Учебный пример: всё вымышлено") for text in texts(full(kb, root)).values())
    assert not any("вымышлено" in text for text in texts(thin(kb, root)).values())


def test_no_number_that_the_record_does_not_have(kb: KnowledgeBase, root: Path) -> None:
    """Every figure of a text stands in the record or in the address."""
    for brief in case_briefs(kb, root, SITE):
        known = set(re.findall(r"\d+", repr(brief.case).replace(".", " ") + brief.url + brief.holder.title + repr(brief.publications)))
        for ending, text in texts(brief).items():
            assert set(re.findall(r"\d+", text)) <= known, (brief.id, ending)


def test_what_is_not_known_is_asked_below_the_line(kb: KnowledgeBase, root: Path) -> None:
    """A thin case has prompts only under the line that says not to publish them; the short text has none; they are counted."""
    brief = thin(kb, root)
    found = texts(brief)
    share = social.make(brief, Workshop(Path())).share
    assert share is not None
    for ending in ("-vk.txt", "-max.txt"):
        above, line, below = found[ending].partition("— — —")
        assert line
        assert ASK not in above
        assert below.count(ASK) == share.asked > 0
    assert ASK not in found["-short.txt"]


def test_full_case_asks_nothing(kb: KnowledgeBase, root: Path) -> None:
    """The teaching example needs no prompts: all of it may be published."""
    assert not any("— — —" in text or ASK in text for text in texts(full(kb, root)).values())


def test_results_go_with_sample_and_period(kb: KnowledgeBase, root: Path) -> None:
    """A figure never stands alone: its period and sample stand beside it."""
    assert "было 33 %, стало 78 % (декабрь 2024 — декабрь 2025; 9 подростков: 3 до начала, 7 после)" in texts(full(kb, root))["-vk.txt"]


@pytest.mark.parametrize(("written", "said"), [
    ("[id1|Иван] пишет", "(id1/Иван) пишет"),
    ("Зовём @all и *id1, #тег", "Зовём all и id1, тег"),
    ("Почта a@b.ru, №1 * 2", "Почта a@b.ru, №1 * 2"),
    ("**Жирно** и [ссылка](https://e.org)", "Жирно и ссылка"),
    ("а\u202eб\u200bв\u0007г", "а б в г"),
])  # fmt: skip
def test_signs_a_network_acts_upon_are_taken_away(written: str, said: str) -> None:
    """No mention, tag, wiki link, markup or sign that turns the line comes out of an author's text."""
    assert social.said(written) == said


def test_files_are_for_notepad_and_browsers(kb: KnowledgeBase, root: Path) -> None:
    """A file begins with the byte order mark, every line ends in CRLF, and the same record gives the same bytes."""
    brief = full(kb, root)
    first, second = (social.make(brief, Workshop(Path())).files for _ in range(2))
    assert first == second
    for data in first.values():
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n") > 0


@pytest.mark.parametrize("most", [0, 1, 2, 20, 280])
def test_cut_is_never_longer(most: int) -> None:
    """A text is cut at the end of a sentence or a word and never exceeds its room, rare signs counted as two."""
    for text in LONG.values():
        assert units(cut(visible(text), most)) <= most


def test_a_short_text_ends_at_a_clause(kb: KnowledgeBase, root: Path) -> None:
    """What is longer than the short text holds is cut where a clause ends, not in the middle of a name."""
    brief = full(kb, root)
    names = "Благотворительным фондом «Очень долгое название» и АНБО социальной помощи и поддержки «Дорога» " * 2
    long = f"Центр помог детям этого города найти наставников вместе с двумя партнёрами, давно ему знакомыми: {names}"
    text = social.short(with_case(brief, brief.case.model_copy(update={"summary": long})))
    essence = text.split("\n")[-2]
    assert essence.startswith("Центр помог детям")
    assert essence.endswith("давно ему знакомыми…")
