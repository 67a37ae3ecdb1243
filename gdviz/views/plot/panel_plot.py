"""Several panels of one size on the same axes, as large as they can be: small multiples of one plot.

A hand that zooms or pans one of them moves all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QWidget

from gdviz.base.arrays import Array
from gdviz.look.look import Look, number_font, receding
from gdviz.views.common.over_plot import in_pixels
from gdviz.views.plot.arranged import Room, arranged
from gdviz.views.plot.axis import Ticks
from gdviz.views.plot.panel import Panel
from gdviz.views.plot.panel_title import PanelHeading, PanelTitle
from gdviz.views.plot.plot import Plot

SMALL = 7.0  # lines of text: smaller panels come before what is written around them
NAMES = 0.22  # of the width or the height: more of it no name on an axis takes
# What is left away in turn, until the panels are not small.
SPARED: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset({"titles"}),
    frozenset({"titles", "beside"}),
    frozenset({"titles", "numbers"}),
    frozenset({"titles", "numbers", "beside"}),
)
WHOLE: tuple[frozenset[str], ...] = (frozenset(), frozenset({"beside"}))  # the same where axes stay whole


class Axes(Struct, frozen=True):
    """What the axes of every panel are called and how they are ruled.

    `equal` gives both axes one scale. `x_ticks` and `y_ticks` name places instead of numbers. `ruled` draws
    hairlines at the numbers.
    """

    x_title: str = ""
    y_title: str = ""
    equal: bool = False
    ruled: bool = True
    x_ticks: Ticks | None = None
    y_ticks: Ticks | None = None
    fixed: bool = False  # a hand can't move them


class Places(Struct, frozen=True):
    """Where the panels' boxes lie, how many stand in a row, and how thick their axes are, in pixels."""

    areas: list[QRectF]
    columns: int
    left: float
    bottom: float
    spared: frozenset[str]  # what is not written, for want of room
    in_a_row: bool = False  # whether the small lines above each panel stand one beside the other


