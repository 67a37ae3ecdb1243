"""What the legend says of a view."""

from gdviz.document.tiles import Tile
from gdviz.readings.legend_values import legend_values


def values(view):
    """The values of the runs at the playhead that belong to a view, as the legend writes them."""
    frame = view.frame
    found = [legend_values(frame, place, (view.tile(frame, Tile),)) for place in sorted(frame.shown)]
    return [value.text for run in found for value in run]
