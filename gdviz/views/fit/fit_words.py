"""What the view of the fit says of single examples, cells and classes."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from gdviz.base.arrays import Array
from gdviz.engine.learning.training import Training
from gdviz.notation.numbers import apart, four_digits
from gdviz.readings.own_units import own_formula
from gdviz.views.data.class_choice import class_name
from gdviz.views.data.points import Points
from gdviz.views.fit.fit_work import Fit

MOST_TERMS = 3  # inputs up to which the formula has room in a line above the plot; the step has it whole
translate = QCoreApplication.translate


class Told(Struct, frozen=True):
    """Words at a place of the axes."""

    text: str
    x: float
    y: float


def example_told(points: Points, place: int, said: float) -> str:
    """The truth about one of the points, and what the model says."""
    number, true = int(points.places[place]) + 1, points.targets[place]
    if points.data.classes:
        return translate("FitView", "example {number}: {name}, output {value}").format(
            number=number, name=class_name(points.data, int(true)), value=four_digits(said)
        )
    span = float(np.ptp(points.targets.astype(np.float64)))
    return translate("FitView", "example {number}: true {true}, predicted {predicted}").format(
        number=number, true=apart(true, 4, span), predicted=apart(said, 4, span)
    )


def line_told(problem: Training, params: Array) -> str:
    """A linear model of standardized data in the data's own units; "" of another model, or without room."""
    line = own_formula(problem, params) if problem.inputs <= MOST_TERMS else ""
    return translate("FitView", "in the data's units: {line}").format(line=line) if line else ""


def cell_told(fit: Fit, x: float, y: float) -> Told | None:
    """What the count in the cell at (x, y) means."""
    counts, data = fit.confusion, fit.wanted.problem.data
    if counts is None:
        return None
    taken, true = round(x), len(counts) - 1 - round(y)
    if not (0 <= taken < len(counts) and 0 <= true < len(counts)):
        return None
    pattern = (
        translate("FitView", "{count} of {all} of {true}: right")
        if taken == true
        else translate("FitView", "{count} of {all} of {true}: taken for {taken}")
    )
    text = pattern.format(
        count=int(counts[true, taken]),
        all=int(counts[true].sum()),
        true=class_name(data, true),
        taken=class_name(data, taken),
    )
    return Told(text, float(taken), len(counts) - 1.0 - true + 0.3)


def shares_told(points: Points, predicted: Array) -> tuple[tuple[str, str], tuple[str, str]]:
    """How many of each of two classes are on the right side of 0.5: in words, and shorter."""
    texts = []
    for place in (0, 1):
        own = points.targets == place
        right = int(np.count_nonzero((predicted[own] > 0.5) == bool(place)))
        every = int(np.count_nonzero(own))
        long = translate("FitView", "{right} of {all} right").format(right=right, all=every)
        texts.append((long, f"{right}/{every}"))
    return texts[0], texts[1]
