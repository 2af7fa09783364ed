"""Charts as plain SVG: text in, text out, no script, and no style but classes.

One drawing is legible at 320 px and at 960. What lies across the page is given in per cent of its
width; heights and letters are in em, so that they follow the reader's size of type. Nothing is
scaled, so there is no viewBox; but for a map, which has no letters. Colours are those of
`static/css/charts.css`.

Every number is printed as it is handed in, as `said`; only the marks of an axis are our own. What
is missing is dashed and says why: it is never drawn as nought, and nought is drawn as nought. Of
nothing at all there is no drawing: "".
"""

from .bars import Bar, bars
from .columns import Column, columns, small_multiples
from .elements import About, height, placed
from .lines import Point, lines
from .maps import Shape, Spot, map_of
from .ranges import Span, ranges
from .revised import Stage, revised
from .scales import Say
from .tiles import Tile, tiles

__all__ = [
    "About",
    "Bar",
    "Column",
    "Point",
    "Say",
    "Shape",
    "Span",
    "Spot",
    "Stage",
    "Tile",
    "bars",
    "columns",
    "height",
    "lines",
    "map_of",
    "placed",
    "ranges",
    "revised",
    "small_multiples",
    "tiles",
]
