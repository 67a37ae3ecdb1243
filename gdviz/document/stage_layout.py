"""Where the views stand on the stage: each function takes a stage and gives another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from msgspec.structs import replace

from gdviz.document.scene import STAGE, Row
from gdviz.document.tiles import Tile, ViewName, make_tile

Stage = tuple[Row, ...]
Direction = Literal["left", "right", "up", "down"]
WIDEST_ROW = 3  # a row that has so many views is full: one that is shown anew gets a row of its own
MOST_ROWS = 6


def find(stage: Stage, view: ViewName) -> tuple[int, int] | None:
    """The row of `view` and its place in the row; None where it is not on the stage."""
    for row, tiles in enumerate(stage):
        for place, tile in enumerate(tiles.tiles):
            if tile.view == view:
                return row, place
    return None


def tile_of(stage: Stage, view: ViewName) -> Tile | None:
    """The tile of `view`."""
    found = find(stage, view)
    return None if found is None else stage[found[0]].tiles[found[1]]


def names(stage: Stage) -> tuple[tuple[ViewName, ...], ...]:
    """The views of each row.

    >>> names(STAGE)
    (('loss', 'weights'), ('this_step', 'loss_history'))
    """
    return tuple(tuple(tile.view for tile in row.tiles) for row in stage)


def without(stage: Stage, view: ViewName) -> Stage:
    """The stage with `view` taken off; a row that it leaves empty goes too."""
    rows = (replace_tiles(row, tuple(tile for tile in row.tiles if tile.view != view)) for row in stage)
    return tuple(row for row in rows if row is not None)


def shown(stage: Stage, view: ViewName) -> Stage:
    """The stage with `view` on it: in the last row if there is room, else in a new one below."""
    if find(stage, view) is not None:
        return stage
    usual = tile_of(STAGE, view) or make_tile(view)
    if stage and (len(stage[-1].tiles) < WIDEST_ROW or len(stage) == MOST_ROWS):
        last = stage[-1]
        width = sum(tile.width for tile in last.tiles) / len(last.tiles)
        return (*stage[:-1], replace(last, tiles=(*last.tiles, replace(usual, width=width))))
    height = sum(row.height for row in stage) / len(stage) if stage else 1.0
    return (*stage, Row(tiles=(replace(usual, width=1.0),), height=height))


def moved(stage: Stage, view: ViewName, direction: Direction) -> Stage:
    """The stage with `view` one place further; the same stage where there is no place to go.

    To the left and right it changes places with its neighbor. Up and down it joins the next row, at the
    same place; past the first or last row it gets a row of its own.

    >>> names(moved(STAGE, "weights", "left"))[0]
    ('weights', 'loss')
    >>> names(moved(STAGE, "weights", "down"))
    (('loss',), ('this_step', 'weights', 'loss_history'))
    """
    found = find(stage, view)
    if found is None:
        return stage
    row, place = found
    tiles = list(stage[row].tiles)
    if direction in ("left", "right"):
        other = place + (1 if direction == "right" else -1)
        if not 0 <= other < len(tiles):
            return stage
        tiles[place], tiles[other] = tiles[other], tiles[place]
        return (*stage[:row], replace(stage[row], tiles=tuple(tiles)), *stage[row + 1 :])
    return _moved_across(stage, row, place, down=direction == "down")


def _moved_across(stage: Stage, row: int, place: int, *, down: bool) -> Stage:
    tile, other = stage[row].tiles[place], row + (1 if down else -1)
    if 0 <= other < len(stage):
        tiles = list(stage[other].tiles)
        tiles.insert(min(place, len(tiles)), tile)
        joined = (*stage[:other], replace(stage[other], tiles=tuple(tiles)), *stage[other + 1 :])
        left = replace_tiles(stage[row], tuple(each for each in stage[row].tiles if each is not tile))
        return (*joined[:row], *((left,) if left is not None else ()), *joined[row + 1 :])
    if len(stage[row].tiles) == 1 or len(stage) == MOST_ROWS:
        return stage
    own = Row(tiles=(replace(tile, width=1.0),), height=stage[row].height)
    rest = without(stage, tile.view)
    return (*rest, own) if down else (own, *rest)


def with_sizes(stage: Stage, heights: list[int], widths: list[list[int]]) -> Stage:
    """The stage divided as a hand has dragged it; sizes in pixels become shares of the same sum.

    >>> [row.height for row in with_sizes(STAGE, [300, 100], [[200, 200], [1, 3]])]
    [1.8, 0.6]
    """
    new_heights = _shares([row.height for row in stage], heights)
    rows = []
    for row, height, pixels in zip(stage, new_heights, widths, strict=True):
        new_widths = _shares([tile.width for tile in row.tiles], pixels)
        tiles = tuple(replace(tile, width=w) for tile, w in zip(row.tiles, new_widths, strict=True))
        rows.append(replace(row, height=height, tiles=tiles))
    return tuple(rows)


def _shares(old: list[float], pixels: list[int]) -> list[float]:
    """The shares that `pixels` stand for; `old` where they say the same within a pixel."""
    whole, shared = sum(pixels), sum(old)
    if whole <= 0 or min(pixels) <= 0:
        return old
    new = [shared * size / whole for size in pixels]
    if all(abs(a - b) * whole <= 1.5 * shared for a, b in zip(old, new, strict=True)):
        return old
    return [max(0.001, round(share, 4)) for share in new]


def with_tiles(stage: Stage, changed: Callable[[Tile], Tile]) -> Stage:
    """The stage with each tile as `changed` gives it; the same stage where that changes none."""
    new = tuple(replace(row, tiles=tuple(map(changed, row.tiles))) for row in stage)
    return stage if new == stage else new


def with_options(stage: Stage, view: ViewName, **options: Any) -> Stage:
    """The stage with other options of the tile of `view`; the same stage where it has no such tile.

    >>> tile_of(with_options(STAGE, "loss_history", log=True), "loss_history").log
    True
    """
    return with_tiles(stage, lambda tile: replace(tile, **options) if tile.view == view else tile)


def with_axes_reset(stage: Stage, view: ViewName) -> Stage:
    """The stage with the axes of `view` at their own ranges again."""
    return with_tiles(stage, lambda tile: tile.fitted() if tile.view == view else tile)


def replace_tiles(row: Row, tiles: tuple[Tile, ...]) -> Row | None:
    """The row with other tiles; None without any."""
    return replace(row, tiles=tiles) if tiles else None
