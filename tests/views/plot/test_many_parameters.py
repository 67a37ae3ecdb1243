"""Plots, table and arithmetic of models with many parameters, every row kept or key frames only."""

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from gdviz.document.frame import Frame
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.stage_layout import tile_of
from gdviz.document.tiles import make_tile
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.datasets import Spirals, StraightLine
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L2
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.optimizers import Adam
from gdviz.engine.schedules import Constant
from gdviz.look.look import LOOKS, PROJECTOR
from gdviz.notation.names import indexed
from gdviz.notation.numbers import four_digits, number
from gdviz.views.plot.choose_parameters import ParameterDialog
from gdviz.views.plot.chosen import FEW, most_moved
from gdviz.views.plot.key_frame_line import KeyFrameLine
from gdviz.views.step.view import ThisStepView
from gdviz.views.table.table_model import filled_columns
from gdviz.views.table.view import TableView
from gdviz.views.time.average import AverageView
from gdviz.views.time.loss_history import LossHistoryView
from gdviz.views.time.weights import WeightsView
from tests.recordings import recording_of
from tests.sampling import pairs

NETWORK = Run(
    problem=Training(),
    optimizer=Adam(),
    schedule=Constant(learning_rate=0.01),
    batches=Batches(batch_size=30),
    average=MovingAverage(decay=0.9),
    steps=300,
)
SHRUNK = replace(NETWORK, problem=Training(penalty=L2()), color=1)
LARGE = replace(
    NETWORK,
    problem=Training(data=Spirals(examples=100), model=Model(hidden=(64, 64), activation="tanh")),
    steps=40,
)
SMALL = 60_000  # bytes: too few for 300 rows of 45 parameters


def frame_of(*runs, playhead=0, selected=0, view="weights", budget=None, **tile):
    scene = Scene(runs=runs, stage=(Row(tiles=(make_tile(view, **tile),)),))
    recordings = tuple(
        TrainingDescent(each.experiment, budget).run() if budget else recording_of(each.experiment)
        for each in runs
    )
    published = tuple(each.published for each in recordings)
    return Frame(scene, recordings, published, playhead, selected, 0)


def at(frame, playhead):
    return msgspec.structs.replace(frame, playhead=playhead)


def lines(view):
    return [(drawn.line.place, drawn.line.column) for drawn in view.drawn]


# -- parameters against step -------------------------------------------------------------------------------


def test_the_few_that_move_most_are_drawn(show):
    frame = frame_of(NETWORK, playhead=120)
    recording = frame.recordings[0]
    view = show(WeightsView, frame)
    moved = np.abs(recording.params_at(300) - recording.params_at(0))
    largest = {recording.names[place] for place in np.argsort(moved)[-FEW:]}
    drawn = [column for _, column in lines(view)]
    assert {column for column in drawn if not column.startswith("shadow_")} == largest
    assert {column.removeprefix("shadow_") for column in drawn if column.startswith("shadow_")} == largest
    assert view.caption.text() == "4 of 45 parameters: those that move most"
    assert view.caption.isVisible()
    for drawn in view.drawn:
        x, y = drawn.x, drawn.y
        np.testing.assert_allclose(y[0], recording.column(drawn.line.column)[0])
        assert x[-1] == 300


def test_of_several_runs_fewer_are_drawn_and_the_same(show):
    view = show(WeightsView, frame_of(NETWORK, SHRUNK, playhead=50, selected=1))
    assert len(view.names) == 2
    for place in (0, 1):
        assert [column for at, column in lines(view) if at == place and "shadow" not in column] == [
            *view.names
        ]


def test_few_parameters_are_all_drawn_without_a_word(show):
    line = Run(
        problem=Training(data=StraightLine(), model=Model(hidden=())), schedule=Constant(learning_rate=0.1)
    )
    view = show(WeightsView, frame_of(line))
    assert lines(view) == [(0, "w"), (0, "b")]
    assert not view.caption.isVisible()
    assert view.actions_for_menu() == []


