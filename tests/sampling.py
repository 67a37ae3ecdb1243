"""Of everything with everything some pairs, in which each thing stands; GDVIZ_EVERY_CASE=1 takes all."""

import itertools
import os

EVERY = "GDVIZ_EVERY_CASE" in os.environ


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


__all__ = ["EVERY", "pairs"]
