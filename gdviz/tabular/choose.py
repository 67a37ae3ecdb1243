"""From chosen columns of a table to a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.learning.dataset_base import MOST_CLASSES, MOST_INPUTS
from gdviz.engine.learning.datasets import UserData
from gdviz.notation.names import shown
from gdviz.notation.numbers import number
from gdviz.tabular.body import unique
from gdviz.tabular.cells import WORD, Kind
from gdviz.tabular.content import MOST_USED, one_of_each
from gdviz.tabular.dates import counted, holds_dates, in_order
from gdviz.tabular.error import DataError
from gdviz.tabular.propose import (
    MOST_TEXTS,
    Proposal,
    Target,
    has_values,
    holds_numbers,
    propose,
    target_kind,
)
from gdviz.tabular.table import Table
from gdviz.tabular.table_column import TableColumn, number_text, word

Missing = Literal["drop", "mean"]
NEGATIVE = frozenset(
    WORD.findall(
        "no n false f off negative neg none nein falsch non faux não нет ✗ ✘ 否 不 无 没有 阴性 假 未 "
        "不合格 不及格"
    )
)


class ChosenColumns(Struct, frozen=True, eq=False):
    """The examples, and what was done to have them.

    `inputs` is (examples, inputs), `targets` is (examples,). So many `rows` of the table were looked at; of
    these `left_out` were left out because a value is missing, `without_target` of them lack the target.
    `filled` values were replaced by the mean of their column.
    """

    inputs: Array
    targets: Array
    names: tuple[str, ...]
    class_names: tuple[str, ...]
    left_out: int
    without_target: int
    filled: int
    rows: int
    target_name: str = ""

    def dataset(self) -> UserData:
        """The examples as a document holds them."""
        rows = tuple(tuple(row.tolist()) for row in self.inputs)
        return UserData(rows, tuple(self.targets.tolist()), self.names, self.class_names, self.target_name)


def to_dataset(
    table: Table,
    inputs: Sequence[int | str],
    target: int | str,
    kind: Target | None = None,
    missing: Missing = "drop",
) -> UserData:
    """The dataset of chosen columns; the arguments are those of `choose`."""
    return choose(table, inputs, target, kind, missing).dataset()


def choose(
    table: Table,
    inputs: Sequence[int | str],
    target: int | str,
    kind: Target | None = None,
    missing: Missing = "drop",
) -> ChosenColumns:
    """Take columns, by name or counted from 0, as the inputs and the target.

    The target is a "class" or a "number"; by default what it looks like. Where an input is missing, the row
    is left out ("drop"), or the column's mean is put there; a row without its target is always left out.
    Classes that are all numbers are ordered by value, others by where they first appear. Raises DataError
    with one sentence.
    """
    if table.rows and len(table.columns) < 2:
        raise DataError("one_column" if table.content is None else "only_column")
    wanted, aim = [find(table, each) for each in inputs], find(table, target)
    _check_choice(wanted, aim)
    if table.long_rows:
        row, count = table.long_rows[0]
        width = len(table.columns)
        line = int(table.lines[row])
        raise DataError("long_row", line=line, count=count, width=width, at=(row, width - 1))
    kind = kind or target_kind(aim)
    sources = [source for column in wanted for source in _sources(table, column)]
    if len(sources) > MOST_INPUTS:
        raise DataError("many_inputs", count=len(sources), limit=MOST_INPUTS)
    dated = _of_dates(aim) if kind == "number" else None
    if kind == "number" and dated is None:
        _check_numbers(table, aim, "text_target")
    elif kind == "class" and not has_values(aim):
        raise DataError("empty_column", column=aim.label)

    taken = one_of_each(table.rows, min(table.rows, MOST_USED // len(sources)), table.seed)
    no_target = aim.are(Kind.MISSING)[taken]
    gaps = np.stack([source.missing[taken] for source in sources], axis=1)
    used = ~no_target if missing == "mean" else ~(no_target | gaps.any(axis=1))
    if not used.any():
        raise DataError("none_left")
    if kind == "class":
        targets, class_names = _classes(table, aim, taken[used], "one_class" + "_left" * (not used.all()))
    else:
        targets, class_names = (dated or aim).numbers[taken[used]], ()
    numbers = np.stack([source.numbers[taken] for source in sources], axis=1, dtype=np.float64)
    filled = int(gaps[used].sum())
    if filled:
        numbers = np.where(gaps, _means(numbers), numbers)
    names = tuple(unique([source.name or f"x{place + 1}" for place, source in enumerate(sources)]))
    return ChosenColumns(
        numbers if used.all() else numbers[used],
        targets,
        names,
        class_names,
        int((~used).sum()),
        int(no_target.sum()),
        filled,
        len(taken),
        (dated or aim).name,
    )


class Source(Struct, frozen=True, eq=False):
    """An input: `numbers` (rows,), NaN where `missing` (rows,), and its name; empty where there is none.

    Those that are 0 and 1 take two bytes each: of many texts there are ten times as many as cells.
    """

    name: str
    numbers: Array
    missing: Array


def holds_texts(column: TableColumn) -> bool:
    """Whether a column has few enough different texts to become inputs of 0 and 1, or dates."""
    if holds_numbers(column) or not has_values(column):
        return False
    if holds_dates(column) or in_order(column) is not None:
        return True
    found = zip(column.texts, column.kinds, strict=True)
    return len({word(text) for text, kind in found if kind is Kind.TEXT}) <= MOST_TEXTS


def _sources(table: Table, column: TableColumn) -> list[Source]:
    """The inputs that a column becomes: itself, or 0 and 1 for what its texts are.

    Of two texts the second one is 1, of no and yes the yes; of more each has an input of its own.
    """
    if dated := _of_dates(column):
        return [dated]
    if holds_numbers(column) or not has_values(column):
        _check_numbers(table, column, "text_input")
        return [Source(column.name, column.numbers, column.are(Kind.MISSING))]
    _check_finite(table, column)
    missing = column.are(Kind.MISSING)
    values, places = _coded(column, np.flatnonzero(~missing))
    if len(values) > MOST_TEXTS:
        raise _cell_error("text_input", table, column, column.are(Kind.TEXT), len(values), limit=MOST_TEXTS)
    wanted = list(enumerate(values))
    if len(values) == 2:
        wanted = wanted[:1] if is_negative(values[1]) > is_negative(values[0]) else wanted[1:]
    name = column.name or f"x{column.place + 1}"
    found = []
    for which, value in wanted:
        numbers = np.full(len(missing), np.nan, np.float16)
        numbers[~missing] = places == which
        found.append(Source(f"{name} = {shown(value)}", numbers, missing))
    return found


def _coded(column: TableColumn, rows: Array) -> tuple[list[str], Array]:
    """The different values of these rows as texts, as they first appear, and which of them each row has."""
    codes, numbers = column.codes[rows], column.numbers[rows]
    plain = codes < 0
    different, which = np.unique(numbers[plain], return_inverse=True)
    codes[plain] = len(column.texts) + which
    texts = [*column.texts, *map(number_text, different.tolist())]
    held, first, places = np.unique(codes, return_index=True, return_inverse=True)
    found: dict[str, tuple[int, str]] = {}
    merged = np.empty(len(held), int)
    for place in np.argsort(first):
        text = texts[held[place]].strip()
        merged[place], _ = found.setdefault(word(text), (len(found), text))
    return [text for _, text in found.values()], merged[places]


def _of_dates(column: TableColumn) -> Source | None:
    """Dates, times and months as numbers; None where they can't be counted, or the column holds others."""
    if (places := in_order(column)) is not None:
        return Source(column.name or f"x{column.place + 1}", places, column.are(Kind.MISSING))
    told = counted(column) if holds_dates(column) else None
    if told is None:
        return None
    name = f"{column.name or f'x{column.place + 1}'} ({told[1]})"
    return Source(name, told[0], column.are(Kind.MISSING))


