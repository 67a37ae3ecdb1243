"""How a map is painted: a color for each outcome, and lines, since no color alone should tell. No Qt."""

from __future__ import annotations

import functools
import math

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.sweep.rules import ARRIVED, DIVERGED, OUTCOMES, RISEN, SWINGS, UNDERWAY

# From early to late: cividis and viridis between them, told apart in grey as well.
SCALES = {
    "light": ("#FDE725", "#8FD744", "#35B779", "#21908D", "#31688E", "#443A83", "#38105A"),
    "dark": ("#FDE725", "#A6DA35", "#4AC16D", "#1FA187", "#277F8E", "#3B5A98", "#4B3C8C"),
    "projector": ("#FFF000", "#9BE03C", "#2DB878", "#128C93", "#1F5F98", "#3A2F86", "#250A50"),
    "print": ("#FAFAFA", "#E0E0E0", "#C4C4C4", "#A4A4A4", "#848484", "#666666", "#4A4A4A"),
}
BASINS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#8C6BB1")
BASINS_PRINT = ("#FFFFFF", "#D8D8D8", "#B8B8B8", "#989898", "#E8E8E8", "#C8C8C8", "#A8A8A8", "#787878")
STEPS = 256
HATCHES = ((1, 1), (1, -1), (0, 1))  # how lines may run: the sum of x and y that is constant along one


class Flat(Struct, frozen=True):
    """The color of an outcome and of the lines upon it, and how these run: as a sum of x and y, or not."""

    ground: str
    line: str
    hatch: tuple[int, int] | None  # one of `HATCHES`


FLATS: dict[str, dict[int, Flat]] = {
    "light": {
        DIVERGED: Flat("#D9534A", "#7E1710", (1, 1)),
        RISEN: Flat("#F2B5A0", "#B8553B", (1, -1)),
        SWINGS: Flat("#C9B8DE", "#7A5AA6", (0, 1)),
        UNDERWAY: Flat("#E4E8EC", "#E4E8EC", None),
    },
    "dark": {
        DIVERGED: Flat("#A83A31", "#F59A90", (1, 1)),
        RISEN: Flat("#6E4034", "#D8886D", (1, -1)),
        SWINGS: Flat("#4E4066", "#A98CD6", (0, 1)),
        UNDERWAY: Flat("#343A42", "#343A42", None),
    },
    "projector": {
        DIVERGED: Flat("#F0503C", "#5A0000", (1, 1)),
        RISEN: Flat("#FFC4A8", "#A03A18", (1, -1)),
        SWINGS: Flat("#D4BCF0", "#5C2E9E", (0, 1)),
        UNDERWAY: Flat("#E6E6E6", "#E6E6E6", None),
    },
    "print": {
        DIVERGED: Flat("#FFFFFF", "#000000", (1, 1)),
        RISEN: Flat("#FFFFFF", "#606060", (1, -1)),
        SWINGS: Flat("#FFFFFF", "#808080", (0, 1)),
        UNDERWAY: Flat("#F2F2F2", "#F2F2F2", None),
    },
}


def rgb(color: str) -> Array:
    """Red, green and blue of ``#rrggbb``, 0 to 255: ``(3,)``."""
    return np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)], np.float64)


def scale_of(look: str) -> Array:
    """The colors from early to late, or from low to high, ``(STEPS, 3)``."""
    stops = np.array([rgb(color) for color in SCALES[look]])
    at, places = np.linspace(0, 1, len(stops)), np.linspace(0, 1, STEPS)
    return np.stack([np.interp(places, at, channel) for channel in stops.T], axis=-1)


def basin_color(look: str, place: int) -> str:
    """The color of a minimum, by its place among them."""
    colors = BASINS_PRINT if look == "print" else BASINS
    return colors[place % len(colors)]


class Shades(Struct, frozen=True):
    """What the sequence of colors tells: steps from `low` to `high`, or losses, on a logarithmic scale;
    losses that begin below zero on a linear one."""

    shows: str  # "arrived", "basin" or "final_loss"
    low: float
    high: float

    def share(self, values: Array) -> Array:
        """Where values of any shape stand from `low` to `high`, 0 to 1."""
        if self.low < 0:
            straight: Array = np.clip((values - self.low) / ((self.high - self.low) or 1.0), 0.0, 1.0)
            return straight
        first = 0.0 if self.shows == "final_loss" else 1.0  # steps begin at 0, which has no logarithm
        low, high = math.log(self.low + first), math.log(self.high + first)
        with np.errstate(all="ignore"):
            logarithms = np.log(np.maximum(values.astype(np.float64) + first, 1e-300))
        share: Array = np.clip((logarithms - low) / ((high - low) or 1.0), 0.0, 1.0)
        return share


def loss_shades(kept: dict[str, Array]) -> Shades:
    """From a loss that hardly any run is below to one that most are below, without those that diverge."""
    losses = kept["final_loss"][kept["outcome"] != DIVERGED].astype(np.float64)
    losses = losses[np.isfinite(losses)]
    if losses.size and np.percentile(losses, 1) >= 0:
        losses = losses[losses > 0]  # zero has no logarithm
    low, high = np.percentile(losses, (1, 90)).tolist() if losses.size else (0.1, 1.0)
    return Shades("final_loss", low if low < 0 else max(low, 1e-12 * high), high)


TONES = 64  # of the color of a minimum, from early to late
_SCALE, _FLAT, _BASIN = 0, STEPS, STEPS + len(OUTCOMES)  # where the colors of each kind begin in a palette
TABLE = 10**6  # steps up to which the place of each in the sequence of colors is worked out once


