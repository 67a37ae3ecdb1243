"""A form for each kind of question that a beat can ask, and for a goal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gdviz.document.beats.ask import AnyQuestion, ChoiceQuestion, Number, Option, Point, Sketch
from gdviz.document.beats.beat import Goal, Hint
from gdviz.document.beats.beat_words import Words
from gdviz.document.error_sentence import sentence_in
from gdviz.document.errors import DocumentError
from gdviz.document.validate import build
from gdviz.engine.declare import fields_of, kind_of
from gdviz.look.field_name import add_named
from gdviz.look.layouts import bare
from gdviz.look.widgets import problem_label
from gdviz.panels.beat_editor.claim_row import NumberPlace, claims_form, single
from gdviz.panels.beat_editor.controls import Picker, Typed
from gdviz.panels.beat_editor.declared_row import DeclaredRow, RowsForm
from gdviz.panels.beat_editor.stage_facts import StageFacts
from gdviz.panels.beat_editor.words_field import WordsField


class OptionForm(QGroupBox):
    """One answer: its words, why, and when it is right."""

    edited = Signal()

    def __init__(self, letter: str, parent: QWidget) -> None:
        super().__init__(letter, parent)
        self.text = WordsField(self.tr("Answer {letter}").format(letter=letter), self)
        self.why = WordsField(self.tr("Why, for {letter}").format(letter=letter), self)
        self.claims = claims_form(self.tr("{letter} is right where").format(letter=letter), 8, self)
        form = QFormLayout(self)
        add_named(form, self.tr("Answer"), self.text)
        add_named(form, self.tr("Why"), self.why)
        add_named(form, self.tr("Right where"), self.claims)
        for field in (self.text, self.why, self.claims):
            field.edited.connect(self.edited)

    def show_option(self, option: Option | None, facts: StageFacts, *, anew: bool) -> None:
        """Show an answer, or an empty form."""
        self.text.show_words(option.text if option is not None else None)
        self.why.show_words(option.why if option is not None else None)
        self.claims.show_values(single(option.claims if option is not None else ()), facts, anew=anew)

    def read(self) -> Option | None:
        """The answer; None where it has no words. One without a reason has the answer for it."""
        text = self.text.words
        if text is None:
            return None
        return Option(text=text, why=self.why.words or text, claims=self.claims.read())


class ChoiceForm(QWidget):
    """Two to four answers."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = bare(QVBoxLayout(self))
        self.options = [OptionForm(letter, self) for letter in "ABCD"]
        for option in self.options:
            option.edited.connect(self.edited)
            column.addWidget(option)

    def show_ask(self, ask: AnyQuestion | None, facts: StageFacts, *, anew: bool) -> None:
        """Show the answers."""
        options = ask.options if isinstance(ask, ChoiceQuestion) else ()
        for place, form in enumerate(self.options):
            form.show_option(options[place] if place < len(options) else None, facts, anew=anew)

    def read(self) -> AnyQuestion | None:
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
        self.within, self.start = Typed(self, number=True), Typed(self, number=True, empty=0.0)
        self.view = Picker(self)
        self.to = Typed(self, number=True, whole=True)
        self.problem = problem_label(self)
        self.names = {"row": self.where.row.accessibleName()}  # of the fields
        form = bare(QFormLayout(self))
        add_named(form, self.tr("Number"), self.where)
        for name, label, field, wanted in (
            ("within", self.tr("Right within"), self.within, True),
            ("view", self.tr("On the plot"), self.view, kind is not Number),
            ("start", self.tr("The mark starts at"), self.start, kind is Point),
            ("to", self.tr("Up to step"), self.to, kind is Sketch),
        ):
            self.names[name] = label
            if wanted:
                add_named(form, label, field)
            field.setVisible(wanted)
            field.setAccessibleName(label)
            field.edited.connect(self.edited)
        form.addRow(self.problem)
        self.where.edited.connect(self.edited)

    def show_ask(self, ask: AnyQuestion | None, facts: StageFacts, *, anew: bool) -> None:
        """Show where the number is."""
        self.where.offer(facts)
        self.view.offer(facts.views)
        self.problem.hide()
        if isinstance(ask, self.kind):
            assert isinstance(ask, Number | Point | Sketch)
            self.where.show_place(ask.run, ask.column, ask.row)
            self.within.show_value(ask.within)
            for name, field in (("view", self.view), ("start", self.start), ("to", self.to)):
                if hasattr(ask, name):
                    field.show_value(getattr(ask, name))
        elif anew:
            columns = facts.columns[0] if facts.columns else ()
            self.where.show_place(0, columns[0] if columns else "", facts.playhead())
            self.to.show_value(max(1, facts.playhead()))

    def read(self) -> AnyQuestion | None:
        """The question; None where it is not complete, which is said."""
        run, column, row = self.where.place
        told = {"run": run, "column": column, "row": row, "within": self.within.value()}
        told |= {"view": self.view.value(), "start": self.start.value(), "to": self.to.value()}
        fields = {field.name for field in fields_of(self.kind)}
        said = {"kind": kind_of(self.kind), **{name: told[name] for name in told if name in fields}}
        try:
            found: AnyQuestion = build(self.kind, said)
        except DocumentError as error:
            self.problem.setText(sentence_in(error, self.names))
            self.problem.setVisible("" not in said.values())  # what is still to be written is no mistake
            return None
        self.problem.hide()
        return found


