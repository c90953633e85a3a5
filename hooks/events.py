"""MkDocs events ↔ engine. The only file that imports mkdocs; no logic.

Names resolve at import because the builder puts this folder on ``sys.path`` only while the module executes.
Module state survives rebuilds under ``serve``: one variable is reassigned in ``on_config``, nothing else is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from technopark.ahead import imported
from technopark.build import Build
from technopark.preview import keep_up, sentence
from technopark.shell import DEPTHS, Shell, shell_source
from technopark.theme import lighten

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a web server and a watcher of files, which a build does not need


class _State:
    """What the events of one build share; ``build`` is made anew in ``on_config``."""

    serving = False
    build: Build


_state = _State()


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is a live preview."""
    _state.serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Load the base; with errors a strict build stops here and the previous site stays."""
    imported()
    root, url = Path(config.config_file_path).parent, config.site_url or ""
    _state.build = build = Build.start(root, Path(config.site_dir), serve=_state.serving, site_url=url, site_name=config.site_name)
    config.site_dir = str(build.stage)
    config.extra["technopark"] = build.theme_values()
    lighten(config.theme)
    build.announce()
    if config.strict and build.report.errors:
        raise Abort("Сборка остановлена: в записях есть ошибки, прежний сайт не тронут.")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the shells and the engine's files; leave out what cannot be published."""
    _state.build.make_artefacts()
    for path in _state.build.unusable_pages():
        if file := files.get_file_from_path(path):
            files.remove(file)
    for depth in DEPTHS:
        path, text = shell_source(depth)
        files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
    for name, source in _state.build.assets().items():
        files.append(File.generated(config, name, abs_src_path=str(source)))
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill drawings, lists and links to records into hand-written pages."""
    return _state.build.fill(html, page.url)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Take the shells out of the site; every other page passes through."""
    if page.meta.get("shell"):
        _state.build.shells[page.url.count("/")] = Shell(output)
        return ""
    return output


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Drop the theme's sitemap: it knows only the hand-written pages."""
    return "" if template_name == "sitemap.xml" else output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Render, splice, index, publish."""
    _state.build.publish()


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Let no failed build stop the live preview; build once more when files that were not ready with the pages are."""
    server.builder = keep_up(builder, Path(config.config_file_path).parent, lambda: _state.build.in_order, server.watch)
    return server


def on_build_error(*, error: Exception) -> None:
    """Say what failed; the published folder has not been touched. Errors of ours and of templates are sentences, not tracebacks."""
    if said := sentence(error, Path(__file__).parents[1]):
        raise Abort(said) from None
