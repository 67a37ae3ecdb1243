"""The table of one's own data, driven by mouse and keys."""

from unittest.mock import MagicMock

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from gdviz.document import edits
from gdviz.document.scene import Run, Scene
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.training import Training
from gdviz.look.look import LOOKS
from gdviz.panels.data_dialog import user_data_dialog
from gdviz.panels.data_dialog.data_dialog import DataDialog
from gdviz.panels.data_dialog.user_data_dialog import UserDataDialog
from gdviz.panels.form.parameters import ParametersPanel

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
DATA = UserData(
    rows=((1.0, 2.0), (3.0, 4.5), (5.0, 6.0)),
    targets=(0.0, 1.0, 0.0),
    names=("weight", "length"),
    class_names=("cat", "dog"),
)


@pytest.fixture
def dialog(qtbot):
    return opened(qtbot, DATA)


def opened(qtbot, data):
    dialog = UserDataDialog(data)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def cells(dialog):
    model = dialog.model
    return [
        [model.text(row, column) for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def titles(dialog):
    model = dialog.model
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]


def retype(qtbot, entry, text):
    entry.setFocus()
    entry.selectAll()
    qtbot.keyClicks(entry, text)
    qtbot.keyClick(entry, Key.Key_Return)


def type_cell(qtbot, dialog, row, column, text):
    dialog.view.setCurrentIndex(dialog.model.index(row, column))
    dialog.view.edit(dialog.model.index(row, column))
    retype(qtbot, dialog.view.findChild(QLineEdit), text)
    qtbot.waitUntil(lambda: dialog.view.findChild(QLineEdit) is None)


def use(qtbot, dialog):
    qtbot.mouseClick(dialog.use, LEFT)
    return dialog.dataset


def test_the_table_shows_the_data_with_its_names(dialog):
    assert titles(dialog) == ["weight", "length", "Target"]
    assert cells(dialog) == [["1", "2", "cat"], ["3", "4.5", "dog"], ["5", "6", "cat"]]
    assert (dialog.names.text(), dialog.class_names.text()) == ("weight, length", "cat, dog")
    assert dialog.sentence.text() == "3 rows"


def test_cells_take_numbers_and_names_of_classes(dialog, qtbot):
    type_cell(qtbot, dialog, 1, 0, "-2.5")
    type_cell(qtbot, dialog, 1, 2, "cat")
    type_cell(qtbot, dialog, 2, 2, "dog")
    data = use(qtbot, dialog)
    assert data.rows[1] == (-2.5, 4.5)
    assert data.targets == (0.0, 0.0, 1.0)
    assert (data.names, data.class_names) == (DATA.names, DATA.class_names)


@pytest.mark.parametrize(
    ("column", "text"), [(0, "heavy"), (1, "nan"), (1, "1e999"), (2, "bird"), (2, "1.5")]
)
def test_a_wrong_cell_is_refused_with_what_would_be_right(dialog, qtbot, column, text):
    type_cell(qtbot, dialog, 0, column, text)
    assert f"“{text}” is neither a number nor one of the classes cat, dog." == dialog.sentence.text()
    assert cells(dialog)[0] == ["1", "2", "cat"]


def test_nothing_changes_without_a_change_or_on_cancel(dialog, qtbot):
    assert use(qtbot, dialog) is None
    assert not dialog.isVisible()
    again = opened(qtbot, DATA)
    type_cell(qtbot, again, 0, 0, "9")
    qtbot.mouseClick(again.buttons.cancel, LEFT)
    assert (again.dataset, again.isVisible()) == (None, False)


def test_rows_come_and_go_but_one_stays(dialog, qtbot):
    dialog.view.selectRow(0)
    qtbot.mouseClick(dialog.view.add, LEFT)
    assert [row[0] for row in cells(dialog)] == ["1", "1", "3", "5"]
    assert dialog.view.selectionModel().selectedRows()[0].row() == 1
    dialog.view.setFocus()
    qtbot.keyClick(dialog.view, Key.Key_Delete)
    assert [row[0] for row in cells(dialog)] == ["1", "3", "5"]
    qtbot.mouseClick(dialog.view.remove, LEFT)
    assert dialog.sentence.text() == "Select the rows to remove."
    dialog.view.selectAll()
    qtbot.mouseClick(dialog.view.remove, LEFT)
    assert dialog.sentence.text() == "At least one row must stay."
    assert use(qtbot, dialog) is None  # all that came went again


def test_a_pasted_table_with_names_new_classes_or_other_columns_is_taken_too(dialog, qtbot):
    dialog.view.setFocus()
    before = len(cells(dialog))
    QApplication.clipboard().setText("height\twidth\tkind\n7,5\t8\tdog\n")
    qtbot.keyClick(dialog.view, Key.Key_V, CTRL)
    assert len(cells(dialog)) == before + 1
    assert ["7.5", "8", "dog"] in cells(dialog)

    def answer():
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, DataDialog)
        asked.use.click()

    QApplication.clipboard().setText("h\tw\tkind\n1,5\t2\tbird\n3,5\t4\tfish\n2\t5\tbird\n")
    QTimer.singleShot(0, answer)
    qtbot.keyClick(dialog.view, Key.Key_V, CTRL)
    assert dialog.dataset.class_names == ("bird", "fish")
    assert dialog.dataset.rows[0] == (1.5, 2.0)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_long_table_that_is_pasted_is_imported_before_a_row_is_read(dialog, qtbot, monkeypatch):
    asked = MagicMock()
    monkeypatch.setattr(user_data_dialog, "DataDialog", asked)
    asked.return_value.dataset = None
    monkeypatch.setattr(dialog.model, "read", None)
    text = "7.5\t8\tdog\n" * 20_000
    QApplication.clipboard().setText(text)
    qtbot.keyClick(dialog.view, Key.Key_V, CTRL)
    assert asked.call_args.args[0].text == text


