"""Optimizers in TensorFlow's definitions, working in place on one flat vector of parameters.

An optimizer is one frozen class with two functions: `slots` says which arrays it keeps and what they start
from, `update` moves the parameters in place. To add one: subclass `Optimizer` with a tag, and name it in
`AnyOptimizer`.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from gdviz.engine.declare import Declared, described, ranged

Array = NDArray[np.floating[Any]]
State = dict[str, Array]

Momentum01 = Annotated[
    float,
    ranged(
        "Momentum",
        "What part of the last movement is kept. Larger rolls on longer and swings more; 0 is plain descent.",
        ge=0.0,
        lt=1.0,
        slider=(0.0, 0.99),
    ),
]
Epsilon = Annotated[
    float,
    ranged(
        "Epsilon",
        "A small number that keeps the division from exploding. Larger damps the steps.",
        ge=0.0,
        le=10.0,
        slider=(1e-10, 1.0),
        log=True,
    ),
]


class Optimizer(Declared, frozen=True, tag_field="kind"):
    """A rule that turns a gradient into a movement of the parameters."""

    title: ClassVar[str] = ""

    def slots(self) -> dict[str, float]:
        """The state that is kept for every parameter, and the value it starts from."""
        return {}

    def start(self, params: Array) -> State:
        """A fresh state for parameters of this shape and precision, with scratch space for `update`."""
        state = {name: np.full_like(params, value) for name, value in self.slots().items()}
        state["scratch"] = np.empty_like(params)
        return state

    def update(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> None:
        """Move `params` in place. `learning_rate` is a scalar or an array of the precision of `params`."""
        raise NotImplementedError


class GradientDescent(Optimizer, frozen=True, tag="sgd"):
    """``tf.compat.v1.train.GradientDescentOptimizer``."""

    title: ClassVar[str] = "Gradient descent"

    def update(self, params: Array, gradient: Array, state: State, learning_rate: Any) -> None:
        """``params -= learning_rate * gradient``."""
        scratch = state["scratch"]
        np.multiply(gradient, learning_rate, out=scratch)
        np.subtract(params, scratch, out=params)


AnyOptimizer = GradientDescent
