"""The fit: lines, predicted against true, by class and confusion, as the models say; points by hand."""

import itertools

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtTest import QTest

from gdviz.document.scene import Run
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.learning.datasets import Clusters, FiveFeatures, Moons, Ring, StraightLine, UserData, Yogurt
from gdviz.engine.learning.losses import SigmoidCrossEntropy, SoftmaxCrossEntropy
from gdviz.engine.learning.model import Model
from gdviz.engine.optimizers import GradientDescent
from gdviz.look.look import DARK, LIGHT, LOOKS
from gdviz.notation.numbers import percent
from gdviz.readings.own_units import own_formula
from gdviz.views.data.points import PointsItem
from gdviz.views.fit.confusion import fitting_font
from gdviz.views.fit.fit_axes import axes_of
from gdviz.views.fit.view import FitView
from tests.sampling import pairs
from tests.views.learning import RIGHT, Hand, Stage, at, frame_of, learner, with_tile

LINEAR = Model(hidden=())
HOURS = UserData(
    rows=((0.0,), (1.0,), (2.0,), (3.0,)),
    targets=(0.0, 0.0, 1.0, 1.0),
    names=("hours",),
    class_names=("fail", "pass"),
)
HEIGHTS = UserData(rows=((0.0,), (1.0,), (2.0,)), targets=(1.0, 2.0, 4.0), names=("age",), class_names=())


def fit_frame(*runs, **changes):
    return frame_of(*runs, view="fit", **changes)


@pytest.fixture
def view(qtbot, request):
    view = FitView()
    view.alone = True  # no legend of a stage says how good each run is
    qtbot.addWidget(view)
    view.resize(800, 420)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    view.background.close()
    request.node.funcargs.clear()  # they would keep the view alive until after the search for leaks


@pytest.fixture
def hand(view):
    return Hand(view)


@pytest.fixture
def show(view, qtbot):
    """Show a frame and wait for its fits."""

    def shown(frame):
        view.show_frame(frame)

        def drawn():
            assert {each.place for each in view.learners} == set(view.found)
            for each in view.learners:
                fit = view.found[each.place]
                assert fit.wanted.problem is each.problem
                assert fit.wanted.row == each.row
            assert not view.background.busy

        qtbot.waitUntil(drawn)
        view.grab()
        return view.found

    return shown


def predict(frame, place, points, shadow=False):
    recording, row = frame.recordings[place], frame.row(place)
    params = recording.shadow_at(row) if shadow else recording.params_at(row)
    return frame.scene.runs[place].problem.predict(params, np.asarray(points, float))


# -- one input ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("playhead", [0, 5, 40])
def test_the_line_is_what_the_model_says_at_the_playhead(view, show, playhead):
    run = learner(StraightLine(), model=LINEAR, batch=8)
    frame = fit_frame(run, replace(run, color=1, seed=3), playhead=playhead)
    for place, fit in show(frame).items():
        w, b = frame.recordings[place].params_at(playhead)
        assert np.allclose(fit.line, w * fit.x + b)
        assert np.allclose(fit.predicted, predict(frame, place, StraightLine().draw()[0])[:, 0])
    assert len(view.plot.areas) == 1
    assert fit.x[0] == view.plot.ranges[0][0]
    assert fit.x[-1] == view.plot.ranges[0][1]


def test_times_in_nanoseconds_are_drawn(view, show):
    times = UserData(rows=((1.70e18,), (1.71e18,), (1.72e18,)), targets=(1.0, 2.0, 4.0), class_names=())
    show(fit_frame(learner(times, model=LINEAR, batch=3)))
    places = [item.getData() for item in view.plot.items() if isinstance(item, PointsItem)]
    assert [(x.tolist(), y.tolist()) for x, y in places] == [([1.70e18, 1.71e18, 1.72e18], [1.0, 2.0, 4.0])]


