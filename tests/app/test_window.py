"""The window as a whole: language, look, layout, persistence, long runs, help; nothing is clipped."""

from __future__ import annotations

import math
import re
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QGraphicsScene,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QWidget,
)

from gdviz.app.help import ShortcutsDialog
from gdviz.document import lessons
from gdviz.document.edits import change
from gdviz.document.scene import Run, Scene
from gdviz.look.appearance import Appearance
from gdviz.look.look import LOOKS
from tests.sampling import long, pairs, some

LANGUAGES = ("en", "zh_CN")
SAME_IN_BOTH = {"English", "简体中文", "gdviz", "global_step", "float32", "float64"}


def texts(window):
    """Every text of the window that a person may read, with where it stands."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what is gone is not read
    window.menus.menus["view"].aboutToShow.emit()
    for tile in window.stage.tiles.values():
        tile.menu.aboutToShow.emit()
    found = {}
    for thing in [window, *window.findChildren(QWidget), *window.findChildren(QAction)]:
        if isinstance(thing.parent(), QGraphicsScene):  # pyqtgraph's own menu, which never opens
            continue
        said = [thing.toolTip()]
        if isinstance(thing, QLabel | QAbstractButton | QAction):
            said.append(thing.text())
        if isinstance(thing, QMenu):
            said.append(thing.title())
        if isinstance(thing, QComboBox):
            said += [thing.itemText(index) for index in range(thing.count())]
        if isinstance(thing, QWidget):
            said.append(thing.accessibleName())
        for text in said:
            found.setdefault(re.sub(r"<[^>]+>", " ", text).strip(), thing)
    return found


def words(text):
    """The English words of a text, without names of the code, of files and of mathematics."""
    text = re.sub(r"\S*[_/\\{}()=·∂]\S*|\bw\d?\b|Ctrl\S*|Shift\S*|&", " ", text)
    return re.findall(r"[A-Za-z]{3,}", text)


def test_switching_the_language_changes_every_text(window, hand):
    for number in (1, 3, 6):
        hand.open(number)
        window.hidden.let_go()  # now, rather than some seconds later
        switched(window, lessons.all()[number - 1])


def switched(window, lesson):
    """Switch to Chinese, look at every text, and switch back."""
    assert window.parameters.editors  # made now, rather than when there is time
    english = texts(window)
    chosen = next(a for a in window.menus.menus["language"].actions() if a.data() == "zh_CN")
    chosen.trigger()
    window.settled()
    chinese = texts(window)
    names = {"Adam", "AdamW", "Adagrad", "RMSProp", "Adadelta", "Nesterov"}
    left = {
        text: thing
        for text, thing in chinese.items()
        if words(text) and text not in SAME_IN_BOTH | names and not re.search(r"[\u4e00-\u9fff∂]", text)
    }
    assert left == {}
    assert {text for text in english if len(words(text)) > 1} & set(chinese) == set()
    assert window.settings.language == "zh_CN"
    assert window.lesson.notes.text == lesson.notes.zh
    next(a for a in window.menus.menus["language"].actions() if a.data() == "en").trigger()
    window.settled()
    assert set(texts(window)) == set(english)


def clipped(window):
    """The visible texts that do not fit into their widgets."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QPushButton | QAbstractButton):
            continue
        if widget is window.status.outcome:  # elided on purpose, its tool tip has the whole
            continue
        text = widget.text()
        if not text:
            continue
        hint = widget.sizeHint() if not isinstance(widget, QLabel) else widget.minimumSizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.height() < widget.heightForWidth(widget.width()) - 1:
                found.append((text, widget.height(), widget.heightForWidth(widget.width())))
        elif widget.width() < hint.width() or widget.height() < hint.height() - 1:
            found.append((text, widget.size().toTuple(), hint.toTuple()))
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_clipped_at_1280_by_720(make_window, settings, qtbot, look):
    numbers = [number for number, at in pairs(some(range(1, 8), 3), LOOKS) if at == look]
    settings.look = look
    window = make_window()

    def whole():
        assert window.size().toTuple() == (1280, 720), "the window can't be made as small"
        assert clipped(window) == [], f"lesson {number}"

    for number in numbers:
        window.documents.open_lesson(lessons.names()[number - 1])
        window.settled()
        QTest.keyClick(window, Qt.Key.Key_End)
        window.settled()
        for language in LANGUAGES if number % 2 else LANGUAGES[::-1]:  # begins with the one before
            window.set_language(language)
            window.resize(1280, 720)
            qtbot.waitUntil(whole)
            visible = [tile for tile in window.stage.tiles.values() if tile.isVisible()]
            assert all(tile.width() >= 180 and tile.height() >= 100 for tile in visible)