class GoalForm(QWidget):
    """What is to be reached, what helps, and settings of the free controls that do it or don't."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.facts: StageFacts | None = None
        self.paths: tuple[str, ...] = ()  # of the free controls
        self.solutions: tuple[dict[str, Any], ...] = ()
        self.others: tuple[dict[str, Any], ...] = ()
        self.claims = claims_form(self.tr("Reached when"), 8, self)
        self.solved = WordsField(self.tr("Said when it is reached"), self)
        self.hints = RowsForm(self.tr("Hints"), lambda parent: DeclaredRow(Hint, {}, parent), 5, self)
        self.told = QLabel(self, wordWrap=True)
        form = bare(QFormLayout(self))
        add_named(form, self.tr("Reached when"), self.claims)
        add_named(form, self.tr("Then say"), self.solved)
        add_named(form, self.tr("Hints"), self.hints)
        add_named(form, self.tr("For the check"), self.told)
        buttons, forget = QHBoxLayout(), QHBoxLayout()
        form.addRow("", buttons)
        form.addRow("", forget)
        self.right_button = self._button(self.tr("The stage is a solution"), self._add_solution, buttons)
        self.wrong_button = self._button(self.tr("The stage is not a solution"), self._add_other, buttons)
        buttons.addStretch(1)
        self.clear_button = self._button(self.tr("Forget these"), self._forget, forget)
        forget.addStretch(1)
        for part in (self.claims, self.solved, self.hints):
            part.edited.connect(self.edited)

    def _button(self, text: str, slot: Callable[[], None], row: QHBoxLayout) -> QPushButton:
        button = QPushButton(text, self, autoDefault=False)
        button.clicked.connect(slot)
        row.addWidget(button)
        return button

    def show_goal(self, goal: Goal | None, free: tuple[str, ...], facts: StageFacts, *, anew: bool) -> None:
        """Show a goal, or an empty form."""
        self.facts, self.paths = facts, free
        self.claims.show_values(single(goal.claims if goal is not None else ()), facts, anew=anew)
        self.hints.show_values(goal.hints if goal is not None else (), facts, anew=anew)
        if goal is not None or anew:
            self.solved.show_words(goal.solved if goal is not None else None)
            self.solutions = goal.solutions if goal is not None else ()
            self.others = goal.not_solutions if goal is not None else ()
        self._say_solutions()

    def _say_solutions(self) -> None:
        counts = self.tr("solutions: {right}; settings that are not: {wrong}")
        self.told.setText(counts.format(right=_listed(self.solutions), wrong=_listed(self.others)))
        self.clear_button.setEnabled(bool(self.solutions or self.others))
        for button in (self.right_button, self.wrong_button):
            button.setEnabled(bool(self.paths))

    def _now(self) -> dict[str, Any]:
        assert self.facts is not None
        return {path: self.facts.setting(path) for path in self.paths}

    def set_paths(self, paths: tuple[str, ...]) -> None:
        """Other controls are free: what was said of those before no longer counts."""
        if paths != self.paths:
            self.paths = paths
            self._forget()

    @Slot()
    def _forget(self) -> None:
        self.solutions = self.others = ()
        self._say_solutions()
        self.edited.emit()

    @Slot()
    def _add_solution(self) -> None:
        if self._now() not in self.solutions:
            self.solutions = (*self.solutions, self._now())
            self._say_solutions()
            self.edited.emit()

    @Slot()
    def _add_other(self) -> None:
        if self._now() not in self.others:
            self.others = (*self.others, self._now())
            self._say_solutions()
            self.edited.emit()

    def read(self) -> Goal | None:
        """The goal; None where it lacks its claim, a control, or a solution."""
        claims = self.claims.read()
        if not claims or not self.paths or not self.solutions:
            return None
        return Goal(
            claims=claims,
            solved=self.solved.words or Words(en="Yes.", zh="对了。"),
            hints=self.hints.read(),
            solutions=self.solutions,
            not_solutions=self.others,
        )


def _listed(settings: tuple[dict[str, Any], ...]) -> str:
    """The values of settings: ``0.3, 0.5``; a dash where there are none."""
    values = [str(value) for each in settings for value in each.values()]
    return ", ".join(values) or "–"