def test_the_shadow_has_a_line_of_its_own(view, show):
    frame = fit_frame(learner(StraightLine(), batch=8, average=MovingAverage(decay=0.9)), playhead=30)
    fit = show(frame)[0]
    assert np.allclose(fit.shadow_line, predict(frame, 0, fit.x[:, None], shadow=True)[:, 0])
    assert not np.array_equal(fit.line, fit.shadow_line)
    assert [entry.dashes != () for entry in view.legend.entries] == [False, True]
    assert show(with_tile(frame, of="weights"))[0].shadow_line is None
    assert show(with_tile(frame, of="shadow"))[0].line is None


def test_the_key_names_runs_with_their_losses(view, show):
    run = learner(StraightLine(), model=LINEAR, batch=8, test_share=0.25)
    frame = fit_frame(replace(run, name="A"), replace(run, name="B", color=1, seed=1), playhead=40)
    show(frame)
    losses = [frame.recordings[1].column(name)[40] for name in ("train_data_loss", "test_data_loss")]
    texts = [entry.text for entry in view.legend.entries]
    assert texts[1] == f"B: loss: train {losses[0]:.4g} · test {losses[1]:.4g}"
    assert texts[2:] == ["train", "test"]


def test_lines_are_told_apart_by_symbols_though_they_lie_on_each_other(view, show):
    run = learner(StraightLine(), model=LINEAR, batch=8)
    show(fit_frame(run, playhead=40))
    assert not view.marks.dots
    show(fit_frame(run, replace(run, color=1), playhead=40))
    assert [dots.symbol for dots in view.marks.dots] == [0, 1]
    for place, dots in enumerate(view.marks.dots):
        fit = view.found[place]
        assert dots.y == pytest.approx(np.interp(dots.x, fit.x, fit.line))


def test_a_class_over_one_input_is_a_curve_between_0_and_1(view, show):
    frame = fit_frame(learner(HOURS, model=LINEAR, loss=SigmoidCrossEntropy(), batch=0), playhead=40)
    fit = show(frame)[0]
    assert ((fit.line > 0) & (fit.line < 1)).all()
    assert [entry.text for entry in view.legend.entries][1:] == ["fail", "pass"]
    assert view.plot.axes.x_title == "hours"
    assert view.plot.ranges[1] == (-0.12, 1.12)


def test_residuals_reach_from_the_points_to_the_selected_runs_line(view, show):
    run = learner(StraightLine(), model=LINEAR, batch=8)
    frame = fit_frame(run, replace(run, color=1, seed=3), playhead=20, selected=1)
    show(frame)
    rungs = view.parts[0].rungs
    assert not rungs.isVisible()
    show(with_tile(frame, residuals=True))
    assert rungs.isVisible()
    x, y = (each.reshape(-1, 2) for each in rungs.getData())
    inputs, targets = StraightLine().draw()
    assert np.array_equal(x, np.repeat(inputs, 2, axis=1))
    assert np.array_equal(y[:, 0], targets)
    assert np.allclose(y[:, 1], predict(frame, 1, inputs)[:, 0])


def test_residuals_go_to_the_line_of_the_run_that_is_selected(view, show):
    run = learner(StraightLine(), model=LINEAR, batch=8)
    frame = fit_frame(run, replace(run, color=1, seed=3), playhead=20, residuals=True)
    for step in (18, 19, 20):
        show(at(frame, step))
    _, before = view.parts[0].rungs.getData()
    view.show_frame(msgspec.structs.replace(frame, selected=1))
    _, after = view.parts[0].rungs.getData()
    inputs, _ = StraightLine().draw()
    assert not np.array_equal(before, after)
    assert np.allclose(after.reshape(-1, 2)[:, 1], predict(frame, 1, inputs)[:, 0])


