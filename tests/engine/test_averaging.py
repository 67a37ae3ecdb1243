"""The shadow: TensorFlow's order of rounding, both starts, debiasing, and bursts of any size."""

import itertools

import numpy as np
import pytest

from gdviz.engine.averaging import MovingAverage, NoAverage, Shadow
from gdviz.engine.descent import run
from gdviz.engine.experiment import Experiment
from gdviz.engine.scripted import Scripted

precisions = pytest.mark.parametrize("precision", ["float32", "float64"])
AVERAGES = [
    MovingAverage(decay=decay, num_updates=num_updates, start=start, debias=debias)
    for decay, num_updates, start, debias in itertools.product(
        (0.0, 0.9, 0.999, 1.0), (False, True), ("value", "zero"), (False, True)
    )
]


def rows(precision, count=200, width=2):
    return np.random.default_rng(5).normal(size=(count, width)).astype(precision)


@precisions
@pytest.mark.parametrize("average", AVERAGES, ids=repr)
def test_bursts_of_any_size_have_the_same_bits(average, precision):
    params = rows(precision)
    steps = np.arange(len(params))
    whole = Shadow(average, params[0]).follow(params, steps)
    assert whole.dtype == precision
    for size in (1, 7, 64):
        shadow = Shadow(average, params[0])
        out = np.empty_like(params)
        shadow.follow(params[:0], steps[:0], out[:0])
        for first in range(0, len(params), size):
            burst = slice(first, first + size)
            shadow.follow(params[burst], steps[burst], out[burst])
        assert out.tobytes() == whole.tobytes()


@precisions
def test_the_order_of_rounding_is_tensorflows(precision):
    params = rows(precision, width=1)
    real = params.dtype.type
    expected = [params[0, 0]]
    for value in params[1:, 0]:
        expected.append(expected[-1] - (expected[-1] - value) * (real(1) - real(0.99)))
    shadow = Shadow(MovingAverage(decay=0.99), params[0]).follow(params, np.arange(len(params)))
    np.testing.assert_array_equal(shadow[:, 0], expected)


def test_each_parameter_has_its_own_shadow():
    params = rows("float64", width=3)
    steps, average = np.arange(len(params)), MovingAverage(num_updates=True)
    together = Shadow(average, params[0]).follow(params, steps)
    for place in range(3):
        alone = Shadow(average, params[0, [place]]).follow(params[:, [place]], steps)
        np.testing.assert_array_equal(together[:, [place]], alone)


def test_effective_decay_never_exceeds_the_decay():
    average = MovingAverage(decay=0.5, num_updates=True)
    assert average.effective_decay([0, 1, 2, 8, 9, 10**7]).tolist() == [0.1, 2 / 11, 0.25, 0.5, 0.5, 0.5]
    assert MovingAverage(decay=0.5).effective_decay([0, 10**7], np.float32).tolist() == [0.5, 0.5]


def test_decay_zero_copies_and_decay_one_stands_still():
    params = rows("float64")
    steps = np.arange(len(params))
    copied = Shadow(MovingAverage(decay=0.0), params[0]).follow(params, steps)
    np.testing.assert_allclose(copied, params, atol=1e-15)
    still = Shadow(MovingAverage(decay=1.0), params[0]).follow(params, steps)
    np.testing.assert_array_equal(still, np.tile(params[0], (len(params), 1)))


def test_a_start_at_zero_is_pulled_to_zero_and_debiasing_corrects_it():
    params, steps = np.full((50, 1), 3.0), np.arange(50)
    pulled = Shadow(MovingAverage(decay=0.9, start="zero"), params[0]).follow(params, steps)
    np.testing.assert_allclose(pulled[:, 0], 3 * (1 - 0.9**steps), atol=1e-14)
    for num_updates in (False, True):
        average = MovingAverage(decay=0.9, num_updates=num_updates, start="zero", debias=True)
        corrected = Shadow(average, params[0]).follow(params, steps)
        np.testing.assert_allclose(corrected, params, rtol=1e-13)


