"""Where the parts of the loss's picture are, for a beat that rings one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QRectF

from gdviz.document.frame import Frame
from gdviz.look.look import LIGHT
from gdviz.views.common.annotations import RING, Annotations, united
from gdviz.views.loss.loss_curve import BALL
from gdviz.views.loss.loss_paths import Path
from gdviz.views.plot.marks import Mark
from gdviz.views.plot.scatter import Scatter

STAR = 1.5  # of the look's markers


def rect_of(part: str, balls: Sequence[Mark], annotations: Annotations, minima: Scatter) -> QRectF | None:
    """Around a part, in pixels of the plot's box; None where it is hidden, or out of sight.

    `balls` are those of the run that is meant, `minima` the stars of the known ones.
    """
    rect: QRectF | None = None
    if part in annotations.hidden:
        return None
    if part in ("curve", "numbers"):
        return annotations.area
    if part == "ball":
        rect = united(_around(annotations, mark.x, mark.y, BALL) for mark in balls)
    elif part == "minimum":
        rect = united(_around(annotations, x, y, STAR) for x, y in zip(*minima.getData(), strict=True))
    else:
        line = annotations.rect_of(part)
        rect = None if line is None else line.adjusted(-1, -1, 1, 1)  # it may lie flat
    seen = rect is not None and np.isfinite(rect.center().y()) and rect.intersects(annotations.area)
    return rect if seen else None


def ringed(frame: Frame, balls: Sequence[tuple[Path, Mark]], annotations: Annotations) -> Iterator[QRectF]:
    """Where a beat rings balls, with the rings, in pixels of the plot's box: no words are to cover these."""
    wide = BALL + 3.0 * RING / LIGHT.marker_size
    for mark in frame.marks:
        if (mark.view, mark.part) == ("loss", "ball"):
            for path, ball in balls:
                if path.place == mark.run:
                    yield _around(annotations, ball.x, ball.y, wide)


def _around(annotations: Annotations, x: float, y: float, markers: float) -> QRectF:
    size = markers * annotations.look.marker_size
    px, py = annotations.place(x, y)
    return QRectF(px - size / 2, py - size / 2, size, size)
