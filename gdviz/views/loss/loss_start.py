"""The start of the selected run on the loss: a ring that a hand drags and keys move, and the run follows."""

from __future__ import annotations

import math

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, Slot

from gdviz.base.arrays import Array
from gdviz.document.frame import Frame
from gdviz.engine.problem import Objective
from gdviz.engine.slice import Slice
from gdviz.notation.names import indexed
from gdviz.notation.numbers import apart, placed
from gdviz.views.common.annotations import Annotations
from gdviz.views.loss.loss_curve import LossCurve
from gdviz.views.loss.loss_surface import LossSurface
from gdviz.views.loss.model_chart import Chart
from gdviz.views.plot.grip import Grip
from gdviz.views.plot.plot_view import PlotView
from gdviz.views.plot.start_handle import StartHandle


class LossStart(QObject):
    """Keeps a handle where the selected run starts; what is done with it is an edit of the view."""

    def __init__(self, view: PlotView, annotations: Annotations) -> None:
        super().__init__(view)
        self.view, self.annotations = view, annotations
        self.landscape: Objective | Chart | None = None
        self.picture: LossCurve | LossSurface | None = None
        self._start: Array = np.empty(0)  # as it is drawn: while axes move the view may have another frame
        self.handle = StartHandle(view.plot.box)
        self.handle.moved.connect(self.move)
        self.handle.released.connect(self.release)

    def put(self, frame: Frame, landscape: Objective | Chart, picture: LossCurve | LossSurface) -> None:
        """Show the handle where the run starts, if that is on the plot."""
        self.landscape, self.picture = landscape, picture
        if isinstance(landscape, Chart) and landscape.kind != "whole":
            self.handle.setVisible(False)
            return
        run = frame.scene.runs[frame.selected]
        self.handle.set_look(self.view.look, self.view.look.run_colors[run.color])
        self._start = self._shown(frame)
        x, y = self.annotations.place(*self._spot(self._start))
        inside = math.isfinite(y) and self.annotations.area.adjusted(-2, -2, 2, 2).contains(x, y)
        self.handle.setVisible(run.visible and (inside or self.handle.dragging))
        if inside:
            self.handle.setPos(x, y)

    def grips(self) -> list[Grip]:
        """What keys can take hold of: the start, where it is on the plot."""
        if self.landscape is None or not self.handle.isVisible():
            return []
        start = self._start
        values = zip(self.landscape.parameter_names, start.tolist(), self.view.plot.ranges, strict=False)
        place = ", ".join(
            f"{indexed(name)} {apart(value, 4, high - low)}" for name, value, (low, high) in values
        )
        name = self.tr("Start, {place}").format(place=place)
        return [Grip("start", name, self._spot(start), self._put_by_keys, self.release, "start")]

    @Slot(float, float)
    def move(self, x: float, y: float) -> None:
        """The run follows the hand."""
        frame, plot = self.view.frame, self.view.plot
        if frame is None or self.picture is None:
            return
        x, y = self.picture.under(x, y)
        scene, selected = frame.scene, frame.selected
        area, ((x0, x1), (y0, y1)) = self.annotations.area, plot.ranges
        start: tuple[float, ...] = (placed(x, (x1 - x0) / max(1.0, area.width())),)
        run = scene.runs[selected]
        if len(run.start) >= 2:
            start = (*start, placed(y, (y1 - y0) / max(1.0, area.height())))
        if isinstance(self.landscape, Slice):
            moved = dict(zip(self.landscape.places, start, strict=True))
            start = tuple(moved.get(place, value) for place, value in enumerate(run.start))
        if start == run.initial:
            return
        runs = (*scene.runs[:selected], replace(run, initial=start), *scene.runs[selected + 1 :])
        self.view.edited.emit(replace(scene, runs=runs), self.tr("Move the start"), "start")

    @Slot()
    def release(self) -> None:
        """The hand has let go: the axes may move."""
        self.handle.dragging = False
        self.view.edit_finished.emit()
        self.view.redraw()

    def _put_by_keys(self, x: float, y: float) -> None:
        self.handle.dragging = True  # the axes stay meanwhile
        self.move(x, y)

    def _shown(self, frame: Frame) -> Array:
        """Of the selected run's start the parameters that the axes show."""
        start = np.asarray(frame.scene.runs[frame.selected].start, float)
        return start[list(self.landscape.places)] if isinstance(self.landscape, Slice) else start

    def _spot(self, start: Array) -> tuple[float, float]:
        """Where parameters lie on the plot."""
        assert self.landscape is not None
        assert self.picture is not None
        height = float(self.landscape.value(start)) if len(start) == 1 else float(start[1])
        x, y = self.picture.spots(start[np.newaxis], np.array([height]))[0].tolist()
        return x, y
