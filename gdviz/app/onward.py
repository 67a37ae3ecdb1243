"""The way on in a lesson: a question that waits is not passed by without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gdviz.look.announcements import announce

if TYPE_CHECKING:
    from gdviz.app.window import Window


class Onward(QObject):
    """At a question without an answer the first press says so, the second goes on."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._said = False
        window.player.turned.connect(self._forget)
        window.player.changed.connect(self._look)

    @Slot()
    def _look(self) -> None:
        player = self._window.player
        if player.active and player.lit:  # it is answered
            self._forget()

    @Slot()
    def _forget(self) -> None:
        if self._said:
            self._said = False
            self._window.status.clearMessage()

    @Slot()
    def go(self) -> None:
        """End what plays, say what waits, or go on."""
        self._go(self.tr("No answer yet: PageDown again goes on without one."))

    @Slot()
    def go_by_button(self) -> None:
        """The same, at a click on *Next*."""
        self._go(self.tr("No answer yet: “Next” again goes on without one."))

    def _go(self, text: str) -> None:
        player = self._window.player
        session, waits = player.session, player.active and player.beat.next == "answered" and not player.lit
        plays = waits and session.playing and session.playhead < player.beat.last_row
        if waits and not plays and not self._said:
            self._said = True
            self._window.status.say(text)
            announce(self._window, text)
        else:
            player.forward()
