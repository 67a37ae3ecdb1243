"""The arithmetic of training steps: every chain is calculated anew, every result is the recording's."""

import numpy as np
import pytest
from msgspec.structs import replace

from gdviz.engine.averaging import MovingAverage
from gdviz.engine.changes import Change
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.datasets import Clusters, FiveFeatures, Moons, StraightLine, UserData, Yogurt
from gdviz.engine.learning.gradients import data_gradient, penalty_gradient
from gdviz.engine.learning.losses import Huber, MeanSquaredError, SigmoidCrossEntropy, SoftmaxCrossEntropy
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L1, L2, L1AndL2, NoPenalty, Penalty
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.optimizer_base import replay
from gdviz.engine.optimizers import Adam, AdamW, Momentum, Optimizer, RMSProp
from gdviz.engine.schedules import Constant, Exponential
from gdviz.notation.numbers import number, to_digits
from gdviz.readings.own_units import own_formula, own_weights
from gdviz.readings.replay import KeyFrameReplay, LayersReplay, Replay, replay_of
from gdviz.views.fit.fit_words import line_told
from gdviz.views.step.arithmetic import Equation
from gdviz.views.step.training_arithmetic import (
    BatchPlace,
    batch_place,
    training_end,
    training_equations,
    written_example,
)
from tests.sampling import pairs
from tests.views.chains import assert_chains_hold, calculated

YOGURT = Training(data=Yogurt(), model=Model(hidden=(), bias=False))
LINE = Training(data=StraightLine(), model=Model(hidden=()))
NETWORK = Training(model=Model(hidden=(4, 3), activation="tanh"))
PROBLEMS = {
    "yogurt": YOGURT,
    "line": LINE,
    "standardized": replace(LINE, standardize=True),
    "standardized target": replace(LINE, standardize=True, standardize_target=True),
    "network": NETWORK,
    "logits": Training(data=Moons(), model=Model(hidden=()), loss=SigmoidCrossEntropy()),
    "sigmoid": Training(data=Moons(), model=Model(hidden=(), output="sigmoid")),
    "classes": Training(data=Clusters(), model=Model(hidden=()), loss=SoftmaxCrossEntropy()),
    "many inputs": Training(data=FiveFeatures(examples=60), model=Model(hidden=()), loss=Huber()),
}
COURSE = Experiment(
    problem=YOGURT,
    initial=(-0.8113182, 1.4845988),
    schedule=Constant(learning_rate=0.001),
    batches=Batches(batch_size=8),
    steps=20,
    precision="float32",
)


def recorded(experiment, budget=256_000_000):
    return TrainingDescent(experiment, budget).run()


def equations_of(recording, row, index):
    return training_equations(recording, row, index, replay_of(recording).state(row, seconds=60.0))


def texts(recording, row, index):
    return [equation.text for equation in equations_of(recording, row, index)]


def assert_holds(equations, precision):
    """Every chain; a sum over the batch, or own units, can't be calculated from what is written."""
    chains = [
        Equation(each.left, tuple(part for part in each.parts if "Σ" not in part), each.role)
        for each in equations
        if each.role != "own"
    ]
    assert_chains_hold(chains, precision)


def one(equations, role, left=""):
    (found,) = [each for each in equations if each.role == role and (not left or each.left == left)]
    return found


