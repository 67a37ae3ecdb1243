"""A heading with details that give way where there is no room for them."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from gdviz.look.fonts import line_height

MOST_LINES = 3
IDEOGRAPH = "\u2e80"  # the first of them
BETWEEN = "(?<=[\u2e80-\uffef])(?=[\u2e80-\uffef])"  # two of them, where a line may be broken


class ViewHeading(QLabel):
    """What is said in bold, then its details quietly: as many, from the first, as fit into MOST_LINES."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWordWrap(True)
        self._parts: tuple[str, tuple[str, ...], str] = ("", (), "")
        self.written = ""  # of them, as plain text

    def set_parts(self, bold: str, details: tuple[str, ...], muted: str) -> None:
        """Write the heading; `muted` is the colour of the details."""
        if (bold, details, muted) != self._parts:
            self._parts = (bold, details, muted)
            self._write()

    def _write(self) -> None:
        bold, details, muted = self._parts
        most = MOST_LINES * line_height(self.fontMetrics(), bold + "".join(details)) + 1
        for count in range(len(details), -1, -1):
            shown = (html.escape(self._whole(text), quote=False) for text in details[:count])
            quiet = "".join(f" &nbsp; {text}" for text in shown)
            text = f'<b>{html.escape(bold, quote=False)}</b><span style="color:{muted}">{quiet}</span>'
            self.written = "   ".join((bold, *details[:count]))
            # Else Qt makes plain spaces of those within numbers, and breaks lines at them.
            self.setText(f'<p style="white-space:pre-wrap;margin:0">{text}</p>')
            if self.width() < 50 or self.heightForWidth(self.width()) <= most:
                break
        self.setToolTip(" · ".join((bold, *details)) if count < len(details) else "")

    def _whole(self, text: str) -> str:
        """A detail that is not broken, where a line has room for it."""
        if self.fontMetrics().horizontalAdvance(text) >= self.width():
            return text
        text = text.replace(" ", "\u00a0")
        return re.sub(BETWEEN, "\u2060", text) if max(text, default="") >= IDEOGRAPH else text

    def minimumSizeHint(self) -> QSize:
        """The longest word of what is bold, whatever details there are at present.

        These follow the width: if the width followed them in turn, the layout would never come to rest.
        """
        font = QFont(self.font())
        font.setBold(True)
        words = self._parts[0].split() or [""]
        width = max(map(QFontMetrics(font).horizontalAdvance, words)) + 1
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for more or fewer."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._write()