def test_the_menu_switches_residuals(view):
    stage = Stage(view, fit_frame(learner(StraightLine(), batch=8)))
    action = view.actions_for_menu()[-1]
    assert (action.text(), action.isEnabled(), action.isChecked()) == ("Residuals", True, False)
    action.trigger()
    assert stage.frame.scene.stage[0].tiles[0].residuals
    assert view.actions_for_menu()[-1].isChecked()


def test_there_are_no_residuals_of_classes(view):
    view.show_frame(fit_frame(learner(Ring())))
    assert not view.actions_for_menu()[-1].isEnabled()


# -- several inputs -----------------------------------------------------------------------------------------


def test_predicted_against_true(view, show):
    run = learner(Yogurt(), model=LINEAR, batch=8)
    frame = fit_frame(run, replace(run, color=1, seed=1), playhead=40)
    x, targets = Yogurt().draw()
    for place, fit in show(frame).items():
        assert np.allclose(fit.predicted, predict(frame, place, x)[:, 0])
        across, up = view.places(view.cache.points(run.problem), fit.predicted)
        assert np.array_equal(across, targets)
        low, high = view.plot.ranges[1]
        assert np.array_equal(up, np.clip(fit.predicted, low, high))
    assert len(view.plot.areas) == 2
    assert view.plot.ranges[0] == view.plot.ranges[1]
    area = view.plot.areas[0]
    assert area.width() == pytest.approx(area.height())


def test_two_classes_stand_on_either_side_of_one_half(view, show):
    frame = fit_frame(learner(FiveFeatures(examples=200), model=Model(output="softmax")), playhead=40)
    fit = show(frame)[0]
    x, labels = FiveFeatures(examples=200).draw()
    assert np.allclose(fit.predicted, predict(frame, 0, x)[:, 1])
    points = view.cache.points(frame.scene.runs[0].problem)
    across, _ = view.places(points, fit.predicted)
    assert np.array_equal(np.rint(across), labels)
    assert view.plot.headings[0].lines[0][1] == f"train {percent(((fit.predicted > 0.5) == labels).mean())}"


def test_the_shares_of_both_classes(view, show):
    frame = fit_frame(learner(Ring(), steps=200), playhead=200)
    fit = show(frame)[0]
    labels = Ring().draw()[1]
    right = [int(((fit.predicted > 0.5) == labels)[labels == place].sum()) for place in (0, 1)]
    shares = view.parts[0].shares
    assert shares.words == [f"{right[k]} of {(labels == k).sum()} right" for k in (0, 1)]
    view.resize(150, 420)
    show(frame)
    assert shares.words == [f"{right[k]}/{(labels == k).sum()}" for k in (0, 1)]


def test_several_classes_are_counted_by_what_they_are_taken_for(view, show):
    data = Clusters(groups=4, noise=0.9)
    frame = fit_frame(learner(data, loss=SoftmaxCrossEntropy()), playhead=40)
    counts = show(frame)[0].confusion
    x, labels = data.draw()
    taken = predict(frame, 0, x).argmax(axis=-1)
    for true in range(4):
        for said in range(4):
            assert counts[true, said] == ((labels == true) & (taken == said)).sum()


@pytest.mark.parametrize("size", [(300, 260), (520, 420), (1500, 900)])
def test_names_of_classes_never_lie_on_each_other(view, show, size):
    names = tuple(f"{word} {'with a long name' * (place % 2)}" for place, word in enumerate("abcdefgh"))
    rows = tuple((float(place), float(place % 3)) for place in range(16))
    data = UserData(rows=rows, targets=tuple(float(place % 8) for place in range(16)), class_names=names)
    view.resize(*size)
    show(fit_frame(learner(data, batch=16, loss=SoftmaxCrossEntropy()), playhead=3))
    panel = view.plot.panels[0]
    page = QRectF(view.plot.viewport().rect())
    for axis in (panel.bottom_axis, panel.left_axis):
        painter = QPainter(image := QImage(10, 10, QImage.Format.Format_RGB32))
        painter.setFont(axis.style["tickFont"])
        _, _, texts = axis.generateDrawSpecs(painter)
        painter.end()
        assert not image.isNull()
        places = [rect for rect, _, _ in texts]
        assert len(places) >= 4
        assert all(not a.intersects(b) for a, b in itertools.combinations(places, 2))
        assert all(page.adjusted(-2, -2, 2, 2).contains(axis.mapRectToScene(rect)) for rect in places)


