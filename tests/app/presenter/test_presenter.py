"""The presenter's window beside the audience's, with screens that come and go."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gdviz.app.presenter import presenter as module
from gdviz.app.presenter.placement import Monitor
from gdviz.app.presenter.presenter_window import PresenterWindow
from gdviz.base.i18n import speaking
from gdviz.document import lessons
from gdviz.look.look import CONTRAST, CONTRAST_DARK, DARK, LIGHT, PROJECTOR
from tests.sampling import some

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

BEAMER = Monitor("beamer", QRect(800, 0, 1280, 720), QRect(800, 0, 1280, 720))
SECOND = lessons.names()[1]


@pytest.fixture
def screens(qapp, monkeypatch):
    """The screen of the tests, and a projector that can be pulled out."""
    own = QGuiApplication.primaryScreen()
    found = [Monitor(own.name(), QRect(0, 0, 1366, 768), QRect(0, 30, 1366, 738)), BEAMER]
    monkeypatch.setattr(module, "monitors", lambda: list(found))
    return found


@pytest.fixture
def window(make_window, settings):
    settings.questions = True
    return make_window(lessons.load(SECOND))


@contextmanager
def american():
    own = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(own)


def test_the_clock_speaks_the_window_s_language(qtbot):
    """Among Chinese it said “2:52 AM”."""
    with speaking("zh_CN"), american():
        parent = QWidget()
        qtbot.addWidget(parent)
        shown = PresenterWindow([], [], parent)
        assert not set(shown.clock.text()) & set("AMP")


def present(window):
    QTest.keyClick(window.stage, Qt.Key.Key_F5)
    QApplication.processEvents()


def pull(window):
    window.presenter._screens_changed(QGuiApplication.primaryScreen())
    QApplication.processEvents()


def test_the_presenter_reads_what_to_say_and_what_comes_next(window, screens, qtbot):
    before = window.geometry()
    present(window)
    view = window.presenter.view
    assert view.isVisible()
    where = window.presenter.where
    assert (where.audience, where.presenter) == (BEAMER.whole, screens[0].free)
    assert window.isFullScreen()
    beats = lessons.find(SECOND).beats
    assert view.notes.text() == beats[0].teacher.en
    assert beats[1].title.en in view.following.text()
    qtbot.waitUntil(lambda: not set("{…") & set(view.following.text()))  # once it is computed
    next_part = next(button for button in view.buttons if button.text() == "Next part")
    window.session.pause()
    window.session.set_playhead(beats[0].last_row)
    next_part.click()
    assert window.player.place == 1
    assert view.say.text() == window.beats.shown().say
    assert view.place.text().endswith("2 of 9")
    assert all(min(button.width(), button.height()) >= 44 for button in view.buttons)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert not window.presenting.on
    assert window.geometry() == before


@pytest.mark.parametrize("count", some([1, 2], 1))
def test_the_window_is_back_where_it_was_though_the_presenter_was_closed_before(window, screens, count):
    before = window.geometry()
    del screens[count:]
    window.presenter.set_open(True)
    assert window.geometry() != before
    window.presenter.view.close()
    assert window.presenting.on
    QTest.keyClick(window.stage, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.geometry() == before


def test_closed_and_opened_again_it_stays_on_the_presenters_side(window, screens):
    present(window)
    window.presenter.view.close()
    window.screen = lambda: SimpleNamespace(name=lambda: BEAMER.name)  # where it is by now
    window.presenter.set_open(True)
    where = window.presenter.where
    assert (where.audience, where.presenter) == (BEAMER.whole, screens[0].free)


def test_pulling_the_cable_loses_nothing_and_shows_both(window, screens, qtbot):
    present(window)
    window.player.explore()
    window.session.set_playhead(0)
    window.session.set_speed(20)
    window.session.play()
    beamer = screens.pop()
    pull(window)
    view, room = window.presenter.view, screens[0].free
    assert window.session.playing
    assert window.presenting.on
    where = window.presenter.where
    assert room == where.audience.united(where.presenter)
    assert view.isVisible()
    qtbot.waitUntil(lambda: not view.geometry().intersects(window.geometry()))
    assert room.contains(view.geometry())
    written = [button for button in view.buttons if button.icon().isNull()]
    assert all(each.fontMetrics().horizontalAdvance(each.text()) < each.width() for each in written)
    assert not window.isFullScreen()
    assert not window.presenter.freeze.isEnabled()
    qtbot.waitUntil(lambda: window.session.playhead > 2)
    screens.append(beamer)
    pull(window)
    assert window.presenter.where.audience == BEAMER.whole
    assert window.isFullScreen()


def test_a_frozen_picture_stays_while_the_presenter_goes_on(window, screens):
    present(window)
    presenter = window.presenter
    presenter.freeze.setChecked(True)
    assert presenter.view.held.isVisible()  # who goes on sees that the audience does not
    still = presenter.still
    assert still.isVisible()
    assert still.geometry() == window.geometry()
    assert still.windowFlags() & Qt.WindowType.X11BypassWindowManagerHint  # or it lies behind the full screen
    held = still.grab().toImage()
    window.player.go(3)
    window.settled()
    assert still.grab().toImage() == held
    assert window.grab().toImage() != held
    assert not presenter.swap.isEnabled()
    presenter.freeze.setChecked(False)
    assert not presenter.view.held.isVisible()
    assert not still.isVisible()
    presenter.swap.trigger()
    where = presenter.where
    assert (where.audience, where.presenter) == (screens[0].whole, BEAMER.free)


def test_with_one_screen_the_window_opens_when_asked_for(window, screens):
    screens.pop()
    present(window)
    assert not window.presenter.is_open
    window.menus.actions["presenter_window"].setChecked(True)
    assert window.presenter.is_open
    window.presenter.view.close()
    assert not window.menus.actions["presenter_window"].isChecked()
    assert window.presenting.on


def test_without_parts_the_lessons_notes_are_read(bare_window, screens):
    present(bare_window)
    title, notes = lessons.texts(bare_window.session.scene, "en")
    view = bare_window.presenter.view
    assert (view.place.text(), view.say.text()) == (title, notes)


def test_buttons_have_the_words_of_the_menu_without_its_letters(qapp):
    action = QAction("下一个环节(&N)")
    PresenterWindow.name_plainly(action)
    assert action.iconText() == "下一个环节"


def test_buttons_are_named_before_they_have_their_rows(qtbot):
    """In Chinese: what Qt makes a button's words from the menu's is not what they are."""
    controls = [QAction("下一个环节(&N)"), QAction("上一个环节(&B)")]
    parent = QWidget()
    qtbot.addWidget(parent)
    window = PresenterWindow(controls, [], parent)
    assert [button.text() for button in window.buttons] == ["下一个环节", "上一个环节"]
    controls[0].setText("再来(&N)")
    assert window.buttons[0].text() == "再来"


@pytest.mark.parametrize("width", [600, 683, 1024, 1920])
def test_no_words_of_a_button_are_cut(bare_window, screens, width):
    window = bare_window
    window.presenter.set_open(True)
    view = window.presenter.view
    view.resize(width, 700)
    QApplication.processEvents()
    view.layout().activate()
    assert view.width() == width
    assert all(button.width() >= button.sizeHint().width() for button in view.buttons)


def test_the_presenter_sees_what_the_audience_sees_without_painting_it_again(
    bare_window, screens, monkeypatch
):
    window = bare_window
    present(window)
    monkeypatch.setattr(type(window), "grab", None)
    window.settled()
    window.presenter._picture()
    shown = window.presenter.view.picture.label.pixmap().toImage()
    whole = window.backingStore().paintDevice()
    assert shown.size().width() > 100
    assert whole.pixelColor(5, 5) == shown.pixelColor(2, 2)


def test_hands_are_counted_and_counted_again_where_only_the_presenter_sees_them(window, screens):
    present(window)
    hands = window.presenter.view.hands
    window.player.go(0)
    assert not hands.isVisible()  # nothing is to be chosen
    window.player.go(3)
    hands.count_button.click()
    first, second = hands.votes
    assert [field.isVisible() for field in first] == [True, True, True, False]  # three answers
    assert not hands.again_button.isVisible()

    def write(field, hands):
        line = field.lineEdit()
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().center())
        field.setFocus()
        QApplication.processEvents()
        QTest.keyClicks(field, hands)

    write(first[1], "12")
    hands.more[0][2].click()  # tapped
    hands.again_button.click()
    write(second[2], "9")
    assert window.player.attempt.hands == ((0, 12, 1), (0, 0, 9))
    assert window.beats.shown().question.votes == ((0, 12, 1), (0, 0, 9))
    assert all(min(button.width(), button.height()) >= 44 for button in hands.more[0][:3])
    assert not hands.more[1][3].isVisible()
    assert not window.beats.question.hands.votes[0][0].isVisible()
    window.player.go(4)
    assert not hands.isVisible()
    window.player.go(3)
    hands.count_button.click()
    assert [field.value() for field in second[:3]] == [0, 0, 9]


@pytest.mark.parametrize(
    ("look", "near"),
    [(PROJECTOR, LIGHT), (DARK, DARK), (CONTRAST, CONTRAST), (CONTRAST_DARK, CONTRAST_DARK)],
)
def test_the_presenter_has_the_high_contrast_too_and_type_for_a_desk(qtbot, look, near):
    view = PresenterWindow((), (), None)
    qtbot.addWidget(view)
    view.set_look(look)
    assert view.look == near
    assert view.palette().window().color().name().upper() == near.window
