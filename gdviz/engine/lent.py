"""Runs that an engine process goes on with, while this one reads their rows from memory that both share.

The rows, their number and how the run ended are told through that memory alone: nobody waits for anybody. A
process advances its runs burst by burst, the one furthest behind first.
"""

from __future__ import annotations

import pickle

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.columns import Column, Layout, SharedColumns
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.key_frames import KeyFrame
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.outcome import Outcome
from gdviz.engine.paced import Paced
from gdviz.engine.process import EngineProcess

ANSWER = 1 << 16  # bytes for how a run ended
GO_ON, STOP, LET_GO = range(3)  # what the run is asked
_OURS = {
    "lent asked": Column((1,), np.int64, GO_ON),
    "lent answer": Column((ANSWER,), np.uint8),
    "lent length": Column((1,), np.int64, 0),  # of the answer; 0 while there is none
}


class LentColumns:
    """A place of columns (see `SharedColumns`) with what the two processes tell each other beside them.

    `asked` is written by who lends, `answer` by who computes. Raises as `SharedColumns` does.
    """

    def __init__(self, handle: int | str | None = None) -> None:
        self._shared = SharedColumns(handle)
        self._asked: Array = np.zeros(1)
        self._length: Array = np.zeros(1)
        self._answer: Array = np.zeros(0)

    def __call__(self, layout: Layout) -> dict[str, Array]:
        """The arrays of a layout."""
        arrays = self._shared({**layout, **_OURS})
        self._asked, self._answer, self._length = (arrays.pop(name) for name in _OURS)
        return arrays

    @property
    def handle(self) -> int | str | None:
        """What another process maps it by."""
        return self._shared.handle

    @property
    def asked(self) -> int:
        """Whether the run is to go on, to be stopped, or nobody wants it any more."""
        return int(self._asked[0])

    def ask(self, what: int) -> None:
        """Ask that; whoever computes the run sees it within a burst."""
        self._asked[0] = what

    @property
    def answer(self) -> Outcome | Exception | None:
        """How the run ended, or what it failed by; None while it is computed."""
        length = int(self._length[0])
        return pickle.loads(self._answer[:length].tobytes()) if length else None

    def tell(self, answer: Outcome | Exception) -> None:
        """How the run ended."""
        try:
            data = pickle.dumps(answer)
            pickle.loads(data)
        except Exception:  # an error of a plug-in that can't be pickled
            data = pickle.dumps(RuntimeError(str(answer)))
        if len(data) > ANSWER:
            data = pickle.dumps(RuntimeError(str(answer)[: ANSWER // 8]))
        self._answer[: len(data)] = np.frombuffer(data, np.uint8)
        self._length[0] = len(data)


def lend(
    columns: LentColumns, process: EngineProcess, experiment: Experiment, budget: int, frame: KeyFrame
) -> None:
    """Let a process go on with a run, whose recording is in `columns`, from `frame`.

    Raises ChildProcessError where the process has ended.
    """
    process.tell(_begin, experiment, budget, frame, handle=columns.handle)


# -- in the engine process -----------------------------------------------------------------------------------


class LentRun:
    """A run that goes on here."""

    def __init__(self, columns: LentColumns, descent: TrainingDescent) -> None:
        self.columns = columns
        self.descent = descent
        self.paced = Paced(descent)

    def work(self) -> bool:
        """Compute a burst; False when it was the last."""
        try:
            if self.columns.asked == LET_GO:
                return False
            if self.columns.asked == STOP:
                self.descent.stop()
            else:
                self.paced.work()
        except Exception as error:
            self.columns.tell(error)
            return False
        outcome = self.descent.recording.outcome
        if outcome is not None:
            self.columns.tell(outcome)
        return outcome is None


_runs: list[LentRun] = []


def _begin(experiment: Experiment, budget: int, frame: KeyFrame, handle: int | str) -> None:
    columns = LentColumns(handle)
    try:
        descent = TrainingDescent(experiment, budget, columns, frame)
    except Exception as error:
        columns.tell(error)
    else:
        _runs.append(LentRun(columns, descent))


def work() -> bool:
    """Compute a burst of the run furthest behind; whether there is more to do."""
    if _runs:
        run = min(_runs, key=lambda run: run.descent.recording.published)
        if not run.work():
            _runs.remove(run)
    return bool(_runs)
