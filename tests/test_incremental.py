"""Cost follows the change, and what follows is right: a build with caches gives what a build from nothing gives."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from technopark import build, checking, rendering
from technopark.build import Build
from technopark.cache import engine_fingerprint
from technopark.shell import Shell, token

SITE = Path(__file__).parent / "site"
HEAD = "".join(f"<i>{token(field)}</i>" for field in ("title", "description", "updated", "edit"))
THEME = f"{HEAD}<main><p>{token('content')}</p></main>"


@dataclass
class Desk:
    """A small base somebody works on.

    Attributes:
        root: its folder.
        theme: the page round every page.
    """

    root: Path
    theme: str = THEME

    def build(self) -> Build:
        """Build with whatever caches there are."""
        stage = self.root / ".cache" / "stage"
        stage.mkdir(parents=True, exist_ok=True)
        build = Build(self.root, self.root / "site", stage, serve=False, site_url="https://example.org/", site_name="База", search=False)
        build.load()
        build.shells = {depth: Shell(f"{depth}{self.theme}") for depth in (1, 2, 3)}
        build.publish()
        return build

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    def files(self) -> dict[str, bytes]:
        """The published site."""
        site = self.root / "site"
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}

    def page(self, address: str) -> str:
        """HTML of a page."""
        return (self.root / "site" / address / "index.html").read_text(encoding="utf-8")

    def changed_by(self, path: str, old: str, new: str) -> set[str]:
        """Edit a file and build; addresses of the record pages that changed. The result is checked against a build from nothing."""
        before = self.files()
        self.edit(path, old, new)
        self.build()
        after = self.files()
        assert after == self.from_nothing()
        pages = {name for name in before.keys() | after.keys() if name.count("/") == 2 and not name.startswith("help/")}
        return {name.removesuffix("index.html") for name in pages if before.get(name) != after.get(name)}

    def from_nothing(self) -> dict[str, bytes]:
        """The site as a build without any caches publishes it."""
        other = Desk(self.root.parent / "other", self.theme)
        shutil.rmtree(other.root, ignore_errors=True)
        shutil.copytree(self.root, other.root, ignore=shutil.ignore_patterns(".cache", "site"))
        other.build()
        return other.files()


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    """The small base, built once."""
    shutil.copytree(SITE, tmp_path / "base")
    shutil.copytree(root / "macros" / "pages", tmp_path / "base" / "macros" / "pages")
    made = Desk(tmp_path / "base")
    made.build()
    return made


def test_nothing_changed_nothing_done(desk: Desk) -> None:
    """A second build renders and writes nothing and leaves the same bytes."""
    before = desk.files()
    build = desk.build()
    assert (build.report.rendered, build.report.written, build.report.removed) == (0, 0, 0)
    assert desk.files() == before == desk.from_nothing()


def test_an_edit_renders_the_page_and_its_neighbours(desk: Desk) -> None:
    """An edit changes the record's own page; what has no tie with it is not rendered, but for models, which gather from all."""
    assert desk.changed_by("practices/organisations/fond.yml", "первой встрече", "второй встрече") == {"organisations/fond/"}
    desk.edit("practices/organisations/fond.yml", "второй", "третьей")
    assert desk.build().report.rendered == 2


def test_a_title_changes_every_page_that_shows_it(desk: Desk) -> None:
    """A new title of an organisation reaches its practices and seminars, and the lists."""
    changed = desk.changed_by("practices/organisations/centr.yml", "Центр помощи детям «Берег»", "Центр «Новый берег»")
    assert changed == {"organisations/centr/", "cases/bereg/", "cases/dom/", "seminars/pervyy/"}
    assert "Новый берег" in desk.page("organisations")
    assert "Новый берег" in desk.page("cases/bereg")


def test_an_inherited_fact_reaches_the_list(desk: Desk) -> None:
    """A practice's town is its holder's: when the holder moves, the list of practices says so."""
    desk.changed_by("practices/organisations/centr.yml", "municipality: Зима", "municipality: Тулун")
    assert json.dumps("Тулун") in unescape(desk.page("cases"))
    assert json.dumps("Зима") not in unescape(desk.page("cases"))


def test_an_edit_reaches_the_comparison(desk: Desk) -> None:
    """What practices are compared by is kept with their cards: an edit changes the column of one, and its page."""
    assert desk.changed_by("practices/cases/dom.yml", "kind: программа", "kind: школа") == {"cases/dom/", "cases/compare/"}
    assert "школа" in desk.page("cases/compare")
    assert desk.changed_by("practices/organisations/centr.yml", "short_name: Центр «Берег»", "short_name: Берег") >= {"cases/compare/"}


