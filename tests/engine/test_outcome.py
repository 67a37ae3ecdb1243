"""How runs end: kinds, the step, and a reason only where it is true."""

import numpy as np
import pytest

from gdviz.engine.descent import Descent, run
from gdviz.engine.experiment import Experiment
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.objectives import (
    Bowl,
    DoubleWell,
    Himmelblau,
    Parabola,
    Plateau,
    Ravine,
    Rosenbrock,
    Saddle,
)
from gdviz.engine.optimizers import GradientDescent, Momentum, Optimizer
from gdviz.engine.outcome import Outcome, OutcomeKind
from gdviz.engine.schedules import Constant, Exponential, PiecewiseConstant
from gdviz.readings.outcome_sentence import outcome_text

both = pytest.mark.parametrize("precision", ["float32", "float64"])


def outcome(rate, **choices):
    return run(Experiment(schedule=Constant(learning_rate=rate), **choices)).outcome


# -- the course's loss, limit 2/L = 1 --------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    ("rate", "steps", "kind", "sentence"),
    [
        (0.2, 40, "converged", "converged by step 40"),
        (0.1, 20, "done", "finished at step 20"),
        (1.0, 40, "oscillating", "oscillates: the learning rate 1 is exactly 2/L"),
        (0.99, 40, "oscillating", "the learning rate 0.99 is just below 2/L = 1"),
        (1.001, 40, "diverging", "diverging at step 40: the learning rate 1.001 is above 2/L = 1"),
        (1.2, 3, "diverging", "diverging at step 3: the learning rate 1.2 is above 2/L = 1"),
        (1.2, 40, "diverging", "diverging at step 40: the learning rate 1.2 is above 2/L = 1"),
        (1.2, 2000, "diverged", "the learning rate 1.2 is above 2/L = 1"),
        (1e6, 200, "diverged", "the learning rate 1\u202f000\u202f000 is above 2/L = 1"),
        (0.0001, 40, "slow", "hardly moved in 40 steps: the learning rate 0.0001 is far below 2/L = 1"),
        (0.0, 40, "slow", "hardly moved in 40 steps: the learning rate 0 is far below 2/L = 1"),
    ],
)
def test_the_course_loss(rate, steps, kind, sentence, precision):
    ended = outcome(rate, steps=steps, precision=precision)
    assert ended.kind == kind
    assert sentence in outcome_text(ended)


@both
def test_a_run_that_merely_grows_keeps_all_its_rows(precision):
    recording = run(Experiment(schedule=Constant(learning_rate=1.2), precision=precision))
    assert recording.published == recording.rows == 41
    assert recording.outcome.step == 40


def test_the_step_of_divergence_is_the_first_row_that_could_not_be_kept():
    recording = run(Experiment(schedule=Constant(learning_rate=1.2), steps=300, precision="float32"))
    assert recording.outcome == Outcome("diverged", 127).because(1.2, 2.0)  # the rate as set, not 1.20000005
    with np.errstate(over="ignore"):
        assert np.isinf(np.square(recording.column("w")[126] * np.float32(1.4)))


@both
def test_a_rate_that_is_too_large_only_at_first_does_no_harm(precision):
    schedule = Exponential(learning_rate=1.5, decay_rate=0.9, decay_steps=1)
    ended = run(Experiment(schedule=schedule, steps=60, precision=precision)).outcome
    assert ended.kind == "converged"
    assert ended.limit is None


@both
def test_the_rate_named_is_the_one_where_the_loss_began_to_rise(precision):
    schedule = Constant(learning_rate=2.0, warmup_steps=7)  # 0, 2/7, 4/7, 6/7, 8/7 ...: past 1 at step 4
    ended = run(Experiment(schedule=schedule, steps=30, precision=precision)).outcome
    assert ended.kind == "diverging"
    assert ended.learning_rate == pytest.approx(8 / 7, rel=1e-6)
    assert ended.limit == 1.0


def test_a_start_at_the_minimum_stays_there_at_any_rate():
    assert outcome(1.2, initial=(-1.0,)).kind == "converged"


