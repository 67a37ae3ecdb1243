"""What is said without being asked for: where playback stopped, how a run ended, a lesson's parts, errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAccessible

from gdviz.look.announcements import announce
from gdviz.look.reading_order import tell_in_order
from gdviz.readings.outcome_sentence import outcome_text

if TYPE_CHECKING:
    from gdviz.app.window import Window


class Announcer(QObject):
    """Listens to the window's parts, and tells screen readers what who sees would notice."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self._playing = self._stopped = False
        self._beat = -1  # the part of the lesson that was said
        self._outcome = self._message = ""
        self._later = QTimer(self)  # after the parts of another scene have come
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.order_parts)
        self._at_rest = QTimer(self)  # after the views have drawn
        self._at_rest.setSingleShot(True)
        self._at_rest.setInterval(0)
        self._at_rest.timeout.connect(self._tell_step)
        session = window.session
        session.transport_changed.connect(self._transport)
        session.frame_changed.connect(self._frame)
        session.scene_changed.connect(self._later.start)
        window.stage.arranged.connect(self._later.start)
        window.player.changed.connect(self._lesson)
        window.banner.said.connect(self._say)

    @Slot()
    def order_parts(self) -> None:
        """Have all told as it is read, where somebody listens."""
        if QAccessible.isActive():
            tell_in_order(self.window.arrangement.central)

    @Slot(str)
    def _say(self, text: str) -> None:
        announce(self.window, text)

    @Slot()
    def _transport(self) -> None:
        """Playback has stopped: what the first view shows, as soon as it shows the step."""
        playing = self.window.session.playing
        self._stopped = self._playing and not playing
        self._playing = playing
        self._at_rest.start()

    @Slot()
    def _tell_step(self) -> None:
        views = self.window.stage.visible_views()
        if self._stopped and views and views[0].frame == self.window.session.frame:
            self._stopped = False
            self._say(views[0].sentence())

    @Slot()
    def _frame(self) -> None:
        """The selected run has ended in a way that is told now."""
        frame = self.window.session.frame
        told = frame.told(frame.selected)
        text = "" if told is None else outcome_text(told)
        if text != self._outcome:
            self._outcome = text
            self._say(text[:1].upper() + text[1:])
        self._at_rest.start()

    @Slot()
    def _lesson(self) -> None:
        """Another part of a lesson, and what became of an answer."""
        shown = self.window.beats.present
        if shown is None:
            self._beat, self._message = -1, ""
            return
        if shown.place != self._beat:
            self._beat, self._stopped = shown.place, False
            self._say(shown.say)
        judged = {"right": self.tr("Right."), "wrong": self.tr("Wrong."), "": ""}
        answers = [
            f"{judged[option.verdict]} {option.text}: {option.why}".strip()
            for option in shown.question.options
            if option.chosen and option.why
        ]
        message = ". ".join(filter(None, (shown.question.message.strip(), *answers, *shown.question.notes)))
        if message != self._message:
            self._message = message
            self._say(message)
