"""What is done once a window has been seen."""

from PySide6.QtWidgets import QWidget

from gdviz.app.first_paint import FirstPaint


def test_it_is_said_once_when_the_window_has_been_painted(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    seen = []
    FirstPaint(window).over.connect(lambda: seen.append(1))
    qtbot.wait(20)
    assert seen == []
    window.show()
    qtbot.waitUntil(lambda: seen == [1])
    window.repaint()
    qtbot.wait(20)
    assert seen == [1]
