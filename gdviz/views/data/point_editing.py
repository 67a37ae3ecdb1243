"""What a hand does to points: a click adds one, a drag moves one, a right click deletes one.

The first such gesture on a drawn dataset turns it into rows of the document, with the same examples. All runs
that learn from the data go on learning from the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from gdviz.base.arrays import Array
from gdviz.document.error_sentence import reason
from gdviz.document.scene import Scene
from gdviz.engine.learning.dataset_base import Dataset
from gdviz.engine.learning.datasets import UserData
from gdviz.notation.numbers import placed
from gdviz.views.data import user_data
from gdviz.views.data.group_editing import MODIFIERS, GroupEditing, Tool
from gdviz.views.data.pointer import Pointer
from gdviz.views.data.points import Points
from gdviz.views.plot.panel_plot import PanelPlot

AWAY = 10.0  # pixels from a click, from which on it can't become a double click


class EditablePoints(Struct, frozen=True, eq=False):
    """The points of a panel at their places on its axes, and what a place means.

    ``put(x, y, new)`` gives the inputs and the target of an example that is put there; None keeps it.
    """

    shown: Points
    x: Array
    y: Array
    put: Callable[[float, float, bool], tuple[tuple[float, ...], float | None]]
    reach: float  # pixels within which the mouse means a point


class Pending(Struct, frozen=True):
    """A click that adds a point unless it is the first half of a double click."""

    panel: int
    x: float
    y: float
    row: tuple[float, ...]
    target: float


class PointEditing(QObject):
    """Listens to the pointers of a plot's panels. The view says with `show` what is on its panels."""

    edited = Signal(object, str, str)  # scene, text, merge key
    finished = Signal()
    changed = Signal()  # what is to be painted of the hand
    refused = Signal(str)  # a sentence: why not

    def __init__(self, plot: PanelPlot, parent: QObject) -> None:
        super().__init__(parent)
        self.plot = plot
        self.pointers: list[Pointer] = []
        self.group = GroupEditing(self)
        self.scene: Scene | None = None
        self.editable: tuple[EditablePoints | None, ...] = ()
        self.mouse: tuple[int, float, float] = (-1, math.nan, math.nan)
        self.near: int | None = None  # the point under the mouse, among those of its panel
        self.pending: Pending | None = None
        self.holding = False
        self._pixel: QPointF | None = None  # where the mouse is in the scene
        self._place = 0  # of the point that is held, in the data
        self._together = False  # whether all that are selected are held with it
        self._text = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.add_pending)

    def add(self, pointer: Pointer) -> None:
        """Listen to the pointer of one more panel."""
        self.pointers.append(pointer)
        pointer.hovered.connect(self._hover)
        pointer.left.connect(self._leave)
        pointer.clicked.connect(self._click)
        pointer.dragged.connect(self._drag)
        pointer.dropped.connect(self._drop)
        pointer.stroked.connect(self._stroke)
        pointer.tool = self.group.tool

    def show(self, scene: Scene, editable: tuple[EditablePoints | None, ...]) -> None:
        """What the panels show now; None for a panel whose points can't be edited."""
        self.scene, self.editable = scene, editable
        if not self.holding:
            self._find_near()
        for pointer in self.pointers:
            pointer.tools = dict(MODIFIERS) if self.on_panel(pointer.panel) is not None else {}
        self.group.follow()

    def use(self, tool: Tool) -> None:
        """What a drag beside the points does from now on."""
        self.group.tool = tool
        for pointer in self.pointers:
            pointer.tool = tool

    def stay(self) -> None:
        """The axes have moved under the mouse: it means another place."""
        panel = self.mouse[0]
        if panel >= 0 and not self.holding and self._pixel is not None:
            place = self.pointers[panel].place_at(self._pixel)
            self.mouse = (panel, *place)
            self._find_near()

    def on_panel(self, panel: int) -> EditablePoints | None:
        """What is on a panel."""
        return self.editable[panel] if 0 <= panel < len(self.editable) else None

    def nearest(self, panel: int, x: float, y: float) -> tuple[int, float] | None:
        """The point nearest to a place, and how many pixels it is away; None where there is none."""
        points = self.on_panel(panel)
        if points is None or not len(points.x):
            return None
        return self.plot.nearest(panel, (points.x, points.y), x, y)

    def near_place(self) -> tuple[float, float] | None:
        """Where the point under the mouse lies on the axes."""
        points = self.on_panel(self.mouse[0])
        if self.near is None or points is None or self.near >= len(points.x):
            return None
        return float(points.x[self.near]), float(points.y[self.near])

    def _find_near(self) -> None:
        points, found = self.on_panel(self.mouse[0]), self.nearest(*self.mouse)
        self.near = None
        if points is not None and found is not None and found[1] <= points.reach:
            self.near = found[0]
        if 0 <= self.mouse[0] < len(self.pointers):
            pointer = self.pointers[self.mouse[0]]
            pointer.grabs = self.near is not None
            self._point(
                pointer, Qt.CursorShape.CrossCursor if self.near is None else Qt.CursorShape.OpenHandCursor
            )

    def _point(self, pointer: Pointer, shape: Qt.CursorShape) -> None:
        """Show what a hand can do, where it can do something."""
        if self.on_panel(pointer.panel) is None:
            pointer.unsetCursor()
        elif not pointer.hasCursor() or pointer.cursor().shape() != shape:
            pointer.setCursor(shape)

    @Slot(int)
    def _leave(self, panel: int) -> None:
        if panel == self.mouse[0] and not self.holding:
            self._hover(-1, math.nan, math.nan)

    @Slot(int, float, float)
    def _hover(self, panel: int, x: float, y: float) -> None:
        self.mouse = (panel, x, y)
        self._pixel = QPointF(*self.plot.panel_to_pixels(panel, x, y)) if panel >= 0 else None
        self._find_near()
        pending = self.pending
        if pending is not None and (panel != pending.panel or self._away(pending, x, y) > AWAY):
            self.add_pending()
        self.changed.emit()

    def _away(self, pending: Pending, x: float, y: float) -> float:
        here = self.plot.panel_to_pixels(pending.panel, x, y)
        return math.dist(here, self.plot.panel_to_pixels(pending.panel, pending.x, pending.y))

    @Slot(int, float, float, object)
    def _click(self, panel: int, x: float, y: float, button: Qt.MouseButton) -> None:
        points = self.on_panel(panel)
        if points is None:
            return
        self._hover(panel, x, y)
        if button == Qt.MouseButton.RightButton and self.group.holds(points, self.near):
            self.group.delete()
        elif button == Qt.MouseButton.LeftButton and self.near is not None and self.group.tool == "lasso":
            self.group.toggle(panel, int(points.shown.places[self.near]))
        elif button == Qt.MouseButton.LeftButton and self.near is None and self.group.clear():
            return
        elif button == Qt.MouseButton.RightButton and self.near is not None:
            self.delete(points, int(points.shown.places[self.near]))
        elif button == Qt.MouseButton.LeftButton and self.near is None:
            self.add_pending()
            x, y = self._rounded(panel, x, y)
            row, target = points.put(x, y, True)
            self.pending = Pending(panel, x, y, row, 0.0 if target is None else target)
            self._timer.start(QApplication.doubleClickInterval())
            self.changed.emit()

    @Slot()
    def add_pending(self) -> None:
        """The click was no double click: put the point into the data."""
        pending, self.pending = self.pending, None
        self._timer.stop()
        points = self.on_panel(pending.panel) if pending is not None else None
        if pending is None or points is None:
            return
        row, target = pending.row, pending.target
        self.edit(points.shown.data, lambda data: user_data.added(data, row, target), self.tr("Add a point"))
        self.changed.emit()

    @Slot()
    def forget_click(self) -> None:
        """The click was the first half of a double click."""
        if self.pending is not None:
            self.pending = None
            self._timer.stop()
            self.changed.emit()

    def delete(self, points: EditablePoints, place: int) -> None:
        """Delete the point at a place of the data."""
        self.edit(
            points.shown.data, lambda data: user_data.without(data, (place,)), self.tr("Delete a point")
        )

    @Slot(int, float, float)
    def _drag(self, panel: int, x: float, y: float) -> None:
        points = self.on_panel(panel)
        if points is None:
            return
        if not self.holding:
            if self.near is None:
                return
            self.add_pending()
            self.holding = True
            self._together = self.group.holds(points, self.near)
            self.group.take(*(self.near_place() or (x, y)))
            self._place = int(points.shown.places[self.near])
            self._text = self._named(points.shown.data, self.tr("Move a point"))
            self._point(self.pointers[panel], Qt.CursorShape.ClosedHandCursor)
        self.mouse = (panel, x, y)
        if self._together:
            self.group.move(x, y, self._named(points.shown.data, self.tr("Move points")), "points")
            self.changed.emit()
            return
        row, target = points.put(*self._rounded(panel, x, y), False)
        place = self._place
        self.edit(
            points.shown.data,
            lambda data: user_data.changed(data, {place: row}, {} if target is None else {place: target}),
            self._text,
            f"point {place}",
        )
        self.changed.emit()

    def move_to(self, panel: int, index: int, x: float, y: float) -> None:
        """Move a point of a panel, by its place among those that are shown; the first time it is taken."""
        if not self.holding:
            self.mouse, self.near = (panel, x, y), index
        self._drag(panel, x, y)

    def classify(self, points: EditablePoints, place: int, target: int) -> None:
        """Give a point another class, where there is one of that number."""
        data = points.shown.data
        if target < data.classes:
            text = self.tr("Change the class of a point")
            self.edit(data, lambda data: user_data.changed(data, {}, {place: float(target)}), text)

    def add_at(self, panel: int, x: float, y: float) -> bool:
        """Add a point at a place; whether that could be."""
        points = self.on_panel(panel)
        if points is None:
            return False
        self.forget_click()
        before, (row, target) = self.scene, points.put(*self._rounded(panel, x, y), True)
        value = 0.0 if target is None else target
        self.edit(points.shown.data, lambda data: user_data.added(data, row, value), self.tr("Add a point"))
        return before is not None

    def add_painted(self, points: EditablePoints, panel: int, x: float, y: float) -> None:
        """Add a point of a brush's stroke, which is one change with the others."""
        row, target = points.put(*self._rounded(panel, x, y), True)
        value = 0.0 if target is None else target
        text = self._named(points.shown.data, self.tr("Add points"))
        self.edit(points.shown.data, lambda data: user_data.added(data, row, value), text, "brush")

    @Slot(int, str, float, float, bool)
    def _stroke(self, panel: int, tool: Tool, x: float, y: float, ends: bool) -> None:
        if self.on_panel(panel) is not None:
            self.forget_click()
            self.holding = tool == "brush"  # the axes stand still
            self.group.stroke(tool, panel, x, y, ends=ends)
            if ends:
                self._drop()

    def let_go(self) -> None:
        """Put down what is held."""
        self._drop()
        self._hover(-1, math.nan, math.nan)

    @Slot()
    def _drop(self) -> None:
        if self.holding:
            self.holding = False
            self.finished.emit()
            self._find_near()
            self.changed.emit()

    def _rounded(self, panel: int, x: float, y: float) -> tuple[float, float]:
        """A place as exactly as a hand can mean it."""
        area, ((x0, x1), (y0, y1)) = self.plot.areas[panel], self.plot.ranges
        return placed(x, (x1 - x0) / area.width()), placed(y, (y1 - y0) / area.height())

    def _named(self, data: Dataset, text: str) -> str:
        return text if isinstance(data, UserData) else self.tr("Change the data")

    def edit(self, data: Dataset, change: Callable[[Dataset], UserData], text: str, merge: str = "") -> None:
        """Change the data of all runs that have them, or say why that can't be."""
        if self.scene is None:
            return
        try:
            scene = user_data.with_data(self.scene, data, change(data))
        except ValueError as error:
            text = self.tr("The data stay as they are: {reason}.")
            self.refused.emit(text.format(reason=reason(error)))
            return
        if scene != self.scene:
            self.edited.emit(scene, text if merge else self._named(data, text), merge)
