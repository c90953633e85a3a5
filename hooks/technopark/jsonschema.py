"""JSON Schema of every kind, so that an editor with a YAML plugin completes and explains in Russian.

The schema describes what a person types, not what the engine makes of it: yes/no is «да» or
«нет», a date is text, and a line of text may look like a number (``version: 1.0``), because
plugins read YAML 1.2 while the engine leaves every scalar as text.

On the site references list the existing ids; in the copy under ``.vscode`` the ids are only
suggestions, so that a copy that is older than a new record does not call it a mistake.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from technopark.kinds import KINDS
from technopark.knowledge import KnowledgeBase
from technopark.schema import Kind
from technopark.value_types import ID_MAX, ID_PATTERN

Schema = dict[str, Any]
Ids = Literal["exact", "suggested"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DATE_PATTERN = r"^\d{4}-\d{2}-\d{2}$"
REF_PREFIX = "ref-"
"""Names of the definitions that hold the ids of a kind start so."""


def schemas(kb: KnowledgeBase) -> dict[str, str]:
    """Address on the site → JSON text, one a kind: ``schemas/cases.schema.json``."""
    return {f"schemas/{slug}.schema.json": _line(kind_schema(kind, kb)) for slug, kind in KINDS.items()}


def editor_files(kb: KnowledgeBase | None) -> dict[str, str]:
    """Path in the repository → text of the files VS Code reads; all of ``.vscode``."""
    local = {slug: f".vscode/schemas/{slug}.schema.json" for slug in KINDS}
    settings = {
        "yaml.schemas": {f"./{path}": f"{KINDS[slug].folder}/*.yml" for slug, path in local.items()},
        "yaml.schemaStore.enable": False,
        "yaml.yamlVersion": "1.2",
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.wordWrap": "on"},
    }
    files = {path: _text(kind_schema(KINDS[slug], kb, "suggested")) for slug, path in local.items()}
    files[".vscode/settings.json"] = _text(settings)
    files[".vscode/extensions.json"] = _text({"recommendations": ["redhat.vscode-yaml"]})
    return files


def write_editor_files(root: Path, kb: KnowledgeBase) -> list[str]:
    """Write what changed of ``editor_files``; returns the paths written, relative to the root."""
    changed = []
    for name, text in editor_files(kb).items():
        path = root / name
        if path.is_file() and path.read_bytes() == text.encode("utf-8"):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        changed.append(name)
    return changed


def kind_schema(kind: Kind, kb: KnowledgeBase | None = None, ids: Ids = "exact") -> Schema:
    """The schema of one kind.

    Args:
        kind: the kind.
        kb: where existing ids come from; without it a reference is any well-formed id.
        ids: whether other ids than the existing ones are mistakes.
    """
    shaped = _shape(kind.model.model_json_schema())
    definitions = dict(shaped.pop("$defs", {}))
    refs = sorted(_targets(shaped) | _targets(definitions))
    every = _link(definitions) | {_ref_name(slugs): _id_schema(slugs, kb, ids) for slugs in refs}
    shaped = _link(shaped)
    shaped["required"] = [name for name in shaped.get("required", ()) if name != "id"]  # the file name is the id
    return {"$schema": DIALECT, "title": kind.one.capitalize(), "description": kind.lead, **shaped, "$defs": dict(sorted(every.items()))}


# --------------------------------------------------------------------------- from pydantic's schema to what is typed


def _shape(node: Schema) -> Schema:
    """Rewrite one schema of pydantic's: typed forms, no nulls, no defaults, no English docstrings."""
    node = {key: value for key, value in node.items() if key != "default"}
    if "anyOf" in node:
        node = _without_null(node)
    for key in ("properties", "$defs"):
        if key in node:
            node[key] = {name: _shape(part) for name, part in node[key].items()}
    if "properties" in node:
        node = {key: value for key, value in node.items() if key not in ("title", "description")}
    if "items" in node:
        node["items"] = _shape(node["items"])
    return _as_typed(node)


def _without_null(node: Schema) -> Schema:
    """Merge ``anyOf [X, null]`` into X: an absent value is an absent key, not a null."""
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    options = [_shape(option) for option in node["anyOf"] if option.get("type") != "null"]
    return {**options[0], **rest} if len(options) == 1 else {**rest, "anyOf": options}


def _as_typed(node: Schema) -> Schema:
    """The form a value has in the file before the engine converts it."""
    if node.get("type") == "boolean":
        return {**{key: value for key, value in node.items() if key != "type"}, "enum": ["да", "нет"]}
    if node.get("format") == "date":
        return {**{key: value for key, value in node.items() if key != "format"}, "pattern": DATE_PATTERN}
    if node.get("type") == "string" and not node.keys() & {"enum", "const", "pattern"}:
        return {**node, "type": ["string", "number"]}
    return node


# --------------------------------------------------------------------------- references


def _targets(node: Any) -> set[tuple[str, ...]]:
    """Every set of kinds a schema refers to."""
    if isinstance(node, list):
        return set().union(*map(_targets, node)) if node else set()
    if not isinstance(node, Mapping):
        return set()
    own = {tuple(node["x-ref"])} if "x-ref" in node else set()
    return own.union(*map(_targets, node.values()))


def _ref_name(slugs: tuple[str, ...]) -> str:
    return REF_PREFIX + "-".join(slugs)


def _id_schema(slugs: tuple[str, ...], kb: KnowledgeBase | None, ids: Ids) -> Schema:
    """Ids of the records of some kinds with their titles as descriptions."""
    any_id: Schema = {"type": "string", "pattern": ID_PATTERN, "maxLength": ID_MAX}
    entries = [entry for slug in slugs for entry in kb.by_kind[slug]] if kb else []
    if not entries:
        return any_id
    known: Schema = {
        "type": "string",
        "enum": [entry.id for entry in entries],
        "enumDescriptions": [entry.title for entry in entries],
    }
    return known if ids == "exact" else {"anyOf": [known, any_id]}


def _link(node: Any) -> Any:
    """Point every reference at the definition of its ids."""
    if isinstance(node, list):
        return [_link(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    if "x-ref" in node:
        told = {key: node[key] for key in ("title", "description", "examples") if key in node}
        return {"$ref": f"#/$defs/{_ref_name(tuple(node['x-ref']))}", **told}
    return {key: _link(value) for key, value in node.items()}


def _line(value: Schema) -> str:
    """For programs: half the size, and written ten times as fast."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _text(value: Schema) -> str:
    """For the files of the repository, which people compare."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
