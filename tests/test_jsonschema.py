"""JSON Schema describes what an editor types: every record of the base fits, every slip does not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from technopark.jsonschema import REF_PREFIX, editor_files, kind_schema, schemas, write_editor_files
from technopark.kinds import KINDS
from technopark.knowledge import KnowledgeBase
from technopark.loading import survey
from technopark.schema import Kind, Part, fields_of

KIND_LIST = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


class PluginLoader(yaml.CSafeLoader):
    """Reads YAML as editors' plugins do: by the core schema of YAML 1.2, so dates and «да» are text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # a class table of PyYAML


for tag, pattern in (
    ("null", r"null|Null|NULL|~|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
):
    PluginLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


def errors(schema: dict[str, Any], text: str) -> list[str]:
    """Where the record in ``text`` does not fit the schema."""
    data = yaml.load(text, PluginLoader)  # noqa: S506  # a safe loader with other resolvers
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in Draft202012Validator(schema).iter_errors(data)]


@pytest.fixture(scope="module")
def published(kb: KnowledgeBase) -> dict[str, dict[str, Any]]:
    """The schemas of the site by address, parsed."""
    return {address: json.loads(text) for address, text in schemas(kb).items()}


def test_every_record_of_the_base_fits_its_schema(root: Path, kb: KnowledgeBase, published: dict[str, dict[str, Any]]) -> None:
    """An editor with the plugin sees no false alarm in any record the engine accepts."""
    found = {
        entry.path: problems
        for entry in kb.entries.values()
        if (problems := errors(published[f"schemas/{entry.kind.slug}.schema.json"], (root / entry.path).read_text(encoding="utf-8")))
    }
    assert found == {}
    assert len(kb.entries) == len(survey(root)[0])


@KIND_LIST
def test_schema_is_valid_and_speaks_russian(kind: Kind, published: dict[str, dict[str, Any]]) -> None:
    """The schema itself is correct, and no docstring meant for programmers leaks into what a person sees."""
    schema = published[f"schemas/{kind.slug}.schema.json"]
    Draft202012Validator.check_schema(schema)
    told = list(texts(schema))
    assert len(told) > len(kind.fields())
    assert [text for text in told if re.search("[a-z]+ [a-z]+ [a-z]+", text)] == []


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of a schema and of the groups inside it, by its key."""
    for part in (schema, *schema.get("$defs", {}).values()):
        yield from part.get("properties", {}).items()


@KIND_LIST
def test_examples_and_descriptions_are_ready_to_show(kind: Kind) -> None:
    """An example fits its own field, so a plugin can put it in; a description is a sentence."""
    schema = kind_schema(kind)
    told = [schema["description"], *(field["description"] for _, field in fields(schema) if "description" in field)]
    assert [text for text in told if text[-1] not in ".!?"] == []
    wrong = [
        (name, example)
        for name, field in fields(schema)
        for example in field.get("examples", ())
        if not Draft202012Validator({**field, "$defs": schema["$defs"]}).is_valid(example)
    ]
    assert wrong == []


def texts(schema: dict[str, Any]) -> Iterator[str]:
    """Titles and descriptions of a schema and of everything inside it."""
    for key in ("title", "description"):
        if isinstance(schema.get(key), str):
            yield schema[key]
    for key in ("properties", "$defs"):
        for part in schema.get(key, {}).values():
            yield from texts(part)
    if "items" in schema:
        yield from texts(schema["items"])


GOOD = "title: Практика\nsummary: Суть\nholder: {holder}\nkind: программа\nstatus: черновик\n"


@pytest.mark.parametrize(
    ("extra", "word"),
    [
        ("", ""),
        ("transfer_ready: да\nlast_reviewed_on: 2017-10-10\nversion: 1.0\nsteps:\n  - title: Шаг\n", ""),
        ("transfer_ready: yes\n", "transfer_ready"),
        ("transfer_ready: true\n", "transfer_ready"),
        ("last_reviewed_on: 10.10.2017\n", "last_reviewed_on"),
        ("sumary: опечатка\n", "sumary"),
        ("steps: один\n", "steps"),
        ("evidence:\n  regulated: 5\n", "evidence/regulated"),
        ("partners:\n  - net-takoy\n", "partners/0"),
    ],
)
def test_schema_accepts_what_the_engine_accepts_and_names_what_it_does_not(kb: KnowledgeBase, extra: str, word: str) -> None:
    """Twin cases: a right value passes, a wrong one is found at its own place."""
    holder = next(iter(kb.by_kind["organisations"])).record.id
    found = errors(kind_schema(KINDS["cases"], kb), GOOD.format(holder=holder) + extra)
    assert (word in found[0] and len(found) == 1) if word else found == []


def test_id_is_never_asked_for(kb: KnowledgeBase) -> None:
    """The file name is the id, so a record without the key is complete."""
    assert all("id" not in kind_schema(kind, kb)["required"] for kind in KINDS.values())


def test_references_list_ids_with_titles_on_the_site_and_only_suggest_them_locally(kb: KnowledgeBase) -> None:
    """The site's schema knows exactly the published base; an older local copy does not call a new record a mistake."""
    entry = kb.by_kind["organisations"][0]
    exact = kind_schema(KINDS["cases"], kb)["$defs"]["ref-organisations"]
    local = kind_schema(KINDS["cases"], kb, "suggested")["$defs"]["ref-organisations"]
    assert dict(zip(exact["enum"], exact["enumDescriptions"], strict=True))[entry.record.id] == entry.title
    assert not Draft202012Validator(exact).is_valid("sovsem-novaya")
    assert Draft202012Validator(local).is_valid("sovsem-novaya")
    assert not Draft202012Validator(local).is_valid("Совсем новая")


def test_same_base_gives_the_same_bytes(kb: KnowledgeBase) -> None:
    """Nothing depends on the order of sets or on the clock."""
    assert schemas(kb) == schemas(kb)


def without_ids(text: str) -> Any:
    """A schema file without the lists of ids, which change with every record."""
    data = json.loads(text)
    data["$defs"] = {name: part for name, part in data.get("$defs", {}).items() if not name.startswith(REF_PREFIX)}
    return data


def test_committed_editor_files_are_up_to_date(root: Path) -> None:
    """``technopark schema`` was run after the last change of a field."""
    for name, text in editor_files(None).items():
        assert without_ids((root / name).read_text(encoding="utf-8")) == without_ids(text), f"{name}: запустите technopark schema"


def test_editor_files_are_written_once(kb: KnowledgeBase, tmp_path: Path) -> None:
    """The first run writes every file, the second none; the settings name a schema for every kind."""
    assert len(write_editor_files(tmp_path, kb)) == len(KINDS) + 2
    assert write_editor_files(tmp_path, kb) == []
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert set(settings["yaml.schemas"].values()) == {f"{kind.folder}/*.yml" for kind in KINDS.values()}
    assert all((tmp_path / path).is_file() for path in settings["yaml.schemas"])


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_field_says_what_to_write(kind: Kind) -> None:
    """Fields of groups too: a label alone leaves an editor guessing, and the hint in the editor's program empty."""
    models: list[type[Part]] = [kind.model]
    silent: list[str] = []
    for model in models:
        for info in fields_of(model).values():
            silent += [] if info.about.label and info.about.help else [f"{model.__name__}.{info.name}"]
            models += [info.part] if info.part and info.part not in models else []
    assert silent == []
