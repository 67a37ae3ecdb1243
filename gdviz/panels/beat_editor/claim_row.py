"""When something is right: which number of a run, at which step, is what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gdviz.document.beats.beat_words import places
from gdviz.document.beats.claim import Claim, Place, claim
from gdviz.document.error_sentence import sentence_in
from gdviz.document.errors import DocumentError
from gdviz.document.validate import build
from gdviz.look.layouts import bare
from gdviz.look.widgets import problem_label
from gdviz.notation.numbers import entry
from gdviz.panels.beat_editor.controls import Picker, Typed
from gdviz.panels.beat_editor.declared_row import RowsForm
from gdviz.panels.beat_editor.stage_facts import StageFacts
from gdviz.panels.widgets.choice import Choice

RELATIONS = ("is", "greater_than", "less_than", "outcome")
ENDS = ("converged", "diverged", "diverging", "oscillating")


class NumberPlace(QWidget):
    """A run, a column, and the step."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.facts: StageFacts | None = None
        self.run, self.column = Choice(self), QComboBox(self)
        typed = QLineEdit(self.column)
        self.column.setLineEdit(typed)
        self.column.setMinimumContentsLength(6)
        self.row = Typed(self, number=True, whole=True, empty=0)
        self.at = QLabel(self.tr("at step"), self)
        self.run.setAccessibleName(self.tr("Which run"))
        self.column.setAccessibleName(self.tr("Which number"))
        self.row.setAccessibleName(self.tr("At which step"))
        self.run.activated.connect(self._pick_run)
        self.column.activated.connect(self.edited)
        typed.editingFinished.connect(self.edited)
        self.row.edited.connect(self.edited)
        self.line = bare(QHBoxLayout(self))
        for part in (self.run, self.column, self.at, self.row):
            self.line.addWidget(part)
        self.line.addStretch(1)

    def offer(self, facts: StageFacts) -> None:
        """Offer what is on stage."""
        self.facts = facts
        chosen = max(0, self.run.currentIndex())
        self.run.clear()
        self.run.addItems(facts.runs)
        self.run.setCurrentIndex(min(chosen, len(facts.runs) - 1))
        self.run.setVisible(len(facts.runs) > 1)
        self._offer_columns()

    def _offer_columns(self) -> None:
        text = self.column.currentText()
        self.column.clear()
        if self.facts is not None:
            self.column.addItems(self.facts.columns[max(0, self.run.currentIndex())])
        if text:
            self.column.setEditText(text)

    @Slot()
    def _pick_run(self) -> None:
        self._offer_columns()
        self.edited.emit()

    def show_place(self, run: int, column: str, row: int) -> None:
        """Show a number's place."""
        self.run.setCurrentIndex(run)
        self._offer_columns()
        self.column.setEditText(column)
        self.row.show_value(row)

    @property
    def place(self) -> tuple[int, str, Any]:
        """The run, the column and the row that are chosen; a row that is no number as its text."""
        return max(0, self.run.currentIndex()), self.column.currentText().strip(), self.row.value()


