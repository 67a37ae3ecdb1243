"""A drop-down list drawn in the look: flat, with a chevron, elided where it is narrow."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPaintEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.choice_field import paint_choice
from gdviz.look.kept_keys import CHOICE, keep_keys
from gdviz.look.look import Look
from gdviz.look.widgets import heading_font, scaled


class Choice(Appearance, QComboBox):
    """One of several named values; `chosen` is emitted for a person's choice only."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unfit: dict[str, str] = {}
        self.headings: list[int] = []
        keep_keys(self, CHOICE)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMaxVisibleItems(24)
        self.activated.connect(self._activate)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        for index in self.headings:
            self.setItemData(index, QColor(look.muted), Qt.ItemDataRole.ForegroundRole)
            self.setItemData(index, heading_font(look, 0.9), Qt.ItemDataRole.FontRole)

    def show_data(self, data: object) -> None:
        """Show the entry of this value."""
        self.setCurrentIndex(self.findData(data))

    def add_heading(self) -> int:
        """Begin a group with a line that can't be chosen; its text is set like that of any entry."""
        self.addItem("")
        index = self.count() - 1
        self.headings.append(index)
        self._enable(index, False)
        return index

    def set_unfit(self, reasons: Mapping[str, str]) -> None:
        """Let these values not be chosen; the tooltip says why. All others can be."""
        if reasons == self.unfit:
            return
        self.unfit = dict(reasons)
        for index in range(self.count()):
            if (data := self.itemData(index)) is not None:
                self._enable(index, data not in reasons)
                self.setItemData(index, reasons.get(data), Qt.ItemDataRole.ToolTipRole)

    def _enable(self, index: int, enabled: bool) -> None:
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        model.item(index).setEnabled(enabled)

    @Slot(int)
    def _activate(self, index: int) -> None:
        self.chosen.emit(self.itemData(index))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the panel; it chooses nothing by accident."""
        event.ignore()

    def showPopup(self) -> None:
        """A list with every text whole, however narrow the box is."""
        rows = self.view()
        bar = rows.verticalScrollBar().sizeHint().width()
        rows.setMinimumWidth(min(rows.sizeHintForColumn(0) + bar, self.screen().availableSize().width()))
        super().showPopup()

    def sizeHint(self) -> QSize:
        """Wide enough for the longest text."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        return QSize(widest + scaled(self.look, 40), metrics.height() + scaled(self.look, 10))

    def minimumSizeHint(self) -> QSize:
        """Narrower where there is no room: the text is elided."""
        return QSize(scaled(self.look, 72), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded field, the text, a chevron."""
        paint_choice(self, self.look)
