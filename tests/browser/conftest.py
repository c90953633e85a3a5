"""The site as the browser tests open it: a page under the strict policy, the templates, a desk of «Заполнить»."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from fill_desk import Desk, Open, desk
from technopark.artefacts.documents.compose import compose
from technopark.artefacts.documents.kit import kit
from technopark.artefacts.documents.tree import Sheet
from technopark.knowledge import KnowledgeBase


@pytest.fixture(scope="session")
def fill_site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site without its search index."""
    out = tmp_path_factory.mktemp("fill") / "site"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "TECHNOPARK_SEARCH": "0", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(out)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture
def page(browser: Browser, fill_site: Path, serve: Callable[[Path], Any]) -> Iterator[Page]:
    """A page of the site under the strict policy; nothing may complain."""
    context = browser.new_context(base_url=serve(fill_site).url)
    complaints: list[str] = []
    out = context.new_page()
    out.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    yield out
    assert complaints == []
    context.close()


@pytest.fixture(scope="session")
def sheets(kb: KnowledgeBase) -> dict[str, Sheet]:
    """All templates by id."""
    return {document.id: sheet for document in kit(kb) if (sheet := compose(document))}


@pytest.fixture
def open_page(browser: Browser, fill_site: Path, serve: Callable[[Path], Any]) -> Iterator[Open]:
    """``open_page("?doc=…", width=390)`` under the strict policy; afterwards nothing may have gone wrong."""
    contexts: list[BrowserContext] = []
    desks: list[Desk] = []
    url = serve(fill_site).url

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
