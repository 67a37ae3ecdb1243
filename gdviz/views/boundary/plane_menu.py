"""What the boundary's menu offers for data of more than two inputs: which axes, and where the others are."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gdviz.engine.learning.input_plane import InputPlane
from gdviz.engine.learning.training import Training
from gdviz.notation.numbers import apart, percent
from gdviz.views.boundary.held_dialog import HeldDialog, HeldInput
from gdviz.views.plot.choose_parameters import ParameterDialog

MOST_NAMED = 4  # inputs whose values stand in the sentence


class PlaneMenu(QObject):
    """The actions, and their dialogs."""

    inputs_chosen = Signal(tuple)  # two names
    principal_chosen = Signal(bool)
    held_chosen = Signal(object)
    held_finished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._problem: Training | None = None
        self._plane: InputPlane | None = None
        self.dialog: ParameterDialog | HeldDialog | None = None
        self.principal = QAction(self, checkable=True)
        self.principal.triggered.connect(self.principal_chosen)
        self.choose = QAction(self)
        self.choose.triggered.connect(self._choose)
        self.hold = QAction(self)
        self.hold.triggered.connect(self._hold)
        self.retranslate()

    def retranslate(self) -> None:
        """The words."""
        self.choose.setText(self.tr("Choose two inputs…"))
        self.choose.setToolTip(self.tr("Draws the boundary over two of the inputs; the others are held."))
        self.principal.setText(self.tr("Principal directions of the inputs"))
        self.principal.setToolTip(self.tr("Draws the boundary on the plane in which the inputs vary most."))
        self.hold.setText(self.tr("Hold the other inputs…"))
        self.hold.setToolTip(self.tr("Sliders for the inputs that are not axes; by default at their means."))

    def show(self, problem: Training, plane: InputPlane) -> None:
        """What is on stage."""
        self._problem, self._plane = problem, plane

    def actions(self) -> list[QAction]:
        """The actions, where there are inputs to choose from."""
        if self._problem is None or self._plane is None or self._problem.data.inputs < 3:
            return []
        self.principal.setChecked(not self._plane.names)
        self.hold.setEnabled(bool(self._plane.names))
        return [self.principal, self.choose, self.hold]

    def sentence(self) -> str:
        """What plane it is, and where the points are; "" for the plane of all inputs."""
        problem, plane = self._problem, self._plane
        if problem is None or plane is None or problem.data.inputs < 3:
            return ""
        if not plane.names:
            text = self.tr("two principal directions of the inputs: {share} of their variance")
            return text.format(share=percent(plane.share, 0))
        others = [
            f"{name} = {apart(value, 3, span)}"
            for name, value, span in zip(
                problem.data.input_names, plane.held, np.ptp(problem.split().own_x, axis=0), strict=True
            )
            if name not in plane.names
        ]
        shown = self.tr(", ").join(others[:MOST_NAMED]) + ("…" if len(others) > MOST_NAMED else "")
        return self.tr("held: {values}; the points are projected").format(values=shown)

    @Slot()
    def _choose(self) -> None:
        assert self._problem is not None
        assert self._plane is not None
        hint = self.tr("Select two inputs: the first for the horizontal axis, the second for the other.")
        self.dialog = ParameterDialog(self.tr("Boundary over two inputs"), hint, self._window)
        self.dialog.offer(self._problem.data.input_names, self._plane.names, 2, 2)
        self.dialog.chosen.connect(self.inputs_chosen)
        self._open()

    @Slot()
    def _hold(self) -> None:
        assert self._problem is not None
        assert self._plane is not None
        x = self._problem.split().own_x
        columns = zip(
            self._problem.data.input_names,
            *(x.min(axis=0).tolist(), x.max(axis=0).tolist(), x.mean(axis=0).tolist()),
            self._plane.held.tolist(),
            strict=True,
        )
        self.dialog = HeldDialog(
            [HeldInput(*column) for column in columns if column[0] not in self._plane.names], self._window
        )
        self.dialog.chosen.connect(self.held_chosen)
        self.dialog.finished_move.connect(self.held_finished)
        self._open()

    def _open(self) -> None:
        assert self.dialog is not None
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()
