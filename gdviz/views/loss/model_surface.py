"""The loss of models for the loss view: which chart is shown, the runs on it, its landscape from a worker."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from gdviz.base.arrays import Array
from gdviz.document.frame import Frame
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.problem import Bounds
from gdviz.readings.learning_runs import learning
from gdviz.session.background import Background
from gdviz.session.picture_process import pictures
from gdviz.views.loss.landscape_drawing import (
    LandscapeDrawing,
    Moment,
    Shape,
    drawings,
    grid_shape,
    moment_of,
    shapes_for,
)
from gdviz.views.loss.loss_paths import Path
from gdviz.views.loss.model_chart import (
    Chart,
    all_of,
    pair_chart,
    principal_chart,
    problem_of_loss,
    sampled,
    whole_chart,
)
from gdviz.views.loss.model_paths import ModelPath
from gdviz.views.loss.model_trace import ModelTrace


class ModelSurface(QObject):
    """Keeps what is known of the selected run's chart as long as it holds."""

    changed = Signal()  # a landscape or a moment has come: paint anew

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self.drawing: LandscapeDrawing | None = None
        self.moment: Moment | None = None
        self.failed = False  # whether the landscape that was asked for last could not be computed
        self._moment_of: TrainingRecording | None = None
        self._chart_key: tuple[object, ...] = ()
        self._problems: list[tuple[Training, Training]] = []
        self._traces: dict[int, ModelTrace] = {}
        self._asked: tuple[object, ...] = ()
        self._drawn: Chart | None = None  # the chart that `drawing` is of
        self._asked_moment: tuple[object, ...] = ()
        self._landscapes = Background(self, elsewhere=(pictures,))
        self._landscapes.done.connect(self._take_drawing)
        self._landscapes.failed.connect(self._fail)
        self._moments = Background(self, elsewhere=(pictures,))
        self._moments.done.connect(self._take_moment)

    @property
    def busy(self) -> bool:
        """Whether something is being computed."""
        return self._landscapes.busy or self._moments.busy

    def forget(self) -> None:
        """No model is drawn: let go of its runs."""
        if self.chart is None:
            return
        self._landscapes.cancel()
        self._moments.cancel()
        self.chart = self.drawing = self.moment = self._moment_of = self._drawn = None
        self._chart_key = self._asked = self._asked_moment = ()
        self._problems, self._traces, self.failed = [], {}, False

    # -- chart and paths -----------------------------------------------------------------------------------

    def chart_of(self, frame: Frame, names: tuple[str, ...]) -> Chart:
        """The chart of the selected run: of the two parameters `names`, where it has them."""
        recording = learning(frame.recordings[frame.selected])
        assert recording is not None
        row, published = frame.row(frame.selected), frame.published[frame.selected]
        problem = self._problem_of_loss(recording.problem_at(row))
        every = recording.names
        before = self.chart
        if len(every) <= 2:
            key: tuple[object, ...] = ("whole", problem)
        elif len(set(names)) == 2 and set(names) <= set(every):
            key = ("pair", problem, names, recording, row)
        else:
            # While a run grows, its plane is found anew each time that it has doubled.
            over = frame.outcomes[frame.selected] is not None
            key = ("principal", problem, recording, 0 if over else published.bit_length())
        if before is None or key != self._chart_key:
            self._chart_key = key
            if key[0] == "whole":
                self.chart = whole_chart(problem)
            elif key[0] == "pair":
                self.chart = pair_chart(problem, recording.params_at(row), (names[0], names[1]))
            else:
                rows = all_of(recording, published)
                self.chart = principal_chart(problem, sampled(recording, published), rows)
        assert self.chart is not None
        return self.chart

    def paths_of(self, frame: Frame, chart: Chart, colors: tuple[str, ...]) -> tuple[list[Path], int]:
        """The shown runs that have the chart's loss, the selected one last; how many have another."""
        found: list[Path] = []
        elsewhere = 0
        traces: dict[int, ModelTrace] = {}
        for place in frame.shown:
            run, recording = frame.scene.runs[place], learning(frame.recordings[place])
            now = None if recording is None else recording.problem_at(frame.row(place))
            if recording is None or self._problem_of_loss(now) != chart.problem:
                elsewhere += 1
                continue
            if frame.published[place] == 0:
                continue
            trace = self._traces.get(id(recording))
            trace = trace if trace is not None and trace.recording is recording else ModelTrace(recording)
            traces[id(recording)] = trace
            trace.update(chart, frame.published[place])
            row, selected = frame.row(place), place == frame.selected
            known = self.moment if selected and self.moment is not None and self._is_now(frame) else None
            gradient = known.gradient if known is not None else None
            color = colors[run.color]
            path = ModelPath(place, recording, row, color, run.color, selected, chart, trace, gradient)
            found.append(path)
        self._traces = traces
        return found, elsewhere

    def noise(self, frame: Frame) -> Array | None:
        """How the gradients of batches scatter at the ball ``(2, 2)``, where that is known."""
        return self.moment.noise if self.moment is not None and self._is_now(frame) else None

    def _is_now(self, frame: Frame) -> bool:
        recording, row = frame.recordings[frame.selected], frame.row(frame.selected)
        return self.moment is not None and self._moment_of is recording and self.moment.row == row

    def _problem_of_loss(self, problem: Any) -> Any:
        """`problem_of_loss`, the same object for the same problem."""
        for known, plain in self._problems:
            if known is problem:
                return plain
        if not isinstance(problem, Training):
            return problem
        made = problem_of_loss(problem)
        made = next((plain for _, plain in self._problems if plain == made), made)
        self._problems = [*self._problems[-15:], (problem, made)]
        return made

    # -- what a worker computes ----------------------------------------------------------------------------

    def landscape(self, chart: Chart, bounds: Bounds, width: float, height: float) -> LandscapeDrawing | None:
        """The newest drawing of the chart's axes; a better one is asked for where it is not of all this."""
        asked = (chart, bounds, round(width), round(height))
        if asked != self._asked and width > 1 and height > 1:
            self._asked, self.failed = asked, False
            shapes = shapes_for(chart, grid_shape(width, height))
            self._landscapes.submit(chart, drawings, chart, bounds, shapes)
        if self._drawn is None or self._drawn.space != chart.space:
            self.drawing = None
        return self.drawing

    def ask_moment(
        self, path: ModelPath, bounds: Bounds, width: float, height: float, *, lines: bool, noise: bool
    ) -> None:
        """Ask for what belongs to the step at the playhead: lines of its batch's loss, the full gradient, the
        noise of the batches' gradients."""
        rows, lines = path.rows_of_batch, lines and path.chart.dimensions == 2
        if rows is None or not (lines or noise or path.gradient is None):
            self._asked_moment, self.moment = (), None
            return
        asked = (path.recording, path.row, path.chart, bounds, round(width), round(height), lines, noise)
        if asked == self._asked_moment:
            return
        if self._asked_moment and self._asked_moment[2] is not path.chart:
            self.moment = None
        self._asked_moment = asked
        finest: Shape = grid_shape(width, height)
        params = np.array(path.params_here)
        self._moments.submit(
            (path.recording, path.chart.space),
            moment_of,
            *(path.chart, bounds, finest, path.row, params, rows, lines),
            path.batches_of_epoch() if noise else (),
        )

    @Slot(object, object)
    def _take_drawing(self, chart: Chart, drawing: LandscapeDrawing) -> None:
        if self.chart is not None and chart.space == self.chart.space:
            self._drawn, self.drawing = chart, drawing
            self.changed.emit()

    @Slot(object, object)
    def _fail(self, _chart: Chart, _error: Exception) -> None:
        self.failed = True
        self.changed.emit()

    @Slot(object, object)
    def _take_moment(self, key: tuple[TrainingRecording, object], moment: Moment) -> None:
        recording, space = key
        wanted = self._asked_moment
        if wanted and wanted[0] is recording and self.chart is not None and space == self.chart.space:
            self.moment, self._moment_of = moment, recording
            self.changed.emit()
