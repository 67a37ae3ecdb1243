"""The window as a screen reader finds it: roles, names, values, sentences, announcements."""

from __future__ import annotations

import os

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gdviz.app import announcer, beat_player
from gdviz.base.i18n import speaking
from gdviz.document import edits, lessons, stage_layout
from gdviz.document.tiles import VIEWS, tile_class
from gdviz.look import accessible
from gdviz.look.reading_order import is_stop, tell_in_order
from gdviz.readings.plot_sentence import MOST, plot_sentence
from tests.sampling import long, some

Key = Qt.Key
Role, Text = QAccessible.Role, QAccessible.Text
EVERY = [(number, asks) for number in range(1, len(lessons.names()) + 1) for asks in (False, True)]
SAMPLE = some([(2, True), (13, False)], 1)  # a formula, and a network: all kinds of controls are in the two


@pytest.fixture(autouse=True)
def installed(qapp):
    """As the application does when it starts."""
    accessible.install()


def parts(interface):
    """What can be seen in an interface, itself included, in the order in which it is told."""
    if interface is None or not interface.isValid() or interface.state().invisible:
        return
    yield interface
    if interface.role() not in (Role.MenuBar, Role.Table, Role.Tree):
        for place in range(interface.childCount()):
            yield from parts(interface.child(place))


def told(window):
    """All that is told of a window."""
    return list(parts(QAccessible.queryAccessibleInterface(window)))


def named(window, name, role=None):
    """What is called so, and is there."""
    found = [
        each
        for each in told(window)
        if each.text(Text.Name) == name and each.state().focusable and role in (None, each.role())
    ]
    assert len(found) == 1, f"{len(found)} are called {name}"
    return found[0]


@pytest.mark.parametrize(("number", "asks"), EVERY if "GDVIZ_EVERY_SCREEN" in os.environ else SAMPLE)
def test_whatever_has_the_focus_has_a_name_of_its_own_and_nothing_is_markup(
    make_window, settings, number, asks
):
    settings.questions = asks
    window = make_window(lessons.all()[number - 1].scene)
    for place in range(max(1, len(window.player.beats))):
        window.player.go(place)
        window.session.pause()
        window.settled()
        known = set()  # a lesson's own controls are those of the form once more
        for each in told(window):
            texts = [each.text(kind) for kind in (Text.Name, Text.Description, Text.Value)]
            own = isinstance(each.object(), QWidget) and window.own_controls.isAncestorOf(each.object())
            if each.state().focusable:
                name = own, each.role(), texts[0]
                assert texts[0].strip(), each.object()
                assert name not in known, name
                known.add(name)
            stop = isinstance(each.object(), QWidget) and is_stop(each.object())
            assert not stop or each.role() not in (Role.Client, Role.NoRole), each.object()
            for text in texts:
                assert "</" not in text, text
                assert "<br>" not in text, text


@long
def test_what_a_widget_has_not_is_asked_for_in_vain(make_window):
    """A bridge asks for all of it; None instead of a null pointer would end the program."""
    window = make_window()
    slider, chart = named(window, "Learning rate", Role.Slider), named(window, "Loss", Role.Chart)
    assert slider.valueInterface() is not None
    assert chart.valueInterface() is None
    for each in (slider, chart):
        assert each.actionInterface() is not None
        for nothing in (each.textInterface, each.selectionInterface):
            assert nothing() is None


def test_sliders_boxes_and_headings_say_what_they_stand_for(make_window):
    window = make_window(lessons.all()[1].scene)
    rate = named(window, "Learning rate", Role.Slider)
    assert rate.text(Text.Value) == "1"
    numbers = rate.valueInterface()
    assert (numbers.currentValue(), numbers.minimumValue()) == (1.0, 0.0001)
    numbers.setCurrentValue(0.5)
    window.settled()
    assert window.session.scene.runs[0].schedule.learning_rate == 0.5
    assert rate.text(Text.Value) == "0.5"
    assert "Larger learns faster" in rate.text(Text.Description)
    box = named(window, "Optimizer", Role.ComboBox)
    assert box.text(Text.Value) == "Gradient descent"
    heading = named(window, "Optimizer", Role.Button)
    assert heading.state().expanded
    heading.actionInterface().doAction("Press")
    assert heading.state().collapsed
    assert not heading.state().expanded
    assert heading.text(Text.Value) == "Gradient descent"


def test_each_plot_has_a_role_a_name_and_a_sentence(make_window):
    window = make_window()
    window.session.set_playhead(2)
    window.settled()
    chart = named(window, "Loss", Role.Chart)
    said = chart.text(Text.Description)
    assert said == "Step 2 of 40. w 1.16, loss 4.666, falling. Slope 4.32."
    window.set_language("zh_CN")
    window.settled()
    chart = QAccessible.queryAccessibleInterface(window.stage.view("loss").plot)
    assert chart.text(Text.Description) == "第 2 步，共 40 步。w 1.16，损失 4.666，在下降。斜率 4.32。"


def test_sentences_are_short_in_every_lesson_and_view(make_window, qtbot):
    window = make_window(replace(lessons.all()[0].scene, stage=()))
    for lesson in lessons.all():
        runs = tuple(replace(run, steps=min(run.steps, 3)) for run in lesson.scene.runs)
        window.session.open(replace(lesson.scene, runs=runs, stage=()))
        qtbot.waitUntil(lambda: not window.session.computing)
        window.session.set_playhead(2)
        frame = window.session.frame
        for view in VIEWS:
            tile = stage_layout.tile_of(lesson.scene.stage, view) or tile_class(view)()
            for language in ("en", "zh_CN"):
                with speaking(language):
                    said = plot_sentence(frame, tile)
                assert said
                assert len(said.split()) <= MOST
                assert "{" not in said


