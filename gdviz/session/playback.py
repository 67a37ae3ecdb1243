"""What plays: the playhead's part of the session."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot

from gdviz.document.frame import Frame
from gdviz.session.playhead import Playhead
from gdviz.session.ticker import Ticker


class Playback(QObject):
    """Moves the playhead over `whole_frame`, and says what has changed of it once it has."""

    moved_between = Signal(float)  # at slow playback: how much of the way to the next step is done, else 0
    transport_changed = Signal()  # playing, speed, loop

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playhead = Playhead()
        self._between = 0.0  # of the way to the next step, as it was told last
        self._told: dict[str, tuple[object, ...]] = {}  # what the signals that say "changed" told last
        self._ticker = Ticker(self)

    @property
    def whole_frame(self) -> Frame:
        """The instant as it is now, with what is hidden of it."""
        raise NotImplementedError

    @property
    def playing(self) -> bool:
        """Whether the playhead moves by itself (it may be waiting for rows)."""
        return self._playhead.playing

    @property
    def speed(self) -> float:
        """Steps a second, 0.5 … 1000; math.inf shows the newest row at once."""
        return self._playhead.speed

    @property
    def loop(self) -> bool:
        """Whether playing starts over at the end, after a short rest."""
        return self._playhead.loop

    @Slot()
    def play(self) -> None:
        """Let the playhead move on; from the beginning if it is at the end."""
        self.play_until(None)

    def play_until(self, step: int | None) -> None:
        """As `play`, but only up to `step`."""
        self._playhead.play(self.whole_frame.last, step)
        self._ticker.start_clock()
        self._tell()
        self._ticker.soon()

    @Slot()
    def pause(self) -> None:
        """Stop playing where it is."""
        self._playhead.pause()
        self._tell()

    @Slot(int)
    def set_playhead(self, step: int) -> None:
        """Move the playhead, clamped to 0 … frame.last.

        Where that is not computed yet, the views follow the newest row until it is.
        """
        self._playhead.move(step, self.whole_frame.last)
        self._ticker.soon()

    @Slot(int)
    def step(self, steps: int) -> None:
        """Move the playhead by `steps` from where it was put last, which the views may not show yet."""
        self.set_playhead(self._playhead.at(self.whole_frame.last) + steps)

    @Slot(float)
    def set_speed(self, speed: float) -> None:
        """Steps a second, clamped to 0.5 … 1000, or math.inf. Raises ValueError if it is not positive."""
        self._playhead.set_speed(speed)
        self._tell()

    @Slot(bool)
    def set_loop(self, loop: bool) -> None:
        """Whether to start over at the end."""
        self._playhead.loop = loop
        self._tell()

    def _tell(self) -> None:
        """Emit the signals of what is not as it was when they were emitted last."""
        playhead = self._playhead
        between = playhead.between(self.whole_frame.reached)
        if between != self._between:
            self._between = between
            self.moved_between.emit(between)
        self._emit_changed({"transport_changed": (playhead.playing, playhead.speed, playhead.loop)})

    def _emit_changed(self, states: Mapping[str, tuple[object, ...]]) -> None:
        before, self._told = self._told, {**self._told, **states}
        for name, state in states.items():
            if before.get(name) != state:
                getattr(self, name).emit()
