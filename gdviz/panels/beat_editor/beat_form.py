"""One beat as a form: what is said, asked, hidden; what a teacher is told."""

from __future__ import annotations

from typing import Any, Literal

from msgspec.structs import replace
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gdviz.document.beats.ask import ChoiceQuestion, Number, Point, Sketch
from gdviz.document.beats.beat import HIDDEN, Beat, Play
from gdviz.document.beats.beat_words import Words
from gdviz.document.beats.from_stage import way_on
from gdviz.look.field_name import add_named
from gdviz.panels.beat_editor.ask_forms import ChoiceForm, GoalForm, PlaceForm
from gdviz.panels.beat_editor.stage_facts import StageFacts
from gdviz.panels.beat_editor.stage_forms import StageForms
from gdviz.panels.beat_editor.words_field import WordsField
from gdviz.panels.widgets.choice import Choice
from gdviz.panels.widgets.number_box import NumberBox
from gdviz.panels.widgets.tick import Tick

KINDS: tuple[type, ...] = (ChoiceQuestion, Number, Point, Sketch)
GOAL = len(KINDS) + 1


class BeatForm(QWidget):
    """Shows a beat; `edited` brings the beat that the form says, as soon as it is a whole one."""

    edited = Signal(object)  # Beat

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.beat: Beat | None = None
        self._showing = False
        self.spoken = ("en", False)
        self.title = WordsField(self.tr("Title"), self)
        self.say = WordsField(self.tr("Say"), self, long=True)
        self.teacher = WordsField(self.tr("For the teacher"), self, long=True)
        self.more = WordsField(self.tr("Read more"), self, long=True)
        self.minutes = NumberBox(self)
        self.minutes.setRange(0, 60)
        self.minutes.setDecimals(1)
        self.minutes.setAccessibleName(self.tr("Minutes"))
        self.kind = Choice(self)
        self.kind.setAccessibleName(self.tr("Asks"))
        self.kind.addItems(
            [
                self.tr("nothing"),
                self.tr("to choose an answer"),
                self.tr("for a number"),
                self.tr("to drag a mark on a plot"),
                self.tr("to draw a curve"),
                self.tr("for a goal to be reached"),
            ]
        )
        self.choice = ChoiceForm(self)
        self.number, self.point, self.sketch = (PlaceForm(kind, self) for kind in (Number, Point, Sketch))
        self.goal = GoalForm(self)
        self.asked: list[QWidget] = [self.choice, self.number, self.point, self.sketch, self.goal]
        self.hidden = {name: Tick(self) for name in HIDDEN}
        for box, text in zip(self.hidden.values(), self._hides(), strict=True):
            box.setText(text)
        self.stage = StageForms(self)
        self.problem = QLabel(self, wordWrap=True)
        self.problem.setProperty("role", "warning")
        column = QVBoxLayout(self)
        form = QFormLayout()
        column.addLayout(form)
        add_named(form, self.tr("Title"), self.title)
        add_named(form, self.tr("Say"), self.say)
        add_named(form, self.tr("For the teacher"), self.teacher)
        add_named(form, self.tr("Read more"), self.more)
        add_named(form, self.tr("Minutes"), self.minutes)
        add_named(form, self.tr("Asks"), self.kind)
        hides = QHBoxLayout()
        form.addRow(self.tr("Hides"), hides)
        for box in self.hidden.values():
            box.clicked.connect(self._edit)
            hides.addWidget(box)
        hides.addStretch(1)
        for part in self.asked:
            column.addWidget(part)
        column.addWidget(self.problem)
        column.addWidget(self.stage)
        column.addStretch(1)
        for words in (self.title, self.say, self.teacher, self.more):
            words.edited.connect(self._edit)
        for asks in (self.choice, self.number, self.point, self.sketch, self.goal, self.stage):
            asks.edited.connect(self._edit)
        self.minutes.editingFinished.connect(self._edit)
        self.kind.activated.connect(self._edit)

    def _hides(self) -> tuple[str, str, str]:
        return self.tr("what comes next"), self.tr("how runs end"), self.tr("numbers")

    def speak(self, language: str, *, both: bool) -> None:
        """Which languages are written."""
        self.spoken = language, both
        for field in self.findChildren(WordsField):
            field.speak(language, both=both)

    def show_beat(self, beat: Beat | None, facts: StageFacts) -> None:
        """Show a beat on the stage that is told of; an idle form for None."""
        self._showing = True
        anew = beat is None or self.beat is None or beat.id != self.beat.id
        self.beat = beat
        self.setEnabled(beat is not None)
        self.title.show_words(beat.title if beat is not None else None)
        self.say.show_words(beat.say if beat is not None else None)
        self.teacher.show_words(beat.teacher if beat is not None else None)
        self.more.show_words(beat.more if beat is not None else None)
        self.minutes.setValue(beat.minutes if beat is not None else 0.0)
        for name, box in self.hidden.items():
            box.setChecked(beat is not None and name in beat.hide)
        ask = beat.ask if beat is not None else None
        goal = beat.goal if beat is not None else None
        kind = GOAL if goal is not None and ask is None else 0 if ask is None else 1 + KINDS.index(type(ask))
        self.kind.setCurrentIndex(kind)
        for form in (self.choice, self.number, self.point, self.sketch):
            form.show_ask(ask, facts, anew=anew)
        self.goal.show_goal(goal, beat.free if beat is not None else (), facts, anew=anew)
        self.stage.show_beat(beat, facts, anew=anew)
        self.problem.hide()
        self._show_kind()
        self.speak(self.spoken[0], both=self.spoken[1])
        self._showing = False

    def _show_kind(self) -> None:
        for number, form in enumerate(self.asked, 1):
            form.setVisible(number == self.kind.currentIndex())

    @Slot()
    def _edit(self) -> None:
        self._show_kind()
        if self._showing or self.beat is None:
            return
        self.speak(self.spoken[0], both=self.spoken[1])  # also the rows that were added
        self.goal.set_paths(self.stage.free.chosen)
        try:
            beat = self.read(self.beat)
        except ValueError as error:  # a rule of beats
            self._say(str(error))
            return
        if beat is None:
            self._say(self.tr("What is asked is not complete yet."))
            return
        self.problem.hide()
        if beat != self.beat:
            self.beat = beat
            self.edited.emit(beat)

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()

    def read(self, before: Beat) -> Beat | None:
        """The beat as the form says it; None where a question or a goal is not complete.

        Raises ValueError for what no beat may say.
        """
        kind = self.kind.currentIndex()
        changes: dict[str, Any] = {**self.stage.read(), "ask": None, "goal": None}
        if kind == GOAL:
            changes["goal"] = self.goal.read()
        elif kind:
            changes["ask"] = (self.choice, self.number, self.point, self.sketch)[kind - 1].read()
        if kind and changes["goal"] is None and changes["ask"] is None:
            return None
        hide = (*(name for name, box in self.hidden.items() if box.isChecked()), *self.stage.parts.chosen)
        named = Words(en="Part", zh="环节")
        way = [_way_on(before.ask, before.goal, before.play)]
        way += [_way_on(changes["ask"], changes["goal"], changes["play"])]
        return replace(
            before,
            title=self.title.words or named,
            say=self.say.words or self.title.words or named,
            teacher=self.teacher.words,
            more=self.more.words,
            minutes=self.minutes.value(),
            hide=hide,
            next=before.next if way[0] == way[1] else way[1],
            **changes,
        )


def _way_on(ask: object, goal: object, play: Play | None) -> Literal["click", "played", "answered", "goal"]:
    return way_on(ask is not None, goal is not None, play is not None and play.to > 0)
