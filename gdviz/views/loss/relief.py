"""A landscape seen at an angle: its picture by NumPy alone, what lies where on it, what hides what. No Qt.

The ground is a square of side 1 around (0, 0), heights go from 0 to `HEIGHT`, there is no perspective. So
all that falls into one column of pixels lies on one line over the ground, and a column is painted from the
front: what is behind shows as far as it reaches above all before it (the floating horizon of T. J. Wright,
"A Two-Space Solution to the Hidden Line Problem for Plotting Functions of Two Variables", 1973). There are no
holes, whatever the size, and from above the picture is the plane.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from gdviz.base.arrays import Array
from gdviz.engine.landscape import loss_range
from gdviz.engine.problem import Bounds

HEIGHT = 0.5  # of the ground's side
EVERY = 4  # columns of pixels: between those that are looked up the heights are drawn straight
LIGHT = (-0.5, 0.5, 0.7)  # where light comes from: the left, the back, above
TONES = 32  # how bright a color can be
DIMMEST, BRIGHTEST = 0.66, 1.1
WIDEST = 2.2  # how much wider than high a picture may be drawn, so that it fills a wide plot
FLAT = 0.6  # how much of a height must be seen for that: from above all is in proportion
NEAR = 2.0  # pixels by which something may lie lower than what is before it, and be seen
F4 = np.float32


class Viewpoint(Struct, frozen=True):
    """How the ground is turned, and from how high it is seen: degrees; 0 and 90 is the plane as on paper."""

    azimuth: float
    elevation: float

    @property
    def right(self) -> tuple[float, float]:
        """What is to the right, on the ground."""
        angle = math.radians(self.azimuth)
        return math.cos(angle), math.sin(angle)

    @property
    def away(self) -> tuple[float, float]:
        """What is away from the eye, on the ground."""
        across, up = self.right
        return -up, across

    @property
    def rises(self) -> tuple[float, float]:
        """How far up on the picture one step away leads, and one of height."""
        angle = math.radians(self.elevation)
        return math.sin(angle), math.cos(angle)

    def turned(self, right: float, up: float) -> Viewpoint:
        """Turned by so many degrees."""
        azimuth = (self.azimuth + right + 180) % 360 - 180
        return Viewpoint(azimuth, min(90.0, max(0.0, self.elevation + up)))


class Terrain(Struct, frozen=True, eq=False, dict=True):
    """A landscape of `values` ``(rows, columns)`` over `bounds`, banded at `levels`; NaN where it has none.

    A loss that shoots up is cut off at a height, as a curve is. Of `torn` values only those are painted.
    """

    values: Array
    bounds: Bounds
    levels: Array
    torn: Array | None = None

    @functools.cached_property
    def ends(self) -> tuple[float, float]:
        """The losses at the lowest and the greatest height."""
        return loss_range(self.values)

    @functools.cached_property
    def heights(self) -> NDArray[np.float32]:
        """0 to 1, ``(rows, columns)``; NaN where there is no value."""
        return self.height_of(self.values)

    @functools.cached_property
    def painted(self) -> NDArray[np.float32]:
        """The heights, NaN where the landscape is torn."""
        return self.heights if self.torn is None else self.height_of(self.torn)

    def rim(self, ground: Array) -> Array:
        """The height of the higher side of a tear at places ``(..., 2)`` of the ground."""
        rows, columns = self.heights.shape
        ways = [np.array([right / columns, up / rows]) for right in (-2, 0, 2) for up in (-2, 0, 2)]
        found: Array = np.max([self.height_at(ground + way) for way in ways], axis=0)
        return found

    def height_of(self, losses: Array) -> NDArray[np.float32]:
        """0 to 1 for losses of any shape."""
        low, high = self.ends
        inside = np.clip(losses, low, high)
        return np.asarray((inside - low) / (high - low), F4)

    def ground(self, points: Array) -> Array:
        """Where points ``(..., 2)`` of the data are on the ground."""
        (x0, x1), (y0, y1) = self.bounds
        ground: Array = (points - np.array([x0, y0])) / np.array([x1 - x0, y1 - y0]) - 0.5
        return ground

    def data(self, ground: Array) -> Array:
        """The points of the data at places ``(..., 2)`` of the ground."""
        (x0, x1), (y0, y1) = self.bounds
        points: Array = np.array([x0, y0]) + (ground + 0.5) * np.array([x1 - x0, y1 - y0])
        return points

    def height_at(self, ground: Array) -> Array:
        """The height at places ``(..., 2)`` of the ground, outside it that of its edge."""
        rows, columns = self.heights.shape
        x = np.clip((ground[..., 0] + 0.5) * (columns - 1), 0, columns - 1)
        y = np.clip((ground[..., 1] + 0.5) * (rows - 1), 0, rows - 1)
        x, y = np.nan_to_num(x), np.nan_to_num(y)
        i, j = np.minimum(x.astype(int), columns - 2), np.minimum(y.astype(int), rows - 2)
        x, y, z = x - i, y - j, self.heights
        found: Array = (1 - y) * ((1 - x) * z[j, i] + x * z[j, i + 1]) + y * (
            (1 - x) * z[j + 1, i] + x * z[j + 1, i + 1]
        )
        return np.nan_to_num(found)

    def light(self, camera: Viewpoint) -> NDArray[np.float32]:
        """How much light falls on each place of the grid, 0 to 1, from the camera's left."""
        rows, columns = self.heights.shape
        up, across = np.gradient(np.nan_to_num(self.heights) * HEIGHT)
        up, across = up * (rows - 1), across * (columns - 1)
        sides = zip(camera.right, camera.away, strict=True)
        toward = [LIGHT[0] * right + LIGHT[1] * away for right, away in sides]
        light = (LIGHT[2] - across * toward[0] - up * toward[1]) / np.sqrt(1 + across**2 + up**2)
        return np.asarray(np.clip(light / math.hypot(*LIGHT), 0, 1), F4)


