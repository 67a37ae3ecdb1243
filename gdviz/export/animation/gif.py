"""Animated GIF, written frame by frame: Pillow would keep all frames in memory, and write them at the end.

The format: CompuServe, Graphics Interchange Format, version 89a (1990); it repeats by Netscape's extension.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from gdviz.export.animation.difference import difference
from gdviz.export.animation.few_colors import COLORS, ColorTable

CLEAR = COLORS  # the place in the table that leaves a pixel as it is
FOR_EVER = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
TABLE = 0x87  # flags: a table of 256 colours follows
BITS = 8  # of a place in it
KEEP = 0x04  # flag: the next frame is painted over this one
HAS_CLEAR = 0x01


def animated_gif(frames: Iterator[bytes], size: tuple[int, int], milliseconds: Sequence[int]) -> bytes:
    """The file of frames of `size` pixels, four bytes each, which repeats for ever.

    Of each only what changes is written. Raises ValueError where a frame has not as many bytes.
    """
    width, height = size
    parts: list[bytes] = []
    first: ColorTable | None = None  # its colours are the file's
    table: ColorTable | None = None
    before: NDArray[np.uint8] | None = None
    for frame, stay in zip(frames, milliseconds, strict=True):
        pixels = np.frombuffer(frame, "<u4").reshape(height, width).ravel()
        if table is None or not table.take(pixels):
            table, before = ColorTable(pixels), None
        if first is None:
            first = table
            parts.append(b"GIF89a" + struct.pack("<HHBBB", width, height, TABLE, 0, 0) + _padded(table))
            parts.append(FOR_EVER)
        places = table.image.reshape(height, width)
        left, top, part = (0, 0, places) if before is None else difference(places, before, CLEAR)
        control = struct.pack("<BHBB", KEEP if before is None else KEEP | HAS_CLEAR, stay // 10, CLEAR, 0)
        before = places.copy()  # the table paints its next image over this one
        rows, columns = part.shape
        own = b"" if table is first else _padded(table)
        place = struct.pack("<HHHHB", left, top, columns, rows, TABLE if own else 0)
        parts += [b"\x21\xf9\x04" + control, b"\x2c" + place + own, bytes([BITS]), _packed(part)]
    return b"".join((*parts, b"\x3b"))


def _padded(table: ColorTable) -> bytes:
    """The colours of a table, 256 in number."""
    return table.colors.tobytes().ljust(3 * 256, b"\0")


def _packed(places: NDArray[np.uint8]) -> bytes:
    """An image in the blocks of GIF's compression, and the empty one at the end."""
    from PIL import Image

    image = Image.frombytes("L", places.shape[::-1], places.tobytes())
    return image.tobytes("gif", "L", BITS, 0) + b"\0"
