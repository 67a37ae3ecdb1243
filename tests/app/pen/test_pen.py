"""The pen on the stage: its strokes, where they stay, and what takes them away."""

import json
import time

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import delete

from gdviz.document import lessons
from gdviz.document.in_pictures import PICTURE
from gdviz.document.scene import Row
from gdviz.document.tiles import make_tile
from gdviz.export.picture.choices import entries
from gdviz.export.picture.pictures import draw as draw_picture
from gdviz.export.picture.pictures import painted
from gdviz.look.look import LIGHT
from gdviz.panels.export_dialog.export_form import ExportForm
from gdviz.stage.anchors import place_of

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def draw(layer, *points):
    QTest.mousePress(layer, LEFT, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(layer, point)
    QTest.mouseRelease(layer, LEFT, pos=points[-1])
    QApplication.processEvents()


def strong(window, point, color):
    """Whether the window has the color at a point of what is drawn on, or a pixel beside it."""
    image = window.arrangement.right.grab().toImage()
    ratio = image.devicePixelRatio()
    wanted = color.lower()
    return any(
        image.pixelColor(round(ratio * point.x()) + x, round(ratio * point.y()) + y).name() == wanted
        for x in (-1, 0, 1)
        for y in (-1, 0, 1)
    )


def plot_point(window, x, y):
    """A point of the first view's data, in pixels of what is drawn on."""
    plot = window.stage.visible_views()[0].plot
    return QPointF(plot.viewport().mapTo(window.arrangement.right, QPointF(*plot.to_pixels(x, y))))


def red_in(image):
    """How many pixels are as red as the pen."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1) & 0xFFFFFF
    return int((pixels == int(LIGHT.warning[1:], 16)).sum())


def test_a_picture_shows_what_the_pen_has_drawn_or_does_not(make_window):
    window = make_window()
    press(window, Key.Key_P)
    middle = plot_point(window, 0, 30).toPoint()
    draw(window.pen.layer, middle, middle + QPoint(30, 10), middle + QPoint(60, 0))
    frame, choices = window.session.frame, window.pictures.here("loss")
    assert red_in(painted(draw_picture(frame, choices), choices)) > 60
    bare = replace(choices, strokes=())
    assert not red_in(painted(draw_picture(frame, bare), bare))
    form = ExportForm(choices, [("loss", "Loss")], 40, window)
    assert not form.pen.isHidden()
    form.pen.click()
    assert form.choices.strokes == ()
    assert ExportForm(form.choices, [], 40, window).pen.isHidden()
    assert "strokes" not in json.loads(entries(window.session.scene, choices, 0)[PICTURE])


@pytest.fixture
def board(bare_window):
    """A window without views, the pen in the hand."""
    press(bare_window, Key.Key_P)
    return bare_window


def test_two_fingers_zoom_the_plot_below_and_draw_nothing(make_window):
    window, screen = make_window(), QTest.createTouchDevice()
    press(window, Key.Key_P)
    layer, plot = window.pen.layer, window.stage.visible_views()[0].plot
    (before, after), _ = plot.ranges
    middle = plot_point(window, 0, 30).toPoint()

    def touch(what, distance):
        sequence = QTest.touchEvent(layer, screen)
        for finger, side in ((0, -distance), (1, distance)):
            getattr(sequence, what)(finger, middle + QPoint(side, 0), layer)
        sequence.commit()
        QApplication.processEvents()

    QTest.touchEvent(layer, screen).press(0, middle - QPoint(40, 0), layer).commit()
    QTest.touchEvent(layer, screen).move(0, middle - QPoint(45, 0), layer).commit()
    QTest.touchEvent(layer, screen).release(0, middle - QPoint(45, 0), layer).commit()
    assert len(layer.strokes) == 1
    touch("press", 40)
    for distance in (50, 60, 70, 80):
        touch("move", distance)
    touch("release", 80)
    (low, high), _ = plot.ranges
    assert high - low < 0.7 * (after - before)
    assert len(layer.strokes) == 1


def test_a_stroke_on_a_plot_stays_on_its_data_when_axes_move(make_window):
    window = make_window()
    press(window, Key.Key_P)
    pen, view = window.pen, window.stage.visible_views()[0]
    color = window.look.warning
    points = [plot_point(window, x, 30).toPoint() for x in (-4, -3, -2)]
    draw(pen.layer, *points)
    assert strong(window, plot_point(window, -3, 30), color)
    (x0, x1), (y0, y1) = view.plot.ranges
    view.plot.box.setRange(xRange=(x0 - 3, x1), yRange=(y0, y1 + 20), padding=0)
    QApplication.processEvents()
    moved = plot_point(window, -3, 30)
    assert (moved - QPointF(points[1])).manhattanLength() > 30
    assert strong(window, moved, color)
    assert not strong(window, QPointF(points[1]), color)
    press(window, Key.Key_Escape)
    assert not pen.layer.tool
    QApplication.processEvents()  # the bar leaves its room to the stage
    assert strong(window, plot_point(window, -3, 30), color)  # what was drawn stays
    window.stage.toggle_enlarged(window.stage.visible_views()[1].name)
    assert place_of(pen.layer.surface, pen.sheet.strokes[0].anchor) is None


def test_undo_takes_back_strokes_erasing_and_clearing_and_no_edit(board):
    window, pen = board, board.pen
    window.session.edit(lessons.all()[1].scene, "Other runs")
    window.settled()  # strokes go with the axes, which are of the new runs only then
    draw(pen.layer, QPoint(100, 100), QPoint(200, 100))
    draw(pen.layer, QPoint(100, 200), QPoint(200, 200))
    QTest.mousePress(pen.layer, LEFT, pos=QPoint(300, 300))
    QTest.mouseClick(pen.layer, Qt.MouseButton.RightButton, pos=QPoint(300, 300))
    assert len(pen.sheet.strokes) == 2, "another button has ended the stroke"
    QTest.mouseRelease(pen.layer, LEFT, pos=QPoint(300, 300))  # a dot
    assert len(pen.sheet.strokes) == 3
    press(window, Key.Key_E)
    draw(pen.layer, QPoint(150, 90), QPoint(150, 110))
    assert len(pen.sheet.strokes) == 2
    press(window, Key.Key_Delete)
    assert pen.sheet.strokes == ()
    for left in (2, 3, 2, 1, 0, 0):
        press(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert len(pen.sheet.strokes) == left
    assert window.session.history.can_undo
    press(window, Key.Key_E)  # the same key lays it down
    assert not pen.layer.tool
    press(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not window.session.history.can_undo


def test_a_fading_stroke_goes_by_itself_and_does_not_come_back(board, qtbot, monkeypatch):
    pen = board.pen
    draw(pen.layer, QPoint(100, 100), QPoint(200, 100))
    press(board, Key.Key_F)
    draw(pen.layer, QPoint(100, 200), QPoint(200, 200))
    assert len(pen.sheet.strokes) == 2
    later = time.monotonic() + 10
    monkeypatch.setattr("gdviz.app.pen.layer.time.monotonic", lambda: later)
    qtbot.waitUntil(lambda: len(pen.sheet.strokes) == 1)
    qtbot.waitUntil(lambda: not pen.layer.clock.isActive())
    pen.undo()
    assert pen.sheet.strokes == ()


def test_each_part_of_a_lesson_has_a_sheet_of_its_own(make_window, settings):
    settings.questions = True
    window = make_window(lessons.load(lessons.names()[0]))
    press(window, Key.Key_P)
    draw(window.pen.layer, QPoint(5, 5), QPoint(50, 5))
    assert len(window.pen.layer.strokes) == 1
    window.player.go(1)
    assert window.pen.layer.strokes == ()
    window.player.go(0)
    assert len(window.pen.layer.strokes) == 1
    window.documents.open_lesson(lessons.names()[1])
    window.documents.open_lesson(lessons.names()[0])
    assert window.pen.layer.strokes == ()


def test_a_line_goes_over_words_and_onto_a_plot_and_a_tap_presses_what_is_below(make_window, settings):
    settings.questions = True
    window = make_window(lessons.load(lessons.names()[0]))
    press(window, Key.Key_P)
    pen, right, strip = window.pen, window.arrangement.right, window.beats.strip
    words, color = strip.say.mapTo(right, strip.say.rect().center()), window.look.warning
    target = plot_point(window, -3, 30).toPoint()
    draw(pen.layer, words, words + QPoint(20, 5), target - QPoint(3, 3), target)
    assert strong(window, QPointF(words + QPoint(10, 2)), color)
    assert [bool(stroke.anchor.axes) for stroke in pen.sheet.strokes] == [False, True]
    box = window.stage.visible_views()[0].plot.box
    box.setRange(xRange=(-12, 6), yRange=(-20, 70), padding=0)
    QApplication.processEvents()
    assert strong(window, plot_point(window, -3, 30), color)
    pen.undo()
    assert pen.sheet.strokes == ()
    draw(pen.layer, strip.next_button.mapTo(right, strip.next_button.rect().center()))
    assert window.player.place == 1
    assert pen.sheet.strokes == ()


def test_a_control_that_goes_under_the_pen_is_held_no_more(board):
    layer = board.pen.layer
    line = QLineEdit(board.arrangement.right)
    line.setGeometry(100, 100, 80, 30)
    line.show()
    layer.raise_()
    QTest.mousePress(layer, LEFT, pos=QPoint(120, 110))
    assert line.hasFocus()
    line.hide()
    delete(line)
    QTest.mouseMove(layer, QPoint(140, 120))
    QTest.mouseRelease(layer, LEFT, pos=QPoint(140, 120))
    assert layer.strokes == ()


def test_a_pen_takes_no_room_from_a_low_stage(make_window, settings):
    settings.look = "projector"
    window = make_window(lessons.find("8").scene, (1024, 600))
    before = window.size(), window.stage.size(), window.stage.seen()
    press(window, Key.Key_P)
    window.settled()
    assert window.pen.bar.isVisible()
    assert (window.size(), window.stage.size(), window.stage.seen()) == before
    press(window, Key.Key_Escape)
    assert window.transport.scrubber.isVisible()


def test_the_bar_has_the_tools_for_a_finger_while_one_is_in_the_hand(board):
    pen = board.pen
    assert pen.bar.isVisible()
    assert all(min(button.width(), button.height()) >= 44 for button in pen.bar.buttons)
    pen.bar.colors.button(1).click()
    draw(pen.layer, QPoint(100, 100), QPoint(200, 100))
    assert strong(board, QPointF(150, 100), board.look.accent)
    pen.bar.buttons[-1].click()
    assert not pen.bar.isVisible()


def test_the_spotlight_follows_the_pointer_lets_clicks_through_and_esc_puts_it_out(bare_window):
    window = bare_window
    light = window.pen.spotlight
    press(window, Key.Key_S)
    assert light.isVisible()
    QTest.mouseMove(window.windowHandle(), QPoint(300, 200))
    assert light.center == QPointF(300, 200)
    image = window.grab().toImage()
    inside, outside = image.pixelColor(300, 230), image.pixelColor(300, 200 + round(light.radius) + 10)
    assert inside.lightness() > outside.lightness() + 80
    steps = window.session.playhead
    window.session.set_playhead(0)
    QTest.mouseClick(window.windowHandle(), LEFT, pos=button_of(window, window.transport.forward))
    QApplication.processEvents()
    assert window.session.playhead == 1, steps
    press(window, Key.Key_Escape)
    assert not light.isVisible()


def button_of(window, action):
    """The middle of a button, in pixels of the window."""
    button = window.transport.buttons[action]
    return button.mapTo(window, button.rect().center())


def test_the_wheel_turns_what_lies_below_the_pen(make_window):
    """With the pen in the hand neither could the table be scrolled nor a plot zoomed."""
    window = make_window(
        replace(lessons.all()[0].scene, stage=(Row((make_tile("loss"), make_tile("table"))),))
    )
    press(window, Key.Key_P)
    layer, plot = window.pen.layer, window.stage.tiles["loss"].view.plot
    table = window.stage.tiles["table"].view.table
    before, row = plot.ranges, table.rowAt(0)
    for widget in (table.viewport(), plot.viewport()):
        at = QPointF(layer.mapFromGlobal(widget.mapToGlobal(widget.rect().center())))
        none, plain = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        phase, turned = Qt.ScrollPhase.NoScrollPhase, QPoint(0, -120)
        wheel = QWheelEvent(at, layer.mapToGlobal(at), QPoint(), turned, none, plain, phase, False)
        QApplication.sendEvent(layer, wheel)
    assert table.rowAt(0) > row
    assert plot.ranges != before
