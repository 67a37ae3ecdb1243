"""The gradient of a tree, found symbolically by the chain rule from the outside in.

This is the order in which automatic differentiation (TensorFlow's, for one) multiplies, so that float32
runs of a typed formula round as theirs do.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from gdviz.engine.formula.tree import (
    MINUS_ONE,
    ONE,
    ZERO,
    Node,
    add,
    call,
    choose,
    divide,
    multiply,
    negate,
    node,
    number,
    power,
    variable,
)


def gradient_of(root: Node, names: tuple[str, ...]) -> tuple[Node, ...]:
    """The derivative by each variable of `names`.

    >>> w = variable("w")
    >>> gradient_of(power(w, number(2)), ("w",)) == (multiply(number(2), w),)
    True
    """
    outer: dict[Node, Node] = {root: ONE}  # the derivative of the whole by each part
    through: dict[str, Node] = dict.fromkeys(names, ZERO)  # what comes through choices
    for whole in reversed(inside_out((root,))):
        if whole not in outer:
            continue
        if whole.op == "if":
            # Not part by part: what is not chosen may have no derivative, and 0 times that is not 0.
            condition, yes, no = whole.args
            for name, a, b in zip(names, gradient_of(yes, names), gradient_of(no, names), strict=True):
                chosen = multiply(outer[whole], choose(condition, a, b))
                through[name] = add(chosen, through[name])
            continue
        for part, inner in zip(whole.args, parts_of(whole, outer[whole]), strict=True):
            outer[part] = add(inner, outer.get(part, ZERO))
    return tuple(add(outer.get(variable(name), ZERO), through[name]) for name in names)


def slope_of(root: Node, name: str) -> Node:
    """The derivative by one variable from the inside out, in which products stay together as on paper.

    >>> w = variable("w")
    >>> slope_of(power(w, number(2)), "w") == multiply(number(2), w)
    True
    """
    done: dict[Node, Node] = {variable(name): ONE}
    for part in inside_out((root,)):
        if part in done:
            continue
        slopes = [done[arg] for arg in part.args]
        if part.op == "if":
            done[part] = choose(part.args[0], *slopes[1:])
            continue
        done[part] = ZERO
        for slope, by in zip(slopes, parts_of(part, ONE), strict=False):
            done[part] = add(done[part], multiply(by, slope))
    return done[root]


def inside_out(roots: tuple[Node, ...]) -> list[Node]:
    """Every different part once, the arguments of a part before the part itself."""
    order: dict[Node, None] = {}
    waiting = list(reversed(roots))
    while waiting:
        part = waiting[-1]
        missing = [arg for arg in part.args if arg not in order]
        if missing:
            waiting += reversed(missing)
        else:
            order[waiting.pop()] = None
    return list(order)


def parts_of(whole: Node, outer: Node) -> tuple[Node, ...]:
    """`outer` times the derivative of `whole` by each of its arguments."""
    rule = RULES.get(whole.op)
    return rule(outer, whole, *whole.args) if rule else ()


def by_base(outer: Node, base: Node, exponent: Node) -> Node:
    """Of base ^ exponent by the base."""
    if base.op in ("number", "constant"):
        return ZERO
    lower = number(exponent.number - 1) if exponent.op == "number" else add(exponent, MINUS_ONE)
    return multiply(multiply(outer, exponent), power(base, lower))


def by_exponent(outer: Node, whole: Node, base: Node, exponent: Node) -> Node:
    """Of whole = base ^ exponent by the exponent."""
    if exponent.op in ("number", "constant"):
        return ZERO
    return multiply(multiply(outer, whole), ONE if base.name == "e" else call("ln", base))


def one_minus_square(a: Node) -> Node:
    """1 − a²."""
    return node("-", (ONE, power(a, number(2))))


def one_plus_square(a: Node) -> Node:
    """1 + a²."""
    return add(ONE, power(a, number(2)))


Rule = Callable[..., tuple[Node, ...]]

# For each operation: (outer derivative, the node itself, its arguments) to a derivative an argument.
RULES: dict[str, Rule] = {
    "+": lambda g, n, a, b: (g, g),
    "-": lambda g, n, a, b: (g, negate(g)),
    "*": lambda g, n, a, b: (multiply(g, b), multiply(g, a)),
    "/": lambda g, n, a, b: (divide(g, b), divide(multiply(negate(g), n), b)),
    "^": lambda g, n, a, b: (by_base(g, a, b), by_exponent(g, n, a, b)),
    "neg": lambda g, n, a: (negate(g),),
    "sin": lambda g, n, a: (multiply(g, call("cos", a)),),
    "cos": lambda g, n, a: (multiply(negate(g), call("sin", a)),),
    "tan": lambda g, n, a: (multiply(g, one_plus_square(n)),),
    "asin": lambda g, n, a: (divide(g, call("sqrt", one_minus_square(a))),),
    "acos": lambda g, n, a: (divide(negate(g), call("sqrt", one_minus_square(a))),),
    "atan": lambda g, n, a: (divide(g, one_plus_square(a)),),
    "sinh": lambda g, n, a: (multiply(g, call("cosh", a)),),
    "cosh": lambda g, n, a: (multiply(g, call("sinh", a)),),
    "tanh": lambda g, n, a: (multiply(g, one_minus_square(n)),),
    "exp": lambda g, n, a: (multiply(g, n),),
    "ln": lambda g, n, a: (divide(g, a),),
    "log2": lambda g, n, a: (divide(g, multiply(call("ln", number(2)), a)),),
    "log10": lambda g, n, a: (divide(g, multiply(call("ln", number(10)), a)),),
    "sqrt": lambda g, n, a: (divide(g, multiply(number(2), n)),),
    "abs": lambda g, n, a: (multiply(g, call("sign", a)),),
    "sign": lambda g, n, a: (ZERO,),
    "floor": lambda g, n, a: (ZERO,),
    "sigmoid": lambda g, n, a: (multiply(g, multiply(n, node("-", (ONE, n)))),),
    "softplus": lambda g, n, a: (multiply(g, call("sigmoid", a)),),
    "erf": lambda g, n, a: (
        multiply(g, multiply(number(2 / math.sqrt(math.pi)), call("exp", negate(power(a, number(2)))))),
    ),
    "relu": lambda g, n, a: (choose(call("above", a, ZERO), g, ZERO),),
    "max": lambda g, n, a, b: (
        choose(call("at_least", a, b), g, ZERO),
        choose(call("at_least", a, b), ZERO, g),
    ),
    "min": lambda g, n, a, b: (
        choose(call("at_least", b, a), g, ZERO),
        choose(call("at_least", b, a), ZERO, g),
    ),
    "at_least": lambda g, n, a, b: (ZERO, ZERO),
    "above": lambda g, n, a, b: (ZERO, ZERO),
}
