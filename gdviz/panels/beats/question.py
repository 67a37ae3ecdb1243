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
VOTES = 2  # before and after the class has talked


class QuestionPanel(Appearance, QWidget):
    """Keys 1 to 4 choose a card; Enter in the field answers."""

    chosen = Signal(int)
    number_given = Signal(float)
    number_moved = Signal(float)  # the field has another number, not yet given as the answer
    hands_counted = Signal(tuple)  # hands for each card, at each vote

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
        self.field.returnPressed.connect(self._answer)
        self.answer_button = QPushButton(self)
        self.answer_button.clicked.connect(self._answer)
        self.message = self._label()
        self.notes = self._label()
        self.notes.setProperty("role", "muted")
        self.hands_button = QToolButton(self)
        self.hands_button.setAutoRaise(True)
        self.hands_button.setCheckable(True)
        self.hands_button.toggled.connect(self._show_hands)
        self.votes = [[self._hand() for _ in self.cards] for _ in range(VOTES)]
        self.again_button = QToolButton(self)
        self.again_button.setAutoRaise(True)
        self.again_button.setCheckable(True)
        self.again_button.clicked.connect(self._count)

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
        for button, hands in zip((self.hands_button, self.again_button), self.votes, strict=True):
            counting = QHBoxLayout()
            counting.addWidget(button)
            for hand in hands:
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
        told = any(option.verdict for option in question.options)
        for card, key in zip(self.cards, self.keys, strict=True):
            there = card.place < len(question.options)
            card.setVisible(there)
            key.setEnabled(there)
            if there:
                option = question.options[card.place]
                card.show_option(option, _shares(question, card.place) if told else ())
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
        self.again_button.setChecked(len(question.votes) == VOTES)
        self._show_hands()
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

    @Slot()
    def _show_hands(self) -> None:
        """The fields for the votes that are counted, with the hands so far."""
        question = self.question
        counting = self.hands_button.isChecked() and bool(question.options)
        self.again_button.setVisible(counting and any(map(any, question.votes)))
        for vote, hands in enumerate(self.votes):
            shown = counting and (not vote or self.again_button.isChecked())
            counted = question.votes[vote] if vote < len(question.votes) else (0,) * len(hands)
            for place, hand in enumerate(hands):
                hand.setVisible(shown and place < len(question.options))
                if place < len(counted) and hand.value() != counted[place]:
                    hand.blockSignals(True)
                    hand.setValue(counted[place])
                    hand.blockSignals(False)

    @Slot()
    def _count(self) -> None:
        count, votes = len(self.question.options), self.votes[: 1 + self.again_button.isChecked()]
        self.hands_counted.emit(tuple(tuple(hand.value() for hand in hands[:count]) for hands in votes))

    def set_look(self, look: Look) -> None:
        """Take colors and type."""
        super().set_look(look)
        set_sheet(self, look)
        self.column.setSpacing(scaled(look, 9))
        self.message.setFont(heading_font(look, 1.1))
        self.notes.setFont(plain_font(look, 1.05))
        self.field.setFont(plain_font(look, 1.15))
        self.answer_button.setFont(heading_font(look, 1.05))
        for part in (self.hands_button, self.again_button, *self.votes[0], *self.votes[1]):
            part.setFont(plain_font(look))

    def retranslate(self) -> None:
        """Put every text anew; the window then shows the question again."""
        self.answer_button.setText(self.tr("Answer"))
        self.field.setAccessibleName(self.tr("Your answer"))
        self.hands_button.setText(self.tr("Show of hands"))
        self.hands_button.setToolTip(self.tr("Count hands; the bars come with the answer"))
        self.again_button.setText(self.tr("Vote again"))
        self.again_button.setToolTip(self.tr("Count a second time, after the class has talked"))
        names = self.tr("Hands for {letter}"), self.tr("Hands for {letter}, second vote")
        for name, hands in zip(names, self.votes, strict=True):
            for letter, hand in zip(LETTERS, hands, strict=True):
                hand.setPrefix(f"{letter} ")
                hand.setAccessibleName(name.format(letter=letter))


def _shares(question: ShownQuestion, place: int) -> tuple[float, ...]:
    """The part of the hands that an option had at each vote at which there were any."""
    return tuple(vote[place] / sum(vote) for vote in question.votes if any(vote))


__all__ = ["QuestionPanel"]
