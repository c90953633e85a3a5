"""The page «Заполнить» in a real browser: once typed, in every file, and nowhere else."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser, BrowserContext, Page, Request

from technopark.artefacts.documents import values as rules
from technopark.artefacts.documents.compose import compose
from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.form_data import forms_data, forms_script
from technopark.artefacts.documents.form_fields import form_fields
from technopark.artefacts.documents.kit import FORMS_ADDRESS, kit
from technopark.artefacts.documents.ooxml import name
from technopark.artefacts.documents.reading import read
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.documents.values import Values
from technopark.kinds.documents import Column, TemplateField
from technopark.knowledge import KnowledgeBase

THREE = ("prikaz-o-vnedrenii", "dogovor-s-nastavnikom", "reestr-nastavnikov")
ORGANISATION = "ОГКУСО «Центр помощи детям № 1» <Ангарск> & Ко (пример)"
SAMPLE = {"ИНН": "7707083893", "ОГРН": "1027700132195", "телефон": "+7 3952 12-34-56", "почта": "centre@example.ru", "ФИО": "Иванов И. И. (пример)"}
WATCH = "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site without its search index."""
    out = tmp_path_factory.mktemp("fill") / "site"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "TECHNOPARK_SEARCH": "0", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(out)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def sheets(kb: KnowledgeBase) -> dict[str, Sheet]:
    """All templates by id."""
    return {document.id: sheet for document in kit(kb) if (sheet := compose(document))}


@dataclass
class Desk:
    """The page open in a browser, and everything it did that it should not.

    Attributes:
        page: the page.
        asked: addresses asked for after the page was ready.
        complaints: errors of scripts and violations of the content policy.
    """

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def choose(self, *ids: str) -> None:
        """Tick documents."""
        for id in ids:
            self.page.locator(f"[data-doc='{id}'] input").check()

    def type(self, key: str, text: str) -> None:
        """Write a value where its field is, opening the group it is folded in."""
        self.page.evaluate("key => { document.querySelector(`[data-field='${key}']`).closest('details').open = true; }", key)
        self.page.locator(f"#fill-{key}").fill(text)

    def download(self, button: str = "[data-part='download']") -> tuple[str, bytes]:
        """Press a button; the name and the bytes of what was saved."""
        with self.page.expect_download() as waiting:
            self.page.locator(button).click()
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    def stored(self) -> dict[str, str]:
        """What the browser keeps for the site."""
        kept = self.page.evaluate("({...localStorage, ...sessionStorage, cookies: document.cookie})")
        return {key: value for key, value in kept.items() if value}


Open = Callable[..., Desk]


def desk(context: BrowserContext, address: str) -> Desk:
    """Open the page and start to watch it."""
    page = context.new_page()
    out = Desk(page)
    page.add_init_script(WATCH)
    page.on("console", lambda message: out.complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: out.complaints.append(str(error)))
    page.goto(address)
    page.locator("#fill").wait_for()
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: out.asked.append(request.url) if not own(request) else None)
    return out


def own(request: Request) -> bool:
    """A file the page itself made, on its way to the folder of downloads."""
    return request.url.startswith("blob:")


@pytest.fixture
def open_page(browser: Browser, site: Path, serve: Callable[[Path], Any]) -> Iterator[Open]:
    """``open_page("?doc=…", width=390)`` under the strict policy; afterwards nothing may have gone wrong."""
    contexts: list[BrowserContext] = []
    desks: list[Desk] = []
    url = serve(site).url

    def start(query: str = "", *, width: int = 1280, height: int = 900) -> Desk:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}))
        desks.append(desk(contexts[-1], f"{url}fill/{query}"))
        return desks[-1]

    yield start
    for one in desks:
        assert one.complaints == []
        assert one.asked == []
    for context in contexts:
        context.close()


def query(*ids: str) -> str:
    """The address of a choice."""
    return "?" + "&".join(f"doc={id}" for id in ids)


