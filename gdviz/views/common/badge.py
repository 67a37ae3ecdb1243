"""A run's symbol in its colour, beside words about the run: a shape, sharp on any screen and in print."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from gdviz.look.paint import smooth_painter
from gdviz.look.run_symbols import paint_symbol

SHARE = 0.95  # of the badge's width that the symbol takes


class Badge(QWidget):
    """As wide as its symbol, in the middle of whatever height it gets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[int, str] = (0, "")

    def show_symbol(self, place: int, color: str, size: int) -> None:
        """Show the symbol at `place` in the list of symbols, `size` pixels wide."""
        self.setFixedWidth(size)
        self.setMinimumHeight(size)
        if self._shown != (place, color):
            self._shown = place, color
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The symbol."""
        place, color = self._shown
        painter = smooth_painter(self)
        middle = QPointF(self.width() / 2, self.height() / 2)
        paint_symbol(painter, middle, place, color, SHARE * self.width())
