"""Training runs against TensorFlow, in float32 (see packaging/oracle_networks.py).

Losses, penalties, activations, optimizers, batches that don't divide the data, averages and layers' own
rates, taking turns.
"""

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest

from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.network import output_of, weight_mask
from gdviz.engine.runs import run

ORACLE = json.loads((Path(__file__).parents[1] / "data" / "training.json").read_text("utf-8"))
CLASSES = {"number": [], "two": ["0", "1"], "three": ["0", "1", "2"]}


def experiment_of(name):
    case = ORACLE["runs"][name]
    rows = {
        "kind": "rows",
        "rows": ORACLE["rows"],
        "targets": ORACLE["targets"][case["target"]],
        "class_names": CLASSES[case["target"]],
    }
    document = case["experiment"]
    problem = document["problem"] | {"data": rows}
    return msgspec.convert(document | {"problem": problem}, Experiment)


def close(found, wanted, row):
    """Within 1e-5 over the first hundred rows, 2e-4 after; of numbers near 0, in what the others are."""
    tolerance = 1e-5 if row <= 100 else 2e-4
    floor = tolerance * float(np.sqrt(np.mean(np.square(wanted))))
    np.testing.assert_allclose(found, wanted, rtol=tolerance, atol=floor, err_msg=f"row {row}")


@pytest.mark.parametrize("name", ORACLE["runs"])
def test_a_training_run_has_tensorflows_rows(name):
    case = ORACLE["runs"][name]
    recording = run(experiment_of(name))
    problem = recording.problem
    split = problem.split()
    x, y = split.x.astype(np.float32), split.y.astype(np.float32)
    mask = weight_mask(problem.layers, np.float32)
    for place, row in enumerate(case["step"]):
        params = recording.params_at(row)
        close(params, case["params"][place], row)
        data_loss = problem.loss.value(output_of(problem.layers, params, x), y)
        close(data_loss, case["data_loss"][place], row)
        close(data_loss + problem.penalty.value(params, mask), case["loss"][place], row)
        if "shadow" in case:
            close(recording.shadow_at(row), case["shadow"][place], row)


def test_the_traces_hold_every_kind():
    runs = [case["experiment"] for case in ORACLE["runs"].values()]
    assert {each["problem"]["loss"]["kind"] for each in runs} == {
        "mse", "mae", "huber", "sigmoid_cross_entropy", "softmax_cross_entropy", "clipped_cross_entropy",
        "asymmetric",
    }  # fmt: skip
    assert {each["problem"]["penalty"]["kind"] for each in runs} == {"none", "l1", "l2", "l1_l2"}
    assert {each["problem"]["model"]["activation"] for each in runs} == {
        "linear", "relu", "leaky_relu", "elu", "sigmoid", "tanh",
    }  # fmt: skip
    assert {each["optimizer"]["kind"] for each in runs} == {
        "sgd", "momentum", "adagrad", "rmsprop", "adadelta", "adam",
    }  # fmt: skip
    assert {each["batches"]["batch_size"] for each in runs} == {0, 1, 8, 10}
    assert any("layer_rates" in each["problem"]["model"] for each in runs)
    assert sum("average" in each for each in runs) > 10
    assert sum(each["steps"] == 2000 for each in runs) > 5
