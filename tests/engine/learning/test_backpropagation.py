"""Every combination of loss, penalty, activation and model against central differences."""

import itertools
from typing import ClassVar

import numpy as np
import pytest

from gdviz.engine.declare import kind_of
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.activations import Activation, hidden_names, output_names
from gdviz.engine.learning.losses import Loss, SoftmaxCrossEntropy
from gdviz.engine.learning.network import (
    Backpropagation,
    activations,
    layers_of,
    output_of,
    weight_mask,
    with_ones,
)
from gdviz.engine.learning.penalties import L2, Penalty
from tests.sampling import pairs

MODELS = [((), True), ((), False), ((5,), True), ((4, 3), False), ((3, 3, 2), True)]
LOSSES = kinds_of(Loss)
PENALTIES = kinds_of(Penalty)


def gradient_of(layers, params, x, target, loss, penalty):
    """The analytic gradient of the total loss."""
    gradient = np.empty_like(params)
    passes = Backpropagation(layers, params, gradient, len(x))
    inputs = with_ones(x, layers[0].bias).T.copy()
    passes.forward(inputs)
    loss.gradient(passes.output, target, passes.outer)
    passes.backward(inputs)
    add_penalty = penalty.adder(weight_mask(layers, params.dtype))
    if add_penalty:
        add_penalty(params, gradient)
    return gradient


@pytest.mark.parametrize(("loss_class", "penalty_class"), pairs(LOSSES, PENALTIES), ids=lambda c: c.__name__)
def test_gradient_agrees_with_central_differences(loss_class, penalty_class):
    rng = np.random.default_rng(7)
    loss, penalty = loss_class(), penalty_class()
    for hidden_name, output_name, (hidden, bias) in itertools.product(hidden_names(), output_names(), MODELS):
        layers = layers_of(2, hidden, 3, bias, (*[hidden_name] * len(hidden), output_name))
        params = rng.normal(size=layers[-1].stop)
        x = rng.normal(size=(7, 2))
        target = np.eye(3)[rng.integers(0, 3, 7)]
        if loss_class is not SoftmaxCrossEntropy:
            target = target + 0.1
        mask = weight_mask(layers, np.float64)

        def total(points, layers=layers, x=x, target=target, mask=mask):
            return loss.value(output_of(layers, points, x), target) + penalty.value(points, mask)

        steps = np.eye(params.size) * 1e-6
        wanted = (total(params + steps) - total(params - steps)) / 2e-6
        found = gradient_of(layers, params, x, target, loss, penalty)
        np.testing.assert_allclose(found, wanted, rtol=1e-6, atol=1e-6)


class Bridge(Penalty, frozen=True, tag="somebody.bridge"):
    """Steep beyond all bounds at zero, where biases begin, which it does not charge (Frank 1993)."""

    formula: ClassVar[str] = "sqrt(abs(w)) / 100 + 0.001 / abs(w)"


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_penalty_leaves_a_bias_alone_where_it_is_no_number():
    params, mask = np.array([4.0, 0.0, 1e30], np.float32), np.array([1, 0, 0], np.float32)
    for penalty, cost, slope in ((Bridge(), 0.02025, 0.0024375), (L2(scale=0.5), 4.0, 2.0)):
        gradient = np.ones_like(params)
        assert penalty.value(params, mask) == pytest.approx(cost)
        penalty.adder(mask)(params, gradient)
        assert gradient.tolist() == pytest.approx([1 + slope, 1, 1])


@pytest.mark.parametrize("name", [kind_of(kind) for kind in kinds_of(Activation)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_forward_passes_agree_and_keep_precision(name, dtype):
    hidden, output = ("relu", name) if name == "softmax" else (name, "linear")
    layers = layers_of(3, (4,), 2, True, (hidden, output))
    rng = np.random.default_rng(0)
    params = rng.normal(size=layers[-1].stop).astype(dtype)
    x = (rng.normal(size=(9, 3)) * 40).astype(dtype)  # far out, where a careless formula overflows
    passes = Backpropagation(layers, params, np.empty_like(params), 9)
    passes.forward(with_ones(x, True).T.copy())
    found = output_of(layers, params, x)
    assert found.dtype == dtype
    assert np.isfinite(found).all()
    np.testing.assert_allclose(passes.output, found, rtol=1e-5 if dtype == np.float32 else 1e-12)


def test_many_networks_at_once():
    layers = layers_of(2, (5,), 1, True, ("tanh", "sigmoid"))
    params = np.random.default_rng(1).normal(size=(6, layers[-1].stop))
    x = np.random.default_rng(2).normal(size=(8, 2))
    together = output_of(layers, params, x)
    assert together.shape == (6, 8, 1)
    for one, whole in zip(params, together, strict=True):
        np.testing.assert_allclose(output_of(layers, one, x), whole, rtol=1e-12)
    hidden, _ = activations(layers, params[0], x)
    assert hidden.shape == (8, 5)


def test_layers_lie_in_the_vector_as_tensorflow_lists_them():
    first, second = layers_of(2, (11,), 1, True, ("relu", "linear"))
    params = np.arange(45.0)
    assert first.matrix(params).tolist()[-1] == list(range(22, 33))  # the biases after the weights
    assert second.matrix(params).shape == (12, 1)
    mask = weight_mask((first, second), np.float32)
    assert mask.sum() == 33
    assert mask[22:33].sum() == mask[44] == 0
