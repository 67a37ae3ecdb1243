"""A number with a comma that can be two numbers is asked about wherever it is typed, and never guessed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gdviz.engine.declare import fields_of
from gdviz.engine.schedules import Constant
from gdviz.panels.beat_editor.controls import Typed
from gdviz.panels.widgets.number_control import NumberControl
from gdviz.panels.widgets.rows_table import RowsTable


def of_settings(parent):
    (field,) = (each for each in fields_of(Constant) if each.name == "learning_rate")
    return NumberControl(field, parent).entry


def of_lessons(parent):
    return Typed(parent, number=True, empty=None)


@pytest.mark.parametrize("make", [of_settings, of_lessons])
def test_an_entry_asks(make, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    entry = make(parent)
    entry.selectAll()
    qtbot.keyClicks(entry, "1,234")
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert "1.234 or 1234" in entry.accessibleDescription()
    entry.clear()
    qtbot.keyClicks(entry, "0,05")
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert entry.accessibleDescription() == ""


def test_pasted_rows_keep_their_decimal_commas(qtbot):
    table = RowsTable((True, False))
    qtbot.addWidget(table)
    proposed, refused = [], []
    table.proposed.connect(proposed.append)
    table.refused.connect(lambda *each: refused.append(each))
    for text in ("1\t0,5", "1;0,5", "1 0,5", "1,0.5", "1, 0.5"):
        QGuiApplication.clipboard().setText(text)
        table.paste()
        assert proposed.pop() == ((1, 0.5),), text
    QGuiApplication.clipboard().setText("1\t1,234")
    table.paste()
    assert not proposed
    assert refused == [("1\t1,234", False)]
