"""The view of the loss for models: landscapes from the worker, ways of runs, the batch's own, the menu."""

import math

import msgspec
import numpy as np
import pyqtgraph as pg
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from gdviz.document.frame import Frame
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.stage_layout import tile_of
from gdviz.document.tiles import make_tile
from gdviz.engine.experiment import Batches
from gdviz.engine.landscape import contour_levels
from gdviz.engine.learning.datasets import StraightLine, Yogurt
from gdviz.engine.learning.gradients import total_gradient
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L2
from gdviz.engine.learning.plane import surface, total_loss
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.optimizers import Adam
from gdviz.engine.schedules import Constant
from gdviz.look.look import LIGHT, LOOKS
from gdviz.views.common.annotations import AnnotationLabel, AnnotationLine
from gdviz.views.loss.view import LossView
from tests.recordings import recording_of
from tests.sampling import long, some
from tests.views.courses import assert_drawn

LINE = Training(data=StraightLine(noise=0.4), model=Model(hidden=()))
SLOPE = Training(data=StraightLine(intercept=0.0), model=Model(hidden=(), bias=False))


def on_line(size, color=0, **changes):
    """A run on a line with so many examples a step."""
    changes = {"steps": 60, "initial": (-1.0, 3.5), "problem": LINE} | changes
    batches = Batches(batch_size=size, order="shuffled")
    return Run(schedule=Constant(learning_rate=0.05), batches=batches, color=color, **changes)


LESSON_8 = (on_line(0), on_line(1, 1), on_line(8, 2))
LESSON_9 = Run(
    problem=Training(data=Yogurt(), model=Model(hidden=(), bias=False)),
    initial=(-0.8113182, 1.4845988),
    schedule=Constant(learning_rate=0.001),
    batches=Batches(batch_size=8),
    steps=400,
    precision="float32",
)
NETWORK = Run(
    problem=Training(),
    optimizer=Adam(),
    schedule=Constant(learning_rate=0.01),
    batches=Batches(batch_size=30),
    steps=300,
)


def frame_of(*runs, playhead=0, selected=0, generation=0, budget=None, scene=None, **tile):
    scene = scene or Scene(runs=runs, stage=(Row(tiles=(make_tile("loss", **tile),)),))
    recordings = tuple(
        TrainingDescent(each.experiment, budget).run() if budget else recording_of(each.experiment)
        for each in scene.runs
    )
    published = tuple(each.published for each in recordings)
    return Frame(scene, recordings, published, playhead, selected, generation)


def at(frame, playhead):
    return msgspec.structs.replace(frame, playhead=playhead)


@pytest.fixture
def view(qtbot, request):
    view = LossView()
    qtbot.addWidget(view)
    view.resize(900, 520)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    request.node.funcargs.clear()  # they would keep the view alive until after the search for leaks


@pytest.fixture
def shown(view, qtbot):
    """``shown(frame)``: the view with all that the worker has to say about it."""

    def show(frame):
        view.show_frame(frame)
        QApplication.processEvents()  # the caption takes room
        qtbot.waitUntil(lambda: not view.model.busy)
        QApplication.processEvents()
        return view

    return show


def strokes(view):
    return [piece for piece in view.annotations.pieces if isinstance(piece, AnnotationLine) and piece.arrow]


def words(view):
    return [piece.text for piece in view.annotations.pieces if isinstance(piece, AnnotationLabel)]


def ways(view):
    """The points of the paths that are drawn, those of the run on top last."""
    return [np.column_stack(line.getData()) for _, line in view.surface.lines if line.isVisible()]


# -- one landscape, several runs ---------------------------------------------------------------------------


def test_runs_with_other_batches_lie_on_the_one_surface(shown):
    frame = frame_of(*LESSON_8, playhead=40, selected=1)
    view = shown(frame)
    whole, some, one = ways(view)
    for recording, way in zip((0, 2, 1), (whole, some, one), strict=True):
        assert_drawn(view, way, frame.recordings[recording].params_rows[:41])
    assert [(mark.x, mark.y) for mark in view.marks.marks] == [
        tuple(frame.recordings[place].params_at(40)) for place in (0, 2, 1)
    ]
    assert view.plot.bottom_axis.title == "w"
    assert view.plot.left_axis.title == "b"
    assert not view.caption.isVisible()
    assert not view.notices.isVisible()


