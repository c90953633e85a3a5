"""Photographs of the HTML deck in a real browser: from a disk, on the site under its policy, on a phone and paper."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from photo_kit import ALT, LANDSCAPE, LICENCE, PANORAMA, PORTRAIT, pictured
from technopark.artefacts.transfer.cases import pecha_kucha
from technopark.artefacts.transfer.items import Workshop
from technopark.knowledge import KnowledgeBase
from transfer_kit import HOSTILE, full, hostile

pytestmark = pytest.mark.browser

WIDE: ViewportSize = {"width": 1280, "height": 800}
WALL: ViewportSize = {"width": 1920, "height": 1080}
PHONE: ViewportSize = {"width": 390, "height": 844}
AXE = "axe.run().then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.html + node.failureSummary)]))"
SHOWN = """
(() => {
  const photo = document.querySelector('.slide.now .shot');
  if (!photo) return null;
  const [own, face] = [photo, photo.closest('.face')].map(one => one.getBoundingClientRect());
  const around = ['h2', '.source', '.foot', '.mark'].map(name => document.querySelector(`.slide.now .face > ${name}`))
    .filter(Boolean).map(one => one.getBoundingClientRect());
  return {
    loaded: photo.complete && photo.naturalWidth > 0, source: photo.currentSrc.slice(0, 22), file: photo.src.split('/').pop().slice(0, 20),
    shape: own.width / own.height, wanted: photo.getAttribute('width') / photo.getAttribute('height'),
    fit: getComputedStyle(photo).objectFit,
    wide: own.width / face.width, inside: own.left >= face.left - 1 && own.right <= face.right + 1 && own.bottom <= face.bottom + 1,
    apart: around.every(box => box.bottom <= own.top + 1 || box.top >= own.bottom - 1),
  };
})()
"""
"""How the photograph of the slide stands."""


LOADED = "Promise.all(Array.from(document.images, one => one.complete || new Promise(done => { one.onload = one.onerror = done; })))"
"""Waits for the pictures. Waiting for a condition again and again would need ``eval``, which the site's policy forbids."""


@pytest.fixture(scope="module")
def site(kb: KnowledgeBase, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the site has it: the viewer's files; decks and photographs beside the pages of their cases."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(root / "docs/assets/deck", folder / "assets/deck")
    (folder / "favicon.ico").touch()
    workshop = Workshop(root)
    sizes = (LANDSCAPE, PORTRAIT, PANORAMA)
    for name, plain, text in (("uchebnyy-primer", full(kb, root), ""), ("hostile", hostile(kb, root), HOSTILE)):
        place = folder / "cases" / name
        brief = pictured(plain, place, sizes, text=text)
        (place / f"{name}-pecha-kucha.html").write_bytes(pecha_kucha.make(brief, workshop).files[".html"])
    return folder


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., tuple[Page, list[str], list[str]]]]:
    """``open_page(url)`` gives the page, the complaints of the browser and the addresses asked for."""
    contexts: list[BrowserContext] = []

    def start(url: str, *, size: Any = WIDE) -> tuple[Page, list[str], list[str]]:
        contexts.append(browser.new_context(viewport=size, reduced_motion="reduce"))
        page = contexts[-1].new_page()
        complaints: list[str] = []
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(url)
        return page, complaints, asked

    yield start
    for context in contexts:
        context.close()


def shown(page: Page) -> dict[int, Any]:
    """Photographs by the number of their slide, of the first six."""
    found: dict[int, Any] = {}
    page.keyboard.press("Home")
    for number in range(1, 7):
        page.evaluate(LOADED)
        if one := page.evaluate(SHOWN):
            found[number] = one
        page.keyboard.press("ArrowRight")
    return found


