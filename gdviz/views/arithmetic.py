"""The arithmetic of one step with its numbers put in, as text: no widgets, no Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from gdviz.engine.averaging import MovingAverage
from gdviz.engine.objectives import Objective
from gdviz.engine.optimizer import State, copy_of
from gdviz.engine.optimizers import GradientDescent
from gdviz.engine.recording import Recording
from gdviz.engine.scripted import Scripted
from gdviz.views.math_text import number, substituted, to_plain
from gdviz.views.schedule_arithmetic import rate_calculation, rate_condition

Role = Literal["rate", "gradient", "state", "params", "decay", "shadow"]
LONGEST = 72  # characters of a formula that still helps when it is read aloud
INLINE = 14  # characters of a gradient that the update itself can hold


@dataclass(frozen=True)
class Equation:
    """``left = part = part``, or with ``←`` where `left` takes a new value.

    The parts are what `math_text.to_html` reads: first the formula, then its numbers, last the result.
    `condition` says when it holds, e.g. ``10 < 13 ≤ 20``. Equations of one `group` belong together: those of
    one parameter, where there are two.
    """

    left: str
    parts: tuple[str, ...]
    role: Role
    relation: Literal["=", "←"] = "="
    condition: str = ""
    group: str = ""

    @property
    def text(self) -> str:
        """The equation as plain text, in one line."""
        condition = f"   ({self.condition})" if self.condition else ""
        return to_plain(f"{self.left} {self.relation} {' = '.join(self.parts)}{condition}")


def index(symbol: str, name: str, names: tuple[str, ...]) -> str:
    """The symbol for one parameter: with the parameter's name as its index where there are several."""
    return symbol if len(names) == 1 else f"{symbol}_({name})"


def step_equations(recording: Recording, row: int, state: State | None = None) -> tuple[Equation, ...]:
    """How row `row` + 1 comes from row `row`: rate, gradient, the optimizer's own lines, update, shadow.

    `state` is the optimizer's state before the step (see `replay`); without it the optimizer's lines are left
    out. For values set by hand only the value's and the average's lines remain. The row after `row` need not
    be recorded: it is calculated, and is not finite where the run diverges. The last row has no step: ask for
    none.
    """
    if isinstance(recording.experiment.problem, Scripted):
        after = recording.params_rows[row + 1]
        value = Equation(recording.names[0], (_written(recording)(after[0]),), "params", "←")
        return (value, *_average(recording, row, after))
    result = [_rate(recording, row)]
    several = len(recording.names) > 1
    for place, name in enumerate(recording.names):
        group = name if several else ""
        gradient = _gradient(recording, row, place, group)
        updates = [] if state is None else _updates(recording, row, state, place, group)
        seen = {(equation.left, equation.parts) for equation in result}
        result += [
            gradient,
            *(equation for equation in updates if (equation.left, equation.parts) not in seen),
        ]
    if state is not None:
        result += _average(recording, row, _params_after(recording, row, state))
    return tuple(result)


def _written(recording: Recording) -> Any:
    """How numbers of this recording are written: a float32 needs fewer digits to be told from its neighbours."""
    real = np.dtype(recording.experiment.precision).type

    def written(value: Any) -> str:
        text = number(real(value))
        return f"({text})" if "×" in text else text

    return written


def _params_after(recording: Recording, row: int, state: State) -> Any:
    if row + 1 < recording.published:
        return recording.params_rows[row + 1]
    params = recording.params_rows[row].copy()
    optimizer = recording.experiment.optimizer
    with np.errstate(all="ignore"):
        optimizer.update(
            params, recording.gradient_rows[row], copy_of(state), recording.learning_rate_rows[row]
        )
    return params


def _rate(recording: Recording, row: int) -> Equation:
    schedule, dtype = recording.experiment.schedule, recording.experiment.precision
    global_step = int(recording.count("global_step", np.asarray(row)))
    first = schedule.rates(np.zeros(1, int), dtype)[0]
    result = number(recording.learning_rate_rows[row], unlike=first)
    calculation = rate_calculation(schedule, global_step, dtype)
    parts = (calculation, result) if calculation else (result,)
    return Equation("η", parts, "rate", condition=rate_condition(schedule, global_step))


