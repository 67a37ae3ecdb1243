"""What widgets paint, caught as a drawing.

Widgets paint in logical pixels with cosmetic pens, whose widths SVG, PDF and large images take for their own
pixels. Here every outline is brought to the page first, and its pen with it: so all papers agree.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from PySide6.QtCore import QLine, QPoint, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRegion,
    QTextItem,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from gdviz.export.picture.drawing import Drawing, Item, RasterImage, Shape, TextRun

Metric = QPaintDevice.PaintDeviceMetric
Operation = Qt.ClipOperation
Dirty = QPaintEngine.DirtyFlag
TRANSFORM, PEN, BRUSH = Dirty.DirtyTransform.value, Dirty.DirtyPen.value, Dirty.DirtyBrush.value
OPACITY, HINTS = Dirty.DirtyOpacity.value, Dirty.DirtyHints.value
CLIP_PATH, CLIP_REGION = Dirty.DirtyClipPath.value, Dirty.DirtyClipRegion.value
CLIP_ENABLED = Dirty.DirtyClipEnabled.value
ANTIALIASING = QPainter.RenderHint.Antialiasing.value
SMOOTH_IMAGES = QPainter.RenderHint.SmoothPixmapTransform.value
SMALL = 1e-9


def _complete(font: QFont) -> QFont:
    """The font with every choice made: else a painter takes its own former size where this one inherits."""
    whole = QFont(font.families())
    if font.pixelSize() > 0:
        whole.setPixelSize(font.pixelSize())
    else:
        whole.setPointSizeF(font.pointSizeF())
    whole.setWeight(font.weight())
    whole.setStyle(font.style())
    whole.setUnderline(font.underline())
    whole.setStrikeOut(font.strikeOut())
    for tag in font.featureTags():
        whole.setFeature(tag, font.featureValue(tag))
    return whole


def drawn(widget: QWidget) -> Drawing:
    """What `widget` and all in it paint at present."""
    catcher = Catcher(QSizeF(widget.size()), widget.logicalDpiY())
    painter = QPainter(catcher)
    try:
        flags = QWidget.RenderFlag.DrawWindowBackground | QWidget.RenderFlag.DrawChildren
        widget.render(painter, QPoint(), QRegion(), flags)
    finally:
        painter.end()
    return Drawing(catcher.size, catcher.dpi, tuple(catcher.engine.items))


class Catcher(QPaintDevice):
    """A paper that keeps what is painted on it."""

    def __init__(self, size: QSizeF, dpi: int) -> None:
        super().__init__()
        self.size, self.dpi = size, dpi
        self.engine = CatchingEngine()
        inch = 25.4 / dpi
        self._metrics = {
            Metric.PdmWidth: round(size.width()),
            Metric.PdmHeight: round(size.height()),
            Metric.PdmWidthMM: round(size.width() * inch),
            Metric.PdmHeightMM: round(size.height() * inch),
            Metric.PdmNumColors: 2**24,
            Metric.PdmDepth: 32,
            Metric.PdmDpiX: dpi,
            Metric.PdmDpiY: dpi,
            Metric.PdmPhysicalDpiX: dpi,
            Metric.PdmPhysicalDpiY: dpi,
            Metric.PdmDevicePixelRatio: 1,
            Metric.PdmDevicePixelRatioScaled: round(QPaintDevice.devicePixelRatioFScale()),
        }

    def paintEngine(self) -> QPaintEngine:
        """Its engine."""
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        """Its size and density."""
        return self._metrics.get(metric, 0)


class CatchingEngine(QPaintEngine):
    """Brings whatever is painted to the page's own coordinates."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.items: list[Item] = []
        self._pen = QPen()
        self._brush = QBrush()
        self._transform = QTransform()
        self._opacity = 1.0
        self._smooth = self._smooth_images = False
        self._clip: QPainterPath | None = None
        self._region: QPainterPath | None = None
        self._system: QRegion | None = None  # the part of the page that the widget has

    def begin(self, device: QPaintDevice) -> bool:
        """Ready at once."""
        return True

    def end(self) -> bool:
        """Nothing to finish."""
        return True

    def type(self) -> QPaintEngine.Type:
        """One of our own: views that keep pictures of themselves paint their outlines instead."""
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        """Take what differs: Qt says so before the next thing is painted."""
        dirty = state.state().value  # a number: flags are slow to ask, and this is asked with every line
        if dirty & TRANSFORM:
            self._transform = QTransform(state.transform())
        if dirty & PEN:
            self._pen = QPen(state.pen())
        if dirty & BRUSH:
            self._brush = QBrush(state.brush())
        if dirty & OPACITY:
            self._opacity = state.opacity()
        if dirty & HINTS:
            hints = state.renderHints().value
            self._smooth = bool(hints & ANTIALIASING)
            self._smooth_images = bool(hints & SMOOTH_IMAGES)
        if dirty & CLIP_PATH:
            self._cut(state.clipOperation(), state.clipPath())
        elif dirty & CLIP_REGION:
            path = QPainterPath()
            path.addRegion(state.clipRegion())
            self._cut(state.clipOperation(), path)
        if dirty & CLIP_ENABLED and not state.isClipEnabled():
            self._region = None
        if dirty & (CLIP_PATH | CLIP_REGION | CLIP_ENABLED) or self.systemClip() != self._system:
            self._clip = self._within_widget()

    def _cut(self, operation: Qt.ClipOperation, path: QPainterPath) -> None:
        if operation == Operation.NoClip:
            self._region = None
            return
        path = self._transform.map(path)
        if operation == Operation.IntersectClip and self._region is not None:
            path = self._region.intersected(path)
        self._region = path

    def _within_widget(self) -> QPainterPath | None:
        """The painter's own clip, within the part of the page that the widget has."""
        system = self._system = self.systemClip()
        if system.isEmpty():
            return self._shared(self._region)
        bounds = QPainterPath()
        bounds.addRegion(system)
        return self._shared(bounds if self._region is None else bounds.intersected(self._region))

    def _shared(self, path: QPainterPath | None) -> QPainterPath | None:
        """The same object where the clip is still the same, so that items can tell."""
        if path is not None and self._clip is not None and path == self._clip:
            return self._clip
        return path

    # -- what is painted -----------------------------------------------------------------------------------

    def _add(self, path: QPainterPath, pen: QPen, brush: QBrush) -> None:
        """Keep an outline; a pen that grows with the transform gets its width on the page."""
        if pen.style() == Qt.PenStyle.NoPen and brush.style() == Qt.BrushStyle.NoBrush:
            return
        pen = QPen(pen)
        scale = 1.0 if pen.isCosmetic() else abs(self._transform.determinant()) ** 0.5
        pen.setWidthF((pen.widthF() or float(pen.isCosmetic())) * scale)
        pen.setCosmetic(False)
        if pen.style() not in (Qt.PenStyle.NoPen, Qt.PenStyle.SolidLine) and pen.widthF() < SMALL:
            pen.setWidthF(1.0)
        if not brush.transform().isIdentity() or brush.gradient() is not None:
            brush = QBrush(brush)
            brush.setTransform(brush.transform() * self._transform)
        self.items.append(
            Shape(self._transform.map(path), pen, brush, self._opacity, self._clip, self._smooth)
        )

    def drawPath(self, path: QPainterPath) -> None:
        """Any outline."""
        self._add(path, self._pen, self._brush)

    def drawPolygon(self, points: Any, mode: QPaintEngine.PolygonDrawMode) -> None:
        """Corners, closed or as one line."""
        path = QPainterPath()
        polygon = QPolygonF([QPointF(point) for point in _let_go(points)])
        path.addPolygon(polygon)
        if mode == QPaintEngine.PolygonDrawMode.PolylineMode:
            self._add(path, self._pen, QBrush())
            return
        path.closeSubpath()
        winding = mode == QPaintEngine.PolygonDrawMode.WindingMode
        path.setFillRule(Qt.FillRule.WindingFill if winding else Qt.FillRule.OddEvenFill)
        self._add(path, self._pen, self._brush)

    def drawLines(self, lines: Any) -> None:
        """Single lines; those that join on become one outline."""
        path, last = QPainterPath(), None
        for line in _let_go(lines):
            begin, end = QPointF(line.p1()), QPointF(line.p2())
            if begin != last:
                path.moveTo(begin)
            if begin == end and isinstance(line, QLine):
                end = QPointF(end.x() + SMALL, end.y())
            path.lineTo(end)
            last = end
        self._add(path, self._pen, QBrush())

    def drawRects(self, rects: Any) -> None:
        """Rectangles."""
        for rect in _let_go(rects):
            path = QPainterPath()
            path.addRect(QRectF(rect))
            self._add(path, self._pen, self._brush)

    def drawEllipse(self, rect: QRect | QRectF) -> None:
        """An ellipse."""
        path = QPainterPath()
        path.addEllipse(QRectF(rect))
        self._add(path, self._pen, self._brush)

    def drawPoints(self, points: Any) -> None:
        """Dots as wide as the pen."""
        pen = QPen(self._pen)
        if pen.capStyle() == Qt.PenCapStyle.FlatCap:
            pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        path = QPainterPath()
        for point in _let_go(points):
            path.moveTo(QPointF(point))
            path.lineTo(QPointF(point.x() + SMALL, point.y()))
        self._add(path, pen, QBrush())

    def drawTextItem(self, place: Any, item: QTextItem) -> None:
        """Words, which stay words."""
        if item.text():
            self.items.append(
                TextRun(
                    item.text(),
                    _complete(item.font()),
                    QColor(self._pen.color()),
                    QPointF(place),
                    QTransform(self._transform),
                    self._opacity,
                    self._clip,
                )
            )

    def drawImage(
        self,
        target: Any,
        image: QImage,
        source: Any,
        /,
        flags: Qt.ImageConversionFlag = Qt.ImageConversionFlag.AutoColor,
    ) -> None:
        """An image."""
        self.items.append(
            RasterImage(
                image.copy(),
                QRectF(target),
                QRectF(source),
                QTransform(self._transform),
                self._opacity,
                self._clip,
                self._smooth_images,
            )
        )

    def drawPixmap(self, target: Any, pixmap: Any, source: Any) -> None:
        """An image, too."""
        self.drawImage(target, pixmap.toImage(), source)

    def drawTiledPixmap(self, target: Any, pixmap: Any, offset: Any) -> None:
        """An area tiled with an image."""
        brush = QBrush(pixmap)
        brush.setTransform(QTransform.fromTranslate(target.x() - offset.x(), target.y() - offset.y()))
        path = QPainterPath()
        path.addRect(target)
        self._add(path, QPen(Qt.PenStyle.NoPen), brush)


def _let_go(things: list[Any]) -> list[Any]:
    """What Qt has given, so that it goes with the list.

    PySide 6.11 keeps a reference too many of each thing in a list that it makes for an engine: a curve of a
    thousand points left a thousand behind in each picture.
    """
    (usual,) = _references([QPointF()])
    for thing, found in zip(things, _references(things), strict=True):
        if found > usual:
            _release(thing)
    return things


def _references(things: list[Any]) -> list[int]:
    return [sys.getrefcount(thing) for thing in things]


_release = ctypes.pythonapi.Py_DecRef
_release.argtypes, _release.restype = [ctypes.py_object], None
