"""At full speed no view flashes a large area more than three times a second (WCAG 2.2, 2.3.1)."""

from __future__ import annotations

import time

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage

from gdviz.document import edits, lessons
from gdviz.document.frame import Frame
from gdviz.document.scene import Row
from gdviz.document.tiles import VIEWS, make_tile
from gdviz.views import ALL
from gdviz.views.common.flash_guard import BRIGHT, FLASHES, TURN, luminance
from tests.recordings import recording_of
from tests.sampling import some

SIZE = (900, 520)
BLOCK = 10  # pixels: strokes of type and thin curves are finer, and no flash
LARGE = 341 * 256 // 4  # pixels: a quarter of what is seen within ten degrees
FRAMES = 9  # one turn more than may be
OF_MODELS = ("boundary", "fit", "network", "progress", "all_weights", "loss")
OF_RUNS = tuple(name for name in VIEWS if name not in (*OF_MODELS, "map", "fair"))  # maps are of no step
MODEL = {"runs.0.problem.model": {"hidden": []}, "runs.0.optimizer.kind": "sgd"}


def frames(view):
    """One row after the other of a run that swings from side to side."""
    learns = view in OF_MODELS
    scene = lessons.load("12" if learns else "7")
    scene = replace(scene, runs=scene.runs[:1], beats=(), stage=(Row(tiles=(make_tile(view),)),))
    settings = {**(MODEL if learns else {}), "runs.0.schedule.learning_rate": 6.0 if learns else 1.0}
    for path, value in {**settings, "runs.0.steps": 20}.items():
        scene = edits.change(scene, path, value)
    recording = recording_of(scene.runs[0].experiment)
    for row in range(10, 10 + FRAMES):
        yield Frame(scene, (recording,), (recording.published,), row, 0, 1)


def seen(view):
    """The luminance of a view, in blocks of pixels."""
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    shape = image.height(), image.bytesPerLine() // 4, 4
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(shape)[:, : image.width(), 2::-1]
    rows, columns = (side // BLOCK for side in pixels.shape[:2])
    cut = pixels[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK, 3)
    return luminance(cut.mean(axis=(1, 3)).astype(np.uint8))


def turned(before, after):
    """The pixels that are lighter, or darker, by as much as counts."""
    change, dark = after - before, np.minimum(before, after) < BRIGHT
    return BLOCK**2 * max(np.sum(dark & (change >= TURN)), np.sum(dark & (change <= -TURN)))


@pytest.mark.parametrize("name", some([*OF_MODELS, *OF_RUNS], 3))
def test_no_large_area_flashes(name, show, qtbot):
    rows = list(frames(name))
    view = show(ALL[name], rows[0], size=SIZE)
    qtbot.waitUntil(view.ready)
    looked, before, turns = time.monotonic(), seen(view), []
    for frame in rows[1:]:
        view.show_frame(frame)
        qtbot.wait(20)
        now = seen(view)
        began, looked = looked, time.monotonic()
        if turned(before, now) >= LARGE:
            turns.append((began, looked))  # somewhere between: a busy machine looks late
        before = now
    assert not any(
        last - first < 1.0 for (first, _), (_, last) in zip(turns, turns[2 * FLASHES :], strict=False)
    )
