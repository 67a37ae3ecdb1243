"""How the shadow comes to its next value, with the numbers put in; with a debiased start at zero, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from gdviz.engine.averaging import MovingAverage
from gdviz.engine.recording import Recording
from gdviz.notation.equation import Equation
from gdviz.notation.numbers import factor, number

FORGOTTEN = 100_000  # updates after which decays multiplied with each other are nothing


def average_equations(
    recording: Recording, row: int, after: Any, places: Sequence[int] | None = None
) -> Iterator[Equation]:
    """The decay, then the shadow of every parameter: after parameters and counter have moved to `after`.

    With `places`, only of the parameters there. A debiased shadow is the quotient of a sum that starts from
    zero and the weight gathered so far.
    """
    average = recording.phases.at(row).average
    if not isinstance(average, MovingAverage) or recording.shadow_rows is None:
        return
    real = np.dtype(recording.experiment.precision).type
    n = int(recording.count("global_step", np.asarray(row + 1)))
    exact = float(average.effective_decay(np.asarray(n))[()])
    decay = _factor(average.effective_decay(np.asarray(n), real)[()])
    rest = _factor(real(1 - exact))  # from full precision: 0.01 rather than float32's 0.010000
    if average.num_updates:
        limit = number(real(average.decay))
        parts = (f"min({limit}, (1 + {n})/(10 + {n}))", f"min({limit}, {1 + n}/{10 + n})", decay)
        yield Equation("decay", parts, "decay")
    debias = average.debias and average.start == "zero" and exact < 1
    gathered, weight = 0.0, 1.0
    if debias:
        gathered = _gathered(recording, row)
        weight = 1 - exact * (1 - gathered)
        with_numbers = f"1 − {decay} × (1 − {number(real(gathered))})"
        parts = ("1 − decay × (1 − weight)", with_numbers, number(real(weight)))
        yield Equation("weight", parts, "shadow", "←")
    before = recording.shadow_at(row)
    for place in range(len(recording.names)) if places is None else places:
        name, value, shadow = recording.names[place], after[place], before[place]
        symbol = shadow_of(name, recording.names)
        if not debias:
            new = _recorded(recording, row + 1, place)
            new = shadow - (shadow - value) * real(1 - exact) if new is None else new
            yield _step(symbol, name, decay, shadow, rest, value, new)
            continue
        total = symbol.replace("shadow", "sum")
        old = real(float(shadow) * gathered)
        new = real(exact * float(old) + (1 - exact) * float(value))
        yield _step(total, name, decay, old, rest, value, new)
        quotient = _recorded(recording, row + 1, place)
        quotient = real(float(new) / weight) if quotient is None else quotient
        parts = (f"{total}/weight", f"{factor(new)}/{_factor(real(weight))}", number(quotient))
        yield Equation(symbol, parts, "shadow")


def shadow_of(name: str, names: tuple[str, ...]) -> str:
    """The symbol of a parameter's shadow."""
    return "shadow" if len(names) == 1 else f"shadow_({name})"


def _step(symbol: str, name: str, decay: str, old: Any, rest: str, value: Any, new: Any) -> Equation:
    formula = f"decay × {symbol} + (1 − decay) × {name}"
    with_numbers = f"{decay} × {factor(old)} + {rest} × {factor(value)}"
    return Equation(symbol, (formula, with_numbers, number(new)), "shadow", "←")


def _recorded(recording: Recording, row: int, place: int) -> Any:
    """The shadow of a row that is published, else None."""
    return recording.shadow_at(row)[place] if row < recording.published else None


def _gathered(recording: Recording, row: int) -> float:
    """The weight of all updates up to `row`: 1 less the product of their decays."""
    left = 1.0
    for first, last, settings in recording.phases.pieces(0, row):
        average = settings.average
        assert isinstance(average, MovingAverage)
        if not average.num_updates:
            left *= float(average.decay ** (last - first))
            continue
        global_steps = recording.count("global_step", np.arange(first, min(last, first + FORGOTTEN)) + 1)
        left *= float(np.prod(average.effective_decay(global_steps)))
    return 1 - left


def _factor(value: Any) -> str:
    """A number that is not negative, as it stands in a product."""
    text = number(value)
    return f"({text})" if "×" in text else text
