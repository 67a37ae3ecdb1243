"""What lies below the sheet of glass, and acts though it lies there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)

from gdviz.panels.beats.dots import BeatDots

TAPPED = (QAbstractButton, BeatDots)
HELD = (QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit)


def below(glass: QWidget, point: QPoint) -> QWidget | None:
    """The control at a point of what `glass` lies on."""
    found, surface = _seen(glass, point), glass.parentWidget()
    while found is not None and found is not surface and not isinstance(found, (*TAPPED, *HELD)):
        found = found.parentWidget()
    return None if found is surface or found is None or not found.isEnabled() else found


def _seen(glass: QWidget, point: QPoint) -> QWidget | None:
    """What is at a point below `glass`."""
    surface, clear = glass.parentWidget(), Qt.WidgetAttribute.WA_TransparentForMouseEvents
    assert surface is not None
    glass.setAttribute(clear)  # else the glass is what is there
    found: QWidget | None = surface.childAt(glass.mapToParent(point))
    glass.setAttribute(clear, False)
    return found


def roll(event: QWheelEvent, glass: QWidget) -> None:
    """Let what is below the wheel have its turn, or what that lies in."""
    found, at = _seen(glass, event.position().toPoint()), event.globalPosition()
    if found is None:
        event.ignore()
        return
    turned = QWheelEvent(
        QPointF(found.mapFromGlobal(at)),
        at,
        event.pixelDelta(),
        event.angleDelta(),
        event.buttons(),
        event.modifiers(),
        event.phase(),
        event.inverted(),
        event.source(),
    )
    QApplication.sendEvent(found, turned)
    event.setAccepted(turned.isAccepted())


def pass_on(event: QMouseEvent, widget: QWidget, kind: QEvent.Type | None = None) -> None:
    """Let a widget below have what the hand does, or a `kind` of that."""
    kind = event.type() if kind is None else kind
    if kind == QEvent.Type.MouseButtonPress and widget.focusPolicy() & Qt.FocusPolicy.ClickFocus:
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
    at, released = event.globalPosition(), kind == QEvent.Type.MouseButtonRelease
    held = Qt.MouseButton.NoButton if released else Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    here = QPointF(widget.mapFromGlobal(at))
    QApplication.sendEvent(widget, QMouseEvent(kind, here, at, button, held, event.modifiers()))


def tap(event: QMouseEvent, widget: QWidget) -> None:
    """Press a widget and let go: a button whose menu opens at once wants the press itself."""
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        pass_on(event, widget, kind)
