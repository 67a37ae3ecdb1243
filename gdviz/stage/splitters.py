"""Rows and columns of views, divided by shares."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

GAP = 8  # pixels


class ShareSplitter(QSplitter):
    """Keeps its parts in given shares whatever its size, and says when a hand has let go of a handle."""

    released = Signal()

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.shares: Sequence[float] = ()
        self.setChildrenCollapsible(False)
        self.setHandleWidth(GAP)

    def createHandle(self) -> QSplitterHandle:
        """A gap that tells when it is let go of."""
        return _Handle(self.orientation(), self)

    def divide(self, shares: Sequence[float]) -> None:
        """Give each part its share."""
        self.shares = shares
        self.apply()

    def apply(self) -> None:
        """Divide what there is by the shares."""
        if self.shares and len(self.shares) == self.count():
            whole = sum(self.shares) or 1.0
            self.setSizes([round(10_000 * share / whole) for share in self.shares])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The shares stay."""
        super().resizeEvent(event)
        self.apply()


class _Handle(QSplitterHandle):
    """A gap between views that can be dragged."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell it."""
        super().mouseReleaseEvent(event)
        splitter = self.splitter()
        if isinstance(splitter, ShareSplitter):
            splitter.released.emit()


__all__ = ["GAP", "ShareSplitter"]
