"""The base of plots of parameters against step: of a model's many, those that move most or are chosen."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gdviz.document.frame import Frame
from gdviz.document.tiles import ParametersTile
from gdviz.notation.names import indexed
from gdviz.views.plot.choose_parameters import ParameterDialog
from gdviz.views.plot.chosen import FEW, ChosenParameters
from gdviz.views.plot.key_frame_line import KeyFrameLine
from gdviz.views.plot.line import LineSource, PlotLine, escapes
from gdviz.views.plot.ranges import Extent
from gdviz.views.plot.time_plot import TimePlot

# Of the parameters' lines: they are not told apart by colour, which says the run.
WIDTHS = (1.0, 0.75, 0.6, 0.5)
DASHES = ((), (11.0, 2.5), (7.0, 2.0), (2.5, 1.5))
MOST = 8  # parameters that can be chosen


class ChosenPlot(TimePlot):
    """Knows which parameters to draw, and offers others in its menu where there are many."""

    def __init__(self, parent: QWidget | None = None, *, right_axis: bool = False) -> None:
        self.names: tuple[str, ...] = ()
        self._few, self._fewer = ChosenParameters(FEW), ChosenParameters(FEW // 2)
        super().__init__(parent, right_axis=right_axis)
        self.choose_action = QAction(self)
        self.choose_action.triggered.connect(self._choose)
        self.moved_action = QAction(self, checkable=True)
        self.moved_action.triggered.connect(self._choose_moved)
        self._dialog: ParameterDialog | None = None
        self._name_actions()

    def _name_actions(self) -> None:
        self.choose_action.setText(self.tr("Choose parameters…"))
        self.choose_action.setToolTip(self.tr("Chooses which of the model's parameters are drawn."))
        self.moved_action.setText(self.tr("Parameters that move most"))
        self.moved_action.setToolTip(self.tr("Draws the parameters that are farthest from their start."))

    def retranslate(self) -> None:
        """The menu's words, too."""
        self._name_actions()
        super().retranslate()

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """Other lines where other parameters move most."""
        several = sum(len(frame.recordings[place].names) > FEW for place in frame.shown) > 1
        names = (self._fewer if several else self._few).names(
            frame, self.tile(frame, ParametersTile).parameters
        )
        if names != self.names:
            self.names, previous = names, None
        super().draw(frame, previous)
        count = len(frame.recordings[frame.selected].names)
        text = ""
        if len(names) < count and self.drawn:
            text = self.tr("{shown} of {count} parameters: those that move most")
            if self._wanted(frame):
                text = self.tr("{shown} of {count} parameters")
        self.caption.say(text.format(shown=len(names), count=count))

    def _wanted(self, frame: Frame) -> bool:
        """Whether a hand has chosen what is drawn."""
        names = frame.recordings[frame.selected].names
        return any(name in names for name in self.tile(frame, ParametersTile).parameters)

    def drawn_names(self, frame: Frame, place: int) -> list[tuple[str, float, tuple[float, ...]]]:
        """The parameters of a run to draw, each with the width and the dashes of its line."""
        names = frame.recordings[place].names
        if len(names) > FEW or self._wanted(frame):
            known = set(names)
            names = tuple(name for name in self.names if name in known)
        return [(name, WIDTHS[k % len(WIDTHS)], DASHES[k % len(DASHES)]) for k, name in enumerate(names)]

    def all_names(self, frame: Frame) -> str:
        """Those of every run, as the title of an axis."""
        names = dict.fromkeys(name for place in frame.shown for name, *_ in self.drawn_names(frame, place))
        return ", ".join(map(indexed, names))

    def rest(self, line: PlotLine) -> float:
        """The parameter at the known minimum nearest to its start; 0 where none is known."""
        experiment = line.recording.experiment
        minima = getattr(experiment.problem, "minima", ())
        if not minima:
            return 0.0
        index = line.recording.names.index(line.column.removeprefix("shadow_"))
        start = experiment.start[index]
        return float(min((point[index] for point in minima), key=lambda value: abs(value - start)))

    # -- what only key frames are kept of ------------------------------------------------------------------

    def source(self, line: PlotLine) -> LineSource:
        """The column; of a recording that keeps key frames only, these."""
        if line.recording.spacing:
            return KeyFrameLine(line.recording, line.column)
        return super().source(line)

    def extent(self, line: PlotLine, source: LineSource) -> Extent | None:
        """Without making the first row again."""
        if not isinstance(source, KeyFrameLine):
            return super().extent(line, source)
        found = source.extent()
        if found is None:
            return None
        return Extent(*found, source.first, escapes(line.recording, found, source.first), self.rest(line))

    def _value(self, line: PlotLine, row: int) -> float:
        source = self._sources[self.source_key(line)]
        return source.value(row) if isinstance(source, KeyFrameLine) else super()._value(line, row)

    # -- menu ----------------------------------------------------------------------------------------------

    def actions_for_menu(self) -> list[QAction]:
        """The choice, where there are many."""
        frame = self.frame
        if frame is None or len(frame.recordings[frame.selected].names) <= FEW:
            return []
        self.moved_action.setChecked(not self._wanted(frame))
        return [self.moved_action, self.choose_action]

    @Slot()
    def _choose(self) -> None:
        if self.frame is None:
            return
        hint = self.tr("Select the parameters to draw, at most {count}.").format(count=MOST)
        self._dialog = ParameterDialog(self.tr("Parameters"), hint, self)
        self._dialog.offer(self.frame.recordings[self.frame.selected].names, self.names, 1, MOST)
        self._dialog.chosen.connect(self._set_parameters)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    @Slot(tuple)
    def _set_parameters(self, names: tuple[str, ...]) -> None:
        self.edit_tile(self.tr("Choose parameters"), parameters=names, y_range=None)

    @Slot()
    def _choose_moved(self) -> None:
        self._set_parameters(())
