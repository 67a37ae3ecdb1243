"""What leaves the window and comes back as text: numbers, programs, and scenes on the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from gdviz.app.document_controller import DocumentController
from gdviz.app.settings import Settings
from gdviz.document import playground_address, share
from gdviz.document.atomic_file import file_name
from gdviz.document.error_sentence import sentence
from gdviz.document.errors import DocumentError
from gdviz.document.labels import run_labels
from gdviz.engine.recording import Recording
from gdviz.export.data import files
from gdviz.export.data.saving import Saving
from gdviz.notation.numbers import number
from gdviz.panels.widgets.save_place import ask_save_place, not_saved, saved
from gdviz.panels.widgets.unfinished import UnfinishedBox
from gdviz.readings.run_labels import run_label
from gdviz.session.session import Session

LONGEST_LINE = 8000  # characters that messages and chats pass on whole
CSV = (".csv", True)  # the ending, and whether a byte order mark stands in front


class DataController(QObject):
    """Saves and copies what the session has; a line of text that is a scene is put on stage."""

    said = Signal(str)  # what was done
    table_pasted = Signal(str)  # a table's text: to be imported
    failed = Signal(str)  # a sentence: what could not be done, why, and what to do
    saving_changed = Signal(str, float)  # the file that is being written (none: ""), the share that is there

    def __init__(
        self, session: Session, documents: DocumentController, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self.session, self.documents, self.settings, self.window = session, documents, settings, window
        self.saving: Saving | None = None
        window.installEventFilter(self)

    # -- numbers -------------------------------------------------------------------------------------------

    @Slot()
    def ask_save_data(self) -> None:
        """Let the person choose where the numbers of all runs are to be saved, and in which form."""
        if self.saving is not None:
            words = self.tr(
                "“{file}” is still being written. Wait until it is done, or stop it, and try again."
            )
            self.failed.emit(words.format(file=self.saving.path.name))
            return
        if not self._runs():
            return
        forms = {
            self.tr("CSV for spreadsheets (*.csv)"): CSV,
            self.tr("CSV without a byte order mark (*.csv)"): (".csv", False),
            self.tr("NumPy arrays (*.npz)"): (".npz", False),
            self.tr("JSON lines (*.jsonl)"): (".jsonl", False),
        }
        place = ask_save_place(
            self.window,
            self.tr("Export data"),
            self.settings.folder / f"{file_name(self.documents.name)}.csv",
            list(forms),
            lambda path, form: _completed(path, forms.get(form, CSV)[0]),
        )
        if place is not None:
            path, form = place
            self.save_data(path, bom=forms.get(form, CSV)[1])

    def save_data(self, path: Path, *, bom: bool = True) -> None:
        """Begin to write the numbers of all runs; `saving` is there until it is done."""
        runs = self._runs()
        if not runs:
            return
        self.saving = saving = Saving(runs, path, bom=bom, parent=self)
        saving.progressed.connect(self._tell_progress)
        saving.done.connect(self._say_saved)
        saving.failed.connect(self._say_failed)
        self._tell_progress(0.0)

    @Slot(float)
    def _tell_progress(self, share: float) -> None:
        if self.saving is not None:
            self.saving_changed.emit(self.saving.path.name, share)

    @Slot()
    def _say_saved(self) -> None:
        path = self._end_saving()
        self.settings.folder = path.parent
        self.said.emit(saved(path))

    @Slot(object)
    def _say_failed(self, error: Exception) -> None:
        path = self._end_saving()
        if isinstance(error, DocumentError):
            self.failed.emit(not_saved(path, error))
        elif isinstance(error, MemoryError):
            self.failed.emit(self.tr("There is not enough memory to export this. Fewer steps take less."))
        else:
            raise error

    @Slot()
    def stop_saving(self) -> None:
        """End the export; where it was not complete yet, no file is written."""
        if self.saving is None:
            return
        self.saving.stop()
        if self.saving.complete:
            self._say_saved()
            return
        path = self._end_saving()
        self.said.emit(self.tr("Stopped: “{file}” was not written.").format(file=path.name))

    def _end_saving(self) -> Path:
        saving, self.saving = self.saving, None
        assert saving is not None
        saving.stop()
        saving.deleteLater()
        self.saving_changed.emit("", 0.0)
        return saving.path

    def may_close(self) -> bool:
        """Whether the window may close: no export goes on, or the person gives it up."""
        if self.saving is None:
            return True
        text = self.tr("“{file}” is still being written.").format(file=self.saving.path.name)
        if UnfinishedBox(self.window, self.tr("An export is in progress"), text).gives_up():
            self.stop_saving()
        return self.saving is None  # it may have ended while the question was there

    @Slot()
    def copy_data(self) -> None:
        """Put the numbers of all runs on the clipboard, to be pasted into a spreadsheet."""
        runs = self._runs()
        if not runs:
            return
        try:
            text = files.pasted(runs, QLocale.system().decimalPoint())
        except files.TooManyCellsError as error:
            words = self.tr(
                "The table has {cells} cells, more than the clipboard should hold. Export the data to a file "
                "instead."
            )
            self.failed.emit(words.format(cells=number(error.cells)))
            return
        QGuiApplication.clipboard().setText(text)
        self.said.emit(self.tr("The numbers of all runs are on the clipboard."))

    def _runs(self) -> list[tuple[str, Recording]]:
        """All runs with their labels; none, and a sentence, while they are still being computed."""
        if self.session.computing:
            self.failed.emit(
                self.tr(
                    "The runs are still being computed. Wait until they end, or stop them, and try again."
                )
            )
            return []
        labels = [label.text for label in run_labels(self.session.scene)]
        return list(zip(labels, self.session.frame.recordings, strict=True))

    # -- programs ------------------------------------------------------------------------------------------

    @Slot()
    def show_code(self) -> None:
        """Show the selected run as a program."""
        from gdviz.panels.export_dialog.code_dialog import CodeDialog  # here: it is seldom needed

        scene, selected = self.session.scene, self.session.selected
        name = run_label(scene, selected)
        dialog = CodeDialog(scene.runs[selected].experiment, name, self.settings.folder, self.window)
        dialog.folder_used.connect(self._remember)
        dialog.exec()
        dialog.deleteLater()

    @Slot(object)
    def _remember(self, folder: Path) -> None:
        self.settings.folder = folder

    # -- scenes on the clipboard ---------------------------------------------------------------------------

    @Slot()
    def copy_scene(self) -> None:
        """Put the scene on the clipboard as one line of text."""
        try:
            line = share.to_line(self.session.scene)
        except DocumentError as error:
            self.failed.emit(sentence(error))
            return
        QGuiApplication.clipboard().setText(line)
        if len(line) <= LONGEST_LINE:
            said = self.tr("The scene is on the clipboard as a line of text: paste it into a message.")
        else:
            said = self.tr(
                "The scene is on the clipboard, but as a line of {size} kB, which messages often cut off: "
                "a file holds the same (File > Save as)."
            ).format(size=number(round(len(line) / 1000)))
        self.said.emit(said)

    @Slot()
    def paste_scene(self) -> None:
        """Put the scene on stage that is on the clipboard as a line of text or as an address of TensorFlow
        Playground, or import a table from there.

        Say so where there is none.
        """
        text = QGuiApplication.clipboard().text()
        from_playground = playground_address.is_address(text)
        if not share.is_line(text) and not from_playground:
            from gdviz.tabular.guess import is_table  # late: no start needs it

            if is_table(text):
                self.table_pasted.emit(text)
                return
            words = self.tr(
                "There is neither a scene nor a table on the clipboard. A shared scene begins with "
                "“{prefix}”, a table has several columns and rows with numbers."
            )
            self.failed.emit(words.format(prefix=share.PREFIX))
            return
        try:
            scene = playground_address.scene_at(text) if from_playground else share.from_line(text)
        except DocumentError as error:
            self.failed.emit(sentence(error))
            return
        if self.documents.show_pasted(scene):
            said = self.tr("This is the scene from the clipboard.")
            if from_playground:
                said = self.tr(
                    "This is what the address of TensorFlow Playground describes, "
                    "from a start of gdviz’s own."
                )
            self.said.emit(said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+V, where nothing that has the focus took it: a text entry, or a table of data."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and watched is self.window
        ):
            self.paste_scene()
            return True
        return super().eventFilter(watched, event)


def _completed(path: Path, ending: str) -> Path:
    """The path with an ending that tells how numbers are written."""
    return path if path.suffix.lower() in files.WRITERS else path.with_name(path.name + ending)
