"""Presenting: the keys that a teacher uses in front of a class, in the real window."""

import itertools

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from gdviz.document import lessons
from gdviz.panels.widgets.entry import Entry
from gdviz.views.common.plot_legend import Legend
from tests.sampling import long

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

Key = Qt.Key


def press(window, key):
    QTest.keyClick(window.focusWidget() or window, key)
    QApplication.processEvents()


def chrome(window):
    """What stands around the stage: heights of menus, and which parts are to be seen."""
    return (
        window.menuBar().height(),
        window.column.isVisible(),
        window.status.isVisible(),
        window.isFullScreen(),
    )


def test_f5_leaves_the_stage_and_the_playback_and_esc_brings_all_back(bare_window):
    window = bare_window
    window.resize(1600, 900)
    QApplication.processEvents()
    before = chrome(window)
    assert all(before[:3])
    press(window, Key.Key_F5)
    assert window.status.currentMessage()  # says how it ends, over the stage, for some seconds
    window.status.clearMessage()
    assert chrome(window) == (0, False, False, True)
    assert window.transport.isVisible()
    assert window.stage.isVisible()
    assert window.menus.actions["present"].isChecked()
    press(window, Key.Key_Escape)
    assert chrome(window) == before
    assert not window.menus.actions["present"].isChecked()


def test_nothing_touches_the_edge_of_a_small_projector(make_window):
    """The frame of the lesson's list lay in the first row of pixels, which many projectors cut."""
    window = make_window(size=(1280, 720))
    press(window, Key.Key_F5)
    assert window.lesson.picker.mapTo(window, QPoint()).y() >= 4


