"""How a map is painted: a color for each outcome, and lines, since no color alone should tell. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.sweep.rules import ARRIVED, DIVERGED, RISEN, SWINGS, UNDERWAY

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


@dataclass(frozen=True)
class Flat:
    """The color of an outcome and of the lines upon it, and how these run: as a sum of x and y, or not."""

    ground: str
    line: str
    hatch: tuple[int, int] | None  # of the coordinates in the sum that is constant along a line


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
    """Red, green and blue of ``#rrggbb``, 0 to 255."""
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


@dataclass(frozen=True)
class Shades:
    """What the sequence of colors tells: steps from `low` to `high`, or losses, on a logarithmic scale."""

    shows: str  # "arrived", "basin" or "final_loss"
    low: float
    high: float

    def share(self, values: Array) -> Array:
        """Where values stand from `low` to `high`, 0 to 1."""
        first = 0.0 if self.shows == "final_loss" else 1.0  # steps begin at 0, which has no logarithm
        low, high = math.log(self.low + first), math.log(self.high + first)
        with np.errstate(all="ignore"):
            logarithms = np.log(np.maximum(values.astype(np.float64) + first, 1e-300))
        share: Array = np.clip((logarithms - low) / ((high - low) or 1.0), 0.0, 1.0)
        return share


def painted(kept: dict[str, Array], shades: Shades, look: str) -> Array:
    """The color of each run, ``(rows, columns, 3)`` of 0 to 255, without the lines upon it."""
    outcome = kept["outcome"]
    scale, colors = scale_of(look), np.zeros((*outcome.shape, 3))
    if shades.shows == "final_loss":
        sound = outcome != DIVERGED
        share = shades.share(kept["final_loss"])
        colors[sound] = scale[np.rint(np.nan_to_num(share[sound], nan=1.0) * (STEPS - 1)).astype(np.intp)]
    else:
        for code in (RISEN, SWINGS, UNDERWAY):
            colors[outcome == code] = rgb(FLATS[look][code].ground)
        arrived = outcome == ARRIVED
        share = shades.share(kept["arrived"][arrived].astype(np.float64))
        if shades.shows == "basin":
            hues = np.array([rgb(basin_color(look, place)) for place in range(len(BASINS))])
            hue = hues[kept["basin"][arrived] % len(BASINS)]
            end = 40.0 if look != "print" else 90.0  # late ones are darker
            colors[arrived] = hue + (end - hue) * (0.6 * share[:, np.newaxis] ** 2)
        else:
            colors[arrived] = scale[np.rint(share * (STEPS - 1)).astype(np.intp)]
    colors[outcome == DIVERGED] = rgb(FLATS[look][DIVERGED].ground)
    return colors


def hatched(colors: Array, outcome: Array, shades: Shades, look: str, spacing: float, width: float) -> None:
    """Draw lines upon outcomes, in pixels, so that no color alone tells them. Changes `colors`."""
    rows, columns = (np.arange(count) for count in outcome.shape)
    for code, flat in FLATS[look].items():
        where = outcome == code
        if flat.hatch is None or (shades.shows == "final_loss" and code != DIVERGED) or not where.any():
            continue
        across, up = flat.hatch
        phase = (across * columns[np.newaxis, :] + up * rows[:, np.newaxis]) % spacing
        line = (phase < width * (1.4 if across else 1.0)) & where
        colors[line] = rgb(flat.line)


def bordered(colors: Array, basin: Array, width: int) -> None:
    """Draw lines between the basins of minima, in pixels. Changes `colors`."""
    edge = np.zeros(basin.shape, bool)
    for step in range(1, width + 1):
        edge[:, :-step] |= basin[:, :-step] != basin[:, step:]
        edge[:-step] |= basin[:-step] != basin[step:]
    colors[edge & (basin >= 0)] *= 0.35


__all__ = ["FLATS", "Flat", "Shades", "basin_color", "bordered", "hatched", "painted", "rgb", "scale_of"]
