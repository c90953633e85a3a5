"""The page «Собрать пособие» in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

COMMAND = "[data-command]"
AXE = "axe.run().then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.html + node.failureSummary)]))"


def tick(page: Page, *ids: str) -> None:
    """Tick practices by id."""
    for id in ids:
        page.locator(f"input[value='{id}']").check()


def test_ticking_builds_the_command(page: Page) -> None:
    """The command names exactly what is ticked, in the order of the page; the number has the right word; the address keeps it all."""
    page.goto("manual/")
    assert page.locator("[data-command-box]").is_hidden()
    assert "ничего не выбрано" in page.locator("[data-count]").inner_text()
    tick(page, "edinstvo")
    assert page.locator(COMMAND).inner_text() == "python3 run.py manual --ids edinstvo"
    assert page.locator("[data-count]").inner_text() == "Выбрано: 1\u00a0практика"
    tick(page, "shkola-nastavnikov-usolye")
    assert page.locator(COMMAND).inner_text() == "python3 run.py manual --ids shkola-nastavnikov-usolye,edinstvo"
    assert page.locator("[data-count]").inner_text() == "Выбрано: 2\u00a0практики"
    assert page.url.endswith("?ids=shkola-nastavnikov-usolye,edinstvo")
    page.goto(page.url)
    assert page.locator(COMMAND).inner_text() == "python3 run.py manual --ids shkola-nastavnikov-usolye,edinstvo"
    page.locator("[data-none]").click()
    assert "?" not in page.url
    assert page.locator("[data-command-box]").is_hidden()


def test_a_ready_book_is_named(page: Page) -> None:
    """When the choice is that of a ready book, its files are offered at once; when it is all of a holder, the shorter command."""
    page.goto("manual/?ids=vzglyad-v-budushchee,shkola-nastavnikov-usolye,edinstvo")
    same = page.locator("[data-same]")
    assert "Такое пособие уже готово" in same.inner_text()
    assert page.evaluate("[...document.querySelectorAll('[data-same] a')].map(a => a.getAttribute('href').split('/').pop())") == [
        "posobie-iz-opyta-raboty.pdf", "posobie-iz-opyta-raboty.docx",
    ]  # fmt: skip
    page.locator("[data-all]").click()
    assert "Все практики базы" in same.inner_text()
    page.locator("[data-none]").click()
    assert same.is_hidden()
    for box in page.locator("[data-holder='cpd-sverdlovskiy'] input").all():
        box.check()
    assert "--holder cpd-sverdlovskiy" in same.inner_text()


def test_ready_files_are_there(page: Page, fill_site: Path) -> None:
    """Every ready manual leads to a file that is there, and says its format and size."""
    page.goto("manual/")
    links = page.locator(".manual-ready a")
    assert links.count() >= 4
    for link in links.all():
        address = link.get_attribute("href") or ""
        file = fill_site / address.removeprefix("../")
        assert file.stat().st_size > 10_000
        assert file.suffix.lstrip(".").upper() in link.inner_text()
        assert "КБ" in link.inner_text() or "МБ" in link.inner_text()


def test_the_command_is_copied(browser: Browser, fill_site: Path, serve: Callable[[Path], Any]) -> None:
    """The button puts the command on the clipboard and says so; without a clipboard it selects the command."""
    url = serve(fill_site).url
    context = browser.new_context(base_url=url, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("manual/?ids=edinstvo")
    page.locator("[data-copy]").click()
    page.locator("[data-copied]", has_text="Скопировано").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "python3 run.py manual --ids edinstvo"
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.locator("[data-copy]").click()
    assert "Ctrl+C" in page.locator("[data-copied]").inner_text()
    assert page.evaluate("String(getSelection())") == "python3 run.py manual --ids edinstvo"
    context.close()


def test_without_scripts(browser: Browser, fill_site: Path, serve: Callable[[Path], Any]) -> None:
    """Without scripts there are the ready books, the names of all practices and the command to put them into; no dead boxes."""
    context = browser.new_context(base_url=serve(fill_site).url, java_script_enabled=False)
    page = context.new_page()
    page.goto("manual/")
    assert page.locator(".manual-ready a").first.is_visible()
    assert "python3 run.py manual --ids " in page.locator("[data-plain] code").inner_text()
    assert page.locator(".manual-name", has_text="edinstvo").is_visible()
    assert page.locator("[data-manual] input:visible").count() == 0
    assert page.locator("[data-copy]").is_hidden()
    context.close()


def test_an_address_with_unknown_names(page: Page) -> None:
    """Names that are not in the list, a teaching example among them, are left out of the command."""
    page.goto("manual/?ids=uchebnyy-primer,net-takoy,edinstvo,%3Cscript%3E")
    assert page.locator(COMMAND).inner_text() == "python3 run.py manual --ids edinstvo"


@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_and_is_accessible(page: Page, root: Path, width: int) -> None:
    """No sideways scrolling on a phone or a desktop; axe finds nothing wrong with a choice made."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("manual/?ids=edinstvo,podgotovka-k-samostoyatelnoy-zhizni,nastavnichestvo-territoriya-dobra")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate((root / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    assert page.evaluate(AXE) == []
