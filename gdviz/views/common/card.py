"""A small card of lines beside the mouse, the first in bold, kept within a widget."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gdviz.look.look import Look, blend, number_font
from gdviz.look.shortened import shortened


def paint_card(painter: QPainter, lines: tuple[str, ...], at: QPointF, within: QRectF, look: Look) -> None:
    """Write `lines` beside the point `at`; too long ones are elided."""
    font = number_font(look)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    fonts = [bold, *[font] * (len(lines) - 1)]
    metrics = [QFontMetricsF(each) for each in fonts]
    row, pad = metrics[-1].height(), 8 * look.font_scale
    widest = max(each.horizontalAdvance(text) for each, text in zip(metrics, lines, strict=True)) + 1
    width = min(widest, within.width() - 8.0 - 2 * pad)
    card = _placed(QSizeF(width + 2 * pad, len(lines) * row + 1.4 * pad), at, within.adjusted(4, 4, -4, -4))
    painter.setPen(QPen(QColor(blend(look.line, look.muted, 0.4)), look.thin_width))
    painter.setBrush(QColor(look.surface))
    painter.drawRoundedRect(card, 6, 6)
    painter.setPen(QColor(look.text))
    for number, text in enumerate(lines):
        painter.setFont(fonts[number])
        line = QRectF(card.left() + pad, card.top() + 0.7 * pad + number * row, width + 2, row)
        text = shortened(text, metrics[number], width + 1)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


def _placed(size: QSizeF, at: QPointF, within: QRectF) -> QRectF:
    """Below and right of the point; on its other side where there is no room."""
    x, y = at.x() + 14, at.y() + 16
    if x + size.width() > within.right():
        x = at.x() - 14 - size.width()
    if y + size.height() > within.bottom():
        y = at.y() - 12 - size.height()
    x = max(within.left(), min(x, within.right() - size.width()))
    y = max(within.top(), min(y, within.bottom() - size.height()))
    return QRectF(QPointF(x, y), size)
