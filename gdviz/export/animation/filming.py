"""An animation made beside the window: a frame at a time, so that the window stays usable."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gdviz.document.frame import Frame
from gdviz.export.animation.animation import Camera, finished
from gdviz.export.animation.encoder import Encoder
from gdviz.export.animation.film import Film
from gdviz.export.picture.choices import Choices

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
        self._aimed = False  # the next frame is shown, but not taken yet
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)  # while the camera is set up events go on, but nothing begins twice
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
            wait = self._take()
        except Exception as error:
            self.stop()
            self.failed.emit(error)
            return
        if not self._stopped:
            self._timer.start(wait)

    def _take(self) -> int:
        """Do a little of the next frame; the milliseconds to wait until more can be done."""
        if self._camera is None:
            self._camera = Camera(self.frame, self.film, self.choices)
            if self._stopped:  # while it was set up
                self._close()
        elif not self._aimed:
            if self._taken == self.film.count or self._encoder.full:
                return WAIT
            self._camera.aim(self._taken)
            self._aimed = True
        elif not self._camera.ready:
            return 1
        else:
            self._encoder.put(self._camera.shoot())
            self._aimed = False
            self._taken += 1
            self.progressed.emit(self._taken, self.film.count)
        return 0

    @Slot()
    def stop(self) -> None:
        """End, with or without a file."""
        self._stopped = True
        self._timer.stop()
        self._encoder.give_up()
        self._close()

    def _close(self) -> None:
        if self._camera is not None:
            self._camera.close()
            self._camera = None
