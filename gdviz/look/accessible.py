"""What a screen reader finds in the widgets that are drawn here: role, name, value, what can be done.

Qt describes its own controls. A slider of positions, a heading that folds and a plot would be told as a
number of pixels, a check box and nothing: these say here what they are. Asked only while something listens.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleObject,
    QAccessibleValueInterface,
    QWindow,
)
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from shiboken6 import Shiboken

Role = QAccessible.Role
Text = QAccessible.Text
ENDS = tuple(".:;!?。：；！？")
PRESS, FOCUS = "Press", "SetFocus"  # as Qt names what can be done


def plain_text(text: str) -> str:
    """A text without its markup, in one line.

    >>> plain_text("<p><b>Rate</b></p><p>Above 0 &amp; below 2.<br>Default: 0.1.</p>"), plain_text("a < b")
    ('Rate. Above 0 & below 2. Default: 0.1.', 'a < b')
    """
    parts = re.split(r"</?(?:p|br|div|li|ul|table|tr)\b[^>]*>", text)
    lines = [" ".join(html.unescape(re.sub(r"</?[a-z][^>]*>", "", part)).split()) for part in parts]
    lines = list(filter(None, lines))
    ended = [line if line.endswith(ENDS) else f"{line}." for line in lines[:-1]]
    return " ".join([*ended, *lines[-1:]])


class Spoken(Struct, frozen=True):
    """What a widget is to who can't see it.

    `name` and `described` stand for the widget's own accessible name and description. `value` is said behind
    the name. `number` gives value, least, greatest and smallest step of a control that has a number, and
    `take` sets it. `press` does what Enter or a click does. `unfolded` says of what folds whether it is open.
    """

    role: QAccessible.Role
    name: Callable[[], str] | None = None
    described: Callable[[], str] | None = None
    value: Callable[[], str] | None = None
    number: Callable[[], tuple[float, float, float, float]] | None = None
    take: Callable[[float], None] | None = None
    press: Callable[[], None] | None = None
    unfolded: Callable[[], bool] | None = None
    pops_up: bool = False


class _Number(QAccessibleValueInterface):
    """The number of a control."""

    def __init__(self, spoken: Callable[[], Spoken]) -> None:
        super().__init__()
        self._spoken = spoken

    def _part(self, place: int) -> float:
        number = self._spoken().number
        return 0.0 if number is None else number()[place]

    def currentValue(self) -> float:
        return self._part(0)

    def minimumValue(self) -> float:
        return self._part(1)

    def maximumValue(self) -> float:
        return self._part(2)

    def minimumStepSize(self) -> float:
        return self._part(3)

    def setCurrentValue(self, value: Any) -> None:
        take = self._spoken().take
        if take is not None:
            take(float(value))


class _Actions(QAccessibleActionInterface):
    """What can be done with a widget."""

    def __init__(self, spoken: Callable[[], Spoken], widget: Callable[[], QWidget]) -> None:
        super().__init__()
        self._spoken, self._widget = spoken, widget

    def actionNames(self) -> list[str]:
        return [*([PRESS] if self._spoken().press is not None else []), FOCUS]

    def localizedActionName(self, name: str) -> str:
        return name

    def localizedActionDescription(self, name: str) -> str:
        return ""

    def doAction(self, name: str) -> None:
        press = self._spoken().press
        if name == PRESS and press is not None:
            press()
        elif name == FOCUS:
            self._widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []


class AccessibleWidget(QAccessibleObject):
    """A widget without parts, as its `Spoken` says. It holds no widget, so that these go when they want."""

    def __init__(self, widget: QWidget, told: Callable[[Any], Spoken]) -> None:
        super().__init__(widget)
        self._told = told
        self._number = _Number(self._spoken)
        self._actions = _Actions(self._spoken, self._widget)

    def _spoken(self) -> Spoken:
        return self._told(self._widget())

    def _widget(self) -> QWidget:
        widget = self.object()
        assert isinstance(widget, QWidget)
        return widget

    def parent(self) -> QAccessibleInterface:
        """What it lies in."""
        parent = self._widget().parentWidget() or QApplication.instance()
        assert parent is not None
        return QAccessible.queryAccessibleInterface(parent)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override] # null in C++
        """It has none."""
        return None

    def childCount(self) -> int:
        """It has none."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """It has none."""
        return -1

    def window(self) -> QWindow | None:  # type: ignore[override] # null in C++
        """Its window."""
        return self._widget().window().windowHandle()

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override] # null in C++
        """Itself, with the focus."""
        return QAccessible.queryAccessibleInterface(self._widget()) if self._widget().hasFocus() else None

    def rect(self) -> QRect:
        """Where it is on the screen."""
        widget = self._widget()
        return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())

    def role(self) -> QAccessible.Role:
        """What it is."""
        return self._spoken().role

    def text(self, kind: QAccessible.Text) -> str:
        """Name, description, value."""
        widget, spoken = self._widget(), self._spoken()
        if kind == Text.Name:
            return spoken.name() if spoken.name is not None else widget.accessibleName() or _label_of(widget)
        if kind == Text.Description:
            if spoken.described is not None:
                return spoken.described()
            return plain_text(widget.accessibleDescription() or widget.toolTip())
        return spoken.value() if kind == Text.Value and spoken.value is not None else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Its texts are not for others to set."""

    def state(self) -> QAccessible.State:
        """What it is like at present."""
        widget, state, spoken = self._widget(), QAccessible.State(), self._spoken()
        state.invisible = int(not widget.isVisible())
        state.disabled = int(not widget.isEnabled())
        state.focusable = int(widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus)
        state.focused = int(widget.hasFocus())
        if spoken.unfolded is not None:
            state.expandable = 1
            state.expanded, state.collapsed = int(spoken.unfolded()), int(not spoken.unfolded())
        state.hasPopup = int(spoken.pops_up)
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """What else can be asked of it, as Qt wants it: a pointer, which is null and not None for nothing."""
        found: QAccessibleValueInterface | QAccessibleActionInterface | None = None
        if kind == QAccessible.InterfaceType.ValueInterface and self._spoken().number is not None:
            found = self._number
        elif kind == QAccessible.InterfaceType.ActionInterface:
            found = self._actions
        return Shiboken.VoidPtr(0 if found is None else Shiboken.getCppPointer(found)[0])


