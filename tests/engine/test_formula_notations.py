"""Formulas as they stand on blackboards, in LaTeX, on Chinese keyboards: what each of them means."""

import math

import numpy as np
import pytest
import sympy

from gdviz.engine.formula import Formula, FormulaError, compiled

SAME = {
    # as people write it: (plainly, variables in order)
    "loss = (w+1)^2": ("(w + 1)^2", "w"),
    # programs and spreadsheets
    "lambda w, b: np.sin(w) + b**2;": ("sin(w) + b^2", "w b"),
    "f = lambda w: tf.square(w)": ("w^2", "w"),
    "(w, b) => Math.pow(w, 2) + b": ("w^2 + b", "w b"),
    "return w.^2 + 2.*w": ("w^2 + 2*w", "w"),
    "np.where(w > 0, w, -w)": ("if w > 0 then w else -w", "w"),
    "WENN(w<0; 0,5; w)": ("if w < 0 then 0.5 else w", "w"),
    "if (w<0) then 1 else w": ("if w < 0 then 1 else w", "w"),
    "1.234,5w + 1,234.5w": ("2469*w", "w"),
    # blackboards and documents
    "sin⁻¹ x + tan^{-1} x": ("asin(x) + atan(x)", "x"),
    "sh x + ch x + th x + ctg x": ("sinh(x) + cosh(x) + tanh(x) + cot(x)", "x"),
    "f: w ↦ w²": ("w^2", "w"),
    "设 f(x) = x²，x>0": ("x^2", "x"),
    "L(w) := (w−1)², w ∈ R": ("(w-1)^2", "w"),
    "x² + y² （x>0）": ("x^2 + y^2", "x y"),
    r"\min_{w} (w-1)^2 \\": ("(w-1)^2", "w"),
    r"\hat{y} &= \tfrac12 \|w\|^2 \tag{1}": ("0.5*abs(w)^2", "w"),
    r"f(w)=\left\{\begin{array}{ll} w^2 & w\ge 0 \\ -w & w<0 \end{array}\right.": (
        "if w >= 0 then w^2 else -w",
        "w",
    ),
    r"L_{\text{train}}(\theta) = 0{,}5\boldsymbol{\theta}^2 + 3\,000": ("0.5*θ^2 + 3000", "θ"),
    r"f\colon w \mapsto \lVert w \rVert": ("abs(w)", "w"),
    "=(w+1)^2": ("(w+1)^2", "w"),
    "当 w<0 时，−w；否则 w": ("if w < 0 then -w else w", "w"),
    "wenn w<0 dann 0 sonst w": ("if w < 0 then 0 else w", "w"),
    "f(w) = w^2": ("w^2", "w"),
    "L(w, b) = (w − 1)² + b²": ("(w-1)^2 + b^2", "w b"),
    "f(b, w) = w − b": ("w - b", "b w"),
    "J(θ_0, θ_1) = θ_0² + θ_1": ("θ0^2 + θ1", "θ0 θ1"),
    "损失 = w²": ("w^2", "w"),
    "y = x^2": ("x^2", "x"),
    "f(e) = e^2": ("f(e) = e*e", "e"),
    "e^2 w": ("exp(2)*w", "w"),
    "sin x": ("sin(x)", "x"),
    "x sin x": ("x*sin(x)", "x"),
    "sin 2x cos 3x": ("sin(2x)*cos(3x)", "x"),
    "sin πx/2": ("sin(π*x)/2", "x"),
    "sin x² + 1": ("sin(x^2) + 1", "x"),
    "sin x(x+1)": ("sin(x)*(x+1)", "x"),
    "sin ½x": ("sin(x/2)", "x"),
    "sin −x": ("sin(-x)", "x"),
    "sinx + lnw": ("sin(x) + ln(w)", "w x"),
    "ln |x|": ("ln(abs(x))", "x"),
    "ln w + log w": ("2*ln(w)", "w"),
    "lg w": ("log10(w)", "w"),
    "log₂ w + log_{10} w": ("log2(w) + log10(w)", "w"),
    "sin²x": ("sin(x)^2", "x"),
    "sin^2 x + cos^{2} x": ("sin(x)^2 + cos(x)^2", "x"),
    "½w²": ("0.5*w^2", "w"),
    "2½w": ("2.5*w", "w"),
    "w²+b²": ("w^2 + b^2", "w b"),
    "x1²+x2²": ("x1^2 + x2^2", "x1 x2"),
    "2x1 + x₂": ("2*x1 + x2", "x1 x2"),
    "w_1 w_{2}": ("w1*w2", "w1 w2"),
    "θ₀ + theta1": ("θ0 + θ1", "θ0 θ1"),
    "abc": ("a*b*c", "a b c"),
    "x10 + x9": ("x9 + x10", "x9 x10"),
    "max(w, 1, w²)": ("max(max(w, 1), w^2)", "w"),
    "min{w; 0,5; w²}": ("min(min(w, 0.5), w^2)", "w"),
    "step w": ("if w >= 0 then 1 else 0", "w"),
    "⌊w⌋ + ⌈w⌉": ("floor(w) - floor(-w)", "w"),
    "softplus w": ("ln(1 + exp(w))", "w"),
    "σ(w)": ("sigmoid(w)", "w"),
    "∛w": ("if w > 0 then w^(1/3) else -(-w)^(1/3)", "w"),
    "0,5w² + 1": ("0.5*w^2 + 1", "w"),
    "1,5w": ("1.5*w", "w"),
    "0,123w": ("0.123*w", "w"),
    "f（x，y）＝（x＋y）＾２，": ("(x+y)^2", "x y"),
    "０．２ｗ＋１。": ("0.2*w + 1", "w"),
    "若 w>0 则 w² 否则 −w": ("if w > 0 then w^2 else -w", "w"),
    "w² if w < 0 else 3w": ("if w < 0 then w^2 else 3*w", "w"),
    "if −1 < w ≤ 2 then w else 0": ("if w > -1 and w <= 2 then w else 0", "w"),
    "if w < −1 or w > 1 then w² else 1": ("max(1, w^2)", "w"),
    "(w > 1)w²": ("if w > 1 then w^2 else 0", "w"),
    r"\frac{1}{2}w^2": ("w^2/2", "w"),
    r"\frac12 \cdot w": ("w/2", "w"),
    r"$f(x) = \dfrac{\sin x}{1 + e^{-x}}$": ("sin(x)/(1 + exp(-x))", "x"),
    r"\left( w - 1 \right)^{2} + \sqrt{w^2+1}": ("(w-1)^2 + sqrt(w^2+1)", "w"),
    r"\sqrt[3]{w}": ("∛(w)", "w"),
    r"\mathcal{L}(\theta) = \theta_{}".replace("_{}", "^2"): ("θ^2", "θ"),
    r"\max\{0, 1 - w\} + \left| w \right|": ("relu(1-w) + abs(w)", "w"),
    r"\operatorname{sigmoid}(w) + \mathrm{e}^{w}": ("sigmoid(w) + exp(w)", "w"),
    r"\ln(1 + w^2) \times \lfloor w \rfloor": ("ln(1+w^2)*floor(w)", "w"),
    r"\begin{cases} w^2 & \text{if } w > 0 \\ -w & \text{otherwise} \end{cases}": (
        "if w > 0 then w^2 else -w",
        "w",
    ),
    r"\begin{cases} -w, & w < -1 \\ w^2, & w \le 1 \\ w, & w > 1 \end{cases}": (
        "if w < -1 then -w else if w <= 1 then w^2 else w",
        "w",
    ),
}
POINTS = np.array([-2.3, -1.0, -0.6, 0.0, 0.3, 0.5, 1.0, 1.7, 2.6])