@pytest.mark.parametrize("name", ["uchebnyy-primer", "hostile"])
@pytest.mark.parametrize("size", [WIDE, WALL, PHONE], ids=["wide", "wall", "phone"])
def test_from_a_disk_the_file_shows_them(open_page: Callable[..., Any], site: Path, name: str, size: Any) -> None:
    """Three pictures out of the file itself, undistorted, apart from all words; nothing else is asked for, nobody complains."""
    page, complaints, asked = open_page((site / "cases" / name / f"{name}-pecha-kucha.html").as_uri(), size=size)
    found = shown(page)
    assert list(found) == ([1, 3, 4] if name == "uchebnyy-primer" else [1, 2, 3])
    for one in found.values():
        assert one["loaded"]
        assert one["source"] == "data:image/jpeg;base64"
        assert one["shape"] == pytest.approx(one["wanted"], rel=0.02)
        assert one["inside"]
        assert one["apart"]
    assert found[1]["wide"] > 0.6
    assert [url for url in asked if not url.startswith("data:")] == asked[:1]
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", ["uchebnyy-primer", "hostile"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_on_the_site_the_viewer_shows_the_sites_own(
    open_page: Callable[..., Any], site: Path, serve: Callable[[Path], Any], name: str, size: Any
) -> None:
    """Under ``default-src 'self'`` the photographs come from beside the deck, cut to the same shape; the policy has nothing to forbid."""
    served = serve(site)
    page, complaints, asked = open_page(f"{served.url}assets/deck/show.html?deck=cases/{name}/{name}-pecha-kucha.html", size=size)
    page.locator("body.live").wait_for()
    found = shown(page)
    assert [one["file"] for one in found.values()] == ["photo-1.jpg", "photo-2.jpg", "photo-3.jpg"]
    for one in found.values():
        assert one["loaded"]
        assert one["shape"] == pytest.approx(one["wanted"], rel=0.02)
        assert one["fit"] == "cover"
        assert one["inside"]
        assert one["apart"]
    assert {url for url in asked if url.endswith(".jpg")} == {f"{served.url}cases/{name}/photo-{number}.jpg" for number in (1, 2, 3)}
    assert all(url.startswith(served.url) for url in asked)
    assert complaints == []


def test_on_the_site_the_file_itself_says_what_they_show(open_page: Callable[..., Any], site: Path, serve: Callable[[Path], Any]) -> None:
    """Opened as a page of the site the pictures are not allowed; their words stand there instead, in place of the pictures."""
    page, complaints, _ = open_page(f"{serve(site).url}cases/uchebnyy-primer/uchebnyy-primer-pecha-kucha.html")
    expect(page.get_by_role("img", name=ALT)).to_have_count(3)
    assert page.evaluate("Array.from(document.images).every(one => one.complete && one.naturalWidth === 0)")
    assert page.locator(".slide h2:visible").count() == 20
    assert all("Content Security Policy" in complaint for complaint in complaints)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_viewer_takes_no_address_of_a_deck_for_a_photograph(
    open_page: Callable[..., Any], site: Path, serve: Callable[[Path], Any]
) -> None:
    """A file whose picture names another place shows its words and asks nobody."""
    place = site / "cases/uchebnyy-primer"
    page_text = (place / "uchebnyy-primer-pecha-kucha.html").read_text(encoding="utf-8")
    for number, bad in enumerate(("../../x.jpg", "//example.org/x.jpg", "https://example.org/x.jpg"), 1):
        page_text = page_text.replace(f'data-photo="photo-{number}.jpg"', f'data-photo="{bad}"')
    (place / "changed.html").write_text(page_text, encoding="utf-8", newline="\n")
    served = serve(site)
    page, complaints, asked = open_page(f"{served.url}assets/deck/show.html?deck=cases/uchebnyy-primer/changed.html")
    page.locator("body.live").wait_for()
    assert page.locator("img[src]").count() == 0
    assert not [url for url in asked if ".jpg" in url]
    assert complaints == []


def test_paper_and_axe(open_page: Callable[..., Any], site: Path, root: Path) -> None:
    """Twenty sheets with the pictures on theirs, the licence under them; axe-core finds nothing."""
    page, complaints, _ = open_page((site / "cases/uchebnyy-primer/uchebnyy-primer-pecha-kucha.html").as_uri())
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True)) as document:
        assert len(document) == 20
        for number in (1, 3, 4):
            sheet = document[number - 1]
            assert LICENCE in " ".join(sheet.get_textpage().get_text_range().replace("\u00a0", " ").split())
            red, _, blue = sheet.render(scale=1).to_pil().convert("RGB").getpixel((sheet.get_width() / 2, sheet.get_height() * 0.3))
            assert blue > red + 60, number
    page.evaluate((root / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8") + "\n0")
    assert page.evaluate(AXE) == []
    assert complaints == []
