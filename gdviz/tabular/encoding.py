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
from gdviz.tabular.content import Content
from gdviz.tabular.error import DataError
from gdviz.tabular.other_formats import PACKED, content

LARGEST = 100  # MB: what is read is held in memory
CHUNK = 1 << 20
SHORT = 100_000  # bytes of a text that are read in a blink

# What a person may choose from, and Python's codec for each.
ENCODINGS = {
    "UTF-8": "utf-8-sig",
    "UTF-16": "utf-16",
    "GB18030": "gb18030",
    "Big5": "cp950",
    "Shift-JIS": "cp932",
    "EUC-KR": "cp949",
    "Windows-1251": "cp1251",
    "Windows-1252": "cp1252",
}
# Of two bytes for a character: the first ones of the common characters, the least second one, and how many
# of the second ones must be above 127, as they hardly ever are by chance in Western text.
COMMON = {
    "EUC-KR": (range(0xB0, 0xC9), 0xA1, 0.0),
    "GB18030": ((*range(0xA1, 0xA4), *range(0xB0, 0xD8)), 0xA1, 0.0),
    "Big5": (range(0xA1, 0xC7), 0x40, 0.4),
    "Shift-JIS": (range(0x81, 0x98), 0x40, 0.2),
}
MOST_BY_CHANCE = 12  # so many different characters are hardly ever all in the first half of GB 2312
BIG_ENDIAN = "utf-16-be"  # without a mark of the byte order; with one, "utf-16" finds out by itself
LITTLE_ENDIAN = "utf-16-le"

CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
HIGH_LETTERS = re.compile(rb"[\xc0-\xff]+")


class EncodedFile(Struct, frozen=True):
    """What stood in a file when it was read; of a file that is not text itself the table in it.

    Then `content` says which one it is, and `packed` is the whole file; `wrong` is why there is none.
    """

    name: str
    data: bytes
    content: Content | None = None
    packed: bytes = b""
    wrong: DataError | None = None

    def text(self, codec: str) -> io.TextIOWrapper:
        """A stream of lines with their ends as they stand."""
        return io.TextIOWrapper(io.BytesIO(self.data), codec, newline="")


class Pasted(Struct, frozen=True):
    """A text from a clipboard that was not looked at yet."""

    name: str
    text: str


Source = str | os.PathLike[str] | EncodedFile | Pasted


def opened(source: Source) -> EncodedFile:
    """What is to be read. Raises DataError where it can't be."""
    if isinstance(source, Pasted):
        return pasted(source.name, source.text)
    return source if isinstance(source, EncodedFile) else load(source)


def is_short(source: Source) -> bool:
    """Whether it is read in a blink: a short text, or nothing at all; of what is packed nobody can tell."""
    if isinstance(source, Pasted):
        return len(source.text) <= SHORT
    if isinstance(source, EncodedFile):
        return max(len(source.data), len(source.packed)) <= SHORT and not source.packed.startswith(PACKED)
    try:
        status = os.stat(source)
        if not stat.S_ISREG(status.st_mode):
            return True
        with open(source, "rb") as file:
            return status.st_size <= SHORT and not file.read(8).startswith(PACKED)
    except (OSError, ValueError):
        return True


def load(path: str | os.PathLike[str]) -> EncodedFile:
    """Read a file. Raises DataError where that can't be done, or it can't be a table in text."""
    path = Path(path)
    if "\0" in str(path):
        raise DataError("missing")
    try:
        if path.is_dir():
            raise DataError("folder")
        # Without waiting for a pipe's other end; what it is is asked of what was opened, not of the name.
        with open(path, "rb", opener=unwaiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise DataError("not_file")
            data = file.read(LARGEST * 10**6 + 1) or b""  # None: one that has nothing yet
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


def unwaiting(path: str, flags: int) -> int:
    """What opens a file: a pipe that nobody writes to, too."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def encoded(name: str, data: bytes, part: str | None = None, seed: int | None = 0) -> EncodedFile:
    """A table that was read or pasted; workbooks and arrays as text. Raises DataError where it is none."""
    data = data if data.startswith(PACKED) else data.rstrip(b"\x1a")  # the end of a text of DOS
    found = content(data, part, seed=seed)
    return EncodedFile(name, data) if found is None else EncodedFile(name, found.data, found, data)


def with_part(source: EncodedFile, part: str | None, seed: int | None) -> EncodedFile:
    """The same file, with another table or other rows of it. Raises DataError where there is none at all."""
    if source.wrong is not None:
        raise source.wrong
    held = source.content
    if held is None or (part in (None, held.part) and (not held.left or seed == held.seed)):
        return source
    return encoded(source.name, source.packed, part or held.part, seed)


def pasted(name: str, text: str) -> EncodedFile:
    """A table from a clipboard, or an array as it is printed; what is neither is said where it is read."""
    data = text.encode()
    try:
        return encoded(name, data)
    except DataError as error:
        return EncodedFile(name, data, wrong=error)


def guess_encoding(data: bytes) -> tuple[str, str]:
    """The name in ENCODINGS and the codec that fit the bytes best.

    >>> encoded = "猫,狗".encode("gbk"), "貓,狗".encode("big5"), "Größe".encode("cp1252")
    >>> [guess_encoding(data)[0] for data in encoded]
    ['GB18030', 'Big5', 'Windows-1252']
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
    for name in COMMON:
        if looks_common(data, name) and undecodable(data, ENCODINGS[name]) is None:
            return name, ENCODINGS[name]
    if looks_damaged(data):
        return "UTF-8", "utf-8-sig"
    name = "Windows-1251" if looks_cyrillic(data) else "Windows-1252"
    return name, ENCODINGS[name]


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


def looks_common(data: bytes, name: str) -> bool:
    """Whether text in an encoding of COMMON mostly holds common characters: any two bytes make some."""
    first, least, high = COMMON[name]
    codec = ENCODINGS[name]
    text = data[:CHUNK].decode(codec, "ignore")
    codes = [char.encode(codec) for char in text if char > "\x7f"]
    common = [code for code in codes if len(code) == 2 and code[0] in first and code[1] >= least]
    if name == "EUC-KR" and len(set(common)) < MOST_BY_CHANCE:
        return False
    share = 0.95 if name == "EUC-KR" else 0.7
    return bool(common) and (
        len(common) >= share * len(codes) and sum(code[1] > 0x7F for code in common) >= high * len(common)
    )


def looks_cyrillic(data: bytes) -> bool:
    """Whether words are of letters above 127, as they are in Windows-1251, not in Western text."""
    found = HIGH_LETTERS.findall(data[:CHUNK])
    return sum(len(run) for run in found if len(run) > 2) > 0.5 * sum(map(len, found))


def check_text(text: str) -> None:
    """Raise DataError where the beginning of a file shows that it is not text."""
    if CONTROL.search(text):
        raise DataError("binary")
