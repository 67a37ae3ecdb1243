"""The arithmetic that is shown: every chain of equals signs is calculated anew from the digits on screen."""

import math

import numpy as np
import pytest
from msgspec.structs import replace

from gdviz.engine import schedules
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.descent import run
from gdviz.engine.experiment import Experiment
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.objectives import Bowl, CourseSquare, Rosenbrock
from gdviz.engine.optimizer_base import replay
from gdviz.engine.optimizers import Adam, AdamW, GradientDescent, Momentum, Optimizer, RMSProp
from gdviz.engine.schedules import Constant, Exponential, Schedule
from gdviz.engine.scripted import Scripted
from gdviz.notation.formulas import substituted, to_html, to_plain
from gdviz.notation.numbers import factor, number
from gdviz.readings.rate import rate_text
from gdviz.readings.replay import STRIDE, Replay
from gdviz.views.step.arithmetic import Equation, end_equations, step_equations
from gdviz.views.step.schedule_arithmetic import rate_calculation
from tests.recordings import recording_of
from tests.views.chains import assert_chains_hold


@pytest.mark.parametrize("part", ["2 × 2.6 + 2.1", "−7.2", "7.201", "0.1 × 0.99³"])
def test_a_wrong_chain_is_found(part):
    with pytest.raises(AssertionError):
        assert_chains_hold([Equation("g", ("2w + 2", part, "7.2"), "gradient")], "float32")


def equations_of(experiment, row):
    recording = recording_of(experiment)
    state = replay(
        experiment.optimizer,
        recording.params_rows,
        recording.gradient_rows,
        recording.learning_rate_rows,
        row,
    )
    return step_equations(recording, row, state)


def texts(experiment, row):
    return [equation.text for equation in equations_of(experiment, row)]


def gentle(schedule):
    if hasattr(schedule, "learning_rate"):
        return replace(schedule, learning_rate=0.002)
    return replace(schedule, values=(0.002, 0.001, 0.0005))


SCHEDULES = [
    *(schedule() for schedule in kinds_of(Schedule)),
    Exponential(decay_steps=3, staircase=True),
    Exponential(decay_steps=1, decay_rate=0.99, staircase=True),
    schedules.InverseTime(decay_steps=3, staircase=True, warmup_steps=4),
    schedules.NaturalExponential(decay_steps=4, warmup_steps=2),
    schedules.Polynomial(decay_steps=6, power=2.0, cycle=True),
    schedules.Polynomial(decay_steps=6, end_learning_rate=0.0, power=0.5),
    schedules.Cosine(decay_steps=7, alpha=0.1, warmup_steps=5),
    schedules.CosineRestarts(first_decay_steps=4, t_mul=1.5, m_mul=0.9, alpha=0.05),
    schedules.CosineRestarts(first_decay_steps=4, t_mul=1.0),
    schedules.Polynomial(decay_steps=7, cycle=True, warmup_steps=7),  # whose third of 21 is 3.0000002
    schedules.CosineRestarts(first_decay_steps=41, t_mul=1.0),  # whose forty-first is 0.99999994
    schedules.PiecewiseConstant(warmup_steps=6),
]
OPTIMIZERS = [
    *(optimizer() for optimizer in kinds_of(Optimizer)),
    Momentum(nesterov=True),
    RMSProp(momentum=0.5),
    AdamW(weight_decay=0.1),
]


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("problem", [CourseSquare(), Rosenbrock()], ids=["course", "rosenbrock"])
@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=str)
def test_every_chain_holds_for_every_optimizer(optimizer, problem, precision):
    experiment = Experiment(
        problem=problem,
        optimizer=optimizer,
        schedule=Constant(learning_rate=0.002),
        average=MovingAverage(decay=0.9, num_updates=True),
        steps=25,
        precision=precision,
    )
    for row in (0, 1, 2, 13, 24):
        equations = equations_of(experiment, row)
        assert_chains_hold(equations, precision)
        recorded = run(experiment)
        for name, after in zip(recorded.names, recorded.params_rows[row + 1], strict=True):
            update = next(e for e in equations if e.left == name and e.role == "params")
            assert update.parts[-1] == number(after)