@long
def test_more_runs_are_counted_and_the_selected_one_named(make_window):
    scene = edits.duplicate_run(lessons.all()[0].scene, 0)
    window = make_window(edits.change(scene, "runs.1.schedule.learning_rate", 0.5))
    chart = named(window, "Loss", Role.Chart)
    assert chart.text(Text.Description) == "Step 0 of 40. η = 0.2: w 5, loss 36. Slope 12. 1 more run."


def test_what_is_told_comes_in_the_order_in_which_tab_goes(make_window, qtbot):
    scene = lessons.all()[12].scene
    window = make_window(replace(scene, runs=tuple(replace(run, steps=3) for run in scene.runs)))
    window.settled()
    qtbot.waitUntil(window.stage.ready)
    window.grab()  # axes take their room
    qtbot.wait(100)
    before = window.grab().toImage()
    tell_in_order(window.arrangement.central)
    stops = window.focus_order.stops()
    names = [each.accessibleName() for each in stops]
    in_turn = [each.object() for each in told(window) if each.object() in stops]
    assert [each.accessibleName() for each in in_turn] == names
    assert in_turn == stops
    QApplication.processEvents()
    assert window.grab().toImage() == before


@pytest.fixture
def said(monkeypatch):
    """What is announced."""
    texts = []
    monkeypatch.setattr(announcer, "announce", lambda _about, text: texts.append(text) if text else None)
    return texts


def test_stops_outcomes_and_errors_are_announced(make_window, said, qtbot):
    window = make_window(edits.change(lessons.all()[0].scene, "runs.0.schedule.learning_rate", 1.5))
    window.session.set_speed(1000.0)
    window.session.set_playhead(window.session.frame.last - 3)
    said.clear()
    window.session.play()
    qtbot.waitUntil(lambda: not window.session.playing)
    window.settled()
    assert [text[:14] for text in said if text.startswith("Step")] == ["Step 40 of 40."]
    assert any("above 2/L" in text for text in said)
    window.opening.open_path("nothing.gdviz")
    assert said[-1] == window.banner.label.text()


def test_lesson_two_is_done_with_the_accessible_tree_and_keys_alone(
    make_window, settings, said, qtbot, monkeypatch
):
    """Prediction and goal included: only what is told is known, and there is no mouse."""
    monkeypatch.setattr(beat_player, "SECONDS", 0.1)
    settings.questions = True
    reader = Reader(make_window(lessons.all()[1].scene), said, qtbot)
    window = reader.window
    assert reader.heard("Learning rate 0.2: from 5 to 2.6")
    reader.go_on()
    assert reader.heard("Now the learning rate is 1; w = 5, slope 12. Where is w after one step?")
    reader.focus("B. −7")
    reader.press(Key.Key_Space)
    assert "B. −7. right" in reader.name
    assert reader.heard("Right. −7: ")
    reader.go_on()
    reader.go_on()
    assert reader.heard("A bit more: learning rate 1.2. What happens to the swings?")
    reader.press(Key.Key_3)  # as the card says: key 3
    assert reader.find("C. They get wider").text(Text.Name).startswith("C. They get wider. right")
    reader.go_on()
    reader.go_on()
    assert reader.heard("Now very small: 0.0001.")
    reader.focus("Your answer")
    QTest.keyClicks(QApplication.focusWidget(), "4.95")
    reader.press(Key.Key_Return)
    assert window.player.right
    reader.go_on()
    reader.go_on()
    assert reader.heard("Find a learning rate that brings w within 0.01 of −1")
    rate = reader.focus("Learning rate", Role.EditableText)
    assert rate.text(Text.Value) != "0.5"
    QTest.keyClick(QApplication.focusWidget(), Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "0.5")
    reader.press(Key.Key_Return)
    qtbot.waitUntil(lambda: window.player.attempt.solved)
    reader.settle()
    assert reader.heard("")  # that it is reached
    reader.go_on()
    assert reader.heard("Each step multiplies the distance")


class Reader:
    """A person with a screen reader and a keyboard."""

    def __init__(self, window, said, qtbot):
        self.window, self.said, self.qtbot = window, said, qtbot
        window.session.set_speed(1000)  # the first part plays
        self.settle()

    def heard(self, beginning):
        """Whether something was said that begins so, since that was asked last."""
        heard = [text for text in self.said if text.startswith(beginning)]
        self.said.clear()
        return bool(heard)

    def settle(self):
        """Wait until nothing plays."""
        self.qtbot.waitUntil(lambda: not self.window.session.playing, timeout=20_000)
        self.window.settled()

    def press(self, key):
        """Press a key wherever the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window.stage, key)
        self.settle()

    def go_on(self):
        """Press the key of the next part."""
        QTest.keyClick(QApplication.focusWidget() or self.window.stage, Key.Key_PageDown)
        self.window.settled()
        QTest.keyClick(QApplication.focusWidget() or self.window.stage, Key.Key_End)  # not to wait for it
        self.settle()

    @property
    def here(self):
        """What has the focus."""
        return QAccessible.queryAccessibleInterface(QApplication.focusWidget())

    @property
    def name(self):
        """What it is called."""
        return self.here.text(Text.Name)

    def find(self, name):
        """What can be seen under that name."""
        return next(each for each in told(self.window) if each.text(Text.Name).startswith(name))

    def focus(self, name, role=None):
        """Press Tab until what has that name has the focus."""
        self.window.stage.setFocus()
        for _ in range(120):
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
            if self.name.startswith(name) and role in (None, self.here.role()):
                return self.here
        raise AssertionError(f"Tab never comes to {name}")
