"""A form for each kind of question that a beat can ask, and for a goal."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gdviz.document.beats.ask import AnyQuestion, ChoiceQuestion, Number, Option, Point, Sketch
from gdviz.document.beats.beat import Goal, Hint
from gdviz.document.beats.beat_words import Words
from gdviz.notation.numbers import entry, read
from gdviz.panels.beat_editor.claim_row import LAST, ClaimRow, NumberPlace
from gdviz.panels.beat_editor.stage_facts import StageFacts
from gdviz.panels.beat_editor.words_field import WordsField

MOST_OPTIONS = 4


class OptionForm(QGroupBox):
    """One answer: its words, why, and where it is right when."""

    edited = Signal()

    def __init__(self, letter: str, parent: QWidget) -> None:
        super().__init__(letter, parent)
        self.text = WordsField(self.tr("Answer {letter}").format(letter=letter), self)
        self.why = WordsField(self.tr("Why, for {letter}").format(letter=letter), self)
        self.right = QCheckBox(self.tr("right, where"), self)
        self.right.toggled.connect(self._show_claim)
        self.right.clicked.connect(self.edited)
        self.claim = ClaimRow(self)
        self.claim.edited.connect(self.edited)
        form = QFormLayout(self)
        form.addRow(self.tr("Answer"), self.text)
        form.addRow(self.tr("Why"), self.why)
        form.addRow(self.right, self.claim)
        for field in (self.text, self.why):
            field.edited.connect(self.edited)
        self._show_claim()

    @Slot()
    def _show_claim(self) -> None:
        self.claim.setVisible(self.right.isChecked())

    def show_option(self, option: Option | None, facts: StageFacts) -> None:
        """Show an answer, or an empty form."""
        self.text.show_words(option.text if option is not None else None)
        self.why.show_words(option.why if option is not None else None)
        claims = option.claims if option is not None else ()
        self.right.setChecked(bool(claims))
        self.claim.show_claims(claims, facts)

    def read(self) -> Option | None:
        """The answer; None where it has no words. One without a reason has the answer for it."""
        text = self.text.words
        if text is None:
            return None
        claims = self.claim.claims if self.right.isChecked() else ()
        return Option(text=text, why=self.why.words or text, claims=claims)


class ChoiceForm(QWidget):
    """Two to four answers."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.options = [OptionForm(letter, self) for letter in "ABCD"]
        for option in self.options:
            option.edited.connect(self.edited)
            column.addWidget(option)

    def show_ask(self, ask: AnyQuestion | None, facts: StageFacts) -> None:
        """Show the answers."""
        options = ask.options if isinstance(ask, ChoiceQuestion) else ()
        for place, form in enumerate(self.options):
            form.show_option(options[place] if place < len(options) else None, facts)

    def read(self, before: AnyQuestion | None) -> AnyQuestion | None:
        """The question; None as long as there are not two answers."""
        options = tuple(option for form in self.options if (option := form.read()) is not None)
        return ChoiceQuestion(options=options) if len(options) > 1 else None


