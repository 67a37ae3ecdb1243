"""The map: its pixels are the runs that they open, its dot is the run on stage, and it says what is seen."""

import itertools
from types import SimpleNamespace

import numpy as np
import pyqtgraph as pg
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from gdviz.base.i18n import speaking
from gdviz.document import lessons
from gdviz.document.scene import Run
from gdviz.document.sweep_axes import settings_of
from gdviz.engine.changes import Change
from gdviz.engine.experiment import Batches
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import DoubleWell, Himmelblau, Rastrigin
from gdviz.engine.optimizers import Momentum, Optimizer
from gdviz.engine.problem import Objective
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant, Exponential, Schedule
from gdviz.engine.stopping import GradientTolerance
from gdviz.engine.sweep.alone import kept_of
from gdviz.engine.sweep.rules import ARRIVED, DIVERGED, RISEN, UNDERWAY
from gdviz.look.choice_field import width_of_choice
from gdviz.look.look import PICTURE_LOOKS, PROJECTOR
from gdviz.views.map import map_key, map_words, map_work
from gdviz.views.map.inset import RunInset
from gdviz.views.map.map_axes import axis_over, cells, chosen, has_gaps, minima_of_all, offered, without_axes
from gdviz.views.map.map_colors import FLATS, loss_shades
from gdviz.views.map.map_key import loss_words
from gdviz.views.map.map_words import ends
from gdviz.views.map.view import MapView
from tests.sampling import pairs

LEARNING = Run(problem=Training(data=Ring(examples=12), model=Model(hidden=(2,))), steps=3)


@pytest.fixture(autouse=True)
def coarse(monkeypatch) -> None:
    """No finer than a test needs."""
    monkeypatch.setattr(map_work, "SIDES", (8, 32))


def settled(qtbot, view) -> MapView:
    """The view with the finest map there is to be, also on a machine so busy that nobody would wait."""
    qtbot.waitUntil(lambda: not view.background.busy and view.image.picture is not None)
    return view


def at(view: MapView, share_x: float, share_y: float) -> QPointF:
    """The pixel at a place of the plot, as shares from the left and the bottom, in the scene of the plot."""
    area = view.path.area
    point = QPointF(area.left() + share_x * area.width(), area.bottom() - share_y * area.height())
    return view.plot.mapToScene(view.plot.mapFromScene(view.plot.box.mapToScene(point)))


def click(view: MapView, share_x: float, share_y: float) -> None:
    place = view.plot.mapFromScene(at(view, share_x, share_y))
    QTest.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize(
    "run_", [Run(), Run(problem=Himmelblau(), steps=30), LEARNING], ids=["curve", "surface", "model"]
)
def test_a_click_opens_the_run_of_the_pixel(run_, qtbot, show, make_frame) -> None:
    view = settled(qtbot, show(MapView, make_frame(run_, view="map")))
    edits: list[tuple] = []
    view.edited.connect(lambda *edit: edits.append(edit))
    for share_x, share_y in ((0.21, 0.83), (0.62, 0.34), (0.93, 0.52)):
        edits.clear()
        click(view, share_x, share_y)
        ((scene, text, merge),) = edits
        assert text
        assert merge == ""  # each an undo of its own
        picture, where = view.cell_at(view.plot.box.mapFromScene(at(view, share_x, share_y)))
        for name, want in kept_of(run(scene.runs[0].experiment)).items():
            assert picture.kept[name][where].tobytes() == want.tobytes(), name


def test_the_dot_is_the_run_on_stage_and_drags_it(qtbot, show, make_frame) -> None:
    frame = make_frame(Run(), view="map")
    view = settled(qtbot, show(MapView, frame))
    (mark,) = view.marks.marks
    assert mark.x == pytest.approx(np.log10(frame.scene.runs[0].schedule.learning_rate))
    assert mark.y == 5.0
    edits: list[tuple] = []
    finished: list[bool] = []
    view.edited.connect(lambda *edit: edits.append(edit))
    view.edit_finished.connect(lambda: finished.append(True))
    view.handle.moved.emit(-0.5, -2.0)
    view.handle.moved.emit(-0.4, 1.0)
    view.handle.released.emit()
    assert [merge for *_, merge in edits] == ["map", "map"]  # one undo
    assert finished
    scene = edits[-1][0]
    assert scene.runs[0].schedule.learning_rate == pytest.approx(10**-0.4, rel=0.01)
    assert scene.runs[0].initial[0] == pytest.approx(1.0, abs=0.05)
    requested = view._requested
    view.show_frame(make_frame(scene.runs[0], view="map"))
    assert view.marks.marks[0].y == pytest.approx(1.0, abs=0.05)
    assert view._requested == requested  # the run moves on the same map


