"""Descent on data: turns an experiment with a training problem into a recording."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.columns import Place, on_heap
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.key_frames import KeyFrame
from gdviz.engine.learning.network import output_of, weight_mask
from gdviz.engine.learning.scores import SCORES, scores_of
from gdviz.engine.learning.stepper import Burst, Stepper
from gdviz.engine.learning.training_outcome import ended
from gdviz.engine.learning.training_recording import BUDGET, TrainingRecording, training_of
from gdviz.engine.outcome import Outcome, short_gradient, stopped

BURST = 256  # rows whose losses are found together
AT_ONCE = 2_000_000  # numbers that an array may hold meanwhile


class TrainingDescent:
    """One run that learns from data, being computed; used as `Descent` is.

    `budget` is how many bytes of parameters, shadows and gradients the recording keeps at the most, `place`
    where they lie. With a `frame` of an equal run it goes on from there, and nothing is computed yet.
    """

    def __init__(
        self,
        experiment: Experiment,
        budget: int = BUDGET,
        place: Place = on_heap,
        frame: KeyFrame | None = None,
    ) -> None:
        self.experiment = experiment
        self.recording = TrainingRecording(experiment, budget, place)
        self._problem = training_of(experiment)
        self._stepper = Stepper(experiment)
        dtype = np.dtype(experiment.precision)
        split = self._problem.split()
        self._is_weight = weight_mask(self._problem.layers, dtype)
        self._parts = {
            "train": (split.x.astype(dtype), split.y.astype(dtype), split.labels),
            "test": (split.test_x.astype(dtype), split.test_y.astype(dtype), split.test_labels),
        }
        width = self._problem.layers[-1].stop
        sizes = [settings.batches.batch_size for settings in self.recording.phases.settings]
        batch = max(size or self._problem.train_size for size in sizes)
        self._burst = _at_most(BURST, AT_ONCE // max(width, batch * self._problem.outputs))
        examples = max(len(x) for x, _, _ in self._parts.values())
        widest = max(layer.units for layer in self._problem.layers)
        self._evaluated_at_once = _at_most(BURST, AT_ONCE // (examples * widest))
        if frame is None:
            self.advance(1)
        else:
            with np.errstate(all="ignore"):
                self._stepper.resume(frame)

    def key_frame(self) -> KeyFrame:
        """Where another can go on."""
        return self._stepper.key_frame()

    def run(self) -> TrainingRecording:
        """Compute the whole run."""
        while not self.advance(BURST):
            pass
        return self.recording

    def stop(self) -> None:
        """End the run where it is, with the outcome "stopped"; a finished run stays as it ended."""
        if not self.recording.finished:
            row = self.recording.published - 1
            self._evaluate([row], self.recording.params_between(row, row + 1))
            self.recording.finish(stopped(self.recording))

    def advance(self, rows: int) -> bool:
        """Compute and publish up to `rows` more rows; True when the run is over."""
        recording = self.recording
        goal = min(self._made + rows, recording.rows)
        with np.errstate(all="ignore"):
            while self._made < goal and not recording.finished:
                self._advance(min(self._burst, goal - self._made))
        return recording.finished

    @property
    def _made(self) -> int:
        """The rows made here: fewer than are published where another has gone on meanwhile."""
        return self._stepper.row + 1

    def _advance(self, rows: int) -> None:
        recording, first = self.recording, self._made
        if recording.spacing:  # a burst ends before the next key frame
            rows = min(rows, recording.spacing - first % recording.spacing)
            if first % recording.spacing == 0:
                recording.keep_key_frame(self._stepper.key_frame())
        burst = self._stepper.burst(rows)
        sound = self._keep(first, burst)
        self._evaluate_due(first, burst.params[:sound])
        early = self._early(first, sound, burst)
        if early is not None:
            self._evaluate([early.step], burst.params[early.step - first][None])
            recording.publish(early.step + 1)
            recording.finish(early)
            return
        if sound < rows or first + rows == recording.rows:
            last = max(sound, 1) - 1
            self._evaluate([first + last], burst.params[last : last + 1])
        recording.publish(max(first + sound, 1))
        if sound < rows:
            recording.finish(ended(recording, first + sound, sound=False))
        elif first + rows == recording.rows:
            recording.finish(ended(recording, recording.rows - 1, sound=True))

    def _early(self, first: int, sound: int, burst: Burst) -> Outcome | None:
        """How the run ends within the burst's first `sound` rows, where it does before its time."""
        recording, stopping = self.recording, self.experiment.stopping
        lengths = recording.batch_rows["gradient_norm"][first : first + sound]
        found = []
        by_gradient = stopping.end_by_gradient(first, lengths)
        if by_gradient is not None:
            found.append(short_gradient(by_gradient, burst.gradient[by_gradient - first]))
        if stopping.tested:
            rows = np.arange(0, first + sound, recording.stride)
            end = stopping.end_by_test(rows, recording.whole_rows["test_total_loss"][: len(rows)])
            if end is not None and end[0] >= first:
                found.append(Outcome("early", end[0], row=end[1]))
        return min(found, key=lambda each: each.step, default=None)

    def _keep(self, first: int, burst: Burst) -> int:
        """Put the burst's rows into the recording; returns how many of them hold only finite numbers."""
        recording, rows = self.recording, slice(first, first + len(burst.params))
        if not recording.spacing:
            recording.params_rows[rows] = burst.params
            recording.gradient_rows[rows] = burst.gradient
            if recording.shadow_rows is not None:
                recording.shadow_rows[rows] = burst.shadow
        recording.learning_rate_rows[rows] = recording.rates(np.arange(rows.start, rows.stop))
        data_loss = self._losses(burst)
        penalty = recording.penalty(np.arange(rows.start, rows.stop), burst.params, self._is_weight)
        recording.batch_rows["data_loss"][rows] = data_loss
        recording.batch_rows["penalty"][rows] = penalty
        squares = np.square(burst.gradient, dtype=np.float64)  # those of 1e20 and 1e-25 are none in float32
        recording.batch_rows["gradient_norm"][rows] = np.sqrt(squares.sum(axis=1))
        recording.loss_rows[rows] = data_loss + penalty
        sound = np.isfinite(recording.loss_rows[rows]) & np.isfinite(burst.params).all(axis=1)
        return len(sound) if sound.all() else int(np.argmin(sound))

    def _losses(self, burst: Burst) -> Array:
        """The data loss of each row on its own batch; rows with batches of one size together."""
        losses = []
        pairs = zip(burst.outputs, burst.targets, strict=True)
        for _, group in itertools.groupby(pairs, key=lambda pair: len(pair[1])):
            outputs, targets = zip(*group, strict=True)
            losses.append(self._problem.loss.value(np.stack(outputs), np.stack(targets)))
        return np.concatenate(losses)

    def _evaluate_due(self, first: int, params: Array) -> None:
        """Look at the whole data with those of the rows that are due, some at a time."""
        stride = self.recording.stride
        due = range(-(-first // stride) * stride, first + len(params), stride)
        for start in range(0, len(due), self._evaluated_at_once):
            some = due[start : start + self._evaluated_at_once]
            self._evaluate(some, params[[row - first for row in some]])

    def _evaluate(self, rows: Sequence[int], params: Array) -> None:
        """Look at the whole data with the parameters of some rows, ``(rows, parameters)``."""
        places = [-(-row // self.recording.stride) for row in rows]
        problem, columns = self._problem, self.recording.whole_rows
        penalty = self.recording.penalty(np.asarray(rows), params, self._is_weight)
        for part, (x, y, labels) in self._parts.items():
            if not len(x):
                continue
            output = output_of(problem.layers, params, x)
            data_loss = problem.loss.value(output, y)
            columns[f"{part}_data_loss"][places] = data_loss
            columns[f"{part}_total_loss"][places] = data_loss + penalty
            for score in scores_of(problem):
                columns[f"{part}_{score}"][places] = SCORES[score](problem, output, y, labels)


def _at_most(most: int, wanted: int) -> int:
    return max(1, min(most, wanted))
