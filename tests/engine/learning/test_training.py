"""Runs that learn from data: TensorFlow's figures row by row, key frames to the bit, batches, counters."""

import functools
import json
import math
from pathlib import Path

import msgspec
import numpy as np
import pytest

from gdviz.engine.averaging import MovingAverage, NoAverage
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning.activations import activation_called
from gdviz.engine.learning.datasets import Clusters, Moons, Ring, StraightLine, UserData, Yogurt
from gdviz.engine.learning.gradients import total_gradient
from gdviz.engine.learning.losses import (
    AsymmetricCost,
    ClippedCrossEntropy,
    Huber,
    MeanAbsoluteError,
    MeanSquaredError,
    SigmoidCrossEntropy,
    SoftmaxCrossEntropy,
)
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.network import output_of, weight_mask
from gdviz.engine.learning.penalties import L1, L2, L1AndL2, NoPenalty
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.learning.training_outcome import curvature
from gdviz.engine.optimizers import Adam, GradientDescent, Momentum
from gdviz.engine.schedules import Constant, Exponential
from gdviz.engine.sharpness import ModelSharpness
from gdviz.readings.outcome_sentence import outcome_text
from tests.sampling import pairs

ORACLE = json.loads((Path(__file__).parents[1] / "data" / "networks.json").read_text())["network"]


def experiment_of(case):
    """A case of TensorFlow's as an experiment."""
    flat = [number for w, b in case["weights"] for number in (*np.ravel(w).tolist(), *(b or []))]
    hidden = tuple(len(w[0]) for w, _ in case["weights"][:-1])
    schedule = dict(case["schedule"])
    kinds = {"constant": Constant, "exponential": Exponential}
    optimizer = dict(case["optimizer"])
    optimizers = {"sgd": GradientDescent, "adam": Adam}
    penalty = L2(scale=case["regularizer"]["scale"]) if case["regularizer"]["kind"] == "l2" else NoPenalty()
    return Experiment(
        problem=Training(
            data=Ring() if hidden else Yogurt(),
            model=Model(hidden=hidden, bias=case["weights"][0][1] is not None),
            penalty=penalty,
        ),
        initial=tuple(flat),
        optimizer=optimizers[optimizer.pop("kind")](**optimizer),
        schedule=kinds[schedule.pop("kind")](**schedule),
        average=MovingAverage(**case["ema"]) if "ema" in case else NoAverage(),
        batches=Batches(batch_size=case["batch_size"]),
        steps=case["steps"],
        precision="float32",
    )


@functools.cache
def recording_of(name):
    return TrainingDescent(experiment_of(ORACLE[name]["case"])).run()


@pytest.mark.parametrize("name", ORACLE)
def test_every_row_agrees_with_tensorflow(name):
    recording = recording_of(name)
    problem = recording.problem
    split = problem.split()
    x, y = split.x.astype(np.float32), split.y.astype(np.float32)
    is_weight = weight_mask(problem.layers, np.float32)
    for wanted in ORACLE[name]["trace"]:
        row = wanted["step"] + 1
        tolerance = 1e-5 if row <= 100 else 2e-4
        params = recording.params_at(row)
        np.testing.assert_allclose(params, wanted["params"], rtol=tolerance, atol=1e-7)
        data_loss = problem.loss.value(output_of(problem.layers, params, x), y)
        total = data_loss + problem.penalty.value(params, is_weight)
        assert data_loss == pytest.approx(wanted["data_loss"], rel=tolerance)
        assert total == pytest.approx(wanted["total_loss"], rel=tolerance)
        assert recording.column("learning_rate")[row] == pytest.approx(wanted["learning_rate"], rel=2e-6)
        if wanted["shadow"]:
            np.testing.assert_allclose(recording.shadow_at(row), wanted["shadow"], rtol=tolerance, atol=1e-7)


def test_the_yogurt_shop_ends_where_the_course_does():
    assert recording_of("yogurt_mse").params_at(20000).tolist() == pytest.approx(
        [0.980194, 1.015981], abs=2e-6
    )


