"""Every schedule that there is, found through the union, and what sets each apart."""

import itertools
import warnings
from fractions import Fraction

import msgspec
import numpy as np
import pytest

from gdviz.engine.curves import CourseSquare
from gdviz.engine.declare import fields_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.datasets import Ring, StraightLine
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import GradientDescent, Momentum
from gdviz.engine.outcome import Outcome
from gdviz.engine.runs import run
from gdviz.engine.schedule_base import Count, LearningRate
from gdviz.engine.schedules import (
    Constant,
    Cosine,
    CosineRestarts,
    Exponential,
    InverseTime,
    NaturalExponential,
    PiecewiseConstant,
    Polynomial,
    Schedule,
)
from gdviz.engine.sweep.alone import kept_of
from gdviz.readings.outcome_sentence import outcome_text

ALL = kinds_of(Schedule)
FAR = [0, 1, 2, 9, 10, 11, 10**5, 10**7, 10**9]


def corners(schedule_class):
    """The schedule with its numeric fields at their ends and its switches either way."""
    choices = {}
    for field in fields_of(schedule_class):
        if field.kind == "bool":
            choices[field.name] = (False, True)
        elif field.kind in ("float", "int"):
            low = field.ge if field.ge is not None else field.gt + 1e-3
            choices[field.name] = (low, field.default, field.le)
    for values in itertools.product(*choices.values()):
        yield schedule_class(**dict(zip(choices, values, strict=True)))


@pytest.mark.parametrize("schedule_class", ALL)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
class TestEverySchedule:
    def test_rates_are_finite_and_quiet_at_every_corner(self, schedule_class, dtype):
        with warnings.catch_warnings(), np.errstate(all="warn", under="ignore"):
            warnings.simplefilter("error")
            for schedule in corners(schedule_class):
                rates = schedule.rates(FAR, dtype)
                assert rates.dtype == dtype
                assert np.isfinite(rates).all(), schedule
                assert (rates >= 0).all(), schedule

    def test_one_step_has_the_bits_of_a_long_row(self, schedule_class, dtype):
        for schedule in (schedule_class(), schedule_class(warmup_steps=5)):
            together = schedule.rates(np.arange(300), dtype)
            alone = [schedule.rates(np.arange(step, step + 1), dtype)[0] for step in range(300)]
            pieces = np.concatenate([schedule.rates(np.arange(a, a + 37), dtype) for a in range(0, 300, 37)])
            np.testing.assert_array_equal(together, alone)
            np.testing.assert_array_equal(together, pieces[:300])

    def test_any_shape_of_steps(self, schedule_class, dtype):
        steps = np.arange(6).reshape(2, 3)
        rates = schedule_class().rates(steps, dtype)
        assert rates.shape == (2, 3)
        np.testing.assert_array_equal(rates.ravel(), schedule_class().rates(range(6), dtype))
        assert schedule_class().rates(3, dtype) == rates[1, 0]

    def test_a_warm_up_rises_from_zero_then_the_schedule_begins(self, schedule_class, dtype):
        schedule = schedule_class()
        warm = msgspec.structs.replace(schedule, warmup_steps=4)
        first = schedule.rates(0, dtype)
        rising = [first * dtype(step / 4) for step in range(4)]
        expected = [*rising, *schedule.rates(range(20), dtype)]
        np.testing.assert_allclose(warm.rates(range(24), dtype), expected, rtol=1e-6)


@pytest.mark.parametrize("schedule_class", ALL)
def test_float32_and_float64_agree(schedule_class):
    steps = np.arange(200)
    single, double = schedule_class().rates(steps, np.float32), schedule_class().rates(steps)
    np.testing.assert_allclose(single, double, rtol=1e-4, atol=1e-7)


@pytest.mark.parametrize("schedule_class", [kind for kind in ALL if kind.__module__.startswith("gdviz.")])
def test_the_default_starts_at_its_learning_rate(schedule_class):
    schedule = schedule_class()
    learning_rate = schedule.values[0] if schedule_class is PiecewiseConstant else schedule.learning_rate
    assert schedule.rates(0) == pytest.approx(learning_rate, rel=1e-15)


