"""Animations: a sheet that is shown step by step, and an encoder that takes its pictures."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QWidget

from gdviz.embedded import into_png
from gdviz.export.choices import Choices, entries
from gdviz.export.encoder import Encoder
from gdviz.export.film import Film
from gdviz.export.pictures import painted
from gdviz.export.sheet import PATIENCE, Sheet, breathe
from gdviz.session.frame import Frame


class Camera:
    """Takes a film's frames one by one, in the window's thread. Close it when it is done with."""

    def __init__(self, frame: Frame, film: Film, choices: Choices) -> None:
        self.frame, self.film = frame, film
        self.choices = replace(choices, transparent=False)
        self.steps = film.steps()
        self.sheet = Sheet(self.choices)
        first = replace(frame, playhead=self.steps[0])
        self.sheet.show_frame(first)
        self.sheet.settle(first)

    @property
    def size(self) -> tuple[int, int]:
        """Pixels."""
        return self.choices.paper.width, self.choices.paper.height

    def take(self, place: int) -> bytes:
        """The frame at `place`, row by row, three bytes a pixel."""
        frame = replace(self.frame, playhead=self.steps[place])
        self.sheet.show_frame(frame)
        end = time.monotonic() + PATIENCE
        while self.sheet.busy:
            breathe()
            if time.monotonic() > end:
                raise TimeoutError(f"a view was not ready after {PATIENCE:g} seconds")
            time.sleep(0.0005)
        return _rgb(self._image())

    def _image(self) -> QImage:
        """The sheet's picture: straight from the widgets where it has their own size."""
        if self.size != self.sheet.size().toTuple():
            return painted(self.sheet.drawing(), self.choices)
        image = QImage(*self.size, QImage.Format.Format_RGB32)
        flags = QWidget.RenderFlag.DrawWindowBackground | QWidget.RenderFlag.DrawChildren
        image.fill(Qt.GlobalColor.white)
        self.sheet.render(image, QPoint(), QRegion(), flags)
        return image

    def close(self) -> None:
        """Let go of the sheet."""
        self.sheet.done()


def _rgb(image: QImage) -> bytes:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    width, line = 3 * image.width(), image.bytesPerLine()
    data = bytes(image.constBits())
    if line == width:
        return data
    return b"".join(data[line * row : line * row + width] for row in range(image.height()))


def animation(
    frame: Frame, film: Film, choices: Choices, kind: str, tell: Callable[[int, int], object] | None = None
) -> bytes:
    """The file of `kind`, one of film.KINDS; `tell` hears how many frames there are, and of how many.

    Raises NoEncoderError where nothing here writes MP4.
    """
    encoder = Encoder(kind, (choices.paper.width, choices.paper.height), film.milliseconds(), film.fps)
    collecting = gc.isenabled()
    gc.disable()  # or Python would destroy widgets in the encoder's thread
    try:
        camera = Camera(frame, film, choices)
        try:
            for place in range(film.count):
                encoder.put(camera.take(place))
                if tell is not None:
                    tell(place + 1, film.count)
        finally:
            camera.close()
        return finished(encoder.result(), frame, choices, kind)
    finally:
        encoder.give_up()
        if collecting:
            gc.enable()


def finished(data: bytes, frame: Frame, choices: Choices, kind: str) -> bytes:
    """The file with its scene in it, where such files can carry one."""
    return into_png(data, entries(frame.scene, choices, frame.playhead)) if kind == "apng" else data


__all__ = ["Camera", "animation", "finished"]
