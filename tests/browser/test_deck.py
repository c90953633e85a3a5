"""The HTML deck in a real browser: from a disk and on the site, on a wall, a phone and paper."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.cases import pecha_kucha
from technopark.artefacts.transfer.items import Workshop
from technopark.knowledge import KnowledgeBase
from transfer_kit import full, hostile, thin

pytestmark = pytest.mark.browser

AXE = "axe.run().then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.html + node.failureSummary)]))"
NOW = "Array.from(document.querySelectorAll('.slide')).findIndex(one => one.classList.contains('now')) + 1"
SHOW = "assets/deck/show.html?deck=cases/{0}/{0}-pecha-kucha.html"
WIDE: ViewportSize = {"width": 1280, "height": 800}
OLD: ViewportSize = {"width": 1024, "height": 768}
WALL: ViewportSize = {"width": 1920, "height": 1080}
PHONE: ViewportSize = {"width": 390, "height": 844}

WATCH = """
window.seen = [];
new MutationObserver(() => {
  const place = document.querySelectorAll('.slide.now')[0];
  const number = Array.from(document.querySelectorAll('.slide')).indexOf(place) + 1;
  if (!window.seen.length || window.seen.at(-1)[0] !== number) window.seen.push([number, performance.now()]);
}).observe(document.querySelector('main'), {subtree: true, attributes: true, attributeFilter: ['class']});
"""
"""Notes when each slide came up, by the browser's own clock."""

LEAVES = """
(() => {
  const face = document.querySelector('.slide.now .face').getBoundingClientRect();
  const texts = Array.from(document.querySelectorAll('.slide.now .face :is(h2, p, li, text)'));
  return texts.map(one => [one.textContent.slice(0, 40), one.getBoundingClientRect()])
    .filter(([, box]) => box.width)
    .filter(([, box]) => box.left < face.left - 1 || box.right > face.right + 1 || box.top < face.top - 1 || box.bottom > face.bottom + 1)
    .map(([text]) => text);
})()
"""
"""Texts of the slide that leave it."""

MEETS = """
(() => {
  const boxes = Array.from(document.querySelectorAll('.slide.now .face > h2, .slide.now .body > *, .slide.now .source, .slide.now .foot'))
    .map(one => [one.className.baseVal || one.className || one.tagName, one.getBoundingClientRect()]);
  const out = [];
  boxes.forEach(([a, first], i) => boxes.slice(i + 1).forEach(([b, second]) => {
    const side = Math.min(first.right, second.right) - Math.max(first.left, second.left);
    const deep = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top);
    if (side > 2 && deep > 3) out.push(`${a} / ${b}: ${deep}`);
  }));
  return out;
})()
"""
"""Blocks of the slide that lie on one another."""


