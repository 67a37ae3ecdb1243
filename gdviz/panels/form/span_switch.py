"""Whether the form changes the whole run, or the run from the step at the playhead on."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gdviz.look.look import Look
from gdviz.look.shortcuts import bind, native
from gdviz.look.two_way import TwoWay
from gdviz.look.widgets import scaled
from gdviz.notation.numbers import number


class SpanSwitch(TwoWay):
    """Two buttons, of which one is down: the whole run, or from this step on."""

    changed = Signal()  # `from_here`

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.step = 0
        self.whole, self.later = self.first, self.second
        self.later.toggled.connect(self._toggled)
        self.action = QAction(self)  # in the window's menu
        self.action.setCheckable(True)
        bind(self.action, "set_from_here")
        self.action.triggered.connect(self.set_from_here)

    @property
    def from_here(self) -> bool:
        """Whether what is set holds from the playhead's step on."""
        return self.later.isChecked()

    @Slot(bool)
    def set_from_here(self, from_here: bool) -> None:
        """Press one of the buttons."""
        (self.later if from_here else self.whole).setChecked(True)

    def show_step(self, step: int) -> None:
        """Name the step at the playhead."""
        if step != self.step:
            self.step = step
            self._name()

    @Slot(bool)
    def _toggled(self, from_here: bool) -> None:
        self.action.setChecked(from_here)
        self.changed.emit()

    def set_look(self, look: Look) -> None:
        """Take colors and sizes, and the form's margins."""
        super().set_look(look)
        margin = scaled(look, 14)
        self.row.setContentsMargins(margin, scaled(look, 6), margin, scaled(look, 2))

    def retranslate(self) -> None:
        """Put every text anew."""
        keys = native(self.action.shortcut())
        self.action.setText(self.tr("Set from &this step on"))
        self.setAccessibleName(self.tr("What a setting is changed for"))
        self.whole.setToolTip(
            self.tr("A setting that you change holds for the whole run ({keys})").format(keys=keys)
        )
        self.later.setToolTip(
            self.tr(
                "A setting that you change holds from the step at the playhead on; what was before stays "
                "({keys})"
            ).format(keys=keys)
        )
        self._name()

    def _name(self) -> None:
        self.whole.setText(self.tr("Whole run"))
        self.later.setText(self.tr("From step {step} on").format(step=number(self.step)))
