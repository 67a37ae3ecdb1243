"""Two buttons side by side, of which one is down."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.layouts import bare
from gdviz.look.look import Look, blend
from gdviz.look.widgets import TARGET, plain_font, scaled


class TwoWay(Appearance, QWidget):
    """What is down is filled and bold, so that it is not told by color alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.first, self.second = QToolButton(self), QToolButton(self)
        self.group = QButtonGroup(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = self.row = bare(QHBoxLayout(self), 0)
        for button in (self.first, self.second):
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            keep_keys(button, BUTTON)
            self.group.addButton(button)
            row.addWidget(button, int(button is self.second))
        self.first.setChecked(True)

    def set_look(self, look: Look) -> None:
        """Take colors and sizes."""
        super().set_look(look)
        for button in (self.first, self.second):
            button.setFont(plain_font(look))
            button.setMinimumHeight(max(look.touch, scaled(look, TARGET)))
        edge, size = blend(look.line, look.text, 0.16), scaled(look, 1)
        pad = f"{scaled(look, 1)}px {scaled(look, 4)}px"
        self.setStyleSheet(
            f"QToolButton {{ border: {size}px solid {edge}; padding: {pad}; "
            f"background: {look.surface}; color: {look.text}; border-radius: 0 }}"
            f"QToolButton:checked {{ background: {look.accent}; color: {look.surface}; "
            f"border-color: {look.accent}; font-weight: bold }}"
            f"QToolButton:focus {{ border-color: {look.text} }}"
        )