@precisions
@pytest.mark.parametrize("num_updates", [False, True])
def test_debiasing_divides_by_one_minus_the_product_of_the_decays(num_updates, precision):
    params = rows(precision)
    steps = np.arange(len(params))
    average = MovingAverage(decay=0.95, num_updates=num_updates, start="zero")
    biased = Shadow(average, params[0]).follow(params, steps)
    debiased = MovingAverage(decay=0.95, num_updates=num_updates, start="zero", debias=True)
    corrected = Shadow(debiased, params[0]).follow(params, steps)
    weight = 1 - np.cumprod(average.effective_decay(steps)[1:])
    np.testing.assert_array_equal(corrected[0], params[0])
    expected = biased[1:] / weight[:, np.newaxis]
    np.testing.assert_allclose(corrected[1:], expected, rtol=1e-5 if precision == "float32" else 1e-12)


def test_where_nothing_is_gathered_the_debiased_shadow_is_the_first_value():
    params = rows("float64")
    shadow = Shadow(MovingAverage(decay=1.0, start="zero", debias=True), params[0])
    still = shadow.follow(params, np.arange(len(params)))
    np.testing.assert_array_equal(still, np.tile(params[0], (len(params), 1)))


def test_a_start_at_the_value_needs_no_debiasing():
    params = rows("float64")
    steps = np.arange(len(params))
    with_switch = Shadow(MovingAverage(debias=True), params[0]).follow(params, steps)
    np.testing.assert_array_equal(with_switch, Shadow(MovingAverage(), params[0]).follow(params, steps))


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        ("float64", ["0.900000", "1.644545", "2.328174", "2.955868"]),
        ("float32", ["0.9", "1.6445453", "2.3281732", "2.955868"]),  # as TensorFlow 2.21 prints them
    ],
)
def test_the_shadow_by_hand(precision, shown):
    """Lesson 6."""
    average = MovingAverage(decay=0.99, num_updates=True)
    recording = run(Experiment(problem=Scripted(), average=average, precision=precision))
    written = str if precision == "float32" else "{:.6f}".format
    assert [written(value) for value in recording.shadow[1:, 0]] == shown
    decays = recording.column("effective_decay")
    np.testing.assert_allclose(decays[1:], [1 / 10, 101 / 110, 101 / 110, 101 / 110], rtol=1e-6)


def test_a_run_without_an_average_has_no_shadow():
    recording = run(Experiment(average=NoAverage(), steps=3))
    assert recording.shadow is None
    assert np.isnan(recording.column("shadow_w")).all()


def test_a_run_has_the_shadow_of_its_rows():
    average = MovingAverage(decay=0.9, num_updates=True, start="zero", debias=True)
    recording = run(Experiment(average=average, advance_global_step=False, steps=30))
    expected = Shadow(average, recording.params[0]).follow(recording.params, np.zeros(31, int))
    np.testing.assert_array_equal(recording.shadow, expected)


@precisions
@pytest.mark.parametrize("average", AVERAGES, ids=repr)
def test_a_copy_goes_on_by_itself_from_the_same_value(average, precision):
    params = rows(precision, width=9)
    steps = np.arange(len(params))
    shadow = Shadow(average, params[0])
    np.testing.assert_array_equal(shadow.value, shadow.copy().follow(params[:1], steps[:1])[0])
    whole = shadow.follow(params, steps)
    np.testing.assert_array_equal(shadow.value, whole[-1])
    part = Shadow(average, params[0])
    part.follow(params[:70], steps[:70])
    copied = part.copy()
    part.follow(params[:90], steps[:90])
    np.testing.assert_array_equal(copied.value, whole[69])
    np.testing.assert_array_equal(copied.follow(params[70:], steps[70:]), whole[70:])


@precisions
def test_few_and_many_parameters_have_the_same_bits(precision):
    params = rows(precision, width=40)
    steps, average = (
        np.arange(len(params)),
        MovingAverage(decay=0.97, num_updates=True, start="zero", debias=True),
    )
    together = Shadow(average, params[0]).follow(params, steps)
    for place in range(0, 40, 4):
        some = np.ascontiguousarray(params[:, place : place + 4])
        np.testing.assert_array_equal(
            Shadow(average, some[0]).follow(some, steps), together[:, place : place + 4]
        )
