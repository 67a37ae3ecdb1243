"""A plot by keys or clicks: a mark is chosen, taken, moved and put down without a drag."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent

from gdviz.base.i18n import translate
from gdviz.document.scene import Scene
from gdviz.look.announcements import announce
from gdviz.look.shortcuts import sequences
from gdviz.views.plot.grip import Grip

if TYPE_CHECKING:
    from gdviz.views.plot.plot_view import PlotView

PART = 100  # of the range of an axis: how far an arrow goes, at most
FAR = 10  # times as far, with Shift
NEAR = 16.0  # pixels from a mark, at a type of 1, to a click that means it
CLOSER, PANNED = 0.8, 0.1  # of the range of an axis: by a zoom, and by a pan
ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, 1), "down": (0, -1)}
POPUPS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


def step_of(size: float) -> float:
    """How far an arrow goes on an axis of that size: 1, 2 or 5 times a power of ten.

    >>> step_of(14.0), step_of(1000.0), step_of(0.03)
    (0.1, 10.0, 0.0002)
    """
    exponent = math.floor(math.log10(size / PART))
    share = size / PART / 10.0**exponent
    digit = max(each for each in (1, 2, 5) if each <= share * (1 + 1e-9))
    return float(f"{digit}e{exponent}")


class PlotHand(QObject):
    """Listens to the keys of a view's plot, while it has the focus: Down and Up choose a mark, Enter takes
    it, arrows move it, Enter puts it down. After `wait_for_clicks` a click takes one, the next puts it down.
    """

    def __init__(self, view: PlotView) -> None:
        super().__init__(view)
        self.view = view
        self.sources: list[Callable[[], list[Grip]]] = [view.grips]
        self.chosen: Hashable | None = None
        self.held = False
        self.by_clicks = False
        self._before: Scene | None = None  # the scene from which a mark was taken
        self._from = self._at = (0.0, 0.0)  # where the mark was taken, and where it is now
        self._told = ""
        self._later = QTimer(self)  # after the frames that an arrow makes
        self._later.setSingleShot(True)
        self._later.setInterval(150)
        self._later.timeout.connect(self._tell_place)
        self._commands: dict[QKeySequence, list[Callable[[], bool]]] = {}  # in turn, until one has acted
        for way, (right, up) in ARROWS.items():
            self._bind(f"mark_{way}", functools.partial(self._move, right, up))
            self._bind(f"far_{way}", functools.partial(self._move, FAR * right, FAR * up))
            self._bind(f"pan_{way}", functools.partial(self._pan, right, up))
        self._bind("mark_next", functools.partial(self._choose, 1))
        self._bind("mark_back", functools.partial(self._choose, -1))
        self._bind("mark_take", self._take_or_put)
        self._bind("mark_delete", self._delete)
        self._bind("point_new", self._new)
        self._bind("mark_select", self._select)
        self._bind("mark_all", functools.partial(view.select_mark, None))
        self._bind("zoom_in", functools.partial(self._zoom, CLOSER))
        self._bind("zoom_out", functools.partial(self._zoom, 1 / CLOSER))
        view.plot.installEventFilter(self)
        view.plot.viewport().installEventFilter(self)
        for moved in (view.plot.box.sigRangeChanged, view.plot.box.sigResized):
            moved.connect(self.refresh)

    def _bind(self, name: str, command: Callable[[], bool]) -> None:
        for key in sequences(name):
            self._commands.setdefault(key, []).append(command)

    # -- which mark ----------------------------------------------------------------------------------------

    def grips(self) -> list[Grip]:
        """The marks that can be taken, as they are read: from left to right."""
        return [grip for source in self.sources for grip in source()]

    def grip(self) -> Grip | None:
        """The mark that is chosen; None where it is gone."""
        if self.chosen is None:
            return None
        return next((grip for grip in self.grips() if grip.key == self.chosen), None)

    def _meant(self) -> Grip | None:
        """The mark that is chosen, or what the mouse has selected together."""
        first = next(iter(self.grips()), None)
        selected = first is not None and isinstance(first.key, tuple) and first.key[0] == "group"
        return self.grip() or (first if selected else None)

    def _choose(self, by: int) -> bool:
        grips = self.grips()
        if self.held or not grips:
            return self.held
        keys = [grip.key for grip in grips]
        place = keys.index(self.chosen) + by if self.chosen in keys else (0 if by > 0 else -1)
        grip = grips[place % len(grips)]
        self.chosen = grip.key
        announce(self.view.plot, grip.name)
        self.refresh()
        return True

    # -- what is done with it ------------------------------------------------------------------------------

    def _take_or_put(self) -> bool:
        if self.held:
            self._put_down()
            return True
        grip = self.grip()
        if grip is None:
            if not self._choose(1):
                return False
            grip = self.grip()
        if grip is None:
            return False
        self._take(grip)
        return True

    def _take(self, grip: Grip) -> None:
        self.chosen, self.held = grip.key, True
        self._before = None if self.view.frame is None else self.view.frame.scene
        self._from = self._at = grip.place
        self._say(translate("PlotHand", "Held: {mark}").format(mark=grip.name), grip)
        self.refresh()

    def wait_for_clicks(self) -> None:
        """Let the next click take a mark, and the one after it put it down; a mark that is alone is taken."""
        grips = self.grips()
        self.by_clicks = bool(grips)
        if len(grips) == 1:
            self._take(grips[0])

    def _click(self, pixel: QPoint) -> bool:
        """Take what is at a pixel of the plot, or put down there what is held; whether there was anything."""
        if self.held:
            grip = self.grip()
            if grip is not None:
                grip.put(*self.view.plot.place_at(grip.panel, pixel))
            self._put_down()
            return True
        nearest = min(self.grips(), key=lambda grip: self._away(grip, pixel), default=None)
        self.by_clicks = (
            nearest is not None and self._away(nearest, pixel) <= NEAR * self.view.look.font_scale
        )
        if nearest is not None and self.by_clicks:
            self._take(nearest)
        return self.by_clicks

    def _away(self, grip: Grip, pixel: QPoint) -> float:
        """How many pixels a click is away from a mark."""
        x, y = self.view.plot.mark_pixels(grip.panel, *grip.place)
        across, up = grip.reach
        return math.hypot(max(0.0, abs(pixel.x() - x) - across), max(0.0, abs(pixel.y() - y) - up))

    def _move(self, right: int, up: int) -> bool:
        """Move what is held, on the axes that there are, within what they show."""
        grip = self.grip()
        if not self.held or grip is None:
            return False
        (x0, x1), (y0, y1) = self.view.plot.ranges
        x = self._at[0] + right * max(grip.least, step_of(x1 - x0))
        y = self._at[1] + up * step_of(y1 - y0)
        self._at = min(max(x, x0), x1), min(max(y, y0), y1)
        grip.put(*self._at)
        self._later.start()
        return True

    @Slot()
    def _tell_place(self) -> None:
        grip = self.grip()
        if self.held and grip is not None and grip.name != self._told:
            self._say(grip.name, grip)

    def _say(self, text: str, grip: Grip) -> None:
        self._told = grip.name
        announce(self.view.plot, text)

    def _put_down(self) -> None:
        grip = self.grip()
        self.held = self.by_clicks = False
        if grip is not None:
            grip.drop()
            announce(self.view.plot, translate("PlotHand", "Put down: {mark}").format(mark=grip.name))
        self.refresh()

    def take_back(self) -> bool:
        """Put what is held back where it was taken; whether something was held."""
        grip = self.grip()
        waiting, self.by_clicks = self.by_clicks, False
        if not self.held:
            return waiting or self.view.clear_selection()
        self.held = False
        if grip is not None and grip.merge and self._before is not None:
            text = translate("PlotHand", "Take the mark back")
            self.view.edited.emit(self._before, text, grip.merge)  # leaves no change behind
        elif grip is not None:
            grip.put(*self._from)
        if grip is not None:
            grip.drop()
        announce(self.view.plot, translate("PlotHand", "Taken back"))
        self.refresh()
        return True

    def _delete(self) -> bool:
        grip = self._meant()
        if grip is None or grip.remove is None:
            return False
        self.held, self.chosen = False, None
        grip.remove()
        announce(self.view.plot, translate("PlotHand", "Deleted: {mark}").format(mark=grip.name))
        self.refresh()
        return True

    def _new(self) -> bool:
        """Put a new mark beside the chosen one, or into the middle, and take it."""
        if self.held:
            return True
        grip, ((x0, x1), (y0, y1)) = self.grip(), self.view.plot.ranges
        place, panel = ((x0 + x1) / 2, (y0 + y1) / 2), 0
        if grip is not None:
            panel, place = grip.panel, (grip.place[0] + 2 * step_of(x1 - x0), grip.place[1])
        key = self.view.add_mark(panel, *place)
        if key is None:
            return False
        self.chosen = key
        return True

    def _select(self) -> bool:
        """Select the chosen point beside others, or no more."""
        if self.held or self.chosen is None or not self.view.select_mark(self.chosen):
            return False
        first = self.grips()[0]
        if first.key != self.chosen:  # those that are selected
            announce(self.view.plot, first.name)
        return True

    def _classify(self, event: QKeyEvent) -> bool:
        digit = event.key() - Qt.Key.Key_1
        if not 0 <= digit < 9 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        grip = self._meant()
        if grip is not None and grip.classify is not None:
            grip.classify(digit)
            self._later.start()
            return True
        return self.view.choose_class(digit)

    def _zoom(self, factor: float) -> bool:
        self.view.plot.zoom(factor)
        return True

    def _pan(self, right: int, up: int) -> bool:
        self.view.plot.pan(PANNED * right, PANNED * up)
        return True

    # -- the plot ------------------------------------------------------------------------------------------

    @Slot()
    def refresh(self, *_moved: object) -> None:
        """Put the ring around the chosen mark, wherever it is now."""
        grip = self.grip()
        if grip is None:
            self.view.plot.show_ring(None)
        else:
            self.view.plot.show_ring(self.view.plot.mark_pixels(grip.panel, *grip.place), held=self.held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys and clicks for a mark before others do; put down what is held when the focus goes."""
        kind = event.type()
        if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in POPUPS:
                self._leave()
        elif kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            left = event.button() == Qt.MouseButton.LeftButton
            return self.by_clicks and left and self._click(event.position().toPoint())
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._wants(event):
                event.accept()
                return True
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            commands = self._commands.get(_pressed(event), [])
            if any(command() for command in commands) or self._classify(event):
                event.accept()
                return True
        return False

    def _wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for a mark rather than for the window: of those that both have."""
        pressed = _pressed(event)
        if pressed in sequences("mark_all"):
            return True
        if pressed in sequences("mark_delete"):
            grip = self._meant()
            return grip is not None and grip.remove is not None
        return self.held and pressed in self._commands

    def _leave(self) -> None:
        if self.held:
            self._put_down()
        self.chosen, self.by_clicks = None, False
        self.refresh()


def _pressed(event: QKeyEvent) -> QKeySequence:
    """What is pressed; a key of the number pad, and Shift with a sign, as any other of that name."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.text() and not event.text().isalnum() and event.text().isprintable():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(modifiers.value | event.key())
