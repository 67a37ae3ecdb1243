"""Formulas as they stand on blackboards, in LaTeX, on Chinese keyboards: what each of them means."""

import contextlib
import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdviz.engine.formula import Formula, FormulaError, compiled
from gdviz.engine.formula.characters import GREEK, plain
from tests.sampling import examples

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
    "w.pow(2).sum() + b.square()": ("w^2 + b^2", "w b"),
    "f <- function(x) x^2": ("x^2", "x"),
    "f = (x) => { return x**2; }": ("x^2", "x"),
    "function f(w) { return w*w; }": ("w^2", "w"),
    "F.relu(w) + torch.nn.functional.gelu(w)": ("relu(w) + gelu(w)", "w"),
    "SUM(A1:A3) + MAX(A1:A2; 0)": ("A1 + A2 + A3 + max(A1, A2, 0)", "A1 A2 A3"),
    "1_000w": ("1000w", "w"),
    "I(w > 0)w": ("if w > 0 then w else 0", "w"),
    "if w > 1||w<-1 then w else 2": ("if w > 1 or w < -1 then w else 2", "w"),
    "{w², w => 0; -w, w < 0}": ("if w >= 0 then w^2 else -w", "w"),
    # where the variable lies
    "f(x) = x² for −2 ≤ x ≤ 3": ("x^2", "x"),
    "x² + 1 where x ≠ 0": ("x^2 + 1", "x"),
    "当x≥0时，f(x)=x²；": ("x^2", "x"),
    "当x≥0时，f(x)=x²；当x<0时，f(x)=−x": ("if x >= 0 then x^2 else -x", "x"),
    "f: ℝ → ℝ, x ↦ x²": ("x^2", "x"),
    "x的平方加上根号x": ("x^2 + sqrt(x)", "x"),
    # one line of cases
    "{w², w≥0; −w, w<0}": ("if w >= 0 then w^2 else -w", "w"),
    "f(w) = {w² (w ≥ 0), −w (w < 0)": ("if w >= 0 then w^2 else -w", "w"),
    "f(w)=｛2w－1（w≥0），3w（w＜0）｝": ("if w >= 0 then 2w - 1 else 3w", "w"),
    "{w > 1: w; w < −1: −w; otherwise 1}": ("if w > 1 then w else if w < -1 then -w else 1", "w"),
    "{0,5w, w>0; 0,25w, w≤0}": ("if w > 0 then w/2 else w/4", "w"),
    "{0, w<0; w, 0≤w≤1; 1, w>1}": ("min(max(w, 0), 1)", "w"),
    "w², w>0；−w，w≤0": ("if w > 0 then w^2 else -w", "w"),
    "w² if w≥0, −w if w<0": ("if w >= 0 then w^2 else -w", "w"),
    "若w>0则w²；若w≤0则−w": ("if w > 0 then w^2 else -w", "w"),
    "当 w>0 时 w²，当 w≤0 时 −w": ("if w > 0 then w^2 else -w", "w"),
    "w ≥ 0 ? w² : −w": ("if w >= 0 then w^2 else -w", "w"),
    "w≥0？w²：w<−1？2：−w": ("if w >= 0 then w^2 else if w < -1 then 2 else -w", "w"),
    "1 + (w>0 && w<1 ? w : 2)": ("if w > 0 and w < 1 then 1 + w else 3", "w"),
    "if (w>0) w^2 else -w": ("if w > 0 then w^2 else -w", "w"),
    "if w>0: w^2 elif w>-1: 0 else: -w": ("if w > 0 then w^2 else if w > -1 then 0 else -w", "w"),
    "IFS(w>0; w; w<=0; -w)": ("if w > 0 then w else -w", "w"),
    "if w = 0 then 1 else sin(w)/w": ("if w >= 0 and w <= 0 then 1 else sin(w)/w", "w"),
    "if not w ≠ 1 then 2 else w": ("if w >= 1 and w <= 1 then 2 else w", "w"),
    "w = 1 ? 2 : w": ("if w >= 1 and w <= 1 then 2 else w", "w"),
    r"3 + 2\begin{dcases} w^2 & \text{for } w \geq 0, \\ -w & \text{else.} \end{dcases}": (
        "3 + 2(if w >= 0 then w^2 else -w)",
        "w",
    ),
    r"\left\{ \begin{matrix} w^2, & w \ge 0 \\ -w, & w < 0 \end{matrix} \right.": (
        "if w >= 0 then w^2 else -w",
        "w",
    ),
    r"\cases{w^2 & w\ge 0 \cr -w & w<0}": ("if w >= 0 then w^2 else -w", "w"),
    r"\mathbb{1}_{w>0} w": ("if w > 0 then w else 0", "w"),
    # sums
    "Σ_{i=1}^{3} (w − i)²": ("(w-1)^2 + (w-2)^2 + (w-3)^2", "w"),
    "½ ∑ᵢ₌₁³ i(w − xᵢ)² + w": ("((w-x1)^2 + 2(w-x2)^2 + 3(w-x3)^2)/2 + w", "w x1 x2 x3"),
    r"f(w) = \frac{1}{3}\sum\limits_{i=1}^{3}{(w-i)^2}": ("((w-1)^2 + (w-2)^2 + (w-3)^2)/3", "w"),
    r"\sum_{n=0}^{3}\frac{(-1)^n w^n}{n!}": ("1 - w + w^2/2 - w^3/6", "w"),
    r"\sum_{i=1}^{2}\sum_{j=1}^{2} (x_i - j)^2": ("(x1-1)^2 + (x1-2)^2 + (x2-1)^2 + (x2-2)^2", "x1 x2"),
    "∑_(i=1)^3▒〖(𝑤−i)^2 〗": ("(w-1)^2 + (w-2)^2 + (w-3)^2", "w"),
    "sum(i=1..3, (w-i)^2)": ("(w-1)^2 + (w-2)^2 + (w-3)^2", "w"),
    "sum((w-i)^2, i, 1, 3)": ("(w-1)^2 + (w-2)^2 + (w-3)^2", "w"),
    "np.sum((w - i)**2 for i in range(1, 4))": ("(w-1)^2 + (w-2)^2 + (w-3)^2", "w"),
    "mean(w, b, 1) + prod(i=1..3; w − i)": ("(w + b + 1)/3 + (w-1)(w-2)(w-3)", "w b"),
    # vectors
    "f(x) = Σ_{i=1}^{3} x_i²": ("x1^2 + x2^2 + x3^2", "x1 x2 x3"),
    "f(w, b) = w_1 + 2w_2 + b²": ("w1 + 2*w2 + b^2", "w1 w2 b"),
    "lambda x: 100*(x[1] - x[0]**2)**2": ("100*(x1 - x0^2)^2", "x0 x1"),
    "f = @(x) x(1)^2 + 10*x(2)^2": ("x1^2 + 10*x2^2", "x1 x2"),
    # functions, roots, names
    "log(w, 2) + log_3 w + log(w, b)": ("log2(w) + ln(w)/ln(3) + ln(w)/ln(b)", "w b"),
    "³√w + ∜(w²+1) + root(w, 5)": ("∛(w) + (w^2+1)^0.25 + sign(w)abs(w)^(1/5)", "w"),
    "eˣ + e⁻ˣ² + 2ⁿ": ("exp(x) + exp(-x^2) + 2^n", "n x"),
    "arsinh w + sech w + log1p(w²)": ("ln(w + sqrt(w^2+1)) + 1/cosh(w) + ln(1 + w^2)", "w"),
    "w mod 2 + mod(w; 3) + 50% w": ("w - 2floor(w/2) + w - 3floor(w/3) + w/2", "w"),
    "clip(w, −1, 1) + leaky_relu(w) + elu(w)": (
        "min(max(w, -1), 1) + (if w > 0 then 2w else w/100 + exp(w) - 1)",
        "w",
    ),
    "sin 1/x": ("sin(1/x)", "x"),
    "e₁² + e_2 + W + E": ("f(W, E, e_1, e_2) = e_1^2 + e_2 + W + E", "E W e1 e2"),
    "‖w‖₂² + ||b||": ("w^2 + abs(b)", "w b"),
    "||w||_2^2 + [1 − b]_+": ("w^2 + relu(1-b)", "w b"),
    "w_max² + w_{min}": ("f(w_max, w_min) = w_max^2 + w_min", "w_max w_min"),
    r"\hat{y}_1^2 + \bar x": ("y1^2 + x", "x y1"),
    r"{x^2 \over 2} + w_ix_i".replace("w_ix_i", "1"): ("x^2/2 + 1", "x"),
    "erf x + gelu(w)": ("f(x, w) = erf(x) + w(1 + erf(w/sqrt(2)))/2", "w x"),
    "w^T w": ("w^2", "w"),
    "z = f(x, y) = x² + y²": ("x^2 + y^2", "x y"),
    "(2) 求 f(x)=x²+1 的最小值。": ("x^2 + 1", "x"),
    "损失函数：L(w)=(w－1)²": ("(w-1)^2", "w"),
    "y＝x³－3x＋1（－2≤x≤2）": ("x^3 - 3x + 1", "x"),
    "y = x² + 1, 0 < x < 3": ("x^2 + 1", "x"),
    "已知函数f(x)=x²＋㏑x，求f(x)的极值": ("x^2 + ln(x)", "x"),
    "已知f(x)=x²,则f(x)的最小值": ("x^2", "x"),
    "当|w|≤1时，取w²；否则取2|w|－1": ("if |w| <= 1 then w^2 else 2|w| - 1", "w"),
    "若w>0，则w²，否则－w": ("if w > 0 then w^2 else -w", "w"),
    "w✖2➕1‐lb w": ("2w + 1 - log2(w)", "w"),
    "𝑓(𝑥)=𝑥²": ("x^2", "x"),
    "ŷ² + x̂": ("y^2 + x", "x y"),
    "def f(w): return w**2  # loss": ("w^2", "w"),
    "“w²”": ("w^2", "w"),
    # blackboards and documents
    "sin⁻¹ x + tan^{-1} x": ("asin(x) + atan(x)", "x"),
    "cosh^{-1} x + tanh⁻¹(x)": ("acosh(x) + atanh(x)", "x"),
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
    "sin x² + 1": ("sin(x^2) + 1", "x"),
    "sin(x)(x+1) + sin x/x": ("sin(x)*(x+1) + sin(x)/x", "x"),
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


