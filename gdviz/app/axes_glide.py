"""Axes move from one beat's to the next one's, so that a class sees where they go."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gdviz.app.beat_player import BeatPlayer
from gdviz.document.beats.beat import Beat
from gdviz.stage.stage import Stage


class AxesGlide(QObject):
    """Lets the axes that a beat sets glide there, and back when it is left."""

    def __init__(self, player: BeatPlayer, stage: Stage) -> None:
        super().__init__(stage)
        self.stage = stage
        player.turning.connect(self._glide)

    @Slot(object, object)
    def _glide(self, before: Beat | None, beat: Beat) -> None:
        moved = {axes.view: axes for each in (before, beat) if each is not None for axes in each.axes}
        for view in self.stage.visible_views() if before is not None and before is not beat else ():
            plot = getattr(view, "plot", None)
            if view.name in moved and plot is not None and moved[view.name].milliseconds:
                plot.glide(plot.ranges, moved[view.name].milliseconds)
