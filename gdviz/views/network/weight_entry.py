"""A small entry over the diagram of a network, in which the number of a weight or a bias is typed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gdviz.look.asked import ask_below
from gdviz.look.look import Look, number_font
from gdviz.notation.numbers import read, to_digits

LARGEST = 1e30  # as a start may have


class WeightEntry(QLineEdit):
    """Enter tells `entered`, Escape and leaving put the entry away; what is no number is edged in red,
    and one that can be two is asked about."""

    entered = Signal(int, float)  # which parameter, and its number

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._diagram = parent
        self._shown = ""
        self.parameter = -1
        self.hide()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.returnPressed.connect(self._enter)
        self.textEdited.connect(self._forgive)

    def ask(self, parameter: int, name: str, value: float, at: QPointF, look: Look) -> None:
        """Appear at a place of the parent with the number that a parameter has, in six digits."""
        self.parameter, self._look = parameter, look
        self.setFont(number_font(look))
        self._shown = to_digits(value, 6)
        self.setText(self._shown)
        self.setAccessibleName(name)
        self.setToolTip(self.tr("{name}: Enter makes it the start of the run").format(name=name))
        width = self.fontMetrics().horizontalAdvance("−0.123456789") + 16
        self.resize(width, self.sizeHint().height())
        room = self._diagram.rect()
        left = min(max(0.0, at.x() - width / 2), room.width() - width)
        top = min(max(0.0, at.y() - self.height() / 2), room.height() - self.height())
        self.move(round(left), round(top))
        self._edge(look.accent)
        self.show()
        self.raise_()
        self.setFocus()
        self.selectAll()

    def _edge(self, color: str) -> None:
        look = self._look
        self.setStyleSheet(
            f"QLineEdit {{ background: {look.surface}; color: {look.text}; border: 2px solid {color};"
            f" border-radius: 4px; selection-background-color: {look.accent};"
            f" selection-color: {look.surface} }}"
        )

    @Slot()
    def _forgive(self) -> None:
        self._edge(self._look.accent)

    @Slot()
    def _enter(self) -> None:
        if self.text() == self._shown:  # all digits stay
            self._put_away()
            return
        value = read(self.text())
        if value is None or not abs(value) <= LARGEST:
            self._edge(self._look.warning)
            ask_below(self)
            return
        self._put_away()
        self.entered.emit(self.parameter, float(value))

    def _put_away(self) -> None:
        """The diagram has the focus again, where it can have it."""
        self.hide()
        self._diagram.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts it away and means nothing else."""
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
            event.accept()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # else it comes to the diagram, which would ask again

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving takes nothing over."""
        super().focusOutEvent(event)
        self.hide()
