"""A view in its place on the stage: a slim header with the view's name and menu, and the view below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGestureEvent,
    QHBoxLayout,
    QLabel,
    QMenu,
    QTapAndHoldGesture,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gdviz.document.stage_layout import Direction
from gdviz.document.tiles import PlotTile, tile_class
from gdviz.look.appearance import Appearance
from gdviz.look.icons import icon
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.look import Look, text_font
from gdviz.look.menu_button import MenuButton
from gdviz.look.menu_sheet import touched_menus
from gdviz.look.shortcuts import sequences
from gdviz.look.widgets import TARGET, heading_font, scaled
from gdviz.stage.by_clicks import ByClicks
from gdviz.views.common.long_press import LongPress
from gdviz.views.common.view import View

BESIDE = QPoint(12, 12)  # pixels: not below the finger, whose letting go would choose
DIRECTIONS: tuple[Direction, ...] = ("left", "right", "up", "down")


class ViewRoom(Appearance, QWidget):
    """Gives a view all its room; that a line of it needs more or less at each step goes no further.

    In a layout it would: every number that a label shows would lay out the whole window, and paint it. Where
    the room is far too small for the view, words say so instead.
    """

    def __init__(self, view: View, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        view.setParent(self)
        self.crowded = QLabel(self, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.crowded.hide()
        self.retranslate()

    def sizeHint(self) -> QSize:
        """What the view likes."""
        return self._view.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the view needs."""
        return self._view.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All of it is the view's."""
        super().resizeEvent(event)
        self._view.resize(event.size())
        self.crowded.resize(event.size())
        self._fit()

    def set_look(self, look: Look) -> None:
        """Larger type needs more room."""
        super().set_look(look)
        self._fit()

    def retranslate(self) -> None:
        """Put the text anew."""
        self.crowded.setText(
            self.tr("This window is too small for the view. Make it larger, or the type smaller (Ctrl+−).")
        )

    def _fit(self) -> None:
        unit = self._view.crowded * self.look.font_scale
        wide, high = tile_class(self._view.name).smallest
        crowded = self.width() < unit * wide or self.height() < unit * high
        self.crowded.setVisible(crowded and not self._view.for_export)
        self._view.setVisible(self.crowded.isHidden())


