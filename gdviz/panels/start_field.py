"""Where a run begins: a number for each parameter of its loss."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gdviz.engine.declare import Field
from gdviz.i18n import declared
from gdviz.panels.field import FieldEditor, value_text
from gdviz.panels.number_control import NumberControl
from gdviz.panels.scale import Scale
from gdviz.panels.style import dress, scaled
from gdviz.scene import Run
from gdviz.views.look import Look

COORDINATE = Field("coordinate", "float", 0.0, ge=-1e30, le=1e30)


class StartField(FieldEditor):
    """For the field `initial`: empty stands for the loss's own start, whose numbers are shown."""

    def build(self) -> None:
        """A grid that gets a row for each parameter."""
        self.names: tuple[str, ...] = ()
        self.own_start: tuple[float, ...] = ()
        self.controls: list[NumberControl] = []
        self.labels: list[QLabel] = []
        self.holder = QWidget(self)
        self.grid = QGridLayout(self.holder)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setColumnStretch(1, 1)
        self.body.addWidget(self.holder)

    def show_run(self, run: Run) -> None:
        """Take the parameters' names, the loss's own start and the range worth showing."""
        problem = run.problem
        self.own_start = problem.start
        if problem.parameter_names != self.names:
            self._make_rows(problem.parameter_names)
        bounds = getattr(problem, "bounds", ())
        for place, control in enumerate(self.controls):
            control.set_scale(Scale(*bounds[place]) if place < len(bounds) else None)

    def show_value(self, value: Any) -> None:
        """Show where the run begins."""
        for control, number in zip(self.controls, value or self.own_start, strict=True):
            control.set_number(number)

    def set_value(self, value: Any, run: Run) -> None:
        """Show the start; there is something to reset only where it is another than the loss's own."""
        super().set_value(value, run)
        differs = bool(value) and tuple(value) != tuple(self.own_start)
        self.reset.setVisible(differs)
        self.reset_action.setEnabled(differs)

    def text_of(self, value: Any) -> str:
        """The numbers; the loss's own where there are none."""
        return value_text(tuple(value or self.own_start))

    def range_text(self) -> str:
        """How to find one's own."""
        return self.tr("The start can be dragged on the plot of the loss, too.")

    def clear_error(self) -> None:
        """No red edge any more."""
        super().clear_error()
        for control in self.controls:
            control.entry.forgive()

    @Slot()
    def forget(self) -> None:
        """Drop what was typed and not taken."""
        super().forget()
        self.show_value(self.value)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.grid.setHorizontalSpacing(scaled(look, 8))
        self.grid.setVerticalSpacing(scaled(look, 4))
        for control in self.controls:
            control.set_look(look)

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        for control, name in zip(self.controls, self.names, strict=True):
            title = declared(self.field.title) or self.field.name
            control.retranslate(self.tr("{title}, {name}").format(title=title, name=name))

    def _make_rows(self, names: tuple[str, ...]) -> None:
        for old in (*self.controls, *self.labels):
            self.grid.removeWidget(old)
            old.blockSignals(True)  # an entry that loses the focus now has nothing to say any more
            old.hide()
            old.deleteLater()
        self.names, self.controls, self.labels = names, [], []
        for place, name in enumerate(names):
            label, control = QLabel(name, self.holder), NumberControl(COORDINATE, self.holder)
            label.setBuddy(control.entry)
            self.grid.addWidget(label, place, 0)
            self.grid.addWidget(control, place, 1)
            self.labels.append(label)
            self.controls.append(control)
            control.chosen.connect(self._choose)
            control.finished.connect(self.finished)
            control.refused.connect(self._refuse)
            control.accepted.connect(self.clear_error)
            control.restored.connect(self.forget)
            control.set_look(self.look)
        dress(self.holder, self.look)
        self.retranslate()

    @Slot(object, bool)
    def _choose(self, number: float, live: bool) -> None:
        self.choose(tuple(float(control.number) for control in self.controls), live)

    @Slot()
    def _refuse(self) -> None:
        self.show_error(self.tr("Type a number, such as 5, −0.25 or 1e-3."))
