"""Views are drawn one after another; where that takes long, what else a window does comes in between."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from gdviz.document.frame import Frame
from gdviz.views.common.view import View

AT_ONCE = 0.016  # seconds of drawing after which the others wait for the next turn of the event loop


class Turns(QObject):
    """Draws a frame in the views that `views` gives, and tells `drawn` after each turn.

    The newest frame wins, and the view that waits longest comes first. Where a view shows another lesson all
    are drawn at once: else both lessons were seen.
    """

    def __init__(
        self, views: Callable[[], list[View]], drawn: Callable[[Frame], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._views, self._drawn = views, drawn
        self._frame: Frame | None = None
        self._behind: list[View] = []
        self._share: float | None = None  # of the way to the frame's next step, if it was told since
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)

    @property
    def over(self) -> bool:
        """Whether every view shows the frame."""
        return not self._behind

    def show(self, frame: Frame) -> None:
        """Draw `frame`, at least in part at once."""
        seen = self._views()
        waited = [view for view in self._behind if view in seen]
        self._frame, self._behind = frame, waited + [view for view in seen if view not in waited]
        self._share = None
        self._next.stop()
        self._go_on()

    def show_between(self, share: float) -> None:
        """Show how much of the way to the frame's next step is done, in each view once it shows the frame."""
        self._share = share
        for view in self._views():
            if view not in self._behind:
                view.show_between(share)

    @Slot()
    def _go_on(self) -> None:
        frame, began = self._frame, time.perf_counter()
        assert frame is not None
        while self._behind:
            view = self._behind.pop(0)
            if view in self._views():
                view.show_frame(frame)
                if self._share is not None:
                    view.show_between(self._share)
            if time.perf_counter() - began > AT_ONCE and self._behind and _follow(self._behind, frame):
                self._next.start()
                break
        self._drawn(frame)


def _follow(views: list[View], frame: Frame) -> bool:
    """Whether these show an earlier frame of the same lesson."""
    shown = [view.frame for view in views]
    return all(before is not None and before.scene.lesson == frame.scene.lesson for before in shown)
