"""Whether the form changes the whole run, or the run from the step at the playhead on."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.look import Look, blend
from gdviz.look.shortcuts import bind
from gdviz.look.widgets import scaled
from gdviz.notation.numbers import number


class SpanSwitch(Appearance, QWidget):
    """Two buttons, of which one is down: the whole run, or from this step on."""

    changed = Signal()  # `from_here`

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.step = 0
        self.whole, self.later = QToolButton(self), QToolButton(self)
        self.group = QButtonGroup(self)
        row = self.row = QHBoxLayout(self)
        for button in (self.whole, self.later):
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            keep_keys(button, BUTTON)
            self.group.addButton(button)
            row.addWidget(button, int(button is self.later))
        self.whole.setChecked(True)
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
        """Take colours and sizes: what is down is filled and bold."""
        super().set_look(look)
        self.row.setSpacing(0)
        margin = scaled(look, 14)
        self.row.setContentsMargins(margin, scaled(look, 6), margin, scaled(look, 2))
        edge, size = blend(look.line, look.text, 0.16), scaled(look, 1)
        self.setStyleSheet(
            f"QToolButton {{ border: {size}px solid {edge}; padding: {scaled(look, 4)}px; "
            f"background: {look.surface}; color: {look.text}; border-radius: 0 }}"
            f"QToolButton:checked {{ background: {look.accent}; color: {look.surface}; "
            f"border-color: {look.accent}; font-weight: bold }}"
            f"QToolButton:focus {{ border-color: {look.text} }}"
        )

    def retranslate(self) -> None:
        """Put every text anew."""
        keys = self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
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


__all__ = ["SpanSwitch"]
