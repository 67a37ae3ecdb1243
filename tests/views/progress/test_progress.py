"""How learning goes: what the lines hold, by step and by epoch, and what is said at the playhead."""

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from gdviz.document.scene import Run
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.datasets import StraightLine
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L2
from gdviz.engine.optimizers import GradientDescent
from gdviz.engine.quantities import quantity
from gdviz.look.look import DARK, LIGHT, LOOKS, PROJECTOR
from gdviz.notation.numbers import percent, to_digits
from gdviz.views.progress.progress_lines import Data, ProgressTrace, epochs_a_step
from gdviz.views.progress.progress_plot import dashes_of
from gdviz.views.progress.view import ProgressView
from tests.views.learners import another_language, drag, learner
from tests.views.said import values


def drawn(part, kind, place=0):
    (found,) = [each for each in part.drawn if each.trace.kind == kind and each.trace.place == place]
    return found


def points(item):
    x, y = item.getData()
    return np.asarray(x), np.asarray(y)


@pytest.fixture
def frame(make_frame):
    return make_frame(learner(penalty=L2(scale=0.01), test_share=0.3), playhead=40, view="progress")


def test_each_line_holds_its_column(show, frame):
    view = show(ProgressView, frame)
    recording = frame.recordings[0]
    for part, kind, column, factor in (
        (view.losses, "batch", "loss", 1),
        (view.losses, "train", "train_total_loss", 1),
        (view.losses, "test", "test_data_loss", 1),  # what the penalty costs says nothing of unseen data
        (view.losses, "data", "train_data_loss", 1),
        (view.accuracy, "train", "train_accuracy", 100),
        (view.accuracy, "test", "test_accuracy", 100),
    ):
        line = drawn(part, kind)
        assert line.x.tolist() == list(range(61))
        assert line.y == pytest.approx(factor * recording.column(column).astype(float))
    x, _ = points(drawn(view.losses, "train").used)
    assert x[-1] == 40


def test_the_legend_is_that_of_the_plot_that_the_switch_shows(show, frame, qtbot):
    view = show(ProgressView, frame)
    view.resize(300, 260)
    qtbot.waitUntil(lambda: view.switch.isVisible() and view.losses.legend.width() > 100)
    assert view.losses.legend.geometry().top() >= view.switch.geometry().bottom()
    assert not view.accuracy.legend.isVisible()
    view.accuracy_button.click()
    assert view.accuracy.legend.isVisible()
    assert not view.losses.legend.isVisible()


def test_lines_are_told_apart_without_colour(show, frame):
    view = show(ProgressView, frame)
    train, test, batch = (drawn(view.losses, kind) for kind in ("train", "test", "batch"))
    assert test.used.dashes
    assert not train.used.dashes
    assert batch.used.opts["pen"].widthF() < train.used.opts["pen"].widthF()
    strong, faint = (each.used.opts["pen"].color() for each in (train, batch))
    assert strong.name() == LIGHT.run_colors[0].lower()
    assert faint.lightness() > strong.lightness()
    assert train.whole.opts["pen"].color().lightness() > strong.lightness()
    assert [entry.text for entry in view.losses.legend.entries] == [
        "training set",
        "test set",
        "batch",
        "data loss",
        "penalty",
    ]


def test_the_penalty_fills_what_is_between_data_loss_and_total(show, frame):
    view = show(ProgressView, frame)
    band = view.losses.bands[0].polygon()
    recording = frame.recordings[0]
    total, data = recording.column("train_total_loss"), recording.column("train_data_loss")
    corners = np.array([(point.x(), point.y()) for point in band])
    assert corners[:61] == pytest.approx(np.stack([np.arange(61), total], axis=1))
    assert corners[61:] == pytest.approx(np.stack([np.arange(61), data], axis=1)[::-1])
    assert (total > data).all()


def test_without_penalty_and_tests_there_is_less(show, make_frame):
    view = show(ProgressView, make_frame(learner(), playhead=4, view="progress"))
    assert [each.trace.kind for each in view.losses.drawn] == ["batch", "train"]
    assert not view.losses.bands
    assert [entry.text for entry in view.losses.legend.entries] == ["training set", "batch"]
    assert [each.trace.kind for each in view.accuracy.drawn] == ["train"]


