"""The settings of a run that a sweep may vary, and axes over them. No Qt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from gdviz.document import edits
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Run, Scene
from gdviz.engine.declare import Declared, Field, fields_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.sweep.axes import Parts, SweepAxis

MOST_PLACES = 100_000  # along one axis
FOUND_IN_LISTS = 8  # entries of a list of numbers that are settings of their own


class AxisError(ValueError):
    """A setting can't be swept as it was asked; the text is an English sentence."""


class SweptSetting(Struct, frozen=True):
    """A number of a run: where it stands, what is declared of it, and what it is."""

    parts: Parts
    field: Field
    owner: str  # the English title of what it is a field of; empty for the run itself
    value: float
    name: str = ""  # of a parameter: what a start is the start of

    @property
    def path(self) -> str:
        """From the run on: ``schedule.learning_rate``."""
        return ".".join(map(str, self.parts))

    @property
    def whole(self) -> bool:
        """Whether it is a whole number."""
        return self.field.kind in ("int", "ints")


def settings_of(run: Run) -> tuple[SweptSetting, ...]:
    """Every number of a run that decides its recording, the start's first."""
    start = fields_by_name(Experiment)["initial"]
    names = run.problem.parameter_names
    starts = (
        SweptSetting(("initial", place), start, "", value, names[place])
        for place, value in enumerate(run.start[:FOUND_IN_LISTS] if run.training is None else ())
    )
    return (*starts, *_gathered(run.experiment, (), ""))


def _gathered(node: Declared, parts: Parts, owner: str) -> Iterator[SweptSetting]:
    for field in fields_of(type(node)):
        value, here = getattr(node, field.name), (*parts, field.name)
        if field.kind in ("float", "int"):
            yield SweptSetting(here, field, owner, value)
        elif field.kind in ("floats", "ints") and field.item is not None and here != ("initial",):
            for place, each in enumerate(value[:FOUND_IN_LISTS]):
                yield SweptSetting((*here, place), field, owner, each)
        elif isinstance(value, Declared):
            yield from _gathered(value, here, field.title)


def setting_at(run: Run, path: str) -> SweptSetting:
    """The setting at a path from the run on. Raises AxisError where there is none."""
    parts = edits.parts_of(path)
    for setting in settings_of(run):
        if setting.parts == parts:
            return setting
    raise AxisError(
        f"“{path}” is no number of this run. It has: {', '.join(each.path for each in settings_of(run))}"
    )


def fields_by_name(cls: type[Declared]) -> dict[str, Field]:
    """The declared fields of a class."""
    return {field.name: field for field in fields_of(cls)}


def axis_of(scene: Scene, place: int, path: str, values: Iterable[float], *, log: bool = False) -> SweepAxis:
    """An axis over a setting of the run at `place`.

    `path` is one from the run on, or ``runs.0.schedule…`` with the same place. Raises AxisError where the
    setting is none or a value is not allowed.
    """
    parts = edits.parts_of(path)
    if parts[0] == "runs":
        if parts[1:2] != (place,):
            raise AxisError(f"“{path}” is of another run than the one that is swept, runs.{place}")
        parts = parts[2:]
    setting = setting_at(scene.runs[place], ".".join(map(str, parts)))
    numbers = [_as_declared(setting, value) for value in values]
    if not 1 <= len(numbers) <= MOST_PLACES:
        raise AxisError(f"“{path}” may have 1 to {MOST_PLACES} places, but has {len(numbers)}")
    if len(set(numbers)) < len(numbers):
        raise AxisError(f"“{path}” has the same value at several places: take fewer places or a wider range")
    for value in numbers:
        try:
            edits.change(scene, f"runs.{place}.{setting.path}", value)
        except DocumentError as error:
            raise AxisError(str(error)) from error
    return SweepAxis(setting.parts, tuple(numbers), log)


def _as_declared(setting: SweptSetting, value: Any) -> float:
    number = float(value)
    if not setting.whole:
        return number
    if not math.isfinite(number) or number != round(number):
        raise AxisError(f"“{setting.path}” takes whole numbers, but not {number}")
    return round(number)


def spread(low: float, high: float, count: int, *, log: bool = False, whole: bool = False) -> list[float]:
    """Numbers from `low` to `high`, evenly apart; on a logarithmic scale they have the same ratio.

    Raises AxisError where that scale has no such number.

    >>> spread(0.001, 1.0, 4, log=True), spread(0, 10, 3, whole=True)
    ([0.001, 0.01, 0.1, 1.0], [0, 5, 10])
    """
    if log and not (low > 0 and high > 0):
        raise AxisError("a logarithmic axis needs numbers above 0")
    values: Sequence[float] = (np.geomspace if log else np.linspace)(low, high, count).tolist()
    return list(dict.fromkeys(round(value) for value in values)) if whole else list(values)


def axis_from(scene: Scene, place: int, text: str) -> SweepAxis:
    """An axis as the command line writes it, ``PATH=FROM:TO:N`` or ``PATH=FROM:TO:N:log``.

    Raises AxisError.
    """
    path, equals, rest = text.partition("=")
    pieces = rest.split(":")
    log = len(pieces) == 4 and pieces[3].strip() == "log"
    if not equals or not (len(pieces) == 3 or log):
        raise AxisError("it should be PATH=FROM:TO:N, such as schedule.learning_rate=0.01:1:100:log")
    try:
        low, high, count = float(pieces[0]), float(pieces[1]), int(pieces[2])
    except ValueError:
        raise AxisError("FROM, TO and N should be numbers, N a whole one") from None
    if not (math.isfinite(low) and math.isfinite(high)) or not 1 <= count <= MOST_PLACES:
        raise AxisError(f"FROM and TO should be finite, and N from 1 to {MOST_PLACES}")
    parts = edits.parts_of(path)
    relative = ".".join(map(str, parts[2:] if parts[0] == "runs" else parts))
    whole = setting_at(scene.runs[place], relative).whole
    return axis_of(scene, place, path, spread(low, high, count, log=log, whole=whole), log=log)