def test_others_are_chosen_in_the_menu(show):
    frame = frame_of(NETWORK)
    view = show(WeightsView, frame)
    edits = []
    view.edited.connect(lambda *edit: edits.append(edit))
    moved, choose = view.actions_for_menu()
    assert moved.isChecked()
    choose.trigger()
    (dialog,) = view.findChildren(ParameterDialog)
    assert dialog.ticked == view.names
    for name in ("b2_1", *view.names):  # one more, the others off
        item = dialog.list.findItems(indexed(name), Qt.MatchFlag.MatchExactly)[0]
        dialog.list.setCurrentItem(item)
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    scene, text, _ = edits[-1]
    assert text == "Choose parameters"
    assert tile_of(scene.stage, "weights").parameters == ("b2_1",)
    view.show_frame(msgspec.structs.replace(frame, scene=scene))
    assert lines(view) == [(0, "b2_1"), (0, "shadow_b2_1")]
    assert view.caption.text() == "1 of 45 parameters"
    moved, _ = view.actions_for_menu()
    assert not moved.isChecked()
    moved.trigger()
    assert tile_of(edits[-1][0].stage, "weights").parameters == ()
    QApplication.processEvents()


def test_while_a_run_grows_others_may_move_most(show):
    frame = frame_of(NETWORK)
    recording = frame.recordings[0]
    growing = msgspec.structs.replace(frame, published=(3,), outcomes=(None,))
    view = show(WeightsView, growing)
    assert view.names == most_moved(recording, 3)
    view.show_frame(frame)
    assert view.names == most_moved(recording, 301)
    assert {column for _, column in lines(view) if "shadow" not in column} == set(view.names)


