"""The network: what is drawn for each unit and weight, what the mouse reads, and where there is none."""

import itertools

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor

from gdviz.document.scene import Run
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.learning.datasets import Clusters, FiveFeatures, StraightLine, UserData, Yogurt
from gdviz.engine.learning.losses import SoftmaxCrossEntropy
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.network import activations
from gdviz.engine.learning.penalties import L1
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.quantities import NEAR_ZERO
from gdviz.look.look import DARK, LIGHT, LOOKS, PROJECTOR
from gdviz.notation.names import indexed, plain
from gdviz.notation.numbers import number, to_digits
from gdviz.views.network.network_layout import MOST_LINES
from gdviz.views.network.unit_pictures import images_of, look_at, probe_of, sign_colors
from gdviz.views.network.view import NetworkView
from tests.views.learners import another_language, learner, send


def matrices(view, row):
    recording = view.frame.recordings[view.frame.selected]
    params = recording.params_at(row)
    return [layer.matrix(params) for layer in recording.problem.layers]


def point(view, x, y):
    send(view.diagram, QEvent.Type.MouseMove, x, y)
    return view.diagram.card


def point_at_unit(view, column, unit):
    box = view.diagram.boxes[column][unit]
    return point(view, box.x, box.y)


def point_at_edge(view, edge, part=0.5):
    return point(view, *edge.points(np.array([part]))[0])


def test_every_weight_is_a_line_with_its_size_and_sign(show, make_frame):
    view = show(NetworkView, make_frame(learner(), playhead=40), size=(800, 500))
    first, second = matrices(view, 40)
    edges = view.diagram.edges
    assert len(edges) == 33
    assert view.diagram.undrawn == 0
    for edge in edges:
        weight = (first if edge.column == 1 else second)[edge.source, edge.target]
        assert edge.weight == pytest.approx(float(weight))
        assert edge.dashed == (weight < 0)
        boxes = view.diagram.boxes
        assert edge.start == (
            boxes[edge.column - 1][edge.source].right,
            boxes[edge.column - 1][edge.source].y,
        )
        assert edge.end[0] == boxes[edge.column][edge.target].left
    by_size = sorted(edges, key=lambda edge: abs(edge.weight))
    assert [edge.width for edge in by_size] == sorted(edge.width for edge in edges)
    assert by_size[-1].width > 3 * by_size[0].width
    negative, positive = (QColor(color) for color in sign_colors(LIGHT))
    for edge in by_size[-6:]:
        red = QColor(edge.color).red()
        wanted, other = (positive, negative) if edge.weight > 0 else (negative, positive)
        assert abs(red - wanted.red()) < abs(red - other.red())


def test_the_playhead_moves_the_lines_but_not_their_scale(show, make_frame):
    frame = make_frame(learner(), playhead=0)
    view = show(NetworkView, frame)
    scale = view.diagram.scale
    before = {(edge.column, edge.source, edge.target): edge.weight for edge in view.diagram.edges}
    view.show_frame(msgspec.structs.replace(frame, playhead=60))
    after = {(edge.column, edge.source, edge.target): edge.weight for edge in view.diagram.edges}
    assert before.keys() == after.keys()
    assert before != after
    assert view.diagram.scale == scale
    first = matrices(view, 60)[0]
    assert after[1, 1, 4] == pytest.approx(float(first[1, 4]))


def test_weights_that_are_zero_stay_as_hairlines(show, make_frame):
    frame = make_frame(learner(penalty=L1(scale=0.5), steps=400), playhead=400)
    view = show(NetworkView, frame)
    near = [edge for edge in view.diagram.edges if abs(edge.weight) <= NEAR_ZERO]
    assert near
    for edge in near:
        assert edge.width == 1.0
        assert not edge.dashed
        assert edge.color not in sign_colors(LIGHT)


def test_layers_and_parameters_are_counted_as_the_course_counts(show, make_frame):
    view = show(NetworkView, make_frame(learner()))
    assert "2-11-1" in view.heading.written
    assert "2 layers, 45 parameters" in view.heading.written
    assert [column.title for column in view.diagram.columns] == ["Inputs", "Layer 1", "Layer 2"]
    assert view.diagram.columns[1].detail == "11 units, ReLU"
    assert view.diagram.columns[2].detail == "output, Linear"
    assert view.diagram.columns[0].names == ("x1", "x2")
    linear = show(NetworkView, make_frame(learner(model=Model(hidden=()))))
    assert "1 layer, 3 parameters" in linear.heading.written