def _gradient(recording: Recording, row: int, place: int, group: str) -> Equation:
    """``g = ∂loss/∂w = 2w + 2 = 2 × 2.6 + 2 = 7.2``; formulas too long to be read are left out."""
    objective, names = recording.experiment.problem, recording.names
    assert isinstance(objective, Objective)
    expression = objective.gradient_expressions[place]
    real = recording.params_rows.dtype.type
    values = {name: real(value) for name, value in zip(names, recording.params_rows[row], strict=True)}
    parts = [f"∂loss/∂{names[place]}"]
    with_numbers = substituted(expression, values) if len(expression) <= LONGEST else expression
    result = number(recording.gradient_rows[row, place])
    for part in (expression, with_numbers, result):
        if len(part) <= LONGEST and part != parts[-1]:
            parts.append(part)
    return Equation("g", tuple(parts), "gradient", group=group)


def _updates(recording: Recording, row: int, state: State, place: int, group: str) -> Iterator[Equation]:
    """The optimizer's own lines for the parameter at `place`; the last one moves the parameter."""
    optimizer, name = recording.experiment.optimizer, recording.names[place]
    params, gradient = recording.params_rows[row], recording.gradient_rows[row]
    written = _written(recording)
    rate = recording.learning_rate_rows[row]
    for line in optimizer.lines(params, gradient, state, rate, index=place, name=name, number=written):
        formula, with_numbers = _typeset(line.formula), _typeset(line.substituted)
        slope = recording.experiment.problem.gradient_expressions[place]
        if isinstance(optimizer, GradientDescent) and len(recording.names) == 1 and len(slope) <= INLINE:
            formula = formula.replace("g", f"({slope})")
        result = number(params.dtype.type(line.value))
        own = line.symbol in formula.replace("′", "") or line.symbol == name
        role: Role = "params" if line.symbol == name else "state"
        yield Equation(line.symbol, (formula, with_numbers, result), role, "←" if own else "=", group=group)


def _typeset(formula: str) -> str:
    """The engine's ``η·g`` with the signs that people write; one pair of brackets where two close together."""
    formula = re.sub(r"(?<=[\d)])·(?=[\d(−√])", " × ", formula)
    formula = re.sub(r"\s*·\s*", " · ", formula)
    return re.sub(r"\(\(([^()]*)\)\)", r"(\1)", formula)


def _average(recording: Recording, row: int, after: Any) -> list[Equation]:
    """The shadow's decay and its step, after the parameters and the counter have moved."""
    average = recording.experiment.average
    if not isinstance(average, MovingAverage) or recording.shadow_rows is None:
        return []
    written, real = _written(recording), recording.params_rows.dtype.type
    n = int(recording.count("global_step", np.asarray(row + 1)))
    decay = average.effective_decay(np.asarray(n), real)[()]
    limit = written(average.decay)
    result: list[Equation] = []
    if average.num_updates:
        parts = (f"min({limit}, (1 + {n})/(10 + {n}))", f"min({limit}, {1 + n}/{10 + n})", number(decay))
        result.append(Equation("decay", parts, "decay"))
    rest = real(1) - decay
    rest_text = written(1 - average.effective_decay(np.asarray(n))[()])  # 0.01 rather than float32's 0.010000
    for place, name in enumerate(recording.names):
        old, value = recording.shadow_rows[row, place], after[place]
        if row + 1 < recording.published:
            new = recording.shadow_rows[row + 1, place]
        else:
            new = old - (old - value) * rest
        symbol = "shadow" if len(recording.names) == 1 else f"shadow_({name})"
        formula = f"decay × {symbol} + (1 − decay) × {name}"
        with_numbers = f"{written(decay)} × {_factor(written(old))} + {rest_text} × {_factor(written(value))}"
        result.append(Equation(symbol, (formula, with_numbers, number(new)), "shadow", "←"))
    return result


def _factor(text: str) -> str:
    return f"({text})" if text.startswith("−") else text
