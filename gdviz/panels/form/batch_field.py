"""How many examples a step takes: a number, or all of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QToolButton

from gdviz.base.i18n import declared
from gdviz.document.scene import Run
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.panels.form.number_field import NumberField
from gdviz.panels.widgets.slider_scale import Scale

WIDE = 100  # from so many examples on, the small sizes need a logarithmic slider
USUAL = 32  # what "all" gives way to where no other size is known


class BatchSizeField(NumberField):
    """For `batch_size`, which is 0 for all: then the button is down and the entry shows how many that is."""

    def build(self) -> None:
        """Slider, entry, and a button for all."""
        super().build()
        self.most = 1
        self.before = 0  # the last size that was not "all"
        self.all = QToolButton(self)
        self.all.setCheckable(True)
        self.all.setProperty("role", "button")
        keep_keys(self.all, BUTTON)
        self.head.addWidget(self.all)
        self.all.clicked.connect(self._turn)

    def show_run(self, run: Run) -> None:
        """Take how many examples there are."""
        self.most = run.batches.examples if run.training is None else run.training.train_size
        high = self.most if self.most > 1 else 1000  # without data, the batch may be set before the number
        self.control.set_scale(Scale(1, high, log=high > WIDE, whole=True))

    def show_value(self, value: int) -> None:
        """Show the size."""
        self.all.setChecked(value == 0)
        self.before = value or self.before
        self.control.set_number(value or self.most)

    def text_of(self, value: Any) -> str:
        """The number, or all."""
        return super().text_of(value) if value else declared("all")

    def range_text(self) -> str:
        """From 1 on; all have a button of their own."""
        return self.tr("Allowed: a whole number from 1 to the number of examples, or all.")

    def retranslate(self) -> None:
        """Put every text anew."""
        super().retranslate()
        self.all.setText(self.tr("All"))
        self.all.setToolTip(self.tr("Every step takes all examples"))

    @Slot(bool)
    def _turn(self, every: bool) -> None:
        self.clear_error()
        self.choose(0 if every else min(self.before or USUAL, self.most))
        self.show_value(self.value)
