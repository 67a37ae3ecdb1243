"""The parameter form: every choice of the selected run, generated from the engine's declarations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gdviz.base.i18n import declared
from gdviz.document import edits, labels
from gdviz.document.all_runs import spread
from gdviz.document.error_sentence import field_sentence, place_in_formula, sentence_of
from gdviz.document.errors import DocumentError
from gdviz.document.run_changes import change_from
from gdviz.document.scene import Run, Scene
from gdviz.engine.changes import why_fixed_in
from gdviz.engine.declare import Field
from gdviz.engine.experiment import Experiment
from gdviz.engine.missing import Missing
from gdviz.look.appearance import Appearance, appear
from gdviz.look.layouts import bare
from gdviz.look.look import LIGHT, Look
from gdviz.look.widgets import apply_look, apply_widget_style, scaled, set_sheet
from gdviz.panels.form.bit_by_bit import BitByBit
from gdviz.panels.form.loss_formula import LossFormula
from gdviz.panels.form.shown_fields import shown
from gdviz.panels.form.span_switch import SpanSwitch
from gdviz.readings.run_labels import run_labels

if TYPE_CHECKING:
    from gdviz.panels.form.field import FieldEditor
    from gdviz.panels.form.section import Section

# What stands in which section, by its place below the run. The first gives the section its title; in the last
# section stands the rest.
SECTIONS: dict[str, tuple[str, ...]] = {
    "problem": ("problem",),
    "data": (
        *("problem.data", "problem.test_share"),
        *("problem.features", "problem.degree", "problem.standardize", "problem.standardize_target"),
    ),
    "model": ("problem.model",),
    "loss": ("problem.loss",),
    "penalty": ("problem.penalty",),
    "schedule": ("schedule",),
    "initial": ("initial",),
    "optimizer": ("optimizer",),
    "average": ("average",),
    "batches": ("batches",),
    "run": ("steps", "stopping", "advance_global_step", "precision", "seed"),
}
AFTER_STAGE = 30  # milliseconds, in which the window answers
HELD = 200  # milliseconds between two looks of the form while one of its controls is dragged


class ParametersPanel(Appearance, QWidget):
    """Edits the selected run and marks in what it differs from the other runs.

    Its editors are made when the panel has been painted once, or when somebody asks for one before: a window
    is seen sooner without them.
    """

    edited = Signal(object, str, str)  # new scene, text of the change, merge key: to Session.edit
    edit_finished = Signal()  # to Session.close_edit
    import_requested = Signal()  # data from a file are wanted for the selected run

    def __init__(self, parent: QWidget | None = None, look: Look = LIGHT) -> None:
        super().__init__(parent)
        self.look = look
        set_sheet(self, look)
        self.scene: Scene | None = None
        self.selected = 0
        self._sections: dict[str, Section] = {}
        self._editors: dict[str, FieldEditor] = {}
        self.unarranged = False  # editors came that are not in their sections yet
        self.formula = LossFormula(self)
        self.content = QWidget(self)
        self.content.setObjectName("body")
        self.work = BitByBit(self.content)  # what is to be shown, when the panel is
        self.column = QVBoxLayout(self.content)
        self.area = QScrollArea(self, widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self.content)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click on a slider takes the focus nowhere
        self.span = SpanSwitch(self)
        self.span.changed.connect(self._show_span)
        self._edited_step: int | None = None  # while a hand is on a control: from which step on it sets
        layout = bare(QVBoxLayout(self))
        layout.addWidget(self.span)
        layout.addWidget(self.area)

        appear(self, look)

    @property
    def sections(self) -> dict[str, Section]:
        """The sections by their names."""
        self._catch_up()
        return self._sections

    @property
    def editors(self) -> dict[str, FieldEditor]:
        """The editors by the experiment's fields."""
        self._catch_up()
        return self._editors

    def _make(self) -> None:
        """Make sections and editors, once."""
        if self._editors:
            return
        from gdviz.panels.form.section import Section

        for name in SECTIONS:
            section = self._sections[name] = Section(self.content)
            section.spread.connect(self._spread_section)
            self.column.addWidget(section)
        for field in shown(Experiment):
            self._editor(field)
        self._sections["problem"].add(self.formula)
        self._arrange()
        self.column.addStretch(1)
        apply_widget_style(self.content, self.look)  # fields of kinds were made before they had a look
        appear(self.content, self.look)

    def _editor(self, field: Field) -> None:
        from gdviz.panels.form.group import Group, make_editor

        editor = self._editors[field.name] = make_editor(field, field.name, self.content)
        editor.changed.connect(self._change)
        editor.finished.connect(self._finish)
        editor.spread.connect(self._spread)
        editor.wished.connect(self._wish)
        editor.import_wished.connect(self.import_requested)
        if isinstance(editor, Group):
            editor.rebuilt.connect(self._rebuilt)

    @Slot()
    def _rebuilt(self) -> None:
        self.unarranged = True

    def _by_place(self) -> dict[str, FieldEditor]:
        """The editors that have a section, those of the problem's parts included."""
        found = {editor.place: editor for editor in self.editors.values()}
        return found | {editor.place: editor for editor in self.editors["problem"].inner}

    def _arrange(self) -> None:
        """Put every editor into its section."""
        self.unarranged = False
        editors = self._by_place()
        for name, places in SECTIONS.items():
            section = self.sections[name]
            section.leader = editors.get(places[0])
            section.members = [editors[place] for place in places if place in editors]
            for place, editor in zip(places, section.members, strict=False):
                if place == places[0] and name != "run":
                    section.adopt(editor)
                else:
                    section.add(editor)

    def every_editor(self) -> list[FieldEditor]:
        """All editors that stand in the form now."""
        self._catch_up()
        found: list[FieldEditor] = []
        for editor in self.editors.values():
            found += editor.every()
        return found

    def editor(self, path: str) -> FieldEditor:
        """The editor of a run-relative path, such as ``schedule.decay_rate``. Raises KeyError."""
        for editor in self.every_editor():
            if editor.path == path:
                return editor
        raise KeyError(path)

    # -- from the session ----------------------------------------------------------------------------------

    def show_scene(self, scene: Scene, selected: int) -> None:
        """Show the run `selected` of `scene`: on scene_changed and selection_changed of the session.

        Where the panel is put away it is shown when the panel is, since a new form takes its time; that of
        another lesson comes after the stage, and the window answers in between. So does the rest of the form
        while a hand drags one of its controls: it looks at the plots.
        """
        held = self._edited_step is not None and selected == self.selected
        other = self.scene is not None and self.scene.lesson != scene.lesson
        self.work.take(self._show(scene, selected))
        if not self._editors or not (self.isVisible() or not self.window().isVisible()):
            return
        if held:
            self.scene = scene  # the next movement starts from it
        if not (held or other):
            self._catch_up()
        else:
            self.work.later(HELD if held else AFTER_STAGE)

    @Slot()
    def _catch_up(self) -> None:
        """Show what waits to be shown."""
        self._make()
        self.work.finish()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what came while the panel was put away."""
        super().showEvent(event)
        if self._editors:
            self._catch_up()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first time, the form comes next."""
        super().paintEvent(event)
        if not self._editors:
            QTimer.singleShot(0, self, self._catch_up)

    def _show(self, scene: Scene, selected: int) -> Iterator[None]:
        """Show a run, bit by bit."""
        if selected != self.selected:
            for editor in self.every_editor():
                editor.forget()
        self.scene, self.selected = scene, selected
        run = self._shown_run()
        for editor in self.editors.values():
            if not isinstance(run.problem, Missing):  # whose fields are not shown
                yield from editor.showing(editor.value_in(run), run)
        if self.unarranged:
            self._arrange()
            yield
        self._show_used(run)
        yield
        self._show_formula()
        self._show_marks()
        yield
        self._close_fixed()
        self._show_summaries()

    # -- from a step on ------------------------------------------------------------------------------------

    def show_step(self, step: int) -> None:
        """The playhead stands at `step` of the selected run: on frame_changed of the session."""
        before = self.from_step
        self.span.show_step(step)
        if self.scene is not None and self.span.from_here and self._edited_step is None:
            run = self.scene.runs[self.selected]
            if (before > 0) != (step > 0) or (run.changes and run.at(before) != run.at(step)):
                self.show_scene(self.scene, self.selected)

    @property
    def from_step(self) -> int:
        """From which step on a setting is changed; 0 for the whole run."""
        return self.span.step if self.span.from_here else 0

    def _shown_run(self) -> Run:
        """The selected run, with the settings that are shown: those in force at the step."""
        assert self.scene is not None
        run = self.scene.runs[self.selected]
        return run.at(self.from_step) if self.span.from_here else run

    @Slot()
    def _show_span(self) -> None:
        if self.scene is not None:
            self.show_scene(self.scene, self.selected)

    def _close_fixed(self) -> None:
        """What holds for the whole run can't be set from a later step on, and says why."""
        run = self._shown_run()
        for editor in self.every_editor():
            reason = why_fixed_in(run, editor.path) if self.from_step > 0 else None
            editor.close_for(sentence_of(reason) if reason else "")

    @Slot()
    def _finish(self) -> None:
        self._edited_step = None
        self._catch_up()
        self.edit_finished.emit()

    def _show_used(self, run: Run) -> None:
        """What does nothing in this run is not shown."""
        from gdviz.panels.form.relevance import SOMETIMES, unused

        idle = unused(run)
        for editor in self._by_place().values():
            for each in (editor, *editor.every()):
                if each.place in SOMETIMES:
                    each.setVisible(each.place not in idle)
        for section in self.sections.values():
            section.setVisible(any(member.place not in idle for member in section.members))

    def _show_formula(self) -> None:
        if self.scene is not None:
            self.formula.show_loss(self.scene.runs[self.selected].objective)

    def _show_marks(self) -> None:
        if self.scene is None:
            return
        names = run_labels(self.scene)
        differing = labels.differences(self.scene)
        for section in self.sections.values():
            section.spread_action.setEnabled(len(names) > 1 and not self.span.from_here)
        for editor in self.every_editor():
            editor.set_several(len(names) > 1 and not self.span.from_here)
            editor.set_mark(self._others(editor, names) if editor.paths & differing else "")

    def _others(self, editor: FieldEditor, names: tuple[str, ...]) -> str:
        """The runs that differ in a field, and their values; empty where none does."""
        assert self.scene is not None
        own = edits.get(self.scene, f"runs.{self.selected}.{editor.path}")
        lines = []
        for place, name in enumerate(names):
            if place == self.selected:
                continue
            try:
                value = edits.get(self.scene, f"runs.{place}.{editor.path}")
            except DocumentError:  # the other run's kind has no such field: its kind is marked
                continue
            if editor.differs(own, value):
                lines.append(self.tr("{run}: {value}").format(run=name, value=editor.text_of(value)))
        return "\n".join([self.tr("Other runs differ here."), *lines]) if lines else ""

    def _show_summaries(self) -> None:
        if self.scene is None:
            return
        run = self._shown_run()
        from gdviz.panels.form.hints import hints

        titles = {"run": self.tr("Length and counting"), "batches": self.tr("Batches")}
        if run.training is not None:
            titles["problem"] = self.tr("Task")
        notes = hints(run)
        for name, section in self.sections.items():
            section.set_note(notes.get(name, ""))
            if section.leader is not None and name != "run":
                title = titles.get(name) or declared(section.leader.field.title)
                section.set_texts(title, section.leader.summary(), section.leader.help_text())
                section.leader.lead(title)
            else:
                section.set_texts(titles.get(name, ""), "")

    # -- the hand ------------------------------------------------------------------------------------------

    @Slot(object, object, bool)
    def _change(self, editor: FieldEditor, value: object, live: bool) -> None:
        if self.scene is None:
            return
        title = declared(editor.field.title) or editor.field.name
        path = f"runs.{self.selected}.{editor.path}"
        step = self.from_step if self._edited_step is None else self._edited_step
        self._edited_step = step if live else None
        try:
            scene = change_from(self.scene, self.selected, editor.path, value, step)
        except DocumentError as error:
            editor.show_error(field_sentence(error, title), place_in_formula(error))
            return
        editor.clear_error()
        if scene != self.scene:
            editor.value = value  # where it is shown later
            self.edited.emit(scene, self.tr("Change “{title}”").format(title=title), path if live else "")

    @Slot(str, object)
    def _wish(self, path: str, value: object) -> None:
        """A field that another one's editor offers to change."""
        editor = self.editor(path)
        editor.choose(value)

    @Slot(object)
    def _spread(self, editor: FieldEditor) -> None:
        self._spread_places([editor.place], declared(editor.field.title) or editor.field.name)

    @Slot(object)
    def _spread_section(self, section: Section) -> None:
        self._spread_places([member.place for member in section.members], section.heading.text())

    def _spread_places(self, places: list[str], title: str) -> None:
        """Give every run what the selected one has in these places."""
        if self.scene is None:
            return
        scene = spread(self.scene, self.selected, places)
        if scene != self.scene:
            self.edited.emit(scene, self.tr("Apply “{title}” to all runs").format(title=title), "")

    # -- look and language ---------------------------------------------------------------------------------

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`."""
        self.look = look
        apply_look(self, look)
        margin = scaled(look, 14)
        self.column.setContentsMargins(margin, scaled(look, 8), margin, margin)
        self.column.setSpacing(scaled(look, 16))

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        self.setAccessibleName(self.tr("Parameters"))
        self._show_marks()
        self._show_summaries()
        self._show_formula()
