"""Animated PNG, written frame by frame: Pillow would want all frames in memory at once.

The format: W3C, Portable Network Graphics (third edition), section 11.3.6, animation information.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from gdviz.document.in_pictures import PNG, chunk
from gdviz.export.animation.difference import difference

Pixels = NDArray[np.uint32]

LEVEL = 4  # of compression: quick, and nearly as small as can be
HEADER = struct.pack(">BBBBB", 8, 6, 0, 0, 0)  # eight bits each of red, green, blue and opacity


def animated_png(frames: Iterator[bytes], size: tuple[int, int], milliseconds: Sequence[int]) -> bytes:
    """The file of frames of `size` pixels, four bytes each, which repeats for ever.

    Of each only what changes is written. Raises ValueError where a frame has not as many bytes.
    """
    width, height = size
    body: list[bytes] = []
    before: Pixels | None = None
    number = 0
    for frame, stay in zip(frames, milliseconds, strict=True):
        pixels = np.frombuffer(frame, np.uint32).reshape(height, width)
        left, top, changed = (0, 0, pixels) if before is None else difference(pixels, before, same=0)
        later = before is not None
        before = pixels
        rows, columns = changed.shape
        control = struct.pack(">IIIIIHHBB", number, columns, rows, left, top, stay, 1000, 0, later)
        body.append(chunk(b"fcTL", control))  # a later frame is painted over what is there
        number += 1
        if later:
            body.append(chunk(b"fdAT", struct.pack(">I", number) + _packed(changed)))
            number += 1
        else:
            body.append(chunk(b"IDAT", _packed(changed)))
    return b"".join(
        (
            PNG,
            chunk(b"IHDR", struct.pack(">II", width, height) + HEADER),
            chunk(b"acTL", struct.pack(">II", len(milliseconds), 0)),
            *body,
            chunk(b"IEND", b""),
        )
    )


def _packed(pixels: Pixels) -> bytes:
    """The rows as PNG has them, each with the sign that no filter was used."""
    height, width = pixels.shape
    rows = np.zeros((height, 1 + 4 * width), np.uint8)
    rows[:, 1:] = np.ascontiguousarray(pixels).view(np.uint8)
    return zlib.compress(rows.tobytes(), LEVEL)
