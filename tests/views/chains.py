"""Calculating with what a person can read: chains of equals signs, anew from the digits on screen."""

import math
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """All numbers that are written with the same digits, and what comes of calculating with them."""

    low: float
    high: float

    def _with(self, other, operation):
        other = other if isinstance(other, Span) else Span(other, other)
        ends = [operation(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Span(min(ends), max(ends))

    def __add__(self, other):
        return self._with(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._with(other, lambda a, b: a - b)

    def __mul__(self, other):
        return self._with(other, lambda a, b: a * b)

    def __truediv__(self, other):
        if other.low < 0 < other.high or 0 in (other.low, other.high):
            return Span(-math.inf, math.inf)
        return self._with(other, lambda a, b: a / b)

    def __neg__(self):
        return Span(-self.high, -self.low)

    def __pow__(self, other):
        exponent = (other.low + other.high) / 2
        if abs(exponent - round(exponent)) < 1e-9:
            exponent = round(exponent)
            ends = [self.low**exponent, self.high**exponent]
            if exponent % 2 == 0 and self.low < 0 < self.high:
                ends.append(0.0)
            return Span(min(ends), max(ends))
        return self._with(other, lambda a, b: max(a, 0.0) ** b)

    def meets(self, other, slack):
        return self.low - slack <= other.high and other.low - slack <= self.high


def written(text):
    """The span of a number as it is written."""
    value = float(text)
    mantissa, _, exponent = text.partition("e")
    decimals = len(mantissa.partition(".")[2])
    digits = len(mantissa.replace(".", "").lstrip("0"))
    half = 0.5 * 10.0 ** (int(exponent or 0) - decimals)
    # Short numbers are exact but for the last steps of a float32; others are rounded to their last digit.
    reach = half if decimals >= 6 or digits >= 7 else 2e-7 * abs(value)
    return Span(value - reach, value + reach)


def monotonous(function):
    return lambda span: Span(*sorted((function(span.low), function(span.high))))


RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
NAMES = {
    "N": written,
    "sqrt": monotonous(lambda x: math.sqrt(max(x, 0.0))),
    "cos": monotonous(math.cos),
    "exp": monotonous(math.exp),
    "floor": monotonous(lambda x: math.floor(x + 1e-9)),
    "min": lambda a, b: Span(min(a.low, b.low), min(a.high, b.high)),
    "max": lambda a, b: Span(max(a.low, b.low), max(a.high, b.high)),
    "sign": monotonous(lambda x: (x > 0) - (x < 0)),
    "abs": lambda a: Span(max(a.low, -a.high, 0.0), max(-a.low, a.high)),
    "PI": Span(math.pi, math.pi),
    "E": Span(math.e, math.e),
}


def calculated(part):
    """The span of a part; None where it has letters."""
    text = part.replace("−", "-").replace(" ", "").replace("\u202f", "").replace("×", "*").replace("·", "*")
    text = re.sub(
        r"(?:(\d+(?:\.\d+)?)\*)?(?<![\d.])10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)",
        lambda m: f"{m[1] or 1}e{m[2].translate(RAISED)}",
        text,
    )
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", text)
    text = re.sub(r"⌊(.*?)⌋", r"floor(\1)", text)
    text = re.sub(r"√(\d[\d.]*(?:e-?\d+)?)", r"sqrt(\1)", text).replace("√", "sqrt")
    text = text.replace("π", "PI").replace("e^(", "E^(")
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda m: f"**({m[0].translate(RAISED)})", text).replace("^", "**")
    text = re.sub(r"(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?", lambda m: f"N('{m[0]}')", text)
    names = set(re.findall(r"[^\W\d]+", re.sub(r"'[^']*'", "", text)))
    if not names <= NAMES.keys():
        return None
    return eval(text, {"__builtins__": {}}, NAMES)  # the view's own text, checked above


def assert_chains_hold(equations, precision):
    slack = 3e-6 if precision == "float32" else 1e-9
    for equation in equations:
        spans = [span for span in map(calculated, equation.parts) if span is not None]
        assert len(spans) >= (2 if len(equation.parts) > 2 else 1), equation.text
        size = max(1e-3, abs(spans[-1].low), *(abs(float(n)) for n in re.findall(r"\d+\.\d+", equation.text)))
        for span in spans:
            assert span.meets(spans[-1], slack * size), equation.text
