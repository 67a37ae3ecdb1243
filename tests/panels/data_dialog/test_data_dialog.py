"""The data dialog, driven by mouse and keys."""

from __future__ import annotations

import gzip
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from gdviz.base import i18n, qt_language
from gdviz.engine.learning.datasets import UserData
from gdviz.look.appearance import appear
from gdviz.look.look import DARK, LIGHT, LOOKS, PROJECTOR
from gdviz.look.widgets import scaled
from gdviz.panels.data_dialog.data_dialog import DataDialog, read
from gdviz.panels.data_dialog.data_preview import (
    FIRST_ROWS,
    GOOD,
    MARK_ROLE,
    MISSING,
    MORE_ROWS,
    PADDING,
    WRONG,
)
from gdviz.tabular import read_table, to_dataset
from tests.sampling import some

FOLDER = Path(__file__).parents[2] / "data" / "csv"
NASTY = sorted(path.name for path in FOLDER.iterdir() if path.name[0] != ".")
Key = Qt.Key
Role = Qt.ItemDataRole
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(qtbot):
    """Opens the dialog for a file of the folder, or of a path."""

    def opened(name, parent=None, size=(1020, 640)):
        dialog = DataDialog(FOLDER / name, parent)
        if parent is None:
            qtbot.addWidget(dialog)
        dialog.resize(*size)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return opened


@pytest.fixture
def written(tmp_path):
    """Writes a file and gives its path."""

    def written(text):
        path = tmp_path / "own.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def click_input(dialog, qtbot, row, x=0.5):
    inputs = dialog.columns.inputs
    rect = inputs.visualItemRect(inputs.item(row))
    qtbot.mouseClick(
        inputs.viewport(), LEFT, pos=QPoint(round(rect.left() + x * rect.width()), rect.center().y())
    )


def ticked(dialog):
    inputs = dialog.columns.inputs
    return [
        inputs.item(row).text()
        for row in range(inputs.count())
        if inputs.item(row).checkState() == Qt.CheckState.Checked
    ]


def pick(qtbot, choice, data):
    """Choose an entry of a drop-down list by the arrow keys."""
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(choice.count()):
        difference = choice.findData(data) - choice.currentIndex()
        if not difference:
            return
        qtbot.keyClick(choice, Key.Key_Down if difference > 0 else Key.Key_Up)
    raise AssertionError(f"{data!r} can't be reached")


def cell(dialog, line, column):
    """The index of a cell in the preview, by the line of the file."""
    model = dialog.preview.model()
    lines = [
        model.headerData(row, Qt.Orientation.Vertical, Role.DisplayRole) for row in range(model.rowCount())
    ]
    return model.index(lines.index(str(line)), column)


def said(dialog):
    """The sentence at the foot without why the target is proposed."""
    return dialog.sentence.text().split(" Proposed as")[0]


def roles(dialog):
    return [dialog.preview.content.role_text(place) for place in range(dialog.preview.content.columnCount())]


def test_it_opens_as_large_as_it_likes(qtbot):
    dialog = DataDialog(FOLDER / "plain.csv")  # not two thirds of the screen, as Qt has it
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.size() == dialog.sizeHint()


def test_what_is_proposed_is_used_by_one_click(opened, qtbot):
    dialog = opened("plain.csv")
    assert dialog.title.text() == "plain.csv"
    assert said(dialog) == "3 rows, 2 inputs, 2 classes (0, 1)."
    assert roles(dialog) == ["input", "input", "target"]
    qtbot.mouseClick(dialog.use, LEFT)
    assert dialog.result() == DataDialog.DialogCode.Accepted
    assert dialog.dataset == to_dataset(read_table(FOLDER / "plain.csv"), ["x1", "x2"], "label")


def test_enter_uses_the_data(opened, qtbot):
    dialog = opened("chinese_gb18030.csv")
    assert QApplication.focusWidget() is dialog.preview
    qtbot.keyClick(dialog.preview, Key.Key_Return)
    assert isinstance(dialog.dataset, UserData)
    assert (dialog.dataset.names, dialog.dataset.class_names) == (("体重", "身长"), ("猫", "狗"))


