"""Descent: turns an experiment into a recording, a burst of rows at a time."""

from __future__ import annotations

import numpy as np

from gdviz.engine.averaging import MovingAverage, Shadow
from gdviz.engine.experiment import Experiment
from gdviz.engine.outcome import Outcome, broken_off, short_gradient, stopped, verdict
from gdviz.engine.problem import Objective
from gdviz.engine.recording import Recording
from gdviz.engine.scripted import Scripted


class Descent:
    """One run being computed. `advance` takes bursts of any size: the rows are the same, to the bit.

    Each gradient is computed once, at its row, and is the very one that the next step uses. Overflow is a
    result: the run ends, its outcome says so, and the rows before it stay. Row 0, the start, always stays.

    Raises `RecordingTooLargeError` where the recording would not fit into memory.

    >>> from gdviz.engine.schedules import Constant
    >>> descent = Descent(Experiment(schedule=Constant(learning_rate=0.2), steps=3))
    >>> descent.run().column("w").round(4).tolist()
    [5.0, 2.6, 1.16, 0.296]
    """

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self.recording = Recording(experiment)
        self._params = np.asarray(experiment.start, experiment.precision)
        self._state = experiment.optimizer.start(self._params)
        self._settings = self.recording.phases.at(0)
        average = experiment.average
        self._shadow = Shadow(average, self._params) if isinstance(average, MovingAverage) else None
        self.advance(1)

    def run(self) -> Recording:
        """Compute the whole run."""
        while not self.advance(65536):
            pass
        return self.recording

    def stop(self) -> None:
        """End the run where it is, with the outcome "stopped"; a finished run stays as it ended."""
        if not self.recording.finished:
            self.recording.finish(stopped(self.recording))

    def advance(self, rows: int) -> bool:
        """Compute and publish up to `rows` more rows; True when the run is over."""
        recording, problem = self.recording, self.experiment.problem
        if recording.finished:
            return True
        first, stop = recording.published, min(recording.published + rows, recording.rows)
        until = recording.phases.made_until(first)
        if until is not None:  # a burst is made with one set of settings
            stop = min(stop, until + 1)
        self._enter(recording.phases.made_with(first))
        with np.errstate(all="ignore"):
            if isinstance(problem, Scripted):
                recording.params_rows[first:stop, 0] = problem.column(self.experiment.start[0], first, stop)
                sound = stop
            elif isinstance(problem, Objective):
                sound = self._descend(problem, first, stop)
            else:
                raise TypeError(f"{type(problem).__name__} has a descent of its own: see engine.runs")
            self._average(first, stop)
            end = self._end(first, sound)
        if end is not None:
            recording.publish(end.step + 1)
            recording.finish(end)
            return True
        recording.publish(max(sound, 1))
        if sound < stop:
            recording.finish(broken_off(recording, sound))
        elif stop == recording.rows:
            recording.finish(verdict(recording))
        return recording.finished

    def _end(self, first: int, stop: int) -> Outcome | None:
        """How the run ends within the rows first..stop-1, where its gradient is short enough there."""
        gradients, stopping = self.recording.gradient_rows, self.experiment.stopping
        if gradients is None or not stopping.by_gradient:
            return None
        row = stopping.end_by_gradient(first, np.sqrt(np.square(gradients[first:stop]).sum(axis=1)))
        return None if row is None else short_gradient(row, gradients[row])

    def _enter(self, settings: Experiment) -> None:
        """Go on with these settings."""
        if settings is self._settings:
            return
        before, self._settings = self._settings.optimizer, settings
        self._state = settings.optimizer.taken_over(self._params, before, self._state)
        if self._shadow is not None and isinstance(settings.average, MovingAverage):
            self._shadow.average = settings.average

    def _descend(self, problem: Objective, first: int, stop: int) -> int:
        """Compute rows first..stop-1; returns the first with a number that is not finite, or `stop`."""
        recording, params, state = self.recording, self._params, self._state
        rates, losses, gradients = recording.learning_rate_rows, recording.loss_rows, recording.gradient_rows
        assert rates is not None  # only a script has none of the three
        assert losses is not None
        assert gradients is not None
        rates[first:stop] = recording.rates(np.arange(first, stop))
        begin = first
        if first == 0:
            recording.params_rows[0] = params
            problem.gradient(params, gradients[0])
            begin = 1
        find_gradient, update = problem.gradient, self._settings.optimizer.update
        gradient = gradients[begin - 1]
        rows, next_gradients = recording.params_rows[begin:stop], gradients[begin:stop]
        # A view with the rate once for each parameter: a ufunc is quickest on arrays of one shape and type.
        rate_rows = np.broadcast_to(rates[begin - 1 : stop - 1, np.newaxis], rows.shape)
        for rate, row, next_gradient in zip(rate_rows, rows, next_gradients, strict=True):
            update(params, gradient, state, rate)
            row[:] = params
            find_gradient(params, next_gradient)
            gradient = next_gradient
        rows = recording.params_rows[first:stop]
        losses[first:stop] = problem.value(rows)
        sound = np.isfinite(losses[first:stop]) & np.isfinite(rows).all(axis=1)
        sound &= np.isfinite(gradients[first:stop]).all(axis=1)
        return stop if sound.all() else first + int(np.argmin(sound))

    def _average(self, first: int, stop: int) -> None:
        """The shadow of rows first..stop-1, updated after the parameters and after the counter."""
        recording = self.recording
        if self._shadow is None or recording.shadow_rows is None:
            return
        rows = slice(first, stop)
        global_steps = recording.count("global_step", np.arange(first, stop))
        self._shadow.follow(recording.params_rows[rows], global_steps, recording.shadow_rows[rows])


def run(experiment: Experiment) -> Recording:
    """The complete recording of an experiment."""
    return Descent(experiment).run()