def test_pictures_show_each_units_own_output(show, make_frame):
    view = show(NetworkView, make_frame(learner(), playhead=60))
    recording = view.frame.recordings[0]
    probe, params = probe_of(recording.problem), recording.params_at(60)
    hidden, output = activations(recording.problem.layers, params, probe.shown.astype(np.float32))
    grid = probe.grid
    assert view.units[1].values[3] == pytest.approx(hidden[:, 3].reshape(grid, grid), abs=1e-5)
    assert view.units[2].values[0] == pytest.approx(output[:, 0].reshape(grid, grid), abs=1e-5)
    image = view.diagram.columns[2].images[0]
    values = view.units[2].values[0]
    negative, positive = (QColor(color) for color in sign_colors(LIGHT))
    highest, lowest = (
        np.unravel_index(values.argmax(), values.shape),
        np.unravel_index(values.argmin(), values.shape),
    )
    for (row, column), wanted in ((highest, positive), (lowest, negative)):
        found = image.pixelColor(int(column), int(row))
        assert abs(found.hue() - wanted.hue()) < 12
    assert probe.shown[0][1] == probe.shown[:, 1].max()  # the top row of a picture is the highest input
    assert view.diagram.columns[2].border
    for line in view.diagram.columns[2].border:
        assert line.min() >= 0
        assert line.max() <= 1


def test_pictures_follow_the_ranges_of_the_boundary():
    problem = learner().problem
    probe = probe_of(problem, (-3.0, 3.0), (-2.0, 2.0))
    assert probe.shown.min(axis=0).tolist() == [-3, -2]
    assert probe.shown.max(axis=0).tolist() == [3, 2]


def test_standardized_inputs_are_shown_as_the_model_sees_them():
    run = learner(standardize=True, data=Yogurt())
    probe, params = probe_of(run.problem), np.asarray(run.start, np.float64)
    units = look_at(run.problem, params, probe)
    expected = run.problem.predict(params, probe.shown)
    assert units[-1].values.ravel() == pytest.approx(expected.ravel())
    assert units[0].values[0].max() == pytest.approx(probe.shown[:, 0].max())


def test_the_mouse_reads_a_weight(show, make_frame):
    run = learner(average=MovingAverage(decay=0.9))
    view = show(NetworkView, make_frame(run, playhead=30), size=(800, 500))
    recording = view.frame.recordings[0]
    strong = max(view.diagram.edges, key=lambda edge: edge.width)
    card = point_at_edge(view, strong)
    place = recording.names.index(plain(card[0].split(":")[0]))
    assert recording.params_at(30)[place] == pytest.approx(strong.weight)
    assert card[1] == f"weight {number(strong.weight)}"
    assert card[2].startswith("gradient ")
    assert card[2].endswith("on this step's batch")
    shown = float(card[3].removeprefix("shadow ").replace("−", "-"))
    assert shown == pytest.approx(float(recording.shadow_at(30)[place]), rel=1e-4)
    view.show_frame(msgspec.structs.replace(view.frame, playhead=31))
    assert view.diagram.card[1] != card[1]
    assert view.diagram.card[0] == card[0]


def test_the_mouse_reads_a_unit_and_lights_its_weights(show, make_frame):
    view = show(NetworkView, make_frame(learner(), playhead=30), size=(800, 500))
    recording = view.frame.recordings[0]
    card = point_at_unit(view, 1, 4)
    assert card[0] == "Layer 1, unit 5 (ReLU)"
    assert "(b₁[5])" in card[1]
    split = recording.problem.split()
    hidden = activations(recording.problem.layers, recording.params_at(30), split.x.astype(np.float32))[0]
    assert f"mean output {number(hidden[:, 4].mean())}" in card
    assert f"output 0 for {100 * (hidden[:, 4] == 0).mean():.0f}% of 300 examples" in card
    lit = [edge for edge in view.diagram.edges if view.diagram.lit(edge, view.diagram.marked)]
    assert {(edge.column, edge.source, edge.target) for edge in lit} == {(1, 0, 4), (1, 1, 4), (2, 4, 0)}
    assert point_at_unit(view, 0, 1) == ("Input x2",)
    assert point(view, 3, view.diagram.height() - 40) == ()
    assert all(view.diagram.lit(edge, view.diagram.marked) for edge in view.diagram.edges)


