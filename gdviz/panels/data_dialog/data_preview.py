"""The table of a file before it is used: what each column becomes, which cells are missing or wrong."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gdviz.look.appearance import Appearance
from gdviz.look.look import LIGHT, Look, blend
from gdviz.look.widgets import heading_font, quiet, scaled
from gdviz.notation.names import shown
from gdviz.panels.data_dialog.data_text import cell_trouble, column_name
from gdviz.tabular import Kind, Table, TableColumn
from gdviz.tabular.choose import holds_texts
from gdviz.tabular.dates import holds_dates
from gdviz.tabular.propose import Target

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
FIRST_ROWS = 50
MORE_ROWS = 50  # rows further down with a cell that is missing or wrong
MARK_ROLE = Role.UserRole
PADDING = 10  # pixels at both sides of a cell's text

GOOD, MISSING, WRONG = range(3)


class Roles(Struct, frozen=True):
    """What is chosen: inputs and target are places of columns; the target is -1 where there is none."""

    inputs: frozenset[int] = frozenset()
    target: int = -1
    kind: Target = "class"

    def needs_numbers(self, column: TableColumn) -> bool:
        """Whether a text is wrong in this column: an input of texts becomes 0 and 1."""
        of_numbers = column.place in self.inputs and not holds_texts(column)
        return of_numbers or (
            column.place == self.target and self.kind == "number" and not holds_dates(column)
        )

    def uses(self, place: int) -> bool:
        """Whether the column is used at all."""
        return place in self.inputs or place == self.target


def marks_of(column: TableColumn, roles: Roles) -> Any:
    """GOOD, MISSING or WRONG for every cell of a column: (rows,)."""
    marks = np.full(len(column.codes), GOOD, np.int8)
    if roles.uses(column.place):
        marks[column.are(Kind.MISSING)] = MISSING
        marks[column.are(Kind.INFINITE)] = WRONG
        if roles.needs_numbers(column):
            marks[column.are(Kind.TEXT)] = WRONG
    return marks


class PreviewModel(QAbstractTableModel):
    """The first rows, and further rows with marks. `rows` are places in the table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self.roles = Roles()
        self.rows: list[int] = []
        self.marks: list[Any] = []
        self.long_rows: dict[int, int] = {}
        self.look: Look = LIGHT

    def show_table(self, table: Table | None, roles: Roles) -> None:
        """Show a table with what is chosen of it."""
        marks = [] if table is None else [marks_of(column, roles) for column in table.columns]
        rows = [] if table is None else _rows_to_show(table, marks)
        if table is not None and table is self.table and rows == self.rows:
            self.roles, self.marks = roles, marks
            last = self.index(len(rows) - 1, len(marks) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(marks) - 1)
            return
        self.beginResetModel()
        self.table, self.roles, self.marks, self.rows = table, roles, marks, rows
        self.long_rows = {} if table is None else dict(table.long_rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() or self.table is None else len(self.table.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """A column's name and what becomes of it; a row's line in the file."""
        if self.table is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            if role == Role.ToolTipRole:
                return self.tr("The line of the file")
            return str(self.table.lines[self.rows[section]]) if role == Role.DisplayRole else None
        column = self.table.columns[section]
        if role == Role.DisplayRole:
            return column_name(column)
        if role == Role.ToolTipRole:
            return column_name(column)
        if role == Role.TextAlignmentRole:
            return self._alignment(section)
        return None

    def role_text(self, place: int) -> str:
        """What becomes of a column."""
        if place == self.roles.target:
            return self.tr("target")
        return self.tr("input") if place in self.roles.inputs else self.tr("not used")

    def mark(self, index: Index) -> int:
        """GOOD, MISSING or WRONG."""
        row = self.rows[index.row()]
        if row in self.long_rows and index.column() == self.columnCount() - 1:
            return WRONG
        return int(self.marks[index.column()][row])

    def data(self, index: Index, role: int = 0) -> Any:
        """A cell's text, its mark and its colours."""
        assert self.table is not None
        row, column = self.rows[index.row()], self.table.columns[index.column()]
        mark = self.mark(index)
        if role == Role.DisplayRole:
            text = shown(column.text(row), 80)
            return text or self.tr("empty")
        if role == MARK_ROLE:
            return mark
        if role == Role.ToolTipRole and mark != GOOD:
            return self._long_row_text(row) if row in self.long_rows else cell_trouble(column, row)
        if role == Role.TextAlignmentRole:
            return self._alignment(index.column())
        if role == Role.ForegroundRole:
            return self._brush(mark, index.column(), bool(column.text(row).strip()))
        return None

    def _long_row_text(self, row: int) -> str:
        text = self.tr("This row has {count} cells, but there are only {width} columns.")
        return text.format(count=self.long_rows[row], width=self.columnCount())

    def _alignment(self, place: int) -> Qt.AlignmentFlag:
        assert self.table is not None
        column = self.table.columns[place]
        numbers = int((column.codes < 0).sum())
        right = numbers * 2 >= len(column.codes)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _brush(self, mark: int, place: int, filled: bool) -> QBrush:
        look = self.look
        if mark == WRONG:
            return QBrush(QColor(look.warning))
        if mark == MISSING or not filled or not self.roles.uses(place):
            return QBrush(QColor(look.muted))
        return QBrush(QColor(look.text))


def _rows_to_show(table: Table, marks: list[Any]) -> list[int]:
    """The first rows, and further ones that have a mark, the wrong ones first of all."""
    first = min(FIRST_ROWS, table.rows)
    worst = np.max([*marks], axis=0)
    for row, _ in table.long_rows:
        worst[row] = WRONG
    further = [first + place for mark in (WRONG, MISSING) for place in np.flatnonzero(worst[first:] == mark)]
    return [*range(first), *sorted(map(int, further[:MORE_ROWS]))]


class MarkDelegate(QStyledItemDelegate):
    """Draws a frame around a wrong cell and a dashed one around a missing one: not by colour alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.look: Look = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The text with room around it."""
        text, metrics = index.data(Role.DisplayRole), QFontMetricsF(self._font(option, index.data(MARK_ROLE)))
        width = math.ceil(metrics.horizontalAdvance(text)) + 1
        return QSize(width + 2 * scaled(self.look, PADDING), math.ceil(metrics.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Background, text, frame."""
        mark, look, state = index.data(MARK_ROLE), self.look, QStyle.StateFlag
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(option.rect).adjusted(2, 1.5, -2, -1.5)
        radius = 3 * look.font_scale
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & state.State_Selected:
            amount = 0.8 if option.state & state.State_Active else 0.9
            painter.setBrush(QColor(blend(look.accent, look.surface, amount)))
            painter.drawRoundedRect(frame, radius, radius)
        elif mark == WRONG:
            painter.setBrush(QColor(blend(look.warning, look.surface, 0.88)))
            painter.drawRoundedRect(frame, radius, radius)
        if mark != GOOD:
            style = Qt.PenStyle.SolidLine if mark == WRONG else Qt.PenStyle.DashLine
            color = look.warning if mark == WRONG else blend(look.muted, look.surface, 0.3)
            painter.setPen(QPen(QColor(color), look.thin_width, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, radius, radius)
        painter.setFont(self._font(option, mark))
        painter.setPen(index.data(Role.ForegroundRole).color())
        padding = scaled(look, PADDING)
        room = option.rect.adjusted(padding, 0, -padding, 0)
        text = painter.fontMetrics().elidedText(
            index.data(Role.DisplayRole), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, index.data(Role.TextAlignmentRole), text)
        painter.restore()

    def _font(self, option: QStyleOptionViewItem, mark: int) -> QFont:
        font = QFont(option.font)
        font.setBold(mark == WRONG)
        font.setItalic(mark == MISSING)
        return font


class Header(QHeaderView):
    """Two lines a column: its name, and what becomes of it."""

    def __init__(self, content: PreviewModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.content = content
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter)

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Room for both lines."""
        name = str(self.content.headerData(section, Qt.Orientation.Horizontal, Role.DisplayRole))
        name_metrics, metrics = QFontMetrics(heading_font(self.content.look)), self.fontMetrics()
        width = max(
            name_metrics.horizontalAdvance(name),
            metrics.horizontalAdvance(self.content.role_text(section)),
        )
        look = self.content.look
        return QSize(
            width + 2 * scaled(look, PADDING + 1), name_metrics.height() + metrics.height() + scaled(look, 10)
        )

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The name, bold where it is used, over what becomes of the column."""
        look, used = self.content.look, self.content.roles.uses(section)
        painter.save()
        painter.fillRect(rect, QColor(look.surface))
        padding, margin = scaled(look, PADDING), scaled(look, 5)
        room = rect.adjusted(padding, margin, -padding, -margin)
        side = self.content.headerData(section, Qt.Orientation.Horizontal, Role.TextAlignmentRole)
        side &= Qt.AlignmentFlag.AlignHorizontal_Mask
        name = self.content.headerData(section, Qt.Orientation.Horizontal, Role.DisplayRole)
        painter.setFont(heading_font(look) if used else self.font())
        painter.setPen(QColor(look.text if used else look.muted))
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(self.font())
        painter.setPen(QColor(look.accent if used else look.muted))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignBottom, self.content.role_text(section))
        painter.setPen(QPen(QColor(look.line), look.thin_width))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class DataPreview(Appearance, QTableView):
    """The table view of the preview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = PreviewModel(self)
        self.marks = MarkDelegate(self)
        self.setModel(self.content)
        self.setHorizontalHeader(Header(self.content, self))
        self.setItemDelegate(self.marks)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        quiet(self)
        self.setWordWrap(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.verticalHeader().setSectionsClickable(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_table(self, table: Table | None, roles: Roles) -> None:
        """Show a table with what is chosen of it."""
        other = table is not self.content.table
        self.content.show_table(table, roles)
        if other:
            self._fit_columns()

    def show_cell(self, row: int, column: int) -> None:
        """Bring a cell of the table into sight."""
        if row in self.content.rows:
            index = self.content.index(self.content.rows.index(row), column)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.content.look = self.marks.look = look
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + scaled(look, 8))
        self.setStyleSheet(f"QTableCornerButton::section {{ background: {look.surface}; border: none; }}")
        self.verticalHeader().setStyleSheet(
            f"QHeaderView::section {{ background: {look.surface}; color: {look.muted}; border: none;"
            f" padding: 0 {scaled(look, 6)}px; }}"
        )
        self._fit_columns()
        self.viewport().update()

    def retranslate(self) -> None:
        """Put every text anew."""
        self.setAccessibleName(self.tr("Preview of the table"))
        columns = self.content.columnCount()
        if columns:
            self.content.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)
        self._fit_columns()
        self.viewport().update()

    def _fit_columns(self) -> None:
        """As wide as the contents need, within reason."""
        look, header = self.content.look, self.horizontalHeader()
        for place in range(min(self.content.columnCount(), 100)):
            width = max(self.sizeHintForColumn(place), header.sectionSizeHint(place))
            self.setColumnWidth(place, max(scaled(look, 64), min(width, scaled(look, 220))))
