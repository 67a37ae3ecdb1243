"""The dialogs of the Help and Lesson menus: each is read in when it is asked for. And the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from gdviz.document import lessons
from gdviz.document.lessons import tour

if TYPE_CHECKING:
    from gdviz.app.lesson_editor import LessonEditor
    from gdviz.app.window import Window


class Dialogs(QObject):
    """Opens them over the window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.editor: LessonEditor | None = None

    @Slot()
    def show_shortcuts(self) -> None:
        """List every key."""
        from gdviz.app.help import ShortcutsDialog

        _show(ShortcutsDialog(self.window))

    @Slot()
    def show_tour(self) -> None:
        """Welcome the person within the first lesson, as the first start does."""
        first = lessons.names()[0]
        if not self.window.player.asks:
            self.window.menus.actions["questions"].trigger()
        self.window.open_lesson(first)
        if self.window.player.base is not None and self.window.player.base.lesson == first:
            self.window.player.welcome(tour())

    def welcome(self) -> None:
        """The first start of a new profile begins with the tour; no later one does."""
        if self.window.settings.new_profile:
            self.window.settings.welcomed()
            self.window.player.welcome(tour())

    @Slot()
    def edit_lesson(self) -> None:
        """Make the parts of a lesson, beside the window that shows them."""
        from gdviz.app.lesson_editor import LessonEditor

        if self.editor is None:
            self.editor = LessonEditor(self.window)
            self.editor.finished.connect(self._let_go_of_editor)
        self.editor.show()
        self.editor.raise_()

    @Slot()
    def _let_go_of_editor(self) -> None:
        if self.editor is not None:
            self.editor.deleteLater()
            self.editor = None

    @Slot()
    def show_progress(self) -> None:
        """Show what was answered and reached in the lessons."""
        from gdviz.app.progress_dialog import ProgressDialog

        _show(ProgressDialog(self.window.progress, self.window.language, self.window.look, self.window))

    @Slot()
    def show_about(self) -> None:
        """Say what this is."""
        from gdviz.app.about import AboutDialog

        _show(AboutDialog(self.window.look, self.window))

    @Slot()
    def show_reference(self) -> None:
        """Say of every parameter what it means, and what it may be."""
        from gdviz.app.reference_dialog import ReferenceDialog

        _show(ReferenceDialog(self.window.look, self.window))

    @Slot()
    def show_news(self) -> None:
        """List what each version brought."""
        from gdviz.app.about import NewsDialog

        _show(NewsDialog(self.window.look, self.window.language, self.window))


def _show(dialog: QDialog) -> None:
    """Show a dialog until it is closed, and let go of it."""
    dialog.exec()
    dialog.deleteLater()
