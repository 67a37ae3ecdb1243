"""How many hands a class raises for each answer, before and after it has talked."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import QSignalBlocker, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.widgets import plain_font
from gdviz.panels.beats.shown_beat import LETTERS, ShownQuestion
from gdviz.panels.widgets.number_box import WholeBox

MOST_HANDS = 999
VOTES = 2  # before and after the class has talked
TAPPED = QSize(44, 44)  # pixels


class _Field(WholeBox):
    """What is typed takes the place of the number, wherever it was clicked."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        QTimer.singleShot(0, self.selectAll)  # after the click has put the cursor


class Hands(Appearance, QWidget):
    """Fields for the hands of each vote, once they are asked for; the second when there was a first."""

    counted = Signal(tuple)  # hands for each option, at each vote

    def __init__(self, parent: QWidget | None = None, *, tapped: bool = False) -> None:
        """Where hands are `tapped`, each field has a button that adds one."""
        super().__init__(parent)
        self.question = ShownQuestion()
        self.count_button = self._button()
        self.count_button.toggled.connect(self._show)
        self.again_button = self._button()
        self.again_button.clicked.connect(self._count)
        self.votes = [[self._field() for _ in LETTERS] for _ in range(VOTES)]
        self.more = [[self._adding(field) for field in fields if tapped] for fields in self.votes]
        rows = bare(QVBoxLayout(self))
        for vote, button in enumerate((self.count_button, self.again_button)):
            row = QHBoxLayout()
            rows.addLayout(row)
            row.addWidget(button)
            for place, field in enumerate(self.votes[vote]):
                row.addWidget(field)
                for adding in self.more[vote][place : place + 1]:
                    row.addWidget(adding)
            row.addStretch(1)
        self.retranslate()
        self.show_question(self.question)

    def _button(self) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setCheckable(True)
        return button

    def _field(self) -> _Field:
        """Its arrows have no width by the sheet: without them Qt would leave the digits none."""
        field = _Field(self)
        field.setRange(0, MOST_HANDS)
        field.valueChanged.connect(self._count)
        field.hide()
        return field

    def _adding(self, field: _Field) -> QToolButton:
        """A button that adds one hand to a field."""
        button = QToolButton(self)
        button.setProperty("role", "button")
        button.setMinimumSize(TAPPED)
        button.setText("+")
        button.clicked.connect(field.stepUp)
        button.hide()
        return button

    def show_question(self, question: ShownQuestion) -> None:
        """Show the hands so far; nothing where there is nothing to choose."""
        self.question = question
        if not question.options:
            self.count_button.setChecked(False)
        self.again_button.setChecked(len(question.votes) == VOTES)
        self._show()
        self.setVisible(bool(question.options))

    @Slot()
    def _show(self) -> None:
        question = self.question
        counting = self.count_button.isChecked()
        self.again_button.setVisible(counting and any(map(any, question.votes)))
        for vote, fields in enumerate(self.votes):
            shown = counting and (not vote or self.again_button.isChecked())
            hands = question.votes[vote] if vote < len(question.votes) else (0,) * len(fields)
            for place, field in enumerate(fields):
                there = shown and place < len(question.options)
                field.setVisible(there)
                for adding in self.more[vote][place : place + 1]:
                    adding.setVisible(there)
                if place < len(hands) and field.value() != hands[place]:
                    with QSignalBlocker(field):
                        field.setValue(hands[place])

    @Slot()
    def _count(self) -> None:
        count, votes = len(self.question.options), self.votes[: 1 + self.again_button.isChecked()]
        self.counted.emit(tuple(tuple(field.value() for field in fields[:count]) for fields in votes))

    def set_look(self, look: Look) -> None:
        """Take colors and type."""
        super().set_look(look)
        for part in (self.count_button, self.again_button, *chain(*self.votes, *self.more)):
            part.setFont(plain_font(look))

    def retranslate(self) -> None:
        """Put every text anew."""
        self.count_button.setText(self.tr("Show of hands"))
        self.count_button.setToolTip(self.tr("Count hands; the bars come with the answer"))
        self.again_button.setText(self.tr("Vote again"))
        self.again_button.setToolTip(self.tr("Count a second time, after the class has talked"))
        names = self.tr("Hands for {letter}"), self.tr("Hands for {letter}, second vote")
        for name, fields in zip(names, self.votes, strict=True):
            for letter, field in zip(LETTERS, fields, strict=True):
                field.setPrefix(f"{letter} ")
                field.setAccessibleName(name.format(letter=letter))
        for adding in self.more:
            for letter, button in zip(LETTERS, adding, strict=False):
                button.setAccessibleName(self.tr("One more hand for {letter}").format(letter=letter))