def entries(archive: bytes) -> dict[str, bytes]:
    """Files of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return {info.filename: opened.read(info) for info in opened.infolist()}


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
    if one.page.locator("[data-part='summary']").is_visible():
        pytest.fail(one.page.locator("[data-part='summary']").inner_text())
    assert file == "Документы наставничества.zip"
    found = {name: data for name, data in entries(archive).items()}
    assert list(found) == [
        "01 Приказ о внедрении наставничества и назначении куратора.docx",
        "02 Реестр наставников.docx",
        "03 Договор с наставником.docx",
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
    one.page.evaluate("document.querySelector(\"[data-field='mentors']\").closest('details').open = true")
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
    card = write_docx(sheets["karta-zaprosa"], {"child_interests": "Рисует.\nЛюбит собак.", "request_result": sheets["karta-zaprosa"].fields["request_result"].options[1]})
    (tmp_path / "all.zip").write_bytes(packed({"приказ.docx": order}))
    (tmp_path / "карта.docx").write_bytes(card)
    (tmp_path / "чужой.docx").write_bytes(b"not a zip")
    one = open_page()
    one.page.locator("#fill-read").set_input_files([tmp_path / "all.zip", tmp_path / "карта.docx", tmp_path / "чужой.docx"])
    one.page.locator("[data-part='read-said']:not(:empty)").wait_for()
    assert one.page.locator("[data-doc] input:checked").count() == 2
    assert one.page.locator("#fill-org_full").input_value() == ORGANISATION
    assert one.page.locator("#fill-child_interests").input_value() == "Рисует.\nЛюбит собак."
    option = sheets["karta-zaprosa"].fields["request_result"].options[1]
    assert one.page.locator("[data-field='request_result'] input:checked").get_attribute("value") == option


def packed(files: dict[str, bytes]) -> bytes:
    """An archive of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return out.getvalue()


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


def test_works_from_a_disk(browser: Browser, site: Path, sheets: dict[str, Sheet]) -> None:
    """A copy of the site opened as a file fills and saves documents as well."""
    context = browser.new_context()
    one = desk(context, (site / "fill" / "index.html").as_uri() + query("anketa-rebenka"))
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
    assert "Нет такой даты" in summary.inner_text() or "нет такой даты" in summary.inner_text()
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
    one.page.evaluate("document.querySelector(\"[data-field='mentors']\").closest('details').open = true")
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


def values_for(sheet: Sheet, chance: random.Random) -> dict[str, Any]:
    """Values for a document: some fields empty, texts with dangerous signs, tables shorter and longer than the blank."""
    out: dict[str, Any] = {}
    for key, item in sheet.fields.items():
        if item.type == "таблица":
            number = chance.choice([0, 1, (item.rows or 5) + 3])
            out[key] = [{column.key: sample(column, chance) for column in item.columns if chance.random() < 0.8} for _ in range(number)]
        elif chance.random() < 0.75:
            out[key] = sample(item, chance)
    return out


def sample(item: TemplateField | Column, chance: random.Random) -> str:
    """A value that suits a field."""
    if item.type == "дата":
        return chance.choice(["1.2.2026", "2026-12-31", "29.02.2028"])
    if item.type == "число":
        return chance.choice(["12", "2,5", "1 200"])
    if isinstance(item, TemplateField) and item.type == "выбор":
        return "; ".join(chance.sample(item.options, chance.randint(1, len(item.options))))
    if isinstance(item, TemplateField) and item.format:
        return SAMPLE[item.format]
    if item.type == "абзац":
        return "Первая строка <b>&amp;]]>\r\nвторая\tстрока\x07 "
    return chance.choice([ORGANISATION, "</w:t>", "  {{org_full}} 'кавычки' \"и\" 😀 ", "a\nb"])


def test_files_are_what_the_command_line_writes(open_page: Open, sheets: dict[str, Sheet], kb: KnowledgeBase) -> None:
    """Part by part, a document filled in the browser is the one Python writes from the same values."""
    one = open_page()
    chance = random.Random(20261123)
    cases: list[tuple[str, dict[str, Any]]] = [(id, values_for(sheet, chance)) for id, sheet in sheets.items() for _ in range(2)]
    cases += [(id, {}) for id in sheets]
    made = one.page.evaluate(
        """cases => { const self = technoparkFill, data = self.unpack(technoparkForms); self.setRules(data.checks);
           return cases.map(([id, values]) => self.fillParts(data, data.documents.find(one => one.id === id), values)); }""",
        cases,
    )
    for (id, values), parts in zip(cases, made, strict=True):
        expected = entries(write_docx(sheets[id], values, ruled=True))
        assert set(parts) == set(expected)
        for path, text in parts.items():
            assert shape(text.encode()) == shape(expected[path]), f"{id}: {path}"


