"""The transport bar: play, step, scrub, speed, loop and the counters of the selected run."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gdviz.document.frame import Frame
from gdviz.look.appearance import Appearance, appear
from gdviz.look.field_name import FieldName
from gdviz.look.icons import icon
from gdviz.look.look import LIGHT, Look
from gdviz.look.shortcuts import sequences, with_keys
from gdviz.look.widgets import apply_look, scaled, set_sheet
from gdviz.panels.playback.counters import Counters
from gdviz.panels.playback.scrubber import Scrubber
from gdviz.panels.playback.speed import SpeedChoice
from gdviz.panels.widgets.keyed_buttons import KeyedButtons

TEN = 10


class TransportBar(Appearance, KeyedButtons):
    """Playback by mouse and keys. `actions()` are for the window's Playback menu (and hold the shortcuts)."""

    play_requested = Signal()  # to Session.play
    pause_requested = Signal()  # to Session.pause
    playhead_requested = Signal(int)  # to Session.set_playhead
    steps_requested = Signal(int)  # to Session.step
    speed_requested = Signal(float)  # to Session.set_speed; math.inf is "as fast as possible"
    loop_requested = Signal(bool)  # to Session.set_loop

    def __init__(self, parent: QWidget | None = None, look: Look = LIGHT) -> None:
        super().__init__(parent)
        self.look = look
        set_sheet(self, look)
        self.frame: Frame | None = None
        self.playing = False
        self.play = self.add_action("play", self._play_or_pause, "play")
        self.back = self.add_action("step_back", self._step_back, "step_back")
        self.forward = self.add_action("step_forward", self._step_forward, "step_forward")
        self.ten_back = self.add_action("", self._ten_back, "ten_back")
        self.ten_forward = self.add_action("", self._ten_forward, "ten_forward")
        self.to_start = self.add_action("to_start", self._to_start, "to_start")
        self.to_end = self.add_action("to_end", self._to_end, "to_end")
        self.loop = self.add_action("loop", self._loop, "loop")
        self.loop.setCheckable(True)
        self.play.setAutoRepeat(False)
        self.loop.setAutoRepeat(False)

        self.scrubber = Scrubber(self)
        self.scrubber.scrubbed.connect(self.playhead_requested)
        self.speed = SpeedChoice(self)
        self.speed.chosen.connect(self.speed_requested)
        self.speed_label = FieldName(self)
        self.speed_label.setBuddy(self.speed)
        self.counters = Counters(self)
        self.buttons = {
            action: self.add_button(action)
            for action in (self.to_start, self.back, self.play, self.forward, self.to_end, self.loop)
        }
        for action in (self.back, self.forward):
            self.buttons[action].setAutoRepeat(True)
        self.row = QHBoxLayout()
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.scrubber)
        self.column.addLayout(self.row)
        for action in (self.to_start, self.back, self.play, self.forward, self.to_end):
            self.row.addWidget(self.buttons[action])
        self.row.addSpacing(6)
        self.row.addWidget(self.buttons[self.loop])
        self.row.addSpacing(6)
        self.row.addWidget(self.speed_label)
        self.row.addSpacing(4)
        self.row.addWidget(self.speed)
        self.row.addStretch(1)
        self.row.addWidget(self.counters)
        self.compact = False
        self.tools = QWidget(self)  # those of a pen, once it is there
        self.tools.hide()
        appear(self, look)

    def set_compact(self, compact: bool) -> None:
        """Put the scrubber between the controls and the counters (a low window), or above them."""
        if compact != self.compact:
            self.compact = compact
            if compact:
                self.row.insertWidget(self.row.indexOf(self.counters), self.scrubber, 1000)
            else:
                self.column.insertWidget(0, self.scrubber)
            self.show_tools(not self.tools.isHidden())
            self.speed_label.setVisible(not compact)  # the unit in the entry says it
            self.counters.set_compact(compact)
            self._set_margins()

    def take_tools(self, tools: QWidget) -> None:
        """Give a row of tools, hidden as yet, its place."""
        self.tools = tools
        self.row.insertWidget(self.row.indexOf(self.counters), tools)

    def show_tools(self, shown: bool) -> None:
        """Show the tools: in a low window where speed and scrubber are, so that the stage keeps its room."""
        self.tools.setVisible(shown and not self.compact)  # what goes first: together they widen a window
        for part in (self.scrubber, self.speed):
            part.setVisible(not (shown and self.compact))
        self.tools.setVisible(shown)

    def set_pages(self, step: bool) -> None:
        """Whether PageUp and PageDown, a clicker's keys, go a step: not where a lesson's part has them."""
        for action, *names in (
            (self.back, "step_back", "page_back"),
            (self.forward, "step_forward", "page_forward"),
        ):
            action.setShortcuts(sequences(*names[: 2 if step else 1]))

    # -- from the session ----------------------------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """Show playhead, computed part and counters: on frame_changed of the session."""
        self.frame = frame
        self.scrubber.show_frame(frame)
        self.counters.show_frame(frame)
        at_start, at_end = frame.playhead <= 0, frame.playhead >= frame.last
        for action in (self.back, self.ten_back, self.to_start):
            action.setEnabled(not at_start)
        for action in (self.forward, self.ten_forward, self.to_end):
            action.setEnabled(not at_end)

    def show_transport(self, playing: bool, speed: float, loop: bool) -> None:
        """Show what the session does: on transport_changed of the session."""
        self.loop.setChecked(loop)
        self.speed.show_speed(speed)
        if playing != self.playing:
            self.playing = playing
            self._show_play()

    def _show_play(self) -> None:
        self.icons[self.play] = "pause" if self.playing else "play"
        self.play.setIcon(icon(self.icons[self.play], self.look, self._play_color()))
        self.play.setText(self.tr("Pause") if self.playing else self.tr("Play"))
        self._set_tip(
            self.play,
            self.tr("Pause") if self.playing else self.tr("Play; at the end, from the start"),
        )

    # -- the hand ------------------------------------------------------------------------------------------

    @Slot()
    def _play_or_pause(self) -> None:
        (self.pause_requested if self.playing else self.play_requested).emit()

    @Slot(bool)
    def _loop(self, on: bool) -> None:
        self.loop_requested.emit(on)

    def _go(self, step: int) -> None:
        if self.frame is not None:
            self.playhead_requested.emit(max(0, min(step, self.frame.last)))

    @Slot()
    def _step_back(self) -> None:
        self.steps_requested.emit(-1)

    @Slot()
    def _step_forward(self) -> None:
        self.steps_requested.emit(1)

    @Slot()
    def _ten_back(self) -> None:
        self.steps_requested.emit(-TEN)

    @Slot()
    def _ten_forward(self) -> None:
        self.steps_requested.emit(TEN)

    @Slot()
    def _to_start(self) -> None:
        self._go(0)

    @Slot()
    def _to_end(self) -> None:
        if self.frame is not None:
            self._go(self.frame.last)

    # -- look and language ---------------------------------------------------------------------------------

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`."""
        self.look = look
        apply_look(self, look)
        self._set_margins()
        self.column.setSpacing(scaled(look, 2))
        self.row.setSpacing(scaled(look, 2))
        for action, name in self.icons.items():
            if name:
                action.setIcon(icon(name, look, self._play_color() if action is self.play else ""))
        for action, button in self.buttons.items():
            side = scaled(look, 26 if action is self.play else 20)
            button.setIconSize(QSize(side, side))

    def _set_margins(self) -> None:
        """Below a narrow stage the buttons begin where its tabs do; in a low window rows are for plots."""
        look = self.look
        side, top, bottom = (1, 1, 1) if self.compact else (12, 4, 6)
        self.column.setContentsMargins(*(scaled(look, each) for each in (side, top, side, bottom)))

    def _play_color(self) -> str:
        return self.look.accent

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        self.setAccessibleName(self.tr("Playback"))
        texts = {
            self.back: (self.tr("Step back"), self.tr("One step back, ten with Shift")),
            self.forward: (self.tr("Step forward"), self.tr("One step forward, ten with Shift")),
            self.ten_back: (self.tr("Ten steps back"), self.tr("Ten steps back")),
            self.ten_forward: (self.tr("Ten steps forward"), self.tr("Ten steps forward")),
            self.to_start: (self.tr("To the start"), self.tr("To the start")),
            self.to_end: (self.tr("To the end"), self.tr("To the last step")),
            self.loop: (self.tr("Loop"), self.tr("Start again at the end")),
        }
        for action, (text, tip) in texts.items():
            action.setText(text)
            self._set_tip(action, tip)
        self._show_play()
        for action, button in self.buttons.items():
            button.setAccessibleName(action.text())
        self.speed_label.setText(self.tr("Speed"))

    def _set_tip(self, action: QAction, tip: str) -> None:
        action.setToolTip(with_keys(tip, action))
        for own, button in getattr(self, "buttons", {}).items():
            if own is action:
                button.setAccessibleName(action.text())