class TileFrame(Appearance, QWidget):
    """Holds one view, wherever on the stage it stands."""

    hide_requested = Signal(str)  # the view's name
    enlarge_requested = Signal(str)
    reset_axes_requested = Signal(str)
    move_requested = Signal(str, str)  # the view's name, a Direction
    drag_requested = Signal(str)  # a hand pulls at the header: the view's picture is to leave the window

    def __init__(self, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.common: list[QAction] = []  # what the window adds to each view's menu
        self.enlarged = self.alone = False
        self.movable: set[Direction] = set()
        self.axes_moved = False
        self._pressed: QPointF | None = None
        self._press = LongPress()
        self.setObjectName("tile")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

        self.label = QLabel(self)
        self.label.setObjectName("tileTitle")
        self.reset_button = QToolButton(self, autoRaise=True)
        self.reset_button.hide()
        self.reset_button.clicked.connect(self._request_reset)
        self.enlarge_button = QToolButton(self, autoRaise=True)
        self.enlarge_button.clicked.connect(self.request_enlarge)
        self.menu_button = QToolButton(self, autoRaise=True)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self.fill_menu)
        self.by_clicks = ByClicks(self)
        MenuButton(self.menu_button, self.menu)
        self._buttons = (self.reset_button, self.enlarge_button, self.menu_button)
        for button in self._buttons:
            keep_keys(button, BUTTON)

        self.hide_action = QAction(self)
        self.hide_action.triggered.connect(self._request_hide)
        self.enlarge_action = QAction(self)
        self.enlarge_action.triggered.connect(self.request_enlarge)
        self.reset_action = QAction(self)
        self.reset_action.setVisible(issubclass(tile_class(view.name), PlotTile))  # others have no axes
        self.reset_action.triggered.connect(self._request_reset)
        self.move_actions: dict[Direction, QAction] = {}
        for direction in DIRECTIONS:
            self.move_actions[direction] = QAction(self)
            self.move_actions[direction].setData(direction)
            self.move_actions[direction].triggered.connect(self._request_move)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2)
        layout.setSpacing(0)
        header = self._header = QHBoxLayout()
        layout.addLayout(header)
        header.setContentsMargins(10, 2, 3, 0)
        header.setSpacing(0)
        header.addWidget(self.label, 1)
        for button in self._buttons:
            header.addWidget(button)
        layout.addWidget(ViewRoom(view, self), 1)
        for widget in (view, *view.findChildren(QWidget)):
            widget.installEventFilter(self)
        self.grabGesture(Qt.GestureType.TapAndHoldGesture)
        view.head_changed.connect(self._seat_head)
        view.axes_moved.connect(self._offer_reset)
        self.retranslate()

    def set_state(
        self, *, enlarged: bool, movable: set[Direction], axes_moved: bool, alone: bool = False
    ) -> None:
        """What the menu may offer at present, and whether no other view is on the stage."""
        self.movable, self.axes_moved = movable, axes_moved
        if alone != self.alone:
            self.alone = alone
            self._seat_head()
        if enlarged != self.enlarged:
            self.enlarged = enlarged
            self.retranslate_buttons()

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`, here and in the view."""
        super().set_look(look)
        self.label.setFont(heading_font(look))
        self.label.setContentsMargins(0, 0, scaled(look, 6), 0)
        self.menu_button.setIcon(icon("menu", look, look.muted))
        self.reset_button.setIcon(icon("reset", look, look.muted))
        for button in self._buttons:
            button.setFont(text_font(look))
            button.setIconSize(QSize(1, 1) * round(14 * look.font_scale))
            button.setMinimumSize(QSize(1, 1) * scaled(look, TARGET))
        self.menu.setStyleSheet(touched_menus(look))  # a long press brings it
        self.retranslate_buttons()

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        self.label.setText(self.view.title())
        self.label.setToolTip(self.tr("Drag this into another program: a picture of the view"))
        self.menu_button.setToolTip(self.tr("Menu of this view"))
        self.menu_button.setAccessibleName(self.tr("Menu of “{view}”").format(view=self.view.title()))
        self.hide_action.setText(self.tr("Hide"))
        self.reset_action.setText(self.tr("Reset axes"))
        self.reset_button.setToolTip(self.tr("Reset axes: they were moved or zoomed by hand"))
        named = self.tr("Reset the axes of “{view}”").format(view=self.view.title())
        self.reset_button.setAccessibleName(named)
        self.move_actions["left"].setText(self.tr("Move left"))
        self.move_actions["right"].setText(self.tr("Move right"))
        self.move_actions["up"].setText(self.tr("Move up"))
        self.move_actions["down"].setText(self.tr("Move down"))
        self.by_clicks.retranslate()
        self.retranslate_buttons()

    def retranslate_buttons(self) -> None:
        """The texts and the icon that depend on whether the view fills the stage."""
        name = "reduce" if self.enlarged else "enlarge"
        self.enlarge_button.setIcon(icon(name, self.look, self.look.muted))
        if self.enlarged:
            self.enlarge_action.setText(self.tr("Back to all views"))
            self.enlarge_button.setText(self.tr("Back to all views"))
            self.enlarge_button.setToolTip(self.tr("Back to all views (Esc, or double-click)"))
            self.enlarge_button.setAccessibleName(self.enlarge_button.text())
        else:
            self.enlarge_action.setText(self.tr("Enlarge"))
            self.enlarge_button.setText(self.tr("Enlarge"))
            self.enlarge_button.setToolTip(self.tr("Enlarge to the full stage (or double-click the view)"))
            named = self.tr("Enlarge “{view}”").format(view=self.view.title())
            self.enlarge_button.setAccessibleName(named)
        self.enlarge_button.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if self.enlarged
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )

    @Slot(bool)
    def _offer_reset(self, moved: bool) -> None:
        """Let axes be brought back that a hand has moved: those of a lesson may be others than the view's."""
        self.reset_button.setVisible(moved)
        self._seat_head()

    @Slot()
    def _seat_head(self) -> None:
        """What names the lines, or chooses among plots: beside the title where one row of it has room.

        A low view that stands alone leaves its title away for it: rows are for the plot.
        """
        head = self.view.head
        if head is None:
            return
        shown = self._buttons[self.reset_button.isHidden() :]
        room = self.width() - sum(each.sizeHint().width() for each in shown) - 13  # the header's margins
        left = room - head.sizeHint().width()
        low = self.height() < tile_class(self.view.name).smallest[1] * self.look.font_scale
        self.label.setHidden(self.alone and low and 0 <= left < self.label.sizeHint().width())
        beside = left >= (0 if self.label.isHidden() else self.label.sizeHint().width())
        if beside == (head.parent() is self):
            return
        self._header.setStretch(0, 0 if beside else 1)
        if beside:
            self._header.insertWidget(1, head, 1, Qt.AlignmentFlag.AlignLeft)
        else:
            self.view.take_head()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other things."""
        super().resizeEvent(event)
        self._seat_head()

    @Slot()
    def fill_menu(self) -> None:
        """Put together what can be done with the view at this moment."""
        self.menu.clear()
        self.menu.addActions([self.enlarge_action, self.hide_action])
        own = self.view.actions_for_menu()
        self.menu.addSeparator()
        self.reset_action.setEnabled(self.axes_moved)
        self.menu.addActions([*own, self.reset_action, *self.by_clicks.actions()])
        self.menu.addSeparator()
        for direction, action in self.move_actions.items():
            action.setEnabled(direction in self.movable and not self.enlarged)
            self.menu.addAction(action)
        self.menu.addSeparator()
        self.menu.addActions(self.common)

    @Slot()
    def request_enlarge(self) -> None:
        """Ask for the full stage, or for the way back."""
        self.enlarge_requested.emit(self.view.name)

    @Slot()
    def _request_hide(self) -> None:
        self.hide_requested.emit(self.view.name)

    @Slot()
    def _request_reset(self) -> None:
        """To those before a hand moved them; where none has, from a lesson's to the view's own."""
        if self.reset_button.isHidden():
            self.reset_axes_requested.emit(self.view.name)
        else:
            self.view.bring_axes_back()

    @Slot()
    def _request_move(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.move_requested.emit(self.view.name, action.data())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+F10 or the menu key, wherever in the view the focus is: its menu."""
        if QKeySequence(event.keyCombination()) in sequences("view_menu"):
            if not self.menu.isVisible():  # the menu key has brought it already, as a context menu
                self.open_menu()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """So does the menu key where the desktop makes a wish for a context menu of it."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.open_menu()
        else:
            super().contextMenuEvent(event)

    def open_menu(self) -> None:
        """Open the view's menu below its button."""
        self.menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double-click anywhere in the view enlarges it."""
        self._press.look_at(event)
        if event.type() != QEvent.Type.MouseButtonDblClick or not isinstance(event, QMouseEvent):
            return False
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        self.request_enlarge()
        return True

    def event(self, event: QEvent) -> bool:
        """A finger that stays where it is opens the menu."""
        if isinstance(event, QGestureEvent):
            held = event.gesture(Qt.GestureType.TapAndHoldGesture)
            if isinstance(held, QTapAndHoldGesture) and held.state() == Qt.GestureState.GestureFinished:
                if self._press.rests:
                    self._press = LongPress()  # the menu gets the rest of this one
                    self.menu.popup(held.position().toPoint() + BESIDE)
                event.accept(held)
                return True
        self._press.look_at(event)
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """So does one on the header."""
        self.request_enlarge()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On the header, which is all that the tile itself feels: perhaps the view's picture is dragged."""
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position() if left else None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pulled far enough, it is."""
        if self._pressed is None:
            return
        if (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.drag_requested.emit(self.view.name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It was only pressed."""
        self._pressed = None
