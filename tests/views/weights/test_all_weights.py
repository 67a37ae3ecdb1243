"""All weights: lines, histogram and bars of several runs on the same axes, with what is as good as zero."""

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from gdviz.document.scene import Run
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.changes import Change
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L1, L2
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.look.look import DARK, LIGHT, LOOKS, PROJECTOR
from gdviz.notation.names import indexed
from gdviz.notation.numbers import number
from gdviz.readings.weight_samples import sampled, weight_places, weight_scale
from gdviz.views.weights.view import AllWeightsView
from gdviz.views.weights.weights_drawing import Bars, Bins, Lines
from tests.sampling import pairs
from tests.views.learners import another_language, drag, learner, move

SHADOW = MovingAverage(decay=0.9)


@pytest.fixture
def three(make_frame):
    """None, L2 and L1 from the same start."""

    def make(playhead=300, **tile):
        runs = (
            learner(steps=300, name="none", average=SHADOW),
            learner(steps=300, name="L2", penalty=L2(scale=0.1), color=1, average=SHADOW),
            learner(steps=300, name="L1", penalty=L1(scale=0.1), color=2, average=SHADOW),
        )
        return make_frame(*runs, playhead=playhead, view="all_weights", **tile)

    return make


def panels(view):
    return view.panels[: view.used]


def weights_of(frame, place, row):
    return frame.recordings[place].params_at(row)[weight_places(frame.recordings[place])]


def hover(panel, x, y):
    panel.grab()  # axes ask for the room of their numbers when they are painted
    QCoreApplication.processEvents()
    move(panel.plot.viewport(), *panel.plot.to_pixels(x, y))
    return panel.readout.words


def test_every_run_has_a_panel_with_its_weights_as_lines(show, three):
    frame = three(playhead=120)
    view = show(AllWeightsView, frame, size=(900, 380))
    assert len(panels(view)) == 3
    for place, panel in enumerate(panels(view)):
        lines = panel.item.content
        assert isinstance(lines, Lines)
        recording = frame.recordings[place]
        assert lines.rows.tolist() == list(range(301))
        assert lines.values.shape == (301, 33)
        assert np.array_equal(lines.values, recording.params[:, weight_places(recording)])
        assert np.array_equal(lines.shadows, recording.shadow[:, weight_places(recording)])
        assert np.array_equal(lines.now, lines.values[120])
        assert panel.cursor_line.value() == 120
        assert panel.item.color == LIGHT.run_colors[place]
        assert [entry.text for entry in panel.legend.entries] == [("none", "L2", "L1")[place]]
    assert len({panel.plot.ranges for panel in panels(view)}) == 1
    assert [entry.text for entry in view.legend.entries] == ["value", "shadow"]
    assert view.legend.entries[1].dashes


def test_lines_are_painted_strongly_up_to_the_playhead(show, make_frame):
    frame = make_frame(learner(steps=300), playhead=150, view="all_weights")
    view = show(AllWeightsView, frame, size=(700, 400))
    (panel,) = panels(view)

    def ink(left, right):
        image = panel.plot.grab().toImage()
        x0, x1 = (panel.plot.to_pixels(step, 0)[0] for step in (left, right))
        found = []
        for x in range(round(x0), round(x1), 7):
            for y in range(10, image.height() - 60):
                color = image.pixelColor(x, y)
                if abs(color.hue() - QColor(LIGHT.run_colors[0]).hue()) < 12 and color.saturation() > 20:
                    found.append(color.saturation())
        return max(found, default=0)

    assert ink(20, 140) > 200
    assert 20 < ink(160, 290) < 150
    view.show_frame(msgspec.structs.replace(frame, playhead=300))
    assert ink(160, 290) > 200


