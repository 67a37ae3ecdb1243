"""The row of tools beside the playback while a pen is in the hand: what a keyboard is not needed for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.icons import icon
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.paint import fill, smooth_painter
from gdviz.look.widgets import apply_look, scaled
from gdviz.stage.strokes import COLORS, color_of

SIDE = 44  # pixels of a target for a finger


class PenBar(Appearance, QWidget):
    """Buttons for the tools, each an action of the menu, and for the colors."""

    color_chosen = Signal(str)

    def __init__(self, tools: dict[str, QAction], parent: QWidget) -> None:
        """`tools` are the actions by the names of their icons."""
        super().__init__(parent)
        self.tools = tools
        row = bare(QHBoxLayout(self), 4)
        row.addStretch(1)
        self.buttons: list[QToolButton] = []
        self.colors = QButtonGroup(self)
        for name, action in tools.items():
            if name == "undo":
                for number in range(len(COLORS)):
                    button = self._button(row)
                    button.setCheckable(True)
                    button.setChecked(number == 0)
                    self.colors.addButton(button, number)
            button = self._button(row)
            button.setDefaultAction(action)
        row.addStretch(1)
        self.colors.idClicked.connect(self._choose)
        self.retranslate()

    def _button(self, row: QHBoxLayout) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("role", "button")
        button.setMinimumSize(SIDE, SIDE)
        row.addWidget(button)
        self.buttons.append(button)
        return button

    @Slot(int)
    def _choose(self, number: int) -> None:
        self.color_chosen.emit(COLORS[number])

    def set_look(self, look: Look) -> None:
        """Take the colors and type of `look`."""
        self.look = look
        apply_look(self, look)
        side = scaled(look, 22)
        for name, action in self.tools.items():
            action.setIcon(icon(name, look))
        for number, color in enumerate(COLORS):
            self.colors.button(number).setIcon(_disc(color_of(look, color), side, self.devicePixelRatioF()))
        for button in self.buttons:
            button.setIconSize(QSize(side, side))
            button.setStyleSheet("padding: 3px;")  # nine of them stand where the scrubber was

    def retranslate(self) -> None:
        """Name the colors anew."""
        for number, text in enumerate((self.tr("Red"), self.tr("Blue"), self.tr("Black or white"))):
            self.colors.button(number).setToolTip(text)
            self.colors.button(number).setAccessibleName(text)


def _disc(color: str, side: int, ratio: float) -> QIcon:
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = smooth_painter(pixmap)
    fill(painter, color)
    painter.drawEllipse(3, 3, side - 6, side - 6)
    painter.end()
    return QIcon(pixmap)
