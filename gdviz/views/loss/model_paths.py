"""Runs that learn from data, as paths over a model's chart. No Qt."""

from __future__ import annotations

import functools
import math

import numpy as np

from gdviz.base.arrays import Array, distinct
from gdviz.engine.learning.gradients import total_gradient
from gdviz.engine.learning.plane import total_loss
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.quantities import at_every_row
from gdviz.notation.numbers import number
from gdviz.views.loss.loss_paths import Path, shortly
from gdviz.views.loss.model_chart import Chart
from gdviz.views.loss.model_trace import ModelTrace

QUICK = 500_000  # examples times parameters: a gradient of so much takes a millisecond or two
BATCHES = 128  # whose gradients are looked at, at most
MOST = 2_000_000  # examples times rows whose losses are found at once


class ModelPath(Path, frozen=True, eq=False, dict=True):
    """A training run on a chart. Its losses and its gradient are those over all training data.

    `found` is the gradient over all data at this row, where it took a worker to find it.
    """

    recording: TrainingRecording
    chart: Chart
    trace: ModelTrace
    found: Array | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What the chart's coordinates are called."""
        return self.chart.parameter_names

    @functools.cached_property
    def params_here(self) -> Array:
        """The parameters at the playhead: ``(parameters,)``."""
        return self.recording.params_at(self.row)

    @functools.cached_property
    def point(self) -> Array:
        """Where the ball is on the chart: ``(2,)``."""
        return self.chart.place(self.params_here)

    @functools.cached_property
    def loss(self) -> float:
        """The loss over all training data at the playhead."""
        return float(self.losses(np.array([self.row]))[0])

    def loss_text(self, row: int) -> str:
        """The loss over all training data at a row: the very number that the recording has, or would have."""
        return number(at_every_row(self.recording, "train_total_loss", row, row + 1)[0])

    @property
    def slope_text(self) -> str:
        """The slope over all training data at the ball."""
        if self.rows_of_batch is None or self.gradient is None:
            return super().slope_text
        return shortly(self.gradient[0])

    @property
    def rows_of_batch(self) -> slice | Array | None:
        """The examples of the step at the playhead; None where they are all."""
        rows = self.recording.batch(self.row)
        whole = isinstance(rows, slice) and rows.stop - rows.start == self.recording.problem.train_size
        return None if whole else rows

    def batches_of_epoch(self) -> list[slice | Array]:
        """The examples of this step and of the next ones, as many as an epoch has; of very many some.

        Batches drawn at random have no epoch, and of few of them their scatter would be a guess.
        """
        sampler = self.recording.sampler(self.row)
        count = BATCHES if sampler.order == "random" else sampler.steps_per_epoch
        steps = distinct(np.linspace(0, count - 1, min(count, BATCHES)).astype(int))
        return [sampler.rows(self.row + step) for step in steps.tolist()]

    @functools.cached_property
    def gradient(self) -> Array | None:
        """The full gradient in the chart; None where it takes too long to be found at once."""
        if self.rows_of_batch is None:
            return self.chart.along(self._recorded())
        if self.found is not None:
            return self.chart.along(self.found)
        if self.recording.problem.train_size * len(self.params_here) > QUICK:
            return None
        return self.chart.along(total_gradient(self.chart.problem, self.params_here.astype(np.float64)))

    @property
    def steepest(self) -> float:
        """The length of the longest gradient of a step up to the ball, as short as the chart shows this one:
        of many parameters it has a small part."""
        norms = self.recording.column("gradient_norm", 0, self.row + 1)
        steepest, here = float(np.fmax.reduce(norms)), float(norms[-1])
        return steepest / here * math.hypot(*self.chart.along(self._recorded())) if here > 0 else steepest

    @functools.cached_property
    def batch_gradient(self) -> Array | None:
        """The recorded gradient in the chart, where the step takes a part of the data."""
        return None if self.rows_of_batch is None else self.chart.along(self._recorded())

    def along(self, movement: Array) -> Array:
        """The part ``(2,)`` of a movement ``(parameters,)`` that lies in the chart."""
        return self.chart.along(movement)

    def _recorded(self) -> Array:
        gradient: Array = self.recording.gradient_at(self.row)
        return gradient

    def _taken(self) -> Array | None:
        return None if self.recording.problem_at(self.row).model.layer_rates else self._recorded()

    def _params(self, rows: Array) -> Array:
        if not self.recording.spacing:
            kept: Array = self.recording.params_rows[rows]
            return kept
        return np.stack([self.recording.params_at(row) for row in rows.tolist()])

    def losses(self, rows: Array) -> Array:
        """The total loss over all training data at each of `rows`; NaN where these are very many."""
        if len(rows) > 1 and len(rows) * self.recording.problem.train_size > MOST:
            return np.full(len(rows), np.nan)
        return total_loss(self.chart.problem, self._params(rows).astype(np.float64))

    def drawn(self) -> tuple[Array, Array]:
        """Rows ``(n,)`` and their places ``(n, 2)`` on the chart, the ball's last."""
        return self.trace.until(self.row, self.point)

    def trail(self, steps: int) -> tuple[Array, Array]:
        """The places of the last rows up to the ball, and their losses."""
        rows = np.arange(max(0, self.row - steps), self.row + 1)
        return self.chart.place(self._params(rows)), self.losses(rows)

    def following(self) -> tuple[Array, float] | None:
        """Where the next row is, and its loss."""
        if self.row + 1 >= self.recording.published:
            return None
        rows = np.array([self.row + 1])
        return self.chart.place(self._params(rows))[0], float(self.losses(rows)[0])