def test_a_small_matrix_leaves_the_room_to_its_cells_and_names_every_class(view, show):
    names = ("Iris setosa", "Iris versicolor", "Iris virginica", "Iris germanica, a long name", "b", "c")
    rows = tuple((float(place), float(place % 3)) for place in range(12))
    data = UserData(rows=rows, targets=tuple(float(place % 6) for place in range(12)), class_names=names)
    view.resize(360, 260)
    show(fit_frame(learner(data, batch=12, loss=SoftmaxCrossEntropy()), playhead=3))
    panel = view.plot.panels[0]
    assert min(view.plot.units) >= 1.3 * view.plot.metrics.height()  # a number fits into each cell
    for axis in (panel.bottom_axis, panel.left_axis):
        assert len(set(axis.texts())) == len(names)


def test_the_examples_held_back_are_counted_where_there_are_any(show):
    frame = fit_frame(learner(Clusters(groups=3), loss=SoftmaxCrossEntropy(), test_share=0.25), playhead=40)
    assert show(frame)[0].confusion.sum() == 50


def test_hovering_tells_the_nearest_example_on_every_panel(view, hand, show):
    run = learner(Yogurt(), model=LINEAR, batch=8)
    frame = fit_frame(run, replace(run, color=1, seed=1), playhead=40)
    fits = show(frame)
    targets = Yogurt().draw()[1]
    hand.move(targets[5], fits[0].predicted[5])
    for panel in (0, 1):
        told = view.told_at(panel)
        assert told.text.startswith("example 6: true ")
        assert told.x == targets[5]
    hand.leave()
    assert view.told_at(0) is None


def test_a_line_of_standardized_inputs_is_told_in_the_data_s_units(view, show):
    rows = tuple((float(x),) for x in (100, 150, 200, 300, 420))
    data = UserData(rows=rows, targets=tuple(2.0 * x + 1 for (x,) in rows), names=("size",), class_names=())
    run = learner(data, steps=60, rate=0.5, batch=0, model=Model(hidden=()), standardize=True)
    show(frame_of(replace(run, optimizer=GradientDescent()), view="fit", playhead=60))
    assert "in the data's units: ŷ = 2 · size + 1" in [entry.text for entry in view.legend.entries]
    plain = learner(data, steps=2, batch=0, model=Model(hidden=()))
    show(frame_of(plain, view="fit"))
    assert not any("units" in entry.text for entry in view.legend.entries)


def test_large_data_is_drawn_in_part_and_that_is_said(view, show):
    show(frame_of(learner(Moons(examples=6000), steps=1), view="fit"))
    assert view.note.text() == "5000 of 6000 points are drawn."


def test_hovering_over_a_cell_says_what_its_count_means(view, hand, show):
    frame = fit_frame(learner(Clusters(groups=3, noise=0.9), loss=SoftmaxCrossEntropy()), playhead=40)
    counts = show(frame)[0].confusion
    hand.move(1.0, 2.0)  # the first row is on top
    assert view.told_at(0).text == f"{counts[0, 1]} of {counts[0].sum()} of class 0: taken for class 1"
    hand.move(2.0, 0.0)
    assert view.told_at(0).text == f"{counts[2, 2]} of {counts[2].sum()} of class 2: right"


def test_a_click_on_a_heading_selects_its_run(view, show):
    run = learner(Yogurt(), model=LINEAR, batch=8)
    stage = Stage(view, fit_frame(run, replace(run, color=1, seed=1)))
    show(stage.frame)
    heading = view.plot.areas[1].translated(20, -12).topLeft().toPoint()
    QTest.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert stage.selected == [1]