Shape = tuple[str, tuple[tuple[str, str], ...], str, tuple["Shape", ...]]


def shape(data: bytes) -> Shape:
    """A part without what does not count: prefixes, order of attributes, the numbers of controls (they only must differ)."""
    root = etree.fromstring(data)
    numbers = root.findall(f".//{name('w:sdtPr')}/{name('w:id')}")
    assert len({node.get(name("w:val")) for node in numbers}) == len(numbers)
    for node in numbers:
        node.set(name("w:val"), "")
    return _shape(root)


def _shape(node: etree._Element) -> Shape:
    attributes = sorted((str(key), str(value)) for key, value in node.attrib.items())
    return str(node.tag), tuple(attributes), node.text or "", tuple(_shape(child) for child in node)


TEXTS = (
    "", " ", "?", "abc", "01.12.2026", "1.2.2026", "31.02.2026", "29.02.2024", "29.02.2023", "2026-12-01", "2026-13-01", "2026-1-5T10:00", "00.00.0000", "1/2/2026",
    "12", "-5", "−5", "1 000", "1 00", "2,5", "2.", "10 000,55", "1\u00a0000",
    "7707083893", "7707083894", "0000000000", "500100732259", "500100732258", "1027700132195", "1027700132196", "304500116000157", "304500116000158", "0027700132195",
    "+7 3952 12-34-56", "8 (3952) 123456", "12-34", "8 800 2000 122 доб. 5", "доб. 12", "123456789012", "1234567890123", "тел",
    "a@b.ru", "a@b", "a b@c.ru", "имя@сайт.рф", "a@b..ru", "a,b@c.ru", "@b.ru",
    "Иванов И. И.", "Иванов И.И.", "иванов И. И.", "Иванов", "Иванова-Петрова Анна Сергеевна", "Иванов И. И. (пример)", "Ли Бо", "Алиев Али оглы", "O'Neil John", "Иванов  И. И.",
    "да", "нет", "да; нет", "да;нет", "нет; да", "может быть", "да; может быть", "a; b", "a; b; да", "да да", "\x07", "x" * 20_001, "  да\u00a0", "\ufeffда", "\u0085да", "да\n",
)  # fmt: skip
OPTIONS = ("да", "нет", "a; b", "да нет")


def checked() -> Iterator[tuple[str, dict[str, Any]]]:
    """Texts against every type and format."""
    chance = random.Random(7)
    alphabet = "0123456789.,-+()/ @абвАБ. \u00a0\n\t;«»"
    for text in (*TEXTS, *("".join(chance.choices(alphabet, k=chance.randint(1, 14))) for _ in range(400))):
        for type in ("текст", "абзац", "дата", "число", "выбор"):
            yield text, {"type": type, "options": list(OPTIONS) if type == "выбор" else []}
        for format in SAMPLE:
            yield text, {"type": "текст", "format": format}


def test_rules_are_those_of_the_command_line(open_page: Open) -> None:
    """The same verdict, the same words and the same normal form as in Python, for thousands of texts."""
    cases = list(checked())
    verdicts = open_page().page.evaluate(
        """cases => { const self = technoparkFill; self.setRules(self.unpack(technoparkForms).checks);
           return cases.map(([text, field]) => [self.checkText(text, field), self.normal(text, field.type, field.options)]); }""",
        cases,
    )
    for (text, asked), (message, normal) in zip(cases, verdicts, strict=True):
        assert message == rules.check_text(text, asked["type"], asked.get("format"), asked.get("options", ())), (text, asked)
        assert normal == rules.normal(text, asked["type"], asked.get("options", ())), (text, asked)


