"""A number that the wheel changes."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from gdviz.panels.widgets.entry import Entry
from gdviz.panels.widgets.slider import Slider


def turn(widget):
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    QApplication.sendEvent(widget, QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), *none))


@pytest.mark.parametrize("kind", [Slider, Entry])
def test_the_wheel_lets_go_once_it_rests(qtbot, kind):
    widget = Slider() if kind is Slider else Entry(steps=True)
    qtbot.addWidget(widget)
    widget.show()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    widget.wheel_rest.setInterval(0)
    steps, ends = [], []
    widget.stepped.connect(steps.append)
    (widget.let_go if kind is Slider else widget.step_finished).connect(lambda: ends.append(1))
    turn(widget)
    turn(widget)
    assert (steps, ends) == ([1, 1], [])
    qtbot.waitUntil(lambda: ends == [1])
