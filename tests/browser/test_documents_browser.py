"""The list of documents and a document's page in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

PAGES = ("documents/", "documents/reestr-nastavnikov/", "documents/dogovor-s-nastavnikom/")
AXE = "axe.run().then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.html + node.failureSummary)]))"
SHOWN = "[data-item]:not([hidden])"


def test_filters_narrow_the_matrix(page: Page) -> None:
    """Model, stage and who fills in narrow the rows, the counts follow, and the address keeps the choice."""
    page.goto("documents/")
    whole = page.locator(SHOWN).count()
    page.locator("[data-facet='stage'] input[value^='П5']").check()
    page.locator("[data-facet='role'] input[value='директор']").check()
    few = page.locator(SHOWN).count()
    assert 0 < few < whole
    assert page.locator(f"{SHOWN} td.st-on[data-label^='П5']").count() == few
    assert page.locator("[data-group]:not([hidden])").count() <= few
    assert f"{few}\u00a0документ" in page.locator("[data-total]").inner_text()
    page.goto(page.url)
    assert page.locator(SHOWN).count() == few
    page.locator("aside [data-reset]").click()
    assert page.locator(SHOWN).count() == whole


def test_from_the_list_to_the_form(page: Page) -> None:
    """«Заполнить» of a row opens the form with that document chosen; a pack's link chooses all of the pack."""
    page.goto("documents/")
    page.locator("[data-item]", has_text="Дневник встреч").get_by_role("link", name="Заполнить").click()
    page.locator("#fill").wait_for()
    assert page.locator("[data-doc] input:checked").evaluate_all("all => all.map(one => one.value)") == ["dnevnik-vstrech"]
    page.goto("documents/")
    page.locator(".pack-cards a", has_text="Заполнить").first.click()
    page.locator("#fill").wait_for()
    assert page.locator("[data-doc] input:checked").count() > 20


def test_downloads_lead_to_files(page: Page, fill_site: Path) -> None:
    """Every link to a file on the list leads to a file that is there and not empty."""
    page.goto("documents/")
    links = page.locator("main a[download]").evaluate_all("all => all.map(one => new URL(one.href).pathname)")
    assert len(links) > 80
    assert [link for link in links if not (fill_site / link.lstrip("/")).is_file()] == []


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [320, 390, 1024, 1440])
def test_no_sideways_scrolling(page: Page, address: str, width: int) -> None:
    """Nothing sticks out at any width; wide tables of the paper scroll inside it."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe_to_find(page: Page, root: Path, address: str, scheme: Literal["light", "dark"]) -> None:
    """axe-core is content with the matrix, the paper and the files."""
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.evaluate((root / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8") + "\n0")
    assert page.evaluate(AXE) == []


def test_matrix_is_a_table_without_scripts(browser: Browser, fill_site: Path, serve: Callable[[Path], Any]) -> None:
    """Without JavaScript the whole table is there, with its files."""
    context = browser.new_context(java_script_enabled=False, base_url=serve(fill_site).url)
    page = context.new_page()
    page.goto("documents/")
    assert page.locator("[data-item]:visible").count() == page.locator("[data-item]").count() > 20
    assert page.locator("[data-filters]").is_hidden()
    context.close()
