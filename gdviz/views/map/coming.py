"""Words in place of a map that is not there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot

from gdviz.notation.numbers import number
from gdviz.views.plot.hover_text import HoverText

if TYPE_CHECKING:
    from gdviz.views.map.view import MapView

SOON = 200  # milliseconds within which a map needs no words that it comes


class Coming(QTimer):
    """Says that a map is computed, where it is not there at once."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self.words = HoverText()
        view.plot.scene().addItem(self.words)
        self.setSingleShot(True)
        self.setInterval(SOON)
        self.timeout.connect(self._say)

    def wait(self) -> None:
        """Nothing is shown yet."""
        if not self.words.isVisible():
            self.start()

    def end(self) -> None:
        """It is there, or nobody waits for it."""
        self.stop()
        self.words.hide()

    @Slot()
    def _say(self) -> None:
        plot, steps = self._view.plot, self._view.steps
        area = plot.box.mapRectToScene(plot.box.rect())
        text = self.tr("Computing: each place of the map is a run…")
        if steps is not None:
            text = self.tr("Computing: each place of the map is a run of {steps} steps…")
            text = text.format(steps=number(steps))
        self.words.say(text, area.center().x(), area.center().y(), area, plot.sceneRect(), 0.0)