WIDE = Experiment(
    problem=Training(
        data=Moons(examples=60), model=Model(hidden=(12, 9), activation="tanh"), test_share=0.25
    ),
    optimizer=Adam(),
    schedule=Exponential(learning_rate=0.01),
    average=MovingAverage(decay=0.9, start="zero", debias=True),
    steps=90,
)


@pytest.mark.parametrize(
    ("order", "precision"), pairs(["in_order", "shuffled", "random"], ["float32", "float64"])
)
def test_rows_made_again_from_key_frames_are_the_same_to_the_bit(order, precision):
    experiment = msgspec.structs.replace(
        WIDE, batches=Batches(batch_size=7, order=order), precision=precision
    )
    whole = TrainingDescent(experiment).run()
    framed = TrainingDescent(experiment, budget=60_000)
    while not framed.advance(13):
        pass
    framed = framed.recording
    assert framed.spacing > 1
    assert framed.params_rows.size == 0
    kept = sum(frame.params.nbytes for frame in framed.key_frames)
    assert kept * 5 < 60_000
    for row in (90, 0, 1, framed.spacing, framed.spacing - 1, 50, 49, 12, 13):
        np.testing.assert_array_equal(framed.params_at(row), whole.params_at(row))
        np.testing.assert_array_equal(framed.shadow_at(row), whole.shadow_at(row))
        np.testing.assert_array_equal(
            framed.gradient_between(row, row + 1), whole.gradient_between(row, row + 1)
        )
    for name in ("w2_3_4", "shadow_b1_1", "gradient_w1_1_1", "loss", "train_accuracy", "examples"):
        np.testing.assert_array_equal(framed.column(name), whole.column(name))
        np.testing.assert_array_equal(framed.column(name, 20, 71), whole.column(name)[20:71])


@pytest.mark.parametrize(
    ("precision", "order"), pairs(["float32", "float64"], ["in_order", "shuffled", "random"])
)
@pytest.mark.parametrize(
    "problem",
    [
        WIDE.problem,
        Training(data=Ring(examples=41), penalty=L1AndL2(), loss=SigmoidCrossEntropy()),
        Training(
            data=Clusters(examples=50, groups=4),
            model=Model(hidden=(7,), activation="elu"),
            loss=SoftmaxCrossEntropy(),
            penalty=L2(),
            test_share=0.3,
        ),
        Training(data=Yogurt(), model=Model(hidden=(), bias=False), loss=AsymmetricCost(), penalty=L1()),
    ],
    ids=["wide", "ring", "clusters", "yogurt"],
)
def test_bursts_of_any_size_make_the_same_rows(problem, order, precision):
    experiment = msgspec.structs.replace(
        WIDE, problem=problem, batches=Batches(batch_size=8, order=order), precision=precision
    )
    whole = TrainingDescent(experiment).run()
    for size in (1, 7):
        single = TrainingDescent(experiment)
        while not single.advance(size):
            pass
        for name in whole.columns:
            np.testing.assert_array_equal(single.recording.column(name), whole.column(name), err_msg=name)


def test_the_recorded_gradient_is_that_of_the_rows_batch():
    experiment = Experiment(
        problem=Training(data=Ring(examples=20), penalty=L2(), loss=SigmoidCrossEntropy()),
        batches=Batches(batch_size=8),
        steps=5,
    )
    recording = TrainingDescent(experiment).run()
    for row, batch in enumerate(
        [slice(0, 8), slice(8, 16), slice(16, 20), slice(4, 12), slice(12, 20), slice(0, 8)]
    ):
        wanted = total_gradient(recording.problem, recording.params_at(row), batch)
        np.testing.assert_allclose(recording.gradient_between(row, row + 1)[0], wanted, rtol=1e-12)
    assert recording.column("examples").tolist() == [0, 8, 16, 20, 28, 36]
    assert recording.column("epoch").tolist() == [0, 0, 0, 1, 1, 1]
    norm = np.linalg.norm(recording.gradient_between(3, 4)[0])
    assert recording.column("gradient_norm")[3] == pytest.approx(norm)


