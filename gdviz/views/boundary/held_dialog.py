"""A dialog with a slider for each input that is held while the boundary is drawn over two others."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gdviz.engine.learning.input_plane import Held
from gdviz.look.field_name import FieldName
from gdviz.notation.numbers import placed, to_digits

TICKS = 200


class HeldInput(Struct, frozen=True):
    """An input that is held: its range in the data, its mean, and where it is now."""

    name: str
    low: float
    high: float
    mean: float
    value: float


class HeldDialog(QDialog):
    """`chosen` is told at once, while the hand still moves; "at their means" holds none by itself."""

    chosen = Signal(object)  # Held
    finished_move = Signal()

    def __init__(self, inputs: Sequence[HeldInput], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Where the other inputs are held"))
        self.inputs = tuple(inputs)
        self.sliders: list[QSlider] = []
        self.values: list[QLabel] = []
        content = QWidget(self)
        grid = QGridLayout(content)
        grid.setColumnStretch(1, 1)
        for row, each in enumerate(self.inputs):
            slider = QSlider(Qt.Orientation.Horizontal, content)
            slider.setRange(0, TICKS)
            slider.setAccessibleName(each.name)
            name, value = FieldName(each.name, content), QLabel(content)
            name.setBuddy(slider)
            value.setMinimumWidth(value.fontMetrics().horizontalAdvance("−0.00000"))
            for column, widget in enumerate((name, slider, value)):
                grid.addWidget(widget, row, column)
            self.sliders.append(slider)
            self.values.append(value)
        grid.setRowStretch(len(self.inputs), 1)
        area = QScrollArea(self, widgetResizable=True)
        area.setWidget(content)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Close, self)
        self.means = self.buttons.addButton(self.tr("At their means"), QDialogButtonBox.ButtonRole.ResetRole)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(self.buttons)
        self._show([each.value for each in self.inputs])
        for slider in self.sliders:
            slider.valueChanged.connect(self._moved)
            slider.sliderReleased.connect(self.finished_move)
        self.means.clicked.connect(self._at_means)
        self.buttons.rejected.connect(self.reject)
        self.resize(420, min(480, 110 + 34 * len(self.inputs)))

    def _show(self, values: Sequence[float]) -> None:
        for each, slider, label, value in zip(self.inputs, self.sliders, self.values, values, strict=True):
            slider.blockSignals(True)
            slider.setValue(round(TICKS * (value - each.low) / ((each.high - each.low) or 1.0)))
            slider.blockSignals(False)
            label.setText(to_digits(value, 4))

    @Slot()
    def _moved(self) -> None:
        held = []
        for each, slider, label in zip(self.inputs, self.sliders, self.values, strict=True):
            step = (each.high - each.low) / TICKS
            value = placed(each.low + step * slider.value(), step or 1.0)
            if slider is self.sender():
                label.setText(to_digits(value, 4))
                held.append((each.name, value))
            elif label.text() != to_digits(each.mean, 4):
                held.append((each.name, value))
        self.chosen.emit(tuple(held))

    @Slot()
    def _at_means(self) -> None:
        self._show([each.mean for each in self.inputs])
        self.chosen.emit(())


__all__ = ["Held", "HeldDialog", "HeldInput"]
