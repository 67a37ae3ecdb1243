"""What every plot against the step has: a cursor at the playhead, and flags where settings change."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pyqtgraph as pg
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from gdviz.document.frame import Frame
from gdviz.readings.pointed import Pointed
from gdviz.views.plot.change_flags import ChangeFlags
from gdviz.views.plot.marks import Spot
from gdviz.views.plot.plot import Range
from gdviz.views.plot.plot_view import PlotView

NEAR = 16.0  # pixels within which the mouse means a number of a line, in a look of scale 1


class StepPlot(PlotView):
    """Moves the playhead where the cursor is dragged; says when other points are visible."""

    def __init__(self, parent: QWidget | None = None, *, right_axis: bool = False) -> None:
        super().__init__(parent, right_axis=right_axis)
        self.cursor_line = pg.InfiniteLine(angle=90, movable=True)
        self.cursor_line.setZValue(500)
        self.cursor_line.sigDragged.connect(self._cursor_dragged)
        self.plot.box.addItem(self.cursor_line)
        self.flags = ChangeFlags(self.plot, self)
        self.flags.edited.connect(self.edited)
        self.flags.edit_finished.connect(self.edit_finished)
        self.hand.sources.append(self.flags.grips)
        self.plot.box.sigXRangeChanged.connect(self._range_changed)
        self.plot.box.sigResized.connect(self._range_changed)

    def step_at(self, x: float) -> float:
        """The step at a place of the axis."""
        return x

    def set_axes(self, frame: Frame, x: Range, y: Range) -> None:
        """As wide as they are to stay."""
        super().set_axes(frame, x, y)
        self.plot.fit_axes()

    def range_changed(self) -> None:
        """Zoomed, panned or resized: other points are visible."""
        raise NotImplementedError

    def restyle(self) -> None:
        """Cursor and flags, too."""
        super().restyle()
        self.flags.set_look(self.look)
        width = self.look.thin_width
        self.cursor_line.setPen(self.plot.pen(self.look.text, width))
        self.cursor_line.setHoverPen(self.plot.pen(self.look.accent, width + 1))

    def nearest(self, spots: Iterable[tuple[Pointed, Spot]]) -> Pointed | None:
        """The number that is drawn nearest to the mouse, if it is near."""
        found, best = None, NEAR * self.look.font_scale
        if self.pointer is None:
            return None
        point = self.plot.box.mapFromScene(self.pointer)
        for pointed, spot in spots:
            place = self.marks.point(spot.x, spot.y, right=spot.right)
            distance = math.hypot(place.x() - point.x(), place.y() - point.y())
            if distance < best:
                best, found = distance, pointed
        return found

    @Slot(object)
    def _cursor_dragged(self, _line: object) -> None:
        if self.frame is not None:
            step = round(self.step_at(float(self.cursor_line.value())))
            self.playhead_requested.emit(max(0, min(step, self.frame.last)))

    @Slot()
    def _range_changed(self, *_changed: object) -> None:
        self.range_changed()