def test_while_presenting_every_key_of_the_menus_acts(bare_window):
    window = bare_window
    press(window, Key.Key_F5)
    QTest.keyClick(window.stage, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.column.isVisible()  # over the stage
    QTest.keyClick(window.stage, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert not window.column.isVisible()
    press(window, Key.Key_F5)
    assert not window.presenting.on
    assert not window.status.currentMessage()  # of how to end what has ended


@long
def test_esc_shows_all_views_before_it_ends_presenting(make_window):
    window = make_window()
    window.stage.toggle_enlarged(window.stage.visible_views()[0].name)
    press(window, Key.Key_F5)
    press(window, Key.Key_B)
    press(window, Key.Key_Escape)
    assert not window.presenting.blank.isVisible()
    assert window.stage.enlarged is not None
    press(window, Key.Key_Escape)
    assert window.stage.enlarged is None
    assert window.presenting.on
    press(window, Key.Key_Escape)
    assert not window.presenting.on


def test_a_window_that_is_closed_while_presenting_is_not_full_the_next_time(bare_window, make_window):
    press(bare_window, Key.Key_F5)
    bare_window.close()
    assert not make_window(bare_window.session.scene).isFullScreen()


def test_black_and_white_cover_the_whole_window_until_a_key_or_a_click(bare_window):
    window, blank = bare_window, bare_window.presenting.blank
    colors = {"B": "#000000", ".": "#000000", "W": "#ffffff"}
    for (key, color), way in itertools.product(colors.items(), [*colors, Key.Key_Escape, None]):
        press(window, key)
        picture = window.grab().toImage()
        corners = ((0, 0), (picture.width() - 1, picture.height() - 1), (picture.width() // 2, 5))
        assert {picture.pixelColor(*place).name() for place in corners} == {color}
        window.resize(window.width() + 10, window.height())
        QApplication.processEvents()
        assert blank.size() == window.size()
        if way is None:
            QTest.mouseClick(blank, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
        else:
            press(window, way)
        assert not blank.isVisible()
        assert window.focusWidget() is window.stage


def test_letters_are_typed_where_there_is_text_to_type(bare_window):
    window = bare_window
    entry = next(entry for entry in window.findChildren(Entry) if entry.isVisible())
    entry.setFocus()
    entry.selectAll()
    for key in "bw.":
        press(window, key)
    assert entry.text() == "bw."
    assert not window.presenting.blank.isVisible()
    press(window, Key.Key_Escape)


def test_a_clickers_keys_step_where_no_part_of_a_lesson_is_on_stage(bare_window, qtbot):
    window = bare_window
    shown = window.session.frame_changed
    with qtbot.waitSignal(shown, check_params_cb=lambda frame: frame.playhead == 3):
        window.session.set_playhead(3)
    for key, step in ((Key.Key_PageDown, 4), (Key.Key_PageUp, 3), (Key.Key_PageUp, 2)):
        with qtbot.waitSignal(shown, check_params_cb=lambda frame, step=step: frame.playhead == step):
            press(window, key)


def test_a_clickers_keys_go_through_the_parts_of_a_lesson(make_window, settings):
    settings.questions = True
    window = make_window(lessons.load(lessons.names()[0]))
    assert window.player.active
    window.player.go(1)
    press(window, Key.Key_PageUp)
    assert window.player.place == 0
    window.session.pause()
    window.session.set_playhead(window.player.beat.last_row)
    press(window, Key.Key_PageDown)
    assert window.player.place == 1
    window.player.explore()
    window.session.set_playhead(0)
    window.settled()
    press(window, Key.Key_PageDown)
    assert window.session.playhead == 1


def test_type_grows_and_shrinks_by_keys_and_is_kept(bare_window, settings):
    window = bare_window
    usual, control = window.look.font_scale, Qt.KeyboardModifier.ControlModifier
    settings.type_size = 1.1
    QTest.keyClick(window.stage, Key.Key_Equal, control)
    assert window.look.font_scale == pytest.approx(1.2 * usual)
    assert settings.type_size == pytest.approx(1.2)
    QTest.keyClick(window.stage, Key.Key_Minus, control)
    assert window.look.font_scale == pytest.approx(1.1 * usual)
    settings.type_size = 2.0
    window.looks.enlarge_type()
    assert settings.type_size == 2.0


def test_larger_type_has_its_place_before_it_is_painted(bare_window):
    bare_window.looks.enlarge_type()
    buttons = [button for button in bare_window.findChildren(QAbstractButton) if button.isVisible()]
    assert buttons
    assert not [each for each in buttons if each.width() < each.minimumSizeHint().width()]
    sizes = [each.size() for each in buttons]
    QCoreApplication.processEvents()  # a font that comes only now would have been too late
    assert [each.size() for each in buttons] == sizes


def test_the_screen_is_kept_awake_while_presenting(bare_window, monkeypatch):
    asked = []
    monkeypatch.setattr(bare_window.presenting.awake, "hold", lambda reason: asked.append(reason))
    monkeypatch.setattr(bare_window.presenting.awake, "release", lambda: asked.append(""))
    press(bare_window, Key.Key_F5)
    assert asked == ["gdviz presents"]
    press(bare_window, Key.Key_Escape)
    assert asked == ["gdviz presents", ""]


@pytest.mark.opens(14, look="projector")
def test_a_message_covers_no_control(window):
    press(window, Key.Key_F5)
    window.settled()
    status = window.status
    status.clearMessage()
    status.say("Esc ends presenting.")
    QApplication.processEvents()
    covered = QRect(status.mapToGlobal(QPoint(0, 0)), status.size())
    for control in [*window.findChildren(QAbstractButton), *window.findChildren(Legend)]:
        if control.isVisible():
            assert not covered.intersects(QRect(control.mapToGlobal(QPoint(0, 0)), control.size()))


@pytest.mark.parametrize("words", [4, 12, 40])
def test_a_message_for_which_there_is_no_room_leaves_the_playback_free(
    make_window, settings, monkeypatch, words
):
    """It was put over the buttons where it is longer than the line of the steps."""
    settings.look = "projector"
    scene = lessons.find("14").scene
    window = make_window(scene, size=(1024, 600))
    monkeypatch.setattr("gdviz.app.arrangement.message_place", lambda *_: None)
    window.status.say("What is said of it. " * (words // 4))
    QApplication.processEvents()
    covered = QRect(window.status.mapToGlobal(QPoint(0, 0)), window.status.size())
    assert window.status.isVisible()
    assert window.rect().translated(window.mapToGlobal(QPoint(0, 0))).contains(covered)
    for control in window.transport.findChildren(QAbstractButton):
        if control.isVisible():
            assert not covered.intersects(QRect(control.mapToGlobal(QPoint(0, 0)), control.size()))


@pytest.mark.opens(2, look="projector")
def test_what_is_said_over_the_line_of_the_steps_leaves_counters_that_grow_free(qtbot, window, monkeypatch):
    """*Running…* came first, and lay upon what the counters then had more to say."""
    monkeypatch.setattr("gdviz.app.arrangement.message_place", lambda *_: None)
    status, counters = window.status, window.transport.counters
    status.show_progress(True, 0.3)
    qtbot.waitUntil(status.stop_button.isVisible)
    counters.setMinimumWidth(counters.width() + 100)
    window.settled()
    covered = QRect(status.mapToGlobal(QPoint(0, 0)), status.size())
    assert status.stop_button.isVisible()
    assert not covered.intersects(QRect(counters.mapToGlobal(QPoint(0, 0)), counters.size()))


def test_the_name_of_the_lesson_takes_one_line_in_all_its_parts(make_window, settings):
    """Beside *Reset* or *Next lesson* that of lesson 9 took two, and its plots were lower."""
    settings.look, settings.questions = "projector", True
    window = make_window(lessons.find("9").scene, size=(1280, 720))
    heights = set()
    for place in (0, 6, 7):  # the first, the goal, the last
        window.player.go(place)
        QApplication.processEvents()
        heights.add(window.lesson.picker.height())
    assert len(heights) == 1
