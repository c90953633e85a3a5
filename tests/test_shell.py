"""The shell: the theme's page cut at its tokens and spliced round a record's body."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader

from technopark.pages import Page
from technopark.problems import ConfigurationError
from technopark.shell import Shell, shell_source, token
from technopark.theme import lighten

THEME = (
    f"<title>{token('title')}</title><meta name=description content=\"{token('description')}\">"
    f"<body data-section=\"{token('section')}\"><main><p>{token('content')}</p></main>"
    f"<footer>{token('updated')} {token('edit')}</footer>"
)


def page(**values: object) -> Page:
    """A page with some values set."""
    base = {"address": "cases/x/", "title": "Название", "description": "О чём", "body": "<h1>Тело</h1>"}
    return Page(**{**base, **values})  # type: ignore[arg-type]  # values come from the tests below


def test_values_stand_in_their_places() -> None:
    """Every token is replaced and the body loses the paragraph Markdown put round its token."""
    html = Shell(THEME).wrap(page(section="cases", updated=date(2026, 11, 23), edit_path="practices/cases/x.yml"), "").decode("utf-8")
    assert "<main><h1>Тело</h1></main>" in html
    assert 'data-section="cases"' in html
    assert "practices/cases/x.yml" in html
    assert "2026" in html
    assert "TPTOKEN" not in html


def test_an_author_cannot_forge_a_token() -> None:
    """A token written by an author stays text: the page is cut before any value is put in."""
    html = Shell(THEME).wrap(page(title=token("content"), body=f"<p>{token('edit')}</p>"), "").decode("utf-8")
    assert html.count(token("content")) == 1
    assert html.count(token("edit")) == 1


def test_hostile_title_is_escaped() -> None:
    """Markup in a title or a description cannot leave its place."""
    html = Shell(THEME).wrap(page(title='</title><script>alert("1")</script>', description='"><script>'), "").decode("utf-8")
    assert "<script" not in html


def test_theme_without_a_place_for_content_is_refused() -> None:
    """A theme that lost ``page.content`` is named in Russian instead of giving empty pages."""
    with pytest.raises(ConfigurationError, match=r"main\.html"):
        Shell("<html></html>")


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_source_lies_at_its_depth(depth: int) -> None:
    """The shell of a depth is cut from a page that lies at that depth."""
    path, text = shell_source(depth)
    assert path.removesuffix(".md").count("/") + 1 == depth
    assert token("content") in text


def test_theme_lists_its_own_files_and_finds_all(tmp_path: Path) -> None:
    """The builder copies nothing of the theme ours is built on, but its templates and icons are there to be included."""
    for folder, name in (("ours", "main.html"), ("ours", "assets/own.css"), ("theirs", "assets/theirs.css"), ("theirs", ".icons/menu.svg")):
        file = tmp_path / folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{{% include '.icons/menu.svg' %}} {name}" if name == "main.html" else name, encoding="utf-8")
    theme = SimpleNamespace(get_env=lambda: Environment(loader=FileSystemLoader([tmp_path / "ours", tmp_path / "theirs"]), autoescape=True))
    lighten(theme)
    environment = theme.get_env()
    assert environment.list_templates() == ["assets/own.css", "main.html"]
    assert environment.get_template("main.html").render() == ".icons/menu.svg main.html"
