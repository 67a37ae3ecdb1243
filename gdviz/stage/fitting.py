"""Which views a stage of a given size shows, and how large: none smaller than it makes sense. No Qt."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from msgspec import Struct

from gdviz.document.scene import Row, Run
from gdviz.document.tiles import Tile, ViewName

Sizes = tuple[tuple[float, float], ...]  # pixels: each width with the least height that it needs
Needs = Callable[[Tile], Sizes]


class Fitted(Struct, frozen=True):
    """The views that are shown, row by row, their sizes in pixels, and those that wait for their turn."""

    rows: tuple[tuple[ViewName, ...], ...] = ()
    heights: tuple[float, ...] = ()
    widths: tuple[tuple[float, ...], ...] = ()
    waiting: tuple[ViewName, ...] = ()

    @property
    def shown(self) -> tuple[ViewName, ...]:
        """The views that are shown, in reading order."""
        return tuple(name for row in self.rows for name in row)


PANEL = 180.0, 185.0  # pixels of a panel, with its numbers


def needs_of(tile: Tile, runs: Sequence[Run], scale: float) -> Sizes:
    """The smallest sizes of a view of `runs` at a type of `scale`.

    Its panels may stand in one row or in several: of every way the width and the height are given.
    """
    wide, high = (side * scale for side in tile.smallest)
    panels, found = tile.panels(runs) if runs else 0, []
    written = tile.written(runs) * scale
    for columns in range(1, panels + 1):
        rows = -(-panels // columns)
        width = columns * PANEL[0] + (120.0 + 40.0 * columns) * scale  # with a scale of numbers beside
        found.append((max(width, wide), rows * (PANEL[1] + 65.0 * scale + written) + 40.0 * scale))
    return tuple(found) or ((wide, high + written),)


def fitted(
    stage: Sequence[Row],
    needs: Needs,
    room: tuple[float, float],
    gap: float,
    picked: Sequence[ViewName] = (),
) -> Fitted:
    """As many views of `stage` as the room (width, height in pixels) has place for, in the stage's order.

    Those that a hand has `picked` come first, in that order. Views stay in their rows where the rows have
    room, and else share one row, or stand one above another. One view is always shown.
    """
    tiles = {tile.view: tile for row in stage for tile in row.tiles}
    order = dict.fromkeys([*(name for name in picked if name in tiles), *tiles])
    chosen: tuple[ViewName, ...] = ()
    best: Fitted | None = None
    for name in order:
        wanted = {*chosen, name}
        kept = tuple(each for each in tiles if each in wanted)
        for rows in _ways(stage, kept):
            found = _sized(rows, needs, room, gap)
            if found is not None or best is None:
                best, chosen = found or _forced(rows, room, gap), kept
                break
    if best is None:
        return Fitted()
    waiting = tuple(name for name in tiles if name not in chosen)
    return Fitted(best.rows, best.heights, best.widths, waiting)


Placed = tuple[tuple[float, tuple[Tile, ...]], ...]  # the share and the tiles of each row


def _ways(stage: Sequence[Row], names: Sequence[ViewName]) -> list[Placed]:
    """How the views called `names` can stand: in their rows, in one row, one above another."""
    rows = [(row.height, tuple(tile for tile in row.tiles if tile.view in names)) for row in stage]
    own = tuple((height, tiles) for height, tiles in rows if tiles)
    every = tuple(tile for _, tiles in own for tile in tiles)
    return [own, ((1.0, every),), tuple((1.0, (tile,)) for tile in every)]


def _sized(rows: Placed, needs: Needs, room: tuple[float, float], gap: float) -> Fitted | None:
    """The rows with sizes that suffice; None where there is no room for them.

    Widths are shared as the tiles say, or else so that each row is as low as can be.
    """
    ways = [_widths(tiles, needs, room[0] - gap * (len(tiles) - 1)) for _, tiles in rows]
    if not all(ways):
        return None
    for chosen in ([each[0] for each in ways], [min(each) for each in ways]):
        least = [high for high, _ in chosen]
        heights = _shared([height for height, _ in rows], least, room[1] - gap * (len(rows) - 1))
        if heights is not None:
            return _as_fitted(rows, heights, [widths for _, widths in chosen])
    return None


def _widths(tiles: Sequence[Tile], needs: Needs, width: float) -> list[tuple[float, tuple[float, ...]]]:
    """How tiles can share a width, each way with the least height of them all; the narrowest first."""
    sizes, found = [needs(tile) for tile in tiles], []
    for least in itertools.product(*(sorted(wide for wide, _ in each) for each in sizes)):
        given = _shared([tile.width for tile in tiles], least, width)
        if given is not None:
            lowest = [
                min(high for wide, high in each if wide <= here + 0.5)
                for each, here in zip(sizes, given, strict=True)
            ]
            found.append((max(lowest), given))
    return found


def _forced(rows: Placed, room: tuple[float, float], gap: float) -> Fitted:
    """The rows by their shares alone."""
    widths = [
        _shared([tile.width for tile in tiles], [0.0] * len(tiles), room[0] - gap * (len(tiles) - 1))
        for _, tiles in rows
    ]
    heights = _shared([height for height, _ in rows], [0.0] * len(rows), room[1] - gap * (len(rows) - 1))
    return _as_fitted(rows, heights or (), [width or () for width in widths])


def _as_fitted(rows: Placed, heights: tuple[float, ...], widths: list[tuple[float, ...]]) -> Fitted:
    names = tuple(tuple(tile.view for tile in tiles) for _, tiles in rows)
    return Fitted(names, heights, tuple(widths))


def _shared(shares: Sequence[float], least: Sequence[float], whole: float) -> tuple[float, ...] | None:
    """`whole` divided by `shares`, but no part below its `least`; None where that can't be.

    >>> _shared([1, 3], [50, 0], 100), _shared([1, 1], [80, 30], 100)
    ((50.0, 50.0), None)
    """
    if sum(least) > whole + 0.5:
        return None
    fixed: set[int] = set()
    while True:
        left = whole - sum(least[place] for place in fixed)
        total = sum(share for place, share in enumerate(shares) if place not in fixed)
        parts = [
            float(least[place]) if place in fixed else max(left, 0.0) * share / total
            for place, share in enumerate(shares)
        ]
        small = {place for place, part in enumerate(parts) if place not in fixed and part < least[place]}
        if not small:
            return tuple(parts)
        fixed |= small
