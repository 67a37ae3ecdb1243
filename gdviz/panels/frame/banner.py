"""A sentence above the stage when something went wrong; it waits to be read and then closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.icons import put_icon
from gdviz.look.look import Look
from gdviz.look.widgets import set_shown


class Banner(Appearance, QWidget):
    """Shows one message at a time; hidden while there is none."""

    said = Signal(str)  # there is a message

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.close_button = QToolButton(self, autoRaise=True)
        self.close_button.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()
        self.retranslate()

    @Slot(str)
    def say(self, text: str) -> None:
        """Show `text` until it is closed or replaced."""
        self.label.setText(text)
        self.show()
        self.said.emit(text)

    @Slot()
    def dismiss(self) -> None:
        """The message has been read."""
        set_shown(self, False)
        self.label.clear()

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`."""
        super().set_look(look)
        put_icon(self.close_button, "close", look, 16)

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        self.close_button.setToolTip(self.tr("Close this message"))
        self.close_button.setAccessibleName(self.tr("Close this message"))
