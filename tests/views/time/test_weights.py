"""The parameters against step, and with them what every plot against step does."""

import msgspec
import numpy as np
import pyqtgraph as pg
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gdviz.document.scene import Run
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.objectives import CourseSquare, Rosenbrock
from gdviz.engine.schedules import Constant
from gdviz.look.look import DARK, LIGHT, LOOKS, PROJECTOR
from gdviz.readings.run_labels import run_labels
from gdviz.views.time.weights import WeightsView
from tests.views.said import values

RATE = Constant(learning_rate=0.2)


def data(item):
    x, y = item.getData()
    return np.asarray(x), np.asarray(y)


def moved(frame, playhead):
    return msgspec.structs.replace(frame, playhead=playhead)


def test_the_whole_run_is_there_and_the_part_passed_ends_at_the_playhead(show, make_frame):
    frame = make_frame(Run(schedule=RATE), playhead=2)
    view = show(WeightsView, frame)
    (drawn,) = view.drawn
    w = frame.recordings[0].column("w")
    x, y = data(drawn.whole)
    assert x.tolist() == list(range(41))
    assert np.array_equal(y, w)
    x, y = data(drawn.used)
    assert x.tolist() == [0, 1, 2]
    assert y == pytest.approx([5, 2.6, 1.16])
    assert view.cursor_line.value() == 2
    assert values(view) == ["w 1.16"]
    view.show_frame(moved(frame, 3))
    assert data(drawn.used)[1][-1] == pytest.approx(0.296)
    assert view.cursor_line.value() == 3
    assert values(view) == ["w 0.296"]


def test_axes_show_every_step_and_the_known_minimum(show, make_frame):
    view = show(WeightsView, make_frame(Run(schedule=RATE)))
    (x0, x1), (y0, y1) = view.plot.ranges
    assert (x0, x1) == (0, 40)
    assert y0 <= -1 < 5 <= y1
    assert [line.value() for line in view.references] == [-1]
    assert view.plot.left_axis.title == "w"
    assert view.plot.bottom_axis.title == "step"
    assert view.plot.bottom_axis.texts()[-1] == "40"


def test_the_shadow_is_dashed_in_the_same_colour(show, make_frame):
    view = show(WeightsView, make_frame(Run(schedule=RATE, average=MovingAverage(decay=0.9)), playhead=5))
    value, shadow = view.drawn
    assert value.used.opts["pen"].color() == shadow.used.opts["pen"].color()
    assert shadow.line.dashes
    assert not value.line.dashes
    assert data(shadow.used)[1][-1] == view.frame.recordings[0].column("shadow_w")[5]
    assert [entry.text for entry in view.legend.entries] == ["value", "shadow"]


def test_two_parameters_are_told_apart_without_colour(show, make_frame):
    run = Run(problem=Rosenbrock(), schedule=Constant(learning_rate=0.001), steps=100)
    view = show(WeightsView, make_frame(run, playhead=100))
    x, y = view.drawn
    assert x.used.opts["pen"].widthF() > y.used.opts["pen"].widthF()
    assert (x.used.dashes, bool(y.used.dashes)) == ((), True)
    assert [entry.dashes for entry in view.legend.entries] == [x.line.dashes, y.line.dashes]
    assert [text.split()[0] for text in values(view)] == ["x", "y"]
    assert [entry.text for entry in view.legend.entries] == ["x", "y"]
    assert view.plot.left_axis.title == "x, y"
    assert not view.references


def test_other_lines_are_drawn_by_the_items_that_are_there(show, make_frame):
    """Those of a network that learns change with what moves most: items made anew take a window's time."""
    view = show(WeightsView, make_frame(Run(schedule=RATE, average=MovingAverage(decay=0.9)), playhead=5))
    before = [item for drawn in view.drawn for item in (drawn.whole, drawn.used)]
    valley = Run(problem=Rosenbrock(), schedule=Constant(learning_rate=0.001), steps=100)
    view.show_frame(make_frame(valley, Run(problem=Rosenbrock(), steps=4), playhead=50))
    items = [item for drawn in view.drawn for item in (drawn.whole, drawn.used)]
    assert items[:4] == before
    assert len(items) == 8
    in_plot = [item for item in view.plot.box.childGroup.childItems() if isinstance(item, type(items[0]))]
    assert sorted(map(id, in_plot)) == sorted(map(id, items))
    view.show_frame(make_frame(Run(schedule=RATE), playhead=5))
    (drawn,) = view.drawn
    assert data(drawn.used)[1].tolist() == view.frame.recordings[0].column("w")[:6].tolist()
    assert not drawn.used.dashes
    assert sum(isinstance(item, type(drawn.used)) for item in view.plot.box.childGroup.childItems()) == 2


