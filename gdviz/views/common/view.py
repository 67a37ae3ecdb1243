"""The base of every view: draws a frame, never changes it; a gesture comes back as an edit of the scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gdviz.document.frame import Frame
from gdviz.document.scene import ViewName
from gdviz.look.look import LIGHT, Look
from gdviz.readings.instant import Reading
from gdviz.views.common.choice_box import ChoiceBox


@dataclass(frozen=True)
class Said:
    """What a view writes of a quantity (see `readings`): of which run, recorded at which row, its text."""

    run: int
    quantity: str
    row: int
    text: str

    @classmethod
    def short(cls, reading: Reading) -> Said:
        """A reading written shortly."""
        return cls(reading.run, reading.quantity, reading.row, reading.short)


class View(QWidget):
    """One picture of the frame. A subclass names itself and writes `draw`; `views.ALL` finds it."""

    name: ClassVar[ViewName]

    edited = Signal(object, str, str)  # new scene, text of the change, merge key: to Session.edit
    edit_finished = Signal()  # to Session.close_edit
    playhead_requested = Signal(int)  # to Session.set_playhead
    run_selected = Signal(int)  # to Session.select

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look = LIGHT
        self.frame: Frame | None = None
        self.said: tuple[Said, ...] = ()  # the quantities that are written in the picture at present
        self.for_export = False  # in a picture nobody can scroll, point or choose

    def show_frame(self, frame: Frame) -> None:
        """Draw `frame`. Called at most once a screen frame, and again after a change of look or language."""
        previous, self.frame = self.frame, frame
        if frame != previous:
            self.draw(frame, previous)

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """Bring the picture from `previous` (None: from nothing) to `frame`, redrawing only what differs."""
        raise NotImplementedError

    def set_look(self, look: Look) -> None:
        """Take the colours, widths and type of `look`; override `restyle` to apply them."""
        self.look = look
        self.restyle()
        if self.frame is not None:
            self.draw(self.frame, None)

    def prepare_for_export(self) -> None:
        """The view is drawn for a picture: leave out what only a hand needs."""
        self.for_export = True
        for box in self.findChildren(ChoiceBox):
            box.be_words()

    def restyle(self) -> None:
        """Apply `self.look` to what exists."""

    def retranslate(self) -> None:
        """Put every text anew, after a change of language; then draw."""

    def title(self) -> str:
        """The view's name for people, translated."""
        raise NotImplementedError

    def actions_for_menu(self) -> list[QAction]:
        """The view's own entries in its menu, e.g. a logarithmic axis."""
        return []
