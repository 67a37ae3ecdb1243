"""How learning goes: the losses above, the accuracy below, by step or by epoch."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdviz.document.frame import Frame
from gdviz.look.layouts import bare
from gdviz.look.look import number_font
from gdviz.look.two_way import TwoWay
from gdviz.readings.learning_runs import learning_runs
from gdviz.views.common.option_actions import OptionSwitch
from gdviz.views.common.view import View
from gdviz.views.data.class_choice import class_name
from gdviz.views.progress.options import Measure, ProgressTile
from gdviz.views.progress.parts import LOSSES, SCORES, LossProgress, ScoreProgress, shadow_traces

LOWEST = 120.0  # pixels of a plot
ON_PAPER = 8.0  # the same in lines of text
ROOM = 10.0  # lines of text: axes and legend of both plots
AXIS = 3.8  # of them, the lower plot's axis
MANY, NARROW, LEGEND = 4, 24.0, 1.5  # more kinds in a narrower view take a third line of the legend


class ProgressView(View):
    """Both plots, with the switches of the axes in the menu."""

    name = "progress"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.losses = LossProgress(self)
        self.accuracy = ScoreProgress(self)
        layout = bare(QVBoxLayout(self), 0)
        self.switch = TwoWay(self)
        self.loss_button, self.accuracy_button = self.switch.first, self.switch.second
        self.loss_button.toggled.connect(self._show_parts)
        self.switch.hide()
        self._classifies = self._accuracy_first = False
        self._kinds = 0  # of lines that the legend names above both plots
        self.have_head(self.switch, layout, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.losses, self.accuracy):
            layout.addWidget(part.legend)
        for widget, stretch in ((self.losses, LOSSES), (self.accuracy, SCORES)):
            layout.addWidget(widget, stretch)
        for part in (self.losses, self.accuracy):
            part.edited.connect(self.edited)
            part.edit_finished.connect(self.edit_finished)
            part.playhead_requested.connect(self.playhead_requested)
            part.pointed_at.connect(self.point_at)
        self.log_action = OptionSwitch(self, "log", y_range=None)
        self.epoch_action = OptionSwitch(self, "by_epoch", x_range=None)
        group_of_scores = QActionGroup(self)
        group_of_scores.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        self.score_actions: dict[Measure, QAction] = {}
        for score in get_args(Measure):
            action = QAction(self, checkable=True)
            action.setData(score)
            action.triggered.connect(self._set_score)
            group_of_scores.addAction(action)
            self.score_actions[score] = action
        self._class = ""  # which precision and recall are those of
        self._name_actions()
        self.restyle()

    def prepare_for_export(self) -> None:
        """Nothing that only a hand needs, or a screen."""
        super().prepare_for_export()
        self.losses.for_export = self.accuracy.for_export = True

    def actions_for_menu(self) -> list[QAction]:
        """What the axes show."""
        scores = [action for action in self.score_actions.values() if action.isEnabled()]
        return [self.epoch_action, self.log_action, *(scores if len(scores) > 1 else [])]

    def _name_actions(self) -> None:
        tip = self.tr(
            "Shows every tenfold drop of the loss as the same distance. A loss of zero leaves a gap."
        )
        self.log_action.name(self.tr("Logarithmic loss axis"), tip, off=self.tr("Linear loss axis"))
        self.loss_button.setText(self.tr("Loss"))
        for score, word in zip(self.score_actions, self._words(), strict=True):
            self.score_actions[score].setText(word)
        self.accuracy_button.setText(self.score_actions[self.accuracy.score].text())
        tip = self.tr(
            "Draws the runs by epoch instead of by step, so that all have seen the same number of examples."
        )
        self.epoch_action.name(self.tr("Count epochs"), tip, off=self.tr("Count steps"))

    def _words(self) -> tuple[str, ...]:
        """What the scores are called, in their order; of two classes they are scores of one of them."""
        precision, recall = self.tr("Precision"), self.tr("Recall")
        if self._class:
            precision = self.tr("Precision of {name}").format(name=self._class)
            recall = self.tr("Recall of {name}").format(name=self._class)
        return self.tr("Accuracy"), precision, recall, self.tr("RMSE"), "R²"

    def restyle(self) -> None:
        """Give every part the look; they are drawn by `draw`."""
        look = self.look
        margin = round(8 * look.font_scale)
        self.switch.set_look(look)
        self.switch.row.setContentsMargins(margin, 0, margin, 0)
        for part in (self.losses, self.accuracy):
            part.look = look
            part.restyle()

    def retranslate(self) -> None:
        """The menu, and all that is drawn."""
        self._name_actions()
        for part in (self.losses, self.accuracy):
            part.clear()
        self.redraw()

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """Both plots, or one."""
        tile = self.tile(frame, ProgressTile)
        self.log_action.setChecked(tile.log)
        if tile.accuracy != self._accuracy_first:
            self._accuracy_first = tile.accuracy
            (self.accuracy_button if tile.accuracy else self.loss_button).setChecked(True)
        # Where the size of the batches changes on the way, epochs have no even measure of steps.
        changing = any(len(recording.batch_sizes) > 1 for _, recording in learning_runs(frame))
        self.epoch_action.setEnabled(not changing)
        self.epoch_action.setChecked(tile.by_epoch)
        found = learning_runs(frame)
        for score, action in self.score_actions.items():
            action.setEnabled(any(recording.has(f"train_{score}") for _, recording in found))
            action.setChecked(score == tile.score)
        names = {class_name(each.problem.data, 1) for _, each in found if each.has("train_precision")}
        name = names.pop() if len(names) == 1 else ""
        if (self.accuracy.score, self._class) != (tile.score, name):
            self.accuracy.score, self._class = tile.score, name
            self.accuracy.clear()
            self._name_actions()
        classifies = self.score_actions[tile.score].isEnabled()
        kinds = {trace.kind for trace in self.losses.traces(frame)}
        if ("batch" in kinds) != self.losses.has_batches:
            self.losses.has_batches = "batch" in kinds
            self.losses.clear()
        self._kinds = len(kinds) + ("data" in kinds) + bool(shadow_traces(frame))  # data loss and penalty
        both = classifies and self._has_room()
        if self.losses.log != tile.log or self.losses.bottom == both:
            self.losses.clear()
            self.accuracy.clear()
        self.losses.log, self.losses.bottom, self.accuracy.single = tile.log, not both, not both
        self.losses.by_epoch = self.accuracy.by_epoch = tile.by_epoch and not changing
        self._classifies = classifies
        self._show_parts()
        for part, shown in ((self.losses, True), (self.accuracy, classifies)):
            part.frame = frame
            part.alone = self.alone and part is self.losses
            if shown:
                part.draw(frame, previous)
            else:
                part.clear()
        self._show_legends()

    def show_lit(self) -> None:
        """On the plot that has the number."""
        for part in (self.losses, self.accuracy):
            part.light(self.lit)

    def where(self, part: str, run: int) -> QRectF | None:
        """The plot that the losses of the batches are on."""
        drawn = self.frame is not None and "batch" not in self.frame.hides(self.name)
        if part == "batch" and drawn and self.empty.isHidden() and self.losses.isVisible():
            return QRectF(self.losses.geometry())
        return super().where(part, run)

    @property
    def _line(self) -> float:
        """The height of a line in the look's type: a view that is hidden keeps the font that it had."""
        return QFontMetricsF(number_font(self.look)).height()

    @property
    def _lowest(self) -> float:
        """How many pixels the plot of the accuracy has at least: its axis's title is written whole."""
        title = QFontMetricsF(number_font(self.look)).horizontalAdvance(self.accuracy.plot.left_axis.title)
        return max(LOWEST, title + 10.0)

    def _has_room(self) -> bool:
        """Whether both plots are high enough one above the other; on paper, for the titles of their axes."""
        line = self._line
        lowest = ON_PAPER * line if self.for_export else self._lowest
        room = ROOM + (LEGEND if self._kinds > MANY and self.width() < NARROW * line else 0.0)
        return self.height() >= room * line + 2 * lowest

    @Slot()
    def _show_parts(self) -> None:
        """Both plots, or where there is no room for both the one that is chosen."""
        one = self._classifies and not self._has_room()
        self.switch.setVisible(one and not self.for_export)
        lowest = self._lowest + AXIS * self._line
        self.accuracy.setMinimumHeight(0 if one or self.for_export else round(lowest))
        self.losses.setVisible(not one or self.loss_button.isChecked())
        self.accuracy.setVisible(self._classifies and (not one or self.accuracy_button.isChecked()))
        self._show_legends()

    def _show_legends(self) -> None:
        """The legend of what is shown."""
        for part in (self.losses, self.accuracy):
            part.legend.setVisible(not part.isHidden() and bool(part.legend.entries))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height may have room for both."""
        super().resizeEvent(event)
        if self.frame is not None and self.losses.bottom == (self._classifies and self._has_room()):
            self.redraw()
        self._show_parts()

    @Slot(bool)
    def _set_score(self, on: bool) -> None:
        """The one that is chosen once more goes: of numbers no score is drawn by itself."""
        action = self.sender()
        assert isinstance(action, QAction)
        self.edit_tile(action.text(), score=action.data() if on else "accuracy")
