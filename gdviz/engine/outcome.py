"""How a run ended, in facts that the window and the command line put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gdviz.engine.recording import Recording

OutcomeKind = Literal["done", "diverged", "diverging", "oscillating", "converged", "stopped"]


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    `step` is the step at which a number stopped being finite (diverged), else the last step.
    `learning_rate` and `limit` (2/L) are given where the rate is the cause.
    """

    kind: OutcomeKind
    step: int
    learning_rate: float | None = None
    curvature: float | None = None
    limit: float | None = None


def diverged(recording: Recording) -> Outcome:
    """The outcome of a run whose next row holds a number that is not finite."""
    return Outcome("diverged", recording.published)


def verdict(recording: Recording) -> Outcome:
    """The outcome of a complete run."""
    return Outcome("done", recording.published - 1)
