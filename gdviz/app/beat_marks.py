"""What a beat's question puts on a plot: the mark to drag, or the curve to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gdviz.app.beat_player import BeatPlayer
from gdviz.document.beats.ask import Point, Sketch
from gdviz.panels.beats.question import QuestionPanel
from gdviz.stage.stage import Stage

if TYPE_CHECKING:  # pyqtgraph is read in with the first view
    from gdviz.views.plot.plot_view import PlotView
    from gdviz.views.plot.prediction import PredictedCurve, PredictedPoint


class BeatMarks(QObject):
    """Keeps the plot and the field beside it at the same number."""

    def __init__(self, player: BeatPlayer, question: QuestionPanel, stage: Stage) -> None:
        super().__init__(stage)
        self.player, self.question, self.stage = player, question, stage
        self.item: PredictedPoint | PredictedCurve | None = None
        self.view: PlotView | None = None  # that has the item
        self._asked: tuple[object, ...] | None = None
        question.number_moved.connect(self._put)
        player.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Put the mark of the question on stage onto its plot, and take away that of another."""
        ask = self.player.beat.ask if self.player.active else None
        asked = (ask, self.stage.look) if isinstance(ask, Point | Sketch) else None
        if asked == self._asked:
            if isinstance(ask, Point) and self.player.attempt.answer is not None:
                self._put(self.player.attempt.answer)
            return
        if self.item is not None and self.view is not None:
            self.view.hand.sources.remove(self.item.grips)
            self.item.remove()
            self.item = self.view = None
        self._asked = asked
        if not isinstance(ask, Point | Sketch):
            return
        view = self.stage.view(ask.view)
        from gdviz.views.plot.plot_view import PlotView
        from gdviz.views.plot.prediction import PredictedCurve, PredictedPoint
        from gdviz.views.plot.time_plot import TimePlot

        if not isinstance(view, PlotView):
            return
        attempt = self.player.attempt
        if isinstance(ask, Point):
            value = ask.start if attempt.answer is None else attempt.answer
            upright = not isinstance(view, TimePlot)
            self.item = PredictedPoint(view.plot, value, view.look, upright=upright)
            self.item.moved.connect(self.question.show_number)
        else:
            self.item = PredictedCurve(view.plot, attempt.drawn, view.look)
            self.item.drawn.connect(self.player.draw)
        self.view = view
        view.hand.sources.append(self.item.grips)

    @Slot(float)
    def _put(self, number: float) -> None:
        from gdviz.views.plot.prediction import PredictedPoint

        if isinstance(self.item, PredictedPoint):
            self.item.put(number)
