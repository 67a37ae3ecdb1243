"""Edits of the data by hand: a drawn dataset becomes rows of the document, and rows come, move and go."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from gdviz.document.scene import Run, Scene
from gdviz.engine.learning.dataset_base import MOST_EXAMPLES, Dataset
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.training import Training


def user_data(data: Dataset) -> UserData:
    """The same examples, as rows that stand in the document.

    >>> from gdviz.engine.learning.datasets import Ring
    >>> rows = user_data(Ring(examples=5))
    >>> rows.draw()[0].tolist() == Ring(examples=5).draw()[0].tolist(), rows.class_names
    (True, ('0', '1'))
    """
    if isinstance(data, UserData):
        return data
    x, targets = data.draw()
    return UserData(
        rows=tuple(map(tuple, x.tolist())),
        targets=tuple(map(float, targets.tolist())),
        names=data.input_names,
        class_names=tuple(map(str, range(data.classes))),
    )


def added(data: Dataset, row: tuple[float, ...], target: float) -> UserData:
    """With one more example, the last. Raises ValueError where there is no room for more."""
    own = user_data(data)
    if len(own.rows) >= MOST_EXAMPLES:
        raise ValueError(f"there are {MOST_EXAMPLES} examples already, which is the most")
    return replace(own, rows=(*own.rows, row), targets=(*own.targets, target))


def changed(data: Dataset, rows: Mapping[int, tuple[float, ...]], targets: Mapping[int, float]) -> UserData:
    """With the examples at some places elsewhere, and with other targets at some."""
    own = user_data(data)
    return replace(
        own,
        rows=tuple(rows.get(place, row) for place, row in enumerate(own.rows)),
        targets=tuple(targets.get(place, target) for place, target in enumerate(own.targets)),
    )


def without(data: Dataset, places: Collection[int]) -> UserData:
    """Without the examples at some places. Raises ValueError where none would be left."""
    own = user_data(data)
    kept = [place for place in range(len(own.rows)) if place not in places]
    if not kept:
        raise ValueError("the only example can't be deleted")
    rows, targets = (tuple(each[place] for place in kept) for each in (own.rows, own.targets))
    return replace(own, rows=rows, targets=targets)


def with_data(scene: Scene, before: Dataset, after: Dataset) -> Scene:
    """The scene in which all runs that learn from `before` learn from `after`, so that they stay comparable.

    A batch that is larger than what is left takes all of it. Raises ValueError where a run can't learn.
    """
    return replace(scene, runs=tuple(_learning_from(run, before, after) for run in scene.runs))


def _learning_from(run: Run, before: Dataset, after: Dataset) -> Run:
    if not isinstance(run.problem, Training) or run.problem.data != before:
        return run
    problem, batches = replace(run.problem, data=after), run.batches
    if batches.batch_size > problem.train_size:
        batches = replace(batches, batch_size=problem.train_size)
    return replace(run, problem=problem, batches=batches)