def test_values_at_the_playhead_are_written(show, frame):
    view = show(ProgressView, frame)
    recording = frame.recordings[0]
    loss, unseen, tested = (
        float(recording.column(name)[40]) for name in ("train_total_loss", "test_data_loss", "test_accuracy")
    )
    assert values(view) == [
        f"train loss {to_digits(loss, 4)}",
        f"test loss {to_digits(unseen, 4)}",
        f"test {percent(tested)}",
    ]
    assert view.losses.cursor_line.value() == view.accuracy.cursor_line.value() == 40
    view.show_frame(msgspec.structs.replace(frame, playhead=41))
    assert view.losses.cursor_line.value() == 41
    assert f"train loss {to_digits(recording.column('train_total_loss')[41], 4)}" in values(view)


def test_between_evaluated_rows_the_last_value_holds(make_frame):
    frame = make_frame(learner(steps=2500, model=Model(hidden=())))
    recording = frame.recordings[0]
    assert recording.stride > 1
    data = Data(ProgressTrace(0, recording, "train_total_loss", "train"))
    data.update(2501)
    rows, values = recording.evaluated("train_total_loss")
    assert data.at(int(rows[5]) + 1) == (rows[5], values[5])
    assert data.at(int(rows[5])) == (rows[5], values[5])
    assert data.at(2500) == (2500, values[-1])
    x, y = data.polyline(100, 200, 500)
    assert x[0] <= 100 <= 199 <= x[-1]
    assert np.isfinite(y).all()
    data.update(100)
    assert data.rows.max() < 100


CUT = sum(min(45, 300 - 45 * step % 300) for step in range(20)) / 300 / 20  # after 20 they come round
STEPS = [
    (30, "in_order", 0.1),
    (0, "in_order", 1.0),
    (45, "in_order", CUT),
    (45, "shuffled", 1 / 7),
    (45, "random", 0.15),
]


def test_where_each_step_takes_all_data_its_loss_is_that_of_the_training_set(show, make_frame):
    """Drawn once, at each step; examples that are drawn by lot are others than the training set."""
    run = learner(batch=0)
    frame = make_frame(run, view="progress")
    recording = frame.recordings[0]
    rows, losses = recording.evaluated("train_total_loss")
    assert recording.column("loss", 0, recording.published)[rows] == pytest.approx(losses)
    view = show(ProgressView, frame)
    assert [(each.trace.kind, each.trace.column) for each in view.losses.drawn] == [("train", "loss")]
    assert [entry.text for entry in view.losses.legend.entries] == ["training set"]
    by_lot = replace(run, batches=Batches(batch_size=run.problem.train_size, order="random"))
    view = show(ProgressView, make_frame(by_lot, view="progress"))
    assert [each.trace.kind for each in view.losses.drawn] == ["batch", "train"]


@pytest.mark.parametrize(("batch", "order", "expected"), STEPS)
def test_a_step_is_a_part_of_an_epoch(make_frame, batch, order, expected):
    run = learner(steps=2)
    run = replace(run, batches=replace(run.batches, batch_size=batch, order=order))
    assert epochs_a_step(make_frame(run).recordings[0]) == pytest.approx(expected)


def test_by_epoch_runs_that_saw_as_much_stand_together(show, make_frame):
    runs = [
        learner(batch=size, color=place, data=StraightLine(), model=Model(hidden=()))
        for place, size in enumerate((0, 8))
    ]
    view = show(ProgressView, make_frame(*runs, playhead=20, view="progress", by_epoch=True))
    whole, batched = (points(drawn(view.losses, "train", place).whole)[0] for place in (0, 1))
    assert whole[-1] == pytest.approx(60)
    assert batched[-1] == pytest.approx(12)
    assert view.losses.plot.ranges[0] == (0, 60)
    assert view.losses.plot.bottom_axis.title == "epoch"
    assert sorted(mark.x for mark in view.losses.marks.marks) == pytest.approx([4, 20])
    assert view.losses.cursor_line.value() == 20
    assert not view.accuracy.isVisible()


def test_another_score_is_drawn_below_the_loss(show, frame, make_frame):
    view = show(ProgressView, frame)
    edits = []
    view.edited.connect(lambda *edit: edits.append(edit))
    precision = view.actions_for_menu()[3]
    precision.trigger()
    scene, text, _ = edits[-1]
    assert (scene.stage[0].tiles[0].score, text) == ("precision", "Precision of class 1")
    view.show_frame(msgspec.structs.replace(frame, scene=scene))
    line = drawn(view.accuracy, "test")
    assert line.y == pytest.approx(100 * frame.recordings[0].column("test_precision").astype(float))
    assert view.accuracy.plot.left_axis.title == "precision %"
    line_of = make_frame(learner(data=StraightLine(), model=Model(hidden=())), view="progress")
    view.show_frame(line_of)
    assert view.accuracy.isHidden()  # of numbers none by itself
    rmse, r2 = view.actions_for_menu()[2:]
    assert (rmse.text(), r2.text()) == ("RMSE", "R²")
    r2.trigger()
    view.show_frame(msgspec.structs.replace(line_of, scene=edits[-1][0], playhead=5))
    assert not view.accuracy.isHidden()
    recorded = line_of.recordings[0].column("train_r2")
    assert drawn(view.accuracy, "train").y == pytest.approx(recorded.astype(float))
    r2.trigger()  # once more: away
    assert edits[-1][0].stage[0].tiles[0].score == "accuracy"


