"""The real window, as a person finds it when gdviz starts in English."""

from __future__ import annotations

import math

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest

from gdviz.app.settings import Settings
from gdviz.base import qt_language
from gdviz.document import lessons

Key = Qt.Key
COUNTERS = ("step", "global_step", "epoch", "examples")


@pytest.fixture
def settings(qapp):
    """The settings of a person who reads English and likes it light."""
    settings = Settings()
    settings.language = "en"
    settings.look = "light"
    settings.questions = False  # the stage of a lesson, free to be changed; tests of beats let it ask
    return settings


@pytest.fixture
def form_when_asked_for():
    """Leaves the form out until a test asks for it: a third of the time of a window that has none to show."""
    from PySide6.QtWidgets import QWidget

    from gdviz.panels.form.parameters import ParametersPanel

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ParametersPanel, "paintEvent", lambda panel, event: QWidget.paintEvent(panel, event))
        yield


@pytest.fixture
def at_once():
    """Lets files be saved at once, on whatever disk, and all views be drawn at once, on whatever processor.
    What a test itself replaces ends before its window."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gdviz.stage.turns.AT_ONCE", math.inf)
        patch.setattr("gdviz.app.document_controller.PATIENCE", 60.0)
        yield


@pytest.fixture
def make_window(qtbot, settings, at_once, request):
    """Opens windows, and closes them at the end without a question."""
    from gdviz.app.window import Window

    windows = []

    def make(scene=None, size=(1280, 720)):
        window = Window(settings, scene)
        windows.append(window)
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        if "form_when_asked_for" not in request.fixturenames:
            assert window.parameters.editors  # made now, rather than after the first paint
        window.settled = lambda: settle(qtbot, window)
        window.settled()
        return window

    yield make
    for window in windows:
        window.session.mark_saved()
        window.close()
        window.deleteLater()
        # pytest keeps the window until the leaks are counted, with menus of pyqtgraph that have no parent.
        vars(window).clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qt_language.switch("en")


@pytest.fixture
def window(make_window, settings, request):
    """One window, with the first lesson on stage, or with the lesson and settings of the test's mark."""
    opens = request.node.get_closest_marker("opens")
    if opens is None:
        return make_window()
    for name, value in opens.kwargs.items():
        setattr(settings, name, value)
    return make_window(lessons.find(str(opens.args[0])).scene)


@pytest.fixture
def bare_window(make_window):
    """One with the first lesson's run and no view: four times as quick, for what is not about views."""
    return make_window(replace(lessons.all()[0].scene, stage=()))


def settle(qtbot, window):
    """Wait until all is laid out and computed, and every visible view shows it."""

    def shown():
        assert not window.session.computing
        for view in window.stage.visible_views():
            assert view.frame is not None
            assert view.frame == window.session.frame

    QCoreApplication.processEvents()
    # What is gone goes at once, as in a program's own loop: else a walk through lessons gathers old forms.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(shown)
    QCoreApplication.processEvents()  # what was shown may have made a layout change its mind


def short(scene, steps=20):
    """The scene with runs of so many steps at most: what long ones show, sooner."""
    return replace(scene, runs=tuple(replace(run, steps=min(run.steps, steps)) for run in scene.runs))


@pytest.fixture
def hand(window):
    """A hand at the window, and an eye on it."""
    window.stage.setFocus()
    return Hand(window)


class Hand:
    """What a hand does in the window, and what an eye reads there."""

    def __init__(self, window):
        self.window = window

    def pick(self, number):
        """Choose a lesson in the picker, by its keys."""
        picker = self.window.lesson.picker
        picker.setFocus()
        while picker.currentIndex() != number - 1:
            QTest.keyClick(picker, Key.Key_Down if picker.currentIndex() < number - 1 else Key.Key_Up)
        self.window.stage.setFocus()
        self.window.settled()

    def open(self, number):
        """Choose a lesson in the menu, which passes by none of those before it."""
        self.window.menus.actions[lessons.names()[number - 1]].trigger()
        self.window.stage.setFocus()
        self.window.settled()

    def press(self, key, times=1, modifier=Qt.KeyboardModifier.NoModifier):
        """Press a key of the window so many times."""
        for _ in range(times):
            QTest.keyClick(self.window, key, modifier)
            self.window.settled()

    def used(self, view, column, place=0):
        """The points (x, y) of the strong part of a run's curve."""
        for drawn in self.window.stage.view(view).drawn:
            if drawn.line.place == place and drawn.line.column == column and not drawn.line.ghost:
                return drawn.used.getData()
        raise AssertionError(f"{view} draws no {column} of run {place}")

    def whole(self, view, column, place=0, ghost=False):
        """The points (x, y) of the faint curve that shows the whole run; of the ghost beside it."""
        for drawn in self.window.stage.view(view).drawn:
            if drawn.line.place == place and drawn.line.column == column and drawn.line.ghost == ghost:
                return drawn.whole.getData()
        raise AssertionError(f"{view} draws no {column} of run {place}")

    def end(self, view, column, place=0):
        """Where a run's curve ends at the playhead: (step, value)."""
        x, y = self.used(view, column, place)
        return float(x[-1]), float(y[-1])

    def arithmetic(self):
        """What the view of this step writes."""
        return self.window.stage.view("this_step").equations.text()

    def cursor(self, view):
        """Where the vertical cursor stands."""
        return self.window.stage.view(view).cursor_line.value()

    def counters(self):
        """What the counters say."""
        return {
            name: self.window.transport.counters.text(name)
            for name in ("step", "global_step", "epoch", "examples")
        }

    def drag_slider(self, path, share, steps=4):
        """Drag the slider of a parameter to the part `share` of its way; yields after every movement."""
        self.window.parameters.area.ensureWidgetVisible(self.window.parameters.editor(path))
        slider = self.window.parameters.editor(path).control.slider

        def at(position):
            return QPoint(round(slider.x_of(position)), slider.height() // 2)

        begin, finish = slider.value(), round(share * slider.maximum())
        QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=at(begin))
        for position in np.linspace(begin, finish, steps + 1)[1:]:
            QTest.mouseMove(slider, at(position))
            yield
        QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at(finish))

    def type_value(self, path, text):
        """Type an exact value of a parameter."""
        entry = self.window.parameters.editor(path).control.entry
        entry.setFocus()
        entry.selectAll()
        QTest.keyClicks(entry, text)
        QTest.keyClick(entry, Key.Key_Return)
        self.window.stage.setFocus()
        self.window.settled()
