"""Comparing practices in a real browser: choosing, sharing by address, differences, keyboard, phone, paper, no scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

ONE, TWO, THREE = "edinstvo", "shkola-nastavnikov-usolye", "vzglyad-v-budushchee"
TITLES = {ONE: "«Единство»", TWO: "Школа наставников Усолья-Сибирского", THREE: "«Взгляд в будущее»"}
COMPARE = "cases/compare/"

Open = Callable[..., Page]


@pytest.fixture
def open_at(browser: Browser, fill_site: Path, serve: Callable[[Path], Any]) -> Iterator[Open]:
    """``open_at("cases/", width=390)`` under the strict policy; scripts may not fail."""
    url = serve(fill_site).url
    contexts = []
    failed: list[str] = []

    def start(address: str, *, width: int = 1280, route: tuple[str, Callable[[Route], None]] | None = None, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page: Page = context.new_page()
        page.on("pageerror", lambda error: failed.append(str(error)))
        if route:
            page.route(*route)
        page.goto(url + address)
        return page

    yield start
    for context in contexts:
        context.close()
    assert failed == []


def heads(page: Page) -> list[str]:
    """Practices in the table, in order."""
    return [text.replace("\u00a0", " ") for text in page.locator("[data-heads] th > a").all_text_contents()]


def query(page: Page) -> str:
    """The address after «?»."""
    return urlsplit(page.url).query


def test_ticking_in_the_list_leads_to_the_comparison(open_at: Open) -> None:
    """Two ticks, one button: the table has just these, in the order they were ticked; the way back finds them ticked."""
    page = open_at("cases/")
    bar = page.locator(".compare-bar")
    expect(bar).to_be_hidden()
    page.get_by_role("checkbox", name="Сравнить: Программа Школы наставников").check()
    expect(bar).to_contain_text("Отметьте ещё хотя бы одну")
    expect(bar.get_by_role("link")).to_be_hidden()
    page.get_by_role("checkbox", name="Сравнить: Проект наставничества «Единство»").check()
    assert query(page) == f"c={TWO},{ONE}"
    bar.get_by_role("link", name="Сравнить").click()
    expect(page.locator("[data-heads] th")).to_have_count(2)
    assert heads(page) == [TITLES[TWO], TITLES[ONE]]
    page.go_back()
    expect(page.locator(".card-compare input:checked")).to_have_count(2)
    page.get_by_role("button", name="Снять выбор").click()
    expect(page.locator(".card-compare input:checked")).to_have_count(0)
    assert query(page) == ""


def test_a_fifth_is_refused_and_told(open_at: Open) -> None:
    """Four are the most; the page says what to do."""
    page = open_at("cases/")
    boxes = page.locator(".card-compare input")
    for index in range(4):
        boxes.nth(index).check()
    boxes.nth(4).click()
    expect(boxes.nth(4)).not_to_be_checked()
    expect(page.locator(".compare-bar")).to_contain_text("Сначала снимите одну")
    assert query(page).count(",") == 3


def test_ticks_and_filters_live_together(open_at: Open) -> None:
    """Filtering keeps the ticks in the address, ticking keeps the filters."""
    page = open_at(f"cases/?c={ONE}")
    page.locator('[data-facet="municipality"] label', has_text="Иркутск").click()
    page.get_by_role("checkbox", name=re.compile("Сравнить: .*Территор")).check()
    assert parse_qs(query(page)) == {"c": [f"{ONE},nastavnichestvo-territoriya-dobra"], "municipality": ["Иркутск"]}
    page.locator(".filters [data-reset]").click()
    assert query(page) == f"c={ONE},nastavnichestvo-territoriya-dobra"


def test_a_practice_leads_to_the_comparison(open_at: Open) -> None:
    """From its page the practice is chosen already, and the page asks for another."""
    page = open_at(f"cases/{ONE}/")
    page.get_by_role("link", name="Сравнить с другими").click()
    expect(page.locator("[data-say]")).to_contain_text("С чем её сравнить?")
    assert heads(page) == [TITLES[ONE]]
    expect(page.locator("[data-pick]")).to_have_attribute("open", "")
    page.get_by_role("checkbox", name=TITLES[THREE]).check()
    assert heads(page) == [TITLES[ONE], TITLES[THREE]]
    assert query(page) == f"c={ONE},{THREE}"


def test_the_address_shares_the_choice(open_at: Open) -> None:
    """An address opens as it was sent: columns in its order, differences on; a foreign name is told, twins and a fifth are dropped."""
    page = open_at(f"{COMPARE}?c={THREE},{ONE},{THREE}&d=1")
    expect(page.locator("[data-heads] th")).to_have_count(2)
    assert heads(page) == [TITLES[THREE], TITLES[ONE]]
    expect(page.get_by_role("checkbox", name="Показать только различия")).to_be_checked()
    page = open_at(f"{COMPARE}?c={ONE},../../x,{TWO},net-takoy")
    expect(page.locator("[data-say]")).to_contain_text("Не удалось показать: net-takoy.")
    assert heads(page) == [TITLES[ONE], TITLES[TWO]]


def test_the_teaching_case_is_not_compared(open_at: Open) -> None:
    """Named in the address, fiction still does not stand beside what is real."""
    page = open_at(f"{COMPARE}?c=uchebnyy-primer,{ONE}")
    expect(page.locator("[data-say]")).to_contain_text("Не удалось показать: uchebnyy-primer.")
    assert heads(page) == [TITLES[ONE]]


def test_only_differences(open_at: Open) -> None:
    """Rows in which all say the same go, with the groups they leave empty; the count is told; they come back."""
    page = open_at(f"{COMPARE}?c={ONE},{THREE}")
    rows = page.locator("[data-row]:visible")
    everything = rows.count()
    page.get_by_role("checkbox", name="Показать только различия").check()
    kept = rows.evaluate_all("rows => rows.map(row => row.dataset.row)")
    assert {"holder", "municipality", "kind"} <= set(kept)
    assert not {"status", "results", "cost"} & set(kept)
    for row in rows.all():
        cells = [" ".join(text.split()) for text in row.locator("td").all_text_contents()]
        assert len(set(cells)) > 1
    expect(page.locator("[data-say]")).to_contain_text(f"Строк без различий скрыто: {everything - len(kept)}")
    expect(page.get_by_role("rowheader", name="Что это дало")).to_be_hidden()
    assert query(page) == f"c={ONE},{THREE}&d=1"
    page.get_by_role("checkbox", name="Показать только различия").uncheck()
    expect(rows).to_have_count(everything)


def test_gaps_are_named(open_at: Open) -> None:
    """What nobody described reads so in every column."""
    page = open_at(f"{COMPARE}?c={ONE},{THREE}")
    assert page.locator('[data-row="cost"] td').all_text_contents() == ["не описано", "не описано"]


def test_keyboard_removes_and_adds(open_at: Open) -> None:
    """Removing a column keeps the focus in the table; the last one gives it to the choice; a tick is a space away."""
    page = open_at(f"{COMPARE}?c={ONE},{TWO},{THREE}")
    page.get_by_role("button", name=f"Убрать из сравнения: {TITLES[TWO]}").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Убрать из сравнения: {TITLES[THREE]}")).to_be_focused()
    assert heads(page) == [TITLES[ONE], TITLES[THREE]]
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Убрать из сравнения: {TITLES[ONE]}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-pick] summary")).to_be_focused()
    expect(page.locator("[data-say]")).to_contain_text("Показаны все")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("[data-heads] th")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("[data-heads] th")).to_have_count(2)


def test_a_column_the_page_lacks_comes_from_its_own_page(open_at: Open) -> None:
    """With more practices than the table holds the missing column is fetched, and is the very same."""
    whole = open_at(f"{COMPARE}?c={ONE},{TWO}")
    expect(whole.locator("[data-heads] th")).to_have_count(2)
    expected = whole.locator("table").inner_html()

    def without(route: Route) -> None:
        answer = route.fetch()
        body = re.sub(rf'<th scope="col"[^>]*data-id="{ONE}".*?</th>', "", answer.text())
        body = re.sub(rf'<td role="cell" data-name="{TITLES[ONE]}">.*?</td>', "", body, flags=re.DOTALL)
        body = re.sub(rf'<label class="option"><input type="checkbox" value="{ONE}".*?</label>', "", body)
        route.fulfill(response=answer, body=body)

    page = open_at(f"{COMPARE}?c={ONE},{TWO}", route=("**/cases/compare/**", without))
    expect(page.locator("[data-heads] th")).to_have_count(2)
    assert heads(page) == [TITLES[ONE], TITLES[TWO]]
    assert re.sub(r"\s+", " ", page.locator("table").inner_html()) == re.sub(r"\s+", " ", expected)
    expect(page.locator(f'[data-pick] input[value="{ONE}"]')).to_be_checked()
    page.locator('[data-row="holder"] td').first.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/organisations/cpd-sverdlovskiy/$"))


def test_without_scripts_the_whole_table_is_there(open_at: Open) -> None:
    """All practices, no dead control; what scrolls sideways is reached by keyboard, and the questions stay in sight."""
    page = open_at(COMPARE, width=390, java_script_enabled=False)
    assert len(heads(page)) == 7
    expect(page.locator("[data-tools]")).to_be_hidden()
    expect(page.locator("[data-remove]").first).to_be_hidden()
    expect(page.locator("[data-plain]")).to_be_visible()
    wrap = page.get_by_role("region", name="Таблица сравнения")
    wrap.focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(600)
    label = page.locator('[data-row="holder"] th').bounding_box()
    cell = page.locator('[data-row="holder"] td').first.bounding_box()
    assert label is not None
    assert cell is not None
    assert 0 <= label["x"] < 30
    assert cell["x"] < label["x"]
    assert open_at("cases/", java_script_enabled=False).locator(".card-compare").count() == 0


@pytest.mark.parametrize("size", ["normal", "huge"])
def test_two_practices_read_side_by_side_on_a_phone(open_at: Open, size: str) -> None:
    """At 390 pixels both values stand under their question, beside each other, and the names stay at the top."""
    page = open_at(f"{COMPARE}?c={ONE},{TWO}", width=390)
    page.evaluate("size => document.documentElement.setAttribute('data-size', size)", size)
    expect(page.locator("[data-heads] th")).to_have_count(2)
    row = page.locator('[data-row="holder"]')
    page.locator('[data-row="cost"]').evaluate("node => node.scrollIntoView({block: 'start'})")
    head = page.locator("[data-heads] th").first.bounding_box()
    assert head is not None
    assert 0 <= head["y"] < 60
    question, left, right = (part.bounding_box() for part in (row.locator("th"), row.locator("td").nth(0), row.locator("td").nth(1)))
    assert question is not None
    assert left is not None
    assert right is not None
    assert question["y"] + question["height"] <= left["y"] + 1
    assert left["y"] == right["y"]
    assert left["width"] > 150
    assert left["x"] + left["width"] <= right["x"]
    assert right["x"] + right["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_paper_has_the_table_and_not_the_tools(open_at: Open) -> None:
    """Printed, the choice is gone and the columns are whole."""
    page = open_at(f"{COMPARE}?c={ONE},{TWO}")
    page.emulate_media(media="print")
    expect(page.locator("[data-tools]")).to_be_hidden()
    expect(page.locator("[data-remove]").first).to_be_hidden()
    expect(page.locator("table")).to_be_visible()
    sheet = page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox \[0 0 84[12]\.?\d* 59[45]", sheet)
