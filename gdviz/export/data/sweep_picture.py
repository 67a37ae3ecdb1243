"""A sweep over two settings as a PNG: a pixel for each run, colored as the map colors it.

The picture carries the scene with the map of these settings on its stage: opened in gdviz, it is that map.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from msgspec.structs import replace
from PIL import Image

from gdviz.document import codec, edits
from gdviz.document.bounds import MOST_UNPACKED
from gdviz.document.in_pictures import SCENE, into_png
from gdviz.document.scene import Row, Scene
from gdviz.document.sweep_axes import AxisError, setting_at
from gdviz.document.tiles import make_tile
from gdviz.views.map.map_axes import Range, axis_over, has_minima
from gdviz.views.map.map_colors import Shades, loss_shades, picture_of

if TYPE_CHECKING:
    from gdviz.export.data.sweeps import Sweep

LOOK = "light"
MOST = 20_000  # pixels along an axis
SPACING, WIDTH = 8.0, 1.3  # pixels between two lines, and of one


def write_png(sweep: Sweep, file: BinaryIO) -> None:
    """The first axis from bottom to top, the second from left to right.

    Raises AxisError (a ValueError) where there are not two axes, or what colors tell was not kept.
    """
    shows = suitable(sweep)
    kept = {name: np.asarray(each) for name, each in sweep.items()}
    if shows == "final_loss":
        shades = loss_shades(kept)
    else:
        longest = sweep.axes["steps"].max() if "steps" in sweep.axes else sweep.scene.runs[sweep.run].steps
        shades = Shades(shows, 0.0, float(longest))
    rows, columns = (np.arange(count) for count in sweep.shape)
    pixels = picture_of(kept, shades, LOOK, rows[::-1], columns, spacing=SPACING, width=WIDTH)
    image = Image.fromarray(pixels[..., :3])
    data = io.BytesIO()
    image.save(data, "PNG")
    file.write(into_png(data.getvalue(), {SCENE: codec.dumps(with_map(sweep), MOST_UNPACKED)}))


def suitable(sweep: Sweep) -> str:
    """What the colors of a picture tell. Raises AxisError where no picture can be made."""
    if len(sweep.axes) != 2:
        raise AxisError(f"a PNG has two axes, but the sweep has {len(sweep.axes)}")
    if max(sweep.shape) > MOST:
        raise AxisError(f"a PNG may have {MOST} pixels along an axis, but the sweep has {max(sweep.shape)}")
    aimed = has_minima(sweep.scene.runs[sweep.run].experiment)
    for shows in ("arrived", "final_loss"):
        if {"outcome", shows} <= set(sweep) and (aimed or shows != "arrived"):
            return shows
    raise AxisError("a PNG shows outcome, and arrived or final_loss: keep them")


def with_map(sweep: Sweep) -> Scene:
    """The scene of a sweep with the map of its last two settings on the stage, large, and the run that varies
    as its first, which is the one that is selected where a scene is opened."""
    (across, left), *others = reversed(sweep.axes.items())
    shown: dict[str, Any] = {"x": across, "x_range": _shown(sweep, across, left)}
    if others:
        up, low = others[0]
        shown |= {"y": up, "y_range": _shown(sweep, up, low)}
    row = Row(tiles=(make_tile("map", width=2.0, **shown), make_tile("loss_history")))
    return replace(edits.move_run(sweep.scene, sweep.run, 0), stage=(row,))


def _shown(sweep: Sweep, path: str, values: np.ndarray) -> Range | None:
    """The range of an axis of the map over these numbers; None where it has but one."""
    run = sweep.scene.runs[sweep.run]
    axis = axis_over(run, setting_at(run, path))
    ends = axis.shown(float(values.min())), axis.shown(float(values.max()))
    return ends if ends[0] < ends[1] else None
