"""What is asked, beside the stage: cards to choose from, a number to type, hints, and what was predicted.

It scrolls where larger type leaves too little room: the window must not grow beyond its screen.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.shortcuts import bind
from gdviz.look.widgets import heading_font, plain_font, set_sheet, set_shown
from gdviz.notation.numbers import entry, read
from gdviz.panels.beats.answer_card import AnswerCard
from gdviz.panels.beats.hands import Hands
from gdviz.panels.beats.shown_beat import LETTERS, ShownQuestion
from gdviz.panels.widgets.entry import Entry


class QuestionPanel(Appearance, QScrollArea):
    """Keys 1 to 4 choose a card, A to D until the right one is chosen; Enter in the field answers."""

    chosen = Signal(int)
    number_given = Signal(float)
    number_moved = Signal(float)  # the field has another number, not yet given as the answer
    hands_counted = Signal(tuple)  # hands for each card, at each vote

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.setWidget(self.inside)
        for ground in (self.inside, self.viewport()):
            ground.setAutoFillBackground(False)
        self.question = ShownQuestion()
        self.cards = [AnswerCard(place, self) for place in range(len(LETTERS))]
        self.keys: list[QShortcut] = []
        self.letters: list[QShortcut] = []
        for card in self.cards:
            card.clicked.connect(self._choose)
            for keys, name in (
                (self.keys, f"answer_{card.place + 1}"),
                (self.letters, f"letter_{LETTERS[card.place]}"),
            ):
                keys.append(bind(QShortcut(self), name))
                keys[-1].activated.connect(card.click)
        self.field = Entry(self, columns=9)
        self.field.committed.connect(self._take)
        self.field.returnPressed.connect(self._answer)
        self.answer_button = QPushButton(self)
        self.answer_button.clicked.connect(self._answer)
        self.message = self._label()
        self.notes = self._label()
        self.notes.setProperty("role", "muted")
        self.hands = Hands(self)
        self.hands.counted.connect(self.hands_counted)

        self.column = bare(QVBoxLayout(self.inside), 10)
        for card in self.cards:
            self.column.addWidget(card)
        row = QHBoxLayout()
        self.column.addLayout(row)
        row.addWidget(self.field, 1)
        row.addWidget(self.answer_button)
        self.column.addWidget(self.message)
        self.column.addWidget(self.notes)
        self.column.addWidget(self.hands)
        self.column.addStretch(1)
        self.retranslate()
        self.show_question(ShownQuestion())

    def _label(self) -> QLabel:
        return QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)

    def show_question(self, question: ShownQuestion) -> None:
        """Show what is asked as it stands."""
        self.question = question
        told = any(option.verdict for option in question.options)
        for card, key, letter in zip(self.cards, self.keys, self.letters, strict=True):
            there = card.place < len(question.options)
            set_shown(card, there)
            key.setEnabled(there)
            letter.setEnabled(there and question.waits)
            if there:
                option = question.options[card.place]
                card.show_option(option, _shares(question, card.place) if told else ())
        for part in (self.field, self.answer_button):
            set_shown(part, question.entry is not None)
        if question.entry is not None:
            self.field.show_good(question.entry)
        self.message.setText(question.message)
        self.message.setVisible(bool(question.message))
        self.notes.setText("\n".join(question.notes))
        self.notes.setVisible(bool(question.notes))
        self.hands.show_question(question)
        set_shown(self, question.beside)

    @property
    def taken(self) -> list[QKeySequence]:
        """The letters that answer at present, and do nothing else."""
        return [key for letter in self.letters if letter.isEnabled() for key in QShortcut.keys(letter)]

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

    def sizeHint(self) -> QSize:
        """That of what it holds."""
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As wide as what it holds, and as high as a card."""
        return QSize(self.inside.minimumSizeHint().width(), self.cards[0].minimumSizeHint().height())

    def set_look(self, look: Look) -> None:
        """Take colors and type."""
        super().set_look(look)
        set_sheet(self, look)
        self.message.setFont(heading_font(look, 1.1))
        self.notes.setFont(plain_font(look, 1.05))
        self.field.setFont(plain_font(look, 1.15))
        self.answer_button.setFont(heading_font(look, 1.05))

    def retranslate(self) -> None:
        """Put every text anew; the window then shows the question again."""
        self.answer_button.setText(self.tr("Answer"))
        self.field.setAccessibleName(self.tr("Your answer"))


def _shares(question: ShownQuestion, place: int) -> tuple[float, ...]:
    """The part of the hands that an option had at each vote at which there were any."""
    return tuple(vote[place] / sum(vote) for vote in question.votes if any(vote))
