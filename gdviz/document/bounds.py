"""How much a document may hold, found out before anything is made of it.

A small file can unpack to gigabytes, and a text of brackets takes a hundred times its size as objects. No Qt.
"""

from __future__ import annotations

import zlib

from gdviz.document.errors import DocumentError

MOST_UNPACKED = 40 * 2**20  # bytes of a document in a picture or a line: 8 runs of 100,000 rows have 36 MB
MOST_OF = {"{": 100_000, "[": 1_000_000, ",": 12_000_000}  # objects, lists, values: what 8 such runs may have
PIECE = 2**18  # bytes that are unpacked at once


def check(text: bytes | bytearray | str) -> None:
    """Raise DocumentError where a text has more objects, lists or values than a scene may have.

    >>> check("{}" * 200_000)
    Traceback (most recent call last):
    gdviz.document.errors.DocumentError: This is more than a scene can hold: it is not a gdviz document.
    """
    for mark, most in MOST_OF.items():
        found = text.count(mark) if isinstance(text, str) else text.count(mark.encode())
        if found > most:
            raise DocumentError("too_much")


def unpacked(packed: bytes, most: int = MOST_UNPACKED, *, alone: bool = True) -> bytearray:
    """What zlib has packed, unpacked no further than a document may go.

    Raises ValueError or zlib.error where it is damaged, cut off, or not `alone`, and DocumentError where it
    holds more than a scene may.
    """
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


__all__ = ["MOST_UNPACKED", "check", "unpacked"]