def test_the_menu_switches_the_axes(show, frame):
    view = show(ProgressView, frame)
    edits = []
    view.edited.connect(lambda *edit: edits.append(edit))
    epoch, log, *scores = view.actions_for_menu()
    assert [action.text() for action in scores] == ["Accuracy", "Precision of class 1", "Recall of class 1"]
    epoch.trigger()
    log.trigger()
    (by_epoch, text, _), (logarithmic, other, _) = edits
    assert by_epoch.stage[0].tiles[0].by_epoch
    assert text == "Count epochs"
    assert logarithmic.stage[0].tiles[0].log
    assert other == "Logarithmic loss axis"
    view.show_frame(msgspec.structs.replace(frame, scene=by_epoch))
    assert view.accuracy.plot.bottom_axis.title == "epoch"
    assert view.losses.plot.bottom_axis.title == ""
    assert view.losses.plot.ranges[0][1] == pytest.approx(60 * 30 / 210)
    assert epoch.isChecked()
    view.show_frame(msgspec.structs.replace(frame, scene=logarithmic))
    assert not epoch.isChecked()
    train = frame.recordings[0].column("train_total_loss").astype(float)
    assert drawn(view.losses, "train").y == pytest.approx(np.log10(train))
    assert view.losses.plot.left_axis.log
    assert drawn(view.accuracy, "train").y.max() > 50  # percent as ever


def test_several_runs_have_their_colours_and_names(show, make_frame):
    runs = learner(name="none"), learner(name="L2", penalty=L2(scale=0.01), color=1)
    frame = make_frame(*runs, playhead=60, view="progress")
    view = show(ProgressView, frame)
    for place in (0, 1):
        pen = drawn(view.losses, "train", place).used.opts["pen"]
        assert pen.color().name() == LIGHT.run_colors[place].lower()
    assert all(entry.symbol is None for entry in view.losses.legend.entries)
    view.alone = True
    view.redraw()
    runs = [entry for entry in view.losses.legend.entries if entry.symbol is not None]
    assert [entry.text.split("   ")[0] for entry in runs] == ["none", "L2"]
    assert set(view.losses.bands) == {1}
    assert not view.accuracy.legend.entries
    assert not view.losses.marks.dots
    dots = show(ProgressView, frame, PROJECTOR).losses.marks.dots
    assert {each.symbol for each in dots} == {0, 1}


def test_rows_that_are_published_later_are_added(show, frame):
    early = msgspec.structs.replace(frame, published=(10,), outcomes=(None,))
    view = show(ProgressView, early)
    line = drawn(view.losses, "train")
    assert line.x.tolist() == list(range(10))
    assert points(line.used)[0][-1] == 9
    assert view.losses.plot.ranges[0] == (0, 60)
    view.show_frame(frame)
    assert drawn(view.losses, "train") is line
    assert len(line.x) == 61


def test_a_run_that_flies_apart_does_not_flatten_the_others(show, make_frame):
    wild = replace(learner(rate=50.0, steps=30), optimizer=GradientDescent())
    view = show(ProgressView, make_frame(wild, learner(steps=30, color=1), playhead=30, view="progress"))
    calm = drawn(view.losses, "train", 1)
    high = view.losses.plot.ranges[1][1]
    assert high < 100 * calm.y.max()
    for each in view.losses.drawn:
        y = points(each.whole)[1]
        assert np.abs(y[np.isfinite(y)]).max(initial=0) <= 40 * high


def test_formulas_and_hidden_runs_are_said(show, make_frame):
    view = show(ProgressView, make_frame(Run(), view="progress"))
    assert view.empty.isVisible()
    assert "formula" in view.empty.text()
    assert not view.losses.isVisible()
    view.show_frame(make_frame(learner(visible=False), view="progress"))
    assert "hidden" in view.empty.text()
    view.show_frame(make_frame(Run(), learner(color=1), view="progress"))
    assert not view.empty.isVisible()
    assert {each.trace.place for each in view.losses.drawn} == {1}


