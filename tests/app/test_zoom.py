"""The wheel has ends: however far it turns, the axes are some that a scene can keep."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from gdviz.document import codec, lessons
from gdviz.document.tiles import AXIS_END
from gdviz.views.plot.plot import Plot
from gdviz.views.plot.plot_view import SETTLED

NOTCH = 120


def turn(plot, notches):
    """Turn the wheel over the middle of a plot."""
    viewport = plot.viewport()
    place = QPointF(viewport.rect().center())
    for _ in range(abs(notches)):
        event = QWheelEvent(
            place,
            QPointF(viewport.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, NOTCH if notches > 0 else -NOTCH),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)


@pytest.mark.parametrize("number", [1, 8, 11])
@pytest.mark.parametrize("notches", [200, -200])
def test_the_wheel_has_ends(window, qtbot, number, notches):
    window.documents.open_lesson(lessons.all()[number - 1].name)
    window.settled()
    plots = [plot for plot in window.stage.findChildren(Plot) if plot.isVisible()]
    assert plots
    before = window.session.scene
    for plot in plots:
        turn(plot, notches)
        for low, high in plot.ranges:
            assert -AXIS_END <= low < high <= AXIS_END
    qtbot.waitUntil(lambda: window.session.scene is not before)
    qtbot.wait(2 * SETTLED)  # the other views hand their axes to the scene
    assert codec.loads(codec.dumps(window.session.scene)) == window.session.scene
    window.settled()
