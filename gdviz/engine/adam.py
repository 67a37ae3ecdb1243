"""Adam and AdamW, which differ in weight decay and in how TensorFlow and Keras round."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import numpy as np
from numpy import add, divide, multiply, sqrt, subtract

from gdviz.base.arrays import Array
from gdviz.engine.declare import ranged
from gdviz.engine.explain import Rule
from gdviz.engine.functions import power
from gdviz.engine.optimizer_base import Beta1, Beta2, Epsilon, Optimizer, State, StepPart


class _WithMoments(Optimizer, frozen=True):
    """What both are: the mean gradient is divided by the root of the mean square."""

    place = 1
    worked_out: ClassVar[tuple[str, ...]] = ("beta1_rest", "beta2_rest")

    beta1: Beta1 = 0.9
    beta2: Beta2 = 0.999
    epsilon: Epsilon = 1e-8

    def slots(self) -> dict[str, float]:
        """The running means ``m`` of the gradients and ``v`` of their squares."""
        return {"m": 0.0, "v": 0.0}

    def rules(self) -> tuple[Rule, ...]:
        """``m``, ``v``, ``η′ ← η·√(1 − β₂ᵗ)/(1 − β₁ᵗ)``, ``w ← w − η′·m/(√v + ε)``."""
        return (
            Rule("m", "{m} + ({gradient} − {m})·(1 − {beta1})"),
            Rule("v", "{v} + ({gradient}² − {v})·(1 − {beta2})"),
            Rule("corrected_rate", "{learning_rate}·√(1 − {beta2_power})/(1 − {beta1_power})"),
            Rule("params", "{params} − {corrected_rate}·{m}/(√{v} + {epsilon})"),
        )

    def parts(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> tuple[StepPart, ...]:
        """What is left of the mean gradient, and what the new one adds to it, by the root of the mean
        square."""
        reach, beta = self.reach(gradient, state, learning_rate), self.beta1
        return (
            StepPart("−η′·β₁·m/(√v + ε)", -reach * beta * state["m"]),
            StepPart("−η′·(1 − β₁)·g/(√v + ε)", -reach * (1 - beta) * gradient),
        )

    def reach(self, gradient: Array, state: State, learning_rate: Any) -> Array:
        """``η′/(√v + ε)``, with the bias correction in ``η′``."""
        square = state["v"] + (gradient**2 - state["v"]) * (1 - self.beta2)
        reach: Array = learning_rate * _correction(state) / (np.sqrt(square) + self.epsilon)
        return reach

    def uncorrected(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> Array:
        """With η for η′; what weight decay takes away is the same."""
        kept, new, *decay = (part.movement for part in self.parts(params, gradient, state, learning_rate))
        movement: Array = (kept + new) / _correction(state)
        return sum(decay, movement)


class Adam(_WithMoments, frozen=True, tag="adam"):
    """``tf.compat.v1.train.AdamOptimizer`` (Kingma and Ba 2015)."""

    title: ClassVar[str] = "Adam"

    def start(self, params: Array) -> State:
        """As every optimizer's, with the betas' powers, ``1 - beta``, and ``corrected_rate`` to show."""
        state = super().start(params)
        for beta in ("beta1", "beta2"):
            state[f"{beta}_power"] = state[beta].copy()
            state[f"{beta}_rest"] = np.array(state["one"] - state[beta])
            state[f"{beta}_next"] = np.empty_like(state[beta])
        state["corrected_rate"] = np.empty_like(params)
        return state

    def update(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> None:
        """Move along the mean gradient divided by the root of the mean square.

        ``m += (gradient - m) * (1 - beta1)``; ``v += (gradient ** 2 - v) * (1 - beta2)``;
        ``corrected_rate = learning_rate * sqrt(1 - beta2 ** t) / (1 - beta1 ** t)``;
        ``params -= m * corrected_rate / (sqrt(v) + epsilon)``. The powers are multiplied up step by step.
        """
        _move_as_adam(params, gradient, state, learning_rate)
        for beta, powers, spare in _POWERS:
            multiply(state[powers], state[beta], state[spare])
            state[powers], state[spare] = state[spare], state[powers]


_POWERS = (("beta1", "beta1_power", "beta1_next"), ("beta2", "beta2_power", "beta2_next"))


def _move_as_adam(params: Array, gradient: Array, state: State, learning_rate: Any) -> None:
    """Adam's step with the powers of the betas that stand in `state`."""
    m, v, rate, one = state["m"], state["v"], state["corrected_rate"], state["one"]
    a, b, new_m, new_v = state["a"], state["b"], state["c"], state["d"]
    subtract(gradient, m, a)
    multiply(a, state["beta1_rest"], b)
    add(m, b, new_m)
    multiply(gradient, gradient, a)
    subtract(a, v, b)
    multiply(b, state["beta2_rest"], a)
    add(v, a, new_v)
    subtract(one, state["beta2_power"], a)
    sqrt(a, b)
    multiply(learning_rate, b, a)
    subtract(one, state["beta1_power"], b)
    divide(a, b, rate)
    multiply(new_m, rate, a)
    sqrt(new_v, b)
    add(b, state["epsilon"], m)
    divide(a, m, b)
    subtract(params, b, a)
    params[...] = a
    state["m"], state["c"] = new_m, m
    state["v"], state["d"] = new_v, v