def test_a_definition_changes_the_cards_that_show_it(desk: Desk) -> None:
    """A term's new definition reaches the cards of every page that links to the term, and no other page."""
    changed = desk.changed_by("glossary/nastavnik.yml", "несколько лет рядом", "долго остаётся рядом")
    assert changed == {"glossary/nastavnik/", "cases/bereg/"}
    assert "долго остаётся рядом" in desk.page("cases/bereg")


def test_a_new_form_of_a_term_links_everywhere(desk: Desk) -> None:
    """A new synonym decides where links go, so every page is rendered again."""
    changed = desk.changed_by("glossary/kurator.yml", "status:", "synonyms:\n  - участник\nstatus:")
    assert changed == {"glossary/kurator/", "seminars/pervyy/"}
    assert 'data-term="kurator"' in desk.page("seminars/pervyy")
    assert "seminars/pervyy/" in desk.page("glossary/kurator")


def test_a_name_of_a_stage_reaches_the_practices(desk: Desk) -> None:
    """Pages and cards name stages by the model's words."""
    assert "cases/bereg/" in desk.changed_by("practices/models/model-1.yml", "title: Набор", "title: Поиск взрослых")
    assert "Поиск" in desk.page("cases/bereg")


def test_a_deleted_record_takes_its_page_along(desk: Desk) -> None:
    """The page and what showed the record are gone: backlinks, list, links in texts."""
    assert "cases/dom/" in desk.page("organisations/centr")
    assert "cases/dom/" in desk.page("cases/bereg")
    (desk.root / "practices/cases/dom.yml").unlink()
    desk.build()
    assert not (desk.root / "site/cases/dom").exists()
    assert [name for name, data in desk.files().items() if b"cases/dom/" in data] == []
    assert desk.files() == desk.from_nothing()


def test_a_title_reaches_links_in_texts(desk: Desk) -> None:
    """A link without words of its own shows the title of what it leads to."""
    assert "cases/bereg/" in desk.changed_by("practices/cases/dom.yml", "Тёплый дом", "Выходные дома")
    assert "Выходные дома" in desk.page("cases/bereg")


def test_a_record_that_breaks_takes_its_links_along(desk: Desk) -> None:
    """A record with an error keeps its address, with the problem and its help; the mended one comes back as it was."""
    before = desk.files()
    desk.edit("practices/cases/dom.yml", "status: черновик", "status: черновек")
    desk.build()
    assert 'href="../../help/tp' in desk.page("cases/dom")
    desk.edit("practices/cases/dom.yml", "черновек", "черновик")
    desk.build()
    assert desk.files() == before


def test_a_template_changes_everything(desk: Desk) -> None:
    """A changed template trusts no stored page."""
    desk.edit("macros/pages/record.html", "<h1>", '<h1 class="new">')
    assert desk.build().report.rendered == 8
    assert '<h1 class="new">' in desk.page("cases/dom")
    assert desk.files() == desk.from_nothing()


def test_a_theme_changes_every_file_and_renders_nothing(desk: Desk) -> None:
    """Another page round the pages is put round the stored ones."""
    desk.theme = THEME.replace("<main>", '<main class="new">')
    build = desk.build()
    assert build.report.rendered == 0
    assert all(b'<main class="new">' in data for name, data in desk.files().items() if name.endswith(".html"))
    assert desk.files() == desk.from_nothing()


def test_files_spoilt_by_others_are_mended(desk: Desk) -> None:
    """What somebody changed or deleted in the published folder is rendered anew, and nothing else is."""
    before = desk.files()
    (desk.root / "site/cases/dom/index.html").write_text("spoilt", encoding="utf-8")
    (desk.root / "site/cases/bereg/index.html").unlink()
    (desk.root / "site/alien.html").write_text("alien", encoding="utf-8")
    assert desk.build().report.rendered == 2
    assert desk.files() == before


def test_several_processes_give_the_same_bytes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading, rendering and writing in parallel changes nothing."""
    for module in (checking, rendering):
        monkeypatch.setattr(module, "PARALLEL_FROM", 2)
    monkeypatch.setattr(build, "MANY", 2)
    assert desk.from_nothing() == desk.files()


def test_failure_leaves_the_site(desk: Desk) -> None:
    """A template that fails on one record leaves the published folder as it was."""
    before = desk.files()
    desk.edit("macros/pages/record.html", "<h1>", "<h1>{{ record.nowhere.nothing if entry.id == 'dom' }}")
    with pytest.raises(Exception, match="nowhere"):
        desk.build()
    assert desk.files() == before


def test_code_counts_as_an_input() -> None:
    """The fingerprint every cache carries is taken of the engine's code and stays the same within a process."""
    assert engine_fingerprint() == engine_fingerprint()
    assert len(engine_fingerprint()) == 24
