"""Images in vector files, as fine as print wants them: of a coarse one made large one sees the pixels."""

from __future__ import annotations

import math

from msgspec.structs import replace
from PySide6.QtCore import QLineF, QRectF, Qt

from gdviz.export.picture.drawing import Drawing, RasterImage

LEAST = 300.0  # pixels an inch


def with_fine_images(drawing: Drawing, width_inches: float, dpi: float) -> Drawing:
    """`drawing`, on a page `width_inches` wide, with no smooth image coarser than `dpi` and LEAST.

    What lies between an image's pixels is what a smooth drawing of it puts there.
    """
    scale = width_inches / drawing.size.width() * max(dpi, LEAST)
    items = (_fine(item, scale) if isinstance(item, RasterImage) else item for item in drawing.items)
    return replace(drawing, items=tuple(items))


def _fine(item: RasterImage, scale: float) -> RasterImage:
    across = item.transform.map(QLineF(0.0, 0.0, item.target.width(), 0.0)).length()
    up = item.transform.map(QLineF(0.0, 0.0, 0.0, item.target.height())).length()
    width, height = math.ceil(across * scale), math.ceil(up * scale)
    image = item.image.copy(item.source.toAlignedRect())
    if not item.smooth or (width <= image.width() and height <= image.height()):
        return item
    smooth = Qt.TransformationMode.SmoothTransformation
    size = max(width, image.width()), max(height, image.height())
    image = image.scaled(*size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return replace(item, image=image, source=QRectF(image.rect()))
