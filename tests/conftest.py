"""Fixtures every test may use: the repository, the base, a browser, a web server, LibreOffice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from static_site import StaticSite, served
from technopark import browser as browsers
from technopark import office
from technopark.knowledge import KnowledgeBase
from technopark.loading import load

hypothesis.settings.register_profile("repository", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("repository")
# The same examples in every run, and no verdict by the clock.

BUILDING = frozenset({"test_command_line.py", "test_pages_browser.py"})
"""Files that build the repository's own site without a shared fixture."""


@pytest.hookimpl(tryfirst=True)  # before the marks are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """When tests run in several processes, keep those of a file together, and together all that build the repository's own site.

    Such builds share the folder ``.cache``, as one person's builds do, one after another.
    """
    for item in items:
        shared = {"sites", "fill_site"} & set(getattr(item, "fixturenames", ()))
        group = "repository" if shared or item.path.name in BUILDING else item.path.as_posix()
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's folder."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def kb(root: Path) -> KnowledgeBase:
    """The repository's own base."""
    return load(root).kb


@pytest.fixture
def serve() -> Iterator[Callable[[Path], StaticSite]]:
    """Serve folders until the test ends: ``serve(folder).url``."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, one for the whole run; a machine without one fails here and says why."""
    path = browsers.find()
    assert path is not None, "Нет браузера. Запустите тесты так: python3 run.py test"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=flags)
        yield running
        running.close()


@pytest.fixture(scope="session")
def libreoffice() -> Path:
    """LibreOffice; a machine without it fails here and says why."""
    path = office.find()
    assert path is not None, "Нет LibreOffice. Запустите тесты так: python3 run.py test"
    return path
