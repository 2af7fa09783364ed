"""A card as a PNG."""

from __future__ import annotations

import resvg_py

from .drawing import FIELD, INK, LINE, MARK, MARK_INK, MUTED, PAPER, SECOND, TEAL
from .letters import BOLD, FACES, SANS

# What static/css/charts.css says of drawings, as far as resvg understands it.
CHARTS = f"""
.graph text {{ font-family: '{SANS.family}'; font-weight: {SANS.weight}; fill: {INK} }}
.graph .axis, .graph .why {{ fill: {MUTED} }}
.graph .said {{ font-family: '{BOLD.family}'; font-weight: {BOLD.weight} }}
.graph .said, .graph .axis {{
  paint-order: stroke; stroke: {PAPER}; stroke-width: 5; stroke-linejoin: round
}}
.graph-tiles .said {{ stroke: none }}
.graph .bar, .graph .dot {{ fill: {TEAL} }}
.graph .second, .graph .band, .graph .region {{ fill: {SECOND} }}
.graph .marked {{ fill: {MARK}; stroke: {MARK_INK}; stroke-width: 2 }}
.graph .hollow {{ fill: {PAPER}; stroke: {TEAL}; stroke-width: 2 }}
.graph .gap {{ fill: none; stroke: {FIELD}; stroke-width: 2; stroke-dasharray: 5 5 }}
.graph .grid {{ stroke: {LINE} }}
.graph .base {{ stroke: {INK}; stroke-width: 2 }}
.graph .line {{ stroke: {TEAL}; stroke-width: 4; stroke-linecap: round }}
.graph .on {{ stroke: {TEAL}; stroke-width: 5; stroke-linecap: round; stroke-dasharray: 0 10 }}
.graph .was {{ stroke: {INK}; stroke-width: 2; stroke-dasharray: 6 5 }}
.graph .under-was {{ stroke: {PAPER}; stroke-width: 6 }}
"""


def painted(svg: str) -> bytes:
    """The PNG of an SVG of `drawn`, with our own letters and nobody else's."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            style_sheet=CHARTS,
            skip_system_fonts=True,
            font_files=[str(face.path) for face in FACES],
        )
    )