def test_rows_are_copied_to_and_pasted_from_a_spreadsheet(dialog, qtbot):
    dialog.view.setFocus()
    dialog.view.selectRow(1)
    qtbot.keyClick(dialog.view, Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "3\t4.5\tdog"
    QApplication.clipboard().setText("7\t8\tdog\n9\t10\tcat\n")
    qtbot.keyClick(dialog.view, Key.Key_V, CTRL)
    assert cells(dialog)[2:4] == [["7", "8", "dog"], ["9", "10", "cat"]]
    QApplication.clipboard().setText("1;2;dog\n1;2")
    qtbot.keyClick(dialog.view, Key.Key_V, CTRL)
    assert "Row 2 of what was copied does not fit 3 cells: “1;2”" in dialog.sentence.text()
    assert len(use(qtbot, dialog).rows) == 5


def test_inputs_are_added_named_and_taken_away(dialog, qtbot):
    qtbot.mouseClick(dialog.inputs.more, LEFT)
    assert titles(dialog) == ["weight", "length", "x1", "Target"]
    assert cells(dialog)[0] == ["1", "2", "0", "cat"]
    retype(qtbot, dialog.names, "a, b")
    assert dialog.sentence.text() == "Type 3 names with commas between them."
    assert dialog.names.wrong
    dialog.names.selectAll()
    dialog.names.insert("a，b,  c")  # with a comma that no key of QTest writes
    qtbot.keyClick(dialog.names, Key.Key_Return)
    assert titles(dialog) == ["a", "b", "c", "Target"]
    for _ in range(2):
        qtbot.mouseClick(dialog.inputs.less, LEFT)
    assert not dialog.inputs.less.isEnabled()
    assert use(qtbot, dialog).names == ("a",)
    assert dialog.dataset.rows == ((1.0,), (3.0,), (5.0,))


def test_classes_are_added_and_renamed_but_those_in_use_stay(dialog, qtbot):
    retype(qtbot, dialog.class_names, "cat, dog, bird")
    type_cell(qtbot, dialog, 0, 2, "bird")
    for wrong in ("cat, dog", "cat, dog, dog", "a, b, c, d, e, f, g, h, i, j, k"):
        retype(qtbot, dialog.class_names, wrong)
        assert dialog.sentence.text() == "Type 3 to 10 different names with commas between them."
    qtbot.keyClick(dialog.class_names, Key.Key_Escape)
    assert (dialog.class_names.text(), dialog.sentence.text()) == ("cat, dog, bird", "3 rows")
    data = use(qtbot, dialog)
    assert (data.class_names, data.targets) == (("cat", "dog", "bird"), (2.0, 1.0, 0.0))


def pick(qtbot, dialog, key):
    dialog.target.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(dialog.target, key)


def test_the_target_becomes_a_number_and_classes_again(dialog, qtbot):
    pick(qtbot, dialog, Key.Key_Down)
    assert [row[2] for row in cells(dialog)] == ["0", "1", "0"]
    assert not dialog.class_names.isVisible()
    type_cell(qtbot, dialog, 0, 2, "7.5")
    pick(qtbot, dialog, Key.Key_Up)
    assert [row[2] for row in cells(dialog)] == ["7.5", "1", "0"]
    assert dialog.class_names.text() == "0, 1, 7.5"
    pick(qtbot, dialog, Key.Key_Down)
    assert [row[2] for row in cells(dialog)] == ["7.5", "1", "0"]
    assert use(qtbot, dialog) == UserData(DATA.rows, (7.5, 1.0, 0.0), DATA.names, ())


def test_targets_all_alike_are_no_classes(qtbot):
    dialog = opened(qtbot, UserData(((1.0,), (2.0,)), (3.0, 3.0), (), ()))
    pick(qtbot, dialog, Key.Key_Up)
    assert "2 to 10 different numbers" in dialog.sentence.text()
    assert dialog.target.currentData() is False
    type_cell(qtbot, dialog, 0, 0, "x")
    assert dialog.sentence.text() == "“x” is not a number."
    assert use(qtbot, dialog) is None


def test_inputs_without_names_stay_so(qtbot):
    dialog = opened(qtbot, UserData())
    assert titles(dialog) == ["x1", "x2", "Target"]
    type_cell(qtbot, dialog, 0, 0, "3")
    assert use(qtbot, dialog) == UserData(rows=((3.0, -1.0), (1.0, 1.0)))


def test_the_form_takes_the_edited_data_as_one_change(stage, qtbot):
    form = stage.show(ParametersPanel(), Scene(runs=(Run(problem=Training(data=DATA)),)))

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, UserDataDialog)
        dialog.model.setData(dialog.model.index(0, 0), "12")
        dialog.use.click()

    QTimer.singleShot(0, answer)
    qtbot.mouseClick(form.editor("problem.data").edit, LEFT)
    assert edits.get(stage.scene, "runs.0.problem.data.rows.0") == (12.0, 2.0)
    assert stage.edits == [("Change “Rows”", "")]


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_dialog_takes_every_look(dialog, look):
    dialog.set_look(look)
    dialog.retranslate()
    assert dialog.minimumSizeHint().width() < dialog.sizeHint().width()
    assert cells(dialog)[0] == ["1", "2", "cat"]


def test_tab_leads_out_of_the_table_and_around_the_dialog(qtbot, dialog):
    dialog.view.setFocus(Qt.FocusReason.TabFocusReason)
    visited = [QApplication.focusWidget()]
    while len(visited) < 30:
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        if QApplication.focusWidget() is visited[0]:
            break
        visited.append(QApplication.focusWidget())
    assert len(visited) == len(set(visited)) > 5
    assert {dialog.target, dialog.use, dialog.names} <= set(visited)
