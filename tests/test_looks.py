"""Which fields a template shows in its own way is read from the template itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from technopark.kinds import KINDS
from technopark.pages.environment import create_environment
from technopark.pages.looks import own_looks

SUPER = "{% else %}{{ super() }}{% endif %}{% endblock %}"


def looks(block: str) -> frozenset[str] | None:
    """Looks of a template with this in its block ``field``."""
    return own_looks(Environment(loader=DictLoader({"x.html": "{% block field scoped %}" + block})), "x.html")  # noqa: S701 - nothing is rendered


def test_names_are_found() -> None:
    """Names asked for one by one and in groups; imports and spaces do not matter."""
    found = looks('\n{% import "a.html" as a %}\n{% if field.name == "a" %}A{% elif field.name in ("b", "c") %}B' + SUPER)
    assert found == frozenset({"a", "b", "c"})


@pytest.mark.parametrize(
    "block",
    [
        "A{% endblock %}",
        '{% if field.name == "a" %}A{% endif %}{% endblock %}',
        '{% if field.name == "a" %}A{% else %}A{{ super() }}{% endif %}{% endblock %}',
        '{% if field.name == "a" or field.raw %}A' + SUPER,
        '{% if field.name != "a" %}A' + SUPER,
        '{% if field.shape == "prose" %}A' + SUPER,
        "{% if field.name == name %}A" + SUPER,
        '{% if field.name == "a" %}A{% endif %}{{ super() }}{% endblock %}',
    ],
)
def test_what_cannot_be_told_is_not_guessed(block: str) -> None:
    """Any other form of the block may be about any field, so every field is given to it."""
    assert looks(block) is None


def test_a_template_without_the_block_has_no_looks() -> None:
    """No block, no template: every field is shown as everywhere."""
    env = Environment(loader=DictLoader({"x.html": "{% block other %}{% endblock %}"}))  # noqa: S701 - nothing is rendered
    assert own_looks(env, "x.html") == own_looks(env, "y.html") == frozenset()


@pytest.mark.parametrize("slug", KINDS)
def test_every_kind_can_be_told(root: Path, slug: str) -> None:
    """The looks of all our templates are known, and each is of a field the kind has."""
    found = own_looks(create_environment(root / "macros" / "pages"), f"{slug}.html")
    assert found is not None
    assert found <= KINDS[slug].fields().keys()
