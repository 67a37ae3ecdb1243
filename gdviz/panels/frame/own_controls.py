"""The one to three controls that a lesson is about, large below the stage: the panel has all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from gdviz.base.i18n import declared
from gdviz.document import edits, labels, lessons
from gdviz.document.error_sentence import sentence_of
from gdviz.document.errors import DocumentError
from gdviz.document.run_changes import change_from
from gdviz.document.scene import Run, Scene
from gdviz.engine.changes import why_fixed_in
from gdviz.engine.declare import Field
from gdviz.look.appearance import Appearance, appear, set_look_in
from gdviz.look.field_name import FieldName
from gdviz.look.layouts import bare
from gdviz.look.look import LIGHT, Look, text_font
from gdviz.look.paint import smooth_painter
from gdviz.look.widgets import apply_look, heading_font, scaled
from gdviz.notation.numbers import number
from gdviz.panels.form.shown_fields import fields_in
from gdviz.panels.widgets.number_control import NumberControl

MOST = 3
SLIDER, ENTRY, EDITOR = 150.0, 74.0, 190.0  # pixels wide, at a type of 1
SHORT, SHORTEST = 110.0, 64.0  # a slider, where there is no more room, and where there is none for all
SWITCH = 80.0  # beside a switch's title
RING, RIM = 6.0, 3  # pixels beside, and above, a control for the ring around it
RATE = "schedule.learning_rate"
SIGNS = {RATE: "η"}


def paths_of(scene: Scene, selected: int) -> tuple[str, ...]:
    """The run-relative paths of what a scene is about: what its parts free, and what its runs differ in.

    Where that is nothing that the selected run has, it is the learning rate.
    """
    lesson = lessons.find(scene.lesson) if scene.lesson else None
    beats = lesson.beats if lesson is not None and not scene.beats else scene.beats
    freed = [path.split(".", 2)[2] for beat in beats for path in beat.free]
    differing = sorted(labels.differences(scene), key=lambda path: (path != RATE, path))
    found = []
    for path in dict.fromkeys((*freed, *differing)):
        try:
            value = edits.get(scene, f"runs.{selected}.{path}")
        except DocumentError:  # another run's kind has it
            continue
        plain = isinstance(value, int | float) and not isinstance(value, bool) and path != "seed"
        if (path in freed or plain) and not path.startswith("initial."):  # a start is dragged on the loss
            found.append(path)
    rate_counts = scene.runs[selected].scripted is None
    if rate_counts and RATE not in found and (len(scene.runs) == 1 or not found):
        found.append(RATE)
    return tuple(found[:MOST])


class OwnControl(QWidget):
    """A number of the selected run: its title with its sign, or this alone, a slider, an entry."""

    chosen = Signal(object, bool)  # the value, and whether the hand still holds it
    finished = Signal()
    restored = Signal()  # the last good value is to be shown again

    def __init__(self, path: str, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.path = path
        self.field = field
        self.step = 0
        self.named = False  # by its title, not by its sign alone
        self.look: Look = LIGHT
        self.title = FieldName(self)
        self.control = NumberControl(field, self)
        self.title.setBuddy(self.control.entry)
        self.row = bare(QHBoxLayout(self))
        self.row.addWidget(self.title)
        self.row.addWidget(self.control, 1)
        for signal, own in (
            ("chosen", self.chosen),
            ("finished", self.finished),
            ("restored", self.restored),
        ):
            getattr(self.control, signal).connect(own)

    def show_run(self, run: Run, step: int) -> None:
        """Show the number that `run` has, which is set from a step on; 0 for the whole run."""
        self.control.set_number(value_in(run, self.path))
        if step != self.step:
            other, self.step = bool(step) != bool(self.step), step
            self.retranslate()
            if other:
                self.take(self.look)

    def take(self, look: Look) -> None:
        """Take colors, type and sizes."""
        self.look = look
        self.title.setFont(self._font(look))
        self.row.setSpacing(scaled(look, 6))
        set_look_in(self.control, look)
        self.control.slider.setMaximumWidth(scaled(look, SLIDER))
        self.control.entry.setFixedWidth(scaled(look, ENTRY))

    def _font(self, look: Look) -> QFont:
        return text_font(look) if self.step else heading_font(look, 1.1)

    def needed(self, look: Look, slider: float, *, named: bool) -> int:
        """How many pixels it takes with such a slider, and its title, before anything is laid out."""
        if named != self.named:
            self.named = named
            self.retranslate()
        self.control.slider.setMinimumWidth(scaled(look, slider))
        metrics = QFontMetrics(self._font(look))
        title = max(map(metrics.horizontalAdvance, self.title.text().split("\n")))
        return title + scaled(look, slider + ENTRY + 24)

    def retranslate(self) -> None:
        """Put its name."""
        title, translate = declared(self.field.title) or self.field.name, QCoreApplication.translate
        if (place := self.path.rpartition(".")[2]).isdigit():
            layer = translate("PerLayerField", "Layer {number}").format(number=int(place) + 1)
            title = translate("StackField", "{title}, {name}").format(title=title, name=layer)
        since = "{setting}"
        if self.step:
            since = translate("OwnControls", "{setting} from\nstep {step} on")
        step = number(self.step)
        sign = SIGNS.get(self.path, "")
        told = f"{title} {sign}".strip() if self.named else sign or title
        self.title.setText(since.format(setting=told, step=step))
        title = since.replace("\n", " ").format(setting=title, step=step)
        self.title.setToolTip(title)
        self.control.set_title(title)


class OwnEditor(QWidget):
    """What is no single number: a switch, a choice, a list of numbers, as in the form."""

    chosen = Signal(object, bool)
    finished = Signal()
    restored = Signal()

    def __init__(self, path: str, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.path = path
        self.field = field
        from gdviz.panels.form.group import make_editor  # most lessons need none

        self.editor = make_editor(field, path, self)
        self.editor.changed.connect(self._choose)
        self.editor.finished.connect(self.finished)
        row = bare(QHBoxLayout(self))
        row.addWidget(self.editor)

    @Slot(object, object, bool)
    def _choose(self, _editor: object, value: object, live: bool) -> None:
        self.chosen.emit(value, live)

    def show_run(self, run: Run, step: int) -> None:
        """Show the value that `run` has, which is set from a step on; 0 for the whole run."""
        self.editor.set_value(value_in(run, self.path), run)

    def take(self, look: Look) -> None:
        """Take colors, type and sizes."""
        appear(self.editor, look)
        title = self.editor.title
        whole = title.fontMetrics().horizontalAdvance(title.text()) + scaled(look, SWITCH)
        self.setMinimumWidth(max(scaled(look, EDITOR), whole if self.field.kind == "bool" else 0))

    def needed(self, look: Look, slider: float, *, named: bool) -> int:
        """How many pixels it takes, whatever its slider has."""
        return max(self.sizeHint().width(), self.minimumWidth())

    def retranslate(self) -> None:
        """Its editor names itself."""


def value_in(run: Run, path: str) -> Any:
    """The value at a path within a run."""
    return edits.get(Scene(runs=(run,)), f"runs.0.{path}")


def field_at(run: Run, known: Mapping[str, Field], path: str) -> tuple[str, Field] | None:
    """What is set for a path within a run: of a layer's number that alone, of other lists the whole.

    Nothing for a kind, which brings fields of its own: the form has it; nor where this run has no such layer,
    since the paths may still be those of the scene before.
    """
    whole, _, place = path.rpartition(".")
    if place == "kind":
        return None
    if path in known or whole not in known or not place.isdigit():
        return (path, known[path]) if path in known else None
    item = known[whole].item
    if item is None or not item.title:
        return whole, known[whole]
    return (path, item) if int(place) < len(value_in(run, whole)) else None


class OwnControls(Appearance, QWidget):
    """Shows as many of them as there is room for; none where the selected run has none."""

    edited = Signal(object, str, str)  # new scene, text of the change, merge key: to Session.edit
    edit_finished = Signal()  # to Session.close_edit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene: Scene | None = None
        self.selected = 0
        self.step = 0  # from which on a number is set; 0 for the whole run
        self._held: int | None = None  # the same while a hand holds a slider
        self.paths: Sequence[str] | None = None  # of the controls, None for what the scene is about
        self.ringed: tuple[str, ...] = ()  # what a beat points at
        self.controls: list[OwnControl | OwnEditor] = []
        self.row = bare(QHBoxLayout(self))
        self.retranslate()

    def show_scene(self, scene: Scene, selected: int) -> None:
        """Show the numbers of the run `selected`."""
        self.scene, self.selected = scene, selected
        run = scene.runs[selected].at(self.step) if self.step else scene.runs[selected]
        wanted = paths_of(scene, selected) if self.paths is None else self.paths
        known = dict(fields_in(run))
        fields = list(dict.fromkeys(found for path in wanted if (found := field_at(run, known, path))))
        if [(each.path, each.field) for each in self.controls] != fields:
            self._rebuild(fields)
        for each in self.controls:
            each.show_run(run, self.step)
            reason = why_fixed_in(run, each.path) if self.step else None
            each.setEnabled(reason is None)
            each.setToolTip(sentence_of(reason) if reason else "")

    def show_step(self, step: int) -> bool:
        """Numbers are set from this step on from now on; from 0 on for the whole run. Whether that is new."""
        if step == self.step or self._held is not None:
            return False
        self.step = step
        self._restore()
        return True

    def show_paths(self, paths: Sequence[str] | None) -> None:
        """Show these controls from now on, by their run-relative paths; None for what the scene is about."""
        self.paths = paths
        if self.scene is not None:
            self.show_scene(self.scene, self.selected)

    def ring(self, paths: Sequence[str]) -> None:
        """Draw a ring around the controls of these run-relative paths."""
        if tuple(paths) != self.ringed:
            self.ringed = tuple(paths)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rings; the controls paint themselves."""
        painter = smooth_painter(self)
        painter.setPen(QPen(QColor(self.look.accent), scaled(self.look, 2)))
        for each in self.controls:
            if each.path in self.ringed and each.isVisible():
                room = scaled(self.look, RING) - 2
                painter.drawRoundedRect(QRectF(each.geometry()).adjusted(-room, -1, room, 1), 6, 6)

    @property
    def least(self) -> int:
        """How many pixels the first of them takes."""
        first = sum(each.needed(self.look, SHORTEST, named=False) for each in self.controls[:1])
        return first + 2 * scaled(self.look, RING)

    @property
    def is_empty(self) -> bool:
        """Whether none has room."""
        return all(each.isHidden() for each in self.controls)

    def show_in(self, width: int) -> bool:
        """Show as many as there is room for in so many pixels; whether these are all."""
        width -= 2 * scaled(self.look, RING)
        for named, slider in ((True, SHORT), (False, SHORT), (False, SHORTEST)):
            widths = [each.needed(self.look, slider, named=named) for each in self.controls]
            left = width - sum(widths) - self.row.spacing() * max(len(widths) - 1, 0)
            if left >= 0:
                break
        for each, needed in zip(self.controls, widths, strict=True):
            each.setVisible(needed <= width)
            width -= needed + self.row.spacing()
        return left >= 0

    def _rebuild(self, fields: list[tuple[str, Field]]) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()  # else Qt gives it to a button beside, which the next key would press
        for each in self.controls:
            each.setParent(None)
            each.deleteLater()
        self.controls = [
            (OwnControl if field.kind in ("float", "int") else OwnEditor)(path, field, self)
            for path, field in fields
        ]
        for each in self.controls:
            self.row.addWidget(each)
            each.retranslate()
            each.chosen.connect(self._chosen)
            each.finished.connect(self._finish)
            each.restored.connect(self._restore)
        self._style()

    @Slot(object, bool)
    def _chosen(self, value: object, live: bool) -> None:
        each = self.sender()
        if self.scene is None or not isinstance(each, OwnControl | OwnEditor):
            return
        path = f"runs.{self.selected}.{each.path}"
        self._held = self.step if live else None
        try:
            scene = change_from(self.scene, self.selected, each.path, value, self.step)
        except DocumentError:
            self._restore()
            return
        title = declared(each.field.title) or each.field.name
        if scene != self.scene:
            self.edited.emit(scene, self.tr("Change “{title}”").format(title=title), path if live else "")

    @Slot()
    def _finish(self) -> None:
        self._held = None
        self.edit_finished.emit()

    @Slot()
    def _restore(self) -> None:
        if self.scene is not None:
            self.show_scene(self.scene, self.selected)

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`."""
        super().set_look(look)
        self._style()

    def _style(self) -> None:
        look = self.look
        apply_look(self, look)
        self.row.setSpacing(scaled(look, 14))
        self.row.setContentsMargins(scaled(look, RING), RIM, scaled(look, RING), RIM)
        for each in self.controls:
            each.take(look)

    def retranslate(self) -> None:
        """Put every text anew."""
        self.setAccessibleName(self.tr("The lesson’s own controls"))
        for each in self.controls:
            each.retranslate()

    def minimumSizeHint(self) -> QSize:
        """No width of its own: what has no room is not shown."""
        return QSize(0, super().minimumSizeHint().height())
