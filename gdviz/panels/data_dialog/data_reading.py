"""How a file of data is read: separator, decimal mark, encoding, header."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gdviz.engine.learning.dataset_base import MOST_EXAMPLES
from gdviz.look.appearance import Appearance
from gdviz.look.field_name import FieldName
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.widgets import scaled
from gdviz.notation.numbers import number
from gdviz.panels.widgets.choice import Choice
from gdviz.panels.widgets.tick import Tick
from gdviz.tabular import ENCODINGS, SEPARATORS, Table
from gdviz.tabular.cells import Units
from gdviz.tabular.content import MOST_USED

MOST_SKIPPED, MOST_BELOW, MOST_FOOTER = 60, 5, 20
SEEDS = (0, 1, 2, 3, 4)
UNITS: tuple[Units, ...] = ("plain", "multiples")


class FileReading(Struct, frozen=True):
    """What a person has said about the file; None is guessed."""

    separator: str | None = None
    decimal: str | None = None
    encoding: str | None = None
    header: bool | None = None
    skipped: int | None = None
    below: int | None = None
    footer: int | None = None
    seed: int | None = 0
    codes: bool = True
    units: Units | None = None
    turned: bool | None = None
    part: str | None = None


class ReadingOptions(Appearance, QWidget):
    """Shows how the file was read, and lets a person say it."""

    changed = Signal(object)  # the FileReading that is wanted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reading = FileReading()
        self.part, self.separator, self.decimal, self.encoding = (Choice(self) for _ in range(4))
        self.skipped, self.below, self.footer, self.seed = (Choice(self) for _ in range(4))
        self.units = Choice(self)
        self.header, self.codes, self.turned = Tick(self), Tick(self), Tick(self)
        self.controls: dict[str, Choice | Tick] = {
            name: getattr(self, name) for name in FileReading.__struct_fields__
        }
        self.labels = {
            choice: FieldName(self) for choice in (*self._in_first_line(), *self._in_second_line())
        }
        for choice, values in (
            (self.separator, SEPARATORS),
            (self.decimal, (".", ",")),
            (self.encoding, tuple(ENCODINGS)),
            (self.skipped, range(MOST_SKIPPED + 1)),
            (self.below, range(MOST_BELOW + 1)),
            (self.footer, range(MOST_FOOTER + 1)),
            (self.seed, (*SEEDS, None)),
            (self.units, (None, *UNITS)),
        ):
            for value in values:
                choice.addItem(str(value), value)
        self.page = bare(QVBoxLayout(self))
        self.line, self.skips = QHBoxLayout(), QHBoxLayout()
        self.page.addLayout(self.line)
        self.page.addLayout(self.skips)
        for choice, label in self.labels.items():
            label.setProperty("role", "muted")
            label.setBuddy(choice)
            pair = QVBoxLayout()
            (self.skips if choice in self._in_second_line() else self.line).addLayout(pair)
            pair.setSpacing(2)
            pair.addWidget(label)
            pair.addWidget(choice)
        for row, ticks in ((self.line, (self.header, self.turned)), (self.skips, (self.codes,))):
            low = QVBoxLayout()
            row.addLayout(low)
            low.addStretch(1)
            for tick in ticks:
                low.addWidget(tick)
            row.addStretch(1)
        for control in self.controls.values():
            (control.chosen if isinstance(control, Choice) else control.clicked).connect(self._say)

    def show_table(self, table: Table | None) -> None:
        """Show how the table was read; where there is none, what was said."""
        shown = self.reading if table is None else table
        self._show_parts(table)
        for name, control in self.controls.items():
            if isinstance(control, Choice) and name != "part":
                control.show_data(getattr(shown, name))
        unclear = table is not None and any(each.unclear for each in table.columns)
        self._offer(self.units, unclear or shown.units is not None)
        self.header.setChecked(bool(shown.header))
        self.turned.setChecked(bool(shown.turned))
        self.turned.setVisible(shown.turned is not None)
        self.codes.setChecked(shown.codes)
        self.codes.setVisible(
            not shown.codes or (table is not None and any(each.code for each in table.columns))
        )

    def offer_rows(self, drawn: bool) -> None:
        """Let a person say which rows are used, where not all can be."""
        self._offer(self.seed, drawn)

    def _offer(self, choice: Choice, there: bool) -> None:
        for widget in (choice, self.labels[choice]):
            widget.setVisible(there)

    def _show_parts(self, table: Table | None) -> None:
        """Offer the sheets or arrays of a file that has several, and only what can be said of its form."""
        content = table.content if table is not None else None
        parts = content.parts if content is not None else ()
        if [self.part.itemData(place) for place in range(self.part.count())] != list(parts):
            self.part.clear()
            for each in parts:
                self.part.addItem(each, each)
        if content is not None and parts:
            self.part.show_data(content.part)
        for choice, there in (
            (self.part, len(parts) > 1),
            (self.separator, content is None),
            (self.encoding, content is None),
        ):
            self._offer(choice, there)

    def focus_order(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return *self._in_first_line(), self.header, self.turned, *self._in_second_line(), self.codes

    def _in_first_line(self) -> tuple[Choice, ...]:
        return self.part, self.separator, self.decimal, self.encoding

    def _in_second_line(self) -> tuple[Choice, ...]:
        return self.skipped, self.below, self.footer, self.seed, self.units

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.line.setSpacing(scaled(look, 16))
        self.skips.setSpacing(scaled(look, 16))
        self.separator.set_look(look)  # before it is asked how high it is
        for tick in (self.header, self.codes, self.turned):
            tick.setMinimumHeight(self.separator.sizeHint().height())

    def retranslate(self) -> None:
        """Put every text anew."""
        self.labels[self.part].setText(self.tr("&Table"))
        self.labels[self.separator].setText(self.tr("&Separator"))
        self.labels[self.decimal].setText(self.tr("&Decimal mark"))
        self.labels[self.encoding].setText(self.tr("&Encoding"))
        self.labels[self.skipped].setText(self.tr("Skip &lines"))
        self.labels[self.below].setText(self.tr("Skip &below names"))
        self.labels[self.footer].setText(self.tr("Skip &at the end"))
        self.labels[self.seed].setText(self.tr("&Rows used"))
        self.labels[self.units].setText(self.tr("Units &of some numbers"))
        kinds = (
            self.tr("unclear: not used"),
            self.tr("300 K and 310 are one unit"),
            self.tr("3 K is 3000, 3% is 0.03"),
        )
        for place, text in enumerate(kinds):
            self.units.setItemText(place, text)
        self.units.setToolTip(
            self.tr("Only some numbers of a column have a unit: whether all are meant so, or K is a thousand")
        )
        for place, seed in enumerate(SEEDS):
            self.seed.setItemText(place, self.tr("drawn from all, seed {seed}").format(seed=seed))
        self.seed.setItemText(len(SEEDS), self.tr("the first ones"))
        names = (
            self.tr("Comma ,"),
            self.tr("Semicolon ;"),
            self.tr("Tab"),
            self.tr("Pipe |"),
            self.tr("Chinese comma ，"),
            self.tr("Chinese semicolon ；"),
            "、",
            "^",
            "~",
            self.tr("Colon :"),
            self.tr("Spaces"),
        )
        for place, text in enumerate(names):
            self.separator.setItemText(place, text)
        for place, text in enumerate((self.tr("Point 1.5"), self.tr("Comma 1,5"))):
            self.decimal.setItemText(place, text)
        self.header.setText(self.tr("The first row holds &names"))
        self.turned.setText(self.tr("The ro&ws are columns"))
        self.turned.setToolTip(
            self.tr("Whether each row of the file is a series of values of one kind, and no example")
        )
        self.codes.setText(self.tr("Numbers such as −999 are missing &values"))
        self.codes.setToolTip(
            self.tr("Numbers far from all others of their column, which stand for a missing one")
        )
        self.part.setToolTip(self.tr("Which sheet, arrays or file is read: there are several tables in it"))
        self.separator.setToolTip(self.tr("What separates the cells of a row"))
        self.decimal.setToolTip(self.tr("The mark before the decimals of a number"))
        self.encoding.setToolTip(
            self.tr("How characters are stored. Choose another one where names look like nonsense.")
        )
        self.header.setToolTip(self.tr("Whether the first row names the columns and is not data itself"))
        self.skipped.setToolTip(self.tr("Lines above the table that are not part of it: a title, remarks"))
        self.below.setToolTip(
            self.tr("Rows below the names that are not data: units, a second line of names")
        )
        self.footer.setToolTip(self.tr("Rows at the end that are not data: totals, means"))
        text = self.tr(
            "The file has more than the {cells} cells or {rows} rows that can be used. The rows are drawn "
            "evenly from all parts of it, by a seed, or the first ones are taken."
        )
        self.seed.setToolTip(text.format(cells=number(MOST_USED), rows=number(MOST_EXAMPLES)))
        for choice in self.labels:
            choice.setAccessibleName(choice.toolTip())

    @Slot(object)
    def _say(self, value: Any) -> None:
        """Take what was said with the control that is pressed."""
        name = next(name for name, control in self.controls.items() if control is self.sender())
        kept = self.reading if name != "part" else FileReading()  # said of another table
        self.reading = replace(kept, **{name: value})
        self.changed.emit(self.reading)