def test_what_is_as_good_as_zero_is_counted(show, three):
    frame = three()
    view = show(AllWeightsView, frame, size=(900, 380))
    found = []
    for place, panel in enumerate(panels(view)):
        near = int((np.abs(weights_of(frame, place, 300)) <= 1e-3).sum())
        recording = frame.recordings[place]
        shadow = int((np.abs(recording.shadow_at(300)[weight_places(recording)]) <= 1e-3).sum())
        assert panel.count.text() == f"{near} of 33 weights within 0.001 of zero · shadow: {shadow}"
        found.append(near)
    assert found[2] > max(found[:2])
    sizes = [np.abs(weights_of(frame, place, 300)).sum() for place in (0, 1)]
    assert sizes[1] < sizes[0]
    view.show_frame(msgspec.structs.replace(frame, playhead=0))
    assert panels(view)[2].count.text().startswith("0 of 33")


def test_histograms_count_the_weights_at_the_playhead(show, three):
    frame = three(form="histogram")
    view = show(AllWeightsView, frame, size=(900, 380))
    for place, panel in enumerate(panels(view)):
        bins = panel.item.content
        assert isinstance(bins, Bins)
        assert bins.counts.sum() == bins.shadows.sum() == 33
        middle = len(bins.counts) // 2
        assert bins.edges[middle] < 0 < bins.edges[middle + 1]
        values = weights_of(frame, place, 300)
        inside = (values >= bins.edges[middle]) & (values < bins.edges[middle + 1])
        assert bins.counts[middle] == inside.sum()
        assert not panel.cursor_line.isVisible()
        assert panel.plot.ranges[1][1] >= bins.counts.max()
    assert len({panel.plot.ranges for panel in panels(view)}) == 1
    before = panels(view)[2].item.content.counts
    view.show_frame(msgspec.structs.replace(frame, playhead=0))
    assert not np.array_equal(panels(view)[2].item.content.counts, before)


@pytest.mark.parametrize("form", ["histogram", "bars"])
def test_no_weight_is_left_out_where_a_step_throws_it_far(show, make_frame, form):
    """One step of a thousand, which is none of those that the axes are found from."""
    changes = (
        Change(step=500, set={"schedule.learning_rate": 200.0}),
        Change(step=501, set={"schedule.learning_rate": 0.0}),
    )
    back = Change(
        step=502, set={"problem.penalty": {"kind": "l2", "scale": 1.0}, "schedule.learning_rate": 1.0}
    )
    run = learner(steps=1000, changes=(*changes, back))
    frame = make_frame(run, playhead=501, view="all_weights", form=form)
    (panel,) = panels(show(AllWeightsView, frame))
    weights = weights_of(frame, 0, 501)
    assert panel.plot.ranges[0 if form == "histogram" else 1][1] >= np.abs(weights).max()
    if form == "histogram":
        assert panel.item.content.counts.sum() == len(weights)


def test_bars_stand_by_size(show, three):
    frame = three(form="bars")
    view = show(AllWeightsView, frame, size=(900, 380))
    for place, panel in enumerate(panels(view)):
        bars = panel.item.content
        assert isinstance(bars, Bars)
        sizes = np.abs(bars.values)
        assert (np.diff(sizes) <= 0).all()
        assert sorted(bars.values.tolist()) == sorted(weights_of(frame, place, 300).tolist())
        assert panel.plot.ranges == ((0, 33), panels(view)[0].plot.ranges[1])
    assert panels(view)[0].plot.ranges[1][1] >= np.abs(panels(view)[0].item.content.values[0])


def test_the_menu_chooses_the_form(show, three):
    frame = three(x_range=(0.0, 50.0))
    view = show(AllWeightsView, frame)
    edits = []
    view.edited.connect(lambda *edit: edits.append(edit))
    lines, histogram, bars = view.actions_for_menu()
    assert lines.isChecked()
    bars.trigger()
    ((scene, text, _merge),) = edits
    assert scene.stage[0].tiles[0].form == "bars"
    assert scene.stage[0].tiles[0].x_range is None
    assert text == "Bars by size at the playhead"
    view.show_frame(msgspec.structs.replace(frame, scene=scene))
    assert isinstance(panels(view)[0].item.content, Bars)
    assert bars.isChecked()
    assert not histogram.isChecked()