@pytest.mark.parametrize("slope", [1e25, 1e-25])
def test_a_gradient_has_a_length_where_its_square_is_no_number_of_single_precision(slope):
    data = UserData(rows=((slope,),), targets=(-1.0,), class_names=())
    problem = Training(data=data, model=Model(hidden=(), bias=False), loss=MeanAbsoluteError())
    still = Constant(learning_rate=0.0)
    experiment = Experiment(problem=problem, initial=(0.0,), schedule=still, steps=2, precision="float32")
    recording = TrainingDescent(experiment).run()
    assert recording.column("gradient_norm") == pytest.approx([slope] * 3, rel=1e-6, abs=0)


def test_shuffled_epochs_take_every_example_once():
    sampler = TrainingDescent(
        Experiment(
            problem=Training(data=Ring(examples=20)), batches=Batches(batch_size=6, order="shuffled"), steps=1
        )
    ).recording.sampler(0)
    epochs = [np.concatenate([sampler.rows(4 * epoch + step) for step in range(4)]) for epoch in (0, 1)]
    assert sorted(epochs[0]) == sorted(epochs[1]) == list(range(20))
    assert epochs[0].tolist() != epochs[1].tolist()
    assert sampler.processed(np.arange(6)).tolist() == [0, 6, 12, 18, 20, 26]


def test_a_frozen_layer_stands_still_and_a_slow_one_moves_less():
    start = Training().start_from(3)

    def moved(rates):
        problem = Training(model=Model(layer_rates=rates))
        recording = TrainingDescent(Experiment(problem=problem, initial=start, steps=20, seed=3)).run()
        change = np.abs(recording.params_at(20) - recording.params_at(0))
        return change[:33].max(), change[33:].max()

    assert moved((0.0, 1.0))[0] == 0.0
    assert moved((0.0, 1.0))[1] > 0.0
    first = TrainingDescent(Experiment(problem=Training(), initial=start, steps=1, seed=3)).run()
    slow = TrainingDescent(
        Experiment(problem=Training(model=Model(layer_rates=(0.1, 1.0))), initial=start, steps=1, seed=3)
    ).run()
    np.testing.assert_allclose(
        (slow.params_at(1) - slow.params_at(0))[:33],
        0.1 * (first.params_at(1) - first.params_at(0))[:33],
        rtol=1e-9,
    )


def test_the_whole_data_is_looked_at_now_and_then_and_at_the_end():
    experiment = Experiment(
        problem=Training(data=StraightLine(), model=Model(hidden=()), test_share=0.5), steps=2500
    )
    recording = TrainingDescent(experiment).run()
    rows, losses = recording.evaluated("test_data_loss")
    assert rows[0] == 0
    assert rows[-1] == 2500
    assert 500 < len(rows) < 1100
    split = recording.problem.split()
    params = recording.params_at(2500)
    by_hand = np.mean((split.test_x @ params[:1] + params[1] - split.test_y[:, 0]) ** 2)
    assert losses[-1] == pytest.approx(by_hand)
    assert np.isnan(recording.column("train_accuracy")).all()  # a number is no class


def test_large_data_is_looked_at_less_often():
    small = Experiment(problem=Training(data=Ring()), batches=Batches(batch_size=30), steps=2000)
    model, data = Model(hidden=(64, 64)), Ring(examples=100_000)
    large = msgspec.structs.replace(small, problem=Training(data=data, model=model))
    assert TrainingDescent(small).recording.stride == 2
    assert TrainingDescent(large).recording.stride == 20


def fitted(rate, loss=None, model=None, batch=0, **more):
    """A line fitted by gradient descent."""
    problem = Training(
        data=StraightLine(seed=1), model=model or Model(hidden=()), loss=loss or MeanSquaredError(), **more
    )
    experiment = Experiment(
        problem=problem, schedule=Constant(learning_rate=rate), batches=Batches(batch_size=batch), steps=2000
    )
    return TrainingDescent(experiment).run()


