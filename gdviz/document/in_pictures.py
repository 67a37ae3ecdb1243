"""What a picture carries, its scene and its step: put into PNG and SVG, found in PNG, SVG and PDF. No Qt."""

from __future__ import annotations

import html
import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping

from gdviz.document.errors import DocumentError

SCENE = "scene.gdviz"  # what the scene is called in a picture
PICTURE = "picture.json"  # and what else it was made with
MOST = 128 * 2**20  # bytes that a scene may have when it is unpacked
PNG = b"\x89PNG\r\n\x1a\n"
NAMESPACE = "https://gdviz.invalid/picture"
FOREIGN = (b"GIF8", b"\xff\xd8\xff", b"RIFF", b"BM", b"II*\0", b"MM\0*")  # GIF, JPEG, WebP, BMP, TIFF
DAMAGES = (ValueError, IndexError, struct.error, zlib.error)

SVG_START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.S
)
SVG_ENTRY = re.compile(r'<(?:\w+:)?entry\b[^>]*\bname="([^"]*)"[^>]*>(.*?)</(?:\w+:)?entry>', re.S)
DOCUMENT = re.compile(rb'\s*\{\s*"gdviz"')  # how a document begins
PDF_FILE = re.compile(rb"/EF\s*<<[^>]*?/U?F\s+(\d+)\s+\d+\s+R")  # names the object that is attached


def is_picture(data: bytes) -> bool:
    """Whether the bytes are those of a picture, by how they begin."""
    return data.startswith((PNG, b"%PDF-", *FOREIGN)) or SVG_START.match(data[:4096]) is not None


def document_in(data: bytes) -> bytes:
    """The bytes of a document: `data` itself, or what a picture made by gdviz carries.

    Raises DocumentError where a picture has none, or has it no longer whole.
    """
    if not is_picture(data):
        return data
    try:
        found = _carried(data, SCENE)
    except DAMAGES:
        raise DocumentError("picture_damaged") from None
    if found is None:
        raise DocumentError("picture_plain")
    return found


def step_in(data: bytes) -> int | None:
    """The step that a picture made by gdviz shows; None where `data` is something else, or does not tell."""
    try:
        text = _carried(data, PICTURE) if is_picture(data) else None
        step = None if text is None else json.loads(text)["step"]
    except (*DAMAGES, KeyError, TypeError, RecursionError):
        return None
    return step if type(step) is int and step >= 0 else None


def _carried(data: bytes, name: str) -> bytes | None:
    """What a picture carries by that name. Raises one of DAMAGES."""
    if data.startswith(PNG):
        return _in_png(data, name)
    if data.startswith(b"%PDF-"):
        return _in_pdf(data, name)
    return None if data.startswith(FOREIGN) else _in_svg(data, name)


# -- PNG -----------------------------------------------------------------------------------------------------


def into_png(data: bytes, entries: Mapping[str, str], dpi: float | None = None) -> bytes:
    """A PNG with texts in it, and with how many pixels an inch has."""
    made = chunk(b"IHDR", data[16:29])
    if dpi is not None:
        meter = round(dpi / 0.0254)
        made += chunk(b"pHYs", struct.pack(">IIB", meter, meter, 1))
    for name, text in entries.items():
        packed = zlib.compress(text.encode(), 9)
        made += chunk(b"iTXt", name.encode("latin-1") + b"\0\1\0\0\0" + packed)
    rest = b"".join(chunk(kind, body) for kind, body in chunks(data) if kind not in (b"IHDR", b"pHYs"))
    return PNG + made + rest


def chunk(kind: bytes, body: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG. Raises ValueError where one is not whole."""
    place = len(PNG)
    while place < len(data):
        (length,) = struct.unpack_from(">I", data, place)
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        (check,) = struct.unpack_from(">I", data, place + 8 + length)
        if check != zlib.crc32(kind + body):
            raise ValueError("a part of the PNG is damaged")
        yield kind, body
        place += 12 + length
        if kind == b"IEND":
            return


def _in_png(data: bytes, wanted: str) -> bytes | None:
    for kind, body in chunks(data):
        name, _, rest = body.partition(b"\0")
        if kind == b"iTXt" and name == wanted.encode():
            _, _, rest = rest[2:].partition(b"\0")  # flags, language
            _, _, rest = rest.partition(b"\0")  # the translated name
            return _unpacked(rest)
    return None


# -- SVG -----------------------------------------------------------------------------------------------------


def svg_metadata(entries: Mapping[str, str]) -> str:
    """The element that an SVG carries texts in."""
    parts = "".join(
        f'<gdviz:entry name="{_escaped(name)}">{_escaped(text)}</gdviz:entry>'
        for name, text in entries.items()
    )
    return f'<metadata xmlns:gdviz="{NAMESPACE}">{parts}</metadata>'


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _in_svg(data: bytes, wanted: str) -> bytes | None:
    for name, text in SVG_ENTRY.findall(data.decode("utf-8-sig")):
        if name == wanted:
            return html.unescape(text).encode()
    if not data.rstrip().endswith(b">") or (b"<metadata" in data and b"</metadata>" not in data):
        raise ValueError("the SVG was cut off")
    return None


# -- PDF -----------------------------------------------------------------------------------------------------


def _in_pdf(data: bytes, wanted: str) -> bytes | None:
    """What is attached to a PDF: the first attachment that is a document, or the first that is none."""
    for number in dict.fromkeys(PDF_FILE.findall(data)):
        head = re.search(rb"[\r\n]" + number + rb" \d+ obj\b(.*?)\bstream\r?\n", data, re.S)
        if head is None:
            raise ValueError("the PDF lacks an attachment")
        packed = b"/FlateDecode" in head[1]
        body = data[head.end() : data.index(b"endstream", head.end())]
        text = _unpacked(body) if packed else body.rstrip(b"\r\n")
        if (DOCUMENT.match(text) is not None) == (wanted == SCENE):
            return text
    if not data.rstrip(b"\r\n\0 ").endswith(b"%%EOF"):
        raise ValueError("the PDF was cut off")
    return None


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(packed, MOST)
    if not unpacker.eof:
        raise ValueError("what is packed is too long, or was cut off")
    return text


__all__ = [
    "PICTURE",
    "PNG",
    "SCENE",
    "chunk",
    "chunks",
    "document_in",
    "into_png",
    "is_picture",
    "step_in",
    "svg_metadata",
]
