"""A thousand random runs: what is said of each is checked by other means than those that found it.

By going on ten times as long, by a Hessian from central differences of our own, by the loss around the end,
and by the same run with other learning rates.
"""

import functools
from collections import defaultdict

import msgspec
import numpy as np
import pytest

from gdviz.engine.changes import Change
from gdviz.engine.descent import run
from gdviz.engine.experiment import Experiment
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.objectives import (
    Beale,
    Bowl,
    CourseSquare,
    DoubleWell,
    Himmelblau,
    Parabola,
    Plateau,
    Rastrigin,
    RastriginLine,
    Ravine,
    Rosenbrock,
    Saddle,
)
from gdviz.engine.optimizers import GradientDescent, Momentum, Optimizer
from gdviz.engine.schedules import Constant, CosineRestarts, Exponential, Polynomial
from tests.sampling import EVERY

RUNS = 1000 if EVERY else 300
FORMULAS = (
    *(
        "w^4",
        "w^4 - 3w^3 + 2",
        "-w^2",
        "w^3",
        "abs(w)",
        "exp(w) - w",
        "sqrt(1 + w^2)",
        "ln(1 + w^2)",
        "cos(w)",
    ),
    *("floor(w) + w^2", "abs(w)^1.5", "ln(w^2 + 0.01)", "w ln(w)", "-exp(-w^2)", "w^2(w-1)^2(w+1)^2"),
    *("w^2 + 0.3sin(20w)", "ln(1 + exp(-5w))", "if w > 0 then w^2 else 10w^2", "1e6(w - 1)^2", "x^2+y^2+z^2"),
    *("x^4 + y^4 - 4x*y", "sqrt(x^2 + y^2)", "x^3 - 3x*y^2", "ln(cosh(x)) + y^2", "x^2 + 1000y^2"),
    *("1/(1 + w^2)", "ln(w) + 1/w", "max(w^2, 1)", "2w", "w^2 + 100", "(w - 1)^2 - w^3/20", "relu(w)^2"),
    *(
        "3x^2 + y^2",
        "x^2 y^2",
        "x^4 + y^2",
        "x^2 - y^3",
        "sin(3x)cos(2y) + (x^2 + y^2)/8",
        "(x + y)^2",
        "x*y",
    ),
)


def random_problem(rng):
    kinds = (
        CourseSquare,
        lambda: Parabola(curvature_w=10 ** rng.uniform(-2, 3), minimum_w=rng.uniform(-3, 3)),
        lambda: DoubleWell(tilt=float(rng.choice([0, 0, 0.5, -1, 2]))),
        lambda: Plateau(steepness=10 ** rng.uniform(-0.5, 1)),
        lambda: RastriginLine(ripples=float(rng.choice([0, 1, 10]))),
        lambda: Bowl(
            curvature_x=10 ** rng.uniform(-1, 1),
            curvature_y=10 ** rng.uniform(-1, 1),
            angle=rng.uniform(-90, 90),
        ),
        lambda: Ravine(ratio=10 ** rng.uniform(0, 3)),
        *(Rosenbrock, Himmelblau, Beale, Saddle, Rastrigin),
        *(functools.partial(Formula, text=text) for text in map(str, rng.choice(FORMULAS, 6))),
    )
    return kinds[rng.integers(len(kinds))]()


def random_start(rng, problem):
    low, high = np.array(problem.bounds).T
    places = (
        *((), (0.0,) * len(low)),
        *problem.minima[:1],
        tuple(rng.uniform(low, high).tolist()),
        tuple(rng.uniform(low - 5 * (high - low), high + 5 * (high - low)).tolist()),
    )
    return places[rng.integers(len(places))]


def random_schedule(rng, rate):
    kinds = (
        *(lambda: Constant(learning_rate=rate),) * 4,
        lambda: Constant(learning_rate=rate, warmup_steps=int(rng.integers(1, 20))),
        lambda: Exponential(
            learning_rate=rate,
            decay_rate=float(rng.choice([0.05, 0.5, 0.9, 1.1])),
            decay_steps=int(rng.integers(1, 20)),
            staircase=bool(rng.integers(2)),
        ),
        lambda: Polynomial(learning_rate=rate, decay_steps=30, end_learning_rate=rate / 20),
        lambda: CosineRestarts(
            learning_rate=rate,
            first_decay_steps=int(rng.integers(3, 30)),
            t_mul=float(rng.choice([1.0, 2.0])),
            m_mul=float(rng.choice([0.5, 1.0, 1.5])),
        ),
    )
    return kinds[rng.integers(len(kinds))]()


def random_experiment(rng):
    problem = random_problem(rng)
    start = random_start(rng, problem)
    curvature = problem.curvature(start or problem.start) or 1.0
    around = 2 / curvature * float(rng.choice([1e-4, 0.3, 0.97, 1.0, 1.005, 1.3, 3, 1e3]))
    rate = min(1e6, around if rng.integers(2) else 10 ** rng.uniform(-5, 1))
    kinds = (GradientDescent,) * 12 + (Momentum, lambda: Momentum(nesterov=True)) * 2 + kinds_of(Optimizer)
    steps = int(10 ** rng.uniform(0.5, 1.9))
    return Experiment(
        problem=problem,
        initial=start,
        optimizer=kinds[rng.integers(len(kinds))](),
        schedule=random_schedule(rng, rate),
        steps=steps,
        precision=str(rng.choice(["float32", "float64"])),
        changes=random_changes(rng, steps, 2 / curvature) if rng.integers(4) == 0 else (),
    )


