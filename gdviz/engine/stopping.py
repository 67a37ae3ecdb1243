"""When a run ends: after all its steps, or before, where there is nothing more to gain.

A kind says with `end` from the rows that are there where the run ends; see `kinds`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.declare import Declared, ranged


class Stopping(Declared, frozen=True, tag_field="kind"):
    """When a run ends. `tested` says that it looks at the test loss, which only runs with test data have,
    `by_gradient` that it looks at the gradient's length."""

    title: ClassVar[str] = ""
    place: ClassVar[int] = 0
    tested: ClassVar[bool] = False
    by_gradient: ClassVar[bool] = False

    def end_by_gradient(self, first: int, lengths: Array) -> int | None:
        """The row at which the run ends, of the gradients' lengths ``(rows,)`` from row `first` on."""
        return None

    def end_by_test(self, rows: Array, losses: Array) -> tuple[int, int] | None:
        """The row at which the run ends, and that of the lowest loss, of the test losses found so far."""
        return None


class AllSteps(Stopping, frozen=True, tag="never"):
    """After all steps."""

    title: ClassVar[str] = "After all steps"


class GradientTolerance(Stopping, frozen=True, tag="gradient"):
    """At the first row whose gradient, that of its batch, is no longer than a tolerance."""

    title: ClassVar[str] = "At a tolerance"
    by_gradient: ClassVar[bool] = True

    tolerance: Annotated[
        float,
        ranged(
            "Tolerance",
            "The run ends where the gradient's length is no larger. Smaller runs longer and ends nearer to a "
            "minimum.",
            gt=0.0,
            le=1e6,
            slider=(1e-6, 1.0),
            log=True,
        ),
    ] = 0.001

    def end_by_gradient(self, first: int, lengths: Array) -> int | None:
        """Where the first is short enough."""
        short = np.flatnonzero(lengths <= self.tolerance)
        return first + int(short[0]) if len(short) else None


class EarlyStopping(Stopping, frozen=True, tag="early"):
    """``tf.keras.callbacks.EarlyStopping`` on the test loss, counted in steps; the last weights are kept."""

    title: ClassVar[str] = "Early, on the test loss"
    tested: ClassVar[bool] = True

    patience: Annotated[
        int,
        ranged(
            "Patience",
            "The run ends when the test loss, with any penalty, has had no new lowest value for so many "
            "steps. Larger waits longer; smaller may end in a passing rise.",
            ge=1,
            le=100_000_000,
            slider=(10, 10_000),
            log=True,
        ),
    ] = 200

    def end_by_test(self, rows: Array, losses: Array) -> tuple[int, int] | None:
        """Where the lowest is too long ago."""
        if not len(rows):
            return None
        lows = np.minimum.accumulate(losses)
        new = np.concatenate([[True], losses[1:] < lows[:-1]])
        lowest = np.maximum.accumulate(np.where(new, rows, 0))
        late = np.flatnonzero(rows - lowest >= self.patience)
        return (int(rows[late[0]]), int(lowest[late[0]])) if len(late) else None
