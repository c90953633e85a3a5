"""The one Jinja environment of the pages, and Material's icons for it.

A new environment per record costs 4.3 ms, so a build makes one. Author's text is
escaped by default; a template that forgets a value fails at once.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from technopark.cache import engine_fingerprint
from technopark.hashing import digest
from technopark.problems import ConfigurationError
from technopark.russian.text import long_date, number, plural, plural_form, typography

_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_SVG = re.compile(r"<svg\b[^>]*viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>", re.DOTALL)


class _Generator(CodeGenerator):
    """Writes ``environment.shown(…)`` round a value where Jinja writes ``escape(…)``: a third of a page's time."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class PageEnvironment(Environment):
    """An environment that does not copy what is HTML already."""

    code_generator_class = _Generator

    @staticmethod
    def shown(value: object) -> Markup:
        """The value as HTML: as it is if it is HTML, else escaped."""
        return value if type(value) is Markup else escape(value)


def create_environment(templates_dir: Path, cache_dir: Path | None = None) -> Environment:
    """Set up Jinja over ``macros/pages`` with Russian helpers and icons; ``cache_dir`` keeps compiled templates."""
    env = PageEnvironment(
        loader=FileSystemLoader(templates_dir, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_compiled(cache_dir) if cache_dir else None,
    )
    env.globals.update(icon=icon_reader(), plural=plural, plural_form=plural_form, by_name=by_name)
    env.filters.update(
        long_date=long_date, number=number, nbsp=typography, lower_first=lower_first, capitalize_first=capitalize_first,
        stage_codes=stage_codes, unnumbered=unnumbered,
    )
    return env


def _compiled(cache_dir: Path) -> FileSystemBytecodeCache:
    """Templates compiled by this very engine; those of another are forgotten."""
    home = cache_dir / "templates"
    own = home / engine_fingerprint()
    if not own.is_dir():
        shutil.rmtree(home, ignore_errors=True)
        own.mkdir(parents=True)
    return FileSystemBytecodeCache(str(own))


class Cells(dict[str, Any]):
    """Fields of a row by name; an absent one is ``None``, not an error."""

    def __missing__(self, name: str) -> None:
        """An absent field."""


def by_name(row: Iterable[Any]) -> Cells:
    """The fields of a row by name, for templates with their own look."""
    return Cells((view.name, view) for view in row)


def lower_first(text: str) -> str:
    """The text with a small first letter, unless the first word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def capitalize_first(text: str) -> str:
    """The text with a capital first letter; the rest stays."""
    return text[:1].upper() + text[1:]


def stage_codes(ids: Iterable[str]) -> str:
    """Codes of stages in a line; three or more in a row become a range: «П0, П2–П5»."""
    numbers = sorted({int(id[1:]) for id in ids})
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    shown = (f"П{run[0]}–П{run[-1]}" if len(run) > 2 else ", ".join(f"П{n}" for n in run) for run in runs)
    return ", ".join(shown)


def unnumbered(title: Markup) -> Markup:
    """A title without its own number, for lists that are numbered already."""
    return Markup(_NUMBER.sub("", title))  # noqa: S704 - only the head of escaped text is cut off


def icon_reader() -> Callable[[str], Markup]:
    """A function that gives an inline icon of Material's set by name: ``icon("magnify")``.

    Raises:
        ConfigurationError: the theme is not installed or has no such icon.
    """
    spec = find_spec("material")
    if spec is None or not spec.submodule_search_locations:
        raise ConfigurationError("Не установлена тема mkdocs-material: запустите «python3 run.py build».")
    folder = Path(spec.submodule_search_locations[0]) / "templates" / ".icons" / "material"
    known: dict[str, Markup] = {}

    def icon(name: str) -> Markup:
        if name not in known:
            known[name] = _read_icon(folder / f"{name}.svg")
        return known[name]

    return icon


def _read_icon(path: Path) -> Markup:
    try:
        found = _SVG.search(path.read_text(encoding="utf-8"))
    except OSError:
        found = None
    if found is None:
        raise ConfigurationError(f"В наборе значков темы нет «{path.stem}».")
    box, inner = found.groups()
    return Markup(f'<svg class="icon" viewBox="{box}" aria-hidden="true" focusable="false">{inner}</svg>')  # noqa: S704 - our own package's file


def templates_fingerprint(templates_dir: Path) -> str:
    """A hash of the names and texts of all page templates."""
    paths = sorted(templates_dir.rglob("*.html"))
    return digest(*(part for path in paths for part in (path.relative_to(templates_dir).as_posix(), path.read_bytes())))
