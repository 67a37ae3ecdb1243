"""What is probably wanted of a table: which columns are inputs, which is the target, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.learning.dataset_base import MOST_CLASSES, MOST_INPUTS
from gdviz.tabular.cells import WORD, Kind
from gdviz.tabular.dates import counted, holds_dates, holds_times, in_order
from gdviz.tabular.table import Table
from gdviz.tabular.table_column import TableColumn, word

Target = Literal["class", "number"]

COUNTERS = {  # names of row numbers
    "",
    *WORD.findall(
        "# id index no no. nr nr. row obs rank instant s.no s.no. sno sr. rowid rownames 序号 编号 排名"
    ),
}
IDENTIFIERS = ("_id", " id", "编号", "序号", "学号", "考号")  # what names end in that mean nothing else
LEAST_IDENTIFIER = 10_000  # of numbers without a name that only tell rows apart
TARGETS = set(
    WORD.findall(
        "target class klasse classe clase cluster label y outcome survived diagnosis species "
        "类别 标签 目标 结果"
    )
)
PRICES = set(WORD.findall("price saleprice sale_price selling_price median_house_value 价格 房价 售价"))
# What is usually to be found where it stands first or last; a price wherever it stands.
AIMS = PRICES | set(
    WORD.findall(
        "cost rent salary income sales revenue value mpg medv charges quality rating score grade yield "
        "strength demand 租金 工资 销量 产量 成绩 总分 得分"
    )
)
FEW_ROWS = 3  # below which a column may be the same throughout by chance
MOST_TEXTS = 10  # different texts of a column that become inputs
MOST_PROPOSED_TEXTS = 5  # of these in few rows
ROWS_OF_TEXT = 20  # for each text of a column that has more

# Why a column is what it is proposed to be.
REASONS = {
    "named": "its name says that it is what is to be predicted",
    "binary": "it is the only column of 0 and 1",
    "classes": "it is the last column that holds only a few different words",
    "first": "it is the first column, it holds only a few different words, and the others are all alike",
    "grouped": "it is the first column, and its few whole numbers stand in blocks, one after the other",
    "last": "it is the last column",
    "last_numbers": "it is the last column of numbers, and the last one holds too many different texts",
    "numbers": "it holds numbers",
    "texts": "it holds a few texts, which become 0 and 1",
    "counter": "it only numbers the rows",
    "alone": "it only numbers the rows, but no other column can be used",
    "constant": "it is the same in every row",
    "empty": "it has no values",
    "gaps": "more than half of its values are missing",
    "dates": "it holds dates or times",
    "days": "it holds dates, counted as days from the first, or times in seconds",
    "ordered": "it holds months or the days of a week, which become 1, 2, 3 …",
    "mixed": "it holds texts among its numbers",
    "units": "its numbers have different units, or only some have one",
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
    named = any(table.names)
    numbered = not named and _numbers_rows(table)
    reasons = [
        "counter" if numbered and column.place == 0 else _use(column, named) for column in table.columns
    ]
    held = [each for each in table.columns if reasons[each.place] not in ("empty", "counter", "gaps")]
    usable = [each for each in held if reasons[each.place] not in ("dates", "mixed", "units")] or held
    if len(table.columns) < 2 or not usable:
        return Proposal((), -1, "class", tuple(reasons))
    target, why = _target(usable, named)
    if why == "last" and held[-1] is not target and target_kind(held[-1]) == "number":
        target = held[-1]  # of times, such as those of laps
    reasons[target.place] = why
    inputs = [place for place, each in enumerate(reasons) if each in ("numbers", "texts", "ordered")]
    if not inputs:  # one that never changes, or has mistakes, is still one
        plain = [
            each for each in held if reasons[each.place] not in ("dates", "units") and holds_numbers(each)
        ]
        inputs = [each.place for each in plain if each is not target]
    if not inputs:
        inputs = [each.place for each in held if reasons[each.place] == "dates" and counted(each)]
        reasons = ["days" if place in inputs else why for place, why in enumerate(reasons)]
    if not inputs and (counters := [place for place, each in enumerate(reasons) if each == "counter"]):
        inputs = counters[:1]
        reasons[inputs[0]] = "alone"
    room = MOST_INPUTS
    for place in inputs:
        texts = len(_values(table.columns[place])) if reasons[place] == "texts" else 1
        wide = texts if texts > 2 else 1  # inputs of 0 and 1
        room, reasons[place] = (room, "beyond") if wide > room else (room - wide, reasons[place])
    inputs = [place for place in inputs if reasons[place] != "beyond"]
    return Proposal(tuple(inputs), target.place, target_kind(target), tuple(reasons))


def _numbers_rows(table: Table) -> bool:
    """Whether the first of four columns or more without names counts the rows, or tells them apart.

    Of three it may be the time at which two others were measured.
    """
    first = table.columns[0]
    if len(table.columns) < 4 or not first.numbers.size or not (first.codes < 0).all():
        return False
    different = np.unique(first.numbers)
    large = different[0] >= LEAST_IDENTIFIER and _are_whole(different)
    return _counts(first) or (large and len(different) >= 0.9 * len(first.numbers))


def _use(column: TableColumn, named: bool) -> str:
    """Why a column that is not the target is used, or not."""
    if not has_values(column):
        return "empty"
    if is_counter(column, named):
        return "counter"
    if int(column.are(Kind.MISSING).sum()) * 2 > len(column.codes):
        return "gaps"
    if holds_dates(column):
        return "dates"
    if _is_constant(column):
        return "constant"
    if in_order(column) is not None:
        return "ordered"
    if column.unclear:
        return "units"
    if holds_numbers(column):
        texts = len(_texts(column))
        return "mixed" if texts > 2 and texts * 20 > len(column.codes) else "numbers"
    most = max(MOST_PROPOSED_TEXTS, min(MOST_TEXTS, len(column.codes) // ROWS_OF_TEXT))
    few = len(_values(column)) <= most and _looks_like_classes(column)
    return "texts" if few else "many_texts"


def _target(usable: list[TableColumn], named: bool) -> tuple[TableColumn, str]:
    """The target and why it is that; a class at the left is one, too, where the last column is a number."""
    usable = [column for column in usable if not _is_of_digits(column)] or usable
    changing = [column for column in usable if not _is_constant(column)]
    last = usable[-1]
    by_chance = len(last.codes) < FEW_ROWS
    if (
        changing
        and (named or holds_numbers(last))
        and not by_chance
        and last.name.strip().casefold() not in TARGETS
    ):
        last = changing[-1]
    for column in reversed(changing):
        name = column.name.strip().casefold().removesuffix("_train").removesuffix("_test")
        behind = changing[changing.index(column) + 1 :]
        if name == "y" and any(each.name == "z" or tells_classes(each) for each in behind):
            continue  # y beside x, with a class or z behind them, is a place
        if name in TARGETS and (holds_numbers(column) or _looks_like_classes(column)):
            return column, "named"
    for names, columns in (({} if _is_binary(last) else PRICES, changing), (AIMS, (last, usable[0]))):
        for column in columns:
            if column.name.strip().casefold() in names and holds_numbers(column) and column in changing:
                return column, "named"
        if not named and _stands_first(usable):
            return usable[0], "first"
        if not holds_numbers(last) and _looks_like_classes(last):
            return last, "classes"
    binary = [column for column in changing if _is_binary(column)]
    if len(binary) == 1 and not _is_binary(last):
        return binary[0], "binary"
    if holds_numbers(last) and target_kind(last) == "number":
        classes = [each for each in usable if _looks_like_classes(each)]
        if len(classes) == 1 and not binary and classes[0].place <= (0 if named else 1):
            return classes[0], "classes"
        if not named and not binary and _is_grouped(usable[0]):
            return usable[0], "grouped"
    classes = [each for each in changing if _looks_like_classes(each)]
    if classes and not holds_numbers(last):
        return classes[-1], "classes"
    numbers = [each for each in changing if holds_numbers(each)]
    if len(numbers) > 1 and len(_values(last)) > MOST_TEXTS:
        return numbers[-1], "last_numbers"
    return last, "last"


def _stands_first(columns: list[TableColumn]) -> bool:
    """Whether the first of columns without names is the class, as the last one is of the others' kind.

    Then the others are all whole numbers; or the first has two texts, and the last one the texts of others.
    """
    if len(columns) < 3 or not _looks_like_classes(columns[0]):
        return False
    first, last, inner = columns[0], columns[-1], columns[1:-1]
    if holds_numbers(last):
        return not _is_binary(last) and all(
            not _texts(each) and _are_whole(each.numbers[each.codes < 0]) for each in columns[1:]
        )
    words = set().union(*map(_texts, inner))
    ours, theirs = _texts(first), _texts(last)
    return len(ours) == 2 and bool(theirs & words) and (not ours & words or len(theirs) > 2)


def _is_grouped(column: TableColumn) -> bool:
    """Whether a column has a few whole numbers, all rows of one before those of the next."""
    if len(column.texts) or target_kind(column) != "class":
        return False
    different = len(np.unique(column.numbers))
    return (
        1 < different < len(column.numbers) / 1.5
        and int((column.numbers[1:] != column.numbers[:-1]).sum()) + 1 == different
    )


def _is_of_digits(column: TableColumn) -> bool:
    """Whether it holds texts that begin with a digit, none twice: days, or numbers with their errors."""
    texts = _texts(column)
    return len(texts) == len(column.codes) and all(text[0].isdigit() for text in texts)


def tells_classes(column: TableColumn) -> bool:
    """Whether its values are two numbers, or few and whole: what classes are written as."""
    return _is_binary(column) or _looks_like_classes(column)


def target_kind(column: TableColumn) -> Target:
    """A class where there are a few whole numbers that come again, or text; else a number, or times.

    Where they are more than three, and not counted from 0 or 1, they come twice or more often.
    """
    if not holds_numbers(column):
        return "number" if holds_times(column) else "class"
    numbers = column.numbers[column.codes < 0]
    different = np.unique(numbers)
    counted = len(different) < 4 or any((different == np.arange(n, n + len(different))).all() for n in (0, 1))
    again = len(numbers) - 1 if counted else len(numbers) // 2
    few = len(different) <= max(2, min(again, MOST_CLASSES))
    return "class" if few and _are_whole(different) else "number"


def holds_numbers(column: TableColumn) -> bool:
    """Whether at least half of the values are numbers, so that a text among them is a mistake.

    Where there are but a few values, a text that comes again is none: 2, 3, 4, 5more.
    """
    numbers, texts = int((column.codes < 0).sum()), int(column.are(Kind.TEXT).sum())
    if not texts or numbers < texts:
        return numbers > 0 and numbers >= texts
    return texts < 2 * len(_texts(column)) or len(_values(column)) > MOST_PROPOSED_TEXTS


def has_values(column: TableColumn) -> bool:
    """Whether there is any value."""
    return not bool(column.are(Kind.MISSING).all())


def is_counter(column: TableColumn, named: bool) -> bool:
    """Whether a column only numbers the rows; `named` says whether the columns have names.

    Behind the first one only a name that can mean nothing else says so.
    """
    name, numbers = column.name.strip(), column.numbers
    low = name.casefold()
    certain = f" {low}".endswith(IDENTIFIERS)
    if len(numbers) < 2 or not named or not (column.codes < 0).all() or (column.place and not certain):
        return False
    if not name:
        return _counts(column)
    if certain or low in COUNTERS or low.startswith("unnamed") or name.endswith(("Id", "ID")):
        return _are_whole(numbers) and len(np.unique(numbers)) == len(numbers)
    return bool((numbers[1:] == numbers[:-1] + 1).all()) and low.endswith(("id", "index", "number"))


def _are_whole(numbers: Array) -> bool:
    """Whether they are whole numbers."""
    return bool((numbers == np.floor(numbers)).all())


def _counts(column: TableColumn) -> bool:
    """Whether a column holds 0, 1, 2 … or 1, 2, 3 …"""
    numbers = column.numbers
    return len(numbers) > 1 and numbers[0] in (0, 1) and bool((numbers[1:] == numbers[:-1] + 1).all())


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
    return {word(text) for text, kind in found if kind is Kind.TEXT}


def _values(column: TableColumn) -> set[str | float]:
    """The different values of a column, texts and numbers."""
    return {*_texts(column), *np.unique(column.numbers[column.codes < 0]).tolist()}


def _looks_like_classes(column: TableColumn) -> bool:
    """A few texts that come again and again, perhaps with numbers among them."""
    if holds_numbers(column):
        return False
    return 2 <= len(_values(column)) <= MOST_CLASSES and len(_values(column)) < int(
        (~column.are(Kind.MISSING)).sum()
    )
