"""How a run looks in the list: dot, name and state, eye; what a click on each does."""

from __future__ import annotations

import re

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from gdviz.document.scene import Run
from gdviz.look import icons
from gdviz.look.look import LIGHT, Look, blend
from gdviz.look.run_symbols import paint_symbol
from gdviz.look.shortened import shortened
from gdviz.look.widgets import plain_font, scaled
from gdviz.panels.runs.runs_model import RUN, STATE, VALUES

BETWEEN = "   "  # values in a line
SMALL = 0.88  # of the type: values and state
REASON = re.compile("[:：]")  # begins in a state what is left out where there is no room

Index = QModelIndex | QPersistentModelIndex


def color_names(look: Look) -> tuple[str, ...]:
    """What the eight colours are called; on a dark ground they come in another order."""
    translate = QCoreApplication.translate
    blue, sky = translate("colors", "Blue"), translate("colors", "Sky blue")
    orange, vermilion = translate("colors", "Orange"), translate("colors", "Vermilion")
    green, pink = translate("colors", "Green"), translate("colors", "Pink")
    olive, brown = translate("colors", "Olive"), translate("colors", "Brown")
    if look.dark:
        return (sky, orange, green, pink, olive, brown, translate("colors", "White"), blue)
    teal = translate("colors", "Teal")
    return (blue, vermilion, green, pink, brown, teal, translate("colors", "Black"), olive)


def dot_icon(look: Look, color: int) -> QPixmap:
    """A run's dot, for a menu."""
    side = scaled(look, 16) * 2
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_dot(painter, QPointF(side / 2, side / 2), side * 0.36, look, color)
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return pixmap