def random_changes(rng, steps, limit):
    rates = [{"schedule.learning_rate": min(1e6, limit * part)} for part in (1e-3, 0.97, 1.0, 1.3)]
    optimizers = [{"optimizer.kind": kind} for kind in ("sgd", "sgd", "sgd", "momentum", "adam")]
    each = [*rates, *optimizers, rates[3] | optimizers[0]]
    places = sorted({*rng.integers(1, steps + 1, 2).tolist()})
    return tuple(Change(step=place, set=each[rng.integers(len(each))]) for place in places)


# -- other means -----------------------------------------------------------------------------------------


def at_rate(recording, rate, times=10, start=None):
    """The same run at a constant rate, so many times as long."""
    experiment = recording.experiment
    return run(
        msgspec.structs.replace(
            experiment,
            schedule=Constant(learning_rate=min(float(rate), 1e6)),
            initial=experiment.initial if start is None else tuple(np.asarray(start, float).tolist()),
            steps=min(2000, times * experiment.steps),
            precision="float64",
            changes=(),
        )
    )


def curvatures(problem, point, h=1e-5):
    """The eigenvalues of the Hessian by second differences of the loss and, where those cancel, the slope."""
    point = np.asarray(point, np.float64)
    step = h * np.maximum(1.0, np.abs(point))
    rows = [
        (problem.gradient(point + each) - problem.gradient(point - each)) / (2 * step[place])
        for place, each in enumerate(np.diag(step))
    ]
    return np.linalg.eigvalsh((np.array(rows) + np.array(rows).T) / 2)


def size_shown(problem):
    low, high = np.array(problem.bounds).T
    return high - low


def settled(recording):
    first, last = recording.column("loss")[[0, -1]]
    ended = recording.outcome.kind in ("diverged", "diverging", "undefined")
    return not ended and last <= first + 1e-9 * max(1, abs(first))


# -- the claims ------------------------------------------------------------------------------------------


def check_converged(recording, longer):
    problem, n = recording.experiment.problem, recording.published
    end, size = recording.params[-1].astype(float), size_shown(problem)
    assert longer.published == longer.rows
    assert np.all(np.abs(longer.params[n:] - end) <= 3e-5 * size)
    if len(end) == 1:
        around = np.array([[-1.0], [1.0]])
    elif len(end) == 2:
        around = np.array([[np.cos(angle), np.sin(angle)] for angle in np.arange(0, 6.28, 0.1)])
    else:
        around = np.random.default_rng(0).normal(size=(100, len(end)))
        around /= np.linalg.norm(around, axis=1, keepdims=True)
    here = float(problem.value(end))
    assert np.all(problem.value(end + 3e-4 * size * around) >= here - 1e-9 * max(1, abs(here)))


def check_diverging(recording, longer):
    lengths = np.linalg.norm(longer.gradient.astype(float), axis=1)
    n = recording.published - 1
    assert longer.outcome.kind == "diverged" or lengths[-1] > lengths[n]
    check_cause(recording)


def check_cause(recording):
    """Above 2/L: L is the curvature there, the loss bends upwards, and no smaller rate diverges."""
    outcome, problem = recording.outcome, recording.experiment.problem
    if outcome.limit is None:
        return
    assert is_plain(recording)
    assert outcome.learning_rate > outcome.limit == 2 / outcome.curvature
    row = recording.params[outcome.row or 0]
    found = curvatures(problem, row)
    assert found[-1] == pytest.approx(outcome.curvature, rel=1e-4)
    assert found[0] >= -1e-6 * found[-1]
    for part in (0.99, 0.8, 0.5, 0.1, 0.01):
        assert settled(at_rate(recording, part * outcome.limit)), part
    if outcome.decisive == "everywhere":
        steep = np.linalg.eigh(hessian_everywhere(problem))[1][:, -1]
        start = np.array(recording.experiment.start) + np.pi * steep  # not the minimum itself
        assert at_rate(recording, 1.01 * outcome.limit, start=start).outcome.kind in ("diverging", "diverged")


def hessian_everywhere(problem):
    middle = np.mean(problem.bounds, axis=1)
    unit = np.eye(len(middle))
    return np.array([problem.gradient(middle + each) - problem.gradient(middle - each) for each in unit]) / 2


def is_plain(recording):
    return all(type(each.optimizer) is GradientDescent for each in recording.phases.settings)


def check_undefined(recording, longer):
    outcome, problem = recording.outcome, recording.experiment.problem
    point = recording.params_rows[outcome.step].astype(float)
    assert not np.isfinite([problem.value(point), *problem.gradient(point)]).all()
    assert np.abs(point).max() < 1e100