@pytest.mark.parametrize(
    "run_",
    [
        Run(),
        Run(problem=Himmelblau(), steps=60),
        Run(schedule=Exponential(), precision="float32"),
        Run(changes=(Change(step=3, set={"schedule.learning_rate": 0.05}),), steps=10),
        LEARNING,
    ],
    ids=["curve", "surface", "schedule", "changes", "model"],
)
def test_the_first_picture_is_not_given_up_for_a_newer_request(run_, qtbot, show, make_frame) -> None:
    """Else nothing is shown while a slider is dragged, which asks for another map sixty times a second."""
    view = settled(qtbot, show(MapView, make_frame(run_, view="map")))
    before: list[object] = []
    for picture in map_work.pictures(view.image.picture.wanted):
        if isinstance(picture, map_work.MapPicture):
            break
        before.append(picture)
    assert isinstance(picture, map_work.MapPicture)
    assert picture.whole
    assert None not in before


@pytest.mark.parametrize(
    ("seconds", "sides"),
    [(0.1, [128, 512, 1024]), (0.35, [128, 256, 512, 1024]), (0.01, [128, 512, 1024])],
    ids=["soon", "late", "at once"],
)
def test_once_a_slider_is_at_rest_a_fine_map_comes_next_where_it_comes_soon(
    seconds, sides, monkeypatch
) -> None:
    """Of 512² runs: a coarser one would make it late, a finer one even more."""
    run_, made, plot = Run(), list[int](), (2048, 2048)
    axes = chosen(run_, "", "")
    wanted = map_work.MapRequest(
        without_axes(run_, *axes), *axes, axes[0].home, axes[1].home, plot, "arrived", "light", 8.0, 1.0, 1.0
    )
    monkeypatch.setattr(map_work, "SIDES", (64, 128, 256, 512, 1024))
    monkeypatch.setattr(map_work, "seconds_for", lambda _, size: seconds * (2048 / size / 512) ** 2)
    monkeypatch.setattr(map_work, "pictures_of", lambda _, size, here: made.append(round(2048 / size)) or ())
    assert not list(map_work.pictures(wanted))
    assert made == sides


def test_on_a_busy_machine_the_map_goes_on_to_the_end(qtbot, show, make_frame, monkeypatch) -> None:
    """A part that comes late says nothing of the next: whatever else was computed meanwhile may be over."""
    view = settled(qtbot, show(MapView, make_frame(LEARNING, view="map")))
    finest = view.image.picture.kept["outcome"].size
    monkeypatch.setattr(map_work, "AT_ONCE_OF_OTHERS", 0.0)  # so that a coarser one comes first
    hours = itertools.count(0.0, 3600.0).__next__
    monkeypatch.setattr(map_work, "time", SimpleNamespace(perf_counter=hours, monotonic=hours))
    pictures = filter(None, map_work.pictures(view.image.picture.wanted))
    sizes = [picture.kept["outcome"].size for picture in pictures if picture.whole]
    assert sizes[0] < sizes[-1] == finest


def test_hovering_says_what_becomes_of_the_run_and_draws_its_path(qtbot, show, make_frame) -> None:
    view = settled(qtbot, show(MapView, make_frame(Run(problem=Himmelblau(), steps=60), view="map")))
    view.plot.pointed.emit(at(view, 0.8, 0.7))
    picture, (row, column) = view.cell_at(view.plot.box.mapFromScene(at(view, 0.8, 0.7)))
    x, y = picture.columns.axis.values[column], picture.rows.axis.values[row]
    assert (x, y) == pytest.approx((3.0, 2.0), abs=0.5)
    assert view.words.text.startswith(f"Start x {x:g}, Start y {y:g}: ")
    assert view.path.pieces
    assert view.inset.isVisible()
    assert len(view.inset.losses) > 1
    assert view.inset.path.shape[1] == 2
    view.grab()
    view.plot.pointed.emit(None)
    assert not view.inset.isVisible()
    assert not view.words.isVisible()
    assert not view.path.pieces