def paint_dot(painter: QPainter, middle: QPointF, radius: float, look: Look, color: int) -> None:
    """A dot in a run's colour, with an edge where the colour is near to the ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill = QColor(look.run_colors[color])
    painter.setPen(QPen(QColor(blend(fill.name(), look.text, 0.35)), max(1.0, radius / 7)))
    painter.setBrush(fill)
    painter.drawEllipse(middle, radius, radius)


class RunRow(QStyledItemDelegate):
    """Paints the rows and hears clicks on dot and eye."""

    eye_clicked = Signal(int)
    dot_clicked = Signal(int, QPoint)  # the run's place, and where a menu belongs

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.view = view
        self.lines = 2
        self.look: Look = LIGHT

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self.look = look

    # -- places --------------------------------------------------------------------------------------------

    def height(self) -> int:
        """Of a row: a line for the name, and smaller ones for values and state."""
        name, state = QFontMetrics(plain_font(self.look)), QFontMetrics(plain_font(self.look, SMALL))
        return name.height() + max(1, self.lines - 1) * state.height() + scaled(self.look, 12)

    def dot_rect(self, row: QRect) -> QRect:
        """Where a click means the colour."""
        return QRect(row.left(), row.top(), scaled(self.look, 30), row.height())

    def eye_rect(self, row: QRect) -> QRect:
        """Where a click means the eye."""
        width = scaled(self.look, 34)
        return QRect(row.right() - width + 1, row.top(), width, row.height())

    def text_rect(self, row: QRect) -> QRect:
        """Where name and state stand."""
        left, right = self.dot_rect(row).right() + 1, self.eye_rect(row).left() - 1
        return QRect(
            left, row.top() + scaled(self.look, 6), right - left, row.height() - scaled(self.look, 12)
        )

    def wrapped(self, values: str, width: float) -> list[str]:
        """Values in as few lines as `width` pixels allow."""
        metrics, lines = QFontMetrics(plain_font(self.look, SMALL)), list[str]()
        for value in values.split(BETWEEN) if values else ():
            longer = f"{lines[-1]}{BETWEEN}{value}" if lines else value
            if lines and metrics.horizontalAdvance(longer) > width:
                lines.append(value)
            else:
                lines[-1:] = [longer]
        return lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as there is room."""
        return QSize(scaled(self.look, 120), self.height())

    # -- painting ------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, dot, name, state, eye."""
        look, run = self.look, index.data(RUN)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, selected, hovered)
        self._paint_dot(painter, option.rect, run)
        room = self.text_rect(option.rect)
        name_font, state_font = plain_font(look), plain_font(look, SMALL)
        metrics = QFontMetrics(name_font)
        if self.view.state() != QAbstractItemView.State.EditingState or not selected:
            painter.setFont(name_font)
            painter.setPen(QColor(look.text if run.visible else look.muted))
            below = index.data(STATE) or index.data(VALUES)
            height = metrics.height() if below else room.height()
            line = QRect(room.left(), room.top(), room.width(), height)
            text = shortened(index.data(), metrics, room.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(state_font)
        small = QFontMetrics(state_font)
        line = QRect(room.left(), room.top() + metrics.height(), room.width(), small.height())
        state = index.data(STATE) or ""
        if small.horizontalAdvance(state) > room.width():
            state = REASON.split(state)[0]
        values = self.wrapped(index.data(VALUES) or "", room.width())
        for text, color in (*((each, look.text) for each in values), (state, look.muted)):
            painter.setPen(QColor(color))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shortened(text, small, room.width()))
            line.translate(0, small.height() if text else 0)
        eye, side = self.eye_rect(option.rect), scaled(look, 17)
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(eye).center())
        icons.paint(
            painter, "eye" if run.visible else "eye_off", square, look.text if hovered else look.muted
        )
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, selected: bool, hovered: bool
    ) -> None:
        look = self.look
        if not (selected or hovered):
            return
        amount = 0.84 if selected else 0.94
        focused = selected and self.view.hasFocus()
        painter.setPen(QPen(QColor(look.accent), look.font_scale) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(blend(look.accent if selected else look.text, look.window, amount)))
        radius = 6 * look.font_scale
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), radius, radius)

    def _paint_dot(self, painter: QPainter, row: QRect, run: Run) -> None:
        room = QRectF(self.dot_rect(row))
        radius = 6.0 * self.look.font_scale
        if run.visible:
            color = self.look.run_colors[run.color]
            paint_symbol(painter, room.center(), run.color, color, 2.4 * radius)
        else:
            painter.setPen(QPen(QColor(self.look.run_colors[run.color]), 2 * self.look.font_scale))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(room.center(), radius - 1, radius - 1)

    # -- the hand ------------------------------------------------------------------------------------------

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on the eye or the dot."""
        presses = (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonDblClick,
            QEvent.Type.MouseButtonRelease,
        )
        if isinstance(event, QMouseEvent) and event.type() in presses:
            at, released = event.position().toPoint(), event.type() == QEvent.Type.MouseButtonRelease
            left = event.button() == Qt.MouseButton.LeftButton
            if left and self.eye_rect(option.rect).contains(at):
                if released:
                    self.eye_clicked.emit(index.row())
                return True
            if left and self.dot_rect(option.rect).contains(at):
                if released:
                    below = self.dot_rect(option.rect).bottomLeft()
                    self.dot_clicked.emit(index.row(), self.view.viewport().mapToGlobal(below))
                return True
        return super().editorEvent(event, model, option, index)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The tooltip of what is under the pointer."""
        if not index.isValid() or event.type() != QEvent.Type.ToolTip:
            return False
        run = index.data(RUN)
        if self.eye_rect(option.rect).contains(event.pos()):
            text = self.tr("Hide this run (H)") if run.visible else self.tr("Show this run (H)")
        elif self.dot_rect(option.rect).contains(event.pos()):
            text = self.tr("Choose another color")
        else:
            parts = (index.data(), index.data(VALUES), index.data(STATE))
            text = "\n".join(part for part in parts if part)
        QToolTip.showText(event.globalPos(), text, view)
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """An entry for the name; empty, it shows what the run is called without one."""
        entry = QLineEdit(parent, maxLength=80, placeholderText=index.data())
        entry.setFont(plain_font(self.look))
        return entry

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the name."""
        room = self.text_rect(option.rect)
        height = editor.sizeHint().height()
        inset = scaled(self.look, 8)
        editor.setGeometry(room.left() - inset, option.rect.top() + 2, room.width() + inset, height)
