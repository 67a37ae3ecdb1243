"""How a widget takes on the look and the language of the window that it is in, and changes them with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QToolButton,
    QWidget,
)

from gdviz.look.look import LIGHT, Look
from gdviz.look.touched_rows import touch_rows

HANDLED = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit)
ROOM = "roomForAFinger"

if TYPE_CHECKING:
    Base = QWidget
else:
    Base = object


class Appearance(Base):
    """Comes before a class of Qt's among the bases. Widgets within are told by themselves, after this one.

    The language comes by Qt's own LanguageChange; a look, which is more than a palette and a font, by
    `set_look_in`.
    """

    look: Look = LIGHT
    tells_parts: ClassVar[bool] = False  # whether it gives what is in it a look by itself

    def set_look(self, look: Look) -> None:
        """Take colours, type and sizes: of this widget, not of what is in it."""
        self.look = look
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """Put every text of this widget anew."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def make_room(widget: QWidget, look: Look) -> None:
    """Make what a hand presses, drags or types into large enough for a finger, in a look for it."""
    if isinstance(widget, QLineEdit) and isinstance(widget.parent(), QAbstractSpinBox):
        inset = round(5 * look.font_scale)
        widget.setTextMargins(inset, 0, inset, 0)  # a sheet's padding does not reach the entry of a box
        return
    if isinstance(widget, QLineEdit) and isinstance(widget.parent(), QComboBox):
        return  # the box around it is large enough
    if isinstance(widget, QComboBox):
        touch_rows(widget, look)
    if isinstance(widget, HANDLED) and not isinstance(widget, QScrollBar):
        if look.touch:
            widget.setProperty(ROOM, True)
            needed = widget.minimumSizeHint()
            widget.setMinimumHeight(max(look.touch, needed.height()))
            if isinstance(widget, QToolButton) and not widget.icon().isNull():
                widget.setMinimumWidth(max(look.touch, needed.width()))
        elif widget.property(ROOM):
            widget.setProperty(ROOM, None)
            widget.setMinimumSize(0, 0)


def set_look_in(widget: QWidget, look: Look) -> None:
    """Give `look` to a widget and all that is in it, its dialogs included, from the outside in."""
    if isinstance(widget, Appearance):
        widget.set_look(look)
    make_room(widget, look)  # now that it has its type and its icon
    if isinstance(widget, Appearance) and widget.tells_parts:
        return
    # Not `children()`: to say of which class those are that are no widgets, PySide makes every class of Qt's.
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        set_look_in(child, look)


def retranslate_in(widget: QWidget) -> None:
    """Put every text anew of a widget and all that is in it, from the outside in."""
    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))


def appear(widget: QWidget, look: Look) -> None:
    """Give a widget that is new its look and its texts, with all that is in it."""
    set_look_in(widget, look)
    retranslate_in(widget)
