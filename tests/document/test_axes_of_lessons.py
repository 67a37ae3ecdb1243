"""Where a part of a lesson puts the axes there is something to be seen."""

import numpy as np
import pytest

from gdviz.document import lessons
from gdviz.document.beats.beat_scene import beat_scene
from gdviz.document.stage_layout import tile_of
from tests.recordings import recording_of
from tests.sampling import long, some

WITH_AXES = [
    (lesson.number, place)
    for lesson in lessons.all()
    for place, beat in enumerate(lesson.beats)
    if any(axes.y is not None and axes.view != "loss" for axes in beat.axes)
]


@long
@pytest.mark.parametrize(("number", "place"), some(WITH_AXES, 2))
def test_the_axes_of_a_part_show_some_of_its_values(number, place):
    lesson = lessons.find(str(number))
    beat = lesson.beats[place]
    scene = beat_scene(lesson.scene, beat)
    recordings = [recording_of(run.experiment) for run in scene.runs if run.visible]
    for axes in beat.axes:
        if axes.y is None or axes.view == "loss":
            continue
        tile = tile_of(scene.stage, axes.view)
        low, high = axes.x or (0, np.inf)
        for recording in recordings:
            columns = [recording.column(name) for name in tile.quantities(recording)]
            seen = [column[int(low) : int(min(high, len(column) - 1)) + 1] for column in columns]
            assert any(((values >= axes.y[0]) & (values <= axes.y[1])).any() for values in seen), axes
