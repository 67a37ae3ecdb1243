"""What a picture carries, its scene and its step: put into PNG and SVG, found in PNG, SVG and PDF. No Qt."""

from __future__ import annotations

import html
import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping

from gdviz.document.bounds import packed, unpacked
from gdviz.document.errors import DocumentError

SCENE = "scene.gdviz"  # what the scene is called in a picture
PICTURE = "picture.json"  # and what else it was made with
PNG = b"\x89PNG\r\n\x1a\n"
NAMESPACE = "https://gdviz.invalid/picture"
FOREIGN = (b"GIF8", b"\xff\xd8\xff", b"RIFF", b"BM", b"II*\0", b"MM\0*")  # GIF, JPEG, WebP, BMP, TIFF
DAMAGES = (ValueError, IndexError, struct.error, zlib.error)

# No pattern over a file's bytes may try a place twice: all repetitions are possessive, and the scans go on
# from where the last one ended.
SPACE = re.compile(rb"\s*+")
SVG_HEAD = 2**16  # bytes within which an SVG has begun
SVG_SKIPPED = {b"<!--": b"-->", b"<?": b"?>", b"<!": b">"}  # what may stand before its first element
SVG_ENTRY = re.compile(r"<(?:\w++:)?entry\b")
SVG_NAME = re.compile(r'\bname="([^"]*+)"')
SVG_END = re.compile(r"</(?:\w++:)?entry>")
# How a document begins, after the mark that some programs put in front.
DOCUMENT = re.compile(rb'(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?+\s*+\{\s*+"gdviz"')
PDF_FILES = re.compile(rb"/EF\s*+<<")
PDF_FILE = re.compile(rb"/U?F\s++(\d{1,10}+)\s++\d++\s++R")  # names the object that is attached
PDF_STREAM = re.compile(rb"\bstream\r?\n")
MOST_ABOUT = 2**16  # bytes of what else it was made with: they are read without asking what is in them
MOST_ATTACHED = 16  # files that are looked at in a PDF


def is_picture(data: bytes) -> bool:
    """Whether the bytes are those of a picture, by how they begin."""
    return data.startswith((PNG, b"%PDF-", *FOREIGN)) or _begins_svg(data[:SVG_HEAD])


def begins_document(data: bytes) -> bool:
    """Whether the bytes begin as a document does, in UTF-8 or UTF-16.

    >>> [begins_document('{"gdviz": 2}'.encode(name)) for name in ("utf-8-sig", "utf-16")]
    [True, True]
    """
    return DOCUMENT.match(data.replace(b"\0", b"")) is not None


def _begins_svg(data: bytes) -> bool:
    """Whether the first element is ``<svg>``, after declarations and comments."""
    place = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while True:
        place = SPACE.match(data, place).end()  # type: ignore[union-attr]  # it matches everywhere
        if data.startswith(b"<svg", place):
            return data[place + 4 : place + 5] in (b" ", b"\t", b"\r", b"\n", b">", b"/")
        end = next((end for start, end in SVG_SKIPPED.items() if data.startswith(start, place)), None)
        found = -1 if end is None else data.find(end, place)
        if end is None or found < 0:
            return False
        place = found + len(end)


def document_in(data: bytes) -> bytes | bytearray:
    """The bytes of a document: `data` itself, or what a picture made by gdviz carries.

    Raises DocumentError where a picture has none, or has it no longer whole.
    """
    if not is_picture(data):
        return data
    try:
        found = _carried(data, SCENE)
    except DocumentError:
        raise
    except DAMAGES:
        raise DocumentError("picture_damaged") from None
    if found is None:
        raise DocumentError("picture_plain")
    return found


def step_in(data: bytes) -> int | None:
    """The step that a picture made by gdviz shows; None where `data` is something else, or does not tell."""
    try:
        text = _carried(data, PICTURE) if is_picture(data) else None
        step = None if text is None or len(text) > MOST_ABOUT else json.loads(text)["step"]
    except (*DAMAGES, KeyError, TypeError, RecursionError):
        return None
    return step if type(step) is int and step >= 0 else None


def _carried(data: bytes, name: str) -> bytes | bytearray | None:
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
        made += chunk(b"iTXt", name.encode("latin-1") + b"\0\1\0\0\0" + packed(text.encode()))
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


def _in_png(data: bytes, wanted: str) -> bytearray | None:
    for kind, body in chunks(data):
        name, _, rest = body.partition(b"\0")
        if kind == b"iTXt" and name == wanted.encode():
            _, _, rest = rest[2:].partition(b"\0")  # flags, language
            _, _, rest = rest.partition(b"\0")  # the translated name
            return unpacked(rest)
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
    text, place = data.decode("utf-8-sig"), 0
    while begin := SVG_ENTRY.search(text, place):
        inside = text.find(">", begin.end())
        end = SVG_END.search(text, inside) if inside >= 0 else None
        if end is None:
            break
        name = SVG_NAME.search(text[begin.end() : inside])
        if name is not None and name[1] == wanted:
            return html.unescape(text[inside + 1 : end.start()]).encode()
        place = end.end()
    if not data.rstrip().endswith(b">") or (b"<metadata" in data and b"</metadata>" not in data):
        raise ValueError("the SVG was cut off")
    return None


# -- PDF -----------------------------------------------------------------------------------------------------


def _in_pdf(data: bytes, wanted: str) -> bytes | bytearray | None:
    """What is attached to a PDF: the first attachment that is a document, or the first that is none."""
    for number in list(dict.fromkeys(_attached(data)))[:MOST_ATTACHED]:
        head = re.search(rb"[\r\n]" + number + rb" \d++ obj\b", data)
        begin = None if head is None else PDF_STREAM.search(data, head.end())
        if head is None or begin is None:
            raise ValueError("the PDF lacks an attachment")
        is_packed = b"/FlateDecode" in data[head.end() : begin.start()]
        body = data[begin.end() : data.index(b"endstream", begin.end())]
        text = unpacked(body, alone=False) if is_packed else body.rstrip(b"\r\n")
        if (DOCUMENT.match(text) is not None) == (wanted == SCENE):
            return text
    if not data.rstrip(b"\r\n\0 ").endswith(b"%%EOF"):
        raise ValueError("the PDF was cut off")
    return None


def _attached(data: bytes) -> Iterator[bytes]:
    """The numbers of the objects that are attached."""
    place = 0
    while begin := PDF_FILES.search(data, place):
        end = data.find(b">", begin.end())
        if end < 0:
            return
        if found := PDF_FILE.search(data, begin.end(), end):
            yield found[1]
        place = end
