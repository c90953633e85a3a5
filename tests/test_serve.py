"""The live preview: edits show up by themselves; a broken record is told and never stops the server."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from technopark.later import Later
from technopark.preview import checked_address, guarded
from technopark.problems import TechnoparkError

PATIENCE = 90
"""Seconds a change may take to show up on a busy machine; a quiet one needs two or three."""

COPIED = ("docs", "practices", "glossary", "macros", "hooks", "mkdocs.yml", "package.json")


@dataclass
class Preview:
    """A running preview of a copy of the base."""

    folder: Path
    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, address: str) -> str:
        """HTML of a page; empty while there is none."""
        try:
            with urllib.request.urlopen(self.url + address, timeout=30) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def wait(self, address: str, seen: Callable[[str], bool]) -> str:
        """The page as soon as it is as it should be."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            html = self.get(address)
            if seen(html):
                return html
            time.sleep(0.3)
        raise AssertionError(f"{address} did not change:\n{self.log.read_text(encoding='utf-8')[-3000:]}")

    def said(self, words: str) -> None:
        """Wait until the terminal says something."""
        end = time.monotonic() + PATIENCE
        while words not in self.log.read_text(encoding="utf-8", errors="replace"):
            assert time.monotonic() < end, self.log.read_text(encoding="utf-8", errors="replace")[-3000:]
            time.sleep(0.3)