def test_hovering_shows_one_parameter_against_the_step(qtbot, show, make_frame) -> None:
    view = settled(qtbot, show(MapView, make_frame(Run(), view="map")))
    view.plot.pointed.emit(at(view, 0.4, 0.5))
    assert view.inset.path[:, 0].tolist() == list(range(41))
    assert view.inset.titles(1000) == ["loss, step by step", "w, step by step"]
    assert view.inset.titles(90) == ["loss", "w"]
    view.grab()


@pytest.mark.parametrize("across", [0.1, 0.5, 0.9])
def test_what_is_said_and_the_curve_never_lie_upon_each_other(qtbot, show, make_frame, across) -> None:
    """On a small map of a projector the words lay on the curve."""
    frame = make_frame(Run(), view="map")
    view = settled(qtbot, show(MapView, frame, PICTURE_LOOKS["projector"], (520, 360)))
    seen = 0
    for up in range(5, 100, 15):
        view.plot.pointed.emit(at(view, across, up / 100))
        words = view.plot.box.mapRectFromScene(view.words.rect)
        assert not view.inset.isVisible() or not view.inset.patch.intersects(words)
        seen += view.inset.isVisible()
    assert seen > 2


def test_hovering_over_a_model_shows_its_loss_once_it_is_made(qtbot, show, make_frame) -> None:
    view = settled(qtbot, show(MapView, make_frame(LEARNING, view="map")))
    view.plot.pointed.emit(at(view, 0.4, 0.5))
    qtbot.waitUntil(view.inset.isVisible, timeout=20000)
    assert len(view.inset.losses) == 4
    assert not view.path.pieces
    view.grab()
    view.plot.pointed.emit(None)
    assert not view.inset.isVisible()


def test_boxes_show_their_whole_text(qtbot, show, make_frame) -> None:
    view = settled(qtbot, show(MapView, make_frame(Run(), view="map"), PICTURE_LOOKS["projector"]))
    for box in view.settings.boxes.values():
        assert box.sizeHint().width() >= width_of_choice(box, view.look)


def test_a_picture_waits_until_there_is_a_map_however_late(qtbot, show, make_frame, monkeypatch) -> None:
    monkeypatch.setattr("gdviz.views.map.view.PATIENCE", -1.0)
    view = show(MapView, make_frame(LEARNING, view="map"))
    qtbot.waitUntil(view.ready)
    assert view.image.picture is not None


def test_zooming_goes_deeper(qtbot, show, make_frame) -> None:
    frame = make_frame(Run(), view="map")
    view = settled(qtbot, show(MapView, frame))
    before = view.image.picture
    view.plot.box.setRange(xRange=(-0.1, 0.1), yRange=(4.0, 5.0), padding=0)
    qtbot.waitUntil(lambda: view.image.picture is not before and view.ready(), timeout=20000)
    after = view.image.picture
    assert len(after.columns.axis) > 1
    assert 10**-0.1 <= after.columns.axis.values[0] < after.columns.axis.values[-1] <= 10**0.1
    for factor, widths in ((4.0, (15.0, 2.9e4)), (0.25, (1e-11, 1e-10))):  # a zoom has ends
        for _ in range(60):
            view.plot.zoom(factor)
        (x0, x1), (y0, y1) = view.plot.ranges
        assert x1 - x0 <= widths[0]
        assert y1 - y0 <= widths[1]


