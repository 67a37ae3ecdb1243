"""Conditions in a tree: what they are, their opposites, and what is left of a tree where one holds."""

from __future__ import annotations

from collections.abc import Callable

from gdviz.engine.formula import tree
from gdviz.engine.formula.gradient import inside_out
from gdviz.engine.formula.tree import Node


def is_condition(part: Node) -> bool:
    """Whether a part is 1 or 0: a comparison, or several with "and" (min) or "or" (max)."""
    return part.op in ("at_least", "above") or (
        part.op in ("min", "max") and all(map(is_condition, part.args))
    )


def is_range(condition: Node) -> bool:
    """Whether a condition says no more than between which numbers variables lie."""
    if condition.op in ("min", "max"):
        a, b = condition.args
        return (condition.op == "max" or a.args != b.args[::-1]) and is_range(a) and is_range(b)
    if condition.op == "number":
        return False
    sides = [arg.args[0] if arg.op == "abs" else arg for arg in condition.args]
    plain = (
        side.op == "variable" or all(each.op != "variable" for each in inside_out((side,))) for side in sides
    )
    return all(plain) and sides[0] is not sides[1]


def joined(op: str, a: Node, b: Node) -> Node:
    """Two conditions with "and" (`op` is min) or "or" (max); one that is a number, 1 or 0, is decided."""
    for one, other in ((a, b), (b, a)):
        if one.op == "number":
            return other if (one.number != 0.0) == (op == "min") else one
    return tree.call(op, a, b)


def opposite(condition: Node) -> Node:
    """The condition that holds where this one does not."""
    if condition.op in ("min", "max"):
        op = "max" if condition.op == "min" else "min"
        return tree.call(op, *map(opposite, condition.args))
    a, b = condition.args
    return tree.call("above" if condition.op == "at_least" else "at_least", b, a)


def first_choice(root: Node) -> Node | None:
    """The condition of the outermost choice that depends on no other; None where there is no choice."""
    for part in reversed(inside_out((root,))):
        if part.op == "if" and not any(inner.op == "if" for inner in inside_out((part.args[0],))):
            return part.args[0]
    return None


def assumed(root: Node, condition: Node, *, holds: bool) -> Node:
    """The tree where a condition holds, or does not: choices by it are made, and its max, min and relu."""
    done: dict[Node, Node] = {}
    against = opposite(condition)
    for part in inside_out((root,)):
        args = tuple(done[arg] for arg in part.args)
        if part in (condition, against):
            done[part] = tree.number(holds == (part is condition))
            continue
        decided = _decided(part, condition, holds) if args else None
        if part.op == "if":
            done[part] = tree.choose(*args)
        elif is_condition(part) and part.op in ("min", "max"):
            done[part] = joined(part.op, *args)
        elif decided is not None:
            done[part] = tree.ZERO if decided < 0 else args[decided]
        elif part.op in _MAKE:
            done[part] = _MAKE[part.op](*args)
        else:
            done[part] = tree.node(part.op, args, part.name, part.number)
    return done[root]


def is_nowhere(root: Node) -> bool:
    """Whether a tree divides by zero wherever it is evaluated."""
    return any(
        part.op in ("/", "^") and tree.is_number(part.args[part.op == "/"], 0.0)
        for part in inside_out((root,))
    )


def _decided(part: Node, condition: Node, holds: bool) -> int | None:
    """Which argument a max, min or relu is under a condition, −1 for zero; None where it does not say."""
    if part.op not in ("max", "min", "relu") or condition.op not in ("at_least", "above"):
        return None
    a, b = condition.args if holds else reversed(condition.args)  # a is the larger one now
    if part.op == "relu":
        own = part.args[0], tree.ZERO
        return 0 if own == (a, b) else -1 if own == (b, a) else None
    if set(part.args) != {a, b}:
        return None
    return part.args.index(a if part.op == "max" else b)


_MAKE: dict[str, Callable[..., Node]] = {
    "+": tree.add,
    "*": tree.multiply,
    "/": tree.divide,
    "neg": tree.negate,
    "^": tree.power,
}