class PanelPlot(Plot):
    """Shows a panel for each heading. Panels that are not needed any more are kept, hidden."""

    heading_clicked = Signal(int)  # the panel
    laid_out = Signal()  # the panels show other ranges, or lie elsewhere
    panel_made = Signal(object)  # a `Panel`: whoever listens puts items on it
    low = 0.0  # it finds room itself, by leaving titles out
    _complete = False  # until then, the base class sets look and size of a plot without panels

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axes = Axes()
        self.headings: tuple[PanelHeading, ...] = (PanelHeading(),)
        self.panels: list[Panel] = []
        self.titles: list[PanelTitle] = []
        self.beside: pg.GraphicsWidget | None = None  # at the right of all panels, `width_beside` wide
        self.width_beside = 0.0
        self.whole_axes = False  # on paper numbers and titles stand at every size
        self.places = Places([], 0, 0.0, 0.0, SPARED[0])
        self._following = False
        self._add(self.first)
        self._complete = True
        self._lay_out()

    def _add(self, panel: Panel) -> None:
        title = PanelTitle(len(self.panels))
        title.set_look(self.look)
        title.clicked.connect(self.heading_clicked)
        self.panels.append(panel)
        self.titles.append(title)
        for item in (panel, title):
            if item.scene() is None:
                self.scene().addItem(item)
        panel.vb.sigRangeChanged.connect(self._follow)
        if panel is not self.first:
            panel.vb.sigRangeChangedManually.connect(self._moved_by_hand)
        self._style(panel)

    # -- what is shown -------------------------------------------------------------------------------------

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        if look == self._styled:
            return
        super().set_look(look)
        if self._complete:
            for panel, title in zip(self.panels, self.titles, strict=True):
                self._style(panel)
                title.set_look(look)
            self._lay_out()

    def _style(self, panel: Panel) -> None:
        look = self.look
        panel.set_look(look, grid=self.axes.ruled)
        for axis in (panel.left_axis, panel.bottom_axis):
            axis.setPen(pg.mkPen(None))  # the box has an edge
        panel.vb.setBorder(
            pg.mkPen(receding(look.muted, look.surface, 0.45), width=look.thin_width * look.pen_scale)
        )
        panel.vb.setMouseEnabled(not self.axes.fixed, not self.axes.fixed)

    @property
    def number_font(self) -> QFont:
        """Of the numbers at the axes."""
        return number_font(self.look)

    @property
    def metrics(self) -> QFontMetricsF:
        """Of `number_font`."""
        return QFontMetricsF(self.number_font)

    @property
    def every_panel(self) -> list[Panel]:
        """Those that there are by now."""
        return self.panels

    @property
    def quantities(self) -> tuple[str, str]:
        """What the axes of every panel show, whether it is written or not."""
        return self.axes.x_title, self.axes.y_title

    def mark_pixels(self, panel: int, x: float, y: float) -> tuple[float, float]:
        """Where a mark on a panel lies in the widget."""
        across, down = self.panel_to_pixels(panel, x, y)
        point = self.mapFromScene(across, down)
        return float(point.x()), float(point.y())

    def show_panels(self, headings: tuple[PanelHeading, ...], axes: Axes, width_beside: float = 0.0) -> None:
        """Show a panel for each heading."""
        key = (len(headings), _rows_of(headings), axes, width_beside)
        before = (len(self.headings), _rows_of(self.headings), self.axes, self.width_beside)
        restyled = (axes.ruled, axes.fixed) != (self.axes.ruled, self.axes.fixed)
        self.headings, self.axes, self.width_beside = headings, axes, width_beside
        while len(self.panels) < len(headings):
            panel = Panel()
            self._add(panel)
            panel.set_ranges(*self.ranges)
            self.panel_made.emit(panel)
        for title, heading in zip(self.titles, headings, strict=False):
            title.set_heading(heading)
        if restyled:
            for panel in self.panels:
                self._style(panel)
        if key != before or self.places.in_a_row != self._fit_in_a_row(self.places):
            self._lay_out()

    @Slot(object)
    def _follow(self, box: Any) -> None:
        """All panels show what one shows."""
        if self._following:
            return
        self._following = True
        x, y = map(tuple, box.viewRange())
        for panel in self.panels:
            if panel.vb is not box:
                panel.set_ranges(x, y)
        self._following = False
        self._lay_out()
        self.laid_out.emit()

    # -- places --------------------------------------------------------------------------------------------

    @property
    def areas(self) -> list[QRectF]:
        """The boxes of the panels, in the widget's pixels."""
        return self.places.areas

    @property
    def spared(self) -> frozenset[str]:
        """What is not written, for want of room."""
        return self.places.spared

    def panel_to_pixels(self, panel: int, x: Any, y: Any) -> tuple[Any, Any]:
        """Where a place of a panel's axes, or an array of places, lies in the widget."""
        return in_pixels(self.areas[panel], self.ranges, x, y)

    def nearest(self, panel: int, places: tuple[Array, Array], x: float, y: float) -> tuple[int, float]:
        """Which of some places of a panel's axes is nearest to another, and how many pixels it is away."""
        across, up = self.panel_to_pixels(panel, *places)
        at = self.panel_to_pixels(panel, x, y)
        away = np.hypot(across - at[0], up - at[1])
        nearest = int(np.argmin(away))
        return nearest, float(away[nearest])

    @property
    def units(self) -> tuple[float, float]:
        """How many pixels a unit of each axis takes."""
        area, ((x0, x1), (y0, y1)) = self.areas[0], self.ranges
        return area.width() / (x1 - x0), area.height() / (y1 - y0)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Find the panels' places anew."""
        super().resizeEvent(event)
        if self._complete:
            self._lay_out()
            self.laid_out.emit()

    def _lay_out(self) -> None:
        """Find the panels' places; in little room, spare what is written around them."""
        best: Places | None = None
        most = 0.0
        for spared in WHOLE if self.whole_axes else SPARED:
            found = self._found(spared, in_a_row=True)
            if not self._fit_in_a_row(found):
                found = self._found(spared, in_a_row=False)
            area = found.areas[0] if found.areas else QRectF()
            size = min(area.width(), area.height()) if found.areas else math.inf
            if best is None or size > most * 1.05:
                best, most = found, size
            if size >= SMALL * self.metrics.height():
                break
        assert best is not None
        self.places = best
        self._put(best)

    def _fit_in_a_row(self, places: Places) -> bool:
        """Whether the small lines above each panel have room one beside the other."""
        shown = zip(self.titles, range(len(places.areas)), strict=False)
        return all(title.row_width() <= self._title_width(places, place) for title, place in shown)

    def _title_width(self, places: Places, place: int) -> float:
        """Up to the next panel's axis, or the edge of the plot."""
        area, after, unit = places.areas[place], place + 1, self.metrics.height()
        beside = after % places.columns and after < len(places.areas)
        beyond = places.areas[after].left() - unit if beside else 0.0
        return max(area.right(), beyond or self.width() - 0.5 * unit) - area.left()

    def _top(self, *, in_a_row: bool) -> float:
        """What the words above a panel take of the height."""
        named, lines = _rows_of(self.headings)
        return self.titles[0].needed(named=named, lines=min(lines, 1) if in_a_row else lines)

    def _found(self, spared: frozenset[str], *, in_a_row: bool) -> Places:
        """The panels' places: axes take what their numbers need."""
        unit = self.metrics.height()
        titled, numbered = "titles" not in spared, "numbers" not in spared
        top = self._top(in_a_row=in_a_row)
        x, y = self.ranges
        axes, first = self.axes, self.panels[0]
        self._name(first)
        across = {"titled": bool(axes.x_title) and titled, "numbered": numbered}
        up = {"titled": bool(axes.y_title) and titled, "numbered": numbered}
        bottom = first.bottom_axis.thickness(x, 0.0, **across)
        beside = self.width_beside if "beside" not in spared else 0.0
        aspect = (x[1] - x[0]) / (y[1] - y[0]) if axes.equal else None
        left, gap, columns = 0.0, unit * 1.3, 0
        areas: list[QRectF] = []
        for _ in range(3):  # how wide the numbers are depends on how many there are
            room = Room(left, bottom, top, gap, right=unit * 0.9 + beside)
            areas, columns = arranged(
                len(self.headings), float(self.width()), float(self.height()), aspect, room
            )
            if not areas:
                break
            needed = first.left_axis.thickness(y, areas[0].height(), **up) + 0.3 * unit
            below = first.bottom_axis.thickness(x, areas[0].width(), **across)
            apart = 0.5 * unit + (first.bottom_axis.beyond(x, areas[0].width()) if numbered else 0.0)
            if needed <= left and below <= bottom and apart <= gap:
                break
            left, bottom, gap = max(left, needed), max(bottom, below), max(gap, apart)
        return Places(areas, columns, left, bottom, spared, in_a_row)

    def _name(self, panel: Panel) -> None:
        """Give the axes their names, which leave the most of the plot to its panels."""
        sides = (
            (panel.left_axis, self.axes.y_ticks, self.width()),
            (panel.bottom_axis, self.axes.x_ticks, self.height()),
        )
        for axis, names, size in sides:
            axis.names, axis.longest = names, NAMES * size

    def _put(self, places: Places) -> None:
        axes, unit = self.axes, self.metrics.height()
        titled, numbered = "titles" not in places.spared, "numbers" not in places.spared
        top = self._top(in_a_row=places.in_a_row)
        for place, (panel, title) in enumerate(zip(self.panels, self.titles, strict=True)):
            shown = place < len(places.areas)
            panel.setVisible(shown)
            title.setVisible(shown)
            if not shown:
                continue
            area, first = places.areas[place], place % places.columns == 0
            last = place + places.columns >= len(places.areas)  # of its column
            left, right = (places.left if first else unit), unit
            self._name(panel)
            panel.bottom_axis.set_title(axes.x_title if titled and last else "")
            panel.left_axis.set_title(axes.y_title if titled and first else "")
            panel.bottom_axis.setStyle(showValues=numbered and last)
            panel.left_axis.setStyle(showValues=numbered and first)
            bottom = places.bottom if last else 1.0
            panel.bottom_axis.setHeight(bottom)
            panel.left_axis.setWidth(left)
            panel.layout.setContentsMargins(0, 0, right, 0)
            panel.setGeometry(area.adjusted(-left, 0, right, bottom))
            panel.layout.activate()
            title.in_a_row, width = places.in_a_row, self._title_width(places, place)
            title.setGeometry(QRectF(area.left(), area.top() - top, width, top))
        if self.beside is not None:
            shown = bool(places.areas) and self.width_beside > 0 and "beside" not in places.spared
            self.beside.setVisible(shown)
            if shown:
                right, area = max(each.right() for each in places.areas) + 0.9 * unit, places.areas[0]
                self.beside.setGeometry(QRectF(right, area.top(), self.width_beside, area.height()))


def _rows_of(headings: Sequence[PanelHeading]) -> tuple[bool, int]:
    """Whether there are names, and how many lines below them."""
    return any(each.text for each in headings), max((len(each.lines) for each in headings), default=0)
