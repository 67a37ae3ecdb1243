"""Numbers in spin boxes: read as in every other field, never guessed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gdviz.panels.widgets.number_box import NumberBox, WholeBox


@pytest.mark.parametrize(
    ("kind", "text", "value", "asked"),
    [
        (NumberBox, "8,5", 8.5, False),
        (NumberBox, "1/4", 0.25, False),
        (NumberBox, "1,234", 7, True),
        (NumberBox, "none", 7, False),
        (NumberBox, "6000", 7, False),
        (WholeBox, "1,5", 7, False),
        (WholeBox, "1,234", 7, True),
        (WholeBox, "12", 12, False),
    ],
)
def test_what_is_typed_is_read_or_the_number_stays(qapp, kind, text, value, asked):
    box = kind()
    box.setRange(0, 5000)
    box.setKeyboardTracking(False)
    box.setSuffix(" cm")
    box.setValue(7)
    box.selectAll()
    QTest.keyClicks(box.lineEdit(), text)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (box.value(), bool(box.lineEdit().accessibleDescription())) == (value, asked)


def test_the_word_for_the_lowest_number_stays_it(qapp):
    box = NumberBox()
    box.setSpecialValueText("as it is")
    box.interpretText()
    assert (box.text(), box.value()) == ("as it is", 0)