def _label_of(widget: QWidget) -> str:
    """What the label says that stands for a widget."""
    parent = widget.parentWidget()
    labels = [] if parent is None else parent.findChildren(QLabel)
    return next(
        (plain_text(label.text()).replace("&", "") for label in labels if label.buddy() is widget), ""
    )


_kept: list[AccessibleWidget] = []  # Qt owns them, and says nothing to Python
_told: dict[type[QWidget], Callable[[Any], Spoken]] = {}


def speaks(widget: type[QWidget], told: Callable[[Any], Spoken]) -> None:
    """Let widgets of a class, and of those below it, be told as `told` says of each."""
    _told[widget] = told


def _box(box: QComboBox) -> Spoken:
    """A box of choices: Qt's own has on Linux the choice for its name."""
    return Spoken(QAccessible.Role.ComboBox, value=box.currentText, press=box.showPopup, pops_up=True)


speaks(QComboBox, _box)


def _made(_class: str, widget: QObject) -> AccessibleWidget | None:
    told = next((_told[each] for each in type(widget).__mro__ if each in _told), None)
    if told is None or not isinstance(widget, QWidget):
        return None
    _kept[:] = [each for each in _kept if Shiboken.isValid(each)]
    made = AccessibleWidget(widget, told)
    _kept.append(made)
    return made


def install() -> None:
    """Let Qt ask here, once."""
    QAccessible.installFactory(_made)
