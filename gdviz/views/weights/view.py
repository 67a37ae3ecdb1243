"""All weights of every run, side by side on the same axes, so that zeros and shrinking are seen."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from gdviz.document.frame import Frame
from gdviz.look.widgets import set_ground
from gdviz.readings.learning_runs import learning_runs
from gdviz.views.common.option_actions import OptionChoice
from gdviz.views.common.plot_legend import Legend, LegendEntry
from gdviz.views.common.view import View
from gdviz.views.plot.line import DASHED
from gdviz.views.plot.plot import Range
from gdviz.views.plot.ranges import rounded
from gdviz.views.weights.options import AllWeightsTile, WeightsForm
from gdviz.views.weights.weights_panel import Extents, WeightsPanel

FORMS: tuple[WeightsForm, ...] = ("lines", "histogram", "bars")
NARROWEST = 190.0  # pixels of a panel in a look of scale 1, where there is a choice


class AllWeightsView(View):
    """A panel for each visible run that learns from data; the form is chosen in the menu."""

    name = "all_weights"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.legend = Legend(self)
        self.legend.hide()
        self.panels: list[WeightsPanel] = []  # those in use first
        self.used = 0
        self.form_actions = OptionChoice(self, "form", FORMS, x_range=None, y_range=None).by_value
        self._name_actions()
        self.restyle()

    def actions_for_menu(self) -> list[QAction]:
        """The three forms."""
        return list(self.form_actions.values())

    def _name_actions(self) -> None:
        lines, histogram, bars = (self.form_actions[form] for form in FORMS)
        lines.setText(self.tr("Lines against step"))
        lines.setToolTip(self.tr("Draws each weight as a line, with its shadow dashed."))
        histogram.setText(self.tr("Histogram at the playhead"))
        histogram.setToolTip(self.tr("Counts the weights by their value; dashed, the shadows."))
        bars.setText(self.tr("Bars by size at the playhead"))
        bars.setToolTip(
            self.tr("Sorts the weights by size: full bars are positive, hollow ones are negative.")
        )

    def restyle(self) -> None:
        """Give every part the look."""
        look = self.look
        set_ground(self, look, look.text)
        self.legend.set_look(look)
        for panel in self.panels:
            panel.look = look
            panel.restyle()

    def retranslate(self) -> None:
        """The menu, and all that is drawn."""
        self._name_actions()
        self.redraw()

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """Every panel with the same axes."""
        found = learning_runs(frame)
        found.sort(key=lambda each: each[0])
        tile = self.tile(frame, AllWeightsTile)
        self.form_actions[tile.form].setChecked(True)
        self._use(len(found))
        shadowed = any(recording.averaged for _, recording in found)
        self._show_legend(tile.form, shadowed)
        self._arrange()
        panels = self.panels[: self.used]
        for panel, (place, recording) in zip(panels, found, strict=True):
            panel.take(place, recording)
        if not panels:
            return
        extents = [panel.extents(frame) for panel in panels]
        reach = rounded(0.0, max(each.reach for each in extents) or 1.0)[1]
        x, y = self._axes(frame, tile.form, extents, reach)
        for panel in panels:
            self._name_axes(panel, tile.form)
            panel.show_run(frame, tile.form, x, y, (-reach, reach))

    def _axes(
        self, frame: Frame, form: WeightsForm, extents: list[Extents], reach: float
    ) -> tuple[Range, Range]:
        """What all panels show."""
        if form == "lines":
            low, high = min(each.low for each in extents), max(each.high for each in extents)
            return (0.0, float(max(frame.last, 1))), rounded(low, high)
        if form == "histogram":
            return (-reach, reach), (0.0, 1.05 * max(each.tallest for each in extents))
        return (0.0, float(max(each.count for each in extents))), (0.0, reach)

    def _name_axes(self, panel: WeightsPanel, form: WeightsForm) -> None:
        if form == "lines":
            panel.plot.set_titles(bottom=self.tr("step"), left=self.tr("weight"))
        elif form == "histogram":
            panel.plot.set_titles(bottom=self.tr("weight"), left=self.tr("how many"))
        else:
            along = self.tr("by size (hollow: negative)")
            panel.plot.set_titles(bottom=along, left=self.tr("size"))

    def _show_legend(self, form: WeightsForm, shadowed: bool) -> None:
        entries: tuple[LegendEntry, ...] = ()
        if shadowed:
            dashes = () if form == "bars" else DASHED
            entries = (
                LegendEntry(self.tr("value"), width=0.7),
                LegendEntry(self.tr("shadow"), dashes=dashes, width=0.7),
            )
            if form == "bars":
                entries = entries[1:]
        self.legend.set_entries(entries)
        self.legend.setVisible(bool(entries))

    def show_lit(self) -> None:
        """On the panel of its run."""
        for panel in self.panels[: self.used]:
            panel.light(self.lit)

    # -- panels --------------------------------------------------------------------------------------------

    def _use(self, count: int) -> None:
        """Have so many panels on screen."""
        while len(self.panels) < count:
            panel = WeightsPanel(self)
            panel.look = self.look
            panel.restyle()
            panel.edited.connect(self.edited)
            panel.edit_finished.connect(self.edit_finished)
            panel.playhead_requested.connect(self.playhead_requested)
            panel.pointed_at.connect(self.point_at)
            self.panels.append(panel)
        self.used = count
        for place, panel in enumerate(self.panels):
            panel.setVisible(place < count)

    def _arrange(self) -> None:
        """The panels side by side, in rows where they would be too narrow; the legend above."""
        top = self.legend.height() if not self.legend.isHidden() else 0
        self.legend.setGeometry(0, 0, self.width(), self.legend.height())
        area = QRectF(0, top, self.width(), self.height() - top)
        if not self.used:
            return
        most = max(1, int(area.width() / (NARROWEST * self.look.font_scale)))
        rows = -(-self.used // min(most, self.used))
        while rows > 1 and area.height() / rows < 0.55 * NARROWEST * self.look.font_scale:
            rows -= 1
        columns = -(-self.used // rows)
        for place, panel in enumerate(self.panels[: self.used]):
            row, column = divmod(place, columns)
            rect = QRectF(
                area.left() + column * area.width() / columns,
                area.top() + row * area.height() / rows,
                area.width() / columns,
                area.height() / rows,
            )
            panel.setGeometry(rect.toRect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other places."""
        super().resizeEvent(event)
        self._arrange()
