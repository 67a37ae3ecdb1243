"""A drawing as SVG: outlines as paths, words as text, images inside. Equal drawings give equal bytes."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QImageWriter, QPainter, QPainterPath, QTransform

from gdviz.document.in_pictures import svg_metadata
from gdviz.export.picture.drawing import Drawing, RasterImage, Shape, TextRun

Kind = QPainterPath.ElementType
FINE = 3  # pixels of an image for each of the page, where a filling is no single colour
CAPS = {Qt.PenCapStyle.RoundCap: "round", Qt.PenCapStyle.SquareCap: "square"}
JOINS = {Qt.PenJoinStyle.RoundJoin: "round", Qt.PenJoinStyle.BevelJoin: "bevel"}
XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def svg_of(drawing: Drawing, width_mm: float, height_mm: float, entries: Mapping[str, str]) -> bytes:
    """The file: `width_mm` × `height_mm` large, with `entries` (name to text) as its metadata."""
    return "\n".join(_lines(drawing, width_mm, height_mm, entries)).encode()


def _lines(drawing: Drawing, width_mm: float, height_mm: float, entries: Mapping[str, str]) -> Iterator[str]:
    width, height = drawing.size.width(), drawing.size.height()
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" '
        f'width="{width_mm:.9g}mm" height="{height_mm:.9g}mm" '
        f'viewBox="0 0 {svg_number(width)} {svg_number(height)}">'
    )
    yield svg_metadata(entries)
    clips: dict[str, str] = {}
    clip: QPainterPath | None = None
    page = QRectF(0, 0, width, height)
    opened = False
    for item in drawing.items:
        if item.clip is not clip:
            clip = item.clip
            if opened:
                yield "</g>"
            opened = False
            if clip is not None and not clip.contains(page):
                opened = True
                outline = path_data(clip)
                if outline not in clips:
                    clips[outline] = f"clip{len(clips) + 1}"
                    path = f'<path d="{outline}"{_rule(clip)}/>'
                    # Readers that know no clipping paint such a path, unless it is a definition.
                    yield f'<defs><clipPath id="{clips[outline]}">{path}</clipPath></defs>'
                yield f'<g clip-path="url(#{clips[outline]})">'
        if isinstance(item, Shape):
            yield _shape(item, drawing.dpi)
        elif isinstance(item, TextRun):
            yield _words(item, drawing.dpi)
        else:
            yield _picture(item)
    if opened:
        yield "</g>"
    yield "</svg>\n"


def svg_number(value: float) -> str:
    """A number with three decimals at most.

    >>> svg_number(2.0), svg_number(0.12345), svg_number(-0.0001)
    ('2', '0.123', '0')
    """
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def path_data(path: QPainterPath) -> str:
    """An outline in the words of SVG; closed where it comes back to where it began."""
    parts: list[str] = []
    start: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    count = 0
    for place in range(path.elementCount()):
        element = path.elementAt(place)
        x, y = element.x, element.y
        if element.type == Kind.MoveToElement:
            _close(parts, start, last, count)
            parts.append(f"M{svg_number(x)} {svg_number(y)}")
            start, count = (x, y), 0
        elif element.type == Kind.CurveToDataElement:
            parts.append(f"{svg_number(x)} {svg_number(y)}")
        else:
            parts.append(
                ("C" if element.type == Kind.CurveToElement else "L") + f"{svg_number(x)} {svg_number(y)}"
            )
            count += 1
        last = (x, y)
    _close(parts, start, last, count)
    return " ".join(parts)


def _close(
    parts: list[str], start: tuple[float, float] | None, last: tuple[float, float] | None, count: int
) -> None:
    if start is not None and start == last and count > 1:
        parts.append("Z")


def _rule(path: QPainterPath, name: str = "clip-rule") -> str:
    return f' {name}="evenodd"' if path.fillRule() == Qt.FillRule.OddEvenFill else ""


def _paint(name: str, color: QColor, opacity: float) -> str:
    alpha = color.alphaF() * opacity
    return f' {name}="{color.name()}"' + (f' {name}-opacity="{svg_number(alpha)}"' if alpha < 0.9995 else "")


def _shape(shape: Shape, dpi: int) -> str:
    brush, pen = shape.brush, shape.pen
    if brush.style() not in (Qt.BrushStyle.NoBrush, Qt.BrushStyle.SolidPattern):
        return _painted(shape, dpi)
    if brush.style() == Qt.BrushStyle.NoBrush or brush.color().alpha() == 0:
        fill = ' fill="none"'
    else:
        fill = _paint("fill", brush.color(), shape.opacity) + _rule(shape.path, "fill-rule")
    stroke = ""
    if pen.style() != Qt.PenStyle.NoPen:
        stroke = _paint("stroke", pen.color(), shape.opacity) + f' stroke-width="{svg_number(pen.widthF())}"'
        if pen.capStyle() in CAPS:
            stroke += f' stroke-linecap="{CAPS[pen.capStyle()]}"'
        if pen.joinStyle() in JOINS:
            stroke += f' stroke-linejoin="{JOINS[pen.joinStyle()]}"'
        if pen.style() != Qt.PenStyle.SolidLine:
            dashes = " ".join(svg_number(length * pen.widthF()) for length in pen.dashPattern())
            stroke += f' stroke-dasharray="{dashes}"'
    return f'<path d="{path_data(shape.path)}"{fill}{stroke}/>'


def _painted(shape: Shape, dpi: int) -> str:
    """A shape with a pattern or a gradient, as an image."""
    bounds = shape.path.boundingRect().adjusted(-1, -1, 1, 1)
    image = QImage(
        round(bounds.width() * FINE) or 1,
        round(bounds.height() * FINE) or 1,
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.scale(FINE, FINE)
    painter.translate(-bounds.topLeft())
    loose = Shape(shape.path, shape.pen, shape.brush, 1.0, None, True)
    Drawing(bounds.size(), dpi, (loose,)).paint(painter)
    painter.end()
    whole = QRectF(image.rect())
    return _picture(RasterImage(image, bounds, whole, QTransform(), shape.opacity, None, True))


def _words(words: TextRun, dpi: int) -> str:
    font, place = words.font, words.place
    parts = [f'x="{svg_number(place.x())}" y="{svg_number(place.y())}"', _transform(words.transform)]
    parts.append(f'font-family="{families(font)}" font-size="{svg_number(pixel_size(font, dpi))}"')
    if font.weight() != QFont.Weight.Normal:
        parts.append(f'font-weight="{int(font.weight())}"')
    if font.italic():
        parts.append('font-style="italic"')
    fill = _paint("fill", words.color, words.opacity)
    text = words.text.translate(XML)
    return f'<text {" ".join(filter(None, parts))}{fill} xml:space="preserve">{text}</text>'


def families(font: QFont) -> str:
    """The families as SVG wants them: the one that the system really takes, then the others."""
    names = dict.fromkeys((QFontInfo(font).family(), *font.families()[1:]))
    return ", ".join([*(f"'{name}'".translate(XML) for name in names), "sans-serif"])


def pixel_size(font: QFont, dpi: int) -> float:
    """The size of type in the page's pixels."""
    return float(font.pixelSize()) if font.pixelSize() > 0 else font.pointSizeF() * dpi / 72.0


