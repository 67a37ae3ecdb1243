"""Text that is too long for its room, shortened without cutting a number: half a number is a wrong one."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF

_NUMBER = re.compile("[−+-]?[0-9][0-9.,/\u202f×⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]*%?")
ASIDE = re.compile(r"\s*[(（].*[)）]")  # what a text says besides, and the picture says, too: (log)
RIGHT = Qt.TextElideMode.ElideRight


def shortened(
    text: str, metrics: QFontMetrics | QFontMetricsF, width: float, mode: Qt.TextElideMode = RIGHT
) -> str:
    """`text` in at most `width` pixels: its beginning and, from the last number on, its end.

    Where the end has no room it goes, too; text without a number is elided by Qt as `mode` says.
    """
    if metrics.horizontalAdvance(text) <= width:
        return text
    numbers = [found.span() for found in _NUMBER.finditer(text)]
    if not numbers:
        return metrics.elidedText(text, mode, int(width))
    last = numbers[-1][0]
    for end, rest in ((last, text[last:]), (len(text), "")):
        for cut in range(end, -1, -1):
            if not any(first < cut < stop for first, stop in numbers):
                short = text[:cut].rstrip() + "…" + rest
                if metrics.horizontalAdvance(short) <= width:
                    return short
    return ""
