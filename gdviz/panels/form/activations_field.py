"""The activation of each hidden layer: off, all have the same; on, each has a list of its own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gdviz.base.i18n import declared
from gdviz.document.scene import Run
from gdviz.look.appearance import set_look_in
from gdviz.look.field_name import FieldName
from gdviz.look.layouts import bare
from gdviz.look.look import LIGHT, Look
from gdviz.look.widgets import apply_widget_style, scaled
from gdviz.panels.form.field import FieldEditor
from gdviz.panels.widgets.choice import Choice
from gdviz.panels.widgets.switch import Switch


class ActivationsField(FieldEditor):
    """A switch in the head, and a drop-down list for each layer below it."""

    beside = True

    def build(self) -> None:
        """The switch; the lists come with the layers."""
        self.same: tuple[str, ...] = ()  # what all layers have while the switch is off
        self.choices: list[Choice] = []
        self.names: list[QLabel] = []
        self.layers = QWidget(self)
        self.grid = bare(QGridLayout(self.layers))
        self.grid.setColumnStretch(0, 1)
        self.rows.insertWidget(1, self.layers)
        self.switch = Switch(self)
        self.hold(self.switch)
        self.switch.clicked.connect(self._turn)
        self.set_look(LIGHT)

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        super().set_look(look)
        self.grid.setSpacing(scaled(look, 4))

    def show_run(self, run: Run) -> None:
        """Take which activation all layers have."""
        if run.training is not None:
            model = run.training.model
            self.same = (model.activation,) * len(model.hidden)

    def show_value(self, value: Any) -> None:
        """Show a list for each name."""
        self.switch.setChecked(bool(value))
        self.layers.setVisible(bool(value))
        while len(self.choices) < len(value):
            self._add()
        for place, (choice, name) in enumerate(zip(self.choices, self.names, strict=True)):
            for widget in (choice, name):
                widget.setVisible(place < len(value))
            if place < len(value):
                choice.show_data(value[place])

    def _add(self) -> None:
        item = self.field.item
        assert item is not None
        row, name, choice = len(self.choices), FieldName(self.layers), Choice(self.layers)
        for each in item.choices:
            choice.addItem(declared(item.word(each)), each)
        name.setBuddy(choice)
        self.grid.addWidget(name, row, 0)
        self.grid.addWidget(choice, row, 1)
        self.names.append(name)
        self.choices.append(choice)
        choice.chosen.connect(self._choose)
        for widget in (name, choice):
            apply_widget_style(widget, self.look)
        set_look_in(choice, self.look)
        self._name(row)

    def _name(self, row: int) -> None:
        item = self.field.item
        assert item is not None
        text = self.tr("Layer {number}").format(number=row + 1)
        self.names[row].setText(text)
        self.choices[row].setAccessibleName(self.tr("{title}, {name}").format(title=self.called, name=text))
        for index, each in enumerate(item.choices):
            self.choices[row].setItemText(index, declared(item.word(each)))

    def text_of(self, value: Any) -> str:
        """The activations in a line."""
        item = self.field.item
        assert item is not None
        words = [declared(item.word(each)) for each in value]
        return "–".join(words) or self.tr("all the same")

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        for row in range(len(self.choices)):
            self._name(row)

    @Slot(bool)
    def _turn(self, on: bool) -> None:
        self.choose(self.same if on else ())
        self.show_value(self.value)

    @Slot(object)
    def _choose(self, _name: str) -> None:
        shown = self.choices[: len(self.value)]
        self.choose(tuple(choice.currentData() for choice in shown))
        self.show_value(self.value)
