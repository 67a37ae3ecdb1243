"""What models say of their own examples, for the view of the fit. Pure; for a worker."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Literal

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.learning.training import Training
from gdviz.views.data.heat_map import Score, WantedOutput, decision, drained, outputs_at, score_of

if TYPE_CHECKING:  # it knows Qt, which the process that computes this does without
    from gdviz.views.plot.axis import Range

Form = Literal["line", "predicted", "strips", "confusion"]

LINE_POINTS = 400


class Fit(Struct, frozen=True, eq=False):
    """A run at a row.

    `line` and `shadow_line` are the predictions at `x`, where the data has one input; `predicted` and
    `shadow_predicted` those at the examples asked for. None where they are not wanted. `confusion` counts the
    examples by true class (rows) and predicted class (columns).
    """

    wanted: WantedOutput
    x: Array
    line: Array | None
    shadow_line: Array | None
    predicted: Array | None
    shadow_predicted: Array | None
    confusion: Array | None
    score: Score | None
    shadow_score: Score | None

    @property
    def shown(self) -> Array | None:
        """The predictions ``(examples, outputs)`` of the weights; of the shadow where only that is drawn."""
        return self.shadow_predicted if self.predicted is None else self.predicted


def form_of(problem: Training) -> Form:
    """A line over one input; predicted against true; the output by class; or who is taken for whom."""
    if problem.data.inputs == 1 and problem.outputs == 1:
        return "line"
    if not problem.data.classes:
        return "predicted"
    return "strips" if problem.data.classes == 2 else "confusion"


def fits(
    wanted: tuple[WantedOutput, ...],
    forms: tuple[Form, ...],
    examples: tuple[Array, ...],
    x: Range,
    fine: bool,
) -> Iterator[list[Fit] | None]:
    """The runs' fits, all together: each that comes is drawn. Without a pause, unless they are `fine`.

    `examples` are the inputs, as they stand in the data, of those that are drawn.
    """
    made = []
    for each, form, inputs in zip(wanted, forms, examples, strict=True):
        work = _fit(each, form, inputs, x, fine)
        made.append((yield from work) if fine else drained(work))
    yield made


def _fit(wanted: WantedOutput, form: Form, inputs: Array, x: Range, fine: bool) -> Generator[None, None, Fit]:
    problem = wanted.problem
    across = np.linspace(*x, LINE_POINTS)
    lines: list[Array | None] = []
    predicted: list[Array | None] = []
    scores: list[Score | None] = []
    for params in (wanted.params, wanted.shadow):
        if params is None:
            lines.append(None)
            predicted.append(None)
            scores.append(None)
            continue
        line = None
        if form == "line":
            line = decided(problem, (yield from outputs_at(problem, params, across[:, None])))
        lines.append(line)
        predicted.append(decided(problem, (yield from outputs_at(problem, params, inputs))))
        scores.append((yield from score_of(problem, params, fine)))
    confusion = None
    if form == "confusion":
        shown = wanted.shadow if wanted.params is None else wanted.params
        assert shown is not None
        confusion = yield from confusion_of(problem, shown)
    return Fit(
        wanted, across, lines[0], lines[1], predicted[0], predicted[1], confusion, scores[0], scores[1]
    )


def decided(problem: Training, output: Array) -> Array:
    """One number for each example: the output; of several classes, the largest one's place."""
    if problem.data.classes > 2:
        largest: Array = output.argmax(axis=-1).astype(np.float64)
        return largest
    only: Array = decision(output)
    return only


def confusion_of(problem: Training, params: Array) -> Generator[None, None, Array]:
    """How many examples of each class (rows) are taken for each (columns): tested ones, else all."""
    x, labels = problem.data.draw()
    held_back = problem.split().held_back
    if held_back.any():
        x, labels = x[held_back], labels[held_back]
    taken = (yield from outputs_at(problem, params, x)).argmax(axis=-1)
    counts = np.zeros((problem.data.classes, problem.data.classes), np.int64)
    np.add.at(counts, (labels, taken), 1)
    return counts
