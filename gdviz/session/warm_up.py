"""Begins the engine processes when the window has been seen: the first network need not wait for them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from gdviz.session.engines import engines
from gdviz.session.picture_process import pictures

AFTER = 800  # milliseconds after the window is shown
APART = 60  # milliseconds between two


class WarmUp(QObject):
    """Begins one engine process at a time, until there are as many as can be used, the pictures' first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._begin)
        self._timer.start(AFTER)

    @Slot()
    def _begin(self) -> None:
        pictures.begin()
        if engines.begin_one():
            self._timer.start(APART)
