"""Quick ways of making pieces of a page give what the plain ways give; templates are compiled to stricter code than Jinja's."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, UndefinedError
from markupsafe import Markup, escape

from technopark.knowledge import KnowledgeBase
from technopark.pages.cards import Card, Item
from technopark.pages.environment import PageEnvironment, create_environment
from technopark.pages.excerpts import _ABBREVIATION, _SENTENCE, first_sentence
from technopark.pages.facets import Facet
from technopark.pages.markup import as_html, typeset
from technopark.pages.prose import ProseRenderer
from technopark.pages.structured import safe_json
from technopark.pages.values import Place, Values
from technopark.russian.text import typography

ANY = st.text(st.sampled_from("абвжгАЯё 19«»—.!?,;<>&\"'\\/*_`[]()№\n\t\x00\x1f\x7f\x85\u00a0\u2028\u200b\ufffe\U0001f600"), max_size=40)
"""Texts full of signs that something is done about."""


@given(ANY)
def test_a_line_is_what_the_renderer_of_texts_makes_of_it(text: str) -> None:
    """A line is typeset at once unless something must be taken out of it."""
    prose = ProseRenderer(None, lambda _: None)
    line = Values(KnowledgeBase([]), prose, {}).line(text, Place("../../"))
    assert line == prose.inline(text, base="../../")
    assert type(line) is Markup


@given(ANY)
def test_typeset_text_is_escaped_and_spaced(text: str) -> None:
    """No way round escaping or no-break spaces."""
    assert typeset(text) == escape(typography(text))
    assert as_html(text) == Markup(text)  # noqa: S704 - nothing is shown


@given(st.dictionaries(st.sampled_from(("@type", "name", "description", "isbn")), ANY), ANY)
def test_json_of_a_page_is_the_encoders(data: dict[str, str], name: str) -> None:
    """Data blocks read as what went in, in the encoder's own form but for the signs HTML reads."""
    both: dict[str, Any] = {**data, "creator": {"name": name}}
    text = json.dumps(both, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    assert safe_json(both) == text
    assert json.loads(safe_json(both)) == both


@given(st.dictionaries(st.sampled_from(("stage", "form", "audience")), st.lists(ANY, min_size=1, max_size=3).map(tuple)))
def test_facets_of_a_card_are_what_jinja_would_print(facets: dict[str, tuple[str, ...]]) -> None:
    """The script of a list reads the same attribute as from ``tojson | forceescape``."""
    entry: Any = None
    item = Item(entry, "", (), facets, "", "", -1)
    shown = Environment(autoescape=True).from_string("{{ facets | tojson | forceescape }}").render(facets=facets)
    assert item.data == shown


@given(st.text(st.sampled_from("агртд .!?…»«(АГ\n"), max_size=30))
def test_an_abbreviation_is_looked_for_where_it_can_be(text: str) -> None:
    """The first sentence ends where it would if all that is before were searched for an abbreviation."""
    ends = [found.start() + 1 + (text[found.start() + 1 : found.start() + 2] == "»") for found in _SENTENCE.finditer(text)]
    assert first_sentence(text) == next((text[:end] for end in ends if not _ABBREVIATION.search(text[:end])), text)


def test_a_card_comes_back_from_the_store() -> None:
    """A packed card holds all the card held."""
    facets = (Facet("kind", "Раздел", ("Практики",)), Facet("form", "Форма", ("групповая", "командная")))
    card = Card("<li>", facets, "группа", (1, "", "я", "x"), "О чём", "2026-01-01", "", 50)
    assert Card.unpacked(card.packed()) == card


def environment(**templates: str) -> Environment:
    """The pages' own environment over templates given as texts."""
    env = create_environment(Path())
    assert isinstance(env, PageEnvironment)
    env.loader = DictLoader({f"{name}.html": text for name, text in templates.items()})
    return env


@pytest.mark.parametrize(
    "source", ["{{ one.absent }}", "{{ nobody.name }}", "{% if one.absent %}{% endif %}", "{{ row[5] }}", "{{ nobody }}"]
)
def test_what_is_not_there_is_an_error(source: str) -> None:
    """A template that asks for what is not there fails at once."""
    with pytest.raises((AttributeError, IndexError, UndefinedError)):
        environment(page=source).get_template("page.html").render(one=SimpleNamespace(name="x"), row=("a",))


def test_calls_pass_everything_on() -> None:
    """Positional, named and starred values reach the function; macros and their callers work."""
    source = (
        "{{ f(1, b=2) }} {{ f(*pair) }} {{ f(**named) }} {{ one.f(3, 4) }}"
        "{% macro m(x) %}[{{ x }}{{ caller() }}]{% endmacro %}{% call m(5) %}!{% endcall %}"
    )
    values = {"f": lambda a, b: a * 10 + b, "pair": (5, 6), "named": {"a": 7, "b": 8}}
    shown = environment(page=source).get_template("page.html").render(one=SimpleNamespace(f=lambda a, b: a + b), **values)
    assert shown == "12 56 78 7[5!]"


def test_an_included_file_knows_what_is_known_and_tells_nothing() -> None:
    """It sees loop variables and what was set before; what it sets stays inside."""
    env = environment(
        page="{% set own = 'свой' %}{% for word in words %}{% include 'part.html' %}{% endfor %}{{ inner is defined }}",
        part="{% set inner = word %}{{ own }}:{{ inner }}:{{ words | length }}; ",
    )
    assert env.get_template("page.html").render(words=("а", "б")) == "свой:а:2; свой:б:2; False"


def test_macros_of_a_file_are_made_once() -> None:
    """An imported file gives the same macros wherever it is asked for, in a block as well."""
    env = environment(
        base="{% block a %}{% endblock %}{% block b %}{% endblock %}",
        page="{% extends 'base.html' %}{% import 'm.html' as m %}{% block a %}{{ m.x(1) }}{% endblock %}"
        "{% block b %}{% import 'm.html' as n %}{{ n.x(2) }}{% endblock %}",
        m="{% macro x(n) %}<{{ n }}>{% endmacro %}",
    )
    assert env.get_template("page.html").render() == "<1><2>"
