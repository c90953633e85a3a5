"""The page «Заполнить» as a person at a desk uses it: choose, type, press, take the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Request

ORGANISATION = "ОГКУСО «Центр помощи детям № 1» <Ангарск> & Ко (пример)"
WATCH = "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"


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


def query(*ids: str) -> str:
    """The address of a choice."""
    return "?" + "&".join(f"doc={id}" for id in ids)


def entries(archive: bytes) -> dict[str, bytes]:
    """Files of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return {info.filename: opened.read(info) for info in opened.infolist()}


def packed(files: dict[str, bytes]) -> bytes:
    """An archive of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return out.getvalue()
