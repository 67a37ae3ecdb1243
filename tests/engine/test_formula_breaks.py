"""Kinks, jumps and poles of a typed loss of one variable, and of two."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdviz.engine.formula import Formula
from gdviz.engine.formula.breaks import breaks_of
from gdviz.engine.formula.parser import parse_formula
from gdviz.engine.slice import Slice
from tests.sampling import examples

KNOWN = {
    "1/w": [("pole", 0)],
    "1/w²": [("pole", 0)],
    "tan w": [("pole", -np.pi / 2), ("pole", np.pi / 2)],
    "1/(w²-2)": [("pole", -(2**0.5)), ("pole", 2**0.5)],
    "ln w": [("pole", 0)],
    "exp(1/w)": [("pole", 0)],
    "sin(w)/w": [],
    "(w²-1)/(w-1)": [],
    "w²": [],
    "|w|w": [],
    "relu(w)²": [],
    "|w|^1.5": [],
    "w^w": [("vertical", 0)],
    "sin(1/w)": [],
    "|w|": [("kink", 0)],
    "√|w|": [("cusp", 0)],
    "∛w": [("vertical", 0)],
    "∛(w − 1)": [("vertical", 1)],
    "∛(w²)": [("cusp", 0)],
    "|w|^(2/3)": [("cusp", 0)],
    "w^(1/3) + 1": [("vertical", 0)],
    "√(w + 1)": [("vertical", -1)],
    "√(4 − w²)": [("vertical", -2), ("vertical", 2)],
    "arcsin(w/2)": [("vertical", -2), ("vertical", 2)],
    "sign(w)|w|^0.9": [("vertical", 0)],
    "w ln|w|": [("vertical", 0)],
    "if w > 1 then √(w − 1) else 0": [("kink", 1)],
    "∛w³": [],
    "w∛w": [],
    "√(w²)": [("kink", 0)],
    "relu(1-w)": [("kink", 1)],
    "max(w, 1, w²)": [("kink", -1), ("kink", 1)],
    "|sin w| + 1/(w - 0.3)": [("kink", 0), ("pole", 0.3), ("kink", np.pi)],
    "if w>1 then w² else 2w-1": [],
    "if w>1 then w² else w": [("kink", 1)],
    "if w>1 then w else 0": [("jump", 1)],
    "step w + sign(w - 2)": [("jump", 0), ("jump", 2)],
    "⌊w/2⌋": [("jump", -2), ("jump", 0), ("jump", 2), ("jump", 4)],
    "1/(1+e^(-1/w))": [("jump", 0)],
}


@pytest.mark.parametrize("text", KNOWN)
def test_breaks(text):
    found = Formula(text=text).breaks(-3.0, 4.0)
    assert [each.kind for each in found] == [kind for kind, _ in KNOWN[text]]
    np.testing.assert_allclose([each.at for each in found], [at for _, at in KNOWN[text]], atol=1e-9)


@settings(max_examples=examples(30))
@given(
    st.lists(st.integers(-20, 20), min_size=1, max_size=3, unique=True),
    st.sampled_from(["|w - {at}|", "1/(w - {at})", "step(w - {at})", "relu(w - {at})"]),
)
def test_every_break_of_a_sum_is_found(places, part):
    text = " + ".join(part.format(at=f"({at / 7!r})") for at in places)
    found = Formula(text=f"{text} + sin w").breaks(-3.0, 3.0)
    np.testing.assert_allclose([each.at for each in found], sorted(at / 7 for at in places), atol=1e-7)


IN_THE_PLANE = {
    # formula: kinds, and a function that is zero on them
    "1/(w² + b²)": ({"pole"}, lambda w, b: np.hypot(w, b)),
    "1/(w − b)² + w": ({"pole"}, lambda w, b: w - b),
    "|w − b| + w²": ({"kink"}, lambda w, b: w - b),
    "√(w² + b²)": ({"kink"}, lambda w, b: np.hypot(w, b)),
    "max(w, b, 0)": ({"kink"}, lambda w, b: np.minimum(np.minimum(abs(w - b), abs(w)), abs(b))),
    "step(w) + b": ({"jump"}, lambda w, b: w),
    "ln(w² + b² − 1)": ({"pole"}, lambda w, b: np.hypot(w, b) - 1),
    "relu(w − b)²": (set(), None),
    "w² + b² + wb": (set(), None),
}


@pytest.mark.parametrize("text", IN_THE_PLANE)
def test_breaks_of_two_variables_lie_where_they_are(text: str) -> None:
    kinds, zero = IN_THE_PLANE[text]
    found = Formula(text=text).break_lines(((-2.0, 3.0), (-2.5, 2.0)))
    assert {each.kind for each in found} == kinds
    for each in found:
        assert np.all(np.abs(zero(*each.points.T)) < 0.01)


def test_a_plane_through_three_variables_has_its_breaks() -> None:
    whole = Formula(text="|w − c| + b²")
    found = Slice(whole, (0, 1), (0.0, 0.0, 1.0)).break_lines(((-2.0, 2.0), (-2.0, 2.0)))
    assert found, "c is held at 1"
    assert all(each.kind == "kink" for each in found)


def test_all_jumps_of_a_fine_staircase_are_found_up_to_the_right_end():
    found = breaks_of(parse_formula("floor(w^2)")[0], "w", -9.9, 9.9)
    assert [each.kind for each in found] == ["jump"] * 196
    assert found[-1].at == pytest.approx(98**0.5)
