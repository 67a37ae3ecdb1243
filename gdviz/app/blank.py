"""A black or white screen over the whole window, while a class shall look at the person who speaks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gdviz.look.shortcuts import sequences

LIFTING = set(sequences("lift"))


class Blank(QWidget):
    """Lies over its parent until one of the keys in LIFTING, Esc or a click takes it away."""

    def __init__(self, window: QWidget, rest: QWidget) -> None:
        """`rest` has the focus once the screen is lifted."""
        super().__init__(window)
        self.covered = window
        self.rest = rest
        self.color = QColor("black")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.hide()
        window.installEventFilter(self)

    @Slot()
    def show_black(self) -> None:
        """Black, or away with it."""
        self._show("black")

    @Slot()
    def show_white(self) -> None:
        """White, or away with it."""
        self._show("white")

    def _show(self, color: str) -> None:
        if self.isVisible():
            self.lift()
            return
        self.color = QColor(color)
        self.setGeometry(self.covered.rect())
        self.raise_()
        self.show()
        self.setFocus()

    def lift(self) -> bool:
        """Show the window again; whether it was covered."""
        covering = self.isVisible()
        if covering:
            self.hide()
            self.rest.setFocus()
        return covering

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self.covered.rect())
        return False

    def event(self, event: QEvent) -> bool:
        """The lifting keys are for this screen, not for shortcuts of the window; the others act below it."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) in LIFTING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lift at one press, not at each repetition of the one that brought the screen."""
        if QKeySequence(event.keyCombination()) not in LIFTING:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.lift()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lift; what is below is not clicked."""
        self.lift()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One color."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.color)
        painter.end()
