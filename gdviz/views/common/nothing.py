"""Words in the place of a picture, where there is nothing to show; perhaps a way out of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gdviz.look.look import Look, text_font
from gdviz.look.widgets import set_ground

MARGIN = 24  # pixels


class NothingToShow(QWidget):
    """Fills its parent while it says something; what else is in there is out of sight meanwhile."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.label = QLabel(self, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.addStretch()
        layout.addWidget(self.label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch()
        self.hide()
        self._hidden: list[QWidget] = []
        self._whole = parent
        parent.installEventFilter(self)

    def text(self) -> str:
        """The words."""
        return self.label.text()

    def say(self, text: str, button: str = "") -> None:
        """Show `text`, and a button where it has a text; for "", the picture again."""
        self.label.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        if self.isHidden() != bool(text):
            return
        if text:
            children = self._whole.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            others = [child for child in children if child is not self and not child.isWindow()]
            self._hidden = [child for child in others if not child.isHidden()]
            self.setGeometry(self._whole.rect())
        for child in self._hidden:
            child.setHidden(bool(text))
        self.setVisible(bool(text))

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`."""
        set_ground(self, look, look.muted)
        set_ground(self.label, look, look.muted)
        for widget in (self.label, self.button):
            widget.setFont(text_font(look))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the parent's size."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._whole.rect())
        return False
