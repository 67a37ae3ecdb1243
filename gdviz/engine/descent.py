"""Descent: turns an experiment into a recording, a burst of rows at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Experiment
from gdviz.engine.outcome import diverged, verdict
from gdviz.engine.recording import Recording
from gdviz.engine.scripted import Scripted

Array = NDArray[Any]


class Descent:
    """One run being computed. `advance` may be called with any burst size: the rows are the same.

    >>> descent = Descent(Experiment(schedule=Constant(learning_rate=0.2), steps=3))
    >>> descent.run().column("w").round(4).tolist()
    [5.0, 2.6, 1.16, 0.296]
    """

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self.recording = Recording(experiment)
        self._params = np.asarray(experiment.start, experiment.precision)
        self._gradient = np.empty_like(self._params)
        self._state = experiment.optimizer.start(self._params)
        self._shadow = self._params.copy()
        self.advance(1)

    def run(self) -> Recording:
        """Compute the whole run."""
        while not self.advance(65536):
            pass
        return self.recording

    def advance(self, rows: int) -> bool:
        """Compute and publish up to `rows` more rows; True when the run is over."""
        recording = self.recording
        first, stop = recording.published, min(recording.published + rows, recording.rows)
        with np.errstate(all="ignore"):
            if isinstance(self.experiment.problem, Scripted):
                self._follow_script(first, stop)
            else:
                self._descend(first, stop)
            self._average(first, stop)
            whole = self._complete(first, stop)
        recording.publish(whole)
        if whole < stop:
            recording.finish(diverged(recording))
        elif stop == recording.rows:
            recording.finish(verdict(recording))
        return recording.finished

    def _descend(self, first: int, stop: int) -> None:
        """Rows first..stop-1 of the parameters, each from the one before; row 0 is the start."""
        recording, params = self.recording, self._params
        global_steps = recording.count("global_step", np.arange(first, stop))
        recording.learning_rate_rows[first:stop] = self.experiment.schedule.rates(global_steps, params.dtype)
        if first == 0:
            recording.params_rows[0] = params
            first = 1
        gradient, state = self._gradient, self._state
        find_gradient, update = self.experiment.problem.gradient, self.experiment.optimizer.update
        # One-element rows rather than scalars: a ufunc takes an array of its own type without converting it.
        rates = recording.learning_rate_rows[first - 1 : stop - 1, np.newaxis]
        for rate, row in zip(rates, recording.params_rows[first:stop], strict=True):
            find_gradient(params, gradient)
            update(params, gradient, state, rate)
            row[:] = params

    def _follow_script(self, first: int, stop: int) -> None:
        """Rows first..stop-1 as the script has them."""
        values = [self.experiment.start[0], *(value for _, value in self.experiment.problem.values)]
        self.recording.params_rows[first:stop, 0] = values[first:stop]

    def _average(self, first: int, stop: int) -> None:
        """The shadow of rows first..stop-1, updated after the parameters and after the counter."""
        average, recording = self.experiment.average, self.recording
        if not isinstance(average, MovingAverage):
            return
        params, shadow = recording.params_rows, self._shadow
        global_steps = recording.count("global_step", np.arange(first, stop))
        keep = average.effective_decay(global_steps, shadow.dtype)
        new_weight = (1 - keep)[:, np.newaxis]
        difference = np.empty_like(shadow)
        for row in range(first, stop):
            if row > 0:
                # shadow -= (shadow - value) * (1 - decay): TensorFlow's order of rounding.
                np.subtract(shadow, params[row], out=difference)
                np.multiply(difference, new_weight[row - first], out=difference)
                np.subtract(shadow, difference, out=shadow)
            recording.shadow_rows[row] = shadow

    def _complete(self, first: int, stop: int) -> int:
        """The loss and gradient of rows first..stop-1; returns the first row with a number that is not finite."""
        recording = self.recording
        rows = recording.params_rows[first:stop]
        sound = np.isfinite(rows).all(axis=1)
        if recording.loss_rows is not None:
            recording.loss_rows[first:stop] = self.experiment.problem.value(rows)
            self.experiment.problem.gradient(rows, recording.gradient_rows[first:stop])
            sound &= np.isfinite(recording.loss_rows[first:stop])
            sound &= np.isfinite(recording.gradient_rows[first:stop]).all(axis=1)
        return stop if sound.all() else first + int(np.argmin(sound))


def run(experiment: Experiment) -> Recording:
    """The complete recording of an experiment."""
    return Descent(experiment).run()