def picture_of(
    kept: dict[str, Array],
    shades: Shades,
    look: str,
    up: Array,
    across: Array,
    *,
    spacing: float,
    width: float,
) -> Array:
    """A picture of runs, ``(height, width, 4)``, red to alpha from 0 to 255.

    `up` and `across` have the row of the runs for each row of pixels, from the top, and the column for each
    column. Lines `spacing` pixels apart tell outcomes, too, since no color alone should.
    """

    def spread(each: Array) -> Array:
        """Each run to its pixels."""
        return each.take(across, axis=1).take(up, axis=0)

    places = _places(kept, shades)
    colors, lines, hatches = _palette(look, shades.shows)
    pixels, kinds = spread(colors.take(places)), hatches.take(places)
    for kind, (along, down) in enumerate(HATCHES, 1):
        if (kinds == kind).any():
            where = spread(kinds == kind) & _lines(pixels.shape, along, down, spacing, width)
            np.copyto(pixels, spread(lines.take(places)), where=where)
    if shades.shows == "basin":
        _draw_borders(pixels, kept["basin"], up, across, max(1, round(width / 2)))
    return pixels.view(np.uint8).reshape(*pixels.shape, 4)


def _lines(shape: tuple[int, int], along: int, down: int, spacing: float, width: float) -> Array:
    """Which pixels are on lines, ``(height, width)`` or one column of it."""
    high, wide = shape
    places = np.arange(high + wide - 1) - (high - 1 if down < 0 else 0)
    on_line = places % spacing < width * (1.4 if along else 1.0)
    if not along:
        return on_line[:high, np.newaxis]
    windows = np.lib.stride_tricks.sliding_window_view(on_line, wide)
    return windows[::-1] if down < 0 else windows


def _places(kept: dict[str, Array], shades: Shades) -> Array:
    """The place of the color of each run in the palette."""
    outcome = kept["outcome"]
    places = (outcome + np.uint16(_FLAT)).astype(np.uint16)
    if shades.shows == "final_loss":
        share = np.nan_to_num(shades.share(kept["final_loss"]), nan=1.0)
        np.copyto(places, np.rint(share * (STEPS - 1)).astype(np.uint16), where=outcome != DIVERGED)
        return places
    arrived = kept["arrived"]
    if shades.high < TABLE:
        share = shades.share(np.arange(int(shades.high) + 1))
    else:
        share, arrived = shades.share(np.maximum(arrived, 0)).reshape(-1), np.arange(arrived.size)
    if shades.shows == "basin":
        tones = np.rint(share**2 * (TONES - 1)).astype(np.uint16)
        colors = (kept["basin"] % len(BASINS)).astype(np.uint16) * np.uint16(TONES) + np.uint16(_BASIN)
        colors += tones[arrived].reshape(outcome.shape)
    else:
        colors = np.rint(share * (STEPS - 1)).astype(np.uint16)[arrived].reshape(outcome.shape)
    np.copyto(places, colors, where=outcome == ARRIVED)
    return places


@functools.lru_cache(maxsize=16)
def _palette(look: str, shows: str) -> tuple[Array, Array, Array]:
    """Of each place the color, that of the lines upon it, as whole pixels, and which of `HATCHES` these are
    (from 1; 0: none)."""
    flats = [FLATS[look].get(code) for code in range(len(OUTCOMES))]
    end = 40.0 if look != "print" else 90.0  # late ones are darker
    tones = 0.6 * np.linspace(0.0, 1.0, TONES)[:, np.newaxis]
    hues = [rgb(basin_color(look, place)) for place in range(len(BASINS))]
    colors = np.concatenate(
        [
            scale_of(look),
            [rgb(flat.ground if flat else "#000000") for flat in flats],
            *(hue + (end - hue) * tones for hue in hues),
        ]
    )
    lines, hatches = colors.copy(), np.zeros(len(colors), np.uint8)
    for code, flat in enumerate(flats):
        if flat is not None and flat.hatch is not None and (shows != "final_loss" or code == DIVERGED):
            lines[_FLAT + code] = rgb(flat.line)
            hatches[_FLAT + code] = 1 + HATCHES.index(flat.hatch)
    return _pixels(colors), _pixels(lines), hatches


def _pixels(colors: Array) -> Array:
    """Colors as whole pixels of four bytes."""
    opaque = np.full((len(colors), 1), 255.0)
    channels: Array = np.rint(np.concatenate([colors, opaque], axis=1)).astype(np.uint8)
    return channels.view(np.uint32).reshape(-1)


def _draw_borders(pixels: Array, basin: Array, up: Array, across: Array, width: int) -> None:
    """Draw lines between the basins of minima. Changes `pixels`, whole ones, ``(height, width)``."""
    wide, high = basin.take(across, axis=1), basin.take(up, axis=0)
    beside, below = np.zeros(wide.shape, bool), np.zeros(high.shape, bool)
    for step in range(1, width + 1):
        beside[:, :-step] |= wide[:, :-step] != wide[:, step:]
        below[:-step] |= high[:-step] != high[step:]
    beside &= wide >= 0
    below &= high >= 0
    edge = beside.take(up, axis=0)
    edge |= below.take(across, axis=1)
    where = np.flatnonzero(edge)
    colors = pixels.reshape(-1)[where].view(np.uint8).reshape(-1, 4)
    colors[:, :3] = 0.35 * colors[:, :3]
    pixels.reshape(-1)[where] = colors.view(np.uint32)[:, 0]
