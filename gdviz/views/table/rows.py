"""The widget of the table: whole rows, and in a picture whole columns."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)

from gdviz.look.widgets import quiet
from gdviz.views.table.table_model import RecordingModel

MORE = "…"  # stands behind the last column of a picture where there are more
GAP = 4  # pixels at its sides


class Rows(QTableView):
    """The table itself: whole rows, Ctrl+C, and keys that walk through the rows."""

    row_chosen = Signal(int)
    copy_requested = Signal()
    resized = Signal()
    left = Signal()  # by the mouse

    def __init__(self, model: RecordingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        quiet(self)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)  # half a number is a wrong one
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.clicked.connect(self._clicked)
        self.setMouseTracking(True)
        self.viewportEntered.connect(self.left)
        self.more = QLabel(MORE, self)  # not in the header, which goes with the last column
        self.more.hide()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.row_chosen.emit(index.row())

    def event(self, event: QEvent) -> bool:
        """Ctrl+C is the table's as long as it has the focus."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy; up, down and the pages go from the row at the playhead; everything else is the window's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and self._rows.playhead >= 0:
                at_playhead = self._rows.index(self._rows.playhead, max(self.currentIndex().column(), 0))
                self.selectionModel().setCurrentIndex(
                    at_playhead, self.selectionModel().SelectionFlag.NoUpdate
                )
            super().keyPressEvent(event)
            if plain and self.currentIndex().isValid():
                self.row_chosen.emit(self.currentIndex().row())
            return
        if event.matches(QKeySequence.StandardKey.SelectAll):
            super().keyPressEvent(event)
            return
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse points at no cell any more."""
        super().leaveEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a picture other columns may have room now."""
        super().resizeEvent(event)
        self.resized.emit()

    def leave_out_columns(self) -> None:
        """Show those columns only that are seen whole, from the first, and a sign where there are more.

        Half a number is a wrong one: where there is no room for the first column the sign stands alone.
        """
        columns = range(self._rows.columnCount())
        for column in columns:
            self.setColumnHidden(column, False)
        room = self.viewport().width()
        sign = self.more.fontMetrics().horizontalAdvance(MORE) + 2 * GAP
        ends = list(accumulate(self.columnWidth(column) for column in columns))
        if ends and ends[-1] > room:
            shown = sum(end + sign <= room for end in ends)
            for column in columns[shown:]:
                self.setColumnHidden(column, True)
        header = self.horizontalHeader()
        self.more.setGeometry(header.length() + GAP, 0, sign, self.more.sizeHint().height())
        self.more.setVisible(bool(ends) and ends[-1] > room)

    def spare(self) -> int:
        """The pixels below the last row that is seen whole; 0 where all rows are."""
        high = self.verticalHeader().defaultSectionSize()
        room = self.viewport().height()
        return room % high if self._rows.rowCount() * high > room else 0

    def chosen(self) -> list[tuple[int, int]]:
        """The selected rows as ranges (first, behind the last), from top to bottom."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        found = sorted({(part.top(), part.bottom() + 1) for part in parts})
        merged: list[tuple[int, int]] = []
        for start, stop in found:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
            else:
                merged.append((start, stop))
        return merged

    def keep_in_sight(self, row: int) -> None:
        """Scroll if the row is not wholly visible, and then so far that it need not be done again at once."""
        rect = self.visualRect(self._rows.index(row, 0))
        if rect.top() < 0 or rect.bottom() > self.viewport().height() or rect.height() == 0:
            self.scrollTo(self._rows.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
