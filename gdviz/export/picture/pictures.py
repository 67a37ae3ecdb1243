"""Pictures: any view, or the stage, at an instant, as the bytes of a PNG, SVG or PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, Qt, QUuid
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter

from gdviz.base.version import __version__
from gdviz.document.frame import Frame
from gdviz.document.in_pictures import SCENE, into_png
from gdviz.export.picture import picture_text
from gdviz.export.picture.choices import Choices, entries
from gdviz.export.picture.drawing import Drawing
from gdviz.export.picture.fine_images import with_fine_images
from gdviz.export.picture.paper import INCH, POINT, Paper
from gdviz.export.picture.searchable import searchable
from gdviz.export.picture.sheet import Sheet, look_of
from gdviz.export.picture.svg import png_of, svg_of

FORMATS = ("png", "svg", "pdf")
DATE = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")
BOX = re.compile(rb"(/(?:Media|Trim)Box \[0 0 )([\d.]+) ([\d.]+)\]")
NEVER = b"20000101000000"  # pictures say what, not when: the same picture is the same file


def picture(frame: Frame, choices: Choices, kind: str) -> bytes:
    """The file of `kind`, one of FORMATS, which shows `frame` and carries its scene.

    Raises MemoryError where it is too large.
    """
    return file_of(draw(frame, choices), frame, choices, kind)


def file_of(drawing: Drawing, frame: Frame, choices: Choices, kind: str) -> bytes:
    """The same for `frame` drawn already. Raises MemoryError where it is too large."""
    carried = entries(frame.scene, choices, frame.playhead)
    if kind == "png":
        image = painted(drawing, choices)
        return into_png(png_of(image), {**carried, "Software": f"gdviz {__version__}"}, choices.paper.dpi)
    if kind == "svg":
        return svg_of(drawing, choices.paper.width_mm, choices.paper.height_mm, carried)
    return pdf_of(drawing, choices.paper, carried, picture_text.title(frame, choices.language))


def draw(frame: Frame, choices: Choices) -> Drawing:
    """`frame` drawn on the paper of `choices`."""
    sheet = Sheet(choices)
    try:
        sheet.show_frame(frame)
        sheet.settle(frame)
        return sheet.drawing()
    finally:
        sheet.done()


def painted(drawing: Drawing, choices: Choices, size: tuple[int, int] | None = None) -> QImage:
    """A drawing in the pixels of its paper, or in `size` pixels. Raises MemoryError where it is too large."""
    width, height = (choices.paper.width, choices.paper.height) if size is None else size
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise MemoryError("There is not enough memory for a picture of this size.")
    dots = round(drawing.dpi / 0.0254)  # while it is painted, type is measured in logical pixels
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    look = look_of(choices)
    ground = QColor(look.surface if choices.view else look.window)
    image.fill(Qt.GlobalColor.transparent if choices.transparent else ground)
    painter = QPainter(image)
    painter.scale(width / drawing.size.width(), height / drawing.size.height())
    drawing.paint(painter)
    painter.end()
    if size is None:
        meter = round(choices.paper.dpi / 0.0254)
        image.setDotsPerMeterX(meter)
        image.setDotsPerMeterY(meter)
    if not choices.transparent:
        image.convertTo(QImage.Format.Format_RGB32)
    return image


def pdf_file(title: str, page: QPageSize, dpi: int, put: Callable[[QPdfWriter], object]) -> bytes:
    """A PDF of such pages without margins that `put` fills: its words can be found, and it has no date."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator(f"gdviz {__version__}")
    writer.setTitle(title)
    writer.setDocumentId(QUuid())
    writer.setDocumentXmpMetadata(QByteArray(xmp(title).encode()))
    writer.setPageSize(page)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(dpi)
    put(writer)
    buffer.close()
    return searchable(undated(bytes(data.data())))


def pdf_of(drawing: Drawing, paper: Paper, carried: Mapping[str, str], title: str) -> bytes:
    """A drawing as one page with the paper's size, vectors and embedded fonts."""
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    page = QPageSize(QSizeF(paper.width_mm, paper.height_mm), QPageSize.Unit.Millimeter, "", exact)
    width, height = paper.width_mm / POINT, paper.height_mm / POINT
    whole = page.sizePoints()  # Qt knows pages of whole points only: see _exact
    dot = drawing.dpi / 72

    def put(writer: QPdfWriter) -> None:
        for name, text in carried.items():
            mime = "application/x-gdviz" if name == SCENE else "application/json"
            writer.addFileAttachment(name, QByteArray(text.encode()), mime)
        painter = QPainter(writer)
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        painter.translate(0.0, (whole.height() - height) * dot)  # from the lower edge, as PDF measures
        painter.scale(width * dot / drawing.size.width(), height * dot / drawing.size.height())
        with_fine_images(drawing, paper.width_mm / INCH, paper.dpi).paint(painter)
        painter.end()

    made = pdf_file(title, page, drawing.dpi, put)
    return BOX.sub(lambda box: _exact(box, width / whole.width(), height / whole.height()), made)


def xmp(title: str) -> str:
    """What the picture is, for libraries; Qt's own would tell the time."""
    return (
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>"
        '<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><rdf:RDF>'
        f'<rdf:Description rdf:about="" xmp:CreatorTool="gdviz {__version__}"><dc:title><rdf:Alt>'
        f'<rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title></rdf:Description>'
        "</rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )


def _exact(box: re.Match[bytes], across: float, up: float) -> bytes:
    """The page's exact size, in as many bytes as the rounded one has; that one, where these are too few."""
    width, height = float(box[2]) * across, float(box[3]) * up
    text = box[1] + f"{width:.6f} {height:.6f}".encode()
    length = len(box[0]) - 1
    return text.ljust(length) + b"]" if len(text) <= length else box[0]


def undated(pdf: bytes) -> bytes:
    """The same file of Qt's, of the same length, without the time at which it was made."""
    return DATE.sub(_undated, pdf)


def _undated(match: re.Match[bytes]) -> bytes:
    """The same number of bytes, since the file tells where everything in it stands."""
    name, length = match[1], len(match[0])
    start = b"/" + name + b" (D:"
    return start + (NEVER + b"Z").ljust(length - len(start) - 1)[: length - len(start) - 1] + b")"
