"""The settings that are in force at each row of a run: what readers and writers of a recording ask."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from gdviz.engine.experiment import Experiment


class Phases:
    """The settings of a run, one after the other: `settings[i]` from step `starts[i]` on, as runs that have
    them all the way.

    >>> from gdviz.engine.changes import Change
    >>> run = Experiment(changes=(Change(step=3, set={"schedule.learning_rate": 0.1}),))
    >>> [(start, stop) for start, stop, _ in Phases(run).pieces(0, 10)]
    [(0, 3), (3, 10)]
    """

    def __init__(self, experiment: Experiment) -> None:
        phases = experiment.phases
        self.starts = [start for start, _ in phases]
        self.settings = [settings for _, settings in phases]

    @cached_property
    def changes(self) -> bool:
        """Whether there is more than one."""
        return len(self.settings) > 1

    def at(self, row: int) -> Experiment:
        """The settings in force at `row`: for what is seen there, and for the update from there."""
        return self.settings[self.place(row)]

    def place(self, row: int) -> int:
        """Which of the settings are in force at `row`."""
        return bisect_right(self.starts, max(row, 0)) - 1

    def pieces(self, start: int, stop: int) -> Iterator[tuple[int, int, Experiment]]:
        """The rows ``start:stop`` in pieces (start, stop, settings) with the same settings in force."""
        while start < stop:
            place = bisect_right(self.starts, max(start, 0))
            end = min(stop, self.starts[place]) if place < len(self.starts) else stop
            yield start, end, self.settings[place - 1]
            start = end

    def made_with(self, row: int) -> Experiment:
        """The settings of the update that makes `row`; of the start, those that it meets."""
        return self.at(row - 1)

    def made_until(self, row: int) -> int | None:
        """The last of the rows, from `row` on, that are made with the settings that make `row`; None where
        all are. At this row others come into force."""
        place = bisect_left(self.starts, max(row, 1))
        return self.starts[place] if place < len(self.starts) else None
