"""The page «Заполнить» in a real browser: once typed, in every file, and nowhere else."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from fill_desk import ORGANISATION, Open, desk, entries, packed, query
from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.form_fields import form_fields
from technopark.artefacts.documents.reading import read
from technopark.artefacts.documents.tree import Sheet

THREE = ("prikaz-o-vnedrenii", "dogovor-s-nastavnikom", "reestr-nastavnikov")
OPEN_MENTORS = "document.querySelector(\"[data-field='mentors']\").closest('details').open = true"


# --------------------------------------------------------------------------- fill once, take home


def test_filled_once_read_back_from_every_file(open_page: Open, sheets: dict[str, Sheet]) -> None:
    """What is typed once stands in every chosen document, exactly, dangerous signs included."""
    one = open_page()
    one.choose(*THREE)
    typed = {
        "org_full": ORGANISATION,
        "director_name": "Иванов И. И. (пример)",
        "curator_name": "Петрова А. А. (пример)",
        "order_date": "1.12.2026",
        "order_number": "15-од",
        "contract_date": "02.12.2026",
        "mentor_name": "Сидоров Пётр Ильич",
        "operator_full": ORGANISATION,
        "operator_inn": "7707083893",
    }
    for key, text in typed.items():
        one.type(key, text)
    file, archive = one.download()
    assert file == "Документы наставничества.zip"
    found = entries(archive)
    assert list(found) == [
        "01. Приказ о внедрении наставничества и назначении куратора.docx",
        "02. Реестр наставников.docx",
        "03. Договор с наставником.docx",
    ]
    expected = {**typed, "order_date": "01.12.2026"}
    for id, data in zip(("prikaz-o-vnedrenii", "reestr-nastavnikov", "dogovor-s-nastavnikom"), found.values(), strict=True):
        sheet = sheets[id]
        assert read(data, sheet) == {key: text for key, text in expected.items() if key in sheet.field_keys()}


def test_archive_is_readable_anywhere(open_page: Open) -> None:
    """Cyrillic names carry the UTF-8 flag, dates are fixed, and two downloads are the same bytes."""
    one = open_page(query("zhurnal-obucheniya", "anketa-rebenka"))
    one.type("org_full", ORGANISATION)
    first = one.download()[1]
    with zipfile.ZipFile(io.BytesIO(first)) as opened:
        for info in opened.infolist():
            assert info.flag_bits & 0x800
            assert info.date_time == (2026, 1, 1, 0, 0, 0)
    assert one.download()[1] == first


def test_one_document_has_its_own_name(open_page: Open, sheets: dict[str, Sheet]) -> None:
    """A single document comes as DOCX under its title, from the main button and from its own."""
    alone = open_page(query("anketa-nastavnika"))
    name_, data = alone.download()
    assert name_ == "Анкета обратной связи наставника.docx"
    assert read(data, sheets["anketa-nastavnika"]) == {}
    several = open_page(query("anketa-nastavnika", "anketa-rebenka"))
    several.page.locator("[data-part='each'] summary").click()
    assert several.download("[aria-label='Скачать «Анкета обратной связи ребёнка»']")[0] == "Анкета обратной связи ребёнка.docx"


def test_rows_of_a_register(open_page: Open, sheets: dict[str, Sheet]) -> None:
    """Rows are added, pasted from a spreadsheet, removed, and all of them reach the file, beyond the blank's own number."""
    one = open_page(query("reestr-nastavnikov"))
    one.type("org_full", ORGANISATION)
    one.page.evaluate(OPEN_MENTORS)
    table = one.page.locator("[data-field='mentors']")
    columns = [column.key for column in sheets["reestr-nastavnikov"].fields["mentors"].columns]
    table.locator("input").first.fill("1")
    table.get_by_role("button", name="Добавить строку").click()
    assert one.page.evaluate("document.activeElement.id") == f"fill-mentors-1-{columns[0]}"
    lines = "\n".join(f"{number}\tН-{number:02}" for number in range(2, 33))
    one.page.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text/plain", text);
           document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }""",
        lines,
    )
    table.get_by_role("button", name="Удалить строку 2", exact=True).click()
    rows = read(one.download()[1], sheets["reestr-nastavnikov"])["mentors"]
    expected = [{columns[0]: "1"}, *({columns[0]: str(n), columns[1]: f"Н-{n:02}"} for n in range(3, 33))]
    assert rows == expected
    assert len(expected) > (sheets["reestr-nastavnikov"].fields["mentors"].rows or 0)


def test_going_on_from_filled_files(open_page: Open, sheets: dict[str, Sheet], tmp_path: Path) -> None:
    """Files made here, or by the command line, give their values back to the form and choose their documents."""
    order = write_docx(sheets["prikaz-o-vnedrenii"], {"org_full": ORGANISATION, "order_date": "01.12.2026"}, ruled=True)
    option = sheets["karta-zaprosa"].fields["request_result"].options[1]
    card = write_docx(sheets["karta-zaprosa"], {"child_interests": "Рисует.\nЛюбит собак.", "request_result": option})
    (tmp_path / "all.zip").write_bytes(packed({"приказ.docx": order}))
    (tmp_path / "карта.docx").write_bytes(card)
    (tmp_path / "чужой.docx").write_bytes(b"not a zip")
    one = open_page()
    one.page.locator("#fill-read").set_input_files([tmp_path / "all.zip", tmp_path / "карта.docx", tmp_path / "чужой.docx"])
    one.page.locator("[data-part='read-said']:not(:empty)").wait_for()
    assert one.page.locator("[data-doc] input:checked").count() == 2
    assert one.page.locator("#fill-org_full").input_value() == ORGANISATION
    assert one.page.locator("#fill-child_interests").input_value() == "Рисует.\nЛюбит собак."
    assert one.page.locator("[data-field='request_result'] input:checked").get_attribute("value") == option


# --------------------------------------------------------------------------- what stays and what leaves


def test_nothing_is_kept_without_the_tick(open_page: Open) -> None:
    """Typing and downloading leave nothing in the browser; the policy and the network are checked by the fixture."""
    one = open_page(query(*THREE))
    one.type("org_full", ORGANISATION)
    one.type("mentor_name", "Сидоров Пётр Ильич")
    one.page.locator("[data-part='download']").click()
    assert one.stored() == {}
    assert one.page.evaluate("indexedDB.databases().then(all => all.length)") == 0
    assert one.page.evaluate("caches.keys().then(all => all.length)") == 0


def test_only_the_institution_is_remembered(open_page: Open, sheets: dict[str, Sheet]) -> None:
    """With the tick the institution's details are kept, never a field of a person, and «Забыть» removes them."""
    one = open_page(query(*THREE))
    one.page.locator("[data-part='remember']").check()
    fields = form_fields(sheets.values())
    people = {"mentor_name": "Сидоров Пётр Ильич", "director_name": "Иванов И. И. (пример)", "mentor_phone": "+7 3952 12-34-56"}
    for key, text in {"org_full": ORGANISATION, "operator_inn": "7707083893", **people}.items():
        one.type(key, text)
    kept = json.loads(one.stored().popitem()[1])
    assert kept == {"org_full": ORGANISATION, "operator_inn": "7707083893"}
    assert all(fields[key].remember for key in kept)
    one.page.reload()
    one.page.locator("#fill").wait_for()
    assert one.page.locator("#fill-org_full").input_value() == ORGANISATION
    assert one.page.locator("#fill-mentor_name").input_value() == ""
    one.page.get_by_role("button", name="Забыть реквизиты").click()
    assert one.stored() == {}
    assert not one.page.locator("[data-part='remember']").is_checked()
    one.type("org_full", "Другое учреждение")
    assert one.stored() == {}
    one.asked.clear()


