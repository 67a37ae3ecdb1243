"""My progress, to look at, take along and delete."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from gdviz.app.help_dialog import HelpDialog
from gdviz.app.my_progress import LessonDone, MyProgress
from gdviz.document.atomic_file import write_whole
from gdviz.document.errors import DocumentError
from gdviz.look.look import Look
from gdviz.look.widgets import within_screen
from gdviz.panels.widgets.save_place import ask_save_path, not_saved
from gdviz.panels.widgets.tick import Tick

SIZE = (860, 520)  # pixels, at a type of 1


class ProgressDialog(HelpDialog):
    """A line a lesson that was begun: predictions right at first, goals, and the sentence to keep."""

    def __init__(
        self, progress: MyProgress, language: str, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self.progress, self.language = progress, language
        self.setWindowTitle(self.tr("My progress"))
        self.where = QLabel(self.tr("It is kept on this computer only, and never sent anywhere."), self)
        self.where.setWordWrap(True)
        self.empty = QLabel(self.tr("Nothing yet: answer a question in a lesson, and it appears here."), self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table = QTableWidget(0, 4, self)
        self.table.setAccessibleName(self.tr("Lessons started"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Lesson"), self.tr("Right the first time"), self.tr("Goals"), self.tr("To remember")]
        )
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (0, 3):  # texts share what is left, in as many lines as they need
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.keeps = Tick(self)
        self.keeps.setText(self.tr("Keep my progress (not on a computer that many people share)"))
        self.keeps.setChecked(progress.settings.keep_progress)
        self.keeps.toggled.connect(self._set_keeps)
        self.export_button = QPushButton(self.tr("Export as CSV…"), self)
        self.export_button.clicked.connect(self.export)
        self.delete_button = QPushButton(self.tr("Delete all…"), self)
        self.delete_button.clicked.connect(self.delete)
        for part in (self.where, self.table, self.empty, self.keeps):
            self.page.addWidget(part, 1 if part in (self.table, self.empty) else 0)
        self.finish(self.export_button, self.delete_button)
        self.resize(within_screen(self, look, *SIZE))
        self._show()

    def _show(self) -> None:
        done = self.progress.lessons()
        self.table.setVisible(bool(done))
        self.empty.setVisible(not done)
        self.export_button.setEnabled(bool(done))
        self.delete_button.setEnabled(bool(done))
        self.table.setRowCount(len(done))
        for row, each in enumerate(done):
            for column, text in enumerate(self._texts(each)):
                self.table.setItem(row, column, QTableWidgetItem(text))

    def _texts(self, done: LessonDone) -> Sequence[str]:
        lesson, of = done.lesson, self.tr("{count} of {all}")
        kept = lesson.beats[-1].say.of(self.language) if done.ended else self.tr("not finished yet")
        return (
            f"{lesson.number} · {lesson.title.of(self.language)}",
            of.format(count=done.right, all=done.asked),
            of.format(count=done.solved, all=done.goals),
            kept,
        )

    @Slot(bool)
    def _set_keeps(self, keeps: bool) -> None:
        self.progress.settings.keep_progress = keeps

    @Slot()
    def export(self) -> None:
        """Save all that was noted as comma-separated values."""
        folder = self.progress.settings.folder
        title, kind = self.tr("Save my progress"), self.tr("Comma-separated values (*.csv)")
        path = ask_save_path(self, title, folder / "gdviz-progress.csv", kind)
        if path is None:
            return
        try:
            write_whole(path, self.progress.table().encode())
        except DocumentError as error:
            QMessageBox.warning(self, self.windowTitle(), not_saved(path, error))

    @Slot()
    def delete(self) -> None:
        """Forget everything, if the person means it."""
        buttons = QMessageBox.StandardButton
        text = self.tr("Delete the records of all your lessons? This can’t be undone.")
        answer = QMessageBox.question(
            self, self.windowTitle(), text, buttons.Yes | buttons.Cancel, buttons.Cancel
        )
        if answer == buttons.Yes:
            self.progress.forget()
            self._show()
