"""The arithmetic of one step with its numbers put in, as text: no widgets, no Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from gdviz.engine.explain import ArithmeticLine
from gdviz.engine.missing import Missing
from gdviz.engine.objectives import Objective
from gdviz.engine.optimizer_base import State
from gdviz.engine.optimizers import GradientDescent
from gdviz.engine.recording import Recording
from gdviz.notation.equation import Equation, Role
from gdviz.notation.formulas import substituted
from gdviz.notation.numbers import fixed, number, read
from gdviz.readings.rate import rate_text
from gdviz.views.step.average_arithmetic import average_equations, shadow_of
from gdviz.views.step.schedule_arithmetic import rate_calculation, rate_condition

LONGEST = 72  # characters of a formula that still helps when it is read aloud
CLOSE = 2e-6  # of a result: how near the numbers shown must come to it
DECIMALS = (9, 11, 13, 15, 17)  # tried one after the other
SHORT = 6  # characters of a number that is not rounded
INLINE = 14  # characters of a gradient that the update itself can hold


def step_equations(recording: Recording, row: int, state: State | None = None) -> tuple[Equation, ...]:
    """How row `row` + 1 comes from row `row`: rate, gradient, the optimizer's own lines, update, shadow.

    `state` is the optimizer's state before the step (see `replay`); without it the optimizer's lines are left
    out. For values set by hand only the value's and the average's lines remain. The row after `row` need not
    be recorded: it is calculated, and is not finite where the run diverges. (After the last value set by hand
    there is nothing to calculate: do not ask.) What is learned from data has lines in `training_arithmetic`.
    """
    problem = recording.experiment.objective
    if not recording.descends:
        after = recording.params_at(row + 1)
        value = Equation(recording.names[0], (number(after[0]),), "value", "←")
        return (value, *average_equations(recording, row, after))
    if problem is None:
        return ()
    step = _Step(recording, problem, row)
    result = [step.rate_equation()]
    several = len(recording.names) > 1
    for place, name in enumerate(recording.names):
        group = name if several else ""
        result.append(step.gradient_equation(place, group))
        for equation in step.updates(state, place, group) if state is not None else ():
            if all((equation.left, equation.parts) != (other.left, other.parts) for other in result):
                result.append(equation)  # what the parameters share stands there once
    if state is not None:
        result += average_equations(recording, row, step.params_after(state))
    return tuple(result)


def end_equations(recording: Recording, row: int) -> tuple[Equation, ...]:
    """Where the run stands at row `row`, without a step to come: parameters, loss, gradient and shadow."""
    if isinstance(recording.experiment.problem, Missing):
        return ()
    params, names = recording.params_at(row), recording.names
    values = dict(zip(names, params, strict=True))
    result = [Equation(name, (number(value),), "value") for name, value in values.items()]
    problem = recording.experiment.objective
    if problem is not None and recording.loss_rows is not None:
        step = _Step(recording, problem, row)
        result.append(
            Equation("loss", step.chain(problem.expression, recording.loss_rows[row], problem.value), "loss")
        )
        result += [step.gradient_equation(place, "") for place in range(len(names))]
    if recording.averaged:
        for place, name in enumerate(names):
            value = number(recording.shadow_at(row)[place])
            result.append(Equation(shadow_of(name, names), (value,), "shadow"))
    return tuple(result)


class _Step:
    """One step of a descent, with the numbers that it starts from."""

    def __init__(self, recording: Recording, objective: Objective, row: int) -> None:
        assert recording.gradient_rows is not None
        assert recording.learning_rate_rows is not None
        self.recording, self.objective, self.row = recording, objective, row
        self.experiment = recording.phases.at(row)
        self.params, self.gradient = recording.params_rows[row], recording.gradient_rows[row]
        self.rate = recording.learning_rate_rows[row]

    def rate_equation(self) -> Equation:
        """``η = 0.1 × 0.99³ = 0.097030``."""
        return rate_equation(self.recording, self.row)

    def gradient_equation(self, place: int, group: str) -> Equation:
        """``g = ∂loss/∂w = 2w + 2 = 2 × 2.6 + 2 = 7.2``; formulas too long to be read are left out."""
        name = f"∂loss/∂{self.recording.names[place]}"
        expression, objective = self.objective.gradient_expressions[place], self.objective
        chain = self.chain(expression, self.gradient[place], lambda at: objective.gradient(at)[place])
        return Equation("g", (name, *chain), "gradient", group=group)

    def chain(self, expression: str, value: Any, calculate: Callable[[Any], Any]) -> tuple[str, ...]:
        """``2w + 2``, ``2 × 2.6 + 2``, ``7.2``: without those that are too long to be read.

        `calculate` gives the expression's value at parameters.
        """
        parts = [expression, number(value)]
        if len(expression) <= LONGEST:
            names, texts = self.recording.names, enough_digits(self.params, value, calculate)
            with_numbers = substituted(expression, dict(zip(names, texts, strict=True)))
            if len(with_numbers) > LONGEST:
                with_numbers = substituted(expression, dict(zip(names, self.params, strict=True)))
            parts.insert(1, with_numbers)
        return tuple(
            part
            for place, part in enumerate(parts)
            if place == len(parts) - 1 or (len(part) <= LONGEST and part != parts[place + 1])
        )

    def updates(self, state: State, place: int, group: str) -> Iterator[Equation]:
        """The optimizer's own lines for the parameter at `place`."""
        optimizer, name = self.experiment.optimizer, self.recording.names[place]
        slope = self.objective.gradient_expressions[place]
        inline = isinstance(optimizer, GradientDescent) and not group and len(slope) <= INLINE
        for line in optimizer.lines(
            self.params, self.gradient, state, self.rate, index=place, name=name, number=self.written
        ):
            formula = line.formula.replace("g", f"({slope})") if inline else line.formula
            yield line_equation(line, formula, name, group)

    def written(self, value: Any) -> str:
        """A number; the rate as in its own line."""
        return rate_text(self.recording, self.row) if value == self.rate else number(value)

    def params_after(self, state: State) -> Any:
        """The parameters of the next row."""
        if self.row + 1 < self.recording.published:
            return self.recording.params_rows[self.row + 1]
        return self.experiment.optimizer.stepped(self.params, self.gradient, state, self.rate)[0]