def test_each_means_what_is_meant():
    for text, (plainly, names) in SAME.items():
        means_the_same(text, plainly, names)


def means_the_same(text, plainly, names):
    found, wanted = Formula(text=text), Formula(text=plainly)
    assert found.parameter_names == tuple(names.split()), text
    order = [wanted.parameter_names.index(name) for name in found.parameter_names]
    points = np.stack([np.roll(POINTS, 3 * place) for place in range(len(order))], axis=-1)
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(
            found.value(points[:, order]), wanted.value(points), rtol=1e-13, atol=1e-15, err_msg=text
        )
        mine, plain = found.gradient(points[:, order]), wanted.gradient(points)[:, order]
    both = np.isfinite(mine) & np.isfinite(
        plain
    )  # at 0, ∛ has none, and another writing another kind of none
    np.testing.assert_allclose(mine[both], plain[both], rtol=1e-12, atol=1e-13, err_msg=text)


def test_what_is_shown_is_read_as_the_same():
    for text in SAME:
        is_shown_as_it_is(text)


def is_shown_as_it_is(text):
    found = Formula(text=text)
    heading = f"f({', '.join(found.parameter_names)}) = "
    points = np.random.default_rng(1).uniform(-3, 3, (9, len(found.parameter_names)))
    with np.errstate(all="ignore"):
        values = (found.value(points), *found.gradient(points).T)
        for shown, wanted in zip((found.expression, *found.gradient_expressions), values, strict=True):
            np.testing.assert_allclose(
                Formula(text=heading + shown).value(points), wanted, rtol=1e-9, atol=1e-12, err_msg=text
            )


