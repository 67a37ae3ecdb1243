"""A dialog with a slider for each input that is held while the boundary is drawn over two others."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
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
from gdviz.notation.numbers import apart, placed

TICKS = 200


class HeldInput(Struct, frozen=True):
    """An input that is held: its range in the data, its mean, and where it is now."""

    name: str
    low: float
    high: float
    mean: float
    value: float

    def written(self, value: float) -> str:
        """A value of the input, told from those of the next places of its slider."""
        return apart(value, 4, self.high - self.low)


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
        self.held = list(values)
        for each, slider, label, value in zip(self.inputs, self.sliders, self.values, values, strict=True):
            with QSignalBlocker(slider):
                slider.setValue(round(TICKS * (value - each.low) / ((each.high - each.low) or 1.0)))
            label.setText(each.written(value))

    @Slot()
    def _moved(self) -> None:
        place = next(place for place, slider in enumerate(self.sliders) if slider is self.sender())
        each = self.inputs[place]
        step = (each.high - each.low) / TICKS
        self.held[place] = placed(each.low + step * self.sliders[place].value(), step or 1.0)
        self.values[place].setText(each.written(self.held[place]))
        pairs = zip(self.inputs, self.held, strict=True)
        self.chosen.emit(tuple((each.name, value) for each, value in pairs if value != each.mean))

    @Slot()
    def _at_means(self) -> None:
        self._show([each.mean for each in self.inputs])
        self.chosen.emit(())


__all__ = ["Held", "HeldDialog", "HeldInput"]
