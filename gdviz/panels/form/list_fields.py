"""Fields of several numbers: a plain list, a table of pairs, and the pieces of a schedule."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import Slot

from gdviz.look.asked import asked_about
from gdviz.notation.numbers import entry, exact, read
from gdviz.panels.form.field import FieldEditor
from gdviz.panels.form.simple_fields import EntryField
from gdviz.panels.widgets.rows_table import Rows, RowsTable


class NumbersField(EntryField):
    """For kind "floats": numbers with commas between them."""

    def build(self) -> None:
        """One entry for all."""
        super().build()
        self.entry.restored.connect(self.clear_error)

    def show_value(self, value: Any) -> None:
        """Show the numbers."""
        self.entry.show_good(", ".join(entry(each) for each in value))

    @Slot(str)
    def _commit(self, text: str) -> None:
        numbers = [read(part) for part in parts_of_list(text) if part.strip()]
        if None in numbers:
            self.show_error(self.tr("Type numbers with commas between them, such as 1, 2.5, 10."))
            return
        self.choose(tuple(numbers))
        if self.value == tuple(numbers):
            self.entry.accept(", ".join(entry(each) for each in self.value))


def parts_of_list(text: str) -> list[str]:
    """The texts of the numbers of a list: with semicolons, blanks after commas, or blanks alone between them.

    >>> parts_of_list("0,1; 0,2"), parts_of_list("1, 2.5, 10"), parts_of_list("1,2.5"), parts_of_list("1 2")
    (['0,1', ' 0,2'], ['1', '2.5', '10'], ['1', '2.5'], ['1', '2'])
    """
    text = text.replace("；", ";").replace("，", ",").replace("、", ", ")
    if ";" in text:
        return text.split(";")
    parts = re.split(r",\s+", text.strip())
    if len(parts) > 1 and all(read(part) is not None for part in parts if part):
        return parts
    return text.split(",") if "," in text else text.split()


class TableField(FieldEditor):
    """A field shown as rows of numbers. A subclass says how rows and value belong together."""

    whole: tuple[bool, ...] = (False, False)

    def build(self) -> None:
        """A table as wide as the form."""
        self.table = RowsTable(self.whole_columns(), self)
        self.hold(self.table, self.table.view)
        self.table.proposed.connect(self._propose)
        self.table.refused.connect(self._refuse)
        self.table.add_requested.connect(self._add)
        self.table.remove_requested.connect(self._remove)

    def whole_columns(self) -> tuple[bool, ...]:
        """Which columns hold whole numbers."""
        return self.whole

    def columns(self) -> tuple[str, ...]:
        """The titles of the columns."""
        raise NotImplementedError

    def rows_of(self, value: Any) -> Rows:
        """The rows that show `value`."""
        raise NotImplementedError

    def value_of(self, rows: Rows) -> Any:
        """The value that `rows` show."""
        raise NotImplementedError

    def with_row(self, rows: Rows, place: int) -> tuple[Rows, int]:
        """The rows with a new one behind `place`, and where it is."""
        raise NotImplementedError

    def closing(self) -> str:
        """What a cell shows that can't be edited."""
        return ""

    def show_value(self, value: Any) -> None:
        """Show the rows."""
        self.table.show_rows(self.rows_of(value))

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        self.table.set_titles(self.called, self.columns(), self.closing())

    @Slot(object)
    def _propose(self, rows: Rows) -> None:
        self.choose(self.value_of(rows))

    @Slot(str, bool)
    def _refuse(self, text: str, whole: bool) -> None:
        asked = asked_about([text])
        self.show_error(
            asked
            if asked
            else self.tr("Type a whole number, such as 100.")
            if whole
            else self.tr("Type numbers, such as 0.1 or 1e-4; a pasted row needs one for each column.")
        )

    @Slot(int)
    def _add(self, place: int) -> None:
        rows, new = self.with_row(self.rows_of(self.value), place)
        self.choose(self.value_of(rows))
        if self.table.model.rows == rows:
            self.table.select(new)

    @Slot(object)
    def _remove(self, places: list[int]) -> None:
        rows = self.rows_of(self.value)
        kept = tuple(row for place, row in enumerate(rows) if place not in places)
        if not kept:
            self.show_error(self.tr("At least one row must stay."))
        else:
            self.choose(self.value_of(kept))