@pytest.mark.parametrize("width", [4.0, 1e-3, 1e-9, 1e-11])
def test_neighbors_are_told_apart_in_words_however_deep_the_zoom(width, qtbot, show, make_frame) -> None:
    view = settled(qtbot, show(MapView, make_frame(Run(), view="map")))
    before = view.image.picture
    view.plot.box.setRange(xRange=(-0.3, -0.3 + width / 4), yRange=(1.7, 1.7 + width), padding=0)
    qtbot.waitUntil(lambda: view.image.picture is not before and view.ready(), timeout=20000)
    picture = view.image.picture
    count = len(picture.columns.axis)
    row, column = len(picture.rows.axis) // 2, count // 2
    words = {
        map_words.run_words(picture, (row + up, column + across), {}, np.empty((0, 1))).split(":")[0]
        for up in (0, 1)
        for across in (0, 1)
    }
    assert len(words) == 4
    ends = map_words.described(picture, "x", "y").split(" across")[0].removeprefix("x from ").split(" to ")
    assert ends[0] != ends[1]


@pytest.mark.parametrize(("look", "option"), pairs(PICTURE_LOOKS, ["arrived", "basin", "final_loss"]))
def test_what_the_colors_tell_is_in_the_legend(option, look, qtbot, show, make_frame) -> None:
    run_ = Run(problem=Rastrigin(ripples=1.0), steps=20, schedule=Exponential(learning_rate=0.05))
    frame = make_frame(run_, view="map", shows=option)
    view = settled(qtbot, show(MapView, frame, PICTURE_LOOKS[look]))
    assert view.legend.entries
    assert view.image.picture.shades.shows == option
    assert "%" in view.plot.accessibleDescription()
    assert FLATS[look]


def test_no_minimum_of_another_loss_is_named(qtbot, show, make_frame) -> None:
    """With a tilt of 2 there is one minimum, with less there are two, elsewhere."""
    run_ = Run(problem=DoubleWell(tilt=2.0), steps=60, schedule=Constant(learning_rate=0.05))
    frame = make_frame(run_, view="map", shows="basin", x="problem.tilt", y="initial.0")
    view = settled(qtbot, show(MapView, frame))
    picture = view.image.picture
    named = [entry.text for entry in view.legend.entries]
    assert named[:2] == ["arrives at minimum no. 1", "arrives at minimum no. 2"]
    for basin in (0, 1):
        where = tuple(np.argwhere(picture.kept["basin"] == basin)[0])
        words = map_words.run_words(picture, where, {}, minima_of_all(run_, view.axes))
        assert "arrives at step" in words


def test_nearly_all_runs_are_not_all(qtbot, show, make_frame) -> None:
    picture = settled(qtbot, show(MapView, make_frame(Run(), view="map"))).image.picture
    summary = replace(picture.summary, outcomes=(1, 0, 0, 0, 999))
    words = map_words.described(replace(picture, summary=summary), "x", "y")
    assert ">99% of the runs arrive" in words
    assert "<1% diverge" in words


def test_a_loss_below_zero_is_drawn_without_logarithm(qapp) -> None:
    inset = RunInset(pg.ViewBox())
    inset.losses = np.array([2.0, 1.0, -0.5, -0.8])
    assert inset.loss_points()[:, 1].tolist() == inset.losses.tolist()


