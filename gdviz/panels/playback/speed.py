"""How many steps a second: usual speeds to choose from, any speed typed in."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.icons import put_icon
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.menu_button import MenuButton
from gdviz.notation.numbers import entry, exact, read
from gdviz.panels.widgets.entry import Entry

SLOWEST, FASTEST = 0.5, 1000.0
USUAL = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, math.inf)
INFINITY = "∞"


class SpeedChoice(Appearance, QWidget):
    """An entry with a list beside it. Arrow keys go from one usual speed to the next."""

    chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speed = 5.0
        self.entry = Entry(self, steps=True, columns=5)
        self.entry.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.button = QToolButton(self, autoRaise=True)
        keep_keys(self.button, BUTTON)
        self.menu = QMenu(self)
        self.group = QActionGroup(self)
        for speed in USUAL:
            action = self.menu.addAction("")
            action.setCheckable(True)
            action.setData(speed)
            self.group.addAction(action)
        MenuButton(self.button, self.menu)
        self.row = bare(QHBoxLayout(self), 0)
        self.row.addWidget(self.entry)
        self.row.addWidget(self.button)
        self.setFocusProxy(self.entry)
        self.entry.committed.connect(self._type)
        self.entry.restored.connect(self._restored)
        self.entry.stepped.connect(self._step)
        self.menu.triggered.connect(self._pick)
        self.menu.aboutToShow.connect(self._check)

    def show_speed(self, speed: float) -> None:
        """Show the speed of the session."""
        self.speed = speed
        self.entry.show_good(self._text(speed))

    def _text(self, speed: float) -> str:
        return INFINITY if math.isinf(speed) else entry(round(speed, 3))

    def _choose(self, speed: float) -> None:
        self.entry.accept(self._text(speed))
        self._explain(False)
        if speed != self.speed:
            self.speed = speed
            self.chosen.emit(speed)

    @Slot(str)
    def _type(self, text: str) -> None:
        speed = math.inf if text.strip().lower() in (INFINITY, "inf", "max") else read(text)
        if speed is None or not (SLOWEST <= speed <= FASTEST or math.isinf(speed)):
            self.entry.refuse()
            self._explain(True)
        else:
            self._choose(float(speed))

    @Slot()
    def _restored(self) -> None:
        self._explain(False)

    @Slot(int)
    def _step(self, steps: int) -> None:
        for _ in range(min(abs(steps), len(USUAL))):
            beyond = (
                [s for s in USUAL if s > self.speed]
                if steps > 0
                else [s for s in USUAL[::-1] if s < self.speed]
            )
            if beyond:
                self._choose(beyond[0])

    @Slot()
    def _check(self) -> None:
        for action in self.group.actions():
            action.setChecked(action.data() == self.speed)

    @Slot(object)
    def _pick(self, action: QAction) -> None:
        self._choose(action.data())

    def _explain(self, wrong: bool) -> None:
        """The tooltip: what the speed is, or what would be right."""
        right = self.tr("Type a number from 0.5 to 1000, or ∞ for as fast as possible.")
        usual = self.tr(
            "Steps per second, from 0.5 to 1000; ∞ is as fast as possible. Up and down change it."
        )
        self.entry.setToolTip(right if wrong else usual)
        self.entry.setAccessibleDescription(right if wrong else "")

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        put_icon(self.button, "chevron_down", look, 14, look.muted)

    def retranslate(self) -> None:
        """Put every text anew."""
        self.entry.set_unit(self.tr("steps/s"))
        self.entry.setAccessibleName(self.tr("Speed in steps per second"))
        self.button.setToolTip(self.tr("Usual speeds"))
        self.button.setAccessibleName(self.tr("Usual speeds"))
        for action in self.group.actions():
            speed = action.data()
            if math.isinf(speed):
                action.setText(self.tr("As fast as possible"))
                continue
            text = self.tr("{speed} step per second") if speed == 1 else self.tr("{speed} steps per second")
            action.setText(text.format(speed=exact(speed)))
        self._explain(self.entry.wrong)