def test_fields_that_may_be_remembered_name_no_person(sheets: dict[str, Sheet]) -> None:
    """Of all fields of all templates only the institution's may be remembered, and none of them holds a name."""
    for key, form in form_fields(sheets.values()).items():
        if form.remember:
            assert form.field.scope == "учреждение", key
            assert form.field.format != "ФИО", key
            assert "фамили" not in form.field.label.lower(), key
            assert not key.endswith("_name"), key


def test_works_from_a_disk(browser: Browser, fill_site: Path, sheets: dict[str, Sheet]) -> None:
    """A copy of the site opened as a file fills and saves documents as well."""
    context = browser.new_context()
    one = desk(context, (fill_site / "fill" / "index.html").as_uri() + query("anketa-rebenka"))
    one.type("survey_period", "декабрь 2026 года")
    assert read(one.download()[1], sheets["anketa-rebenka"])["survey_period"] == "декабрь 2026 года"
    assert one.complaints == []
    context.close()


# --------------------------------------------------------------------------- checks


def test_errors_stand_by_the_field_and_in_the_summary(open_page: Open) -> None:
    """A wrong value is named on leaving the field; the summary links to it; the file comes when it is right."""
    one = open_page(query("prikaz-o-vnedrenii", "dogovor-s-nastavnikom"))
    one.type("order_date", "31.02.2026")
    one.page.keyboard.press("Tab")
    place = one.page.locator("#fill-order_date-error")
    assert place.inner_text().startswith("Нет такой даты.")
    assert one.page.locator("#fill-order_date").get_attribute("aria-invalid") == "true"
    assert "fill-order_date-error" in (one.page.locator("#fill-order_date").get_attribute("aria-describedby") or "")
    one.page.locator("[data-part='download']").click()
    summary = one.page.locator("[data-part='summary']")
    assert "Исправьте, чтобы скачать: 1" in summary.inner_text()
    assert summary.get_by_role("button").count() == 0
    summary.get_by_role("link", name="нет такой даты").click()
    assert one.page.evaluate("document.activeElement.id") == "fill-order_date"
    one.page.keyboard.press("ControlOrMeta+A")
    one.page.keyboard.type("1.3.2026")
    one.page.keyboard.press("Tab")
    assert one.page.locator("#fill-order_date").input_value() == "01.03.2026"
    assert place.is_hidden()
    one.page.locator("[data-part='download']").click()
    assert "Не заполнено обязательное" in summary.inner_text()
    assert one.download("[data-part='summary'] button")[0].endswith(".zip")


