"""A view with one plot: its axes are kept in the scene when a hand moves them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QPointF, QRectF, QTimer, Slot
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdviz.document.frame import Frame
from gdviz.document.scene import Scene
from gdviz.document.tiles import PlotTile, Tile, is_kept
from gdviz.look.accessible import Spoken
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.readings.legend_values import legend_values
from gdviz.readings.pointed import Pointed
from gdviz.readings.run_labels import frame_labels
from gdviz.views.common.caption import Caption
from gdviz.views.common.plot_legend import Legend, LegendEntry
from gdviz.views.common.view import View
from gdviz.views.plot.grip import Grip
from gdviz.views.plot.marks import Marks, Spot
from gdviz.views.plot.plot import Plot, Range
from gdviz.views.plot.plot_hand import PlotHand

LOWEST = 120.0  # pixels of a plot, before the legend takes a third row
AXIS = 3.8  # lines of text: what an axis takes
Axes = tuple[Range | None, Range | None]  # as a tile has them: None for the view's own
SETTLED = 300  # milliseconds without a movement, after which a zoom counts as done


class PlotView(View):
    """Legend, plot, and marks on top."""

    plot: Plot
    share_of_legend = 0.2  # of the height, at most

    def __init__(self, parent: QWidget | None = None, *, right_axis: bool = False) -> None:
        super().__init__(parent)
        self.plot = self.make_plot(right_axis=right_axis)
        self.legend = Legend(self)
        self.legend.hide()
        self.legend.changed.connect(self.head_changed)
        self.column = bare(QVBoxLayout(self), 0)  # the legend, then the plot
        self.have_head(self.legend, self.column)
        self.caption = Caption(self)
        self.column.addWidget(self.caption)
        self.column.addWidget(self.plot, 1)
        self.marks = Marks(self.plot.box)
        self.plot.box.sigResized.connect(self.parts_moved)
        self.hand = PlotHand(self)
        self.plot.spoken = Spoken(QAccessible.Role.Chart, name=self.spoken_name, described=self.described)
        self._zoom_timer = QTimer(self, singleShot=True, interval=SETTLED)
        self._zoom_timer.timeout.connect(self._keep_zoom)
        self._zoomed_scene: Scene | None = None  # the scene that the zoom was asked of
        self._unmoved: Axes = (None, None)  # in the scene, before a hand moved them
        self._by_hand: Axes = (None, None)  # as it left them
        self._moved = False
        self.plot.moved.connect(self._zoom_timer.start)
        self.pointer: QPointF | None = None  # where the mouse is in the plot's scene
        self.plot.pointed.connect(self._point)

    # -- without eyes --------------------------------------------------------------------------------------

    def spoken_name(self) -> str:
        """What the plot is called: the view's name, and what its axis shows where it is one of several."""
        parts = [self.title(), self.plot.left_axis.title if isinstance(self.parentWidget(), View) else ""]
        return ", ".join(filter(None, parts))

    def described(self) -> str:
        """What the plot shows, as a sentence."""
        return self.plot.accessibleDescription() or self.sentence()

    # -- keys ----------------------------------------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """Draw `frame`; the ring of a mark that keys have chosen goes with it."""
        super().show_frame(frame)
        if self.hand.chosen is not None:
            self.hand.refresh()

    def grips(self) -> list[Grip]:
        """The marks of this view that keys can take."""
        return []

    def add_mark(self, panel: int, x: float, y: float) -> Hashable | None:
        """Put a new mark on a panel; its key, None where there is none to put."""
        return None

    def select_mark(self, key: Hashable | None) -> bool:
        """Select the mark of a grip too, or no more; all without one. Whether there is such a thing here."""
        return False

    def clear_selection(self) -> bool:
        """Select no marks any more; whether any were."""
        return False

    def choose_class(self, place: int) -> bool:
        """Give new marks the class at `place`, from 0; whether there is such a choice."""
        return False

    def make_plot(self, *, right_axis: bool) -> Plot:
        """The plot that the view draws on."""
        return Plot(self, right_axis=right_axis)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The legend gets its share of the height, but two rows at least."""
        super().resizeEvent(event)
        self._limit_legend()

    def put_away(self, frame: Frame) -> None:
        """A legend beside the title would say what is not there."""
        self.legend.set_entries(())

    def _limit_legend(self) -> None:
        height = self.height_with_legend()
        spare = height - AXIS * self.legend.fontMetrics().height() - LOWEST
        share = max(height * self.share_of_legend, min(spare, 3 * self.legend.row))
        self.legend.set_most(max(2, int(share / self.legend.row)))

    def height_with_legend(self) -> float:
        """Of the plot and its legend, in pixels."""
        return self.height()

    def run_entries(self, frame: Frame, places: Iterable[int]) -> list[LegendEntry]:
        """The runs at `places` with their values at the playhead, where no legend of a stage has them."""
        if not self.alone:
            return []
        tile, names, found = self.tile(frame, Tile), frame_labels(frame), []
        for place in sorted(places):
            color = frame.scene.runs[place].color
            values = [value.text for value in legend_values(frame, place, (tile,))]
            text = "   ".join([names[place], *values] if len(names) > 1 else values)
            if text:
                found.append(LegendEntry(text, self.look.run_colors[color], color))
        return found

    def restyle(self) -> None:
        """Give plot and legend the look."""
        look: Look = self.look
        self.plot.set_look(look)
        self.legend.set_look(look)
        self.caption.set_look(look)
        self._limit_legend()
        self.marks.set_look(look)

    @Slot(object)
    def _point(self, position: QPointF | None) -> None:
        self.pointer = None if position is None else QPointF(position)  # the event takes its own along
        self.show_pointed()

    def show_pointed(self) -> None:
        """Say what the mouse points at. Called when it moves or leaves; call it when the picture changes."""

    def in_view(self, rect: QRectF) -> QRectF:
        """A rectangle of the plot's box in the view's pixels, without what lies outside of the axes."""
        edge = self.look.marker_size
        seen = rect.intersected(QRectF(self.plot.box.rect()).adjusted(-edge, -edge, edge, edge))
        found = self.plot.mapFromScene(self.plot.box.mapRectToScene(seen)).boundingRect()
        return QRectF(found).translated(self.plot.pos().toPointF())

    def spot_of(self, pointed: Pointed) -> Spot | None:
        """Where a number is drawn; None where it is not."""
        return None

    def show_lit(self) -> None:
        """Ring it."""
        drawn = self.lit is not None and self.frame is not None and self.empty.isHidden()
        self.marks.light(self.spot_of(self.lit) if drawn and self.lit is not None else None)

    # -- axes ----------------------------------------------------------------------------------------------

    def set_axes(self, frame: Frame, x: Range, y: Range) -> None:
        """Let the axes show x and y, or what the scene says instead."""
        tile = self.tile(frame, PlotTile)
        if (
            self.plot.zoomed
            and not self._zoom_timer.isActive()
            and self._zoomed_scene is not None
            and frame.scene is not self._zoomed_scene
        ):
            self._zoomed_scene = None  # the scene has heard of the zoom, or has gone on without it
            self.plot.reset_axes()
        self.plot.set_home(tile.x_range or x, tile.y_range or y)
        moved = self._unmoved != self._by_hand == (tile.x_range, tile.y_range)
        if moved != self._moved:
            self._moved = moved
            self.axes_moved.emit(moved)

    def bring_axes_back(self) -> None:
        """As they were before a hand moved them."""
        self.edit_tile(self.tr("Reset axes"), x_range=self._unmoved[0], y_range=self._unmoved[1])

    @Slot()
    def _keep_zoom(self) -> None:
        """The hand has let go: the axes as they are now belong to the scene."""
        if self.frame is None:
            return
        (x, y), home = self.plot.ranges, self.plot.home
        changes = {}
        if x != home[0] and is_kept(x):
            changes["x_range"] = x
        if y != home[1] and is_kept(y):
            changes["y_range"] = y
        tile = self.tile(self.frame, PlotTile)
        if (tile.x_range, tile.y_range) != self._by_hand:
            self._unmoved = tile.x_range, tile.y_range
        self._by_hand = changes.get("x_range", tile.x_range), changes.get("y_range", tile.y_range)
        self._zoomed_scene = self.frame.scene
        self.edit_tile(self.tr("Zoom"), f"axes {self.name}", **changes)
        self.edit_finished.emit()
