"""The table: the numbers of the selected run, the row at the playhead, clicks and copying."""

from collections import Counter

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gdviz.document.scene import Run
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Batches
from gdviz.engine.schedules import Constant
from gdviz.engine.scripted import Scripted
from gdviz.look.look import LOOKS, style_sheet
from gdviz.views.table.table_model import MARK, explanation, header
from gdviz.views.table.view import COPIED_AT_MOST, TableView

RUN = Run(schedule=Constant(learning_rate=0.2), precision="float32")
Horizontal = Qt.Orientation.Horizontal


def cell(view, row, name):
    return view.model.index(row, view.model.columns.index(name)).data()


def headers(view):
    return [view.model.headerData(column, Horizontal) for column in range(view.model.columnCount())]


def visible_rows(view):
    height = view.table.viewport().height()
    return range(view.table.rowAt(0), view.table.rowAt(height - 1) + 1)


def choose(view, *rows):
    model = view.table.selectionModel()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in rows:
        model.select(view.model.index(row, 0), flags)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_step_is_there_with_the_course_s_digits(show, make_frame, look):
    view = show(TableView, make_frame(RUN, playhead=1), look)
    assert view.model.rowCount() == 41
    assert headers(view) == ["step", "loss", "w", "learning rate, next step", "∂loss/∂w"]
    assert cell(view, 1, "w") == "2.6"
    assert cell(view, 1, "loss") == "12.959999"
    assert cell(view, 4, "w") == "−0.2224"
    assert cell(view, 0, "learning_rate") == "0.2"
    assert cell(view, 40, "loss").startswith("0.000000") or "×10" in cell(view, 40, "loss")


def test_the_row_at_the_playhead_is_marked(show, make_frame):
    frame = make_frame(RUN, playhead=3)
    view = show(TableView, frame)
    role = Qt.ItemDataRole.BackgroundRole
    assert cell(view, 3, "step") == MARK + "3"
    assert view.model.index(3, 2).data(role) is not None
    view.show_frame(msgspec.structs.replace(frame, playhead=4))
    assert cell(view, 3, "step") == "3"
    assert view.model.index(3, 2).data(role) is None
    assert cell(view, 4, "step") == MARK + "4"


def test_the_row_at_the_playhead_stays_in_sight_without_fidgeting(show, make_frame):
    frame = make_frame(Run(steps=1000))
    view = show(TableView, frame)
    bar = view.table.verticalScrollBar()
    places = []
    for step in range(60):
        view.show_frame(msgspec.structs.replace(frame, playhead=step))
        assert step in visible_rows(view)
        places.append(bar.value())
    assert len(set(places)) < 12
    view.show_frame(msgspec.structs.replace(frame, playhead=1000))
    assert 1000 in visible_rows(view)


def test_a_click_moves_the_playhead(show, make_frame, qtbot):
    view = show(TableView, make_frame(RUN))
    rect = view.table.visualRect(view.model.index(5, 2))
    with qtbot.waitSignal(view.playhead_requested) as asked:
        QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert asked.args == [5]


def test_up_and_down_walk_from_the_playhead(show, make_frame, qtbot):
    view = show(TableView, make_frame(RUN, playhead=7))
    view.table.setFocus()
    with qtbot.waitSignal(view.playhead_requested) as asked:
        QTest.keyClick(view.table, Qt.Key.Key_Down)
    assert asked.args == [8]
    heard = []
    view.keyPressEvent = lambda event: heard.append(event.key())
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    assert heard == [Qt.Key.Key_Space]


def test_rows_are_copied_in_full_precision(show, make_frame):
    frame = make_frame(RUN, Run(schedule=Constant(learning_rate=0.3), color=1), playhead=2)
    view = show(TableView, frame)
    choose(view, 1, 2, 4)
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    first, *rows = QGuiApplication.clipboard().text().splitlines()
    assert first.split("\t") == ["step", "loss", "w", "learning_rate", "gradient_w"]
    assert [row.split("\t")[0] for row in rows] == ["1", "2", "4"]
    recording = frame.recordings[0]
    for row in rows:
        cells = row.split("\t")
        step = int(cells[0])
        assert np.float32(cells[2]) == recording.column("w")[step]
        assert np.float32(cells[1]) == recording.column("loss")[step]


def test_without_a_selection_the_row_at_the_playhead_is_copied(show, make_frame):
    view = show(TableView, make_frame(RUN, playhead=2))
    (action,) = view.actions_for_menu()
    action.trigger()
    _, row = QGuiApplication.clipboard().text().splitlines()
    assert row.startswith("2\t")


def test_too_many_rows_are_not_all_copied_and_that_is_said(show, make_frame, monkeypatch):
    view = show(TableView, make_frame(RUN))
    monkeypatch.setattr("gdviz.views.table.view.COPIED_AT_MOST", 10)
    view.table.selectAll()
    view.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 11
    assert view.note.isVisible()
    assert "10 of 41" in view.note.text()
    view.table.clearSelection()
    view.copy()
    assert not view.note.isVisible()
    assert COPIED_AT_MOST >= 100_000


def test_columns_without_numbers_are_hidden(show, make_frame):
    view = show(TableView, make_frame(Run(problem=Scripted(), average=MovingAverage(num_updates=True))))
    assert view.model.columns == ("step", "global_step", "w", "shadow_w", "effective_decay")
    assert cell(view, 2, "global_step") == "100"
    assert cell(view, 2, "effective_decay") == "0.918182"
    view.show_frame(make_frame(Run(batches=Batches(examples=1200, batch_size=100), steps=24)))
    assert {"epoch", "examples"} <= set(view.model.columns)
    assert "global_step" not in view.model.columns
    view.show_frame(make_frame(Run(advance_global_step=False)))
    assert view.model.columns[:3] == ("step", "global_step", "loss")
    view.show_frame(make_frame(Run(batches=Batches(examples=1200, batch_size=100), steps=24)))
    assert cell(view, 24, "epoch") == "2"
    assert cell(view, 24, "examples") == "2400"