def test_the_landscape_is_that_of_all_the_data(shown):
    view = shown(frame_of(*LESSON_8, selected=1))
    drawing, (x, y) = view.model.drawing, view.plot.ranges
    np.testing.assert_allclose(drawing.bounds, (x, y))
    values = surface(LINE, view.model.chart.plane, np.linspace(*x, 300), np.linspace(*y, 300))
    np.testing.assert_allclose(drawing.levels[:3], contour_levels(values)[:3], rtol=0.3)
    for level, (px, py) in zip(drawing.levels, drawing.lines, strict=True):
        sound = np.isfinite(px)
        heights = total_loss(LINE, np.column_stack([px[sound], py[sound]]))
        np.testing.assert_allclose(heights, level, rtol=0.02)
    assert len(view.surface.contours.labels) >= 4


def test_the_minimum_has_its_star(shown):
    view = shown(frame_of(*LESSON_8))
    (point,) = view.surface.minima.points()
    minimum = np.array([point.pos().x(), point.pos().y()])
    assert np.abs(total_gradient(LINE, minimum)).max() < 1e-9


def test_the_yogurt_shop_has_its_path(shown):
    frame = frame_of(LESSON_9, playhead=400)
    view = shown(frame)
    assert (view.plot.bottom_axis.title, view.plot.left_axis.title) == ("w1", "w2")
    assert_drawn(view, ways(view)[0], frame.recordings[0].params_rows, rtol=1e-6)


def test_a_run_with_another_penalty_has_another_surface(shown):
    other = on_line(0, 1, problem=replace(LINE, penalty=L2(scale=0.5)))
    view = shown(frame_of(LESSON_8[0], other))
    assert len(ways(view)) == 1
    assert view.caption.text().endswith("not drawn: a run with another loss")


def test_how_a_layer_learns_does_not_make_another_surface(shown):
    slow = on_line(0, 1, problem=replace(LINE, model=replace(LINE.model, layer_rates=(0.1,))))
    assert len(ways(shown(frame_of(LESSON_8[0], slow, playhead=9)))) == 2


def test_the_surface_stays_while_the_playhead_moves(shown):
    frame = frame_of(*LESSON_8)
    drawing = shown(frame).model.drawing
    assert shown(at(frame, 30)).model.drawing is drawing


# -- the batch's own ---------------------------------------------------------------------------------------


def test_the_batchs_gradient_stands_beside_the_full_one(shown):
    frame = frame_of(*LESSON_8, playhead=5, selected=1)
    view = shown(frame)
    assert [text for text in words(view) if "∇" in text] == ["−∇loss, batch", "−∇loss"]
    batch, full = strokes(view)
    assert (batch.dashed, full.dashed) == (True, False)
    assert (batch.color, full.color) == (LIGHT.run_colors[1], LIGHT.text)
    recording = frame.recordings[1]
    gradients = recording.gradient_between(5, 6)[0], total_gradient(LINE, recording.params_at(5))
    (x0, x1), (y0, y1) = view.plot.ranges
    area = view.annotations.area
    for stroke, gradient in zip((batch, full), gradients, strict=True):
        (ax, ay), (bx, by) = stroke.points
        down = np.array([-gradient[0] * area.width() / (x1 - x0), gradient[1] * area.height() / (y1 - y0)])
        way = np.array([bx - ax, by - ay])
        np.testing.assert_allclose(way / np.hypot(*way), down / np.hypot(*down), atol=1e-9)


def test_an_arrow_shrinks_with_the_gradient_and_goes_with_it(shown):
    frame, lengths = frame_of(on_line(0, steps=160)), []
    for row in (0, 10, 160):
        lengths += [math.dist(*stroke.points) for stroke in strokes(shown(at(frame, row)))]
    assert len(lengths) == 2  # at the minimum there is none
    norms = frame.recordings[0].column("gradient_norm")
    assert lengths[1] / lengths[0] == pytest.approx(math.sqrt(norms[10] / norms[0]))


