"""Arithmetic as data: what a kind computes, written once as text, to be evaluated, derived and printed.

The text is Python's arithmetic in the names of the kind's fields and of what it is given, several lines where
a part has a name; `EXAMPLE` is one. It is read as a tree of `formula`, which NumPy evaluates, whose
derivative is known, and which is written as mathematics for people or as a program in each framework.
Known are + − * / **, comparison by ``at_least(a, b)`` (1 or 0), ``floor``, and the functions that a typed
formula knows.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from gdviz.engine.declare import Declared
from gdviz.engine.formula import tree
from gdviz.engine.formula.gradient import gradient_of, inside_out
from gdviz.engine.formula.tape import OPERATIONS
from gdviz.engine.formula.tree import CONSTANTS, FUNCTIONS, Node

EXAMPLE = """
    shift = w - minimum
    curvature / 2 * shift**2
"""

Lines = tuple[tuple[str, Node], ...]  # the name of each line, empty for a result without one

OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "^",
}
CALLS = {**FUNCTIONS, "floor": 1, "at_least": 2}


@functools.lru_cache(maxsize=256)
def lines_of(text: str) -> Lines:
    """The lines of a text, in order, as trees. Raises SyntaxError where it is not arithmetic.

    >>> [name for name, _ in lines_of(EXAMPLE)]
    ['shift', '']
    """
    body = ast.parse("\n".join(line.strip() for line in text.strip().splitlines())).body
    result = []
    for line in body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            result.append((line.targets[0].id, _node(line.value)))
        elif isinstance(line, ast.Expr):
            result.append(("", _node(line.value)))
        else:
            raise SyntaxError(f"no arithmetic: {ast.unparse(line)}")
    return tuple(result)


def _node(part: ast.expr) -> Node:
    match part:
        case ast.Constant(value=int() | float() as value):
            return tree.number(value)
        case ast.Name(id=name):
            return _named(name)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in OPERATORS:
            return tree.node(OPERATORS[type(operator)], (_node(left), _node(right)))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return tree.negate(_node(operand))
        case ast.Call(func=ast.Name(id=name), args=args) if CALLS.get(name) == len(args):
            return tree.node(name, tuple(map(_node, args)))
    raise SyntaxError(f"no arithmetic: {ast.unparse(part)}")


def _named(name: str) -> Node:
    if name in CONSTANTS:
        return tree.node("constant", name=name, number=CONSTANTS[name])
    return tree.variable(name)


@functools.lru_cache(maxsize=256)
def result_of(text: str) -> Node:
    """The last line of a text with the lines above it put in."""
    known: dict[str, Node] = {}
    whole = tree.ZERO
    for name, root in lines_of(text):
        whole = replaced(root, known)
        known[name] = whole
    return whole


def replaced(root: Node, by: Mapping[str, Node]) -> Node:
    """A tree with some of its variables replaced by others."""
    done: dict[Node, Node] = {}
    for part in inside_out((root,)):
        if part.op == "variable":
            done[part] = by.get(part.name, part)
        else:
            done[part] = tree.node(part.op, tuple(done[arg] for arg in part.args), part.name, part.number)
    return done[root]


def names_in(root: Node) -> tuple[str, ...]:
    """The names of the variables of a tree."""
    return tuple(part.name for part in inside_out((root,)) if part.op == "variable")


@functools.lru_cache(maxsize=256)
def kept_names(text: str) -> tuple[str, ...]:
    r"""What a text takes over from the step before: the names that it reads before it sets them.

    >>> kept_names("mean = rate*mean + gradient\nparams = params - mean")
    ('mean', 'params')
    """
    known: set[str] = set()
    found: dict[str, None] = {}
    for name, root in lines_of(text):
        found |= dict.fromkeys(each for each in names_in(root) if each not in known)
        known.add(name)
    return tuple(name for name in found if name in known)


def unknown_names(text: str, given: frozenset[str]) -> list[str]:
    """What a text reads that is neither given nor set in it, in alphabetical order.

    Raises SyntaxError where the text is not arithmetic.
    """
    lines = lines_of(text)
    read = {name for _, root in lines for name in names_in(root)}
    return sorted(read - given - {name for name, _ in lines})


def numbers_of(kind: Declared) -> dict[str, float]:
    """The fields of a kind that are numbers or switches, by their names."""
    values = {name: getattr(kind, name) for name in kind.__struct_fields__}
    return {name: float(value) for name, value in values.items() if isinstance(value, (int, float))}


@functools.lru_cache(maxsize=256)
def filled(kind: Declared, text: str) -> Node:
    """The result of a kind's text with the kind's own numbers put in."""
    return replaced(result_of(text), {name: tree.number(value) for name, value in numbers_of(kind).items()})


@functools.lru_cache(maxsize=256)
def filled_lines(kind: Declared, text: str) -> Lines:
    """The lines of a kind's text with the kind's own numbers put in."""
    numbers = {name: tree.number(value) for name, value in numbers_of(kind).items()}
    return tuple((name, replaced(root, numbers)) for name, root in lines_of(text))


@functools.lru_cache(maxsize=256)
def filled_gradient(kind: Declared, text: str, names: tuple[str, ...]) -> tuple[Node, ...]:
    """The derivative of `filled` by each of `names`."""
    return gradient_of(filled(kind, text), names)


def evaluated(root: Node, values: Mapping[str, Any]) -> Any:
    """The number, or array, that a tree gives for the values of its variables, in their precision."""
    done: dict[Node, Any] = {}
    for part in inside_out((root,)):
        if part.op == "variable":
            done[part] = values[part.name]
        elif part.args:
            done[part] = OPERATIONS[part.op](*(done[arg] for arg in part.args))
        else:
            done[part] = part.number
    return done[root]


def value_like(root: Node, values: Mapping[str, Any], like: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """`evaluated` as an array of the shape and precision of `like`, also where the tree is constant."""
    result: np.ndarray[Any, Any] = np.empty_like(like)
    result[...] = evaluated(root, values)
    return result


LEVELS = {"+": 1, "-": 1, "neg": 1, "*": 2, "/": 2, "^": 4}
ATOM = 5
SHOWN = {"ln": "ln", "asin": "arcsin", "acos": "arccos", "atan": "arctan"}


def typeset(root: Node, name_of: Callable[[str], str], number: Callable[[float], str]) -> str:
    """A tree as mathematics, part by part as it was written: ``w − η·sign(g)``.

    >>> typeset(result_of("w - rate * sign(g)"), str, str)
    'w − rate·sign(g)'
    """
    return _typeset(root, name_of, number)[0]


def _typeset(part: Node, name_of: Callable[[str], str], number: Callable[[float], str]) -> tuple[str, int]:
    if part.op == "number":
        return number(part.number), ATOM if part.number >= 0 else 1
    if part.op in ("constant", "variable"):
        return {"pi": "π"}.get(part.name, part.name) if part.op == "constant" else name_of(part.name), ATOM
    args = [_typeset(arg, name_of, number) for arg in part.args]
    texts = [text for text, _ in args]
    if part.op == "neg":
        return f"−{_within(args[0], 2)}", 1
    if part.op in "+-":
        sign = "+" if part.op == "+" else "−"
        return f"{_within(args[0], 1)} {sign} {_within(args[1], 2)}", 1
    if part.op in "*/":
        sign = "·" if part.op == "*" else "/"
        return f"{_within(args[0], 2)}{sign}{_within(args[1], 2 if sign == '·' else 3)}", 2
    if part.op == "^":
        squared = tree.is_number(part.args[1], 2.0)
        return f"{_within(args[0], ATOM)}{'²' if squared else f'^({texts[1]})'}", 4
    if part.op == "abs":
        return f"|{texts[0]}|", ATOM
    if part.op == "floor":
        return f"⌊{texts[0]}⌋", ATOM
    if part.op == "at_least":
        return f"[{texts[0]} ≥ {texts[1]}]", ATOM
    if part.op == "sqrt":
        return f"√{_within(args[0], ATOM)}", ATOM
    return f"{SHOWN.get(part.op, part.op)}({', '.join(texts)})", ATOM


def _within(piece: tuple[str, int], level: int) -> str:
    text, own = piece
    return text if own >= level else f"({text})"