def test_a_dead_unit_is_crossed_out_and_said_so(show, make_frame):
    model = Model(hidden=(3,), first_bias=-500.0)
    view = show(NetworkView, make_frame(learner(model=model, steps=5)))
    assert view.diagram.columns[1].dead == (True, True, True)
    assert "dead: its output is 0 for every one of 300 examples" in point_at_unit(view, 1, 0)


def test_frozen_and_slower_layers_are_marked(show, make_frame):
    model = Model(hidden=(4, 3), layer_rates=(0.0, 0.1, 1.0))
    view = show(NetworkView, make_frame(learner(model=model)), size=(800, 500))
    columns = view.diagram.columns
    assert [column.note for column in columns] == ["", "frozen", "rate ×0.1", ""]
    assert [column.frozen for column in columns] == [False, True, False, False]
    heading = view.diagram._geometry.headings[1]
    card = point(view, heading.center().x(), heading.center().y())
    assert card[0] == "Layer 1: 4 units, ReLU"
    assert card[1] == "8 weights, 4 biases"
    assert "multiplied by 0" in card[2]
    heading = view.diagram._geometry.headings[2]
    assert "multiplied by 0.1" in point(view, heading.center().x(), heading.center().y())[2]


def test_a_large_network_draws_its_strongest_weights_and_says_so(show, make_frame):
    view = show(NetworkView, make_frame(learner(model=Model(hidden=(64, 64)), steps=3)), size=(800, 480))
    edges = [edge for edge in view.diagram.edges if edge.column == 2]
    assert len(edges) == MOST_LINES
    weights = np.sort(np.abs(matrices(view, 0)[1][:64]).ravel())
    assert min(abs(edge.weight) for edge in edges) == pytest.approx(float(weights[-MOST_LINES]))
    undrawn = 64 * 64 - MOST_LINES
    assert view.diagram.undrawn == undrawn
    assert f"{number(undrawn)} weakest weights are not drawn" in view.heading.written
    assert min(box.size for layer in view.diagram.boxes for box in layer) > 12


def test_a_linear_model_has_its_numbers_beside_its_lines(show, make_frame):
    view = show(NetworkView, make_frame(learner(model=Model(hidden=(), bias=False), data=Yogurt(), batch=8)))
    assert len(view.diagram.edges) == 2
    assert view.diagram.columns[1].biases is None
    written = []
    painted = view.diagram.paint_numbers

    class Recorder:
        def __getattr__(self, name):
            return (lambda *args: written.append(args[-1])) if name == "drawText" else (lambda *args: None)

    painted(Recorder())
    assert written == [to_digits(edge.weight, 4) for edge in view.diagram.edges]


def test_one_input_gives_curves_and_five_give_bars(show, make_frame):
    view = show(
        NetworkView, make_frame(learner(model=Model(hidden=(3,)), data=StraightLine(), batch=8), playhead=9)
    )
    assert view.diagram.columns[1].curves.shape == (3, 48)
    assert not view.diagram.columns[1].images
    assert view.diagram.key.output == ""
    run = learner(
        model=Model(hidden=(6,), output="softmax"), data=FiveFeatures(), loss=SoftmaxCrossEntropy(), batch=100
    )
    view = show(NetworkView, make_frame(run, playhead=9))
    assert view.diagram.columns[1].bars.shape == (6,)
    assert view.diagram.columns[2].names == ("class 0", "class 1")
    recording = view.frame.recordings[0]
    examples = recording.problem.split().x[::2].astype(np.float32)
    output = recording.problem.predict(recording.params_at(9), examples)
    assert view.units[2].mean == pytest.approx(output.mean(axis=0), abs=1e-3)