def test_of_many_parameters_the_arrows_are_to_be_seen_too(shown):
    """Of their gradients a chart of two directions shows a hundredth."""
    wide = on_line(0, steps=3, initial=(), problem=Training(model=Model(hidden=(30, 30))))
    frame = frame_of(wide)
    length = math.dist(*strokes(shown(frame))[0].points)
    assert length == pytest.approx(math.dist(*strokes(shown(frame_of(on_line(0, steps=3))))[0].points))


def test_with_all_examples_there_is_one_arrow(shown):
    view = shown(frame_of(*LESSON_8, playhead=5, selected=0))
    assert [text for text in words(view) if "∇" in text] == ["−∇loss"]
    assert not len(view.surface.batch.getData()[0])
    assert not view.legend.entries


def test_the_batchs_own_loss_is_drawn_and_follows_the_playhead(shown):
    frame = frame_of(*LESSON_8, playhead=5, selected=2)
    recording = frame.recordings[2]
    for row in (5, 6):
        view = shown(at(frame, row))
        assert view.model.moment.row == row
        x, y = (part[np.isfinite(part)] for part in (view.model.moment.x, view.model.moment.y))
        heights = total_loss(LINE, np.column_stack([x, y]), recording.batch(row))
        levels = np.unique(np.round(heights, 1))
        assert len(levels) < 12
        drawn, _ = view.surface.batch.getData()
        assert len(drawn) > 20
    assert view.legend.entries[-1].text == "loss on this step's batch"
    assert view.legend.entries[-1].dashes


def test_the_menu_hides_the_batchs_loss(shown, view):
    edits = []
    view.edited.connect(lambda *edit: edits.append(edit))
    frame = frame_of(*LESSON_8, playhead=5, selected=2)
    action, *_ = shown(frame).actions_for_menu()
    assert action.isChecked()
    action.trigger()
    scene, text, _ = edits[-1]
    assert text == "Hide the batch's loss"
    assert tile_of(scene.stage, "loss").batch is False
    shown(msgspec.structs.replace(frame, scene=scene))
    assert not len(view.surface.batch.getData()[0])
    assert not view.legend.entries
    assert len(strokes(view)) == 2  # the two gradients stay
    assert not view.actions_for_menu()[0].isChecked()


# -- the hand ----------------------------------------------------------------------------------------------


def send(view, kind, x, y, pressed=False, changed=False):
    viewport = view.plot.viewport()
    place = QPointF(view.plot.mapFromScene(view.plot.box.mapViewToScene(QPointF(x, y))))
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    button, buttons = left if changed else none, left if pressed else none
    where = viewport.mapToGlobal(place)
    event = QMouseEvent(kind, place, where, button, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()


@pytest.fixture
def every_move():
    before = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)
    yield
    pg.setConfigOption("mouseRateLimit", before)


def test_the_start_is_dragged_on_a_models_surface(every_move, shown, view):
    edits = []
    view.edited.connect(lambda *edit: edits.append(edit))
    shown(frame_of(on_line(0)))
    drawing = view.model.drawing
    send(view, QEvent.Type.MouseMove, -1.0, 3.5)
    send(view, QEvent.Type.MouseButtonPress, -1.0, 3.5, pressed=True, changed=True)
    for x, y in ((-0.8, 3.4), (-0.5, 3.2), (0.0, 3.0)):
        send(view, QEvent.Type.MouseMove, x, y, pressed=True)
    send(view, QEvent.Type.MouseButtonRelease, 0.0, 3.0, changed=True)
    scene, text, merge = edits[-1]
    assert (text, merge) == ("Move the start", "start")
    np.testing.assert_allclose(scene.runs[0].initial, (0.0, 3.0), atol=0.03)
    shown(frame_of(scene=scene, generation=1))
    assert view.model.drawing is drawing  # the same data, the same surface


def test_a_step_and_the_minimum_are_read_under_the_mouse(every_move, shown, view):
    frame = frame_of(on_line(8), playhead=40)
    shown(frame)
    w, b = frame.recordings[0].params_at(20)
    send(view, QEvent.Type.MouseMove, w, b)
    loss = float(total_loss(LINE, np.array([w, b])))
    assert view.readout.words[0].startswith("step 20: w = ")
    assert f"loss {loss:.3f}"[:10] in view.readout.words[0]
    send(view, QEvent.Type.MouseMove, *view.model.chart.minima[0])
    assert view.readout.words[0].startswith("A minimum: w = ")


