"""What comes into the window: files and tables, chosen, pasted or dropped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from gdviz.document.atomic_file import holds_data
from gdviz.document.codec import SUFFIX
from gdviz.panels.data_dialog.import_data import TABLES, DataImport

if TYPE_CHECKING:
    from gdviz.app.window import Window

CARRY = "*.png *.svg *.pdf *.npz"  # a scene, where gdviz made them


class Opening(QObject):
    """Opens them, or lets the selected run learn from them."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.data_import = DataImport(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @Slot(str)
    def import_text(self, text: str) -> bool:
        """Let the selected run learn from a table that was pasted or dropped; whether it was taken."""
        self.window.banner.dismiss()
        return self.data_import.read_text(self.window.session.scene, self.window.session.selected, text)

    def open_path(self, path: str | Path) -> bool:
        """Open a file, or take the data in it; where it can't be used, the banner says why."""
        self.window.banner.dismiss()
        if holds_data(path):
            return self.data_import.read(self.window.session.scene, self.window.session.selected, Path(path))
        return self.window.documents.open(Path(path))

    @Slot()
    def ask_open(self) -> None:
        """Let the person choose a file, a scene or what else has one or data in it, and open it."""
        window, scenes = self.window, self.window.documents.scene_filter()
        every = f"*{SUFFIX} {CARRY} {TABLES}"
        filters = (
            self.tr("All that gdviz opens ({endings})").format(endings=every),
            scenes,
            self.tr("Pictures and sweeps made by gdviz ({endings})").format(endings=CARRY),
            *self.data_import.filters(),
        )
        folder = str(window.settings.folder)
        chosen, _ = QFileDialog.getOpenFileName(window, self.tr("Open"), folder, ";;".join(filters))
        if chosen:
            self.open_path(chosen)

    @Slot()
    def import_data(self) -> None:
        """Let the selected run learn from data in a file that the person chooses."""
        self.window.banner.dismiss()
        session, settings = self.window.session, self.window.settings
        path = self.data_import.ask(session.scene, session.selected, settings.folder)
        if path is not None:
            settings.folder = path.parent

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take one file, or a table that was selected elsewhere, when it is dropped."""
        if not isinstance(event, QDropEvent):
            return False
        path, table = _dropped_file(event), _dropped_table(event)
        if path is None and not table:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            if path is not None:
                self.open_path(path)
            else:
                self.import_text(table)
        return True


def _dropped_file(event: QDropEvent) -> Path | None:
    """The one local file that is dragged, if it is one, and comes from elsewhere."""
    if event.source() is not None:
        return None  # a picture of this window: to open it would forget the step and what can be undone
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def _dropped_table(event: QDropEvent) -> str:
    """The text of a table that is dragged from another program; empty where there is none."""
    from gdviz.tabular.guess import is_table  # late: no start needs it

    text = event.mimeData().text() if event.source() is None and not event.mimeData().hasUrls() else ""
    return text if is_table(text) else ""
