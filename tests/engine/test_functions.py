"""Our own elementary functions: near the true values, and the same bits for numbers and arrays."""

import math

import mpmath
import numpy as np
import pytest

from gdviz.engine import functions
from gdviz.engine.elementary import coefficients

RNG = np.random.default_rng(1)
COUNT = 300
LINE = np.concatenate([RNG.standard_normal(COUNT) * scale for scale in (1e-9, 3e-3, 3.0, 100.0)])
ANGLES = np.concatenate([LINE, LINE * 1e5, RNG.standard_normal(100) * 10.0 ** RNG.uniform(5, 300, 100)])
POSITIVE = np.concatenate([np.exp(RNG.standard_normal(COUNT) * scale) for scale in (1e-3, 3.0, 100.0)])
RATIOS = np.concatenate([RNG.uniform(-1, 1, COUNT), 1 - np.exp(-RNG.exponential(9, COUNT))])

FUNCTIONS = {
    "exp": (mpmath.exp, LINE, 1.2),
    "expm1": (mpmath.expm1, LINE, 1.2),
    "tanh": (mpmath.tanh, LINE, 2.8),
    "sigmoid": (lambda x: 1 / (1 + mpmath.exp(-x)), LINE, 2.5),
    "erf": (mpmath.erf, LINE, 1.2),
    "sinh": (mpmath.sinh, LINE, 3.5),
    "cosh": (mpmath.cosh, LINE, 3.5),
    "log": (mpmath.log, POSITIVE, 1.2),
    "log1p": (mpmath.log1p, POSITIVE, 1.2),
    "log2": (lambda x: mpmath.log(x) / mpmath.log(2), POSITIVE, 0.6),
    "log10": (mpmath.log10, POSITIVE, 0.6),
    "sin": (mpmath.sin, ANGLES, 2.0),
    "cos": (mpmath.cos, ANGLES, 2.0),
    "tan": (mpmath.tan, ANGLES, 3.0),
    "arctan": (mpmath.atan, LINE, 2.0),
    "arcsin": (mpmath.asin, RATIOS, 2.5),
    "arccos": (mpmath.acos, RATIOS, 2.0),
}


def error(result, exact):
    """In units of the last place."""
    return abs(float((mpmath.mpf(result) - exact) / mpmath.mpf(math.ulp(float(exact)))))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_near_the_true_value(name):
    exactly, x, most = FUNCTIONS[name]
    with mpmath.workprec(1300 if x is ANGLES else 200):
        results = getattr(functions, name)(x).tolist()
        assert max(error(a, exactly(mpmath.mpf(b))) for a, b in zip(results, x.tolist(), strict=True)) < most


@pytest.mark.parametrize("name", FUNCTIONS)
def test_float32_is_rounded_once(name):
    exactly, x, _ = FUNCTIONS[name]
    x = x[(np.abs(x) < 80) & (np.abs(x) > 1e-30)].astype(np.float32)
    result = getattr(functions, name)(x)
    with mpmath.workprec(200):
        exact = np.array([float(exactly(mpmath.mpf(each))) for each in x.tolist()]).astype(np.float32)
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result, exact)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_numbers_and_arrays_have_the_same_bits(name, dtype):
    function, x = getattr(functions, name), FUNCTIONS[name][1]
    x = x[(np.abs(x) > 1e-30) & (np.abs(x) < 1e30)].astype(dtype)
    with np.errstate(over="ignore"):
        whole = function(x)
        assert whole.tobytes() == np.array([function(each) for each in x], dtype).tobytes()
        assert whole.tobytes() == function(np.tile(x, 20))[-len(x) :].tobytes()
        assert whole[:6].reshape(2, 3).T.tobytes() == function(x[:6].reshape(2, 3).T).tobytes()
        assert whole[:3].tobytes() == function(x[:3]).tobytes()
    assert type(function(x[0])) is dtype
    assert type(function(0.5)) is float
    assert function(np.array([1, 1])).dtype == np.float64


SPECIAL = np.array([0.0, -0.0, 1.0, -1.0, np.inf, -np.inf, np.nan, 1e-310, 1.7e308, -1e308, 710.5, -746.0])


@pytest.mark.parametrize("name", sorted({*FUNCTIONS} - {"expm1", "log1p", "sigmoid", "erf"}))
def test_special_values_are_numpys(name):
    with np.errstate(all="ignore"):
        expected = getattr(np, name)(SPECIAL)
        result = getattr(functions, name)(SPECIAL)
        np.testing.assert_allclose(result, expected, rtol=1e-14, atol=1e-320)
        one_by_one = [getattr(functions, name)(each) for each in SPECIAL.tolist()]
    np.testing.assert_array_equal(result, one_by_one)


def test_powers_are_near_the_true_value():
    x = np.concatenate([POSITIVE, 1 + RNG.standard_normal(100) * 1e-4])
    y = np.concatenate([RNG.standard_normal(len(POSITIVE)) * 3, 10.0 ** RNG.uniform(1, 6, 100)])
    results = functions.power(x, y)
    one_by_one = np.array([functions.power(*pair) for pair in zip(x, y, strict=True)])
    assert results.tobytes() == one_by_one.tobytes()
    with mpmath.workprec(300):
        for a, b, result in zip(x.tolist(), y.tolist(), results.tolist(), strict=True):
            exact = mpmath.mpf(a) ** mpmath.mpf(b)
            if 1e-300 < exact < 1e300:
                assert error(result, exact) < 0.6


def test_special_powers_are_numpys():
    x, y = np.meshgrid(SPECIAL, [*SPECIAL, 0.5, -0.5, 3.0, -3.0, 70.0, 71.0, 1e300, -1e300])
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(functions.power(x, y), np.power(x, y), rtol=1e-11)
        for whole in range(-70, 71):
            np.testing.assert_allclose(
                functions.power(LINE, float(whole)), np.power(LINE, float(whole)), rtol=2e-14
            )


def test_whole_results_are_whole():
    tens = [functions.log10(10.0**k) for k in range(-20, 21)]
    assert tens == list(range(-20, 21))
    assert functions.log2(2.0 ** np.arange(-1000, 1000)).tolist() == list(range(-1000, 1000))
    assert functions.power(3.0, 30.0) == 3**30
    assert functions.power(np.full(9, 3.0), np.arange(9.0)).tolist() == [3**k for k in range(9)]


def test_tables_are_correctly_rounded():
    with mpmath.workprec(200):
        steps = [mpmath.mpf(k) / coefficients.UNIT for k in range(coefficients.UNIT + 1)]
        assert [float(mpmath.atan(each)) for each in steps] == coefficients.tangents()
        assert [float(mpmath.log(1 + each)) for each in steps] == list(
            map(coefficients.near, coefficients.logarithms())
        )
        powers = [
            float(mpmath.mpf(2) ** (mpmath.mpf(k) / coefficients.OCTAVE)) for k in range(coefficients.OCTAVE)
        ]
        assert [float(mpmath.erf(each)) for each in steps] == coefficients.errors()[: len(steps)]
        assert powers == [high for high, _ in coefficients.powers_of_two()]
        assert [float(mpmath.tanh(each)) for each in steps] == coefficients.hyperbolic_tangents()[
            : len(steps)
        ]
        assert [float(mpmath.erf(each)) for each in steps] == coefficients.errors()[: len(steps)]
