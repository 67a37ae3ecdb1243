"""What the tests try by default, and what only `start.py test --every` tries (GDVIZ_EVERY_CASE=1).

Of everything with everything stand some pairs, in which each thing stands. What takes long and whose reason
a quicker test has, too, waits for the command.
"""

import itertools
import math
import os

import pytest

EVERY = "GDVIZ_EVERY_CASE" in os.environ

long = pytest.mark.skipif(not EVERY, reason="start.py test --every")


def pairs(first, second, each=1):
    """Pairs of two lists: each of the longer with `each` of the shorter, in turn, and so all of both."""
    first, second = list(first), list(second)
    every = list(itertools.product(first, second))
    if EVERY:
        return every
    if len(first) < len(second):
        return [(one, other) for other, one in pairs(second, first, each)]
    each = min(each, len(second))
    places = range(each * len(first))
    return [(first[place // each], second[place % len(second)]) for place in places]


def examples(count):
    """How many examples of a property hypothesis makes up, of a count that finds what is rare."""
    return count if EVERY else math.ceil(count / 3)


def some(things, count):
    """So many of a list, the first among them and the others evenly spread over it."""
    things = list(things)
    if EVERY or len(things) <= count:
        return things
    return [things[place * len(things) // count] for place in range(count)]
