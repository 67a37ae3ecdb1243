"""The key of the network's diagram: what lines, discs and colours mean, as much as there is room for."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from gdviz.look.look import Look
from gdviz.look.paint import fill
from gdviz.views.network.unit_pictures import sign_colors, sign_scale


class Key(Struct, frozen=True):
    """The words of the key, translated; "" for what does not occur. `output` stands by the colours."""

    positive: str = ""
    negative: str = ""
    zero: str = ""
    bias: str = ""
    output: str = ""


def paint_key(painter: QPainter, area: QRectF, key: Key, look: Look) -> None:
    """In one line from the left, with the painter's font; what has no room is left out."""
    metrics = painter.fontMetrics()
    sample, gap = 24.0 * look.font_scale, metrics.height() * 1.1
    x = area.left()
    for name in ("positive", "negative", "bias", "output", "zero"):
        text = getattr(key, name)
        needed = sample + 6 + metrics.horizontalAdvance(text)
        if not text or x + needed > area.right():
            continue
        _paint_sample(painter, name, QRectF(x, area.top(), sample, area.height()), look)
        painter.setPen(QColor(look.muted))
        words = QRectF(x + sample + 6, area.top(), needed, area.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        x += needed + gap


def _paint_sample(painter: QPainter, name: str, place: QRectF, look: Look) -> None:
    negative, positive = sign_colors(look)
    middle = place.center().y()
    if name == "output":
        colors = sign_scale(look)
        image = QImage(colors.tobytes(), len(colors), 1, 4 * len(colors), QImage.Format.Format_RGB32)
        bar = QRectF(place.left(), middle - place.height() * 0.25, place.width(), place.height() * 0.5)
        painter.drawImage(bar, image)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        return
    if name == "bias":
        radius = place.height() * 0.2
        fill(painter, positive)
        painter.drawEllipse(QPointF(place.left() + place.width() * 0.28, middle), radius, radius)
        painter.setPen(QPen(QColor(negative), radius * 0.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = radius * 0.75
        painter.drawEllipse(QPointF(place.left() + place.width() * 0.76, middle), inner, inner)
        return
    colors_of = {"positive": positive, "negative": negative, "zero": look.line}
    pen = QPen(QColor(colors_of[name]), 1.0 if name == "zero" else 1.5 * look.curve_width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if name == "negative":
        pen.setDashPattern([2.2, 1.4])
    painter.setPen(pen)
    painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))
