"""From the pen's movement to the picture at 1920×1080, over plots with 100 strokes. Aim: under 33 ms.

pytest tests/benchmarks/test_pen.py --override-ini=addopts=--import-mode=importlib
"""

import statistics
import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest

from gdviz.app.settings import Settings
from gdviz.document import lessons
from tests.benchmarks.sizes import sized

LEFT = Qt.MouseButton.LeftButton


class Painted(QObject):
    """Notes that a widget has been painted, and how much of it at most, in pixels."""

    def __init__(self, widget):
        super().__init__()
        self.done, self.area = False, 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.done = True
            painted = sum(rect.width() * rect.height() for rect in event.region())
            self.area = max(self.area, painted)
        return False


@pytest.fixture
def window(qtbot):
    from gdviz.app.window import Window

    settings = Settings()
    settings.language, settings.look, settings.questions = "en", "projector", False
    window = Window(settings, lessons.load(lessons.names()[7]))
    window.resize(1920, 1080)
    window.show()
    qtbot.waitUntil(lambda: not window.session.computing)
    yield window
    window.session.mark_saved()
    window.close()
    window.deleteLater()
    vars(window).clear()


@pytest.mark.benchmark(group="pen to picture")
@pytest.mark.parametrize("tool", ["pen", "spotlight"])
def test_from_the_pen_to_the_picture(qtbot, benchmark, window, tool):
    window.session.set_playhead(20)
    qtbot.wait(200)
    pen = window.pen
    pen.actions["pen"].setChecked(True)
    layer = pen.layer
    QCoreApplication.processEvents()
    places = [QPoint(60 + 11 * n % (layer.width() - 120), 60 + 7 * n % 300) for n in range(sized(100, 3))]
    for place in places:
        QTest.mousePress(layer, LEFT, pos=place)
        for n in range(30):
            QTest.mouseMove(layer, place + QPoint(2 * n, n % 7))
        QTest.mouseRelease(layer, LEFT, pos=place)
    pen.actions[tool].setChecked(True)
    qtbot.wait(100)
    target = pen.spotlight if tool == "spotlight" else layer
    if tool != "spotlight":
        QTest.mousePress(layer, LEFT, pos=QPoint(30, layer.height() - 30))
    qtbot.wait(50)
    painted = Painted(target)
    times = []

    def move():
        point = QPoint(100 + 9 * len(times) % 800, layer.height() - 60 - 5 * len(times) % 200)
        painted.done = False
        began = time.perf_counter()
        if tool == "spotlight":
            QTest.mouseMove(window.windowHandle(), point)
        else:
            QTest.mouseMove(layer, point)
        while not painted.done and time.perf_counter() < began + 5:
            QCoreApplication.processEvents()
        QCoreApplication.processEvents()
        times.append(1000 * (time.perf_counter() - began))

    move()  # from wherever the light was
    painted.area = 0
    benchmark.pedantic(move, rounds=sized(80, 2), warmup_rounds=0)
    worst = sorted(times)[-max(1, len(times) // 20)]
    median = statistics.median(times)
    print(f"\n{tool} to picture: median {median:.1f} ms, 95 % {worst:.1f} ms, {painted.area} pixels")
    whole = layer.width() * layer.height()
    assert painted.area < whole / 3  # only what has changed
