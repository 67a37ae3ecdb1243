"""Every optimizer that there is, found through the union, and what sets each apart."""

import re

import msgspec
import numpy as np
import pytest

from gdviz.engine.averaging import MovingAverage
from gdviz.engine.descent import Descent, run
from gdviz.engine.experiment import Experiment
from gdviz.engine.kinds import kinds_of
from gdviz.engine.optimizer_base import copy_of
from gdviz.engine.optimizers import (
    Adadelta,
    Adam,
    AdamW,
    GradientDescent,
    Momentum,
    Optimizer,
    RMSProp,
    replay,
)
from gdviz.engine.schedules import Constant, Exponential, Polynomial
from gdviz.engine.surfaces import Bowl, Rosenbrock
from gdviz.notation.numbers import read, to_digits

ALL = kinds_of(Optimizer)
VARIANTS = [*(optimizer() for optimizer in ALL), Momentum(nesterov=True), RMSProp(momentum=0.5)]
every = pytest.mark.parametrize("optimizer", VARIANTS, ids=repr)
precisions = pytest.mark.parametrize("precision", ["float32", "float64"])


def rosenbrock(optimizer, precision="float64", steps=200):
    return Experiment(
        problem=Rosenbrock(),
        optimizer=optimizer,
        schedule=Exponential(learning_rate=0.001, decay_steps=50, decay_rate=0.9),
        average=MovingAverage(num_updates=True),
        steps=steps,
        precision=precision,
    )


@every
@precisions
class TestEveryOptimizer:
    def test_the_same_experiment_gives_the_same_bits(self, optimizer, precision):
        first, second = (run(rosenbrock(optimizer, precision)) for _ in range(2))
        assert first.params.dtype == precision
        assert first.params.tobytes() == second.params.tobytes()
        assert first.shadow.tobytes() == second.shadow.tobytes()

    def test_many_bursts_give_the_bits_of_one(self, optimizer, precision):
        whole = run(rosenbrock(optimizer, precision))
        single, odd = (Descent(rosenbrock(optimizer, precision)) for _ in range(2))
        while not single.advance(1):
            pass
        while not odd.advance(37):
            pass
        for descent in (single, odd):
            for name in whole.columns:
                assert descent.recording.column(name).tobytes() == whole.column(name).tobytes(), name

    def test_replay_finds_the_state_to_the_bit(self, optimizer, precision):
        recording = run(rosenbrock(optimizer, precision))
        rows = recording.params, recording.gradient, recording.column("learning_rate")
        halfway = replay(optimizer, *rows, 70)
        kept = copy_of(halfway)
        state = replay(optimizer, *rows, 150, state=halfway, first=70)
        for name, array in replay(optimizer, *rows, 150).items():
            if name in optimizer.slots():
                assert array.tobytes() == state[name].tobytes()
        assert all(np.array_equal(halfway[name], kept[name], equal_nan=True) for name in kept)
        moved = recording.params[150].copy()
        optimizer.update(moved, recording.gradient[150], state, recording.column("learning_rate")[150])
        assert moved.tobytes() == recording.params[151].tobytes()

    def test_lines_say_what_the_step_does(self, optimizer, precision):
        recording = run(rosenbrock(optimizer, precision, steps=20))
        rows = recording.params, recording.gradient, recording.column("learning_rate")
        state = replay(optimizer, *rows, 7)
        before = {name: state[name].copy() for name in optimizer.slots()}
        params, gradient, rate = (column[7] for column in rows)
        for index, name in enumerate("xy"):
            lines = optimizer.lines(params, gradient, state, rate, index=index, name=name)
            (line,) = (line for line in lines if line.symbol == name)
            assert line.value == recording.params[8, index]
            assert line.value.dtype == precision
            assert line.formula.startswith(f"{name} − ") or line.formula.startswith(f"{name}′ − ")
            for line in lines:
                shown = line.formula + line.substituted
                assert "{" not in shown
                assert "nan" not in shown
                assert evaluated(line.substituted) == pytest.approx(float(line.value), rel=1e-3, abs=1e-9)
        for slot, array in before.items():
            assert np.array_equal(state[slot], array), "lines must not change the state"

    def test_scalars_arrays_and_a_rate_for_each_parameter(self, optimizer, precision):
        start, gradient = np.array([1.0, -2.0], precision), np.array([0.3, 0.2], precision)
        moved = []
        for rate in (
            np.array(0.5, precision),
            np.array([0.5], precision),
            np.array([0.5, 0.5], precision),
            0.5,
        ):
            params, state = start.copy(), optimizer.start(start)
            for _ in range(3):
                optimizer.update(params, gradient, state, rate)
            moved.append(params.tobytes())
        assert len(set(moved)) == 1
        params, state = start.copy(), optimizer.start(start)
        optimizer.update(params, gradient, state, np.array([0.0, 0.5], precision))
        assert params[0] == start[0]
        assert params[1] != start[1]

    def test_a_vector_moves_as_its_elements_alone(self, optimizer, precision):
        rng = np.random.default_rng(3)
        start, gradients = rng.normal(size=5).astype(precision), rng.normal(size=(20, 5)).astype(precision)
        rate = np.array(0.05, precision)
        together, state = start.copy(), optimizer.start(start)
        for gradient in gradients:
            optimizer.update(together, gradient, state, rate)
        for place in range(5):
            alone, state = start[[place]], optimizer.start(start[[place]])
            for gradient in gradients[:, [place]]:
                optimizer.update(alone, gradient, state, rate)
            assert alone[0] == together[place]

    def test_the_gradient_is_left_alone_and_the_params_are_moved_in_place(self, optimizer, precision):
        params, gradient = np.ones(2, precision), np.array([0.5, -0.5], precision)
        state = optimizer.start(params)
        optimizer.update(params, gradient, state, np.array(0.1, precision))
        assert gradient.tolist() == [0.5, -0.5]
        assert params[0] < 1 < params[1]
        assert not any(np.shares_memory(params, array) for array in state.values())
        assert not any(np.shares_memory(gradient, array) for array in state.values())


