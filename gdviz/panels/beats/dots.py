"""Where a lesson is: a dot for each beat, filled up to the present one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gdviz.look.accessible import Spoken, speaks
from gdviz.look.appearance import Appearance
from gdviz.look.kept_keys import SLIDER, keep_keys
from gdviz.look.look import blend
from gdviz.look.paint import smooth_painter
from gdviz.look.widgets import scaled

APART, RADIUS = 13, 4.5


class BeatDots(Appearance, QWidget):
    """A click on a dot asks for its beat."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.titles: Sequence[str] = ()
        self.place = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep_keys(self, SLIDER)

    def show_place(self, titles: Sequence[str], place: int) -> None:
        """The beats' titles, and which of them is on stage."""
        if (tuple(titles), place) != (tuple(self.titles), self.place):
            self.titles, self.place = titles, place
            self.setAccessibleName(
                self.tr("Part {number} of {count}: {title}").format(
                    number=place + 1, count=len(titles), title=titles[place]
                )
            )
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as there are dots."""
        return QSize(scaled(self.look, APART) * len(self.titles), scaled(self.look, 24))

    def _at(self, x: float) -> int | None:
        place = int(x // scaled(self.look, APART))
        return place if 0 <= place < len(self.titles) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the beat of a dot."""
        place = self._at(event.position().x())
        if place is not None:
            self.asked.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right ask for the beat before and after."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None or not 0 <= self.place + by < len(self.titles):
            event.ignore()
        else:
            self.asked.emit(self.place + by)

    def event(self, event: QEvent) -> bool:
        """Say what a dot stands for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._at(event.pos().x())
            text = "" if place is None else f"{place + 1} · {self.titles[place]}"
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled dots up to the present one, which is larger."""
        painter = smooth_painter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        apart, radius = scaled(self.look, APART), RADIUS * self.look.font_scale
        for place in range(len(self.titles)):
            reached = place <= self.place
            faint = blend(self.look.muted, self.look.window, 0.25)
            painter.setBrush(QColor(self.look.accent if reached else faint))
            size = radius * (1.35 if place == self.place else 1.0 if reached else 0.7)
            painter.drawEllipse(QPointF(apart * (place + 0.5), self.height() / 2), size, size)


def _told(dots: BeatDots) -> Spoken:
    """Where in the lesson it is: a number of as many as there are parts."""
    return Spoken(
        QAccessible.Role.Slider,
        value=lambda: str(dots.place + 1),
        number=lambda: (float(dots.place + 1), 1.0, float(len(dots.titles)), 1.0),
        take=lambda part: dots.asked.emit(round(part) - 1),
    )


speaks(BeatDots, _told)
