"""The base of every optimizer: what it keeps, what it declares, and how its past states are found again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.declare import Declared, ranged
from gdviz.engine.explain import ArithmeticLine, Number, Rule, lines
from gdviz.engine.expressions import filled_lines, kept_names, lines_of, typeset, value_like
from gdviz.notation import numbers

State = dict[str, Array]

Momentum01 = Annotated[
    float,
    ranged(
        "Momentum",
        "What part of the last movement is kept. Larger rolls on longer, oscillates more; 0 keeps nothing.",
        ge=0.0,
        lt=1.0,
        slider=(0.0, 0.99),
    ),
]
Epsilon = Annotated[
    float,
    ranged(
        "Epsilon",
        "A small number that keeps the division from exploding. Larger damps the steps where gradients are "
        "small; smaller lets them grow.",
        ge=0.0,
        le=10.0,
        slider=(1e-10, 1.0),
        log=True,
    ),
]
Rho = Annotated[
    float,
    ranged(
        "Decay",
        "How long squared gradients are remembered. Larger averages over more steps and adapts slowly; "
        "smaller follows the latest gradients.",
        ge=0.0,
        lt=1.0,
        slider=(0.0, 0.999),
    ),
]
Beta1 = Annotated[
    float,
    ranged(
        "Beta 1",
        "How long gradients are remembered. Larger smooths the direction and rolls on longer; 0 takes each "
        "gradient alone.",
        ge=0.0,
        lt=1.0,
        slider=(0.0, 0.99),
    ),
]
Beta2 = Annotated[
    float,
    ranged(
        "Beta 2",
        "How long squared gradients are remembered. Larger keeps the step size steady; smaller adapts it "
        "quickly.",
        ge=0.0,
        lt=1.0,
        slider=(0.5, 0.9999),
    ),
]

SYMBOLS = {
    "gradient": "g",
    "learning_rate": "η",
    "momentum": "μ",
    "epsilon": "ε",
    "decay": "ρ",
    "rho": "ρ",
    "beta1": "β₁",
    "beta2": "β₂",
    "beta1_power": "β₁ᵗ",
    "beta2_power": "β₂ᵗ",
    "weight_decay": "λ",
    "accumulator": "a",
    "mean_square": "s",
    "movement": "Δ",
    "update_accumulator": "d",
    "m": "m",
    "v": "v",
    "corrected_rate": "η′",
}


class StepPart(Struct, frozen=True, eq=False):
    """What one quantity adds to a step: how it is written, and its movement ``(parameters,)``."""

    symbol: str
    movement: Array


class Optimizer(Declared, frozen=True, tag_field="kind"):
    """A rule that turns a gradient into a movement of the parameters."""

    title: ClassVar[str] = ""
    given: ClassVar = {"formula": ("params", "gradient", "learning_rate")}
    required: ClassVar[tuple[tuple[str, ...], ...]] = (("formula", "update"),)
    formula: ClassVar[str] = ""
    """The update, line by line, in the names of the slots, the fields, ``params``, ``gradient`` and
    ``learning_rate``, for one parameter; see `expressions`. What has one needs no `update` and no `rules`."""
    worked_out: ClassVar[tuple[str, ...]] = ()  # what a state has of the fields alone, besides their values
    symbols: ClassVar[Mapping[str, str]] = {}  # how people read the names of slots and fields
    place: ClassVar[int] = 0  # where it stands among its kinds; equal ones as they are defined

    def slots(self) -> dict[str, float]:
        """The state that is kept for every parameter, and the value it starts from.

        Of a formula these are the names that a line reads before one sets them; they start from 0.
        """
        return {name: 0.0 for name in kept_names(self.formula) if name != "params"}

    def start(self, params: Array) -> State:
        """A fresh state for parameters of this shape, ``(parameters,)``, and precision.

        It holds the slots, the declared numbers and ``one`` (0-d), and scratch space, ``a`` to ``d``.
        """
        state = {name: np.full_like(params, value) for name, value in self.slots().items()}
        for name in self.__struct_fields__:
            state[name] = np.array(getattr(self, name), params.dtype)
        state["one"] = np.array(1, params.dtype)
        shown = [name for name, _ in lines_of(self.formula) if name not in (*state, "params")]
        state |= {name: np.zeros_like(params) for name in shown}
        return state | {name: np.empty_like(params) for name in "abcd"}

    def taken_over(self, params: Array, before: Optimizer, state: State) -> State:
        """The state of these settings that goes on from `state`, which `before` has made; it isn't changed.

        What was gathered stays; the numbers are this one's. What another kind has gathered means nothing to
        this one, which begins anew.
        """
        if type(before) is not type(self):
            return self.start(params)
        fresh, gathered = self.start(params), copy_of(state)
        numbers = {name: fresh[name] for name in (*self.__struct_fields__, "one", *self.worked_out)}
        return fresh | gathered | numbers

    def update(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> None:
        """Move `params` in place and bring `state` to the next step. Neither keeps a reference to the other.

        `gradient` has the shape of `params`, ``(parameters,)``.

        `learning_rate` is a scalar or an array of the precision of `params`, quickest as a 0-d array. The
        arrays of `state` may be replaced by others of the same shape.
        """
        known: State = {**state, "params": params, "gradient": gradient, "learning_rate": learning_rate}
        for name, root in filled_lines(self, self.formula):
            known[name] = value_like(root, known, params)
            if name != "params":
                state[name] = known[name]
        params[...] = known["params"]

    def stepped(
        self, params: Array, gradient: Array, state: State, learning_rate: Any
    ) -> tuple[Array, State]:
        """Where `update` would bring parameters and state from here; nothing is changed."""
        moved, after = params.copy(), copy_of(state)
        with np.errstate(all="ignore"):
            self.update(moved, gradient, after, learning_rate)
        return moved, after

    def parts(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> tuple[StepPart, ...]:
        """What the movement that `update` would make from here is the sum of; nothing is changed.

        As a kind writes it out; of one that does not it is the whole movement.
        """
        moved, _ = self.stepped(params, gradient, state, learning_rate)
        return (StepPart("Δ", moved - params),)

    def reach(self, gradient: Array, state: State, learning_rate: Any) -> Array | None:
        """By what the gradient of each parameter is multiplied in the coming step, ``(parameters,)``; None
        where that is the learning rate alone."""
        return None

    def uncorrected(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> Array | None:
        """The movement that `update` would make without its bias correction, ``(parameters,)``; None where
        there is no such correction."""
        return None

    def rules(self) -> tuple[Rule, ...]:
        """The arithmetic of `update`, line by line, in the names of the slots, the fields, ``params``,
        ``gradient`` and ``learning_rate``."""
        return tuple(
            Rule(name, typeset(root, lambda part: f"{{{part}}}", numbers.number))
            for name, root in lines_of(self.formula)
        )

    def lines(
        self,
        params: Array,
        gradient: Array,
        state: State,
        learning_rate: Any,
        *,
        index: int = 0,
        name: str = "w",
        number: Number = numbers.number,
    ) -> tuple[ArithmeticLine, ...]:
        """The arithmetic of the step that `update` would make from here, for the parameter `index`.

        Nothing is changed. The values are those that `update` itself computes, to the bit.

        >>> from gdviz.engine.optimizers import GradientDescent
        >>> w, g = np.array([5.0]), np.array([12.0])
        >>> (line,) = GradientDescent().lines(w, g, GradientDescent().start(w), 0.25)
        >>> line.symbol, line.formula, line.substituted, float(line.value)
        ('w', 'w − η·g', '5 − 0.25 × 12', 2.0)
        """
        moved, after = self.stepped(params, gradient, state, learning_rate)
        rates = np.broadcast_to(np.asarray(learning_rate, params.dtype), params.shape)
        given = {"params": params, "gradient": gradient, "learning_rate": rates}
        return lines(
            self.rules(),
            {each: each for each in after}
            | SYMBOLS
            | {"params": name, "decayed": f"{name}′", **self.symbols},
            _numbers(state | given, index),
            _numbers(after | {"params": moved}, index),
            number,
        )


def copy_of(state: State) -> State:
    """A state that shares no memory with `state`."""
    return {name: array.copy() for name, array in state.items()}


def _numbers(arrays: State, index: int) -> dict[str, Any]:
    return {name: array[index] if array.ndim else array[()] for name, array in arrays.items()}


def replay(
    optimizer: Optimizer,
    params: Array,
    gradients: Array,
    learning_rates: Array,
    row: int,
    *,
    state: State | None = None,
    first: int = 0,
) -> State:
    """The state from which `update` made row ``row + 1`` of a recording, exact to the bit.

    `params` and `gradients` are the rows of a recording, shape (rows, parameters), `learning_rates` of shape
    (rows,). A `state` known from row `first` saves the way there; it isn't changed.
    """
    state = optimizer.start(params[0]) if state is None else copy_of(state)
    scratch, rate = np.empty_like(params[0]), np.empty((), params.dtype)
    with np.errstate(all="ignore"):
        for place in range(first, row):
            scratch[:] = params[place]
            rate[()] = learning_rates[place]
            optimizer.update(scratch, gradients[place], state, rate)
    return state
