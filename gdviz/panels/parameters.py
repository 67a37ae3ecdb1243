"""The parameter form: every choice of the selected run, generated from the engine's declarations."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gdviz import edits, labels
from gdviz.document_error import DocumentError
from gdviz.engine.declare import Field, fields_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.problem import Objective
from gdviz.engine.scripted import Scripted
from gdviz.i18n import declared
from gdviz.panels.field import FieldEditor
from gdviz.panels.group import Group, make_editor
from gdviz.panels.section import Section
from gdviz.panels.sentence import place as place_of
from gdviz.panels.sentence import sentence
from gdviz.panels.style import apply_look, scaled
from gdviz.scene import Scene
from gdviz.views.labels import run_labels
from gdviz.views.look import LIGHT, Look

OWN_SECTIONS = (
    "problem",
    "schedule",
    "initial",
    "optimizer",
    "average",
)  # in this order; the rest is one more
EQUATION = '<p style="margin: 0 0 3px 14px; text-indent: -14px">{} = {}</p>'
UNUSED_BY_SCRIPTED = ("initial", "optimizer", "schedule", "steps", "advance_global_step", "seed")


class ParametersPanel(QWidget):
    """Edits the selected run and marks in what it differs from the other runs."""

    edited = Signal(object, str, str)  # new scene, text of the change, merge key: to Session.edit
    edit_finished = Signal()  # to Session.close_edit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look = LIGHT
        self.scene: Scene | None = None
        self.selected = 0
        self.sections: dict[str, Section] = {}
        self.editors: dict[str, FieldEditor] = {}  # by the experiment's field
        self.formula = QLabel(self)
        self.formula.setWordWrap(True)
        self.formula.setProperty("role", "muted")
        self.formula.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

        self.content = QWidget(self)
        self.content.setObjectName("body")
        self.column = QVBoxLayout(self.content)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self.content)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click on a slider takes the focus nowhere
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

        fields = {field.name: field for field in fields_of(Experiment)}
        for name in OWN_SECTIONS:
            section = self._section(name)
            section.adopt(self._editor(fields.pop(name)))
        self.sections["problem"].add(self.formula)
        rest = self._section("run")
        for field in sorted(fields.values(), key=lambda field: field.name != "steps"):
            rest.add(self._editor(field))
        self.column.addStretch(1)
        self.set_look(LIGHT)
        self.retranslate()

    def _section(self, name: str) -> Section:
        section = self.sections[name] = Section(self.content)
        self.column.addWidget(section)
        return section

    def _editor(self, field: Field) -> FieldEditor:
        editor = self.editors[field.name] = make_editor(field, field.name, self.content)
        editor.changed.connect(self._change)
        editor.finished.connect(self.edit_finished)
        editor.spread.connect(self._spread)
        return editor

    def every_editor(self) -> list[FieldEditor]:
        """All editors that stand in the form now."""
        found: list[FieldEditor] = []
        for editor in self.editors.values():
            found += editor.every() if isinstance(editor, Group) else [editor]
        return found

    def editor(self, path: str) -> FieldEditor:
        """The editor of a run-relative path, such as ``schedule.decay_rate``. Raises KeyError."""
        for editor in self.every_editor():
            if editor.path == path:
                return editor
        raise KeyError(path)

    # -- from the session ----------------------------------------------------------------------------------

    def show_scene(self, scene: Scene, selected: int) -> None:
        """Show the run `selected` of `scene`: on scene_changed and selection_changed of the session."""
        if selected != self.selected:
            for editor in self.every_editor():
                editor.forget()
        self.scene, self.selected = scene, selected
        run = scene.runs[selected]
        for name, editor in self.editors.items():
            kind = isinstance(editor, Group) and not editor.single
            value = edits.get(scene, f"runs.{selected}.{editor.path}") if kind else getattr(run, name)
            editor.set_value(value, run)
        self._show_unused(isinstance(run.problem, Scripted))
        self._show_formula()
        self._show_marks()
        self._show_summaries()

    def _show_unused(self, scripted: bool) -> None:
        """Values set by hand need no optimizer: what does nothing is not shown."""
        for name in UNUSED_BY_SCRIPTED:
            self.sections.get(name, self.editors[name]).setVisible(not scripted)

    def _show_formula(self) -> None:
        """The loss and its derivatives as mathematics, with the numbers put in."""
        if self.scene is None:
            return
        problem = self.scene.runs[self.selected].problem
        self.formula.setVisible(isinstance(problem, Objective))
        if isinstance(problem, Objective):
            lines = [("loss", problem.expression)]
            for name, gradient in zip(problem.parameter_names, problem.gradient_expressions, strict=True):
                lines.append((f"∂loss/∂{name}", gradient))
            self.formula.setText(
                "".join(EQUATION.format(escape(left), escape(right)) for left, right in lines)
            )

    def _show_marks(self) -> None:
        if self.scene is None:
            return
        names = run_labels(self.scene)
        differing = labels.differences(self.scene)
        for editor in self.every_editor():
            editor.set_several(len(names) > 1)
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
        for name, section in self.sections.items():
            editor = self.editors.get(name)
            if editor is None:
                section.set_texts(self.tr("Length and counting"), "")
            else:
                title = declared(editor.field.title)
                section.set_texts(title, editor.text_of(editor.value), editor.help_text())

    # -- the hand ------------------------------------------------------------------------------------------

    @Slot(object, object, bool)
    def _change(self, editor: FieldEditor, value: object, live: bool) -> None:
        if self.scene is None:
            return
        title = declared(editor.field.title) or editor.field.name
        path = f"runs.{self.selected}.{editor.path}"
        try:
            scene = edits.change(self.scene, path, value)
        except DocumentError as error:
            editor.show_error(sentence(error, title), place_of(error))
            return
        editor.clear_error()
        if scene != self.scene:
            self.edited.emit(scene, self.tr("Change “{title}”").format(title=title), path if live else "")

    @Slot(object)
    def _spread(self, editor: FieldEditor) -> None:
        if self.scene is None:
            return
        title = declared(editor.field.title) or editor.field.name
        scene = self.scene
        value = edits.get(scene, f"runs.{self.selected}.{editor.path}")
        for place in range(len(scene.runs)):
            try:
                scene = edits.change(scene, f"runs.{place}.{editor.path}", value)
            except DocumentError:  # a run of another kind has no such field: it stays as it is
                continue
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
        for section in self.sections.values():
            section.set_look(look)
        for editor in self.editors.values():
            editor.set_look(look)

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        self.setAccessibleName(self.tr("Parameters"))
        for editor in self.editors.values():
            editor.retranslate()
        self._show_marks()
        self._show_summaries()
        self._show_formula()
