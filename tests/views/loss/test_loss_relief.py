"""The loss as a surface that turns: what is on it, what the hand does, and what reaches paper."""

import re

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from gdviz.document.scene import Run
from gdviz.engine.formula import Formula
from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import Himmelblau
from gdviz.engine.schedules import Constant
from gdviz.export.picture.choices import Choices
from gdviz.export.picture.drawing import RasterImage
from gdviz.export.picture.pictures import draw, file_of
from gdviz.views.common.annotations import AnnotationLabel
from gdviz.views.loss.loss_relief import STAR
from gdviz.views.loss.relief import Viewpoint
from gdviz.views.loss.view import LossView

RATE = Constant(learning_rate=0.01)
HILLS = Run(problem=Himmelblau(), initial=(0.5, -3.5), schedule=RATE, steps=30)


@pytest.fixture
def surface(make_frame, show):
    """``surface(*runs, playhead=0, **options)``: the view, drawn."""

    def shown(*runs, playhead=12, **options):
        options = {"surface": True, **options}
        return show(LossView, make_frame(*(runs or (HILLS,)), playhead=playhead, view="loss", **options))

    return shown


def pixel_of(view, point):
    """Where a point of the landscape is drawn, in the viewport's pixels."""
    QApplication.processEvents()  # the plot may still take the room of its axes
    x, y = view.relief.spots(np.array([point], float))[0]
    return QPointF(view.plot.mapFromScene(view.plot.box.mapViewToScene(QPointF(x, y))))


