"""Every step's numbers of one run. The row at the playhead is marked; a click on a row moves the playhead."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import (
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gdviz.document.frame import Frame
from gdviz.engine.recording import Recording
from gdviz.look.look import blend, number_font, text_font
from gdviz.notation.numbers import number
from gdviz.readings.instant import Said
from gdviz.readings.pointed import Pointed
from gdviz.readings.run_labels import run_labels
from gdviz.views.common.choice_box import ChoiceBox
from gdviz.views.common.view import View
from gdviz.views.table.rows import Rows
from gdviz.views.table.table_model import MANY, MARK, RecordingModel

MOST_CELLS = 600_000  # that are copied at once: a third of a second
COPIED_AT_MOST = 200_000  # rows: more than a spreadsheet is pleasant with
TALLEST = 2**31 - 1  # pixels that Qt can count
ZEROS = str.maketrans("123456789", "0" * 9)


class TableView(View):
    """The numbers of the selected run, and a choice of the run where there are several."""

    name = "table"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RecordingModel(self)
        self.table = Rows(self.model, self)
        self.chooser = ChoiceBox(self)
        self.chooser.activated.connect(self.run_selected)
        self.note = QLabel(self, wordWrap=True)
        self.note.setContentsMargins(10, 2, 10, 2)
        self.note.hide()
        self.chooser.hide()
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.setSpacing(2)
        self.have_head(self.chooser, layout, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.note)
        self.table.row_chosen.connect(self.playhead_requested)
        self.table.copy_requested.connect(self.copy)
        self.table.resized.connect(self._table_resized)
        self.table.entered.connect(self._enter)
        self.table.left.connect(self._leave)
        self.table.verticalScrollBar().valueChanged.connect(self._widen_columns)
        self.copy_action = QAction(self)
        self.copy_action.triggered.connect(self.copy)
        self.every_action = QAction(self, checkable=True)
        self.every_action.triggered.connect(self._show_every)
        self._longest = 0  # rows that were there when the columns' widths were found
        self.restyle()
        self._name_things()

    def actions_for_menu(self) -> list[QAction]:
        """Copying, and a model's many parameters."""
        recording = self.model.recording
        many = recording is not None and len(recording.names) > MANY
        return [self.copy_action, self.every_action] if many else [self.copy_action]

    def restyle(self) -> None:
        """Colours and type of table, chooser and note."""
        look = self.look
        # A sheet rather than a palette: the application's own sheet would win over a palette.
        chosen = blend(look.muted, look.surface, 0.75)
        self.table.setStyleSheet(
            f"QTableView {{ background: {look.surface}; color: {look.text}; outline: none;"
            f" selection-background-color: {chosen}; selection-color: {look.text}; }}"
            f"QHeaderView {{ background: {look.surface}; }}"
            f"QHeaderView::section {{ background: {look.surface}; color: {look.muted}; border: none;"
            f" border-bottom: 1px solid {look.line}; padding: 3px 3px 3px 0; }}"
        )
        font = number_font(look)
        self.table.setFont(font)
        self.table.horizontalHeader().setFont(text_font(look))
        height = round(self.table.fontMetrics().height() * 1.35)
        self.table.verticalHeader().setMinimumSectionSize(height)
        self.table.verticalHeader().setDefaultSectionSize(height)
        self.table.more.setFont(text_font(look))
        self.table.more.setStyleSheet(f"color: {look.muted}; background: transparent;")
        self.chooser.set_look(look)
        self.note.setFont(text_font(look))
        self.model.set_look(look)
        self._longest = 0

    def retranslate(self) -> None:
        """Headers, chooser and menu."""
        self._name_things()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self.model.columns) - 1))
        self._longest = 0
        self.redraw()

    def _name_things(self) -> None:
        self.copy_action.setText(self.tr("Copy rows"))
        self.copy_action.setToolTip(
            self.tr("Copies the selected rows, or the one at the playhead, for a spreadsheet (Ctrl+C).")
        )
        self.every_action.setText(self.tr("Show every parameter"))
        self.every_action.setToolTip(
            self.tr("Gives every parameter of the model a column, and its gradient and its shadow.")
        )
        self.chooser.setToolTip(self.tr("The run whose numbers are shown"))
        self.chooser.setAccessibleName(self.tr("The run whose numbers are shown"))
        self.table.setAccessibleName(self.tr("Every step's numbers"))

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """Take new rows, mark the row at the playhead and keep it in sight."""
        if previous is None or frame.scene is not previous.scene or frame.selected != previous.selected:
            self._fill_chooser(frame)
        recording = frame.recordings[frame.selected]
        rows, before = min(frame.published[frame.selected], self._most_rows()), self.model.rows
        other, columns = recording is not self.model.recording, self.model.columns
        if other or previous is None or rows != before:
            self.model.show(recording, rows)
        if columns != self.model.columns or rows >= 2 * self._longest:
            self._fit_columns()  # they stay while a hand is on a slider
        row = min(frame.row(frame.selected), rows - 1)
        moved = row != self.model.playhead
        self.model.set_playhead(row)
        if rows and (moved or other or previous is None):
            self.table.keep_in_sight(row)
        if other or previous is None:
            self._say(self._usual_note(recording, rows))
        if other or previous is None or rows != before:
            self._widen_columns()
        self.said = tuple(
            Said(frame.selected, name, row, self.model.text(row, column))
            for column, name in enumerate(self.model.columns)
            if rows and not self.model.is_of_parameter(column)
        )

    def _usual_note(self, recording: Recording, rows: int) -> str:
        """What the table does not show."""
        if recording.rows > self._most_rows():
            text = self.tr("The table ends at step {step}; all rows are in the exported data.")
            return text.format(step=rows - 1)
        if len(recording.names) > MANY and not self.model.every:
            text = self.tr("The columns of {count} parameters are folded away: see this view's menu.")
            return text.format(count=len(recording.names))
        return ""

    def _most_rows(self) -> int:
        return TALLEST // self.table.verticalHeader().defaultSectionSize() - 1

    def _fill_chooser(self, frame: Frame) -> None:
        names = run_labels(frame.scene)
        if [self.chooser.itemText(place) for place in range(self.chooser.count())] != list(names):
            self.chooser.clear()
            self.chooser.addItems(names)
            self.head_changed.emit()
        self.chooser.setCurrentIndex(frame.selected)
        self.chooser.setVisible(len(names) > 1)

    def _fit_columns(self) -> None:
        """Columns as wide as their header and some of their numbers need."""
        self._longest = max(self.model.rows, 1)
        digits, words = QFontMetrics(self.model.bold), self.table.horizontalHeader().fontMetrics()
        count = self.model.rows
        rows = sorted({count * part // 8 for part in range(8)} | {max(count - 1, 0)}) if count else []
        if self.for_export:
            rows = list(self._seen_rows())
        pad = digits.horizontalAdvance("0") * 2
        alike = digits.horizontalAdvance("−0.000000") + pad  # at least, of a parameter's column
        for column in range(len(self.model.columns)):
            width = words.horizontalAdvance(self.model.headerData(column, Qt.Orientation.Horizontal)) + pad
            if self.model.is_of_parameter(column):
                width = max(width, alike)
            else:
                texts = (self.model.text(row, column) for row in rows)
                width = max([width, *(digits.horizontalAdvance(text) + pad for text in texts)])
            if column == 0:
                width += digits.horizontalAdvance(MARK)
            self.table.setColumnWidth(column, width)
        if self.for_export:
            self.table.leave_out_columns()

    @Slot()
    def _widen_columns(self) -> None:
        """No number in sight is cut."""
        digits = QFontMetrics(self.model.bold)
        pad = digits.horizontalAdvance("0") * 2
        widened = False
        for column in range(len(self.model.columns)):
            seen = () if self.model.is_of_parameter(column) else self._seen_rows()
            # All digits are as wide as a 0: of a hundred numbers few have to be measured.
            shapes = {self.model.text(row, column).translate(ZEROS) for row in seen}
            needed = max(map(digits.horizontalAdvance, shapes), default=0)
            needed += pad + (digits.horizontalAdvance(MARK) if column == 0 else 0)
            if needed > self.table.columnWidth(column) and not self.table.isColumnHidden(column):
                self.table.setColumnWidth(column, needed)
                widened = True
        if widened and self.for_export:
            self.table.leave_out_columns()

    def _seen_rows(self) -> range:
        """The rows that are in sight."""
        viewport = self.table.viewport().height()
        first, last = self.table.rowAt(0), self.table.rowAt(max(0, viewport - 1))
        return range(max(first, 0), (last if last >= 0 else self.model.rows - 1) + 1)

    @Slot()
    def _table_resized(self) -> None:
        """In a picture, where nobody scrolls, columns and rows are whole or not there."""
        if not self.for_export:
            return
        margins = self._layout.contentsMargins()
        high = self.table.verticalHeader().defaultSectionSize()
        spare = (self.table.spare() + margins.bottom()) % high
        if spare != margins.bottom():
            margins.setBottom(spare)
            self._layout.setContentsMargins(margins)
        self._fit_columns()
        if self.model.playhead >= 0:
            self.table.keep_in_sight(self.model.playhead)

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    # -- what a hand points at -----------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _enter(self, index: QModelIndex) -> None:
        if self.frame is not None and index.column() < len(self.model.columns):
            self.point_at(Pointed(self.frame.selected, self.model.columns[index.column()], index.row()))

    @Slot()
    def _leave(self) -> None:
        self.point_at(None)

    def show_lit(self) -> None:
        """The cell of the number, where it is the selected run's."""
        lit, cell = self.lit, None
        own = lit is not None and self.frame is not None and lit.run == self.frame.selected
        if lit is not None and own and lit.quantity in self.model.columns and lit.row < self.model.rows:
            cell = lit.row, self.model.columns.index(lit.quantity)
        self.model.light(cell)

    # -- gestures ------------------------------------------------------------------------------------------

    @Slot(bool)
    def _show_every(self, every: bool) -> None:
        self.model.every = every
        self._longest = 0
        self.redraw()

    @Slot()
    def copy(self) -> None:
        """Put the selected rows, or else the one at the playhead, on the clipboard."""
        ranges = self.table.chosen() or [(self.model.playhead, self.model.playhead + 1)]
        if self.model.recording is None or ranges[0][0] < 0:
            return
        wanted = sum(stop - start for start, stop in ranges)
        most = min(COPIED_AT_MOST, MOST_CELLS // len(self.model.columns))
        left, short = most, []
        for start, stop in ranges:
            if left > 0:
                short.append((start, min(stop, start + left)))
                left -= stop - start
        QGuiApplication.clipboard().setText(self.model.copied(short))
        self._say(
            self.tr(
                "The first {copied} of {wanted} rows were copied. Export the data to have them all."
            ).format(copied=number(most), wanted=number(wanted))
            if wanted > most
            else ""
        )


__all__ = ["COPIED_AT_MOST", "Rows", "TableView"]
