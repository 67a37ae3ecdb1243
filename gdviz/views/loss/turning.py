"""How a hand or keys turn the surface of the loss: at once in the picture, in the scene once it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from gdviz.document.frame import Frame
from gdviz.document.scene import Scene
from gdviz.look.shortcuts import bind
from gdviz.views.loss.options import LossTile
from gdviz.views.loss.relief import Viewpoint
from gdviz.views.plot.plot_view import SETTLED

if TYPE_CHECKING:
    from gdviz.views.loss.view import LossView

STEP = 5.0  # degrees, for each press of a key
WAYS = {
    "surface_left": (STEP, 0.0),
    "surface_right": (-STEP, 0.0),
    "surface_up": (0.0, STEP),
    "surface_down": (0.0, -STEP),
}


class Turning(QObject):
    """Turns the view's surface, and tells the scene how it stands."""

    def __init__(self, view: LossView) -> None:
        super().__init__(view)
        self.view = view
        self._turned_in: Scene | None = None  # the scene that does not know yet how the surface is turned
        self._timer = QTimer(self, singleShot=True, interval=SETTLED)
        self._timer.timeout.connect(self.keep)
        item = view.relief.item
        item.turned.connect(self._drag)
        item.released.connect(self.keep)
        item.scaled.connect(self._scale)
        self.menu = QMenu(view)
        self.actions: list[QAction] = []
        for command, degrees in WAYS.items():
            action = bind(QAction(view), command)
            action.setData(degrees)
            action.triggered.connect(self._press)
            view.addAction(action)
            self.menu.addAction(action)
            self.actions.append(action)
        self.retranslate()

    def retranslate(self) -> None:
        """The menu's texts."""
        self.menu.setTitle(self.tr("Turn the surface"))
        texts = self.tr("To the left"), self.tr("To the right"), self.tr("Up"), self.tr("Down")
        for action, text in zip(self.actions, texts, strict=True):
            action.setText(text)

    def follow(self, frame: Frame) -> None:
        """Stand as the scene says, unless a hand has turned the surface since."""
        shown = self.view.relief.item.isVisible()
        for action in self.actions:
            action.setEnabled(shown)
        if self._turned_in is not frame.scene:
            self._turned_in = None
            self._timer.stop()
            tile = self.view.tile(frame, LossTile)
            self.view.relief.camera = Viewpoint(tile.azimuth, tile.elevation).turned(self._played(frame), 0)

    def _played(self, frame: Frame) -> float:
        """How far the surface has turned with the steps, in degrees."""
        share = min(1.0, (frame.playhead + self.view.relief.share) / max(1, frame.last))
        return self.view.tile(frame, LossTile).orbit * share

    def turn(self, right: float, up: float) -> None:
        """Turn by so many degrees, and have it drawn."""
        view = self.view
        if view.frame is not None:
            self._turned_in = view.frame.scene
            view.relief.camera = view.relief.camera.turned(right, up)
            view.repaint_picture()

    @Slot(float, float)
    def _drag(self, right: float, down: float) -> None:
        """The front of the surface goes with the hand."""
        relief = self.view.relief.relief
        if relief is not None:
            across, up = (57.3 / (0.6 * each) for each in (relief.sight.wide, relief.sight.scale))
            self.turn(-right * across, down * up)

    @Slot()
    def _press(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.turn(*action.data())
        self._timer.start()

    @Slot()
    def keep(self) -> None:
        """The hand has let go: as the surface stands now, it belongs to the scene."""
        self._timer.stop()
        view = self.view
        if view.frame is not None and self._turned_in is view.frame.scene:
            camera = view.relief.camera.turned(-self._played(view.frame), 0)
            view.edit_tile(
                self.tr("Turn the surface"),
                "turn",
                azimuth=round(camera.azimuth, 1),
                elevation=round(camera.elevation, 1),
            )
            view.edit_finished.emit()

    @Slot(float, QPointF)
    def _scale(self, factor: float, pixel: QPointF) -> None:
        """The wheel: more or less of the landscape around what is seen under the pointer."""
        relief, box = self.view.relief.relief, self.view.plot.box
        if relief is not None:
            at = relief.terrain.data(relief.under(pixel.x(), pixel.y()))
            box.scaleBy((factor, factor), center=(float(at[0]), float(at[1])))
            box.sigRangeChangedManually.emit([True, True])
