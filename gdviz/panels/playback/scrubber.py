"""The scrubber: where the playhead is, how far the runs are computed, where each ended."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from gdviz.document.frame import Frame
from gdviz.look.look import blend
from gdviz.notation.numbers import number
from gdviz.panels.widgets.slider import Slider


class Scrubber(Slider):
    """A slider of steps. Its keys are those of the window: arrows step, Home and End jump."""

    scrubbed = Signal(int)  # the step to which a person wants the playhead

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.computed = 0  # the last step that every run has, or has ended before
        self.ends: tuple[tuple[int, int], ...] = ()  # (step, colour) where runs ended before the others
        self.setRange(0, 1)
        self.moved.connect(self.scrubbed)
        self.stepped.connect(self._step)
        self.told = self._told

    def show_frame(self, frame: Frame) -> None:
        """Show the playhead on the time axis of the frame."""
        if frame.last != self.maximum():
            self.setRange(0, max(1, frame.last))
        self.setEnabled(frame.last > 0)
        computed = min(
            (
                frame.last if recording.finished else published - 1
                for recording, published in zip(frame.recordings, frame.published, strict=True)
            ),
            default=0,
        )
        ends = tuple(
            (recording.published - 1, frame.scene.runs[place].color)
            for place, recording in enumerate(frame.recordings)
            if recording.finished and recording.published - 1 < frame.last
        )
        if (computed, ends) != (self.computed, self.ends):
            self.computed, self.ends = computed, ends
            self.update()
        self.show_position(min(frame.playhead, frame.last))

    def _told(self, position: int) -> tuple[float, str]:
        return float(position), self.tr("Step {step}").format(step=number(position))

    def retranslate(self) -> None:
        """Put every text anew."""
        self.setAccessibleName(self.tr("Playhead"))
        self.setToolTip(self.tr("Drag to any step; the lighter part is still being computed"))

    def event(self, event: QEvent) -> bool:
        """The tooltip names the step under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            step = self.position_at(event.pos().x())
            QToolTip.showText(event.globalPos(), self.tr("Step {step}").format(step=number(step)), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift makes it ten steps, as in the whole window."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and event.key() in (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
        ):
            self._step(10 if event.key() == Qt.Key.Key_Right else -10)
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def _step(self, steps: int) -> None:
        self._move(max(self.minimum(), min(self.maximum(), self.value() + steps)))

    def paint_between(self, painter: QPainter, left: float, right: float, thick: float) -> None:
        """The computed part, and dots where runs ended early."""
        computed = self.x_of(self.computed) if self.computed < self.maximum() else self.width()
        self._bar(painter, 0.0, computed, thick, blend(self.look.muted, self.look.window, 0.45))
        painter.setPen(Qt.PenStyle.NoPen)
        for step, color in self.ends:
            painter.setBrush(QColor(self.look.run_colors[color]))
            painter.drawEllipse(QPointF(self.x_of(step), self.height() / 2), thick * 0.9, thick * 0.9)
