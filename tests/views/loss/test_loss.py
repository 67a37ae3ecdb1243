"""The view of the loss: what is drawn at the playhead, and what hand and mouse do on it."""

import itertools
import math

import msgspec
import numpy as np
import pyqtgraph as pg
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem

from gdviz.document.beats.beat import BeatMark
from gdviz.document.frame import Frame
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.engine.formula import Formula
from gdviz.engine.objectives import DoubleWell, Rosenbrock
from gdviz.engine.optimizers import Adam, Momentum
from gdviz.engine.schedules import Constant
from gdviz.engine.scripted import Scripted
from gdviz.look.look import DARK, LIGHT, LOOKS, PROJECTOR
from gdviz.notation.numbers import placed, read
from gdviz.readings.run_labels import run_labels
from gdviz.views.common.annotations import RING, AnnotationDot, AnnotationLabel, AnnotationLine
from gdviz.views.loss.contours import Contours
from gdviz.views.loss.loss_curve import TRAIL
from gdviz.views.loss.loss_paths import MANY
from gdviz.views.loss.view import LossView
from tests.recordings import recording_of
from tests.sampling import pairs
from tests.views.courses import assert_drawn


def frame_of(*runs, playhead=0, selected=0, generation=0, scene=None):
    scene = Scene(runs=runs) if scene is None else scene
    recordings = tuple(recording_of(each.experiment) for each in scene.runs)
    published = tuple(each.published for each in recordings)
    return Frame(scene, recordings, published, playhead, selected, generation)


def at(frame, playhead):
    return msgspec.structs.replace(frame, playhead=playhead)


def gd(rate, **changes):
    return Run(schedule=Constant(learning_rate=rate), **changes)


LESSON_1 = gd(0.2, precision="float32")
THREE = (gd(1.0, color=0), gd(0.2, color=1), gd(0.0001, color=2))
VALLEY = Run(
    problem=Rosenbrock(),
    optimizer=Adam(),
    schedule=Constant(learning_rate=0.02),
    steps=100,
    initial=(-1.2, 1.0),
)


@pytest.fixture
def view(qtbot, request):
    rate_limit = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)  # every move counts, however fast
    view = LossView()
    qtbot.addWidget(view)
    view.resize(900, 520)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    pg.setConfigOption("mouseRateLimit", rate_limit)
    request.node.funcargs.clear()  # they would keep the view alive until after the search for leaks


@pytest.fixture
def hand(view):
    return Hand(view)