def test_the_mouse_reads_weights(show, three):
    frame = three(playhead=200)
    view = show(AllWeightsView, frame, size=(1000, 420))
    panel = panels(view)[0]
    recording = frame.recordings[0]
    places = weight_places(recording)
    place = int(places[np.argmax(np.abs(recording.params_at(100)[places]))])
    value = float(recording.params_at(100)[place])
    (words,) = hover(panel, 100, value)
    assert words.startswith(f"{indexed(recording.names[place])} = ")
    assert "shadow" in words
    bars = msgspec.structs.replace(frame, scene=three(playhead=200, form="bars").scene)
    view.show_frame(bars)
    (words,) = hover(panel, 0.5, panel.plot.ranges[1][1] * 0.3)
    largest = float(panel.item.content.values[0])
    assert f"= {number(largest)} at step 200" in words
    view.show_frame(msgspec.structs.replace(frame, scene=three(playhead=200, form="histogram").scene))
    (words,) = hover(panel, 0.0, panel.plot.ranges[1][1] * 0.8)
    assert words.startswith(f"{panel.item.content.counts[20]} weights from −")


def test_dragging_the_cursor_moves_the_playhead(show, make_frame):
    view = show(AllWeightsView, make_frame(learner(), playhead=30, view="all_weights"), size=(800, 400))
    asked = []
    view.playhead_requested.connect(asked.append)
    (panel,) = panels(view)
    height = panel.plot.ranges[1][1] * 0.9
    drag(panel.plot.viewport(), [panel.plot.to_pixels(step, height) for step in (30, 33, 40, 45)])
    assert asked[-1] == 45


def test_many_weights_are_sampled_and_all_are_counted(show, make_frame):
    run = learner(model=Model(hidden=(32, 32)), steps=20)
    view = show(AllWeightsView, make_frame(run, playhead=20, view="all_weights"))
    (panel,) = panels(view)
    assert panel.item.content.values.shape == (21, 100)
    total = 2 * 32 + 32 * 32 + 32
    assert f"of {number(total)} weights" in panel.count.text()
    assert "100 are drawn" in panel.count.text()
    assert not view.legend.entries  # no shadow


def test_key_frames_are_enough_for_a_long_run(show, make_frame):
    frame = make_frame(learner(average=SHADOW, steps=200), playhead=77, view="all_weights")
    whole = frame.recordings[0]
    small = TrainingDescent(frame.scene.runs[0].experiment, budget=20_000).run()
    assert small.spacing > 1
    some = sampled(small, 0, 201, 10)
    assert 2 < len(some.rows) <= 10
    assert np.array_equal(some.params, whole.params[some.rows])
    assert np.array_equal(some.shadow, whole.shadow[some.rows])
    view = show(AllWeightsView, msgspec.structs.replace(frame, recordings=(small,)))
    lines = panels(view)[0].item.content
    assert np.array_equal(lines.values, whole.params[lines.rows][:, weight_places(whole)])
    assert np.array_equal(lines.now, whole.params_at(77)[weight_places(whole)])
    assert weight_scale(small, 201) >= np.abs(small.params_at(200)[weight_places(small)]).max()


@pytest.mark.parametrize("debias", [False, True])
def test_the_shadow_at_key_frames_is_that_of_the_rows(make_frame, debias):
    average = MovingAverage(decay=0.9, start="zero", debias=debias)
    run = learner(average=average, steps=100)
    whole = make_frame(run).recordings[0]
    small = TrainingDescent(run.experiment, budget=10_000).run()
    some = sampled(small, 0, 101, 50)
    assert len(some.rows) > 3
    assert np.allclose(some.shadow, whole.shadow[some.rows], rtol=1e-6, atol=0)


