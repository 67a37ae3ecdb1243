"""Data from a file: choose it, choose its columns, and let a run learn from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gdviz.document.error_sentence import field_sentence
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene
from gdviz.document.use_data import learning_from
from gdviz.session.background import Background

if TYPE_CHECKING:
    from gdviz.tabular import Pasted

TABLES = (
    "*.csv *.tsv *.txt *.tab *.dat *.data *.xlsx *.xls *.ods *.npy *.npz *.json *.jsonl "
    "*.html *.htm *.md *.tex *.lvm *.zip *.gz"
)


class DataImport(QObject):
    """Asks for data and puts them into a run of a scene, as one edit."""

    edited = Signal(object, str, str)  # new scene, text of the change, merge key: to Session.edit
    failed = Signal(str)  # a sentence: why the run can't learn from the data

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.window = window
        self.reader = Background(self, "gdviz data")

    def ask(self, scene: Scene, selected: int, folder: Path) -> Path | None:
        """Let the person choose a file, then its columns; the file, if its data were taken."""
        title = self.tr("Import data")
        chosen, _ = QFileDialog.getOpenFileName(self.window, title, str(folder), ";;".join(self.filters()))
        return Path(chosen) if chosen and self.read(scene, selected, Path(chosen)) else None

    def filters(self) -> tuple[str, str]:
        """The files of tables, and all that there are, as a dialog has them."""
        return self.tr("Tables ({endings})").format(endings=TABLES), self.tr("All files (*)")

    def read_text(self, scene: Scene, selected: int, text: str) -> bool:
        """Let the person choose the columns of a table that was pasted or dropped; whether it was taken."""
        from gdviz.tabular import Pasted

        return self.read(scene, selected, Pasted(self.tr("pasted table"), text))

    def read(self, scene: Scene, selected: int, path: Path | Pasted) -> bool:
        """Let the person choose the columns of a file; whether its data were taken."""
        from gdviz.panels.data_dialog.data_dialog import DataDialog  # here: it is seldom needed

        dialog = DataDialog(path, self.window, self.reader)
        dialog.exec()
        data = dialog.dataset
        dialog.deleteLater()
        if data is None:
            return False
        try:
            changed = learning_from(scene, selected, data)
        except DocumentError as error:
            self.failed.emit(field_sentence(error, self.tr("The data")))
            return False
        self.edited.emit(changed, self.tr("Import “{file}”").format(file=path.name), "")
        return True
