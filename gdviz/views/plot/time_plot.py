"""The base of every plot against step: whole runs faintly, what is passed strongly, and one cursor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPolygonF
from PySide6.QtWidgets import QWidget

from gdviz.base.arrays import Array, distinct
from gdviz.document.frame import Frame
from gdviz.look.look import PLAIN, receding
from gdviz.readings.pointed import Pointed
from gdviz.views.common.plot_legend import LegendEntry
from gdviz.views.plot.curve import Curve, simplified
from gdviz.views.plot.decimate import Extremes, broken, until
from gdviz.views.plot.line import DrawnLine, LineSource, PlotLine, escapes, held, stairs
from gdviz.views.plot.marks import Dots, Leave, Mark, Spot
from gdviz.views.plot.plot import Range
from gdviz.views.plot.ranges import Extent, readable, rounded
from gdviz.views.plot.step_plot import StepPlot

DOT_ROOM = 13.0  # pixels a step needs, for steps to get dots of their own
MANY = 512  # points of a line, from which on what is passed is not painted faintly, too
SPARSE = 7  # symbols along a curve where colour alone must not tell


class TimePlot(StepPlot):
    """Draws the `lines` of a frame against the step."""

    def __init__(self, parent: QWidget | None = None, *, right_axis: bool = False) -> None:
        super().__init__(parent, right_axis=right_axis)
        self.drawn: list[DrawnLine] = []
        self.references: list[pg.InfiniteLine] = []
        self.plot.bottom_axis.whole = True
        self._sources: dict[tuple[Any, ...], LineSource] = {}
        self._styles: list[Any] = []
        self._shown: Frame | None = None
        self._last = -1
        self.right_box: Any = None
        if right_axis:
            self.right_box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0.0)
            self.right_box.disableAutoRange()
            self.plot.scene().addItem(self.right_box)
            self.right_box.setZValue(self.plot.box.zValue() + 1)
            self.plot.right_axis.linkToView(self.right_box)
            self.plot.box.sigResized.connect(self._fit_right_box)
            self.marks.right_box = self.right_box
        self.restyle()

    # -- what a subclass says ------------------------------------------------------------------------------

    def lines(self, frame: Frame) -> list[PlotLine]:
        """The lines to draw, those on top last."""
        raise NotImplementedError

    def axis_titles(self, frame: Frame) -> tuple[str, str]:
        """What the left and the right axis show."""
        raise NotImplementedError

    def source(self, line: PlotLine) -> LineSource:
        """Where the line's values come from."""
        recording, column = line.recording, line.column
        return Extremes(lambda start, stop: self.shape_values(recording.column(column, start, stop)))

    def source_key(self, line: PlotLine) -> tuple[Any, ...]:
        """What a source depends on: it is kept as long as this stays."""
        return (line.recording, line.column, line.ghost)

    def shape_values(self, values: Array) -> Array:
        """Values as they are drawn, e.g. their logarithms."""
        return values

    def breaks(self, line: PlotLine) -> list[int]:
        """The steps from which on the line means something else: it is not joined to what was before."""
        return []

    def reference_values(self, frame: Frame) -> tuple[float, ...]:
        """Heights of quiet reference lines."""
        return ()

    def extent(self, line: PlotLine, source: LineSource) -> Extent | None:
        """What the range of the axis must know of a line."""
        found = source.extent()
        if found is None:
            return None
        first = float(self.shape_values(line.recording.column(line.column, 0, 1)[:1])[0])
        first = first if np.isfinite(first) else found[0]
        return Extent(*found, first, escapes(line.recording, found, first), self.rest(line))

    def rest(self, line: PlotLine) -> float:
        """Where the line's value should end."""
        return 0.0

    def range(self, frame: Frame, extents: list[Extent]) -> Range:
        """The left axis' own range."""
        found = readable(extents, self.reference_values(frame))
        return rounded(*found) if found else (0.0, 1.0)

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """Bring the picture to `frame`: only the playhead, where nothing else changed."""
        same = (
            previous is not None
            and bool(self.drawn)
            and frame.scene is previous.scene
            and frame.selected == previous.selected
            and frame.hidden == previous.hidden
            and all(a is b for a, b in zip(frame.recordings, previous.recordings, strict=False))
            and len(frame.recordings) == len(previous.recordings)
        )
        self._shown = None  # what the axes tell of while this goes on is of no use
        if not same:
            self._build(frame)
        if not self.drawn:
            return
        if not same or previous is None or frame.published != previous.published or frame.last != self._last:
            self._take_data(frame)
        self.flags.show_frame(frame, sorted({drawn.line.place for drawn in self.drawn}))
        self._move(frame)
        self._shown = frame

    def _build(self, frame: Frame) -> None:
        """The items: one pair a line."""
        hidden = frame.hides(self.name)
        lines = [line for line in self.lines(frame) if line.part not in hidden]
        self.cursor_line.setVisible("cursor" not in hidden)
        self._show_legend(frame, lines)
        if self.right_box is not None:
            self.plot.first.right_axis.setVisible(any(line.right for line in lines))
        left, right = self.axis_titles(frame)
        self.plot.set_titles(bottom=self.tr("step"), left=left, right=right)
        keys = [self.source_key(line) for line in lines]  # once: rows may come meanwhile
        self._sources = {
            key: self._sources.get(key) or self.source(line) for key, line in zip(keys, lines, strict=True)
        }
        sources = [self._sources[key] for key in keys]
        styles = [(line.style, frame.scene.runs[line.place].color, self.look) for line in lines]
        if styles == self._styles:
            for drawn, line, source in zip(self.drawn, lines, sources, strict=True):
                drawn.line, drawn.source = line, source
            return
        self._styles = styles
        self._remake(frame, lines, sources)

    def _remake(self, frame: Frame, lines: list[PlotLine], sources: list[LineSource]) -> None:
        """Lines of another style: the items that there are serve for as many."""
        before, self.drawn = self.drawn, []
        for line, source in zip(lines, sources, strict=True):
            drawn = next((each for each in before if each.line.right == line.right), None)
            if drawn is not None:
                before.remove(drawn)
                drawn.line, drawn.source = line, source
            else:
                drawn = DrawnLine(line, source)
                drawn.put_in(self._box(drawn))
            color = self.look.run_colors[frame.scene.runs[line.place].color]
            width = self.look.curve_width * line.width
            for item, faint, height in ((drawn.whole, not line.ghost, 10), (drawn.used, False, 20)):
                pen = self.plot.pen(color, width, faint=faint)
                if line.ghost:
                    pen.setColor(QColor(receding(color, self.look.surface, 0.4)))
                item.set_pen(pen, line.dashes, self.look.pen_scale)
                item.setZValue(height + line.place)
            if line.ghost:
                drawn.used.setData()
            self.drawn.append(drawn)
        for drawn in before:
            drawn.take_out()

    def _show_legend(self, frame: Frame, lines: list[PlotLine]) -> None:
        """The kinds of lines where there are several; the runs, where no other legend says them."""
        places = sorted({line.place for line in lines})
        entries = self.run_entries(frame, places)
        colors = [frame.scene.runs[place].color for place in places]
        kinds = {line.kind: line for line in lines if line.kind}
        if len(kinds) > 1:
            shared = self.look.run_colors[colors[0]] if len(set(colors)) == 1 else ""
            solid_first = sorted(kinds.items(), key=lambda item: bool(item[1].dashes))
            entries += [
                LegendEntry(kind, shared, None, line.dashes, line.width) for kind, line in solid_first
            ]
        self.legend.set_entries(tuple(entries))

    def _take_data(self, frame: Frame) -> None:
        """New rows, or new lines: ranges and points."""
        self._last = frame.last
        extents = []
        for drawn in self.drawn:
            drawn.source.update(frame.published[drawn.line.place])
            if not drawn.line.right:
                extent = self.extent(drawn.line, drawn.source)
                if extent is not None:
                    extents.append(extent)
        self.set_axes(frame, (0.0, float(max(frame.last, 1))), self.range(frame, extents))
        if self.right_box is not None:
            self._fit_right_box()
            self.right_box.setYRange(0.0, 1.05, padding=0)
        self._draw_references(frame)
        self._draw_whole(frame)

    def _draw_references(self, frame: Frame) -> None:
        values = self.reference_values(frame)
        while len(self.references) > len(values):
            self.plot.box.removeItem(self.references.pop())
        while len(self.references) < len(values):
            self.references.append(pg.InfiniteLine(angle=0, movable=False))
            self.references[-1].setZValue(1)
            self.plot.box.addItem(self.references[-1], ignoreBounds=True)
        for reference, value in zip(self.references, values, strict=True):
            reference.setPen(self.plot.pen(self.look.muted, self.look.thin_width, Qt.PenStyle.DashLine))
            reference.setValue(value)

    def _draw_whole(self, frame: Frame) -> None:
        """The points that the screen can show of what is visible."""
        (x0, x1), _ = self.plot.ranges
        start, stop = max(0, int(x0) - 1), int(min(x1, 1e12)) + 3
        columns = max(64, int(self.plot.box.width()))
        dotted = self.plot.box.width() / max(1.0, x1 - x0) >= DOT_ROOM
        for drawn in self.drawn:
            x, y = broken(*drawn.source.polyline(start, stop, columns), self.breaks(drawn.line))
            if not dotted:  # once, for both curves and all movements of the playhead
                x, y = held(x, y) if drawn.line.stepped else simplified(x, y, self._pixels(drawn))
            drawn.x, drawn.y = x, y
            self._let_leave(frame, drawn)
            if not self._shortens(frame, drawn):
                self._give(drawn, drawn.whole, drawn.x, drawn.y)
        self._choose_symbols(frame, start, stop)

    def _shortens(self, frame: Frame, drawn: DrawnLine) -> bool:
        """Whether only what is ahead of the playhead is painted faintly: `_move` gives it."""
        line = drawn.line
        return len(drawn.x) > MANY and not line.ghost and frame.published[line.place] > 0

    def _give(self, drawn: DrawnLine, item: Curve, x: Array, y: Array) -> None:
        """Give an item its points: stairs where the line has them, and no further than Qt can draw."""
        low, high = self._box(drawn).viewRange()[1]
        span = high - low
        y = np.clip(y, low - 20 * span, high + 20 * span)
        if drawn.line.stepped:
            item.set_points(*stairs(x, y), self._pixels(drawn))
        else:
            item.set_few(x, y, self._pixels(drawn))

    def _box(self, drawn: DrawnLine) -> Any:
        """What a line is drawn in."""
        return self.right_box if drawn.line.right else self.plot.box

    def _pixels(self, drawn: DrawnLine) -> tuple[float, float]:
        """How many pixels the units of a line's axes have."""
        box = self._box(drawn)
        (left, right), (low, high) = box.viewRange()
        return box.width() / (right - left), box.height() / (high - low)

    def _choose_symbols(self, frame: Frame, start: int, stop: int) -> None:
        """Dots on the steps where there is room; else some symbols, where colour alone must not tell."""
        steps = max(1.0, self.plot.ranges[0][1] - self.plot.ranges[0][0])
        apart = self.plot.box.width() / steps
        many = len({drawn.line.place for drawn in self.drawn}) > 1
        for drawn in self.drawn:
            line = drawn.line
            drawn.symbols = (np.empty(0), np.empty(0))
            if line.ghost or line.right:
                continue
            if apart >= DOT_ROOM:
                drawn.symbols = drawn.x, drawn.y
            elif many and self.look.name in PLAIN and not line.hollow:
                last = min(stop, frame.published[line.place])
                part = (last - start) / SPARSE
                shift = 0.5 + line.place / len(frame.scene.runs)
                rows = distinct((start + part * (np.arange(SPARSE) + shift % 1)).astype(np.int64))
                values = [self._value(line, row) for row in rows.tolist() if row < last]
                drawn.symbols = rows[: len(values)].astype(float), np.array(values, float)

    def _value(self, line: PlotLine, row: int) -> float:
        """The height of a line at one row."""
        return float(self.shape_values(line.recording.column(line.column, row, row + 1))[0])

    def _move(self, frame: Frame) -> None:
        """The cursor, what is used of each line, and the values at the playhead."""
        self.cursor_line.setValue(frame.playhead)
        marks, dots, leaves = [], [], []
        for drawn in self.drawn:
            line = drawn.line
            if line.ghost:
                continue
            if frame.published[line.place] == 0:
                drawn.used.setData([], [])
                continue
            run = frame.scene.runs[line.place]
            color = self.look.run_colors[run.color]
            row = frame.row(line.place)
            value = line.recording.column(line.column, row, row + 1)
            y = float(self.shape_values(value)[0])
            left = drawn.leave is not None and row > drawn.leave.x
            used = (drawn.x, drawn.y) if left else until(drawn.x, drawn.y, row, y)
            self._give(drawn, drawn.used, *used)
            if self._shortens(frame, drawn):
                ahead = int(np.searchsorted(drawn.x, row, side="right"))
                x, heights = np.append(row, drawn.x[ahead:]), np.append(y, drawn.y[ahead:])
                self._give(drawn, drawn.whole, x, heights)
            if np.isfinite(y) and "ball" not in frame.hides(self.name):
                marks.append(Mark(float(row), y, color, run.color, line.hollow, line.right))
            count = int(np.searchsorted(drawn.symbols[0], row, side="right"))
            if count:
                x, heights = drawn.symbols[0][:count], drawn.symbols[1][:count]
                dots.append(Dots(x, heights, color, run.color, self.look.marker_size * 0.5))
            if drawn.leave is not None:
                leaves.append(drawn.leave)
        self.marks.put(tuple(marks), tuple(dots), tuple(leaves))
        if self.alone:
            self._show_legend(frame, [drawn.line for drawn in self.drawn])

    def _let_leave(self, frame: Frame, drawn: DrawnLine) -> None:
        """A run that flies apart is drawn up to the place where it leaves the picture, and that is said."""
        drawn.leave, (low, high) = None, self.plot.home[1]
        outside = (drawn.y < low) | (drawn.y > high)
        if self.plot.ranges[1] != (low, high) or drawn.line.right or not outside.any():
            return
        first = int(np.argmax(outside))
        if not outside[first:].all():
            return  # it comes back
        step = drawn.x[first]
        color = self.look.run_colors[frame.scene.runs[drawn.line.place].color]
        drawn.leave = Leave(float(step), bool(drawn.y[first] > high), color)
        drawn.x, drawn.y = drawn.x[: first + 1], drawn.y[: first + 1]

    def where(self, part: str, run: int) -> QRectF | None:
        """The mark of a run at the playhead, the curve so far, a shadow's mark, or the cursor."""
        frame = self.frame
        rect = None
        if frame is None or not self.drawn or not self.empty.isHidden() or part in frame.hides(self.name):
            return super().where(part, run)
        if part == "cursor":
            top = self.marks.point(float(frame.playhead), self.plot.ranges[1][1])
            rect = QRectF(top.x() - 3, top.y(), 6, self.plot.box.rect().height())
        wanted = {"ball": "curve"}.get(part, part)
        for drawn in self.drawn:
            line = drawn.line
            if line.place != run or line.ghost or line.part != wanted:
                continue
            row = min(frame.row(run), frame.published[run] - 1)
            if part == "curve":
                points = [self.marks.point(x, y) for x, y in zip(*drawn.used.getData(), strict=True)]
                rect = QPolygonF([point for point in points if np.isfinite(point.y())]).boundingRect()
                rect.adjust(-1, -1, 1, 1)  # it may lie flat
            elif row > 0:  # at the first step a ring would lie on the numbers of the axis
                size, center = self.look.marker_size, (float(row), self._value(line, row))
                point = self.marks.point(*center, right=line.right)
                rect = QRectF(point.x() - size / 2, point.y() - size / 2, size, size)
            break
        whole = QRectF(self.plot.box.rect()).adjusted(-9, -9, 9, 9)
        inside = rect is not None and np.isfinite(rect.center().y()) and rect.intersects(whole)
        return self.in_view(rect) if rect is not None and inside else super().where(part, run)

    # -- what a hand points at -----------------------------------------------------------------------------

    def spot_of(self, pointed: Pointed) -> Spot | None:
        """On the line of that run and column."""
        frame = self._shown
        for drawn in self.drawn if frame is not None else ():
            line = drawn.line
            found = (line.place, line.column) == (pointed.run, pointed.quantity) and not line.ghost
            if found and frame is not None and pointed.row < frame.published[line.place]:
                return Spot(float(pointed.row), self._value(line, pointed.row), line.right)
        return None

    def show_pointed(self) -> None:
        """Tell which row of which line the mouse is near."""
        self.point_at(self.nearest(self._at_pointer()))

    def _at_pointer(self) -> Iterator[tuple[Pointed, Spot]]:
        """The numbers of the row that the mouse is at."""
        frame = self._shown
        if self.pointer is None or frame is None:
            return
        row = round(self.plot.box.mapSceneToView(self.pointer).x())
        for line in (drawn.line for drawn in self.drawn):
            if not line.ghost and 0 <= row < frame.published[line.place]:
                spot = Spot(float(row), self._value(line, row), line.right)
                yield Pointed(line.place, line.column, row), spot

    # -- gestures ------------------------------------------------------------------------------------------

    def range_changed(self) -> None:
        """Zoomed, panned or resized: other points are visible."""
        if self._shown is not None:
            self._draw_whole(self._shown)
            self._move(self._shown)

    @Slot()
    def _fit_right_box(self, *_box: object) -> None:
        """The box of the right axis lies upon the plot's own, with the same steps."""
        self.right_box.setGeometry(self.plot.box.sceneBoundingRect())
        self.right_box.setXRange(*self.plot.ranges[0], padding=0)
