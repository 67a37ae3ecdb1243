"""Rows and columns of views, divided by shares."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QSplitterHandle, QWidget

from gdviz.look.accessible import Spoken, speaks
from gdviz.look.announcements import announce
from gdviz.look.shortcuts import sequences
from gdviz.stage.tile import TileFrame

GAP = 8  # pixels
STEP, FAR = 8, 80  # pixels that an arrow moves a divider, and with Shift


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
        return KeyHandle(self.orientation(), self)

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


class KeyHandle(QSplitterHandle):
    """A divider that can be dragged, taken by Enter and moved by the arrows, or moved by two clicks."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.from_: int | None = None  # where keys or a click took it, in pixels; None while it is not held
        self._pressed: tuple[QPoint, int] | None = None  # by the mouse: where on the screen, and where it was
        self._follows = False  # whether it goes with the mouse until the next click
        self.retranslate()

    def retranslate(self) -> None:
        """Put its tip."""
        self.setToolTip(self.tr("Drag it; or click it, then a place; or press Enter and the arrows"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def divided(self) -> QSplitter:
        """What it divides. PySide takes what `splitter` gives for a part of the handle.

        With the handle all would be gone for Python that Qt has made within, such as the actions of a menu.
        """
        splitter = self.parentWidget()
        assert isinstance(splitter, QSplitter)
        return splitter

    def name(self) -> str:
        """What it is called: by what it divides, where that has names."""
        splitter = self.divided()
        place = next(each for each in range(splitter.count()) if splitter.handle(each) is self)
        before, after = (_title(splitter.widget(each)) for each in (place - 1, place))
        if not before or not after:
            return self.tr("Divider")
        return self.tr("Divider: {before} | {after}").format(before=before, after=after)

    @property
    def at(self) -> int:
        """Where it is, in pixels of the splitter."""
        return self.x() if self.orientation() == Qt.Orientation.Horizontal else self.y()

    def event(self, event: QEvent) -> bool:
        """Have the arrows before the playback has them, while it is held."""
        asked = event.type() == QEvent.Type.ShortcutOverride and self.from_ is not None
        if asked and isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) in self._moves():
            event.accept()
            return True
        return super().event(event)

    def _moves(self) -> dict[QKeySequence, int]:
        """The keys that move it, and how far."""
        ways = ("left", "right") if self.orientation() == Qt.Orientation.Horizontal else ("up", "down")
        steps = [("mark", STEP), ("far", FAR)]
        return {
            key: sign * far
            for kind, far in steps
            for way, sign in zip(ways, (-1, 1), strict=True)
            for key in sequences(f"{kind}_{way}")
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it and puts it down; the arrows move it."""
        pressed = QKeySequence(event.keyCombination())
        if pressed in sequences("mark_take"):
            if self.from_ is None:
                self._take()
            else:
                self._put_down()
                announce(self, self.tr("Put down: {mark}").format(mark=self.name()))
        elif self.from_ is not None and pressed in (moves := self._moves()):
            self.moveSplitter(self.at + moves[pressed])
        else:
            super().keyPressEvent(event)

    def take_back(self) -> bool:
        """Bring it back to where it was taken; whether it was held."""
        if self.from_ is None:
            return False
        self.moveSplitter(self.from_)
        self._put_down()
        announce(self, self.tr("Taken back"))
        return True

    def _take(self) -> None:
        self.from_ = self.at
        announce(self, self.tr("Held: {mark}").format(mark=self.name()))

    def _put_down(self) -> None:
        from_, self.from_ = self.from_, None
        if self._follows:
            self._follows = False
            _application().removeEventFilter(self)
        self._tell(from_)

    def _tell(self, from_: int | None) -> None:
        """Say that it was moved, where it was."""
        splitter = self.divided()
        if isinstance(splitter, ShareSplitter) and from_ not in (None, self.at):
            splitter.released.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put it down."""
        super().focusOutEvent(event)
        if self.from_ is not None:
            self._put_down()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A hand takes it."""
        self._pressed = event.globalPosition().toPoint(), self.at
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A hand has let go of it; where it was only clicked, it goes with the mouse now."""
        pressed, self._pressed = self._pressed, None
        super().mouseReleaseEvent(event)
        if pressed is None:
            return
        moved = (event.globalPosition().toPoint() - pressed[0]).manhattanLength()
        if moved < QApplication.startDragDistance() and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._take()
            self._follows = True
            _application().installEventFilter(self)
        else:
            self._tell(pressed[1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After a click it goes with the mouse, wherever that is, until the next."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            at = self.divided().mapFromGlobal(event.globalPosition().toPoint())
            self.moveSplitter(at.x() if self.orientation() == Qt.Orientation.Horizontal else at.y())
        elif event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._put_down()
            return True
        return False


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _title(part: QWidget | None) -> str:
    """A view's title, or those of the views in a row; "" of what has none."""
    if isinstance(part, TileFrame):
        return part.view.title()
    if isinstance(part, QSplitter):
        return ", ".join(filter(None, (_title(part.widget(place)) for place in range(part.count()))))
    return ""


def _spoken(handle: KeyHandle) -> Spoken:
    return Spoken(QAccessible.Role.Grip, name=handle.name)


speaks(KeyHandle, _spoken)