def test_several_runs_have_colours_symbols_and_names(show, make_frame):
    runs = [
        Run(schedule=Constant(learning_rate=rate), color=place) for place, rate in enumerate((1, 0.2, 0.0001))
    ]
    view = show(WeightsView, make_frame(*runs, playhead=12))
    assert [
        drawn.used.opts["pen"].color().name() for drawn in sorted(view.drawn, key=lambda d: d.line.place)
    ] == [color.lower() for color in LIGHT.run_colors[:3]]
    assert len({mark.symbol for mark in view.marks.marks}) == 3
    assert not view.legend.entries  # the stage's legend says it
    view.alone = True
    view.redraw()
    assert [entry.symbol for entry in view.legend.entries] == [0, 1, 2]
    names = run_labels(view.frame.scene)
    for entry, name, value in zip(view.legend.entries, names, values(view), strict=True):
        assert entry.text.startswith(name)
        assert entry.text.endswith(value)


def test_a_hidden_run_is_not_drawn_and_all_hidden_is_said(show, make_frame):
    frame = make_frame(Run(schedule=RATE, visible=False), Run(color=1))
    view = show(WeightsView, frame)
    assert [drawn.line.place for drawn in view.drawn] == [1]
    hidden = make_frame(Run(visible=False))
    view.show_frame(hidden)
    assert not view.plot.isVisible()
    assert view.empty.isVisible()
    assert not view.plot.isVisible()
    assert "hidden" in view.empty.text()
    view.show_frame(frame)
    assert view.plot.isVisible()


def test_a_run_that_flies_apart_does_not_flatten_the_others(show, make_frame):
    runs = Run(schedule=Constant(learning_rate=1.3), steps=60), Run(schedule=RATE, color=1, steps=60)
    view = show(WeightsView, make_frame(*runs, playhead=30))
    low, high = view.plot.ranges[1]
    assert -60 < low < -1
    assert 5 < high < 60
    (leave,) = view.marks.leaves
    w = view.frame.recordings[0].column("w")
    first = int(np.argmax((w < low) | (w > high)))
    assert leave.x == first
    assert leave.upwards == (w[first] > high)


def test_a_short_run_ends_before_the_playhead(show, make_frame):
    view = show(WeightsView, make_frame(Run(steps=5), Run(steps=20, color=1), playhead=15))
    short = next(drawn for drawn in view.drawn if drawn.line.place == 0)
    assert data(short.used)[0][-1] == 5
    assert view.cursor_line.value() == 15
    assert view.plot.ranges[0] == (0, 20)


def test_rows_that_are_published_later_are_added(show, make_frame):
    frame = make_frame(Run(schedule=RATE))
    early = msgspec.structs.replace(frame, published=(4,), playhead=9)
    view = show(WeightsView, early)
    (drawn,) = view.drawn
    assert data(drawn.whole)[0].tolist() == [0, 1, 2, 3]
    assert data(drawn.used)[0][-1] == 3
    view.show_frame(msgspec.structs.replace(frame, playhead=9))
    assert view.drawn[0] is drawn
    assert len(data(drawn.whole)[0]) == 41
    assert data(drawn.used)[0][-1] == 9


def test_another_setting_moves_the_same_curves(show, make_frame):
    view = show(WeightsView, make_frame(Run(schedule=RATE), playhead=1))
    (drawn,) = view.drawn
    view.show_frame(make_frame(Run(schedule=Constant(learning_rate=0.1)), playhead=1, generation=2))
    assert view.drawn[0] is drawn
    assert data(drawn.used)[1][-1] == pytest.approx(3.8)


