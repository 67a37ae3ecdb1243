"""What stands on the axes and in the legend of the fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from gdviz.document.frame import Frame
from gdviz.engine.learning.dataset_base import Dataset
from gdviz.engine.learning.training import Training
from gdviz.look.class_colors import class_colors, class_symbol
from gdviz.look.look import Look
from gdviz.look.point_style import PointStyle
from gdviz.notation.names import shown as shortened
from gdviz.readings.run_labels import frame_labels
from gdviz.views.common.plot_legend import LegendEntry
from gdviz.views.data.class_choice import class_name
from gdviz.views.data.learners import Learner
from gdviz.views.fit.fit_words import line_told
from gdviz.views.fit.fit_work import Fit, Form
from gdviz.views.plot.axis import Ticks
from gdviz.views.plot.panel_plot import Axes
from gdviz.views.plot.panel_title import PanelHeading

translate = QCoreApplication.translate
NAME = 40  # letters of a column's name on an axis, at most


def axes_of(problem: Training, form: Form) -> Axes:
    """What stands on the axes of panels of a form."""
    called = shortened(problem.data.target_called, NAME)
    if form == "line":
        target = called or translate("FitView", "target")
        output = translate("FitView", "output") if problem.data.classes else target
        return Axes(problem.data.input_names[0], output)
    true, predicted = translate("FitView", "true value"), translate("FitView", "predicted value")
    if problem.data.classes:
        true, predicted = translate("FitView", "true class"), translate("FitView", "predicted class")
    if called:
        true = translate("FitView", "{name}, true").format(name=called)
        predicted = translate("FitView", "{name}, predicted").format(name=called)
    if form == "predicted":
        return Axes(true, predicted, equal=True)
    names: Ticks = tuple((float(k), class_name(problem.data, k)) for k in range(problem.data.classes))
    if form == "strips":
        return Axes(true, translate("FitView", "output"), ruled=False, x_ticks=names, fixed=True)
    if problem.split().held_back.any():  # which are the ones that are counted
        true = translate("FitView", "{name} (test data)").format(name=true)
    last = problem.data.classes - 1.0
    upwards: Ticks = tuple((last - place, name) for place, name in names)
    return Axes(predicted, true, equal=True, ruled=False, x_ticks=names, y_ticks=upwards, fixed=True)


def line_entries(
    frame: Frame, learners: Sequence[Learner], headings: Sequence[PanelHeading], fits: Mapping[int, Fit]
) -> list[LegendEntry]:
    """The lines of runs that share a panel: how good each is, and what it is in the data's own units."""
    entries = []
    several, labels = len(frame.scene.runs) > 1, frame_labels(frame)
    for learner, heading in zip(learners, headings, strict=True):
        for dashes, score in heading.lines:
            owned = several and not dashes
            text = translate("FitView", "{run}: {score}").format(run=labels[learner.place], score=score)
            symbol = learner.symbol if owned else None
            entries.append(LegendEntry(text if owned else score, learner.color, symbol, dashes or ()))
        fit = fits.get(learner.place)
        if fit is not None and fit.wanted.params is not None:
            line = line_told(learner.problem, fit.wanted.params)
            entries += [LegendEntry(line, learner.color)] if line else []
    return entries


def point_entries(data: Dataset, look: Look, tested: str) -> list[LegendEntry]:
    """The classes of the points, if they have any; and what is held back, in the color `tested` if any is."""
    colors = class_colors(look, data.classes)
    entries = [
        LegendEntry(class_name(data, k), point=PointStyle(colors[k], class_symbol(k)))
        for k in range(data.classes)
    ]
    if tested:
        entries.append(LegendEntry(translate("FitView", "train"), point=PointStyle(tested, 0)))
        entries.append(LegendEntry(translate("FitView", "test"), point=PointStyle(tested, 0, tested=True)))
    return entries
