"""The course of one run of a map: its loss and its parameters, row by row. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.experiment import Experiment
from gdviz.engine.runs import run

QUICK = 500  # steps of a run in closed form that is made at once
MOST = 5000  # of any run that is made under the mouse


@dataclass(frozen=True, eq=False)
class RunCourse:
    """Losses, ``(rows,)``, and of a loss in closed form the parameters, ``(rows, parameters)``."""

    names: tuple[str, ...]
    losses: Array
    params: Array

    @property
    def path(self) -> Array:
        """The one parameter against the step, or the way of two, as far as it is finite ``(points, 2)``."""
        params = self.params[:, :2]
        if params.shape[1] == 1:
            params = np.column_stack([np.arange(len(params)), params])
        return params[np.isfinite(params).all(axis=1) & (np.abs(params) < 1e100).all(axis=1)]


def course_of(experiment: Experiment) -> RunCourse:
    """Make the run."""
    recording = run(experiment)
    losses = recording.column("loss").astype(float)
    if experiment.objective is None:
        return RunCourse((), losses, np.empty((0, 2)))
    return RunCourse(recording.names, losses, recording.params.astype(float))
