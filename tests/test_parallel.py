"""Work in other processes: the same results, effects done, nothing lost when a process fails."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path

import pytest

from technopark.cache import engine_fingerprint
from technopark.kinds.glossary import Term
from technopark.loading import load
from technopark.pages.environment import compile_templates, compiled
from technopark.parallel import aside, begin, meanwhile, spread
from technopark.preparing import prepare
from technopark.russian.forms import CACHE_NAME
from technopark.russian.linking import TermLinker, words_of


def test_spread_keeps_the_order() -> None:
    """Results come in the order of the items, whoever made them."""
    assert list(spread(lambda number: number * number, range(100), 2)) == [number * number for number in range(100)]


@pytest.mark.parametrize("processors", [1, 2])
def test_what_is_made_meanwhile_is_there_when_asked_for(monkeypatch: pytest.MonkeyPatch, processors: int) -> None:
    """In another process or, without one, here; of what is here later the other process knows nothing."""
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    seen = ["before"]
    with meanwhile(lambda: (os.getpid(), seen, "x" * 1_000_000)) as wait:
        seen.append("after")
        process, made, long = wait()
    assert (process == os.getpid()) is (processors == 1)
    assert made == (["before"] if processors == 2 else ["before", "after"])
    assert len(long) == 1_000_000


def test_what_nobody_waits_for_is_given_up(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """Who leaves without asking, or because of an error, is not kept; what fails there fails here; what cannot be sent is made here."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with meanwhile(lambda: "x" * 10_000_000):
        pass
    with pytest.raises(KeyError), meanwhile(lambda: "x" * 10_000_000):
        raise KeyError
    with pytest.raises(ZeroDivisionError), meanwhile(lambda: 1 // 0) as wait:
        wait()
    with meanwhile(lambda: lambda: 5) as wait_for_function:
        assert wait_for_function()() == 5
    assert capfd.readouterr().err == ""


def test_what_is_killed_on_its_way_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process may be killed when half of what it made is sent: the memory may have run out."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with meanwhile(lambda: (os.getpid(), "x" * 10_000_000)) as wait:
        time.sleep(0.3)
        for other in multiprocessing.active_children():
            other.kill()
        process, made = wait()
    assert process == os.getpid()
    assert len(made) == 10_000_000


@pytest.mark.parametrize("processors", [1, 2])
def test_what_is_done_aside_is_done_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processors: int) -> None:
    """With another processor or without, the file is there when the block ends."""
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    with aside(lambda: (tmp_path / "made").write_text("x", encoding="utf-8")):
        pass
    assert (tmp_path / "made").read_text(encoding="utf-8") == "x"


def test_a_failure_aside_is_seen_here(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What fails in another process fails here as well, once and not in two places."""
    with pytest.raises(FileNotFoundError), aside((tmp_path / "nowhere" / "file").touch):
        pass
    assert capfd.readouterr().err == ""


def test_preparing_fills_the_cache_a_build_looks_in(root: Path, tmp_path: Path) -> None:
    """The forms made aside are those the linker makes."""
    prepare(root, tmp_path)
    kb = load(root).kb
    made = (tmp_path / CACHE_NAME).read_bytes()
    TermLinker.from_terms([words_of(e.record) for e in kb.published("glossary") if isinstance(e.record, Term)], tmp_path)
    assert (tmp_path / CACHE_NAME).read_bytes() == made


@pytest.mark.parametrize("processors", [1, 2])
def test_what_is_begun_is_done_when_waited_for(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], processors: int
) -> None:
    """Every template is compiled by this engine, or nothing is done at all; of a failure nobody hears."""
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    begin(lambda: compile_templates(root / "macros" / "pages", tmp_path))()
    begin(lambda: 1 // 0)()
    assert capfd.readouterr().err == ""
    assert compiled(tmp_path).is_dir() is (processors == 2)
    if processors == 2:
        assert compiled(tmp_path).name == engine_fingerprint()
        assert any(compiled(tmp_path).iterdir())
