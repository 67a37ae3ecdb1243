"""What is probably wanted of a table: which columns are inputs, which is the target, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from gdviz.engine.learning.datasets import MOST_CLASSES, MOST_INPUTS
from gdviz.tabular.cells import Kind, TableColumn
from gdviz.tabular.table import Table

Target = Literal["class", "number"]

COUNTERS = {"", "#", "id", "index", "no", "no.", "nr", "nr.", "row", "序号", "编号"}  # names of row numbers
TARGETS = {
    *("target", "class", "label", "y", "outcome", "survived", "diagnosis", "species"),
    *("类别", "标签", "目标", "结果"),
}
MOST_PROPOSED_TEXTS = 5  # different texts of a column that is proposed as an input

# Why a column is what it is proposed to be.
REASONS = {
    "named": "its name says that it is what is to be found",
    "binary": "it is the only column of 0 and 1",
    "classes": "it is the last column of a few texts",
    "last": "it is the last column",
    "numbers": "it holds numbers",
    "texts": "it holds a few texts, which become 0 and 1",
    "counter": "it only numbers the rows",
    "constant": "it is the same in every row",
    "empty": "it has no values",
    "many_texts": "it holds too many different texts",
    "beyond": "there are more inputs than can be used",
}


@dataclass(frozen=True)
class Proposal:
    """Columns, counted from 0; `target` is -1 where there is nothing to learn.

    `reasons` gives the key in REASONS of each column, in the order of the columns.
    """

    inputs: tuple[int, ...]
    target: int
    kind: Target
    reasons: tuple[str, ...] = field(default=(), compare=False)


def propose(table: Table) -> Proposal:
    """Inputs are all columns of numbers or a few texts, but row numbers and what never changes.

    The target is a column so named, else the last that looks like classes, the only one of 0 and 1, or the
    last column.
    """
    reasons = [_use(column) for column in table.columns]
    usable = [
        column for column, why in zip(table.columns, reasons, strict=True) if why not in ("empty", "counter")
    ]
    if len(table.columns) < 2 or not usable:
        return Proposal((), -1, "class", tuple(reasons))
    target, why = _target(usable)
    reasons[target.place] = why
    inputs = [place for place, each in enumerate(reasons) if each in ("numbers", "texts")]
    if not inputs:  # one that never changes is still one
        inputs = [each.place for each in usable if each is not target and holds_numbers(each)]
    for place in inputs[MOST_INPUTS:]:
        reasons[place] = "beyond"
    return Proposal(tuple(inputs[:MOST_INPUTS]), target.place, target_kind(target), tuple(reasons))


def _use(column: TableColumn) -> str:
    """Why a column that is not the target is used, or not."""
    if not has_values(column):
        return "empty"
    if is_counter(column):
        return "counter"
    if _is_constant(column):
        return "constant"
    if holds_numbers(column):
        return "numbers"
    few = len(_texts(column)) <= MOST_PROPOSED_TEXTS and _looks_like_classes(column)
    return "texts" if few else "many_texts"


def _target(usable: list[TableColumn]) -> tuple[TableColumn, str]:
    """The target and why it is that."""
    last = usable[-1]
    changing = [column for column in usable if not _is_constant(column)]
    for column in reversed(changing):
        named = column.name.strip().casefold() in TARGETS
        if named and (holds_numbers(column) or _looks_like_classes(column)):
            return column, "named"
    if not holds_numbers(last) and _looks_like_classes(last):
        return last, "classes"
    binary = [column for column in changing if _is_binary(column)]
    if len(binary) == 1 and not _is_binary(last):
        return binary[0], "binary"
    if holds_numbers(last) and target_kind(last) == "number":
        classes = next((each for each in reversed(usable) if _looks_like_classes(each)), None)
        if classes is not None and not binary:
            return classes, "classes"
    return last, "last"


def target_kind(column: TableColumn) -> Target:
    """A number where there are non-integers or more values than classes can be; else a class.

    A column of text is a class.
    """
    if not holds_numbers(column):
        return "class"
    numbers = column.numbers[column.codes < 0]
    whole = bool((numbers == np.floor(numbers)).all())
    return "class" if whole and len(np.unique(numbers)) <= MOST_CLASSES else "number"


def holds_numbers(column: TableColumn) -> bool:
    """Whether at least half of the values are numbers, so that a text among them is a mistake."""
    numbers = int((column.codes < 0).sum())
    return numbers > 0 and numbers >= int(column.are(Kind.TEXT).sum())


def has_values(column: TableColumn) -> bool:
    """Whether there is any value."""
    return not bool(column.are(Kind.MISSING).all())


def is_counter(column: TableColumn) -> bool:
    """Whether the first column only numbers the rows."""
    name = column.name.strip().casefold()
    if column.place > 0 or len(column.numbers) < 2:
        return False
    if not ((column.codes < 0).all() and (np.diff(column.numbers) == 1).all()):
        return False
    named = name in COUNTERS or name.endswith(("id", "index", "number", "编号", "序号"))
    return named and (bool(name) or column.numbers[0] in (0, 1))


def _is_constant(column: TableColumn) -> bool:
    """Whether all values are the same, of several rows."""
    if len(column.codes) < 2:
        return False
    numbers = np.unique(column.numbers[column.codes < 0])
    return len(numbers) + len(_texts(column)) == 1


def _is_binary(column: TableColumn) -> bool:
    numbers = column.numbers[column.codes < 0]
    return not _texts(column) and set(np.unique(numbers)) == {0.0, 1.0}


def _texts(column: TableColumn) -> set[str]:
    """The different texts of a column."""
    found = zip(column.texts, column.kinds, strict=True)
    return {text.strip() for text, kind in found if kind is Kind.TEXT}


def _looks_like_classes(column: TableColumn) -> bool:
    """A few texts that come again and again."""
    if holds_numbers(column):
        return False
    return 2 <= len(_texts(column)) <= MOST_CLASSES and len(_texts(column)) < len(column.codes)
