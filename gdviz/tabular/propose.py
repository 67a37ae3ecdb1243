"""What is probably wanted of a table: which columns are inputs, which is the target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from gdviz.engine.learning.datasets import MOST_CLASSES, MOST_INPUTS
from gdviz.tabular.cells import Column, Kind
from gdviz.tabular.table import Table

Target = Literal["class", "number"]

COUNTERS = {"", "#", "id", "index", "no", "no.", "nr", "nr.", "row", "序号", "编号"}  # names of row numbers


@dataclass(frozen=True)
class Proposal:
    """Columns, counted from 0; `target` is -1 where there is nothing to learn."""

    inputs: tuple[int, ...]
    target: int
    kind: Target


def propose(table: Table) -> Proposal:
    """Inputs are all columns of numbers but a row number; the target is the last that looks like classes, or
    the last column.
    """
    columns = [column for column in table.columns if has_values(column)]
    usable = [column for column in columns if not is_counter(column)]
    if len(table.columns) < 2 or not usable:
        return Proposal((), -1, "class")
    target = usable[-1]
    if holds_numbers(target) and target_kind(target) == "number":
        target = next((each for each in reversed(usable) if _looks_like_classes(each)), target)
    inputs = [each.place for each in usable if each is not target and holds_numbers(each)]
    return Proposal(tuple(inputs[:MOST_INPUTS]), target.place, target_kind(target))


def target_kind(column: Column) -> Target:
    """A number where there are non-integers or more values than classes can be; else a class.

    A column of text is a class.
    """
    if not holds_numbers(column):
        return "class"
    numbers = column.numbers[column.codes < 0]
    whole = bool((numbers == np.floor(numbers)).all())
    return "class" if whole and len(np.unique(numbers)) <= MOST_CLASSES else "number"


def holds_numbers(column: Column) -> bool:
    """Whether at least half of the values are numbers, so that a text among them is a mistake."""
    numbers = int((column.codes < 0).sum())
    return numbers > 0 and numbers >= int(column.are(Kind.TEXT).sum())


def has_values(column: Column) -> bool:
    """Whether there is any value."""
    return not bool(column.are(Kind.MISSING).all())


def is_counter(column: Column) -> bool:
    """Whether a column only numbers the rows."""
    if column.name.casefold() not in COUNTERS or column.place > 0 or len(column.numbers) < 2:
        return False
    first = column.numbers[0]
    if not column.name and first not in (0, 1):
        return False
    return bool((column.codes < 0).all() and (np.diff(column.numbers) == 1).all())


def _looks_like_classes(column: Column) -> bool:
    """A few texts that come again and again."""
    if holds_numbers(column):
        return False
    texts = {text.strip() for text, kind in zip(column.texts, column.kinds, strict=True) if kind is Kind.TEXT}
    return 2 <= len(texts) <= MOST_CLASSES and len(texts) < len(column.codes)