def test_the_slope_of_a_turned_bowl_comes_of_the_numbers_that_stand_there():
    """1.75 × (−4) − 1.299 × 3 is −10.897, and the line ended in −10.897114."""
    for row in (0, 7):
        assert_chains_hold(equations_of(Experiment(problem=Bowl(angle=30.0)), row), "float64")


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("schedule", SCHEDULES, ids=str)
def test_every_chain_holds_for_every_schedule(schedule, precision):
    experiment = Experiment(schedule=gentle(schedule), steps=45, precision=precision)
    for row in range(45):
        rate = equations_of(experiment, row)[0]
        assert rate.role == "rate"
        assert_chains_hold([rate], precision)
        if type(schedule) not in (Constant, schedules.PiecewiseConstant):
            assert len(rate.parts) == 2, rate.text


# -- the course's figures ----------------------------------------------------------------------------------


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_lesson_1_is_written_out(precision):
    experiment = Experiment(schedule=Constant(learning_rate=0.2), precision=precision)
    assert texts(experiment, 0)[-1] == "w ← w − η · (2w + 2) = 5 − 0.2 × 12 = 2.6"
    assert texts(experiment, 1) == [
        "η = 0.2",
        "g = ∂loss/∂w = 2w + 2 = 2 × 2.6 + 2 = 7.2",
        "w ← w − η · (2w + 2) = 2.6 − 0.2 × 7.2 = 1.16",
    ]
    assert texts(experiment, 2)[-1].endswith("= 0.296")
    assert texts(experiment, 3)[-1].endswith("= −0.2224")


def test_negative_numbers_stand_in_brackets():
    experiment = Experiment(schedule=Constant(learning_rate=1.0), precision="float32")
    assert texts(experiment, 1)[1:] == [
        "g = ∂loss/∂w = 2w + 2 = 2 × (−7) + 2 = −12",
        "w ← w − η · (2w + 2) = −7 − 1 × (−12) = 5",
    ]


def test_lesson_3_shows_how_the_rate_decays():
    schedule = Exponential(learning_rate=0.1, decay_rate=0.99, decay_steps=1, staircase=True)
    experiment = Experiment(schedule=schedule, precision="float32")
    assert texts(experiment, 3)[0] == "η = 0.1 × 0.99³ = 0.097030"


def test_lesson_5_shows_a_rate_that_hardly_moves():
    schedule = Exponential(learning_rate=1.0, decay_rate=0.96, decay_steps=100_000)
    experiment = Experiment(schedule=schedule, steps=24, precision="float32")
    assert texts(experiment, 1)[0] == "η = 1 × 0.96^(1/100\u202f000) = 0.9999996"
    standing = replace(experiment, advance_global_step=False)
    assert texts(standing, 20)[0] == "η = 1 × 0.96^(0/100\u202f000) = 1"


def test_lesson_6_shows_the_shadow_by_hand():
    average = MovingAverage(decay=0.99, num_updates=True)
    recording = run(Experiment(problem=Scripted(), average=average, precision="float32"))
    first, second = ([equation.text for equation in step_equations(recording, row)] for row in (0, 1))
    assert first == [
        "w ← 1",
        "decay = min(0.99, (1 + 0)/(10 + 0)) = min(0.99, 1/10) = 0.1",
        "shadow ← decay × shadow + (1 − decay) × w = 0.1 × 0 + 0.9 × 1 = 0.9",
    ]
    assert second == [
        "w ← 10",
        "decay = min(0.99, (1 + 100)/(10 + 100)) = min(0.99, 101/110) = 0.918182",
        "shadow ← decay × shadow + (1 − decay) × w = 0.918182 × 0.9 + 0.081818 × 10 = 1.644545",
    ]
    for row in range(4):
        assert_chains_hold(step_equations(recording, row), "float32")


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("num_updates", [False, True])
@pytest.mark.parametrize("debias", [False, True])
@pytest.mark.parametrize("problem", [CourseSquare(), Rosenbrock()], ids=["course", "rosenbrock"])
def test_every_chain_holds_for_a_shadow_from_zero(problem, debias, num_updates, precision):
    average = MovingAverage(decay=0.95, num_updates=num_updates, start="zero", debias=debias)
    experiment = Experiment(
        problem=problem,
        schedule=Constant(learning_rate=0.001),
        average=average,
        steps=40,
        precision=precision,
    )
    recording = run(experiment)
    for row in (0, 1, 2, 3, 20, 39):
        equations = [e for e in equations_of(experiment, row) if e.role in ("decay", "shadow")]
        assert_chains_hold(equations, precision)
        shadows = [e for e in equations if e.left.startswith("shadow")]
        assert [e.parts[-1] for e in shadows] == [number(each) for each in recording.shadow_rows[row + 1]]


