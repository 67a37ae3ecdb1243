"""A stage shows as many views as it has room for, offers the others by name, and never scrolls."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QLabel, QTextEdit, QWidget

from gdviz.app.message_place import message_place
from gdviz.document import lessons, stage_layout
from gdviz.look.look import LIGHT, PROJECTOR
from gdviz.panels.frame.lesson import LessonPanel
from gdviz.panels.frame.notes import Notes
from tests.app.painted import Painted
from tests.sampling import long, pairs, some

LEFT = Qt.MouseButton.LeftButton


def open_lesson(window, number):
    window.documents.open_lesson(lessons.names()[number - 1])
    window.settled()


def on_screen(window):
    return {name for name, tile in window.stage.tiles.items() if tile.isVisible()}


def test_a_usual_window_has_room_for_the_views_that_come_first(window):
    for number in (1, 15):
        open_lesson(window, number)
        first = stage_layout.names(window.session.scene.stage)[0]
        assert set(first) <= on_screen(window)
        assert window.stage.column.geometry().bottom() <= window.stage.rect().bottom()


@pytest.mark.opens(8)
def test_a_large_window_shows_every_view_as_the_scene_arranges_them(window):
    window.resize(1920, 1080)
    for number in some((8, 13), 1):
        open_lesson(window, number)
        assert window.stage.fit.rows == stage_layout.names(window.session.scene.stage)
        assert not window.stage.fit.waiting
        assert not window.arrangement.tabs.isVisible()


@pytest.mark.opens(2, look="projector")
def test_what_waits_is_offered_by_name_and_comes_by_a_click_or_a_key(window, qtbot):
    stage, tabs = window.stage, window.arrangement.tabs
    assert stage.fit.shown == ("loss", "weights")
    assert {button.text() for button in tabs.buttons.values()} == {
        stage.title(name) for name in ("loss", "weights", "this_step", "loss_history")
    }
    assert [name for name, button in tabs.buttons.items() if button.isChecked()] == ["loss", "weights"]
    qtbot.mouseClick(tabs.buttons["this_step"], LEFT)
    window.settled()
    assert on_screen(window) == {"loss", "this_step"}
    assert tabs.buttons["this_step"].isChecked()
    qtbot.mouseClick(tabs.buttons["this_step"], LEFT)  # nothing that is shown goes by a click on its name
    window.settled()
    assert on_screen(window) == {"loss", "this_step"}
    qtbot.mouseClick(tabs.buttons["weights"], LEFT)
    window.settled()
    assert on_screen(window) == {"this_step", "weights"}  # what was picked last stays
    assert not window.session.history.can_undo  # what is seen is no edit
    tabs.buttons["loss"].setFocus()
    window.stage.hold()
    window.arrangement.settle()
    assert tabs.buttons["loss"].hasFocus()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    window.settled()
    assert "loss" in on_screen(window)
    open_lesson(window, 3)
    open_lesson(window, 2)
    assert on_screen(window) == {"loss", "weights"}


@pytest.mark.opens(2, look="projector")
def test_a_tab_says_what_a_click_does_and_its_menu_brings_and_hides(window):
    tabs = window.arrangement.tabs
    assert "stays" not in tabs.buttons["this_step"].toolTip()
    bring = tabs.menu_of(tabs.buttons["this_step"]).actions()[0]
    bring.trigger()
    window.settled()
    assert on_screen(window) == {"loss", "this_step"}
    assert "keeps it there" in tabs.buttons["this_step"].toolTip()
    assert not tabs.menu_of(tabs.buttons["this_step"]).actions()[0].isEnabled()
    for name in ("this_step", "loss_history"):  # one that is shown, one that waits
        tabs.menu_of(tabs.buttons[name]).actions()[1].trigger()
        window.settled()
        assert name not in tabs.buttons
    window.session.undo()
    window.settled()
    assert "loss_history" in tabs.buttons


@pytest.mark.opens(2, look="projector")
def test_a_panel_over_the_stage_has_a_button_that_closes_it(window, qtbot):
    window.set_parameters_visible(True)
    assert window.column.isVisible()
    qtbot.mouseClick(window.runs.close_button, LEFT)
    assert not window.column.isVisible()
    window.looks.set_look("light")
    window.resize(1400, 800)
    window.settled()
    assert window.column.isVisible()
    assert not window.runs.close_button.isVisible()


@long
@pytest.mark.opens(8, look="projector", type_size=1.5)
def test_large_type_makes_no_window_wider_than_its_screen(window, settings, qtbot):
    """The last counters are left out, and the tabs that have no room are in a menu behind the others."""
    for number in (8, 13, 15):
        open_lesson(window, number)
        window.resize(1280, 720)
        window.settled()
        assert window.width() == 1280
        counters, tabs = window.transport.counters, window.arrangement.tabs
        assert [name for name, _, _ in counters.drawn()] == list(counters.shown[: len(counters.drawn())])
        assert tabs.others.isVisible() == any(not button.isVisible() for button in tabs.buttons.values())
        assert tabs.geometry().right() <= tabs.parentWidget().rect().right()
    assert counters.drawn()[-1][0] == "epoch"
    hidden = {each.text(): each for each in tabs.others.menu().actions()}
    assert set(hidden) == {button.text() for button in tabs.buttons.values() if not button.isVisible()}
    hidden["Moving average"].trigger()
    window.settled()
    assert on_screen(window) == {"average"}
    assert tabs.buttons["average"].isVisible()
    window.looks.set_look("light")
    settings.type_size = 1.0
    window.looks.set_look("projector")
    window.settled()
    assert not tabs.others.isVisible()
    assert all(button.isVisible() for button in tabs.buttons.values() if not button.isChecked())
    assert not window.own_controls.is_empty  # for which those on the stage, with their titles, make room
    assert counters.drawn()[-1][0] == "examples"


@pytest.mark.opens(1, look="projector")
def test_the_stage_never_scrolls_and_no_view_is_cut(window):
    for size, number in pairs([(1366, 768), (1024, 600)], [1, 12]):
        window.resize(*size)
        open_lesson(window, number)
        stage = window.stage
        assert not [
            area
            for area in stage.parentWidget().findChildren(QAbstractScrollArea)
            if area.parent() is stage and area.isVisible()
        ]
        for tile in (stage.tiles[name] for name in stage.fit.shown):
            corner = tile.mapTo(stage, tile.rect().bottomRight())
            assert stage.rect().contains(corner)


@pytest.mark.opens(13, look="projector")
def test_every_run_has_a_boundary_that_can_be_seen_on_a_projector(window):
    view = window.stage.view("boundary")
    areas = view.plot.areas
    assert len(areas) == 3
    assert len({area.top() for area in areas}) == 1
    assert all(area.width() >= 180 and area.height() >= 120 for area in areas)
    assert all(view.plot.rect().toRectF().contains(area) for area in areas)


@pytest.mark.opens(1, look="projector")
def test_the_panels_lie_over_a_narrow_stage_and_a_key_brings_them(window, qtbot):
    assert not window.column.isVisible()
    assert window.stage.legend.isVisible()
    width = window.stage.width()
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    window.settled()
    assert window.column.isVisible()
    assert window.stage.width() == width > window.width() - 40
    assert window.menus.actions["parameters"].isChecked()
    window.runs.list.setFocus()
    QTest.keyClick(window.runs.list, Qt.Key.Key_Escape)
    assert not window.column.isVisible()
    window.looks.set_look("light")
    window.settled()
    assert window.column.isVisible()  # beside the stage, as before
    assert not window.stage.legend.isVisible()


@pytest.mark.parametrize("number", some([5, 15], 1))  # four counters; five views with long names
def test_a_new_window_takes_no_more_than_its_screen(make_window, settings, number):
    settings.look = "projector"
    window = make_window(lessons.find(str(number)).scene, (1024, 600))
    assert (window.width(), window.height()) == (1024, 600)
    assert window.minimumSizeHint().width() <= 1024


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_two_lines_say_at_least_a_sentence_of_every_lesson(qtbot, language):
    window = QWidget()
    window.resize(1280, 720)
    qtbot.addWidget(window)
    notes = Notes(window)
    notes.set_look(PROJECTOR)
    notes.resize(620, 60)
    silent = []
    for lesson in lessons.all():
        notes.set_text(lessons.texts(lesson.scene, language)[1])
        silent += [lesson.number] if not notes.label.text() else []
    assert not silent


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_lessons_title_is_written_whole_in_a_narrow_column(qtbot, language):
    panel = LessonPanel()
    qtbot.addWidget(panel)
    panel.set_look(LIGHT)
    panel.set_lessons([(name, title.of(language)) for name, title in lessons.titles()])
    picker = panel.picker
    for place in range(picker.count()):
        picker.setCurrentIndex(place)
        picker.resize(264, picker.heightForWidth(264))
        painted = Painted(picker)
        assert not list(painted.cut())
        assert "".join(words.text for words in painted.words).replace(" ", "") == picker.itemText(
            place
        ).replace(" ", "")


def test_a_message_over_a_small_stage_covers_no_plot(make_window, settings):
    settings.look = "projector"
    window = make_window(lessons.find("2").scene)
    window.status.say("Saved as “picture.png”.")
    QCoreApplication.processEvents()
    status, stage = window.status, window.stage
    assert status.isVisible()
    assert not status.engine.isVisible()  # "Ready" says nothing there
    assert status.width() < stage.width() / 2
    message = QRect(status.mapTo(window, QPoint(0, 0)), status.size())
    for view in stage.visible_views():
        plot = QRect(view.plot.mapTo(window, QPoint(0, 0)), view.plot.size())
        assert not message.intersects(plot)
    for box in stage.legend.boxes:
        assert not message.intersects(
            box.toAlignedRect().translated(stage.legend.mapTo(window, QPoint(0, 0)))
        )


def test_a_message_takes_the_gap_that_there_is_in_two_lines_if_need_be(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 300)
    words, plot = QLabel("Words", page), QTextEdit(page)
    words.setGeometry(0, 0, 400, 24)
    plot.setGeometry(0, 60, 400, 240)
    page.show()
    stage, sizes = QRect(0, 24, 400, 276), [QSize(380, 20), QSize(200, 44)]
    place = message_place(page, stage, sizes, ())
    assert place.size() == sizes[0]
    assert not place.intersects(plot.geometry())
    plot.setGeometry(0, 30, 190, 270)
    place = message_place(page, stage, sizes, ())
    assert place.size() == sizes[1]
    assert not place.intersects(plot.geometry())
    plot.setGeometry(0, 24, 400, 276)
    assert message_place(page, stage, sizes, ()) is None


@pytest.mark.opens(1, look="projector")
def test_a_finger_hits_every_entry_of_a_menu_in_the_projector_look(window):
    tile, bar = window.stage.tile(window.stage.seen()[0]), window.menuBar()
    tile.fill_menu()
    for menu in (tile.menu, bar, *(action.menu() for action in bar.actions())):
        menu.ensurePolished()
        menu.sizeHint()
        entries = [action for action in menu.actions() if action.isVisible() and not action.isSeparator()]
        assert entries
        assert all(menu.actionGeometry(action).height() >= 44 for action in entries)
    boxes = [box for box in window.findChildren(QComboBox) if box.count()]
    assert boxes
    assert all(box.view().sizeHintForRow(0) >= 44 for box in boxes)


@long
@pytest.mark.opens(12, look="projector", language="zh_CN")
def test_four_runs_that_have_no_room_in_a_row_stand_two_by_two(window):
    boxes = window.stage.legend.boxes
    assert len({box.left() for box in boxes}) == len({box.top() for box in boxes}) == 2


def test_views_that_have_room_without_the_row_of_tabs_do_not_wait_for_it(make_window, settings):
    """Where tabs stood below one part of a lesson, a view of the next waited for the room that they took."""
    settings.look, settings.questions = "projector", True
    window = make_window(lessons.find("14").scene, (1280, 720))
    for part in (0, 1, 2):
        window.player.go(part)
        window.settled()
    assert window.stage.fit.waiting == ()
    assert not window.arrangement.tabs.isVisible()


@pytest.mark.opens(2, look="projector")
def test_a_drag_changes_no_row_of_the_legend_and_undo_gives_back_what_its_end_took(window):
    legend, control = window.stage.legend, window.own_controls.controls[0]
    before = legend.height(), window.stage.above.pixels
    for rate in (1.23, 1.2):  # whose losses are wider
        control.chosen.emit(rate, True)
        window.settled()
        assert (legend.height(), window.stage.above.pixels) == before
    control.finished.emit()
    assert legend.height() == window.stage.above.pixels == 2 * before[0]
    window.session.undo()
    window.settled()
    assert (legend.height(), window.stage.above.pixels) == before