def _transform(transform: QTransform) -> str:
    if transform.isIdentity():
        return ""
    values = (
        transform.m11(),
        transform.m12(),
        transform.m21(),
        transform.m22(),
        transform.dx(),
        transform.dy(),
    )
    return f'transform="matrix({" ".join(f"{value:.6g}" for value in values)})"'


def _picture(picture: RasterImage) -> str:
    target, image = picture.target, picture.image
    if picture.source != QRectF(image.rect()):
        image = image.copy(picture.source.toAlignedRect())
    data = base64.b64encode(png_of(image)).decode()
    parts = [
        f'x="{svg_number(target.x())}" y="{svg_number(target.y())}"',
        f'width="{svg_number(target.width())}" height="{svg_number(target.height())}"',
        _transform(picture.transform),
        f'opacity="{svg_number(picture.opacity)}"' if picture.opacity < 0.9995 else "",
        "" if picture.smooth else 'image-rendering="optimizeSpeed"',
    ]
    known = " ".join(filter(None, parts))
    return f'<image {known} preserveAspectRatio="none" xlink:href="data:image/png;base64,{data}"/>'


def png_of(image: QImage) -> bytes:
    """An image as the bytes of a PNG. Raises MemoryError where it is too large."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise MemoryError("There is not enough memory for a picture of this size.")
    buffer.close()
    return bytes(data.data())