@contextmanager
def previewed(root: Path, home: Path, **switches: str) -> Iterator[Preview]:
    """The preview of a copy of the repository, stopped afterwards."""
    folder = home / "база с пробелом"
    folder.mkdir()
    for name in COPIED:
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy2
        copy(root / name, folder / name)
    shutil.copytree(root / "node_modules", folder / "node_modules", symlinks=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = folder.parent / "log.txt"
    environment = {**os.environ, "PYTHONPATH": str(folder / "hooks"), "PYTHONUTF8": "1", **switches}
    with log.open("wb") as out:
        command = [sys.executable, "-m", "technopark", "serve", "--address", address]
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out)
        try:
            yield Preview(folder, f"http://{address}/", process, log)
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="module")
def preview(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview without files for download."""
    with previewed(root, tmp_path_factory.mktemp("предпросмотр"), TECHNOPARK_DOCUMENTS="0") as one:
        yield one


def test_a_broken_record_is_told_and_mended_live(preview: Preview) -> None:
    """A broken record keeps its address and tells its problem there, in a banner elsewhere and in the terminal; mended, it is back."""
    record = preview.folder / "practices" / "cases" / "edinstvo.yml"
    good = record.read_text(encoding="utf-8")
    preview.wait("cases/edinstvo/", lambda html: "Проект наставничества «Единство»" in html)
    record.write_text(good + "status: [черновик\n", encoding="utf-8", newline="\n")
    preview.wait("cases/edinstvo/", lambda html: "Запись не показывается" in html and "TP106" in html)
    assert 'role="alert"' in preview.get("about/")
    assert "edinstvo.yml" in preview.log.read_text(encoding="utf-8")
    record.write_text(good.replace("Проект наставничества «Единство»", "Проект «Единство» после правки"), encoding="utf-8", newline="\n")
    preview.wait("cases/edinstvo/", lambda html: "после правки" in html)
    preview.said("Всё исправлено, замечаний больше нет.")
    assert 'role="alert"' not in preview.get("about/")


def test_a_template_and_a_page_show_up_too(preview: Preview) -> None:
    """An edit of a hand-written page and of a template is seen without a restart."""
    page = preview.folder / "docs" / "about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nСтрока для проверки предпросмотра.\n", encoding="utf-8", newline="\n")
    preview.wait("about/", lambda html: "Строка для проверки предпросмотра" in html)
    template = preview.folder / "macros" / "pages" / "components" / "related.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("Что с этим связано", "Что с этим соседствует"), encoding="utf-8", newline="\n")
    preview.wait("cases/edinstvo/", lambda html: "Что с этим соседствует" in html)


def test_nothing_stops_the_server(preview: Preview) -> None:
    """A typo in a template, a page in another encoding or in a record's place, a file name no page can hold: the site goes on."""
    docs, template = preview.folder / "docs", preview.folder / "macros" / "pages" / "cases.html"
    good, about = template.read_text(encoding="utf-8"), (docs / "about.md").read_bytes()
    preview.wait("about/", lambda html: "О проекте" in html)
    template.write_text(good.replace("{% endblock %}", "{% endblok %}", 1), encoding="utf-8", newline="\n")
    preview.said("Ошибка в шаблоне, macros/pages/cases.html:")
    assert "О проекте" in preview.get("about/")
    template.write_text(good, encoding="utf-8", newline="\n")
    (docs / "cases").mkdir()
    (docs / "cases" / "edinstvo.md").write_text("# Чужое место\n", encoding="utf-8", newline="\n")
    preview.said("TP951")
    preview.wait("cases/edinstvo/", lambda html: "Единство" in html and "TP951" in html)
    shutil.rmtree(docs / "cases")
    (docs / "about.md").write_bytes("# О проекте\n".encode("cp1251"))
    preview.wait("cases/edinstvo/", lambda html: "TP955" in html)
    (docs / "about.md").write_bytes(about)
    preview.wait("about/", lambda html: "О проекте" in html and 'role="alert"' not in html)
    if sys.platform == "linux":  # other systems refuse such a name
        strange = os.fsencode(preview.folder / "glossary") + b"/zz-\xd0.yml"
        with open(strange, "wb") as out:  # noqa: PTH123 - no path holds it
            out.write(b"term: x\n")
        preview.wait("about/", lambda html: 'role="alert"' in html and "TP301" in html)
        os.unlink(strange)  # noqa: PTH108 - likewise
        preview.wait("about/", lambda html: 'role="alert"' not in html)


def test_files_and_search_follow_the_pages(root: Path, tmp_path: Path) -> None:
    """An edit shows with the files of before; then the files and the index have it too, and nothing is built any more."""
    with previewed(root, tmp_path) as preview:
        preview.wait("cases/edinstvo/", lambda html: "edinstvo-komplekt.zip" in html)
        record = preview.folder / "practices" / "cases" / "edinstvo.yml"
        text = record.read_text(encoding="utf-8").replace("Проект наставничества центра", "Щурокрыл. Проект наставничества центра", 1)
        record.write_text(text, encoding="utf-8", newline="\n")
        shown = preview.wait("cases/edinstvo/", lambda html: "Щурокрыл" in html)
        assert "edinstvo-komplekt.zip" in shown
        preview.wait("cases/edinstvo/edinstvo-social-vk.txt", lambda words: "Щурокрыл" in words)
        shards = preview.folder / ".cache" / "search" / "search" / "data"
        preview.wait("", lambda _: any("щурокрыл" in shard.read_text(encoding="utf-8").lower() for shard in shards.glob("*.js")))
        report = preview.folder / ".cache" / "report.json"
        done = report.stat().st_mtime_ns
        time.sleep(4)
        assert report.stat().st_mtime_ns == done
        assert "не собраны" not in preview.log.read_text(encoding="utf-8")


def test_the_next_edit_ends_what_is_on_its_way(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are still being made for an older text are not waited for, and their end builds nothing."""
    one = Later(root)
    monkeypatch.setattr("technopark.later.MAKE", ("-c", "import time; time.sleep(60)"))
    one.start("База", "")
    process = one._process
    assert process is not None
    assert not one.begin()
    assert process.poll() is not None
    assert not one.begin()


def test_the_last_mistake_mended_is_told_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After problems or a failed build, the first build with nothing wrong says so; the next ones say nothing."""
    order = [False]
    failure: list[TechnoparkError] = []

    def build() -> None:
        for error in failure:
            raise error

    run = guarded(build, root, lambda: order[0])
    run()
    assert "исправлено" not in capsys.readouterr().err
    order[0] = True
    run()
    run()
    assert capsys.readouterr().err.count("Всё исправлено, замечаний больше нет.") == 1
    failure.append(TechnoparkError("Нет шаблона."))
    run()
    assert "показан прежний. Нет шаблона." in capsys.readouterr().err
    failure.clear()
    run()
    assert "исправлено" in capsys.readouterr().err


@pytest.mark.parametrize(("address", "cause"), [("127.0.0.1:99999", "не годится"), ("foo", "не годится"), (":80x", "не годится")])
def test_a_wrong_address_is_told_at_once(address: str, cause: str, root: Path) -> None:
    """An address that cannot be one is a sentence, not a traceback."""
    with pytest.raises(TechnoparkError, match=cause):
        checked_address(address)
    command = [sys.executable, "-m", "technopark", "serve", "--address", address]
    said = subprocess.run(command, cwd=root, capture_output=True, check=False, env={**os.environ, "PYTHONUTF8": "1"})
    assert said.returncode == 2
    assert cause in said.stderr.decode("utf-8")
    assert b"Traceback" not in said.stderr


def test_a_busy_port_is_told() -> None:
    """Most often the preview runs in another window already."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(TechnoparkError, match="в другом окне"):
            checked_address(address)
    assert checked_address(address) == address
