"""Frames with at most 255 colours, as GIF wants them; the 256th is left for what does not change.

Plots have large areas of one colour, which must stay what they are, and heat maps and soft edges of lines, of
which nobody sees a small change. So the most frequent colours are kept, and the others share the rest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gdviz.base.arrays import Array

COLORS = 255
KEPT = 128  # of them are exactly the most frequent ones
CELLS = 1 << 18  # a cell holds the 4 × 4 × 4 colours that get the same place in the palette
FAR = 24.0  # how far, by Euclid, a colour may be from its own
FEW = 0.002  # the share of pixels that may be farther
HEAVIEST = 64  # pixels: more do not give a colour more of a say


class ColorTable:
    """The `colors` made for a frame, ``(n, 3)``, and the newest frame as an `image` of places in them."""

    def __init__(self, pixels: NDArray[np.uint32]) -> None:
        values, counts = np.unique(pixels, return_counts=True)
        order = np.argsort(-counts, kind="stable")
        values, counts = values[order], counts[order]
        _, first = np.unique(_cells(values), return_index=True)  # the most frequent one of each cell
        first.sort()
        seen, counts = _colors(values[first]), counts[first]
        self.colors = seen if len(seen) <= COLORS else _chosen(seen, counts)
        self._places = np.zeros(CELLS, np.uint8)
        self._far = np.zeros(CELLS, bool)
        self._known = np.zeros(CELLS, bool)
        self._match(_cells(values[first]), seen)
        cells = _cells(pixels)
        self._pixels = pixels
        self.image = self._places[cells]
        self._strangers = self._far[cells]
        self._allowed = max(FEW * pixels.size, 2.0 * int(np.count_nonzero(self._strangers)))

    def take(self, pixels: NDArray[np.uint32]) -> bool:
        """Make the `image` that of another frame; False where the colours do not suit it."""
        changed = np.flatnonzero(pixels != self._pixels)
        self._pixels = pixels
        cells = _cells(pixels[changed])
        new = np.unique(cells[~self._known[cells]])
        if len(new):
            self._match(new, _middles(new))
        self.image[changed] = self._places[cells]
        self._strangers[changed] = self._far[cells]
        return int(np.count_nonzero(self._strangers)) <= self._allowed

    def _match(self, cells: Array, colors: NDArray[np.uint8]) -> None:
        palette = self.colors.astype(np.float32)
        for begin in range(0, len(cells), 1024):
            some = colors[begin : begin + 1024, np.newaxis].astype(np.float32)
            apart = ((some - palette) ** 2).sum(axis=-1)
            nearest = apart.argmin(axis=1)
            here = cells[begin : begin + 1024]
            self._places[here] = nearest
            self._far[here] = apart[np.arange(len(nearest)), nearest] > FAR**2
        self._known[cells] = True


def _cells(pixels: NDArray[np.uint32]) -> Array:
    """The cell of each pixel: six bits of each colour."""
    return (pixels >> 2 & 0x3F) | (pixels >> 4 & 0xFC0) | (pixels >> 6 & 0x3F000)


def _colors(pixels: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Red, green and blue, ``(n, 3)``."""
    return np.ascontiguousarray(pixels, "<u4").view(np.uint8).reshape(-1, 4)[:, :3]


def _middles(cells: Array) -> NDArray[np.uint8]:
    """The colour in the middle of each cell, ``(n, 3)``."""
    return np.stack([(cells >> shift & 0x3F) * 4 + 2 for shift in (0, 6, 12)], axis=-1).astype(np.uint8)


def _chosen(colors: NDArray[np.uint8], counts: Array) -> NDArray[np.uint8]:
    """Of colours, the most frequent first, those that stay, and those that stand for the others."""
    from PIL import Image

    others = np.repeat(colors[KEPT:], np.minimum(counts[KEPT:], HEAVIEST), axis=0)
    image = Image.fromarray(others[np.newaxis], "RGB")
    reduced = image.quantize(COLORS - KEPT, Image.Quantize.MEDIANCUT).getpalette() or []
    return np.concatenate([colors[:KEPT], np.array(reduced, np.uint8).reshape(-1, 3)[: COLORS - KEPT]])
