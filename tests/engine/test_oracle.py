"""The engine against TensorFlow, in float32, row by row (see packaging/oracle.py)."""

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest

from gdviz.engine.descent import run
from gdviz.engine.experiment import Experiment
from gdviz.engine.kinds import OneOf
from gdviz.engine.schedules import Schedule

ORACLE = json.loads(Path(__file__).with_name("data").joinpath("tensorflow.json").read_text("utf-8"))
CLOSE = {"rtol": 2e-6, "atol": 0.0}  # no absolute floor: not even a loss near 0 needs one


@pytest.mark.parametrize("name", ORACLE["runs"])
def test_a_run_has_tensorflows_rows(name):
    reference = ORACLE["runs"][name]
    recording = run(msgspec.convert(reference["experiment"], Experiment))
    steps = np.array(reference["step"])
    for column in ("params", "shadow"):
        if column in reference:
            np.testing.assert_allclose(getattr(recording, column)[steps], reference[column], **CLOSE)
    np.testing.assert_allclose(recording.column("loss")[steps], reference["loss"], **CLOSE)
    # The reference reads the rate after the counter moved; that of the last row is not used by any step.
    global_steps = recording.count("global_step", steps)
    rates = recording.experiment.schedule.rates(global_steps, np.float32)
    np.testing.assert_allclose(rates, reference["learning_rate"], **CLOSE)
    np.testing.assert_array_equal(recording.column("learning_rate")[steps], rates)


@pytest.mark.parametrize("curve", ORACLE["curves"], ids=lambda curve: curve["schedule"]["kind"])
def test_a_schedule_has_tensorflows_rates(curve):
    schedule = msgspec.convert(curve["schedule"], OneOf[Schedule])
    rates = schedule.rates(ORACLE["curve_steps"], np.float32)
    expected = np.array(curve["rates"], float)
    known = np.isfinite(expected)
    assert known.sum() > 40
    # TensorFlow flushes numbers to zero that are too small for a normal float32.
    tiny = float(np.finfo(np.float32).tiny)
    np.testing.assert_allclose(rates[known], expected[known], rtol=2e-6, atol=tiny)
    assert np.isfinite(rates).all()


def losses_and_recording(name):
    recording = run(msgspec.convert(ORACLE["runs"][name]["experiment"], Experiment))
    return [f"{value:.6f}" for value in recording.column("loss")], recording


def test_the_figures_of_the_course():
    losses, recording = losses_and_recording("notes_lr_0.2")
    assert losses[1:5] == ["12.959999", "4.665599", "1.679616", "0.604662"]
    assert f"{recording.params[40, 0]:.6f}" == "-1.000000"
    losses, recording = losses_and_recording("notes_exponential_decay")
    assert losses[40] == "0.000018"
    assert f"{recording.params[40, 0]:.6f}" == "-0.995731"
    assert f"{recording.column('learning_rate')[40]:.6f}" == "0.066897"
