"""The wheel has ends: however far it turns, the axes are some that a scene can keep."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from gdviz.document import codec, lessons
from gdviz.document.tiles import AXIS_END
from gdviz.views.plot.plot import Plot
from gdviz.views.plot.plot_view import SETTLED
from tests.sampling import pairs, some

NOTCH = 120
AT_ONCE = 10  # notches that Qt hands on together while a wheel spins


def turn(plot, notches):
    """Spin the wheel beside the middle of a plot, and turn it a little more."""
    sign = 1 if notches > 0 else -1
    for turned in [sign * AT_ONCE] * (abs(notches) // AT_ONCE) + [sign] * 2:
        viewport = plot.viewport()
        place = QPointF(viewport.rect().center()) * 0.8
        event = QWheelEvent(
            place,
            QPointF(viewport.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, turned * NOTCH),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)
    plot.box.updateMatrix()  # as when it is painted


def test_the_wheel_has_ends(window, qtbot):
    for number, notches in some(pairs([1, 11], [200, -200]), 1):
        window.documents.open_lesson(lessons.names()[number - 1])
        window.settled()
        plots = [plot for plot in window.stage.findChildren(Plot) if plot.isVisible()]
        assert plots
        before = window.session.scene
        for plot in plots:
            for way in (notches, -4 * notches, notches):  # closer far away, too, where digits are scarce
                turn(plot, way)
                for low, high in plot.ranges:
                    assert -AXIS_END <= low < high <= AXIS_END
                    assert high - low > 100 * math.ulp(max(-low, high))
        qtbot.waitUntil(lambda before=before: window.session.scene is not before)
        qtbot.wait(2 * SETTLED)  # the other views hand their axes to the scene
        assert codec.loads(codec.dumps(window.session.scene)) == window.session.scene
        window.settled()
        window.session.mark_saved()
