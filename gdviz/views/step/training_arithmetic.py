"""The arithmetic of one step of a run that learns from data, for one of its parameters. No widgets, no Qt."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.learning.features import of_inputs, titles
from gdviz.engine.learning.gradients import data_gradient
from gdviz.engine.learning.network import Layer, output_of
from gdviz.engine.learning.stepper import rate_factors
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.optimizer_base import State
from gdviz.notation.equation import Equation
from gdviz.notation.names import LOWERED
from gdviz.notation.numbers import factor, number
from gdviz.readings.own_units import own_terms
from gdviz.views.step.arithmetic import line_equation, rate_equation
from gdviz.views.step.average_arithmetic import average_equations, shadow_of

MOST_TERMS = 4  # of a sum in the data's units that stand in one line
MOST_INPUTS = 3  # of an example that is written out; with more, only the sum's value stands there


class BatchPlace(Struct, frozen=True):
    """Which examples a step takes, counted from 1.

    `number` of `count` batches of an epoch, 0 where batches do not come round; `first` to `last` where they
    lie together, 0 where they do not; `size` examples of `examples`.
    """

    number: int
    count: int
    first: int
    last: int
    size: int
    examples: int


def batch_place(recording: TrainingRecording, row: int) -> BatchPlace:
    """The batch of the step from `row`."""
    sampler = recording.sampler(row)
    rows, count = sampler.rows(row), sampler.steps_per_epoch
    number, beside = divmod(sampler.begin(row)[1], sampler.size)
    uneven = sampler.order == "in_order" and sampler.examples % sampler.size
    number = 0 if beside or uneven or sampler.order == "random" else number + 1
    if isinstance(rows, slice):
        size = rows.stop - rows.start
        return BatchPlace(number, count, rows.start + 1, rows.stop, size, sampler.examples)
    alone = int(rows[0]) + 1 if len(rows) == 1 else 0
    return BatchPlace(number, count, alone, alone, len(rows), sampler.examples)


def training_equations(
    recording: TrainingRecording, row: int, index: int, state: State | None
) -> tuple[Equation, ...]:
    """How the parameter at `index` gets from row `row` to the next.

    One example's way through a linear model; the rate, and the layer's; the gradient and what the penalty
    adds; the optimizer's own lines; the shadow. `state` is the optimizer's before the step; without it the
    lines that need it are left out.
    """
    step = _Step(recording, row, index)
    own = list(step.in_own_units())
    several = len(own) > 1  # then they are below what the step does
    result = [*step.forward(), *([] if several else own), *step.rates(), *step.gradients()]
    if state is not None:
        result += step.updates(state)
        result += average_equations(recording, row, step.params_after(state), (index,))
    return tuple(result + own if several else result)


def training_end(recording: TrainingRecording, row: int, index: int) -> tuple[Equation, ...]:
    """Where the parameter at `index` stands at row `row`, without a step to come."""
    step, names = _Step(recording, row, index), recording.names
    result = [Equation(step.name, (number(step.params[index]),), "value")]
    result.append(Equation("loss", (number(recording.loss_rows[row]),), "loss"))
    result += step.gradients()
    if recording.averaged:
        value = number(recording.shadow_at(row)[index])
        result.append(Equation(shadow_of(step.name, names), (value,), "shadow"))
    return tuple(result)


def written_example(recording: TrainingRecording, row: int) -> int | None:
    """The number, from 1, of the training example whose way through the model is written out, if one is."""
    if recording.problem.model.hidden:
        return None
    rows = recording.batch(row)
    return int(rows.start if isinstance(rows, slice) else rows[0]) + 1


class _Step:
    """One step, with the numbers that it starts from."""

    def __init__(self, recording: TrainingRecording, row: int, index: int) -> None:
        self.recording, self.row, self.index = recording, row, index
        self.problem, self.name = recording.problem_at(row), recording.names[index]
        self.optimizer = recording.phases.at(row).optimizer
        self.params: Array = recording.params_at(row)
        self.gradient: Array = recording.gradient_at(row)
        self.rate = recording.learning_rate_rows[row]
        self.rows = recording.batch(row)
        self.layers = self.problem.layers
        self.layer_place = next(i for i, layer in enumerate(self.layers) if index < layer.stop)
        self.layer: Layer = self.layers[self.layer_place]
        self.factors = rate_factors(self.problem, self.params.dtype)
        several = self.factors is not None
        self.rate_symbol = f"η{self.layer_place + 1}".translate(LOWERED) if several else "η"

    @functools.cached_property
    def inputs(self) -> tuple[str, ...]:
        """What the model is given, as the arithmetic calls it."""
        count = self.problem.data.inputs
        plain = tuple(f"x{place + 1}" for place in range(count)) if count > 1 else ("x",)
        return titles(self.problem.of_inputs, plain)

    # -- one example through a linear model ----------------------------------------------------------------

    def forward(self) -> Iterator[Equation]:
        """``ŷ = w · x + b``, then ``ŷ − y``, for the batch's first example; nothing of hidden layers.

        Before them, how its inputs were standardized, where they are.
        """
        example = written_example(self.recording, self.row)
        if example is None:
            return
        split, layer = self.problem.split(), self.layer
        x = split.x[example - 1].astype(self.params.dtype)
        unit = (self.index - layer.start) % layer.units
        column = layer.matrix(self.params)[:, unit]
        names = [self.recording.names[layer.start + i * layer.units + unit] for i in range(layer.rows)]
        inputs = self.inputs
        formula = " + ".join(
            [f"{name} · {each}" for name, each in zip(names, inputs, strict=False)] + names[len(x) :]
        )
        value = (x @ column[: len(x)] + (column[-1] if layer.bias else 0)).astype(self.params.dtype)
        terms = [f"{factor(w)} × {factor(each)}" for w, each in zip(column, x, strict=False)]
        terms += [factor(column[-1])] if layer.bias else []
        plain = self.problem.model.output == "linear" and not self.problem.gives_logits
        symbol = "ŷ" if plain else "z"
        short = len(x) <= MOST_INPUTS
        if self.problem.standardize and short:
            own = of_inputs(self.problem.of_inputs, split.own_x[example - 1])
            for each, seen, given, shift, scale in zip(inputs, x, own, split.shift, split.scale, strict=True):
                minus = f"{number(given)} − {factor(shift)}"
                chain = (f"({each} − mean)/deviation", f"({minus})/{number(scale)}", number(seen))
                yield Equation(each, chain, "standardized", "←")
        parts = (formula, _unbracketed(" + ".join(terms))) if short else ("Σ w · x",)
        yield Equation(symbol, (*parts, number(value)), "forward")
        if layer.units > 1:
            yield from self._of_classes(example, unit, value, plain)
            return
        target = split.y[example - 1, 0].astype(self.params.dtype)
        if self.problem.scales_target:
            minus = f"{number(split.labels[example - 1])} − {factor(split.y_shift)}"
            chain = ("(y − mean)/deviation", f"({minus})/{number(split.y_scale)}", number(target))
            yield Equation("y", chain, "standardized_target", "←")
        if not plain:
            p, parts = self._squashed(value, self.problem.model.output)
            yield Equation("ŷ", (*parts, number(p)), "forward")
            value = p
        error = type(value)(value - target)
        yield Equation("ŷ − y", (f"{number(value)} − {factor(target)}", number(error)), "forward")

    def in_own_units(self) -> Iterator[Equation]:
        """The model of standardized data as a person uses it."""
        found = own_terms(self.problem, self.params)
        if found is None:
            return
        symbol, relation, terms = found
        yield Equation(symbol, (" ".join(terms[:MOST_TERMS]),), "own", relation)
        for place in range(MOST_TERMS, len(terms), MOST_TERMS):
            sign, _, rest = " ".join(terms[place : place + MOST_TERMS]).partition(" ")
            yield Equation("", (rest,), "own", "+" if sign == "+" else "−")

    @staticmethod
    def _squashed(value: Any, activation: str) -> tuple[Any, tuple[str, str]]:
        """What an output's sum becomes, and how: by tanh, else as a probability."""
        if activation == "tanh":
            return type(value)(np.tanh(value)), ("tanh(z)", f"tanh({number(value)})")
        p = type(value)(1 / (1 + np.exp(-np.float64(value))))
        return p, ("1/(1 + e^(−z))", f"1/(1 + e^({_negated(value)}))")

    def _of_classes(self, example: int, unit: int, value: Any, plain: bool) -> Iterator[Equation]:
        """``p = softmax(z)``, ``p − y``, and what the loss makes of it: its slope by z, for one example.

        Where the output is not that of softmax, ``ŷ`` is what it is for each class alone.
        """
        if not (self.problem.one_hot and self.layer.bias):
            return
        split, layer, output = self.problem.split(), self.layer, self.problem.model.output
        softmax = output == "softmax" or (not plain and self.problem.chooses)
        symbol = "p" if softmax else "ŷ"
        parts: tuple[str, ...] = ("softmax(z)",) if softmax else ()
        if softmax:
            given = split.own_x[example - 1 : example]
            value = self.problem.predict(self.params, given)[0].astype(self.params.dtype)[unit]
        elif not plain:
            value, parts = self._squashed(value, output)
        if parts:
            yield Equation(symbol, (*parts, number(value)), "forward")
        y = split.y[example - 1, unit].astype(self.params.dtype)
        error = type(value)(value - y)
        yield Equation(f"{symbol} − y", (f"{number(value)} − {factor(y)}", number(error)), "forward")
        alone = data_gradient(self.problem, self.params, np.array([example - 1]))
        slope = alone[layer.weights_stop + unit]
        yield Equation(f"∂loss/∂{'ŷ' if plain else 'z'}", (number(slope),), "forward")

    # -- rate and gradient ---------------------------------------------------------------------------------

    def rates(self) -> Iterator[Equation]:
        """The schedule's rate, then the layer's own."""
        yield rate_equation(self.recording, self.row)
        if self.factors is not None:
            times = self.factors[self.index]
            parts = (f"{number(times)} · η", f"{number(times)} × {factor(self.rate)}")
            yield Equation(self.rate_symbol, (*parts, number(self.rate * times)), "rate")

    def gradients(self) -> Iterator[Equation]:
        """The gradient as it is taken; where there is a penalty, the loss's and the penalty's before it."""
        loss, penalty = f"∂loss/∂{self.name}", f"∂penalty/∂{self.name}"
        if not self.problem.penalty.charges or self.index >= self.layer.weights_stop:
            yield Equation("g", (loss, *self._formula(), number(self.gradient[self.index])), "gradient")
            return
        data = data_gradient(self.problem, self.params, self.rows)[self.index]
        formula, terms, added = self.problem.penalty.derivative(self.name, self.params[self.index])
        yield Equation(loss, (*self._formula(), number(data)), "data")
        yield Equation(penalty, (formula, terms, number(added)), "penalty")
        sum_of = f"{number(data)} + {factor(added)}"
        yield Equation("g", (f"{loss} + {penalty}", sum_of, number(self.gradient[self.index])), "gradient")

    def _formula(self) -> tuple[str, ...]:
        """The gradient of a line's mean squared error as a sum over the batch, or of its one example with
        the numbers; else nothing."""
        model = self.problem.model
        simple = not model.hidden and model.output == "linear" and self.layer.units == 1
        if not simple or not self.problem.loss.squared:
            return ()
        place, inputs = self.index - self.layer.start, self.layer.inputs
        twice = 2 * self.problem.loss.squared
        times = "" if place == inputs else f" · {self.inputs[place]}"
        examples = np.arange(self.problem.train_size)[self.rows]
        if len(examples) > 1:
            return (f"{number(twice)}/{len(examples)} · Σ (ŷ − y){times}",)
        split = self.problem.split()
        x, y = (each[examples[0]].astype(self.params.dtype) for each in (split.x, split.y))
        error = factor(output_of(self.layers, self.params, x[np.newaxis])[0, 0] - y[0])
        numbers = error + (f" × {factor(x[place])}" if times else "")
        if twice == 1:
            return (f"(ŷ − y){times}", numbers)
        return (f"{number(twice)} · (ŷ − y){times}", f"{number(twice)} × {numbers}")

    # -- update --------------------------------------------------------------------------------------------

    def updates(self, state: State) -> Iterator[Equation]:
        """The optimizer's own lines, with the layer's rate where it has one."""
        for line in self.optimizer.lines(
            *(self.params, self.gradient, state, self._rate()),
            index=self.index,
            name=self.name,
            number=number,
        ):
            yield line_equation(line, re.sub("η(?!′)", self.rate_symbol, line.formula), self.name)

    def _rate(self) -> Any:
        return self.rate if self.factors is None else self.rate * self.factors

    def params_after(self, state: State) -> Array:
        """The parameters of the next row."""
        if self.row + 1 < self.recording.published:
            return self.recording.params_at(self.row + 1)
        return self.optimizer.stepped(self.params, self.gradient, state, self._rate())[0]


def _unbracketed(terms: str) -> str:
    """A sum without brackets around its first number."""
    return re.sub(r"^\((−[^()×]*)\)", r"\1", terms)


def _negated(value: Any) -> str:
    """−value as it stands in an exponent."""
    return number(-value)