class ClaimRow(QWidget):
    """A claim: what a number is at a step, or up to another step; or how a run ends.

    A claim of two bounds is shown as two: see `single`.
    """

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.where = NumberPlace(self)
        self.up_to = Typed(self, number=True, whole=True, empty=None)
        self.up_to.setAccessibleName(self.tr("Up to which step; empty for this one alone"))
        self.up_to.setPlaceholderText("…")
        self.relation, self.outcome = Picker(self), Picker(self)
        self.relation.setAccessibleName(self.tr("What is claimed"))
        self.outcome.setAccessibleName(self.tr("How the run ends"))
        said = (self.tr("is"), self.tr("is above"), self.tr("is below"), self.tr("ends"))
        self.relation.offer(list(zip(RELATIONS, said, strict=True)))
        ends = (self.tr("converged"), self.tr("diverged"), self.tr("diverging"), self.tr("oscillating"))
        self.outcome.offer(list(zip(ENDS, ends, strict=True)))
        self.number, self.within = Typed(self, number=True), Typed(self, number=True, empty=0.0)
        self.number.setAccessibleName(self.tr("The number"))
        self.number.setToolTip(self.tr("A number, or a place such as {place}").format(place="{1.w@8}"))
        self.within.setAccessibleName(self.tr("Within"))
        self.plus = QLabel("±", self)
        self.take_button = QToolButton(self)
        self.take_button.setText(self.tr("As now"))
        self.take_button.setToolTip(self.tr("Take the number at the playhead"))
        self.take_button.clicked.connect(self.take)
        self.problem = problem_label(self)
        for number in (self.up_to, self.number, self.within):
            number.edited.connect(self._edit)
        for choice in (self.where, self.relation, self.outcome):
            choice.edited.connect(self._edit)
        column = bare(QVBoxLayout(self), 3)
        first, line = QHBoxLayout(), QHBoxLayout()
        column.addLayout(first)
        column.addLayout(line)
        first.addWidget(self.where)
        first.addWidget(self.up_to)
        first.addStretch(1)
        for part in (self.relation, self.outcome, self.number, self.plus, self.within, self.take_button):
            line.addWidget(part)
        line.addStretch(1)
        column.addWidget(self.problem)

    def show_value(self, told: Claim | None, facts: StageFacts) -> None:
        """Show what is claimed, or the number at the playhead, of which nothing is claimed yet."""
        self.where.offer(facts)
        if told is None:
            columns = facts.columns[0] if facts.columns else ()
            self.where.show_place(0, columns[0] if columns else "", facts.playhead())
            self.number.setText("")
        else:
            self.where.show_place(told.run, told.column, told.row)
            bounds = (told.wanted, told.greater_than, told.less_than)
            found = next((place for place, bound in enumerate(bounds) if bound is not None), 3)
            self.relation.show_value(RELATIONS[found])
            if told.outcome:
                self.outcome.show_value(told.outcome)
            else:
                self.number.setText(_written(bounds[found]))
            self.within.show_value(told.within)
        self.up_to.show_value(None if told is None else told.to)
        self.problem.hide()
        self._show_kind()

    def _show_kind(self) -> None:
        relation = self.relation.value()
        ends = relation == "outcome"
        self.outcome.setVisible(ends)
        for part in (self.where.column, self.where.at, self.where.row, self.up_to, self.number):
            part.setVisible(not ends)
        self.take_button.setVisible(not ends)
        for part in (self.plus, self.within):
            part.setVisible(relation == "is")

    @Slot()
    def take(self) -> None:
        """Claim what the chosen number is at the playhead."""
        facts = self.where.facts
        if facts is None:
            return
        run, column, _ = self.where.place
        column = column or (facts.columns[run][0] if facts.columns[run] else "")
        value = facts.value(run, column, facts.playhead())
        if value is not None:
            self.where.show_place(run, column, facts.playhead())
            self.number.setText(entry(value))
            if not self.within.value():
                self.within.setText(entry(float(f"{max(abs(value), 1e-3) * 0.01:.1g}")))
            self._edit()

    @Slot()
    def _edit(self) -> None:
        self._show_kind()
        self.edited.emit()

    def read(self) -> Claim | None:
        """The claim as it is written; None where it is not complete, which is said."""
        run, column, row = self.where.place
        relation = self.relation.value()
        if relation == "outcome":
            said: dict[str, Any] = {"run": run, "outcome": self.outcome.value()}
        else:
            written = self.number.value()
            place = (
                next(places(written if "{" in written else f"{{{written}}}"), None)
                if written and (isinstance(written, str))
                else None
            )
            if place is not None:
                written = {"run": place.run, "column": place.column, "row": place.row}
            said = {"run": run, "column": column, "row": row, "to": self.up_to.value(), relation: written}
            if relation == "is":
                said["within"] = self.within.value()
            if not column or written == "":
                self._say(self.tr("Which number is what? The claim counts once it is complete."))
                return None
        try:
            found: Claim = build(Claim, said)
        except DocumentError as error:
            fields = {"row": self.where.row, "to": self.up_to, "within": self.within, relation: self.number}
            self._say(sentence_in(error, {name: field.accessibleName() for name, field in fields.items()}))
            return None
        self.problem.hide()
        return found

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()


def _written(bound: float | Place | None) -> str:
    """A bound as it is typed: a number, or a place as in texts."""
    if isinstance(bound, Place):
        return f"{{{bound.run}.{bound.column}@{bound.row}}}"
    return "" if bound is None else entry(bound)


def single(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The same claims, each with one bound."""
    found: list[Claim] = []
    for told in claims:
        bounds = {"is": told.wanted, "greater_than": told.greater_than, "less_than": told.less_than}
        given = {name: bound for name, bound in bounds.items() if bound is not None}
        rows: dict[str, Any] = {"run": told.run, "column": told.column, "row": told.row, "to": told.to}
        if len(given) < 2:
            found.append(told)
        else:
            within = {"is": {"within": told.within}}
            found += [claim(**rows, **within.get(name, {}), **{name: each}) for name, each in given.items()]
    return tuple(found)


def claims_form(name: str, most: int, parent: QWidget) -> RowsForm:
    """A form for several claims."""
    return RowsForm(name, ClaimRow, most, parent)