@pytest.fixture(scope="module")
def site(kb: KnowledgeBase, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the site has it: the viewer's files, and decks beside the pages of their cases."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(root / "docs/assets/deck", folder / "assets/deck")
    (folder / "favicon.ico").touch()  # a browser asks for it once a run
    workshop = Workshop(root)
    texts: dict[str, CaseBrief] = {
        "uchebnyy-primer": full(kb, root),
        "edinstvo": thin(kb, root),
        "hostile": hostile(kb, root),
        "long": hostile(kb, root, "Так мы сделали в прошлом году, и это помогло всем. " * 30),
        "one-word": hostile(kb, root, "ж" * 300),
    }
    for name, brief in texts.items():
        place = folder / "cases" / name
        place.mkdir(parents=True)
        (place / f"{name}-pecha-kucha.html").write_bytes(pecha_kucha.make(brief, workshop).files[".html"])
    return folder


@pytest.fixture
def open_deck(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """``open_deck("edinstvo")`` opens a deck as a file of this machine; afterwards nothing may have been asked for or complained of."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    complaints: list[str] = []

    def start(name: str = "uchebnyy-primer", *, clock: bool = False, size: Any = WIDE, **options: Any) -> Page:
        contexts.append(browser.new_context(viewport=size, **options))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if clock:
            page.clock.install()
        page.goto((site / "cases" / name / f"{name}-pecha-kucha.html").as_uri())
        return page

    yield start
    for context in contexts:
        context.close()
    assert len(asked) == len(contexts), asked
    assert complaints == []


def slide_of(page: Page) -> int:
    """Which slide is shown, from 1."""
    return int(page.evaluate(NOW))


# --------------------------------------------------------------------------- from a disk


def test_slides_change_every_twenty_seconds(open_deck: Callable[..., Page]) -> None:
    """In real time: two changes come 20 s ± 0.3 s apart, and the second 40 s ± 0.3 s after the start: no drift."""
    page = open_deck()
    page.evaluate(WATCH)
    start = page.evaluate("(document.querySelector('.bar .main').click(), performance.now())")
    page.wait_for_function("window.seen.length >= 2", timeout=45_000)
    seen = dict(page.evaluate("window.seen"))
    assert set(seen) == {2, 3}
    assert seen[2] - start == pytest.approx(20_000, abs=300)
    assert seen[3] - seen[2] == pytest.approx(20_000, abs=300)
    assert seen[3] - start == pytest.approx(40_000, abs=300)


def test_nothing_moves_before_the_start(open_deck: Callable[..., Page]) -> None:
    """The deck waits for «Начать показ» on its first slide for as long as it takes."""
    page = open_deck(clock=True)
    page.clock.run_for(90_000)
    assert slide_of(page) == 1
    expect(page.get_by_role("button", name="Начать показ")).to_be_focused()


def test_whole_show_takes_six_minutes_forty(open_deck: Callable[..., Page]) -> None:
    """Slide after slide at its second, the twentieth until 400 s; then the show has ended and begins anew on demand."""
    page = open_deck(clock=True)
    page.get_by_role("button", name="Начать показ").click()
    for number in range(1, 21):
        page.clock.run_for(10_000)
        assert slide_of(page) == number
        assert f"{number} из 20" in (page.locator(".count").text_content() or "")
        page.clock.run_for(10_000)
    assert slide_of(page) == 20
    expect(page.locator(".count")).to_have_text("Показ закончен")
    page.get_by_role("button", name="Показать снова").click()
    page.clock.run_for(1_000)
    assert slide_of(page) == 1


def test_pause_holds_the_time(open_deck: Callable[..., Page]) -> None:
    """Space stops the clock and starts it where it stood: fifteen seconds before a long pause leave five after it."""
    page = open_deck(clock=True)
    page.keyboard.press("Space")
    page.clock.run_for(15_000)
    page.keyboard.press("Space")
    page.clock.run_for(600_000)
    assert slide_of(page) == 1
    expect(page.get_by_role("button", name="Продолжить")).to_be_visible()
    page.keyboard.press("Space")
    page.clock.run_for(4_000)
    assert slide_of(page) == 1
    page.clock.run_for(1_500)
    assert slide_of(page) == 2


def test_a_late_timer_does_not_delay_the_next_slide(open_deck: Callable[..., Page]) -> None:
    """After the machine slept for 47 seconds of the show the third slide is up, and the fourth comes at the sixtieth."""
    page = open_deck(clock=True)
    page.keyboard.press("Space")
    page.clock.fast_forward(47_000)
    assert slide_of(page) == 3
    page.clock.run_for(12_500)
    assert slide_of(page) == 3
    page.clock.run_for(1_000)
    assert slide_of(page) == 4


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (["ArrowRight"], 2), (["PageDown", "ArrowDown"], 3), (["End"], 20), (["End", "ArrowRight"], 20), (["End", "Home"], 1),
        (["ArrowLeft"], 1), (["ArrowRight", "ArrowRight", "PageUp"], 2), (["Control+ArrowRight"], 1),
    ],
)  # fmt: skip
def test_keys_turn_the_slides(open_deck: Callable[..., Page], keys: list[str], number: int) -> None:
    """Arrows, the keys of a presenter's remote, Home and End; never past the ends; keys with Ctrl are the browser's own."""
    page = open_deck()
    for key in keys:
        page.keyboard.press(key)
    assert slide_of(page) == number


def test_a_turn_by_hand_gives_the_slide_its_whole_time(open_deck: Callable[..., Page]) -> None:
    """An arrow at the twelfth second shows the next slide for twenty seconds, not for eight."""
    page = open_deck(clock=True)
    page.keyboard.press("Space")
    page.clock.run_for(12_000)
    page.keyboard.press("ArrowRight")
    page.clock.run_for(19_000)
    assert slide_of(page) == 2
    page.clock.run_for(1_500)
    assert slide_of(page) == 3


def test_notes_are_shown_and_hidden(open_deck: Callable[..., Page]) -> None:
    """N shows the speaker's text under a smaller slide and hides it; the button says which."""
    page = open_deck()
    notes = page.locator(".slide.now .notes")
    expect(notes).to_be_hidden()
    page.keyboard.press("n")
    expect(notes).to_be_visible()
    expect(notes).to_contain_text("34 слова, около 17 секунд из 20")
    expect(page.get_by_role("button", name="Текст ведущего")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.keyboard.press("n")
    expect(notes).to_be_hidden()


def test_help_names_the_keys(open_deck: Callable[..., Page]) -> None:
    """«?» opens the list of keys, which does not turn slides meanwhile; Esc closes it. On a wide screen keys are named in the bar too."""
    page = open_deck()
    expect(page.locator(".hints")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Клавиши")).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert slide_of(page) == 1
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_full_screen_and_back(open_deck: Callable[..., Page]) -> None:
    """F fills the screen and gives it back, by the place of the key: the Russian layout has another letter there."""
    page = open_deck()
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyF', key: 'а'}))")
    page.wait_for_function("document.fullscreenElement === null")


def test_slides_are_announced(open_deck: Callable[..., Page]) -> None:
    """A polite live region says the number and the heading of the slide that came up, once."""
    page = open_deck()
    page.keyboard.press("ArrowRight")
    region = page.locator("[aria-live=polite]")
    expect(region).to_have_text("Слайд 2 из 20. Откуда это известно")
    assert page.locator("[aria-live]").count() == 1


def test_nothing_moves_for_those_who_asked(open_deck: Callable[..., Page]) -> None:
    """With reduced motion slides change at once: no animation, no gliding bar."""
    page = open_deck(reduced_motion="reduce")
    names = page.evaluate("Array.from(document.querySelectorAll('.slide.now .face > *'), one => getComputedStyle(one).animationName)")
    assert set(names) == {"none"}
    assert page.evaluate("getComputedStyle(document.querySelector('.progress span')).transitionDuration") == "0s"


@pytest.mark.parametrize("name", ["uchebnyy-primer", "edinstvo", "hostile", "long", "one-word"])
@pytest.mark.parametrize("size", [WIDE, OLD, WALL, PHONE], ids=["wide", "old", "wall", "phone"])
def test_words_stay_on_their_slide(open_deck: Callable[..., Page], name: str, size: Any) -> None:
    """On every screen no text leaves its slide, no block lies on another, nothing scrolls sideways."""
    page = open_deck(name, size=size, reduced_motion="reduce")
    for number in range(1, 21):
        assert page.evaluate(LEAVES) == [], number
        assert page.evaluate(MEETS) == [], number
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_phone_reads_it(open_deck: Callable[..., Page]) -> None:
    """At 390 pixels words are 17 pixels or more, foot and mark 12, words in drawings nearly 12; buttons are within reach."""
    page = open_deck(size=PHONE)
    least: dict[str, float] = {"text": 99.0, "foot": 99.0, "drawing": 99.0}
    sizes = """Array.from(document.querySelectorAll('.slide.now .face :is(h2, p, li, text)'), one => [
      one.tagName === 'text' ? 'drawing' : one.matches('.foot, .mark, .source') ? 'foot' : 'text',
      parseFloat(getComputedStyle(one).fontSize) * (one.tagName === 'text' ? one.getScreenCTM().a : 1)])"""
    for _ in range(20):
        for kind, size in page.evaluate(sizes):
            least[kind] = min(least[kind], size)
        page.keyboard.press("ArrowRight")
    assert least["text"] >= 17
    assert least["foot"] >= 12
    assert least["drawing"] >= 11.5
    for button in page.locator(".bar button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= PHONE["height"]


@pytest.mark.parametrize("name", ["uchebnyy-primer", "edinstvo", "long"])
def test_prints_twenty_pages(open_deck: Callable[..., Page], name: str) -> None:
    """Twenty landscape sheets with a slide on each, in order, from the middle of a show; the code on the last is read."""
    page = open_deck(name)
    page.keyboard.press("ArrowRight")
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True)) as document:
        assert len(document) == 20
        for number, sheet in enumerate(document, 1):
            assert sheet.get_width() > sheet.get_height()
            words = "".join(sheet.get_textpage().get_text_range().split())
            assert words.endswith(f"{number}из20")
            assert "Начатьпоказ" not in words
        codes = zxingcpp.read_barcodes(document[19].render(scale=2).to_pil())
    assert [re.sub(r".*/cases/", "", code.text) for code in codes] != []


@pytest.mark.parametrize("name", ["uchebnyy-primer", "edinstvo"])
def test_nothing_for_axe_to_find(open_deck: Callable[..., Page], root: Path, name: str) -> None:
    """axe-core is content with the first slide, the notes, the last slide, and the help."""
    page = open_deck(name, reduced_motion="reduce")
    page.evaluate((root / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8") + "\n0")
    for key in ("Home", "n", "End", "ArrowLeft", "?"):
        page.keyboard.press(key)
        assert page.evaluate(AXE) == [], key


def test_code_is_read_from_the_screen(open_deck: Callable[..., Page], kb: KnowledgeBase, root: Path) -> None:
    """A phone pointed at the last slide on a wall gets the address of the case's page."""
    from PIL import Image

    page = open_deck()
    page.keyboard.press("End")
    page.wait_for_function("document.querySelector('.slide.now .face > h2').getAnimations().every(one => one.playState === 'finished')")
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [full(kb, root).url]


# --------------------------------------------------------------------------- on the site, under its policy


@pytest.fixture
def open_site(browser: Browser, site: Path, serve: Callable[[Path], Any]) -> Iterator[Callable[[str], tuple[Page, list[str]]]]:
    """``open_site("address")`` gives the page under ``default-src 'self'`` and the complaints of the browser."""
    served = serve(site)
    contexts: list[BrowserContext] = []
    foreign: list[str] = []

    def start(address: str) -> tuple[Page, list[str]]:
        contexts.append(browser.new_context(viewport=WIDE))
        page = contexts[-1].new_page()
        complaints: list[str] = []
        page.on("request", lambda request: foreign.extend([] if request.url.startswith(served.url) else [request.url]))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(served.url + address)
        return page, complaints

    yield start
    for context in contexts:
        context.close()
    assert foreign == []


@pytest.mark.parametrize("name", ["uchebnyy-primer", "hostile"])
def test_on_the_site_the_file_is_plain_text(open_site: Callable[[str], tuple[Page, list[str]]], name: str) -> None:
    """Its own style and script are not run: twenty slides are read one under another, and the first line says what to do."""
    page, complaints = open_site(f"cases/{name}/{name}-pecha-kucha.html")
    assert page.locator(".slide h2:visible").count() == 20
    assert page.locator("body.live").count() == 0
    expect(page.locator(".still")).to_contain_text("Сохраните файл на компьютер и откройте его: тогда слайды будут сменяться сами")
    blocked = [complaint for complaint in complaints if "Content Security Policy" in complaint]
    assert len(blocked) == 2, "one style, one script"
    assert [complaint for complaint in complaints if complaint not in blocked] == []
    widths = page.evaluate("Array.from(document.querySelectorAll('.face svg'), one => one.getBoundingClientRect().width)")
    assert max(widths) <= 900


@pytest.mark.parametrize("name", ["uchebnyy-primer", "edinstvo", "hostile"])
def test_on_the_site_the_viewer_shows_it(open_site: Callable[[str], tuple[Page, list[str]]], name: str) -> None:
    """The line's link leads to the viewer; there the same slides change by themselves, and the policy has nothing to forbid."""
    page, _ = open_site(f"cases/{name}/{name}-pecha-kucha.html")
    link = page.get_by_role("link", name="Показать здесь же, на сайте")
    assert (link.get_attribute("href") or "").startswith("../../assets/deck/show.html?deck=cases/")
    page, complaints = open_site(SHOW.format(name))
    page.locator("body.live").wait_for()
    assert page.locator(".slide").count() == 20
    page.keyboard.press("ArrowRight")
    assert slide_of(page) == 2
    page.get_by_role("button", name="Продолжить").click()
    expect(page.get_by_role("button", name="Пауза")).to_be_visible()
    expect(page.locator(".count")).to_contain_text("2 из 20")
    assert page.evaluate("getComputedStyle(document.querySelector('.slide.now .face')).aspectRatio") == "16 / 9"
    assert complaints == []


def test_show_on_the_site_changes_slides(browser: Browser, site: Path, serve: Callable[[Path], Any]) -> None:
    """Under the policy the timing is the same: nineteen seconds the first slide, then the second."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.clock.install()
    page.goto(serve(site).url + SHOW.format("edinstvo"))
    page.locator("body.live").wait_for()
    page.keyboard.press("Space")
    page.clock.run_for(19_000)
    assert slide_of(page) == 1
    page.clock.run_for(1_500)
    assert slide_of(page) == 2
    context.close()


@pytest.mark.parametrize(
    "deck",
    ["", "https://example.org/x.html", "//example.org/x.html", "../../x.html", "cases/../cases/edinstvo/edinstvo-pecha-kucha.html",
     "data:text/html,x", "javascript:alert(1)", "cases/none/none.html", "assets/deck/show.html", "cases%2F..%2Fx.html"],
)  # fmt: skip
def test_viewer_shows_nothing_foreign(open_site: Callable[[str], tuple[Page, list[str]]], deck: str) -> None:
    """An address that could leave the site, is absent or is no deck gives a sentence, and asks nobody else."""
    page, _ = open_site(f"assets/deck/show.html?deck={deck}")
    expect(page.locator(".still")).to_contain_text("Слайды не открылись")
    assert page.locator(".slide").count() == 0
