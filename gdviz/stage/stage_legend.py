"""The one legend of the stage: each run with its symbol, its name and its values, above the views."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdviz.document.frame import Frame
from gdviz.document.tiles import Tile
from gdviz.look.announcements import announce
from gdviz.look.appearance import Appearance
from gdviz.look.kept_keys import SLIDER, keep_keys
from gdviz.look.look import Look, blend, number_font
from gdviz.look.paint import fill, smooth_painter
from gdviz.look.run_symbols import paint_symbol
from gdviz.readings.legend_values import LegendRun, LegendValue, legend

WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
ROWS = 2  # at most, before values are left away
LOW = 11.0  # rows of text, with the legend: a lower stage has none to give away
REST = 1500  # ms without other values, longer than from step to step at a pace to follow: then gaps close
SPARE = 0.5  # of the type's height, that a value may leave of its room
ON_THE_WAY = (0.0, 1 / 16, 1 / 4)  # of a run, where values are measured beside its end

Widths = dict[tuple[int, str, bool], float]  # of a run's value, told with its step or without


class Cell(Struct, frozen=True):
    """Words in their place; `role` is the name of a color of the look."""

    text: str
    rect: QRectF
    role: str
    bold: bool = False


class StageLegend(Appearance, QWidget):
    """Entries in columns: in as many as have room for the widest values that are met along the runs.

    So the stage below keeps its height. A value keeps the room that it has had while others follow, so that
    nothing dances; once it rests, what is left of that closes.

    A click on an entry chooses its run; so do the arrows, while it has the focus.
    """

    run_selected = Signal(int)
    resized = Signal()  # it needs another height

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs: tuple[LegendRun, ...] = ()
        self.cells: list[Cell] = []
        self.boxes: list[QRectF] = []  # of the runs
        self.for_export = (
            False  # on paper no run is chosen, and a run alone with nothing to say needs no entry
        )
        self.low = False  # rows are dear: values make room for them
        self.held = False  # a hand drags what changes them: for so long it keeps its rows
        self._rows = 0
        self._widest: Widths = {}
        self._room: Widths = {}  # that values have on the page
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._close_gaps)
        self._names: list[tuple[str, list[str]]] = []  # of the runs, and of the values of each
        self._to_come: list[LegendRun] = []  # what is said at some rows
        self._measured: tuple[object, ...] = ()  # when they were read
        self._generation = -1  # of the recordings that these are the widest values of
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        keep_keys(self, SLIDER, Qt.FocusPolicy.NoFocus)
        self.set_look(self.look)

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`."""
        self._font, self._bold = number_font(look), QFont(number_font(look))
        self._bold.setWeight(QFont.Weight.Bold)
        self._metrics, self._bold_metrics = QFontMetricsF(self._font), QFontMetricsF(self._bold)
        super().set_look(look)
        self._widest, self._room = {}, {}
        self._measure()
        self._arrange()

    def show_frame(self, frame: Frame, tiles: Sequence[Tile]) -> None:
        """Say what is read of the views of `tiles`."""
        runs = legend(frame, tiles)
        if self._rest.isActive() and frame.generation == self._generation:
            runs = still_told(runs, self.runs)
        if self.for_export and len(runs) == 1 and not spoken_entry(runs[0]):
            runs = ()
        names = [(run.name, [value.name for value in run.values]) for run in runs]
        if names != self._names:
            self._names, self._widest, self._room = names, {}, {}
        measured = (frame.generation, frame.reached >= frame.last, names, self.held)
        if measured != self._measured:
            self._measured = measured
            if frame.generation != self._generation and not self.held:
                self._widest, self._generation = {}, frame.generation
            rows = (*(round(share * frame.last) for share in ON_THE_WAY), max(frame.last - 1, 0))
            self._to_come = [run for row in rows for run in legend(replace(frame, playhead=row), tiles)]
            self._measure()
        elif runs == self.runs:
            return
        self.runs = runs
        choice = Qt.FocusPolicy.TabFocus if len(runs) > 1 else Qt.FocusPolicy.NoFocus
        if choice != self.focusPolicy():
            self.setFocusPolicy(choice)
        self.setAccessibleName("; ".join(map(spoken_entry, runs)))
        self._arrange()
        self._rest.start()

    def set_stage(self, height: float) -> None:
        """So high is the stage that it belongs to."""
        low = is_low(height, self.look)
        if low != self.low:
            self.low = low
            self._arrange()

    def _measure(self) -> None:
        """How wide the values are all along."""
        for run in self._to_come:
            for value in run.values:
                for told in (True, False):
                    self._wide(run, value, told, self._widest)

    def _wide(self, run: LegendRun, value: LegendValue, told: bool, most: Widths) -> tuple[str, float]:
        """A value's text, with the step that it was found at or without; the widest of `most` and it."""
        text, key = value.text if told else value.brief, (run.place, value.name, told)
        width = self._metrics.horizontalAdvance(text) + 1
        if self.held:
            return text, width
        most[key] = max(width, most.get(key, 0.0))
        return text, most[key]

    @Slot()
    def _close_gaps(self) -> None:
        before, self._room = self._room, {}
        self._arrange()
        spare = SPARE * self._metrics.height()
        kept = {key: width for key, width in before.items() if width - self._room.get(key, 0.0) <= spare}
        if kept:
            self._room |= kept
            self._arrange()

    @property
    def texts(self) -> list[str]:
        """All that is written, in its order."""
        return [cell.text for cell in self.cells]

    # -- places --------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Find the place of everything: as many columns as fit, and values as long as ROWS rows do.

        Where a value was found, if not at the playhead, goes first; above a low stage, a row before the
        second value.
        """
        height = self._metrics.height() * 1.3
        most = max((len(run.values) for run in self.runs), default=0)
        allowed = max(1, self._rows) if self.held else ROWS
        ways = list(itertools.product(range(most, -1, -1), range(1, allowed + 1), (True, False)))
        if self.low:
            ways.sort(key=lambda way: (way[0] == 0, way[1]))
        for count, most_rows, told in ways:
            entries = [self._entry(run, count, told, self._widest) for run in self.runs]
            widths = [width for _, width in entries]
            columns = self._columns(widths)
            rows = -(-len(entries) // columns) if entries else 0
            if rows <= most_rows and self._fit(widths, columns):
                break
        self.cells, self.boxes = [], []
        placed: Widths = {} if self.for_export else self._room
        entries = [self._entry(run, count, told, placed) for run in self.runs]
        if not self._fit([width for _, width in entries], columns):  # that room was in a wider place
            placed.clear()
            entries = [self._entry(run, count, told, placed) for run in self.runs]
        widths = self._column_widths([width for _, width in entries], columns) if entries else []
        for place, (cells, _) in enumerate(entries):
            row, column = divmod(place, columns)
            left, top = sum(widths[:column]) + column * self._gap(), row * height
            self.boxes.append(QRectF(left, top, widths[column], height))
            for text, offset, width, role, bold in cells:
                rect = QRectF(left + offset, top, width, height)
                self.cells.append(Cell(text, rect, role, bold))
        self._rows, wanted = rows, round(rows * height)
        if self.height() != wanted or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)
            self.resized.emit()
        self.update()

    def _gap(self) -> float:
        return 1.4 * self._metrics.height()

    def _symbol(self) -> float:
        return 1.25 * self._metrics.height()

    def _entry(
        self, run: LegendRun, count: int, told: bool, most: Widths
    ) -> tuple[list[tuple[str, float, float, str, bool]], float]:
        """The words of a run, each with its offset, its width, its color and weight; and the whole width."""
        space = 0.6 * self._metrics.height()
        x, cells = self._symbol(), []
        width = self._bold_metrics.horizontalAdvance(run.name) + 1
        cells.append((run.name, x, width, "text", True))
        x += width
        for value in run.values[:count]:
            text, width = self._wide(run, value, told, most)
            cells.append((text, x + space, width, "text", False))
            x += space + width
        if run.outcome:
            room = self.width() - x - space if len(self.runs) == 1 else 0.0
            whole = self._bold_metrics.horizontalAdvance(run.outcome) < room
            text = run.outcome if whole else run.short_outcome
            width = self._bold_metrics.horizontalAdvance(text) + 1
            cells.append((text, x + space, width, "warning", True))
            x += space + width
        return cells, x

    def _columns(self, widths: Sequence[float]) -> int:
        """As many as fit, or fewer in as many rows: four entries stand two by two, not three and one."""
        count = len(widths)
        most = next((columns for columns in range(count, 1, -1) if self._fit(widths, columns)), 1)
        even = -(-count // -(-count // most)) if count else 1
        return even if self._fit(widths, even) else most

    def _fit(self, widths: Sequence[float], columns: int) -> bool:
        return sum(self._column_widths(widths, columns)) + self._gap() * (columns - 1) <= self.width()

    @staticmethod
    def _column_widths(widths: Sequence[float], columns: int) -> list[float]:
        return [max(widths[column::columns], default=0.0) for column in range(columns)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    # -- painting and the hand -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Symbols and words; the chosen run on a quiet ground where there are several."""
        painter, look = smooth_painter(self), self.look
        for run, box in zip(self.runs, self.boxes, strict=True):
            if run.selected and len(self.runs) > 1 and not self.for_export:
                fill(painter, blend(look.accent, look.window, 0.88))
                edge = 0.25 * self._metrics.height()
                painter.drawRoundedRect(box.adjusted(-edge, 1, edge, -1), edge, edge)
            at = QPointF(box.left() + 0.4 * self._symbol(), box.center().y())
            paint_symbol(painter, at, run.color, look.run_colors[run.color], 0.85 * self._metrics.height())
        for cell in self.cells:
            painter.setFont(self._bold if cell.bold else self._font)
            painter.setPen(QColor(getattr(look, cell.role)))
            painter.drawText(
                cell.rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), cell.text
            )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the run of the entry."""
        for run, box in zip(self.runs, self.boxes, strict=True):
            if box.contains(event.position()) and event.button() == Qt.MouseButton.LeftButton:
                self.run_selected.emit(run.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Up choose the run before, Right and Down the next."""
        by = WAYS.get(Qt.Key(event.key()), 0)
        places = [run.place for run in self.runs]
        at = next((place for place, run in enumerate(self.runs) if run.selected), 0) + by
        if by and 0 <= at < len(places):
            self.run_selected.emit(places[at])
            announce(self, spoken_entry(self.runs[at]))
        else:
            event.ignore()


def is_low(height: float, look: Look) -> bool:
    """Whether a stage of so many pixels has no row to give away."""
    return height < LOW * QFontMetricsF(number_font(look)).height()


def still_told(runs: Sequence[LegendRun], before: Sequence[LegendRun]) -> tuple[LegendRun, ...]:
    """Let values say their step that just said it: while steps follow fast it would come and go."""
    told = {(run.place, value.name) for run in before for value in run.values if value.step is not None}

    def said(run: LegendRun, value: LegendValue) -> LegendValue:
        return replace(value, step=value.reading.row) if (run.place, value.name) in told else value

    return tuple(replace(run, values=tuple(said(run, value) for value in run.values)) for run in runs)


def spoken_entry(run: LegendRun) -> str:
    """An entry as a sentence."""
    return ", ".join(part for part in (run.name, *(value.text for value in run.values), run.outcome) if part)
