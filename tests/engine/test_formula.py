"""A typed formula: what it may be, that its gradient is right, and that nothing hostile gets anywhere."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gdviz.engine.descent import run
from gdviz.engine.experiment import Experiment
from gdviz.engine.formula import MESSAGES, Formula, FormulaError, compiled
from gdviz.engine.formula.calls import definition
from gdviz.engine.formula.formula_error import MOST_CHARACTERS
from gdviz.engine.formula.parser import FormulaParser
from gdviz.engine.formula.tree import FUNCTIONS
from gdviz.engine.formula.vocabulary import DEFINED
from gdviz.engine.schedules import Constant
from tests.sampling import examples, some

USABLE = {
    # as typed: (as Python and SymPy write it, variables)
    "(w + 1)^2": ("(w + 1)**2", "w"),
    "(w + 1)**2": ("(w + 1)**2", "w"),
    "sin(3x)cos(2y) + (x² + y²)/8": ("sin(3*x)*cos(2*y) + (x**2 + y**2)/8", "x y"),
    "w⁴ − 3w³ + 2": ("w**4 - 3*w**3 + 2", "w"),
    "|x|": ("Abs(x)", "x"),
    "||x|-1|": ("Abs(Abs(x) - 1)", "x"),
    "|x||y|": ("Abs(x)*Abs(y)", "x y"),
    "2^-x": ("2**(-x)", "x"),
    "-x^2+y": ("-x**2 + y", "x y"),
    "2^3^x": ("2**(3**x)", "x"),
    "exp(-x^2)": ("exp(-x**2)", "x"),
    "e^(x/2)": ("exp(x/2)", "x"),
    "√(x²+1)": ("sqrt(x**2 + 1)", "x"),
    "x y + y^2x": ("x*y + y**2*x", "x y"),
    "xy": ("x*y", "x y"),
    "sin²(x) + cos^2(x)y": ("sin(x)**2 + cos(x)**2*y", "x y"),
    "xsin(y)": ("x*sin(y)", "x y"),
    "w1² + 100(w2 − w1²)²": ("w1**2 + 100*(w2 - w1**2)**2", "w1 w2"),
    "w₁w₂": ("w1*w2", "w1 w2"),
    "ｗ＾２＋１": ("w**2 + 1", "w"),
    "（x+1）（y−2）": ("(x + 1)*(y - 2)", "x y"),
    "x × y ÷ 2 · 3": ("x*y/2*3", "x y"),
    "π x": ("pi*x", "x"),
    "2e3 w": ("2000*w", "w"),
    ".5w + 2.": ("w/2 + 2", "w"),
    "ln(1 + exp(-x))": ("log(1 + exp(-x))", "x"),
    "log(1+x^2)log2(2+x²)log10(3+x²)": ("log(1+x**2)*log(2+x**2, 2)*log(3+x**2, 10)", "x"),
    "x^x": ("x**x", "x"),
    "x^0.5/(1+y²)": ("sqrt(x)/(1 + y**2)", "x y"),
    "tanh(x)sinh(y)cosh(y)": ("tanh(x)*sinh(y)*cosh(y)", "x y"),
    "arctan(x) + asin(y/9) + acos(x/9) + tan(y/9)": ("atan(x) + asin(y/9) + acos(x/9) + tan(y/9)", "x y"),
    "sigmoid(3w)": ("1/(1 + exp(-3*w))", "w"),
    "max(x, y²) + min(x, y)": ("Max(x, y**2) + Min(x, y)", "x y"),
    "relu(w − 1)": ("Max(w - 1, 0)", "w"),
    "1/2x": ("x/2", "x"),
    "X^2": ("X**2", "X"),
    "[w + {2}]": ("w + 2", "w"),
    "√x + 3√2": ("sqrt(x) + 3*sqrt(2)", "x"),
}
POINTS = np.array([[0.7, 1.9], [1.3, 0.4], [2.6, 1.1]])


@pytest.mark.parametrize("text", USABLE)
def test_value_and_gradient_agree_with_sympy(text):
    import sympy  # takes a second, in each process that collects tests

    python, names = USABLE[text]
    symbols = sympy.symbols(names.split(), real=True)
    whole = sympy.sympify(python, locals={symbol.name: symbol for symbol in symbols})
    formula = Formula(text=text)
    assert formula.parameter_names == tuple(names.split())
    for point in POINTS[:, : len(symbols)]:
        at = dict(zip(symbols, point, strict=True))
        assert formula.value(point) == pytest.approx(float(whole.subs(at)), rel=1e-12)
        slopes = [float(sympy.diff(whole, symbol).subs(at).doit().evalf()) for symbol in symbols]
        assert formula.gradient(point) == pytest.approx(slopes, rel=1e-11, abs=1e-12)


@pytest.mark.parametrize("text", USABLE)
def test_what_is_shown_can_be_typed_and_is_the_same(text):
    formula = Formula(text=text)
    points = POINTS[:, : len(formula.parameter_names)]
    shown = Formula(text=formula.expression)
    np.testing.assert_allclose(shown.value(points), formula.value(points), rtol=2e-6)
    for place, derivative in enumerate(formula.gradient_expressions):
        wanted = formula.gradient(points)[:, place]
        again = Formula(text=f"f({', '.join(formula.parameter_names)}) = {derivative}")
        np.testing.assert_allclose(again.value(points), wanted, rtol=2e-5, atol=1e-9)


@pytest.mark.parametrize(
    ("text", "shown", "gradient"),
    [
        ("(w + 1)^2", "(w + 1)²", ("2(w + 1)",)),
        ("w⁴ − 3w³ + 2", "w⁴ − 3w³ + 2", ("4w³ − 9w²",)),
        ("sin(3x)cos(2y) + (x² + y²)/8", None, ("3cos(2y)cos(3x) + x/4", "−2sin(3x)sin(2y) + y/4")),
        ("x**2/20 + y**2", "x²/20 + y²", ("x/10", "2y")),
        ("ln(1+exp(-x))", "ln(1 + exp(−x))", ("−exp(−x)/(1 + exp(−x))",)),
        ("xy", "xy", ("y", "x")),
        ("sin²(x)+cos²(x)", "sin(x)² + cos(x)²", ("0",)),
        ("(x-y)^2/2", "(x − y)²/2", ("x − y", "−(x − y)")),
        ("relu(1-w)", "relu(1 − w)", ("if w < 1 then −1 else 0",)),
        ("max(w, w²)", None, ("if w ≥ w² then 1 else 2w",)),
        ("relu(w-1)^2", "relu(w − 1)²", ("if w > 1 then 2(w − 1) else 0",)),
        ("max(w, 1, w²)", None, ("if w² > max(w, 1) then 2w else if w ≥ 1 then 1 else 0",)),
        ("if w>1 then w^2 else 2w-1", "if w > 1 then w² else 2w − 1", ("if w > 1 then 2w else 2",)),
        ("if w>1 and 1<2 then w^2 else 2w", "if w > 1 then w² else 2w", ("if w > 1 then 2w else 2",)),
        ("if w>1 or 1<2 then w^2 else 2w", "w²", ("2w",)),
        (
            "(if w>1 then 0 else w) + (if w>1 and w<3 then 5w else 7)",
            "if w > 1 and w < 3 then (if w > 1 then 5w else 6w) else if w > 1 then 7 else w + 7",
            None,
        ),
        ("sin^(½) w + cos^-½(w)", "sin(w)^0.5 + 1/cos(w)^0.5", None),
        ("max(12\u202f345\u202f678, w)", "max(12\u202f345\u202f678, w)", None),
        ("w^w", None, ("w^w + w^w·ln(w)",)),
        ("5-(w+1)^2/2", "5 − (w + 1)²/2", ("−(w + 1)",)),
        ("w^2-(w+1)^2/2", "w² − (w + 1)²/2", ("2w − (w + 1)",)),
        ("w-1/(1/(w+1))", "w − (w + 1)", ("0",)),
        ("w^0 + w", "1 + w", ("1",)),
        ("w + sin((w-1)^0)", "w + sin(1)", ("1",)),
        ("|w*|w||", "abs(w|w|)", None),
        ("1e300 w*1e300 - 1e300 w*1e300", "…", None),
        ("1e300 w*1e300", "…", None),
        ("w/(1e-300*w*1e-300)", "…", None),
        ("(w^1e200)^1e200", "(w^(10²⁰⁰))^(10²⁰⁰)", None),
        ("(w + 1)^(3e-9)", "(w + 1)^(3×10⁻⁹)", None),
        ("1e20^w", "(10²⁰)^w", None),
        ("2e20^w/w", "(2×10²⁰)^w/w", None),
    ],
)
def test_the_gradient_is_shown_as_mathematics(text, shown, gradient):
    formula = Formula(text=text)
    assert gradient is None or formula.gradient_expressions == gradient
    assert formula.expression == (shown or text)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "empty", (0, 0)),
        ("   ", "empty", (0, 0)),
        ("w +", "operand", (2, 3)),
        ("*w", "operand_first", (0, 1)),
        ("sine(x)", "did_you_mean", (0, 4)),
        ("w + foo", "did_you_mean", (4, 7)),
        ("w + quux", "unknown", (4, 8)),
        ("a+b+c+d+p+q+r+s+t", "too_many_variables", (0, 0)),
        ("3 + 4", "no_variable", (0, 0)),
        ("3 sin", "argument", (2, 5)),
        ("2 + min w", "argument", (4, 7)),
        ("√", "argument", (0, 1)),
        ("x 3", "operator", (2, 3)),
        ("max(x)", "arguments", (0, 6)),
        ("(x", "close", (0, 1)),
        ("x)", "open", (1, 2)),
        ("|x", "close", (0, 1)),
        ("y = x = 2", "equals", (6, 7)),
        ("x^2 + y^2 = 1", "heading", (0, 9)),
        ("f(x y) = x", "heading", (4, 5)),
        ("f(x) = x + y", "not_in_heading", (11, 12)),
        ("f(x, x) = x", "named_twice", (5, 6)),
        ("y = x + y", "named_twice", (8, 9)),
        ("1,234w", "comma", (0, 5)),
        ("w + 12,345", "comma", (4, 10)),
        ("e2 w", "operator", (1, 2)),
        ("\\foo{w}", "command", (0, 4)),
        ("if w then 1 else 2", "comparison", (3, 4)),
        ("if w > 1 else 2", "expected", (9, 13)),
        ("if w > 1 and w then 1 else 2", "comparison", (13, 14)),
        ("if w > 1 then 2", "unfinished", (14, 15)),
        ("⌊w)", "expected", (2, 3)),
        ("f(x) = ", "empty", (0, 0)),
        ("x + 1/0", "undefined", (4, 7)),
        ("ln(-1)x", "undefined", (0, 6)),
        ("(-8)^0.5 + x", "undefined", (0, 8)),
        ("10^400x", "too_large", (0, 6)),
        (f"w{'⁹' * 309}", "too_large", (1, 310)),
        (f"sin{'⁹' * 309} w", "too_large", (3, 312)),
        ("sin^(1e400) w", "too_large", (5, 10)),
        ("w + 2,²", "operator", (5, 6)),
        ("w/0", "undefined", (0, 3)),
        ("w^2/(1-1)", "undefined", (0, 9)),
        ("1.2.3w", "number", (0, 5)),
        ("2.5½w", "number", (0, 4)),
        ("w + 0,5½", "number", (4, 8)),
        ("w; w", "operator", (1, 2)),
        ("w # 2", "character", (2, 3)),
        ("sin()", "operand", (3, 4)),
        ("x, y", "operator", (1, 2)),
    ],
)
def test_trouble_is_named_with_its_place(text, code, place):
    with pytest.raises(FormulaError) as raised:
        compiled(text)
    assert (raised.value.code, raised.value.place) == (code, place)
    assert MESSAGES[code].format(**raised.value.values) in str(raised.value)


HOSTILE = [
    "w.__class__",
    "().__class__.__bases__[0]",
    "__import__('os').system('true')",
    "exec(w)",
    "eval('w')",
    "open('/etc/passwd')",
    "lambda: w",
    "[w for w in w]",
    "9**9**9**9",
    "w + 9^9^9^9",
    "2^(10^(10^10))w",
    "10**10**10**w**9**9**9",
    "(" * 10_000 + "w" + ")" * 10_000,
    "(" * 240 + "w" + ")" * 240,
    "-" * 499 + "w",
    "|" * 499,
    "9" * 1_000_000 + "w",
    "9" * 499 + "w",
    "w" * 500,
    "w^" * 249 + "w",
    "+".join(["w"] * 250),
    "sin(" * 100 + "w" + ")" * 100,
    "sin(" * 39 + "w" + ")" * 39,
    "x^" * 38 + "x",
    "(" * 39 + "x" + "*x+1)" * 39,
    "(x+y)" * 99,
    "\x00w",
    "w\n\n",
    "𝑥²",
    "ẃ",
    "w\u202e2",
]


@pytest.mark.parametrize("text", some(HOSTILE, 16), ids=lambda text: ascii(text[:12]))
def test_hostile_text_stays_small(text):
    compiled.cache_clear()
    tracemalloc.start()
    try:
        compiled(text)
    except FormulaError as error:
        assert len(str(error)) < 250
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 20e6


@given(st.text(max_size=60))
@example("e" * 60)
def test_any_text_is_a_formula_or_a_sentence(text):
    try:
        formula = compiled(text)
    except FormulaError as error:
        start, stop = error.place
        assert 0 <= start <= stop <= len(text)
        assert str(error)
    else:
        assert formula.names


ONE_ARGUMENT = sorted(
    {name for name, count in FUNCTIONS.items() if count == 1}
    | {name for name in DEFINED if definition(FormulaParser, name)[1] == ("a",)}
    | {"cbrt", "sum(i=1..2, i·", "∛"}
)
ATOMS = st.sampled_from(["x", "y", "2", "0.5", "π", "3x", "x²", "|y|"])
FORMULAS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("({0}){1}({2})".format, inner, st.sampled_from([" + ", " − ", "*", "/", ""]), inner),
        st.builds("{0}({1})".format, st.sampled_from(ONE_ARGUMENT), inner).map(
            lambda text: text + ")" * (text.count("(") - text.count(")"))
        ),
        st.builds("({0}){1}".format, inner, st.sampled_from("²³")),
        st.builds("{0}({1}, {2})".format, st.sampled_from(["min", "max"]), inner, inner),
        st.builds("(if {0} > {1} then {1} else {2})".format, inner, inner, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=examples(60))
@given(FORMULAS, st.floats(0.3, 1.7), st.floats(0.3, 1.7))
def test_gradient_agrees_with_central_differences(text, x, y):
    try:
        formula = Formula(text=f"{text} + 0x + 0y"[:MOST_CHARACTERS])
    except FormulaError as error:
        assert error.code in ("too_large", "undefined")
        return
    point = np.array([x, y])
    shifts = np.diag([1e-6, 1e-6])
    with np.errstate(all="ignore"):
        gradient = formula.gradient(point)
        middle = formula.value(point)
        ahead = (formula.value(point + shifts) - middle) / 1e-6
        behind = (middle - formula.value(point - shifts)) / 1e-6
        # Where the two sides disagree there is a kink or a pole: nothing to compare with.
        smooth = (np.abs(ahead - behind) < 1e-4 * (1 + np.abs(ahead))) & (np.abs(middle) < 1e4)
        smooth &= np.isfinite(gradient)  # acos(x²/x²): the chain rule has 0 × ∞
    central = (ahead[smooth] + behind[smooth]) / 2
    np.testing.assert_allclose(gradient[smooth], central, rtol=1e-3, atol=1e-3)


@given(FORMULAS, st.floats(0.3, 1.7), st.floats(0.3, 1.7))
def test_what_is_shown_is_what_is_computed(text, x, y):
    """Whatever is typed: the shown loss and derivatives, read back, have the same values."""
    try:
        formula = Formula(text=f"({text})/2 - (x + 2y)^2*0.5")
    except FormulaError as error:
        assert error.code in ("too_large", "undefined", "too_long")
        return
    point = np.array([x, y])
    with np.errstate(all="ignore"):
        computed = [formula.value(point), *formula.gradient(point)]
        for shown, wanted in zip((formula.expression, *formula.gradient_expressions), computed, strict=True):
            if shown == "…" or not abs(wanted) < 1e4:
                continue
            again = Formula(text=f"f(x, y) = {shown}").value(point)
            # Numbers are shown with 6 digits; what they are put into may multiply that error.
            np.testing.assert_allclose(again, wanted, rtol=1e-3, atol=1e-3)


def test_precision_is_kept_and_any_leading_axes_work():
    formula = Formula(text="sin(3x)cos(2y) + (x² + y²)/8 + max(x, 1)")
    points = np.linspace(-1, 1, 24, dtype=np.float32).reshape(3, 4, 2)
    assert formula.value(points).dtype == formula.gradient(points).dtype == np.float32
    assert formula.value(points).shape == (3, 4)
    assert formula.gradient(points)[1, 2] == pytest.approx(formula.gradient(points[1, 2]))
    flat = Formula(text="w + 2")
    assert flat.gradient(np.zeros((5, 1))).tolist() == [[1.0]] * 5


def test_a_typed_loss_runs_as_the_built_in_one():
    rate = Constant(learning_rate=0.2)
    typed = run(
        Experiment(problem=Formula(text="(w + 1)^2"), initial=(5.0,), schedule=rate, precision="float32")
    )
    built_in = run(Experiment(schedule=rate, precision="float32"))
    np.testing.assert_array_equal(typed.column("w"), built_in.column("w"))
    np.testing.assert_array_equal(typed.column("loss"), built_in.column("loss"))


def test_start_and_picture_fit_the_variables():
    formula = Formula(text="x² + y²", low=-1.0, high=3.0)
    assert formula.bounds == ((-1.0, 3.0), (-1.0, 3.0))
    assert len(formula.start) == 2
    assert all(formula.low < value < formula.high for value in formula.start)
    with pytest.raises(ValueError, match="'high' must be above 'low'"):
        Formula(low=1.0, high=1.0)


def test_curvature_has_the_digits_of_the_loss():
    """Differences of slopes would have 3 of them far out, and find 10⁻¹⁰ where there is none."""
    assert Formula(text="√(1 + w²)").curvature((1000.0,)) == pytest.approx((1 + 1e6) ** -1.5, rel=1e-9)
    assert Formula(text="w⁴").curvature((0.0,)) == 0.0
    assert Formula(text="w³/w²").curvature((1.3,)) == pytest.approx(0.0, abs=1e-14)
    assert Formula(text="|w²|").curvature((0.0,)) == pytest.approx(2.0)
    found = Formula(text="x³y + sin(xy)").exact_hessians(np.array([[1.2, 0.7]]))[0]
    wanted = [[6 * 1.2 * 0.7 - 0.49 * np.sin(0.84)], [3 * 1.44 + np.cos(0.84) - 0.84 * np.sin(0.84)]]
    assert found[:, 0] == pytest.approx(np.ravel(wanted), rel=1e-14)


def test_curvature():
    assert Formula(text="(w + 1)²").curvature((0.0,)) == pytest.approx(2.0)
    assert Formula(text="x²/20 + y²").curvature((1.0, 1.0)) == pytest.approx(2.0)
    assert Formula(text="|w|").curvature((1.0,)) == 0.0
    assert Formula(text="ln(w)").curvature((-1.0,)) is None


def test_equal_parts_are_computed_once():
    tape = compiled("(x+1)^2 + sin((x+1)^2)").value
    assert tape.steps == 4  # x + 1, its square, the sine, the sum


def test_a_power_of_nothing_is_no_value_of_what_stands_before_it():
    shown = Formula(text="f(x, y) = y·(x − x)^(x·y)").expression  # y(0)^(xy) would be asked about
    assert Formula(text=f"f(x, y) = {shown}").expression == shown == "y·0^(xy)"


def test_bars_behind_bars_in_an_exponent_can_be_typed_back():
    shown = Formula(text="f(a, b, c) = a·c^(−|−b|)·|−b|/7").expression
    assert Formula(text=f"f(a, b, c) = {shown}").expression == shown == "ac^(−|−b|)·|−b|/7"


def test_bars_before_other_factors_can_be_typed_back():
    shown = Formula(text="2·ln(|w|)·sin(w)·|w|^w").expression
    assert Formula(text=shown).expression == shown
    assert "·|w|" in shown


def test_a_long_part_that_can_mean_two_things_is_quoted_in_short():
    with pytest.raises(FormulaError) as raised:
        Formula(text=f"x/1234({'sin(x)+' * 80}1)").expression  # noqa: B018 - it is the question
    assert raised.value.code == "two_ways"
    assert len(str(raised.value)) < 300


@pytest.mark.parametrize("text", ["w > 0 ? 2 : 2", "2 > 1 ? cosh(3) : w"])
def test_a_formula_that_chooses_a_number_has_it_at_every_point(text) -> None:
    recording = run(Experiment(problem=Formula(text=text)))
    assert recording.outcome.kind == "still"
    assert Formula(text=text).value(np.zeros((2, 3, 1), np.float32)).shape == (2, 3)
