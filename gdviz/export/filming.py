"""An animation made beside the window: a frame at a time, so that the window stays usable."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gdviz.export.animation import Camera, finished
from gdviz.export.choices import Choices
from gdviz.export.encoder import Encoder
from gdviz.export.film import Film
from gdviz.session.frame import Frame

WAIT = 15  # milliseconds between two looks whether the encoder is ready


class Filming(QObject):
    """Takes frames in the window's thread whenever the encoder has room. It begins by itself.

    Raises NoEncoderError where nothing here writes MP4. Python's garbage collection must be off, as it is
    while there is a session: the encoder has a thread of its own.
    """

    progressed = Signal(int, int)  # frames taken, of how many
    done = Signal(object)  # the bytes of the file
    failed = Signal(object)  # Exception

    def __init__(
        self, frame: Frame, film: Film, choices: Choices, kind: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.frame, self.film, self.choices, self.kind = frame, film, choices, kind
        size = choices.paper.width, choices.paper.height
        self._encoder = Encoder(kind, size, film.milliseconds(), film.fps)
        self._camera: Camera | None = None
        self._taken = 0
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)  # while a frame is taken events go on, but no other frame begins
        self._timer.timeout.connect(self._go_on)
        self._timer.start(0)

    @Slot()
    def _go_on(self) -> None:
        """Take the next frame, or see whether the file is complete."""
        try:
            if not self._encoder.running:
                data = finished(self._encoder.result(), self.frame, self.choices, self.kind)
                self.stop()
                self.done.emit(data)
                return
            waits = self._taken == self.film.count or self._encoder.full
            if not waits:
                self._take()
        except Exception as error:
            self.stop()
            self.failed.emit(error)
            return
        if not self._stopped:
            self._timer.start(WAIT if waits else 0)

    def _take(self) -> None:
        if self._camera is None:
            self._camera = Camera(self.frame, self.film, self.choices)
            return  # the window has waited long enough
        self._encoder.put(self._camera.take(self._taken))
        self._taken += 1
        self.progressed.emit(self._taken, self.film.count)

    @Slot()
    def stop(self) -> None:
        """End, with or without a file."""
        self._stopped = True
        self._timer.stop()
        self._encoder.give_up()
        if self._camera is not None:
            self._camera.close()
            self._camera = None


__all__ = ["Filming"]
