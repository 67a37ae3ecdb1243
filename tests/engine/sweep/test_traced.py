"""Functions written down as operations on arrays that are there: the same digits, fewer operations."""

import numpy as np
import pytest

from gdviz.engine import functions
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.objectives import Himmelblau, Rosenbrock
from gdviz.engine.optimizers import Adam, GradientDescent, Momentum, Optimizer
from gdviz.engine.problem import Objective
from gdviz.engine.sweep.rules import do
from gdviz.engine.sweep.steps import Steps, finite_tells, limit_of, traced_loss, traced_update
from gdviz.engine.sweep.traced import Trace, Traced, UntracedError

TEXTS = ("w^4 - 3w^3 + 2", "sin(3x)cos(2y) + (x^2+y^2)/8", "(1+w^2)^w", "w - w")
PROBLEMS = [
    *(kind() for kind in kinds_of(Objective) if kind is not Formula),
    *(Formula(text=text) for text in TEXTS),
]


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda each: each.expression)
def test_every_loss_is_written_down_and_keeps_its_digits(problem, precision) -> None:
    dtype = np.dtype(precision)
    assert traced_loss(problem, dtype) is not None
    random = np.random.default_rng(3)
    start = random.normal(0, 2, (len(problem.start), 3, 40)).astype(dtype)
    steps = Steps(problem, GradientDescent(), start.shape, dtype)
    steps.rate[...] = 0.01
    steps.begin(GradientDescent(), start)
    do(steps.calls[1])
    steps.see(1)
    at = np.moveaxis(steps.rows[1], 0, -1)
    assert steps.loss.tobytes() == np.broadcast_to(problem.value(at), steps.loss.shape).tobytes()
    assert steps.gradient.tobytes() == np.moveaxis(problem.gradient(at), -1, 0).tobytes()
    moved = start - np.moveaxis(problem.gradient(np.moveaxis(start, 0, -1)), -1, 0) * dtype.type(0.01)
    assert steps.rows[1].tobytes() == moved.tobytes()


@pytest.mark.parametrize("kind", kinds_of(Optimizer))
def test_optimizers_are_written_down_but_those_that_count_in_plain_numbers(kind) -> None:
    assert (traced_update(kind(), np.dtype("f4")) is None) == (kind.__name__ == "AdamW")


def test_what_occurs_twice_is_computed_once_and_what_nobody_reads_not_at_all() -> None:
    assert traced_loss(Rosenbrock(), np.dtype("f8")).cost == 12
    assert traced_loss(Himmelblau(), np.dtype("f8"), value=False).cost == 12
    assert traced_update(GradientDescent(), np.dtype("f8")).cost == 2
    assert traced_update(Momentum(), np.dtype("f8")).cost == 4
    adam = traced_update(Adam(), np.dtype("f8"))
    assert set(adam.reads) >= {"m", "v", "beta1_power", "beta2_power"}
    assert "corrected_rate" not in adam.reads


def test_memory_is_used_again_only_when_nobody_reads_it_any_more() -> None:
    trace = Trace()
    x, y = trace.cell(np.ones(2)), trace.cell(np.ones(2))
    given = {"x": x.place, "y": y.place}
    total, product = x + y, x * y
    y[...] = total
    x *= product
    traced = Traced(trace, given, {"x": x.place, "y": y.place})
    arrays = {"x": np.array([2.0, 3.0]), "y": np.array([5.0, 7.0])}
    do(traced.bound(arrays))
    assert arrays["x"].tolist() == [20.0, 63.0]
    assert arrays["y"].tolist() == [7.0, 10.0]


def test_what_decides_by_numbers_is_not_written_down() -> None:
    cell = Trace().cell(np.ones(2))
    for does in (
        lambda: bool(cell > 0),
        lambda: np.where(cell > 0, cell, 1.0),
        lambda: cell[0],
        lambda: np.add(cell, 1.0, out=np.ones(2)),
        lambda: cell + np.ones(2),
        lambda: np.add.reduce(cell),
    ):
        with pytest.raises(UntracedError):
            does()
    assert isinstance(functions.sin(cell), type(cell))


def test_where_infinite_points_look_finite_they_are_looked_at_themselves() -> None:
    assert finite_tells(Himmelblau(), np.dtype("f8"))
    assert not finite_tells(Formula(text="tanh(w)^2"), np.dtype("f8"))


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda each: each.expression)
def test_within_the_limit_of_a_loss_all_its_numbers_are_finite(problem, precision) -> None:
    dtype = np.dtype(precision)
    limit, count = limit_of(problem, dtype), len(problem.start)
    assert limit > 0 or "^w" in problem.expression or "w⁴" in problem.expression  # powers are not known
    random = np.random.default_rng(5)
    size = 10.0 ** random.uniform(-3, np.log10(max(limit, 1e-3)), (2000, count))
    at = (size * random.choice([-1, 1], size.shape)).astype(dtype)
    assert np.isfinite(problem.value(at)).all()
    assert np.isfinite(problem.gradient(at)).all()


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("kind", kinds_of(Optimizer))
def test_steps_that_change_between_two_arrays_are_those_of_the_optimizer(kind, precision) -> None:
    dtype, optimizer, problem = np.dtype(precision), kind(), Himmelblau()
    start = np.random.default_rng(3).normal(0, 2, (2, 3, 40)).astype(dtype)
    steps = Steps(problem, optimizer, start.shape, dtype)
    for _ in range(2):  # the second time in the memory of the first
        steps.rate[...] = 0.01
        steps.begin(optimizer, start)
        params, gradient = start.copy(), np.empty_like(start)
        state = optimizer.start(params)
        for row in range(1, 6):
            before = params.copy()
            problem.gradient(np.moveaxis(params, 0, -1), np.moveaxis(gradient, 0, -1))
            optimizer.update(params, gradient, state, np.full(start.shape[1:], 0.01, dtype))
            do(steps.calls[row % 2])
            assert steps.rows[row % 2].tobytes() == params.tobytes()
            assert steps.rows[row % 2 - 1].tobytes() == before.tobytes()
