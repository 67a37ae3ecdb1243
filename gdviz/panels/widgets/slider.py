"""A slider drawn in the look: a thin groove, a round handle, marks at round numbers, a click jumps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget

from gdviz.look.accessible import Spoken, speaks
from gdviz.look.appearance import Appearance
from gdviz.look.kept_keys import SLIDER, keep_keys
from gdviz.look.look import blend
from gdviz.look.paint import fill, smooth_painter
from gdviz.look.widgets import scaled

WHEEL_REST = 400  # ms after its last turn a wheel has let go
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
}


def steps_of(event: QKeyEvent) -> int:
    """How many steps an arrow goes: with Shift ten times as far, as marks on a plot do; 0 for other keys."""
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return STEPS.get(Qt.Key(event.key()), 0) * (10 if shift else 1)


def _position(position: int) -> tuple[float, str]:
    return float(position), str(position)


class Slider(Appearance, QSlider):
    """A horizontal slider that tells the hand from the program: only a hand makes it emit these signals."""

    moved = Signal(int)  # to a position, by mouse or by Home and End
    stepped = Signal(int)  # by so many steps, by a key or the wheel
    let_go = Signal()  # mouse button or key released, the wheel at rest, or the focus gone

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.marks: tuple[int, ...] = ()
        self.told: Callable[[int], tuple[float, str]] = _position  # what a position stands for, and its text
        self._touched = False
        self.wheel_rest = QTimer(self, singleShot=True, interval=WHEEL_REST)
        self.wheel_rest.timeout.connect(self._wheel_rests)
        keep_keys(self, SLIDER)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_marks(self, positions: tuple[int, ...]) -> None:
        """Where small marks stand under the groove."""
        if positions != self.marks:
            self.marks = positions
            self.update()

    def show_position(self, position: int) -> None:
        """Move without telling: the program's way."""
        if not self.isSliderDown() or not self._touched:
            self.setValue(position)

    def sizeHint(self) -> QSize:
        """Wide enough to aim, high enough to grab."""
        return QSize(scaled(self.look, 140), scaled(self.look, 24))

    def minimumSizeHint(self) -> QSize:
        """Narrower, where there is no room."""
        return QSize(scaled(self.look, 48), scaled(self.look, 24))

    # -- without eyes --------------------------------------------------------------------------------------

    @property
    def spoken(self) -> Spoken:
        """A slider with what it stands for: a step, or what the control says that it is a part of."""
        return Spoken(
            QAccessible.Role.Slider,
            value=lambda: self.told(self.value())[1],
            number=lambda: (
                self.told(self.value())[0],
                self.told(self.minimum())[0],
                self.told(self.maximum())[0],
                0.0,
            ),
            take=self._take,
        )

    def _take(self, wanted: float) -> None:
        """Go to the position that stands for a number, or the nearest."""
        positions = range(self.minimum(), self.maximum() + 1)
        self._move(min(positions, key=lambda position: abs(self.told(position)[0] - wanted)))
        self.finish()

    # -- places --------------------------------------------------------------------------------------------

    @property
    def radius(self) -> float:
        """Of the handle."""
        return 7.0 * self.look.font_scale

    def x_of(self, position: float) -> float:
        """The handle's middle at `position`, in pixels."""
        span = max(1, self.maximum() - self.minimum())
        room = self.width() - 2 * self.radius - 2
        return 1 + self.radius + room * (position - self.minimum()) / span

    def position_at(self, x: float) -> int:
        """The position under the pixel `x`."""
        room = max(1.0, self.width() - 2 * self.radius - 2)
        share = min(1.0, max(0.0, (x - 1 - self.radius) / room))
        return round(self.minimum() + share * (self.maximum() - self.minimum()))

    # -- the hand ------------------------------------------------------------------------------------------

    def _move(self, position: int) -> None:
        if position != self.value():
            self._touched = True
            self.setValue(position)
            self.moved.emit(position)

    def finish(self) -> None:
        """End a gesture, if one goes on."""
        if self._touched:
            self._touched = False
            self.let_go.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the pointer and follow it."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self._move(self.position_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while the button is down."""
        if self.isSliderDown():
            self._move(self.position_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
            self.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step, Home and End jump."""
        key = Qt.Key(event.key())
        if steps := steps_of(event):
            self._touched = True
            self.stepped.emit(steps)
        elif key == Qt.Key.Key_Home:
            self._move(self.minimum())
        elif key == Qt.Key.Key_End:
            self._move(self.maximum())
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key held down is one gesture."""
        if not event.isAutoRepeat():
            self.finish()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the focus, so that scrolling a panel changes nothing."""
        steps = event.angleDelta().y() // 120
        if self.hasFocus() and steps:
            self._touched = True
            self.stepped.emit(steps)
            self.wheel_rest.start()
        else:
            event.ignore()

    @Slot()
    def _wheel_rests(self) -> None:
        if not self.isSliderDown():
            self.finish()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving ends a gesture."""
        self.finish()
        super().focusOutEvent(event)

    # -- painting ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove, the part up to the handle, marks, handle."""
        look, painter = self.look, smooth_painter(self)
        middle, left, right = self.height() / 2, self.x_of(self.minimum()), self.x_of(self.maximum())
        x = self.x_of(self.sliderPosition())
        enabled = self.isEnabled()
        accent = look.accent if enabled else blend(look.muted, look.window, 0.6)
        thick = 4.0 * look.font_scale
        self._bar(painter, 0.0, self.width(), thick, blend(look.line, look.text, 0.14))
        self.paint_between(painter, left, right, thick)
        self._bar(painter, 0.0, x, thick, accent)
        painter.setPen(QPen(QColor(blend(look.muted, look.window, 0.45)), look.thin_width))
        for mark in self.marks:
            at = self.x_of(mark)
            low = middle + self.radius - 1
            painter.drawLine(QPointF(at, low), QPointF(at, low + 3 * look.font_scale))
        radius = self.radius * (1.0 if self.isSliderDown() or self.underMouse() else 0.88)
        if self.hasFocus():
            fill(painter, blend(look.accent, look.window, 0.65))
            painter.drawEllipse(QPointF(x, middle), self.radius + 2.5, self.radius + 2.5)
        painter.setPen(QPen(QColor(accent), 2.0 * look.font_scale))
        painter.setBrush(QColor(look.surface))
        painter.drawEllipse(QPointF(x, middle), radius - 1, radius - 1)
        painter.end()

    def paint_between(self, painter: QPainter, left: float, right: float, thick: float) -> None:
        """For a subclass: between the groove and the part up to the handle."""

    def _bar(self, painter: QPainter, left: float, right: float, thick: float, color: str) -> None:
        fill(painter, color)
        bar = QRectF(left, self.height() / 2 - thick / 2, max(0.0, right - left), thick)
        painter.drawRoundedRect(bar, thick / 2, thick / 2)


def _spoken(slider: Slider) -> Spoken:
    return slider.spoken


speaks(Slider, _spoken)
