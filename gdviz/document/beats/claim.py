"""Claims about recordings: what is right in a lesson is computed, never typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

import msgspec

from gdviz.engine.declare import Declared, RuleError, described, ranged
from gdviz.engine.outcome import OutcomeKind

RunPlace = Annotated[int, ranged("Run", "Which run, counted from 0.", ge=0, le=7)]
ColumnName = Annotated[
    str,
    described(
        "Column",
        "A column of the recording, such as w or train_accuracy, or a sum of columns, such as w1+w2.",
        max_length=200,
    ),
]
RowNumber = Annotated[int, ranged("Row", "The row: how many steps were made.", ge=0, le=100_000_000)]


class Place(Declared, frozen=True, kw_only=True):
    """A number in a recording."""

    run: RunPlace = 0
    column: ColumnName
    row: RowNumber = 0


Bound = Annotated[
    float | Place | None, described("Greater than", "What the number is above: a number, or another place.")
]
Below = Annotated[
    float | Place | None, described("Less than", "What the number is below: a number, or another place.")
]
Wanted = Annotated[float | Place | None, described("Is", "What the number is: a number, or another place.")]

if TYPE_CHECKING:
    _Is = Declared
else:  # a field whose name Python keeps for itself
    _Is = msgspec.defstruct(
        "_Is", [("is", Wanted, None)], bases=(Declared,), module=__name__, frozen=True, kw_only=True
    )


class Claim(_Is, frozen=True, kw_only=True):
    """What a recording is said to show: a number in it, or how the run ended.

    From `row` up to `to` every number must be as claimed; of columns that are found at some rows only, those.
    """

    run: RunPlace = 0
    column: ColumnName = ""
    row: RowNumber = 0
    to: Annotated[
        int | None, described("Up to", "Up to which row all numbers are as claimed; null: this row alone.")
    ] = None
    within: Annotated[float, ranged("Within", "How far from it the number may be.", ge=0)] = 0.0
    greater_than: Bound = None
    less_than: Below = None
    outcome: Annotated[
        str, described("Outcome", "How the run ends.", choices=("", *get_args(OutcomeKind)))
    ] = ""

    def __post_init__(self) -> None:
        bounds = [self.wanted, self.greater_than, self.less_than]
        if bool(self.outcome) == any(bound is not None for bound in bounds):
            raise RuleError("a claim says what a number is, or how the run ends")
        if bool(self.column) == bool(self.outcome):
            raise RuleError("a claim about a number names its column, and one about the outcome none")
        if self.to is not None and self.to < self.row:
            raise RuleError("the rows of a claim must increase")

    @property
    def wanted(self) -> float | Place | None:
        """What the number is; None where only its bounds are claimed."""
        found: float | Place | None = getattr(self, "is")
        return found


def claim(**fields: Any) -> Claim:
    """A claim, also with `is`, which Python does not take as a name.

    >>> claim(column="w", row=1, **{"is": 2.6}, within=0.01).wanted
    2.6
    """
    return Claim(**fields)
