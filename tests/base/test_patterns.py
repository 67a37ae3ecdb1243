"""No pattern tries ever more ways to share out the same characters: a repeat within a repeat does."""

import importlib
import pkgutil
import re
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

import gdviz

ROOMS = ("gdviz.base.", "gdviz.notation.", "gdviz.engine.", "gdviz.tabular.", "gdviz.document.")
BACKS = (codes.MAX_REPEAT, codes.MIN_REPEAT)  # those that give back what they took


def _ways(body):
    """The alternatives that a repeat chooses from."""
    body = list(body)
    if len(body) == 1 and body[0][0] is codes.SUBPATTERN:
        return _ways(body[0][1][-1])
    if len(body) == 1 and body[0][0] is codes.BRANCH:
        return [way for each in body[0][1][1] for way in _ways(each)]
    return [body]


def _nested(tree):
    """Whether some repeat without an end has an alternative that is nothing but a repeat."""
    for code, argument in tree:
        if code in BACKS and argument[1] is codes.MAXREPEAT:
            for way in _ways(argument[2]):
                if len(way) == 1 and way[0][0] in BACKS and way[0][1][0] != way[0][1][1]:
                    return True
        parts = argument if isinstance(argument, tuple) else (argument,)
        for part in parts:
            inner = part if isinstance(part, list) else [part]
            if any(isinstance(each, parser.SubPattern) and _nested(each) for each in inner):
                return True
    return False


def _patterns():
    for found in pkgutil.walk_packages(gdviz.__path__, "gdviz."):
        if found.name.startswith(ROOMS):
            for name, each in vars(importlib.import_module(found.name)).items():
                if isinstance(each, re.Pattern) and isinstance(each.pattern, str):
                    yield pytest.param(each, id=f"{found.name}.{name}")


@pytest.mark.parametrize("pattern", [r"(?:a|[*†]{1,4})+$", r"x(?:(a+)|b)*", r"(?:y(?:a*)+)?"])
def test_a_repeat_in_a_repeat_is_found(pattern):
    assert _nested(parser.parse(pattern))


def test_no_pattern_repeats_a_repeat():
    wrong = [each.id for each in _patterns() if _nested(parser.parse(each.values[0].pattern))]
    assert wrong == []