class Sight(Struct, frozen=True):
    """A camera before a picture of so many pixels; the ground's side is `scale` of them up, `wide` across.

    Its middle is at `middle`; pixels are counted from the left and from the top. A picture drawn wider
    is that of lower hills, seen from lower: what hides what stays.
    """

    camera: Viewpoint
    width: float
    height: float
    scale: float
    middle: tuple[float, float]
    stretch: float = 1.0

    @property
    def wide(self) -> float:
        """Pixels of the ground's side across."""
        return self.scale * self.stretch

    def __call__(self, ground: Array, heights: Array) -> Array:
        """Where places ``(..., 2)`` of the ground at heights ``(...)``, 0 to 1, are seen: ``(..., 2)``."""
        across, away = self.along(ground)
        step, rise = self.camera.rises
        up = away * step + (heights - 0.5) * HEIGHT * rise
        return np.stack([self.middle[0] + self.wide * across, self.middle[1] - self.scale * up], axis=-1)

    def along(self, ground: Array) -> tuple[Array, Array]:
        """How far to the right of the middle, and how far away, places ``(..., 2)`` of the ground are."""
        return ground @ np.array(self.camera.right), ground @ np.array(self.camera.away)


def sight_of(camera: Viewpoint, width: float, height: float, margins: tuple[float, float, float]) -> Sight:
    """The sight from which all of the landscape is seen, with so much room at the sides, above and below."""
    step, rise = camera.rises
    side, above, below = margins
    across, up = width - 2 * side, height - above - below
    widest = across / math.sqrt(2)
    scale = max(1.0, min(widest, up / (math.sqrt(2) * step + HEIGHT * rise)))
    most = 1 + (WIDEST - 1) * min(1.0, rise / FLAT)
    stretch = max(1.0, min(most, widest / scale))
    return Sight(camera, width, height, scale, (width / 2, above + up / 2), stretch)


