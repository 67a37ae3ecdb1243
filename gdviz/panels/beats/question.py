"""What is asked, beside the stage: cards to choose from, a number to type, hints, and what was predicted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QToolButton, QVBoxLayout, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.look import Look
from gdviz.look.shortcuts import bind
from gdviz.look.widgets import heading_font, plain_font, scaled, set_sheet
from gdviz.notation.numbers import entry, read
from gdviz.panels.beats.answer_card import AnswerCard
from gdviz.panels.beats.shown_beat import LETTERS, ShownQuestion
from gdviz.panels.widgets.entry import Entry

MOST_HANDS = 999


class QuestionPanel(Appearance, QWidget):
    """Keys 1 to 4 choose a card; Enter in the field answers."""

    chosen = Signal(int)
    number_given = Signal(float)
    number_moved = Signal(float)  # the field has another number, not yet given as the answer
    hands_counted = Signal(tuple)  # hands for each card

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = ShownQuestion()
        self.cards = [AnswerCard(place, self) for place in range(len(LETTERS))]
        self.keys: list[QShortcut] = []
        for card in self.cards:
            card.clicked.connect(self._choose)
            key = bind(QShortcut(self), f"answer_{card.place + 1}")
            key.activated.connect(card.click)
            self.keys.append(key)
        self.field = Entry(self, columns=9)
        self.field.committed.connect(self._take)
        self.answer_button = QPushButton(self)
        self.answer_button.clicked.connect(self._answer)
        self.message = self._label()
        self.notes = self._label()
        self.notes.setProperty("role", "muted")
        self.hands_button = QToolButton(self)
        self.hands_button.setAutoRaise(True)
        self.hands_button.setCheckable(True)
        self.hands_button.toggled.connect(self._show_hands)
        self.hands = [self._hand() for _ in self.cards]

        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for card in self.cards:
            self.column.addWidget(card)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.answer_button)
        self.column.addLayout(row)
        self.column.addWidget(self.message)
        self.column.addWidget(self.notes)
        counting = QHBoxLayout()
        counting.addWidget(self.hands_button)
        for hand in self.hands:
            counting.addWidget(hand)
        counting.addStretch(1)
        self.column.addLayout(counting)
        self.column.addStretch(1)
        self.retranslate()
        self.show_question(ShownQuestion())

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _hand(self) -> QSpinBox:
        hand = QSpinBox(self)
        hand.setRange(0, MOST_HANDS)
        hand.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        hand.valueChanged.connect(self._count)
        hand.hide()
        return hand

    def show_question(self, question: ShownQuestion) -> None:
        """Show what is asked as it stands."""
        self.question = question
        hands = sum(option.votes for option in question.options)
        told = any(option.verdict for option in question.options)
        for card, key in zip(self.cards, self.keys, strict=True):
            there = card.place < len(question.options)
            card.setVisible(there)
            key.setEnabled(there)
            if there:
                option = question.options[card.place]
                card.show_option(option, option.votes / hands if hands and told else None)
        for part in (self.field, self.answer_button):
            part.setVisible(question.entry is not None)
        if question.entry is not None:
            self.field.show_good(question.entry)
        self.message.setText(question.message)
        self.message.setVisible(bool(question.message))
        self.notes.setText("\n".join(question.notes))
        self.notes.setVisible(bool(question.notes))
        self.hands_button.setVisible(bool(question.options))
        if not question.options:
            self.hands_button.setChecked(False)
        self._show_hands(self.hands_button.isChecked())
        self.setVisible(question.beside)

    @Slot(float)
    def show_number(self, number: float) -> None:
        """Show where the mark on the plot stands."""
        self.field.show_good(entry(number))

    @Slot()
    def _choose(self) -> None:
        card = self.sender()
        assert isinstance(card, AnswerCard)
        self.chosen.emit(card.place)

    @Slot(str)
    def _take(self, text: str) -> None:
        number = read(text)
        if number is None:
            self.field.refuse()
        else:
            self.field.show_good(entry(number))
            self.number_moved.emit(float(number))

    @Slot()
    def _answer(self) -> None:
        number = read(self.field.text())
        if number is None:
            self.field.refuse()
        else:
            self.number_given.emit(float(number))

    @Slot(bool)
    def _show_hands(self, counting: bool) -> None:
        for hand, option in zip(self.hands, (*self.question.options, *[None] * 4), strict=False):
            hand.setVisible(counting and option is not None)
            if option is not None and hand.value() != option.votes:
                hand.blockSignals(True)
                hand.setValue(option.votes)
                hand.blockSignals(False)

    @Slot()
    def _count(self) -> None:
        self.hands_counted.emit(tuple(hand.value() for hand in self.hands[: len(self.question.options)]))

    def set_look(self, look: Look) -> None:
        """Take colors and type."""
        super().set_look(look)
        set_sheet(self, look)
        self.column.setSpacing(scaled(look, 9))
        self.message.setFont(heading_font(look, 1.1))
        self.notes.setFont(plain_font(look, 1.05))
        self.field.setFont(plain_font(look, 1.15))
        self.answer_button.setFont(heading_font(look, 1.05))
        for part in (self.hands_button, *self.hands):
            part.setFont(plain_font(look))

    def retranslate(self) -> None:
        """Put every text anew; the window then shows the question again."""
        self.answer_button.setText(self.tr("Answer"))
        self.field.setAccessibleName(self.tr("Your answer"))
        self.hands_button.setText(self.tr("Show of hands"))
        self.hands_button.setToolTip(self.tr("Count hands; the bars come with the answer"))
        for letter, hand in zip(LETTERS, self.hands, strict=True):
            hand.setPrefix(f"{letter} ")
            hand.setAccessibleName(self.tr("Hands for {letter}").format(letter=letter))


__all__ = ["QuestionPanel"]
