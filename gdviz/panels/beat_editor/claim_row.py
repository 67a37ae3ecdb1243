"""When something is right: which number of a run, at which step, is what."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gdviz.document.beats.claim import Claim, claim
from gdviz.notation.numbers import entry, read
from gdviz.panels.beat_editor.stage_facts import StageFacts

RELATIONS = ("is", "greater_than", "less_than")
LAST = 100_000_000


class NumberPlace(QWidget):
    """A run, a column, and the step."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.facts: StageFacts | None = None
        self.run, self.column = QComboBox(self), QComboBox(self)
        typed = QLineEdit(self.column)
        self.column.setLineEdit(typed)
        self.column.setMinimumContentsLength(8)
        self.row = QSpinBox(self)
        self.row.setRange(0, LAST)
        self.at = QLabel(self.tr("at step"), self)
        self.run.setAccessibleName(self.tr("Which run"))
        self.column.setAccessibleName(self.tr("Which number"))
        self.row.setAccessibleName(self.tr("At which step"))
        self.run.activated.connect(self._pick_run)
        self.column.activated.connect(self.edited)
        typed.editingFinished.connect(self.edited)
        self.row.editingFinished.connect(self.edited)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
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
        self.row.setValue(row)

    @property
    def place(self) -> tuple[int, str, int]:
        """The run, the column and the row that are chosen."""
        return max(0, self.run.currentIndex()), self.column.currentText().strip(), self.row.value()


class ClaimRow(QWidget):
    """A claim about one number. What says more than one number can is shown as such, and kept."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.claims: tuple[Claim, ...] = ()
        self.where = NumberPlace(self)
        self.relation = QComboBox(self)
        for name, text in zip(
            RELATIONS, (self.tr("is"), self.tr("is above"), self.tr("is below")), strict=True
        ):
            self.relation.addItem(text, name)
        self.number, self.within = QLineEdit(self), QLineEdit(self)
        self.number.setAccessibleName(self.tr("The number"))
        self.within.setAccessibleName(self.tr("Within"))
        self.plus = QLabel("±", self)
        self.take_button = QToolButton(self)
        self.take_button.setText(self.tr("As now"))
        self.take_button.setToolTip(self.tr("Take the number that stands at the playhead"))
        self.take_button.clicked.connect(self.take)
        self.kept = QLabel(self.tr("Several claims of the file, kept as they are"), self)
        for field in (self.number, self.within):
            field.setMinimumWidth(5 * field.fontMetrics().horizontalAdvance("0"))
            field.editingFinished.connect(self._edit)
        self.where.edited.connect(self._edit)
        self.relation.activated.connect(self._edit)
        line = QHBoxLayout()
        for part in (self.relation, self.number, self.plus, self.within, self.take_button):
            line.addWidget(part)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.kept)
        column.addWidget(self.where)
        column.addLayout(line)

    def show_claims(self, claims: tuple[Claim, ...], facts: StageFacts) -> None:
        """Show what is claimed."""
        self.claims = claims
        self.where.offer(facts)
        simple = not claims or (len(claims) == 1 and _is_simple(claims[0]))
        self.kept.setVisible(not simple)
        for part in (self.where, self.relation, self.number, self.plus, self.within, self.take_button):
            part.setVisible(simple)
        if claims and simple:
            told = claims[0]
            self.where.show_place(told.run, told.column, told.row)
            bounds = (told.wanted, told.greater_than, told.less_than)
            found = next(place for place, bound in enumerate(bounds) if bound is not None)
            bound = bounds[found]
            assert isinstance(bound, float | int)
            self.relation.setCurrentIndex(found)
            self.number.setText(entry(float(bound)))
            self.within.setText(entry(told.within))
        self._show_within()

    def _show_within(self) -> None:
        exact = self.relation.currentData() == "is" and not self.relation.isHidden()
        for part in (self.plus, self.within):
            part.setVisible(exact)

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
            if not read(self.within.text()):
                self.within.setText(entry(float(f"{max(abs(value), 1e-3) * 0.01:.1g}")))
            self._edit()

    @Slot()
    def _edit(self) -> None:
        self._show_within()
        found = self.read()
        if found is not None and (found,) != self.claims:
            self.claims = (found,)
            self.edited.emit()

    def read(self) -> Claim | None:
        """The claim as it is written; None where it is not complete."""
        run, column, row = self.where.place
        number, within = read(self.number.text()), read(self.within.text() or "0")
        if not column or number is None or within is None or within < 0:
            return None
        relation = self.relation.currentData()
        bound = {relation: float(number)}
        return claim(
            run=run, column=column, row=row, within=float(within) if relation == "is" else 0.0, **bound
        )


def _is_simple(told: Claim) -> bool:
    bounds = [bound for bound in (told.wanted, told.greater_than, told.less_than) if bound is not None]
    return not told.outcome and told.to is None and len(bounds) == 1 and isinstance(bounds[0], float | int)


__all__ = ["ClaimRow", "NumberPlace"]
