"""What every panel that shows examples has on it: the points, the hand's marks, and words beside the hand."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from gdviz.look.look import Look
from gdviz.views.data.pointer import Place, Pointer
from gdviz.views.data.points import PointsItem
from gdviz.views.plot.hover_text import HoverText
from gdviz.views.plot.panel_plot import PanelPlot


class DataPanel:
    """The items of one panel of a plot."""

    def __init__(self, plot: PanelPlot, place: int) -> None:
        self.plot, self.place = plot, place
        self.panel = plot.panels[place]
        self.points = PointsItem()
        self.panel.vb.addItem(self.points, ignoreBounds=True)
        self.pointer = Pointer(place, self.panel.vb)
        self.words = HoverText()
        plot.scene().addItem(self.words)

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        self.words.set_look(look)

    def say(self, text: str, at: Place = (0.0, 0.0)) -> None:
        """Write beside a place of the axes; nothing for "", also where the panel has no place any more."""
        if not text:
            self.words.say("", 0.0, 0.0, QRectF(), QRectF())
            return
        x, y = self.plot.panel_to_pixels(self.place, *at)
        self.words.say(text, x, y, self.plot.areas[self.place], QRectF(self.plot.rect()))

    def say_below(self, text: str, x: float) -> None:
        """Write below a place of the horizontal axis, where its title is."""
        area, page = self.plot.areas[self.place], QRectF(self.plot.rect())
        at = self.plot.panel_to_pixels(self.place, x, 0.0)[0]
        axis = QRectF(area.left(), area.bottom(), area.width(), page.bottom() - area.bottom())
        self.words.say(text, at, area.bottom(), axis, page, gap=1.3 * self.plot.metrics.height())