class Relief:
    """The picture of a terrain, `ratio` pixels of it for one of the sight."""

    def __init__(self, terrain: Terrain, sight: Sight, colors: Colors, ratio: float = 1.0) -> None:
        self.terrain, self.sight, self.ratio = terrain, sight, ratio
        scale, camera = sight.scale * ratio, sight.camera
        self.rows, columns = math.ceil(sight.height * ratio), math.ceil(sight.width * ratio)
        step, rise = camera.rises
        reach = 0.5 * (abs(camera.right[0]) + abs(camera.right[1]))
        wide = sight.wide * ratio
        every = (np.arange(columns) + 0.5 - sight.middle[0] * ratio) / wide
        self.first = int(np.searchsorted(every, -reach, side="right"))
        count = int(np.searchsorted(every, reach)) - self.first
        self.samples = min(2000, max(256, round(scale * (1.1 * step + 0.6 * rise * HEIGHT))))
        if count < 1:
            self.ends, self.tops = np.zeros((2, 0)), np.zeros((0, self.samples), F4)
            self.image = np.zeros((self.rows, columns), np.uint32)
            return
        few = np.arange(0, count + EVERY, EVERY)
        x = np.clip(every[self.first] + few / wide, -reach, reach)
        near, far, self._side = _crossing(camera, x)
        y, band, tone = self._columns(x, near, far, colors, count)
        self.ends = np.stack([np.interp(np.arange(count), few, each) for each in (near, far)])
        self.image = self._painted(y, band, tone, colors, columns)

    def _columns(
        self, x: Array, near: Array, far: Array, colors: Colors, count: int
    ) -> tuple[Array, Array, Array]:
        """Of each column the samples from the front: their heights in pixels from below, colors and tones."""
        sight, terrain = self.sight, self.terrain
        scale, camera = sight.scale * self.ratio, sight.camera
        step, rise = camera.rises
        rows, columns = terrain.heights.shape
        share = np.linspace(0, 1, self.samples, dtype=F4)

        def between(begin: Array, end: Array) -> Array:
            line: Array = begin.astype(F4)[:, np.newaxis] + (end - begin).astype(F4)[:, np.newaxis] * share
            return line

        places = []
        for axis, size in ((0, columns), (1, rows)):
            ends = [
                np.clip((x * camera.right[axis] + d * camera.away[axis] + 0.5) * (size - 1), 0, size - 1.001)
                for d in (near, far)
            ]
            places.append(between(*ends))
        across, up = places
        i, j = across.astype(np.int32), up.astype(np.int32)
        across -= i
        up -= j
        at = j * np.int32(columns) + i
        # Two numbers that go together are looked up as one complex number: half the time.
        fields = np.empty(rows * columns, np.complex64)
        fields.real, fields.imag = terrain.painted.ravel(), terrain.light(camera).ravel()
        low = _mixed(fields.take(at), fields.take(at + 1), across)
        at += np.int32(columns)
        found = _mixed(low, _mixed(fields.take(at), fields.take(at + 1), across), up)
        floor = sight.height * self.ratio - sight.middle[1] * self.ratio - 0.5 * HEIGHT * rise * scale
        lines = np.empty((3, len(x), self.samples), F4)
        lines[1], lines[2] = found.real, found.imag
        np.multiply(lines[1], F4(HEIGHT * rise * scale), out=lines[0])
        lines[1] *= colors.fineness
        lines[2] *= TONES - 1
        floors = between(near * step * scale + floor, far * step * scale + floor)
        np.copyto(lines[0], 0, where=np.isnan(lines[0]))  # where there is no loss the floor is seen
        lines[0] += floors
        lines[0, :, 0] = floors[:, 0]  # the wall rises from the floor
        filled = np.empty((3, len(x) - 1, EVERY, self.samples), F4)
        slopes = (lines[:, 1:] - lines[:, :-1]) * F4(1 / EVERY)
        filled[:, :, 0] = lines[:, :-1]
        for place in range(1, EVERY):
            np.add(filled[:, :, place - 1], slopes, out=filled[:, :, place])
        y, band, tone = filled.reshape(3, -1, self.samples)[:, :count]
        return y, band, tone

    def _painted(
        self, y: Array, band: Array, tone: Array, colors: Colors, columns: int
    ) -> NDArray[np.uint32]:
        count = len(y)
        tops = np.maximum.accumulate(y, axis=1)
        np.clip(np.ceil(tops, out=tops), 0, self.rows, out=tops)
        self.tops = tops
        missing = np.isnan(band)
        holes = bool(missing.any())
        if holes:
            for each in (band, tone):
                np.copyto(each, 0, where=np.isnan(each))
        index = colors.bands.take(band.astype(np.uint16))
        index += tone.astype(np.uint8)
        painted = np.zeros((count, self.samples + 1), np.uint32)
        painted[:, : self.samples] = colors.palette.take(index)
        walls = colors.walls.take(np.repeat(self._side, EVERY)[:count])
        painted[:, 0], painted[:, 1] = 0, walls  # below the floor there is nothing
        if holes:
            painted[:, 1 : self.samples][missing[:, :-1] & ~missing[:, 1:]] = colors.walls[0]
            painted[:, : self.samples][missing] = 0
        counts = np.empty((count, self.samples + 1), np.intp)
        counts[:, 0] = tops[:, 0]
        np.subtract(tops[:, 1:], tops[:, :-1], out=counts[:, 1 : self.samples], casting="unsafe")
        counts[:, self.samples] = self.rows - tops[:, -1]
        upright = np.repeat(painted.ravel(), counts.ravel()).reshape(count, self.rows)
        image = np.zeros((self.rows, columns), np.uint32)
        image[:, self.first : self.first + count] = upright.T[::-1]
        return image

    def seen(self, ground: Array, heights: Array, clear: float = 0.0) -> NDArray[np.bool_]:
        """Whether nothing hides places ``(points, 2)`` of the ground at heights ``(points,)``, nor what a
        mark there has below its middle, up to `clear` pixels."""
        if not self.tops.size:
            return np.zeros(len(ground), bool)
        _, away = self.sight.along(ground)
        place = self.sight(ground, heights) * self.ratio
        column = np.clip(np.nan_to_num(place[:, 0]).astype(int) - self.first, 0, len(self.tops) - 1)
        near, far = self.ends[:, column]
        nearer = clear / max(1e-9, self.sight.scale * self.sight.camera.rises[0])
        share = (away - nearer - near) / np.maximum(far - near, 1e-9)
        before = np.clip(np.nan_to_num(share) * (self.samples - 1) - 2, 0, self.samples - 1).astype(int)
        seen: NDArray[np.bool_] = (
            self.rows - place[:, 1] + NEAR * max(1.0, self.ratio) - clear * self.ratio
            >= self.tops[column, before]
        )
        return seen

    def under(self, x: float, y: float) -> Array:
        """The place ``(2,)`` of the ground that is seen at a pixel, or nearest to it in its column."""
        if not self.tops.size:
            return np.zeros(2)
        column = min(max(int(x * self.ratio) - self.first, 0), len(self.tops) - 1)
        tops, (near, far) = self.tops[column], self.ends[:, column]
        height = min(max(self.rows - y * self.ratio, float(tops[0]) + 0.5), float(tops[-1]))
        share = min(int(np.searchsorted(tops, height)), self.samples - 1) / (self.samples - 1)
        across = (column + self.first + 0.5 - self.sight.middle[0] * self.ratio) / (
            self.sight.wide * self.ratio
        )
        away = near + (far - near) * share
        camera = self.sight.camera
        place = across * np.array(camera.right) + away * np.array(camera.away)
        return np.asarray(np.clip(place, -0.5, 0.5))


