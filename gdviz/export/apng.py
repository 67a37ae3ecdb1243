"""Animated PNG, written frame by frame: Pillow would want all frames in memory at once.

The format: W3C, Portable Network Graphics (third edition), section 11.3.6, animation information.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdviz.embedded import PNG, chunk, chunks

Pixels = NDArray[np.uint8]

LEVEL = 4  # of compression: quick, and nearly as small as can be


def animated_png(frames: Iterator[Any], milliseconds: Sequence[int]) -> bytes:
    """The file of Pillow images of one size, which repeats for ever. Of each only what changes is written."""
    from PIL import Image

    body: list[bytes] = []
    before: Pixels | None = None
    header, number = b"", 0
    for frame, stay in zip(frames, milliseconds, strict=True):
        pixels = np.asarray(frame)
        left, top, changed = _changed(pixels, before)
        before = pixels
        height, width = changed.shape[:2]
        over = 1 if number else 0  # a later frame is painted over what is there
        control = struct.pack(">IIIIIHHBB", number, width, height, left, top, stay, 1000, 0, over)
        body.append(chunk(b"fcTL", control))
        number += 1
        for kind, data in chunks(_png(Image.fromarray(changed, "RGBA"))):
            if kind == b"IHDR" and not header:
                header = chunk(kind, data)
            elif kind == b"IDAT" and not over:
                body.append(chunk(kind, data))
            elif kind == b"IDAT":
                body.append(chunk(b"fdAT", struct.pack(">I", number) + data))
                number += 1
    count = sum(part[4:8] == b"fcTL" for part in body)
    return b"".join([PNG, header, chunk(b"acTL", struct.pack(">II", count, 0)), *body, chunk(b"IEND", b"")])


def _changed(pixels: Pixels, before: Pixels | None) -> tuple[int, int, Pixels]:
    """The part of a frame that differs, ``(rows, columns, 4)``, transparent where it does not; its corner."""
    mask = np.ones(pixels.shape[:2], bool) if before is None else (pixels != before).any(axis=-1)
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    top, bottom = (int(rows[0]), int(rows[-1])) if len(rows) else (0, 0)
    left, right = (int(columns[0]), int(columns[-1])) if len(columns) else (0, 0)
    part = np.s_[top : bottom + 1, left : right + 1]
    changed = np.zeros((bottom + 1 - top, right + 1 - left, 4), np.uint8)
    changed[..., :3] = pixels[part] * mask[part][..., np.newaxis]
    changed[..., 3] = mask[part] * np.uint8(255)
    return left, top, changed


def _png(image: Any) -> bytes:
    output = io.BytesIO()
    image.save(output, format="PNG", compress_level=LEVEL)
    return output.getvalue()


__all__ = ["animated_png"]