# -- one parameter -----------------------------------------------------------------------------------------


def test_a_model_of_one_parameter_is_a_curve(shown):
    slope = on_line(4, problem=SLOPE, initial=(-1.0,))
    frame = frame_of(slope, playhead=3)
    view = shown(frame)
    w, loss = view.curve.curve.getData()
    np.testing.assert_allclose(loss, total_loss(SLOPE, w[:, np.newaxis]))
    (mark,) = view.marks.marks
    params = frame.recordings[0].params_at(3)
    np.testing.assert_allclose((mark.x, mark.y), (params[0], total_loss(SLOPE, params)))
    w, own = view.curve.batch.getData()
    rows = frame.recordings[0].batch(3)
    np.testing.assert_allclose(own, total_loss(SLOPE, w[:, np.newaxis], rows))
    assert view.curve.batch.isVisible()
    assert any(text.startswith("slope ") for text in words(view))


# -- many parameters ---------------------------------------------------------------------------------------


@long
def test_many_parameters_are_shown_on_the_runs_own_plane(shown):
    frame = frame_of(NETWORK, playhead=300)
    view = shown(frame)
    chart = view.model.chart
    assert chart.kind == "principal"
    share = round(100 * chart.plane.share)
    assert view.caption.isVisible()
    said = f"two principal directions of the run: {share}% of its movement, now "
    assert view.caption.text().startswith(said)
    assert view.plot.bottom_axis.title == "first principal direction"
    assert not view.handle.isVisible()
    (way,) = ways(view)
    assert_drawn(view, way, chart.place(frame.recordings[0].params_rows))
    np.testing.assert_allclose((view.marks.marks[0].x, view.marks.marks[0].y), 0.0, atol=1e-12)
    assert not view.surface.minima.points().size


def test_the_other_runs_are_projected_on_the_selected_runs_plane(shown):
    frame = frame_of(NETWORK, replace(NETWORK, batches=Batches(batch_size=300), color=1), playhead=200)
    chart = shown(frame).model.chart
    view = shown(msgspec.structs.replace(frame, selected=1))
    assert view.model.chart is not chart
    first, second = ways(view)
    place = view.model.chart.place
    assert_drawn(view, first, place(frame.recordings[0].params_rows[:201]))
    assert_drawn(view, second, place(frame.recordings[1].params_rows[:201]))


def test_while_a_run_grows_its_plane_is_found_anew_now_and_then(shown):
    whole = frame_of(NETWORK)
    charts = []
    for published in (100, 120, 140, 301):
        outcomes = whole.outcomes if published == 301 else (None,)
        frame = msgspec.structs.replace(whole, published=(published,), outcomes=outcomes)
        charts.append(shown(frame).model.chart)
    assert charts[0] is charts[1]
    assert len({id(chart) for chart in charts}) == 3


def test_two_parameters_are_chosen_in_the_menu(shown, view):
    edits = []
    view.edited.connect(lambda *edit: edits.append(edit))
    frame = frame_of(NETWORK, playhead=100)
    shown(frame)
    principal, choose, *_ = view.actions_for_menu()
    assert principal.isChecked()
    choose.trigger()
    dialog = view.menu.dialog
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    QTest.keyClicks(dialog.search, "b1_")
    rows = [row for row in range(dialog.list.count()) if not dialog.list.isRowHidden(row)]
    assert [dialog.list.item(row).text() for row in rows] == [f"b₁[{unit}]" for unit in range(1, 12)]
    for row in (rows[4], rows[2]):
        assert not ok.isEnabled()
        dialog.list.setCurrentRow(row)
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.ticked == ("b1_5", "b1_3")
    assert not dialog.list.item(rows[0]).flags() & Qt.ItemFlag.ItemIsUserCheckable
    QTest.mouseClick(ok, Qt.MouseButton.LeftButton)
    scene, text, _ = edits[-1]
    assert text == "Loss over two parameters"
    assert tile_of(scene.stage, "loss").parameters == ("b1_5", "b1_3")
    chosen = msgspec.structs.replace(frame, scene=scene)
    shown(chosen)
    assert (view.plot.bottom_axis.title, view.plot.left_axis.title) == ("b₁[5]", "b₁[3]")
    assert view.caption.text() == "the other 43 parameters stay as they are at the playhead"
    principal, *_ = view.actions_for_menu()
    principal.trigger()
    assert tile_of(edits[-1][0].stage, "loss").parameters == ()


