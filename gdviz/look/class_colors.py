"""Colours and symbols of classes and of a model's output: quiet as a ground, strong as points.

They differ from the colours of runs, which stand for something else. Every scale runs evenly in lightness or
meets in the middle, so that colour-blind eyes read it, too.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from gdviz.look.color_steps import STEPS, STRENGTHS
from gdviz.look.look import Look, blend

Pixels = NDArray[np.uint8]

# After purple and orange of ColorBrewer's "PuOr" (Brewer 2003): safe for colour-blind eyes.
PAIR = {
    "light": ("#5B4FA8", "#D97706"),
    "dark": ("#A79BFF", "#FFB454"),
    "projector": ("#41338F", "#C25E00"),
    "print": ("#000000", "#787878"),
}
# After Paul Tol's "muted" scheme (2021), and grey: up to ten that colour-blind eyes can tell apart.
MANY = {
    "light": (
        "#332288", "#CC8A00", "#2F9E8F", "#C2506A", "#4A9CC7", "#7F7F1E", "#7A1D4E", "#117733", "#A04695",
        "#6B7280",
    ),
    "dark": (
        "#9A8CF5", "#F2C14E", "#5CD0BE", "#F08AA0", "#8CD3F5", "#C3C35A", "#D873A8", "#5FBF7A", "#D790CE",
        "#B4BCC6",
    ),
    "projector": (
        "#2A1A80", "#B87800", "#00796B", "#B03050", "#1F78B4", "#66660A", "#660F3E", "#0B5C26", "#8A2C80",
        "#4B5563",
    ),
    "print": (
        "#000000", "#787878", "#3C3C3C", "#9A9A9A", "#202020", "#888888", "#505050", "#A8A8A8", "#606060",
        "#303030",
    ),
}  # fmt: skip
QUIET = {
    "light": 0.47,
    "dark": 0.4,
    "projector": 0.56,
    "print": 0.72,
}  # how much of its colour a certain class has as a ground
NUMBERS = {  # from the smallest to the largest output of a model that gives numbers
    "light": ("#FBF8E4", "#D5E8CF", "#9FD0C6", "#69AFC0", "#4A86AE", "#3C5C93"),
    "dark": ("#17202B", "#1D3A4A", "#275B66", "#3F7F78", "#74A47C", "#BCC98A"),
    "projector": ("#FFFDEB", "#CDE6C8", "#8CC9BF", "#4FA3B9", "#2F76A5", "#233F7D"),
    "print": ("#FFFFFF", "#EDEDED", "#D9D9D9", "#C4C4C4", "#AEAEAE", "#969696"),
}
SYMBOLS = (0, 2, 1, 3, 5, 6, 7, 4)  # of `symbols.symbol`, the most unlike ones first


def class_colors(look: Look, classes: int) -> tuple[str, ...]:
    """A strong colour for each class."""
    palette = PAIR[look.scales] if classes <= 2 else MANY[look.scales]
    return tuple(palette[place % len(palette)] for place in range(max(classes, 2)))


def class_symbol(place: int) -> int:
    """The number of a class's symbol."""
    return SYMBOLS[place % len(SYMBOLS)]


@functools.lru_cache(maxsize=16)
def output_scale(look: Look) -> Pixels:
    """From certainly class 0 over undecided to certainly class 1: ``(STEPS, 4)``."""
    low, high = (blend(look.surface, color, QUIET[look.scales]) for color in PAIR[look.scales])
    return _scale((low, look.surface, high), STEPS)


@functools.lru_cache(maxsize=16)
def number_scale(look: Look) -> Pixels:
    """From the smallest to the largest number: ``(STEPS, 4)``."""
    return _scale(NUMBERS[look.scales], STEPS)


@functools.lru_cache(maxsize=32)
def classes_scale(look: Look, classes: int) -> Pixels:
    """For each class from undecided to certain: ``(classes, STRENGTHS, 4)``."""
    most = QUIET[look.scales]
    return np.stack(
        [
            _scale((blend(look.surface, color, 0.16), blend(look.surface, color, most)), STRENGTHS)
            for color in class_colors(look, classes)
        ]
    )


def color_at(scale: Pixels, place: float) -> str:
    """The colour of a scale at a place from 0 to 1, as ``#rrggbb``."""
    nearest: Any = scale[round(min(max(place, 0.0), 1.0) * (len(scale) - 1))]
    blue, green, red = nearest[:3].tolist()
    return f"#{red:02x}{green:02x}{blue:02x}"


def _scale(stops: tuple[str, ...], steps: int) -> Pixels:
    """Evenly from stop to stop, as blue, green, red and 255: how Qt keeps a pixel in memory."""
    rgb = np.array([QColor(stop).getRgbF() for stop in stops], np.float64) * 255.0
    at = np.linspace(0, len(stops) - 1, steps)
    channels = [np.interp(at, np.arange(len(stops)), rgb[:, c]) for c in (2, 1, 0)]
    return np.stack([*channels, np.full(steps, 255.0)], axis=-1).round().astype(np.uint8)


__all__ = [
    "STEPS",
    "STRENGTHS",
    "class_colors",
    "class_symbol",
    "classes_scale",
    "color_at",
    "number_scale",
    "output_scale",
]
