"""How a drop-down list is drawn in the look, wherever it stands."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QComboBox

from gdviz.look import icons
from gdviz.look.look import Look, blend
from gdviz.look.paint import smooth_painter
from gdviz.look.shortened import shortened
from gdviz.look.widgets import scaled


def paint_choice(box: QComboBox, look: Look, short: str = "") -> None:
    """A rounded field, the text that is chosen, and a chevron.

    Where the text is too long it takes two lines of a field that is high enough; else `short` stands for it,
    and without that it is shortened.
    """
    painter = smooth_painter(box)
    edge = blend(look.line, look.text, 0.16)
    if box.hasFocus():
        edge = look.accent
    elif box.underMouse():
        edge = blend(edge, look.text, 0.3)
    painter.setPen(QPen(QColor(edge), look.font_scale))
    painter.setBrush(QColor(look.surface))
    radius = 5 * look.font_scale
    painter.drawRoundedRect(QRectF(box.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    chevron, margin = _parts(look)
    room = room_of_text(box, look)
    painter.setPen(QColor(look.text if box.isEnabled() else blend(look.text, look.window, 0.6)))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    text, line = box.currentText(), box.fontMetrics().height()
    if _lines(box, room.width()) == 2 and room.height() >= 2 * line:
        painter.drawText(room, int(flags) | int(Qt.TextFlag.TextWordWrap), text)
    else:
        whole = box.fontMetrics().horizontalAdvance(text) <= room.width()
        said = text if whole else short or shortened(text, box.fontMetrics(), room.width())
        painter.drawText(room, flags, said)
    corner = QRectF(box.width() - chevron - margin / 1.5, (box.height() - chevron) / 2, chevron, chevron)
    icons.paint(painter, "chevron_down", corner, look.muted)
    painter.end()


def room_of_text(box: QComboBox, look: Look) -> QRect:
    """Where the text stands, left of the chevron."""
    chevron, margin = _parts(look)
    return box.rect().adjusted(margin, 0, -margin - chevron, 0)


def width_of_choice(box: QComboBox, look: Look) -> int:
    """How wide it is with its widest text whole."""
    chevron, margin = _parts(look)
    widths = [box.fontMetrics().horizontalAdvance(box.itemText(place)) for place in range(box.count())]
    return max(widths, default=0) + 2 * margin + chevron + 2


def height_of_choice(box: QComboBox, look: Look, width: int) -> int:
    """How high it is with the text that is chosen whole, in one line or two."""
    chevron, margin = _parts(look)
    room = width - 2 * margin - chevron
    return _lines(box, room) * box.fontMetrics().height() + scaled(look, 10)


def _lines(box: QComboBox, room: int) -> int:
    """Two for a text that is whole in two lines only, one for others."""
    metrics, flags = box.fontMetrics(), int(Qt.TextFlag.TextWordWrap)
    rect = metrics.boundingRect(0, 0, max(room, 1), 10_000, flags, box.currentText())
    lines = round(rect.height() / metrics.height())  # other fonts' characters are a little higher
    return 2 if lines == 2 and rect.width() <= room else 1


def _parts(look: Look) -> tuple[int, int]:
    """The chevron's size and the margin, in pixels."""
    return scaled(look, 14), scaled(look, 8)
