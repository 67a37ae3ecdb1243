"""A teacher's own lesson: parts made out of the stage, with words, questions and goals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gdviz.app.editor_facts import facts_of
from gdviz.document import lessons
from gdviz.document.beats.beat import MOST, Beat, check_order
from gdviz.document.beats.beat_words import Words
from gdviz.document.beats.from_stage import new_beat, with_stage
from gdviz.document.error_sentence import sentence
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene
from gdviz.engine.declare import RuleError
from gdviz.look.appearance import Appearance, appear
from gdviz.look.layouts import pad
from gdviz.look.look import Look
from gdviz.look.widgets import apply_look, scaled, within_screen
from gdviz.panels.beat_editor.beat_form import BeatForm
from gdviz.panels.widgets.tick import Tick
from gdviz.readings.lesson_check import check
from gdviz.session.background import Background

if TYPE_CHECKING:
    from gdviz.app.window import Window

SIZE = (860, 720)  # pixels, at a type of 1


def document_of(window: Window) -> Scene:
    """The scene that is edited, with the beats that are on stage as its own; a lesson's becomes one's own."""
    player = window.player
    scene = player.base or window.session.scene
    found = lessons.beats(scene)
    if not scene.beats and found:
        title, notes = lessons.texts(scene, window.language)
        return replace(scene, beats=found, lesson="", title=title, notes=notes)
    return scene


class LessonEditor(Appearance, QDialog):
    """The list of parts, and a form for the one that is on stage, which the window shows as a class sees it.

    Every change can be undone here, and is part of the document: it is saved with the scene.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window_ = window
        self.history: list[tuple[Beat, ...]] = []
        self.at = 0  # the place in the history
        self._opened: Scene | None = None  # the lesson, before it became one's own
        self._filling = False
        self.setWindowTitle(self.tr("The parts of the lesson"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Parts"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.currentRowChanged.connect(self._go)
        self.list.model().rowsMoved.connect(self._moved)
        self.form = BeatForm(self)
        self.form.edited.connect(self._take)
        area = QScrollArea(self, widgetResizable=True)
        area.setWidget(self.form)
        self.both = Tick(self)
        self.both.setText(self.tr("Both languages"))
        self.both.toggled.connect(self._speak)
        self.buttons: dict[str, QPushButton] = {}
        self.told = QLabel(self, wordWrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.work = Background(self, "gdviz check")
        self.work.done.connect(self._checked)
        self.work.failed.connect(self._check_failed)
        self._lay_out(area)
        for key, slot in (("Ctrl+Z", self.undo), ("Ctrl+Shift+Z", self.redo), ("Ctrl+S", self.save)):
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        window.player.changed.connect(self._follow)
        appear(self, window.look)
        self._begin()

    def _lay_out(self, area: QWidget) -> None:
        def button(name: str, text: str, tip: str, slot: Callable[[], object]) -> QPushButton:
            made = self.buttons[name] = QPushButton(text, self)
            made.setToolTip(tip)
            made.setAutoDefault(False)
            made.clicked.connect(slot)
            return made

        above, beside, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.column = QVBoxLayout(self)
        self.column.addLayout(above)
        self.column.addLayout(beside, 1)
        self.column.addWidget(self.told)
        self.column.addLayout(below)
        for name, text, tip, slot in (
            (
                "add",
                self.tr("Add the stage"),
                self.tr("A new part, as the stage is now, after this one"),
                self.add,
            ),
            (
                "take",
                self.tr("Take the stage"),
                self.tr("This part becomes as the stage is now"),
                self.take_stage,
            ),
            ("up", self.tr("Up"), self.tr("This part comes earlier"), self.move_up),
            ("down", self.tr("Down"), self.tr("This part comes later"), self.move_down),
            ("remove", self.tr("Remove"), self.tr("Take this part out"), self.remove),
        ):
            above.addWidget(button(name, text, tip, slot))
        above.addStretch(1)
        for name, text, tip, slot in (
            ("undo", self.tr("Undo"), self.tr("Take the last change back"), self.undo),
            ("redo", self.tr("Redo"), self.tr("Make the undone change again"), self.redo),
            (
                "check",
                self.tr("Check"),
                self.tr("Compute everything again: does all that the lesson says hold?"),
                self.check,
            ),
            ("save", self.tr("Save"), self.tr("Write the lesson to its file"), self.save),
        ):
            below.addWidget(button(name, text, tip, slot))
        below.addStretch(1)
        below.addWidget(self.both)
        beside.addWidget(self.list, 1)
        beside.addWidget(area, 4)

    def set_look(self, look: Look) -> None:
        """Take colors, type and size."""
        super().set_look(look)
        apply_look(self, look)
        pad(self.column, scaled(look, 16), scaled(look, 10))
        self.resize(within_screen(self, look, *SIZE))

    # -- the beats -----------------------------------------------------------------------------------------

    @property
    def beats(self) -> tuple[Beat, ...]:
        """Those of the document."""
        return self.window_.player.beats

    def _begin(self) -> None:
        player = self.window_.player
        scene, self._opened = document_of(self.window_), player.base
        player.edit(scene)
        self.history, self.at = [scene.beats], 0
        self.form.speak(self.window_.language, both=False)
        self._fill()

    def _put(self, beats: tuple[Beat, ...], place: int, *, undoable: bool = True) -> None:
        """The document has these beats from now on."""
        window = self.window_
        base = window.player.base
        assert base is not None
        try:
            check_order(beats)
        except RuleError as error:
            self._say(str(error))
            self._fill()
            return
        if undoable:
            self.history = [*self.history[: self.at + 1], beats]
            self.at += 1
        window.documents.set_edited()
        window.player.edit(replace(base, beats=beats), place)
        self._say("")
        self._fill()

    @property
    def place(self) -> int:
        """The part on stage."""
        return self.window_.player.place

    def _new(self) -> Beat:
        title = {"en": f"Part {len(self.beats) + 1}", "zh": f"第 {len(self.beats) + 1} 个环节"}
        short = self.window_.language.split("_")[0]
        words = Words(**{short: title.get(short, title["en"])})
        return new_beat([beat.id for beat in self.beats], words, words)

    def _with_stage(self, beat: Beat) -> Beat | None:
        window = self.window_
        base, session = window.player.base, window.session
        assert base is not None
        try:
            return with_stage(beat, base, session.scene, session.playhead, session.speed)
        except DocumentError as error:
            self._say(sentence(error))
            return None

    @Slot()
    def add(self) -> None:
        """A new part after this one, as the stage is."""
        beat = self._with_stage(self._new())
        if beat is not None and len(self.beats) < MOST:
            at = self.place + 1 if self.beats else 0
            self._put((*self.beats[:at], beat, *self.beats[at:]), at)

    @Slot()
    def take_stage(self) -> None:
        """This part is as the stage is."""
        if self.beats:
            beat = self._with_stage(self.beats[self.place])
            if beat is not None:
                self._take(beat)

    @Slot(object)
    def _take(self, beat: Beat) -> None:
        """The part on stage is this one."""
        beats, place = self.beats, self.place
        if beats and beat != beats[place]:
            self._put((*beats[:place], beat, *beats[place + 1 :]), place)

    @Slot()
    def remove(self) -> None:
        """Take this part out."""
        beats, place = self.beats, self.place
        if beats:
            gone = beats[place].id
            kept = [
                replace(each, recall=tuple(name for name in each.recall if name != gone)) for each in beats
            ]
            del kept[place]
            self._put(tuple(kept), max(0, min(place, len(kept) - 1)))

    @Slot()
    def move_up(self) -> None:
        """This part comes one earlier."""
        self._move(self.place - 1)

    @Slot()
    def move_down(self) -> None:
        """This part comes one later."""
        self._move(self.place + 1)

    def _move(self, to: int) -> None:
        beats = list(self.beats)
        if beats and 0 <= to < len(beats):
            beats.insert(to, beats.pop(self.place))
            self._put(tuple(beats), to)

    @Slot()
    def _moved(self) -> None:
        """A row was dragged: the list has the order that is wanted."""
        order = [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())]
        beats = {beat.id: beat for beat in self.beats}
        if not self._filling and sorted(order) == sorted(beats):
            here = self.beats[self.place].id
            self._put(tuple(beats[name] for name in order), order.index(here))

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        if self.at > 0:
            self.at -= 1
            self._put(self.history[self.at], min(self.place, len(self.history[self.at])), undoable=False)

    @Slot()
    def redo(self) -> None:
        """Make the change again that was taken back."""
        if self.at + 1 < len(self.history):
            self.at += 1
            self._put(self.history[self.at], self.place, undoable=False)

    @Slot()
    def save(self) -> None:
        """Write the document."""
        self.window_.documents.save()

    # -- what is shown -------------------------------------------------------------------------------------

    @Slot(int)
    def _go(self, place: int) -> None:
        if not self._filling and 0 <= place < len(self.beats):
            self.window_.player.go(place)

    @Slot()
    def _follow(self) -> None:
        """Another part is on stage, or another document."""
        if not self.window_.player.editing:
            self.close()
        elif self.beats and self.form.beat is not self.beats[self.place]:
            self._fill()

    def _fill(self) -> None:
        self._filling = True
        titles = [beat.title.of(self.window_.language) for beat in self.beats]
        while self.list.count() > len(titles):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(titles):
            self.list.addItem("")
        for row, (beat, title) in enumerate(zip(self.beats, titles, strict=True)):
            self.list.item(row).setText(f"{row + 1} · {title}")
            self.list.item(row).setData(Qt.ItemDataRole.UserRole, beat.id)
        if self.beats:
            self.list.setCurrentRow(self.place)
        shown = self.beats[self.place] if self.beats else None
        self.form.show_beat(shown, facts_of(self.window_))
        for name, on in {
            "take": bool(self.beats),
            "remove": bool(self.beats),
            "up": bool(self.beats) and self.place > 0,
            "down": self.place + 1 < len(self.beats),
            "undo": self.at > 0,
            "redo": self.at + 1 < len(self.history),
            "check": bool(self.beats),
            "add": len(self.beats) < MOST,
        }.items():
            self.buttons[name].setEnabled(on)
        if not self.beats:
            self._say(self.tr("Set up the stage in the window, then press “Add the stage”."))
        self._filling = False

    @Slot(bool)
    def _speak(self, both: bool) -> None:
        self.form.speak(self.window_.language, both=both)

    def _say(self, text: str) -> None:
        self.told.setText(text)

    # -- the check -----------------------------------------------------------------------------------------

    @Slot()
    def check(self) -> None:
        """Compute all runs of all parts anew, and say what does not hold."""
        base = self.window_.player.base
        if base is not None:
            self._say(self.tr("Computing everything again…"))
            self.buttons["check"].setEnabled(False)
            self.work.submit(base, _faults, base)

    @Slot(object, object)
    def _checked(self, base: Scene, faults: list[Any]) -> None:
        self.buttons["check"].setEnabled(True)
        if base is not self.window_.player.base:
            self._say(self.tr("The lesson has changed since. Check it again."))
            return
        numbers = {beat.id: number for number, beat in enumerate(self.beats, 1)}
        pattern = self.tr("Part {number}: {text}.")
        lines = [pattern.format(number=numbers[fault.beat], text=fault.text) for fault in faults]
        self._say("\n".join(lines) or self.tr("All that the lesson says holds."))

    @Slot(object, object)
    def _check_failed(self, _base: Scene, error: Exception) -> None:
        self.buttons["check"].setEnabled(True)
        self._say(self.tr("The check could not be carried out: {reason}").format(reason=error))

    def done(self, result: int) -> None:
        """However it is closed, the lesson is played again as it is now."""
        self.work.close()
        player = self.window_.player
        place, changed = player.place, player.beats != self.history[0] or self.window_.documents.edited
        if player.editing and self._opened is not None and not changed:
            player.begin(self._opened)
            player.go(place)
        player.stop_editing()
        super().done(result)


def _faults(base: Scene) -> list[Any]:
    return list(check(base, base.beats))