class Hand:
    """A mouse on the plot, in data coordinates."""

    def __init__(self, view):
        self.view = view
        self.viewport = view.plot.viewport()

    def pixel(self, x, y):
        return QPointF(self.view.plot.mapFromScene(self.view.plot.box.mapViewToScene(QPointF(x, y))))

    def send(self, kind, x, y, button=Qt.MouseButton.NoButton, buttons=Qt.MouseButton.NoButton):
        QApplication.processEvents()  # the axes may still make room for their numbers
        place = self.pixel(x, y)
        event = QMouseEvent(
            kind, place, self.viewport.mapToGlobal(place), button, buttons, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(self.viewport, event)
        QApplication.processEvents()

    def move(self, x, y, held=False):
        buttons = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
        self.send(QEvent.Type.MouseMove, x, y, buttons=buttons)

    def press(self, x, y):
        left = Qt.MouseButton.LeftButton
        self.send(QEvent.Type.MouseButtonPress, x, y, left, left)

    def release(self, x, y):
        self.send(QEvent.Type.MouseButtonRelease, x, y, Qt.MouseButton.LeftButton)

    def click(self, x, y):
        self.move(x, y)
        self.press(x, y)
        self.release(x, y)


class Stage:
    """Does what the session does: edits come back as frames."""

    def __init__(self, view, frame):
        self.view, self.frame = view, frame
        self.edits, self.finished = [], 0
        view.edited.connect(self.edit)
        view.edit_finished.connect(self.finish)
        view.show_frame(frame)

    def edit(self, scene, text, merge):
        self.edits.append((scene, text, merge))
        frame = frame_of(scene=scene, playhead=self.frame.playhead, selected=self.frame.selected)
        self.frame = msgspec.structs.replace(frame, generation=self.frame.generation + 1)
        self.view.show_frame(self.frame)

    def finish(self):
        self.finished += 1


def balls(view):
    return [(mark.x, mark.y) for mark in view.marks.marks]


def pieces(view, kind):
    return [piece for piece in view.annotations.pieces if isinstance(piece, kind)]


# -- one parameter -----------------------------------------------------------------------------------------


def test_hops_that_lie_over_each_other_are_drawn_once(view):
    swinging, settling = (Run(schedule=Constant(learning_rate=rate), steps=40) for rate in (1.0, 0.2))
    for run, arrows in ((swinging, range(2, 5)), (settling, range(4, 15))):
        view.show_frame(frame_of(run, playhead=30))
        assert sum(each.part == "trace" for each in pieces(view, AnnotationLine)) in arrows


def test_the_curve_is_the_loss_over_all_that_is_visible(view):
    view.show_frame(frame_of(LESSON_1))
    w, loss = view.curve.curve.getData()
    np.testing.assert_allclose(loss, (w + 1) ** 2)
    assert (w[0], w[-1]) == pytest.approx(view.plot.ranges[0])
    assert view.plot.bottom_axis.title == "w"
    assert view.plot.left_axis.title == "loss"
    assert view.curve.minima.getData()[0].tolist() == [-1.0]


@pytest.mark.parametrize(
    ("part", "near", "far"),
    [
        ("curve", gd(0.2), gd(0.2, initial=(-5e4,))),
        ("surface", VALLEY, replace(VALLEY, initial=(-900.0, 7.0))),
    ],
)
def test_a_frame_with_other_axes_is_drawn_once(part, near, far, view, monkeypatch):
    """They tell of it when they move, and of their numbers' room: each time all was drawn again."""
    view.show_frame(frame_of(near))
    before, drawn = view.plot.ranges, []
    picture = getattr(view, part)
    draw = picture.draw
    monkeypatch.setattr(picture, "draw", lambda *args: drawn.append(1) or draw(*args))
    view.show_frame(frame_of(far, generation=1))
    assert view.plot.ranges != before
    assert len(drawn) == 1


@pytest.mark.parametrize(("text", "axes"), [("w sin(40w)", {}), ("exp(4w)", {"y_range": (0.0, 1.0)})])
def test_a_loss_that_swings_or_leaves_the_plot_is_drawn_smoothly(view, text, axes):
    view.resize(1200, 900)
    run = Run(problem=Formula(text), steps=2)
    view.show_frame(frame_of(scene=Scene(runs=(run,), stage=(Row(tiles=(make_tile("loss", **axes),)),))))
    image = view.plot.grab().toImage()
    places = itertools.product(range(300, 700, 2), range(250, 600, 25))
    assert len({image.pixelColor(x, y).lightness() for x, y in places}) > 9  # shades of the line's edges


@pytest.mark.parametrize(("playhead", "w"), [(0, 5.0), (1, 2.6), (2, 1.16), (3, 0.296), (40, -1.0)])
def test_the_ball_stands_on_the_curve_at_the_playhead(view, playhead, w):
    view.show_frame(frame_of(LESSON_1, playhead=playhead))
    (ball,) = balls(view)
    assert ball == (pytest.approx(w, abs=1e-6), pytest.approx((w + 1) ** 2, abs=1e-6))


def test_the_slope_and_the_next_movement_are_written(view):
    frame = frame_of(LESSON_1)
    view.show_frame(frame)
    assert view.annotations.words == ["slope 12", "−0.2 × 12 = −2.4"]
    view.show_frame(at(frame, 1))
    assert view.annotations.words == ["slope 7.2", "−0.2 × 7.2 = −1.44"]
    view.show_frame(at(frame, 40))
    assert view.annotations.words[0].startswith("slope ")
    assert len(view.annotations.words) == 1


def test_other_optimizers_movements_are_not_called_a_product(view):
    view.show_frame(frame_of(Run(optimizer=Momentum(), schedule=Constant(learning_rate=0.02)), playhead=2))
    assert view.annotations.words[1].startswith("Δw = −")


def test_the_tangent_touches_the_ball_with_its_slope(view):
    view.show_frame(frame_of(LESSON_1))
    tangent = next(each for each in pieces(view, AnnotationLine) if each.part == "tangent")
    (x0, y0), (x1, y1) = tangent.points
    ball = view.annotations.place(5.0, 36.0)
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx(ball)
    ahead = view.annotations.place(6.0, 48.0)
    assert (y1 - y0) / (x1 - x0) == pytest.approx((ahead[1] - ball[1]) / (ahead[0] - ball[0]))


def test_earlier_steps_fade_and_are_joined_by_hops(view):
    view.show_frame(frame_of(LESSON_1, playhead=3))
    discs = pieces(view, AnnotationDot)
    for disc, w in zip(discs, (5.0, 2.6, 1.16), strict=True):
        assert (disc.x, disc.y) == pytest.approx(view.annotations.place(w, (w + 1) ** 2), abs=1e-2)
    assert len({disc.color for disc in discs}) == 3
    assert len([each for each in pieces(view, AnnotationLine) if len(each.points) > 2]) == 3


def test_only_the_last_steps_are_seen(view):
    view.show_frame(frame_of(gd(0.001, steps=2000), playhead=1500))
    assert len(pieces(view, AnnotationDot)) <= TRAIL


def test_no_words_lie_on_the_ring_of_a_beat(view):
    mark = BeatMark(view="loss", run=0, part="ball")
    for step in range(8):
        view.show_frame(replace(frame_of(LESSON_1, playhead=step), marks=(mark,)))
        (ring,) = view.annotations.ringed
        ball = view.where("ball", 0)
        assert ring.width() > ball.width() + 2 * RING
        assert not any(ring.intersects(rect) for _, rect in view.annotations.word_rects())
    view.show_frame(frame_of(LESSON_1, playhead=3))
    assert not view.annotations.ringed


def test_several_runs_have_balls_of_their_own_color_and_symbol(view):
    view.show_frame(frame_of(*THREE, playhead=3, selected=1))
    marks = view.marks.marks
    assert [mark.x for mark in marks] == pytest.approx([-7.0, 4.9964, 0.296], abs=1e-4)
    assert [mark.color for mark in marks] == [LIGHT.run_colors[each] for each in (0, 2, 1)]
    assert len({mark.symbol for mark in marks}) == 3
    assert not view.legend.entries  # the stage's legend says it
    view.alone = True
    view.redraw()
    assert [entry.symbol for entry in view.legend.entries] == [0, 1, 2]
    names = run_labels(view.frame.scene)
    assert all(map(str.startswith, [entry.text for entry in view.legend.entries], names))


def test_a_closed_eye_hides_a_run(view):
    hidden = replace(THREE[1], visible=False)
    view.show_frame(frame_of(THREE[0], hidden, THREE[2], playhead=3))
    assert len(balls(view)) == 2


# -- two parameters ----------------------------------------------------------------------------------------


def test_the_path_of_two_parameters_ends_at_the_playhead(view):
    frame = frame_of(VALLEY, playhead=30)
    view.show_frame(frame)
    x, y = view.surface.lines[0][1].getData()
    assert_drawn(view, np.column_stack([x, y]), frame.recordings[0].params_rows[:31])
    assert all(item.opts["antialias"] for item in view.surface.lines[0])
    assert balls(view) == [tuple(frame.recordings[0].params_rows[30])]
    assert (view.plot.bottom_axis.title, view.plot.left_axis.title) == ("x", "y")
    assert view.surface.minima.getData()[0].tolist() == [1.0]
    assert not view.curve.curve.isVisible()


def test_contours_have_rising_levels_with_numbers_on_them(view):
    view.show_frame(frame_of(VALLEY))
    contours = view.surface.contours
    assert np.all(np.diff(contours.levels) > 0)
    assert len(contours.labels) >= 6
    written = {read(label.text) for label in contours.labels}
    assert written <= {float(level) for level in contours.levels}
    area = view.annotations.area
    assert all(area.contains(label.x, label.y) for label in contours.labels)


def test_a_label_lies_on_the_line_of_its_level(view):
    view.show_frame(frame_of(VALLEY))
    (x0, x1), (y0, y1) = view.plot.ranges
    area = view.annotations.area
    for label in view.surface.contours.labels:
        x = x0 + (label.x - area.left()) / area.width() * (x1 - x0)
        y = y0 + (area.bottom() - label.y) / area.height() * (y1 - y0)
        steps = np.array([[x + dx, y + dy] for dx in (-0.03, 0, 0.03) for dy in (-0.03, 0, 0.03)])
        near = Rosenbrock().value(steps)
        assert near.min() <= read(label.text) <= near.max()


def test_the_gradients_arrow_points_downhill(view):
    frame = frame_of(VALLEY, playhead=10)
    view.show_frame(frame)
    arrow = next(each for each in pieces(view, AnnotationLine) if each.arrow and each.color == LIGHT.text)
    (px0, py0), (px1, py1) = arrow.points
    gradient = frame.recordings[0].gradient_rows[10]
    moved = np.array([px1 - px0, -(py1 - py0)])
    # One scale on both axes: the direction on screen is that of the numbers.
    assert moved / np.linalg.norm(moved) == pytest.approx(-gradient / np.linalg.norm(gradient), abs=1e-6)
    assert view.annotations.words == ["−∇loss"]


def test_both_axes_have_one_scale(view):
    view.show_frame(frame_of(VALLEY))
    (x0, x1), (y0, y1) = view.plot.ranges
    area = view.annotations.area
    assert (x1 - x0) / area.width() == pytest.approx((y1 - y0) / area.height())


def test_contours_stay_while_the_playhead_moves_and_follow_a_zoom(view):
    frame = frame_of(VALLEY)
    view.show_frame(frame)
    before = view.surface.contours.bands
    view.show_frame(at(frame, 20))
    assert view.surface.contours.bands is before
    view.plot.box.setRange(xRange=(0.5, 1.5), yRange=(0.5, 1.5), padding=0)
    assert view.surface.contours.bands is not before
    assert view.surface.contours.levels.max() < 300


def test_a_very_long_path_is_thinned_out_but_keeps_its_ends(view):
    frame = frame_of(replace(VALLEY, steps=50_000), playhead=50_000)
    view.show_frame(frame)
    x, y = view.surface.lines[0][1].getData()
    assert len(x) <= MANY
    assert (x[0], y[0]) == (-1.2, 1.0)
    assert (x[-1], y[-1]) == tuple(frame.recordings[0].params_rows[-1])


def test_a_path_is_drawn_no_further_than_it_is_seen(view):
    wild = replace(VALLEY, schedule=Constant(learning_rate=0.02))
    view.show_frame(frame_of(wild, playhead=5))
    x, y = (each[np.isfinite(each)] for each in view.surface.lines[0][1].getData())
    assert len(x) >= 4
    for values, (low, high) in zip((x, y), view.plot.ranges, strict=True):
        assert low - 0.2 * (high - low) < values.min() <= values.max() < high + 0.2 * (high - low)


def test_from_two_parameters_back_to_one(view):
    view.show_frame(frame_of(VALLEY, playhead=5))
    view.show_frame(frame_of(LESSON_1, playhead=1))
    assert view.curve.curve.isVisible()
    assert not view.surface.contours.isVisible()
    assert not any(item.isVisible() for pair in view.surface.lines for item in pair)
    assert balls(view)[0][0] == pytest.approx(2.6)


# -- runs elsewhere, or nowhere ----------------------------------------------------------------------------


def test_only_the_runs_on_the_selected_landscape_are_drawn(view):
    frame = frame_of(LESSON_1, gd(0.1, problem=DoubleWell(), color=1), VALLEY, playhead=2)
    view.show_frame(frame)
    assert len(balls(view)) == 1
    assert view.caption.text() == "not drawn: 2 runs with another loss"
    view.show_frame(msgspec.structs.replace(frame, selected=2))
    assert len(balls(view)[0]) == 2
    view.show_frame(frame_of(LESSON_1, VALLEY))
    assert view.caption.text() == "not drawn: a run with another loss"


def test_values_set_by_hand_have_no_loss(view):
    view.show_frame(frame_of(Run(problem=Scripted()), playhead=1))
    assert view.empty.isVisible()
    assert not view.plot.isVisible()
    assert view.empty.text() == "Values that are set by hand have no loss."
    view.show_frame(frame_of(LESSON_1))
    assert view.plot.isVisible()


# -- what becomes of runs ----------------------------------------------------------------------------------


def test_a_run_that_flies_apart_is_told_with_its_reason(view):
    view.alone = True
    frame = frame_of(gd(1.2, steps=5000))
    view.show_frame(frame)
    assert view.notices.notices == ()
    end = frame.recordings[0].published - 1
    view.show_frame(at(frame, end))
    (notice,) = view.notices.notices
    assert (
        notice.text
        == f"diverged at step {end + 1}: the learning rate 1.2 is above 2/L = 1 (L: the curvature)"
    )
    assert notice.color == LIGHT.run_colors[0]
    assert view.notices.isVisible()


def test_a_ball_out_of_sight_is_shown_by_an_arrow_with_its_value(view):
    frame = frame_of(gd(1.2, steps=5000), playhead=30)
    view.show_frame(frame)
    w = float(frame.recordings[0].params_rows[30, 0])
    assert not view.plot.ranges[0][0] <= w <= view.plot.ranges[0][1]
    (word,) = [each for each in pieces(view, AnnotationLabel) if each.text.startswith("w = ")]
    assert read(word.text.removeprefix("w = ")) == pytest.approx(w, rel=1e-4)
    assert any(each.arrow for each in pieces(view, AnnotationLine))
    # The values are clear of the words at the top.
    rect = dict(view.annotations.word_rects())[word]
    assert rect.top() >= view.annotations.area.top() + view.notices.height()


def test_the_run_is_named_where_there_are_several(view):
    view.show_frame(frame_of(*THREE, playhead=40))
    assert not view.notices.notices  # the stage's legend says it
    view.alone = True
    view.redraw()
    assert [notice.text for notice in view.notices.notices] == [
        f"{run_labels(view.frame.scene)[0]}: oscillates: the learning rate 1 is exactly 2/L"
        " (L: the curvature)"
    ]


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_notices_cover_no_ball(view, look):
    view.set_look(look)
    for size in ((1000, 600), (560, 360)):
        view.resize(*size)
        QApplication.processEvents()
        view.show_frame(frame_of(*THREE, playhead=40))
        card = view.notices.geometry()
        for mark in view.marks.marks:
            assert not card.contains(*map(round, view.plot.to_pixels(mark.x, mark.y)))


# -- axes --------------------------------------------------------------------------------------------------


def test_the_axes_hold_start_and_path(view):
    view.show_frame(frame_of(gd(0.9, initial=(9.0,))))
    low, high = view.plot.ranges[0]
    assert low < -9
    assert high > 9
    assert view.plot.ranges[1][1] > 100


def test_the_axes_open_for_a_run_that_flies_apart_as_it_goes(view):
    frame = frame_of(gd(1.2, steps=8))
    widths = []
    for row in (0, 4, 8, 0):
        view.show_frame(at(frame, row))
        low, high = view.plot.ranges[0]
        points = frame.recordings[0].params_rows[: row + 2]
        assert low < points.min()
        assert high > points.max()
        widths.append(high - low)
    assert 2 * widths[0] < widths[1] < 0.8 * widths[2]
    assert widths[3] == widths[0]


def test_the_tiles_own_ranges_come_first(view):
    tile = make_tile("loss", x_range=(-2.0, 2.0), y_range=(0.0, 5.0))
    scene = Scene(runs=(LESSON_1,), stage=(Row(tiles=(tile,)),))
    view.show_frame(frame_of(scene=scene))
    assert view.plot.ranges == ((-2.0, 2.0), (0.0, 5.0))


def test_the_axes_stand_still_while_the_film_plays(view):
    frame = frame_of(*THREE)
    view.show_frame(frame)
    before = view.plot.ranges
    for playhead in range(0, 41, 5):
        view.show_frame(at(frame, playhead))
    assert view.plot.ranges == before


# -- the hand ----------------------------------------------------------------------------------------------


def test_dragging_the_start_moves_the_run_live(view, hand):
    stage = Stage(view, frame_of(LESSON_1, playhead=2))
    assert view.handle.isVisible()
    hand.move(5.0, 36.0)
    hand.press(5.0, 36.0)
    before = view.plot.ranges
    for w in (4.6, 4.0, 3.0):
        hand.move(w, 30.0, held=True)
    assert len(stage.edits) >= 2
    assert stage.finished == 0
    scene, text, merge = stage.edits[-1]
    (start,) = scene.runs[0].initial
    assert start == pytest.approx(3.0, abs=0.05)
    assert (text, merge) == ("Move the start", "start")
    # The run has followed: two steps of learning rate 0.2 leave 0.36 of the way to −1.
    assert balls(view)[0][0] == pytest.approx((start + 1) * 0.36 - 1, abs=1e-4)
    assert view.plot.ranges == before
    hand.release(3.0, 30.0)
    assert stage.finished == 1


def test_dragging_the_start_of_two_parameters(view, hand):
    stage = Stage(view, frame_of(VALLEY, playhead=0))
    hand.move(-1.2, 1.0)
    hand.press(-1.2, 1.0)
    for x, y in ((-1.0, 1.2), (-0.5, 1.5), (0.5, 2.0)):
        hand.move(x, y, held=True)
    hand.release(0.5, 2.0)
    start = stage.edits[-1][0].runs[0].initial
    assert start == pytest.approx((0.5, 2.0), abs=0.03)
    assert balls(view) == [start]
    assert stage.finished == 1


def test_the_start_is_moved_by_what_a_hand_can_place(view, hand):
    stage = Stage(view, frame_of(LESSON_1))
    hand.move(5.0, 36.0)
    hand.press(5.0, 36.0)
    hand.move(4.5, 36.0, held=True)
    hand.move(3.98765, 36.0, held=True)
    hand.release(3.98765, 36.0)
    (start,) = stage.edits[-1][0].runs[0].initial
    assert len(repr(start)) <= 6


def test_only_the_selected_runs_start_moves(view, hand):
    stage = Stage(view, frame_of(*THREE, playhead=1, selected=1))
    hand.move(5.0, 36.0)
    hand.press(5.0, 36.0)
    for w in (4.5, 4.0, 2.0):
        hand.move(w, 36.0, held=True)
    hand.release(2.0, 36.0)
    runs = stage.edits[-1][0].runs
    assert runs[0] == THREE[0]
    assert runs[2] == THREE[2]
    assert runs[1].initial[0] == pytest.approx(2.0, abs=0.05)


def test_a_click_on_another_ball_selects_its_run(view, hand, qtbot):
    view.show_frame(frame_of(*THREE, playhead=3, selected=1))
    with qtbot.waitSignal(view.run_selected) as selected:
        hand.click(-7.0, 36.0)
    assert selected.args == [0]


def test_a_click_elsewhere_selects_nothing(view, hand, qtbot):
    view.show_frame(frame_of(*THREE, playhead=3, selected=1))
    with qtbot.assertNotEmitted(view.run_selected):
        hand.click(-1.0, 20.0)
        hand.click(0.296, 1.68)


@pytest.mark.parametrize(
    ("text", "torn"), [("1/w", True), ("tan(3w)", True), ("1000w^9 - w", False), ("w^2", False)]
)
def test_a_curve_has_no_line_across_its_poles(view, text, torn):
    view.show_frame(frame_of(replace(LESSON_1, problem=Formula(text=text), initial=(0.7,))))
    w, loss = view.curve.curve.getData()
    inside = np.abs(w) < 0.99 * np.abs(w).max()
    assert np.isnan(loss[inside]).any() == torn


def test_hovering_over_a_step_tells_its_numbers(view, hand):
    view.show_frame(frame_of(LESSON_1, playhead=5))
    hand.move(2.6, 12.96)
    assert view.readout.words == ["step 1: w = 2.6, loss 12.959999"]
    hand.move(-5.0, 40.0)
    assert view.readout.words == []


def test_what_hovering_told_goes_with_the_mouse_and_follows_an_edit(view, hand):
    view.show_frame(frame_of(LESSON_1, playhead=5))
    hand.move(2.6, 12.96)
    assert view.readout.words
    view.show_frame(frame_of(gd(0.1), playhead=5))
    assert view.readout.words == []  # no step of the other run is there
    view.show_frame(frame_of(LESSON_1, playhead=5))
    assert view.readout.words
    QApplication.sendEvent(view.plot, QEvent(QEvent.Type.Leave))
    assert view.readout.words == []


def test_hovering_in_two_dimensions_and_over_a_minimum(view, hand):
    frame = frame_of(VALLEY, playhead=5)
    view.show_frame(frame)
    hand.move(*frame.recordings[0].params_rows[5])
    assert view.readout.words[0].startswith("step 5: x = −1.1")
    hand.move(1.0, 1.0)
    assert view.readout.words == ["A minimum: x = 1, y = 1, loss 0"]


def test_what_a_hand_can_place():
    assert placed(3.14159, 0.02) == 3.142
    assert placed(1234.567, 15.0) == 1235.0
    assert placed(1.5, math.nan) == 1.5


# -- looks and languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("look", "each"), pairs(LOOKS.values(), [LESSON_1, VALLEY, gd(1.2, steps=5000)]))
def test_words_lie_within_the_plot_and_apart_in_every_look(view, look, each):
    view.set_look(look)
    for size in ((1200, 700), (380, 240)):
        view.resize(*size)
        QApplication.processEvents()
        view.show_frame(frame_of(each, playhead=12))
        view.grab()
        area = view.annotations.area.adjusted(-1, -1, 1, 1)
        rects = [rect for _, rect in view.annotations.word_rects()]
        assert all(area.contains(rect) for rect in rects)
        assert not any(a.intersects(b) for place, a in enumerate(rects) for b in rects[:place])


@pytest.mark.parametrize("playhead", range(0, 12, 2))
def test_the_words_at_the_tangent_cover_no_ball(view, playhead):
    for size in ((900, 500), (420, 260)):
        view.resize(*size)
        QApplication.processEvents()
        view.show_frame(frame_of(*THREE, playhead=playhead, selected=1))
        balls = [QPointF(*view.annotations.place(mark.x, mark.y)) for mark in view.marks.marks]
        rects = [rect for words, rect in view.annotations.word_rects() if words.free]
        assert not any(rect.contains(ball) for rect in rects for ball in balls)
        if size == (900, 500) and playhead == 0:
            assert rects


def test_a_look_changes_the_colors_of_balls_and_contours(view):
    view.show_frame(frame_of(VALLEY, playhead=3))
    light = view.surface.contours.bands[0][1]
    view.set_look(DARK)
    assert view.marks.marks[0].color == DARK.run_colors[0]
    assert view.surface.contours.bands[0][1] != light
    view.set_look(PROJECTOR)
    assert view.marks.look.marker_size > 18


def test_texts_are_put_anew(view):
    view.show_frame(frame_of(LESSON_1))
    view.retranslate()
    assert view.title() == "Loss"
    assert "drag" in view.handle.toolTip()


def plane_of_three(**options):
    problem = Formula(text="f(x, y, z) = (x − 1)² + 2y² + z²/2 + xyz/4")
    run = Run(problem=problem, schedule=Constant(learning_rate=0.05), steps=20, initial=(3.0, 2.0, -1.0))
    tile = make_tile("loss", **options)
    return frame_of(scene=Scene(runs=(run,), stage=(Row(tiles=(tile,)),)))


@pytest.mark.parametrize(("chosen", "places"), [((), (0, 1)), (("z", "x"), (2, 0)), (("x", "w1"), (0, 1))])
def test_three_parameters_are_shown_on_a_plane_through_two(view, chosen, places):
    frame = plane_of_three(parameters=chosen)
    Stage(view, at(frame, 7))
    recording = frame.recordings[0]
    (mark,) = view.marks.marks
    assert (mark.x, mark.y) == tuple(recording.params_rows[7][list(places)])
    names = [recording.names[place] for place in places]
    assert [axis.labelText for axis in (view.plot.bottom_axis, view.plot.left_axis)] == names
    (held,) = set(recording.names) - set(names)
    assert held in view.caption.text()
    assert [action.text() for action in view.actions_for_menu()] == [
        "Choose two parameters…",
        "3-D surface",
        "Inside the step",
    ]
    whole, plane = recording.experiment.problem, view._axes_of
    at_ball = np.array([mark.x, mark.y])
    assert plane.value(at_ball) == pytest.approx(float(whole.value(recording.params_rows[7])), rel=1e-12)


def test_a_start_dragged_on_a_plane_keeps_the_others(view):
    stage = Stage(view, plane_of_three(parameters=("z", "x")))
    view.handle.moved.emit(0.5, 1.5)
    assert stage.edits[-1][0].runs[0].initial == (1.5, 2.0, 0.5)


def test_the_curve_is_torn_at_a_pole_and_a_kink_is_named(view):
    Stage(view, frame_of(gd(0.01, problem=Formula(text="1/w + |w − 1|"), initial=(3.0,))))
    x, y = view.curve.curve.getData()
    at = np.searchsorted(x, 0.0)
    assert x[at] == 0.0
    assert np.isnan(y[at])
    words = [piece.text for piece in view.annotations.pieces if isinstance(piece, AnnotationLabel)]
    assert "pole at 0" in words
    assert "kink at 1" in words


def test_a_kink_far_from_zero_is_named_where_it_is(view):
    formula = Formula(text="|w - 2019.53|", low=2000.0, high=2030.0)
    Stage(view, frame_of(gd(0.1, problem=formula, initial=(2005.0,))))
    words = [piece.text for piece in view.annotations.pieces if isinstance(piece, AnnotationLabel)]
    assert "kink at 2019.53" in words


def test_no_number_stands_below_a_loss_that_is_never_negative(view):
    view.show_frame(frame_of(LESSON_1, playhead=2))
    axis = view.plot.left_axis
    assert view.plot.ranges[1][0] < -5  # there is the arrow along the axis
    assert axis.texts()[0] == "0"
    view.show_frame(frame_of(gd(0.1, problem=Formula(text="w^2 - 9")), playhead=2))
    assert axis.texts()[0].startswith("−")
    view.show_frame(frame_of(VALLEY))
    assert any(text.startswith("−") for text in axis.texts())  # it is w2 now


def test_without_room_nothing_is_painted(view):
    """Qt says so of each stroke on a picture of no pixels: the window met one while it became small."""
    view.show_frame(frame_of(VALLEY))
    view.grab()
    view.set_look(DARK)
    shown = (each for each in view.plot.scene().items() if isinstance(each, Contours))
    contours = next(each for each in shown if each.bands)
    view.plot.box.blockSignals(True)  # as if it were painted before they have been heard
    view.plot.box.resize(0.0, 50.0)
    assert contours.bands
    picture = QPixmap(9, 9)
    with QPainter(picture) as painter:
        contours.paint(painter, QStyleOptionGraphicsItem(), view)