class PairsField(TableField):
    """For kind "list": pairs of numbers, such as the values set by hand."""

    def whole_columns(self) -> tuple[bool, ...]:
        """As in the default's first row."""
        return tuple(isinstance(each, int) for each in self.field.default[0])

    def columns(self) -> tuple[str, ...]:
        """The titles of the columns."""
        return (self.tr("Global step"), self.tr("Value"))

    def rows_of(self, value: Any) -> Rows:
        """As they are."""
        return tuple(value)

    def value_of(self, rows: Rows) -> Any:
        """As they are."""
        return rows

    def with_row(self, rows: Rows, place: int) -> tuple[Rows, int]:
        """The row once more: most often one of its numbers is what is wanted again."""
        return (*rows[: place + 1], rows[place], *rows[place + 1 :]), place + 1

    def text_of(self, value: Any) -> str:
        """How many there are: too long to write out."""
        return self.tr("{count} rows").format(count=len(value)) if len(value) > 4 else super().text_of(value)


class PiecesField(TableField):
    """The boundaries and values of a piecewise constant schedule, which must change together.

    Its value is the whole schedule; the last row has no boundary.
    """

    def columns(self) -> tuple[str, ...]:
        """The titles of the columns."""
        return (self.tr("Up to step"), self.tr("Learning rate"))

    def closing(self) -> str:
        """The last piece holds for ever."""
        return self.tr("after that")

    def rows_of(self, value: Any) -> Rows:
        """A row for each value."""
        return tuple(zip((*value.boundaries, None), value.values, strict=True))

    def value_of(self, rows: Rows) -> Any:
        """The schedule with these pieces, as plain data: they may be wrong. The last boundary is dropped."""
        boundaries, values = [row[0] for row in rows[:-1]], [row[1] for row in rows]
        return {**msgspec.to_builtins(self.value), "boundaries": boundaries, "values": values}

    @property
    def paths(self) -> frozenset[str]:
        """Boundaries and values."""
        return frozenset((f"{self.path}.boundaries", f"{self.path}.values"))

    def differs(self, own: Any, other: Any) -> bool:
        """Whether a run with pieces has other ones."""
        return type(own) is type(other) and self.rows_of(own) != self.rows_of(other)

    def default_for_now(self) -> Any:
        """The default pieces; the rest of the schedule stays."""
        default = self.field.default
        return replace(self.value, boundaries=default.boundaries, values=default.values)

    def text_of(self, value: Any) -> str:
        """The pieces in a line."""
        pieces = (
            self.tr("{rate} up to step {step}").format(rate=exact(rate), step=exact(step))
            for step, rate in zip(value.boundaries, value.values, strict=False)
        )
        return ", ".join((*pieces, self.tr("{rate} after that").format(rate=exact(value.values[-1]))))

    def with_row(self, rows: Rows, place: int) -> tuple[Rows, int]:
        """A new piece behind `place`, ending halfway to the next one, or as long as the one before."""
        place = min(place, len(rows) - 1)
        boundaries = [row[0] for row in rows[:-1]]
        before = boundaries[place - 1] if place > 0 else 0.0
        if place < len(boundaries):
            end = boundaries[place]
            middle = float(round((before + end) / 2)) if end - before >= 2 else (before + end) / 2
        else:
            earlier = boundaries[place - 2] if place > 1 else 0.0
            middle = before + max(before - earlier, 1.0)
        return (*rows[:place], (middle, rows[place][1]), *rows[place:]), place