@pytest.mark.parametrize("schedule_class", [Exponential, InverseTime, NaturalExponential])
@pytest.mark.parametrize("decay_steps", [1, 3, 10, 41, 49, 1000])
def test_a_staircase_falls_at_its_own_steps_and_meets_its_twin_there(schedule_class, decay_steps):
    stairs = schedule_class(decay_steps=decay_steps, staircase=True)
    twin = stairs.smooth_twin()
    assert twin == schedule_class(decay_steps=decay_steps)
    assert twin.smooth_twin() is None
    edges = np.arange(20) * decay_steps
    np.testing.assert_allclose(stairs.rates(edges), twin.rates(edges), rtol=1e-14)
    np.testing.assert_array_equal(stairs.rates(edges), stairs.rates(edges + decay_steps - 1))
    assert (np.diff(stairs.rates(edges)) < 0).all()


def test_formulas_in_float64():
    steps = np.arange(0, 100, 7)
    np.testing.assert_allclose(Constant(learning_rate=0.3).rates(steps), 0.3)
    exponential = Exponential(learning_rate=0.1, decay_steps=10, decay_rate=0.9)
    np.testing.assert_allclose(exponential.rates(steps), 0.1 * 0.9 ** (steps / 10), rtol=1e-14)
    natural = NaturalExponential(learning_rate=0.1, decay_steps=10, decay_rate=0.5)
    np.testing.assert_allclose(natural.rates(steps), 0.1 * np.exp(-0.5 * steps / 10), rtol=1e-13)
    inverse = InverseTime(learning_rate=0.1, decay_steps=10, decay_rate=0.5)
    np.testing.assert_allclose(inverse.rates(steps), 0.1 / (1 + 0.5 * steps / 10), rtol=1e-14)
    cosine = Cosine(learning_rate=0.2, decay_steps=50, alpha=0.1)
    shape = (1 + np.cos(np.pi * np.minimum(steps, 50) / 50)) / 2
    np.testing.assert_allclose(cosine.rates(steps), 0.2 * (0.9 * shape + 0.1), rtol=1e-14)


def test_polynomial_stays_at_its_end_or_begins_anew():
    once = Polynomial(learning_rate=0.1, decay_steps=20, end_learning_rate=0.02, power=1.0)
    np.testing.assert_allclose(once.rates([10, 20, 21, 10**7]), [0.06, 0.02, 0.02, 0.02])
    cycle = msgspec.structs.replace(once, cycle=True)
    np.testing.assert_allclose(cycle.rates([0, 10, 20, 30, 40]), [0.1, 0.06, 0.02, 0.04, 0.02])


def test_piecewise_constant_holds_each_value_up_to_its_boundary():
    schedule = PiecewiseConstant(boundaries=(10.0, 20.0), values=(0.2, 0.1, 0.05))
    assert schedule.rates([0, 10, 11, 20, 21, 10**9]).tolist() == [0.2, 0.2, 0.1, 0.1, 0.05, 0.05]


def test_piecewise_constant_counts_exactly_in_float32():
    late = 2**24 + 1  # the first whole number that float32 has not
    schedule = PiecewiseConstant(boundaries=(float(late - 1),), values=(1.0, 0.5))
    assert schedule.rates([late - 1, late], np.float32).tolist() == [1.0, 0.5]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"boundaries": (1.0,), "values": (0.1,)}, "one value more"),
        ({"boundaries": (2.0, 2.0), "values": (0.1, 0.1, 0.1)}, "increase"),
        ({"boundaries": (), "values": (-0.1,)}, "between 0 and"),
        ({"boundaries": (), "values": (float("nan"),)}, "between 0 and"),
    ],
)
def test_piecewise_constant_refuses(fields, words):
    with pytest.raises(ValueError, match=words):
        PiecewiseConstant(**fields)


