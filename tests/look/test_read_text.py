"""Texts that are read: their type has ends."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from gdviz.look.read_text import ReadPage, ReadText


def turn(widget, notches):
    """Turn the wheel with Ctrl."""
    for _ in range(abs(notches)):
        event = QWheelEvent(
            *(QPointF(9, 9), QPointF(9, 9), QPoint(), QPoint(0, 120 if notches > 0 else -120)),
            *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier),
            *(Qt.ScrollPhase.NoScrollPhase, False),
        )
        QApplication.sendEvent(widget.viewport(), event)


@pytest.mark.parametrize("kind", [ReadPage, ReadText])
def test_the_wheel_lets_no_type_vanish(qtbot, kind):
    """Of a heading that shrinks to nothing Qt says that its size is negative."""
    text = kind()
    qtbot.addWidget(text)
    font = text.font()
    font.setPointSizeF(10.4)
    text.setFont(font)
    if kind is ReadPage:
        text.setMarkdown("# A heading\n\nand a line")
    turn(text, -40)
    text.grab()
    assert 6 <= text.font().pointSizeF() < 7
    turn(text, 100)
    assert 71 < text.font().pointSizeF() <= 72