def test_the_other_parameters_follow_the_playhead(shown):
    frame = frame_of(NETWORK, parameters=("w1_1_1", "b2_1"))
    for row in (0, 250):
        view = shown(at(frame, row))
        params = frame.recordings[0].params_at(row)
        point = view.model.chart.place(params)
        np.testing.assert_allclose(view.model.chart.value(point), total_loss(NETWORK.problem, params))
        assert view.model._drawn is view.model.chart
        (way,) = ways(view)
        names = frame.recordings[0].names
        columns = [names.index("w1_1_1"), names.index("b2_1")]
        assert_drawn(view, way, frame.recordings[0].params_rows[: row + 1, columns])


def test_names_that_the_model_does_not_have_are_no_choice(shown):
    assert shown(frame_of(NETWORK, parameters=("w1", "w2"))).model.chart.kind == "principal"


@long
def test_with_key_frames_only_the_path_goes_through_them(shown):
    kept = frame_of(NETWORK)
    frame = frame_of(NETWORK, playhead=211, budget=60_000)
    recording = frame.recordings[0]
    assert recording.spacing > 1
    view = shown(frame)
    (way,) = ways(view)
    rows = [*(row for row in view.paths[0].trace.rows.tolist() if row < 211), 211]
    assert_drawn(view, way, view.model.chart.place(kept.recordings[0].params_rows[rows]))


# -- whatever happens --------------------------------------------------------------------------------------


def test_a_run_that_flies_apart_says_so(shown):
    frame = frame_of(on_line(0, problem=LINE, steps=400, color=3), playhead=400)
    wild = replace(frame.scene.runs[0], schedule=Constant(learning_rate=3.0))
    view = shown(frame_of(wild, playhead=400))
    view.alone = True
    view.redraw()
    assert any("diverged at step" in notice.text for notice in view.notices.notices)
    (x0, x1), _ = view.plot.ranges
    assert x1 - x0 < 1000


def test_what_the_worker_cannot_compute_is_said(shown, view, monkeypatch, caplog):
    def fail(*_):
        raise MemoryError

    monkeypatch.setattr("gdviz.views.loss.model_surface.drawings", fail)
    shown(frame_of(LESSON_9))
    assert view.caption.text() == "The landscape could not be computed: there may not be enough memory."


@pytest.mark.parametrize("look", some(LOOKS.values(), 1), ids=lambda look: look.name)
def test_every_look_paints_every_part(shown, view, look):
    shown(frame_of(*LESSON_8, playhead=20, selected=2))
    view.set_look(look)
    shown(frame_of(*LESSON_8, playhead=21, selected=2))
    assert view.surface.contours.look is look
    assert view.surface.batch.opts["pen"].color().name().upper() == look.run_colors[2].upper()
    assert not view.grab().isNull()


def test_the_view_goes_from_a_model_to_a_formula_and_back(shown, view):
    shown(frame_of(*LESSON_8, playhead=5, selected=2))
    shown(frame_of(Run()))
    assert view.curve.curve.isVisible()
    assert view.actions_for_menu() == [view.menu.parabola]
    shown(frame_of(NETWORK))
    assert view.caption.isVisible()
    shown(frame_of(Run()))
    assert not view.caption.isVisible()
    assert not view.curve.batch.isVisible()


def test_a_change_of_size_is_drawn_anew(shown, view, qtbot):
    shown(frame_of(NETWORK))
    view.resize(500, 360)
    qtbot.waitUntil(lambda: not view.model.busy)
    np.testing.assert_allclose(view.model.drawing.bounds, view.plot.ranges)