def drag(view, begin, *ways):
    """Press at a pixel, move along `ways`, let go."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    places = [begin, *(begin + QPointF(*way) for way in ways)]
    events = [(QEvent.Type.MouseMove, begin, none, none), (QEvent.Type.MouseButtonPress, begin, left, left)]
    events += [(QEvent.Type.MouseMove, place, none, left) for place in places[1:]]
    events.append((QEvent.Type.MouseButtonRelease, places[-1], left, none))
    viewport = view.plot.viewport()
    for kind, place, button, buttons in events:
        event = QMouseEvent(
            kind, place, viewport.mapToGlobal(place), button, buttons, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(viewport, event)
        QApplication.processEvents()


def edits_of(view):
    edits = []
    view.edited.connect(lambda scene, text, merge: edits.append((scene, text)))
    return edits


def test_balls_stand_on_the_surface_and_paths_lie_on_it(surface):
    view = surface(azimuth=-150.0)
    relief = view.relief.relief
    terrain, sight = relief.terrain, relief.sight
    run = view.frame.recordings[0]
    ground = terrain.ground(run.params_at(12)[np.newaxis].astype(float))
    expected = sight(ground, terrain.height_at(ground))[0]
    (ball,) = view.marks.marks
    assert view.annotations.place(ball.x, ball.y) == pytest.approx(tuple(expected), abs=1e-6)
    path = np.column_stack(view.relief.lines[0][1].getData())
    first = sight(
        terrain.ground(np.array([[0.5, -3.5]])), terrain.height_at(terrain.ground(np.array([[0.5, -3.5]])))
    )
    assert view.annotations.place(*path[0]) == pytest.approx(tuple(first[0]), abs=1e-6)
    assert len(path) > 20
    assert not view.plot.left_axis.isVisible()
    assert not view.surface.lines


def test_a_hill_hides_a_path_and_makes_its_ball_hollow(surface):
    seen, hidden = surface(azimuth=180.0, elevation=60.0), surface(azimuth=0.0, elevation=15.0)
    assert not seen.marks.marks[0].hollow
    assert hidden.marks.marks[0].hollow
    shown, left = (np.isfinite(view.relief.lines[0][1].getData()[0]).sum() for view in (seen, hidden))
    assert left < 0.8 * shown


@pytest.mark.parametrize("elevation", [30.0, 40.0, 50.0])
def test_a_minimum_behind_the_edge_is_not_drawn_on_the_wall(elevation, surface):
    view = surface(azimuth=30.0, elevation=elevation)
    QApplication.processEvents()
    pixel = view.plot.box.viewPixelSize()[1]
    for x, y in np.column_stack(view.relief.minima.getData()).tolist():
        ends = [view.relief.under(x, y + pixels * pixel) for pixels in (-STAR, 1)]
        assert np.hypot(*np.subtract(*ends)) < 1  # a tenth of the ground: not what stands far before it


def test_a_finer_picture_comes_once_it_rests(surface, qtbot):
    view = surface()
    qtbot.waitUntil(lambda: view.relief.item.relief.ratio == 2.0)
    assert view.ready()
    view.turning.turn(10, 0)
    assert view.relief.item.relief.ratio == 1.0
    qtbot.waitUntil(lambda: view.relief.item.relief.ratio == 2.0)


def test_the_start_is_dragged_on_the_surface(surface):
    view = surface(azimuth=-150.0, elevation=60.0)
    edits = edits_of(view)
    view.edited.connect(lambda scene, *_: view.show_frame(replace_scene(view.frame, scene)))
    begin, target = pixel_of(view, (0.5, -3.5)), pixel_of(view, (1.5, -2.5))
    way = target - begin
    drag(view, begin, (way.x() / 2, way.y() / 2), (way.x(), way.y()))
    assert edits[-1][0].runs[0].initial == pytest.approx((1.5, -2.5), abs=0.1)


def replace_scene(frame, scene):
    import msgspec

    return msgspec.structs.replace(frame, scene=scene)


def test_a_drag_beside_the_marks_turns_it_and_the_scene_hears_of_it_once(surface):
    view = surface()
    edits = edits_of(view)
    ranges = view.plot.ranges
    drag(view, pixel_of(view, (3.0, 3.0)), (20, 0), (40, 0), (40, -30))
    assert view.plot.ranges == ranges
    camera = view.relief.camera
    assert camera.azimuth < 30
    assert camera.elevation < 40
    ((scene, text),) = edits
    tile = scene.stage[0].tiles[0]
    assert (tile.azimuth, tile.elevation) == (
        pytest.approx(camera.azimuth, abs=0.1),
        pytest.approx(camera.elevation, abs=0.1),
    )
    assert text


def test_it_stands_as_the_scene_says(surface, make_frame):
    view = surface()
    view.turning.turn(50, 10)
    view.show_frame(make_frame(HILLS, playhead=12, view="loss", surface=True, azimuth=-20.0, generation=2))
    assert view.relief.camera == Viewpoint(-20.0, 40.0)


def test_a_number_that_other_words_would_cover_is_left_out(surface):
    view = surface()
    item = view.relief.item
    assert item.shown_words
    place = item.shown_words[0]
    item.set_covered([QRectF(place.x, place.y, 2, 2)])
    assert place not in item.shown_words


def test_keys_turn_it(surface, qtbot):
    view = surface()
    edits = edits_of(view)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
        qtbot.keyClick(view.plot, key, Qt.KeyboardModifier.ControlModifier)
    assert view.relief.camera == Viewpoint(35.0, 45.0)
    qtbot.waitUntil(lambda: len(edits) == 1)
    assert edits[0][0].stage[0].tiles[0].azimuth == 35.0


def test_on_the_plane_these_keys_do_nothing(surface):
    view = surface(surface=False)
    assert not any(action.isEnabled() for action in view.turning.actions)
    assert view.plot.left_axis.isVisible()


def test_the_wheel_shows_less_of_it_around_the_pointer(surface):
    view = surface()
    place = pixel_of(view, (2.5, -1.5))
    pixel = view.plot.box.mapSceneToView(view.plot.mapToScene(place.toPoint()))
    at = view.relief.under(pixel.x(), pixel.y())
    share = [(x - low) / (high - low) for x, (low, high) in zip(at, view.plot.ranges, strict=True)]
    (before, _), viewport = view.plot.ranges, view.plot.viewport()
    event = QWheelEvent(
        place, viewport.mapToGlobal(place), QPointF().toPoint(), QPointF(0, 120).toPoint(),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
    ((low, high), _), ranges = view.plot.ranges, view.plot.ranges
    assert high - low < before[1] - before[0]
    assert view.plot.zoomed
    after = [(x - low) / (high - low) for x, (low, high) in zip(at, ranges, strict=True)]
    assert after == pytest.approx(share, abs=5e-3)


def test_the_menu_makes_it_a_surface_and_lets_it_turn(surface):
    view = surface(surface=False)
    edits = edits_of(view)
    assert view.menu.orbit not in view.actions_for_menu()
    view.actions_for_menu()[0].trigger()
    assert edits[-1][0].stage[0].tiles[0].surface
    view = surface()
    edits = edits_of(view)
    view.actions_for_menu()
    view.menu.orbit.trigger()
    assert edits[-1][0].stage[0].tiles[0].orbit == 180.0
    view.menu.above.trigger()
    tile = edits[-1][0].stage[0].tiles[0]
    assert (tile.azimuth, tile.elevation) == (0.0, 90.0)


def test_it_turns_with_the_steps(surface):
    view = surface(playhead=15, orbit=90.0)
    assert view.relief.camera == Viewpoint(75.0, 40.0)
    edits = edits_of(view)
    view.turning.turn(1, 0)
    view.turning.keep()
    assert edits[0][0].stage[0].tiles[0].azimuth == pytest.approx(31.0)


def test_the_step_nearby_is_told(surface):
    view = surface(azimuth=-150.0, elevation=60.0)
    point = view.frame.recordings[0].params_at(4)
    place = view.plot.mapToScene(pixel_of(view, point).toPoint())
    view.plot.pointed.emit(QPointF(place))
    assert view.readout.words
    assert view.readout.words[0].startswith("step ")


def test_a_network_has_a_surface_over_its_plane(surface, qtbot):
    problem = Training(data=Ring(examples=40), model=Model(hidden=(3,)))
    view = surface(Run(problem=problem, steps=20))
    qtbot.waitUntil(lambda: view.ready() and view.relief.relief is not None)
    assert view.marks.marks[0].x == view.marks.marks[0].x  # a number
    assert view.relief.item.titles[0] == "first principal direction"
    view.work = None


def test_a_loss_without_a_finite_value_has_no_surface(surface):
    view = surface(Run(problem=Formula(text="log(-1 - x^2 - y^2)"), steps=3), playhead=0)
    assert view.relief.relief is None
    assert [notice.text for notice in view.notices.notices] == ["The loss has no value here."]


def test_on_paper_it_is_one_image_and_the_rest_are_shapes(make_frame, qapp):
    frame = make_frame(replace(HILLS), playhead=12, view="loss", surface=True)
    choices = Choices(view="loss")
    drawing = draw(frame, choices)
    assert sum(isinstance(item, RasterImage) for item in drawing.items) == 1
    assert len(re.findall(rb"<image\b", file_of(drawing, frame, choices, "svg"))) == 1
    assert len(drawing.items) > 20


def test_between_two_steps_it_turns_on(surface):
    view = surface(playhead=15, orbit=90.0)
    view.show_between(0.5)
    assert view.relief.camera.azimuth == pytest.approx(30.0 + 90.0 * 15.5 / 30)
    view.show_between(0.0)
    assert view.relief.camera == Viewpoint(75.0, 40.0)


@pytest.mark.parametrize(
    ("text", "kind"), [("1/(w − b) + w²/4", "pole"), ("step(w − b) + w²", "jump"), ("|w − b|", "kink")]
)
def test_breaks_are_shown_on_the_surface(surface, text, kind):
    run = Run(problem=Formula(text=text, low=-3.0, high=3.0), initial=(2.0, -2.0), schedule=RATE, steps=3)
    view = surface(run, playhead=0)
    said = [each.text for each in view.relief.annotations.pieces if isinstance(each, AnnotationLabel)]
    assert kind in said
    painted = view.relief.relief.terrain.painted
    diagonal = np.diag(painted)[2:-2] if painted.shape[0] == painted.shape[1] else painted[0, :0]
    assert np.isnan(painted).any() == (kind != "kink")
    assert kind == "kink" or np.isnan(diagonal).all(), "it is torn all along the line w = b"
    assert np.isfinite(view.relief.relief.terrain.heights).all(), "balls stand on either side of it"


def test_a_start_that_keys_have_chosen_goes_where_a_network_comes(surface, make_frame):
    """Its axes move before the start is put elsewhere: it was looked for among those of two parameters."""
    view = surface(playhead=0)
    view.hand.chosen = "start"
    network = Run(problem=Training(data=Ring(examples=20), model=Model(hidden=(2,))), steps=2)
    view.show_frame(make_frame(network, view="loss", surface=True))
    assert view.hand.grip() is None