@pytest.mark.parametrize("inputs", [1, 3, 4, 9])
@pytest.mark.parametrize("target", ["", "price", "price = €"])
def test_every_weight_stands_in_the_datas_own_units(inputs, target):
    """However many inputs there are, and whatever the target is called."""
    rows = np.random.default_rng(5).normal(3.0, 2.0, (12, inputs))
    names = tuple(f"column {place}" for place in range(inputs))
    data = UserData(tuple(map(tuple, rows.tolist())), tuple(rows.sum(axis=1).tolist()), names, (), target)
    problem = Training(data=data, model=Model(hidden=()), standardize=True, standardize_target=True)
    recording = recorded(Experiment(problem=problem, steps=5))
    own = [each for each in equations_of(recording, 3, 0) if each.role == "own"]
    told = " ".join(each.text.strip() for each in own)
    assert told == own_formula(problem, recording.params_at(3))
    assert told.startswith(f"{target} ≈ " if target else "ŷ = ")
    weights, bias = own_weights(problem, recording.params_at(3))
    for weight, name in zip([*weights, bias], [*(f" · {each}" for each in names), ""], strict=True):
        assert any(f"{to_digits(abs(weight), digits)}{name}" in told for digits in (4, 5))
    assert all(each.text.count(" · ") <= 4 for each in own)
    assert bool(line_told(problem, recording.params_at(3))) == (inputs <= 3)  # it has one line


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize(
    ("name", "penalty"),
    pairs(PROBLEMS, [kind() for kind in kinds_of(Penalty)]),
    ids=lambda each: getattr(each, "title", None),
)
def test_every_chain_holds_and_ends_in_the_recorded_numbers(name, penalty, precision):
    problem = PROBLEMS[name]
    experiment = Experiment(
        problem=replace(problem, penalty=penalty),
        optimizer=Adam(),
        schedule=Exponential(learning_rate=0.05, decay_steps=4),
        average=MovingAverage(decay=0.9, num_updates=True),
        batches=Batches(batch_size=7, order="shuffled"),
        steps=20,
        precision=precision,
    )
    recording = recorded(experiment)
    is_bias = [name.startswith("b") for name in recording.names]
    for row in (0, 1, 8, 19):
        for index in {0, len(recording.names) // 2, len(recording.names) - 1}:
            equations = equations_of(recording, row, index)
            assert_holds(equations, precision)
            name = recording.names[index]
            assert one(equations, "params").parts[-1] == number(recording.params_at(row + 1)[index])
            shadow = one(equations, "shadow").parts[-1]
            assert shadow == number(recording.shadow_at(row + 1)[index])
            gradient = recording.gradient_between(row, row + 1)[0]
            assert one(equations, "gradient").parts[-1] == number(gradient[index])
            penalized = penalty != NoPenalty() and not is_bias[index]
            roles = [each.role for each in equations]
            assert ("penalty" in roles) == penalized
            if penalized:
                params, rows = recording.params_at(row), recording.batch(row)
                data = data_gradient(recording.problem, params, rows)[index]
                added = penalty_gradient(recording.problem, params)[index]
                assert one(equations, "data", f"∂loss/∂{name}").parts[-1] == number(data)
                shown = calculated(one(equations, "penalty").parts[-1])
                assert shown.low - 1e-6 <= added <= shown.high + 1e-6


@pytest.mark.parametrize(
    "optimizer",
    [*(each() for each in kinds_of(Optimizer)), Momentum(nesterov=True), AdamW(weight_decay=0.1)],
    ids=str,
)
def test_every_optimizers_lines_are_those_of_the_run(optimizer):
    experiment = replace(COURSE, optimizer=optimizer, precision="float64")
    recording = recorded(experiment)
    for row in (0, 1, 19):
        for index in (0, 1):
            equations = equations_of(recording, row, index)
            assert_holds(equations, "float64")
            assert one(equations, "params").parts[-1] == number(recording.params_at(row + 1)[index])


def test_the_first_step_of_the_yogurt_shop_is_written_out():
    recording = recorded(COURSE)
    split = YOGURT.split()
    x1, x2, y = (number(np.float32(each)) for each in (*split.x[0], split.y[0, 0]))
    forward, error, rate, gradient, update = equations_of(recording, 0, 0)
    assert forward.text.startswith(f"ŷ = w1 · x1 + w2 · x2 = −0.811318 × {x1} + 1.484599 × {x2} = ")
    assert error.text.startswith(f"ŷ − y = {forward.parts[-1]} − {y} = ")
    assert rate.text == "η = 0.001"
    assert gradient.text.startswith("g = ∂loss/∂w1 = 2/8 · Σ (ŷ − y) · x1 = −")
    assert update.text.startswith("w1 ← w1 − η · g = −0.811318 − 0.001 × (−")


def test_the_gradient_of_a_single_example_is_written_with_its_numbers():
    recording = recorded(replace(COURSE, batches=Batches(batch_size=1)))
    for index in (0, 1):
        gradient = one(equations_of(recording, 5, index), "gradient")
        assert gradient.parts[1] == f"2 · (ŷ − y) · x{index + 1}"
        assert_chains_hold([gradient], "float32")
        assert len(gradient.parts) == 4
    line = recorded(replace(COURSE, problem=LINE, initial=(), batches=Batches(batch_size=1)))
    assert one(equations_of(line, 5, 0), "gradient").parts[1] == "2 · (ŷ − y) · x"
    assert one(equations_of(line, 5, 1), "gradient").parts[1] == "2 · (ŷ − y)"


def test_penalties_are_written_with_their_scales():
    for penalty, formula in (
        (L2(scale=0.5), "λ₂ · w1"),
        (L1(scale=0.5), "λ₁ · sign(w1)"),
        (L1AndL2(l1=0.5, l2=0.25), "λ₁ · sign(w1) + λ₂ · w1"),
    ):
        recording = recorded(replace(COURSE, problem=replace(YOGURT, penalty=penalty)))
        equations = equations_of(recording, 0, 0)
        assert one(equations, "penalty").parts[0] == formula
        assert one(equations, "gradient").parts[0] == "∂loss/∂w1 + ∂penalty/∂w1"
    assert one(equations, "penalty").text.endswith(
        "0.5 × (−1) + 0.25 × (−0.811318) = " + number(np.float32(-0.5 - 0.25 * 0.8113182))
    )


def test_a_logit_goes_through_the_sigmoid():
    recording = recorded(replace(COURSE, problem=PROBLEMS["logits"], initial=()))
    lefts = [each.left for each in equations_of(recording, 3, 0)]
    assert lefts == ["z", "ŷ", "ŷ − y", "η", "g", "w1"]


@pytest.mark.parametrize("features", [(), ("x1*x2",)], ids=["inputs", "one feature of two"])
def test_probabilities_are_of_what_the_model_is_given(features):
    """Its standardized features: they were standardized, and made, once more."""
    problem = Training(
        data=Clusters(),
        model=Model(hidden=()),
        loss=SoftmaxCrossEntropy(),
        features=features,
        standardize=True,
    )
    recording = recorded(Experiment(problem=problem, steps=3, schedule=Constant(learning_rate=0.5)))
    layer, x = problem.layers[0], problem.split().x[2]
    z = x @ layer.matrix(recording.params_at(2))[:-1] + layer.matrix(recording.params_at(2))[-1]
    p = np.exp(z) / np.exp(z).sum()
    (equation,) = (each for each in equations_of(recording, 2, 0) if each.left == "p")
    assert float(equation.parts[-1]) == pytest.approx(p[0], rel=1e-5)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@pytest.mark.parametrize(
    ("loss", "output", "becomes", "left"),
    [
        (MeanSquaredError(), "linear", lambda z: z, "∂loss/∂ŷ"),
        (MeanSquaredError(), "tanh", np.tanh, "∂loss/∂z"),
        (MeanSquaredError(), "sigmoid", sigmoid, "∂loss/∂z"),
        (SigmoidCrossEntropy(), "linear", sigmoid, "∂loss/∂z"),
    ],
)
def test_outputs_that_are_not_of_softmax_are_not_said_to_be(loss, output, becomes, left):
    """Each of three classes has one of its own: no softmax makes it."""
    problem = Training(data=Clusters(groups=3), model=Model(hidden=(), output=output), loss=loss)
    recording = recorded(Experiment(problem=problem, steps=3, schedule=Constant(learning_rate=0.5)))
    layer, split = problem.layers[0], problem.split()
    matrix, place = layer.matrix(recording.params_at(2)), recording.batch(2).start
    said = becomes(split.x[place] @ matrix[:-1] + matrix[-1])
    np.testing.assert_allclose(problem.predict(recording.params_at(2), split.own_x[place, None])[0], said)
    equations = equations_of(recording, 2, 0)
    assert not any("softmax" in each.text for each in equations)
    shown = {each.left: each.parts[-1] for each in equations}
    assert shown["ŷ"] == number(said[0])
    assert shown["ŷ − y"] == number(said[0] - split.y[place, 0])
    assert left in shown


def test_a_network_has_no_line_for_an_example():
    recording = recorded(replace(COURSE, problem=NETWORK, initial=()))
    assert written_example(recording, 0) is None
    assert [each.left for each in equations_of(recording, 3, 0)] == ["η", "g", "w1_1_1"]


@pytest.mark.parametrize("optimizer", [Momentum(), RMSProp(momentum=0.5), Adam()], ids=str)
def test_a_layers_own_rate_is_written_and_used(optimizer):
    model = Model(hidden=(3,), layer_rates=(0.1, 0.0))
    experiment = replace(
        COURSE,
        problem=Training(model=model),
        initial=(),
        optimizer=optimizer,
        schedule=Constant(learning_rate=0.05),
        precision="float64",
    )
    recording = recorded(experiment)
    assert isinstance(replay_of(recording), LayersReplay)
    for row in (0, 1, 19):
        slow, frozen = equations_of(recording, row, 0), equations_of(recording, row, -1 + 13)
        assert slow[1].text == "η₁ = 0.1 · η = 0.1 × 0.05 = 0.005"
        assert frozen[1].text == "η₂ = 0 · η = 0 × 0.05 = 0"
        assert all("η₁" in each.parts[0] or "η" not in each.parts[0].replace("η′", "") for each in slow[3:])
        assert_holds((*slow, *frozen), "float64")
        assert one(slow, "params").parts[-1] == number(recording.params_at(row + 1)[0])
        assert one(frozen, "params").parts[-1] == number(recording.experiment.start[-1])


def test_the_end_tells_where_the_parameter_stands():
    experiment = replace(COURSE, average=MovingAverage(), problem=replace(YOGURT, penalty=L2()))
    recording = recorded(experiment)
    equations = training_end(recording, 20, 1)
    assert [each.left for each in equations] == [
        "w2",
        "loss",
        "∂loss/∂w2",
        "∂penalty/∂w2",
        "g",
        "shadow_(w2)",
    ]
    assert equations[0].parts == (number(recording.params_at(20)[1]),)
    assert equations[-1].parts == (number(recording.shadow_at(20)[1]),)
    assert_holds(equations, "float32")


def test_the_step_that_a_run_diverges_with_is_written_too():
    experiment = replace(COURSE, schedule=Constant(learning_rate=1e6), steps=200, precision="float64")
    recording = recorded(experiment)
    row = recording.published - 1
    assert recording.outcome.kind == "diverged"
    assert "10" in one(equations_of(recording, row, 0), "params").parts[-1]


# -- batches -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "order", "row", "place"),
    [
        (8, "in_order", 0, BatchPlace(1, 4, 1, 8, 8, 32)),
        (8, "in_order", 6, BatchPlace(3, 4, 17, 24, 8, 32)),
        (0, "in_order", 6, BatchPlace(1, 1, 1, 32, 32, 32)),
        (5, "in_order", 6, BatchPlace(0, 7, 31, 32, 2, 32)),
        (8, "shuffled", 5, BatchPlace(2, 4, 0, 0, 8, 32)),
        (5, "shuffled", 6, BatchPlace(7, 7, 0, 0, 2, 32)),
        (8, "random", 5, BatchPlace(0, 4, 0, 0, 8, 32)),
    ],
)
def test_where_a_batch_stands_in_its_epoch(size, order, row, place):
    recording = recorded(replace(COURSE, batches=Batches(batch_size=size, order=order)))
    assert batch_place(recording, row) == place