def is_negative(text: str) -> bool:
    """Whether a text says no.

    >>> is_negative("No"), is_negative("否"), is_negative("cat")
    (True, True, False)
    """
    return text.casefold() in NEGATIVE


def choose_proposed(table: Table) -> tuple[Proposal, ChosenColumns]:
    """What is proposed of a table, and its examples. Raises DataError where nothing can be learned."""
    wanted = propose(table)
    if wanted.target < 0:
        raise DataError("one_column" if table.content is None else "only_column")
    if not wanted.inputs:
        if "units" in wanted.reasons:
            unclear = table.columns[wanted.reasons.index("units")]
            raise _cell_error("units", table, unclear, unclear.are(Kind.TEXT))
        code = "only_dates" if "dates" in wanted.reasons else "no_usable_input"
        raise DataError(code, column=table.columns[wanted.target].label)
    return wanted, choose(table, wanted.inputs, wanted.target, wanted.kind)


def find(table: Table, which: int | str) -> TableColumn:
    """A column by its name, or by its place counted from 0; raises DataError where there is none."""
    if isinstance(which, str):
        for column in table.columns:
            if column.name == which:
                return column
        raise DataError("no_column", column=f"“{shown(which)}”")
    if not 0 <= which < len(table.columns):
        raise DataError("no_column", column=str(which + 1))
    return table.columns[which]


