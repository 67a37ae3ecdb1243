"""Values that are set by hand hold until the next one: levels, not ramps."""

import numpy as np
import pytest

from gdviz.document import lessons
from gdviz.views.time.average import AverageView


@pytest.mark.parametrize(("lesson", "levels"), [(6, True), (7, False)])
def test_values_by_hand_and_their_shadow_are_drawn_as_levels(make_frame, show, lesson, levels):
    run = lessons.load(lessons.names()[lesson - 1]).runs[0]
    view = show(AverageView, make_frame(run, view="average", playhead=3))
    for drawn in view.drawn:
        if drawn.line.part != "decay":
            x, _ = drawn.whole.getData()
            assert bool((np.diff(x) == 0).any()) == levels, drawn.line.column