class Colors:
    """The colors of a terrain's bands, each in `TONES` tones, and of the walls around it; as 0xAARRGGBB."""

    fineness = 1023  # parts that the heights are told apart by

    def __init__(self, terrain: Terrain, bands: Sequence[str], walls: Sequence[str]) -> None:
        """`bands` are one more than there are levels, `walls` those across x and across y."""
        tones = np.linspace(DIMMEST, BRIGHTEST, TONES)
        channels = np.array([_channels(color) for color in bands])[:, np.newaxis] * tones[:, np.newaxis]
        self.palette = _packed(channels.reshape(-1, 3))
        self.walls = _packed(np.array([_channels(color) for color in walls], float))
        edges = terrain.height_of(terrain.levels)
        parts = np.arange(self.fineness + 1) / self.fineness
        self.bands = (np.searchsorted(edges, parts, side="right") * TONES).astype(np.int32)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _packed(channels: Array) -> NDArray[np.uint32]:
    red, green, blue = np.clip(np.rint(channels), 0, 255).astype(np.uint32).T
    packed: NDArray[np.uint32] = np.uint32(0xFF000000) | red << 16 | green << 8 | blue
    return packed


def _mixed(one: Array, other: Array, share: Array) -> Array:
    """`share` of `other`, the rest of `one`, which `other` is given up for."""
    other -= one
    other *= share
    other += one
    return other


def _crossing(camera: Viewpoint, across: Array) -> tuple[Array, Array, NDArray[np.intp]]:
    """Between which distances lines, so far to the right, are on the ground, and which side
    they come through: 0 for one across x, 1 for one across y."""
    entries, exits = [], []
    for right, away in zip(camera.right, camera.away, strict=True):
        if abs(away) < 1e-9:
            entries.append(np.full(len(across), -np.inf))
            exits.append(np.full(len(across), np.inf))
            continue
        ends = [(side - across * right) / away for side in (-0.5, 0.5)]
        entries.append(np.minimum(*ends))
        exits.append(np.maximum(*ends))
    near, far = np.maximum(*entries), np.minimum(*exits)
    return near, np.maximum(near, far), np.argmax(entries, axis=0)