@pytest.mark.parametrize("t_mul", ["1", "1.1", "1.3", "1.5", "2", "3", "10"])
@pytest.mark.parametrize("first", [1, 7, 10, 100])
def test_restarts_come_at_their_own_steps_in_float64(t_mul, first):
    """The edges are exact: in doubles 100 + 130 steps are no whole number of periods."""
    schedule = CosineRestarts(learning_rate=1.0, first_decay_steps=first, t_mul=float(t_mul), m_mul=0.5)
    edge = Fraction(0)
    for restart in range(1, 9):
        edge += first * Fraction(t_mul) ** (restart - 1)
        if edge.denominator == 1:
            assert schedule.rates(int(edge)) == pytest.approx(0.5**restart, rel=1e-9)


@pytest.mark.parametrize("real", [np.float32, np.float64])
@pytest.mark.parametrize("steps", [40, 41])
def test_a_polynomial_decay_that_is_over_says_what_is_left(real, steps):
    """Its line holds: in single precision a 41st of 41 is 0.99999994, and the root of the rest is not 0."""
    schedule = Polynomial(learning_rate=8.0, decay_steps=steps, end_learning_rate=0.0, power=0.5)
    line = schedule.calculation(Count(56, 0, real)).replace("×", "*").replace("−", "-").replace("^", "**")
    assert eval(line) == pytest.approx(float(schedule.rates(56, real)), rel=0.01)


def test_warm_up_is_that_of_keras_cosine():
    """Figures of tf.keras.optimizers.schedules.CosineDecay(0.0, 10, warmup_target=0.4, warmup_steps=4)."""
    schedule = Cosine(learning_rate=0.4, decay_steps=10, warmup_steps=4)
    rates = schedule.rates([0, 1, 3, 4, 9, 14, 20], np.float32)
    np.testing.assert_allclose(rates, [0.0, 0.1, 0.3, 0.4, 0.2, 0.0, 0.0], rtol=2e-6, atol=1e-9)


def test_the_text_book_is_wrong_about_staircase():
    """`staircase` does not switch the decay off."""
    rates = Exponential(learning_rate=0.1, decay_steps=1, decay_rate=0.99, staircase=True).rates([1, 2, 3])
    np.testing.assert_allclose(rates, [0.099, 0.09801, 0.0970299], rtol=1e-14)


class Sinking(Schedule, frozen=True, tag="tests.sinking"):
    """Below zero after five steps, and, as a plug-in may be, without a value after ten."""

    formula = "learning_rate * (5 - step) + 0 * sqrt(10 - step)"
    learning_rate: LearningRate = 0.1


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"optimizer": Momentum()},
        {"problem": Training(data=Ring(examples=10), model=Model(hidden=(2,)))},
        {"problem": Training(data=StraightLine(examples=10))},
    ],
)
def test_a_run_ends_where_a_plug_in_gives_no_rate(settings, precision):
    """It went on uphill, or was said to have diverged."""
    assert np.isnan(Sinking().rates([5, 6, 10, 11])).tolist() == [False, True, True, True]
    recording = run(Experiment(schedule=Sinking(), precision=precision, **settings))
    assert recording.outcome == Outcome("unrated", 7)
    assert recording.published == 7
    assert kept_of(recording)["broken"] == 7
    assert outcome_text(recording.outcome) == "ended at step 7: the schedule gives no learning rate for it"


@pytest.mark.parametrize("optimizer", [GradientDescent(), Momentum()])
def test_nothing_is_said_of_steps_to_come_that_have_no_rate(optimizer):
    later = Sinking(learning_rate=1e-3)
    for problem in (CourseSquare(), Training(data=StraightLine(examples=10))):
        start = problem.minima[0] if isinstance(problem, CourseSquare) else ()
        outcome = run(
            Experiment(problem=problem, optimizer=optimizer, schedule=later, initial=start, steps=4)
        )
        assert outcome.outcome.kind in ("still", "done", "converged")