def test_a_product_and_a_variable():
    assert compiled("2x").names == ("x",)
    assert compiled("x1 + x2").names == ("x1", "x2")


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
    import sympy

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


LETTERS = [
    *"ABCDEFGHIJKLMNPQRSTUVWXYZabcdfghijklmnopqrstuvwxyz",
    *GREEK.translate({ord(sign): None for sign in "πΣΠΓΦ"}),
]
NAMES = st.builds("{}{}".format, st.sampled_from(LETTERS), st.sampled_from(["", "", "₁", "₁₂", "0"]))
NAMES |= st.sampled_from(["e₁", "e_2"])
PATTERNS = (
    "({0})({1})({2})",
    "sin({0})·({1})·({2})",
    "({0})^(({1}) + 2)·({2})",
    "e^(−({0})({1}))·({2})",
    "(({0}) + ({1}))²·({2})",
    "√({0})·({1})/({2})",
    "max(({0})({1}), ({2}))",
    "|{0}|·({1})·ln(({2})² + 1)",
    "∛(({0})({1})) + ({2})",
    "2^(({0})({1}))·({2})",
)


@settings(max_examples=examples(150))
@given(st.lists(NAMES, min_size=3, max_size=3, unique=True), st.sampled_from(PATTERNS))
def test_gradients_of_all_names_can_be_typed_back(names, pattern):
    """Without a heading: no letters run together into a word, and no name is taken for another."""
    formula = Formula(text=pattern.format(*names))
    point = np.array([0.7, 1.3, 0.9])[: len(formula.parameter_names)]
    values = (formula.value(point), *formula.gradient(point))
    for shown, wanted in zip((formula.expression, *formula.gradient_expressions), values, strict=True):
        try:
            again = Formula(text=shown)
        except FormulaError as error:
            assert error.code == "no_variable"
            continue
        places = [formula.parameter_names.index(name) for name in again.parameter_names]
        assert again.value(point[places]) == pytest.approx(wanted, rel=1e-9)