def test_while_a_run_is_computed_its_lines_are_drawn_quickly_and_not_each_time(show, make_frame):
    frame = make_frame(learner(steps=300), view="all_weights")
    early = msgspec.structs.replace(frame, published=(100,), outcomes=(None,))
    view = show(AllWeightsView, early)
    (panel,) = panels(view)
    lines = panel.item.content
    assert lines.rough
    assert lines.rows[-1] == 99
    view.show_frame(msgspec.structs.replace(early, published=(103,)))
    assert panel.item.content.values is lines.values
    view.show_frame(msgspec.structs.replace(early, published=(150,)))
    assert panel.item.content.rows[-1] == 149
    assert panel.plot.ranges[0] == (0, 300)
    view.show_frame(frame)
    assert not panel.item.content.rough
    assert panel.item.content.rows[-1] == 300


def test_panels_come_and_go_with_the_runs(show, three, make_frame):
    frame = three()
    view = show(AllWeightsView, frame, size=(900, 380))
    none, l2, l1 = frame.scene.runs
    hidden = replace(frame.scene, runs=(none, replace(l2, visible=False), l1))
    view.show_frame(msgspec.structs.replace(frame, scene=hidden))
    assert [panel.place for panel in panels(view)] == [0, 2]
    assert not view.panels[2].isVisible()
    left, right = (panel.geometry() for panel in panels(view))
    assert left.right() < right.left() + 1
    view.show_frame(make_frame(Run(), view="all_weights"))
    assert view.empty.isVisible()
    assert "formula" in view.empty.text()
    assert not any(panel.isVisible() for panel in panels(view))
    view.show_frame(make_frame(learner(visible=False), view="all_weights"))
    assert "hidden" in view.empty.text()
    view.show_frame(frame)
    assert len(panels(view)) == 3
    assert not view.empty.isVisible()


def test_many_runs_wrap_where_there_is_no_width(show, make_frame):
    runs = [learner(steps=3, color=place) for place in range(6)]
    view = show(AllWeightsView, make_frame(*runs, view="all_weights"), size=(640, 600))
    tops = {panel.y() for panel in panels(view)}
    assert len(tops) == 2
    rects = [panel.geometry() for panel in panels(view)]
    assert not any(a.intersects(b) for place, a in enumerate(rects) for b in rects[:place])


@pytest.mark.parametrize(("look", "form"), pairs(LOOKS.values(), ["lines", "histogram", "bars"]))
def test_every_look_is_applied(show, three, look, form):
    view = show(AllWeightsView, three(form=form), PROJECTOR if look is not PROJECTOR else DARK, (900, 400))
    view.set_look(look)
    image = view.grab().toImage()
    assert image.pixelColor(image.width() - 2, image.height() // 2).name() == look.surface.lower()
    for place, panel in enumerate(panels(view)):
        assert panel.item.color == look.run_colors[place]
        assert panel.item.look is look
        inked = panel.plot.grab().toImage()
        wanted = QColor(look.run_colors[place]).hue()
        assert any(
            abs(inked.pixelColor(x, y).hue() - wanted) < 12 and inked.pixelColor(x, y).saturation() > 60
            for x in range(0, inked.width(), 2)
            for y in range(0, inked.height(), 2)
        )


def test_texts_follow_the_language(show, three):
    view = show(AllWeightsView, three())
    with another_language("AllWeightsView", "WeightsPanel"):
        view.retranslate()
        assert view.actions_for_menu()[0].text() == "«Lines against step»"
        for panel in panels(view):
            assert panel.plot.left_axis.title == "«weight»"
            assert panel.count.text().startswith("«")
        assert [entry.text for entry in view.legend.entries] == ["«value»", "«shadow»"]
    view.retranslate()
    assert panels(view)[0].plot.left_axis.title == "weight"
