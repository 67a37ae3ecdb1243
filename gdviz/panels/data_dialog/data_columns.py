"""What the columns of a table become: inputs, target, and what is done where a value is missing."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gdviz.engine.learning.dataset_base import MOST_INPUTS
from gdviz.look.appearance import Appearance
from gdviz.look.field_name import FieldName
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.widgets import heading_font, scaled
from gdviz.notation.names import shown
from gdviz.notation.numbers import number
from gdviz.panels.data_dialog.data_inputs import InputsList
from gdviz.panels.data_dialog.data_text import column_name
from gdviz.panels.widgets.choice import Choice
from gdviz.tabular import Kind, Proposal, Table, target_kind
from gdviz.tabular.choose import Missing
from gdviz.tabular.propose import Target, holds_numbers


class WantedColumns(Struct, frozen=True):
    """What is chosen of a table; columns are places. The target is -1 where nothing is chosen."""

    inputs: frozenset[int] = frozenset()
    target: int = -1
    kind: Target = "class"
    missing: Missing = "drop"


NOTHING = Proposal((), -1, "class", ())  # is proposed of no table


def wanted_of(proposal: Proposal) -> WantedColumns:
    """What is probably wanted."""
    return WantedColumns(frozenset(proposal.inputs), proposal.target, proposal.kind)


class ColumnsPanel(Appearance, QWidget):
    """Shows what is chosen, and lets a person choose otherwise."""

    changed = Signal(object)  # the Wanted that a person wants

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self.proposal = NOTHING
        self.wanted = WantedColumns()
        self.title = FieldName(self)
        self.all, self.none = QToolButton(self), QToolButton(self)
        self.inputs = InputsList(self)
        self.target, self.kind, self.missing = Choice(self), Choice(self), Choice(self)
        self.labels = {choice: FieldName(self) for choice in (self.target, self.kind, self.missing)}
        for kind in ("class", "number"):
            self.kind.addItem(kind, kind)
        for missing in ("drop", "mean"):
            self.missing.addItem(missing, missing)
        self.column = bare(QVBoxLayout(self))
        head, self.form = QHBoxLayout(), QFormLayout()
        self.column.addLayout(head)
        self.column.addWidget(self.inputs, 1)
        self.column.addLayout(self.form)
        head.addWidget(self.title, 1)
        head.addWidget(self.all)
        head.addWidget(self.none)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for choice, label in self.labels.items():
            label.setBuddy(choice)
            self.form.addRow(label, choice)
        self.title.setBuddy(self.inputs)
        self.inputs.changed.connect(self._choose_inputs)
        self.all.clicked.connect(self._choose_all)
        self.none.clicked.connect(self._choose_none)
        self.target.chosen.connect(self._choose_target)
        self.kind.chosen.connect(self._choose_kind)
        self.missing.chosen.connect(self._choose_missing)

    def show_table(self, table: Table | None, proposal: Proposal, wanted: WantedColumns) -> None:
        """Show a table's columns with what is chosen of them."""
        if table is not self.table:
            self.target.clear()
            for column in table.columns if table is not None else ():
                self.target.addItem(shown(column_name(column)), column.place)
        self.table, self.proposal, self.wanted = table, proposal, wanted
        self.inputs.show_columns(table, wanted.inputs, wanted.target, self.proposal.reasons)
        self.target.show_data(wanted.target)
        self.kind.show_data(wanted.kind)
        self.missing.show_data(wanted.missing)
        self.missing.setEnabled(self._missing() > 0)
        for widget in (self.inputs, self.all, self.none, self.target, self.kind):
            widget.setEnabled(table is not None)
        self._name_missing()

    def focus_order(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return self.all, self.none, self.inputs, self.target, self.kind, self.missing

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.title.setFont(heading_font(look))
        self.column.setSpacing(scaled(look, 8))
        self.form.setHorizontalSpacing(scaled(look, 10))
        self.form.setVerticalSpacing(scaled(look, 6))
        for button in (self.all, self.none):
            button.setStyleSheet(f"QToolButton {{ color: {look.accent}; }}")
        self.setFixedWidth(scaled(look, 300))

    def retranslate(self) -> None:
        """Put every text anew."""
        self.title.setText(self.tr("&Inputs"))
        self.all.setText(self.tr("All"))
        self.none.setText(self.tr("None"))
        self.all.setToolTip(self.tr("Select every column of numbers but the target"))
        self.none.setToolTip(self.tr("Select no column"))
        self.labels[self.target].setText(self.tr("Tar&get"))
        self.labels[self.kind].setText(self.tr("&Kind"))
        for place, text in enumerate((self.tr("a class"), self.tr("a number"))):
            self.kind.setItemText(place, text)
        for place, text in enumerate((self.tr("Leave the rows out"), self.tr("Fill in the mean"))):
            self.missing.setItemText(place, text)
        self.target.setToolTip(self.tr("The column that the model learns to predict from the inputs"))
        self.kind.setToolTip(
            self.tr(
                "A class is one of a few kinds to tell apart; a number is to be matched "
                "as closely as possible."
            )
        )
        self.missing.setToolTip(
            self.tr(
                "What happens where an input has no value: the row is left out, or the mean of the column is "
                "filled in. A row without a target is always left out."
            )
        )
        self.target.setAccessibleName(self.tr("Target"))
        self.kind.setAccessibleName(self.tr("What the target is"))
        self.missing.setAccessibleName(self.tr("Missing values"))
        if self.table is not None:
            for column in self.table.columns:
                self.target.setItemText(column.place, shown(column_name(column)))
        self.show_table(self.table, self.proposal, self.wanted)

    def _missing(self) -> int:
        """How many values are missing in the columns that are used."""
        if self.table is None:
            return 0
        used = self.wanted.inputs | {self.wanted.target}
        return sum(int(each.are(Kind.MISSING).sum()) for each in self.table.columns if each.place in used)

    def _name_missing(self) -> None:
        text = self.tr("{count} &missing").format(count=number(self._missing()))
        self.labels[self.missing].setText(text if self._missing() else self.tr("None &missing"))

    def _want(self, **changes: Any) -> None:
        self.changed.emit(replace(self.wanted, **changes))

    @Slot(object)
    def _choose_inputs(self, inputs: frozenset[int]) -> None:
        self._want(inputs=inputs)

    @Slot()
    def _choose_all(self) -> None:
        if self.table is not None:
            places = [
                each.place
                for each in self.table.columns
                if each.place != self.wanted.target
                and holds_numbers(each)
                and self.proposal.reasons[each.place] != "counter"
            ]
            self._want(inputs=frozenset(places[:MOST_INPUTS]))

    @Slot()
    def _choose_none(self) -> None:
        self._want(inputs=frozenset())

    @Slot(object)
    def _choose_target(self, place: int) -> None:
        """The old target becomes an input where it can be one."""
        if self.table is None or place == self.wanted.target:
            return
        inputs = set(self.wanted.inputs) - {place}
        old = self.wanted.target
        if place in self.wanted.inputs and old >= 0 and holds_numbers(self.table.columns[old]):
            inputs.add(old)
        self._want(inputs=frozenset(inputs), target=place, kind=target_kind(self.table.columns[place]))

    @Slot(object)
    def _choose_kind(self, kind: Target) -> None:
        self._want(kind=kind)

    @Slot(object)
    def _choose_missing(self, missing: Missing) -> None:
        self._want(missing=missing)