def test_key_frames_are_drawn_without_making_a_row_but_the_playheads(show, monkeypatch):
    frame = frame_of(NETWORK, playhead=150, budget=SMALL)
    recording, whole = frame.recordings[0], frame_of(NETWORK).recordings[0]
    assert recording.spacing > 1
    segments = set()
    make = type(recording)._made_again

    def counted(self, row):
        segments.add(row // self.spacing)
        return make(self, row)

    monkeypatch.setattr(type(recording), "_made_again", counted)
    view = show(WeightsView, frame)
    assert segments <= {150 // recording.spacing, 300 // recording.spacing}
    for drawn in view.drawn:
        assert isinstance(drawn.source, KeyFrameLine)
        rows = drawn.x.astype(int)
        np.testing.assert_array_equal(drawn.y, whole.column(drawn.line.column)[rows])
        assert rows[-1] == 300


def test_a_line_through_key_frames_follows_the_zoom():
    recording = frame_of(NETWORK, budget=SMALL).recordings[0]
    line = KeyFrameLine(recording, "shadow_w1_1_1")
    for rows in (1, 50, 301):
        line.update(rows)
    x, y = line.polyline(100, 120, 500)
    assert x[0] <= 100
    assert x[-1] >= 120
    assert len(line.polyline(0, 301, 5)[0]) <= 21
    low, high = line.extent()
    assert low <= min(y)
    assert high >= max(y)
    assert line.first == recording.column("shadow_w1_1_1", 0, 1)[0]


@pytest.mark.parametrize("kind", [WeightsView, AverageView], ids=lambda kind: kind.name)
@pytest.mark.parametrize(("look", "budget"), pairs(LOOKS.values(), [None, 4_000_000]))
def test_thousands_of_parameters_are_no_trouble(kind, look, budget, show):
    frame = frame_of(LARGE, replace(LARGE, seed=1, color=1), playhead=20, view=kind.name, budget=budget)
    assert len(frame.recordings[0].names) > 4000
    view = show(kind, frame, look)
    for playhead in (21, 40):
        view.show_frame(at(frame, playhead))
    assert len([column for _, column in lines(view) if column.startswith("w")]) == 4
    assert view.caption.text() == f"2 of {len(frame.recordings[0].names)} parameters: those that move most"


def test_the_average_has_the_chosen_ones_shadows_and_one_decay(show):
    view = show(AverageView, frame_of(NETWORK, view="average", parameters=("w1_1_1", "b2_1")))
    assert lines(view) == [
        (0, "w1_1_1"),
        (0, "shadow_w1_1_1"),
        (0, "b2_1"),
        (0, "shadow_b2_1"),
        (0, "effective_decay"),
    ]
    assert view.plot.left_axis.title == "w₁[1,1], b₂[1]"


def test_the_loss_is_called_the_batchs_where_it_is(show):
    view = show(LossHistoryView, frame_of(NETWORK, view="loss_history"))
    assert view.plot.left_axis.title == "loss of the batch"
    whole = replace(NETWORK, batches=Batches(batch_size=0))
    view.show_frame(frame_of(NETWORK, whole, view="loss_history"))
    assert view.plot.left_axis.title == "loss"


# -- table -------------------------------------------------------------------------------------------------


def headers(view):
    return [
        view.model.headerData(column, Qt.Orientation.Horizontal) for column in range(view.model.columnCount())
    ]


def test_many_parameters_are_folded_away_until_they_are_asked_for(show):
    frame = frame_of(NETWORK, playhead=7, view="table")
    view = show(TableView, frame)
    assert headers(view) == [
        "step",
        "loss",
        "decay, last step",
        "learning rate, next step",
        "epoch",
        "examples",
        "gradient's length",
        "training loss",
        "training accuracy",
        "training precision",
        "training recall",
    ]
    assert view.note.text() == "The columns of 45 parameters are folded away: see this view's menu."
    _, every = view.actions_for_menu()
    every.trigger()
    assert len(headers(view)) == 11 + 3 * 45
    recording = frame.recordings[0]
    for name in ("w1_1_1", "shadow_b2_1", "gradient_w2_3_1"):
        text = view.model.text(7, view.model.columns.index(name))
        assert float(text.replace("−", "-")) == pytest.approx(recording.column(name)[7], abs=1e-6)
    assert view.note.text() == ""
    every.trigger()
    assert len(headers(view)) == 11


def test_what_the_data_do_not_have_has_no_column():
    split = replace(NETWORK, problem=Training(test_share=0.3, penalty=L2()))
    columns = filled_columns(frame_of(split).recordings[0])
    for name in ("penalty", "data_loss", "test_accuracy", "train_data_loss", "test_total_loss"):
        assert name in columns
    line = Run(problem=Training(data=StraightLine(), model=Model(hidden=())))
    columns = filled_columns(frame_of(line).recordings[0])
    assert not {"train_accuracy", "test_total_loss", "penalty", "data_loss"} & set(columns)
    assert {"epoch", "w", "b", "gradient_w", "train_total_loss"} <= set(columns)


def test_every_column_can_be_copied_from_key_frames(show, monkeypatch):
    frame = frame_of(NETWORK, playhead=3, view="table", budget=SMALL)
    view = show(TableView, frame)
    view.actions_for_menu()[1].trigger()
    view.table.selectRow(290)
    view.copy()
    names, row = (line.split("\t") for line in QGuiApplication.clipboard().text().splitlines())
    whole = frame_of(NETWORK).recordings[0]
    copied = dict(zip(names, row, strict=True))
    for name in ("w1_1_1", "shadow_b2_1", "gradient_w2_3_1", "loss"):
        assert float(copied[name]) == whole.column(name)[290]


def test_thousands_of_columns_follow_the_playhead(show):
    frame = frame_of(LARGE, playhead=3, view="table")
    view = show(TableView, frame)
    view.actions_for_menu()[1].trigger()
    assert view.model.columnCount() > 12_000
    changed = []
    view.model.dataChanged.connect(lambda first, last, *_: changed.append((first.row(), last.row())))
    view.show_frame(at(frame, 4))
    assert changed == [(3, 3), (4, 4)]
    assert "▶" in view.model.data(view.model.index(4, 0))


# -- this step ---------------------------------------------------------------------------------------------


def equations(view):
    return view.equations.text().split("\n")


@pytest.mark.parametrize("budget", [None, SMALL], ids=["kept", "key frames"])
def test_the_step_of_the_parameter_that_moves_most_is_written(show, qtbot, budget):
    frame = frame_of(SHRUNK, playhead=124, view="this_step", budget=budget)
    view = show(ThisStepView, frame, size=(900, 460))
    qtbot.waitUntil(view.ready)  # what the optimizer keeps is made again, a few milliseconds at a time
    recording = frame.recordings[0]
    (name,) = most_moved(recording, 301, 1)
    after = recording.params_at(125)[recording.names.index(name)]
    lefts = [line.split(" ")[0] for line in equations(view)]
    assert lefts == ["η", f"∂loss/∂{name}", f"∂penalty/∂{name}", "g", "m", "v", "η′", name, f"shadow_{name}"]
    assert next(line for line in equations(view) if line.startswith(f"{name} ")).endswith(number(after))
    assert view.parameter.currentText() == f"{indexed(name)} (moves most)"
    heading = view.heading.written
    assert "Step 124 → 125" in heading
    assert "batch 5 of 10: examples 121–150" in heading
    assert f"loss of the batch {four_digits(recording.loss_rows[124])}" in heading
    for caption in ("data gradient", "penalty's gradient", "total gradient"):
        assert caption in view.equations.toPlainText()


POPUP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of any popup


@POPUP
def test_another_parameter_is_chosen_by_typing(show):
    frame = frame_of(NETWORK, playhead=10, view="this_step")
    view = show(ThisStepView, frame)
    edits = []
    view.edited.connect(lambda *edit: edits.append(edit))
    line = view.parameter.lineEdit()
    line.selectAll()
    QTest.keyClicks(line, "b2_1")
    QTest.keyClick(line, Qt.Key.Key_Return)
    scene, text, _ = edits[-1]
    assert text == "Choose the parameter"
    assert tile_of(scene.stage, "this_step").parameters == ("b2_1",)
    view.show_frame(msgspec.structs.replace(frame, scene=scene))
    assert view.parameter.currentText() == "b₂[1]"
    assert any(line.startswith("b2_1 ← ") for line in equations(view))
    view.parameter.setCurrentIndex(0)
    view.parameter.activated.emit(0)
    assert tile_of(edits[-1][0].stage, "this_step").parameters == ()


@POPUP
def test_nonsense_that_is_typed_goes_again(show):
    view = show(ThisStepView, frame_of(NETWORK, view="this_step", parameters=("b2_1",)))
    line = view.parameter.lineEdit()
    line.selectAll()
    QTest.keyClicks(line, "weight")
    line.editingFinished.emit()
    assert view.parameter.currentText() == "b₂[1]"


def test_one_example_goes_through_a_line(show):
    line = Run(
        problem=Training(data=StraightLine(), model=Model(hidden=())),
        schedule=Constant(learning_rate=0.1),
        batches=Batches(batch_size=1, order="shuffled"),
    )
    frame = frame_of(line, playhead=5, view="this_step")
    view = show(ThisStepView, frame, size=(760, 420))
    example = int(frame.recordings[0].batch(5)[0]) + 1
    assert f"batch 6 of 40: example {example}" in view.heading.written
    assert f"example {example}" in view.equations.toPlainText()
    assert equations(view)[0].startswith("ŷ = w · x + b = ")


@pytest.mark.parametrize(
    ("batches", "said"),
    [
        (Batches(batch_size=0), "all 300 examples"),
        (Batches(batch_size=30, order="shuffled"), "batch 3 of 10: 30 examples, shuffled"),
        (Batches(batch_size=30, order="random"), "30 examples drawn at random"),
        (Batches(batch_size=70), "examples 141–210 of 300"),
    ],
    ids=str,
)
def test_the_batch_is_told(show, batches, said):
    view = show(ThisStepView, frame_of(replace(NETWORK, batches=batches), playhead=2, view="this_step"))
    assert said in view.heading.written + view.heading.toolTip()


def test_the_end_and_a_formula_have_their_own_words(show):
    frame = frame_of(NETWORK, playhead=300, view="this_step")
    view = show(ThisStepView, frame, size=(760, 420))
    assert "The end: step 300" in view.heading.written
    assert [line.split(" ")[0] for line in equations(view)][1:3] == ["loss", "g"]
    assert view.parameter.isVisible()
    view.show_frame(frame_of(Run(), view="this_step"))
    assert not view.parameter.isVisible()


def test_the_projector_has_room_for_a_training_step(show):
    view = show(ThisStepView, frame_of(SHRUNK, playhead=124, view="this_step"), PROJECTOR, size=(900, 520))
    assert view.equations.document().size().height() > 0
    assert view.parameter.font().pointSizeF() > 14
