"""The map in the real window: pictures a second while a slider is dragged, and how long after it is at rest.

    pytest tests/benchmarks/test_map_window.py -s --override-ini=addopts=--import-mode=importlib

Two settings of a run span the map, and the slider of a third one is dragged as a hand does. Counted are the
changes of the setting whose map comes on stage meanwhile; then the time from the last movement until one
of about 512 × 512 runs is shown. Of a small network it is the first map, and that of 128 × 128 runs.
"""

import itertools
import statistics
import time

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gdviz.app.settings import Settings
from gdviz.document import lessons
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.engine.objectives import CourseSquare, Himmelblau
from gdviz.engine.schedules import Constant, Exponential
from tests.benchmarks.sizes import sized

MOVES, ROUNDS, STEPS = sized(80, 2), sized(3, 1), sized(200, 10)
FINE, COARSE = (  # whole columns and rows make some fewer or more
    sized(side * side * 99 // 100, 1) for side in (512, 128)
)


def scene(run, **axes):
    return Scene(runs=(run,), stage=(Row(tiles=(make_tile("map", **axes),)),))


SCENES = {
    "(w + 1)², decay": (
        "schedule.decay_rate",
        scene(
            Run(problem=CourseSquare(), schedule=Exponential(learning_rate=0.5, decay_rate=0.9), steps=STEPS),
            x="schedule.learning_rate",
            y="initial.0",
        ),
    ),
    "Himmelblau, rate": (
        "schedule.learning_rate",
        scene(
            Run(problem=Himmelblau(), schedule=Constant(learning_rate=0.01), initial=(1.0, 1.0), steps=STEPS),
            x="initial.0",
            y="initial.1",
        ),
    ),
}


@pytest.fixture
def window(qtbot, engine_processes, request):
    """The real window with a map alone on stage."""
    from gdviz.app.window import Window

    qtbot.waitUntil(engine_processes, timeout=20_000)
    settings = Settings()
    settings.language, settings.look, settings.questions = "en", "light", False
    window = Window(settings, request.param)
    window.resize(1280, 720)
    window.show()
    qtbot.waitUntil(lambda: not window.session.computing, timeout=30_000)
    yield window
    window.session.mark_saved()
    window.close()
    window.deleteLater()
    vars(window).clear()


class Maps:
    """The pictures that a map shows: when each came, and how many runs it is of."""

    def __init__(self, view):
        self.view, self.seen, self.last = view, [], None
        view.background.done.connect(self.note)

    def note(self, _key, _picture):
        shown = self.view.image.picture
        if shown is not None and shown is not self.last:
            self.last = shown
            self.seen.append((time.perf_counter(), shown))

    def when(self, qtbot, runs):
        """When a whole one of so many runs came, which may be soon."""

        def found():
            return [at for at, shown in self.seen if shown.whole and shown.kept["outcome"].size >= runs]

        qtbot.waitUntil(lambda: bool(found()), timeout=90_000)
        return found()[0]


@pytest.mark.parametrize("name", sized(list(SCENES), list(SCENES)[:1]))
@pytest.mark.parametrize("window", [None], indirect=True)
def test_dragging_a_slider_beside_the_map(qtbot, window, name):
    path, wanted = SCENES[name]
    session = window.session
    session.open(wanted)
    qtbot.waitUntil(lambda: not session.computing, timeout=30_000)
    view = window.stage.view("map")
    maps = Maps(view)
    qtbot.waitUntil(lambda: view.image.picture is not None and view.image.picture.whole, timeout=30_000)
    qtbot.wait(sized(500, 50))
    editor = window.parameters.editor(path)
    window.parameters.area.ensureWidgetVisible(editor)
    slider, pace = editor.control.slider, 1 / 60
    y = slider.height() // 2
    rates, sizes, rests = [], [], []
    for _ in range(ROUNDS):
        x = round(slider.x_of(slider.value()))
        QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
        maps.seen.clear()
        began = time.perf_counter()
        for move in range(MOVES):
            x += 1 if move % 40 < 20 else -1
            QTest.mouseMove(slider, QPoint(x, y))
            while time.perf_counter() < began + (move + 1) * pace:
                qtbot.wait(1)  # lets other threads have the interpreter, as a program's loop does
        moved = time.perf_counter()
        shown = [next(each) for _, each in itertools.groupby(maps.seen, lambda seen: seen[1].wanted)]
        rates.append(len(shown) / (moved - began))
        sizes += [picture.kept["outcome"].size for _, picture in shown]
        maps.seen.clear()
        moved = time.perf_counter()
        QTest.mouseMove(slider, QPoint(x - 1, y))
        rests.append(1000 * (maps.when(qtbot, FINE) - moved))
        QTest.mouseRelease(slider, Qt.MouseButton.LeftButton)
        qtbot.wait(sized(300, 20))
    shown, runs, rest = (statistics.median(each or [0]) for each in (rates, sizes, rests))
    print(f"\n{name}: dragged, {shown:.0f} maps a second of {runs:.0f} runs", end="; ")
    print(f"at rest 512 × 512 after {rest:.0f} ms")


@pytest.mark.parametrize("window", [None], indirect=True)
def test_the_map_of_a_small_network(qtbot, window):
    """2-11-1 of lesson 13, as many steps as the others: seconds until the first, and until 128 × 128 runs."""
    lesson = next(each.scene for each in lessons.all() if each.number == 13)
    began = time.perf_counter()
    window.session.open(scene(replace(lesson.runs[0], steps=STEPS)))
    maps = Maps(window.stage.view("map"))
    first, whole = (maps.when(qtbot, runs) - began for runs in (1, COARSE))
    print(f"\n2-11-1: the first map after {first:.2f} s, that of 128 × 128 runs after {whole:.1f} s")
