"""A drawing: shapes, words and images, to be painted on any paper."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)


class Shape(Struct, frozen=True, eq=False):
    """An outline on the page; the width of `pen` is in logical pixels and grows with the page."""

    path: QPainterPath
    pen: QPen
    brush: QBrush
    opacity: float
    clip: QPainterPath | None
    smooth: bool


class TextRun(Struct, frozen=True, eq=False):
    """A run of text that begins at the baseline's `place`, before `transform`."""

    text: str
    font: QFont
    color: QColor
    place: QPointF
    transform: QTransform
    opacity: float
    clip: QPainterPath | None


class RasterImage(Struct, frozen=True, eq=False):
    """The part `source` of an image in the rectangle `target`, before `transform`."""

    image: QImage
    target: QRectF
    source: QRectF
    transform: QTransform
    opacity: float
    clip: QPainterPath | None
    smooth: bool


Item = Shape | TextRun | RasterImage


class Drawing(Struct, frozen=True, eq=False):
    """All that was painted, in its order, on a page of `size` logical pixels, `dpi` of them an inch.

    `complete` says whether everything that belongs on the page had room on it, `waiting` which
    views had none.
    """

    size: QSizeF
    dpi: int
    items: tuple[Item, ...]
    complete: bool = True
    waiting: tuple[str, ...] = ()

    def paint(self, painter: QPainter) -> None:
        """Paint once more, a logical pixel of the drawing on each of the painter, which may be scaled.

        Type keeps its size beside the shapes, whatever the dpi of the device: a printer has eight times as
        many.
        """
        ground = painter.transform()
        scale = self.dpi / painter.device().logicalDpiY()
        clip: QPainterPath | None = None
        for item in self.items:
            if item.clip is not clip:
                clip = item.clip
                painter.setTransform(ground)
                if clip is None:
                    painter.setClipping(False)
                else:
                    painter.setClipPath(clip)
            painter.setOpacity(item.opacity)
            if isinstance(item, Shape):
                painter.setTransform(ground)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, item.smooth)
                painter.setPen(item.pen)
                painter.setBrush(item.brush)
                painter.drawPath(item.path)
                continue
            painter.setTransform(item.transform * ground)
            if isinstance(item, TextRun):
                painter.setFont(_scaled(item.font, scale))
                painter.setPen(item.color)
                painter.drawText(item.place, item.text)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, item.smooth)
                painter.drawImage(item.target, item.image, item.source)
        painter.setTransform(ground)

    def without_grounds(self, colors: set[str]) -> Drawing:
        """The drawing on a transparent ground: without plain areas in `colors` (``#rrggbb``)."""
        kept = tuple(item for item in self.items if not _is_ground(item, colors))
        return replace(self, items=kept)


def _scaled(font: QFont, scale: float) -> QFont:
    if scale == 1.0 or font.pointSizeF() <= 0:  # in pixels
        return font
    scaled = QFont(font)
    scaled.setPointSizeF(font.pointSizeF() * scale)
    return scaled


def _is_ground(item: Item, colors: set[str]) -> bool:
    return (
        isinstance(item, Shape)
        and item.pen.style() == Qt.PenStyle.NoPen
        and item.brush.style() == Qt.BrushStyle.SolidPattern
        and item.brush.color().alpha() == 255
        and item.brush.color().name().lower() in colors
    )
