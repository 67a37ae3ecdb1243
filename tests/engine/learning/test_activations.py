"""Activations of each layer, and those that framework define otherwise than by their own result."""

import json
from pathlib import Path

import numpy as np
import pytest

from gdviz.document import edits
from gdviz.document.scene import Run, Scene
from gdviz.engine.declare import RuleError
from gdviz.engine.learning.activations import Activating, activation_called
from gdviz.engine.learning.datasets import Moons
from gdviz.engine.learning.gradients import data_gradient
from gdviz.engine.learning.losses import SigmoidCrossEntropy
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.plane import total_loss
from gdviz.engine.learning.training import Training

# Made by packaging/oracle_activations.py with TensorFlow 2.21: sums, activations and derivatives.
ORACLE = json.loads((Path(__file__).parents[1] / "data" / "activations.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ORACLE)
@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_values_and_derivatives_are_tensorflows(name, precision):
    sums, values, slopes = (np.array(ORACLE[name][key], precision) for key in ("z", "value", "slope"))
    result, outer = sums.copy()[None], np.ones((1, len(sums)), precision)
    layer = Activating(name, result)
    layer.forward()
    layer.backward(outer, np.empty_like(outer))
    tolerance = {"rtol": 2e-6, "atol": 1e-7} if precision == "float32" else {"rtol": 1e-12, "atol": 1e-14}
    np.testing.assert_allclose(result[0], values, **tolerance)
    np.testing.assert_allclose(outer[0], slopes, **tolerance)


def test_each_layer_has_its_own():
    model = Model(hidden=(4, 3, 2), activations=("sine", "swish", "step"), output="sigmoid")
    problem = Training(data=Moons(examples=20), model=model)
    assert [layer.activation for layer in problem.layers] == ["sine", "swish", "step", "sigmoid"]
    smooth = Training(data=Moons(examples=20), model=Model(hidden=(4, 3), activations=("sine", "softplus")))
    params = np.array(smooth.start_from(3))
    steps = np.eye(params.size) * 1e-6
    wanted = (total_loss(smooth, params + steps) - total_loss(smooth, params - steps)) / 2e-6
    np.testing.assert_allclose(data_gradient(smooth, params), wanted, rtol=1e-6, atol=1e-8)


def test_nothing_below_a_step_learns():
    problem = Training(data=Moons(examples=20), model=Model(hidden=(4, 3), activations=("tanh", "step")))
    gradient = data_gradient(problem, np.array(problem.start_from(0)))
    last = problem.layers[-1].start
    assert not gradient[:last].any()
    assert gradient[last:].any()


def test_there_is_one_for_each_hidden_layer():
    with pytest.raises(RuleError, match="2 hidden layers, but activations has 1 names"):
        Model(hidden=(3, 3), activations=("relu",))


def test_layers_that_come_and_go_keep_the_others():
    model = Model(hidden=(3, 2), activations=("sine", "tanh"))
    scene = Scene(runs=(Run(problem=Training(data=Moons(), model=model)),))
    for hidden, wanted in (([3], ("sine",)), ([3, 2, 2], ("sine", "tanh", "tanh")), ([], ())):
        changed = edits.change(scene, "runs.0.problem.model.hidden", hidden).runs[0].problem.model
        assert changed.activations == wanted


def test_tanh_as_an_output_says_no_with_minus_one():
    problem = Training(data=Moons(examples=30), model=Model(hidden=(3,), output="tanh"))
    split = problem.split()
    assert set(split.y.ravel()) == {-1.0, 1.0}
    assert (problem.turn, problem.as_output(0.0), problem.as_output(1.0)) == (0.0, -1.0, 1.0)
    said = problem.predict(np.array(problem.start_from(0)), split.own_x)
    assert ((said >= 0) & (said <= 1)).all()
    output = np.array([[0.1], [-0.1]])
    assert problem.correct(output, np.array([1, 0])) == 1.0
    logits = Training(data=Moons(), model=Model(output="tanh"), loss=SigmoidCrossEntropy())
    assert set(logits.split().y.ravel()) == {0.0, 1.0}  # that loss takes 0 and 1
    assert activation_called("sigmoid").low == 0.0
