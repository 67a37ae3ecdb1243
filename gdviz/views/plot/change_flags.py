"""Flags at the steps where a run's settings change: to be read, dragged to another step, and deleted.

They fly above the plot, in a strip that it has where there are some, each with its run's symbol.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFont, QFontMetricsF, QKeySequence, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsObject,
    QGraphicsSceneContextMenuEvent,
    QGraphicsSceneHoverEvent,
    QGraphicsSceneMouseEvent,
    QMenu,
    QWidget,
)

from gdviz.base.i18n import spoken, translate
from gdviz.document.frame import Frame
from gdviz.document.run_changes import delete_change, move_change
from gdviz.document.scene import Scene
from gdviz.look.look import LIGHT, Look, number_font
from gdviz.look.run_symbols import paint_symbol
from gdviz.look.shortcuts import nearer_actions
from gdviz.look.shortened import shortened
from gdviz.readings.change_text import change_sentence, change_text
from gdviz.views.plot.grip import Grip

if TYPE_CHECKING:
    from gdviz.views.plot.plot import Plot

WIDEST = 0.4  # of the plot, that a flag may be
HIGHEST = 0.3  # of the plot and what is above it: the strip, that has a row at least
SYMBOL = 12.0  # pixels, at a type of 1
PAD = 5.0


class Flag(Struct, frozen=True):
    """The change of the run at `place` at a step, at `x` on the axis."""

    place: int
    step: int
    x: float
    symbol: int
    color: str
    text: str
    sentence: str


class _Drag(Struct, frozen=True):
    """A flag in the hand: the scene that it was taken from, and its step there; how far from its pole it was
    taken, on the axis."""

    scene: Scene
    place: int
    step: int
    beside: float = 0.0


class ChangeFlags(QGraphicsObject):
    """The flags of one plot, painted in the pixels of its panel. Lines hang from them down to the axis."""

    edited = Signal(object, str, str)  # new scene, text of the change, merge key: to Session.edit
    edit_finished = Signal()  # to Session.close_edit

    def __init__(self, plot: Plot, view: QWidget) -> None:
        super().__init__(plot.first)
        self._plot, self._box, self._view = plot, plot.box, view
        self.look: Look = LIGHT
        self.shown: tuple[Flag, ...] = ()
        self.selected: tuple[int, int] | None = None  # place and step
        self._frame: Frame | None = None
        self._key: tuple[Any, ...] = ()
        self._unit: Callable[[int], float] = lambda _place: 1.0
        self._drag: _Drag | None = None
        self._font = QFont()
        self._metrics = QFontMetricsF(self._font)
        self.delete_action = QAction(self)
        self.delete_action.setShortcuts([QKeySequence(Qt.Key.Key_Delete), QKeySequence(Qt.Key.Key_Backspace)])
        self.delete_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.delete_action.setEnabled(False)
        self.delete_action.triggered.connect(self._delete)
        view.addAction(self.delete_action)
        nearer_actions(view)
        self.setZValue(1100)
        self.setAcceptHoverEvents(True)
        self._box.sigRangeChanged.connect(self._take_room)
        self._box.sigResized.connect(self._take_room)

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        self.look = look
        self._font = number_font(look, 0.92)
        self._metrics = QFontMetricsF(self._font)
        self._key = ()
        self._take_room()

    def show_frame(
        self, frame: Frame, places: Iterable[int], unit: Callable[[int], float] = lambda _place: 1.0
    ) -> None:
        """Show what changes in the runs at `places`; `unit` is what a step of a run takes on the axis."""
        places = tuple(places)
        key = (frame.scene, places, tuple(map(unit, places)), spoken(), self.look)
        self._frame, self._unit = frame, unit
        if key[1:] == self._key[1:] and self._key and self._key[0] is frame.scene:
            return
        self._key = key
        flags = []
        for place in sorted(places, key=lambda place: place == frame.selected):
            run = frame.scene.runs[place]
            color = self.look.run_colors[run.color]
            for change in run.changes:
                words = change_text(run, change.step), change_sentence(run, change.step)
                flags.append(Flag(place, change.step, change.step * unit(place), run.color, color, *words))
        self.shown = tuple(flags)
        if self.selected not in [(flag.place, flag.step) for flag in flags]:
            self._select(None)
        self._take_room()

    # -- geometry ------------------------------------------------------------------------------------------

    @property
    def _area(self) -> QRectF:
        """The plot, without the strip above it."""
        return QRectF(self._box.mapRectToParent(self._box.rect()))

    @property
    def _row(self) -> float:
        return self._metrics.height() + 6

    @Slot()
    def _take_room(self, *_changed: object) -> None:
        """As many rows of flags as there are stand above the plot."""
        self.prepareGeometryChange()
        tops = [rect.top() for _, rect, _ in self.placed()]
        self._plot.set_head(self._area.top() - min(tops) + 2 if tops else 0.0)
        self.update()

    def boundingRect(self) -> QRectF:
        """Plot and flags."""
        found = self._area
        for _, rect, _ in self.placed():
            found = found.united(rect.adjusted(-2, -2, 2, 2))
        return found

    def shape(self) -> QPainterPath:
        """The flags: the mouse reaches what is below everywhere else."""
        path = QPainterPath()
        for _, rect, _ in self.placed():
            path.addRect(rect)
        return path

    def placed(self) -> list[tuple[Flag, QRectF, float]]:
        """The flags that are in sight, where they fly, and where their poles stand; none over another, and
        where there is no room for its words, a flag has its symbol alone."""
        area = self._area
        (x0, x1), _ = self._box.viewRange()
        scale, height = self.look.font_scale, self._row - 2
        small = (SYMBOL + PAD) * scale
        rows = max(1, int(HIGHEST * area.bottom() / self._row))
        found: list[tuple[Flag, QRectF, float]] = []
        for flag in self.shown:
            pole = area.left() + (flag.x - x0) / (x1 - x0) * area.width()
            if not area.left() - 1 <= pole <= area.right() + 1:
                continue
            words = self._metrics.horizontalAdvance(flag.text) + small + 2 * PAD * scale
            for width in (min(words, WIDEST * area.width()), small):
                left = pole if pole + width <= area.right() + 2 else pole - width
                rect = QRectF(max(left, area.left()), area.top() - self._row, width, height)
                for _ in range(rows - 1):
                    if any(rect.intersects(other) for _, other, _ in found):
                        rect.translate(0, -self._row)
                if not any(rect.intersects(other) for _, other, _ in found):
                    break
            found.append((flag, rect, pole))
        return found

    def _at(self, point: QPointF) -> Flag | None:
        return next((flag for flag, rect, _ in reversed(self.placed()) if rect.contains(point)), None)

    def paint(self, painter: QPainter, *_: object) -> None:
        """A dashed pole in the run's colour, and on its top the run's symbol and the words."""
        look, area, placed = self.look, self._area, self.placed()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        for flag, rect, pole in placed:
            painter.setPen(QPen(QColor(flag.color), 1.4 * look.thin_width, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(pole, rect.bottom()), QPointF(pole, area.bottom()))
        size, pad = SYMBOL * look.font_scale, PAD * look.font_scale
        for flag, rect, pole in placed:
            chosen = self.selected == (flag.place, flag.step)
            edge = QColor(look.accent if chosen else flag.color)
            painter.setPen(QPen(edge, (2.6 if chosen else 1.2) * look.thin_width))
            painter.setBrush(QColor(look.surface))
            painter.drawRect(rect)
            at, inside = QRectF(rect), rect.adjusted(size + pad, 0, -pad, 0)
            at.setWidth(size + pad)
            if pole > rect.center().x():
                at.moveRight(rect.right())
                inside = rect.adjusted(pad, 0, -size - pad, 0)
            paint_symbol(painter, at.center(), flag.symbol, flag.color, size)
            if inside.width() > 0:
                painter.setPen(QColor(look.text))
                text = shortened(flag.text, self._metrics, int(inside.width()) + 1)
                painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter), text)

    # -- the hand ------------------------------------------------------------------------------------------

    def hoverMoveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        """Say what changes; an open hand says that it can be taken."""
        flag = self._at(event.pos())
        self.setToolTip(self._tip(flag) if flag is not None else "")
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def _tip(self, flag: Flag) -> str:
        hint = translate("ChangeFlags", "Drag it to another step; Delete removes it.")
        return f"{flag.sentence}\n{hint}"

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Take the flag."""
        flag = self._at(event.pos())
        if flag is None or self._frame is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._select((flag.place, flag.step))
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        beside = self._box.mapSceneToView(event.scenePos()).x() - flag.x
        self._drag = _Drag(self._frame.scene, flag.place, flag.step, beside)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Move the change to the step under the mouse."""
        self._move_to(self._box.mapSceneToView(event.scenePos()).x())

    def _move_to(self, x: float) -> None:
        drag = self._drag
        if drag is None or self._frame is None:
            return
        x = (x - drag.beside) / self._unit(drag.place)
        last = max(1, self._frame.recordings[drag.place].rows - 1)
        step = max(1, min(round(x), last))
        scene = move_change(drag.scene, drag.place, drag.step, step)
        self._select((drag.place, step))
        text = translate("ChangeFlags", "Move the change")
        self.edited.emit(scene, text, f"change {drag.place} {drag.step}")

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Let go."""
        self._let_go()

    def _let_go(self) -> None:
        self._drag = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.edit_finished.emit()

    def grips(self) -> list[Grip]:
        """The flags as keys take them."""
        found, counted = [], dict.fromkeys((flag.place for flag in self.shown), 0)
        for flag, rect, _ in self.placed():
            counted[flag.place] += 1
            step = flag.step if self._drag is None else self._drag.step
            height = self._box.mapSceneToView(self.mapToScene(rect.center())).y()
            found.append(
                Grip(
                    ("change", flag.place, counted[flag.place]),
                    flag.sentence,
                    (flag.x, height),
                    functools.partial(self._put, flag),
                    self._let_go,
                    f"change {flag.place} {step}",
                    least=self._unit(flag.place),
                    reach=(rect.width() / 2, rect.height() / 2),
                    remove=functools.partial(self._remove, flag),
                )
            )
        return found

    def _put(self, flag: Flag, x: float, _y: float) -> None:
        """Move a flag by keys."""
        if self._frame is not None and self._drag is None:
            self._drag = _Drag(self._frame.scene, flag.place, flag.step)
        self._move_to(x)

    def _remove(self, flag: Flag) -> None:
        self._select((flag.place, flag.step))
        self._delete()

    def contextMenuEvent(self, event: QGraphicsSceneContextMenuEvent) -> None:
        """What can be done with the flag."""
        flag = self._at(event.pos())
        if flag is None:
            event.ignore()
            return
        self._select((flag.place, flag.step))
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.delete_action)
        menu.popup(event.screenPos())
        event.accept()

    def _select(self, which: tuple[int, int] | None) -> None:
        self.selected = which
        self.delete_action.setEnabled(which is not None)
        self.delete_action.setText(translate("ChangeFlags", "Delete the change"))
        self.update()

    @Slot()
    def _delete(self) -> None:
        if self.selected is not None and self._frame is not None:
            scene = delete_change(self._frame.scene, *self.selected)
            self._select(None)
            self.edited.emit(scene, translate("ChangeFlags", "Delete the change"), "")
