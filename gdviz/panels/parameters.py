"""The parameter form: every choice of the selected run, generated from the engine's declarations."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gdviz.scene import Scene
from gdviz.views.look import LIGHT, Look


class ParametersPanel(QWidget):
    """Edits the selected run and marks in what it differs from the other runs."""

    edited = Signal(object, str, str)  # new scene, text of the change, merge key: to Session.edit
    edit_finished = Signal()  # to Session.close_edit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look = LIGHT

    def show_scene(self, scene: Scene, selected: int) -> None:
        """Show the run `selected` of `scene`: on scene_changed and selection_changed of the session."""

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`."""
        self.look = look

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
