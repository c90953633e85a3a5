"""A strict little web server: a folder over HTTP under the policy the site must live under."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CSP = "default-src 'self'"
"""The policy the site must live under: nothing inline, nothing from elsewhere."""


@dataclass
class StaticSite:
    """A folder served over HTTP under the strict policy.

    Attributes:
        url: address of the root, with a slash at its end.
        requests: paths asked for, in order.
        missing: paths that were not there.
    """

    url: str
    requests: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


class _Handler(SimpleHTTPRequestHandler):
    """Serves files with the policy, notes what was asked for, writes nothing to the terminal."""

    def __init__(self, *arguments: object, site: StaticSite, directory: str) -> None:
        self.site = site
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]  # what socketserver passes on

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CSP)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_response(self, code: int, message: str | None = None) -> None:
        self.site.requests.append(self.path)
        if code >= 400:
            self.site.missing.append(self.path)
        super().send_response(code, message)

    def log_message(self, format: str, *arguments: object) -> None:
        """Stay quiet."""


@contextmanager
def served(folder: Path) -> Iterator[StaticSite]:
    """Serve a folder on a free port of this machine while the block runs."""
    site = StaticSite("")
    handler = functools.partial(_Handler, site=site, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        site.url = f"http://127.0.0.1:{server.server_address[1]}/"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
