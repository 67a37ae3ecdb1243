"""Odd settings against TensorFlow, row by row (see packaging/oracle_odd.py)."""

import json
import os
from pathlib import Path

import msgspec
import numpy as np
import pytest

from gdviz.engine.experiment import Experiment
from gdviz.engine.kinds import OneOf
from gdviz.engine.learning.initializers import Initializer
from gdviz.engine.learning.network import output_of, weight_mask
from gdviz.engine.runs import run

# Of runs whose last digits decide what becomes of them the rows up to there are compared.
HERE = Path(__file__).with_name("data")
ODD = json.loads(Path(os.environ.get("GDVIZ_ODD", HERE / "odd.json")).read_text("utf-8"))
DATA = json.loads((HERE / "training.json").read_text("utf-8"))
CLASSES = {"number": [], "two": ["0", "1"], "three": ["0", "1", "2"]}
CLOSE = {"float32": 2e-6, "float64": 1e-12}
FLUSHED = float(np.finfo(np.float32).tiny)  # TensorFlow has zero below it


def named(cases):
    """The places of the cases, for the names of the tests."""
    return [f"{place}-{case['experiment']['optimizer']['kind']}" for place, case in enumerate(cases)]


@pytest.mark.parametrize("case", ODD["closed"], ids=named(ODD["closed"]))
def test_a_run_has_tensorflows_rows(case):
    """An average from zero that is corrected is compared as closely as TensorFlow computes it.

    It divides by ``1 - decay**step``, rounded to float32 where the digits have cancelled: of Adagrad on
    softplus(x - 1) + softplus(-2x), averaged with 0.999, it prints 3.613116 in row 2, we 3.6130919, float64
    3.6130922. Theirs is off by 6.6e-6 of it, ours by 6e-8.
    """
    recording = run(msgspec.convert(case["experiment"], Experiment))
    tolerance = CLOSE[case["experiment"]["precision"]]
    steps = np.array(case["step"])
    average = case["experiment"].get("average", {})
    left = 1 - average.get("decay", 0.0) ** steps if average.get("debias") else np.ones(len(steps))
    rounded = np.where(left < 1, np.finfo(case["experiment"]["precision"]).eps / 2 / left, 0.0)
    for name, part in (("learning_rate", 0.0), ("params", 0.1), ("shadow", 0.1), ("loss", 0.01)):
        if name in case:
            wanted = np.array(case[name], float)
            found = recording.column(name) if wanted.ndim == 1 else getattr(recording, name)
            # Near zero, where digits cancel, relative to a part of what the number has been.
            size = np.maximum(np.abs(wanted), part * np.maximum.accumulate(np.abs(wanted), axis=0))
            apart = np.abs(np.asarray(found, float)[steps] - wanted)
            within = tolerance + (rounded[:, np.newaxis] if name == "shadow" else 0.0)
            assert (apart <= within * size + FLUSHED).all(), (name, np.max(apart / np.where(size, size, 1)))


def close(found, wanted, row, what):
    """Within 1e-5 over the first hundred rows, 2e-4 after; of numbers near 0, in what the others are."""
    tolerance = 1e-5 if row <= 100 else 2e-4
    wanted = np.array(wanted, float)
    floor = tolerance * float(np.sqrt(np.mean(np.square(wanted))))
    np.testing.assert_allclose(found, wanted, rtol=tolerance, atol=floor, err_msg=f"{what}, row {row}")


@pytest.mark.parametrize("case", ODD["networks"], ids=named(ODD["networks"]))
def test_a_network_has_tensorflows_rows(case):
    data = {
        "kind": "rows",
        "rows": DATA["rows"],
        "targets": DATA["targets"][case["target"]],
        "class_names": CLASSES[case["target"]],
    }
    document = case["experiment"]
    recording = run(msgspec.convert(document | {"problem": document["problem"] | {"data": data}}, Experiment))
    problem = recording.problem
    split = problem.split()
    x, y = split.x.astype(np.float32), split.y.astype(np.float32)
    mask = weight_mask(problem.layers, np.float32)
    for place, row in enumerate(case["step"]):
        params = recording.params_at(row)
        close(params, case["params"][place], row, "params")
        data_loss = problem.loss.value(output_of(problem.layers, params, x), y)
        close(data_loss, case["data_loss"][place], row, "loss")
        close(data_loss + problem.penalty.value(params, mask), case["loss"][place], row, "total loss")
        if "shadow" in case:
            close(recording.shadow_at(row), case["shadow"][place], row, "shadow")


@pytest.mark.parametrize("case", ODD["initializers"], ids=lambda case: case["initializer"]["kind"])
def test_initial_weights_are_spread_as_tensorflows(case):
    kind = msgspec.convert(case["initializer"], OneOf[Initializer])
    random = np.random.default_rng(8)
    shape = case["inputs"], case["units"]
    draws = -(-40_000 // (shape[0] * shape[1]))
    weights = np.concatenate([kind.draw(*shape, random).ravel() for _ in range(draws)])
    found, wanted = np.quantile(weights, ODD["parts"]), np.array(case["quantiles"])
    spread = wanted[-1] - wanted[0]
    inner = slice(1, -1)
    np.testing.assert_allclose(found[inner], wanted[inner], atol=0.008 * spread, rtol=1e-6)
    if case["initializer"]["kind"] != "normal":  # it has ends
        np.testing.assert_allclose(found[[0, -1]], wanted[[0, -1]], rtol=2e-3)
