"""The versions of the format of a file, and how a scene of an earlier one is brought to the present.

A file holds only what differs from the defaults, so each version has its own: whoever changes a default, a
name or what a value means raises the version, by one more function in `UPGRADES` that writes what was meant
before. Files of the version before are then kept in `tests/document/data`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

# Format 1 wrote all options into each tile; these are the ones that the views had.
AXES = ("x_range", "y_range")
OPTIONS_1: dict[str, tuple[str, ...]] = {
    "loss": ("parameters", "batch", *AXES),
    "weights": ("parameters", *AXES),
    "learning_rate": AXES,
    "average": ("parameters", *AXES),
    "loss_history": ("log", *AXES),
    "this_step": ("parameters",),
    "table": (),
    "boundary": ("of", *AXES),
    "fit": ("of", "residuals", *AXES),
    "network": (),
    "progress": ("log", "by_epoch", *AXES),
    "all_weights": ("form", *AXES),
}
EVERY_1 = frozenset(option for options in OPTIONS_1.values() for option in options)


def options_of_their_own(scene: Any) -> None:
    """1 to 2: a tile has the options of its own view only."""
    for tile in _objects(scene, "stage", "tiles"):
        view = tile.get("view")
        for option in EVERY_1.difference(OPTIONS_1.get(view, EVERY_1) if isinstance(view, str) else EVERY_1):
            tile.pop(option, None)


def formula_that_runs_away(scene: Any) -> None:
    """2 to 3: the formula that is there before one is typed was another, whose run diverged."""
    for run in _objects(scene, "runs"):
        problem = run.get("problem")
        if isinstance(problem, dict) and problem.get("kind") == "formula":
            problem.setdefault("text", "w⁴ − 3w³ + 2")


def _objects(scene: Any, *keys: str) -> Iterator[dict[str, Any]]:
    """The objects in the lists below `keys`; what has another form is left to be refused later."""
    found = [scene]
    for key in keys:
        lists = [each.get(key) for each in found if isinstance(each, dict)]
        found = [each for some in lists if isinstance(some, list) for each in some]
    return (each for each in found if isinstance(each, dict))


# UPGRADES[n - 1] changes the plain data of a scene of version n, in place, to those of version n + 1.
UPGRADES: tuple[Callable[[Any], None], ...] = (options_of_their_own, formula_that_runs_away)
VERSION = len(UPGRADES) + 1


def upgrade(scene: Any, version: int) -> None:
    """Bring the plain data of a scene of `version`, 1 … VERSION, to the present, in place."""
    for step in UPGRADES[version - 1 :]:
        step(scene)
