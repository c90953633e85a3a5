"""Which fields a kind's template shows in its own way: those its block ``field`` asks for by name.

All others are shown alike, so nobody asks the template about them.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, TemplateNotFound, nodes


def own_looks(env: Environment, template: str) -> frozenset[str] | None:
    """Names of the fields, or ``None`` if only the template can tell.

    It can be told when the block is ``{% if field.name == … %}…{% elif field.name in … %}…{% else %}{{ super() }}{% endif %}``.
    """
    try:
        source, _, _ = env.loader.get_source(env, template) if env.loader else ("", None, None)
    except TemplateNotFound:
        return frozenset()
    block = next((found for found in env.parse(source).find_all(nodes.Block) if found.name == "field"), None)
    if block is None:
        return frozenset()
    branches = [node for node in block.body if not isinstance(node, nodes.Import) and not _is_blank(node)]
    if len(branches) != 1 or not isinstance(branches[0], nodes.If) or not _is_super(branches[0].else_):
        return None
    names = [name for branch in (branches[0], *branches[0].elif_) for name in _names(branch.test)]
    return None if "" in names else frozenset(names)


def _is_blank(node: nodes.Node) -> bool:
    """Whether a node prints nothing but spaces."""
    pieces = node.nodes if isinstance(node, nodes.Output) else [node]
    return all(isinstance(piece, nodes.TemplateData) and not piece.data.strip() for piece in pieces)


def _is_super(body: list[nodes.Node]) -> bool:
    """Whether all that is printed is what every kind prints."""
    calls = [call for node in body for call in node.find_all(nodes.Call)]
    words = [data for node in body for data in node.find_all(nodes.TemplateData) if data.data.strip()]
    return len(calls) == 1 and not words and isinstance(calls[0].node, nodes.Name) and calls[0].node.name == "super"


def _names(test: nodes.Node) -> Iterator[str]:
    """Names a branch is for; an empty one if it asks something else."""
    if isinstance(test, nodes.Compare) and len(test.ops) == 1 and _is_name(test.expr):
        operand = test.ops[0]
        values = operand.expr.items if operand.op == "in" and isinstance(operand.expr, nodes.Tuple) else [operand.expr]
        for value in values if operand.op in ("eq", "in") else []:
            yield value.value if isinstance(value, nodes.Const) and isinstance(value.value, str) else ""
            continue
        if operand.op in ("eq", "in"):
            return
    yield ""


def _is_name(node: nodes.Node) -> bool:
    """Whether it is ``field.name``."""
    return isinstance(node, nodes.Getattr) and node.attr == "name" and isinstance(node.node, nodes.Name) and node.node.name == "field"
