"""Products with the Hessian, of every loss and activation, against differences of gradients."""

import itertools

import numpy as np
import pytest

from gdviz.engine.declare import kind_of
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.activations import hidden_names, output_names
from gdviz.engine.learning.hessian_products import HessianProducts
from gdviz.engine.learning.losses import Loss, MeanSquaredError, SoftmaxCrossEntropy
from gdviz.engine.learning.network import Backpropagation, layers_of, with_ones

MODELS = [((), True), ((5,), False), ((4, 3), True)]


class Gradient:
    """The loss's gradient at any parameters."""

    def __init__(self, layers, x, target, loss):
        self.inputs, self.target, self.loss = with_ones(x, layers[0].bias).T.copy(), target, loss
        self.params, self.found = np.zeros(layers[-1].stop), np.zeros(layers[-1].stop)
        self.passes = Backpropagation(layers, self.params, self.found, len(x))

    def __call__(self, params):
        self.params[:] = params
        self.passes.forward(self.inputs)
        self.loss.gradient(self.passes.output, self.target, self.passes.outer)
        self.passes.backward(self.inputs)
        return self.found.copy()


@pytest.mark.parametrize("loss_class", kinds_of(Loss), ids=kind_of)
def test_it_is_how_the_gradient_changes(loss_class):
    rng, loss, compared = np.random.default_rng(5), loss_class(), 0
    for hidden_name, output_name, (hidden, bias) in itertools.product(hidden_names(), output_names(), MODELS):
        layers = layers_of(2, hidden, 3, bias, (*[hidden_name] * len(hidden), output_name))
        params, vector = rng.normal(size=(2, layers[-1].stop))
        x, target = rng.normal(size=(7, 2)), np.eye(3)[rng.integers(0, 3, 7)]
        if loss_class is not SoftmaxCrossEntropy:
            target = target + 0.1
        gradient = Gradient(layers, x, target, loss)
        wanted, rough = (
            (gradient(params + h * vector) - gradient(params - h * vector)) / (2 * h) for h in (1e-6, 4e-6)
        )
        if np.abs(rough - wanted).max() > 1e-4 * np.abs(wanted).max():
            continue  # a kink lies between: differences tell nothing
        products = HessianProducts(layers, gradient.inputs, target, loss)
        products.move_to(params)
        np.testing.assert_allclose(products.times(vector), wanted, rtol=2e-4, atol=1e-6)
        compared += 1
    assert compared > 0.8 * len(hidden_names()) * len(output_names()) * len(MODELS)


@pytest.mark.parametrize("size", [1e-12, 1.0, 1e9, 1e15])
@pytest.mark.parametrize("params", [(2.0, 1.0), (0.0, 0.0)])
def test_where_the_loss_is_zero_it_bends_all_the_same_and_whatever_the_unit(params, size):
    layers = layers_of(1, (), 1, True, ("linear",))
    x = np.array([[1.0], [2.0], [3.0]])
    products = HessianProducts(layers, with_ones(x, True).T, size * (2 * x + 1), MeanSquaredError())
    products.move_to(size * np.array(params))
    one = with_ones(x, True)
    whole = np.stack([products.times(axis) for axis in np.eye(2)])
    np.testing.assert_allclose(whole, 2 * one.T @ one / 3, rtol=1e-4)
