"""What both pictures of the loss share: the runs on one landscape, their balls, and balls out of sight."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array, distinct
from gdviz.document.frame import Frame
from gdviz.engine.optimizers import GradientDescent
from gdviz.engine.problem import Objective
from gdviz.engine.recording import Recording
from gdviz.notation.names import indexed
from gdviz.notation.numbers import bracketed, number
from gdviz.readings.instant import short_text, text_of
from gdviz.readings.rate import rate_text
from gdviz.views.common.annotations import Annotation, AnnotationLabel, AnnotationLine, Annotations, Side

MANY_ROWS = 100_000  # of a path, looked at to choose the axes
WHOLE = 60  # first steps that are drawn of the whole way, and as many others
MANY = 4000  # points of a path that are drawn, at most


class Path(Struct, frozen=True, eq=False):
    """A run on the landscape: its place in the scene, its rows up to the playhead.

    Its points are coordinates of the landscape, one or two; its losses are heights of the landscape there.
    """

    place: int
    recording: Recording
    row: int
    color: str
    symbol: int
    selected: bool

    @property
    def names(self) -> tuple[str, ...]:
        """What the coordinates are called; "" where they are no parameters."""
        return self.recording.names

    @property
    def params(self) -> Array:
        """The parameters from the start to the playhead, shape (rows, parameters)."""
        return self.recording.params_rows[: self.row + 1]

    @property
    def point(self) -> Array:
        """Where the ball is: ``(parameters,)``."""
        point: Array = self.params[-1].astype(float)
        return point

    @property
    def loss(self) -> float:
        """The loss there."""
        return float(self.losses(np.array([self.row]))[0])

    @property
    def gradient(self) -> Array | None:
        """The landscape's gradient at the ball; None where it is not known yet."""
        assert self.recording.gradient_rows is not None
        gradient: Array = self.recording.gradient_rows[self.row]
        return gradient

    @property
    def steepest(self) -> float:
        """The length of the longest gradient up to the ball, of a long way among some rows."""
        assert self.recording.gradient_rows is not None
        gradients = self.recording.gradient_rows[: self.row + 1 : 1 + self.row // MANY]
        return float(np.hypot.reduce(gradients.astype(float), axis=1).max())

    @property
    def batch_gradient(self) -> Array | None:
        """The gradient on the step's own batch, where that is not the landscape's."""
        return None

    def along(self, movement: Array) -> Array:
        """The part of a movement of all parameters ``(parameters,)`` that lies in the landscape."""
        return movement

    @property
    def shown_places(self) -> list[int] | None:
        """Which of the run's parameters the coordinates are; None where they are others."""
        every = self.recording.names
        return [every.index(name) for name in self.names] if set(self.names) <= set(every) else None

    def losses(self, rows: Array) -> Array:
        """The height of the landscape at each of `rows`."""
        assert self.recording.loss_rows is not None
        losses: Array = self.recording.loss_rows[rows]
        return losses

    def drawn(self) -> tuple[Array, Array]:
        """The rows to draw and their points, the ball's last: where they are very many, the first ones and
        evenly spaced others."""
        count = self.row + 1
        if count <= MANY:
            return np.arange(count), self.params
        half = MANY // 2
        rows = distinct(np.concatenate([np.arange(half), np.linspace(half, count - 1, half).astype(int)]))
        return rows, self.params[rows]

    def trail(self, steps: int) -> tuple[Array, Array]:
        """The points of the last rows up to the ball, at most `steps` before it, and their losses."""
        rows = np.arange(max(0, self.row - steps), self.row + 1)
        return self.params[rows], self.losses(rows)

    @property
    def at_end(self) -> bool:
        """Whether the ball stands where its run has ended."""
        return self.recording.finished and self.row == self.recording.published - 1

    def whole(self) -> tuple[Array, Array]:
        """The points of the whole way and their losses: of a long one the first rows and some others."""
        rows, points = self.drawn()
        if len(rows) > 2 * WHOLE:
            later = np.linspace(WHOLE, len(rows) - 1, WHOLE).astype(int)
            chosen = distinct(np.concatenate([np.arange(WHOLE), later]))
            rows, points = rows[chosen], points[chosen]
        return points, self.losses(rows)

    def known(self, rows: int) -> Array:
        """The points of the first `rows` rows, or evenly spaced ones of a very long run."""
        points: Array = self.recording.params_rows[:rows]
        return points[:: 1 + len(points) // MANY_ROWS]

    def following(self) -> tuple[Array, float] | None:
        """Where the next row is, and its loss; None where there is none."""
        if self.row + 1 >= self.recording.published:
            return None
        return self.recording.params_at(self.row + 1), float(self.losses(np.array([self.row + 1]))[0])

    def point_text(self, row: int) -> str:
        """``x = 1, y = 2`` at a row; empty where the coordinates are no parameters."""
        return self.values_text(self.names, row)

    def values_text(self, names: tuple[str, ...], row: int) -> str:
        """The values of parameters at a row."""
        return ", ".join(f"{indexed(name)} = {text_of(self.recording, name, row)}" for name in names if name)

    def loss_text(self, row: int) -> str:
        """The loss at a row."""
        return text_of(self.recording, "loss", row)

    @property
    def slope_text(self) -> str:
        """The slope at the ball, where the landscape has one parameter: as short as in the legend."""
        name = f"gradient_{self.names[0]}"
        return shortly(self.recording.column(name, self.row, self.row + 1)[0])

    def movement_text(self, following: float) -> str:
        """What moves the parameter of a 1-D run to `following`: ``−0.2 × 12 = −2.4``."""
        before = self.recording.column(self.recording.names[0], self.row, self.row + 1)[0]
        moved = type(before)(following) - before
        gradient = self._taken()
        optimizer = self.recording.phases.at(self.row).optimizer
        if not isinstance(optimizer, GradientDescent) or gradient is None:
            return f"Δ{indexed(self.recording.names[0])} = {shortly(moved)}"
        assert self.recording.learning_rate_rows is not None
        rate = rate_text(self.recording, self.row)
        return f"−{rate} × {bracketed(shortly(gradient[0]))} = {shortly(moved)}"

    def _taken(self) -> Array | None:
        """The gradient that the step takes; None where more than the learning rate is put before it."""
        return self.gradient


def paths_of(
    frame: Frame, colors: tuple[str, ...], make: Callable[..., Path] = Path
) -> tuple[list[Path], int]:
    """The shown runs on the selected run's landscape, the selected one last; how many are on others.

    A formula's only: the ways of models are `model_surface`'s. `make` takes what a Path does.
    """
    problem = frame.scene.runs[frame.selected].problem
    found, elsewhere = [], 0
    for place in frame.shown:
        run = frame.scene.runs[place]
        if run.problem != problem:
            elsewhere += 1
        elif frame.published[place] > 0:
            selected = place == frame.selected
            color = colors[run.color]
            found.append(make(place, frame.recordings[place], frame.row(place), color, run.color, selected))
    return found, elsewhere


def out_of_sight(
    annotations: Annotations, path: Path, px: float, py: float, text: str
) -> Iterator[Annotation]:
    """An arrow at the edge with the ball's values where the ball, at a pixel of the plot, is not visible."""
    area = annotations.area
    if area.adjusted(-1, -1, 1, 1).contains(px, py):
        return
    size = 16.0 * annotations.look.font_scale
    inner = area.adjusted(3, 3 + annotations.ceiling, -3, -3)
    tip_x = min(max(px, inner.left()), inner.right()) if not math.isnan(px) else inner.center().x()
    tip_y = min(max(py, inner.top()), inner.bottom()) if not math.isnan(py) else inner.top()
    dx = (px > area.right()) - (px < area.left())
    dy = (py > area.bottom()) - (py < area.top())
    length = math.hypot(dx, dy) or 1.0
    back = (tip_x - size * dx / length, tip_y - size * dy / length)
    width = 2.2 * annotations.look.thin_width + 1.0
    yield AnnotationLine((back, (tip_x, tip_y)), path.color, width, arrow=True)
    side: Side = "right" if dx < 0 else "left" if dx > 0 else "below" if dy < 0 else "above"
    if text:
        yield AnnotationLabel(*back, text, path.color, side)


def objective_of(frame: Frame) -> Objective | None:
    """The selected run's loss where it is a formula; None where values are set by hand, or data decide."""
    return frame.scene.runs[frame.selected].objective


def shortly(value: np.floating) -> str:
    """A number beside the ball; *This step* has all its digits."""
    return short_text(value, number(value), ())