@given(st.sampled_from(sorted(SAME)))
def test_places_stay_places_in_what_was_typed(text):
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Σ x_i²", "index"),
        ("w_{i}", "index"),
        ("Σ_{i=1}^{n} (w − i)²", "ends"),
        ("sum(i=1..2.5, w)", "ends"),
        ("Σ_{i=3}^{1} w", "ends"),
        ("Σ_{i=1}^{1000000} w", "too_many"),
        ("Σ_{i=1}^{200} (w − i)²", "too_many"),
        ("(w−1)² + … + (w−9)²", "terms"),
        ("w!", "factorial"),
        ("{w², w > 0}", "cases"),
        ("{w, w > 0; 2, w + 1}", "comparison"),
        ("geli(w)", "did_you_mean"),
        ("selu(w)", "did_you_mean"),
        ("w > 0 ? 1", "unfinished"),
        ("f(x) = x2 + 1", "not_in_heading"),
        ("f(x) = x_1² + b", "not_in_heading"),
        ("f(x) = i + Σ_{i=1}^{3} x", "not_in_heading"),
        (r"\frac{d}{dx} x^2", "derivative"),
        ("d/dx x²", "derivative"),
        ("dy/dx", "derivative"),
        ("∂f/∂x", "derivative"),
        ("w′²", "prime"),
        ("(y − ŷ)²", "accent"),
        (r"(x - \bar x)^2", "accent"),
        ("|2|x|+1|", "bars"),
        ("f(w) = w² (2)", "numbered"),
        ("x² + y², x + y ≥ 1", "constraint"),
        ("x², y > 1", "constraint"),
        ("x², x > 0, x < 2", "cases"),
        ("2&x", "operator"),
        ("√2x", "two_ways"),
        ("sum x", "argument"),
        ("If(x > 0, x)", "unfinished"),
        ("sum2(w)", "argument"),
        ("f(_) = x", "heading"),
        ("√_2w", "argument"),
        ("w 其中 1", "constraint"),
        ("w², w = 3", "setting"),
        ("w² + b, b = 1, w = 3", "setting"),
        ("f(w) = w², w = 3", "setting"),
        ("L(w) = w²; w_0 = 3", "setting"),
        ("(w + 1)², η = 0.1", "setting"),
        ("(ŷ − y)², y = 1", "accent"),
        ("e^-2x", "two_ways"),
        ("e^xy", "two_ways"),
        ("2^xy", "two_ways"),
        ("x2 + 2x", "two_ways"),
        ("x² + O(x³)", "value"),
        ("f'(x) = 2x", "prime"),
        ("x_{n+1}", "index"),
        ("atan2(y, x)", "did_you_mean"),
        ("√xy", "two_ways"),
        ("√x² + 1", "two_ways"),
        ("f(x)", "value"),
        ("2Γ(x)", "value"),
        ("Σ x", "ends"),
        ("x ~ N(0,1)", "character"),
        ("minimize w² subject to w > 1", "constraint"),
        ("w², s.t. w > 1", "constraint"),
        ("w_ix_i", "index"),
    ],
)
def test_what_is_missing_is_said(text, code):
    with pytest.raises(FormulaError) as raised:
        compiled(text)
    assert raised.value.code == code


