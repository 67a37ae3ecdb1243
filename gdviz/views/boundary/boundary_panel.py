"""What is on a panel of the decision boundary, from the lowest: the model's output, borders, the points."""

from __future__ import annotations

from typing import Any

from gdviz.look.look import Look
from gdviz.views.data.data_panel import DataPanel
from gdviz.views.data.heat_map import OutputPicture
from gdviz.views.data.output_background import HeatMap, painting_kind
from gdviz.views.plot.edged_line import DASHED, EdgedLine
from gdviz.views.plot.panel_plot import PanelPlot

ABOVE = 40  # the points: many of them would hide the border


class BoundaryPanel(DataPanel):
    """Shows the picture of one run."""

    def __init__(self, plot: PanelPlot, place: int) -> None:
        super().__init__(plot, place)
        self.heat_map = HeatMap()
        self.shadow_border, self.border = EdgedLine(DASHED), EdgedLine()
        self.items: list[Any] = [self.heat_map, self.shadow_border, self.border]
        for z, item in enumerate(self.items):
            # The weights' border on top of the others.
            item.setZValue(z + ABOVE * (item is not self.heat_map))
            self.panel.vb.addItem(item, ignoreBounds=True)
        self.picture: OutputPicture | None = None
        self._style: tuple[bool, str, Look] | None = None

    def show_picture(self, picture: OutputPicture | None, color: str, look: Look) -> None:
        """Show a picture with its borders in `color`; an empty panel for None."""
        if picture is not None:
            style = (painting_kind(picture.wanted.problem) == "number", color, look)
            if style != self._style:
                self._style = style
                self._set_style(*style)
        if picture is self.picture:
            return
        self.picture = picture
        for item in self.items:
            item.setVisible(picture is not None)
        if picture is not None:
            self.heat_map.show_picture(picture)
            self.border.set_lines(picture.lines, self.plot.units)
            self.shadow_border.set_lines(picture.shadow_lines, self.plot.units)

    def _set_style(self, number: bool, color: str, look: Look) -> None:
        """Of the borders: thin lines of equal output for numbers, else strong ones with a light edge."""
        for line in (self.border, self.shadow_border):
            if number:
                line.set_style(look, look.text, 0.7 * look.thin_width)
            else:
                line.set_style(look, color, 1.15 * look.curve_width, 2.0 * look.thin_width)
