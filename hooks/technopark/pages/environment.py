"""The one Jinja environment of the pages, and Material's icons for it.

A new environment per record costs 4.3 ms, so a build makes one. Author's text is
escaped by default; a template that forgets a value fails at once. Attributes are asked for
by a dot, items in brackets: there is no guessing between the two.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from functools import cached_property
from importlib.util import find_spec
from keyword import iskeyword
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup, escape

from technopark.cache import engine_fingerprint
from technopark.hashing import digest
from technopark.pages.markup import escaped, typeset
from technopark.problems import ConfigurationError
from technopark.russian.text import long_date, lower_first, plural, plural_form

_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_SVG = re.compile(r"<svg\b[^>]*viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>", re.DOTALL)


class _Generator(CodeGenerator):
    """Writes plainer code than Jinja: a page has hundreds of values and calls, and what goes round each is most of its time."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Write ``environment.shown(…)`` round a value where Jinja writes ``escape(…)``."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's names, here and below
        """Ask for an attribute as it is, where Jinja tries an item as well; one that is not there is an error at once."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Ask for an item as it is, where Jinja tries an attribute as well; by a written name it stays so."""
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            super().visit_Getitem(node, frame)
            return
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Call a function as it is: none of ours asks for the context, which is what Jinja looks for at every call."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for value in (*node.args, *node.kwargs):
            self.visit(value, frame)
            self.write(", ")
        self.write(")")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        """Give an included file, which has no blocks, what is known here; whatever else may be asked is left to Jinja."""
        named = isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
        if not named or node.ignore_missing or not node.with_context or frame.buffer is not None:
            super().visit_Include(node, frame)
            return
        self.writeline("yield from environment.part(", node)
        self.visit(node.template, frame)
        self.write(f")(context.derived({self.dump_local_context(frame)}))")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Take the macros of a file from where they are kept, where Jinja looks for the file."""
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.macros(")
        self.visit(node.template, frame)
        self.write(")")


class _Context(Context):
    """A context that costs less to make: a page makes dozens, one for each block in a loop and each included file."""

    def __init__(self, *values: Any, **named: Any) -> None:
        """Forget which variables are global: all templates share the environment's, which is what Jinja would look for."""
        named.pop("globals", None)
        super().__init__(*values, **named)

    def derived(self, locals: dict[str, Any] | None = None) -> Context:
        """The same context with the variables of a loop; what Jinja copies is shared, what is set in it stays in it."""
        made = _Context.__new__(_Context)
        made.__dict__.update(self.__dict__)
        made.vars, made.exported_vars = self.vars.copy(), set()
        for name, value in (locals or {}).items():
            if value is not missing:
                made.vars[name] = value
        return made


class PageEnvironment(Environment):
    """An environment that does not copy what is HTML already."""

    code_generator_class = _Generator
    context_class = _Context

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:  # noqa: ARG002 - Jinja's signature
        """One set of globals for all templates: Jinja's chain of two is slow, and no template of ours has its own."""
        return self.globals

    @staticmethod
    def shown(value: object) -> str:
        """The value as HTML: as it is if it is HTML, else escaped."""
        if type(value) is str:
            return escaped(value)
        return value if type(value) is Markup else escape(value)

    def macros(self, name: str) -> TemplateModule:
        """The macros of a file; made once, because none of ours asks for the context."""
        if name not in self._modules:
            self._modules[name] = self.get_template(name).module
        return self._modules[name]

    @cached_property
    def _modules(self) -> dict[str, TemplateModule]:
        """Macros of each file by its name."""
        return {}

    def part(self, name: str) -> Callable[[Context], Iterator[str]]:
        """What gives the pieces of an included file."""
        if name not in self._parts:
            self._parts[name] = self.get_template(name).root_render_func
        return self._parts[name]

    @cached_property
    def _parts(self) -> dict[str, Callable[[Context], Iterator[str]]]:
        """Functions of included files by their names."""
        return {}


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
        long_date=long_date, nbsp=typeset, lower_first=lower_first, capitalize_first=capitalize_first, unnumbered=unnumbered
    )
    return env


def compiled(cache_dir: Path) -> Path:
    """Folder of the templates compiled by this very engine."""
    return cache_dir / "templates" / engine_fingerprint()


def compile_templates(templates_dir: Path, cache_dir: Path) -> None:
    """Compile all templates into the cache, unless this engine has begun to; what is not there is compiled by who needs it."""
    if compiled(cache_dir).is_dir():
        return
    env = create_environment(templates_dir, cache_dir)
    for name in env.list_templates(extensions=["html"]):
        env.get_template(name)


def _compiled(cache_dir: Path) -> FileSystemBytecodeCache:
    """Templates compiled by this very engine; those of another are forgotten."""
    own = compiled(cache_dir)
    if not own.is_dir():
        shutil.rmtree(own.parent, ignore_errors=True)
        own.mkdir(parents=True)
    return FileSystemBytecodeCache(str(own))


class Cells:
    """Fields of a row by name; an absent one is ``None``, not an error."""

    def __init__(self, row: Iterable[Any]) -> None:
        """Take the fields over."""
        vars(self).update((view.name, view) for view in row)

    def __getattr__(self, name: str) -> None:
        """An absent field."""


def by_name(row: Iterable[Any]) -> Cells:
    """The fields of a row by name, for templates with their own look."""
    return Cells(row)


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
