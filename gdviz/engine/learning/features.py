"""Features: functions of the inputs that a model is given in their place, such as x1², x1·x2 and sin x1.

A feature is a formula of the inputs, which are called x1, x2 … in it whatever the data calls them. It is read
by the grammar of typed losses, so that it is evaluated, written and printed as a program as these are.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.declare import RuleError
from gdviz.engine.expressions import names_in, typeset
from gdviz.engine.formula import tree
from gdviz.engine.formula.formula_text import parse_formula
from gdviz.engine.formula.tape import Tape
from gdviz.engine.formula.tree import Node
from gdviz.notation.numbers import SUPERSCRIPTS, literal

MOST_FEATURES = 100
MOST_DEGREE = 6

Trees = tuple[Node, ...]


@functools.lru_cache(maxsize=64)
def features_of(texts: tuple[str, ...], degree: int, inputs: int) -> Trees:
    """What the model is given: the features of `texts`, or the inputs themselves where there are none; then
    all products of inputs up to `degree` in all, but each once.

    Raises FormulaError where a text is no formula, RuleError where it reads what is no input, or where there
    are too many.

    >>> titles(features_of(("sin x1",), 2, 2), ("x1", "x2"))
    ('sin(x1)', 'x1', 'x2', 'x1²', 'x1·x2', 'x2²')
    """
    roots = [_read(text, inputs) for text in texts]
    if not texts or degree > 1:
        roots += polynomial(degree, inputs)
    found = tuple(dict.fromkeys(roots))
    if len(found) > MOST_FEATURES:
        raise RuleError(
            "that makes more than {most} features: choose a smaller degree or fewer features",
            most=MOST_FEATURES,
        )
    return found


def polynomial(degree: int, inputs: int) -> list[Node]:
    """All products of inputs up to a degree, the lower ones first; one more than allowed at the most."""
    products = (
        places
        for size in range(1, degree + 1)
        for places in itertools.combinations_with_replacement(range(inputs), size)
    )
    return [_product(places) for places in itertools.islice(products, MOST_FEATURES + 1)]


def _product(places: Sequence[int]) -> Node:
    root = tree.ONE
    for place, several in itertools.groupby(places):
        count = len(list(several))
        root = tree.multiply(root, tree.power(tree.variable(f"x{place + 1}"), tree.number(count)))
    return root


def _read(text: str, inputs: int) -> Node:
    known = {f"x{place + 1}" for place in range(inputs)}
    root, names = parse_formula(text, numbered=True)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise RuleError(
            "the feature “{text}” reads {unknown}, but the inputs are called {names}",
            text=text,
            unknown=", ".join(unknown),
            names="x1" if inputs == 1 else f"x1 … x{inputs}",
        )
    return root


def of_inputs(roots: Trees, x: Array) -> Array:
    """The features ``(..., features)`` of inputs ``(..., inputs)``."""
    if _are_inputs(roots, x.shape[-1]):
        return x
    names = tuple(f"x{place + 1}" for place in range(x.shape[-1]))
    result = np.empty((*x.shape[:-1], len(roots)), x.dtype)
    with np.errstate(all="ignore"):
        for place, values in enumerate(Tape(roots, names)(x)):
            result[..., place] = values
    return result


@functools.lru_cache(maxsize=64)
def _are_inputs(roots: Trees, inputs: int) -> bool:
    return roots == tuple(tree.variable(f"x{place + 1}") for place in range(inputs))


def titles(roots: Trees, input_names: Sequence[str]) -> tuple[str, ...]:
    """Each feature as mathematics, in the names that the data gives its inputs."""

    def named(name: str) -> str:
        return input_names[int(name[1:]) - 1]

    return tuple(_raised(typeset(root, named, literal)) for root in roots)


def numbered(text: str, input_names: Sequence[str]) -> str:
    """A feature typed in the data's own names, in x1, x2 …

    >>> numbered("age² + log(2 net pay)", ("net pay", "age")), numbered("x1·tan a", ("a", "x1"))
    ('x2² + log(2 x1)', 'x1·tan x1')
    >>> numbered("max(min, max²)", ("min", "max"))  # before a bracket it is the function
    'max(x1, x2²)'
    """
    from gdviz.engine.formula.vocabulary import FUNCTION_WORDS  # here, since a start types no feature

    places = {f"x{place + 1}" for place in range(len(input_names))}
    called = {name: f"x{place + 1}" for place, name in enumerate(input_names) if name not in places}
    names = "|".join(
        re.escape(name) + (r"(?!\s*\()" if name in FUNCTION_WORDS else "")
        for name in sorted(called, key=len, reverse=True)
    )
    pattern = rf"(?<![^\W\d])(?:{names})(?![^\W⁰¹²³⁴-⁹])"
    return re.sub(pattern, lambda match: called[match[0]], text) if called else text


def _raised(text: str) -> str:
    return re.sub(r"\^\((\d+)\)", lambda match: match.group(1).translate(SUPERSCRIPTS), text)


def inputs_read(roots: Trees) -> frozenset[int]:
    """The places of the inputs that at least one feature reads."""
    return frozenset(int(name[1:]) - 1 for root in roots for name in names_in(root))
