"""A sweep from a scene and the paths of its settings to arrays: what the command and `gdviz.sweep` share."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

from gdviz.document.scene import Scene
from gdviz.document.sweep_axes import AxisError, axis_from, axis_of
from gdviz.engine.sweep.axes import SweepAxis
from gdviz.engine.sweep.plan import Tell, sweep
from gdviz.engine.sweep.pool import EngineProcesses
from gdviz.engine.sweep.rules import KEPT
from gdviz.export.data.sweeps import Sweep


def swept(
    scene: Scene,
    run: int,
    over: Mapping[str, str | Iterable[float]],
    keep: Sequence[str] = KEPT,
    processes: int = 0,
    executor: Executor | None = None,
    folder: Path | None = None,
    tell: Tell | None = None,
) -> Sweep:
    """The sweep of a run of a scene over settings; see `gdviz.sweep`.

    Raises AxisError (a ValueError) where it can't be, `SweepError` where its workers keep dying or
    can't be had, OSError.
    """
    if not 0 <= run < len(scene.runs):
        raise AxisError(f"there is no run {run}: the scene has {len(scene.runs)}, counted from 0")
    experiment = scene.runs[run].experiment
    if not (experiment.objective or experiment.training):
        raise AxisError("only a run that descends can be swept")
    if not over:
        raise AxisError("name at least one setting to sweep over")
    for name in keep:
        if name not in KEPT:
            raise AxisError(f"there is no “{name}” to keep; there are {', '.join(KEPT)}")
    axes = tuple(_axis(scene, run, path, values) for path, values in over.items())
    if len({axis.parts for axis in axes}) < len(axes):
        raise AxisError("the same setting is swept twice")
    with _executor(processes, executor) as workers:
        arrays = sweep(experiment, axes, keep, executor=workers, folder=folder, tell=tell)
    return Sweep(scene, run, axes, arrays)


def _axis(scene: Scene, run: int, path: str, values: str | Iterable[float]) -> SweepAxis:
    if isinstance(values, str):
        return axis_from(scene, run, f"{path}={values}")
    return axis_of(scene, run, path, values)


@contextlib.contextmanager
def _executor(processes: int, given: Executor | None) -> Iterator[Executor | None]:
    """The executor that is given, or as many engine processes; None for none."""
    if given is not None or processes <= 0:
        yield given
        return
    own = EngineProcesses(processes)
    try:
        yield own
    except BaseException:
        own.shutdown(wait=False)
        raise
    own.shutdown()