def test_escape_changes_nothing(opened, qtbot):
    dialog = opened("plain.csv")
    qtbot.keyClick(dialog.preview, Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.dataset is None


def test_exec_gives_the_dataset_to_the_caller(qtbot):
    from PySide6.QtCore import QTimer

    window = QWidget()
    qtbot.addWidget(window)
    dialog = DataDialog(FOLDER / "plain.csv", window)
    QTimer.singleShot(0, dialog.use.click)
    assert dialog.exec()
    assert dialog.dataset.size == 3


@pytest.mark.parametrize("x", [0.05, 0.5, 0.95])
def test_a_click_anywhere_on_a_row_unticks_it_and_ticks_it_again(opened, qtbot, x):
    dialog = opened("plain.csv")
    click_input(dialog, qtbot, 1, x)
    assert ticked(dialog) == ["x1"]
    assert said(dialog) == "3 rows, 1 input, 2 classes (0, 1)."
    assert roles(dialog) == ["input", "not used", "target"]
    click_input(dialog, qtbot, 1, x)
    assert ticked(dialog) == ["x1", "x2"]


def test_the_target_can_not_be_ticked(opened, qtbot):
    dialog = opened("plain.csv")
    click_input(dialog, qtbot, 2)
    assert ticked(dialog) == ["x1", "x2"]
    assert dialog.use.isEnabled()


def test_inputs_are_ticked_by_keys(opened, qtbot):
    dialog = opened("plain.csv")
    inputs = dialog.columns.inputs
    inputs.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(inputs, Key.Key_Down)
    qtbot.keyClick(inputs, Key.Key_Space)
    assert ticked(dialog) == ["x1"]
    qtbot.keyClick(inputs, Key.Key_Up)
    qtbot.keyClick(inputs, Key.Key_Space)
    assert ticked(dialog) == []
    assert said(dialog) == "Choose at least one column as an input."
    assert not dialog.use.isEnabled()


def test_all_and_none(opened, qtbot):
    dialog = opened("row_numbers.csv")
    assert ticked(dialog) == ["x1", "x2"]
    qtbot.mouseClick(dialog.columns.none, LEFT)
    assert ticked(dialog) == []
    assert not dialog.use.isEnabled()
    qtbot.mouseClick(dialog.columns.all, LEFT)
    assert ticked(dialog) == ["x1", "x2"]  # not the target, and not the column that numbers the rows
    click_input(dialog, qtbot, 0)
    assert ticked(dialog) == ["Column 1", "x1", "x2"]
    assert dialog.use.isEnabled()


def test_tab_goes_through_everything_from_top_to_bottom(opened, qtbot):
    dialog = opened("plain.csv")
    order = [*dialog.options.focus_order(), dialog.preview, *dialog.columns.focus_order(), dialog.use]
    next(each for each in order if each.isVisible()).setFocus(Qt.FocusReason.TabFocusReason)
    passed = [QApplication.focusWidget()]
    for _ in range(len(order)):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    reachable = [each for each in order if each.isVisible() and each.isEnabled()]
    assert [each for each in passed if each in reachable][: len(reachable)] == reachable


def test_another_target_makes_the_old_one_an_input(opened, qtbot):
    dialog = opened("plain.csv")
    pick(qtbot, dialog.columns.target, 1)
    assert roles(dialog) == ["input", "target", "input"]
    assert dialog.columns.kind.currentData() == "number"
    assert said(dialog) == "3 rows, 2 inputs, a number as the target."
    qtbot.mouseClick(dialog.use, LEFT)
    assert dialog.dataset.targets == (1.5, 2.0, -0.25)
    assert dialog.dataset.names == ("x1", "label")


def test_class_or_number(opened, qtbot):
    dialog = opened("plain.csv")
    pick(qtbot, dialog.columns.kind, "number")
    assert said(dialog) == "3 rows, 2 inputs, a number as the target."
    qtbot.mouseClick(dialog.use, LEFT)
    assert dialog.dataset.classes == 0


def test_text_is_no_number(opened, qtbot):
    dialog = opened("chinese_utf8.csv")
    pick(qtbot, dialog.columns.kind, "number")
    assert "Text" not in dialog.sentence.text()
    assert dialog.sentence.text().startswith("Column “种类” holds text, such as “猫” in line 2")
    assert not dialog.use.isEnabled()
    pick(qtbot, dialog.columns.kind, "class")
    assert dialog.use.isEnabled()


def test_a_column_of_text_as_an_input(opened, qtbot):
    dialog = opened("text_column.csv")
    assert dialog.sentence.text().startswith("3 rows, 2 inputs")  # two texts are one input of 0 and 1
    assert [cell(dialog, line, 0).data(MARK_ROLE) for line in (2, 3, 4)] == [GOOD] * 3
    click_input(dialog, qtbot, 0)
    assert dialog.sentence.text().startswith("3 rows, 1 input")


def test_missing_values_are_counted_and_the_person_chooses(opened, qtbot):
    dialog = opened("missing.csv")
    hints = [dialog.columns.inputs.item(row).data(Role.UserRole) for row in range(3)]
    assert hints == ["2 missing", "3 missing", "target"]
    assert "only the class “0” once rows with missing values are left out" in dialog.sentence.text()
    pick(qtbot, dialog.columns.missing, "mean")
    assert said(dialog) == (
        "6 rows, 2 inputs, 2 classes (0, 1). 1 row without a target is left out. "
        "5 missing values become the means of their columns."
    )
    pick(qtbot, dialog.columns.missing, "drop")
    click_input(dialog, qtbot, 1)
    assert said(dialog) == ("4 rows, 1 input, 2 classes (0, 1). 3 rows with missing values are left out.")
    qtbot.mouseClick(dialog.use, LEFT)
    assert dialog.dataset.rows == ((1.0,), (3.0,), (5.0,), (9.0,))


def test_where_nothing_is_missing_there_is_nothing_to_choose(opened, qtbot):
    dialog = opened("plain.csv")
    assert not dialog.columns.missing.isEnabled()
    dialog = opened("missing.csv")
    assert dialog.columns.missing.isEnabled()


def test_missing_cells_are_marked(opened):
    dialog = opened("missing.csv")
    empty = cell(dialog, 3, 0)
    assert (empty.data(MARK_ROLE), empty.data()) == (MISSING, "empty")
    assert empty.data(Role.ToolTipRole) == "This value is missing."
    assert (cell(dialog, 5, 0).data(MARK_ROLE), cell(dialog, 5, 0).data()) == (MISSING, "NA")
    assert cell(dialog, 2, 0).data(MARK_ROLE) == GOOD
    assert cell(dialog, 2, 0).data(Role.ToolTipRole) is None


def test_a_bad_cell_is_named_marked_and_shown(opened, qtbot):
    dialog = opened("bad_cell.csv")
    assert dialog.sentence.text().startswith("Line 4, column “x2”: “six” is not a number")
    assert not dialog.use.isEnabled()
    bad = cell(dialog, 4, 1)
    assert dialog.preview.currentIndex() == bad
    assert bad.data(MARK_ROLE) == WRONG
    assert bad.data(Role.ToolTipRole) == "This is not a number."
    qtbot.keyClick(dialog.preview, Key.Key_Return)  # what is wrong can't be used
    assert dialog.isVisible()
    assert dialog.dataset is None
    click_input(dialog, qtbot, 1)  # without that column it does no harm
    assert bad.data(MARK_ROLE) == GOOD
    assert dialog.use.isEnabled()


def test_marks_are_drawn_as_frames(opened):
    dialog = opened("bad_cell.csv")
    dialog.preview.setCurrentIndex(dialog.preview.model().index(0, 0))
    picture = dialog.preview.viewport().grab().toImage()

    def edge(index):
        rect = dialog.preview.visualRect(index)
        return [picture.pixelColor(rect.left() + 20, y) for y in range(rect.top(), rect.top() + 4)]

    warning = QColor(dialog.look.warning)

    def is_red(color):
        return color.red() - color.green() > 0.7 * (warning.red() - warning.green())

    assert any(map(is_red, edge(cell(dialog, 4, 1))))
    assert not any(map(is_red, edge(cell(dialog, 3, 1))))


def test_trouble_far_below_is_in_the_preview(opened, written):
    lines = ["x,y", *(f"{row},{row % 2}" for row in range(1000))]
    lines[700] = "oops,1"
    lines[800] = ",1"
    dialog = opened(written("\n".join(lines)))
    assert dialog.preview.model().rowCount() == FIRST_ROWS + 2
    assert said(dialog) == "Line 701, column “x”: “oops” is not a number."
    assert dialog.preview.currentIndex() == cell(dialog, 701, 0)
    assert cell(dialog, 801, 0).data(MARK_ROLE) == MISSING


def test_the_preview_is_short_however_much_is_wrong(opened, written):
    mistakes = "".join(f"oops {n},1\n" for n in range(150))
    dialog = opened(written("x,y\n" + "1,0\n" * 200 + mistakes))
    assert dialog.preview.model().rowCount() == FIRST_ROWS + MORE_ROWS


@pytest.fixture
def slow(monkeypatch):
    """Every file is a large one, and read once this event is set."""
    module = "gdviz.panels.data_dialog.data_dialog"
    ends = threading.Event()
    monkeypatch.setattr(f"{module}.is_short", lambda source: False)
    monkeypatch.setattr(f"{module}.read", lambda *what: ends.wait(10) and read(*what))
    yield ends
    ends.set()


def test_a_large_file_is_read_while_the_window_lives(opened, qtbot, slow):
    dialog = opened("plain.csv")
    assert (said(dialog), dialog.use.isEnabled(), dialog.table) == ("Reading…", False, None)
    slow.set()
    qtbot.waitUntil(dialog.use.isEnabled)
    assert dialog.table.rows == 3
    dialog.options.separator.chosen.emit(";")
    assert not dialog.use.isEnabled()
    qtbot.waitUntil(lambda: dialog.error is not None)
    assert "one column" in said(dialog)


def test_what_is_packed_is_read_while_the_window_lives_however_short_it_is(qtbot, tmp_path):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"x,y\n1,2.5\n2,3\n"))
    dialog = DataDialog(tmp_path / "a.csv.gz")
    qtbot.addWidget(dialog)
    assert said(dialog) == "Reading…"  # 3 kB may hold 100,000 rows
    qtbot.waitUntil(dialog.use.isEnabled)
    assert dialog.table.rows == 2


