"""Formulas as different people write them, each beside what it means, or beside why it can't be read."""

import math
import re
from pathlib import Path

import numpy as np

from gdviz.engine.formula import Formula, FormulaError, compiled

KNOWN = {
    **{name: getattr(np, name) for name in ("sin", "cos", "exp", "sqrt", "log", "pi", "tanh", "where")},
    "np": np,
    "math": math,
    "relu": lambda x: np.maximum(x, 0),
    "sig": lambda x: 1 / (1 + np.exp(-x)),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "sp": lambda x: np.log1p(np.exp(x)),
    "erf": np.vectorize(math.erf),
}
LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "formulas.tsv").read_text("utf-8").splitlines()
    if line[:1] != "#"
]

LONG = (
    "(1+(x+y+1)^2(19-14x+3x^2-14y+6xy+3y^2))(30+(2x-3y)^2(18-32x+12x^2+48y-36xy+27y^2))",  # Goldstein-Price
    "3(1-x)^2exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)exp(-x^2-y^2) - 1/3*exp(-(x+1)^2-y^2)",
    "(Σ_{i=1}^{5} i cos((i+1)x+i)) · (Σ_{j=1}^{5} j cos((j+1)y+j))",
    "Σ_{i=1}^{4} (100(y_i − x_i²)² + (1 − x_i)²)",
)


def text_of(written: str) -> str:
    return re.sub("⟦(.+?)⟧", lambda found: chr(int(found[1], 16)), written.replace("⏎", "\n"))


def reading(written: str) -> Formula | FormulaError:
    try:
        return Formula(text=text_of(written))
    except FormulaError as error:
        return error


def test_each_is_read_as_it_is_meant():
    wrong = []
    for written, names, *meaning in LINES:
        if not meaning:
            continue
        names, found = names.split(", "), reading(written)
        points = np.random.default_rng(0).uniform(0.2, 3, (20, len(names)))
        points[::3] *= -1
        if not isinstance(found, Formula) or sorted(found.parameter_names) != sorted(names):
            wrong.append((written, str(found)))
            continue
        order = [names.index(name) for name in found.parameter_names]
        with np.errstate(all="ignore"):
            values = found.value(points[:, order])
            meant = eval(meaning[0], KNOWN | dict(zip(names, points.T, strict=True)))
        if not np.allclose(values, meant, 1e-10, 1e-12, equal_nan=True):
            wrong.append((written, found.expression))
    assert not wrong


def test_what_can_mean_several_things_or_nothing_is_refused_with_the_reason():
    wrong = []
    for written, code, *meaning in LINES:
        if meaning:
            continue
        found = reading(written)
        if not isinstance(found, FormulaError) or found.code != code[1:]:
            wrong.append((written, str(found)))
        elif not 0 <= found.place[0] <= found.place[1] <= len(text_of(written)):
            wrong.append((written, found.place))
    assert not wrong


def test_both_ways_that_a_question_offers_can_be_typed_and_differ():
    for written, code, *_ in LINES:
        if code == "!two_ways":
            error, text = reading(written), text_of(written)
            start, stop = error.place
            ways = (text[:start] + error.values[way] + text[stop:] for way in ("one", "other"))
            one, other = (Formula(text=way).expression for way in ways)
            assert one != other, written


def test_gradients_of_long_formulas_are_whole_and_can_be_typed_back():
    """Products stay together, as on paper: written out by its variables Goldstein-Price's was left out."""
    for text in LONG:
        formula = Formula(text=text)
        points = np.random.default_rng(0).uniform(-2, 2, (5, len(formula.parameter_names)))
        for place, shown in enumerate(formula.gradient_expressions):
            again = Formula(text=f"f({', '.join(formula.parameter_names)}) = {shown}")
            assert np.allclose(again.value(points), formula.gradient(points)[:, place], 1e-9, 1e-9), shown
    assert len(Formula(text=LONG[0]).gradient_expressions[0]) < 300


LEFT_OUT = {
    "f(x) = x², x ∈ [−2, 2]": ("x ∈ [−2, 2]",),
    "f(w) = w^2 (w ∈ ℝ)": ("(w ∈ ℝ)",),
    "求函数 $f(x)=x^2$ 的最小值": ("求函数", "的最小值"),
    "Consider `w**2 + 1` on [0, 1]": ("Consider", "on [0, 1]"),
}


def test_what_is_left_out_is_shown_as_it_stands():
    assert {text: compiled(text).left_out for text in LEFT_OUT} == LEFT_OUT


HALVES = {
    "((w + b − 1)² + (2w + b − 3)²)/2": ("(w + b − 1) + 2(2w + b − 3)", "(w + b − 1) + (2w + b − 3)"),
    "1/3 ((w − 1)² + (w − 2)²)": ("(2(w − 1) + 2(w − 2))/3",),
}


def test_half_a_sum_of_squares_has_no_twos_in_its_gradient():
    assert {text: compiled(text).gradient_expressions for text in HALVES} == HALVES
