"""No large area may flash more than three times a second (WCAG 2.2, 2.3.1), since that can bring seizures."""

from __future__ import annotations

from collections import deque

import numpy as np

from gdviz.base.arrays import Array

FLASHES = 3  # a second, at most; each is a turn to lighter and one to darker
AREA = 0.25  # of a picture that turns at once: less is no large area
TURN = 0.1  # of the largest luminance: a change that counts
BRIGHT = 0.8  # luminance: between brighter ones none counts
COARSE = 24  # places along each side at which a picture is looked at


class FlashGuard:
    """Looks at one picture after the other, and says which have to wait."""

    def __init__(self) -> None:
        self._shown: Array | None = None  # luminance of the picture that is shown
        self._turns: deque[float] = deque(maxlen=2 * FLASHES)  # when much of it turned, in seconds

    def wait(self, image: Array, now: float) -> float:
        """For how many seconds a picture must not be shown yet; at 0 it counts as shown.

        `image` has rows, columns and red, green, blue from 0 to 255.
        """
        light = luminance(image)
        turned = self._shown is not None and self._turned(light)
        if turned and len(self._turns) == self._turns.maxlen and now - self._turns[0] < 1.0:
            return 1.0 - (now - self._turns[0])
        if turned:
            self._turns.append(now)
        if turned or self._shown is None:
            self._shown = light
        return 0.0

    def _turned(self, light: Array) -> bool:
        """Whether a large part is lighter, or a large part darker, than when it last turned."""
        assert self._shown is not None
        if light.shape != self._shown.shape:
            return True
        change = light - self._shown
        counts = np.minimum(light, self._shown) < BRIGHT
        return bool(max(np.mean(counts & (change >= TURN)), np.mean(counts & (change <= -TURN))) >= AREA)


def luminance(image: Array) -> Array:
    """The relative luminance of a picture ``(rows, columns, 3)`` of bytes at some places, 0 to 1."""
    rows, columns = (max(1, side // COARSE) for side in image.shape[:2])
    parts = image[::rows, ::columns, :3].astype(np.float64) / 255.0
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))