def test_a_million_rows_become_a_short_line(show, make_frame):
    view = show(WeightsView, make_frame(Run(schedule=RATE, steps=100_000), playhead=50_000))
    assert len(view.drawn[0].x) < 3000
    assert data(view.drawn[0].used)[0][-1] == 50_000


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_look_is_applied_to_what_exists(show, make_frame, look):
    frame = make_frame(Run(schedule=RATE), Run(color=1), playhead=20)
    view = show(WeightsView, frame, PROJECTOR if look is not PROJECTOR else DARK)
    view.set_look(look)
    image = view.grab().toImage()
    assert image.pixelColor(image.width() - 3, image.height() // 2).name() == look.surface.lower()
    first = next(drawn for drawn in view.drawn if drawn.line.place == 0)
    assert first.used.opts["pen"].color().name() == look.run_colors[0].lower()
    assert first.used.opts["pen"].widthF() == look.curve_width
    assert first.whole.opts["pen"].color().alpha() == 255
    assert first.whole.opts["pen"].color() != first.used.opts["pen"].color()


def test_the_projector_puts_symbols_on_long_curves(show, make_frame):
    frame = make_frame(Run(steps=500), Run(color=1, schedule=RATE, steps=500), playhead=250)
    assert not show(WeightsView, frame).marks.dots
    dots = show(WeightsView, frame, PROJECTOR).marks.dots
    assert {each.symbol for each in dots} == {0, 1}
    for each in dots:
        w = frame.recordings[each.symbol].column("w")
        assert np.array_equal(each.y, w[each.x.astype(int)])
        assert each.x.max() <= 250


def test_numbers_of_the_axes_never_overlap(show, make_frame):
    frame = make_frame(Run(steps=100_000))
    for look in LOOKS.values():
        for size in ((240, 160), (640, 400), (1900, 900)):
            view = show(WeightsView, frame, look, size)
            for axis, length in ((view.plot.bottom_axis, view.plot.area.width()), (view.plot.left_axis, 0)):
                if axis is view.plot.bottom_axis:
                    widths = [axis._metrics.horizontalAdvance(text) for text in axis.texts()]
                    assert sum(widths) < length
                else:
                    assert len(axis.texts()) * axis._metrics.height() < view.plot.area.height() + 40


def test_the_wheel_zooms_and_the_scene_keeps_it(show, make_frame, qtbot):
    frame = make_frame(Run(schedule=RATE), playhead=3)
    view = show(WeightsView, frame)
    edits, finished = [], []
    view.edited.connect(lambda *edit: edits.append(edit))
    view.edit_finished.connect(lambda: finished.append(True))
    viewport = view.plot.viewport()
    place = QPointF(viewport.width() / 2, viewport.height() / 2)
    wheel = QWheelEvent(
        place,
        viewport.mapToGlobal(place),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, wheel)
    assert view.plot.zoomed
    zoomed = view.plot.ranges
    assert zoomed[0][1] - zoomed[0][0] < 40
    view.show_frame(moved(frame, 4))
    assert view.plot.ranges == zoomed
    qtbot.waitUntil(lambda: bool(finished))
    ((scene, _text, _merge),) = edits
    tile = scene.stage[0].tiles[0]
    assert tile.x_range == zoomed[0]
    assert tile.y_range == zoomed[1]
    view.show_frame(msgspec.structs.replace(frame, scene=scene))
    assert not view.plot.zoomed
    assert view.plot.ranges == zoomed
    view.show_frame(msgspec.structs.replace(frame, scene=replace(scene, stage=frame.scene.stage)))
    assert view.plot.ranges[0] == (0, 40)


def test_the_scene_says_what_the_axes_show(show, make_frame):
    frame = make_frame(Run(schedule=RATE), x_range=(0.0, 10.0), y_range=(-3.0, 3.0))
    view = show(WeightsView, frame)
    assert view.plot.ranges == ((0, 10), (-3, 3))
    assert data(view.drawn[0].whole)[0].max() < 20


@pytest.fixture
def every_move_counts():
    limit = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)
    yield
    pg.setConfigOption("mouseRateLimit", limit)


@pytest.mark.usefixtures("every_move_counts")
def test_dragging_the_cursor_moves_the_playhead(show, make_frame):
    view = show(WeightsView, make_frame(Run(schedule=RATE), playhead=10), size=(800, 400))
    asked = []
    view.playhead_requested.connect(asked.append)
    viewport = view.plot.viewport()

    def at(step):
        return QPoint(*(round(place) for place in view.plot.to_pixels(step, 3)))

    def send(kind, step, button, buttons):
        place = QPointF(at(step))
        where = viewport.mapToGlobal(place)
        keys = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(viewport, QMouseEvent(kind, place, where, button, buttons, keys))

    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    send(QEvent.Type.MouseMove, 10, none, none)
    send(QEvent.Type.MouseButtonPress, 10, left, left)
    for step in (12, 15, 20):
        send(QEvent.Type.MouseMove, step, none, left)
    send(QEvent.Type.MouseButtonRelease, 20, left, none)
    assert asked
    assert asked[-1] == 20


def test_double_clicks_are_left_to_the_stage(show, make_frame, qtbot):
    view = show(WeightsView, make_frame())
    heard = []
    view.mouseDoubleClickEvent = lambda event: heard.append(event)
    QTest.mouseDClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert heard


def test_the_minimum_belongs_to_the_problem(show, make_frame):
    view = show(WeightsView, make_frame(Run(problem=CourseSquare(), schedule=Constant(learning_rate=0.0001))))
    assert view.plot.ranges[1][0] <= -1
