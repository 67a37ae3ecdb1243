"""The decision boundary: what is drawn agrees with the model, and what a hand does comes back as an edit."""

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.learning.datasets import (
    Circles,
    Clusters,
    FiveFeatures,
    Ring,
    StraightLine,
    UserData,
    Yogurt,
)
from gdviz.engine.learning.losses import SoftmaxCrossEntropy
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L1, L2
from gdviz.look.class_colors import class_colors
from gdviz.look.look import DARK, LIGHT, LOOKS
from gdviz.notation.numbers import percent, to_digits
from gdviz.stage.tile import TileFrame
from gdviz.views.boundary.boundary_request import MOVING, RESTING
from gdviz.views.boundary.view import BoundaryView
from gdviz.views.data.output_background import painting_of
from tests.sampling import pairs
from tests.views.learning import RIGHT, Hand, Stage, at, frame_of, learner, with_tile

OWN = UserData(
    rows=((-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (0.5, -0.8)), targets=(0.0, 1.0, 1.0, 0.0), names=("a", "b")
)
THREE = (
    learner(color=0),
    learner(color=1, penalty=L2(scale=0.01)),
    learner(color=2, penalty=L1(scale=0.01)),
)


@pytest.fixture
def view(qtbot, request):
    view = BoundaryView()
    view.alone = True  # no legend of a stage says how good each run is
    qtbot.addWidget(view)
    view.resize(900, 420)
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
    """Show a frame and wait for its pictures, as fine as they get."""

    def shown(frame, fine=False):
        view.show_frame(frame)
        size = RESTING if fine else MOVING

        def drawn():
            assert {each.place for each in view.learners} == set(view.found)
            for each in view.learners:
                picture = view.found[each.place]
                assert picture.wanted.problem is each.problem
                assert picture.wanted.row == each.row
                assert max(picture.values.shape[:2]) >= size
            assert not view.background.busy

        qtbot.waitUntil(drawn)
        view.grab()
        return view.found

    return shown


def predict(frame, place, points, shadow=False):
    recording = frame.recordings[place]
    row = frame.row(place)
    params = recording.shadow_at(row) if shadow else recording.params_at(row)
    return frame.scene.runs[place].problem.predict(params, np.asarray(points, float))


# -- what is drawn ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("playhead", [0, 7, 40])
def test_the_ground_is_what_the_model_says_at_the_playhead(show, playhead):
    frame = frame_of(*THREE, playhead=playhead)
    for place, picture in show(frame).items():
        rows, columns = picture.values.shape[:2]
        grid = np.stack(np.meshgrid(np.linspace(*picture.x, columns), np.linspace(*picture.y, rows)), -1)
        said = predict(frame, place, grid.reshape(-1, 2)).reshape(rows, columns, 1)
        assert np.allclose(picture.values, said, rtol=1e-12, atol=1e-13)


def test_the_border_lies_where_the_model_is_undecided(show):
    frame = frame_of(*THREE, playhead=40)
    for place, picture in show(frame, fine=True).items():
        assert picture.lines
        points = np.concatenate(picture.lines)
        assert np.abs(predict(frame, place, points) - 0.5).max() < 0.01


def test_the_colors_of_the_ground_are_those_of_the_classes(show):
    picture = show(frame_of(learner(steps=300), playhead=300))[0]
    scale = painting_of(picture.wanted.problem, LIGHT, (0, 1)).scale
    image, values = picture.image, picture.values[..., 0]
    assert (image[values >= 1] == scale[-1, 2::-1]).all()
    assert (image[values <= 0] == scale[0, 2::-1]).all()
    middle = np.abs(values - 0.5) < 0.002
    assert (image[middle].astype(int) >= 253).all()  # undecided is the paper's own white


def test_what_is_seen_on_the_panels_is_what_the_models_say(view, show):
    frame = frame_of(*(replace(run, steps=300) for run in THREE), playhead=300)
    pictures = show(frame, fine=True)
    image, points = view.plot.grab().toImage(), Ring().draw()[0]
    for panel, picture in enumerate(pictures.values()):
        scale = painting_of(picture.wanted.problem, LIGHT, (0, 1)).scale
        lines = np.concatenate(picture.lines)
        seen = 0
        for x in np.linspace(picture.x[0] + 0.2, picture.x[1] - 0.2, 25):
            for y in np.linspace(picture.y[0] + 0.2, picture.y[1] - 0.2, 25):
                if min(np.hypot(*(lines - (x, y)).T).min(), np.hypot(*(points - (x, y)).T).min()) < 0.25:
                    continue
                said = predict(frame, panel, [[x, y]])[0, 0]
                wanted = scale[round(float(np.clip(said, 0, 1)) * (len(scale) - 1)), 2::-1]
                pixel = image.pixelColor(*map(round, view.plot.panel_to_pixels(panel, x, y)))
                assert np.abs(np.array(pixel.getRgb()[:3]) - wanted.astype(int)).max() < 14
                seen += 1
        assert seen > 100


def test_the_border_is_seen_in_the_runs_color(view, show):
    view.resize(500, 480)
    data = UserData(rows=((-1.0, -1.0), (1.0, 1.0)), targets=(0.0, 1.0))
    picture = show(frame_of(learner(data, steps=200, batch=0, color=2), playhead=200), fine=True)[0]
    image, found = view.plot.grab().toImage(), 0
    places = np.concatenate([line[5:-5:10] for line in picture.lines])
    for x, y in places:
        pixel = image.pixelColor(*map(int, view.plot.panel_to_pixels(0, x, y)))
        found += pixel == QColor(LIGHT.run_colors[2])
    assert found > 0.8 * len(places) > 10


def test_many_points_do_not_hide_the_border(view, show):
    show(frame_of(*THREE, playhead=40))
    part = view.parts[0]
    assert (
        min(part.border.zValue(), part.shadow_border.zValue()) > part.points.zValue() > part.heat_map.zValue()
    )


def test_borders_between_several_classes_are_level_between_the_largest_two(show):
    run = learner(Clusters(groups=4), steps=300, loss=SoftmaxCrossEntropy())
    frame = frame_of(run, playhead=300)
    picture = show(frame, fine=True)[0]
    points = np.concatenate(picture.lines)
    said = np.sort(predict(frame, 0, points), axis=-1)
    assert (said[:, -1] - said[:, -2]).max() < 0.06
    # Each stretch once: no line lies on another.
    middles = np.concatenate([(line[1:] + line[:-1]) / 2 for line in picture.lines]).round(9)
    assert len(np.unique(middles, axis=0)) == len(middles)


def test_each_region_of_several_classes_has_its_class_color(show):
    run = learner(Clusters(groups=3), steps=300, loss=SoftmaxCrossEntropy())
    picture = show(frame_of(run, playhead=300))[0]
    winner = picture.values.argmax(axis=-1)
    for place, color in enumerate(class_colors(LIGHT, 3)):
        lead = np.sort(picture.values, axis=-1)
        certain = (winner == place) & (lead[..., -1] - lead[..., -2] > 0.99)
        red, green, blue = picture.image[certain][0, :3]
        wanted = QColor(color)
        drawn = QColor(int(red), int(green), int(blue))
        assert drawn.hslHue() == pytest.approx(wanted.hslHue(), abs=4)


def test_two_classes_with_softmax_have_their_border_where_both_are_level(show):
    run = learner(Ring(), steps=200, model=Model(hidden=(6,), output="softmax"))
    frame = frame_of(run, playhead=200)
    picture = show(frame, fine=True)[0]
    assert np.abs(predict(frame, 0, np.concatenate(picture.lines))[:, 1] - 0.5).max() < 0.03


def test_a_number_has_an_even_scale_and_lines_of_equal_output(show):
    run = learner(Yogurt(), steps=100, model=Model(hidden=(), bias=False), batch=8)
    frame = frame_of(run, playhead=100)
    picture = show(frame)[0]
    levels = painting_of(run.problem, LIGHT, (0.0, 2.0)).levels
    said = predict(frame, 0, np.concatenate(picture.lines))[:, 0]
    assert np.abs(said[:, None] - np.array(levels)).min(axis=1).max() < 1e-6
    lightness = picture.image.astype(int).sum(axis=-1)
    order = np.argsort(picture.values[..., 0].ravel())
    assert (np.diff(lightness.ravel()[order]) <= 0).mean() > 0.99  # the larger, the darker


@pytest.fixture
def moving(monkeypatch):
    """For ever: a busy machine would see it stand still."""
    monkeypatch.setattr("gdviz.views.data.data_view.REST", 10**6)


@pytest.mark.usefixtures("moving")
def test_coarse_while_it_moves(view, show):
    frame = frame_of(learner(), playhead=3)
    for playhead in (3, 4):
        assert max(show(at(frame, playhead))[0].values.shape) == MOVING


def test_fine_once_it_stands_still(view, show):
    assert max(show(frame_of(learner(), playhead=3), fine=True)[0].values.shape) == RESTING


def test_scrubbing_ends_with_the_newest_picture(view, show):
    frame = frame_of(*THREE)
    for playhead in range(40):
        view.show_frame(at(frame, playhead))
    pictures = show(at(frame, 40))
    assert {picture.wanted.row for picture in pictures.values()} == {40}


def test_a_run_that_flew_apart_is_still_drawn(show):
    frame = frame_of(learner(optimizer=Run().optimizer, rate=1e6, steps=40), playhead=40)
    assert max(show(frame)[0].image.shape) >= MOVING  # or the fine picture already


def test_the_share_classified_rightly_stands_above_each_panel(view, show):
    frame = frame_of(learner(test_share=0.3), playhead=40)
    show(frame)
    (_, text), *_ = view.plot.headings[0].lines
    recording = frame.recordings[0]
    shares = [recording.column(name)[40] for name in ("train_accuracy", "test_accuracy")]
    assert text == f"train {percent(shares[0])} · test {percent(shares[1])}"


def test_panels_are_named_and_lie_side_by_side_on_the_same_axes(view, show):
    frame = frame_of(*THREE, selected=1)
    show(frame)
    areas, headings = view.plot.areas, view.plot.headings
    assert [heading.text for heading in headings] == ["Penalty none", "L2 0.01", "L1 0.01"]
    assert [heading.color for heading in headings] == list(LIGHT.run_colors[:3])
    assert [heading.selected for heading in headings] == [False, True, False]
    assert {(area.top(), area.width(), area.height()) for area in areas} == {
        (areas[0].top(), areas[0].width(), areas[0].height())
    }
    assert [area.left() for area in areas] == sorted(area.left() for area in areas)


def test_both_axes_have_one_scale(view, show):
    show(frame_of(learner()))
    area = view.plot.areas[0]
    (x0, x1), (y0, y1) = view.plot.ranges
    assert area.width() / (x1 - x0) == pytest.approx(area.height() / (y1 - y0), rel=1e-6)


def test_inputs_of_very_different_sizes_get_a_scale_each(view, show):
    data = UserData(rows=((0.0, 0.0), (1.0, 1000.0), (0.5, 400.0)), targets=(0.0, 1.0, 1.0))
    show(frame_of(learner(data, batch=0)))
    area = view.plot.areas[0]
    assert area.height() > 100


def test_the_tiles_ranges_come_first(view, show):
    picture = show(frame_of(learner(), x_range=(-3, 3), y_range=(-3, 3)))[0]
    assert (picture.x, picture.y) == ((-3, 3), (-3, 3))


def test_all_points_lie_within_the_panel(view, show):
    show(frame_of(learner()))
    x = Ring().draw()[0]
    (x0, x1), (y0, y1) = view.plot.ranges
    assert x0 < x[:, 0].min() <= x[:, 0].max() < x1
    assert y0 < x[:, 1].min() <= x[:, 1].max() < y1


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_points_are_painted_in_the_colors_of_their_classes_hollow_in_the_test(view, show, look):
    rows = tuple((float(place % 3), float(place // 3)) for place in range(9))
    data = UserData(rows=rows, targets=tuple(float(place % 2) for place in range(9)))
    view.set_look(look)
    frame = frame_of(learner(data, batch=0, test_share=0.5))
    show(frame)
    image, colors = view.plot.grab().toImage(), class_colors(look, 2)
    held_back = frame.scene.runs[0].problem.split().held_back
    assert 0 < held_back.sum() < 9
    for place, row in enumerate(rows):
        x, y = view.plot.panel_to_pixels(0, *row)
        wanted = look.surface if held_back[place] else colors[place % 2]
        assert image.pixelColor(int(x), int(y)) == QColor(wanted)  # the pixel that holds the middle


def test_very_many_points_are_thinned_out_and_that_is_said(view, show):
    show(frame_of(learner(Circles(examples=7000), batch=0, steps=1)))
    assert view.note.text() == "5000 of 7000 points are drawn."


# -- shadow -------------------------------------------------------------------------------------------------

AVERAGED = learner(average=MovingAverage(decay=0.9), steps=60)


def test_the_shadow_has_a_border_of_its_own(view, show):
    frame = frame_of(AVERAGED, playhead=60)
    picture = show(frame, fine=True)[0]
    assert np.abs(predict(frame, 0, np.concatenate(picture.lines)) - 0.5).max() < 0.01
    apart = np.abs(predict(frame, 0, np.concatenate(picture.shadow_lines), shadow=True) - 0.5)
    assert apart.max() < 0.01
    assert [dashes != () for dashes, _ in view.plot.headings[0].lines] == [False, True]
    assert view.plot.headings[0].lines[0][1].startswith("train ")
    view.alone = False  # on a stage, whose legend has their score
    show(frame_of(AVERAGED, playhead=59))
    assert view.plot.headings[0].lines[0][1] == "weights"


def test_only_the_weights_or_only_the_shadow(view, show):
    frame = frame_of(AVERAGED, playhead=60)
    only_weights = show(with_tile(frame, of="weights"))[0]
    assert only_weights.lines
    assert not only_weights.shadow_lines
    stage = with_tile(frame, of="shadow")
    only_shadow = show(stage)[0]
    assert not only_shadow.lines
    grid = np.array([[only_shadow.x[0], only_shadow.y[0]]])
    assert only_shadow.values[0, 0] == pytest.approx(predict(frame, 0, grid, shadow=True)[0])


def test_the_menu_says_whose_border_is_drawn(view):
    stage = Stage(view, frame_of(AVERAGED))
    actions = {action.text(): action for action in view.actions_for_menu()}
    assert [actions[text].isChecked() for text in ("Weights", "Shadow", "Weights and shadow")] == [0, 0, 1]
    actions["Shadow"].trigger()
    assert stage.frame.scene.stage[0].tiles[0].of == "shadow"
    assert stage.texts == ["Shadow"]


def test_without_a_shadow_there_is_no_choice(view):
    view.show_frame(frame_of(learner()))
    assert not any(action.isEnabled() for action in view.actions_for_menu()[:3])


# -- where there is nothing to draw -------------------------------------------------------------------------


def test_a_formula_has_no_data(view):
    view.show_frame(frame_of(Run()))
    assert view.empty.isVisible()
    assert "no data" in view.empty.text()
    assert not view.empty.button.isVisible()


FIVE = learner(FiveFeatures(examples=90), steps=6)


def test_of_more_inputs_two_are_the_axes_and_the_others_are_held(view, show, hand):
    frame = frame_of(FIVE, inputs=("x4", "x2"), held=(("x5", 1.25),), playhead=6)
    (picture,) = show(frame).values()
    x = FIVE.problem.split().own_x
    place = np.array([x[:, 0].mean(), 0.5, x[:, 2].mean(), -0.25, 1.25])
    ((x0, x1), (y0, y1)) = picture.x, picture.y
    rows, columns = picture.values.shape[:2]
    across, up = np.linspace(x0, x1, columns), np.linspace(y0, y1, rows)
    column, row = np.abs(across + 0.25).argmin(), np.abs(up - 0.5).argmin()
    place[[3, 1]] = across[column], up[row]
    assert picture.values[row, column] == pytest.approx(predict(frame, 0, place[None])[0])
    assert view.note.text().startswith("held: x1 = ")
    assert "x5 = 1.25; the points are projected" in view.note.text()
    drawn = view.parts[0].points.data
    assert set(drawn["x"]) == set(x[:, 3])
    stage = Stage(view, frame)
    hand.move(-0.25, 0.5)
    hand.click(-0.25, 0.5)
    assert "output" in view.parts[0].reading.text() if hasattr(view.parts[0], "reading") else True
    assert stage.edits == []  # a hand can't say where a point is in all directions


def test_principal_directions_of_the_inputs(view, show):
    frame = frame_of(FIVE, principal=True, playhead=6)
    show(frame)
    x = FIVE.problem.split().own_x
    values = np.linalg.eigvalsh(np.corrcoef(x.T))[::-1]
    share = percent(values[:2].sum() / 5, 0)
    assert view.note.text() == f"two principal directions of the inputs: {share} of their variance"
    plane = view.planes[0]
    places = plane.place(x)
    assert np.cov(places.T) * 89 / 90 == pytest.approx(np.diag(values[:2]), abs=1e-9)
    assert plane.place(plane.inputs(places)) == pytest.approx(places)


def test_the_menu_chooses_axes_and_sliders_hold_the_others(view, show):
    frame = frame_of(FIVE, playhead=6, x_range=(-1.0, 1.0))
    stage = Stage(view, frame)
    principal, choose, hold = view.menu.actions()
    choose.trigger()
    view.menu.dialog.offer(("x1", "x2", "x3"), ("x3", "x1"), 2, 2)
    view.menu.dialog.accept()
    tile = stage.frame.scene.stage[0].tiles[0]
    assert (tile.inputs, tile.x_range) == (("x3", "x1"), None)
    hold.trigger()
    dialog = view.menu.dialog
    assert [each.name for each in dialog.inputs] == ["x2", "x4", "x5"]
    dialog.sliders[1].setValue(0)
    (held,) = stage.frame.scene.stage[0].tiles[0].held
    low = FIVE.problem.split().own_x[:, 3].min()
    assert held == ("x4", pytest.approx(low, abs=0.05))
    assert stage.edits[-1][2] == "boundary held"
    dialog.means.click()
    assert stage.frame.scene.stage[0].tiles[0].held == ()
    dialog.reject()
    principal.trigger()
    assert stage.frame.scene.stage[0].tiles[0].principal
    assert view.planes[0].names == ()


def test_a_discrete_ground_has_two_colors_and_test_points_can_go(view, show):
    frame = frame_of(learner(test_share=0.3), playhead=40)
    stage = Stage(view, frame)
    assert len(view.parts[0].points.data) == 300
    show(frame)
    colors = {tuple(each) for each in view.found[0].image.reshape(-1, 3).tolist()}
    assert len(colors) > 20
    discrete, tested = [each for each in view.actions_for_menu() if each.data() in ("discrete", "tested")]
    discrete.trigger()
    tested.trigger()
    tile = stage.frame.scene.stage[0].tiles[0]
    assert (tile.discrete, tile.tested) == (True, False)
    picture = show(stage.frame)[0]
    assert len({tuple(each) for each in picture.image.reshape(-1, 3).tolist()}) == 2
    assert len(view.parts[0].points.data) == 210
    assert "210 of 300 points are drawn" in view.note.text()


def test_a_click_in_the_legend_chooses_the_class_of_new_points(view, show, hand):
    stage = Stage(view, frame_of(learner(OWN, batch=2)))
    legend = view.legend
    assert [entry.chosen for entry in legend.entries] == [True, False]
    QTest.mouseClick(legend, Qt.MouseButton.LeftButton, pos=legend.places[1].center().toPoint())
    assert [entry.chosen for entry in legend.entries] == [False, True]
    hand.click(0.1, 0.2)
    view.editing.add_pending()
    assert stage.data().targets[-1] == 1.0
    QTest.mouseClick(legend, Qt.MouseButton.LeftButton, pos=legend.places[0].center().toPoint())
    assert view.classes.place == 0


def test_two_inputs_have_no_choice_of_axes(view, show):
    show(frame_of(learner()))
    assert view.menu.actions() == []
    assert view.note.isHidden()


def test_a_boundary_that_a_question_hides_is_there_again_at_its_answer(view, show):
    frame = frame_of(learner(), playhead=40)
    show(frame)
    for hidden in (("boundary.boundary",), ()):
        view.show_frame(msgspec.structs.replace(frame, hidden=hidden))
        assert view.parts[0].heat_map.isVisible() is not bool(hidden)


def test_one_input_leads_to_the_fit(view):
    view.show_frame(frame_of(learner(StraightLine(), steps=1)))
    assert "one input" in view.empty.text()
    assert view.empty.button.isVisible()


def test_hidden_runs_are_not_drawn(view, show):
    show(frame_of(THREE[0], replace(THREE[1], visible=False)))
    assert list(view.found) == [0]
    view.show_frame(frame_of(replace(THREE[0], visible=False)))
    assert "hidden" in view.empty.text()


def test_runs_with_other_inputs_are_mentioned(view, show):
    show(frame_of(learner(), learner(StraightLine(), steps=1), Run()))
    assert list(view.found) == [0]
    assert "has other inputs" in view.note.text()


def test_from_nothing_back_to_panels(view, show):
    view.show_frame(frame_of(Run()))
    show(frame_of(learner()))
    assert view.plot.isVisible()
    assert not view.empty.isVisible()


# -- hand: points -------------------------------------------------------------------------------------------


def test_a_click_adds_a_point_of_the_chosen_class(view, hand, show, qtbot):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    view.classes.choose(1)
    hand.click(0.25, 0.5)
    assert stage.edits == []  # it may be the first half of a double click
    qtbot.waitUntil(lambda: len(stage.edits) == 1)
    assert stage.texts == ["Add a point"]
    assert stage.data().rows[:4] == OWN.rows
    assert stage.data().rows[4] == pytest.approx((0.25, 0.5), abs=0.02)
    assert stage.data().targets == (*OWN.targets, 1.0)
    assert stage.data().names == ("a", "b")


def test_the_next_click_does_not_wait(view, hand):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    hand.click(0.25, 0.5)
    hand.click(-0.25, 0.5)
    assert len(stage.edits) == 1
    hand.move(0.25, -0.5)
    assert len(stage.edits) == 2
    assert len(stage.data().rows) == 6


def test_a_double_click_adds_nothing(view, hand, qtbot):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    hand.double_click(0.25, 0.5)
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    hand.leave()
    assert stage.edits == []


def test_a_double_click_in_its_tile_enlarges_the_view_and_adds_nothing(qtbot, request):
    view = BoundaryView()
    tile = TileFrame(view)
    qtbot.addWidget(tile)
    tile.resize(600, 420)
    with qtbot.waitExposed(tile):
        tile.show()
    stage, hand = Stage(view, frame_of(learner(OWN, batch=0))), Hand(view)
    with qtbot.waitSignal(tile.enlarge_requested):
        hand.double_click(0.25, 0.5)
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    hand.leave()
    assert stage.edits == []
    view.background.close()
    request.node.funcargs.clear()


def test_a_drag_moves_a_point_and_the_run_follows(view, hand, show):
    stage = Stage(view, frame_of(learner(OWN, batch=0), playhead=40))
    before = show(stage.frame)[0]
    hand.drag((1.0, 1.0), (0.6, 0.5), (0.0, -0.5))
    assert stage.texts == ["Move a point"] * 2
    assert {merge for *_, merge in stage.edits} == {"point 1"}
    assert stage.finished == 1
    assert stage.data().rows[1] == pytest.approx((0.0, -0.5), abs=0.02)
    assert stage.data().rows[0] == OWN.rows[0]
    assert stage.data().targets == OWN.targets
    after = show(stage.frame)[0]
    assert not np.array_equal(before.values, after.values)


@pytest.mark.parametrize("by", ["modifier", "menu"])
def test_a_brush_adds_points_on_its_way_as_one_change(view, hand, by):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    view.choose_class(1)
    if by == "modifier":
        hand.modifiers = Qt.KeyboardModifier.ShiftModifier
    else:
        view.tools.items["brush"].trigger()
    ranges = view.plot.ranges
    hand.press(-0.9, 0.2)
    for x in np.linspace(-0.9, 0.9, 30):
        hand.hold(x, 0.2)
        assert view.plot.ranges == ranges
    hand.release(0.9, 0.2)
    added = stage.data().rows[len(OWN.rows) :]
    assert 10 < len(added) <= 31
    assert all(abs(y - 0.2) < 0.3 for _, y in added)
    assert set(stage.data().targets[len(OWN.rows) :]) == {1.0}
    assert {merge for *_, merge in stage.edits} == {"brush"}, "one step of undo"
    assert stage.finished == 1


def test_a_lasso_selects_what_is_moved_classified_and_deleted_together(view, hand):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    hand.modifiers = Qt.KeyboardModifier.ControlModifier
    hand.drag((-0.7, -1.15), (-0.7, 1.15), (-1.15, 1.15), (-1.15, -1.15), (-0.7, -1.15))
    assert view.editing.group.selected == {0, 2}
    assert stage.edits == []
    hand.modifiers = Qt.KeyboardModifier.NoModifier
    hand.drag((-1.0, 1.0), (-0.8, 0.9), (-0.5, 0.7))
    moved = np.subtract(stage.data().rows, OWN.rows)
    assert np.abs(moved - [[0.5, -0.3], [0, 0], [0.5, -0.3], [0, 0]]).max() < 0.03
    assert {merge for *_, merge in stage.edits} == {"points"}
    view.editing.group.classify(1)
    assert stage.data().targets == (1.0, 1.0, 1.0, 0.0)
    hand.click(*stage.data().rows[0], button=RIGHT)
    assert stage.data().rows == OWN.rows[1::2]
    assert not view.editing.group.selected


@pytest.fixture(scope="module")
def screen(qapp):
    return QTest.createTouchDevice()


def finger(hand, screen, *places, apart=20):
    """A finger put down at the first of some places of the axes, moved over the others, and lifted."""
    QTest.qWait(30)  # the view may still take its room
    pixels = [hand.pixel(*place).toPoint() for place in places]
    ways = [("press", pixels[0]), *(("move", pixel) for pixel in pixels[1:]), ("release", pixels[-1])]
    for what, pixel in ways:
        sequence = QTest.touchEvent(hand.page, screen)
        getattr(sequence, what)(0, pixel, hand.page)
        sequence.commit()
        QTest.qWait(apart)


def test_a_finger_paints_with_the_brush_of_the_menu(view, hand, screen):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    view.choose_class(1)
    view.tools.items["brush"].trigger()
    ranges = view.plot.ranges
    finger(hand, screen, *((x, 0.2) for x in np.linspace(-0.9, 0.9, 30)), apart=5)
    added = stage.data().rows[len(OWN.rows) :]
    assert 10 < len(added) <= 31
    assert all(abs(y - 0.2) < 0.3 for _, y in added)
    assert set(stage.data().targets[len(OWN.rows) :]) == {1.0}
    assert {merge for *_, merge in stage.edits} == {"brush"}, "one step of undo"
    assert stage.finished == 1
    assert view.plot.ranges == ranges, "the plot is not moved meanwhile"


def test_a_finger_takes_with_the_lasso_of_the_menu_and_moves_what_it_took(view, hand, screen):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    view.tools.items["lasso"].trigger()
    finger(hand, screen, (-0.7, -1.15), (-0.7, 1.15), (-1.15, 1.15), (-1.15, -1.15), (-0.7, -1.15))
    assert view.editing.group.selected == {0, 2}
    assert stage.edits == []
    finger(hand, screen, (-1.0, 1.0), (-0.8, 0.9), (-0.5, 0.7))
    moved = np.subtract(stage.data().rows, OWN.rows)
    assert np.abs(moved - [[0.5, -0.3], [0, 0], [0.5, -0.3], [0, 0]]).max() < 0.05
    assert view.editing.group.selected == {0, 2}
    hand.click(*stage.data().rows[2])  # without a drag: one less
    assert view.editing.group.selected == {0}


def test_two_fingers_zoom_whatever_the_tool_and_paint_nothing(view, hand, screen):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    view.tools.items["brush"].trigger()
    width = view.plot.ranges[0][1] - view.plot.ranges[0][0]
    QTest.qWait(30)
    middle = hand.pixel(0.0, 0.3).toPoint()
    for part, what in enumerate(["press", *["move"] * 6, "release"]):
        apart = QPoint(30 + 10 * part, 0)
        sequence = QTest.touchEvent(hand.page, screen)
        getattr(sequence, what)(0, middle - apart, hand.page)
        getattr(sequence, what)(1, middle + apart, hand.page)
        sequence.commit()
        QTest.qWait(10)
    assert view.plot.ranges[0][1] - view.plot.ranges[0][0] < 0.9 * width
    assert stage.edits == []


def test_a_click_beside_them_lets_selected_points_go_and_adds_none(view, hand):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    view.editing.group.select(0, frozenset({0, 1}))
    hand.click(0.0, 0.0)
    assert not view.editing.group.selected
    assert view.editing.pending is None
    view.editing.group.select(0, frozenset(range(4)))
    view.editing.group.delete()
    assert stage.edits == [], "something must be left"


def test_the_axes_stand_still_under_the_hand(view, hand):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    ranges = view.plot.ranges
    hand.press(1.0, 1.0)
    hand.hold(ranges[0][1], ranges[1][1])
    hand.hold(5.0, 5.0)  # beyond the edge the point stays at the edge
    assert view.plot.ranges == ranges
    assert stage.data().rows[1] == pytest.approx((ranges[0][1], ranges[1][1]), abs=0.02)
    hand.release(5.0, 5.0)
    assert view.plot.ranges != ranges


def test_a_right_click_deletes_a_point(view, hand):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    hand.click(0.0, 0.2, button=RIGHT)
    assert stage.edits == []
    hand.click(1.0, 1.0, button=RIGHT)
    assert stage.texts == ["Delete a point"]
    assert stage.data().rows == (OWN.rows[0], *OWN.rows[2:])
    assert stage.data().targets == (0.0, 1.0, 0.0)


def test_the_only_point_stays(view, hand):
    data = UserData(rows=((0.5, 0.5),), targets=(1.0,))
    stage = Stage(view, frame_of(learner(data, batch=0)))
    hand.click(0.5, 0.5, button=RIGHT)
    assert stage.edits == []
    assert "stay as they are" in view.note.text()


def test_a_drawn_dataset_becomes_rows_of_the_document_with_the_first_gesture(view, hand):
    frame = frame_of(learner(Ring(examples=30), batch=0))
    stage = Stage(view, frame)
    x, labels = Ring(examples=30).draw()
    hand.click(*x[3], button=RIGHT)
    assert stage.texts == ["Change the data"]
    kept = [place for place in range(30) if place != 3]
    assert isinstance(stage.data(), UserData)
    assert np.array_equal(np.array(stage.data().rows), x[kept])
    assert stage.data().targets == tuple(map(float, labels[kept]))


def test_rows_of_the_document_give_the_same_run_as_the_dataset_they_come_from(view, hand):
    frame = frame_of(learner(Ring(examples=30), batch=10))
    stage = Stage(view, frame)
    x = Ring(examples=30).draw()[0]
    hand.drag(tuple(x[3]), (0.3, 0.2), tuple(x[3]))
    moved = stage.data()
    same = replace(moved, rows=tuple(map(tuple, x.tolist())))
    again = frame_of(replace(frame.scene.runs[0], problem=replace(frame.scene.runs[0].problem, data=same)))
    assert np.array_equal(again.recordings[0].params_rows, frame.recordings[0].params_rows)


def test_all_runs_that_share_the_data_go_on_sharing_it(view, hand):
    other = learner(Ring(examples=31), color=3, batch=0)
    runs = [
        replace(run, problem=replace(run.problem, data=OWN), batches=replace(run.batches, batch_size=4))
        for run in THREE
    ]
    stage = Stage(view, frame_of(*runs, other))
    hand.click(1.0, 1.0, panel=2, button=RIGHT)
    assert stage.data(0) == stage.data(1) == stage.data(2)
    assert len(stage.data(0).rows) == 3
    assert stage.data(3) == Ring(examples=31)
    assert [run.batches.batch_size for run in stage.frame.scene.runs] == [3, 3, 3, 0]
    penalties = [run.problem.penalty for run in stage.frame.scene.runs[:3]]
    assert penalties == [run.problem.penalty for run in THREE]


def test_a_new_point_of_a_number_takes_its_neighbors(view, hand):
    data = UserData(rows=((0.0, 0.0), (1.0, 1.0)), targets=(0.5, 2.5), class_names=())
    stage = Stage(view, frame_of(learner(data, batch=0, model=Model(hidden=()))))
    hand.click(0.8, 0.7)
    hand.leave()
    assert stage.data().targets == (0.5, 2.5, 2.5)


def test_the_key_says_what_a_hand_can_do(view):
    view.show_frame(frame_of(learner(OWN, batch=0)))
    assert "Click" in view.legend.toolTip()
    assert "1 to 9" in view.legend.toolTip()


def test_digits_choose_the_class_of_new_points(view):
    view.show_frame(frame_of(learner(Clusters(groups=3), loss=SoftmaxCrossEntropy())))
    QTest.keyClick(view.plot, Qt.Key.Key_3)
    assert view.classes.place == 2
    QTest.keyClick(view.plot, Qt.Key.Key_7)  # there are only three
    assert view.classes.place == 2


def test_the_menu_chooses_the_class(view):
    view.show_frame(frame_of(learner(replace(OWN, class_names=("cat", "dog")), batch=0)))
    menu = view.actions_for_menu()[-1].menu()
    assert [action.text() for action in menu.actions()] == ["cat\t1", "dog\t2"]
    menu.actions()[1].trigger()
    assert view.classes.place == 1
    assert [action.isChecked() for action in view.actions_for_menu()[-1].menu().actions()] == [False, True]


# -- hand: the rest -----------------------------------------------------------------------------------------


def test_hovering_reads_every_models_output_at_the_same_place(view, hand, show):
    frame = frame_of(*THREE, playhead=40)
    show(frame)
    hand.move(0.53, -0.77, panel=1)  # no zero at its end, which is left out
    for panel in range(3):
        x, y = view.editing.mouse[1:]
        said = predict(frame, panel, [[x, y]])[0, 0]
        words = view.readout(panel, x, y)
        assert words == f"({x:.2f},\N{NO-BREAK SPACE}{y:.2f}): output {to_digits(said, 4)}".replace("-", "−")


def test_what_was_said_of_a_run_that_is_gone_goes_with_it(view, hand, show):
    show(frame_of(*THREE, playhead=40))
    hand.move(0.5, -0.75, panel=2)
    assert view.parts[2].words.text
    show(frame_of(*THREE[:1], playhead=40))
    assert not view.parts[2].words.text


def test_hovering_over_several_classes_names_the_winner(view, hand, show):
    frame = frame_of(learner(Clusters(groups=3), steps=300, loss=SoftmaxCrossEntropy()), playhead=300)
    show(frame)
    said = predict(frame, 0, [[0.0, 1.5]])[0]
    assert f"class {said.argmax()}, {to_digits(said.max(), 4)}" in view.readout(0, 0.0, 1.5)


def test_a_click_on_a_heading_selects_its_run(view, show):
    stage = Stage(view, frame_of(*THREE))
    show(stage.frame)
    area = view.plot.areas[2]
    heading = area.translated(20, -12).topLeft().toPoint()
    QTest.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert stage.selected == [2]
    assert stage.edits == []


def test_the_wheel_zooms_all_panels_and_the_scene_keeps_it(view, hand, show, qtbot):
    stage = Stage(view, frame_of(*THREE))
    show(stage.frame)
    before = view.plot.ranges[0]
    hand.wheel(0.0, 0.0, 2, panel=1)
    x, y = view.plot.ranges
    assert before[0] < x[0] < 0 < x[1] < before[1]
    qtbot.waitUntil(lambda: bool(stage.edits))
    assert stage.texts == ["Zoom"]
    tile = stage.frame.scene.stage[0].tiles[0]
    assert (tile.x_range, tile.y_range) == (x, y)
    assert stage.finished == 1
    show(stage.frame)
    assert {(picture.x, picture.y) for picture in view.found.values()} == {(x, y)}


def test_a_drag_beside_the_points_pans(view, hand, qtbot):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    (x0, x1), _ = view.plot.ranges
    hand.drag((0.0, 0.1), (0.3, 0.1))
    assert view.plot.ranges[0] == pytest.approx((x0 - 0.3, x1 - 0.3), abs=0.02)
    qtbot.waitUntil(lambda: stage.texts == ["Zoom"])
    assert stage.data() == OWN


def test_resetting_the_axes_brings_the_data_back(view, hand, show, qtbot):
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    home = view.plot.ranges
    hand.wheel(0.0, 0.1, 3)
    qtbot.waitUntil(lambda: bool(stage.edits))
    view.show_frame(msgspec.structs.replace(with_tile(stage.frame, x_range=None, y_range=None), generation=9))
    assert view.plot.ranges == home


# -- look, language, end ------------------------------------------------------------------------------------


def test_a_look_changes_the_ground(view, show):
    frame = frame_of(learner(), playhead=40)
    light = show(frame)[0].image.copy()
    view.set_look(DARK)
    view.show_frame(at(frame, 39))
    dark = show(frame)[0].image
    assert light.astype(int).mean() > 180 > 120 > dark.astype(int).mean()


def test_texts_are_put_anew(view, show):
    show(frame_of(learner(test_share=0.2)))
    view.retranslate()
    assert view.title() == "Decision boundary"
    assert [entry.text for entry in view.legend.entries] == ["class 0", "class 1", "train", "test"]


def test_without_a_window_nothing_is_left_running(qtbot):
    """A view that goes away in the midst of its work takes the work with it."""
    view = BoundaryView()
    view.resize(600, 400)
    view.show()
    view.show_frame(frame_of(*THREE))
    view.close()
    view.deleteLater()
    QApplication.processEvents()


def test_where_the_view_is_not_on_the_stage_nothing_is_edited(view, hand, qtbot):
    frame = frame_of(scene=Scene(runs=(learner(OWN, batch=0),), stage=(Row(tiles=(make_tile("fit"),)),)))
    stage = Stage(view, frame)
    hand.wheel(0.0, 0.1, 3)
    qtbot.wait(350)
    assert stage.edits == []


@pytest.mark.parametrize(("look", "size"), pairs(LOOKS.values(), [(900, 420), (420, 300)]))
def test_what_is_said_beside_the_mouse_is_cut_by_no_edge(view, hand, show, look, size):
    view.resize(*size)
    view.set_look(look)
    show(frame_of(*THREE, playhead=40))
    (x0, x1), (y0, y1) = view.plot.ranges
    for x, y in ((x0, y0), (x1, y1), (x0, y1), (x1, y0)):
        hand.move(0.99 * x, 0.99 * y, panel=1)
        for panel, part in enumerate(view.parts):
            assert part.words.isVisible()
            assert part.words.text == view.readout(panel, *view.editing.mouse[1:])
            assert view.plot.rect().toRectF().contains(part.words.sceneBoundingRect())
            assert part.words.parentItem() is None  # a panel would cut it
    hand.leave()
    assert not any(part.words.isVisible() for part in view.parts)


def test_after_a_zoom_the_mouse_means_the_place_that_is_under_it(view, hand, show):
    show(frame_of(*THREE, playhead=40))
    hand.move(1.0, 0.5, panel=1)
    pixel = hand.pixel(*view.editing.mouse[1:], panel=1)
    hand.wheel(-1.0, -1.0, 3, panel=1)
    after = hand.pixel(*view.editing.mouse[1:], panel=1)
    assert (after - pixel).manhattanLength() < 0.01


def test_no_picture_of_another_lesson_stays_until_the_next_one_comes(view, show):
    """Where points are moved, or units added, the last one does."""
    for changes, stays in (
        ({"data": Circles()}, True),
        ({"model": Model(hidden=(3,))}, True),
        ({"data": Circles(), "model": Model(hidden=(3,))}, False),
    ):
        show(frame_of(learner()))
        view.show_frame(frame_of(learner(**changes)))
        assert bool(view.found) == stays