# -- other losses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("problem", "limit"),
    [
        (Parabola(curvature_w=8.0), 0.25),
        (Bowl(curvature_x=1.0, curvature_y=4.0, angle=20.0), 0.5),
        (Ravine(ratio=50.0), 1.0),
        (Formula(text="3x^2 + y^2"), 1 / 3),
    ],
)
def test_on_a_quadratic_the_limit_parts_what_settles_from_what_diverges(problem, limit):
    below = outcome(0.9 * limit, problem=problem, steps=2000)
    assert below.kind == "converged"
    above = outcome(1.02 * limit, problem=problem, steps=400)
    assert above.kind == "diverging"
    assert above.limit == pytest.approx(limit, rel=1e-6)
    assert above.learning_rate == pytest.approx(1.02 * limit)
    at = outcome(limit, problem=problem, steps=400)
    assert at.kind == "oscillating"
    assert at.limit == pytest.approx(limit, rel=1e-6)


@pytest.mark.parametrize(("problem", "rate"), [(Rosenbrock(), 0.02), (DoubleWell(), 0.3)])
def test_where_the_curvature_changes_the_reason_says_where(problem, rate):
    ended = outcome(rate, problem=problem, steps=200)
    assert ended.kind == "diverged"
    assert ended.decisive == "row"
    assert ended.learning_rate == rate > ended.limit == 2 / ended.curvature
    assert ended.curvature == pytest.approx(problem.curvature(problem.start), rel=1e-6)
    assert f"at step {ended.row}" in outcome_text(ended)


@pytest.mark.parametrize("rate", [1.31, 1.1, 0.6])
def test_on_a_hill_no_rate_is_blamed(rate):
    ended = outcome(rate, problem=DoubleWell(), initial=(-0.44,), steps=400)
    assert (ended.kind, ended.limit) == ("diverged", None)


@pytest.mark.parametrize("problem", [Formula(text="-w^2"), Saddle()])
@pytest.mark.parametrize("rate", [0.1, 1.5])
def test_where_every_rate_diverges_no_rate_is_blamed(problem, rate):
    for steps in (40, 4000):
        ended = outcome(rate, problem=problem, steps=steps)
        assert ended.kind in ("diverging", "diverged")
        assert ended.limit is None


def test_swinging_around_a_minimum_that_is_too_sharp_for_the_rate():
    ended = outcome(0.03, problem=Himmelblau())
    assert ended.kind == "oscillating"
    assert ended.curvature == pytest.approx(Himmelblau().curvature((3.0, 2.0)))
    assert "the learning rate 0.03 is above 2/L, which is 0.024" in outcome_text(ended)


def test_the_saddle_is_left_ever_faster_for_no_fault_of_the_rate():
    near = outcome(0.1, problem=Saddle(), steps=5)  # still on its way down, along x
    assert near.kind == "done"
    away = outcome(0.1, problem=Saddle(), steps=60)
    assert away == Outcome("diverging", 60)
    assert outcome_text(away) == "diverging at step 60"
    gone = outcome(0.1, problem=Saddle(), steps=3000)
    assert gone.kind == "diverged"
    assert gone.limit is None


def test_on_the_plateau_descent_hardly_moves():
    assert outcome(0.01, problem=Plateau()).kind == "slow"
    assert outcome(0.5, problem=Plateau(), steps=400).kind == "converged"


def test_thrown_onto_the_plateau_a_run_has_not_converged():
    recording = run(Experiment(problem=Plateau(), initial=(0.5,), schedule=Constant(learning_rate=20.0)))
    assert recording.column("loss")[-1] > 0.99  # hardly any gradient, and far from the lowest loss
    assert recording.outcome.kind == "still"
    assert "hardly moves any more" in outcome_text(recording.outcome)


@pytest.mark.parametrize(
    ("problem", "start", "loss"),
    [
        (Plateau(), 50.0, "1"),
        (DoubleWell(), 0.0, "1"),
        (Formula(text="w^4 - 3w^3 + 2"), 0.0, "2"),
        (Saddle(), None, None),
    ],
)
def test_who_stands_on_flat_ground_has_not_converged(problem, start, loss):
    initial = (0.0, 0.0) if start is None else (start,)
    ended = outcome(0.1, problem=problem, initial=initial)
    assert ended.kind == "still"
    assert outcome_text(ended) == f"hardly moves any more at step 40: gradient 0, loss {loss or 0}"