@pytest.mark.parametrize("text", SAME)
def test_it_means_what_is_meant(text):
    plainly, names = SAME[text]
    found, wanted = Formula(text=text), Formula(text=plainly)
    assert found.parameter_names == tuple(names.split())
    order = [wanted.parameter_names.index(name) for name in found.parameter_names]
    points = np.stack([np.roll(POINTS, 3 * place) for place in range(len(order))], axis=-1)
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(
            found.value(points[:, order]), wanted.value(points), rtol=1e-13, atol=1e-15
        )
        mine, plain = found.gradient(points[:, order]), wanted.gradient(points)[:, order]
    both = np.isfinite(mine) & np.isfinite(
        plain
    )  # at 0, ∛ has none, and another writing another kind of none
    np.testing.assert_allclose(mine[both], plain[both], rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("text", SAME)
def test_what_is_shown_is_read_as_the_same(text):
    found = Formula(text=text)
    heading = f"f({', '.join(found.parameter_names)}) = "
    points = np.random.default_rng(1).uniform(-3, 3, (9, len(found.parameter_names)))
    with np.errstate(all="ignore"):
        values = (found.value(points), *found.gradient(points).T)
        for shown, wanted in zip((found.expression, *found.gradient_expressions), values, strict=True):
            np.testing.assert_allclose(
                Formula(text=heading + shown).value(points), wanted, rtol=1e-9, atol=1e-12
            )


def test_a_product_and_a_variable():
    assert compiled("2x").names == ("x",)
    assert compiled("x2").names == ("x2",)


def test_what_is_not_chosen_may_have_no_derivative():
    root = Formula(text="if w > 0 then √w else w²")
    with np.errstate(all="ignore"):
        assert root.gradient(np.array([-2.0])) == pytest.approx([-4.0])
        assert root.gradient(np.array([4.0])) == pytest.approx([0.25])
        assert Formula(text="relu(y)^0.5").gradient(np.array([-1.0])).tolist() == [0.0]


def test_a_value_that_is_none_stays_none():
    formula = Formula(text="if w > 0 then 1 else 2")
    assert math.isnan(formula.value(np.array([math.nan])))
    assert formula.value(np.float32([[1.0], [-1.0]])).dtype == np.float32


def test_piecewise_gradients_agree_with_sympy():
    w = sympy.symbols("w", real=True)
    pieces = sympy.Piecewise((-2 * w - 1, w < -1), (w**2, w < 2), (4 * w - 4, True))
    formula = Formula(text="if w < -1 then -2w - 1 else if w < 2 then w² else 4w − 4")
    for value in (-3.0, -1.5, 0.4, 1.9, 2.7):
        point = np.array([value])
        assert formula.value(point) == pytest.approx(float(pieces.subs(w, value)))
        assert formula.gradient(point)[0] == pytest.approx(float(sympy.diff(pieces, w).subs(w, value)))


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("sine(x)", "sin"),
        ("sqr(x)", "sqrt"),
        ("exq(x)", "exp"),
        ("w + floot(w)", "floor"),
    ],
)
def test_a_misspelled_function_is_no_product(text, near):
    with pytest.raises(FormulaError) as raised:
        compiled(text)
    assert raised.value.values["near"] == near
