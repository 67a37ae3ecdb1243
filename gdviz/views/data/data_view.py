"""The base of views that show examples in panels that share their axes; points can be edited by hand."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from gdviz.document import stage_layout
from gdviz.document.frame import Frame
from gdviz.document.tiles import ModelTile
from gdviz.look.look import text_font
from gdviz.look.widgets import set_ground
from gdviz.notation.numbers import number
from gdviz.session.background import Background
from gdviz.session.picture_process import pictures
from gdviz.views.common.option_actions import OptionChoice
from gdviz.views.data.data_headings import Scores, headings_of
from gdviz.views.data.data_panel import DataPanel
from gdviz.views.data.learners import Learner, LearnersRequest
from gdviz.views.data.point_editing import PointEditing
from gdviz.views.data.point_grips import PointGrips
from gdviz.views.data.points import PointCache, Points, size_of
from gdviz.views.data.tool_choice import ToolChoice, class_keys, gestures
from gdviz.views.plot.grip import Grip
from gdviz.views.plot.panel_plot import PanelPlot
from gdviz.views.plot.panel_title import PanelHeading
from gdviz.views.plot.plot_view import PlotView

REST = 120  # milliseconds without a newer picture, after which the playhead stands still
KEYED = 14.0  # lines of text: in a lower view there is no legend
ON_SCREEN, ON_PAPER = 1.0, 0.6  # the smallest point as a share of what a hand needs
HINTED = 9000  # milliseconds that it is said what a hand can do


class DataView(PlotView):
    """A subclass draws frames and asks for work with `self.background`; what comes of it is in `found`."""

    plot: PanelPlot
    share_of_legend = 0.4  # it says how good each run is
    hinted: ClassVar[bool] = False  # whether it was said what a hand can do

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.learners: list[Learner] = []
        self.found: dict[int, Any] = {}  # what is known of them, by the place of the run
        self._requested: LearnersRequest | None = None
        self.background = Background(self, elsewhere=(pictures,))
        self.background.done.connect(self._done)
        self.background.failed.connect(self._failed)
        self.note = QLabel(self, wordWrap=True, margin=4)
        self.note.hide()
        self.column.insertWidget(1, self.note)
        self.setAutoFillBackground(True)
        self.empty.button.clicked.connect(self._show_fit_view)
        self._rest_timer = QTimer(self, singleShot=True, interval=REST)
        self._rest_timer.timeout.connect(self._rest)
        self.cache = PointCache()
        self._shown: tuple[object, ...] = ()
        self.editing = PointEditing(self.plot, self)
        self.editing.edited.connect(self.edited)
        self.editing.finished.connect(self._editing_finished)
        self.editing.changed.connect(self.show_pointer)
        self.editing.refused.connect(self.say)
        self.by_keys = PointGrips(self.editing)
        self.tools = ToolChoice(self)
        self.tools.chosen.connect(self.editing.use)
        self.editing.changed.connect(self._hint)
        self.parts: list[DataPanel] = []
        self._add_panel()
        self.plot.panel_made.connect(self._add_panel)
        self.plot.moved.connect(self.refresh)
        self.plot.laid_out.connect(self._axes_changed)
        self.plot.heading_clicked.connect(self._heading_clicked)
        self.of_actions = OptionChoice(self, "of", ("weights", "shadow", "both")).by_value

    def prepare_for_export(self) -> None:
        """The axes are whole at every size."""
        super().prepare_for_export()
        self.plot.whole_axes = True

    def make_plot(self, *, right_axis: bool) -> PanelPlot:
        """A plot of several panels."""
        return PanelPlot(self)

    @Slot()
    def _add_panel(self) -> None:
        """One more panel is there: put the view's items on it."""
        part = self.make_panel(len(self.parts))
        part.set_look(self.look)
        self.parts.append(part)
        self.editing.add(part.pointer)

    # -- for subclasses ------------------------------------------------------------------------------------

    def make_panel(self, place: int) -> DataPanel:
        """The items of the panel at `place` of the plot."""
        return DataPanel(self.plot, place)

    def request(self, fine: bool) -> None:
        """Ask for what `frame` and the axes need; `fine` once nothing moves."""
        raise NotImplementedError

    def is_wanted(self, key: Any) -> bool:
        """Whether what comes of a request is still of use."""
        raise NotImplementedError

    def suits(self, found: Any, learner: Learner) -> bool:
        """Whether what is known of a run may stay until the next comes."""
        raise NotImplementedError

    def show_headings(self, frame: Frame) -> None:
        """What stands above the panels, with how good the runs are."""
        raise NotImplementedError

    def show_panels(self) -> None:
        """Put what is known on the panels."""
        raise NotImplementedError

    def show_pointer(self) -> None:
        """Put on the panels what the pointer does."""
        raise NotImplementedError

    def panels(self) -> list[Learner]:
        """The run of each panel."""
        raise NotImplementedError

    # -- menu ----------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Put the texts of the menu."""
        self.of_actions["weights"].setText(self.tr("Weights"))
        self.of_actions["shadow"].setText(self.tr("Shadow"))
        self.of_actions["both"].setText(self.tr("Weights and shadow"))
        self.tools.retranslate()

    def show_gestures(self, editable: bool, classes: int = 0) -> None:
        """Say what a hand can do with the points; `classes` are those that keys choose from."""
        texts = [gestures(), *([class_keys()] if classes else [])] if editable else []
        self.legend.setToolTip("\n".join(texts))

    @Slot()
    def _hint(self) -> None:
        """Say once what a hand can do, when it first comes to a plot where it can."""
        if self.editing.mouse[0] < 0 or DataView.hinted or self.legend.toolTip() == "":
            return
        DataView.hinted = True
        corner = self.plot.mapToGlobal(self.plot.rect().bottomLeft())
        QToolTip.showText(corner, gestures(), self.plot, self.plot.rect(), HINTED)

    def actions_of(self) -> list[QAction]:
        """Whether the weights are drawn, their shadow, or both."""
        of = "both" if self.frame is None else self.tile(self.frame, ModelTile).of
        for each, action in self.of_actions.items():
            action.setChecked(each == of)
            action.setEnabled(any(learner.averaged for learner in self.learners))
        editable = self.editing.on_panel(0) is not None
        return [*self.of_actions.values(), *(self.tools.actions() if editable else ())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room the panels come before their legend."""
        super().resizeEvent(event)
        self._show_or_hide_legend()

    def _show_or_hide_legend(self) -> None:
        roomy = self.legend.parent() is not self or self.height() >= KEYED * self.plot.metrics.height()
        self.legend.setVisible(roomy and self.empty.isHidden() and bool(self.legend.entries))

    # -- look and words ------------------------------------------------------------------------------------

    def restyle(self) -> None:
        """Give plot, legend and words the look."""
        super().restyle()
        look = self.look
        for part in self.parts:
            part.set_look(look)
        set_ground(self, look, look.text)
        set_ground(self.note, look, look.muted)
        self.note.setFont(text_font(look))

    def put_away(self, frame: Frame) -> None:
        """Nothing is drawn, computed or edited."""
        super().put_away(frame)
        self.learners, self.found = [], {}
        self.editing.show(frame.scene, ())
        self.say("")
        self.background.cancel()

    def say(self, text: str) -> None:
        """A quiet sentence above the panels; none for ""."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def headings(self, frame: Frame, scores: Scores) -> tuple[PanelHeading, ...]:
        """A heading for each learner's panel."""
        of = self.tile(frame, ModelTile).of
        found, self.said = headings_of(frame, self.learners, scores, of, self.alone)
        return found

    @Slot()
    def _show_fit_view(self) -> None:
        if self.frame is not None:
            scene = self.frame.scene
            stage = stage_layout.shown(scene.stage, "fit")
            self.edited.emit(replace(scene, stage=stage), self.empty.button.text(), "")

    # -- points --------------------------------------------------------------------------------------------

    def drawn_text(self, points: list[Points]) -> str:
        """How many points of the largest data are drawn, and counted, where these are not all."""
        most = max(points, key=lambda each: each.count)
        if len(most.places) == most.count:
            return ""
        text = self.tr("{drawn} of {count} points are drawn.")
        return text.format(drawn=number(len(most.places)), count=number(most.count))

    def point_size(self, points: Points) -> float:
        """The width of a point in pixels."""
        area, least = self.plot.areas[0], ON_PAPER if self.for_export else ON_SCREEN
        return size_of(self.look, len(points.x), area.width() * area.height(), least)

    def reach(self, points: Points) -> float:
        """How near to a point the mouse means it, in pixels."""
        return max(0.5 * self.point_size(points) + 3.0, 6.0 * self.look.font_scale)

    @Slot()
    def _editing_finished(self) -> None:
        """The hand has let go: the axes may follow the data again."""
        self.edit_finished.emit()
        self.redraw()

    # -- points by keys ------------------------------------------------------------------------------------

    def grips(self) -> list[Grip]:
        """The points of each data, from left to right; those that are selected come first, as one."""
        return self.by_keys.grips()

    def add_mark(self, panel: int, x: float, y: float) -> Hashable | None:
        """Add a point; it is the last of the data."""
        points = self.editing.on_panel(panel)
        if points is None or not self.editing.add_at(panel, x, y):
            return None
        return "point", panel, points.shown.count

    def select_mark(self, key: Hashable | None) -> bool:
        """Select the point of a grip too, or no more; all points without one. Whether there were any."""
        return self.by_keys.select(key)

    def clear_selection(self) -> bool:
        """Select no points any more; whether any were."""
        return self.editing.group.clear()

    # -- work ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for a picture now, and for a fine one once nothing moves; for a file for that alone."""
        self.request(fine=self.for_export)
        if not self.for_export:
            self._rest_timer.start()

    def use(self, learners: list[Learner]) -> None:
        """Show these from now on, and of them what is known as long as it may stay."""
        self.learners = learners
        known = [(each, self.found[each.place]) for each in learners if each.place in self.found]
        self.found = {each.place: found for each, found in known if self.suits(found, each)}

    def is_new(self, wanted: LearnersRequest) -> bool:
        """Whether something is to be asked for that is neither there nor on the way."""
        before, self._requested = self._requested, wanted
        return wanted != before

    def ready(self) -> bool:
        """Not before the fine picture has been asked for, and has come."""
        return super().ready() and not self._rest_timer.isActive()

    @Slot()
    def _rest(self) -> None:
        if self.frame is not None and not self.plot.isHidden():
            self.request(fine=True)

    @Slot(object, object)
    def _done(self, key: LearnersRequest, result: list[Any]) -> None:
        """Show what was found of runs that are still there."""
        frame = self.frame
        if frame is None or self.plot.isHidden():
            return
        if self.is_wanted(key):
            of = dict(zip(key.places, key.recordings, strict=True))
            for each in result:
                place = each.wanted.place
                if place < len(frame.recordings) and frame.recordings[place] is of[place]:
                    self.found[place] = each
            self.show_headings(frame)
        self.show_panels()
        self.show_pointer()

    @Slot(object, object)
    def _failed(self, key: object, error: Exception) -> None:
        if isinstance(error, MemoryError):
            self.say(self.tr("There is not enough memory for this picture. Close other programs."))
        else:
            self.say(self.tr("This picture could not be computed: {error}").format(error=error))

    def show_change(self, frame: Frame, previous: Frame | None) -> None:
        """Show what another frame changes at once: not the runs' courses, whose pictures come later."""
        runs = ((each.place, each.problem, each.color, each.symbol) for each in self.learners)
        tile, hidden = stage_layout.tile_of(frame.scene.stage, self.name), frame.hides(self.name)
        before, self._shown = self._shown, (tile, hidden, frame.selected, *self.found, *runs)
        if previous is None or before != self._shown:
            self.show_panels()

    # -- axes ----------------------------------------------------------------------------------------------

    @Slot()
    def _axes_changed(self) -> None:
        """Other pictures are wanted, and what stands in pixels moves along."""
        if self.frame is not None and self.learners:
            self.editing.stay()
            self.refresh()
            self.show_panels()
            self.show_pointer()

    @Slot(int)
    def _heading_clicked(self, panel: int) -> None:
        runs = self.panels()
        if panel < len(runs) and self.frame is not None and runs[panel].place != self.frame.selected:
            self.run_selected.emit(runs[panel].place)

    def showEvent(self, event: QShowEvent) -> None:
        """Hear of double clicks before the stage, which keeps them for itself."""
        super().showEvent(event)
        self.plot.viewport().installEventFilter(self)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Look at double clicks and let them pass."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.editing.forget_click()
        return False