def test_divergence_is_a_result_and_the_rows_before_it_stay():
    recording = fitted(1.5)
    outcome = recording.outcome
    assert outcome.kind == "diverged"
    assert recording.published == outcome.step
    assert np.isfinite(recording.column("loss")).all()
    assert np.isfinite(recording.evaluated("train_total_loss")[1]).all()
    x = np.c_[recording.problem.split().x, np.ones(40)]
    assert outcome.curvature == pytest.approx(np.linalg.norm(x, 2) ** 2 * 2 / 40)
    assert outcome_text(outcome) == (
        f"diverged at step {outcome.step}: the learning rate 1.5 is above 2/L = {2 / outcome.curvature:.6g}"
        " (L: the curvature)"
    )


def test_the_limit_of_the_rate_is_where_a_line_begins_to_diverge():
    for penalty in (NoPenalty(), L2(scale=3.0)):
        limit = 2 / curvature(fitted(0.01, penalty=penalty).problem)
        assert fitted(limit * 0.99, penalty=penalty).outcome.kind == "done"
        beyond = fitted(limit * 1.002, penalty=penalty).outcome
        assert (beyond.kind, beyond.limit) == ("diverging", limit)


def test_no_limit_is_claimed_where_none_is_known():
    assert curvature(Training(data=StraightLine(), model=Model(hidden=()), loss=Huber())) is None
    assert curvature(Training(data=StraightLine(), model=Model(hidden=(2,)))) is None
    outcome = fitted(50.0, model=Model(hidden=(5,), activation="tanh"), batch=10).outcome
    assert (outcome.kind, outcome.limit) == ("diverged", None)
    momentum = Experiment(
        problem=Training(data=StraightLine(), model=Model(hidden=())),
        schedule=Constant(learning_rate=50.0),
        optimizer=Momentum(),
        steps=5000,
    )
    outcome = TrainingDescent(momentum).run().outcome
    assert (outcome.kind, outcome.limit) == ("diverged", None)


@pytest.mark.parametrize(("scale", "rate"), [(10.0, 0.3), (1.0, 3.0)])
@pytest.mark.parametrize("batch", [0, 10])
def test_a_penalty_that_is_too_large_for_the_rate_is_named(scale, rate, batch):
    model = Model(hidden=(5,), activation="tanh")
    outcome = fitted(rate, model=model, penalty=L2(scale=scale), batch=batch).outcome
    assert (outcome.kind, outcome.decisive) == ("diverged", "penalty")
    said = f"diverged at step {outcome.step}: learning rate {rate:g} × L2 scale {scale:g} is above 2"
    assert outcome_text(outcome) == said


def test_the_sharpness_is_the_largest_curvature_and_names_why_a_network_diverged():
    recording = fitted(50.0, model=Model(hidden=(5,), activation="tanh"))
    outcome, problem = recording.outcome, recording.problem
    assert (outcome.kind, outcome.decisive) == ("diverged", "row")
    point, h = recording.params_at(outcome.row), 1e-5
    rows = [
        (total_gradient(problem, point + h * axis) - total_gradient(problem, point - h * axis)) / (2 * h)
        for axis in np.eye(len(point))
    ]
    assert outcome.curvature == pytest.approx(np.linalg.eigvalsh(rows)[-1], rel=1e-3)
    assert fitted(0.95 * outcome.limit, model=problem.model).outcome.kind == "done"
    line = Training(data=StraightLine(seed=1), model=Model(hidden=()))
    assert ModelSharpness(line).at(np.zeros(2)) == pytest.approx(curvature(line), rel=1e-3)


def test_a_loss_that_has_grown_is_told_with_its_numbers():
    outcome = fitted(1.0, model=Model(hidden=(5,), activation="relu")).outcome
    assert outcome.kind == "risen"
    assert outcome.loss > outcome.start_loss
    assert "above the first" in outcome_text(outcome)


def test_a_run_that_cannot_begin_keeps_its_first_row():
    far = UserData(rows=((1e300,), (1.0,)), targets=(0.0, 1.0), class_names=())
    recording = TrainingDescent(Experiment(problem=Training(data=far, model=Model(hidden=())), steps=5)).run()
    assert outcome_text(recording.outcome).startswith("could not begin")
    assert recording.published == 1


