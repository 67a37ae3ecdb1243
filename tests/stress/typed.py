"""Random formulas as a hand types them: with few brackets, raised digits, signs and dots of all kinds.

Each is drawn as a tree, worked out by Python, and written down so that mathematics reads it one way only. It
is that function, or refused because it has no value anywhere.
"""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np

from gdviz.engine.formula import FormulaError, compiled

FUNCTIONS = {
    "sin": math.sin,
    "cos": math.cos,
    "exp": math.exp,
    "tanh": math.tanh,
    "abs": abs,
    "sqrt": math.sqrt,
    "ln": math.log,
}
COMPARISONS = {
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
    "≥": lambda a, b: a >= b,
}
ARITHMETIC = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
BINDING = {"if": 0, "+": 1, "-": 1, "neg": 1.5, "*": 2, "/": 2, "^": 4, "call": 8, "number": 9, "name": 9}
NAMES = (["w"], ["x", "y"], ["w1", "w2"], ["a", "b"], ["θ"])
NO_VALUE = ("no_variable", "undefined", "too_large", "too_long", "too_many")
LARGEST = 1e12  # of a value that is compared

Tree = tuple[Any, ...]  # what it is, and its parts


def check(chance: random.Random) -> None:
    """One formula. Raises AssertionError, or whatever should not have been raised."""
    names = chance.choice(NAMES)
    tree = drawn(chance, chance.randint(1, 4), names)
    text = written(tree, chance)
    try:
        found = compiled(text)
    except FormulaError as error:
        alone = "w2" in text and "w1" not in text  # what copying makes of w², too, and so asked about
        assert error.code in NO_VALUE or (alone and error.code == "two_ways"), (text, str(error))
        return
    for _ in range(3):
        at = {name: chance.uniform(0.3, 2.5) * chance.choice([1, 1, -1]) for name in names}
        try:
            wanted = value(tree, at)
            beside = value(tree, {name: each * (1 + 1e-12) for name, each in at.items()})
        except (ValueError, ZeroDivisionError, OverflowError):
            continue
        if abs(beside - wanted) > 1e-7 * (1e-4 + abs(wanted)):
            continue  # rounding decides: the cosine of 1e25 has no digit that holds
        with np.errstate(all="ignore"):
            is_ = float(np.ravel(found.value(np.array([[at[name] for name in found.names]]))[0])[0])
        if abs(wanted) < LARGEST:
            assert abs(is_ - wanted) <= 1e-6 * (1e-4 + abs(wanted)), (text, found.expression, at, wanted, is_)


def drawn(chance: random.Random, depth: int, names: list[str]) -> Tree:
    """A tree of some levels."""
    if depth == 0 or chance.random() < 0.1:
        if chance.random() < 0.6:
            return "name", chance.choice(names)
        return "number", chance.choice(["1", "2", "3", "7", "10", "0.5"])
    kind = chance.choice(["+", "-", "*", "*", "/", "^", "neg", "call", "if"][: 9 if depth < 3 else 8])
    counts = {"if": 4, "^": 1, "neg": 1, "call": 1}
    parts = [drawn(chance, depth - 1, names) for _ in range(counts.get(kind, 2))]
    if kind == "if":
        return kind, chance.choice(list(COMPARISONS)), *parts
    if kind == "^":
        return kind, *parts, chance.choice(["2", "3", "4", "-1", "-2"])
    return (kind, chance.choice(list(FUNCTIONS)), *parts) if kind == "call" else (kind, *parts)


def value(tree: Tree, at: dict[str, float]) -> float:
    """A tree's value by Python's own arithmetic."""
    kind, *parts = tree
    if kind == "name":
        return at[parts[0]]
    if kind == "number":
        return float(parts[0])
    if kind == "call":
        return FUNCTIONS[parts[0]](value(parts[1], at))
    if kind == "^":
        return value(parts[0], at) ** int(parts[1])
    if kind == "if":
        a, b, here, there = (value(each, at) for each in parts[1:])
        return here if COMPARISONS[parts[0]](a, b) else there
    if kind == "neg":
        return -value(parts[0], at)
    return ARITHMETIC[kind](value(parts[0], at), value(parts[1], at))


def written(tree: Tree, chance: random.Random) -> str:
    """A tree as a hand may type it."""
    kind, *parts = tree

    def part(each: Tree, least: float) -> str:
        text = written(each, chance)
        return f"({text})" if BINDING[each[0]] < least or chance.random() < 0.1 else text

    space, minus = chance.choice(["", " "]), chance.choice("-−")
    if kind in ("name", "number"):
        return parts[0]
    if kind == "neg":
        return minus + part(parts[0], 2)
    if kind == "+":
        return f"{part(parts[0], 1)}{space}+{space}{part(parts[1], 1 if parts[1][0] != 'neg' else 2)}"
    if kind == "-":
        return f"{part(parts[0], 1)}{space}{minus}{space}{part(parts[1], 2)}"
    if kind == "*":
        left, right = part(parts[0], 2), part(parts[1], 2.5)
        if parts[0][0] == "number" and chance.random() < 0.5 and (right[0] == "(" or right[0].isalpha()):
            return left + right
        return f"{left}{space}{chance.choice('*·×')}{space}{right}"
    if kind == "/":
        return f"{part(parts[0], 2)}{space}{chance.choice('//÷')}{space}{part(parts[1], 3)}"
    if kind == "^":
        raised = parts[1].translate(RAISED) if chance.random() < 0.5 else f"^({parts[1]})"
        return part(parts[0], 9) + raised
    if kind == "call":
        inside = written(parts[1], chance)
        if parts[0] == "abs" and "|" not in inside and chance.random() < 0.5:
            return f"|{inside}|"
        name = "√" if parts[0] == "sqrt" and chance.random() < 0.5 else parts[0] + space
        return f"{name}({inside})"
    a, b, here, there = (part(each, 0.5) for each in parts[1:])
    return f"if {a} {parts[0]} {b} then {here} else {there}"