def _correction(state: State) -> Any:
    """``√(1 − β₂ᵗ)/(1 − β₁ᵗ)``: m and v begin at 0, and so are too small at first."""
    return np.sqrt(1 - state["beta2_power"]) / (1 - state["beta1_power"])


class AdamW(_WithMoments, frozen=True, tag="adamw"):
    """``tf.keras.optimizers.AdamW`` (Loshchilov and Hutter 2019): Adam with decoupled weight decay.

    Keras rounds ``1 - beta`` from full precision, and takes each power of a beta anew.
    """

    title: ClassVar[str] = "AdamW"

    beta1: Beta1 = 0.9  # again, since fields come in the order of the class that names them
    beta2: Beta2 = 0.999
    epsilon: Epsilon = 1e-7
    weight_decay: Annotated[
        float,
        ranged(
            "Weight decay",
            "What part of each parameter, times the learning rate, is taken away at every step. Larger pulls "
            "harder to zero; 0 is Adam.",
            ge=0.0,
            le=10.0,
            slider=(0.0, 0.5),
        ),
    ] = 0.004

    def start(self, params: Array) -> State:
        """As Adam's, with the number of the coming step, and the ``decayed`` parameters to show."""
        state = super().start(params)
        for beta in ("beta1", "beta2"):
            state[f"{beta}_power"] = state[beta].copy()
            state[f"{beta}_rest"] = np.array(1.0 - getattr(self, beta), params.dtype)
        state["corrected_rate"], state["decayed"] = np.empty_like(params), np.empty_like(params)
        state["step"] = np.array(1.0)
        return state

    def update(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> None:
        """``params -= params * weight_decay * learning_rate``, then Adam with the gradient from before."""
        a, b, decayed = state["a"], state["b"], state["decayed"]
        multiply(params, state["weight_decay"], a)
        multiply(a, learning_rate, b)
        subtract(params, b, decayed)
        params[...] = decayed
        _move_as_adam(params, gradient, state, learning_rate)
        state["step"][()] = state["step"].item() + 1
        self._take_powers(state)

    def taken_over(self, params: Array, before: Optimizer, state: State) -> State:
        """As every optimizer's; Keras takes the powers of the betas that are in force."""
        state = super().taken_over(params, before, state)
        self._take_powers(state)
        return state

    def _take_powers(self, state: State) -> None:
        step = state["step"].item()
        state["beta1_power"][()] = power(state["beta1"], step)
        state["beta2_power"][()] = power(state["beta2"], step)

    def rules(self) -> tuple[Rule, ...]:
        """As Adam's, from ``w′ ← w − η·λ·w``."""
        return (
            Rule("decayed", "{params} − {learning_rate}·{weight_decay}·{params}"),
            *super().rules()[:-1],
            Rule("params", "{decayed} − {corrected_rate}·{m}/(√{v} + {epsilon})"),
        )

    def parts(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> tuple[StepPart, ...]:
        """Adam's, and what is taken away of each parameter."""
        own = super().parts(params, gradient, state, learning_rate)
        return (*own, StepPart("−η·λ·w", -learning_rate * self.weight_decay * params))