# -- who is drawn -------------------------------------------------------------------------------------------


def test_a_formula_has_no_data(view):
    view.show_frame(fit_frame(Run()))
    assert "no data" in view.empty.text()
    view.show_frame(fit_frame(replace(learner(StraightLine(), batch=8), visible=False)))
    assert "hidden" in view.empty.text()


def test_runs_with_other_data_are_mentioned(view, show):
    show(fit_frame(learner(StraightLine(), batch=8), learner(StraightLine(seed=3), batch=8), learner(Ring())))
    assert list(view.found) == [0]
    assert view.note.text().startswith("2 other runs learn from data of another kind")


def test_the_selected_run_decides_what_is_drawn(view, show):
    frame = fit_frame(learner(StraightLine(), batch=8), learner(Ring()), selected=1)
    assert list(show(frame)) == [1]
    assert view.form == "strips"


def test_scrubbing_ends_with_the_newest_fit(view, show):
    frame = fit_frame(learner(StraightLine(), batch=8))
    for playhead in range(40):
        view.show_frame(at(frame, playhead))
    assert show(at(frame, 40))[0].wanted.row == 40


@pytest.mark.parametrize("height", [260, 420])
def test_how_many_are_right_stands_where_no_point_is(view, show, height):
    view.resize(700, height)
    show(fit_frame(learner(Ring(), batch=8), learner(Ring(), batch=8, color=1)))
    for part in view.parts[:2]:
        words = [rect for _, rect in part.shares.word_rects()]
        assert len(words) == 2
        reach = view.point_size(view.cache.points(view.learners[0].problem)) / 2
        _, top = part.shares.place(0.0, 1.0)
        _, bottom = part.shares.place(0.0, 0.0)
        assert all(rect.bottom() <= top - reach or rect.top() >= bottom + reach for rect in words)


# -- hand ---------------------------------------------------------------------------------------------------


def test_a_drag_moves_a_point_and_its_target(view, hand, show):
    stage = Stage(view, fit_frame(learner(HEIGHTS, model=LINEAR, batch=0), playhead=40))
    before = show(stage.frame)[0].line
    hand.drag((1.0, 2.0), (1.2, 2.5), (1.5, 3.0))
    assert stage.texts == ["Move a point"] * 2
    assert stage.finished == 1
    assert stage.data().rows[1] == pytest.approx((1.5,), abs=0.01)
    assert stage.data().targets == pytest.approx((1.0, 3.0, 4.0), abs=0.01)
    assert not np.array_equal(show(stage.frame)[0].line, before)


def test_a_click_adds_a_point_where_it_is(view, hand):
    stage = Stage(view, fit_frame(learner(HEIGHTS, model=LINEAR, batch=0)))
    hand.click(0.5, 3.5)
    hand.leave()
    assert stage.texts == ["Add a point"]
    assert stage.data().rows[3] == pytest.approx((0.5,), abs=0.01)
    assert stage.data().targets[3] == pytest.approx(3.5, abs=0.02)


def test_the_height_of_a_click_chooses_the_class(view, hand):
    stage = Stage(view, fit_frame(learner(HOURS, model=LINEAR, loss=SigmoidCrossEntropy(), batch=0)))
    hand.click(1.5, 0.8)
    hand.leave()
    hand.click(2.5, 0.3)
    hand.leave()
    assert stage.data().targets[4:] == (1.0, 0.0)


def test_a_right_click_deletes_a_point_and_a_drawn_line_becomes_rows(view, hand):
    stage = Stage(view, fit_frame(learner(StraightLine(), batch=40)))
    x, targets = StraightLine().draw()
    hand.click(float(x[7, 0]), float(targets[7]), button=RIGHT)
    assert stage.texts == ["Change the data"]
    assert len(stage.data().rows) == 39
    assert stage.frame.scene.runs[0].batches.batch_size == 39


