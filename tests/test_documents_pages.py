"""Pages of document templates: the matrix of the list, the page of a form, files and packs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

from technopark.artefacts.documents.compose import compose
from technopark.artefacts.documents.kit import kit
from technopark.kinds.documents import Document, TemplateField
from technopark.knowledge import KnowledgeBase
from technopark.pages import Page
from technopark.pages.documents import CHECKS, TYPES, Matrix, blank
from technopark.pages.downloads import Downloads, size_words
from technopark.pages.names import stage_names
from technopark.pages.prose import ProseRenderer
from technopark.pages.render import PageBuilder
from technopark.russian.text import NBSP

ENDINGS = (".docx", "-blank.docx", ".pdf")


@dataclass(frozen=True)
class _Pack:
    id: str
    title: str
    documents: tuple[Document, ...]

    @property
    def site_path(self) -> str:
        """Where the ZIP lies."""
        return f"documents/packs/{self.id}.zip"


class _Built:
    """Files as the build would have made them: every size tells which file it is of."""

    def __init__(self, kb: KnowledgeBase) -> None:
        documents = kit(kb)
        self.packs = (
            _Pack("model-1", "Комплект документов. Модель 1", tuple(d for d in documents if "model-1" in d.models)),
            _Pack("p3", "Документы этапа П3. Проверка и отбор", tuple(d for d in documents if "p3" in d.stages)),
        )
        names = [f"documents/{d.id}/{d.id}{ending}" for d in documents for ending in ENDINGS]
        self.files = {name: Path(name) for name in (*names, *(pack.site_path for pack in self.packs))}

    def size(self, site_path: str) -> int:
        """A size by the kind of file."""
        return {".zip": 1_300_000, ".pdf": 70_000}.get(site_path[-4:], 18_000)


@pytest.fixture(scope="module")
def builder(kb: KnowledgeBase, root: Path) -> PageBuilder:
    """A builder that knows of files."""
    out = PageBuilder(kb, ProseRenderer(None, lambda _: None), root / "macros" / "pages", None)
    out.downloads = Downloads.of(_Built(kb))
    return out


@pytest.fixture(scope="module")
def listing(builder: PageBuilder) -> str:
    """HTML of the list of documents."""
    return next(page.body for page in builder.lists() if page.address == "documents/")


def page_of(builder: PageBuilder, id: str, slug: str = "documents") -> Page:
    """The page of a record."""
    return builder.record(builder.kb.entries[slug, id])


class Words(HTMLParser):
    """The words of a page, and where its links lead."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links."""
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """All words, spaces evened out."""
        return " ".join(" ".join(self.words).split())


# --------------------------------------------------------------------------- the list


def test_every_document_is_a_row_of_the_matrix(listing: str, kb: KnowledgeBase) -> None:
    """Each template has one row, with who fills it in, who signs it and the three files with sizes."""
    rows = re.findall(r"<tr role=\"row\" data-item.*?</tr>", listing, re.DOTALL)
    assert len(rows) == len(kb.published("documents"))
    for document in kit(kb):
        row = next(row for row in rows if f'href="../documents/{document.id}/"' in row)
        words = Words(row)
        text = words.text.replace("\u00a0", " ")
        assert all(role in text for role in (*document.filled_by, *document.signed_by)), document.id
        files = {f"../documents/{document.id}/{document.id}{ending}" for ending in ENDINGS}
        assert {f"../fill/?doc={document.id}", *files} <= set(words.links)
        assert "18 КБ" in text
        assert "69 КБ" in text


def test_matrix_follows_stages_and_models(kb: KnowledgeBase) -> None:
    """A cell is marked exactly where the stage of a model, or the document itself, asks for the document."""
    stages = stage_names(kb).values()
    matrix = Matrix(kb, stages)
    models = kb.published("models")
    for document in kit(kb):
        for cell in matrix.row(document):
            expected = tuple(
                model.record.id
                for model in models
                if any(stage.id == cell.stage.id and document.id in stage.documents for stage in model.record.stages)  # type: ignore[attr-defined]
                or (cell.stage.id in document.stages and model.record.id in document.models)
            )
            assert cell.models == expected
            assert bool(cell.sign) == bool(cell.words) == bool(expected)


def test_cell_of_one_model_says_which(kb: KnowledgeBase) -> None:
    """The agreement with an НКО is for the second model alone, and its cell says so in a number and in words."""
    matrix = Matrix(kb, stage_names(kb).values())
    document = next(document for document in kit(kb) if document.id == "soglashenie-cpd-nko")
    first = matrix.row(document)[0]
    assert (first.sign, first.words) == ("2", "нужен: Модель 2")


def test_list_is_whole_without_scripts(listing: str) -> None:
    """Nothing of the table is hidden, and filters by model, stage and role stand ready with counts."""
    table = listing[listing.index('<table class="data documents"') : listing.index("</table>")]
    assert not re.search(r"<[^>]* hidden", table)
    for facet in ("model", "stage", "role"):
        options = re.search(rf'data-facet="{facet}">(.*?)</fieldset>', listing, re.DOTALL)
        assert options is not None, facet
        assert re.search(r"data-count>[1-9]", options[1])


