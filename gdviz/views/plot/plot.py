"""The plot that every view draws on: pyqtgraph's, with axes, type and colours from a look.

The wheel zooms and a drag pans; `reset_axes` goes back to the ranges that the view chose (`set_home`).
Double clicks are left to the stage.
"""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPointF, QRectF, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QSizePolicy, QWidget
from shiboken6 import isValid

from gdviz.look.accessible import Spoken, speaks
from gdviz.look.look import LIGHT, Look, number_font, receding
from gdviz.look.paint import fill
from gdviz.views.plot.axis import Axis, Range
from gdviz.views.plot.panel import Panel
from gdviz.views.plot.touch import Touch

RING = 15.0  # pixels from a mark to the ring around it, at a type of 1


def _between(begin: Range, end: Range, share: float) -> Range:
    return begin[0] + share * (end[0] - begin[0]), begin[1] + share * (end[1] - begin[1])


class Plot(pg.GraphicsView):
    """A plot in a look, with ranges that are the view's (`set_home`) until a hand zooms or pans."""

    moved = Signal()  # a hand zooms or pans
    _styled: Look | None = None  # pyqtgraph sizes it before it has one
    low = 8.5  # lines of text: in a lower plot one more of them is dear
    pointed = Signal(object)  # where the mouse is in the scene; None once it has left

    def __init__(self, parent: QWidget | None = None, *, right_axis: bool = False) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.enableMouse(False)  # that moves the scene
        self.first = first = Panel(right_axis=right_axis)
        self.setCentralItem(first)
        self.look: Look = LIGHT
        self._head = 0.0
        self.left_axis, self.bottom_axis, self.right_axis = (
            first.left_axis,
            first.bottom_axis,
            first.right_axis,
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)  # a kept ground is an image on paper, too
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAntialiasing(True)
        self.box: Any = first.vb
        self.spoken = Spoken(QAccessible.Role.Chart)  # a view says more
        self.ring: tuple[tuple[float, float] | None, bool] = (None, False)
        self._home: tuple[Range, Range] = ((0.0, 1.0), (0.0, 1.0))
        self._zoomed = False
        self._glide: QVariantAnimation | None = None
        self._left = self._home  # where a glide began
        self.box.sigRangeChangedManually.connect(self._moved_by_hand)
        self.scene().sigMouseMoved.connect(self.pointed)
        self.touch = Touch(self)
        self.set_look(LIGHT)

    # -- style ---------------------------------------------------------------------------------------------

    def set_look(self, look: Look) -> None:
        """Colours, widths and type of axes, grid and background."""
        if look == self._styled:
            return
        self.look = self._styled = look
        self.setBackground(QColor(look.surface))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(look.surface))
        self.setPalette(palette)
        self.first.set_look(look)
        self._set_margins()
        self._find_low()

    def set_head(self, height: float) -> None:
        """Leave so many pixels above the box to what stands there."""
        if height != self._head:
            self._head = height
            self._set_margins()
            self.fit_axes()

    @property
    def margin(self) -> int:
        """The pixels that are above the box in any case."""
        return round(6 * self.look.font_scale) + 4

    def _set_margins(self) -> None:
        margin = self.margin - 4
        self.first.layout.setContentsMargins(margin, self.margin + self._head, margin * 4, margin)

    def pen(
        self,
        color: str,
        width: float | None = None,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
        *,
        faint: bool = False,
    ) -> QPen:
        """A pen in the look's curve width; a `faint` one is thinner, and its color recedes."""
        width = self.look.curve_width if width is None else width
        if faint:
            color, width = receding(color, self.look.surface, 0.72), max(0.45 * width, self.look.thin_width)
        pen: QPen = pg.mkPen(color, width=width * self.look.pen_scale, style=style)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def set_titles(self, *, bottom: str = "", left: str = "", right: str = "") -> None:
        """What the axes show, translated."""
        self.bottom_axis.set_title(bottom)
        self.left_axis.set_title(left)
        self.right_axis.set_title(right)

    @property
    def quantities(self) -> tuple[str, str]:
        """What the axes show, x and y: where that changes, what was drawn by hand has lost its place."""
        return self.bottom_axis.title, self.left_axis.title

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Another height may have no room for the title of the axis below, and other numbers beside."""
        super().resizeEvent(event)
        if self._styled is not None and isValid(self.bottom_axis):
            self._find_low()

    def _find_low(self) -> None:
        line = QFontMetricsF(number_font(self.look)).height()
        self.bottom_axis.set_low(self.height() < self.low * line)
        self.fit_axes()

    # -- ranges --------------------------------------------------------------------------------------------

    @property
    def zoomed(self) -> bool:
        """Whether a hand has moved the axes away from the view's own ranges."""
        return self._zoomed

    @property
    def every_panel(self) -> list[Panel]:
        """All that have axes: one, here."""
        return [self.first]

    @property
    def home(self) -> tuple[Range, Range]:
        """The view's own ranges, x and y."""
        return self._home

    def set_home(self, x: Range, y: Range) -> None:
        """The ranges that the view wants; shown at once unless a hand has moved the axes."""
        if (x, y) == self._home and not self._zoomed and self.ranges == (x, y):
            return
        if (x, y) != self._home:
            for panel in self.every_panel:
                panel.limit_zoom(x, y)
        self._home = (x, y)
        if not self._zoomed and not self.gliding:
            self._show(x, y)

    def _show(self, x: Range, y: Range) -> None:
        self.first.set_ranges(x, y)
        self.fit_axes()

    def fit_axes(self) -> None:
        """Take the room that the numbers at the sides need before anything is drawn: pyqtgraph finds it while
        it paints them, and then all is laid out, drawn and painted a second time."""
        self.first.layout.activate()
        self.left_axis.fit(self.ranges[1])
        if self.right_axis.isVisible():
            self.right_axis.fit(self.right_axis.range)
        self.first.layout.activate()
        self.box.updateMatrix()

    @property
    def gliding(self) -> bool:
        """Whether the axes are on their way to the view's own ranges."""
        return self._glide is not None

    def glide(self, begin: tuple[Range, Range], milliseconds: int) -> None:
        """Let the axes move from `begin` to the view's own ranges, wherever these are by then."""
        self._land()
        self._glide = glide = QVariantAnimation(self)
        self._left = begin
        glide.setStartValue(0.0)
        glide.setEndValue(1.0)
        glide.setDuration(milliseconds)
        glide.setEasingCurve(QEasingCurve.Type.InOutCubic)
        glide.valueChanged.connect(self._go_on)
        glide.finished.connect(self._land)
        glide.start()

    @Slot(object)
    def _go_on(self, share: float) -> None:
        (x, y), (home_x, home_y) = self._left, self._home
        self._show(_between(x, home_x, share), _between(y, home_y, share))

    @Slot()
    def _land(self) -> None:
        """The axes have arrived, or a hand takes them."""
        glide, self._glide = self._glide, None
        if glide is not None:
            glide.stop()
            glide.deleteLater()
            if not self._zoomed:
                self._show(*self._home)

    def reset_axes(self) -> None:
        """Back to the view's own ranges."""
        self._zoomed = False
        self.set_home(*self._home)

    @property
    def ranges(self) -> tuple[Range, Range]:
        """What is visible at present, x and y."""
        (x0, x1), (y0, y1) = self.box.viewRange()
        return (x0, x1), (y0, y1)

    @Slot(object)
    def _moved_by_hand(self, axes: tuple[bool, bool]) -> None:
        """A hand moves those of both axes that it can."""
        if any(axes):
            self._zoomed = True
            self._land()
            self.moved.emit()

    def zoom_at(self, before: QPointF, after: QPointF, factor: float) -> None:
        """Make what is at `before`, in pixels of the widget, lie at `after`, so many times as large."""
        panel = next((each for each in self.every_panel if each.sceneBoundingRect().contains(before)), None)
        if panel is None or not any(panel.vb.mouseEnabled()):
            return
        box = panel.vb
        old, new = (box.mapSceneToView(self.mapToScene(point.toPoint())) for point in (before, after))
        box.translateBy(pg.Point(old) - pg.Point(new))
        box.scaleBy((1 / factor, 1 / factor), pg.Point(old))
        box.sigRangeChangedManually.emit(box.mouseEnabled())

    # -- gestures ------------------------------------------------------------------------------------------

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Not ours: the stage enlarges the view."""
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse points at nothing any more, however fast it left."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing in the scene wants keys: they are the view's, the stage's, the window's."""
        event.ignore()

    def zoom(self, factor: float) -> None:
        """Show so many times as much, around the middle."""
        (x0, x1), (y0, y1) = self.ranges
        self._show_by_hand((1 - factor) / 2 * (x1 - x0), (1 - factor) / 2 * (y1 - y0), factor)

    def pan(self, right: float, up: float) -> None:
        """Move what is seen by shares of the ranges."""
        (x0, x1), (y0, y1) = self.ranges
        self._show_by_hand(right * (x1 - x0), up * (y1 - y0), 1.0)

    def _show_by_hand(self, right: float, up: float, factor: float) -> None:
        """Other ranges, in the directions in which a hand may move."""
        (x0, x1), (y0, y1) = self.ranges
        across, high = self.box.mouseEnabled()
        if across:
            self.box.setXRange(x0 + right, x0 + right + factor * (x1 - x0), padding=0)
        if high:
            self.box.setYRange(y0 + up, y0 + up + factor * (y1 - y0), padding=0)
        self._moved_by_hand((across, high))

    # -- drawing on top ------------------------------------------------------------------------------------

    @property
    def area(self) -> QRectF:
        """The rectangle between the axes, in the widget's pixels."""
        return QRectF(self.mapFromScene(self.box.sceneBoundingRect()).boundingRect())

    def at_pixel(self, x: float, y: float) -> tuple[float, float]:
        """The point of the data at a pixel of the box."""
        rect, ((x0, x1), (y0, y1)) = self.box.rect(), self.ranges
        width, height = max(rect.width(), 1.0), max(rect.height(), 1.0)  # a low window may leave it none
        across, up = (x - rect.left()) / width, (rect.bottom() - y) / height
        return float(x0 + across * (x1 - x0)), float(y0 + up * (y1 - y0))

    def to_pixels(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the data lies in the widget."""
        point = self.mapFromScene(self.box.mapViewToScene(pg.Point(x, y)))
        return float(point.x()), float(point.y())

    def mark_pixels(self, panel: int, x: float, y: float) -> tuple[float, float]:
        """Where a mark on a panel lies in the widget."""
        return self.to_pixels(x, y)

    def place_at(self, panel: int, pixel: QPoint) -> tuple[float, float]:
        """The place of a panel's axes at a pixel of the widget, within what they show."""
        point = self.every_panel[panel].vb.mapSceneToView(self.mapToScene(pixel))
        (x0, x1), (y0, y1) = self.ranges
        return float(min(max(point.x(), x0), x1)), float(min(max(point.y(), y0), y1))

    def show_ring(self, at: tuple[float, float] | None, *, held: bool = False) -> None:
        """Ring the mark at a place in pixels that keys have chosen, or hold; None for no ring."""
        if (at, held) != self.ring:
            self.ring = (at, held)
            self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """The ring around a mark: dashed where it is chosen, whole where it is held."""
        super().drawForeground(painter, rect)
        at, held = self.ring
        if at is None:
            return
        look, center = self.look, self.mapToScene(round(at[0]), round(at[1]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = RING * look.font_scale
        for color, width in (
            (look.surface, 3.0 + 2.5 * look.thin_width),
            (look.accent, 2.5 * look.thin_width),
        ):
            style = Qt.PenStyle.DashLine if color == look.accent and not held else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(color), width, style))
            painter.drawEllipse(center, radius, radius)


def _spoken(plot: Plot) -> Spoken:
    return plot.spoken


speaks(Plot, _spoken)


def text_with_ground(painter: QPainter, rect: QRectF, text: str, color: str, ground: str) -> None:
    """Text that stays readable over curves: on a patch of the surface's colour."""
    fill(painter, ground, 225)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(QColor(color))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), text)


__all__ = ["Axis", "Plot", "Range", "text_with_ground"]
