"""Several numbers under each other, each with its name, slider and entry."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gdviz.engine.declare import Field
from gdviz.look.appearance import Appearance, set_look_in
from gdviz.look.field_name import FieldName
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.widgets import apply_widget_style, scaled
from gdviz.panels.widgets.number_control import NumberControl
from gdviz.panels.widgets.slider_scale import Scale


class NumberStack(Appearance, QWidget):
    """A row for each number, all declared alike."""

    chosen = Signal(object, bool)  # all numbers as a tuple, and whether the hand still holds one
    finished = Signal()
    refused = Signal()
    accepted = Signal()
    restored = Signal()

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.names: tuple[str, ...] = ()
        self.controls: list[NumberControl] = []
        self.labels: list[QLabel] = []
        self.grid = bare(QGridLayout(self))
        self.grid.setColumnStretch(1, 1)

    @property
    def numbers(self) -> tuple[float, ...]:
        """What the rows show."""
        return tuple(control.number for control in self.controls)

    def set_names(self, names: Sequence[str]) -> bool:
        """Have a row for each name; whether rows came or went."""
        names = tuple(names)
        count = len(self.controls)
        while len(self.controls) > len(names):
            self._drop()
        while len(self.controls) < len(names):
            self._add()
        if names != self.names:
            self.names = names
            for label, name in zip(self.labels, names, strict=True):
                label.setText(name)
        return count != len(names)

    def show_numbers(self, numbers: Sequence[float]) -> None:
        """Show a number in each row."""
        for control, number in zip(self.controls, numbers, strict=True):
            control.set_number(number)

    def take_back(self, numbers: Sequence[float]) -> None:
        """What was chosen is refused; `numbers` are still the good ones. Wrong entries keep their text."""
        for control, number in zip(self.controls, numbers, strict=True):
            if control.number != number:
                control.take_back(number)

    def set_scales(self, scales: Sequence[Scale | None]) -> None:
        """Give each row its slider's range."""
        for control, scale in zip(self.controls, scales, strict=True):
            control.set_scale(scale)

    @property
    def wrong_texts(self) -> list[str]:
        """What stands in the rows that were refused."""
        return [control.entry.text() for control in self.controls if control.entry.wrong]

    def forgive(self) -> None:
        """No red edge any more."""
        for control in self.controls:
            control.entry.forgive()

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.grid.setHorizontalSpacing(scaled(look, 8))
        self.grid.setVerticalSpacing(scaled(look, 4))

    def set_titles(self, titles: Sequence[str]) -> None:
        """Name the rows for people who do not see them."""
        for control, title in zip(self.controls, titles, strict=True):
            control.set_title(title)

    def _add(self) -> None:
        label, control = FieldName(self), NumberControl(self.field, self)
        label.setBuddy(control.entry)
        row = len(self.controls)
        self.grid.addWidget(label, row, 0)
        self.grid.addWidget(control, row, 1)
        self.labels.append(label)
        self.controls.append(control)
        control.chosen.connect(self._choose)
        control.finished.connect(self.finished)
        control.refused.connect(self.refused)
        control.accepted.connect(self.accepted)
        control.restored.connect(self.restored)
        for widget in (label, control):
            apply_widget_style(widget, self.look)
        set_look_in(control, self.look)

    def _drop(self) -> None:
        for widget in (self.labels.pop(), self.controls.pop()):
            self.grid.removeWidget(widget)
            widget.blockSignals(True)  # an entry that loses the focus now has nothing to say any more
            widget.hide()
            widget.deleteLater()

    @Slot(object, bool)
    def _choose(self, _number: float, live: bool) -> None:
        self.chosen.emit(self.numbers, live)
