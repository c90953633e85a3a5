"""Hand-written pages: drawings, lists and links to records."""

from __future__ import annotations

from technopark.handwritten import fill


def embed(name: str, argument: str, base: str) -> str:
    """A stand-in that knows one name."""
    if name != "cards":
        raise KeyError(name)
    return f"<ul data-kind={argument} data-base={base}></ul>"


def resolve(name: str) -> tuple[str, str] | None:
    """A stand-in that knows one record."""
    return ("cases/edinstvo/", "Единство") if name == "cases/edinstvo" else None


def test_embed_takes_the_place_of_its_paragraph() -> None:
    """A known name is replaced, with its argument and the way to the root."""
    assert fill("<p>[[cards:cases]]</p>", "../", embed, resolve) == "<ul data-kind=cases data-base=../></ul>"


def test_unknown_embed_stays_visible() -> None:
    """An unknown name is shown as text, never lost and never fatal."""
    assert "[[nothing]]" in fill("<p>[[nothing]]</p>", "", embed, resolve)


def test_record_links_become_relative() -> None:
    """A link to a record, to its section and to a list lead where they should from any depth."""
    html = '<a href="record:cases/edinstvo">1</a><a href="record:cases/edinstvo#how">2</a><a href="record:cases/">3</a>'
    done = fill(html, "../", embed, resolve)
    assert 'href="../cases/edinstvo/"' in done
    assert 'href="../cases/edinstvo/#how"' in done
    assert 'href="../cases/"' in done


def test_link_to_an_absent_record_is_marked() -> None:
    """A broken link loses its address, so that nobody follows it; the rule names its place."""
    assert fill('<a href="record:cases/none">x</a>', "", embed, resolve) == '<a class="broken-link">x</a>'
