"""How much a document may hold, found out before anything is made of it.

A small file can unpack to gigabytes, and a text of brackets takes a hundred times its size as objects. No Qt.
"""

from __future__ import annotations

import re
import zlib

from gdviz.document.errors import DocumentError

MOST_UNPACKED = 40 * 2**20  # bytes of a document in a picture or a line: 8 runs of 100,000 rows have 36 MB
MOST_OF = {"{": 100_000, "[": 820_000, ",": 12_000_000}  # objects, lists, values: what 8 such runs may have
MOST_BESIDE = {'"': 600_000, "{": 100_000, "[": 150_000, ",": 600_000}  # beside long lists: texts, objects, …
TEXT = re.compile(r'"(?:[^"\\]|\\.)*+"')
PIECE = 2**18  # bytes that are unpacked at once
FEW_UNPACKED = 4 * 2**20  # bytes that anything may unpack to
MOST_TIMES = 80  # how much longer than it is packed a document is beyond them: 100 columns of 0 and 1 are 66


def check(text: str) -> None:
    """Raise DocumentError where a text without its long lists has more objects or values than a scene may.

    >>> check("{}" * 200_000)
    Traceback (most recent call last):
    gdviz.document.errors.DocumentError: This is more than a scene can hold: it is not a gdviz document.
    """
    for mark, most in MOST_BESIDE.items():
        if text.count(mark) > most and (mark == '"' or TEXT.sub("", text).count(mark) > most):
            raise DocumentError("too_much")


def unpacked(packed: bytes, most: int = MOST_UNPACKED, *, alone: bool = True) -> bytearray:
    """What zlib has packed, unpacked no further than a document may go.

    Raises ValueError or zlib.error where it is damaged, cut off, or not `alone`, and DocumentError where it
    holds more than a scene may, or far more than what it is packed in.
    """
    most = min(most, most_of(len(packed)))
    unpacker, text, counts = zlib.decompressobj(), bytearray(), dict.fromkeys(MOST_OF, 0)
    rest = packed
    while not unpacker.eof:
        piece = unpacker.decompress(rest, PIECE)
        rest = unpacker.unconsumed_tail
        if not piece and not rest and not unpacker.eof:
            raise ValueError("what is packed was cut off")
        text += piece
        for mark in counts:
            counts[mark] += piece.count(mark.encode())
        if alone and unpacker.unused_data:
            raise ValueError("more follows what is packed")
        if len(text) > most or any(counts[mark] > MOST_OF[mark] for mark in counts):
            raise DocumentError("too_much")
    return text


def packed(text: bytes) -> bytes:
    """A text packed by zlib so that `unpacked` takes it: as it stands, where it is the same over and over.

    >>> len(packed(bytes(10**6))) < 2000, len(packed(bytes(10**7))) > 10**7
    (True, True)
    """
    small = zlib.compress(text, 9)
    return small if len(text) <= most_of(len(small)) else zlib.compress(text, 0)


def most_of(size: int) -> int:
    """How many bytes so many may be unpacked to."""
    return FEW_UNPACKED + MOST_TIMES * size
