"""The base of views that show data in panels: canvas, key, words where it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QActionGroup, QColor, QPainter, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gdviz.document import stage_layout
from gdviz.document.frame import Frame
from gdviz.document.scene import Scene
from gdviz.document.tiles import ViewName
from gdviz.engine.learning.training import Training
from gdviz.look.look import text_font
from gdviz.notation.numbers import percent, to_digits
from gdviz.readings.run_labels import run_labels
from gdviz.session.background import Background
from gdviz.views.common.view import View
from gdviz.views.grid.canvas import Canvas, PanelHeading
from gdviz.views.grid.heat_map import Score
from gdviz.views.grid.learners import Learner
from gdviz.views.grid.point_editing import PointEditing
from gdviz.views.grid.point_key import PointKey
from gdviz.views.grid.points import PointCache, PointLayer, Points, size_of
from gdviz.views.plot.plot import Range

Array = NDArray[Any]

SETTLED = 300  # milliseconds without a movement, after which a zoom counts as done
REST = 120  # milliseconds without a newer picture, after which the playhead stands still
DASHED = (4.0, 2.5)
KEYED = 14.0  # lines of text: in a lower view there is no key of the points


class PanelView(View):
    """A subclass draws frames, asks for work with `self.background`, and takes it in `take`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.learners: list[Learner] = []
        self._gestures = self._class_keys = ""
        self.background = Background(self)
        self.background.done.connect(self._done)
        self.background.failed.connect(self._failed)
        self.key = PointKey(self)
        self.canvas = Canvas(self)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setMargin(4)
        self.instead = QWidget(self)
        self.instead.setAutoFillBackground(True)
        self.empty_text = QLabel(self.instead)
        self.empty_text.setWordWrap(True)
        self.empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty_button = QPushButton(self.instead)
        self.empty_button.clicked.connect(self._show_other)
        inner = QVBoxLayout(self.instead)
        inner.setContentsMargins(24, 24, 24, 24)
        inner.addStretch()
        inner.addWidget(self.empty_text)
        inner.addWidget(self.empty_button, 0, Qt.AlignmentFlag.AlignCenter)
        inner.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.key, self.note):
            layout.addWidget(part)
            part.hide()
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.instead, 1)
        self.instead.hide()
        self.setAutoFillBackground(True)
        self.home: tuple[Range, Range] = ((0.0, 1.0), (0.0, 1.0))
        self._other: ViewName | None = None
        self._zoomed = False
        self._zoomed_scene: Scene | None = None  # the scene that the zoom was asked of
        self._zoom_timer = self._timer(SETTLED, self._keep_zoom)
        self._rest_timer = self._timer(REST, self._rest)
        self.canvas.moved.connect(self._moved)
        self.canvas.resized.connect(self._resized)
        self.canvas.heading_clicked.connect(self._heading_clicked)
        self.canvas.draw_panel = self.paint_panel
        self.cache = PointCache()
        self._layers: dict[int, PointLayer] = {}
        self.hand = PointEditing(self.canvas, self)
        self.hand.edited.connect(self.edited)
        self.hand.finished.connect(self._hand_finished)
        self.hand.changed.connect(self.canvas.update)
        self.hand.refused.connect(self.say)
        group = QActionGroup(self)
        self.of_actions: dict[str, QAction] = {}
        for of in ("weights", "shadow", "both"):
            action = QAction(self, checkable=True)
            action.setData(of)
            action.triggered.connect(self._choose_of)
            group.addAction(action)
            self.of_actions[of] = action

    def _timer(self, milliseconds: int, slot: Any) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(slot)
        return timer

    # -- for subclasses ------------------------------------------------------------------------------------

    def request(self, fine: bool) -> None:
        """Ask for what `frame` and the axes need; `fine` once nothing moves."""
        raise NotImplementedError

    def take(self, key: Any, result: Any) -> None:
        """Work is done."""
        raise NotImplementedError

    def paint_panel(self, painter: QPainter, panel: int) -> None:
        """Paint what is on a panel."""
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
        self._gestures = self.tr(
            "Click a panel to add a point, drag a point to move it, right-click it to delete it. "
            "The runs follow."
        )
        self._class_keys = self.tr("The keys 1 to 9 choose the class of new points.")

    def show_gestures(self, editable: bool, classes: int = 0) -> None:
        """Say what a hand can do with the points; `classes` are those that keys choose from."""
        texts = [self._gestures, *([self._class_keys] if classes else [])] if editable else []
        self.key.setToolTip("\n".join(texts))
        self.canvas.setAccessibleDescription(" ".join(texts))

    def actions_of(self) -> list[QAction]:
        """Whether the weights are drawn, their shadow, or both."""
        of = "both" if self.frame is None else self.tile(self.frame).of
        for each, action in self.of_actions.items():
            action.setChecked(each == of)
            action.setEnabled(any(learner.averaged for learner in self.learners))
        return list(self.of_actions.values())

    @Slot()
    def _choose_of(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.edit_tile(action.text(), of=action.data())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room the panels come before their key."""
        super().resizeEvent(event)
        self._show_or_hide_key()

    def _show_or_hide_key(self) -> None:
        roomy = self.height() >= KEYED * self.canvas.metrics.height()
        self.key.setVisible(roomy and not self.empty_text.text() and bool(self.key.entries))

    # -- look and words ------------------------------------------------------------------------------------

    def restyle(self) -> None:
        """Give canvas, key and words the look."""
        look = self.look
        self.canvas.set_look(look)
        self.key.set_look(look)
        for widget, role in ((self, "text"), (self.instead, "muted"), (self.note, "muted")):
            palette = widget.palette()
            palette.setColor(QPalette.ColorRole.Window, QColor(look.surface))
            palette.setColor(QPalette.ColorRole.WindowText, QColor(getattr(look, role)))
            widget.setPalette(palette)
        self.empty_text.setPalette(self.instead.palette())
        for widget in (self.empty_text, self.empty_button, self.note):
            widget.setFont(text_font(look))

    def show_empty(self, text: str, button: str = "", other: ViewName | None = None) -> None:
        """Show `text` instead of the canvas, with a button for another view; the canvas for ""."""
        self._other = other
        self.empty_text.setText(text)
        self.empty_button.setText(button)
        self.empty_button.setVisible(bool(button) and not self.for_export)
        if self.instead.isHidden() == bool(text):
            self.instead.setVisible(bool(text))
            self.canvas.setVisible(not text)
        self._show_or_hide_key()
        if text:
            self.say("")
            self.background.cancel()

    def say(self, text: str) -> None:
        """A quiet sentence above the panels; none for ""."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def score_text(self, problem: Training, score: Score | None) -> str:
        """How good a model is on the examples, for a line above its panel."""
        if score is None:
            return "…"
        if problem.data.classes:
            train, test = (_percent(value) for value in (score.train, score.test))
            pattern = self.tr("train {train} · test {test}") if test else self.tr("train {train}")
        else:
            train, test = (_loss(value) for value in (score.train, score.test))
            pattern = self.tr("loss: train {train} · test {test}") if test else self.tr("train loss {train}")
        return pattern.format(train=train, test=test)

    def headings(
        self, frame: Frame, scores: Mapping[int, tuple[Score | None, Score | None]]
    ) -> tuple[PanelHeading, ...]:
        """A heading for each learner's panel; `scores` of its weights and its shadow, by its place."""
        labels, several = run_labels(frame.scene), len(frame.scene.runs) > 1
        of, headings = self.tile(frame).of, []
        for learner in self.learners:
            own, shadows = scores.get(learner.place, (None, None))
            lines: list[tuple[tuple[float, ...] | None, str]] = []
            shadow = learner.averaged and of != "weights"
            if not (shadow and of == "shadow"):
                lines.append((() if shadow else None, self.score_text(learner.problem, own)))
            if shadow:
                text = self.tr("shadow: {score}").format(score=self.score_text(learner.problem, shadows))
                lines.append((DASHED, text))
            name = labels[learner.place] if several else ""
            selected = several and learner.place == frame.selected
            symbol = learner.symbol if several else None
            headings.append(PanelHeading(name, learner.color, symbol, tuple(lines), selected))
        return tuple(headings)

    @Slot()
    def _show_other(self) -> None:
        if self.frame is not None and self._other is not None:
            scene = self.frame.scene
            stage = stage_layout.shown(scene.stage, self._other)
            self.edited.emit(replace(scene, stage=stage), self.empty_button.text(), "")

    # -- points --------------------------------------------------------------------------------------------

    def point_size(self, points: Points) -> float:
        """The width of a point in pixels."""
        area = self.canvas.areas[0]
        return size_of(self.look, len(points.x), area.width() * area.height())

    def reach(self, points: Points) -> float:
        """How near to a point the mouse means it, in pixels."""
        return max(0.5 * self.point_size(points) + 3.0, 6.0 * self.look.font_scale)

    def paint_points(
        self,
        painter: QPainter,
        panel: int,
        points: Points,
        at: tuple[Array, Array],
        *,
        ends: Range = (0.0, 1.0),
        color: str = "",
    ) -> None:
        """Paint points at places of the axes; all in `color`, or by class or by number between `ends`."""
        shared = next(
            place
            for place in range(panel + 1)
            if place == panel or (not color and self.cache.points(self.learners[place].problem) is points)
        )
        layer = self._layers.setdefault(shared, PointLayer())
        layer.paint(painter, self.canvas, panel, points, at, ends, color)

    @Slot()
    def _hand_finished(self) -> None:
        """The hand has let go: the axes may follow the data again."""
        self.edit_finished.emit()
        if self.frame is not None:
            self.draw(self.frame, None)

    # -- work ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for a picture now, and for a fine one once nothing moves."""
        self.request(fine=False)
        self._rest_timer.start()

    def lacking(self, frame: Frame) -> str:
        """Said by `draw`, with a button for another view."""
        return ""

    def ready(self) -> bool:
        """Not before the fine picture has been asked for, and has come."""
        return super().ready() and not self._rest_timer.isActive()

    @Slot()
    def _rest(self) -> None:
        if self.frame is not None and not self.canvas.isHidden():
            self.request(fine=True)

    @Slot(object, object)
    def _done(self, key: object, result: object) -> None:
        if self.frame is not None and not self.canvas.isHidden():
            self.take(key, result)
            self.canvas.update()

    @Slot(object, object)
    def _failed(self, key: object, error: Exception) -> None:
        if isinstance(error, MemoryError):
            self.say(self.tr("There is not enough memory for this picture. Close other programs."))
        else:
            self.say(self.tr("This picture could not be computed: {error}").format(error=error))

    # -- axes ----------------------------------------------------------------------------------------------

    def set_axes(self, frame: Frame, x: Range, y: Range) -> None:
        """Let the axes show x and y, or what the scene says instead, until a hand moves them."""
        tile = self.tile(frame)
        self.home = (tile.x_range or x, tile.y_range or y)
        heard = self._zoomed_scene is not None and frame.scene is not self._zoomed_scene
        if self._zoomed and heard and not self._zoom_timer.isActive():
            self._zoomed, self._zoomed_scene = False, None
        if not self._zoomed:
            self.canvas.set_ranges(*self.home)

    @Slot()
    def _moved(self) -> None:
        self._zoomed = True
        self._zoom_timer.start()
        self.refresh()

    @Slot()
    def _keep_zoom(self) -> None:
        """The hand has let go: the axes as they are now belong to the scene."""
        if self.frame is None:
            return
        self._zoomed_scene = self.frame.scene
        changes = {}
        if self.canvas.x_range != self.home[0]:
            changes["x_range"] = self.canvas.x_range
        if self.canvas.y_range != self.home[1]:
            changes["y_range"] = self.canvas.y_range
        self.edit_tile(self.tr("Zoom"), f"axes {self.name}", **changes)
        self.edit_finished.emit()

    @Slot()
    def _resized(self) -> None:
        if self.frame is not None and not self.canvas.isHidden():
            self.refresh()

    @Slot(int)
    def _heading_clicked(self, panel: int) -> None:
        runs = self.panels()
        if panel < len(runs) and self.frame is not None and runs[panel].place != self.frame.selected:
            self.run_selected.emit(runs[panel].place)

    # -- clicks that may be double -------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Hear of double clicks before the stage, which keeps them for itself."""
        super().showEvent(event)
        self.canvas.installEventFilter(self)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Look at double clicks and let them pass."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.hand.forget_click()
        return False


def _percent(value: float | None) -> str:
    return "" if value is None else percent(value)


def _loss(value: float | None) -> str:
    return "" if value is None else to_digits(value, 4)


__all__ = ["DASHED", "PanelView"]
