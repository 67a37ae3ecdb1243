"""Where a formula of one variable has a kink, a jump or a pole: found on its tree, named by its values.

A part whose zero may make one (a divisor, what stands in |…|, the two sides of a comparison) is searched for
zeros; what is there is told from the values and derivatives beside it, so that sin(w)/w has no pole.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.formula import tree
from gdviz.engine.formula.gradient import gradient_of, inside_out
from gdviz.engine.formula.tape import Tape
from gdviz.engine.formula.tree import Node
from gdviz.engine.problem import Break, BreakKind

POINTS = 2001  # at which the parts are looked at
MOST = 240  # breaks: more can’t be told apart on a screen
HALVINGS = 60

Function = Callable[[Array], Array]


def breaks_of(root: Node, name: str, low: float, high: float) -> tuple[Break, ...]:
    """The breaks between `low` and `high`, rising, at most `MOST` of them.

    >>> from gdviz.engine.formula.parser import parse_formula
    >>> [each.kind for each in breaks_of(parse_formula("|w - 1| + 1/w")[0], "w", -2.0, 3.0)]
    ['pole', 'kink']
    """
    value = _function(root, name)
    slope = _function(gradient_of(root, (name,))[0], name)
    size = high - low
    low, high = low - 1e-6 * size, high + 1e-6 * size  # what lies at an end is found, too
    found: list[Break] = []
    with np.errstate(all="ignore"):
        places = sorted({at for part in suspects(root) for at in _zeros(_function(part, name), low, high)})
        for at in places:
            if found and at - found[-1].at < 1e-7 * size:
                continue
            kind = kind_at(value, slope, at, size)
            if kind is not None:
                found.append(Break(kind, at))
            if len(found) == MOST:
                break
    return tuple(found)


def gaps_of(root: Node, name: str, low: float, high: float) -> tuple[tuple[float, float], ...]:
    """Where the formula has no value between `low` and `high`: each gap from and to, one point or more.

    >>> from gdviz.engine.formula.parser import parse_formula
    >>> gaps_of(parse_formula("sqrt(w) + sin(w - 5)/(w - 5)")[0], "w", -10.0, 10.0)
    ((-10.0, 0.0), (5.0, 5.0))
    >>> gaps_of(parse_formula("w^w")[0], "w", -10.0, 10.0)
    ((-10.0, 0.0),)
    """
    value = _function(root, name)
    w = np.linspace(low, high, POINTS)
    with np.errstate(all="ignore"):
        inside = np.isnan(value(w))
        turns = np.flatnonzero(inside[:-1] != inside[1:])
        begins, ends = w[turns], w[turns + 1]
        for _ in range(HALVINGS):
            middle = (begins + ends) / 2
            same = np.isnan(value(middle)) == inside[turns]
            begins, ends = np.where(same, middle, begins), np.where(same, ends, middle)
    edges = [_rounded(at) for at in begins.tolist()]
    edges = ([low] if inside[0] else []) + edges + ([high] if inside[-1] else [])
    gaps: list[tuple[float, float]] = []
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        if gaps and gaps[-1][1] == begin:  # x^x has a value at −2, alone
            begin = gaps.pop()[0]
        gaps.append((begin, end))
    return tuple(gaps)


def _function(root: Node, name: str) -> Function:
    tape = Tape((root,), (name,))
    return lambda w: np.broadcast_to(np.asarray(tape(w[:, np.newaxis])[0], np.float64), w.shape)


def suspects(root: Node) -> Iterator[Node]:
    """The parts whose zeros are looked at."""
    for part in inside_out((root,)):
        if part.op in ("/", "max", "min", "at_least", "above"):
            first, second = part.args
            yield second if part.op == "/" else tree.node("-", (first, second))
        elif part.op in ("abs", "sign", "relu", "ln", "log2", "log10", "sqrt") or _is_rough(part):
            yield part.args[0]
        elif part.op in ("asin", "acos"):
            yield tree.node("-", (tree.ONE, tree.power(part.args[0], tree.number(2.0))))
        elif part.op == "tan":
            yield tree.call("cos", part.args[0])
        elif part.op == "floor":
            yield tree.call("sin", tree.node("*", (tree.number(math.pi), part.args[0])))


def _is_rough(part: Node) -> bool:
    """Whether a part is a power that is not smooth where its base is zero."""
    if part.op != "^":
        return False
    exponent = part.args[1]
    return exponent.op != "number" or exponent.number < 0 or exponent.number != int(exponent.number)


def _zeros(part: Function, low: float, high: float) -> list[float]:
    """Where a part is zero, or changes its sign, between `low` and `high`."""
    w = np.linspace(low, high, POINTS)
    values = part(w)
    finite = np.isfinite(values)
    if not finite.any() or np.all(values == values[0]):
        return []
    changes = np.flatnonzero(finite[:-1] & finite[1:] & (values[:-1] * values[1:] < 0))[: 2 * MOST]
    crossed = bisected(part, w[changes], w[changes + 1])
    # A zero without a change of sign, as of w²: where its size is least, it is nearly nothing.
    sizes = np.abs(values)
    least = 1 + np.flatnonzero((sizes[1:-1] < sizes[:-2]) & (sizes[1:-1] < sizes[2:]))[: 2 * MOST]
    touched = _least(part, w[least - 1], w[least + 1])
    touched = touched[np.abs(part(touched)) <= 1e-9 * float(np.max(sizes[finite]))]
    return [_rounded(at) for at in np.concatenate([w[values == 0.0], crossed, touched]).tolist()]


def bisected(part: Function, low: Array, high: Array) -> Array:
    """Where the sign changes between each `low` and `high`."""
    below = part(low) < 0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        same = (part(middle) < 0) == below
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return (low + high) / 2


def _least(part: Function, low: Array, high: Array) -> Array:
    """Where the size of a part is least between each `low` and `high`, by thirds."""
    for _ in range(HALVINGS):
        third = (high - low) / 3
        nearer = np.abs(part(low + third)) < np.abs(part(high - third))
        low, high = np.where(nearer, low, low + third), np.where(nearer, high - third, high)
    return (low + high) / 2


def _rounded(at: float) -> float:
    """A place without what searching left over: 1 rather than 0.99999999999."""
    short = round(at, 6)
    return (short if abs(at - short) < 1e-9 else at) + 0.0


def kind_at(value: Function, slope: Function, at: float, size: float) -> BreakKind | None:
    """What is at a place; None where the formula is smooth there, or begins there."""
    steps = size * np.array([1e-4, 1e-6, 1e-8])
    left, right = value(at - steps), value(at + steps)
    sides = [side for side in (left, right) if np.all(np.isfinite(side))]
    if any(np.isinf(side[-1]) for side in (left, right)):
        return "pole"
    if not sides:
        return None
    if any(_grows(side, min(float(np.abs(each[0])) for each in sides)) for side in sides):
        return "pole"
    before, after = slope(at - steps), slope(at + steps)
    if len(sides) < 2:
        inner = before if np.all(np.isfinite(left)) else after
        return "vertical" if _grows(inner, float(np.abs(inner[0]))) else None  # √w, where it begins
    finer = size * np.geomspace(1e-4, 1e-8, 9)
    if _is_wild(value(at - finer)) or _is_wild(value(at + finer)):
        return None
    gaps = np.abs(right - left)
    if gaps[2] > 1e-6 * (1e-9 + abs(left[2]) + abs(right[2])) and gaps[2] > 0.5 * gaps[1]:
        return "jump"
    if not (np.all(np.isfinite(before)) and np.all(np.isfinite(after))):
        return None
    if _grows(before, float(np.abs(before[0]))) and _grows(after, float(np.abs(after[0]))):
        return "vertical" if (before[2] > 0) == (after[2] > 0) else "cusp"
    bends = np.abs(after - before)
    steep = 1 + abs(before[1]) + abs(after[1])
    return "kink" if bends[2] > 1e-5 * steep and bends[2] > 0.5 * bends[1] else None


def _grows(values: Array, scale: float) -> bool:
    """Whether three values, nearer and nearer to a place, grow without end."""
    first, second, third = np.abs(values)
    steps = np.abs(np.diff(values))  # that of a value which only changes its sign there gets smaller
    return bool(third > second > first + 0.02 * (1e-9 + scale) and steps[1] > 0.5 * steps[0])


def _is_wild(values: Array) -> bool:
    """Whether values, nearer and nearer to a place, have no limit there, as those of sin(1/w)."""
    ways = np.diff(values)
    up, down = float(ways[ways > 0].sum()), -float(ways[ways < 0].sum())
    return min(up, down) > 0.05 * (up + down) and up + down > 1e-3 * float(np.max(np.abs(values)))