def test_a_debiased_shadow_is_a_quotient():
    average = MovingAverage(decay=0.5, start="zero", debias=True)
    experiment = Experiment(schedule=Constant(learning_rate=0.25), average=average, steps=4)
    assert texts(experiment, 1)[-3:] == [
        "weight ← 1 − decay × (1 − weight) = 1 − 0.5 × (1 − 0.5) = 0.75",
        "sum ← decay × sum + (1 − decay) × w = 0.5 × 1 + 0.5 × 0.5 = 0.75",
        "shadow = sum/weight = 0.75/0.75 = 1",
    ]


def test_the_end_tells_where_the_run_stands():
    recording = run(Experiment(schedule=Constant(learning_rate=0.2), steps=2, precision="float32"))
    assert [equation.text for equation in end_equations(recording, 2)] == [
        "w = 1.16",
        "loss = (w + 1)² = (1.16 + 1)² = 4.665599",
        "g = ∂loss/∂w = 2w + 2 = 2 × 1.16 + 2 = 4.32",
    ]


def test_two_parameters_are_grouped_and_share_their_rate():
    experiment = Experiment(problem=Rosenbrock(), optimizer=Adam(), steps=5)
    equations = equations_of(experiment, 3)
    assert [equation.left for equation in equations] == ["η", "g", "m", "v", "η′", "x", "g", "m", "v", "y"]
    assert [equation.group for equation in equations] == [""] + ["x"] * 5 + ["y"] * 4


def test_the_step_that_a_run_diverges_with_is_written_too():
    experiment = Experiment(
        problem=Formula("w^4"), initial=(1e5,), schedule=Constant(learning_rate=1e6), steps=60
    )
    recording = run(experiment)
    row = recording.published - 1
    assert recording.outcome.kind == "diverged"
    state = experiment.optimizer.start(recording.params_rows[0])
    update = step_equations(recording, row, state)[-1]
    assert (
        update.text
        == "w ← w − η · (4w³) = 2.56×10⁷¹ − 1\u202f000\u202f000 × (6.710886×10²¹⁴) = −6.710886×10²²⁰"
    )


def test_a_formula_too_long_to_read_is_left_out():
    formula = Formula("sin(3x)cos(2y)exp(x)y^3 + x^5y^4 + sin(x)sin(y)sin(x+y)")
    experiment = Experiment(problem=formula, steps=2, schedule=Constant(learning_rate=0.001))
    gradient = equations_of(experiment, 0)[1]
    assert gradient.parts[0] == "∂loss/∂x"
    assert all(len(part) <= 72 for part in gradient.parts)


# -- numbers and formulas ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (2.6, "2.6"),
        (np.float32(2.6), "2.6"),
        (np.float32(-0.99999994), "−1.000000"),
        (-1.0, "−1"),
        (0.0001, "0.0001"),
        (0.0970299, "0.097030"),
        (4.952183, "4.952183"),
        (12.95999999, "12.960000"),
        (123456.789012, "123\u202f456.789"),
        (1e-8, "10⁻⁸"),
        (-1.5e-9, "−1.5×10⁻⁹"),
        (1.2345678e30, "1.234568×10³⁰"),
        (1e6, "1\u202f000\u202f000"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "NaN"),
    ],
)
def test_numbers(value, text):
    assert number(value) == text


def test_numbers_that_differ_are_told_apart():
    assert number(np.float32(0.9999996), unlike=np.float32(1)) == "0.9999996"
    assert number(0.5, unlike=0.5) == "0.5"


