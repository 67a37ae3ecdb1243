"""The list of runs: colour, eye, name and state; duplicate, rename, delete, reorder."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gdviz.scene import Scene
from gdviz.session.frame import Frame
from gdviz.views.look import LIGHT, Look


class RunsPanel(QWidget):
    """The runs on the stage. `actions()` are for the window's Run menu."""

    edited = Signal(object, str, str)  # new scene, text of the change, merge key: to Session.edit
    edit_finished = Signal()  # to Session.close_edit
    run_selected = Signal(int)  # to Session.select
    message = Signal(str)  # why something was refused: to the status bar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look = LIGHT

    def show_scene(self, scene: Scene, selected: int) -> None:
        """Show the runs of `scene`: on scene_changed and selection_changed of the session."""

    def show_frame(self, frame: Frame) -> None:
        """Show the state of each run: on frame_changed of the session."""

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`."""
        self.look = look

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