def test_every_header_has_a_tooltip(show, make_frame):
    run = Run(average=MovingAverage(), batches=Batches(examples=10))
    view = show(TableView, make_frame(run))
    tips = [
        view.model.headerData(c, Horizontal, Qt.ItemDataRole.ToolTipRole) for c in range(len(headers(view)))
    ]
    assert all(tip.endswith(".") for tip in tips)
    assert len(set(tips)) == len(tips)
    assert header("shadow_x") == "shadow of x"
    assert tips[headers(view).index("loss")] == explanation("loss") == "The loss at this row's parameters."
    assert explanation("loss", learns=True) == "Loss and penalty on this row's batch."


def test_a_run_is_chosen_where_there_are_several(show, make_frame, qtbot):
    frame = make_frame(RUN, Run(name="slow", color=1, schedule=Constant(learning_rate=0.01)))
    view = show(TableView, frame)
    assert view.chooser.isVisible()
    assert [view.chooser.itemText(place) for place in range(2)] == ["η = 0.2", "slow"]
    with qtbot.waitSignal(view.run_selected) as selected:
        view.chooser.setFocus()
        QTest.keyClick(view.chooser, Qt.Key.Key_Down)
    assert selected.args == [1]
    view.show_frame(msgspec.structs.replace(frame, selected=1))
    assert cell(view, 1, "w") == "4.88"
    assert view.chooser.currentIndex() == 1
    view.show_frame(make_frame(RUN))
    assert not view.chooser.isVisible()


def test_rows_come_and_go(show, make_frame):
    frame = make_frame(RUN)
    view = show(TableView, msgspec.structs.replace(frame, published=(3,)))
    assert view.model.rowCount() == 3
    view.show_frame(frame)
    assert view.model.rowCount() == 41
    other = make_frame(Run(schedule=Constant(learning_rate=0.1), steps=9), generation=2)
    view.show_frame(other)
    assert view.model.rowCount() == 10
    assert cell(view, 1, "w") == "3.8"


def test_no_number_is_cut_of_a_row_that_comes_after_others(show, make_frame):
    """A part of a lesson that asks shows its rows one after the other."""
    frame = make_frame(Run(schedule=Constant(learning_rate=0.9876), precision="float32"))
    view = show(TableView, msgspec.structs.replace(frame, published=(2,)))
    view.table.setColumnWidth(view.model.columns.index("w"), 10)  # as wide as the rows before needed
    view.show_frame(msgspec.structs.replace(frame, published=(3,), playhead=2))
    text = cell(view, 2, "w")
    assert view.table.columnWidth(view.model.columns.index("w")) > QFontMetrics(
        view.model.bold
    ).horizontalAdvance(text)


def test_a_lit_cell_goes_with_the_row_that_it_was_in(show, make_frame):
    """Qt complains of a change in a row that is none."""
    view = show(TableView, make_frame(RUN))
    view.model.light((40, 1))
    view.show_frame(make_frame(Run(steps=9), generation=2))
    view.model.light(None)
    assert view.model.lit is None


def test_long_runs_cost_only_what_is_seen(show, make_frame, monkeypatch):
    view = show(TableView, make_frame(Run(steps=100_000)))
    read = []
    original = type(view.model).text
    monkeypatch.setattr(
        type(view.model), "text", lambda self, row, column: read.append(row) or original(self, row, column)
    )
    view.show_frame(msgspec.structs.replace(view.frame, playhead=60_000))
    view.grab()
    assert 60_000 in read
    assert len(read) < 2000
    widths = [view.table.columnWidth(column) for column in range(view.model.columnCount())]
    metrics = view.table.fontMetrics()
    for row in visible_rows(view):
        for column, width in enumerate(widths):
            assert metrics.horizontalAdvance(view.model.index(row, column).data()) <= width


def test_the_table_speaks_the_language_of_the_window(show, make_frame):
    view = show(TableView, make_frame(RUN))
    changed = []
    view.model.headerDataChanged.connect(lambda *_: changed.append(True))
    view.retranslate()
    assert changed
    assert view.title() == "Table"


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_application_s_sheet_does_not_win_over_the_look(show, make_frame, qapp, look):
    sheet = qapp.styleSheet()
    qapp.setStyleSheet(style_sheet(look))
    view = show(TableView, make_frame(RUN), look)
    image = view.grab().toImage()
    qapp.setStyleSheet(sheet)
    row = [image.pixelColor(x, image.height() // 2).name() for x in range(20, image.width() - 40)]
    assert Counter(row).most_common(1)[0][0] == look.surface.lower()


def test_the_chosen_run_is_named_in_full_where_there_is_room(show, make_frame, qtbot):
    """Also after longer names than those that the view was first shown with."""
    view = show(TableView, make_frame(Run(), Run(name="b"), view="table"))
    QApplication.processEvents()  # the box has its place
    long = "a long name that tells it from the one beside it"
    view.show_frame(make_frame(Run(name=long), Run(name=long + "!"), view="table", generation=2))
    needed = view.chooser.fontMetrics().horizontalAdvance(long) + 20
    qtbot.waitUntil(lambda: view.chooser.width() >= needed)