# --------------------------------------------------------------------------- for everybody


def test_by_keyboard_alone(open_page: Open) -> None:
    """From the address bar to a saved file without a mouse: choose, fill in, add a row, download."""
    one = open_page()
    page = one.page
    page.locator("#fill-find").focus()
    page.keyboard.type("дневник")
    tab_to(page, "document.activeElement.value === 'dnevnik-vstrech'")
    page.keyboard.press("Space")
    tab_to(page, "document.activeElement.localName === 'summary' && document.activeElement.closest('.fill-group') && !document.activeElement.parentNode.open || document.activeElement.id === 'fill-mentor_code'")
    if page.evaluate("document.activeElement.localName") == "summary":
        page.keyboard.press("Enter")
        tab_to(page, "document.activeElement.id === 'fill-mentor_code'")
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe_to_find(open_page: Open, root: Path, scheme: str) -> None:
    """axe-core is content with the chooser, the form, the errors, the rows and the preview."""
    one = open_page(query(*THREE))
    one.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal by its parametrization
    one.page.evaluate("document.querySelectorAll('#fill details').forEach(one => { one.open = true; })")
    one.type("order_date", "нет")
    one.page.locator("[data-part='download']").click()
    one.page.locator("[data-part='paper'] table").first.wait_for()
    one.page.evaluate((root / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8") + "\n0")
    found = one.page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html + n.failureSummary)]))")
    assert found == []


def test_preview_shows_what_will_be_saved(open_page: Open) -> None:
    """The preview is the text of the file: empty places are named, a typed value appears at once in each of them."""
    one = open_page(query("prikaz-o-vnedrenii"), width=1440)
    paper = one.page.locator("[data-part='paper']")
    assert paper.locator(".blank-field", has_text="Полное наименование учреждения").count() > 0
    one.type("org_full", ORGANISATION)
    paper.locator(".fp-filled[data-key='org_full']").first.wait_for()
    assert paper.locator(".blank-field[data-key='org_full']").count() == 0
    assert set(paper.locator(".fp-filled[data-key='org_full']").all_inner_texts()) == {ORGANISATION}


def test_without_scripts_the_way_on_is_shown(browser: Browser, site: Path, serve: Callable[[Path], Any]) -> None:
    """Without JavaScript the page says so and leads to the forms."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(site).url + "fill/")
    assert page.locator("#fill").is_hidden()
    assert page.get_by_role("link", name="перечне документов").is_visible()
    context.close()


# --------------------------------------------------------------------------- the data


def test_data_is_small_and_the_same_every_time(kb: KnowledgeBase, site: Path) -> None:
    """All templates together take less than 400 KB whether the host compresses or not; the same input gives the same bytes."""
    script = forms_script(kit(kb))
    assert script == forms_script(kit(kb))
    assert len(script) < 400_000
    assert (site / FORMS_ADDRESS).read_text(encoding="ascii") == script


def test_every_field_of_every_template_is_in_the_form(sheets: dict[str, Sheet], kb: KnowledgeBase) -> None:
    """No place to fill in is left without a field, and the same key means the same in every document."""
    data = forms_data(kit(kb))
    for document in data["documents"]:
        sheet = sheets[document["id"]]
        assert set(document["keys"]) == {key for key in sheet.field_keys() if key in sheet.fields}
        assert set(document["keys"]) <= set(data["fields"])
        for key in document["keys"]:
            assert data["fields"][key]["type"] == sheet.fields[key].type, key
            assert [column["key"] for column in data["fields"][key].get("columns", [])] == [c.key for c in sheet.fields[key].columns], key
    names = [document["file"] for document in data["documents"]]
    assert len(set(names)) == len(names)


def test_values_type_is_used(sheets: dict[str, Sheet]) -> None:
    """Samples of this module are values the rules accept for their fields, apart from what is meant to be cleaned."""
    values: Values = {"operator_inn": SAMPLE["ИНН"], "operator_ogrn": SAMPLE["ОГРН"]}
    assert rules.check_values({key: sheets["dogovor-s-nastavnikom"].fields[key] for key in values}, values) == []