@pytest.mark.parametrize("text", ["(x + y)²", "-w²"])
def test_where_there_is_no_minimum_nothing_is_said_of_arriving(text, qtbot, show, make_frame) -> None:
    """In a valley a run that converges had not arrived."""
    frame = make_frame(Run(problem=Formula(text=text), schedule=Constant(learning_rate=0.2)), view="map")
    picture = settled(qtbot, show(MapView, frame)).image.picture
    assert picture.shades.shows == "final_loss"
    middle = tuple(count // 2 for count in picture.kept["outcome"].shape)
    said = map_words.run_words(picture, middle, {}, np.empty((0, 1))) + map_words.described(picture, "x", "y")
    assert "arrive" not in said
    assert "The final loss is" in said


def test_colors_reach_to_the_longest_run(qtbot, show, make_frame, monkeypatch) -> None:
    monkeypatch.setattr(map_work, "SIDES", (8,))
    frame = make_frame(Run(steps=7), view="map", x="schedule.learning_rate", y="steps")
    picture = settled(qtbot, show(MapView, frame)).image.picture
    assert picture.shades.high == max(picture.rows.axis.values) > 7


def test_the_legend_keeps_what_the_map_had_in_another_size(qtbot, show, make_frame) -> None:
    """Else it may have a row more in each second size, which leaves the map the other one, without end."""
    view = settled(qtbot, show(MapView, make_frame(Run(), view="map")))
    picture, named = view.image.picture, {entry.text for entry in view.legend.entries}
    outcomes = [count if code != RISEN else 0 for code, count in enumerate(picture.summary.outcomes)]
    fewer = replace(picture.summary, outcomes=tuple(outcomes))
    other = replace(picture.wanted, size=(picture.wanted.size[0], 100))
    view.background.done.emit(other, replace(picture, wanted=other, summary=fewer))
    assert view.image.picture.summary is fewer
    assert {entry.text for entry in view.legend.entries} == named
    deeper = replace(other, y=(0.0, 1.0))
    view.background.done.emit(deeper, replace(picture, wanted=deeper, summary=fewer))
    assert "ends higher" in named - {entry.text for entry in view.legend.entries}


def test_settings_are_chosen_in_boxes_and_in_the_menu(qtbot, show, make_frame) -> None:
    run_ = Run(optimizer=Momentum(), schedule=Exponential())
    view = settled(qtbot, show(MapView, make_frame(run_, view="map")))
    assert [axis.setting.path for axis in view.axes] == ["schedule.learning_rate", "schedule.decay_rate"]
    scenes: list = []
    view.edited.connect(lambda scene, *_: scenes.append(scene))
    x, y, colors = view.actions_for_menu()
    choice = next(each for each in y.menu().actions() if each.data() == ("y", "optimizer.momentum"))
    choice.trigger()
    tile = scenes[-1].stage[0].tiles[0]
    assert (tile.x, tile.y) == ("schedule.learning_rate", "optimizer.momentum")
    colors.menu().actions()[-1].trigger()
    assert scenes[-1].stage[0].tiles[0].shows == "final_loss"
    box = view.settings.boxes["x"]
    box.setCurrentIndex(box.findData("initial.0"))
    box.activated.emit(box.currentIndex())
    assert scenes[-1].stage[0].tiles[0].x == "initial.0"
    assert x.menu().title()


def test_in_chinese_nothing_is_left_in_english(qtbot, show, make_frame) -> None:
    with speaking("zh_CN"):
        view = settled(qtbot, show(MapView, make_frame(Run(), view="map")))
        view.plot.pointed.emit(at(view, 0.3, 0.5))
        said = [
            view.words.text,
            view.plot.accessibleDescription(),
            *(each.text for each in view.legend.entries),
        ]
        assert not [text for text in said if any(word in text for word in ("step", "arriv", "diverge"))]


@pytest.mark.parametrize("kind", [*kinds_of(Objective), *kinds_of(Optimizer)])
def test_every_run_has_two_axes_with_numbers_that_are_allowed(kind) -> None:
    run_ = Run(problem=kind()) if issubclass(kind, Objective) else Run(optimizer=kind())
    across, up = chosen(run_, "", "")
    assert across.setting.path != up.setting.path
    for setting in offered(run_):
        axis = axis_over(run_, setting)
        assert axis.home[0] <= axis.shown(setting.value) <= axis.home[1] or setting.value == 0
        found = cells(run_.experiment, axis, axis.home, 300, 10)
        assert found is not None
        values = found.axis.values
        assert list(values) == sorted(set(values))
        field = setting.field.item or setting.field if setting.field.kind == "floats" else setting.field
        assert field.ge is None or values[0] >= field.ge
        assert field.gt is None or values[0] > field.gt
        assert field.lt is None or values[-1] < field.lt
        for place, center in enumerate(found.centers):
            assert found.at(center) == place


@pytest.mark.parametrize("name", lessons.names())
def test_every_pair_of_settings_of_every_lesson_has_a_map(name) -> None:
    for run_ in lessons.load(name).runs:
        if not (run_.objective or run_.training):
            continue
        for setting in offered(run_):
            across, up = chosen(run_, setting.path, "")
            assert across.setting.path == setting.path
            experiment = without_axes(run_, across, up)
            for axis in (across, up):
                assert cells(experiment, axis, axis.home, 100, 50) is not None
                assert axis.home[0] <= axis.shown(axis.setting.value) <= axis.home[1]


def test_how_weights_are_drawn_is_no_axis_where_they_are_given() -> None:
    given = replace(LEARNING, initial=LEARNING.start)
    paths = {setting.path for setting in offered(given)}
    assert "problem.model.weights.spread" in {setting.path for setting in offered(LEARNING)} - paths
    assert [axis.setting.path for axis in chosen(given, "", "")] == [
        "schedule.learning_rate",
        "batches.batch_size",
    ]


def test_settings_of_two_kinds_with_one_name_are_told_apart() -> None:
    from gdviz.views.map.map_words import names_for

    names = names_for(LEARNING)
    assert len(set(names.values())) == len(names) == len(offered(LEARNING))
    assert len(offered(LEARNING)) <= len(settings_of(LEARNING))


def test_while_none_is_there_it_says_that_one_comes(qtbot, show, make_frame, monkeypatch) -> None:
    view = settled(qtbot, show(MapView, make_frame(Run(steps=1234))))
    assert not view.coming.words.isVisible()
    with monkeypatch.context() as nobody_computes:
        nobody_computes.setattr(view.background, "submit", lambda *_: None)
        nobody_computes.setattr(type(view.background), "busy", True)
        nobody_computes.setattr("gdviz.views.map.view.PATIENCE", 0.0)
        view.show_frame(make_frame(replace(LEARNING, steps=1234)))
        qtbot.waitUntil(view.coming.words.isVisible)
        assert not view.ready()  # a picture of it waits, however long the first one takes
        assert "1234 steps" in view.coming.words.text
        view.show_frame(make_frame(replace(LEARNING, steps=1234), view="map", x="steps"))
        view.coming.timeout.emit()
        assert "1234" not in view.coming.words.text
    view.show_frame(make_frame(LEARNING))
    settled(qtbot, view)
    assert not view.coming.words.isVisible()


def test_the_map_of_the_lesson_before_is_not_seen(qtbot, show, make_frame) -> None:
    frame = make_frame(Run())
    view = settled(qtbot, show(MapView, frame))
    view.show_frame(replace(frame, scene=replace(frame.scene, lesson="another")))
    assert view.image.picture is None  # though it would fit
    settled(qtbot, view)


def test_all_examples_are_the_largest_batch_and_not_less_than_one() -> None:
    run_ = replace(LEARNING, batches=replace(LEARNING.batches, batch_size=0))
    axis = axis_over(run_, next(each for each in offered(run_) if each.path == "batches.batch_size"))
    assert axis.setting.value == LEARNING.training.train_size
    assert axis.home == (0.5, LEARNING.training.train_size + 0.5)
    values = cells(run_.experiment, axis, axis.home, 400, 8).axis.values
    assert (min(values), max(values)) == (1, LEARNING.training.train_size)


def test_the_ring_of_the_run_is_whole_at_the_border(qtbot, show, make_frame) -> None:
    whole = replace(LEARNING, batches=Batches(batch_size=0))
    view = show(MapView, make_frame(whole, view="map", y="batches.batch_size"), PROJECTOR)
    top = view.plot.mapFromScene(view.handle.mapToScene(0.0, -view.handle.radius))
    assert abs(view.plot.to_pixels(0, view.plot.ranges[1][1])[1] - top.y()) > 10  # it reaches beyond
    line = [view.plot.grab().toImage().pixelColor(top.x(), top.y() + beside) for beside in (-1, 0, 1)]
    assert QColor(PROJECTOR.run_colors[whole.color]) in line


def test_losses_of_a_map_are_told_apart_and_may_be_below_zero():
    kept = {"outcome": np.full(100, ARRIVED, np.int8), "final_loss": np.linspace(100_000.0, 100_001.0, 100)}
    shades = loss_shades(kept)
    assert ends((shades.low, shades.high), 2) == ("100\u202f000.01", "100\u202f000.9")
    below = loss_shades(kept | {"final_loss": np.linspace(-6.5, 2.0, 100)})
    assert below.low < -6.0
    places = np.array([below.low, (below.low + below.high) / 2, below.high])
    assert below.share(places) == pytest.approx([0, 0.5, 1])


def test_the_legend_of_a_map_says_whether_its_losses_are_those_of_a_batch():
    whole = Run(problem=Training(), steps=20, batches=Batches(batch_size=0))
    assert loss_words(whole.experiment) == "final loss"
    assert loss_words(replace(whole, batches=Batches(batch_size=8)).experiment) == "loss of the last batch"
    assert loss_words(Run().experiment) == "final loss"


def test_the_legend_says_that_colors_are_logarithmic_and_where_they_end(qtbot, show, make_frame) -> None:
    view = settled(qtbot, show(MapView, make_frame(Run(), view="map")))
    assert view.legend.entries[0].text == "arrives at step 0 … 40 (log scale)"
    view = settled(qtbot, show(MapView, make_frame(Run(), view="map", shows="final_loss")))
    shades, losses = view.image.picture.shades, view.image.picture.summary.losses
    assert losses[0] < shades.low
    assert losses[1] > shades.high
    low, high = ends((shades.low, shades.high), 2)
    assert view.legend.entries[0].text == f"final loss ≤ {low} … ≥ {high} (log scale)"
    below = replace(view.image.picture, shades=replace(shades, low=-1.0))
    (bar, *_) = map_key.key_entries(below, view.look, np.empty((0, 1)))
    assert "log" not in bar.text


def test_of_runs_that_may_end_earlier_no_number_of_steps_is_said(qtbot, show, make_frame) -> None:
    """Their own last step is not kept: "after 40 steps" was said of one that had ended after 7."""
    early = GradientTolerance(tolerance=1.0)
    for run_ in (Run(stopping=early), replace(LEARNING, stopping=early)):
        picture = settled(qtbot, show(MapView, make_frame(run_, view="map"))).image.picture
        kept = {**picture.kept, "outcome": np.full_like(picture.kept["outcome"], UNDERWAY)}
        said = map_words.run_words(replace(picture, kept=kept), (0, 0), {}, np.empty((0, 1)))
        assert "at its end" in said
        assert "steps" not in said


def test_where_a_loss_has_no_value_nobody_says_that_a_run_diverges(qtbot, show, make_frame) -> None:
    """The run on stage says that its loss has no value there."""
    run_ = Run(problem=Formula(text="ln(w) + 1/w"), initial=(0.3,), schedule=Constant(learning_rate=2.0))
    view = settled(qtbot, show(MapView, make_frame(run_, view="map")))
    picture = view.image.picture
    where = tuple(np.argwhere(picture.kept["outcome"] == DIVERGED)[0])
    said = map_words.run_words(picture, where, {}, np.empty((0, 1)))
    assert f"no finite value from step {picture.kept['broken'][where]} on" in said
    assert "diverge" not in said + map_words.described(picture, "x", "y")
    assert "no finite value" in [entry.text for entry in view.legend.entries]
    assert not has_gaps(Run(problem=Himmelblau()))


class Ending(Schedule, frozen=True, tag="tests.ending"):
    """No rate after four steps, as a plug-in's may be."""

    formula = "0.1 + 0 * sqrt(4 - step)"


def test_where_a_plug_in_gives_no_rate_nobody_says_that_a_run_diverges() -> None:
    """The run on stage says that its schedule gives none."""
    run_ = Run(schedule=Ending(), steps=9)
    kept = {name: np.full((1, 1), number) for name, number in kept_of(run(run_)).items()}
    picture = SimpleNamespace(
        kept=kept, summary=SimpleNamespace(losses=None), wanted=SimpleNamespace(experiment=run_)
    )
    said = map_words.outcome_words(picture, (0, 0), 9, np.empty((0, 1)), aimed=True)
    assert said == "no finite value from step 6 on"
    assert map_words.kind_words(DIVERGED, run_) == "no finite value"
    assert not has_gaps(replace(run_, steps=5))
    assert not has_gaps(replace(run_, advance_global_step=False))