def test_message_does_not_steal_the_click(open_page: Open) -> None:
    """A message that appears on leaving a field does not move the button that was pressed to leave it."""
    one = open_page(query("reestr-nastavnikov"))
    one.page.evaluate(OPEN_MENTORS)
    table = one.page.locator("[data-field='mentors']")
    table.locator("input").first.fill("не число")
    table.get_by_role("button", name="Добавить строку").click()
    assert table.locator(".fill-row").count() == 2
    one.page.locator("[data-part='download']").click()
    summary = one.page.locator("[data-part='summary']")
    summary.get_by_role("link", name="строка 1").first.click()
    assert one.page.evaluate("document.activeElement.id").startswith("fill-mentors-0-")


def test_only_required_fields_can_be_shown(open_page: Open) -> None:
    """The tick leaves only what must be filled in; a link of the summary brings a hidden field back."""
    one = open_page(query("soglasie-predstavitelya"))
    one.page.locator("[data-part='only']").check()
    assert one.page.locator(".fill-field:not([data-required]):visible").count() == 0
    assert one.page.locator(".fill-field[data-required]").count() > 0
    one.page.evaluate("document.querySelector(\"[data-key='child_name']\").click()")
    assert one.page.evaluate("document.activeElement.id") == "fill-child_name"


# --------------------------------------------------------------------------- for everybody


def test_by_keyboard_alone(open_page: Open) -> None:
    """From the address bar to a saved file without a mouse: choose, fill in, add a row, download."""
    one = open_page()
    page = one.page
    page.locator("#fill-find").focus()
    page.keyboard.type("дневник")
    tab_to(page, "document.activeElement.value === 'dnevnik-vstrech'")
    page.keyboard.press("Space")
    tab_to(page, "document.activeElement.id === 'fill-mentor_code'", opening=True)
    page.keyboard.type("Н-07")
    tab_to(page, "document.activeElement.textContent === 'Добавить строку'", opening=True)
    page.keyboard.press("Enter")
    assert "-1-" in page.evaluate("document.activeElement.id")
    page.keyboard.type("2")
    tab_to(page, "document.activeElement.dataset.part === 'download'")
    page.keyboard.press("Enter")
    if page.locator("[data-part='summary']").is_visible():
        tab_to(page, "document.activeElement.textContent === 'Скачать с пустыми местами'")
        page.keyboard.press("Enter")
    page.locator("[data-part='said']:not(:empty)").wait_for()


def tab_to(page: Page, condition: str, *, opening: bool = False) -> None:
    """Press Tab until the focus is where it should be; folded groups on the way are opened."""
    for _ in range(400):
        if page.evaluate(condition):
            return
        if opening and page.evaluate("document.activeElement.matches('.fill-group:not([open]) > summary')"):
            page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body"), f"the focus left the page before {condition}"
    pytest.fail(f"Tab never came to {condition}")


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_sideways_scrolling(open_page: Open, width: int) -> None:
    """At a phone's width everything open fits, the preview of a wide register too."""
    one = open_page(query("reestr-nastavnikov", "dogovor-s-nastavnikom"), width=width)
    for step in ("", "[data-part='preview']", "[data-part='chooser']"):
        one.page.evaluate("part => document.querySelectorAll(part || '.fill-group').forEach(one => { one.open = true; })", step)
        one.page.locator("[data-part='download']").click()
        assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), step


