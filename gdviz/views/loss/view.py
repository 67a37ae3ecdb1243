"""The loss: the hero of the stage. The landscape of the selected run, and the runs on it at the playhead."""

from __future__ import annotations

import functools
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QRectF, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gdviz.document.frame import Frame
from gdviz.engine.problem import Objective
from gdviz.engine.slice import Slice
from gdviz.readings.pointed import Pointed
from gdviz.views.common.annotations import Annotations
from gdviz.views.common.notices import Notices
from gdviz.views.common.plot_legend import LegendEntry
from gdviz.views.loss.landscape_words import axis_titles, plane_words
from gdviz.views.loss.loss_axes import fits, flies, known_points, rows_shown, shown_by
from gdviz.views.loss.loss_curve import BALL, LossCurve
from gdviz.views.loss.loss_hover import nearest_ball, spot_on, step_near, words_near
from gdviz.views.loss.loss_menu import LossMenu
from gdviz.views.loss.loss_notices import left_out_words, nothing_there, outcomes_of
from gdviz.views.loss.loss_paths import Path, objective_of, paths_of
from gdviz.views.loss.loss_relief import LossRelief
from gdviz.views.loss.loss_start import LossStart
from gdviz.views.loss.loss_surface import DASHES, LossSurface
from gdviz.views.loss.loss_where import rect_of, ringed
from gdviz.views.loss.model_chart import Chart
from gdviz.views.loss.model_paths import ModelPath
from gdviz.views.loss.model_surface import ModelSurface
from gdviz.views.loss.options import LossTile
from gdviz.views.loss.slice_path import SlicePath, slice_of
from gdviz.views.loss.step_parts import StepMemory, StepParts
from gdviz.views.loss.turning import Turning
from gdviz.views.plot.grip import Grip
from gdviz.views.plot.marks import Mark, Spot
from gdviz.views.plot.plot import Range
from gdviz.views.plot.plot_view import PlotView

NEAR = 18.0  # pixels within which the mouse means a point, in a look of scale 1


