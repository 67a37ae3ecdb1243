"""``gdviz formula TEXT``: what is understood of a formula, or where it can't be read."""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Sequence

from gdviz.commands.command_error import CommandError
from gdviz.commands.terminal import say
from gdviz.engine.formula import Formula, FormulaError
from gdviz.engine.problem import Break
from gdviz.notation.numbers import exact, read, to_digits

DESCRIPTION = (
    "Print what is understood of a loss as a person writes it: the formula, its variables in the order "
    "of the parameters, what is left out (such as where x lies), the gradient, and for one variable its "
    "kinks, cusps, vertical slopes, jumps and poles, and where it has no value. Whatever is printed can be "
    "typed in the window as well."
)
LOW, HIGH = -10.0, 10.0
PLURALS = {
    "kink": "kinks",
    "cusp": "cusps",
    "vertical": "vertical at",
    "jump": "jumps",
    "pole": "poles",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("text", metavar="TEXT", help="such as 'f(w) = (w + 1)²', or LaTeX")
    parser.add_argument(
        "--from", dest="low", type=_number, default=LOW, metavar="A", help=f"(default {exact(LOW)})"
    )
    parser.add_argument(
        "--to", dest="high", type=_number, default=HIGH, metavar="B", help=f"(default {exact(HIGH)})"
    )


def _number(text: str) -> float:
    value = read(text)
    if value is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number")
    return float(value)


def main(options: argparse.Namespace) -> int:
    """Print the formula. Raises CommandError, with the place of the trouble on standard error."""
    try:
        formula = Formula(text=options.text)
    except FormulaError as error:
        if error.place[1] > error.place[0]:
            say(marked(options.text, *error.place))
        raise CommandError(f"the formula can't be read: {error}") from None
    if not options.low < options.high:
        raise CommandError("--from must be below --to.")
    for left, right in lines_of(formula, options.low, options.high):
        print(f"{left:<12} {right}")
    return 0


def lines_of(formula: Formula, low: float, high: float) -> list[tuple[str, str]]:
    """What is printed: a name and its text in each line."""
    lines = [("loss =", formula.expression), ("variables", ", ".join(formula.parameter_names))]
    if formula.left_out:
        lines.append(("left out", "; ".join(formula.left_out)))
    for name, gradient in zip(formula.parameter_names, formula.gradient_expressions, strict=True):
        lines.append((f"∂loss/∂{name} =", gradient))
    if len(formula.parameter_names) > 1:
        return lines
    found = formula.breaks(low, high)
    between = f"between {exact(low)} and {exact(high)}"
    for kind, plural in PLURALS.items():
        places = [each for each in found if each.kind == kind]
        if places:
            lines.append((plural, f"{_written(formula.parameter_names[0], places)} ({between})"))
    gaps = formula.gaps(low, high)
    if gaps:
        texts = [
            f"at {to_digits(begin, 6)}"
            if begin == end
            else f"from {to_digits(begin, 6)} to {to_digits(end, 6)}"
            for begin, end in gaps
        ]
        lines.append(("no value", f"{', '.join(texts)} ({between})"))
    if not found and not gaps:
        lines.append(("smooth", between))
    return lines


def _written(name: str, places: Sequence[Break]) -> str:
    return ", ".join(f"{name} = {to_digits(each.at, 6)}" for each in places)


def marked(text: str, start: int, stop: int) -> str:
    """The text to the end of a line, with marks below a place; full-width characters take two columns."""
    begin, end = text.rfind("\n", 0, start) + 1, start + len(text[start:].partition("\n")[0])
    marks = " " * _columns(text[begin:start]) + "^" * max(1, _columns(text[start : min(stop, end)]))
    return f"{text[:end]}\n{marks}"


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
