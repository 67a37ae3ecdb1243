"""The loss: the hero of the stage. The landscape of the selected run, and the runs on it at the playhead."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QRectF, Slot
from PySide6.QtWidgets import QWidget

from gdviz.engine.outcome import Outcome
from gdviz.engine.problem import Objective
from gdviz.engine.scripted import Scripted
from gdviz.session.frame import Frame
from gdviz.views.drag import StartHandle
from gdviz.views.labels import run_labels
from gdviz.views.legend import Entry
from gdviz.views.loss_curve import BALL, LossCurve
from gdviz.views.loss_paths import Path, objective_of, paths_of, pixel_digits, short
from gdviz.views.loss_surface import LossSurface
from gdviz.views.notices import Notice, Notices
from gdviz.views.outcome_text import outcome_text
from gdviz.views.plot import Range
from gdviz.views.plot_view import PlotView
from gdviz.views.sketch import Sketch, Words

NEAR = 18.0  # pixels within which the mouse means a point, in a look of scale 1
ROOMY = 2.0  # how many times more than needed the axes may show before they are drawn in again
TOLD = ("diverged", "undefined", "diverging", "oscillating")  # outcomes that the picture tells
MANY_ROWS = 100_000  # of a path, looked at to choose the axes


class LossView(PlotView):
    """Curve or contours, balls and paths; the start can be dragged, another run's ball clicked."""

    name = "loss"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sketch = Sketch(self.plot.box)
        self.readout = Sketch(self.plot.box)
        self.readout.setZValue(2000)
        self.curve = LossCurve(self.plot, self.sketch)
        self.surface = LossSurface(self.plot, self.sketch)
        self.handle = StartHandle(self.plot.box)
        self.notices = Notices(self.plot)
        self.paths: list[Path] = []
        self._picture: LossCurve | LossSurface = self.curve
        self._axes_key: tuple[object, ...] = ()
        self._axes: tuple[Range, Range] | None = None
        self._axes_of: Objective | None = None
        self.handle.moved.connect(self._move_start)
        self.handle.released.connect(self._start_released)
        self.plot.box.sigRangeChanged.connect(self._range_changed)
        self.plot.box.sigResized.connect(self._resized)
        scene: Any = self.plot.scene()
        scene.sigMouseClicked.connect(self._clicked)
        scene.sigMouseMoved.connect(self._hover)
        self.restyle()
        self.retranslate()

    def title(self) -> str:
        """The view's name."""
        return self.tr("Loss")

    def restyle(self) -> None:
        """Give every part the look."""
        super().restyle()
        for part in (self.sketch, self.readout, self.curve, self.surface):
            part.set_look(self.look)
        self.marks.set_look(dataclasses.replace(self.look, marker_size=BALL * self.look.marker_size))

    def retranslate(self) -> None:
        """Put the texts that stay; the others are written with every frame."""
        self.curve.slope_pattern = self.tr("slope {slope}")
        self.handle.setToolTip(self.tr("The start: drag it, and the run follows"))
        self._minimum_text = self.tr("A minimum: {place}, loss {loss}")
        if self.frame is not None:
            self.draw(self.frame, None)

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """The selected run's landscape with the runs on it."""
        objective = objective_of(frame)
        if objective is None:
            self.paths = []
            self.notices.hide()
            if isinstance(frame.scene.runs[frame.selected].problem, Scripted):
                self.show_empty(self.tr("The values of this run are set by hand: there is no loss."))
            else:
                self.show_empty(self.tr("The loss of this run depends on data: it has no picture here."))
            return
        self.show_empty("")
        self.paths, elsewhere = paths_of(frame, self.look.run_colors)
        picture = self.curve if len(objective.parameter_names) == 1 else self.surface
        self._picture = picture
        for each in (self.curve, self.surface):
            each.set_visible(each is picture)
        names = objective.parameter_names
        if picture is self.curve:
            self.plot.set_titles(bottom=names[0], left=self.tr("loss"))
        else:
            self.plot.set_titles(bottom=names[0], left=names[1])
        self._set_home(frame, objective)
        self._name_runs(frame)
        self._paint(frame, objective)
        self._tell(frame, elsewhere)

    def _set_home(self, frame: Frame, objective: Objective) -> None:
        """Choose the axes: they change when the landscape or the runs do, never under the hand."""
        runs = [place for place in frame.shown if frame.scene.runs[place].problem == objective]
        area = self.sketch.area
        key = (
            objective,
            area.width(),
            area.height(),
            *(
                (id(frame.recordings[run]), frame.outcomes[run] is None and frame.published[run].bit_length())
                for run in runs
            ),
        )
        if key != self._axes_key and not self.handle.dragging:
            rows = [_sampled(frame.recordings[run].params_rows[: frame.published[run]]) for run in runs]
            axes = self._picture.ranges(objective, rows)
            same = self._axes_of == objective and self._axes_key[1:3] == key[1:3]
            if not (same and self._axes is not None and all(map(_fits, axes, self._axes))):
                self._axes = axes
            self._axes_key, self._axes_of = key, objective
        if self._axes is not None:
            self.set_axes(frame, *self._axes)

    def _paint(self, frame: Frame, objective: Objective) -> None:
        self.marks.put(self._picture.draw(objective, self.paths), (), ())
        self._put_handle(frame, objective)

    def _put_handle(self, frame: Frame, objective: Objective) -> None:
        run = frame.scene.runs[frame.selected]
        color = self.look.run_colors[run.color]
        self.handle.set_look(self.look, color)
        start = np.asarray(run.start, float)
        height = float(objective.value(start)) if len(start) == 1 else start[1]
        x, y = self.sketch.place(start[0], height)
        inside = math.isfinite(y) and self.sketch.area.adjusted(-2, -2, 2, 2).contains(x, y)
        self.handle.setVisible(run.visible and (inside or self.handle.dragging))
        if inside:
            self.handle.setPos(x, y)

    def _name_runs(self, frame: Frame) -> None:
        labels = run_labels(frame.scene)
        entries = tuple(
            Entry(labels[path.place], path.color, path.symbol)
            for path in sorted(self.paths, key=lambda path: path.place)
        )
        self.legend.set_entries(entries if len(frame.scene.runs) > 1 else ())

    def _tell(self, frame: Frame, elsewhere: int) -> None:
        """Say what became of the runs that do not settle, once the playhead has seen enough of it."""
        labels = run_labels(frame.scene)
        notices = []
        for path in sorted(self.paths, key=lambda path: path.place):
            outcome = frame.outcomes[path.place]
            if outcome is None or not self._seen(path, outcome):
                continue
            text = outcome_text(outcome)
            if len(frame.scene.runs) > 1:
                text = self.tr("{run}: {what}").format(run=labels[path.place], what=text)
            notices.append(Notice(text, path.color, path.symbol))
        if elsewhere == 1:
            notices.append(Notice(self.tr("Another run has another loss and is not drawn here.")))
        elif elsewhere:
            text = self.tr("{count} other runs have another loss and are not drawn here.")
            notices.append(Notice(text.format(count=elsewhere)))
        balls = [self.plot.to_pixels(mark.x, mark.y) for mark in self.marks.marks]
        self.notices.show_notices(tuple(notices), QRectF(self.plot.area), balls, self.look)
        ceiling = float(self.notices.height()) if notices and self.notices.at_top else 0.0
        if ceiling != self.sketch.ceiling:
            self.sketch.ceiling = ceiling
            if self._axes_of is not None:
                self._paint(frame, self._axes_of)

    def _seen(self, path: Path, outcome: Outcome) -> bool:
        """Whether the picture at the playhead shows what `outcome` says."""
        if outcome.kind not in TOLD:
            return False
        if path.row >= path.recording.published - 1:
            return True
        if outcome.kind in ("diverged", "diverging"):
            point = map(float, path.params[-1])
            x, y = (*point, float(path.losses[-1]))[:2]
            return not self.sketch.area.contains(*self.sketch.place(x, y))
        return False

    @Slot()
    def _range_changed(self) -> None:
        """A zoom or a pan: what stands in pixels moves along."""
        objective = None if self.frame is None else objective_of(self.frame)
        if self.frame is not None and objective is not None and objective == self._axes_of:
            self._paint(self.frame, objective)

    @Slot()
    def _resized(self) -> None:
        if self.frame is not None:
            self.draw(self.frame, None)

    # -- gestures ------------------------------------------------------------------------------------------

    @Slot(float, float)
    def _move_start(self, x: float, y: float) -> None:
        """The run follows the hand."""
        if self.frame is None:
            return
        scene, selected = self.frame.scene, self.frame.selected
        area, ((x0, x1), (y0, y1)) = self.sketch.area, self.plot.ranges
        start: tuple[float, ...] = (pixel_digits(x, (x1 - x0) / max(1.0, area.width())),)
        run = scene.runs[selected]
        if len(run.start) == 2:
            start = (*start, pixel_digits(y, (y1 - y0) / max(1.0, area.height())))
        if start == run.initial:
            return
        runs = (*scene.runs[:selected], replace(run, initial=start), *scene.runs[selected + 1 :])
        self.edited.emit(replace(scene, runs=runs), self.tr("Move the start"), "start")

    @Slot()
    def _start_released(self) -> None:
        self.edit_finished.emit()
        if self.frame is not None:
            self.draw(self.frame, None)

    @Slot(object)
    def _clicked(self, event: Any) -> None:
        """A click near another run's ball selects the run."""
        if event.double() or self.frame is None:
            return
        place = self._nearest_ball(event.scenePos())
        if place is not None and place != self.frame.selected:
            event.accept()
            self.run_selected.emit(place)

    def _nearest_ball(self, position: Any) -> int | None:
        """The run whose ball is near a point of the scene; the selected one where two are as near."""
        point = self.plot.box.mapFromScene(position)
        nearest, best = None, NEAR * self.look.font_scale
        for path, mark in zip(reversed(self.paths), reversed(self.marks.marks), strict=True):
            x, y = self.sketch.place(mark.x, mark.y)
            distance = math.hypot(x - point.x(), y - point.y())
            if distance < best:
                nearest, best = path.place, distance
        return nearest

    @Slot(object)
    def _hover(self, position: Any) -> None:
        """Say which step the mouse is near: its parameters and its loss; or which minimum."""
        point = self.plot.box.mapFromScene(position)
        words = None
        if self.sketch.area.contains(point) and not self.handle.dragging and self.frame is not None:
            words = self._words_at(point.x(), point.y())
        pieces = () if words is None else (words,)
        if pieces != self.readout.pieces:
            self.readout.set_pieces(pieces)

    def _words_at(self, x: float, y: float) -> Words | None:
        best, found = NEAR * self.look.font_scale * 0.6, None
        for path in reversed(self.paths):
            rows = path.drawn_rows()
            params = path.params[rows].astype(float)
            heights = path.losses[rows].astype(float) if params.shape[1] == 1 else params[:, 1]
            px, py = self.sketch.place(params[:, 0], heights)
            distance = np.hypot(px - x, py - y)
            nearest = int(np.argmin(np.nan_to_num(distance, nan=np.inf)))
            if distance[nearest] < best:
                best, row = float(distance[nearest]), int(rows[nearest])
                values = ", ".join(
                    f"{name} = {short(value)}"
                    for name, value in zip(path.recording.names, path.params[row], strict=True)
                )
                text = self.tr("step {step}: {values}, loss {loss}").format(
                    step=row, values=values, loss=short(path.losses[row])
                )
                found = Words(float(px[nearest]), float(py[nearest]), text, path.color, "above", 12.0)
        return found or self._minimum_at(x, y)

    def _minimum_at(self, x: float, y: float) -> Words | None:
        objective = self._axes_of
        if objective is None:
            return None
        for minimum in objective.minima:
            loss = float(objective.value(np.array(minimum)))
            px, py = self.sketch.place(minimum[0], loss if len(minimum) == 1 else minimum[1])
            if math.hypot(px - x, py - y) < NEAR * self.look.font_scale * 0.6:
                place = ", ".join(
                    f"{name} = {short(value)}"
                    for name, value in zip(objective.parameter_names, minimum, strict=True)
                )
                text = self._minimum_text.format(place=place, loss=short(loss))
                return Words(px, py, text, self.look.text, "above", 12.0)
        return None


def _sampled(rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """All rows, or evenly spaced ones of a very long run: enough to see how far it reaches."""
    return rows[:: 1 + len(rows) // MANY_ROWS]


def _fits(needed: Range, shown: Range) -> bool:
    """Whether the axis that is shown still does: all of what is needed, and not much more."""
    size = needed[1] - needed[0]
    slack = 1e-9 * size
    inside = shown[0] <= needed[0] + slack and shown[1] >= needed[1] - slack
    return inside and shown[1] - shown[0] <= ROOMY * size


__all__ = ["LossView"]