class LossView(PlotView):
    """Curve or contours, balls and paths; the start can be dragged, another run's ball clicked."""

    name = "loss"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.annotations = Annotations(self.plot.box)
        self.readout = Annotations(self.plot.box, 2000)
        self.curve = LossCurve(self.plot, self.annotations)
        self.surface = LossSurface(self.plot, self.annotations)
        self.relief = LossRelief(self.plot, self.annotations, self)
        self.turning = Turning(self)
        self.start = LossStart(self, self.annotations)
        self.handle = self.start.handle
        self.notices = Notices(self.plot)
        self.model = ModelSurface(self)
        self.model.changed.connect(self._model_changed)
        self.paths: list[Path] = []
        self._balls: list[tuple[Path, Mark]] = []  # as they were drawn
        self._elsewhere = 0
        self._picture: LossCurve | LossSurface = self.curve
        self._axes_key: tuple[object, ...] = ()
        self._axes: tuple[Range, Range] | None = None
        self._axes_of: Objective | Chart | None = None
        self.menu = LossMenu(self)
        self.menu.parameters_chosen.connect(self._set_parameters)
        self._memory = StepMemory()
        self._later = QTimer(self, singleShot=True, interval=4)
        self._later.timeout.connect(self.redraw)
        self._resizing = QTimer(self, singleShot=True, interval=0)
        self._resizing.timeout.connect(self.redraw)
        self.plot.box.sigRangeChanged.connect(self.repaint_picture)
        self.plot.box.sigResized.connect(self._resized)
        self.plot.scene().sigMouseClicked.connect(self._clicked)
        self.restyle()
        self.retranslate()

    def restyle(self) -> None:
        """Give every part the look."""
        super().restyle()
        for part in (self.annotations, self.readout, self.curve, self.surface, self.relief):
            part.set_look(self.look)
        self.marks.set_look(replace(self.look, marker_size=BALL * self.look.marker_size))

    def prepare_for_export(self) -> None:
        """The surface is drawn finely at once."""
        super().prepare_for_export()
        self.relief.for_export = True

    def retranslate(self) -> None:
        """Put the texts that stay; the others are written with every frame."""
        self.curve.slope_pattern = self.tr("slope {slope}")
        self.handle.setToolTip(self.tr("The start: drag it, and the run follows"))
        for plane in (self.surface, self.relief):
            plane.full_text = self.tr("−∇loss")
            plane.batch_text = self.tr("−∇loss, batch")
        self.menu.retranslate()
        self.turning.retranslate()
        self.redraw()

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """The selected run's landscape with the runs on it."""
        self._resizing.stop()
        self._axes_of = None  # what the axes tell of while this goes on is of no use
        self.annotations.hidden = frame.hides(self.name)
        self.annotations.silent = self.readout.silent = frame.hides_values
        landscape = self._landscape(frame)
        if not isinstance(landscape, Chart):
            self.model.forget()
        if landscape is None:
            return
        if isinstance(landscape, Chart):
            self.paths, self._elsewhere = self.model.paths_of(frame, landscape, self.look.run_colors)
        elif isinstance(landscape, Slice):
            make = functools.partial(SlicePath, places=landscape.places)
            self.paths, self._elsewhere = paths_of(frame, self.look.run_colors, make)
        else:
            self.paths, self._elsewhere = paths_of(frame, self.look.run_colors)
        plane = self.relief if self.tile(frame, LossTile).surface else self.surface
        self._take_picture(self.curve if len(landscape.parameter_names) == 1 else plane)
        self.turning.follow(frame)
        self._name_axes(landscape)
        self._set_home(frame, landscape)
        if (self.annotations.area.width(), self.annotations.area.height()) != self._axes_key[1:3]:
            self._set_home(frame, landscape)  # the numbers at the axis took another room
        self._axes_of = landscape
        self._name_runs(frame)
        self._paint(frame, landscape)
        self._tell(frame)

    def _take_picture(self, picture: LossCurve | LossSurface) -> None:
        """Draw this kind of picture from now on."""
        self._picture = picture
        for each in (self.curve, self.surface, self.relief):
            each.set_visible(each is picture, self.annotations.hidden)
        for axis in (self.plot.left_axis, self.plot.bottom_axis):
            if axis.isVisible() != (picture is not self.relief):
                axis.setVisible(picture is not self.relief)
                self.plot.first.layout.activate()

    def _landscape(self, frame: Frame) -> Objective | Chart | None:
        """A formula, or a model's chart; None where the selected run has no loss."""
        if frame.scene.runs[frame.selected].training is not None:
            return self.model.chart_of(frame, self.tile(frame, LossTile).parameters)
        objective = objective_of(frame)
        if objective is not None and len(objective.parameter_names) > 2:
            return slice_of(frame, objective, self.tile(frame, LossTile).parameters)
        return objective

    def _name_axes(self, landscape: Objective | Chart) -> None:
        caption = plane_words(landscape, self._selected_path())
        if isinstance(landscape, Chart) and self.model.failed:
            caption = self.tr("The landscape could not be computed: there may not be enough memory.")
        left_out = left_out_words(self._elsewhere)
        caption = "\n".join(filter(None, (caption, left_out)))
        bottom, left = axis_titles(landscape)
        self.plot.set_titles(bottom=bottom, left=left)
        self.relief.item.titles = (bottom, left, self.tr("loss"))
        self.caption.say(caption)

    def _set_home(self, frame: Frame, landscape: Objective | Chart) -> None:
        """Choose the axes: they change when the landscape or the runs do, never under the hand."""
        shown = [(path.place, rows_shown(path, frame)) for path in self.paths]
        area = self.annotations.area
        key = (
            (shown_by(landscape), self._picture),
            area.width(),
            area.height(),
            *(
                (id(frame.recordings[run]), rows.bit_length() if frame.outcomes[run] is None else rows)
                for run, rows in shown
            ),
        )
        if key != self._axes_key and not self.handle.dragging:
            points = [known_points(path, frame) for path in self.paths]
            flown = [run for run, path in zip(points, self.paths, strict=True) if flies(path, frame)]
            picture = self._picture
            if isinstance(picture, LossCurve):
                axes = picture.ranges(landscape, points, flown)
            else:
                axes = picture.ranges(landscape, points)
            same = bool(self._axes_key) and self._axes_key[:3] == key[:3]
            if not (same and self._axes is not None and all(map(fits, axes, self._axes))):
                self._axes = axes
            self._axes_key = key
        if self._axes is not None:
            self.set_axes(frame, *self._axes)

    def _parts(self, frame: Frame) -> StepParts | None:
        """What the selected run's step adds up, where that is asked for; None also as long as the optimizer's
        memory is being worked out."""
        path = next((path for path in self.paths if path.selected), None)
        wanted = self._picture is not self.curve and self.tile(frame, LossTile).parts
        if path is None or not wanted or path.row + 1 >= frame.published[path.place]:
            return None
        parts, waits = self._memory.parts(path)
        if waits:
            self._later.start()
        return parts

    def ready(self) -> bool:
        """Not while the optimizer's memory is being worked out."""
        return super().ready() and not self._later.isActive()

    def show_between(self, share: float) -> None:
        """The parts of the step to come, one after the other."""
        for picture in (self.curve, self.surface, self.relief):
            picture.share = share
        if self.frame is not None:
            self.turning.follow(self.frame)
        self.repaint_picture()

    def _paint(self, frame: Frame, landscape: Objective | Chart) -> None:
        if isinstance(self._picture, LossSurface):
            self._picture.parts = self._parts(frame)
        else:
            self._picture.parabola = self.tile(frame, LossTile).parabola
        if isinstance(landscape, Chart):
            self.marks.put(self._draw_model(frame, landscape), (), ())
        else:
            if isinstance(self._picture, LossSurface):
                self._picture.noise = None
                self._picture.draw_batch(None, None)
            self.marks.put(self._picture.draw(landscape, self.paths), (), ())
        self._balls = list(zip(self.paths, self.marks.marks, strict=False))
        if "ball" in self.annotations.hidden:
            self.marks.put((), (), ())
            self._balls = []
        self.annotations.ringed = tuple(ringed(frame, self._balls, self.annotations))
        self.start.put(frame, landscape, self._picture)
        self.show_pointed()

    def where(self, part: str, run: int) -> QRectF | None:
        """Around the ball of a run, what is drawn at it, its path, or the landscape."""
        balls = [mark for path, mark in self._balls if path.place == run]
        rect = rect_of(part, balls, self.annotations, self._picture.minima) if self.paths else None
        return super().where(part, run) if rect is None else self.in_view(rect)

    def _draw_model(self, frame: Frame, chart: Chart) -> tuple[Mark, ...]:
        """The picture of a model, with what a worker has found of it so far."""
        selected = self._selected_path()
        lines = self.tile(frame, LossTile).batch
        if isinstance(self._picture, LossCurve):
            balls = self.curve.draw(chart, self.paths)
            self.curve.draw_batch(selected if lines else None)
            return balls
        bounds, area = self.plot.ranges, self.annotations.area
        drawing = self.model.landscape(chart, bounds, area.width(), area.height())
        if selected is not None:
            noise = self.tile(frame, LossTile).noise
            self.model.ask_moment(selected, bounds, area.width(), area.height(), lines=lines, noise=noise)
        self._picture.noise = self.model.noise(frame)
        balls = self._picture.draw(chart, self.paths, drawing)
        self._picture.draw_batch(selected, self.model.moment if lines else None)
        return balls

    def _selected_path(self) -> ModelPath | None:
        return next((path for path in self.paths if path.selected and isinstance(path, ModelPath)), None)

    @Slot()
    def _model_changed(self) -> None:
        """A landscape, or what belongs to the step, has come from the worker."""
        frame, chart = self.frame, self._axes_of
        if (
            frame is not None
            and self.empty.isHidden()
            and isinstance(chart, Chart)
            and chart is self.model.chart
        ):
            self.paths, self._elsewhere = self.model.paths_of(frame, chart, self.look.run_colors)
            if self.model.failed:
                self._name_axes(chart)
            self._paint(frame, chart)

    def _name_runs(self, frame: Frame) -> None:
        entries = tuple(self.run_entries(frame, [path.place for path in self.paths]))
        selected = self._selected_path()
        if selected is not None and selected.rows_of_batch is not None and self.tile(frame, LossTile).batch:
            thin = self.look.thin_width / self.look.curve_width
            text = self.tr("loss on this step's batch")
            entries = (*entries, LegendEntry(text, selected.color, None, DASHES, thin))
        self.legend.set_entries(entries)

    def _tell(self, frame: Frame) -> None:
        """Say what is not drawn, and where no other legend does, what became of runs that do not settle."""
        empty = self._picture is self.relief and self.relief.barren
        notices = [*(outcomes_of(frame, self.paths) if self.alone else ()), *nothing_there(empty)]
        balls = [self.plot.to_pixels(mark.x, mark.y) for mark in self.marks.marks]
        if self.handle.isVisible():
            balls.append(self.plot.to_pixels(self.handle.x(), self.handle.y()))
        self.notices.show_notices(tuple(notices), QRectF(self.plot.area), balls, self.look)
        ceiling = float(self.notices.height()) if notices and self.notices.at_top else 0.0
        if ceiling != self.annotations.ceiling:
            self.annotations.ceiling = ceiling
            if self._axes_of is not None:
                self._paint(frame, self._axes_of)

    @Slot()
    def repaint_picture(self) -> None:
        """Draw anew what stands in pixels: after a zoom, a pan, a turn."""
        if self.frame is not None and self._axes_of is not None and self.empty.isHidden():
            self._paint(self.frame, self._axes_of)

    @Slot()
    def _resized(self) -> None:
        """Another size; while a stage is laid out none is seen, and a frame is often drawn in the last."""
        if not self.updatesEnabled():
            self._resizing.start()
        elif self._axes_of is not None:
            self.redraw()

    # -- menu ----------------------------------------------------------------------------------------------

    def actions_for_menu(self) -> list[QAction]:
        """For models: the axes, where there is a choice, and the loss on the batch."""
        frame = self.frame
        if frame is None:
            return []
        inside = self.menu.curve_options(parabola=self.tile(frame, LossTile).parabola)
        if self._picture is not self.curve:
            tile = self.tile(frame, LossTile)
            inside = self.menu.plane_options(surface=tile.surface, parts=tile.parts, orbit=bool(tile.orbit))
            inside += [self.turning.menu.menuAction()] if tile.surface else []
        return [*self._actions_of_landscape(frame), *inside]

    def _actions_of_landscape(self, frame: Frame) -> list[QAction]:
        if isinstance(self._axes_of, Slice):
            slice_ = self._axes_of
            return self.menu.plane_actions(slice_.whole.parameter_names, slice_.parameter_names)
        if frame.scene.runs[frame.selected].training is None:
            return []
        selected, tile = self._selected_path(), self.tile(frame, LossTile)
        names = frame.recordings[frame.selected].names
        pair = self.model.chart is not None and self.model.chart.kind == "pair"
        in_parts = selected is not None and selected.rows_of_batch is not None
        batch = tile.batch if in_parts else None
        return self.menu.actions(names, tile.parameters[:2], pair=pair, batch=batch, noise=tile.noise)

    @Slot(tuple)
    def _set_parameters(self, names: tuple[str, ...]) -> None:
        text = self.tr("Loss over two parameters") if names else self.tr("Loss on the run's plane")
        self.edit_tile(text, parameters=names, x_range=None, y_range=None)

    # -- gestures ------------------------------------------------------------------------------------------

    def grips(self) -> list[Grip]:
        """The start of the selected run."""
        return self.start.grips()

    @Slot(object)
    def _clicked(self, event: Any) -> None:
        """A click near another run's ball selects the run."""
        if event.double() or self.frame is None:
            return
        point = self.plot.box.mapFromScene(event.scenePos())
        place = nearest_ball(self.annotations, self._balls, point.x(), point.y(), NEAR * self.look.font_scale)
        if place is not None and place != self.frame.selected:
            event.accept()
            self.run_selected.emit(place)

    def show_pointed(self) -> None:
        """Say which step the mouse is near: its parameters and its loss; or which minimum."""
        words = near = None
        if self.pointer is not None and not self.handle.dragging and self._axes_of is not None:
            point = self.plot.box.mapFromScene(self.pointer)
            if self.annotations.area.contains(point):
                spots = self._picture.spots
                words = words_near(self.annotations, self._axes_of, self.paths, spots, point.x(), point.y())
                near = step_near(self.annotations, self.paths, spots, point.x(), point.y())
        pieces = () if words is None else (words,)
        if pieces != self.readout.pieces:
            self.readout.set_pieces(pieces)
        quantity = near.path.names[0] or "loss" if near is not None else ""
        self.point_at(Pointed(near.path.place, quantity, near.row) if near is not None else None)

    def spot_of(self, pointed: Pointed) -> Spot | None:
        """The ball's place at that row, of what moves the ball, its height or its slope."""
        return spot_on(self.paths, pointed, self._picture.spots)
