"""The site in a real browser: narrow and wide, with scripts and without, under the strict policy."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ADDRESSES = (
    "",
    "about/",
    "search/",
    "cases/",
    "cases/uchebnyy-primer/",
    "cases/edinstvo/",
    "cases/compare/",
    "cases/compare/?c=edinstvo,vzglyad-v-budushchee,shkola-nastavnikov-usolye",
    "models/model-1/",
    "models/model-2/",
    "documents/",
    "documents/dogovor-s-nastavnikom/",
    "seminars/2017-05-19-obobshchit-praktiku/",
    "programmes/",
    "acts/152-fz/",
    "glossary/",
    "glossary/nastavnik/",
    "contours/yadro/",
    "organisations/umc-rso/",
    "404.html",
)
"""One page of every type."""

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder of the repository's own site."""
    target = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture
def live(built: Path, serve: Callable[[Path], Any]) -> str:
    """The site's address on this machine, under the strict policy."""
    return str(serve(built).url)


@pytest.fixture
def open_page(browser: Browser, live: str) -> Iterator[Open]:
    """Open an address of the site: ``open_page("cases/", width=390, java_script_enabled=False)``."""
    with ExitStack() as stack:

        def opened(address: str, width: int = 1280, **options: Any) -> Page:
            context = stack.enter_context(_context(browser, width, options))
            page: Page = context.new_page()
            page.goto(live + address)
            return page

        yield opened


@contextmanager
def _context(browser: Browser, width: int, options: dict[str, Any]) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    try:
        yield context
    finally:
        context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_sticks_out_on_a_phone(open_page: Open, address: str) -> None:
    """At 320 and 390 pixels no page scrolls sideways."""
    page = open_page(address, 390)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_complaint_and_no_stranger(open_page: Open, live: str, address: str) -> None:
    """Under ``default-src 'self'`` the console stays silent and only our own address is asked."""
    page = open_page("404.html")
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live + address)
    page.wait_for_load_state("networkidle")
    assert said == []
    assert [url for url in asked if not url.startswith((live, "data:", "blob:"))] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_accessible(open_page: Open, root: Path, address: str) -> None:
    """axe-core finds nothing against WCAG 2.1 A and AA and its own good practice, in both themes."""
    page = open_page(address)
    page.evaluate((root / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})")
        told = [(v["id"], [node["target"] for node in v["nodes"]][:3], v["nodes"][0]["failureSummary"]) for v in found["violations"]]
        assert not told, (scheme, told)


def test_filters_narrow_the_list_and_live_in_the_address(open_page: Open) -> None:
    """Choosing an option hides the rest, changes the total, the counts and the address; the way back restores them."""
    page = open_page("cases/")
    cards = page.locator("[data-item]:visible")
    everything = cards.count()
    page.locator('[data-facet="municipality"] label', has_text="Иркутск").click()
    expect(cards).to_have_count(3)
    assert parse_qs(urlsplit(page.url).query) == {"municipality": ["Иркутск"]}
    expect(page.locator("[data-total]")).to_have_text(f"3\u00a0практики из {everything}")
    expect(page.locator('[data-facet="holder"] label', has_text="Ангарск").locator("[data-count]")).to_have_text("0")
    page.go_back()
    expect(cards).to_have_count(everything)


def test_shared_filter_opens_as_it_was(open_page: Open) -> None:
    """An address with a filter shows the filtered list, the ticked option and its chip."""
    page = open_page("cases/?municipality=Ангарск")
    expect(page.locator("[data-item]:visible")).to_have_count(1)
    expect(page.get_by_role("checkbox", name="Ангарск 1", exact=True).last).to_be_checked()
    expect(page.locator("[data-chips] .chip")).to_have_text(["Ангарск ×"])
    page.locator(".filters [data-reset]").click()
    assert urlsplit(page.url).query == ""


def test_empty_result_says_what_to_loosen(open_page: Open) -> None:
    """When nothing suits, the page says so, names the condition to lift and offers to reset."""
    page = open_page("cases/?municipality=Ангарск&case_kind=школа")
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.locator("[data-empty-hint]")).to_contain_text("найдётся")
    page.locator("[data-empty] [data-reset]").click()
    expect(page.locator("[data-empty]")).to_be_hidden()


def test_sorting_changes_the_order(open_page: Open) -> None:
    """By date the newest come first, and the address says so."""
    page = open_page("seminars/")
    page.locator("[data-sort] select").select_option("day")
    days = page.locator("[data-item]").evaluate_all("nodes => nodes.map(node => node.dataset.day)")
    assert days == sorted(days, reverse=True)
    assert "sort=day" in page.url


@pytest.mark.parametrize("width", [1024, 1100, 1343])
def test_filters_over_the_matrix_are_low(open_page: Open, width: int) -> None:
    """Where the table of documents takes the whole width, its filters take a third of the window, and every option is reached."""
    page = open_page("documents/", width)
    panel = page.locator("[data-filters]").bounding_box()
    table = page.locator("table.documents").bounding_box()
    assert panel is not None
    assert table is not None
    assert panel["height"] < 400
    assert panel["y"] + panel["height"] <= table["y"]
    option = page.locator('[data-facet="stage"] input').last
    option.focus()
    option.press("Space")
    expect(page.locator("[data-chips] .chip")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ["cases/", "glossary/", "documents/"])