def test_dragging_the_cursor_moves_the_playhead(show, make_frame):
    frame = make_frame(learner(), playhead=30, view="progress", by_epoch=True)
    view = show(ProgressView, frame, size=(800, 500))
    asked = []
    view.playhead_requested.connect(asked.append)
    plot = view.losses.plot
    height = plot.ranges[1][1] * 0.7
    drag(plot.viewport(), [plot.to_pixels(step * 0.1, height) for step in (30, 33, 40, 45)])
    assert asked[-1] == 45


def test_a_zoom_of_one_plot_is_kept_and_moves_both(show, frame, qtbot):
    view = show(ProgressView, frame)
    edits, finished = [], []
    view.edited.connect(lambda *edit: edits.append(edit))
    view.edit_finished.connect(lambda: finished.append(True))
    viewport = view.accuracy.plot.viewport()
    place = QPointF(viewport.width() / 2, viewport.height() / 3)
    wheel = QWheelEvent(
        place, viewport.mapToGlobal(place), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, wheel)
    qtbot.waitUntil(lambda: bool(finished))
    ((scene, _text, _merge),) = edits
    tile = scene.stage[0].tiles[0]
    assert tile.y_range is None
    assert 0 < tile.x_range[0] < tile.x_range[1] < 60
    view.show_frame(msgspec.structs.replace(frame, scene=scene))
    assert view.losses.plot.ranges[0] == view.accuracy.plot.ranges[0] == tile.x_range
    assert len(drawn(view.losses, "train").x) < 61


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_look_is_applied(show, frame, look):
    view = show(ProgressView, frame, PROJECTOR if look is not PROJECTOR else DARK)
    view.resize(760, 760)  # room for both plots in large type
    view.set_look(look)
    image = view.grab().toImage()
    assert image.pixelColor(image.width() - 3, image.height() // 3).name() == look.surface.lower()
    train = drawn(view.losses, "train")
    assert train.used.opts["pen"].color().name() == look.run_colors[0].lower()
    assert train.used.opts["pen"].widthF() == look.curve_width
    assert view.losses.plot.left_axis.width() == view.accuracy.plot.left_axis.width()


def test_texts_follow_the_language(show, frame):
    view = show(ProgressView, frame)
    with another_language("ProgressView", "LossProgress", "ScoreProgress", "ProgressPlot"):
        view.retranslate()
        assert view.actions_for_menu()[0].text() == "«Count epochs»"
        assert view.losses.plot.left_axis.title == "«loss»"
        assert view.accuracy.plot.left_axis.title == "«accuracy %»"
        assert all(entry.text.startswith("«") for entry in view.losses.legend.entries)
    view.retranslate()
    assert view.accuracy.plot.left_axis.title == "accuracy %"


@pytest.mark.parametrize("test_share", [0.0, 0.3])
def test_the_accuracy_of_the_shadow_is_drawn_beside_the_weights(show, make_frame, test_share):
    run = learner(test_share=test_share, average=MovingAverage(decay=0.9))
    frame = make_frame(run, playhead=40, view="progress")
    view = show(ProgressView, frame)
    part = "test" if test_share else "train"
    line, recording = drawn(view.accuracy, "shadow"), frame.recordings[0]
    assert line.x.tolist() == list(range(61))
    assert line.y == pytest.approx(100 * quantity(recording, f"{part}_shadow_accuracy", 0, 61))
    assert "shadow accuracy" in [entry.text for entry in view.losses.legend.entries]
    kinds = [
        drawn(view.accuracy, kind).trace for kind in (["test"] if test_share else []) + ["train", "shadow"]
    ]
    assert len(set(map(dashes_of, kinds))) == len(kinds)  # told apart without colour


def test_without_a_shadow_none_is_drawn(show, frame):
    view = show(ProgressView, frame)
    assert all(each.trace.kind != "shadow" for each in view.accuracy.drawn)
    assert "shadow accuracy" not in [entry.text for entry in view.losses.legend.entries]


def test_the_shadow_s_accuracy_grows_with_the_run(make_frame):
    frame = make_frame(learner(average=MovingAverage(decay=0.9)), playhead=40, view="progress")
    trace = ProgressTrace(0, frame.recordings[0], "train_shadow_accuracy", "shadow")
    growing, whole = Data(trace), Data(trace)
    for published in (1, 20, 20, 61):
        growing.update(published)
        assert len(growing.rows) == len(growing.values) == published
    whole.update(61)
    assert growing.values.tolist() == whole.values.tolist()
