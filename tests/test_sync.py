"""The published folder: only what changed is written, what is gone is removed, nothing is half-written."""

from __future__ import annotations

from pathlib import Path

from technopark.sync import Site


def publish(folder: Path, cache: Path, files: dict[str, bytes]) -> tuple[int, int, int]:
    """Publish a set of files; return the numbers written, kept, removed."""
    site = Site(folder, cache)
    for name, data in files.items():
        site.put(name, data)
    done = site.finish()
    return done.written, done.kept, done.removed


def test_second_publication_writes_nothing(tmp_path: Path) -> None:
    """Unchanged files are neither written nor touched."""
    files = {"a/index.html": b"one", "b.css": b"two"}
    assert publish(tmp_path / "site", tmp_path, files) == (2, 0, 0)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "site").rglob("*") if p.is_file()}
    assert publish(tmp_path / "site", tmp_path, files) == (0, 2, 0)
    assert before == {p: p.stat().st_mtime_ns for p in (tmp_path / "site").rglob("*") if p.is_file()}


def test_changed_and_gone_files(tmp_path: Path) -> None:
    """A changed file is rewritten; a file and a folder that no longer belong are removed."""
    site = tmp_path / "site"
    publish(site, tmp_path, {"a/index.html": b"one", "b/c/index.html": b"two"})
    assert publish(site, tmp_path, {"a/index.html": b"new"}) == (1, 0, 1)
    assert (site / "a/index.html").read_bytes() == b"new"
    assert not (site / "b").exists()


def test_a_file_somebody_touched_is_restored(tmp_path: Path) -> None:
    """A published file edited or deleted by hand comes back at the next build."""
    site = tmp_path / "site"
    files = {"a.html": b"one", "b.html": b"two"}
    publish(site, tmp_path, files)
    (site / "a.html").write_bytes(b"spoilt")
    (site / "b.html").unlink()
    assert publish(site, tmp_path, files)[0] == 2
    assert (site / "a.html").read_bytes() == b"one"


def test_a_page_may_take_the_place_of_a_file_and_back(tmp_path: Path) -> None:
    """``x`` becoming ``x/index.html``, or the reverse, needs no cleaning by hand."""
    site = tmp_path / "site"
    publish(site, tmp_path, {"x": b"file"})
    publish(site, tmp_path, {"x/index.html": b"page"})
    assert (site / "x/index.html").read_bytes() == b"page"
    publish(site, tmp_path, {"x": b"file"})
    assert (site / "x").read_bytes() == b"file"


def test_damaged_list_of_files_costs_time_only(tmp_path: Path) -> None:
    """With the list of published files spoilt, everything is written again and the result is right."""
    site = tmp_path / "site"
    publish(site, tmp_path, {"a.html": b"one"})
    for path in tmp_path.glob("site-*.json"):
        path.write_text("{broken", encoding="utf-8")
    assert publish(site, tmp_path, {"a.html": b"one"}) == (1, 0, 0)


def prepare(folder: Path, cache: Path, files: dict[str, bytes]) -> None:
    """Publish files that were written aside first."""
    site = Site(folder, cache)
    site.open_ready()
    for name, data in files.items():
        site.note(name, site.make_ready(name, data, name))
    site.place_ready()
    site.finish()


def test_files_written_aside_take_the_place_of_what_is_there(tmp_path: Path) -> None:
    """They join what is in a folder, replace files, and a file gives way to a folder and back; what was known of them holds."""
    site = tmp_path / "site"
    prepare(site, tmp_path, {"a/x/index.html": b"one", "a/y/index.html": b"two", "b": b"file", "c/d": b"deep"})
    prepare(site, tmp_path, {"a/x/index.html": b"new", "a/z/index.html": b"three", "b/index.html": b"page", "c": b"flat"})
    found = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert found == {"a/x/index.html": b"new", "a/z/index.html": b"three", "b/index.html": b"page", "c": b"flat"}
    assert all(Site(site, tmp_path).is_current(name, name) for name in found)
    assert not list(tmp_path.glob("ready-*"))


def test_nothing_is_published_before_all_is_ready(tmp_path: Path) -> None:
    """A build cut off while it writes aside leaves the site as it was, and its leavings are gone with the next one."""
    publish(tmp_path / "site", tmp_path, {"a.html": b"one"})
    site = Site(tmp_path / "site", tmp_path)
    site.open_ready()
    site.make_ready("a.html", b"two", "mark")
    assert (tmp_path / "site/a.html").read_bytes() == b"one"
    prepare(tmp_path / "site", tmp_path, {"b.html": b"three"})
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["b.html"]


def test_nothing_temporary_is_left(tmp_path: Path) -> None:
    """No temporary file survives a publication."""
    publish(tmp_path / "site", tmp_path, {"a/b.html": b"one"})
    assert [p.name for p in (tmp_path / "site").rglob("*") if p.is_file()] == ["b.html"]