def check_oscillating(recording, longer):
    moves = np.diff(recording.params.astype(float), axis=0)
    tail = moves[len(moves) // 2 :]
    turns = (tail[1:] * tail[:-1]).sum(axis=1) < 0
    assert turns.mean() >= 0.5 or not is_plain(recording)
    outcome, problem = recording.outcome, recording.experiment.problem
    assert is_plain(recording) or not outcome.decisive
    if outcome.decisive == "everywhere":
        assert curvatures(problem, recording.params[0])[-1] == pytest.approx(outcome.curvature, rel=1e-4)
        if outcome.learning_rate >= outcome.limit * (1 - 1e-7):
            assert at_rate(recording, outcome.learning_rate).outcome.kind in (
                "oscillating",
                "diverging",
                "diverged",
            )
        else:
            assert outcome.learning_rate > 0.95 * outcome.limit
    if outcome.decisive == "minimum":
        between = recording.params[-2:].mean(axis=0)
        gentle = at_rate(recording, outcome.limit / 3, times=1000, start=between)
        minimum = gentle.params[-1]
        assert curvatures(problem, minimum)[-1] == pytest.approx(outcome.curvature, rel=1e-3)
        beside = minimum + 1e-5 * np.array([1.0, -0.3, 0.7])[: len(minimum)]  # along no axis of symmetry
        for rate, leaves in (
            (max(outcome.learning_rate, 1.02 * outcome.limit), True),
            (0.97 * outcome.limit, False),
        ):
            path = np.abs(at_rate(recording, rate, times=1000, start=beside).params - minimum).max(axis=1)
            assert (path.max() > 1e-3) == leaves


def check_slow(recording, longer):
    outcome = recording.outcome
    path = recording.params.astype(float)
    assert np.all(np.abs(path - path[0]) <= 0.0101 * size_shown(recording.experiment.problem))
    if outcome.limit is None:
        check_numbers(recording)
        return
    assert outcome.learning_rate <= 0.01 * outcome.limit
    assert at_rate(recording, outcome.limit / 2, 1).column("loss")[-1] < recording.column("loss")[-1]


def check_still(recording, longer):
    tail = recording.params[(recording.published - 1) // 2 :].astype(float)
    assert np.all(np.ptp(tail, axis=0) <= 2.01e-5 * size_shown(recording.experiment.problem))
    check_numbers(recording)


def check_numbers(recording):
    outcome = recording.outcome
    assert outcome.loss == pytest.approx(float(recording.column("loss")[-1]), rel=1e-6, nan_ok=True)
    length = np.linalg.norm(recording.gradient[-1].astype(float))
    assert outcome.gradient == pytest.approx(length, rel=1e-3, abs=1e-5)


def check_risen(recording, longer):
    assert recording.outcome.loss > recording.outcome.start_loss
    assert recording.outcome.start_loss == pytest.approx(float(recording.column("loss")[0]))


def check_done(recording, longer):
    assert not recording.column("loss")[-1] > recording.column("loss")[0]


CHECKS = {
    "converged": check_converged,
    "diverging": check_diverging,
    "diverged": lambda recording, longer: check_cause(recording),
    "undefined": check_undefined,
    "oscillating": check_oscillating,
    "slow": check_slow,
    "still": check_still,
    "risen": check_risen,
    "done": check_done,
}


def test_what_is_said_of_random_runs_is_true():
    seen = defaultdict(int)
    for seed in range(RUNS):
        recording = run(random_experiment(np.random.default_rng(seed)))
        outcome = recording.outcome
        seen[outcome.kind] += 1
        seen[outcome.kind, outcome.decisive] += 1
        if not outcome.step:
            continue
        again = outcome.kind in ("converged", "diverging")
        longer = (
            run(msgspec.structs.replace(recording.experiment, steps=10 * recording.experiment.steps))
            if again
            else None
        )
        with np.errstate(all="ignore"):
            try:
                CHECKS[outcome.kind](recording, longer)
            except AssertionError as error:
                raise AssertionError(f"seed {seed}: {outcome}, {recording.experiment}") from error
    assert set(CHECKS) <= set(seen)
    for claim in (
        *(("diverged", "everywhere"), ("diverged", "row"), ("diverging", "everywhere")),
        *(("oscillating", "everywhere"), ("slow", "everywhere")),
    ):
        assert seen[claim] >= (5 if EVERY else 1), claim


@pytest.mark.parametrize(
    "text",
    ["abs(w) + 0.01w^2", "w^2 + relu(w)", "max(w^2, w^2 - 3w)", "abs(x) + x^2 + y^2/3", "(w - abs(w))^2"],
)
def test_a_loss_with_a_kink_is_not_called_quadratic(text):
    """Its second derivative may be the same wherever it is asked for: there is no 2/L all the same."""
    problem = Formula(text=text)
    start = (1.7,) * len(problem.bounds)
    limit = 2 / (problem.curvature(start) or 1)
    for part in (1e-4, 0.97, 1.0, 1.01, 1.5):
        schedule = Constant(learning_rate=part * limit)
        outcome = run(Experiment(problem=problem, initial=start, schedule=schedule, steps=30)).outcome
        assert outcome.decisive != "everywhere", (part, outcome)
