"""A scene as one line of text, to be sent in a message and pasted back.

The line is ``gdviz1:SUM:TEXT``: the version of the form, the CRC-32 of the packed bytes in hexadecimal, and
the bytes in URL-safe base64 without padding. Packed by zlib is what a file holds, as compact
JSON.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib

from gdviz.document import codec
from gdviz.document.bounds import packed, unpacked
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene

PREFIX = "gdviz1:"
LINE = re.compile(r"gdviz(\d{1,4}):([0-9a-fA-F]*):?(.*)", re.DOTALL | re.ASCII)
BETWEEN = r"\s>\u00ad\ufeff\u200b-\u200f\u202a-\u202e\u2060"  # what mail puts between its parts
AROUND = "\"'`“”‘’«»„<()[]{}.,;!*"  # what people put around it
START = re.compile(rf"[{BETWEEN}{re.escape(AROUND)}]*+gdviz\d{{1,4}}:")
MOST_CHARACTERS = 4_000_000  # of a line
MOST_BYTES = 16 * 2**20  # of the document in it


def to_line(scene: Scene) -> str:
    """The scene as one line. Raises DocumentError where it is too large to be shared so.

    >>> line = to_line(Scene(title="A bowl"))
    >>> line[:7], from_line(line) == Scene(title="A bowl")
    ('gdviz1:', True)
    """
    document = codec.document_of(scene)
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    small = packed(text)
    line = f"{PREFIX}{zlib.crc32(small):08x}:{base64.urlsafe_b64encode(small).decode().rstrip('=')}"
    if len(text) > MOST_BYTES or len(line) > MOST_CHARACTERS:
        raise DocumentError("share_too_long")
    return line


def is_line(text: str) -> bool:
    """Whether a text is meant to be a shared scene: it may still be damaged.

    >>> is_line("  “gdviz1:0:abc”\\n"), is_line("gdviz is a program")
    (True, False)
    """
    return START.match(text[:200]) is not None


def from_line(text: str) -> Scene:
    """The scene in a line. Raises DocumentError, and nothing else, where it is damaged, newer or no scene.

    Line breaks, spaces and marks of a quotation that a mail program has put in are left out, and what people
    put around it.
    """
    if len(text) > MOST_CHARACTERS + MOST_CHARACTERS // 50:  # with the breaks that mail puts in
        raise DocumentError("share_too_long")
    match = LINE.fullmatch(re.sub(f"[{BETWEEN}]+", "", text).strip(AROUND))
    if match is None:
        raise DocumentError("share_no_line")
    version, checksum, packed_text = match.groups()
    if int(version) != 1:
        raise DocumentError("share_newer" if int(version) > 1 else "share_no_line")
    try:
        small = base64.b64decode(
            packed_text.encode("ascii") + b"=" * (-len(packed_text) % 4), altchars=b"-_", validate=True
        )
    except (binascii.Error, UnicodeEncodeError):
        raise DocumentError("share_damaged") from None
    if not checksum or int(checksum, 16) != zlib.crc32(small):
        raise DocumentError("share_damaged")
    return codec.loads(_text_of(small))


def _text_of(small: bytes) -> bytearray:
    """The text, never more than a document may have: a small line could unpack to gigabytes."""
    try:
        return unpacked(small, MOST_BYTES)
    except DocumentError:
        raise DocumentError("share_too_long") from None
    except (ValueError, zlib.error):
        raise DocumentError("share_damaged") from None
