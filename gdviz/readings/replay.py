"""The optimizer's state at any row of a recording, found by replaying the recorded gradients.

A recording keeps no optimizer state; the gradients that it does keep give it back, exact to the bit. Where
only key frames are kept, the run is taken up at one of them.
"""

from __future__ import annotations

import bisect
import time

import numpy as np

from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.stepper import Stepper, rate_factors
from gdviz.engine.optimizer_base import State, copy_of, replay
from gdviz.engine.recording import Recording

STRIDE = 1024  # rows between the states that are kept
BURST = 256  # rows replayed between two looks at the clock


class Replay:
    """States of one recording's optimizer. Stepping on costs one update; a jump costs those on the way."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self._states: dict[int, State] = {0: recording.experiment.optimizer.start(recording.params_rows[0])}
        self._rows = [0]  # the keys of _states that are multiples of STRIDE, rising
        self._near = 0  # the row last asked for
        self._remembers = bool(recording.experiment.optimizer.slots()) or recording.phases.changes

    def state(self, row: int, seconds: float = 0.008) -> State | None:
        """The state before the step from `row` to `row` + 1, or None where more time is needed: ask again."""
        if not self._remembers:
            return self._states[0]
        deadline = time.perf_counter() + seconds
        place, state = self._nearest(row)
        while place < row:
            stop = min(place + BURST, row, place - place % STRIDE + STRIDE)
            state = self._replayed(state, place, stop)
            place = stop
            self._keep(place, state)
            if place < row and time.perf_counter() > deadline:
                return None
        return state

    def progress(self, row: int) -> float:
        """How much of the way to `row` is done, 0 … 1."""
        return self._nearest(row)[0] / row if row else 1.0

    def _nearest(self, row: int) -> tuple[int, State]:
        """The last known state at or before `row`."""
        place = self._rows[bisect.bisect_right(self._rows, row) - 1]
        if place < self._near <= row:
            place = self._near
        return place, self._states[place]

    def _replayed(self, state: State, first: int, row: int) -> State:
        phases, params = self.recording.phases, self.recording.params_rows
        for start, stop, settings in phases.pieces(first, row):
            state = self._replayed_with(settings, state, start, stop)
            after = phases.at(stop)
            if after is not settings:
                state = after.optimizer.taken_over(params[stop], settings.optimizer, state)
        return state

    def _replayed_with(self, settings: Experiment, state: State, first: int, row: int) -> State:
        """The state before the step from `row`, from that before the step from `first`."""
        rows = self.recording
        assert rows.gradient_rows is not None
        assert rows.learning_rate_rows is not None
        return replay(
            settings.optimizer,
            rows.params_rows,
            rows.gradient_rows,
            rows.learning_rate_rows,
            row,
            state=state,
            first=first,
        )

    def _keep(self, row: int, state: State) -> None:
        """Remember the state at `row`: for good at every STRIDE rows, else until the next one comes."""
        if self._near % STRIDE:
            self._states.pop(self._near, None)
        self._near = row
        self._states[row] = state
        if row % STRIDE == 0 and row not in self._rows:
            bisect.insort(self._rows, row)


class LayersReplay(Replay):
    """As `Replay`, of a run whose layers learn at rates of their own."""

    def _replayed_with(self, settings: Experiment, state: State, first: int, row: int) -> State:
        rows, state = self.recording, copy_of(state)
        assert rows.gradient_rows is not None
        assert rows.learning_rate_rows is not None
        assert settings.training is not None
        scratch = np.empty_like(rows.params_rows[0])
        factors = rate_factors(settings.training, scratch.dtype)
        with np.errstate(all="ignore"):
            for place in range(first, row):
                scratch[:] = rows.params_rows[place]
                rate = rows.learning_rate_rows[place] * (1 if factors is None else factors)
                settings.optimizer.update(scratch, rows.gradient_rows[place], state, rate)
        return state


class KeyFrameReplay:
    """States of a recording that keeps key frames only. Stepping on costs one step of the run."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self._stepper = Stepper(recording.experiment)

    def state(self, row: int, seconds: float = 0.008) -> State | None:
        """The state before the step from `row` to `row` + 1, or None where more time is needed: ask again."""
        deadline = time.perf_counter() + seconds
        if not self._is_near(row):
            self._stepper.resume(self.recording.key_frames[row // self.recording.spacing])
        with np.errstate(all="ignore"):
            while self._stepper.row < row:
                self._stepper.burst(1)
                if self._stepper.row < row and time.perf_counter() > deadline:
                    return None
        return self._stepper.state

    def progress(self, row: int) -> float:
        """How much of the way from the key frame to `row` is done, 0 … 1."""
        first = row // self.recording.spacing * self.recording.spacing - 1
        return (self._stepper.row - first) / (row - first) if self._is_near(row) and row > first else 0.0

    def _is_near(self, row: int) -> bool:
        """Whether the way from where the stepper is is no longer than from the key frame."""
        return row // self.recording.spacing * self.recording.spacing - 1 <= self._stepper.row <= row


AnyReplay = Replay | KeyFrameReplay


def replay_of(recording: Recording) -> AnyReplay:
    """What finds the states of a recording."""
    if recording.spacing:
        return KeyFrameReplay(recording)
    training = [settings.training for settings in recording.phases.settings]
    factors = any(each is not None and each.model.layer_rates for each in training)
    return LayersReplay(recording) if factors else Replay(recording)
