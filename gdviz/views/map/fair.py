"""The fair comparison: the loss after all steps against the learning rate, each optimizer at its own best."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from gdviz.base.arrays import Array
from gdviz.base.i18n import declared
from gdviz.document import edits
from gdviz.document.errors import DocumentError
from gdviz.document.frame import Frame
from gdviz.engine.declare import kind_of, title_of
from gdviz.engine.learning.training_outcome import takes_all
from gdviz.engine.stopping import AllSteps
from gdviz.notation.numbers import number
from gdviz.session.background import Background
from gdviz.views.common.annotations import AnnotationLabel, AnnotationLine, Annotations
from gdviz.views.common.plot_legend import LegendEntry
from gdviz.views.map.fair_work import (
    HIGH,
    LOW,
    FairLine,
    FairPicture,
    FairRequest,
    comparisons,
    request_for,
)
from gdviz.views.map.map_axes import has_gaps
from gdviz.views.plot.marks import Mark
from gdviz.views.plot.plot_view import PlotView

NEAR = 20.0  # pixels within which the mouse means a line, in a look of scale 1
SWEPT = (math.log10(LOW), math.log10(HIGH))


class FairView(PlotView):
    """A line for each optimizer, its best rate marked; a click puts an optimizer with a rate on stage."""

    name = "fair"
    share_of_legend = 0.3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: FairPicture | None = None
        self.lines = Annotations(self.plot.box)
        self.readout = Annotations(self.plot.box, 2000)
        self.background = Background(self, "gdviz comparison")
        self.background.done.connect(self._take)
        self._requested: FairRequest | None = None
        self.plot.bottom_axis.log = True
        self.plot.box.sigRangeChanged.connect(self._range_changed)
        self.plot.box.sigResized.connect(self._range_changed)
        self.plot.scene().sigMouseClicked.connect(self._clicked)
        self.restyle()

    def restyle(self) -> None:
        """Give every part the look."""
        super().restyle()
        for part in (self.lines, self.readout):
            part.set_look(self.look)

    def lacking(self, frame: Frame) -> str:
        """Why there are no rates to compare."""
        if text := super().lacking(frame):
            return text
        if request_for(frame.scene.runs[frame.selected].experiment) is None:
            return self.tr("This schedule has no one learning rate that could be chosen.")
        return ""

    def put_away(self, frame: Frame) -> None:
        """No comparison is kept."""
        super().put_away(frame)
        self.background.cancel()
        self.picture = self._requested = None

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """The lines of the selected run, which come when they are computed."""
        if previous is not None and previous.scene is frame.scene and previous.selected == frame.selected:
            return
        run = frame.scene.runs[frame.selected]
        whole = run.experiment.training is None or takes_all(run.experiment)
        if not isinstance(run.stopping, AllSteps):
            left = self.tr("loss at the end of the run") if whole else self.tr("last loss of the batch")
        elif whole:
            left = self.tr("loss after {steps} steps")
        else:
            left = self.tr("loss of the batch after {steps} steps")
        self.plot.set_titles(bottom=self.tr("learning rate"), left=left.format(steps=number(run.steps)))
        wanted = request_for(run.experiment)
        if wanted is not None and wanted != self._requested:
            self._requested = wanted
            self.background.submit(wanted, comparisons, wanted)
        self._show()

    @Slot(object, object)
    def _take(self, key: FairRequest, picture: FairPicture) -> None:
        if self.frame is not None and self._requested is not None and self.empty.isHidden():
            self.picture = picture
            self._show()

    def _show(self) -> None:
        if self.frame is None or self.picture is None:
            return
        self.plot.left_axis.log = self.picture.log
        self.set_axes(self.frame, SWEPT, self._heights(self.picture))
        self.legend.set_entries(
            tuple(
                LegendEntry(
                    self._named(line), self._color(place), place, brief=declared(title_of(line.optimizer))
                )
                for place, line in enumerate(self.picture.lines)
            )
        )
        self.plot.setAccessibleDescription(self._described(self.picture))
        self._paint()

    def _heights(self, picture: FairPicture) -> tuple[float, float]:
        """From the lowest loss up to a little above the first."""
        losses = np.array([line.losses for line in picture.lines])
        heights = picture.heights(losses[np.isfinite(losses)])
        if not heights.size:
            return -1.0, 1.0
        top = picture.heights(np.array(picture.first_loss))
        low = float(heights.min())
        high = max(float(top if np.isfinite(top) else np.percentile(heights, 75)), low)
        high += 0.5 if picture.log else 0.1 * (high - low) or 1.0
        return low - 0.06 * (high - low), high

    def _paint(self) -> None:
        """Lines and marks, in the pixels that the axes give them."""
        picture = self.picture
        if picture is None or self.frame is None:
            return
        pieces: list[AnnotationLine | AnnotationLabel] = []
        marks: list[Mark] = []
        first = float(picture.heights(np.array(picture.first_loss)))
        if math.isfinite(first):
            _, y = self.lines.place(0.0, first)
            area, color = self.lines.area, self.look.muted
            ends = ((area.left(), y), (area.right(), y))
            pieces.append(AnnotationLine(ends, color, self.look.thin_width, dashed=True))
            text = self.tr("loss at the start")
            pieces.append(AnnotationLabel(area.left(), y, text, color, "right", 6.0, free=True))
        for place, line in enumerate(picture.lines):
            color = self._color(place)
            width = self.look.curve_width
            pieces += [AnnotationLine(points, color, width) for points in self._points(picture, line)]
            best = line.best
            if best is not None:
                y = float(picture.heights(np.array(line.losses[best])))
                marks.append(Mark(math.log10(line.rates[best]), y, color, place))
        self.lines.set_pieces(pieces)
        self.marks.put(tuple(marks), (), ())

    def _points(self, picture: FairPicture, line: FairLine) -> Iterator[tuple[tuple[float, float], ...]]:
        """The pieces of a line between rates at which it diverged, in pixels."""
        there, x, y = self._in_pixels(picture, line)
        y = np.clip(y, -1e5, 1e5)
        edges = np.flatnonzero(np.diff(np.concatenate([[False], there, [False]]).astype(np.int8)))
        for first, stop in zip(edges[::2], edges[1::2], strict=True):
            if stop - first > 1:
                yield tuple(zip(x[first:stop].tolist(), y[first:stop].tolist(), strict=True))

    def _in_pixels(self, picture: FairPicture, line: FairLine) -> tuple[Array, Array, Array]:
        """At which rates there is a loss, and where these are drawn: three ``(rates,)``."""
        losses = np.array(line.losses)
        there = np.isfinite(losses)
        heights = picture.heights(np.where(there, losses, 1.0))
        return there, *self.lines.place(np.log10(np.array(line.rates)), heights)

    def _color(self, place: int) -> str:
        return self.look.run_colors[place % len(self.look.run_colors)]

    def _named(self, line: FairLine) -> str:
        """An optimizer with its best rate."""
        title, best = declared(title_of(line.optimizer)), line.best
        if best is None:
            gaps = self._requested is not None and has_gaps(self._requested.experiment)
            text = self.tr("{optimizer}: no finite loss") if gaps else self.tr("{optimizer}: always diverges")
            return text.format(optimizer=title)
        text = self.tr("{optimizer}: best at {rate}")
        if best == len(line.rates) - 1:  # the comparison ends there
            text = self.tr("{optimizer}: best at {rate} or more")
        elif best == 0:
            text = self.tr("{optimizer}: best at {rate} or less")
        return text.format(optimizer=title, rate=number(line.rates[best]))

    def _described(self, picture: FairPicture) -> str:
        """The comparison in words, the best first."""
        ranked = sorted(
            (line for line in picture.lines if line.best is not None),
            key=lambda line: line.losses[line.best or 0],
        )
        texts = [
            self.tr("{optimizer}: loss {loss} at the learning rate {rate}.").format(
                optimizer=declared(title_of(line.optimizer)),
                loss=number(float(f"{line.losses[line.best or 0]:.3g}")),
                rate=number(line.rates[line.best or 0]),
            )
            for line in ranked
        ]
        return " ".join(texts)

    @Slot()
    def _range_changed(self) -> None:
        if self.empty.isHidden():
            self._paint()
            self.show_pointed()

    # -- gestures ------------------------------------------------------------------------------------------

    def show_pointed(self) -> None:
        """Say which optimizer has which loss at which rate under the mouse."""
        found = None if self.pointer is None else self._nearest(self.plot.box.mapFromScene(self.pointer))
        if found is None:
            self.readout.set_pieces(())
            return
        place, at, x, y = found
        assert self.picture is not None
        line = self.picture.lines[place]
        text = self.tr("{optimizer}, learning rate {rate}: loss {loss}").format(
            optimizer=declared(title_of(line.optimizer)),
            rate=number(line.rates[at]),
            loss=number(float(f"{line.losses[at]:.4g}")),
        )
        self.readout.set_pieces((AnnotationLabel(x, y, text, self._color(place), "above", 12.0),))

    def _nearest(self, point: Any) -> tuple[int, int, float, float] | None:
        """The line and the rate that are nearest to a place in pixels, and where they are drawn."""
        if self.picture is None or not self.lines.area.contains(point):
            return None
        best, found = NEAR * self.look.font_scale, None
        for place, line in enumerate(self.picture.lines):
            there, x, y = self._in_pixels(self.picture, line)
            apart = np.where(there, np.hypot(x - point.x(), y - point.y()), np.inf)
            at = int(np.argmin(apart))
            if apart[at] < best:
                best, found = float(apart[at]), (place, at, float(x[at]), float(y[at]))
        return found

    @Slot(object)
    def _clicked(self, event: Any) -> None:
        """An optimizer with a rate comes on stage."""
        if event.double() or self.frame is None or self.picture is None:
            return
        found = self._nearest(self.plot.box.mapFromScene(event.scenePos()))
        if found is None:
            return
        event.accept()
        line, rate = self.picture.lines[found[0]], self.picture.lines[found[0]].rates[found[1]]
        path, scene = f"runs.{self.frame.selected}", self.frame.scene
        try:
            if kind_of(scene.runs[self.frame.selected].optimizer) != kind_of(line.optimizer):
                scene = edits.change(scene, f"{path}.optimizer", line.optimizer)
            scene = edits.change(scene, f"{path}.schedule.learning_rate", rate)
        except DocumentError:
            return
        if scene != self.frame.scene:
            self.edited.emit(scene, self.tr("Put a run of the comparison on stage"), "")
