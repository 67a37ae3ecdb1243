"""This step: the arithmetic that leads from the playhead's row to the next, with its numbers put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gdviz.document.frame import Frame
from gdviz.document.tiles import ViewName
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.optimizer_base import State
from gdviz.engine.recording import Recording
from gdviz.look.look import Look, ink, number_font
from gdviz.notation.formulas import to_plain
from gdviz.notation.numbers import number
from gdviz.readings.instant import Said, reading, text_of
from gdviz.readings.learning_runs import learning
from gdviz.readings.outcome_sentence import outcome_text
from gdviz.readings.pointed import Pointed
from gdviz.readings.replay import AnyReplay, replay_of
from gdviz.readings.run_labels import frame_labels
from gdviz.views.common.badge import Badge
from gdviz.views.common.heading import ViewHeading
from gdviz.views.common.view import View
from gdviz.views.plot.chosen import ChosenParameters
from gdviz.views.step.arithmetic import Equation, end_equations, step_equations
from gdviz.views.step.equations import EquationText
from gdviz.views.step.options import ThisStepTile
from gdviz.views.step.parameter_box import ParameterBox
from gdviz.views.step.training_arithmetic import (
    batch_place,
    training_end,
    training_equations,
    written_example,
)

ROOMY = 520.0  # pixels of width, in a look of scale 1, from which on the box of parameters is wide


UNKNOWN = "?"  # in the place of a number that is asked for
ROLES = {  # of the equations, by the name of the part
    "gradient": "gradient",
    "learning_rate": "rate",
    "update": "params",
    "decay": "decay",
    "shadow": "shadow",
}


def _without(equations: Iterable[Equation], frame: Frame) -> Iterator[Equation]:
    """The equations but those that are hidden; without their results where no number is to be read off."""
    hidden = {ROLES[part] for part in frame.hides("this_step")}
    for equation in equations:
        if equation.role not in hidden:
            parts = (*equation.parts[:-1], UNKNOWN) if frame.hides_values else equation.parts
            yield replace(equation, parts=parts)


class ThisStepView(View):
    """The selected run's step from k to k + 1, line by line; of a model's parameters, one that is chosen."""

    name: ClassVar[ViewName] = "this_step"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge = Badge(self)
        self.heading = ViewHeading(self)
        self.equations = EquationText(self)
        self.equations.pointed.connect(self._point)
        self._targets: list[Pointed | None] = []  # what each equation finds
        self._terms: dict[str, Pointed] = {}  # what numbers in them are
        self.parameter = ParameterBox(self)
        self.parameter.chosen.connect(self._choose)
        self.parameter.hide()
        self._moved = ChosenParameters(1)
        self._replay: AnyReplay | None = None
        self._step = ""
        self._index = 0  # of the parameter that is written out
        self._later = QTimer(self, singleShot=True, interval=4)
        self._later.timeout.connect(self.redraw)
        line = QHBoxLayout()
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(line)
        line.addWidget(self.badge)
        line.addWidget(self.heading, 1)
        self.have_head(self.parameter, line, 2, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self.equations, 1)
        self.restyle()
        self.retranslate()

    def restyle(self) -> None:
        """Colours and type of heading and equations."""
        look: Look = self.look
        self.heading.setFont(number_font(look))
        self.heading.setStyleSheet(f"color: {look.text};")
        margin = round(14 * look.font_scale)
        self._layout.setContentsMargins(margin, margin // 2, margin, margin // 2)
        self._layout.setSpacing(round(6 * look.font_scale))
        self.equations.setStyleSheet(f"background: transparent; color: {look.text};")
        self.equations.set_look(look)
        self.parameter.set_look(look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow view the words of the step matter more than those of the choice."""
        super().resizeEvent(event)
        roomy = event.size().width() > ROOMY * self.look.font_scale
        self.parameter.setMinimumContentsLength(19 if roomy else 9)

    def retranslate(self) -> None:
        """The captions of the lines; the rest is written anew with every step."""
        self.equations.setAccessibleName(self.title())
        self.equations.setToolTip(
            self.tr("The arithmetic of the step at the playhead. Select the text to copy it.")
        )
        self._captions = {
            "rate": self.tr("learning rate"),
            "standardized": self.tr("standardized input"),
            "standardized_target": self.tr("standardized target"),
            "own": self.tr("in the data's units"),
            "forward": self.tr("example"),
            "data": self.tr("data gradient"),
            "penalty": self.tr("penalty's gradient"),
            "gradient": self.tr("gradient"),
            "state": self.tr("optimizer"),
            "params": self.tr("update"),
            "decay": self.tr("decay, next step"),
            "shadow": self.tr("shadow"),
            "value": self.tr("value"),
            "loss": self.tr("loss"),
        }
        self.parameter.retranslate()
        self.redraw()

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """Write the step of the selected run."""
        if frame.published[frame.selected] == 0:
            return
        recording, row = frame.recordings[frame.selected], frame.row(frame.selected)
        run = frame.scene.runs[frame.selected]
        at_end = frame.outcomes[frame.selected] is not None and row == frame.published[frame.selected] - 1
        color = self.look.run_colors[run.color]
        self._put_heading(frame, recording, row, at_end)
        self._put_badge(frame, color)
        captions = self._captions
        learner = learning(recording)
        if learner is not None:
            index = self._index = self._put_parameter(frame, learner)
            captions = self._captions_of(learner, row)
            if at_end:
                equations = training_end(learner, row, index)
            else:
                equations = training_equations(learner, row, index, self._state(learner, row))
        else:
            self.parameter.hide()
            equations = self._equations(recording, row, at_end)
        equations = tuple(_without(equations, frame))
        same = previous is not None and (previous.scene, previous.selected) == (frame.scene, frame.selected)
        self.equations.show_equations(equations, captions, ink(color, self.look.surface), same_run=same)
        self._targets = list(self._found(frame, recording, row, at_end, equations))
        self._terms = self._known(frame, recording, row)
        self.said = tuple(
            Said(target.run, target.quantity, target.row, equation.parts[-1])
            for equation, target in zip(equations, self._targets, strict=True)
            if target is not None
        )

    def where(self, part: str, run: int) -> QRectF | None:
        """The line of an equation, of the selected run's step."""
        rect = self.equations.rect_of(ROLES.get(part, ""))
        if rect is None or self.frame is None or run != self.frame.selected:
            return super().where(part, run)
        tight = 3.0 * self.look.font_scale  # lines stand closer than a ring has room
        return rect.translated(self.equations.pos().toPointF()).adjusted(0.0, tight, 0.0, -tight)

    def _found(
        self, frame: Frame, recording: Recording, row: int, at_end: bool, equations: tuple[Equation, ...]
    ) -> Iterator[Pointed | None]:
        """What the results of the equations are: of this row, or of the next."""
        for equation in equations:
            symbol, name = to_plain(equation.left), equation.group or recording.names[0]
            if isinstance(recording, TrainingRecording) and self.parameter.isVisible():
                name = recording.names[self._index]
            quantity, place = {
                "η": ("learning_rate", row),
                "g": (f"gradient_{name}", row),
                "decay": ("effective_decay", row + 1),
                "loss": ("loss", row),
            }.get(symbol, (symbol, row if at_end else row + 1))
            if symbol == "shadow":
                quantity = f"shadow_{name}"
            known = recording.knows(quantity) and place < frame.published[frame.selected]
            yield Pointed(frame.selected, quantity, place) if known else None

    def _known(self, frame: Frame, recording: Recording, row: int) -> dict[str, Pointed]:
        """The numbers of this row that equations take, by their texts."""
        names = recording.names
        if self.parameter.isVisible():
            names = names[self._index : self._index + 1]
        quantities = ["learning_rate", *(f"gradient_{name}" for name in names), *names]
        return {
            text_of(recording, quantity, row): Pointed(frame.selected, quantity, row)
            for quantity in quantities
            if recording.knows(quantity)
        }

    @Slot(int, str)
    def _point(self, equation: int, term: str) -> None:
        """The number under the mouse, or else what the equation finds."""
        found = self._targets[equation] if 0 <= equation < len(self._targets) else None
        self.point_at(self._terms.get(term, found) if equation >= 0 else None)

    def show_lit(self) -> None:
        """The equation that finds the number; of a parameter before the step, the one that takes it."""
        lit, place = self.lit, -1
        if lit is not None:
            places = {target: place for place, target in enumerate(self._targets) if target is not None}
            after = Pointed(lit.run, lit.quantity, lit.row + 1)
            place = places.get(lit, places.get(after, -1))
        self.equations.light(place)

    def _equations(self, recording: Recording, row: int, at_end: bool) -> tuple[Equation, ...]:
        if at_end:
            return end_equations(recording, row)
        if not recording.descends:
            return step_equations(recording, row) if row + 1 < recording.published else ()
        return step_equations(recording, row, self._state(recording, row))

    def _state(self, recording: Recording, row: int) -> State | None:
        """The optimizer's state before the step; None, and soon another try, where it takes longer."""
        if self._replay is None or self._replay.recording is not recording:
            self._replay = replay_of(recording)
        state = self._replay.state(row)
        if state is None:
            share = round(100 * self._replay.progress(row))
            self._write_heading(self.tr("computing the optimizer's state… {share}%").format(share=share))
            self._later.start()
        return state

    def _captions_of(self, recording: TrainingRecording, row: int) -> dict[str, str]:
        """The captions for learning: which example is written out; the gradient is one of several."""
        changes = {}
        example = written_example(recording, row)
        if example is not None:
            changes["forward"] = self.tr("example {number}").format(number=example)
        if recording.problem_at(row).penalty.charges:
            changes["gradient"] = self.tr("total gradient")
        return self._captions | changes

    # -- the chosen parameter ------------------------------------------------------------------------------

    def _put_parameter(self, frame: Frame, recording: TrainingRecording) -> int:
        """Offer the model's parameters; returns the place of the one that is written out."""
        wanted = self.tile(frame, ThisStepTile).parameters[:1]
        (moved,) = self._moved.names(frame, ())[:1]
        known = bool(wanted) and wanted[0] in recording.names
        others = self.parameter.offer(recording.names, moved, wanted[0] if known else "")
        self.parameter.setVisible(len(recording.names) > 1)
        if others:
            self.head_changed.emit()
        return recording.names.index(wanted[0] if known else moved)

    @Slot(str)
    def _choose(self, name: str) -> None:
        self.edit_tile(self.tr("Choose the parameter"), parameters=(name,) if name else ())

    def ready(self) -> bool:
        """Not while the optimizer's memory is being worked out."""
        return not self._later.isActive()

    def _put_badge(self, frame: Frame, color: str) -> None:
        """The run's symbol, where there are several runs."""
        run = frame.scene.runs[frame.selected]
        several = len(frame.scene.runs) > 1
        self.badge.setVisible(several)
        self.badge.show_symbol(run.color, color, round(13 * self.look.font_scale))

    def _put_heading(self, frame: Frame, recording: Recording, row: int, at_end: bool) -> None:
        if at_end:
            heading = self.tr("The end: step {step}").format(step=number(row))
        elif row == 0:
            heading = self.tr("The start: step 0 → 1")
        else:
            heading = self.tr("Step {step} → {next}").format(step=number(row), next=number(row + 1))
        if len(frame.scene.runs) > 1:
            label = frame_labels(frame)[frame.selected]
            heading = self.tr("{run} – {step}").format(run=label, step=heading)
        details = []
        global_step = int(recording.column("global_step", row, row + 1)[0])
        count = number(global_step)
        if recording.experiment.scripted is not None and row + 1 < recording.published and not at_end:
            count = f"{count} → {number(recording.column('global_step', row + 1, row + 2)[0])}"
        details.append(self.tr("global_step {count}").format(count=count))
        learner = learning(recording)
        if learner is not None:
            details = [self._batch_text(learner, row), *details, self._loss_text(frame, learner, row)]
        elif recording.loss_rows is not None:
            details.append(self.tr("loss {loss}").format(loss=_losses(frame, row, row + (not at_end))))
        outcome = frame.told(frame.selected)
        if outcome is not None and outcome.kind != "done":
            details.append(outcome_text(outcome))
        self._step = heading
        self._write_heading(*details)

    def _batch_text(self, recording: TrainingRecording, row: int) -> str:
        """Which examples the step takes."""
        place = batch_place(recording, row)
        if place.size == place.examples and place.count == 1 and place.number:
            text = self.tr("all {examples} examples")
        elif place.number and place.first == place.last > 0:
            text = self.tr("batch {number} of {count}: example {first}")
        elif place.number and place.first:
            text = self.tr("batch {number} of {count}: examples {first}–{last}")
        elif place.number:
            text = self.tr("batch {number} of {count}: {size} examples, shuffled")
        elif place.first:
            text = self.tr("examples {first}–{last} of {examples}")
        else:
            text = self.tr("{size} examples drawn at random")
        return text.format(
            number=number(place.number),
            count=number(place.count),
            first=number(place.first),
            last=number(place.last),
            size=number(place.size),
            examples=number(place.examples),
        )

    def _loss_text(self, frame: Frame, recording: TrainingRecording, row: int) -> str:
        """The loss on the step's own batch, which the next step does not have."""
        if batch_place(recording, row).size < recording.problem.train_size:
            return self.tr("loss of the batch {loss}").format(loss=_losses(frame, row, row))
        return self.tr("loss {loss}").format(loss=_losses(frame, row, row + 1))

    def _write_heading(self, *details: str) -> None:
        """The step, then what else is to be known of it, quietly."""
        self.heading.set_parts(self._step, details, self.look.muted)


def _losses(frame: Frame, row: int, last: int) -> str:
    """The loss at a row, and at the one after it where that is the last, written as the legend does then."""
    rows = range(row, min(last, frame.published[frame.selected] - 1) + 1)
    read = (reading(replace(frame, playhead=each), frame.selected, "loss") for each in rows)
    return " → ".join(each.short for each in read if each is not None)
