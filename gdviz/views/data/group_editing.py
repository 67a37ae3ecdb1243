"""Many points at once: a brush adds them on its way, a lasso selects what is moved or deleted together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QPolygonF

from gdviz.views.data import user_data
from gdviz.views.data.pointer import Place

if TYPE_CHECKING:
    from gdviz.views.data.point_editing import EditablePoints, PointEditing

Tool = Literal["point", "brush", "lasso"]
MODIFIERS: dict[Qt.KeyboardModifier, Tool] = {  # held while dragging
    Qt.KeyboardModifier.ShiftModifier: "brush",
    Qt.KeyboardModifier.ControlModifier: "lasso",
}
SPACING, WIDTH = 11.0, 7.0  # pixels between two points of the brush, and how far they are scattered


class GroupEditing:
    """What brush and lasso do for a `PointEditing`. `selected` are places in the data of panel `panel`."""

    def __init__(self, editing: PointEditing) -> None:
        self.editing = editing
        self.tool: Tool = "point"  # of a drag without a modifier that begins beside a point
        self.selected: frozenset[int] = frozenset()
        self.panel = -1
        self.outline: list[Place] = []
        self._count = 0  # of the data in which places are selected
        self._last: Place | None = None  # where the brush added a point
        self._chance = np.random.default_rng(0)
        self._from: dict[int, Place] = {}  # where the points stood that are being moved
        self._grip: Place = (0.0, 0.0)

    # -- strokes -------------------------------------------------------------------------------------------

    def stroke(self, tool: Tool, panel: int, x: float, y: float, *, ends: bool) -> None:
        """The brush or the lasso is at a place; `ends` says that it was lifted there."""
        if tool == "brush":
            self._paint(panel, x, y)
        else:
            self.panel = panel
            self.outline.append((x, y))
        if ends:
            self._last = None
            if tool == "lasso":
                self._select_inside()
        self.show()

    def _paint(self, panel: int, x: float, y: float) -> None:
        points, plot = self.editing.on_panel(panel), self.editing.plot
        if points is None:
            return
        if self._last is not None:
            here, last = plot.panel_to_pixels(panel, x, y), plot.panel_to_pixels(panel, *self._last)
            if math.dist(here, last) < SPACING * plot.look.font_scale:
                return
        self._last = x, y
        across, up = self._chance.normal(0.0, WIDTH * plot.look.font_scale, 2).tolist()
        self.editing.add_painted(points, panel, x + across / plot.units[0], y + up / plot.units[1])

    def _select_inside(self) -> None:
        points = self.editing.on_panel(self.panel)
        outline, self.outline = self.outline, []
        if points is None or len(outline) < 3:
            self.clear()
            return
        shape = QPolygonF([QPointF(*each) for each in outline])
        fill = Qt.FillRule.OddEvenFill
        inside = [
            shape.containsPoint(QPointF(float(x), float(y)), fill)
            for x, y in zip(points.x, points.y, strict=True)
        ]
        self.select(self.panel, frozenset(points.shown.places[inside].tolist()))

    # -- what is selected ----------------------------------------------------------------------------------

    def select(self, panel: int, places: frozenset[int]) -> None:
        """Select these places of the data."""
        points = self.editing.on_panel(panel)
        self.panel, self.selected = panel, places if points is not None else frozenset()
        self._count = 0 if points is None else points.shown.count
        self.show()
        self.editing.changed.emit()

    def toggle(self, panel: int, place: int) -> None:
        """Select a place of the data too, or no more."""
        self.select(panel, self.selected ^ {place} if self.panel == panel else frozenset({place}))

    def clear(self) -> bool:
        """Select nothing; whether anything was."""
        had = bool(self.selected)
        self.selected, self.outline = frozenset(), []
        self.show()
        return had

    def follow(self) -> None:
        """The panels show other data: keep what is selected only in the same rows."""
        points = self.editing.on_panel(self.panel)
        if points is None or points.shown.count != self._count:
            self.selected = frozenset()
        self.show()

    def holds(self, points: EditablePoints, index: int | None) -> bool:
        """Whether a point of the panel, by its place among those shown, is selected with others."""
        shares = index is not None and self.points is not None and self.points.shown is points.shown
        return shares and int(points.shown.places[index]) in self.selected

    @property
    def points(self) -> EditablePoints | None:
        """The points among which some are selected."""
        return self.editing.on_panel(self.panel) if self.selected else None

    def places(self) -> list[Place]:
        """Where the selected points lie on the axes."""
        points = self.points
        if points is None:
            return []
        chosen = np.isin(points.shown.places, list(self.selected))
        return list(zip(points.x[chosen].tolist(), points.y[chosen].tolist(), strict=True))

    def middle(self) -> Place:
        """The middle of the selected points."""
        x, y = np.mean(self.places(), axis=0).tolist()
        return x, y

    # -- edits ---------------------------------------------------------------------------------------------

    def delete(self) -> None:
        """Delete the selected points, all but the last one."""
        points, places = self.points, self.selected
        if points is not None:
            self.selected = frozenset()
            text = QCoreApplication.translate("PointEditing", "Delete points")
            self.editing.edit(points.shown.data, lambda data: user_data.without(data, places), text)

    def classify(self, target: int) -> None:
        """Give the selected points another class."""
        points, places = self.points, self.selected
        if points is not None and target < points.shown.data.classes:
            text = QCoreApplication.translate("PointEditing", "Change the class of points")
            targets = dict.fromkeys(places, float(target))
            self.editing.edit(points.shown.data, lambda data: user_data.changed(data, {}, targets), text)

    def move(self, x: float, y: float, text: str, merge: str) -> None:
        """Move the selected points so that the one taken is at a place."""
        points = self.points
        if points is None:
            return
        rows, targets = {}, {}
        for place, (left, up) in self._from.items():
            row, target = points.put(left + x - self._grip[0], up + y - self._grip[1], False)
            rows[place] = row
            if target is not None:
                targets[place] = target
        self.editing.edit(points.shown.data, lambda data: user_data.changed(data, rows, targets), text, merge)

    def take(self, x: float, y: float) -> None:
        """The hand has taken the selected points at the place of one of them."""
        points = self.points
        self._grip = x, y
        if points is not None:
            chosen = np.isin(points.shown.places, list(self.selected))
            places = points.shown.places[chosen].tolist()
            self._from = dict(zip(places, self.places(), strict=True))

    # -- on the panels -------------------------------------------------------------------------------------

    def show(self) -> None:
        """Ring the selected points and draw the lasso."""
        points, places = self.points, tuple(self.places())
        for pointer in self.editing.pointers:
            shown = self.editing.on_panel(pointer.panel)
            same = points is not None and shown is not None and shown.shown is points.shown
            outline = tuple(self.outline) if pointer.panel == self.panel else ()
            pointer.show_group(places if same else (), outline)