FUNCTIONS = {"sign": np.sign, "abs": abs, "max": max, "min": min, "floor": np.floor, "exp": np.exp}
WRITTEN = "(?:[0-9][0-9.\u202f]*×)?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[0-9][0-9.\u202f]*"


def evaluated(substituted):
    """The value of a line's right side, computed from its text."""
    substituted = re.sub(WRITTEN, lambda found: repr(read(found[0])), substituted)
    for sign, python in (("−", "-"), ("×", "*"), ("²", "**2"), ("√", "ROOT**")):
        substituted = substituted.replace(sign, python)
    root = type("Root", (), {"__pow__": lambda _, number: number**0.5})()
    return eval(substituted, {"__builtins__": {}, "ROOT": root, **FUNCTIONS})


@every
def test_a_quadratic_converges(optimizer):
    ends = []
    for learning_rate in (0.2, 20.0):  # Adadelta's steps begin tiny
        schedule = Polynomial(learning_rate=learning_rate, decay_steps=2000, end_learning_rate=0.0)
        recording = run(Experiment(problem=Bowl(), optimizer=optimizer, schedule=schedule, steps=2000))
        ends.append(recording.column("loss")[-1] / recording.column("loss")[0])
    assert min(ends) < 1e-3


@every
def test_no_learning_rate_no_movement(optimizer):
    recording = run(Experiment(optimizer=optimizer, schedule=Constant(learning_rate=0.0), steps=5))
    assert recording.params.tolist() == [[5.0]] * 6


def path(optimizer, gradients, rate, start=1.0):
    """The parameter after each gradient, in float64."""
    params = np.array([start])
    state, result = optimizer.start(params), []
    for gradient in gradients:
        optimizer.update(params, np.array([gradient]), state, np.array(rate))
        result.append(float(params[0]))
    return result


def test_momentum_without_momentum_is_gradient_descent():
    gradients = [0.5, -0.25, 2.0]
    plain_path = path(GradientDescent(), gradients, 0.1)
    assert path(Momentum(momentum=0.0), gradients, 0.1) == plain_path
    assert path(Momentum(momentum=0.0, nesterov=True), gradients, 0.1) == plain_path


def test_momentum_by_hand():
    assert path(Momentum(momentum=0.5), [1.0, 1.0], 0.1) == pytest.approx([0.9, 0.75])
    assert path(Momentum(momentum=0.5, nesterov=True), [1.0, 1.0], 0.1) == pytest.approx([0.85, 0.675])


def test_rmsprop_begins_from_a_mean_square_of_one():
    (first,) = path(RMSProp(decay=0.9, epsilon=0.0), [3.0], 0.1)
    assert first == pytest.approx(1 - 0.1 * 3 / (1 + (9 - 1) * 0.1) ** 0.5)


def test_adadelta_by_hand():
    (first,) = path(Adadelta(rho=0.9, epsilon=0.01), [2.0], 1.0)
    assert first == pytest.approx(1 - (0.01 / (0.1 * 4 + 0.01)) ** 0.5 * 2)


def test_adams_first_step_is_the_learning_rate():
    assert path(Adam(epsilon=0.0), [1e-6], 0.1) == pytest.approx([0.9])
    assert path(Adam(epsilon=0.0), [-1e6], 0.1) == pytest.approx([1.1])


def test_adamw_without_decay_is_adam_and_with_decay_pulls_to_zero():
    gradients = np.sin(np.arange(50.0))
    adam = path(Adam(epsilon=1e-7), gradients, 0.1)
    assert path(AdamW(weight_decay=0.0), gradients, 0.1) == pytest.approx(adam, rel=1e-9)
    decayed = path(AdamW(weight_decay=0.5), np.zeros(3), 0.1)
    assert decayed == pytest.approx([0.95, 0.95**2, 0.95**3])


def test_overflow_is_a_result_without_noise():
    for optimizer in VARIANTS:
        experiment = Experiment(optimizer=optimizer, schedule=Constant(learning_rate=1e6), steps=2000)
        recording = run(msgspec.structs.replace(experiment, precision="float32"))
        assert recording.finished
        assert np.isfinite(recording.params).all()


def test_lines_of_gradient_descent_and_adam_read_as_in_the_lesson():
    w, g = np.array([2.6]), np.array([7.2])
    (line,) = GradientDescent().lines(w, g, GradientDescent().start(w), 0.2)
    assert (line.symbol, line.formula, line.substituted) == ("w", "w − η·g", "2.6 − 0.2 × 7.2")
    assert float(line.value) == pytest.approx(1.16)
    g[0] = -12.0
    lines = Adam().lines(
        w, g, Adam().start(w), 0.2, number=lambda value: to_digits(round(float(value), 4), 6)
    )
    assert [(line.symbol, line.substituted) for line in lines] == [
        ("m", "0 + (−12 − 0) × (1 − 0.9)"),
        ("v", "0 + ((−12)² − 0) × (1 − 0.999)"),
        ("η′", "0.2 × √(1 − 0.999)/(1 − 0.9)"),
        ("w", "2.6 − 0.0632 × (−1.2)/(√0.144 + 0)"),
    ]
