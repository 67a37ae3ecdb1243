"""Between two steps at slow playback: slope, times the rate, the hop, the new slope; arrows one by one."""

import numpy as np
import pytest

from gdviz.document.scene import Run
from gdviz.engine.objectives import Ravine
from gdviz.engine.optimizers import Adam
from gdviz.engine.schedules import Constant
from gdviz.views.common.annotations import AnnotationLabel, AnnotationLine
from gdviz.views.loss.substeps import ARROWS, MOVE, NEW_SLOPE, RATE, SLOPE, on_hop
from gdviz.views.loss.view import LossView

LESSON_1 = Run(schedule=Constant(learning_rate=0.2))
RAVINE = Run(problem=Ravine(), optimizer=Adam(), schedule=Constant(learning_rate=0.1), steps=20)


def middle(part):
    return sum(part) / 2


def pieces(view, kind):
    return [piece for piece in view.annotations.pieces if isinstance(piece, kind)]


def words(view):
    return [piece.text for piece in pieces(view, AnnotationLabel)]


def tangent(view):
    return next(piece for piece in pieces(view, AnnotationLine) if piece.part == "tangent")


def step(view):
    """The arrow along the axis, if there is one."""
    area = view.annotations.area
    arrows = [piece for piece in pieces(view, AnnotationLine) if piece.arrow and len(piece.points) == 2]
    return next((arrow for arrow in arrows if arrow.points[0][1] > area.bottom() - 40), None)


def test_slope_then_step_then_hop_then_the_new_slope(make_frame, show):
    view = show(LossView, make_frame(LESSON_1, view="loss"))
    whole = np.ptp([x for x, _ in tangent(view).points])
    arrow = np.ptp([x for x, _ in step(view).points])

    view.show_between(middle(SLOPE))
    assert np.ptp([x for x, _ in tangent(view).points]) == pytest.approx(whole / 2)
    assert step(view) is None
    assert words(view) == ["slope 12"]

    view.show_between(middle(RATE))
    assert np.ptp([x for x, _ in tangent(view).points]) == pytest.approx(whole)
    assert np.ptp([x for x, _ in step(view).points]) == pytest.approx(arrow / 2)
    assert words(view) == ["slope 12", "−0.2 × 12 = −2.4"]
    assert view.marks.marks[0].x == 5.0

    view.show_between(middle(MOVE))
    (ball,) = view.marks.marks
    assert 2.6 < ball.x < 5.0
    assert ball.y > (ball.x + 1) ** 2  # it hops over the curve
    assert words(view) == ["−0.2 × 12 = −2.4"]

    view.show_between(NEW_SLOPE[1] - 0.001)
    (ball,) = view.marks.marks
    assert (ball.x, ball.y) == (pytest.approx(2.6), pytest.approx(12.96))
    assert "slope 7.2" in words(view)

    view.show_between(0.0)
    assert words(view) == ["slope 12", "−0.2 × 12 = −2.4"]
    assert view.marks.marks[0].x == 5.0


def test_at_the_last_step_nothing_moves(make_frame, show):
    view = show(LossView, make_frame(LESSON_1, playhead=40, view="loss"))
    before = view.annotations.pieces, view.marks.marks
    view.show_between(0.7)
    assert (view.annotations.pieces, view.marks.marks) == before


@pytest.mark.parametrize("surface", [False, True])
def test_the_arrows_of_a_step_come_one_after_the_other(make_frame, show, surface):
    frame = make_frame(RAVINE, playhead=4, view="loss", parts=True, surface=surface)
    view = show(LossView, frame)

    def arrows():
        return [each for each in pieces(view, AnnotationLine) if each.arrow and not each.dashed]

    assert len(arrows()) == 3  # the gradient's, and the two parts of Adam's step
    third = (ARROWS[1] - ARROWS[0]) / 3
    view.show_between(ARROWS[0] + third)
    assert len(arrows()) == 1
    view.show_between(ARROWS[1])
    assert len(arrows()) == 2
    start, end = (frame.recordings[0].params_at(row).astype(float) for row in (4, 5))
    view.show_between(middle(MOVE))
    (ball,) = view.marks.marks
    halfway = view._picture.spots(((start + end) / 2)[np.newaxis])[0]
    assert (ball.x, ball.y) == pytest.approx(tuple(halfway), abs=1e-6)
    x, y = view._picture.lines[0][1].getData()
    assert (x[-1], y[-1]) == pytest.approx(tuple(halfway), abs=1e-6)  # and its path comes along


@pytest.mark.parametrize("end", [(300, 40), (300, 200), (12, 60)])
def test_a_hop_stays_within_the_plot(end):
    begin, top, way = (10.0, 30.0), 20.0, np.linspace(0, 1, 50)
    assert on_hop(begin, end, way, top)[:, 1].min() >= top
    assert np.array_equal(on_hop(begin, end, way, -500.0), on_hop(begin, end, way))
