"""A seed: a number, and a die that throws another one."""

from __future__ import annotations

import random

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from gdviz.base.i18n import declared
from gdviz.look.appearance import Appearance
from gdviz.look.icons import put_icon
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.look import LIGHT, Look
from gdviz.panels.form.number_field import NumberField

SIDES = 1000  # small numbers are easier to tell each other


class Die(Appearance, QToolButton):
    """Throws a seed other than the one in force."""

    thrown = Signal(int)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title  # of the field that it is for, as it is declared
        self.seed = 0
        self.setAutoRaise(True)
        keep_keys(self, BUTTON)
        self.clicked.connect(self._throw)
        self.set_look(LIGHT)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        put_icon(self, "die", look, 18)

    def retranslate(self) -> None:
        """Put every text anew."""
        self.setToolTip(self.tr("New seed"))
        self.setAccessibleName(self.tr("{title}: new seed").format(title=declared(self.title)))

    @Slot()
    def _throw(self) -> None:
        # Which seed comes is of no consequence: it stands in the document, and decides all that follows.
        seed = random.randrange(SIDES - 1)
        self.thrown.emit(seed + (seed >= self.seed))


class SeedField(NumberField):
    """A number with a die beside it."""

    def build(self) -> None:
        """Slider, entry, die."""
        super().build()
        self.die = Die(self.field.title, self)
        self.head.addWidget(self.die)
        self.die.thrown.connect(self._take)

    def show_value(self, value: int) -> None:
        """Show it; the die throws another one."""
        super().show_value(value)
        self.die.seed = value

    @Slot(int)
    def _take(self, seed: int) -> None:
        self.clear_error()
        self.choose(seed)
