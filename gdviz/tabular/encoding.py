"""A file's bytes, and which encoding they are in."""

from __future__ import annotations

import codecs
import io
import os
import re
import stat
from pathlib import Path

from msgspec import Struct

from gdviz.notation.numbers import fixed
from gdviz.tabular.error import DataError
from gdviz.tabular.other_formats import as_text

LARGEST = 100  # MB: what is read is held in memory
CHUNK = 1 << 20

# What a person may choose from, and Python's codec for each.
ENCODINGS = {"UTF-8": "utf-8-sig", "UTF-16": "utf-16", "GB18030": "gb18030", "Windows-1252": "cp1252"}
BIG_ENDIAN = "utf-16-be"  # without a mark of the byte order; with one, "utf-16" finds out by itself
LITTLE_ENDIAN = "utf-16-le"

CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


class EncodedFile(Struct, frozen=True):
    """What stood in a file when it was read."""

    name: str
    data: bytes

    def text(self, codec: str) -> io.TextIOWrapper:
        """A stream of lines with their ends as they stand."""
        return io.TextIOWrapper(io.BytesIO(self.data), codec, newline="")


def load(path: str | os.PathLike[str]) -> EncodedFile:
    """Read a file. Raises DataError where that can't be done, or it can't be a table in text."""
    path = Path(path)
    if "\0" in str(path):
        raise DataError("missing")
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise DataError("folder")
        if not stat.S_ISREG(status.st_mode):
            raise DataError("not_file")
        with path.open("rb") as file:
            data = file.read(LARGEST * 10**6 + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise DataError("missing") from None
    except PermissionError:
        raise DataError("forbidden") from None
    except OSError as error:
        raise DataError("unreadable", reason=error.strerror or str(error)) from error
    if len(data) > LARGEST * 10**6:
        size = max(status.st_size, len(data)) / 10**6
        raise DataError("too_large", size=fixed(size, 1), limit=LARGEST)
    return encoded(path.name, data)


def encoded(name: str, data: bytes) -> EncodedFile:
    """A table that was read or pasted; workbooks and arrays as text. Raises DataError where it is none."""
    text = as_text(data)
    return EncodedFile(name, data if text is None else text)


def pasted(name: str, text: str) -> EncodedFile:
    """A table from a clipboard, or an array as it is printed; what is neither is said where it is read."""
    try:
        return encoded(name, text.encode())
    except DataError:
        return EncodedFile(name, text.encode())


def guess_encoding(data: bytes) -> tuple[str, str]:
    """The name in ENCODINGS and the codec that fit the bytes best.

    >>> guess_encoding("猫,狗".encode("gb18030"))[0], guess_encoding("Größe".encode("cp1252"))[0]
    ('GB18030', 'Windows-1252')
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16", "utf-16"
    start = data[:4096]
    if start.count(0):
        little, big = start[1::2].count(0), start[::2].count(0)
        if max(little, big) > 4 * min(little, big):
            return "UTF-16", LITTLE_ENDIAN if little > big else BIG_ENDIAN
    if undecodable(data, "utf-8-sig") is None:
        return "UTF-8", "utf-8-sig"
    if undecodable(data, "gb18030") is None and looks_chinese(data):
        return "GB18030", "gb18030"
    if looks_damaged(data):
        return "UTF-8", "utf-8-sig"
    return "Windows-1252", "cp1252"


def codec_of(data: bytes, encoding: str | None) -> tuple[str, str]:
    """The name in ENCODINGS and the codec to read with; raises DataError where bytes do not fit it."""
    name, codec = guess_encoding(data)
    if encoding is not None and encoding != name:
        name, codec = encoding, LITTLE_ENDIAN if encoding == "UTF-16" else ENCODINGS[encoding]
    position = undecodable(data, codec)
    if position is not None:
        raise DataError("encoding", encoding=name, line=len(re.findall(rb"\r\n?|\n", data[:position])) + 1)
    return name, codec


def undecodable(data: bytes, codec: str) -> int | None:
    """Where the first bytes stand that do not fit `codec`, or None. A part at a time, to save memory."""
    decoder = codecs.getincrementaldecoder(codec)()
    held = 0  # bytes before this part that the decoder still waits to complete
    for start in range(0, max(len(data), 1), CHUNK):
        try:
            decoder.decode(data[start : start + CHUNK], final=start + CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return max(start - held, 0) + error.start
        held = len(decoder.getstate()[0])
    return None


def looks_damaged(data: bytes) -> bool:
    """Whether this is UTF-8 with some wrong bytes: text in another encoding hardly ever fits it by chance."""
    text = data[:CHUNK].decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) > 2 * wrong  # more characters fit than not


def looks_chinese(data: bytes) -> bool:
    """Whether text in GB18030 mostly holds common characters: any two bytes above 128 make some character."""
    text = data[:CHUNK].decode("gb18030", "ignore")
    codes = [char.encode("gb18030") for char in text if char > "\x7f"]
    common = sum(len(code) == 2 and 0xA1 <= code[0] <= 0xD7 and code[1] >= 0xA1 for code in codes)
    return common >= 0.7 * len(codes)


def check_text(text: str) -> None:
    """Raise DataError where the beginning of a file shows that it is not text."""
    if CONTROL.search(text):
        raise DataError("binary")