@pytest.mark.parametrize("left", ["(w)", "(w) - (1)", "(w)(w)", "(w)|w|", "(w)^2", "(w) sin(w)", "(w)/2"])
@pytest.mark.parametrize("end", ["then w else 3", ", w, else 3", ": w else 3", "then w, else 3"])
def test_a_condition_that_begins_with_a_bracket_goes_on_behind_it(left, end):
    points = np.linspace(-3, 3, 25)[:, np.newaxis] + 0.01
    (value,) = compiled(f"0w + {left}").value(points)[:1]
    for sign, above in ((">", value > 1), ("≤", value <= 1)):
        found = compiled(f"if {left} {sign} (0.5) + 0.5 {end}").value(points)[0]
        assert np.array_equal(found, np.where(above, points[:, 0], 3.0)), (left, sign, end)


@pytest.mark.parametrize(
    ("condition", "meant"),
    [
        ("w < 0.3 ≤ 5", "w < 0.3"),
        ("5 ≥ 0.3 > w", "w < 0.3"),
        ("1 < 2 = 2 < 3 > w", "w < 3"),
        ("w < 0.3 ≤ 0.1", "1 > 2"),
        ("not (w < 0.3 ≤ 5)", "w ≥ 0.3"),
        ("2 ≠ 3 and w > 1", "w > 1"),
        ("2 = 3 or w > 1", "w > 1"),
    ],
)
def test_parts_of_a_condition_that_hold_always_or_never_are_decided(condition, meant):
    found, wanted = (compiled(f"if {each} then w else w^2") for each in (condition, meant))
    assert found.expression == wanted.expression
    assert found.gradient_expressions == wanted.gradient_expressions


@pytest.mark.parametrize("text", ["(if (w) − 1) > 2 then w else 3", "2 + (if (w)(w)) then w else 3"])
def test_a_condition_that_lacks_its_comparison_is_marked_from_its_bracket_on(text):
    with pytest.raises(FormulaError) as raised:
        compiled(text)
    start, stop = raised.value.place
    assert text.index("if") <= start < stop <= len(text)


