"""The decision boundary: a run's data, and what its model says of a plane of two inputs or through more."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gdviz.base.arrays import Array
from gdviz.document.frame import Frame
from gdviz.document.tiles import make_tile
from gdviz.engine.learning.input_plane import Held, InputPlane, plane_of
from gdviz.look.class_colors import class_colors, class_symbol, color_at, number_scale
from gdviz.look.point_style import PointStyle
from gdviz.notation.numbers import apart, four_digits, number, placed
from gdviz.views.boundary.boundary_panel import BoundaryPanel
from gdviz.views.boundary.boundary_request import (
    BoundaryRequest,
    grid_shape,
    on_a_plane,
    output_at,
    suits,
)
from gdviz.views.boundary.options import BoundaryTile
from gdviz.views.boundary.plane_menu import PlaneMenu
from gdviz.views.common.option_actions import OptionSwitch
from gdviz.views.common.plot_legend import LegendEntry
from gdviz.views.data.class_choice import ClassChoice, class_name
from gdviz.views.data.data_view import DataView
from gdviz.views.data.heat_map import OutputPicture, Painting, decision, pictures
from gdviz.views.data.learners import Learner, learners_of, rows_of
from gdviz.views.data.output_background import (
    OutputScale,
    bar_ticks,
    painting_kind,
    painting_of,
    scale_width,
)
from gdviz.views.data.point_editing import EditablePoints
from gdviz.views.data.pointer import Ghost, PointerMarks
from gdviz.views.data.points import Points, example_at, learned_from
from gdviz.views.plot.axis import Range
from gdviz.views.plot.panel_plot import Axes
from gdviz.views.plot.ranges import rounded

EQUAL = 4.0  # ratio of the ranges of the two inputs up to which both axes have one scale


class BoundaryView(DataView):
    """A panel for each run, side by side on the same axes; points can be added, moved and deleted."""

    name = "boundary"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: dict[int, OutputPicture]
        self._ends: Range = (0.0, 1.0)  # of the scale of numbers
        self.plot.beside = self.scale = OutputScale()
        self.plot.scene().addItem(self.scale)
        self.planes: dict[int, InputPlane] = {}  # by the place of the run
        self.discrete = OptionSwitch(self, "discrete")
        self.tested = OptionSwitch(self, "tested")
        self.menu = PlaneMenu(self)
        self.menu.inputs_chosen.connect(self._set_inputs)
        self.menu.principal_chosen.connect(self._show_principal)
        self.menu.held_chosen.connect(self._hold)
        self.menu.held_finished.connect(self.edit_finished)
        self.classes = ClassChoice(self)
        self.classes.changed.connect(self._class_chosen)
        self.legend.clicked.connect(self._choose_class)
        self.restyle()
        self.retranslate()

    def make_panel(self, place: int) -> BoundaryPanel:
        """Points upon what a model says."""
        return BoundaryPanel(self.plot, place)

    def panels(self) -> list[Learner]:
        """The run of each panel."""
        return self.learners

    def retranslate(self) -> None:
        """Put the texts that stay; the others are written with every frame."""
        super().retranslate()
        self.classes.retranslate()
        self.menu.retranslate()
        tip = self.tr("Colors each place by what the model decides for, without shades.")
        self.discrete.name(self.tr("Discrete output"), tip)
        tip = self.tr("Draws the points that are held back for the test, too.")
        self.tested.name(self.tr("Test points"), tip)
        self.redraw()

    def choose_class(self, place: int) -> bool:
        """Give new points that class."""
        self.classes.choose(place)
        return place < self.classes.count

    def actions_for_menu(self) -> list[QAction]:
        """Whose boundary; over which inputs; which class new points have."""
        held_back = any(each.problem.train_size < each.problem.data.size for each in self.learners)
        tile = make_tile("boundary") if self.frame is None else self.tile(self.frame, BoundaryTile)
        assert isinstance(tile, BoundaryTile)
        self.discrete.setChecked(tile.discrete)
        self.tested.setChecked(tile.tested)
        tested = [self.tested] if held_back else []
        return [*self.actions_of(), self.discrete, *tested, *self.menu.actions(), *self.classes.actions()]

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """The panels of the frame's runs; their pictures come when they are computed."""
        learners = learners_of(frame, self.look)
        drawn, tile = on_a_plane(learners), self.tile(frame, BoundaryTile)
        self.planes = {
            each.place: plane_of(each.problem, tile.inputs, tile.held, tile.principal) for each in drawn
        }
        self.use(drawn)
        self.menu.show(self.learners[0].problem, self.planes[self.learners[0].place])
        self.classes.show(self.learners[0].problem.data)
        self.show_gestures(not self._projected, 0 if self._projected else self.classes.count)
        points = [self._points(each) for each in self.learners]
        self._say_what_is_missing(len(learners) - len(self.learners), points)
        self._show_key(points)
        if not self.editing.holding:  # the axes stand still under the hand
            self._set_home(frame, points)
        self.show_headings(frame)
        editable = () if self._projected else tuple(map(self._editable, self.learners, points))
        self.editing.show(frame.scene, editable)
        self.refresh()
        self.show_change(frame, previous)
        self.show_pointer()

    def lacking(self, frame: Frame) -> str:
        """Why there is no plane to draw."""
        if text := super().lacking(frame):
            return text
        if on_a_plane(learners_of(frame, self.look)):
            return ""
        return self.tr("This data has one input: there is no plane. “Fit” draws it with the model’s line.")

    @property
    def _projected(self) -> bool:
        """Whether there are more than two inputs, so that points lie before and behind the plane."""
        return bool(self.learners) and self.learners[0].problem.data.inputs > 2

    def way_out(self, frame: Frame) -> str:
        """To the view that shows such data."""
        return self.tr("Show “Fit”") if learners_of(frame, self.look) else ""

    def suits(self, found: OutputPicture, learner: Learner) -> bool:
        """Whether a picture may stay until the next one comes."""
        return suits(found, learner, self._plane(learner))

    def _say_what_is_missing(self, others: int, points: list[Points]) -> None:
        if others == 1:
            missing = self.tr("Another run has other inputs and is not drawn here.")
        elif others:
            missing = self.tr("{count} other runs have other inputs and are not drawn here.")
            missing = missing.format(count=others)
        else:
            missing = self.drawn_text(points)
        self.say("  ".join(text for text in (self.menu.sentence(), missing) if text))

    def _show_key(self, points: list[Points]) -> None:
        problem = self.learners[0].problem
        classes = problem.data.classes
        entries = [
            LegendEntry(
                class_name(problem.data, place),
                point=self._style(place),
                chosen=place == self.classes.place and not self._projected and not self.for_export,
            )
            for place in range(classes)
        ]
        if any(each.tested.any() for each in points):
            color, kind = (self.look.muted, class_symbol(0))
            entries.append(LegendEntry(self.tr("train"), point=PointStyle(color, kind)))
            entries.append(LegendEntry(self.tr("test"), point=PointStyle(color, kind, tested=True)))
        self.legend.set_entries(tuple(entries))

    @Slot(int)
    def _choose_class(self, place: int) -> None:
        """A click on a class in the legend: new points have it."""
        if not self._projected:
            self.classes.choose(place)

    @Slot()
    def _class_chosen(self) -> None:
        if self.learners:
            self._show_key([self._points(each) for each in self.learners])
        self.show_pointer()

    def _style(self, place: int) -> PointStyle:
        return PointStyle(class_colors(self.look, self.classes.count)[place], class_symbol(place))

    def _set_home(self, frame: Frame, points: list[Points]) -> None:
        every = np.concatenate(
            [np.stack(self._at(*each), axis=1) for each in zip(self.learners, points, strict=True)]
        )
        x, y = (rounded(float(column.min()), float(column.max())) for column in every.T)
        self.set_axes(frame, x, y)
        targets = [each.targets for each in points if not each.data.classes]
        if targets:
            numbers = np.concatenate(targets)
            self._ends = rounded(float(numbers.min()), float(numbers.max()), pad=0.0)

    def show_headings(self, frame: Frame) -> None:
        """Above the panels, and the scale beside them."""
        scores = {place: (picture.score, picture.shadow_score) for place, picture in self.found.items()}
        principal = (self.tr("first principal direction"), self.tr("second principal direction"))
        names = self.planes[self.learners[0].place].names or principal
        axes = Axes(names[0], names[1], equal=self._equal(), ruled=False)
        width = scale_width([each.problem for each in self.learners], self._ends, self.plot.metrics)
        self.plot.show_panels(self.headings(frame, scores), axes, width)
        if width:
            problem, length = self.learners[0].problem, self.plot.areas[0].height()
            ticks = bar_ticks(problem, self._ends, length, self.plot.metrics)
            painting = self._painting(self.learners[0])
            self.scale.show_scale(painting, ticks, self.look, self.tr("output"))

    def _plane(self, learner: Learner) -> InputPlane | None:
        """What the axes are; None where they are all inputs there are."""
        return self.planes[learner.place] if learner.problem.data.inputs > 2 else None

    def _at(self, learner: Learner, points: Points) -> tuple[Array, Array]:
        """Where the points lie on the axes."""
        across, up = self.planes[learner.place].place(points.x).T
        return across, up

    @property
    def _discrete(self) -> bool:
        return self.frame is not None and self.tile(self.frame, BoundaryTile).discrete

    def _painting(self, learner: Learner) -> Painting:
        return painting_of(learner.problem, self.look, self._ends, discrete=self._discrete)

    def _points(self, learner: Learner) -> Points:
        """The points that are drawn of a run: all, or those that it learns from."""
        points = self.cache.points(learner.problem)
        drawn = self.frame is None or self.tile(self.frame, BoundaryTile).tested
        return points if drawn else learned_from(points)

    @Slot(tuple)
    def _set_inputs(self, names: tuple[str, ...]) -> None:
        text = self.menu.choose.text().rstrip("…")
        self.edit_tile(text, inputs=names, principal=False, x_range=None, y_range=None)

    @Slot(bool)
    def _show_principal(self, principal: bool) -> None:
        self.edit_tile(self.menu.principal.text(), principal=principal, x_range=None, y_range=None)

    @Slot(object)
    def _hold(self, held: Held) -> None:
        self.edit_tile(self.menu.hold.text().rstrip("…"), "boundary held", held=held)

    def _equal(self) -> bool:
        (x0, x1), (y0, y1) = self.plot.ranges
        return 1 / EQUAL <= (x1 - x0) / (y1 - y0) <= EQUAL

    def _editable(self, learner: Learner, points: Points) -> EditablePoints:
        def put(x: float, y: float, new: bool) -> tuple[tuple[float, ...], float | None]:
            return example_at(points, x, y, self.classes.place if new else None)

        return EditablePoints(points, points.x[:, 0], points.x[:, 1], put, self.reach(points))

    # -- work ----------------------------------------------------------------------------------------------

    def request(self, fine: bool) -> None:
        """Ask for the pictures of all panels, unless they are there or on the way."""
        frame = self.frame
        if frame is None or not self.learners or not self.plot.areas:
            return
        area = self.plot.areas[0]
        wanted = BoundaryRequest(
            *rows_of(self.learners),
            self.tile(frame, BoundaryTile).of,
            self.look,
            fine,
            *self.plot.ranges,
            grid_shape(self.learners, area.width(), area.height(), fine=fine),
            self._ends,
            tuple(map(self._plane, self.learners)),
            self._discrete,
        )
        if self.is_new(wanted):
            runs = tuple(each.wanted(wanted.of, self._plane(each)) for each in self.learners)
            paintings = tuple(map(self._painting, self.learners))
            self.background.submit(wanted, pictures, runs, wanted.x, wanted.y, wanted.shape, paintings, fine)

    def is_wanted(self, key: BoundaryRequest) -> bool:
        """In this look, of what is to be drawn."""
        of = None if self.frame is None else self.tile(self.frame, BoundaryTile).of
        return (key.look, key.of) == (self.look, of)

    # -- panels --------------------------------------------------------------------------------------------

    def show_panels(self) -> None:
        """The output, the border and the points of each run."""
        for part, learner in zip(self.parts, self.learners, strict=False):
            assert isinstance(part, BoundaryPanel)
            hidden = self.frame is not None and "boundary" in self.frame.hides(self.name)
            picture = None if hidden else self.found.get(learner.place)
            part.heat_map.for_export = self.for_export
            part.show_picture(picture, learner.color, self.look)
            points = self._points(learner)
            size = self.point_size(points)
            part.points.show_points(points, self._at(learner, points), self.look, size, ends=self._ends)

    def where(self, part: str, run: int) -> QRectF | None:
        """The panel of a run."""
        places = [each.place for each in self.learners]
        hidden = self.frame is None or part in self.frame.hides(self.name)
        if part != "boundary" or run not in places or hidden or not self.empty.isHidden():
            return super().where(part, run)
        rect = self.plot.places.areas[places.index(run)]
        found = self.plot.mapFromScene(rect).boundingRect()
        return QRectF(found).translated(self.plot.pos().toPointF())

    # -- pointer -------------------------------------------------------------------------------------------

    def show_pointer(self) -> None:
        """A point to come, a ring around the one under the mouse, and what the model says of the place."""
        over, x, y = self.editing.mouse
        hidden = self.frame is not None and self.frame.hides_values
        shown = 0 <= over < len(self.learners) and not hidden
        for panel, part in enumerate(self.parts):
            if panel >= len(self.learners):
                part.say("")
                continue
            points = self._points(self.learners[panel])
            part.pointer.show_marks(self._marks(panel, points), self.look)
            part.say(self.readout(panel, x, y) if shown else "", (x, y))

    def _marks(self, panel: int, points: Points) -> PointerMarks:
        editing, size, ghosts = self.editing, self.point_size(points), []
        over, x, y = editing.mouse
        if editing.pending is not None and self._shares(editing.pending.panel, points):
            style = self._style_of(points, editing.pending.target)
            ghosts.append(Ghost((editing.pending.x, editing.pending.y), style, size * 1.15))
        if not 0 <= over < len(self.learners):
            return PointerMarks(ghosts=tuple(ghosts))
        near = editing.near_place() if self._shares(over, points) else None
        new = panel == over and points.data.classes and not self._projected
        if near is None and new and editing.pending is None:
            ghosts.append(Ghost((x, y), self._style_of(points, float(self.classes.place)), size, faint=True))
        cross = (x, y) if near is None and panel != over else None
        return PointerMarks(near, size, cross, tuple(ghosts))

    def _shares(self, panel: int, points: Points) -> bool:
        editable = self.editing.on_panel(panel)
        return editable is not None and editable.shown is points

    def _style_of(self, points: Points, target: float) -> PointStyle:
        if points.data.classes:
            return self._style(int(target))
        share = (target - self._ends[0]) / (self._ends[1] - self._ends[0])
        return PointStyle(color_at(number_scale(self.look), share), 0)

    def readout(self, panel: int, x: float, y: float) -> str:
        """What a panel's model says of a place: ``(0.52, −1.3): output 0.83``."""
        learner, picture = self.learners[panel], self.found.get(self.learners[panel].place)
        if picture is None or picture.wanted.problem is not learner.problem:
            return ""
        output = output_at(picture, self.planes[learner.place], x, y)
        (x0, x1), (y0, y1) = self.plot.ranges
        across, up = (number(placed(at, 0.1 * span)) for at, span in ((x, x1 - x0), (y, y1 - y0)))
        place = f"({across},\N{NO-BREAK SPACE}{up})"
        if painting_kind(learner.problem) == "classes":
            best = int(np.argmax(output))
            text = self.tr("{place}: {name}, {value}")
            name = class_name(learner.problem.data, best)
            return text.format(place=place, name=name, value=four_digits(output[best]))
        if learner.problem.data.classes:
            value = four_digits(learner.problem.as_output(float(decision(output))))
        else:
            value = apart(float(output[0]), 4, self._ends[1] - self._ends[0])
        return self.tr("{place}: output {value}").format(place=place, value=value)
