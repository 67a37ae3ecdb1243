"""How numbers are written: the value rounded to the digits shown, and read back by the module's reader."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gdviz.notation.formulas import substituted
from gdviz.notation.numbers import (
    NARROW,
    entry,
    exact,
    factor,
    fixed,
    literal,
    number,
    percent,
    printed,
    read,
    stored,
    to_digits,
)

doubles = st.floats(-1e300, 1e300)
usual = st.floats(-1e6, 1e6) | st.floats(1e-9, 1.0) | st.integers(-(10**8), 10**8).map(float)
singles = (st.floats(width=32, allow_nan=False, allow_infinity=False) | st.floats(-1000, 1000, width=32)).map(
    np.float32
)
numbers = doubles | usual | singles
MATHEMATICS = {
    "number": number,
    "with more decimals": lambda value: number(value, decimals=9),
    "four digits": lambda value: to_digits(value, 4),
    "exact": exact,
    "factor": factor,
}
EXACT = Context(prec=800, rounding=ROUND_HALF_EVEN, Emax=10**6, Emin=-(10**6))


def decimal(text):
    """The number that a text shows, and the power of ten of its last digit."""
    text = text.strip("()").replace(NARROW, "").replace("−", "-")
    mantissa, _, power = text.partition("×10")
    if re.fullmatch("-?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", text):
        mantissa, power = text[: text.index("10")] + "1", text[text.index("10") + 2 :]
    exponent = int(power.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")) or 0)
    shown = Decimal(mantissa).scaleb(exponent, EXACT)
    return shown, shown.as_tuple().exponent


def rounds_to(value, text):
    """Whether the text is the value rounded to the digits that it shows."""
    shown, last = decimal(text)
    value = Decimal(float(value))
    return abs(value - shown) <= Decimal("0.5000000001").scaleb(last, EXACT)


@pytest.mark.parametrize("write", MATHEMATICS.values(), ids=MATHEMATICS)
@given(value=numbers)
@example(value=np.float32(12.959999))
@example(value=np.float32(-0.99999994))
@example(value=12345678.25)
@example(value=0.1 + 0.2)
def test_what_is_written_is_the_value_rounded_to_the_digits_shown(write, value):
    text = write(value)
    assert rounds_to(value, text), text
    assert read(text.strip("()")) == float(decimal(text)[0])


@given(value=singles)
def test_no_digit_is_shown_that_a_number_of_single_precision_does_not_have(value):
    digits = re.sub("[^0-9]", "", number(value).partition("×")[0]).strip("0")
    assert len(digits) <= 9
    assert np.float32(read(exact(value))) == value


@given(value=numbers)
def test_a_number_never_breaks_across_lines_and_is_grouped_from_five_digits_on(value):
    for text in (number(value), fixed(value, 2) if abs(value) < 1e15 else "0"):
        assert not re.search(r"[ \t\n\u2009,]", text)
        whole = re.match("−?([0-9\u202f]*)", text)[1]
        assert re.fullmatch("[0-9]{0,4}|[0-9]{1,3}(\u202f[0-9]{3})+", whole), text


@given(value=doubles | usual)
def test_an_entry_reads_back_and_has_no_groups(value):
    text = entry(value)
    assert read(text) == pytest.approx(value, rel=1e-14, abs=0)
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?", text)


@given(value=doubles | st.integers(-(10**15), 10**15))
def test_a_literal_reads_back_to_the_same_bits(value):
    assert float(eval(literal(value))) == float(value)
    assert float(stored(value)) == float(value)


@given(value=st.floats(-1e12, 1e12), decimals=st.integers(0, 9))
def test_as_many_decimals_as_asked_for(value, decimals):
    text = fixed(value, decimals)
    assert len(text.partition(".")[2]) == decimals
    assert rounds_to(value, text)
    if abs(value) < 1e7:
        assert rounds_to(value, printed(value, decimals))


@given(value=numbers, other=numbers)
def test_two_numbers_are_told_apart_where_that_is_asked_for(value, other):
    if 1e-3 < abs(float(value)) < 1e5 and abs(float(value) - float(other)) > 1e-6 * abs(float(value)):
        assert number(value, unlike=other) != number(other, decimals=15)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.float32(12.959999), "12.959999"),
        (np.float32(4.665599), "4.665599"),
        (np.float32(2.6), "2.6"),
        (3.297329e-4, "3.297329×10⁻⁴"),
        (1.192093e-7, "1.192093×10⁻⁷"),
        (1e-7, "10⁻⁷"),
        (-1e-7, "−10⁻⁷"),
        (1234, "1234"),
        (12345, "12\u202f345"),
        (1e9, "10⁹"),
        (float("nan"), "NaN"),
        (float("-inf"), "−∞"),
        (0.0, "0"),
        (-0.0, "0"),
    ],
)
def test_examples(value, text):
    assert number(value) == text


def test_nothing_that_is_no_number_is_read():
    for text in ("", "abc", "1,234", "1,2,3", "1,5,", "1_000", "1/0", "1/2/3", "nan", "inf", "10⁻", "×10⁻⁷"):
        assert read(text) is None
    assert read("１０") == 10.0
    assert read("0,05") == read("０，０５") == read("0,5/10") == 0.05
    assert read("−1,5e3") == read("-1.500,0") == read("-1500") == -1500.0
    assert read("1,234,567", whole=True) == 1234567
    assert read(" 2.5·10⁻⁷ ") == read("2.5 × 10⁻⁷") == read("2.5x10⁻⁷") == 2.5e-7


def test_numbers_in_a_formula_are_written_alike():
    assert substituted("2w + 2", {"w": 12345.5}) == "2 × 12\u202f345.5 + 2"
    assert substituted("w²", {"w": 2.5e-7}) == "(2.5×10⁻⁷)²"
    assert percent(0.98666) == "98.7%"
    assert percent(0.9999) == "99.99%"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,5", 1234.5),
        ("1'234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("–0,5", -0.5),
        ("1½", 1.5),
        ("−¼", -0.25),
        ("2,5×10^-3", 0.0025),
        ("10**−3", 0.001),
        ("5e–2", 0.05),
        ("１．５", 1.5),
    ],
)
def test_numbers_as_people_type_them(text, value):
    assert read(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    "text", ["1,234", "12 34", "1 23", "1.5.2", "1..5", "5,", "50%", "½½", "10^", "1 2345"]
)
def test_what_could_be_another_number_is_not_read(text):
    assert read(text) is None
