"""How one example looks: filled where it is learned from, hollow where it is held back for the test."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from gdviz.look.look import Look
from gdviz.look.run_symbols import symbol

# How much larger a symbol must be to look as large as a circle.
WEIGHTS = {1: 0.95, 2: 1.22, 3: 1.12, 4: 1.1, 5: 1.22, 6: 1.25, 7: 1.06}


class PointStyle(Struct, frozen=True):
    """How one kind of points looks; `tested` ones are hollow."""

    color: str
    symbol: int
    tested: bool = False
    edge: str = ""  # the colour of its outline, where that is not the surface's

    def parts(self, look: Look, size: float) -> tuple[QPainterPath, float, QPen, QBrush]:
        """Its outline around (0, 0), the scale of that for a point `size` pixels wide, its pen and brush."""
        size *= WEIGHTS.get(self.symbol, 1.0)
        width = min(max(1.0, 0.16 * size), 0.22 * size) * (1.0 if self.tested else 0.6)
        fill, edge = (look.surface, self.color) if self.tested else (self.color, look.surface)
        pen = QPen(QColor(self.edge or edge), width)
        pen.setCosmetic(True)
        return symbol(self.symbol), size - width * self.tested, pen, QBrush(QColor(fill))

    def paint(self, painter: QPainter, x: float, y: float, look: Look, size: float) -> None:
        """One point at a place of the painter, `size` pixels wide."""
        path, scale, pen, brush = self.parts(look, size)
        painter.save()
        painter.translate(x, y)
        painter.scale(scale, scale)
        painter.setPen(pen)
        painter.setBrush(brush)
        painter.drawPath(path)
        painter.restore()
