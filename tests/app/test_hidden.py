"""What is hidden takes no memory: windows keep no picture of themselves, views no runs of other lessons."""

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QComboBox, QDialog, QMenu

from gdviz.app.hidden import LEAST, Hidden
from gdviz.document import lessons
from gdviz.stage.stage import Stage
from tests.sampling import long


def menu():
    made = QMenu()
    for number in range(30):
        made.addAction(f"entry {number}")
    return made, lambda: made.popup(made.pos()), made


def dialog():
    made = QDialog()
    made.resize(600, 400)
    return made, made.open, made


def list_of_a_box():
    made = QComboBox()
    made.addItems([f"entry {number}" for number in range(30)])
    made.show()
    return made, made.showPopup, made.view().window()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # popups without a window system
@pytest.mark.parametrize("kind", [menu, dialog, list_of_a_box])
def test_a_picture_goes_with_the_window_and_comes_with_it(kind, qtbot):
    made, show, window = kind()
    stage = Stage({})
    qtbot.addWidget(stage)
    qtbot.addWidget(made)
    hidden = Hidden(stage)
    show()
    qtbot.waitUntil(lambda: window.backingStore().size() == window.size())
    hidden.let_go()
    assert window.backingStore().size() == window.size(), "it is to be seen"
    before = window.screen().grabWindow(window.winId()).toImage()
    window.hide()
    hidden.let_go()
    assert window.backingStore().size() == LEAST
    show()
    qtbot.waitUntil(lambda: window.backingStore().size() == window.size())
    assert window.screen().grabWindow(window.winId()).toImage() == before


@long
def test_no_view_keeps_a_run_of_another_lesson(window, qtbot):
    names = lessons.names()
    ran = []
    for name in (names[7], names[13]):
        window.session.mark_saved()
        window.documents.open_lesson(name)
        for view in window.stage.kinds:
            window.stage.view(view).show_frame(window.session.frame)
        ran += [weakref.ref(recording) for recording in window.session.frame.recordings]
    window.session.mark_saved()
    window.documents.open_lesson(names[0])
    qtbot.waitUntil(window.stage.ready)
    window.hidden.let_go()

    def gone():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return not [recording for recording in ran if recording() is not None]

    qtbot.waitUntil(gone, timeout=5000)
    assert set(window.stage.tiles) == {tile.view for row in window.session.scene.stage for tile in row.tiles}


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_no_view_goes_while_it_waits_for_what_is_chosen_in_its_menu(window, qtbot):
    names = lessons.names()
    window.documents.open_lesson(names[7])
    menu = window.stage.tile("progress").menu
    window.stage.view("progress").show_frame(window.session.frame)
    window.session.mark_saved()
    window.documents.open_lesson(names[0])
    menu.popup(menu.pos())
    qtbot.waitUntil(menu.isVisible)
    window.hidden.let_go()
    assert "progress" in window.stage.tiles
    menu.close()
    window.hidden.let_go()
    assert "progress" not in window.stage.tiles
