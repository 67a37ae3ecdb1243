"""Optimizers in TensorFlow's definitions, working in place on one flat vector of parameters.

An optimizer is one frozen class: `slots` says which arrays it keeps and what they start from, `update` moves
the parameters in place, `rules` writes the same arithmetic for people. To add one: subclass `Optimizer` with
a tag; see `kinds`.

Each operation rounds in the order of TensorFlow's kernels, so that float32 runs agree with it. Small arrays
are bound by the number of calls, hence two habits: constants are 0-d arrays of the run's own precision, and
no operation writes where it reads (NumPy takes three times as long for one element that is both).
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import numpy as np
from numpy import add, divide, multiply, sqrt, subtract

from gdviz.base.arrays import Array
from gdviz.engine.adam import Adam, AdamW
from gdviz.engine.declare import described, ranged
from gdviz.engine.explain import Rule
from gdviz.engine.optimizer_base import (
    Epsilon,
    Momentum01,
    Optimizer,
    Rho,
    State,
    StepPart,
    replay,
)


class GradientDescent(Optimizer, frozen=True, tag="sgd"):
    """``tf.compat.v1.train.GradientDescentOptimizer``."""

    title: ClassVar[str] = "Gradient descent"

    def update(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> None:
        """``params -= gradient * learning_rate``."""
        a, b = state["a"], state["b"]
        multiply(gradient, learning_rate, a)
        subtract(params, a, b)
        params[...] = b

    def rules(self) -> tuple[Rule, ...]:
        """``w − η·g``."""
        return (Rule("params", "{params} − {learning_rate}·{gradient}"),)

    def parts(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> tuple[StepPart, ...]:
        """The gradient alone."""
        return (StepPart("−η·g", -learning_rate * gradient),)


class Momentum(Optimizer, frozen=True, tag="momentum"):
    """``tf.compat.v1.train.MomentumOptimizer``, with Nesterov's look ahead as an option."""

    title: ClassVar[str] = "Momentum"

    momentum: Momentum01 = 0.9
    nesterov: Annotated[
        bool,
        described(
            "Nesterov",
            "Looks ahead: the step also counts the movement that the momentum is about to make, which damps "
            "the oscillation.",
        ),
    ] = False

    def slots(self) -> dict[str, float]:
        """``accumulator``: the gradients gathered so far."""
        return {"accumulator": 0.0}

    def update(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> None:
        """``accumulator = accumulator * momentum + gradient; params -= accumulator * learning_rate``.

        With Nesterov: ``params -= gradient * learning_rate + accumulator * momentum * learning_rate``.
        """
        accumulator, momentum = state["accumulator"], state["momentum"]
        a, b, new = state["a"], state["b"], state["c"]
        multiply(accumulator, momentum, a)
        add(a, gradient, new)
        if self.nesterov:
            multiply(new, momentum, a)
            multiply(a, learning_rate, b)
            multiply(gradient, learning_rate, accumulator)
            add(accumulator, b, a)
        else:
            multiply(new, learning_rate, a)
        subtract(params, a, b)
        params[...] = b
        state["accumulator"], state["c"] = new, accumulator

    def rules(self) -> tuple[Rule, ...]:
        """``a ← μ·a + g``, then ``w ← w − η·a``."""
        gather = Rule("accumulator", "{momentum}·{accumulator} + {gradient}")
        if self.nesterov:
            ahead = "{params} − ({learning_rate}·{gradient} + {learning_rate}·{momentum}·{accumulator})"
            return gather, Rule("params", ahead)
        return gather, Rule("params", "{params} − {learning_rate}·{accumulator}")

    def parts(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> tuple[StepPart, ...]:
        """What rolls on, and the gradient that is added."""
        kept, momentum = state["accumulator"], self.momentum
        if self.nesterov:
            return (
                StepPart("−η·μ²·a", -learning_rate * momentum**2 * kept),
                StepPart("−η·(1 + μ)·g", -learning_rate * (1 + momentum) * gradient),
            )
        return (
            StepPart("−η·μ·a", -learning_rate * momentum * kept),
            StepPart("−η·g", -learning_rate * gradient),
        )


class Adagrad(Optimizer, frozen=True, tag="adagrad"):
    """``tf.compat.v1.train.AdagradOptimizer`` (Duchi et al. 2011)."""

    title: ClassVar[str] = "Adagrad"

    initial_accumulator_value: Annotated[
        float,
        ranged(
            "Initial accumulator",
            "Where the sum of the squared gradients begins. Larger makes the first steps smaller; smaller "
            "makes each of them nearly as long as the learning rate.",
            gt=0.0,
            le=1e6,
            slider=(1e-3, 10.0),
            log=True,
        ),
    ] = 0.1

    def slots(self) -> dict[str, float]:
        """``accumulator``: the sum of the squared gradients."""
        return {"accumulator": self.initial_accumulator_value}

    def update(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> None:
        """``accumulator += gradient ** 2; params -= gradient * learning_rate * (1 / sqrt(accumulator))``."""
        accumulator, a, b, new = state["accumulator"], state["a"], state["b"], state["c"]
        multiply(gradient, gradient, a)
        add(accumulator, a, new)
        sqrt(new, a)
        divide(state["one"], a, b)
        multiply(gradient, learning_rate, a)
        multiply(a, b, accumulator)
        subtract(params, accumulator, a)
        params[...] = a
        state["accumulator"], state["c"] = new, accumulator

    def rules(self) -> tuple[Rule, ...]:
        """``a ← a + g²``, then ``w ← w − η·g/√a``."""
        return (
            Rule("accumulator", "{accumulator} + {gradient}²"),
            Rule("params", "{params} − {learning_rate}·{gradient}/√{accumulator}"),
        )

    def parts(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> tuple[StepPart, ...]:
        """The gradient, each parameter's by its own sum of squares."""
        return (StepPart("−η·g/√a", -self.reach(gradient, state, learning_rate) * gradient),)

    def reach(self, gradient: Array, state: State, learning_rate: Any) -> Array:
        """``η/√a``."""
        reach: Array = learning_rate / np.sqrt(state["accumulator"] + gradient**2)
        return reach


class RMSProp(Optimizer, frozen=True, tag="rmsprop"):
    """``tf.compat.v1.train.RMSPropOptimizer`` (Hinton 2012), with epsilon inside the root."""

    title: ClassVar[str] = "RMSProp"
    worked_out: ClassVar[tuple[str, ...]] = ("rest",)

    decay: Rho = 0.9
    momentum: Momentum01 = 0.0
    epsilon: Epsilon = 1e-10

    def slots(self) -> dict[str, float]:
        """``mean_square`` of the gradients, which starts at one, and the last ``movement``."""
        return {"mean_square": 1.0, "movement": 0.0}

    def start(self, params: Array) -> State:
        """As every optimizer's, with ``1 - decay``."""
        state = super().start(params)
        state["rest"] = np.array(state["one"] - state["decay"])
        return state

    def update(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> None:
        """Move along the gradient divided by the root of its mean square.

        ``mean_square += (gradient ** 2 - mean_square) * (1 - decay)``;
        ``movement = movement * momentum + gradient * learning_rate / sqrt(mean_square + epsilon)``;
        ``params -= movement``.
        """
        mean_square, movement = state["mean_square"], state["movement"]
        a, b, new_square, new_movement = state["a"], state["b"], state["c"], state["d"]
        multiply(gradient, gradient, a)
        subtract(a, mean_square, b)
        multiply(b, state["rest"], a)
        add(mean_square, a, new_square)
        add(new_square, state["epsilon"], a)
        sqrt(a, b)
        multiply(gradient, learning_rate, a)
        divide(a, b, mean_square)
        multiply(movement, state["momentum"], a)
        add(a, mean_square, new_movement)
        subtract(params, new_movement, a)
        params[...] = a
        state["mean_square"], state["c"] = new_square, mean_square
        state["movement"], state["d"] = new_movement, movement

    def rules(self) -> tuple[Rule, ...]:
        """``s ← s + (g² − s)·(1 − ρ)``, ``Δ ← μ·Δ + η·g/√(s + ε)``, ``w ← w − Δ``."""
        return (
            Rule("mean_square", "{mean_square} + ({gradient}² − {mean_square})·(1 − {decay})"),
            Rule(
                "movement",
                "{momentum}·{movement} + {learning_rate}·{gradient}/√({mean_square} + {epsilon})",
            ),
            Rule("params", "{params} − {movement}"),
        )

    def parts(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> tuple[StepPart, ...]:
        """What rolls on, where there is a momentum, and the gradient by its own mean square."""
        pull = StepPart("−η·g/√(s + ε)", -self.reach(gradient, state, learning_rate) * gradient)
        rolls = StepPart("−μ·Δ", -self.momentum * state["movement"])
        return (rolls, pull) if self.momentum else (pull,)

    def reach(self, gradient: Array, state: State, learning_rate: Any) -> Array:
        """``η/√(s + ε)``."""
        square = state["mean_square"] + (gradient**2 - state["mean_square"]) * (1 - self.decay)
        reach: Array = learning_rate / np.sqrt(square + self.epsilon)
        return reach


class Adadelta(Optimizer, frozen=True, tag="adadelta"):
    """``tf.compat.v1.train.AdadeltaOptimizer`` (Zeiler 2012). Its learning rate is best near 1."""

    title: ClassVar[str] = "Adadelta"
    worked_out: ClassVar[tuple[str, ...]] = ("rest",)

    rho: Rho = 0.95
    epsilon: Epsilon = 1e-8

    def slots(self) -> dict[str, float]:
        """The mean squares: ``accumulator`` of the gradients, ``update_accumulator`` of the movements."""
        return {"accumulator": 0.0, "update_accumulator": 0.0}

    def start(self, params: Array) -> State:
        """As every optimizer's, with ``1 - rho``, and ``movement`` to show."""
        state = super().start(params)
        state["rest"] = np.array(state["one"] - state["rho"])
        state["movement"] = np.zeros_like(params)
        return state

    def update(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> None:
        """Move by the ratio of the two roots of mean squares.

        ``accumulator = accumulator * rho + gradient ** 2 * (1 - rho)``;
        ``movement = sqrt(update_accumulator + epsilon) * (1 / sqrt(accumulator + epsilon)) * gradient``;
        ``params -= movement * learning_rate``;
        ``update_accumulator = update_accumulator * rho + movement ** 2 * (1 - rho)``.
        """
        accumulator, update_accumulator = state["accumulator"], state["update_accumulator"]
        rho, rest, epsilon = state["rho"], state["rest"], state["epsilon"]
        a, b, new, new_update, movement = state["a"], state["b"], state["c"], state["d"], state["movement"]
        multiply(gradient, gradient, a)
        multiply(a, rest, b)
        multiply(accumulator, rho, a)
        add(a, b, new)
        add(new, epsilon, a)
        sqrt(a, b)
        divide(state["one"], b, a)
        add(update_accumulator, epsilon, b)
        sqrt(b, accumulator)
        multiply(accumulator, a, b)
        multiply(b, gradient, movement)
        multiply(movement, learning_rate, a)
        subtract(params, a, b)
        params[...] = b
        multiply(movement, movement, a)
        multiply(a, rest, b)
        multiply(update_accumulator, rho, a)
        add(a, b, new_update)
        state["accumulator"], state["c"] = new, accumulator
        state["update_accumulator"], state["d"] = new_update, update_accumulator

    def rules(self) -> tuple[Rule, ...]:
        """``a`` and ``d`` are the mean squares of ``g`` and of ``Δ ← √(d + ε)/√(a + ε)·g``."""
        return (
            Rule("accumulator", "{rho}·{accumulator} + (1 − {rho})·{gradient}²"),
            Rule("movement", "√({update_accumulator} + {epsilon})/√({accumulator} + {epsilon})·{gradient}"),
            Rule("params", "{params} − {learning_rate}·{movement}"),
            Rule("update_accumulator", "{rho}·{update_accumulator} + (1 − {rho})·{movement}²"),
        )

    def parts(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> tuple[StepPart, ...]:
        """The gradient by the ratio of the two roots of mean squares."""
        movement = -self.reach(gradient, state, learning_rate) * gradient
        return (StepPart("−η·√(d + ε)/√(a + ε)·g", movement),)

    def reach(self, gradient: Array, state: State, learning_rate: Any) -> Array:
        """``η·√(d + ε)/√(a + ε)``."""
        square = self.rho * state["accumulator"] + (1 - self.rho) * gradient**2
        ratio = np.sqrt(state["update_accumulator"] + self.epsilon) / np.sqrt(square + self.epsilon)
        reach: Array = learning_rate * ratio
        return reach


__all__ = [
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "GradientDescent",
    "Momentum",
    "Optimizer",
    "RMSProp",
    "State",
    "replay",
]
