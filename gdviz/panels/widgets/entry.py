"""A one-line entry: Enter or leaving commits, Escape restores, a wrong text is edged in red."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.asked import ask_below
from gdviz.look.look import Look
from gdviz.look.widgets import scaled
from gdviz.panels.widgets.slider import WHEEL_REST, steps_of

FEWEST_DIGITS = 5
VERTICAL = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class Entry(Appearance, QLineEdit):
    """Holds the last good text in `good`, and shows what is typed until it is committed."""

    # A text that differs from the good one: to be accepted by `show_good`, or refused.
    committed = Signal(str)
    restored = Signal()  # Escape brought the good text back
    stepped = Signal(int)  # by an arrow key or the wheel
    step_finished = Signal()

    def __init__(self, parent: QWidget | None = None, *, steps: bool = False, columns: int = 8) -> None:
        super().__init__(parent)
        self.good = ""
        self.unit = ""
        self.steps = steps
        self.columns = columns
        self._stepping = False
        self.wheel_rest = QTimer(self, singleShot=True, interval=WHEEL_REST)
        self.wheel_rest.timeout.connect(self._finish_stepping)
        self.returnPressed.connect(self._commit)

    @property
    def wrong(self) -> bool:
        """Whether the text was refused."""
        return bool(self.property("wrong"))

    def set_look(self, look: Look) -> None:
        """Take the size."""
        super().set_look(look)
        self._make_room()

    def set_unit(self, unit: str) -> None:
        """What is written, quietly, behind the text."""
        self.unit = unit
        self._make_room()
        self.updateGeometry()

    def show_good(self, text: str) -> None:
        """Show an accepted text. What a person is just typing stays, as long as nothing else came."""
        if text == self.good and self.isModified() and self.hasFocus() and not self.wrong:
            return
        if text != self.good or not self.wrong:
            self.good = text
            self._show(text)

    def accept(self, text: str) -> None:
        """The typed text was right and reads `text`."""
        self.good = text
        self._show(text)

    def refuse(self) -> None:
        """The typed text is wrong: it stays, edged in red; a number that can be two is asked about."""
        self._mark(True)
        ask_below(self)

    def forgive(self) -> None:
        """The text is no longer wrong."""
        self._mark(False)

    def _show(self, text: str) -> None:
        if text != self.text():
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)
        self.setModified(False)
        self._mark(False)

    def _mark(self, wrong: bool) -> None:
        if not wrong and self.wrong:
            self.setAccessibleDescription("")
        if wrong != self.wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    @Slot()
    def _commit(self) -> None:
        if self.text() == self.good:
            self._show(self.good)
            self.restored.emit()
        elif self.isModified():
            self.setModified(False)
            self.committed.emit(self.text())

    # -- events --------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep Escape and the vertical arrows from the window's shortcuts where they mean something here.

        Space has no meaning in a number: there it is the window's, and plays with what has been typed.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._is_for_playing(event):
                self._commit()
                event.ignore()
                return False
            escape = event.key() == Qt.Key.Key_Escape and (self.text() != self.good or self.wrong)
            if escape or (self.steps and event.key() in VERTICAL):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape restores; up and down step a number."""
        key = Qt.Key(event.key())
        if self._is_for_playing(event):
            event.ignore()
        elif key == Qt.Key.Key_Escape and (self.text() != self.good or self.wrong):
            self._show(self.good)
            self.selectAll()
            self.restored.emit()
        elif self.steps and key in VERTICAL:
            self._step(steps_of(event))
        else:
            super().keyPressEvent(event)

    def _is_for_playing(self, event: QKeyEvent) -> bool:
        return self.steps and event.key() == Qt.Key.Key_Space

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key held down is one gesture."""
        if not event.isAutoRepeat():
            self._finish_stepping()
        super().keyReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the focus, so that scrolling a panel changes nothing."""
        steps = event.angleDelta().y() // 120
        if self.steps and self.hasFocus() and steps:
            self._step(steps)
            self.wheel_rest.start()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by Tab, everything is selected, to be typed over."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving commits."""
        self._finish_stepping()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._commit()
        super().focusOutEvent(event)

    def _step(self, steps: int) -> None:
        self._stepping = True
        self.stepped.emit(steps)

    @Slot()
    def _finish_stepping(self) -> None:
        if self._stepping:
            self._stepping = False
            self.step_finished.emit()

    # -- size and painting ---------------------------------------------------------------------------------

    def _make_room(self) -> None:
        width = self.fontMetrics().horizontalAdvance(self.unit) + scaled(self.look, 4) if self.unit else 0
        self.setTextMargins(0, 0, width, 0)

    def sizeHint(self) -> QSize:
        """Room for `columns` digits and the unit."""
        return self._size(self.columns)

    def minimumSizeHint(self) -> QSize:
        """Room for fewer digits."""
        return self._size(min(self.columns, FEWEST_DIGITS))

    def _size(self, digits: int) -> QSize:
        metrics = self.fontMetrics()
        margins = scaled(self.look, 20) + self.textMargins().right()
        return QSize(
            metrics.horizontalAdvance("0" * digits) + margins, metrics.height() + scaled(self.look, 9)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The entry, and its unit in the quiet colour."""
        super().paintEvent(event)
        if self.unit:
            painter = QPainter(self)
            painter.setPen(QColor(self.look.muted))
            inner: QRect = self.rect().adjusted(0, 0, -scaled(self.look, 8), 0)
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.unit)
            painter.end()