def test_the_look_is_that_of_every_part_and_is_remembered(window):
    for look in LOOKS.values():
        action = next(a for a in window.menus.menus["look"].actions() if a.data() == look.name)
        action.trigger()
        window.settled()
        assert {tile.view.look for tile in window.stage.tiles.values()} == {look}
        assert window.palette().window().color().name().upper() == look.window
        assert window.grab().toImage().pixelColor(3, window.height() // 2).name().upper() == look.window
        assert window.settings.look == look.name
        assert action.isChecked()


@long
def test_no_type_of_another_look_is_left(window, hand):
    def sizes():
        widgets = [*window.findChildren(QLabel), *window.stage.tiles["table"].findChildren(QWidget)]
        widgets += [tile.view.legend for tile in window.stage.tiles.values() if hasattr(tile.view, "legend")]
        return {widget: widget.font().pointSizeF() for widget in widgets if widget.isVisible()}

    window.stage.tile("table")
    hand.pick(2)
    before = sizes()
    hand.pick(1)  # no legend here: it is dressed while it is hidden
    for look in ("projector", "light"):
        window.looks.set_look(look)
        window.settled()
    hand.pick(2)
    assert sizes() == before


def test_the_system_look_follows_the_desktop(bare_window, monkeypatch):
    from gdviz.look import theme

    bare_window.looks.set_look("system")
    assert bare_window.look.name == "light"
    monkeypatch.setattr(theme, "system_look", lambda: LOOKS["dark"])
    changed = QGuiApplication.styleHints().colorSchemeChanged
    changed.emit(Qt.ColorScheme.Dark)
    assert bare_window.look.name == "dark"
    bare_window.looks.set_look("projector")
    changed.emit(Qt.ColorScheme.Dark)
    assert bare_window.look.name == "projector"


def test_notes_and_parameters_can_be_put_away(bare_window):
    bare_window.menus.actions["notes"].trigger()
    assert not bare_window.lesson.notes.isVisible()
    assert bare_window.lesson.picker.isVisible()
    bare_window.menus.actions["parameters"].trigger()
    bare_window.settled()
    assert not bare_window.parameters.isVisible()
    assert bare_window.lesson.picker.isVisible()
    assert bare_window.stage.width() > 1200
    bare_window.menus.actions["notes"].trigger()
    assert bare_window.lesson.notes.isVisible()
    bare_window.menus.actions["parameters"].trigger()
    assert bare_window.parameters.isVisible()
    assert bare_window.lesson.picker.isVisible()


def test_long_notes_are_folded_at_a_sentence_instead_of_pushing_the_stage_away(bare_window, qtbot):
    before = bare_window.stage.height()
    bare_window.session.open(Scene(notes="A long story. " * 100))
    bare_window.settled()
    notes = bare_window.lesson.notes
    assert bare_window.stage.height() > 0.8 * before
    assert notes.label.text().endswith("story.")
    assert notes.label.height() >= notes.label.heightForWidth(notes.label.width())
    qtbot.mouseClick(notes.more, Qt.MouseButton.LeftButton)
    assert notes.card.isVisible()
    assert notes.whole.text() == notes.text
    bare_window.session.open(Scene(notes="Short."))
    bare_window.settled()
    assert not notes.card.isVisible()
    assert notes.label.text() == "Short."
    assert not notes.more.isVisible()


def test_layout_and_choices_survive_a_restart(make_window):
    scene = replace(lessons.all()[0].scene, speed=0.0)
    first = make_window(scene)
    first.resize(1400, 800)
    first.settled()
    first.splitter.setSizes([400, 1000])
    first.transport.speed_requested.emit(math.inf)
    first.session.set_loop(True)
    first.looks.set_look("dark")
    first.set_language("zh_CN")
    first.menus.actions["notes"].trigger()
    sizes = first.splitter.sizes()
    first.close()

    second = make_window(scene)
    second.resize(1400, 800)
    second.settled()
    assert second.splitter.sizes() == pytest.approx(sizes, abs=2)
    assert (second.session.speed, second.session.loop) == (math.inf, True)
    assert (second.look.name, second.language) == ("dark", "zh_CN")
    assert not second.lesson.notes.isVisible()
    assert not second.menus.actions["notes"].isChecked()


def test_full_screen_by_key(bare_window):
    QTest.keyClick(bare_window, Qt.Key.Key_F11)
    assert bare_window.isFullScreen()
    assert bare_window.menus.actions["full_screen"].isChecked()
    QTest.keyClick(bare_window, Qt.Key.Key_F11)
    assert not bare_window.isFullScreen()
    assert not bare_window.menus.actions["full_screen"].isChecked()


def long_scene(steps=10_000_000):
    return Scene(runs=(Run(steps=steps),))


def test_a_long_run_tells_how_far_it_is_and_can_be_stopped(bare_window, qtbot):
    bare_window.session.open(long_scene())
    qtbot.waitUntil(bare_window.status.stop_button.isVisible)
    assert re.fullmatch(r"Running… \d+%", bare_window.status.engine.text())
    qtbot.mouseClick(bare_window.status.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Stopped" in bare_window.status.outcome.text())
    assert not bare_window.status.stop_button.isVisible()
    assert bare_window.status.engine.text() == "Ready"
    assert 0 < bare_window.session.frame.published[0] < 10_000_001
    qtbot.mouseClick(bare_window.status.restart_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(bare_window.status.stop_button.isVisible)
    assert not bare_window.status.restart_button.isVisible()


def test_a_short_run_does_not_flicker(bare_window):
    bare_window.session.open(long_scene(20))
    assert not bare_window.status.stop_button.isVisible()
    assert bare_window.status.engine.text() == "Ready"


def test_the_window_closes_at_once_during_a_long_run(make_window, qtbot):
    window = make_window()
    window.session.open(long_scene())
    qtbot.waitUntil(lambda: window.session.frame.published[0] > 1000)
    assert window.close()
    assert window.session.frame.published[0] < window.session.scene.runs[0].steps + 1


def test_another_scene_during_a_long_run_is_computed(bare_window, qtbot):
    bare_window.session.open(long_scene())
    qtbot.waitUntil(lambda: bare_window.session.frame.published[0] > 1000)
    bare_window.documents.open_lesson(lessons.names()[1])
    bare_window.settled()
    assert bare_window.session.frame.outcomes[2].kind == "slow"


def test_undo_and_redo_name_the_change(bare_window):
    undo, redo = bare_window.menus.actions["undo"], bare_window.menus.actions["redo"]
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    bare_window.session.edit(change(bare_window.session.scene, "runs.0.steps", 10), "Steps")
    assert undo.text() == "&Undo: Steps"
    undo.trigger()
    assert redo.text() == "&Redo: Steps"
    assert not undo.isEnabled()
    redo.trigger()
    assert bare_window.session.scene.runs[0].steps == 10


def test_ctrl_c_copies_the_row_at_the_playhead_wherever_the_focus_is(window, hand):
    window.stage.set_shown("table", False)
    hand.press(Qt.Key.Key_Right)
    QApplication.clipboard().clear()
    QTest.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert any(float(line.split("\t")[0]) == 1 and "2.6" in line for line in lines if line[0].isdigit())


def dialog_shown(monkeypatch):
    """What a dialog says, instead of waiting for its button."""
    seen = []

    def look_at(dialog):
        dialog.show()
        said = [dialog.windowTitle(), *(label.text() for label in dialog.findChildren(QLabel))]
        seen.append((said, clipped_labels(dialog)))
        dialog.hide()

    monkeypatch.setattr(QDialog, "exec", look_at)
    return seen


def clipped_labels(dialog):
    return [
        label.text()
        for label in dialog.findChildren(QLabel)
        if label.isVisible() and not label.wordWrap() and label.width() < label.minimumSizeHint().width()
    ]


def test_the_keys_are_listed(bare_window, monkeypatch):
    seen = dialog_shown(monkeypatch)
    for look, language in some(pairs(LOOKS, LANGUAGES), 2):
        bare_window.looks.set_look(look)
        bare_window.set_language(language)
        QTest.keyClick(bare_window, Qt.Key.Key_F1)
        said, cut = seen.pop()
        assert seen == []
        for key in ("Ctrl+Z", "F11", "Ctrl+1", "Ctrl+O", "Ctrl+D", "F1"):
            assert any(key in text for text in said), key
        assert all(said)
        assert cut == [], (look, language)


def test_about_names_the_version(bare_window, monkeypatch):
    from gdviz import __version__

    seen = dialog_shown(monkeypatch)
    bare_window.menus.actions["about"].trigger()
    ((said, _),) = seen
    assert any(__version__ in text for text in said)


def test_no_two_actions_have_the_same_key(bare_window):
    keys = {}
    for action in bare_window.findChildren(QAction):
        for key in action.shortcuts():
            if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut:
                keys.setdefault(key.toString(), set()).add(action)
    assert {key: actions for key, actions in keys.items() if len(actions) > 1} == {}


def test_every_command_of_the_menus_has_a_text_and_leads_somewhere(bare_window):
    bare_window.menus.menus["view"].aboutToShow.emit()
    for name, action in bare_window.menus.actions.items():
        assert action.text(), name
    for menu in bare_window.menus.menus.values():
        assert menu.title()
        letters = [
            text[text.index("&") + 1].lower() for text in (a.text() for a in menu.actions()) if "&" in text
        ]
        assert len(letters) == len(set(letters)), f"two entries of {menu.title()} share a letter: {letters}"


@pytest.mark.parametrize("size", some([(1280, 720), (3840, 2160)], 1))
def test_the_keys_fit_the_screen_also_in_large_type(bare_window, monkeypatch, size):
    bare_window.looks.set_look("projector")
    screen = SimpleNamespace(availableSize=lambda: QSize(*size))
    monkeypatch.setattr(ShortcutsDialog, "screen", lambda self: screen)
    dialog = ShortcutsDialog(bare_window)
    dialog.show()
    area = dialog.findChild(QScrollArea)
    assert dialog.height() <= size[1]
    assert dialog.width() <= size[0]
    assert area.horizontalScrollBar().maximum() == 0
    assert (area.verticalScrollBar().maximum() > 0) == (size[1] < 1000)
    dialog.close()
    dialog.deleteLater()


def test_every_entry_of_every_menu_has_a_text_of_its_own(window):
    for name, menu in window.menus.menus.items():
        texts = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert all(texts), name
        assert len(set(texts)) == len(texts), name
    assert window.menus.actions["my_progress"].text() == "My pro&gress…"


OPENS_A_DIALOG = (
    "export",
    "show_code",
    "edit_lesson",
    "shortcuts",
    "reference",
    "news",
    "about",
    "my_progress",
)


@pytest.mark.parametrize("language", some(["zh_CN", "en"], 1))
def test_every_dialog_fits_a_projector_s_screen_with_nothing_squeezed(
    make_window, settings, monkeypatch, language
):
    settings.look, settings.language = "projector", language
    window = make_window()
    screen = SimpleNamespace(availableSize=lambda: QSize(1280, 720))
    monkeypatch.setattr(QWidget, "screen", lambda self: screen)
    found = {}

    def look():
        dialog = next(each for each in QApplication.topLevelWidgets() if shown_dialog(each))
        QCoreApplication.processEvents()
        found[name] = [*too_large(dialog), *squeezed(dialog)]
        dialog.reject()

    for name in OPENS_A_DIALOG:
        QTimer.singleShot(0, look)
        window.menus.actions[name].trigger()
        QCoreApplication.processEvents()
    assert found == {name: [] for name in OPENS_A_DIALOG}


def shown_dialog(widget):
    return isinstance(widget, QDialog) and widget.isVisible()


def too_large(dialog):
    if dialog.width() > 1280 or dialog.height() > 720:
        yield f"{dialog.width()}×{dialog.height()} pixels"


def squeezed(dialog):
    """What a person presses, types into or reads that is lower than it has to be."""
    kinds = (QAbstractButton, QComboBox, QAbstractSpinBox, QLabel)
    for widget in (each for kind in kinds for each in dialog.findChildren(kind)):
        if widget.isVisible() and widget.height() < widget.minimumSizeHint().height():
            yield f"{type(widget).__name__} is {widget.height()} pixels high"


def test_a_window_that_begins_in_a_look_has_it_everywhere(make_window, settings):
    settings.look = "dark"
    window = make_window()
    others = [each for each in window.findChildren(QWidget) if isinstance(each, Appearance)]
    assert [type(each).__name__ for each in others if each.look.name != "dark"] == []
