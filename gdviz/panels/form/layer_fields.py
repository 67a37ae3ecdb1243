"""Fields with a number for each layer of a network: its units, and its rate."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from gdviz.document.scene import Run
from gdviz.engine.declare import Field
from gdviz.look.asked import asked_about
from gdviz.notation.numbers import entry
from gdviz.panels.form.field import FieldEditor
from gdviz.panels.widgets.count_box import CountBox
from gdviz.panels.widgets.number_stack import NumberStack
from gdviz.panels.widgets.switch import Switch


class StackField(FieldEditor):
    """Numbers, each with a slider and an entry of its own."""

    def build(self) -> None:
        """The rows under the title."""
        self.stack = NumberStack(self.item, self)
        self.rows.insertWidget(1, self.stack)
        self.stack.chosen.connect(self.choose)
        self.stack.finished.connect(self.finished)
        self.stack.refused.connect(self._refuse)
        self.stack.accepted.connect(self.clear_error)
        self.stack.restored.connect(self.forget)

    @property
    def item(self) -> Field:
        """What each number is."""
        assert self.field.item is not None
        return self.field.item

    def clear_error(self) -> None:
        """No red edge any more."""
        super().clear_error()
        self.stack.forgive()

    @Slot()
    def forget(self) -> None:
        """Drop what was typed and not taken."""
        super().forget()
        self.show_value(self.value)

    def name_rows(self) -> None:
        """Say to who has no eyes which number each is."""
        template = self.tr("{title}, {name}")
        self.stack.set_titles([template.format(title=self.called, name=name) for name in self.stack.names])

    @Slot()
    def _refuse(self) -> None:
        self.show_error(asked_about(self.stack.wrong_texts) or self.wanted())

    def wanted(self) -> str:
        """What is to be typed, as a sentence."""
        raise NotImplementedError


class PerLayerField(StackField):
    """A number for each layer. A subclass says what stands in the head."""

    beside = True

    def names(self, value: Any) -> tuple[str, ...]:
        """A name for each row that shows `value`."""
        return tuple(self.tr("Layer {number}").format(number=place + 1) for place in range(len(value)))

    def show_value(self, value: Any) -> None:
        """Show a row for each number."""
        self.stack.setVisible(bool(value))
        if self.stack.set_names(self.names(value)):
            self.name_rows()
        self.stack.show_numbers(value)

    def show_error(self, sentence: str, place: tuple[int, int] | None = None) -> None:
        """Edge the wrong entry in red."""
        if len(self.value) == len(self.stack.controls):
            self.stack.take_back(self.value)
        super().show_error(sentence, place)

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        self.stack.set_names(self.names(self.value))
        self.name_rows()

    def wanted(self) -> str:
        """The range of a number."""
        template = (
            self.tr("Type a whole number from {low} to {high}.")
            if self.item.kind == "int"
            else self.tr("Type a number from {low} to {high}.")
        )
        return template.format(low=entry(self.item.ge or 0), high=entry(self.item.le or 0))


class LayersField(PerLayerField):
    """For kind "ints": how many units each layer has. Plus and minus add and take the last one."""

    def build(self) -> None:
        """Minus, number, plus in the head."""
        super().build()
        self.count = CountBox(self.field.fewest, self.field.most or 100, self)
        self.hold(self.count, self.count.more)
        self.count.asked.connect(self._resize)

    def show_value(self, value: Any) -> None:
        """Show how many there are, and each."""
        super().show_value(value)
        self.count.show_count(len(value))

    def text_of(self, value: Any) -> str:
        """The units in a line."""
        return "–".join(map(str, value)) or self.tr("none")

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        self.count.set_texts(self.tr("Remove the last one"), self.tr("Add one more"))
        self.count.setAccessibleName(self.called)

    @Slot(int)
    def _resize(self, count: int) -> None:
        """One more is like the one before it."""
        more = self.value[-1:] or self.field.default[:1] or (1,)
        self.choose((*self.value, *more * (count - len(self.value)))[:count])


class RatesField(PerLayerField):
    """For `layer_rates`: off, all layers learn alike; on, each has a factor of its own."""

    def __init__(self, field: Field, path: str, parent: QWidget | None = None) -> None:
        self.layers = 1
        super().__init__(field, path, parent)

    def build(self) -> None:
        """A switch in the head."""
        super().build()
        self.switch = Switch(self)
        self.hold(self.switch)
        self.switch.clicked.connect(self._turn)

    def show_run(self, run: Run) -> None:
        """Take how many layers there are."""
        if run.training is not None:
            self.layers = len(run.training.layers)

    def names(self, value: Any) -> tuple[str, ...]:
        """The last layer is the output."""
        names = super().names(value)
        return (*names[:-1], self.tr("Output")) if names else ()

    def show_value(self, value: Any) -> None:
        """Show the rates, if there are any."""
        super().show_value(value)
        self.switch.setChecked(bool(value))

    def text_of(self, value: Any) -> str:
        """The factors in a line."""
        return super().text_of(value) if value else self.tr("all the same")

    @Slot(bool)
    def _turn(self, on: bool) -> None:
        self.choose((1.0,) * self.layers if on else ())
        self.show_value(self.value)