def test_every_class_has_its_own_colour(show, make_frame):
    run = learner(
        model=Model(hidden=(6,), output="softmax"), data=Clusters(groups=4), loss=SoftmaxCrossEntropy()
    )
    view = show(NetworkView, make_frame(run, playhead=60))
    images = view.diagram.columns[2].images
    assert len(images) == 4
    hues = set()
    for image, values in zip(images, view.units[2].values, strict=True):
        row, column = np.unravel_index(values.argmax(), values.shape)
        hues.add(image.pixelColor(int(column), int(row)).hue() // 10)
    assert len(hues) == 4


def test_where_there_is_no_network_that_is_said(show, make_frame):
    frame = make_frame(Run(), learner(color=1))
    view = show(NetworkView, frame)
    assert view.empty.isVisible()
    assert "formula" in view.empty.text()
    assert not view.diagram.isVisible()
    view.show_frame(msgspec.structs.replace(frame, selected=1))
    assert view.diagram.isVisible()
    assert not view.empty.isVisible()
    assert [entry.symbol for entry in view.legend.entries] == [1]


def test_a_run_that_diverges_is_drawn_to_its_end(show, make_frame):
    from gdviz.engine.optimizers import GradientDescent

    run = replace(learner(rate=1e6, steps=50), optimizer=GradientDescent())
    frame = make_frame(run, playhead=50)
    assert frame.recordings[0].outcome.kind == "diverged"
    view = show(NetworkView, frame)
    assert len(view.diagram.edges) == 33
    assert all(np.isfinite(edge.width) for edge in view.diagram.edges)


def test_key_framed_runs_show_the_same_picture(show, make_frame):
    frame = make_frame(learner(average=MovingAverage(decay=0.9)), playhead=47)
    small = TrainingDescent(frame.scene.runs[0].experiment, budget=6_000).run()
    assert small.spacing > 1
    whole = show(NetworkView, frame)
    card = point_at_unit(whole, 1, 2)
    framed = show(NetworkView, msgspec.structs.replace(frame, recordings=(small,)))
    assert [edge.weight for edge in framed.diagram.edges] == [edge.weight for edge in whole.diagram.edges]
    assert card
    assert point_at_unit(framed, 1, 2) == card


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_look_is_applied(show, make_frame, look):
    view = show(NetworkView, make_frame(learner(), playhead=60), PROJECTOR if look is not PROJECTOR else DARK)
    view.set_look(look)
    image = view.grab().toImage()
    assert image.pixelColor(3, image.height() // 2).name() == look.surface.lower()
    picture = images_of(view.units[0], look)[0]
    assert view.diagram.columns[0].images[0].pixelColor(2, 2) == picture.pixelColor(2, 2)
    output = view.diagram.boxes[-1][0]
    corner = image.pixelColor(
        round(output.x + output.size * 0.42), round(view.diagram.y() + output.y - output.size * 0.42)
    )
    values = view.units[-1].values[0]
    color = sign_colors(look)[int(values[1, -2] > 0.5)]
    assert abs(corner.hue() - QColor(color).hue()) < 20


def test_texts_follow_the_language(show, make_frame):
    view = show(NetworkView, make_frame(learner(model=Model(layer_rates=(0.0, 1.0)))), size=(800, 500))
    with another_language("NetworkView"):
        view.retranslate()
        columns = view.diagram.columns
        assert [column.title for column in columns] == ["«Inputs»", "«Layer 1»", "«Layer 2»"]
        assert columns[1].detail == "«11 units, ReLU»"
        assert columns[1].note == "«frozen»"
        assert "«2 layers, 45 parameters»" in view.heading.written
        assert view.diagram.key.positive == "«positive»"
        assert all(line.startswith("«") for line in point_at_unit(view, 1, 4))
    view.retranslate()
    assert view.diagram.columns[0].title == "Inputs"


@pytest.mark.parametrize("size", [(240, 160), (420, 240), (1900, 900)], ids=str)
def test_headings_never_overlap(show, make_frame, size):
    for look in LOOKS.values():
        view = show(NetworkView, make_frame(learner(model=Model(hidden=(8, 8, 8)))), look, size)
        headings = view.diagram._geometry.headings
        for left, right in itertools.pairwise(headings):
            assert left.right() <= right.left()
        lowest = max(heading.bottom() for heading in headings)
        assert all(box.top >= lowest - 1 for layer in view.diagram.boxes for box in layer)


def click(view, x, y):
    point(view, x, y)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        send(view.diagram, kind, x, y, changed=True)


def test_a_weight_is_clicked_and_typed_and_the_run_begins_anew(show, make_frame, qtbot):
    view = show(NetworkView, make_frame(learner(), playhead=30), size=(800, 500))
    edits, steps = [], []
    view.edited.connect(lambda *each: edits.append(each))
    view.playhead_requested.connect(steps.append)
    recording = view.frame.recordings[0]
    strong = max(view.diagram.edges, key=lambda edge: edge.width)
    click(view, *strong.points(np.array([0.5]))[0])
    assert view.entry.isVisible()
    assert view.entry.text() == to_digits(strong.weight, 6)
    qtbot.keyClicks(view.entry, "much")
    qtbot.keyClick(view.entry, Qt.Key.Key_Return)
    assert view.entry.isVisible()  # that is no number
    view.entry.setText("1,234")
    qtbot.keyClick(view.entry, Qt.Key.Key_Return)
    assert "1.234 or 1234" in view.entry.accessibleDescription()
    view.entry.setText("−1/4")
    qtbot.keyClick(view.entry, Qt.Key.Key_Return)
    assert not view.entry.isVisible()
    (scene, text, merge), place = edits[0], view.entry.parameter
    wanted = recording.params_at(30).astype(float)
    wanted[place] = -0.25
    assert scene.runs[0].initial == pytest.approx(wanted, rel=1e-6)
    assert (text, merge, steps) == (f"Set {indexed(recording.names[place])} by hand", "", [0])


def test_every_weight_and_bias_is_reached_and_typed_by_keys(show, make_frame, qtbot):
    view = show(NetworkView, make_frame(learner(), playhead=30), size=(800, 500))
    edits = []
    view.edited.connect(lambda *each: edits.append(each))
    view.diagram.setFocus()
    recording, names = view.frame.recordings[0], []
    for _ in recording.names:
        qtbot.keyClick(view.diagram, Qt.Key.Key_Down)
        qtbot.keyClick(view.diagram, Qt.Key.Key_Return)
        names.append(view.entry.accessibleName())
        qtbot.keyClick(view.entry, Qt.Key.Key_Escape)
    assert sorted(names) == sorted(map(indexed, recording.names))
    qtbot.keyClick(view.diagram, Qt.Key.Key_Down)
    qtbot.keyClick(view.diagram, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.diagram.card[0].startswith("Layer 1, unit 2")
    qtbot.keyClick(view.diagram, Qt.Key.Key_Return)
    view.entry.setText("0,5")
    qtbot.keyClick(view.entry, Qt.Key.Key_Return)
    place = recording.names.index("b1_2")
    assert edits[0][0].runs[0].initial[place] == 0.5


def test_a_units_bias_is_clicked_and_escape_and_the_same_number_change_nothing(show, make_frame, qtbot):
    view = show(NetworkView, make_frame(learner(), playhead=30), size=(800, 500))
    edits = []
    view.edited.connect(lambda *each: edits.append(each))
    box = view.diagram.boxes[1][2]
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        click(view, box.x, box.y)
        assert view.entry.accessibleName() == "b₁[3]"
        qtbot.keyClick(view.entry, key)
        assert not view.entry.isVisible()
    assert edits == []
    box = view.diagram.boxes[0][0]
    click(view, box.x, box.y)  # an input has no bias
    assert not view.entry.isVisible()


def test_the_unit_under_the_mouse_is_shown_large(show, make_frame):
    view = show(NetworkView, make_frame(learner(), playhead=30), size=(900, 560))
    point_at_unit(view, 1, 4)
    large = view.diagram.large
    (image,) = large.column.images
    assert image.width() == 64
    assert len(large.dots) > 250
    assert {0, 1} == set(large.classes.tolist())
    free = view.grab().toImage()
    point_at_unit(view, 2, 0)
    assert view.diagram.large.column.border
    assert view.grab().toImage() != free
    point(view, 3, view.diagram.height() - 40)
    assert view.diagram.large is None
    line = show(NetworkView, make_frame(learner(data=StraightLine()), playhead=30), size=(900, 560))
    point_at_unit(line, 1, 0)
    assert line.diagram.large.column.curves.shape == (1, 64)
    five = show(NetworkView, make_frame(learner(data=FiveFeatures(examples=50), steps=3)), size=(900, 560))
    point_at_unit(five, 1, 0)
    assert five.diagram.large is None


def test_the_output_of_a_target_with_a_name_is_called_so(show, make_frame):
    rows, targets = ((1.0, 2.0), (2.0, 1.0), (3.0, 0.0)), (0.0, 1.0, 1.0)
    for classes, wanted in (((), "price"), (("no", "yes"), "price = yes")):
        data = UserData(rows, targets, ("a", "b"), classes, "price")
        view = show(NetworkView, make_frame(learner(data=data, batch=0)))
        assert view.diagram.columns[-1].names == (wanted,)
