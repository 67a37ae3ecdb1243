"""The run under the mouse: its curves in a corner of the map, and its way on the map itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Slot

from gdviz.engine.experiment import Experiment
from gdviz.look.look import Look
from gdviz.session.background import Background
from gdviz.session.picture_process import pictures
from gdviz.views.common.annotations import AnnotationLine, Annotations
from gdviz.views.map.inset import RunInset
from gdviz.views.map.map_axes import MapAxis
from gdviz.views.map.run_course import MOST, QUICK, RunCourse, course_of


class HoveredRun(QObject):
    """Short runs in closed form are shown at once; others come from another process, the newest wins."""

    def __init__(self, box: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._box = box
        self.path = Annotations(box)
        self.inset = RunInset(box)
        self.work = Background(parent, "gdviz run of the map", elsewhere=(pictures,))
        self.work.done.connect(self._take)
        self._wanted: Experiment | None = None
        self._axes: Sequence[MapAxis] = ()
        self._pointer, self._words = QPointF(), QRectF()

    def set_look(self, look: Look) -> None:
        """Take colors and type."""
        for part in (self.path, self.inset):
            part.set_look(look)
        self._width = 0.8 * look.curve_width

    def show_run(
        self, experiment: Experiment, axes: Sequence[MapAxis], pointer: QPointF, words: QRectF
    ) -> None:
        """Show a run, with the mouse and what is said there at places in the box's pixels."""
        self._pointer, self._words = pointer, words
        if experiment == self._wanted and self.inset.isVisible():
            self.inset.keep_off(pointer, words)
            return
        self._wanted, self._axes = experiment, axes
        if experiment.objective is not None and experiment.steps <= QUICK:
            self._take(experiment, course_of(experiment))
        elif experiment.steps <= MOST:
            self.work.submit(experiment, course_of, experiment)
        else:
            self.hide()

    def hide(self) -> None:
        """Nothing is under the mouse."""
        if self._wanted is not None:
            self._wanted = None
            self.work.cancel()
        self.path.set_pieces(())
        self.inset.hide()

    @Slot(object, object)
    def _take(self, experiment: Experiment, course: RunCourse) -> None:
        if self._wanted is None:
            return
        self.inset.show_course(course, self._pointer, self._words)
        pieces: list[AnnotationLine] = []
        if course.names and all(axis.setting.parts[0] == "initial" for axis in self._axes):
            points = course.params[:, [int(axis.setting.parts[1]) for axis in self._axes]]
            points = points[np.isfinite(points).all(axis=1) & (np.abs(points) < 1e6).all(axis=1)]
            x, y = (np.clip(each, -1e5, 1e5).tolist() for each in self.path.place(points[:, 0], points[:, 1]))
            if len(x) > 1:
                line = tuple(zip(x, y, strict=True))
                pieces = [AnnotationLine(line, "#000000", self._width, casing="#FFFFFF")]
        self.path.set_pieces(pieces)