AXE = "axe.run().then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.html + node.failureSummary)]))"


@pytest.mark.parametrize("typed", ["10.10.26", "10.10.2026", "10 октября 2026", "«10» октября 2026 г.", "101026"])
def test_dates_as_people_write_them(open_page: Open, sheets: dict[str, Sheet], typed: str) -> None:
    """A date is taken as it is typed, in a field and in a row, shown in its one form and saved so."""
    one = open_page(query("prikaz-o-vnedrenii"), width=390)
    one.type("order_date", typed)
    one.page.keyboard.press("Tab")
    assert one.page.locator("#fill-order_date").input_value() == "10.10.2026"
    assert one.page.locator("#fill-order_date-error").is_hidden()
    one.page.locator("[data-part='download']").click()
    assert read(one.download("[data-part='summary'] button")[1], sheets["prikaz-o-vnedrenii"])["order_date"] == "10.10.2026"


def test_progress_stays_in_sight_on_a_phone(open_page: Open) -> None:
    """At 390 pixels the step and what is filled in stand at the top wherever one is; a field that takes the focus is not under them."""
    one = open_page(width=390, height=800)
    steps = one.page.get_by_role("navigation", name="Шаги")
    assert steps.is_hidden()
    one.choose("prikaz-o-vnedrenii", "dogovor-s-nastavnikom")
    one.type("order_number", "5")
    one.page.locator("#fill-order_date").scroll_into_view_if_needed()
    current = steps.locator("[aria-current='step']")
    current.get_by_text("Сведения").wait_for()
    box = steps.bounding_box()
    assert box is not None
    assert box["y"] == 0
    assert box["height"] < 100
    assert steps.get_by_text("Заполнено 1 из ").is_visible()
    before = steps.locator("rect").last.get_attribute("width")
    one.type("order_date", "10.10.26")
    assert steps.get_by_text("Заполнено 2 из ").is_visible()
    assert steps.locator("rect").last.get_attribute("width") != before
    for _ in range(6):
        one.page.keyboard.press("Shift+Tab")
        place = one.page.evaluate("document.activeElement.getBoundingClientRect().top")
        assert place >= box["height"]
    steps.get_by_role("button", name="Файлы").click()
    current.get_by_text("Файлы").wait_for()
    top = one.page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert one.page.evaluate("document.activeElement.id") == "fill-side"
    assert box["height"] <= top < 200
    one.page.set_viewport_size({"width": 1280, "height": 800})
    assert steps.is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe_to_find(open_page: Open, root: Path, scheme: Literal["light", "dark"]) -> None:
    """axe-core is content with the chooser, the form, the errors, the rows and the preview."""
    one = open_page(query(*THREE))
    one.page.emulate_media(color_scheme=scheme)
    one.page.evaluate("document.querySelectorAll('#fill details').forEach(one => { one.open = true; })")
    one.type("order_date", "нет")
    one.page.locator("[data-part='download']").click()
    one.page.locator("[data-part='paper'] table").first.wait_for()
    one.page.evaluate((root / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8") + "\n0")
    assert one.page.evaluate(AXE) == []


def test_preview_shows_what_will_be_saved(open_page: Open) -> None:
    """The preview is the text of the file: empty places are named, a typed value appears at once in each of them."""
    one = open_page(query("prikaz-o-vnedrenii"), width=1440)
    paper = one.page.locator("[data-part='paper']")
    assert paper.locator(".blank-field", has_text="Полное наименование учреждения").count() > 0
    one.type("org_full", ORGANISATION)
    paper.locator(".fp-filled[data-key='org_full']").first.wait_for()
    assert paper.locator(".blank-field[data-key='org_full']").count() == 0
    assert set(paper.locator(".fp-filled[data-key='org_full']").all_inner_texts()) == {ORGANISATION}


def test_without_scripts_the_way_on_is_shown(browser: Browser, fill_site: Path, serve: Callable[[Path], Any]) -> None:
    """Without JavaScript the page says so and leads to the forms."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(fill_site).url + "fill/")
    assert page.locator("#fill").is_hidden()
    assert page.get_by_role("link", name="перечне документов").is_visible()
    context.close()