class PlaceForm(QWidget):
    """A number to give, to drag a mark to, or a curve to draw: where it is, and how near is right."""

    edited = Signal()

    def __init__(self, kind: type[Number | Point | Sketch], parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.where = NumberPlace(self)
        self.within, self.start = QLineEdit(self), QLineEdit(self)
        self.view = QComboBox(self)
        self.to = QSpinBox(self)
        self.to.setRange(1, LAST)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Number"), self.where)
        form.addRow(self.tr("Right within"), self.within)
        rows: list[tuple[str, QWidget, bool]] = [
            (self.tr("On the plot"), self.view, kind is not Number),
            (self.tr("The mark stands first at"), self.start, kind is Point),
            (self.tr("Up to step"), self.to, kind is Sketch),
        ]
        for label, field, wanted in rows:
            if wanted:
                form.addRow(label, field)
            field.setVisible(wanted)
            field.setAccessibleName(label)
        self.within.setAccessibleName(self.tr("Right within"))
        self.where.edited.connect(self.edited)
        self.view.activated.connect(self.edited)
        for spin in (self.within, self.start, self.to):
            spin.editingFinished.connect(self.edited)

    def show_ask(self, ask: AnyQuestion | None, facts: StageFacts) -> None:
        """Show where the number is."""
        self.where.offer(facts)
        self.view.clear()
        for name, title in facts.views:
            self.view.addItem(title, name)
        if isinstance(ask, self.kind):
            assert isinstance(ask, Number | Point | Sketch)
            self.where.show_place(ask.run, ask.column, ask.row)
            self.within.setText(entry(ask.within))
            if isinstance(ask, Point | Sketch):
                self.view.setCurrentIndex(max(0, self.view.findData(ask.view)))
            if isinstance(ask, Point):
                self.start.setText(entry(ask.start))
            if isinstance(ask, Sketch):
                self.to.setValue(ask.to)
        else:
            columns = facts.columns[0] if facts.columns else ()
            self.where.show_place(0, columns[0] if columns else "", facts.playhead())
            self.to.setValue(max(1, facts.playhead()))

    def read(self, before: AnyQuestion | None) -> AnyQuestion | None:
        """The question; None where it is not complete."""
        run, column, row = self.where.place
        within, start = read(self.within.text()), read(self.start.text() or "0")
        if not column or within is None or within < 0 or start is None:
            return None
        told: dict[str, Any] = {"run": run, "column": column, "row": row, "within": float(within)}
        if self.kind is not Number:
            if self.view.currentData() is None:
                return None
            told["view"] = self.view.currentData()
        if self.kind is Point:
            told["start"] = float(start)
        if self.kind is Sketch:
            if self.to.value() <= row:
                return None
            told["to"] = self.to.value()
        return self.kind(**told)


class GoalForm(QWidget):
    """What is to be reached, with which control, what helps, and settings that do it or don't."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.facts: StageFacts | None = None
        self.solutions: tuple[dict[str, Any], ...] = ()
        self.others: tuple[dict[str, Any], ...] = ()
        self.free = QComboBox(self)
        self.free.setAccessibleName(self.tr("The control that is free"))
        self.claim = ClaimRow(self)
        self.solved = WordsField(self.tr("Said when it is reached"), self)
        self.after = QSpinBox(self)
        self.after.setRange(1, 99)
        self.after.setValue(3)
        self.after.setAccessibleName(self.tr("Tries before the hint"))
        self.hint = WordsField(self.tr("Hint"), self)
        self.more_hints: tuple[Hint, ...] = ()
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.right_button = QPushButton(self.tr("The stage is a solution"), self)
        self.right_button.clicked.connect(self._add_solution)
        self.wrong_button = QPushButton(self.tr("The stage is none"), self)
        self.wrong_button.clicked.connect(self._add_other)
        hints = QHBoxLayout()
        hints.addWidget(self.after)
        hints.addWidget(self.hint, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.right_button)
        buttons.addWidget(self.wrong_button)
        buttons.addStretch(1)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Free control"), self.free)
        form.addRow(self.tr("Reached where"), self.claim)
        form.addRow(self.tr("Then say"), self.solved)
        form.addRow(self.tr("Hint after tries"), hints)
        form.addRow(self.tr("For the check"), self.told)
        form.addRow("", buttons)
        self.free.activated.connect(self._other_control)
        for part in (self.claim, self.solved, self.hint):
            part.edited.connect(self.edited)
        self.after.editingFinished.connect(self.edited)

    def show_goal(self, goal: Goal | None, free: tuple[str, ...], facts: StageFacts) -> None:
        """Show a goal, or an empty form."""
        self.facts = facts
        self.free.clear()
        for path, title in facts.free:
            self.free.addItem(title, path)
        for path in free:
            if self.free.findData(path) < 0:
                self.free.addItem(path, path)
        if free:
            self.free.setCurrentIndex(self.free.findData(free[0]))
        self.claim.show_claims(goal.claims if goal is not None else (), facts)
        self.solved.show_words(goal.solved if goal is not None else None)
        hints = goal.hints if goal is not None else ()
        self.hint.show_words(hints[0].text if hints else None)
        if hints:
            self.after.setValue(hints[0].after)
        self.more_hints = hints[1:]
        self.solutions = goal.solutions if goal is not None else ()
        self.others = goal.not_solutions if goal is not None else ()
        self._say_solutions()

    def _say_solutions(self) -> None:
        counts = self.tr("solutions: {right}; settings that are none: {wrong}")
        self.told.setText(counts.format(right=_listed(self.solutions), wrong=_listed(self.others)))

    @property
    def path(self) -> str:
        """The path of the free control."""
        return self.free.currentData() or ""

    def _now(self) -> dict[str, Any]:
        assert self.facts is not None
        return {self.path: self.facts.setting(self.path)}

    @Slot()
    def _other_control(self) -> None:
        self.solutions = self.others = ()
        self._say_solutions()

    @Slot()
    def _add_solution(self) -> None:
        if self.path and self._now() not in self.solutions:
            self.solutions = (*self.solutions, self._now())
            self._say_solutions()
            self.edited.emit()

    @Slot()
    def _add_other(self) -> None:
        if self.path and self._now() not in self.others:
            self.others = (*self.others, self._now())
            self._say_solutions()
            self.edited.emit()

    def read(self, before: Goal | None) -> Goal | None:
        """The goal; None where it lacks its claim, a control, or a solution."""
        claims = self.claim.claims
        if not claims or not self.path or not self.solutions:
            return None
        words, hint = self.solved.words or Words(en="Yes.", zh="对了。"), self.hint.words
        hints = (Hint(after=self.after.value(), text=hint), *self.more_hints) if hint is not None else ()
        goal = before or Goal(claims=claims, solved=words, solutions=self.solutions)
        return replace(
            goal,
            claims=claims,
            solved=words,
            hints=hints,
            solutions=self.solutions,
            not_solutions=self.others,
        )


def _listed(settings: tuple[dict[str, Any], ...]) -> str:
    """The values of settings: ``0.3, 0.5``; a dash where there are none."""
    values = [str(value) for each in settings for value in each.values()]
    return ", ".join(values) or "–"


__all__ = ["ChoiceForm", "GoalForm", "OptionForm", "PlaceForm"]
