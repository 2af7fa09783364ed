"""Blocks and runs as HTML again, always in the same way."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .blocks import PULL, Block
from .runs import BREAK, Node, nest


def write(block: Block) -> str:
    if block.tag == "hr":
        return "<hr>"
    inside = write_nodes(nest(block.runs)) + "".join(map(write, block.blocks))
    if block.figures:
        return f'<figure data-{block.tag}="{" ".join(map(str, block.figures))}">{inside}</figure>'
    if block.tag == PULL:
        return f'<blockquote data-pull="yes">{inside}</blockquote>'
    return f"<{block.tag}>{inside}</{block.tag}>"


def write_nodes(nodes: Iterable[Node | str]) -> str:
    return "".join(as_html(node) if isinstance(node, str) else _write_node(node) for node in nodes)


def _write_node(node: Node) -> str:
    inside = write_nodes(node.inside)
    kind, value = node.wrap
    if kind in ("figure", "quote"):
        return f'<span data-{kind}="{value}">{inside}</span>'
    if kind == "a":
        return f'<a href="{escape(value)}">{inside}</a>'
    return f"<{kind}>{inside}</{kind}>"


def as_html(text: str) -> str:
    return escape(text, quote=False).replace(BREAK, "<br>")