def test_lists_work_without_scripts(open_page: Open, address: str) -> None:
    """Without JavaScript the whole list is there in groups, and no dead control is shown."""
    page = open_page(address, java_script_enabled=False)
    assert page.locator("[data-item]").count() == page.locator("[data-item]:visible").count() > 0
    expect(page.locator("[data-filters]")).to_be_hidden()
    expect(page.locator(".view-menu")).to_be_hidden()
    assert page.locator(".group-title").first.is_visible()


def test_menu_opens_on_a_phone_without_scripts(open_page: Open) -> None:
    """The menu is a plain disclosure: it works on a phone with JavaScript off."""
    page = open_page("cases/", 390, java_script_enabled=False)
    page.locator(".menu summary").click()
    page.locator(".menu-nav a", has_text="Глоссарий").click()
    assert page.url.endswith("/glossary/")


def test_stage_opens_beside_the_drawing(open_page: Open) -> None:
    """A chosen stage shows its panel beside the drawing and changes the address; closing restores both."""
    page = open_page("models/model-1/", 1440)
    page.locator("svg a[data-stage=p3]").click()
    assert urlsplit(page.url).fragment == "p3"
    side = page.locator("[data-panel-place]")
    expect(side.locator("h3")).to_contain_text("Проверка и отбор")
    drawing, panel = page.locator(".process").bounding_box(), side.bounding_box()
    assert drawing is not None
    assert panel is not None
    assert panel["x"] >= drawing["x"] + drawing["width"]
    side.get_by_role("button", name="Закрыть").click()
    assert urlsplit(page.url).fragment == ""
    expect(side).to_contain_text("Как читать схему")


def test_shared_stage_opens_by_its_address(open_page: Open) -> None:
    """An address with a stage opens that stage."""
    page = open_page("models/model-2/#p5", 1440)
    expect(page.locator("[data-panel-place] h3")).to_contain_text("Закрепление")


def test_stage_is_reached_without_scripts(open_page: Open) -> None:
    """Without JavaScript the stage's link goes to its section below."""
    page = open_page("models/model-1/", 390, java_script_enabled=False)
    page.locator(".model-path a", has_text="Закрепление").click()
    expect(page.locator("#p5")).to_be_in_viewport()


def test_term_card_opens_and_lets_go(open_page: Open) -> None:
    """The card of a term comes on hover and on focus, and Esc takes it away without moving the focus."""
    page = open_page("models/model-1/", 1440)
    link = page.locator("a.term").first
    card = page.locator("#term-card")
    link.hover()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.mouse.move(0, 0)
    link.focus()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()


def test_term_card_opens_on_tap(open_page: Open) -> None:
    """On a phone the first tap shows the card, which leads to the term."""
    page = open_page("models/model-1/", 390, has_touch=True, is_mobile=True)
    page.locator("a.term").first.tap()
    expect(page.locator("#term-card")).to_be_visible()
    assert "/models/model-1/" in page.url
    page.locator("#term-card a").tap()
    page.wait_for_url("**/glossary/*/")


def test_view_is_kept(open_page: Open, live: str) -> None:
    """The chosen colours and size stay when the reader goes on; one button brings the usual view back."""
    page = open_page("cases/")
    page.locator(".view-menu summary").click()
    page.get_by_label("тёмные").check()
    page.get_by_label("очень крупный").check()
    page.goto(live + "glossary/")
    assert page.evaluate("[document.documentElement.dataset.theme, document.documentElement.dataset.size]") == ["dark", "huge"]
    page.locator(".view-menu summary").click()
    page.get_by_role("button", name="Вернуть обычный вид").click()
    assert page.evaluate("document.documentElement.dataset.theme") is None


@pytest.mark.parametrize("theme", ["contrast", "inverse", "blue"])
def test_huge_letters_stay_on_the_page(open_page: Open, live: str, theme: str) -> None:
    """With the largest letters and wide spacing nothing sticks out, in every scheme."""
    page = open_page("cases/", 1280)
    view = f'{{"theme":"{theme}","size":"huge","spacing":"wide","face":"sans"}}'
    page.evaluate("view => localStorage.setItem('technopark-view', view)", view)
    for address in ("", "cases/", "cases/uchebnyy-primer/", "models/model-1/", "documents/"):
        page.goto(live + address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address


def test_focus_is_seen(open_page: Open) -> None:
    """The first Tab shows the way past the header, and a focused link has an outline."""
    page = open_page("cases/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_paper_has_the_text_and_not_the_tools(open_page: Open) -> None:
    """On paper there is no menu, no search and no filter, and the text is black."""
    page = open_page("cases/uchebnyy-primer/")
    page.emulate_media(media="print")
    for tool in (".site-nav", ".site-search", ".toc", ".for-editor"):
        expect(page.locator(tool).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    expect(page.locator(".banner-fictional")).to_be_visible()
