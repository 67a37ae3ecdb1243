"""The tree of a formula: what the parser builds, the gradient is found on, and the tape evaluates.

Equal parts are one object: what occurs several times is computed once, and trees that share parts stay small.
"""

from __future__ import annotations

import math
from weakref import WeakValueDictionary

from gdviz.engine.formula.characters import words_of

CONSTANTS = {"pi": math.pi, "e": math.e}

# The functions that a formula may call, with how many arguments each takes.
_OF_ONE = (
    "sin cos tan asin acos atan sinh cosh tanh exp ln log2 log10 sqrt abs sign sigmoid relu floor softplus "
    "erf"
)
FUNCTIONS = {**dict.fromkeys(words_of(_OF_ONE), 1), "min": 2, "max": 2}


class Node:
    """One part of a formula; made by `node`, so that equal parts are one object and compare by identity.

    `op` is "number", "constant", "variable", "+", "-", "*", "/", "^", "neg", "at_least", "above", "if" or a
    function. `at_least(a, b)` is 1 where a >= b, else 0, `above(a, b)` where a > b; `if` has a condition,
    true where it is not 0, and the two values to choose from.
    """

    __slots__ = ("__weakref__", "args", "name", "number", "op")

    def __init__(self, op: str, args: tuple[Node, ...], name: str, number: float) -> None:
        self.op = op
        self.args = args
        self.name = name
        self.number = number


_known: WeakValueDictionary[tuple[str, tuple[Node, ...], str, float], Node] = WeakValueDictionary()


def node(op: str, args: tuple[Node, ...] = (), name: str = "", number: float = 0.0) -> Node:
    """The one node that is so."""
    key = (op, args, name, number)
    found = _known.get(key)
    if found is None:
        found = _known[key] = Node(op, args, name, number)
    return found


def number(value: float) -> Node:
    """A number; minus zero becomes plain zero."""
    return node("number", number=float(value) + 0.0)


def variable(name: str) -> Node:
    """A parameter, by its name."""
    return node("variable", name=name)


ZERO, ONE, MINUS_ONE = number(0.0), number(1.0), number(-1.0)


def is_number(node: Node, value: float) -> bool:
    """Whether a node is this very number."""
    return node.op == "number" and node.number == value


def add(a: Node, b: Node) -> Node:
    """a + b, without adding zeros."""
    if is_number(a, 0.0):
        return b
    if is_number(b, 0.0):
        return a
    return node("+", (a, b))


def negate(a: Node) -> Node:
    """Minus a; a number takes the sign into itself."""
    if a.op == "number":
        return number(-a.number)
    return a.args[0] if a.op == "neg" else node("neg", (a,))


def multiply(a: Node, b: Node) -> Node:
    """a times b, without multiplying by one; zero stays zero."""
    if is_number(a, 0.0) or is_number(b, 0.0):
        return ZERO
    if is_number(a, 1.0):
        return b
    if is_number(b, 1.0):
        return a
    if is_number(a, -1.0):
        return negate(b)
    if a.op == b.op == "number":
        return number(a.number * b.number)
    return node("*", (a, b))


def divide(a: Node, b: Node) -> Node:
    """a by b."""
    return a if is_number(b, 1.0) or is_number(a, 0.0) else node("/", (a, b))


def power(a: Node, b: Node) -> Node:
    """a to the b."""
    if is_number(b, 1.0):
        return a
    return ONE if is_number(b, 0.0) else node("^", (a, b))


def choose(condition: Node, a: Node, b: Node) -> Node:
    """a where the condition holds, else b."""
    if condition.op == "number":
        return a if condition.number else b
    return a if a is b else node("if", (condition, a, b))


def call(name: str, *args: Node) -> Node:
    """A function of its arguments."""
    return node(name, args)