@pytest.mark.parametrize(
    ("text", "decay_rate", "kind"),
    [("|w|", 0.8, "converged"), ("√|w|", 0.9, "risen"), ("|w|", 1.0, "oscillating")],
)
def test_at_a_kink_a_run_has_converged_where_its_steps_stay_short(text, decay_rate, kind):
    schedule = Exponential(learning_rate=0.3, decay_steps=10, decay_rate=decay_rate)
    found = run(Experiment(problem=Formula(text), initial=(1.0,), schedule=schedule, steps=1000)).outcome
    assert found.kind == kind


def test_a_steep_start_makes_no_end_converged():
    recording = run(
        Experiment(problem=Formula(text="w^4"), initial=(100.0,), schedule=Constant(learning_rate=1e-5))
    )
    assert recording.gradient[-1, 0] > 30
    assert recording.outcome.kind == "done"


def test_a_run_that_has_turned_round_is_not_diverging():
    schedule = PiecewiseConstant(boundaries=(7,), values=(1.2, 0.1))
    for steps in (8, 9, 10, 20):
        recording = run(Experiment(schedule=schedule, steps=steps))
        assert recording.outcome.kind == "risen", steps
    assert outcome_text(recording.outcome).startswith("finished at step 20 with loss ")
    assert run(Experiment(schedule=schedule, steps=200)).outcome.kind == "converged"


def test_overflow_is_not_taken_for_a_missing_value():
    ended = outcome(0.1, problem=Formula(text="w^40 - w^39"), initial=(2.0,))
    assert ended.kind == "diverged"


@pytest.mark.parametrize("text", ["exp(w) + exp(-w)", "cosh(w)", "exp(w^2)", "sinh(w)^2"])
def test_a_loss_beyond_all_numbers_is_no_loss_without_a_value(text):
    ended = outcome(0.6, problem=Formula(text=text), initial=(4.0,), steps=50, precision="float64")
    assert ended.kind == "diverged"


def test_nothing_settles_beside_a_jump_downwards():
    assert outcome(0.1, problem=Formula(text="⌊w⌋ + w^2"), initial=(0.0,)).kind == "still"


def test_no_limit_is_told_where_the_curvature_has_no_bounds():
    ended = outcome(1.0, problem=Formula(text="|w|^1.5"), initial=(1.0,), steps=100, precision="float64")
    assert (ended.kind, ended.limit) == ("oscillating", None)


def test_where_the_loss_has_no_value_the_run_ends_undefined():
    recording = run(
        Experiment(problem=Formula(text="ln(w)"), initial=(1.0,), schedule=Constant(learning_rate=0.4))
    )
    assert recording.outcome.kind == "undefined"
    assert recording.published == recording.outcome.step
    assert "the loss or its gradient has no value there" in outcome_text(recording.outcome)
    assert outcome(0.1, problem=Formula(text="ln(w)"), initial=(-1.0,)) == Outcome("undefined", 0)


# -- other optimizers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("optimizer", kinds_of(Optimizer), ids=lambda kind: kind.__name__)
def test_only_for_plain_descent_2_over_l_is_claimed(optimizer):
    for rate in (1e-6, 0.1, 1.0, 1.2, 5.0):
        ended = outcome(rate, optimizer=optimizer(), steps=200)
        if optimizer is not GradientDescent:
            assert (ended.learning_rate, ended.curvature, ended.limit) == (None, None, None)


def test_momentum_bears_more_than_2_over_l_and_diverges_past_its_own_limit():
    momentum = Momentum(momentum=0.5)  # 2 (1 + 0.5) / 2 = 1.5
    assert outcome(1.4, optimizer=momentum, steps=400).kind == "converged"
    assert outcome(1.6, optimizer=momentum, steps=100) == Outcome("diverging", 100)


# -- words -----------------------------------------------------------------------------------------------


def test_a_stopped_run_says_so():
    descent = Descent(Experiment(steps=100))
    descent.advance(12)
    descent.stop()
    assert outcome_text(descent.recording.outcome) == "stopped at step 12"


@pytest.mark.parametrize("kind", ["diverged", "undefined"])
def test_a_run_that_could_not_begin_says_so(kind):
    assert outcome_text(Outcome(kind, 0)).startswith("could not begin: ")


def test_every_kind_has_its_words():
    sentences = {
        outcome_text(Outcome(kind, 7, loss=1.0, start_loss=2.0, gradient=3.0))
        for kind in OutcomeKind.__args__
    }
    assert len(sentences) == len(OutcomeKind.__args__)
    assert all("7" in sentence or "not computed" in sentence for sentence in sentences)
