"""What is hidden takes no memory for long: a window stays open all day."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from gdviz.base.heap import give_back
from gdviz.stage.stage import Stage

EVERY = 10_000  # milliseconds: who goes on and back at once finds what was there
LEAST = QSize(1, 1)  # no platform has to have a picture without pixels


class Hidden(QObject):
    """Lets go of the views of other lessons, with the runs that they drew, and of pictures of menus, dialogs.

    Qt keeps one of its whole size for each that was ever shown, and makes it anew where it has another size
    than the window.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        timer = QTimer(self, timerType=Qt.TimerType.VeryCoarseTimer)
        timer.timeout.connect(self.let_go)
        timer.start(EVERY)

    @Slot()
    def let_go(self) -> None:
        """Of what is hidden now; not while a menu, a dialog or a drag is open, for which a view may wait."""
        above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if above is not None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        gone = self._stage.let_go()
        kept = (each.backingStore() for each in QApplication.topLevelWidgets() if each.isHidden())
        large = [picture for picture in kept if picture is not None and picture.size() != LEAST]
        for picture in large:
            picture.resize(LEAST)
        if gone or large:
            give_back()
