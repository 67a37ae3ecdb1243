"""A slider and an exact entry for one number, always of one mind."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gdviz.base.i18n import declared
from gdviz.engine.declare import Field
from gdviz.look.appearance import Appearance
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.widgets import scaled
from gdviz.notation.numbers import entry, read
from gdviz.panels.widgets.entry import Entry
from gdviz.panels.widgets.slider import Slider
from gdviz.panels.widgets.slider_scale import POSITIONS, Scale, allowed, scale_of


class NumberControl(Appearance, QWidget):
    """The slider covers the range that is useful; the entry takes whatever is allowed."""

    chosen = Signal(object, bool)  # the number, and whether the hand still holds it
    finished = Signal()
    refused = Signal()  # what was typed is no number, or out of range
    accepted = Signal()  # what was typed is no longer wrong
    restored = Signal()  # Escape: the last good number is to be shown again

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.scale: Scale | None = None
        self.number: float = 0.0
        self.slider = Slider(self)
        self.slider.setRange(0, POSITIONS)
        self.slider.told = self._told
        self.entry = Entry(self, steps=True)
        self.entry.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.row = bare(QHBoxLayout(self))
        self.row.addWidget(self.slider, 1)
        self.row.addWidget(self.entry)
        self.set_scale(scale_of(field))
        self.slider.moved.connect(self._slide)
        self.slider.stepped.connect(self._step)
        self.slider.let_go.connect(self.finished)
        self.entry.stepped.connect(self._step)
        self.entry.step_finished.connect(self.finished)
        self.entry.committed.connect(self._type)
        self.entry.restored.connect(self.restored)
        self.setFocusProxy(self.entry)

    def set_scale(self, scale: Scale | None) -> None:
        """Give the slider another range; without one there is no slider."""
        if scale == self.scale and scale is not None:
            return
        self.scale = scale
        self.slider.setVisible(scale is not None)
        self.slider.set_marks(scale.ticks() if scale else ())
        self.set_number(self.number)

    def set_number(self, number: float) -> None:
        """Show `number`."""
        self.number = number
        self.entry.show_good(entry(number))
        if self.scale is not None:
            self.slider.show_position(self.scale.position(number))

    def take_back(self, number: float) -> None:
        """The chosen number is refused, `number` is still the good one. The entry keeps the wrong text."""
        self.number = number
        self.entry.good = entry(number)
        self.entry.refuse()
        if self.scale is not None:
            self.slider.show_position(self.scale.position(number))

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.row.setSpacing(scaled(look, 8))

    def set_title(self, title: str) -> None:
        """Name both parts for people who do not see them."""
        self.slider.setAccessibleName(title)
        self.entry.setAccessibleName(title)
        self.entry.set_unit(declared(self.field.unit))

    def _told(self, position: int) -> tuple[float, str]:
        """What a position of the slider stands for: the number itself where it stands, with its unit."""
        here = position == self.slider.value() or self.scale is None
        value = self.number if here or self.scale is None else self.scale.value(position)
        return float(value), " ".join(filter(None, (entry(value), declared(self.field.unit))))

    # -- the hand ------------------------------------------------------------------------------------------

    @Slot(int)
    def _slide(self, position: int) -> None:
        if self.scale is not None:
            self._take(self.scale.value(position))

    @Slot(int)
    def _step(self, steps: int) -> None:
        scale = self.scale or Scale(0.0, 100.0, whole=self.field.kind == "int")
        number = scale.stepped(self.number, steps)
        for bound, beyond in ((self.field.ge, min), (self.field.le, max)):
            if bound is not None and beyond(number, bound) == number:
                number = type(number)(bound)
        if allowed(self.field, number):
            self._take(number)

    def _take(self, number: float) -> None:
        """A number by the slider or by steps: it is shown at once, and still in the hand."""
        if not allowed(self.field, number) or number == self.number:
            return
        self.number = number
        self.entry.accept(entry(number))
        if self.scale is not None and not self.slider.isSliderDown():
            self.slider.setValue(self.scale.position(number))
        self.accepted.emit()
        self.chosen.emit(number, True)

    @Slot(str)
    def _type(self, text: str) -> None:
        number = read(text, self.field.kind == "int")
        if number is None or not allowed(self.field, number):
            self.entry.refuse()
            self.refused.emit()
            return
        same = number == self.number
        self.set_number(number)
        self.entry.accept(entry(number))
        self.accepted.emit()
        if not same:
            self.chosen.emit(number, False)
