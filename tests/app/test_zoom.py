"""The wheel has ends: however far it turns, the axes are some that a scene can keep."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from gdviz.document import codec, lessons
from gdviz.document.tiles import AXIS_END
from gdviz.views.plot.plot import Plot
from gdviz.views.plot.plot_view import SETTLED
from tests.sampling import pairs

NOTCH = 120
AT_ONCE = 10  # notches that Qt hands on together while a wheel spins


def turn(plot, notches):
    """Spin the wheel over the middle of a plot, and turn it a little more."""
    sign = 1 if notches > 0 else -1
    for turned in [sign * AT_ONCE] * (abs(notches) // AT_ONCE) + [sign] * 2:
        viewport = plot.viewport()
        place = QPointF(viewport.rect().center())
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


def test_the_wheel_has_ends(window, qtbot):
    for number, notches in pairs([1, 11], [200, -200]):
        window.documents.open_lesson(lessons.names()[number - 1])
        window.settled()
        plots = [plot for plot in window.stage.findChildren(Plot) if plot.isVisible()]
        assert plots
        before = window.session.scene
        for plot in plots:
            turn(plot, notches)
            for low, high in plot.ranges:
                assert -AXIS_END <= low < high <= AXIS_END
        qtbot.waitUntil(lambda before=before: window.session.scene is not before)
        qtbot.wait(2 * SETTLED)  # the other views hand their axes to the scene
        assert codec.loads(codec.dumps(window.session.scene)) == window.session.scene
        window.settled()
        window.session.mark_saved()