def test_what_fails_ends_the_reading(opened, qtbot, slow, monkeypatch):
    monkeypatch.setattr("gdviz.panels.data_dialog.data_dialog.read", lambda *what: 1 / 0)
    with qtbot.captureExceptions() as errors:
        dialog = opened("plain.csv")
        qtbot.waitUntil(lambda: bool(errors))
    assert (said(dialog), dialog.columns.isEnabled(), dialog.use.isEnabled()) == ("", True, False)
    dialog.reader.close()  # the log holds its worker


def test_a_file_that_is_being_read_is_not_waited_for(opened, slow):
    dialog = opened("plain.csv")
    dialog.reject()
    assert not dialog.isVisible()
    slow.set()
    dialog.reader.close()
    assert (dialog.dataset, dialog.table) == (None, None)


def test_what_may_be_a_thousand_is_said_until_a_mark_is_chosen(opened, written):
    dialog = opened(written("x;y\n1.250;1\n2.500;2\n3.750;4\n"))
    assert "“1.250” is read as 1.25; if it is 1250, choose the other decimal mark." in said(dialog)
    dialog.options.decimal.chosen.emit(",")
    assert dialog.table.columns[0].numbers.tolist() == [1250, 2500, 3750]
    assert "decimal mark" not in said(dialog)