@pytest.mark.parametrize(
    ("batches", "sentence"),
    [
        (
            Batches(batch_size=33),
            "batch_size must be at most 32, the number of examples to learn from, but is 33",
        )
    ],
)
def test_a_batch_larger_than_the_data_is_refused(batches, sentence):
    with pytest.raises(ValueError, match=sentence):
        Experiment(problem=Training(data=Yogurt()), batches=batches)


def test_training_that_cannot_be_gets_a_sentence():
    with pytest.raises(ValueError, match="softmax needs classes"):
        Training(data=StraightLine(), model=Model(output="softmax"))
    with pytest.raises(ValueError, match="no example is left"):
        Training(data=UserData(), test_share=0.9)
    with pytest.raises(ValueError, match="the model has 2 layers, but layer_rates has 1 numbers"):
        Model(layer_rates=(1.0,))
    with pytest.raises(ValueError, match="initial needs 45 numbers"):
        Experiment(problem=Training(), initial=(1.0,))


def test_batches_of_every_size_take_no_more_memory_than_a_few():
    experiment = Experiment(
        problem=Training(data=Ring(examples=200), model=Model(hidden=(64,))),
        schedule=Constant(learning_rate=1e-5),
        batches=Batches(batch_size=199),
        steps=400,
    )
    descent = TrainingDescent(experiment)
    while not descent.advance(50):
        pass
    assert len(descent._stepper._passes) <= 4
    assert not descent._stepper._batches
    assert descent.recording.column("examples")[-1] == 2 * sum(range(1, 200)) + 2 * 199
    assert descent.recording.outcome.kind == "done"


@pytest.mark.parametrize(("precision", "tolerance"), [("float32", 5e-7), ("float64", 1e-14)])
def test_a_saturated_sigmoid_keeps_its_digits(precision, tolerance):
    x = np.array([-80.0, -40.0, -20.0, -17.0, -16.0, -10.0, -1.0, 0.0, 3.0, 17.0, 40.0])
    values = x.astype(precision)[np.newaxis]
    activation_called("sigmoid").forward(values)
    wanted = [1 / (1 + math.exp(-each)) for each in x]
    np.testing.assert_allclose(values[0], wanted, rtol=tolerance)


def test_clipped_cross_entropy_learns_from_saturation_as_tensorflow_does():
    """Figures of TensorFlow 2.21 in float32: w0 = -18, two examples x = 1 and 1 with targets 1 and 0."""
    output = np.array([[1 / (1 + math.exp(18.0))]], np.float32)
    values = np.array([[-18.0]], np.float32)
    activation_called("sigmoid").forward(values)
    np.testing.assert_allclose(values, output, rtol=2e-7)
    loss = ClippedCrossEntropy().value(np.array([values[0], values[0]]), np.array([[1.0], [0.0]], np.float32))
    assert loss == pytest.approx(9.0, rel=1e-6)


def test_rows_read_alike_whether_kept_or_made_again():
    experiment = msgspec.structs.replace(WIDE, precision="float32")
    whole = TrainingDescent(experiment).run()
    framed = TrainingDescent(experiment, budget=60_000)
    while not framed.advance(13):
        pass
    framed = framed.recording
    assert framed.spacing > 1
    for name in ("params", "shadow", "gradient"):
        np.testing.assert_array_equal(getattr(framed, name), getattr(whole, name))
    np.testing.assert_array_equal(framed.gradient_at(50), whole.gradient_at(50))
    rows, values = framed.evaluated("loss")
    np.testing.assert_array_equal(values, whole.column("loss")[rows])


def test_a_recording_says_which_columns_have_numbers():
    """Those of which a finished run has at least one."""
    for problem in (WIDE.problem, msgspec.structs.replace(WIDE.problem, test_share=0.5)):
        learned = TrainingDescent(msgspec.structs.replace(WIDE, problem=problem, steps=3)).run()
        for name in learned.columns:
            assert learned.has(name) == (not np.isnan(learned.column(name)).all()), name
        assert not learned.has("no such column")