def _means(numbers: Array) -> Array:
    """The mean of the numbers of each column, even where their sum would overflow."""
    with np.errstate(over="ignore"):
        means: Array = np.nanmean(numbers, axis=0)
    large = ~np.isfinite(means)
    parts = numbers[:, large] / np.isfinite(numbers[:, large]).sum(axis=0)
    means[large] = np.nansum(parts, axis=0)
    return means


def _check_choice(inputs: Sequence[TableColumn], target: TableColumn) -> None:
    if not inputs:
        raise DataError("no_inputs")
    if len(inputs) > MOST_INPUTS:
        raise DataError("many_inputs", count=len(inputs), limit=MOST_INPUTS)
    if target in inputs:
        raise DataError("both", column=target.label)


def _check_numbers(table: Table, column: TableColumn, text_code: str) -> None:
    """Raise DataError where a column does not hold finite numbers, apart from what is missing."""
    if not has_values(column):
        raise DataError("empty_column", column=column.label)
    text = column.are(Kind.TEXT)
    if text.any() and not holds_numbers(column):
        raise _cell_error(text_code, table, column, text)
    if text.any():
        raise _cell_error("units" if column.unclear else "not_number", table, column, text)
    _check_finite(table, column)


def _check_finite(table: Table, column: TableColumn) -> None:
    infinite = column.are(Kind.INFINITE)
    if infinite.any():
        raise _cell_error("infinite", table, column, infinite)


def _cell_error(
    code: str, table: Table, column: TableColumn, where: Array, count: int = 0, **values: object
) -> DataError:
    """The error that names the first of the cells `where`, and how many there are, or `count`."""
    row, count = int(where.argmax()), count or int(where.sum())
    if code in ("not_number", "infinite") and count > 1:
        code += "s"
    return DataError(
        code,
        at=(row, column.place),
        line=int(table.lines[row]),
        column=column.label,
        cell=shown(column.text(row)),
        count=count,
        **values,
    )


def _classes(table: Table, column: TableColumn, rows: Array, one: str) -> tuple[Array, tuple[str, ...]]:
    """The class of each of these rows counted from 0, and the classes' names; `one` is what to say of one."""
    _check_finite(table, column)
    if (column.codes[rows] < 0).all():
        values, targets = np.unique(column.numbers[rows], return_inverse=True)
        names = [number_text(value) for value in values.tolist()[: MOST_CLASSES + 1]]
        count = len(values)
    else:
        names, targets = _coded(column, rows)
        count = len(names)
        if count == 2 and is_negative(names[1]) > is_negative(names[0]):
            names, targets = names[::-1], 1 - targets  # "yes" is what is asked for: class 1
    if count == 1:
        raise DataError(one, column=column.label, name=shown(names[0]))
    if count > MOST_CLASSES:
        raise DataError("many_classes", column=column.label, count=number(count), limit=MOST_CLASSES)
    return targets.astype(np.float64), tuple(names)
