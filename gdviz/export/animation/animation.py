"""Animations: a sheet that is shown step by step, and an encoder that takes its pictures."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QWidget

from gdviz.base.interpreter import ThreadSettings
from gdviz.document.frame import Frame
from gdviz.document.in_pictures import into_png
from gdviz.export.animation.encoder import Encoder
from gdviz.export.animation.film import Film
from gdviz.export.picture.choices import Choices, entries
from gdviz.export.picture.pictures import painted
from gdviz.export.picture.sheet import POLL, Sheet, breathe
from gdviz.look.layouts import lay_out_now


class Camera:
    """Takes a film's frames one by one, in the window's thread. Close it when it is done with.

    Call `aim` for a frame, let events go on until it is `ready`, then `shoot`.
    """

    def __init__(self, frame: Frame, film: Film, choices: Choices) -> None:
        self.frame, self.film = frame, film
        self.choices = replace(choices, transparent=False)
        self.moments = film.moments()
        self.sheet = Sheet(self.choices)
        first = replace(frame, playhead=self.moments[0][0])
        self.sheet.show_frame(first)
        self.sheet.settle(first)

    @property
    def size(self) -> tuple[int, int]:
        """Pixels."""
        return self.choices.paper.width, self.choices.paper.height

    def aim(self, place: int) -> None:
        """Show the frame at `place`; views may still compute when this returns."""
        self.sheet.setUpdatesEnabled(False)  # it is painted once, not whenever a view has changed
        step, share = self.moments[place]
        self.sheet.show_frame(replace(self.frame, playhead=step))
        self.sheet.show_between(share)
        lay_out_now()

    @property
    def ready(self) -> bool:
        """Whether the frame is complete. Raises TimeoutError where there is too little room for it to be."""
        if self.sheet.restless:
            raise TimeoutError("the views have too little room: they would be laid out again and again")
        return self.sheet.ready()

    def shoot(self) -> bytes:
        """The frame that is shown, row by row, four bytes a pixel: red, green, blue, 255."""
        lay_out_now()
        self.sheet.setUpdatesEnabled(True)
        image = self._image().convertToFormat(QImage.Format.Format_RGBX8888)
        return bytes(image.constBits())

    def take(self, place: int) -> bytes:
        """The frame at `place`, as `shoot` gives it; hands have to wait."""
        self.aim(place)
        breathe()
        while not self.ready:
            time.sleep(POLL)
            breathe()
        return self.shoot()

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


def animation(
    frame: Frame, film: Film, choices: Choices, kind: str, tell: Callable[[int, int], object] | None = None
) -> bytes:
    """The file of `kind`, one of film.KINDS; `tell` hears how many frames there are, and of how many.

    Raises NoEncoderError where nothing here writes MP4.
    """
    encoder = Encoder(kind, (choices.paper.width, choices.paper.height), film.milliseconds(), film.fps)
    with ThreadSettings():
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


def finished(data: bytes, frame: Frame, choices: Choices, kind: str) -> bytes:
    """The file with its scene in it, where such files can carry one."""
    return into_png(data, entries(frame.scene, choices, frame.playhead)) if kind == "apng" else data
