#!/usr/bin/env python3
"""Make every icon that a system asks for from resources/icons/gdviz.svg.

    python packaging/icons.py [FOLDER]      into build/icons, or FOLDER

Made are `hicolor/` with the PNGs and SVGs of the application and of its documents, as Linux wants them, and
for Windows and macOS `gdviz.ico`, `gdviz-document.ico`, `gdviz.icns` and `gdviz-document.icns`. The same SVG
gives the same bytes. It takes a second, so that nothing of it is kept in the repository.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from xml.etree import ElementTree

from names import MIME_TYPE, NAME, PROJECT
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = PROJECT / "resources" / "icons" / f"{NAME}.svg"
FOLDER = PROJECT / "build" / "icons"
DOCUMENT = MIME_TYPE.replace("/", "-")  # what the icon of a MIME type is called in an icon theme
PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_SIZES = (32, 64, 128, 256, 512, 1024)
ART = QRectF(8, 8, 240, 240)  # what is drawn of the 256 × 256 units; the rest is the margin
SVG = "http://www.w3.org/2000/svg"

# The page of a document: a sheet with a folded corner, under the curve and the ball; 12 of 16 pixels wide.
PAGE = """
<g xmlns="http://www.w3.org/2000/svg">
  <path d="M54 12 H154 L214 72 V232 A12 12 0 0 1 202 244 H54 A12 12 0 0 1 42 232 V24 A12 12 0 0 1 54 12 Z"
    fill="#FFFFFF" stroke="#7089A3" stroke-width="8" stroke-linejoin="round"/>
  <path d="M154 12 V60 A12 12 0 0 0 166 72 H214 Z" fill="#C9D9E8" stroke="#7089A3" stroke-width="8"
    stroke-linejoin="round"/>
</g>"""
MOTIF = "translate(35 57) scale(0.72)"
INK = "#1261B3"  # of the curve, which is white on the application's blue


def main(arguments: list[str]) -> int:
    """The command line."""
    folder = Path(arguments[0]) if arguments else FOLDER
    make(folder)
    print(f"icons: {folder}")
    return 0


def make(folder: Path) -> None:
    """Write all icons into `folder`, over those that are there."""
    make_theme(folder / "hicolor")
    make_bundles(folder)


def make_theme(hicolor: Path) -> None:
    """Write the icons of a Linux desktop into the folder of its theme."""
    for (name, svg), context in zip(drawings(DOCUMENT), ("apps", "mimetypes"), strict=True):
        write(hicolor / "scalable" / context / f"{name}.svg", svg.encode())
        for size in PNG_SIZES:
            write(hicolor / f"{size}x{size}" / context / f"{name}.png", drawn(svg, size, size // 32))


def make_bundles(folder: Path) -> None:
    """Write the icons of Windows and macOS, one file with all sizes each."""
    for name, svg in drawings(f"{NAME}-document"):
        write(folder / f"{name}.ico", bundled("ICO", [drawn(svg, size, size // 32) for size in ICO_SIZES]))
        # The tiles of macOS leave a tenth of the square free on each side.
        write(folder / f"{name}.icns", bundled("ICNS", [drawn(svg, size, size // 10) for size in ICNS_SIZES]))


def drawings(document: str) -> list[tuple[str, str]]:
    """The names and SVGs of the application's icon and of its documents', to be called `document`."""
    application = DRAWING.read_text(encoding="utf-8")
    return [(NAME, application), (document, document_drawing(application))]


def document_drawing(application: str) -> str:
    """The SVG of a document: the application's curve and ball on a page."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(application)
    motif = ElementTree.Element(f"{{{SVG}}}g", transform=MOTIF)
    for name in ("tile", "loss", "ball"):
        (element,) = (each for each in root if each.get("id") == name)
        root.remove(element)
        if name == "loss":
            element.set("stroke", INK)
        if name != "tile":
            motif.append(element)
    root.append(ElementTree.fromstring(PAGE))
    root.append(motif)
    return ElementTree.tostring(root, encoding="unicode")


def drawn(svg: str, size: int, margin: int) -> bytes:
    """A PNG of `size` pixels a side; a margin of whole pixels keeps the edges of the art crisp."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    renderer.setViewBox(ART)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(margin, margin, size - 2 * margin, size - 2 * margin))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not renderer.isValid() or not image.save(buffer, "PNG"):
        raise ValueError(f"{DRAWING} can't be drawn")
    return bytes(buffer.data().data())


def bundled(kind: str, pngs: list[bytes]) -> bytes:
    """One file with pictures of several sizes, each as it was drawn and none made from another."""
    pictures = [Image.open(io.BytesIO(png)) for png in pngs]
    target = io.BytesIO()
    sizes = {"sizes": [picture.size for picture in pictures]} if kind == "ICO" else {}
    pictures[-1].save(target, kind, append_images=pictures[:-1], **sizes)
    return target.getvalue()


def write(path: Path, data: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
