"""A press that stays opens the menu of a view: a finger's or a stylus's, which drags nothing."""

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTapAndHoldGesture

from gdviz.document.scene import Run
from gdviz.engine.curves import CourseSquare
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.optimizers import GradientDescent
from gdviz.engine.schedules import Constant
from gdviz.stage.tile import TileFrame
from gdviz.views.boundary.view import BoundaryView
from gdviz.views.loss.view import LossView
from tests.views.learning import Stage, frame_of, learner

STILL = QPointF(0, 0)
LONG = 150  # milliseconds: usually they are 700
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
OWN = UserData(rows=((-1.0, -1.0), (1.0, 1.0)), targets=(0.0, 1.0), names=("a", "b"))

RUN = Run(problem=CourseSquare(), optimizer=GradientDescent(), schedule=Constant(learning_rate=0.2), steps=20)


@pytest.fixture(scope="module", params=["mouse", "stylus", "finger"])
def device(qapp, request):
    if request.param == "mouse":
        return QPointingDevice.primaryPointingDevice()
    if request.param == "finger":
        return QTest.createTouchDevice()
    kind, pointer = QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen
    return QPointingDevice("a stylus", 7, kind, pointer, QInputDevice.Capability.Position, 1, 1)


@pytest.fixture(autouse=True)
def every_move():
    rate_limit = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)  # every move counts, however fast
    usual = QTapAndHoldGesture.timeout()
    QTapAndHoldGesture.setTimeout(LONG)
    yield
    QTapAndHoldGesture.setTimeout(usual)
    pg.setConfigOption("mouseRateLimit", rate_limit)


@pytest.fixture
def hand(device):
    return Hand(device)


