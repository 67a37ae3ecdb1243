"""One run being computed: in the worker's thread, or in an engine process where it takes longer."""

from __future__ import annotations

import contextlib

from gdviz.engine.columns import on_heap
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.lent import LentColumns
from gdviz.engine.outcome import Outcome
from gdviz.engine.paced import Paced
from gdviz.engine.recording import Recording
from gdviz.engine.runs import AnyDescent, descent_of
from gdviz.session.engines import Lent, engines

WORTH_LENDING = 0.04  # seconds: a run that takes longer is lent to an engine process


class Task:
    """One run being computed. Its first row is there from the beginning.

    All but `stopped` and `drop` belong to the worker's thread.
    """

    def __init__(self, experiment: Experiment) -> None:
        """Raises MemoryError where there is no room for the recording."""
        self.experiment = experiment
        self.stopped = False  # set by any thread: compute no more
        self._dropped = False
        self._columns: LentColumns | None = None
        self._lent: Lent | None = None
        self._descent = self._begun()
        self._paced = Paced(self._descent)

    def _begun(self) -> AnyDescent:
        if self.experiment.training is not None:
            self._columns = LentColumns()
            with contextlib.suppress(OSError, MemoryError):  # there is no memory to share: it stays here
                return descent_of(self.experiment, place=self._columns)
            self._columns = None
        return descent_of(self.experiment, place=on_heap)

    @property
    def recording(self) -> Recording:
        """What is computed so far."""
        return self._descent.recording

    @property
    def lent(self) -> bool:
        """Whether an engine process computes it."""
        return self._lent is not None

    @property
    def cut_short(self) -> bool:
        """Whether the run was stopped, or failed, before its end."""
        outcome = self.recording.outcome
        return self.stopped and (outcome is None or outcome.kind == "stopped")

    @property
    def seconds_left(self) -> float:
        """About how long the rest takes, by the last burst here; 0 where nothing is known."""
        return self._paced.seconds_left

    def drop(self) -> None:
        """Nobody wants the run any more (any thread)."""
        self._dropped = True
        lent = self._lent
        if lent is not None:
            self._let_go(lent)

    def work(self) -> None:
        """Compute one burst, or end the run where it is if it is stopped. Lend it where it takes long."""
        if self.stopped:
            self.end()
            return
        self._paced.work()
        if self.seconds_left > WORTH_LENDING and engines.usable:
            self._lend()

    def watch(self) -> None:
        """See whether the engine process is through with the run. Raises what the run failed by.

        Raises ChildProcessError where the process has ended: the run goes on here.
        """
        lent = self._lent
        assert lent is not None
        if self.stopped:
            lent.stop()
        try:
            answer = lent.answer
        except ChildProcessError:
            self._take_back(lent)
            raise
        if answer is None:
            return
        self._take_back(lent)
        if isinstance(answer, Outcome):
            self.recording.finish(answer)
        else:
            raise answer

    def end(self) -> None:
        """No row will follow those that are there."""
        self.stopped = True
        self._descent.stop()

    def _lend(self) -> None:
        if self._columns is None or self._dropped:
            return
        assert isinstance(self._descent, TrainingDescent)
        self._lent = lent = engines.lend(self._descent, self._columns)
        if lent is not None and self._dropped:
            self._let_go(lent)

    def _let_go(self, lent: Lent) -> None:
        lent.let_go()
        engines.take_back(lent)

    def _take_back(self, lent: Lent) -> None:
        self._lent = None
        engines.take_back(lent)