def test_packs_are_on_the_list_and_where_they_are_needed(builder: PageBuilder, listing: str) -> None:
    """The pack of a model is on the list and on the model's page, that of a stage in the stage's panel, each with its size."""
    assert "../documents/packs/model-1.zip" in Words(listing).links
    assert "../documents/packs/p3.zip" in Words(listing).links
    model = page_of(builder, "model-1", "models").body
    assert "../../documents/packs/model-1.zip" in Words(model).links
    panel = model[model.index('<section id="p3"') : model.index('<section id="p4"')]
    assert "../../documents/packs/p3.zip" in Words(panel).links
    assert "ZIP, 1,3 МБ" in Words(panel).text.replace(NBSP, " ")
    assert "../../documents/packs/p4.zip" not in Words(model).links


# --------------------------------------------------------------------------- a page


def test_page_shows_the_whole_form(builder: PageBuilder, kb: KnowledgeBase) -> None:
    """The text of the form can be read on its page, with every blank named, and the warning stands above."""
    for document in kit(kb):
        sheet = compose(document)
        assert sheet is not None, document.id
        html = page_of(builder, document.id).body
        text = Words(html).text.replace(NBSP, " ")
        assert text.index("Примерная форма. Проверьте её с юристом учреждения") < text.index("Текст формы")
        paper = html[html.index('class="paper-frame"') :]
        shown = set(re.findall(r'data-key="([a-z0-9_]+)"', paper))
        plain = {key for key in sheet.field_keys() if key in sheet.fields and sheet.fields[key].type != "таблица"}
        assert plain - {line.post for line in sheet.signatures} <= shown, document.id


def test_page_explains_every_field(builder: PageBuilder) -> None:
    """The table «Что вписать» has a row for each blank: label, help, example, what it takes, whether it must be filled."""
    html = page_of(builder, "soglasie-predstavitelya").body
    document = builder.kb.entries["documents", "soglasie-predstavitelya"].record
    assert isinstance(document, Document)
    table = Words(html[html.index("blanks-table") : html.index("</table>", html.index("blanks-table"))]).text.replace(NBSP, " ")
    for field in document.fields:
        assert field.label in table
        assert field.help is None or field.help in table
    assert table.count("обязательно") == sum(field.required for field in document.fields)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (TemplateField(key="a", label="ИНН", format="ИНН"), (CHECKS["ИНН"], ())),
        (TemplateField(key="a", label="Вид", type="выбор", options=("да", "нет")), (TYPES["выбор"], ("да", "нет"))),
        (TemplateField(key="a", label="Дата", type="дата"), (TYPES["дата"], ())),
    ],
)
def test_kind_of_a_field_in_words(field: TemplateField, expected: tuple[str, tuple[str, ...]]) -> None:
    """What a field takes is told by its check, else by its type; options are listed."""
    made = blank(field)
    assert (made.kind, made.details) == expected


def test_page_offers_the_files_and_the_form(builder: PageBuilder) -> None:
    """Three files with format and size in words, and the way to fill the document in on the site."""
    words = Words(page_of(builder, "prikaz-o-vnedrenii").body)
    assert "../../fill/?doc=prikaz-o-vnedrenii" in words.links
    assert words.text.replace(NBSP, " ").count("DOCX, 18 КБ") == 2
    assert "PDF, 69 КБ" in words.text.replace(NBSP, " ")


def test_page_without_files_offers_none(kb: KnowledgeBase, root: Path) -> None:
    """A page made where no files were made names none: no link leads nowhere."""
    bare = PageBuilder(kb, ProseRenderer(None, lambda _: None), root / "macros" / "pages", None)
    assert not [link for link in Words(page_of(bare, "prikaz-o-vnedrenii").body).links if link.endswith((".docx", ".pdf", ".zip"))]


def test_page_follows_its_files(kb: KnowledgeBase) -> None:
    """The mark that keys a page changes with the files it names, and only with those."""
    full, none = Downloads.of(_Built(kb)), Downloads()
    for key, differs in ((("documents", "prikaz-o-vnedrenii"), True), (("models", "model-1"), True), (("cases", "edinstvo"), False)):
        entry = kb.entries[key]
        assert (full.mark(entry) != none.mark(entry)) is differs
        assert full.mark(entry) == Downloads.of(_Built(kb)).mark(entry)


SIZES = ((1, "1 КБ"), (1024, "1 КБ"), (1025, "2 КБ"), (18_000, "18 КБ"), (1_048_576, "1 МБ"), (1_300_000, "1,3 МБ"))


@pytest.mark.parametrize(("size", "words"), SIZES)
def test_size_in_words(size: int, words: str) -> None:
    """Sizes are rounded up, in the units an office knows, with a no-break space."""
    assert size_words(size) == words.replace(" ", NBSP)
