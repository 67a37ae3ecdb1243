"""The files that were open last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from gdviz.app.window import Window


class RecentMenu(QMenu):
    """Filled when it opens."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.host = window
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._open)

    @Slot()
    def _fill(self) -> None:
        self.clear()
        settings = self.host.settings
        for number, path in enumerate(settings.recent, 1):
            action = self.addAction(f"&{number}  {path.name}" if number < 10 else path.name)
            action.setToolTip(str(path))
            action.setStatusTip(str(path))
            action.setData(str(path))
        if settings.recent:
            self.addSeparator()
            self.addAction(self.tr("&Clear this list")).triggered.connect(settings.clear_recent)
        else:
            self.addAction(self.tr("No recent files")).setEnabled(False)

    @Slot(QAction)
    def _open(self, action: QAction) -> None:
        if action.data():
            self.host.opening.open_path(action.data())
