"""The list of columns that may be inputs, each to be ticked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gdviz.look.appearance import Appearance
from gdviz.look.look import LIGHT, Look, blend
from gdviz.look.widgets import scaled
from gdviz.panels.data_dialog.data_text import column_hint, column_name, reason_text
from gdviz.panels.widgets.tick import GAP, SIDE, paint_box
from gdviz.tabular import Kind, Table, TableColumn

Index = QModelIndex | QPersistentModelIndex
HINT = Qt.ItemDataRole.UserRole


class RowDelegate(QStyledItemDelegate):
    """A tick, a name, and at the right what the column holds. A click anywhere ticks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.look: Look = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line with room around it."""
        high = option.fontMetrics.height() + scaled(self.look, 10)
        return QSize(scaled(self.look, 80), max(self.look.touch, high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Box, name, hint."""
        look, rect = self.look, QRectF(option.rect)
        state = QStyle.StateFlag
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & state.State_HasFocus:
            painter.fillRect(rect, QColor(blend(look.accent, look.surface, 0.82)))
        elif option.state & state.State_MouseOver and enabled:
            painter.fillRect(rect, QColor(blend(look.text, look.surface, 0.94)))
        margin, side = scaled(look, GAP), scaled(look, SIDE)
        box = QRectF(rect.left() + margin, rect.center().y() - side / 2, side, side)
        if enabled:
            paint_box(painter, box, is_ticked(index), look)
        rect.adjust(2 * margin + side, 0, -margin, 0)
        painter.setFont(option.font)
        hint = index.data(HINT)
        painter.setPen(QColor(look.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)
        if hint:
            rect.adjust(0, 0, -option.fontMetrics.horizontalAdvance(hint) - margin, 0)
        painter.setPen(QColor(look.text if enabled else look.muted))
        name = index.data(Qt.ItemDataRole.DisplayRole)
        name = option.fontMetrics.elidedText(name, Qt.TextElideMode.ElideMiddle, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tick by a click on the row or by Space."""
        clicked = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and option.rect.contains(event.position().toPoint())
        )
        pressed = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)
        if not (clicked or pressed) or not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return False
        state = Qt.CheckState.Unchecked if is_ticked(index) else Qt.CheckState.Checked
        return bool(model.setData(index, state.value, Qt.ItemDataRole.CheckStateRole))


def is_ticked(index: Index) -> bool:
    """Whether a row is ticked."""
    return Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked


class InputsList(Appearance, QListWidget):
    """Which columns are inputs. The target can't be one."""

    changed = Signal(object)  # frozenset of places, as a person wants them

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowDelegate(self)
        self.setItemDelegate(self.rows)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(self._ticked)

    def show_columns(
        self, table: Table | None, inputs: Collection[int], target: int, reasons: Sequence[str]
    ) -> None:
        """Show the columns, which of them are chosen, and why so by `reasons` of the proposal."""
        columns = () if table is None else table.columns
        self.blockSignals(True)
        if self.count() != len(columns):
            self.clear()
            for _ in columns:
                self.addItem(QListWidgetItem())
            if columns:
                self.setCurrentRow(0)
        for column in columns:
            reason = reasons[column.place]
            self._show(
                self.item(column.place), column, column.place in inputs, column.place == target, reason
            )
        self.blockSignals(False)
        self.viewport().update()

    def _show(
        self, item: QListWidgetItem, column: TableColumn, ticked: bool, target: bool, reason: str
    ) -> None:
        missing = int(column.are(Kind.MISSING).sum())
        hint = self.tr("target") if target else column_hint(column, missing, reason)
        item.setText(column_name(column))
        item.setData(HINT, hint)
        name = f"{column_name(column)} ({hint})" if hint else column_name(column)
        item.setToolTip(self.tr("{name}: {reason}").format(name=name, reason=reason_text(reason)))
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        item.setFlags(flags if target else flags | Qt.ItemFlag.ItemIsEnabled)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.rows.look = look
        edge = blend(look.line, look.text, 0.16)
        self.setStyleSheet(
            f"QListView {{ background: {look.surface}; border: {scaled(look, 1)}px solid {edge};"
            f" border-radius: {scaled(look, 5)}px; outline: none; }}"
            f"QListView:focus {{ border-color: {look.accent}; }}"
        )
        self.scheduleDelayedItemsLayout()

    def retranslate(self) -> None:
        """Put every text anew."""
        self.setAccessibleName(self.tr("Inputs"))
        self.setToolTip(
            self.tr(
                "Select the columns that the model learns from: by a click, or with the arrow keys and Space."
            )
        )

    @Slot(QListWidgetItem)
    def _ticked(self, _item: QListWidgetItem) -> None:
        ticked = (self.item(row).checkState() == Qt.CheckState.Checked for row in range(self.count()))
        self.changed.emit(frozenset(row for row, each in enumerate(ticked) if each))