@pytest.mark.parametrize(
    ("text", "plainly"),
    [
        ("|x||x-1||x-2|", "abs(x)*abs(x-1)*abs(x-2)"),
        ("|x||y||z|", "abs(x)*abs(y)*abs(z)"),
        ("||x|-1|", "abs(abs(x)-1)"),
        ("|x| + ||y|| + ||z||^2", "abs(x) + abs(y) + z^2"),
        ("f(T, k) = k^T k", "k^(T+1)"),
        ("f(T, x) = e^T x", "x*exp(T)"),
        ("w^T w", "w^2"),
        ("2^{(3)}x", "8*x"),
        ("y=x²,x∈[0,2]", "x^2"),
        ("y=x²－2x，其中 x∈[0,3]", "x^2 - 2x"),
    ],
)
def test_signs_with_two_meanings_have_that_of_where_they_stand(text, plainly):
    found, meant = compiled(text), compiled(plainly)
    names = found.names
    assert sorted(names) == sorted(meant.names)
    points = np.random.default_rng(0).uniform(0.2, 3, (20, len(names)))
    order = [names.index(name) for name in meant.names]
    assert found.value(points)[0] == pytest.approx(meant.value(points[:, order])[0])


@pytest.mark.parametrize("operand", ["w", "(w + 1)", "|w|", "⌊w⌋", "π", "w₁", "sin(w)"])
def test_a_raised_digit_before_a_root_is_the_power_of_what_it_stands_at(operand):
    """As the app itself writes 3w²√w: ²√ and ³√ are roots of their own only where nothing is raised."""
    name = "w₁" if "₁" in operand else "w"
    points = np.linspace(0.3, 3, 20)[:, np.newaxis]
    for digit, exponent in (("²", 2), ("³", 3), ("⁴", 4)):
        written = compiled(f"{operand}{digit}√{name}").value(points)[0]
        meant = compiled(f"({operand})^{exponent} * sqrt({name})").value(points)[0]
        assert written == pytest.approx(meant), (operand, digit)
        root = compiled(f"2 {digit}√{name}").value(points)[0]
        assert root == pytest.approx(2 * points[:, 0] ** (1 / exponent))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("w - (1)", lambda w: w - 1),
        ("w + (2)", lambda w: w + 2),
        ("w * (3)", lambda w: 3 * w),
        ("w / (4)", lambda w: w / 4),
        ("w ^ (2)", lambda w: w * w),
        ("w − （2）", lambda w: w - 2),
        ("w + sin (2)", lambda w: w + np.sin(2)),
        ("(1) - w >= 0 ? w : 2", lambda w: np.where(w <= 1, w, 2)),
        ("f(w) = w^2 (1)", lambda w: w * w),
        ("(1) f(w) = w^2", lambda w: w * w),
        ("w (2)", lambda w: 2 * w),
        ("w^2 (3)", lambda w: 3 * w * w),
        ("2 sin(w) (3)", lambda w: 6 * np.sin(w)),
        ("f(w)=w（2）", lambda w: 2 * w),
    ],
)
def test_a_number_in_brackets_is_that_of_an_equation_only_where_it_is_no_operand(text, meant):
    points = np.linspace(0.3, 3, 9)[:, np.newaxis]
    assert compiled(text).value(points)[0] == pytest.approx(meant(points[:, 0]))


@pytest.mark.parametrize(
    ("text", "shown"), [("x " * 390, "x³⁹⁰"), ("x+" * 390 + "x", "391x"), ("x/" * 390 + "x", "1/x³⁸⁹")]
)
def test_hundreds_of_parts_in_a_row_are_no_depth(text, shown):
    assert compiled(text).expression == shown


def test_what_stands_behind_a_formula_again_and_again_takes_no_time():
    began = time.process_time()
    for text in ("x^2, D = [" + "∀x," * 330, "D=" * 499, "x," * 499, " " * 999 + "x"):
        with contextlib.suppress(FormulaError):
            compiled(text)
    assert time.process_time() - began < 2
