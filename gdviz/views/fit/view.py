"""The fit: what each model says of its own examples.

With one input, the data and the models' lines. With several, predicted against true; for two classes the
output by class, on either side of 0.5; for more classes, which is taken for which.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gdviz.base.arrays import Array
from gdviz.document.frame import Frame
from gdviz.engine.learning.training import Training
from gdviz.look.look import blend
from gdviz.look.point_style import PointStyle
from gdviz.notation.numbers import apart
from gdviz.readings.run_labels import frame_labels
from gdviz.views.common.option_actions import OptionSwitch
from gdviz.views.data.data_panel import DataPanel
from gdviz.views.data.data_view import DataView
from gdviz.views.data.learners import Learner, learners_of, rows_of
from gdviz.views.data.point_editing import EditablePoints
from gdviz.views.data.pointer import Ghost, PointerMarks
from gdviz.views.data.points import Points
from gdviz.views.fit.fit_axes import axes_of, line_entries, point_entries
from gdviz.views.fit.fit_panel import FitPanel, beside_shares, dots_along, held_inside, spread
from gdviz.views.fit.fit_request import FitRequest
from gdviz.views.fit.fit_words import Told, cell_told, example_told, shares_told
from gdviz.views.fit.fit_work import Fit, Form, fits, form_of
from gdviz.views.fit.options import FitTile
from gdviz.views.plot.marks import Mark
from gdviz.views.plot.panel_title import PanelHeading
from gdviz.views.plot.ranges import rounded


class FitView(DataView):
    """One panel with all lines, or a panel for each run; with one input, points can be edited."""

    name = "fit"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form: Form = "line"
        self.found: dict[int, Fit]
        self.residuals = OptionSwitch(self, "residuals")
        self.hair_line = pg.InfiniteLine(angle=90, movable=False)  # where the hand is
        self.hair_line.setZValue(900)
        self.plot.box.addItem(self.hair_line, ignoreBounds=True)
        self.hair_line.hide()
        self.restyle()
        self.retranslate()

    def make_panel(self, place: int) -> FitPanel:
        """Points, and what each form has besides."""
        return FitPanel(self.plot, place)

    def restyle(self) -> None:
        """Give every part the look."""
        super().restyle()
        self.hair_line.setPen(pg.mkPen(self.look.muted, width=self.look.thin_width * self.look.pen_scale))

    def panels(self) -> list[Learner]:
        """The run of each panel; none where all runs share one."""
        return [] if self.form == "line" else self.learners

    def retranslate(self) -> None:
        """Put the texts that stay; the others are written with every frame."""
        super().retranslate()
        self.residuals.name(self.tr("Residuals"))
        self.redraw()

    def actions_for_menu(self) -> list[QAction]:
        """Whose fit; whether what is left over is drawn."""
        if self.frame is not None:
            self.residuals.setChecked(self.tile(self.frame, FitTile).residuals)
        self.residuals.setEnabled(bool(self.learners) and self.form in ("line", "predicted"))
        return [*self.actions_of(), self.residuals]

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """The panels of the frame's runs; their fits come when they are computed."""
        learners = learners_of(frame, self.look)
        base = next((each for each in learners if each.place == frame.selected), learners[0]).problem
        self.form = form_of(base)
        self.use([each for each in learners if self._belongs(each.problem, base)])
        points = [self.cache.points(each.problem) for each in self.learners]
        self._say_who_is_missing(len(learners) - len(self.learners), points)
        if not self.editing.holding:
            self._set_home(frame, points)
        self.show_headings(frame)
        line = self.form == "line"
        self.show_gestures(line)
        self.editing.show(frame.scene, (self._editable(points[0]),) if line else ())
        self.refresh()
        self.show_change(frame, previous)
        self.show_pointer()

    def _belongs(self, problem: Training, base: Training) -> bool:
        """Whether two runs can be seen on the same axes."""
        if form_of(problem) != self.form:
            return False
        return problem.data == base.data if self.form == "line" else problem.data.classes == base.data.classes

    def suits(self, found: Fit, learner: Learner) -> bool:
        """Whether a fit may stay until the next one comes."""
        problem, points = found.wanted.problem, self.cache.points(learner.problem)
        shown = found.shown
        return form_of(problem) == self.form and shown is not None and len(shown) == len(points.x)

    def _say_who_is_missing(self, others: int, points: list[Points]) -> None:
        if others == 1:
            self.say(self.tr("Another run learns from data of another kind and is not drawn here."))
        elif others:
            text = self.tr("{count} other runs learn from data of another kind and are not drawn here.")
            self.say(text.format(count=others))
        else:
            self.say(self.drawn_text(points))

    def _set_home(self, frame: Frame, points: list[Points]) -> None:
        targets = np.concatenate([each.targets for each in dict.fromkeys(points)]).astype(np.float64)
        classes = points[0].data.classes
        low, high = float(targets.min()), float(targets.max())
        if self.form == "confusion":
            self.set_axes(frame, (-0.5, classes - 0.5), (-0.5, classes - 0.5))
            return
        heights = (-0.12, 1.12) if classes else rounded(low, high, pad=0.12)
        if self.form == "strips":
            words = self.plot.metrics.height() + 0.5 * self.point_size(points[0])
            self.set_axes(frame, (-0.5, 1.5), beside_shares(words, self.plot.areas[0].height()))
        elif self.form == "predicted":
            self.set_axes(frame, heights, heights)
        else:
            inputs = points[0].x[:, 0]
            self.set_axes(frame, rounded(float(inputs.min()), float(inputs.max())), heights)

    @Slot()
    def _axes_changed(self) -> None:
        """The room for the counts of a class stays as high as their words."""
        if self.frame is not None and self.learners and self.form == "strips":
            self._set_home(self.frame, [self.cache.points(each.problem) for each in self.learners])
        super()._axes_changed()

    def show_headings(self, frame: Frame) -> None:
        """Above the panels, and the legend."""
        scores = {place: (fit.score, fit.shadow_score) for place, fit in self.found.items()}
        headings = self.headings(frame, scores)
        self._show_key(frame, headings)
        self.plot.show_panels(
            (PanelHeading(),) if self.form == "line" else headings,
            axes_of(self.learners[0].problem, self.form),
        )

    def _show_key(self, frame: Frame, headings: tuple[PanelHeading, ...]) -> None:
        entries = []
        if self.form == "line":
            entries += line_entries(frame, self.learners, headings, self.found)
        if self.form != "confusion":
            tested = any(self.cache.points(each.problem).tested.any() for each in self.learners)
            color = self._plain() if self.form == "line" else self.look.muted
            entries += point_entries(self.learners[0].problem.data, self.look, color if tested else "")
        self.legend.set_entries(tuple(entries))

    def _plain(self) -> str:
        """The colour of points that no run owns."""
        return blend(self.look.text, self.look.surface, 0.3)

    def _editable(self, points: Points) -> EditablePoints:
        def put(x: float, y: float, new: bool) -> tuple[tuple[float, ...], float | None]:
            return (x,), float(y >= 0.5) if points.data.classes else y  # the class that is nearer

        targets = points.targets.astype(np.float64)
        return EditablePoints(points, points.x[:, 0], targets, put, self.reach(points))

    # -- work ----------------------------------------------------------------------------------------------

    def request(self, fine: bool) -> None:
        """Ask for the fits of all runs, unless they are there or on the way."""
        frame = self.frame
        if frame is None or not self.learners:
            return
        wanted = FitRequest(
            *rows_of(self.learners),
            self.tile(frame, FitTile).of,
            self.look,
            fine,
            self.form,
            self.plot.ranges[0],
        )
        if self.is_new(wanted):
            runs = tuple(each.wanted(wanted.of) for each in self.learners)
            examples = tuple(self.cache.points(each.problem).x for each in self.learners)
            forms = (self.form,) * len(runs)
            self.background.submit(wanted, fits, runs, forms, examples, self.plot.ranges[0], fine)

    def is_wanted(self, key: FitRequest) -> bool:
        """In this form, of what is to be drawn."""
        of = None if self.frame is None else self.tile(self.frame, FitTile).of
        return (key.form, key.of) == (self.form, of)

    # -- panels --------------------------------------------------------------------------------------------

    def show_panels(self) -> None:
        """As the form has it."""
        for part, learner in zip(self.parts, self.learners, strict=False):
            assert isinstance(part, FitPanel)
            points = self.cache.points(learner.problem)
            fit = self.found.get(learner.place)
            part.begin(self.form if fit is not None or self.form == "line" else "")
            if self.form == "line":
                self._show_lines(part, points)
                return
            if fit is not None and fit.shown is not None:
                self._show_fit(part, learner, points, fit, fit.shown)

    def _show_fit(self, part: FitPanel, learner: Learner, points: Points, fit: Fit, shown: Array) -> None:
        look = self.look
        if self.form == "confusion":
            if fit.confusion is not None and len(fit.confusion) == learner.problem.data.classes:
                part.show_counts(fit.confusion, look)
            return
        if len(shown) != len(points.x):
            return
        at = self.places(points, shown)
        if self.form == "strips":
            part.show_sides(learner.color, look)
            part.show_shares(shares_told(points, shown), look)
        else:
            part.show_diagonal(look)
            part.rungs.hide()
            if self.frame is not None and self.tile(self.frame, FitTile).residuals:
                part.show_rungs(at[0], at[0], at[1], learner.color, look)
        color = "" if self.form == "strips" else learner.color
        part.points.show_points(points, at, look, self.point_size(points), color=color)
        part.points.show()

    def places(self, points: Points, predicted: Array) -> tuple[Array, Array]:
        """Where the examples lie on a panel's axes: two ``(examples,)``, as `predicted` is."""
        across = spread(points.targets) if self.form == "strips" else points.targets.astype(np.float64)
        return across, held_inside(predicted.astype(np.float64), self.plot.ranges[1])

    def _show_lines(self, part: FitPanel, points: Points) -> None:
        assert self.frame is not None
        at = (points.x[:, 0], points.targets.astype(np.float64))
        color = "" if points.data.classes else self._plain()
        part.points.show_points(points, at, self.look, self.point_size(points), color=color)
        part.points.show()
        part.rungs.hide()
        part.keep_lines(len(self._drawn()))
        for place, (learner, fit) in enumerate(self._drawn()):
            if (
                learner.place == self._leading()
                and fit.shown is not None
                and self.tile(self.frame, FitTile).residuals
            ):
                part.show_rungs(at[0], at[1], fit.shown, learner.color, self.look)
            lines = [
                None if line is None else np.column_stack([fit.x, line])
                for line in (fit.shadow_line, fit.line)
            ]
            part.show_line(place, lines[0], lines[1], learner.color, self.look)

    def _drawn(self) -> list[tuple[Learner, Fit]]:
        """The runs whose fits are known."""
        return [(each, self.found[each.place]) for each in self.learners if each.place in self.found]

    def _leading(self) -> int:
        """The place of the run whose residuals are drawn: the selected one, if it is shown."""
        assert self.frame is not None
        places = [each.place for each in self.learners]
        return self.frame.selected if self.frame.selected in places else places[0]

    # -- pointer -------------------------------------------------------------------------------------------

    def show_pointer(self) -> None:
        """What the models say at the mouse; or the example that is nearest to it, on every panel."""
        self.hair_line.hide()
        self.marks.put((), dots_along(self._drawn() if self.form == "line" else [], self.look), ())
        for panel, part in enumerate(self.parts):
            if panel >= len(self.learners) or (self.form == "line" and panel):
                part.say("")
            elif self.form == "line":
                self._show_line_pointer(part)
            else:
                told = self.told_at(panel)
                ring = None if told is None or self.form == "confusion" else (told.x, told.y)
                size = self.point_size(self.cache.points(self.learners[panel].problem))
                part.pointer.show_marks(PointerMarks(ring, size), self.look)
                part.say(*(("",) if told is None else (told.text, (told.x, told.y))))

    def _show_line_pointer(self, part: DataPanel) -> None:
        """A point to come; a ring around the one under the mouse; else what the models say at the mouse."""
        editing, points = self.editing, self.cache.points(self.learners[0].problem)
        size, near, name = self.point_size(points), editing.near_place(), points.data.input_names[0]
        ghosts = []
        if editing.pending is not None:
            height = editing.pending.target if points.data.classes else editing.pending.y
            style = PointStyle(self._plain(), 0)
            ghosts.append(Ghost((editing.pending.x, height), style, size))
        part.pointer.show_marks(PointerMarks(near, size, ghosts=tuple(ghosts)), self.look)
        over, x, _ = editing.mouse
        if over != 0:
            part.say("")
        elif near is not None:
            words = self.tr("{name} = {x}, target {target}")
            called = points.data.target_called if not points.data.classes else ""
            if called:
                words = self.tr("{name} = {x}, {called} = {target}")
            values = {"x": self._written(near[0], 0, 4), "target": self._written(near[1], 1, 4)}
            part.say(words.format(name=name, called=called, **values), near)
        else:
            self._read_lines(part, x, f"{name} = {self._written(x, 0, 3)}")

    def _written(self, value: float, axis: int, digits: int) -> str:
        """A place on the horizontal axis, 0, or on the vertical one."""
        low, high = self.plot.ranges[axis]
        return apart(value, digits, high - low)

    def _read_lines(self, part: DataPanel, x: float, place: str) -> None:
        """A hair line with a mark on each line, and at the axis what `place` it is and the values."""
        assert self.frame is not None
        marks, names, said = [], frame_labels(self.frame), [place]
        shadow = self.tr("shadow")
        for learner, fit in self._drawn():
            for line in (fit.line, fit.shadow_line):
                if line is not None:
                    y = float(np.interp(x, fit.x, line))
                    hollow = line is fit.shadow_line
                    marks.append(Mark(x, y, learner.color, learner.symbol, hollow))
                    whose = [names[learner.place]] if len(names) > 1 else []
                    said.append(" ".join([*whose, *([shadow] if hollow else []), self._written(y, 1, 3)]))
        self.hair_line.setPos(x)
        self.hair_line.show()
        self.marks.put(tuple(marks), dots_along(self._drawn(), self.look), ())
        # Whose a value is stands with it, on one line.
        part.say_below("  ".join(each.replace(" ", "\u00a0") for each in said), x)

    def told_at(self, panel: int) -> Told | None:
        """What is said on a panel of what the mouse means, and where on its axes."""
        over, x, y = self.editing.mouse
        if not 0 <= over < len(self.learners):
            return None
        here, there = self.learners[panel], self.learners[over]
        fit, at_mouse = self.found.get(here.place), self.found.get(there.place)
        if fit is None or at_mouse is None or fit.shown is None or at_mouse.shown is None:
            return None
        if self.form == "confusion":
            return cell_told(fit, x, y)
        points = self.cache.points(there.problem)
        if points is not self.cache.points(here.problem):
            return None
        place = self._example_at(over, points, at_mouse.shown, x, y)
        if place is None:
            return None
        across, up = self.places(points, fit.shown)
        text = example_told(points, place, float(fit.shown[place]))
        return Told(text, float(across[place]), float(up[place]))

    def _example_at(self, panel: int, points: Points, shown: Array, x: float, y: float) -> int | None:
        if len(shown) != len(points.x):
            return None
        nearest, away = self.plot.nearest(panel, self.places(points, shown), x, y)
        return nearest if away <= self.reach(points) else None
