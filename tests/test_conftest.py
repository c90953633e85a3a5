"""The tools of the tests themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from static_site import StaticSite


@pytest.mark.browser
def test_server_applies_the_strict_policy_in_a_real_browser(browser: Browser, serve: Callable[[Path], StaticSite], tmp_path: Path) -> None:
    """An inline script does not run, a file of the site does, and every request is recorded."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><meta charset=utf-8><title>раз</title><script>document.title='плохо'</script><script src='ok.js'></script>",
        encoding="utf-8",
    )
    (tmp_path / "ok.js").write_text("document.title += ' два'", encoding="utf-8")
    site = serve(tmp_path)
    page = browser.new_page()
    page.goto(site.url)
    assert page.title() == "раз два"
    page.close()
    assert "/ok.js" in site.requests
    assert [path for path in site.missing if path != "/favicon.ico"] == []