def test_a_number_that_stands_for_a_missing_one_is_said_and_may_be_kept(opened, written, qtbot):
    dialog = opened(written("x,t\n1,2.5\n2,-999\n3,4.5\n4,5.5\n"))
    assert "−999 in “t” is taken as a missing value." in said(dialog)
    assert dialog.options.codes.isVisible()
    qtbot.mouseClick(dialog.options.codes, LEFT, pos=QPoint(8, dialog.options.codes.height() // 2))
    assert dialog.table.columns[1].numbers[1] == -999
    assert dialog.options.codes.isVisible()
    assert "missing value" not in said(dialog)


def test_what_a_unit_at_some_numbers_means_is_asked_and_can_be_said(opened, written):
    dialog = opened(written("x,T,y\n1,300 K,2.5\n2,310,-3\n3,320 K,4.5\n"))
    assert "“T” has different units, or numbers without" in said(dialog)
    assert (dialog.options.units.isVisible(), sorted(dialog.wanted.inputs)) == (True, [0])
    for units, numbers in (("plain", [300, 310, 320]), ("multiples", [300e3, 310, 320e3])):
        dialog.options.units.chosen.emit(units)
        assert dialog.table.columns[1].numbers.tolist() == numbers
        assert (dialog.options.units.isVisible(), sorted(dialog.wanted.inputs)) == (True, [0, 1])
        assert "unit" not in said(dialog)
    dialog.options.units.chosen.emit(None)
    assert sorted(dialog.wanted.inputs) == [0]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_letter_to_press_with_alt_means_one_thing(opened, written, language):
    dialog = opened(written("x,T,y\n1,300 K,2.5\n2,310,-3\n3,-999,\n4,320,5\n"))
    with i18n.speaking(language):
        qt_language.switch(language)
        QApplication.processEvents()
        marked = [each.text() for each in dialog.findChildren(QLabel)]
        marked += [each.text() for each in dialog.findChildren(QAbstractButton)]
    qt_language.switch("en")
    letters = [text[text.index("&") + 1].lower() for text in marked if "&" in text]
    assert len(letters) > 12
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("look", [LIGHT, PROJECTOR], ids=lambda look: look.name)
def test_the_preview_cuts_no_number(opened, written, look):
    dialog = opened(written("x,y\n201357,-0.12345678901234\n1e-300,2\n"))
    appear(dialog, look)
    preview, room = dialog.preview, 2 * scaled(look, PADDING)
    for place in range(2):
        text, width = preview.model().index(0, place).data(), preview.columnWidth(place) - room
        assert preview.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width) == text


def test_a_row_with_too_many_cells(opened):
    dialog = opened("long_row.csv")
    assert said(dialog) == "Line 3 has 4 cells, but there are only 3 columns."
    assert cell(dialog, 3, 2).data(MARK_ROLE) == WRONG
    assert "4 cells" in cell(dialog, 3, 2).data(Role.ToolTipRole)
    assert not dialog.use.isEnabled()


class TestReading:
    """How the file is read."""

    def test_the_guess_is_shown(self, opened):
        dialog = opened("german_windows.csv")
        options = dialog.options
        assert [each.currentData() for each in (options.separator, options.decimal, options.encoding)] == [
            ";",
            ",",
            "Windows-1252",
        ]
        assert options.header.isChecked()
        assert cell(dialog, 2, 0).data() == "0.5"

    def test_a_wrong_separator_and_the_right_one_again(self, opened, qtbot):
        dialog = opened("german.csv")
        pick(qtbot, dialog.options.separator, "\t")
        assert dialog.sentence.text().startswith("There is only one column")
        assert not dialog.use.isEnabled()
        pick(qtbot, dialog.options.separator, ";")
        assert said(dialog) == "3 rows, 2 inputs, 2 classes (Katze, Hund)."

    def test_the_decimal_mark(self, opened, written, qtbot):
        dialog = opened(written("x;y\n1.500;0\n2.500;1\n"))
        assert cell(dialog, 2, 0).data() == "1.5"
        pick(qtbot, dialog.options.decimal, ",")
        assert cell(dialog, 2, 0).data() == "1500"

    def test_the_encoding(self, opened, qtbot):
        dialog = opened("chinese_gb18030.csv")
        pick(qtbot, dialog.options.encoding, "Windows-1252")
        assert "体重" not in [column.name for column in dialog.table.columns]
        pick(qtbot, dialog.options.encoding, "GB18030")
        assert said(dialog) == "3 rows, 2 inputs, 2 classes (猫, 狗)."

    def test_an_encoding_that_does_not_fit_can_be_changed(self, opened, qtbot):
        dialog = opened("bad_utf8.csv")
        assert dialog.sentence.text().startswith("Line 3 does not fit UTF-8")
        assert dialog.preview.model().rowCount() == 0
        dialog.options.encoding.setCurrentIndex(0)
        pick(qtbot, dialog.options.encoding, "Windows-1252")
        assert dialog.use.isEnabled()

    def test_the_header(self, opened, qtbot):
        dialog = opened("no_header.csv")
        header = dialog.options.header
        assert not header.isChecked()
        assert ticked(dialog) == ["Column 1", "Column 2"]
        qtbot.mouseClick(header, LEFT)
        assert ticked(dialog) == ["0.5", "1.5"]
        assert dialog.shape.text() == "2 rows · 3 columns"
        header.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(header, Key.Key_Space)
        assert dialog.shape.text() == "3 rows · 3 columns"

    def test_what_was_chosen_stays_while_the_columns_do(self, opened, qtbot):
        dialog = opened("plain.csv")
        click_input(dialog, qtbot, 0)
        qtbot.mouseClick(dialog.options.header, LEFT)
        qtbot.mouseClick(dialog.options.header, LEFT)
        assert ticked(dialog) == ["x2"]


class TestTrouble:
    """Files that can't be used."""

    @pytest.mark.parametrize("name", some(NASTY, 20))
    def test_every_nasty_file_opens_and_says_something(self, opened, name):
        dialog = opened(name)
        dialog.grab()
        assert dialog.sentence.text().endswith(".")
        assert dialog.use.isEnabled() is (dialog.error is None) is (dialog.chosen is not None)

    @pytest.mark.parametrize("name", ["none.csv", "."])
    def test_no_file(self, opened, name):
        dialog = opened(name)
        assert dialog.sentence.text() in ("The file does not exist.", "This is a folder, not a file.")
        assert not dialog.options.isEnabled()
        assert not dialog.use.isEnabled()
        dialog.accept()
        assert dialog.dataset is None

    def test_more_rows_than_can_be_used_are_drawn_or_the_first(self, opened, written, qtbot, monkeypatch):
        monkeypatch.setattr("gdviz.tabular.content.MOST_EXAMPLES", 10_000)
        dialog = opened(written("x,y\n" + "1,0\n2,1\n" * 5001))
        qtbot.waitUntil(dialog.use.isEnabled)
        assert "10\u202f000 rows are drawn evenly from all 10\u202f002 by seed 0." in dialog.sentence.text()
        lines = dialog.table.lines
        dialog.options.seed.chosen.emit(1)
        qtbot.waitUntil(dialog.use.isEnabled)
        assert not np.array_equal(dialog.table.lines, lines)
        dialog.options.seed.chosen.emit(None)
        qtbot.waitUntil(dialog.use.isEnabled)
        assert "Only the first 10\u202f000 of 10\u202f002 rows are looked at." in dialog.sentence.text()
        qtbot.mouseClick(dialog.use, LEFT)
        assert dialog.dataset.size == 10_000

    def test_texts_that_become_many_inputs_leave_rows_out_and_it_is_said(self, opened, written, monkeypatch):
        monkeypatch.setattr(sys.modules["gdviz.tabular.choose"], "MOST_USED", 40)
        dialog = opened(written("a,b,y\n" + "cat,u,1.5\ndog,v,2.5\ncow,w,3.5\n" * 5))
        assert "6 rows, 6 inputs" in dialog.sentence.text()
        assert "6 rows are drawn evenly from all 15 by seed 0." in dialog.sentence.text()
        assert dialog.options.seed.isVisible()
        dialog.columns.inputs.changed.emit(frozenset({0}))
        assert "13 rows, 3 inputs" in dialog.sentence.text()

    def test_the_choice_of_rows_is_there_only_where_it_is_needed(self, opened):
        assert not opened("plain.csv").options.seed.isVisible()

    def test_it_says_why_it_proposes_so(self, opened, written):
        dialog = opened(written("id,same,x,label\n1,5,2.5,0\n2,5,3.5,1\n3,5,1,1\n"))
        assert "Proposed as the target: “label”, since its name says" in dialog.sentence.text()
        assert "it only numbers the rows" in dialog.columns.inputs.item(0).toolTip()
        assert "it is the same in every row" in dialog.columns.inputs.item(1).toolTip()

    def test_it_says_so_in_plain_words(self, opened, written):
        dialog = opened(written("x,z,is\n1,2,good\n3,4,bad\n5,6,good\n"))
        assert (
            "“is”, since it is the last column that holds only a few different words."
            in dialog.sentence.text()
        )


class TestLook:
    """Looks, sizes, languages."""

    @pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
    def test_everything_fits_on_a_small_screen(self, opened, qtbot, look):
        window = QWidget()
        window.look = look
        qtbot.addWidget(window)
        dialog = opened("missing.csv", window, (1240, 690))
        assert dialog.look is look
        least = dialog.minimumSizeHint()
        assert least.width() <= 1240
        assert least.height() <= 690
        shown = [each for each in dialog.findChildren(QLabel) if each.isVisible() and not each.wordWrap()]
        for label in shown:
            assert label.width() >= label.sizeHint().width(), label.text()
        boxes = [each for each in dialog.options.labels if each.isVisible()]
        for each in (*boxes, *dialog.columns.labels, dialog.use, dialog.options.header):
            inside = QRect(each.mapTo(dialog, QPoint()), each.size())
            assert dialog.rect().contains(inside)
            assert each.width() >= each.sizeHint().width() or each in dialog.columns.labels

    def test_a_look_is_taken_on_live(self, opened):
        dialog = opened("bad_cell.csv")
        pictures = []
        for look in (LIGHT, DARK, PROJECTOR):
            dialog.set_look(look)
            pictures.append(dialog.grab().toImage())
            assert pictures[-1].pixelColor(3, 3) == QColor(look.window)
        assert pictures[0] != pictures[2]

    def test_every_text_follows_the_language(self, opened, monkeypatch):
        dialog = opened("missing.csv")
        with monkeypatch.context() as marked:
            marked.setattr(i18n, "translation", lambda context, text: f"§{text}")
            qt_language.switch("zh_CN")
            QApplication.processEvents()
            own = {dialog.title}  # the name of the file
            labels = [each for each in dialog.findChildren(QLabel) if each.text() and each not in own]
            buttons = [
                *dialog.buttons.buttons(),
                dialog.columns.all,
                dialog.columns.none,
                dialog.options.header,
            ]
            for each in (*labels, *buttons):
                assert "§" in each.text(), each.text()
            for each in (*dialog.options.labels, dialog.columns.kind, dialog.columns.missing):
                assert "§" in each.toolTip()
                assert each in (
                    dialog.options.part,
                    dialog.options.encoding,
                    dialog.options.skipped,
                    dialog.options.below,
                    dialog.options.footer,
                ) or "§" in each.itemText(0)
            assert roles(dialog) == ["§input", "§input", "§target"]
            assert "§" in dialog.columns.inputs.item(0).data(Role.UserRole)
            assert "§" in dialog.windowTitle()
            assert dialog.sentence.text().startswith("§")
        qt_language.switch("en")
        QApplication.processEvents()
        assert dialog.use.text() == "&Use this data"  # not what Qt calls it
        assert dialog.sentence.text().startswith("Column")


def test_another_of_several_tables_is_chosen(opened, qtbot, tmp_path):
    np.savez(
        tmp_path / "a.npz", x_train=np.eye(3), y_train=[0.5, 1, 2], x_test=np.eye(2), y_test=[3.5, 4], n=5
    )
    dialog = opened(tmp_path / "a.npz")
    options = dialog.options
    qtbot.waitUntil(dialog.use.isEnabled)
    assert options.part.isVisible()
    assert not options.encoding.isVisible()
    assert "“n”" in said(dialog)
    pick(qtbot, options.part, "x_test, y_test")
    qtbot.waitUntil(dialog.use.isEnabled)
    assert (dialog.table.total_rows, options.part.currentData()) == (2, "x_test, y_test")
