"""The key frames of a recording, as rows of one array, so that any process can read and write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.averaging import MovingAverage, Shadow
from gdviz.engine.declare import kind_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.optimizer_base import Optimizer, State
from gdviz.engine.phases import Phases

SCRATCH = "abcd"  # what an optimizer's state holds to work in, and need not be kept


class KeyFrame(Struct, frozen=True, eq=False):
    """All that a run needs to go on from a row; row -1 stands before the start."""

    row: int
    params: Array
    optimizer: Optimizer  # whose state it is
    state: State
    shadow: Shadow | None


def frame_type(experiment: Experiment) -> np.dtype[np.void]:
    """How a key frame of an experiment lies in memory."""
    params = np.zeros(len(experiment.problem.parameter_names), experiment.precision)
    fields = [("params", params.dtype, params.shape)]
    if isinstance(experiment.average, MovingAverage):
        fields += [("shadow", params.dtype, params.shape), ("gathered", params.dtype, (1,))]
    fields += [
        (_place(optimizer, name), array.dtype, array.shape)
        for optimizer in {type(each.optimizer): each.optimizer for _, each in experiment.phases}.values()
        for name, array in optimizer.start(params).items()
        if name not in SCRATCH
    ]
    return np.dtype(fields, align=True)


def _place(optimizer: Optimizer, name: str) -> str:
    """Where an array of the state of such an optimizer lies."""
    return f"{kind_of(optimizer)} {name}"


class KeyFrames(Sequence[KeyFrame]):
    """The first `count` key frames, `spacing` rows apart, that lie in `kept`, of a `frame_type`."""

    def __init__(self, phases: Phases, spacing: int, kept: Array, count: int) -> None:
        self._phases = phases
        self._spacing = spacing
        self._kept = kept
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> KeyFrame: ...
    @overload
    def __getitem__(self, place: slice) -> list[KeyFrame]: ...
    def __getitem__(self, place: int | slice) -> KeyFrame | list[KeyFrame]:
        places = range(self._count)[place]
        if isinstance(places, range):
            return [self._frame(each) for each in places]
        return self._frame(places)

    def _frame(self, place: int) -> KeyFrame:
        row = place * self._spacing - 1
        kept, settings = self._kept[place], self._phases.at(row)
        average = settings.average
        shadow = None
        if isinstance(average, MovingAverage):
            start = np.asarray(settings.start, settings.precision)
            shadow = Shadow.resumed(average, start, kept["shadow"], kept["gathered"], begun=row >= 0)
        own = _place(settings.optimizer, "")
        state = {
            name.removeprefix(own): np.asarray(kept[name])
            for name in kept.dtype.names
            if name.startswith(own)
        }
        return KeyFrame(row, kept["params"], settings.optimizer, state, shadow)


def keep(kept: Array, place: int, frame: KeyFrame) -> None:
    """Write a key frame into its row of `kept`."""
    row = kept[place]
    row["params"] = frame.params
    if frame.shadow is not None:
        row["shadow"], row["gathered"] = frame.shadow.kept
    for name, array in frame.state.items():
        row[_place(frame.optimizer, name)] = array
