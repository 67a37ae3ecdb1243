"""The stage: the views in rows, as the scene arranges them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from gdviz.base.i18n import declared
from gdviz.document import stage_layout
from gdviz.document.frame import Frame
from gdviz.document.scene import STAGE, Scene
from gdviz.document.tiles import ViewName, tile_class
from gdviz.look.appearance import Appearance, set_look_in
from gdviz.look.look import Look
from gdviz.stage.scroll import HighSpace
from gdviz.stage.tile import DIRECTIONS, TileFrame
from gdviz.views.common.view import View

GAP = 8
LOWEST = 250.0  # pixels of the highest row, at a type of 1


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
        self.scene: Scene | None = None
        self.frame: Frame | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.enlarged: ViewName | None = None
        self.scrolls = True  # in a picture, where nobody can, low rows are better than rows out of sight
        self.rows: list[_Splitter] = []
        self.column = _Splitter(Qt.Orientation.Vertical, self)
        self.column.released.connect(self._take_sizes)
        self.column.rearranged.connect(self._make_room)
        self.space = HighSpace(self.column, self)
        self.empty = QWidget(self)
        self.empty_text = QLabel(self.empty)
        self.empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty_text.setWordWrap(True)
        self.empty_button = QPushButton(self.empty)
        self.empty_button.clicked.connect(self.reset)
        inner = QVBoxLayout(self.empty)
        inner.addStretch()
        inner.addWidget(self.empty_text)
        inner.addWidget(self.empty_button, 0, Qt.AlignmentFlag.AlignCenter)
        inner.addStretch()
        self.whole = QVBoxLayout(self)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.addWidget(self.space, 1)
        self.whole.addWidget(self.empty, 1)
        self.back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self.back.activated.connect(self.reduce)
        self.back.setEnabled(False)
        self.retranslate()

    # -- what is shown -------------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Arrange the views as `scene` has them."""
        previous, self.scene = self.scene, scene
        if previous is not None and previous.stage == scene.stage:
            return
        if self.enlarged is not None and stage_layout.find(scene.stage, self.enlarged) is None:
            self.enlarged = None
        if previous is None or stage_layout.names(previous.stage) != stage_layout.names(scene.stage):
            self._rebuild(scene.stage)
        self._divide(scene.stage)
        self._refresh()

    def show_frame(self, frame: Frame) -> None:
        """Draw `frame` in the views that can be seen."""
        self.frame = frame
        for view in self.visible_views():
            view.show_frame(frame)

    def visible_views(self) -> list[View]:
        """The views that can be seen: those on the stage, or the enlarged one alone."""
        if self.scene is None:
            return []
        shown = [tile.view for row in self.scene.stage for tile in row.tiles]
        return [
            self.tiles[name].view for name in shown if name in self.tiles and self.enlarged in (None, name)
        ]

    def ready(self) -> bool:
        """Whether each view that can be seen is drawn as finely as can be."""
        return all(view.ready() for view in self.visible_views())

    def tile(self, name: ViewName) -> TileFrame:
        """The tile of a view, made when it is wanted for the first time."""
        if name not in self.tiles:
            view = self.kinds[name]()
            tile = self.tiles[name] = TileFrame(view, self)
            tile.hide()
            set_look_in(tile, self.look)
            view.edited.connect(self.edited)
            view.edit_finished.connect(self.edit_finished)
            view.playhead_requested.connect(self.playhead_requested)
            view.run_selected.connect(self.run_selected)
            tile.hide_requested.connect(self._hide)
            tile.enlarge_requested.connect(self.toggle_enlarged)
            tile.reset_axes_requested.connect(self._reset_axes)
            tile.move_requested.connect(self._move)
            tile.drag_requested.connect(self.picture_dragged)
        return self.tiles[name]

    def view(self, name: ViewName) -> View:
        """The view called `name`, whether it is on the stage or not."""
        return self.tile(name).view

    def title(self, name: ViewName) -> str:
        """The name of a view for people, translated."""
        return declared(tile_class(name).title)

    def is_shown(self, name: ViewName) -> bool:
        """Whether the scene has the view on its stage."""
        return self.scene is not None and stage_layout.find(self.scene.stage, name) is not None

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`, in every view that there is."""
        super().set_look(look)
        for tile in self.tiles.values():
            set_look_in(tile, look)
        self._make_room()

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        self.empty_text.setText(
            self.tr("Every view is hidden. Show one from the View menu, or all the usual ones:")
        )
        self.empty_button.setText(self.tr("Show the usual views"))

    # -- arranging -----------------------------------------------------------------------------------------

    def set_shown(self, name: ViewName, shown: bool) -> None:
        """Put a view on the stage or take it off, as an edit."""
        if self.scene is None or shown == self.is_shown(name):
            return
        title = self.title(name)
        if shown:
            self._edit(
                stage_layout.shown(self.scene.stage, name), self.tr("Show “{view}”").format(view=title)
            )
        else:
            self._edit(
                stage_layout.without(self.scene.stage, name), self.tr("Hide “{view}”").format(view=title)
            )

    @Slot(str)
    def toggle_enlarged(self, name: ViewName) -> None:
        """Give a view the full stage, or bring the others back."""
        self.enlarged = None if self.enlarged == name else name
        self._refresh()

    @Slot()
    def reduce(self) -> None:
        """Bring all views back."""
        if self.enlarged is not None:
            self.toggle_enlarged(self.enlarged)

    @Slot()
    def reset(self) -> None:
        """Show the usual views in their usual places, as an edit."""
        self.arrange(STAGE)

    def arrange(self, stage: stage_layout.Stage) -> None:
        """Arrange the views as in `stage`, as an edit."""
        self.reduce()
        self._edit(stage, self.tr("Reset the layout"))

    @Slot(str)
    def _hide(self, name: ViewName) -> None:
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
        if self.scene is not None:
            widths = [row.sizes() for row in self.rows]
            stage = stage_layout.with_sizes(self.scene.stage, self.column.sizes(), widths)
            self._edit(stage, self.tr("Resize the views"), "stage sizes")

    def _edit(self, stage: stage_layout.Stage, text: str, merge: str = "") -> None:
        if self.scene is not None and stage != self.scene.stage:
            self.edited.emit(replace(self.scene, stage=stage), text, merge)

    def _rebuild(self, stage: stage_layout.Stage) -> None:
        """Put the tiles into new rows; those that are not on the stage wait aside."""
        self.setUpdatesEnabled(False)
        old_rows, self.rows = self.rows, []
        for row in stage:
            splitter = _Splitter(Qt.Orientation.Horizontal, self.column)
            splitter.released.connect(self._take_sizes)
            self.column.addWidget(splitter)
            self.rows.append(splitter)
            for tile in row.tiles:
                splitter.addWidget(self.tile(tile.view))
        for name, frame in self.tiles.items():
            if stage_layout.find(stage, name) is None:
                frame.setParent(self)
                frame.hide()
        for splitter in old_rows:
            splitter.setParent(None)
            splitter.deleteLater()
        self.setUpdatesEnabled(True)

    def _divide(self, stage: stage_layout.Stage) -> None:
        self.column.divide([row.height for row in stage])
        for splitter, row in zip(self.rows, stage, strict=True):
            splitter.divide([tile.width for tile in row.tiles])

    def _refresh(self) -> None:
        """Show the tiles that are to be seen, and tell each what its menu may offer."""
        stage = self.scene.stage if self.scene is not None else ()
        self.space.setVisible(bool(stage))
        self.empty.setVisible(not stage)
        for splitter, row in zip(self.rows, stage, strict=True):
            for tile in row.tiles:
                moves = {way for way in DIRECTIONS if stage_layout.moved(stage, tile.view, way) != stage}
                axes_moved = stage_layout.with_axes_reset(stage, tile.view) != stage
                enlarged = self.enlarged == tile.view
                self.tiles[tile.view].set_state(enlarged=enlarged, movable=moves, axes_moved=axes_moved)
                self.tiles[tile.view].setVisible(self.enlarged in (None, tile.view))
            splitter.setVisible(self.enlarged is None or self.enlarged in {tile.view for tile in row.tiles})
            splitter.apply()
        self._make_room()
        self.column.apply()
        self.back.setEnabled(self.enlarged is not None)
        self.arranged.emit()
        if self.frame is not None and self.frame.scene == self.scene:
            self.show_frame(self.frame)

    @Slot()
    def _make_room(self) -> None:
        """The highest row is never too low to see what is in it: what does not fit is scrolled to."""
        rows = [] if self.scene is None or self.enlarged is not None else list(self.scene.stage)
        if len(rows) != len(self.rows) or not rows:
            needed = 0
        else:
            highest = max(range(len(rows)), key=lambda place: rows[place].height)
            least = LOWEST * math.sqrt(self.look.font_scale) if self.scrolls else 0.0
            parts = [least * row.height / rows[highest].height for row in rows]
            hints = [splitter.minimumSizeHint().height() for splitter in self.rows]
            needed = round(sum(map(max, parts, hints))) + GAP * (len(rows) - 1)
        if needed != self.column.minimumHeight():
            self.column.setMinimumHeight(needed)
        self.space.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page keys show the rows that don't fit."""
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if pages is None:
            super().keyPressEvent(event)
        else:
            self.space.turn(pages)


class _Splitter(QSplitter):
    """Keeps its parts in given shares whatever its size, and says when a hand has let go of a handle."""

    released = Signal()
    rearranged = Signal()  # a part needs more room, or less

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.shares: list[float] = []
        self.setChildrenCollapsible(False)
        self.setHandleWidth(GAP)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.rearranged.emit()
        return done

    def divide(self, shares: list[float]) -> None:
        """Give each part its share."""
        self.shares = shares
        self.apply()

    def apply(self) -> None:
        """Divide what there is by the shares."""
        if len(self.shares) == self.count():
            self.setSizes([round(10_000 * share / sum(self.shares)) for share in self.shares])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.apply()


class _Handle(QSplitterHandle):
    """A gap between views that can be dragged."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        splitter = self.splitter()
        if isinstance(splitter, _Splitter):
            splitter.released.emit()


__all__ = ["Stage"]