class Hand:
    """A mouse, a stylus or a finger."""

    def __init__(self, device):
        self.device = device

    @property
    def is_mouse(self):
        return self.device.type() == QInputDevice.DeviceType.Mouse

    def send(self, widget, kind, place, down=LEFT):
        if self.device.type() == QInputDevice.DeviceType.TouchScreen:
            sequence = QTest.touchEvent(widget, self.device)
            point = place.toPoint()
            if kind == QEvent.Type.MouseButtonPress:
                sequence.press(0, point, widget)
            elif kind == QEvent.Type.MouseMove:
                sequence.move(0, point, widget)
            else:
                sequence.release(0, point, widget)
            sequence.commit()
        else:
            button = NONE if kind == QEvent.Type.MouseMove else LEFT
            down = NONE if kind == QEvent.Type.MouseButtonRelease else down
            there, keys = widget.mapToGlobal(place), Qt.KeyboardModifier.NoModifier
            event = QMouseEvent(kind, place, there, button, down, keys, self.device)
            QApplication.sendEvent(widget, event)
        QApplication.processEvents()

    def press_long(self, widget, place, by=STILL, part_of=LONG):
        """Press, go on by so much for longer than a long press takes, and let go.

        The first third at once: a busy machine may take long between any two events.
        """
        QTest.qWait(50)  # the axes may still make room for their numbers
        if self.is_mouse:
            self.send(widget, QEvent.Type.MouseMove, place, NONE)
        self.send(widget, QEvent.Type.MouseButtonPress, place)
        for part in range(1, 11):
            if part > 3:
                QTest.qWait(part_of // 5)
            if by != STILL:
                self.send(widget, QEvent.Type.MouseMove, place + by * part / 10)
        self.send(widget, QEvent.Type.MouseButtonRelease, place + by)


def opened_by(tile, monkeypatch):
    opened = []
    monkeypatch.setattr(tile.menu, "popup", opened.append)
    return opened


def tile_of(view, qtbot):
    """All of it on the screen: Qt finds no gesture's widget elsewhere."""
    tile = TileFrame(view)
    qtbot.addWidget(tile)
    tile.resize(600, 500)
    with qtbot.waitExposed(tile):
        tile.show()
    return tile


def loss_in(qtbot):
    tile = tile_of(LossView(), qtbot)
    tile.stage = Stage(tile.view, frame_of(RUN, view="loss"))  # it lives as long
    return tile


@pytest.mark.parametrize("header", [False, True])
def test_what_stays_opens_the_menu_unless_it_is_a_mouse(qtbot, hand, monkeypatch, header):
    loss = loss_in(qtbot)
    opened = opened_by(loss, monkeypatch)
    widget = loss.label if header else loss.view.plot.viewport()
    hand.press_long(widget, QPointF(20, 8))
    assert len(opened) == (0 if hand.is_mouse else 1)


def test_a_mouse_that_took_its_time_has_clicked_and_a_finger_has_not(qtbot, hand, monkeypatch):
    loss = loss_in(qtbot)
    opened_by(loss, monkeypatch)
    clicked = []
    loss.view.plot.scene().sigMouseClicked.connect(clicked.append)
    hand.press_long(loss.view.plot.viewport(), QPointF(90, 60))
    assert len(clicked) == (1 if hand.is_mouse else 0)


def start_in(loss):
    """Of the run: its place in pixels, as the view's handle shows it."""
    QTest.qWait(50)  # the axes may still make room for their numbers
    return QPointF(loss.view.plot.mapFromScene(loss.view.handle.scenePos()))


def test_the_start_dragged_slowly_opens_no_menu_and_goes_along(qtbot, hand, monkeypatch):
    loss = loss_in(qtbot)
    opened = opened_by(loss, monkeypatch)
    place = start_in(loss)
    hand.press_long(loss.view.plot.viewport(), place, QPointF(-30, 0))
    assert opened == []
    assert (start_in(loss) - place).x() == pytest.approx(-30, abs=4)


def test_a_mouse_that_waits_before_it_drags_drags(qtbot, monkeypatch):
    loss = loss_in(qtbot)
    opened = opened_by(loss, monkeypatch)
    hand, page = Hand(QPointingDevice.primaryPointingDevice()), loss.view.plot.viewport()
    place = start_in(loss)
    hand.send(page, QEvent.Type.MouseMove, place, NONE)
    hand.send(page, QEvent.Type.MouseButtonPress, place)
    QTest.qWait(1000)
    for x in (-10, -20, -30):
        hand.send(page, QEvent.Type.MouseMove, place + QPointF(x, 0))
    hand.send(page, QEvent.Type.MouseButtonRelease, place + QPointF(-30, 0))
    assert opened == []
    assert (start_in(loss) - place).x() == pytest.approx(-30, abs=4)


def test_a_finger_that_trembles_opens_the_menu_and_has_dragged_nothing(qtbot, hand, monkeypatch):
    loss = loss_in(qtbot)
    opened = opened_by(loss, monkeypatch)
    QTapAndHoldGesture.setTimeout(700)  # pyqtgraph takes what is moved after half a second for a drag
    hand.press_long(loss.view.plot.viewport(), QPointF(190, 160), QPointF(0, 3), 700)
    assert len(opened) == (0 if hand.is_mouse else 1)
    assert loss.view.plot.zoomed == hand.is_mouse


@pytest.mark.parametrize("tool", ["brush", "lasso"])
def test_points_painted_or_taken_slowly_open_no_menu(qtbot, hand, monkeypatch, tool):
    view = BoundaryView()
    tile = tile_of(view, qtbot)
    opened = opened_by(tile, monkeypatch)
    stage = Stage(view, frame_of(learner(OWN, batch=0)))
    view.tools.items[tool].trigger()
    QTest.qWait(50)
    place = QPointF(*view.plot.panel_to_pixels(0, -0.2, 0.2))
    hand.press_long(view.plot.viewport(), place, QPointF(36, 0))
    view.background.close()
    assert opened == []
    if tool == "brush":
        assert stage.finished == 1
        rows = stage.data().rows[len(OWN.rows) :]
        assert view.plot.panel_to_pixels(0, *rows[-1])[0] - place.x() > 15
