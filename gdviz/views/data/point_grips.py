"""The points of a plot as marks that keys take, each alone, and those that are selected as one."""

from __future__ import annotations

import functools
from collections.abc import Hashable

import numpy as np

from gdviz.base.i18n import translate
from gdviz.notation.numbers import apart
from gdviz.views.data.class_choice import class_name
from gdviz.views.data.point_editing import EditablePoints, PointEditing
from gdviz.views.data.points import Points
from gdviz.views.plot.grip import Grip


class PointGrips:
    """Makes the grips of what a `PointEditing` shows."""

    def __init__(self, editing: PointEditing) -> None:
        self.editing = editing

    def grips(self) -> list[Grip]:
        """The points of each data, from left to right; those that are selected come first, as one."""
        found = self._group()
        known: list[Points] = []
        for panel, points in enumerate(self.editing.editable):
            if points is None or any(points.shown is each for each in known):
                continue
            known.append(points.shown)
            order = np.argsort(points.x, kind="stable").tolist()
            found += [self._grip(panel, points, place) for place in order]
        return found

    def select(self, key: Hashable | None) -> bool:
        """Select the point of a grip too, or no more; all points without one. Whether there were any."""
        group = self.editing.group
        if key is None:
            points = self.editing.on_panel(0)
            if points is not None:
                group.select(0, frozenset(points.shown.places.tolist()))
            return points is not None
        if not isinstance(key, tuple) or key[0] != "point":
            return False
        _, panel, place = key
        group.toggle(panel, place)
        return True

    def _group(self) -> list[Grip]:
        group = self.editing.group
        points = group.points
        if points is None:
            return []
        index = int(np.flatnonzero(np.isin(points.shown.places, list(group.selected)))[0])
        middle, at = group.middle(), (float(points.x[index]), float(points.y[index]))

        def put(x: float, y: float) -> None:
            self.editing.move_to(group.panel, index, at[0] + x - middle[0], at[1] + y - middle[1])

        name = translate("DataView", "{count} selected points").format(count=len(group.selected))
        return [
            Grip(
                ("group", group.panel),
                name,
                middle,
                put,
                self.editing.let_go,
                "points",
                group.panel,
                remove=group.delete,
                classify=group.classify if points.shown.data.classes else None,
            )
        ]

    def _grip(self, panel: int, points: EditablePoints, index: int) -> Grip:
        data, place = points.shown.data, int(points.shown.places[index])
        where = f"({', '.join(apart(every[index], 3, np.ptp(every)) for every in (points.x, points.y))})"
        name = translate("DataView", "Point {place}").format(place=where)
        if data.classes:
            name = f"{name}, {class_name(data, int(points.shown.targets[index]))}"
        return Grip(
            ("point", panel, place),
            name,
            (float(points.x[index]), float(points.y[index])),
            functools.partial(self.editing.move_to, panel, index),
            self.editing.let_go,
            "points" if self.editing.group.holds(points, index) else f"point {place}",
            panel,
            remove=functools.partial(self.editing.delete, points, place),
            classify=functools.partial(self.editing.classify, points, place) if data.classes else None,
        )
