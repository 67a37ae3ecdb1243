"""The stage: the views in rows, as the scene arranges them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from gdviz.base.i18n import declared
from gdviz.document import stage_layout
from gdviz.document.frame import Frame
from gdviz.document.scene import STAGE, Scene
from gdviz.document.tiles import Tile, ViewName, tile_class
from gdviz.look.appearance import Appearance, set_look_in
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.readings.pointed import Pointed
from gdviz.stage.empty_stage import EmptyStage
from gdviz.stage.fitting import Fitted, fitted, needs_of
from gdviz.stage.legend_room import LegendRoom
from gdviz.stage.rings import Rings
from gdviz.stage.splitters import GAP
from gdviz.stage.stage_legend import StageLegend
from gdviz.stage.tile import DIRECTIONS, TileFrame
from gdviz.stage.turns import Turns
from gdviz.stage.view_rows import ViewRows
from gdviz.views.common.view import View


class Stage(Appearance, QWidget):
    """Shows the views that the scene has on its stage; arranging them is an edit of the scene."""

    tells_parts = True  # before it makes room for them

    edited = Signal(object, str, str)  # new scene, text of the change, merge key: to Session.edit
    edit_finished = Signal()  # to Session.close_edit
    playhead_requested = Signal(int)  # to Session.set_playhead
    run_selected = Signal(int)  # to Session.select
    picture_dragged = Signal(str)  # a view's picture is being pulled out of the window
    arranged = Signal()  # which views are on the stage, or enlarged, has changed

    def __init__(self, kinds: Mapping[ViewName, type[View]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = kinds
        self.tiles: dict[ViewName, TileFrame] = {}
        self.common_actions: list[QAction] = []  # of the window, in each view's menu: a finger has no other
        self.scene: Scene | None = None
        self.frame: Frame | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.enlarged: ViewName | None = None
        self.fit = Fitted()
        self.picked: tuple[ViewName, ...] = ()  # by hand, the last first, of a stage without room for all
        self.column = ViewRows(self)
        self.column.released.connect(self._take_sizes)
        self.legend = StageLegend(self)
        self.legend.run_selected.connect(self.run_selected)
        self.above = LegendRoom(self.legend)
        self.above.grown.connect(self._fit)
        self._held = False  # more is to change before it is laid out
        self._focused: QWidget | None = None  # had the focus then
        self.rings = Rings(self, self.tiles, self.column)
        self._turns = Turns(self.visible_views, self.rings.show_frame, self)
        self.empty = EmptyStage(self)
        self.empty.usual_wanted.connect(self.reset)
        self.whole = bare(QVBoxLayout(self), 0)
        self.whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # views fit the stage
        self.whole.addWidget(self.legend)
        self.whole.addWidget(self.column, 1)
        self.whole.addWidget(self.empty, 1)
        self.retranslate()

    # -- what is shown -------------------------------------------------------------------------------------

    def show_scene(self, scene: Scene, *, held: bool = False) -> None:
        """Arrange the views as `scene` has them; `held` while a hand drags what it changes."""
        previous, self.scene = self.scene, scene
        self.above.follow(previous, scene, held=held)
        if previous is not None and previous.stage == scene.stage and previous.lesson == scene.lesson:
            if self._fitted() != self.fit:  # other runs may need other room
                self._fit()
            return
        if self.enlarged is not None and stage_layout.find(scene.stage, self.enlarged) is None:
            self.enlarged = None
        self._lay_out()

    @Slot()
    def forget_picks(self) -> None:
        """Another document comes: none of its views has been picked."""
        self.picked = ()

    @Slot()
    def end_drag(self) -> None:
        """The hand has let go of what it dragged."""
        if self.above.let_go() and self.frame is not None and self.frame.scene is self.scene:
            self.show_frame(self.frame)

    @Slot()
    def hold(self) -> None:
        """More is to change, such as the room of the stage: lay out once, at `release`."""
        if self._held:
            return
        self._held = True
        self._focused = self.window().focusWidget()
        self.column.hide()  # what is hidden is given its size once, when it is shown

    def plan(self) -> None:
        """Find, while it is held, which views there is room for, and how high the legend is above them."""
        if self.scene is not None:
            self.fit = self._fitted()
        if self.frame is not None and self.frame.scene is self.scene:
            self._show_legend(self.frame)
            self.above.renew()

    @Slot()
    def release(self) -> None:
        """Lay out what has changed since `hold`."""
        if not self._held:
            return
        self._held = False
        self._lay_out()
        self._give_focus(self._focused)

    def _give_focus(self, focused: QWidget | None) -> None:
        """To what in the stage had it: a tile that is moved or hidden loses it to anything."""
        gone = focused is not None and not isValid(focused)  # a divider
        if focused and focused is not self.window().focusWidget() and (gone or self.isAncestorOf(focused)):
            (self if gone or not focused.isVisible() else focused).setFocus()

    def _lay_out(self, before: Fitted | None = None) -> None:
        """Arrange the views; where others are shown than `before`, or always, refresh them, too."""
        if self._held:
            return
        focused = self.window().focusWidget()
        self.column.setUpdatesEnabled(False)
        self._arrange()
        if before is None or (self.fit.rows, self.fit.waiting) != (before.rows, before.waiting):
            self._refresh()
        self.column.setUpdatesEnabled(True)
        self._give_focus(focused)

    def show_frame(self, frame: Frame) -> None:
        """Draw `frame` in the views that can be seen, as soon as they are laid out."""
        self.frame = frame
        if self._held:
            return
        self._show_legend(frame)
        if frame.scene is self.scene and self.above.behind:
            before = self.fit
            with self.above.counted_anew():
                self.plan()
            self._lay_out(before)
        self._turns.show(frame)

    @Slot(float)
    def show_between(self, share: float) -> None:
        """Show how much of the way to the next step is done, in the views that can be seen."""
        self._turns.show_between(share)

    def visible_views(self) -> list[View]:
        """The views that can be seen: those on the stage, or the enlarged one alone."""
        return [self.tiles[name].view for name in self.seen() if name in self.tiles]

    def seen(self) -> tuple[ViewName, ...]:
        """The names of the views that can be seen."""
        return self.fit.shown if self.enlarged is None else (self.enlarged,)

    def view_with_focus(self) -> ViewName | None:
        """The name of the view that the focus is in."""
        now = QApplication.focusWidget()
        there = (name for name in self.seen() if now is not None and self.tile(name).isAncestorOf(now))
        return next(there, None)

    def _show_legend(self, frame: Frame) -> None:
        if not self.legend.isHidden():
            self.legend.show_frame(frame, self.tiles_seen(frame.scene))

    def tiles_seen(self, scene: Scene) -> list[Tile]:
        """The tiles of the views that can be seen, in reading order."""
        tiles = {tile.view: tile for row in scene.stage for tile in row.tiles}
        return [tiles[name] for name in self.seen() if name in tiles]

    def ready(self) -> bool:
        """Whether each view that can be seen is drawn as finely as can be."""
        return self._turns.over and all(view.ready() for view in self.visible_views())

    def tile(self, name: ViewName) -> TileFrame:
        """The tile of a view, made when it is wanted for the first time."""
        if name not in self.tiles:
            view = self.kinds[name]()
            tile = self.tiles[name] = TileFrame(view, self)
            tile.common = self.common_actions
            tile.hide()
            set_look_in(tile, self.look)
            view.edited.connect(self.edited)
            view.edit_finished.connect(self.edit_finished)
            view.playhead_requested.connect(self.playhead_requested)
            view.run_selected.connect(self.run_selected)
            view.pointed_at.connect(self.light)
            view.parts_moved.connect(self.rings.soon)
            tile.hide_requested.connect(self.put_away)
            tile.enlarge_requested.connect(self.toggle_enlarged)
            tile.reset_axes_requested.connect(self._reset_axes)
            tile.move_requested.connect(self._move)
            tile.drag_requested.connect(self.picture_dragged)
        return self.tiles[name]

    def let_go(self) -> bool:
        """Delete the views off the stage that drew another lesson's runs; whether there were any."""
        lesson = "" if self.scene is None else self.scene.lesson
        drawn = {name: tile.view.frame for name, tile in self.tiles.items() if name not in self.fit.shown}
        old = [name for name, frame in drawn.items() if frame is not None and frame.scene.lesson != lesson]
        for name in old:
            self.tiles.pop(name).deleteLater()
        return bool(old)

    @Slot(object)
    def light(self, pointed: Pointed | None) -> None:
        """What a hand points at in one view is marked in all."""
        for tile in self.tiles.values():
            tile.view.light(pointed)

    def view(self, name: ViewName) -> View:
        """The view called `name`, whether it is on the stage or not."""
        return self.tile(name).view

    def title(self, name: ViewName) -> str:
        """The name of a view for people, translated."""
        return declared(tile_class(name).title)

    def set_legend_visible(self, visible: bool) -> None:
        """Whether the legend stands above the views: not where the list of runs says the same."""
        self.legend.setVisible(visible)
        if self.frame is not None:
            self._show_legend(self.frame)
        self._fit()

    def is_shown(self, name: ViewName) -> bool:
        """Whether the scene has the view on its stage, and it does not wait for its turn."""
        return self._is_there(name) and name not in self.fit.waiting

    def _is_there(self, name: ViewName) -> bool:
        return self.scene is not None and stage_layout.find(self.scene.stage, name) is not None

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`, in every view that there is."""
        super().set_look(look)
        self.legend.set_look(look)
        self.rings.set_look(look)
        self.empty.set_look(look)
        for tile in self.tiles.values():
            set_look_in(tile, look)
        self._fit()

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        self.setAccessibleName(self.tr("Stage"))
        if self.frame is not None and self.frame.scene is self.scene:
            self._show_legend(self.frame)

    # -- arranging -----------------------------------------------------------------------------------------

    def set_shown(self, name: ViewName, shown: bool) -> None:
        """Put a view on the stage or take it off, as an edit; one that waits there comes to the front."""
        if self.scene is None or (self.is_shown(name) if shown else not self._is_there(name)):
            return
        if shown:
            self.prefer((name, *self.picked))
        if shown and self._is_there(name):
            return
        change = stage_layout.shown if shown else stage_layout.without
        text = self.tr("Show “{view}”") if shown else self.tr("Hide “{view}”")
        self._edit(change(self.scene.stage, name), text.format(view=self.title(name)))

    @Slot(str)
    def pick(self, name: ViewName) -> None:
        """Bring a view that waits; one that is shown stays when the next one comes."""
        self.reduce()
        self.prefer((name, *self.picked))

    def prefer(self, names: tuple[ViewName, ...]) -> None:
        """Let these views come first, where there is no room for all."""
        self.picked = tuple(dict.fromkeys(names))
        self._fit()

    @Slot(str)
    def toggle_enlarged(self, name: ViewName | None) -> None:
        """Give a view the full stage, or bring the others back; None where there is no view."""
        self.enlarged = None if self.enlarged == name else name
        self._lay_out()

    @Slot()
    def reduce(self) -> bool:
        """Bring all views back; whether one was enlarged."""
        enlarged = self.enlarged
        if enlarged is not None:
            self.toggle_enlarged(enlarged)
        return enlarged is not None

    @Slot()
    def reset(self) -> None:
        """Show the usual views in their usual places, as an edit."""
        self.arrange(STAGE)

    def arrange(self, stage: stage_layout.Stage) -> None:
        """Arrange the views as in `stage`, as an edit."""
        self.reduce()
        self._edit(stage, self.tr("Reset the layout"))

    @Slot(str)
    def put_away(self, name: ViewName) -> None:
        """Take a view off the stage."""
        self.set_shown(name, False)

    @Slot(str)
    def _reset_axes(self, name: ViewName) -> None:
        if self.scene is not None:
            self._edit(stage_layout.with_axes_reset(self.scene.stage, name), self.tr("Reset axes"))

    @Slot(str, str)
    def _move(self, name: ViewName, direction: stage_layout.Direction) -> None:
        if self.scene is not None:
            text = self.tr("Move “{view}”").format(view=self.title(name))
            self._edit(stage_layout.moved(self.scene.stage, name, direction), text)

    @Slot()
    def _take_sizes(self) -> None:
        if self.scene is not None and self.fit.rows == stage_layout.names(self.scene.stage):
            widths = [row.sizes() for row in self.column.rows]
            stage = stage_layout.with_sizes(self.scene.stage, self.column.sizes(), widths)
            self._edit(stage, self.tr("Resize the views"), "stage sizes")

    def _edit(self, stage: stage_layout.Stage, text: str, merge: str = "") -> None:
        if self.scene is not None and stage != self.scene.stage:
            self.edited.emit(replace(self.scene, stage=stage), text, merge)

    @Slot()
    def _fit(self) -> None:
        """Show as many views as there is room for."""
        self._lay_out(self.fit)

    def _fitted(self) -> Fitted:
        """The views that there is room for."""
        assert self.scene is not None
        room = float(self.width()), float(self.height() - self.above.pixels)
        runs, scale = [run for run in self.scene.runs if run.visible], self.look.font_scale
        stage = self.scene.stage
        return fitted(stage, lambda tile: needs_of(tile, runs, scale), room, GAP, self.picked)

    def _arrange(self) -> None:
        """Put the views that there is room for into their rows."""
        if self.scene is None:
            return
        for _ in range(2):  # as the rows are built the stage may get another size
            self.fit = self._fitted()
            if self.fit.rows != self.column.names:
                self._rebuild()
        self.column.take_sizes(self.fit)

    def _rebuild(self) -> None:
        self._held = True  # half of the rows can't be laid out
        self.setUpdatesEnabled(False)
        try:
            self.column.rebuild(self.fit.rows, self.tile, self.tiles)
        finally:
            self.setUpdatesEnabled(True)
            self._held = False

    def _refresh(self) -> None:
        """Show the tiles that are to be seen, and tell each what its menu may offer."""
        stage = self.scene.stage if self.scene is not None else ()
        if self.enlarged is not None and self.enlarged not in self.fit.shown:
            self.enlarged = None
        self.empty.setVisible(not stage)
        for name in self.fit.shown:
            moves = {way for way in DIRECTIONS if stage_layout.moved(stage, name, way) != stage}
            axes_moved = stage_layout.with_axes_reset(stage, name) != stage
            enlarged, alone = self.enlarged == name, self.seen() == (name,)
            self.tiles[name].set_state(enlarged=enlarged, movable=moves, axes_moved=axes_moved, alone=alone)
            self.tiles[name].setVisible(self.enlarged in (None, name))
        self.column.show_rows(self.enlarged)
        self.column.setVisible(bool(stage))
        self.arranged.emit()
        if self.frame is not None and self.frame.scene == self.scene:
            self.show_frame(self.frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size has room for more views, or for fewer."""
        super().resizeEvent(event)
        self.above.renew()
        self._fit()
        self.rings.soon()

    def minimumSizeHint(self) -> QSize:
        """Hardly any: the stage shows what it has room for."""
        return QSize(200, 120)