@pytest.mark.parametrize(("order", "numbers"), [("in_order", (0, 0)), ("shuffled", (0, 1))])
def test_where_a_batch_of_another_size_stands_in_its_epoch(order, numbers):
    """After three batches of 8 of 32 examples, those of 16 begin with the 25th; shuffled, the epoch ends."""
    change = Change(step=3, set={"batches.batch_size": 16})
    recording = recorded(replace(COURSE, batches=Batches(batch_size=8, order=order), changes=(change,)))
    assert [batch_place(recording, row).number for row in (2, 3, 4)] == [3, *numbers]


def test_a_single_shuffled_example_is_named():
    recording = recorded(replace(COURSE, batches=Batches(batch_size=1, order="shuffled")))
    seen = [batch_place(recording, row).first for row in range(20)]
    assert seen == [written_example(recording, row) for row in range(20)]
    assert len(set(seen)) == 20


# -- states between key frames -----------------------------------------------------------------------------


def test_with_key_frames_only_every_line_is_the_same():
    experiment = replace(
        COURSE,
        problem=NETWORK,
        initial=(),
        optimizer=Adam(),
        average=MovingAverage(),
        steps=200,
        precision="float64",
    )
    kept, framed = recorded(experiment), recorded(experiment, budget=20_000)
    assert framed.spacing > 1
    states = replay_of(framed)
    assert isinstance(states, KeyFrameReplay)
    for row in (0, 1, 2, 90, 91, 89, 150, framed.spacing - 1, framed.spacing, 199):
        state = states.state(row, seconds=60.0)
        exact = replay(
            experiment.optimizer, kept.params_rows, kept.gradient_rows, kept.learning_rate_rows, row
        )
        for name in experiment.optimizer.slots():
            np.testing.assert_array_equal(state[name], exact[name])
        assert training_equations(framed, row, 5, state) == training_equations(kept, row, 5, exact)
    assert training_end(framed, 200, 5) == training_end(kept, 200, 5)


def test_a_long_way_from_a_key_frame_is_gone_in_pieces():
    experiment = replace(COURSE, problem=NETWORK, initial=(), steps=2000)
    states = replay_of(recorded(experiment, budget=20_000))
    row = states.recording.spacing - 1
    assert states.state(row, seconds=0.0) is None
    seen = [states.progress(row)]
    while states.state(row, seconds=0.0) is None:
        seen.append(states.progress(row))
    assert seen == sorted(seen)
    assert 0 < seen[-1] < 1


def test_a_run_that_keeps_every_row_is_replayed_from_its_gradients():
    assert type(replay_of(recorded(COURSE))) is Replay