def rate_equation(recording: Recording, row: int) -> Equation:
    """How the schedule comes to the rate of the step from `row`: ``η = 0.1 × 0.99³ = 0.097030``."""
    assert recording.learning_rate_rows is not None
    schedule, dtype = recording.phases.at(row).schedule, recording.experiment.precision
    global_step = int(recording.count("global_step", np.asarray(row)))
    result = rate_text(recording, row)
    calculation = rate_calculation(schedule, global_step, dtype)
    parts = (calculation, result) if calculation else (result,)
    return Equation("η", parts, "rate", condition=rate_condition(schedule, global_step))


def enough_digits(params: Any, value: Any, calculate: Callable[[Any], Any]) -> list[str]:
    """The parameters as texts, with so many decimals that `value` comes of them again.

    Where a parameter is nearly cancelled, six decimals would leave nothing of it: (−1.000000 + 1)².
    """
    texts = first = [number(each) for each in params]
    for decimals in (*DECIMALS, 0):
        with np.errstate(all="ignore"):
            again = calculate(np.array([read(text) for text in texts], float))
        if abs(again - float(value)) <= CLOSE * abs(value):
            return texts
        texts = [
            fixed(each, decimals) if len(text) > SHORT else text
            for each, text in zip(params, first, strict=True)
        ]
    return first


def line_equation(line: ArithmeticLine, formula: str, name: str, group: str = "") -> Equation:
    """An optimizer's line with its formula written as `formula`; `name` is the parameter's."""
    formula = _typeset(formula)
    role: Role = "params" if line.symbol == name else "state"
    takes = role == "params" or re.search(rf"(?<!\w){line.symbol}(?![\w′])", formula)
    parts = (formula, _typeset(line.substituted), number(line.value))
    return Equation(line.symbol, parts, role, "←" if takes else "=", group=group)


def _typeset(formula: str) -> str:
    """The engine's ``η·g`` with spaces, without brackets around what a formula begins with."""
    formula = re.sub(r"\s*·\s*", " · ", formula)
    return re.sub(r"^\(([^()]*)\) (?=[−+])", r"\1 ", formula)


__all__ = ["Equation", "end_equations", "line_equation", "rate_equation", "step_equations"]
