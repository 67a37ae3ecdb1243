"""How much of a stage its legend takes: what the views are fitted below."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal, Slot

from gdviz.document.scene import Scene
from gdviz.stage.stage_legend import StageLegend


class LegendRoom(QObject):
    """Counts the legend's height so that views which come and go with it rest.

    It only grows until the runs, or the stage's size, are others. While a hand drags what changes the runs
    the legend keeps its rows, and all views their places.
    """

    grown = Signal()  # there may be room for fewer views

    def __init__(self, legend: StageLegend) -> None:
        super().__init__(legend)
        self.legend = legend
        self.legend.resized.connect(self._grow)
        self._high = 0
        self._others = self._counting = False

    @property
    def pixels(self) -> int:
        """What it takes of the stage's height."""
        return 0 if self.legend.isHidden() else self._high

    @property
    def behind(self) -> bool:
        """Whether the height is that of other runs, and is to be counted anew."""
        return self._others and not self.legend.held

    def renew(self) -> None:
        """Count with the height that it has now, on a stage that may have another one."""
        stage = self.legend.parentWidget()
        if stage is not None:
            self.legend.set_stage(stage.height())
        self._high = self.legend.height()

    def follow(self, before: Scene | None, scene: Scene, *, held: bool) -> None:
        """Another scene is on stage; `held` while it is in a hand that has yet to let go."""
        if before is None or before.runs != scene.runs:
            self._others = True
            self.legend.held = held

    def let_go(self) -> bool:
        """The hand has let go; whether it held something."""
        held, self.legend.held = self.legend.held, False
        return held

    @contextmanager
    def counted_anew(self) -> Iterator[None]:
        """Meanwhile it is found which views fit, and how high the legend is above those."""
        self._others, self._counting = False, True
        self.renew()
        try:
            yield
        finally:
            self._counting = False

    @Slot()
    def _grow(self) -> None:
        if self.legend.height() > self._high and not self._counting:
            self.renew()
            self.grown.emit()
