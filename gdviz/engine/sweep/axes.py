"""The settings that vary in a sweep: which field of a run, and its number at each place."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from gdviz.engine.experiment import Experiment

Parts = tuple[str | int, ...]


class SweepAxis(Struct, frozen=True):
    """One setting, by the keys and indices that lead to it from the run, and its numbers in order."""

    parts: Parts
    values: tuple[float, ...]
    log: bool = False  # whether the numbers are evenly apart on a logarithmic scale

    @property
    def path(self) -> str:
        """As `--set` writes it, from the run on: ``schedule.learning_rate``."""
        return ".".join(map(str, self.parts))

    def __len__(self) -> int:
        return len(self.values)


def placed(experiment: Experiment, parts: Parts, value: float) -> Experiment:
    """The experiment with another number at a place.

    >>> placed(Experiment(), ("schedule", "learning_rate"), 0.2).schedule.learning_rate
    0.2
    """
    changed: Experiment = _placed(experiment, parts, value)
    return changed


def _placed(node: Any, parts: Parts, value: float) -> Any:
    if not parts:
        return value
    part, rest = parts[0], parts[1:]
    if isinstance(part, int):
        return (*node[:part], _placed(node[part], rest, value), *node[part + 1 :])
    child = getattr(node, part)
    if child == () and isinstance(node, Experiment):
        child = node.start  # an empty `initial` is the problem's own start
    return replace(node, **{part: _placed(child, rest, value)})
