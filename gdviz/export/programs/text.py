"""Lines of Python: numbers, indentation and what all programs begin with."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Iterable, Sequence

from gdviz.base.i18n import declared, translate
from gdviz.base.version import __version__
from gdviz.engine.declare import Declared, title_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.training import Training
from gdviz.engine.scripted import Scripted
from gdviz.notation.numbers import literal

Lines = list[str]
WIDEST = 100  # characters of a line, where it can be folded
TAKEN = re.compile(r"[gimnvX]|t\d*|[^\W\d_]{2}\w*")  # letters, and words, that a program uses itself
SHOWN = 100  # up to so many steps, each is printed


class Name(str):
    """A name that stands where a number would."""


def number(value: float | Name) -> str:
    """A number as Python reads it; the name of one as it is."""
    return str(value) if isinstance(value, Name) else literal(value)


def numbers(values: Iterable[float]) -> str:
    """Numbers with commas between them."""
    return ", ".join(map(number, values))


def identifiers(names: Sequence[str]) -> tuple[str, ...]:
    """What parameters are called in a program, which has some letters of its own.

    >>> identifiers(("w", "g", "t1", "θ0"))
    ('w', 'g_', 't1_', 'θ0')
    """
    return tuple(f"{name}_" if TAKEN.fullmatch(name) else name for name in names)


def summed(terms: Sequence[str]) -> Lines:
    """The body of a function that returns a sum, a line for each term where there are several."""
    if len(terms) < 2:
        return [f"return {terms[0] if terms else 0}"]
    return [f"cost = {terms[0]}", *(f"cost += {term}" for term in terms[1:]), "return cost"]


def indented(lines: Iterable[str], levels: int = 1) -> Lines:
    """The lines inside a block."""
    return [f"{'    ' * levels}{line}" if line else "" for line in lines]


def wrapped(before: str, values: Iterable[str], after: str) -> Lines:
    """A list that may be long, over as many lines as it needs.

    >>> wrapped("x = [", ["1", "2"], "]")
    ['x = [1, 2]']
    """
    inner = ", ".join(values)
    if len(before) + len(inner) + len(after) <= 100:
        return [before + inner + after]
    return [before, *textwrap.wrap(inner, 96, initial_indent="    ", subsequent_indent="    "), after]


def function(head: str, body: Sequence[str]) -> Lines:
    """A function, with the empty lines that stand around it."""
    return ["", "", f"def {head}:", *indented(body), "", ""]


def docstring(text: str) -> str:
    """What a function of the program says of itself."""
    return f'"""{text}"""'


def joined(lines: Iterable[str]) -> str:
    """The program: never more than two empty lines together, and no import that is not used."""
    kept: Lines = []
    empty = 0
    text = [folded for line in lines for folded in fold(line)]
    if not any("math." in line.replace("tf.math.", "") for line in text):
        place = text.index("import math") if "import math" in text else len(text)
        del text[place : place + 2]  # with the empty line behind it
    for line in text:
        empty = 0 if line else empty + 1
        if empty <= 2:
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"


def fold(line: str) -> Lines:
    """A long line over several, one a part of the bracket that it ends with; else as it is.

    >>> fold("values = call(" + "a" * 60 + ", " + "b" * 60 + ")")[0]
    'values = call('
    """
    if len(line) <= WIDEST or line.lstrip().startswith(("#", '"', "X = ")) or line[-1:] not in ")]}":
        return [line]
    level, cuts, opening = 0, [], 0
    for place in range(len(line) - 1, -1, -1):  # from the end: what closes there, and its commas
        if line[place] in ")]}":
            level += 1
        elif line[place] in "([{":
            level -= 1
            if level == 0:
                opening = place
                break
        elif level == 1 and line[place : place + 2] == ", ":
            cuts.append(place + 1)
    if " for " in line[opening:]:  # a comprehension has no parts
        cuts = []
    if '"' in line or not opening or (not cuts and len(line) - opening < WIDEST // 2):
        return [line]
    margin = " " * (len(line) - len(line.lstrip()))
    ends = [opening + 1, *reversed(cuts), len(line) - 1]
    parts = [line[first:stop].strip() for first, stop in itertools.pairwise(ends)]
    one_part = len(parts) == 1
    inner = [
        folded
        for part in parts
        for folded in fold(f"{margin}    {part.rstrip(',')}{'' if one_part else ','}")
    ]
    return [line[: opening + 1], *inner, margin + line[-1]]


def every(steps: int) -> int:
    """Each how-many-th step is printed: 1, 2, 5, 10, 20 …, so that there are not more than about a hundred.

    >>> every(40), every(101), every(20000)
    (1, 2, 200)
    """
    size = 1
    while True:
        for part in (1, 2, 5):
            if steps <= SHOWN * size * part:
                return size * part
        size *= 10


def about(experiment: Experiment, name: str, framework: str, packages: str) -> Lines:
    """The comment at the top: what is computed and what it needs."""
    problem = experiment.problem
    kinds: list[Declared] = [problem.data, problem.loss] if isinstance(problem, Training) else []
    if not isinstance(problem, Scripted):
        kinds += [experiment.optimizer, experiment.schedule]
    parts = [declared(title_of(kind)) for kind in kinds]
    if not isinstance(problem, Training):
        parts.insert(0, str(getattr(problem, "expression", "")) or declared(title_of(problem)))
    computed = translate("program", ", ").join(parts)
    title = " ".join("".join(char if char.isprintable() else " " for char in name).split())  # of one line
    said = translate("program", "{title}: {parts}.") if title else translate("program", "{parts}.")
    needed = translate("program", "A run of gdviz {version} in {framework}. It needs: pip install {packages}")
    return [
        "# " + said.format(title=title, parts=computed),
        "# " + needed.format(version=__version__, framework=framework, packages=packages),
        "",
    ]
