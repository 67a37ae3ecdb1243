"""The edges of a landscape that is seen at an angle: where they run, their ticks and words. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.notation.ticks import linear_ticks, tick_texts
from gdviz.views.loss.relief import Sight, Terrain

SHORTEST = 2.5  # lines of words: an edge that is seen shorter has no numbers
ALONG = (0.5, 0.4, 0.6, 0.3, 0.7)  # of an edge, where its title may stand
Ink = Callable[[str], tuple[float, float]]  # how wide and high some words are
Point = tuple[float, float]


class ReliefEdge(Struct, frozen=True):
    """An edge from `begin` to `end`, in pixels, and which way is out of the picture from there."""

    ends: tuple[float, float]  # what it shows
    begin: Point
    end: Point
    outward: Point
    title: str


class ReliefWords(Struct, frozen=True):
    """Words around a place, in pixels; the place is their middle."""

    x: float
    y: float
    text: str
    width: float
    height: float

    def touches(self, other: ReliefWords) -> bool:
        """Whether the one would cover a part of the other, or seem to go on in it."""
        return (
            abs(self.x - other.x) < (self.width + other.width + self.height) / 2
            and abs(self.y - other.y) < (self.height + other.height) / 2
        )


def edges_of(sight: Sight, terrain: Terrain, titles: tuple[str, str, str]) -> Iterator[ReliefEdge]:
    """The edges before the landscape along x and y, and the upright one at its left."""
    away = sight.camera.away
    x_side, y_side = (-0.5 if each >= -1e-9 else 0.5 for each in (away[1], away[0]))
    floor = np.zeros(2)
    for axis, ground in (
        (0, np.array([[-0.5, x_side], [0.5, x_side]])),
        (1, np.array([[y_side, -0.5], [y_side, 0.5]])),
    ):
        begin, end = sight(ground, floor)
        outward = (begin + end) / 2 - sight(np.zeros(2), np.zeros(()))
        yield ReliefEdge(
            terrain.bounds[axis], _point(begin), _point(end), _across(begin, end, outward), titles[axis]
        )
    corners = np.array([[-0.5, -0.5], [-0.5, 0.5], [0.5, -0.5], [0.5, 0.5]])
    across, depth = sight.along(corners)
    corner = corners[int(np.lexsort((depth, np.round(across, 9)))[0])]
    begin, end = sight(np.stack([corner, corner]), np.array([0.0, 1.0]))
    yield ReliefEdge(terrain.ends, _point(begin), _point(end), (-1.0, 0.0), titles[2])


def written_on(
    edges: list[ReliefEdge], ink: Ink, width: float, height: float
) -> tuple[list[tuple[Point, Point]], list[ReliefWords]]:
    """The ticks of the edges, as lines, and their numbers and titles: within the picture, none on another."""
    ticks: list[tuple[Point, Point]] = []
    words: list[ReliefWords] = []
    line = ink("0")[1]
    for edge in edges:
        begin, end, out = (np.array(each) for each in (edge.begin, edge.end, edge.outward))
        length = float(np.hypot(*(end - begin)))
        if length < SHORTEST * line:
            continue
        along = np.abs(end - begin) / length
        step, values = linear_ticks(*edge.ends, length, _room(along, ink))
        widest = 0.0
        for value, text in zip(values, tick_texts(values, step), strict=True):
            share = (value - edge.ends[0]) / (edge.ends[1] - edge.ends[0])
            foot = begin + share * (end - begin)
            ticks.append((_point(foot), _point(foot + 0.3 * line * out)))
            word = _beside(foot, out, 0.45 * line, text, ink)
            widest = max(widest, word.width)
            _add(words, word, width, height)
        if edge.title and edge.outward == (-1.0, 0.0):
            _add(words, _beside(end, np.array([0.0, -1.0]), 0.5 * line, edge.title, ink), width, height)
        elif edge.title:
            gap = 0.6 * line + abs(out[0]) * widest + abs(out[1]) * line
            for share in ALONG:
                foot = begin + share * (end - begin)
                if _add(words, _beside(foot, out, gap, edge.title, ink), width, height):
                    break
    return ticks, words


def _add(words: list[ReliefWords], word: ReliefWords, width: float, height: float) -> bool:
    """Keep a word where there is room for it; whether there is."""
    x = min(max(word.x, word.width / 2), width - word.width / 2)
    y = min(max(word.y, word.height / 2), height - word.height / 2)
    word = ReliefWords(x, y, word.text, word.width, word.height)
    if any(word.touches(other) for other in words):
        return False
    words.append(word)
    return True


def _beside(foot: Array, out: Array, gap: float, text: str, ink: Ink) -> ReliefWords:
    """Words that begin so far out from a point."""
    size = ink(text)
    reach = gap + 0.5 * (abs(out[0]) * size[0] + abs(out[1]) * size[1])
    return ReliefWords(float(foot[0] + out[0] * reach), float(foot[1] + out[1] * reach), text, *size)


def _room(along: Array, ink: Ink) -> Callable[[Sequence[str]], float]:
    """How far apart numbers must stand along an edge of this direction."""

    def room(texts: Sequence[str]) -> float:
        sizes = [ink(text) for text in texts] or [(0.0, 0.0)]
        wide, high = (max(each) for each in zip(*sizes, strict=True))
        return float(min((wide + high) / max(along[0], 1e-6), 1.5 * high / max(along[1], 1e-6)))

    return room


def _across(begin: Array, end: Array, outward: Array) -> Point:
    """The direction at a right angle to an edge that leads outward."""
    dx, dy = (end - begin) / max(float(np.hypot(*(end - begin))), 1e-9)
    normal = np.array([dy, -dx])
    return _point(normal if normal @ outward >= 0 else -normal)


def _point(place: Array) -> Point:
    return float(place[0]), float(place[1])
