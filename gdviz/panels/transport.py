"""The transport bar: play, step, scrub, speed, loop and the counters of the selected run."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gdviz.session.frame import Frame
from gdviz.views.look import LIGHT, Look


class TransportBar(QWidget):
    """Playback by mouse and keys. `actions()` are for the window's Playback menu (and hold the shortcuts)."""

    play_requested = Signal()  # to Session.play
    pause_requested = Signal()  # to Session.pause
    playhead_requested = Signal(int)  # to Session.set_playhead
    speed_requested = Signal(float)  # to Session.set_speed; math.inf is "as fast as it goes"
    loop_requested = Signal(bool)  # to Session.set_loop

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look = LIGHT

    def show_frame(self, frame: Frame) -> None:
        """Show playhead, computed part and counters: on frame_changed of the session."""

    def show_transport(self, playing: bool, speed: float, loop: bool) -> None:
        """Show what the session does: on transport_changed of the session."""

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`."""
        self.look = look

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