def test_factors():
    assert factor(-2.5e-9) == "(−2.5×10⁻⁹)"
    assert factor(1e-8) == "10⁻⁸"


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("2w + 2", "2 × (−3) + 2"),
        ("(w + 1)²", "(−3 + 1)²"),
        ("w⁴ − 3w³ + 2", "(−3)⁴ − 3 × (−3)³ + 2"),
        ("−w", "−(−3)"),
        ("w^2", "(−3)²"),
        ("|w|w", "|−3| × (−3)"),
        ("2 cos(w)", "2 × cos(−3)"),
        ("2cos(w) + πw", "2 × cos(−3) + π × (−3)"),
        ("√(w²)", "√((−3)²)"),
        ("(w − 1)(w + 2)", "(−3 − 1) × (−3 + 2)"),
        ("2·w/3", "2 × (−3)/3"),
    ],
)
def test_substitution(expression, text):
    assert substituted(expression, {"w": -3.0}) == text


def test_marks_become_raised_and_lowered_type():
    assert to_html("0.9^(t/(2 + 1))") == "0.9<sup><i>t</i>/(2 + 1)</sup>"
    assert to_html("shadow_(x) < 2") == "shadow<sub><i>x</i></sub> &lt; 2"
    assert to_plain("shadow_(x)") == "shadow_x"


def test_a_restart_is_counted_from_its_own_beginning():
    schedule = schedules.CosineRestarts(learning_rate=0.1, first_decay_steps=10)
    assert rate_calculation(schedule, 4) == "0.1 × (1 + cos(π × 4/10))/2"
    assert rate_calculation(schedule, 14) == "0.1 × (1 + cos(π × (14 − 10)/20))/2"
    threefold = schedules.CosineRestarts(learning_rate=0.1, first_decay_steps=1, t_mul=3.0)
    assert threefold.rates(121) == 0.1  # = 1 + 3 + 9 + 27 + 81
    assert rate_calculation(threefold, 121) == "0.1 × (1 + cos(π × (121 − 121)/243))/2"


# -- replay ------------------------------------------------------------------------------------------------


def test_replay_gives_every_state_forwards_backwards_and_after_jumps():
    experiment = Experiment(problem=Rosenbrock(), optimizer=Adam(), steps=3 * STRIDE)
    recording = run(experiment)
    states = Replay(recording)
    for row in (0, 1, 2, 700, 699, 2 * STRIDE + 5, 3, 2 * STRIDE + 6, STRIDE, 3 * STRIDE):
        state = states.state(row, seconds=60.0)
        exact = replay(
            experiment.optimizer,
            recording.params_rows,
            recording.gradient_rows,
            recording.learning_rate_rows,
            row,
        )
        for name in experiment.optimizer.slots():
            np.testing.assert_array_equal(state[name], exact[name])


def test_a_long_jump_is_done_in_bursts():
    recording = run(Experiment(optimizer=Momentum(), steps=5000))
    states = Replay(recording)
    assert states.state(5000, seconds=0.0) is None
    seen = [states.progress(5000)]
    while states.state(5000, seconds=0.0) is None:
        seen.append(states.progress(5000))
    assert seen == sorted(seen)
    assert 0 < seen[0] < 1
    assert len(seen) > 10


def test_plain_descent_needs_no_replay():
    recording = run(Experiment(optimizer=GradientDescent(), steps=5000))
    assert Replay(recording).state(4999, seconds=0.0) is not None


def test_a_rate_that_hardly_falls_is_never_written_as_the_one_before():
    schedule = Exponential(learning_rate=1.0, decay_rate=0.96, decay_steps=100_000)
    experiment = Experiment(schedule=schedule, steps=4, precision="float32")
    recording = run(experiment)
    rates = [rate_text(recording, row) for row in range(4)]
    assert rates == ["1", "0.9999996", "0.9999992", "0.9999987"]
    for row, rate in enumerate(rates):
        chains = [part for equation in equations_of(experiment, row) for part in equation.parts]
        assert rate in chains
        assert any(f"{rate} ×" in part for part in chains)