def test_with_several_inputs_nothing_can_be_edited(view, hand, show):
    stage = Stage(view, fit_frame(learner(Yogurt(), model=LINEAR, batch=8), playhead=40))
    show(stage.frame)
    hand.click(0.5, 0.5)
    hand.leave()
    hand.click(0.5, 0.5, button=RIGHT)
    assert stage.edits == []


def test_the_axes_of_classes_stay_as_they_are(view, hand, show):
    stage = Stage(view, fit_frame(learner(Ring())))
    show(stage.frame)
    before = view.plot.ranges
    hand.wheel(0.0, 0.5, 2)
    hand.drag((0.5, 0.5), (0.7, 0.7))
    assert view.plot.ranges == before
    assert stage.edits == []


FORMS = {
    "line": learner(StraightLine(), batch=8, average=MovingAverage(decay=0.9), test_share=0.2),
    "predicted": learner(Yogurt(), model=LINEAR, batch=8),
    "strips": learner(Ring(), test_share=0.2),
    "confusion": learner(Clusters(groups=6), loss=SoftmaxCrossEntropy()),
}


@pytest.mark.parametrize(("form", "look"), pairs(FORMS, LOOKS))
def test_every_form_is_drawn_in_every_look_under_the_mouse(view, hand, show, look, form):
    view.set_look(LOOKS[look])
    show(fit_frame(FORMS[form], playhead=40, residuals=True))
    middle = [(low + high) / 2 for low, high in view.plot.ranges]
    hand.move(*middle)
    image = view.plot.grab().toImage()
    area = view.plot.areas[0]
    colors = {
        image.pixelColor(x, y).name()
        for x in range(round(area.left()), round(area.right()), 3)
        for y in range(round(area.top()), round(area.bottom()), 3)
    }
    assert len(colors) > 8


def test_a_target_with_a_name_is_called_so(view, show):
    """Nowhere “target”: on the axes, at the mouse, in the line's own units."""
    named = UserData(((1.0,), (2.0,), (4.0,)), (3.0, 5.0, 9.0), ("area_m2",), (), "price_eur")
    frame = fit_frame(learner(named, model=LINEAR, batch=0, standardize=True), playhead=40)
    show(frame)
    assert (view.plot.axes.x_title, view.plot.axes.y_title) == ("area_m2", "price_eur")
    told = own_formula(frame.recordings[0].problem, frame.recordings[0].params[40])
    assert told.startswith("price_eur ≈ ")
    assert " · area_m2 " in told
    two = UserData(((1.0, 0.0), (2.0, 1.0), (4.0, 1.0)), (3.0, 5.0, 9.0), ("a", "b"), (), "y (m)")
    show(fit_frame(learner(two, model=LINEAR, batch=0)))
    assert (view.plot.axes.x_title, view.plot.axes.y_title) == ("y (m), true", "y (m), predicted")


def test_texts_are_put_anew(view, show):
    show(fit_frame(learner(StraightLine(), batch=8)))
    view.set_look(DARK)
    view.retranslate()
    assert view.title() == "Fit"
    assert view.plot.axes.y_title == "target"


@pytest.mark.parametrize("size", [60, 26, 10])
def test_the_numbers_of_a_confusion_matrix_have_room_or_are_not_there(qapp, size):
    """All of them, not only the small ones."""
    font = fitting_font(np.diag([7, 48, 129]), LIGHT, size, size)
    assert (font is None) == (size == 10)
    assert font is None or QFontMetricsF(font).horizontalAdvance("129") < size


def test_a_confusion_matrix_says_that_it_counts_the_test_data():
    for share, title in ((0.0, "true class"), (0.4, "true class (test data)")):
        run = learner(Clusters(groups=3), loss=SoftmaxCrossEntropy(), test_share=share)
        assert axes_of(run.problem, "confusion").y_title == title
