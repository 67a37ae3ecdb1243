"""The list of runs: colour, eye, name and state; duplicate, rename, delete, reorder."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gdviz.document import edits
from gdviz.document.error_sentence import field_sentence
from gdviz.document.errors import DocumentError
from gdviz.document.frame import Frame
from gdviz.document.run_changes import delete_change, fork_run
from gdviz.document.scene import Scene
from gdviz.document.tiles import Tile
from gdviz.look.appearance import Appearance, appear
from gdviz.look.icons import icon
from gdviz.look.look import LIGHT, Look
from gdviz.look.shortcuts import with_keys
from gdviz.look.widgets import apply_look, heading_font, scaled, set_sheet
from gdviz.panels.runs.run_row import BETWEEN, RunRow, color_names, dot_icon
from gdviz.panels.runs.runs_model import RunsModel
from gdviz.panels.widgets.keyed_buttons import KeyedButtons
from gdviz.readings.legend_values import stage_values
from gdviz.readings.run_labels import run_labels


class RunsPanel(Appearance, KeyedButtons):
    """The runs on the stage. `actions()` are for the window's Run menu."""

    edited = Signal(object, str, str)  # new scene, text of the change, merge key: to Session.edit
    edit_finished = Signal()  # to Session.close_edit
    run_selected = Signal(int)  # to Session.select
    forked = Signal()  # the copy is selected: what is set now is for it, from the playhead on
    wanted = Signal()  # a name is to be typed in the list, which may be hidden
    message = Signal(str)  # why something was refused: to the status bar

    def __init__(self, parent: QWidget | None = None, look: Look = LIGHT) -> None:
        super().__init__(parent)
        self.look = look
        set_sheet(self, look)
        self.scene: Scene | None = None
        self.selected = 0
        self.step = 0  # of the selected run, at the playhead
        self.model = RunsModel(self)
        self.list = QListView(self)
        self.row = RunRow(self.list)
        self._build_list()
        self.duplicate = self.add_action("duplicate", self._duplicate, "run_duplicate")
        self.fork = self.add_action("", self._fork, "run_fork")
        self.unchange = self.add_action("", self._unchange)
        self.rename = self.add_action("", self._rename, "run_rename")
        self.toggle = self.add_action("eye", self._toggle, "run_hide")
        self.up = self.add_action("", self._move_up, "run_up")
        self.down = self.add_action("", self._move_down, "run_down")
        self.delete = self.add_action("trash", self._delete, "run_delete")
        self.color_menu = QMenu(self)
        self.color_actions = [self.color_menu.addAction("") for _ in range(edits.COLORS)]
        for color, action in enumerate(self.color_actions):
            action.setData(color)
            action.setCheckable(True)
        self.color_menu.triggered.connect(self._color)
        self.menu = QMenu(self)
        self.menu.addActions([self.rename, self.duplicate, self.fork, self.unchange, self.toggle])
        self.menu.addMenu(self.color_menu)
        self.menu.addSeparator()
        self.menu.addActions([self.up, self.down])
        self.menu.addSeparator()
        self.menu.addAction(self.delete)

        self.heading = QLabel(self)
        self.buttons = [self.add_button(action) for action in (self.duplicate, self.delete)]
        self.close_button = QToolButton(self, autoRaise=True)  # where the panels lie over the stage
        self.close_button.hide()
        self.head = QHBoxLayout()
        self.column = QVBoxLayout(self)
        self.column.addLayout(self.head)
        self.head.addWidget(self.heading)
        self.head.addStretch(1)
        for button in (*self.buttons, self.close_button):
            self.head.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.column.addWidget(self.list)
        appear(self, look)

    def _build_list(self) -> None:
        view = self.list
        view.setModel(self.model)
        view.setItemDelegate(self.row)
        view.setMouseTracking(True)
        view.setFrameShape(QListView.Shape.NoFrame)
        view.setDragDropMode(QListView.DragDropMode.InternalMove)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setDragDropOverwriteMode(False)
        view.setEditTriggers(QListView.EditTrigger.DoubleClicked)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        view.selectionModel().currentChanged.connect(self._current_changed)
        self.model.moved.connect(self._move_to)
        self.model.renamed.connect(self._renamed)
        self.row.eye_clicked.connect(self._toggle_run)
        self.row.dot_clicked.connect(self._show_colors)

    # -- from the session ----------------------------------------------------------------------------------

    def show_scene(self, scene: Scene, selected: int) -> None:
        """Show the runs of `scene`: on scene_changed and selection_changed of the session."""
        self.scene, self.selected = scene, selected
        self.model.show_runs(scene.runs, run_labels(scene))
        self._select_shown()
        several = len(scene.runs) > 1
        self.up.setEnabled(selected > 0)
        self.down.setEnabled(selected < len(scene.runs) - 1)
        self.toggle.setChecked(scene.runs[selected].visible)
        self.toggle.setText(self.tr("Hide run") if scene.runs[selected].visible else self.tr("Show run"))
        self.delete.setToolTip(self._delete_tip(several))
        self._show_change()
        for color, action in enumerate(self.color_actions):
            action.setChecked(color == scene.runs[selected].color)
        self._fit()

    def show_frame(self, frame: Frame, tiles: Sequence[Tile] = ()) -> None:
        """Show the state of each run, and values of the views of `tiles`: on frame_changed of the session."""
        self.model.show_states(frame)
        places = range(len(frame.scene.runs))
        values = (stage_values(frame, place, tiles) for place in places)
        self.model.show_values(tuple(BETWEEN.join(value.text for value in each) for each in values))
        if self.row.lines < self._lines():  # it never shrinks while values change: nothing is to jump
            self._fit()
            self.list.doItemsLayout()
        step = frame.row(frame.selected)
        if step != self.step:
            self.step = step
            self._show_change()

    def _show_change(self) -> None:
        """Whether there is a change at the playhead to be taken back."""
        changes = self.scene.runs[self.selected].changes if self.scene is not None else ()
        self.unchange.setEnabled(any(change.step == self.step for change in changes))

    def _lines(self) -> int:
        """Of text in a row: the name, the values, and where there is one, what became of a run."""
        room = self.row.text_rect(self.list.viewport().rect()).width()
        values = max((len(self.row.wrapped(each, room)) for each in self.model.values), default=0)
        return 1 + values + any(self.model.states)

    def _select_shown(self) -> None:
        index = self.model.index(self.selected, 0)
        if self.list.currentIndex() != index:
            self.list.setCurrentIndex(index)

    def _fit(self) -> None:
        """As high as the runs, up to five; more scroll."""
        rows = min(max(self.model.rowCount(), 1), 5)
        self.row.lines = self._lines()
        self.list.setFixedHeight(rows * self.row.height() + 2)

    # -- the hand ------------------------------------------------------------------------------------------

    def _edit(self, text: str, change: Callable[[Scene], Scene], select: int | None = None) -> None:
        if self.scene is None:
            return
        try:
            scene = change(self.scene)
        except DocumentError as error:
            self.message.emit(field_sentence(error, self.tr("The scene")))
            return
        if scene != self.scene:
            self.edited.emit(scene, text, "")
        if select is not None:
            self.run_selected.emit(select)

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid() and not self.model.resetting and current.row() != self.selected:
            self.run_selected.emit(current.row())

    @Slot()
    def _duplicate(self) -> None:
        place = self.selected
        self._edit(self.tr("Duplicate run"), lambda scene: edits.duplicate_run(scene, place), place + 1)

    @Slot()
    def _fork(self) -> None:
        """The same past; what is set from here on makes another future."""
        before, place, step = self.scene, self.selected, self.step
        self._edit(self.tr("Fork run"), lambda scene: fork_run(scene, place, step), place + 1)
        if self.scene is not before:
            self.forked.emit()

    @Slot()
    def _unchange(self) -> None:
        place, step = self.selected, self.step
        self._edit(self.tr("Delete the change"), lambda scene: delete_change(scene, place, step))

    @Slot()
    def _rename(self) -> None:
        self.wanted.emit()
        if self.list.state() != QListView.State.EditingState:
            self.list.edit(self.model.index(self.selected, 0))

    @Slot(int, str)
    def _renamed(self, place: int, name: str) -> None:
        self._edit(self.tr("Rename run"), lambda scene: edits.rename_run(scene, place, name))

    @Slot()
    def _toggle(self) -> None:
        self._toggle_run(self.selected)

    @Slot(int)
    def _toggle_run(self, place: int) -> None:
        if self.scene is not None:
            visible = not self.scene.runs[place].visible
            text = self.tr("Show run") if visible else self.tr("Hide run")
            self._edit(text, lambda scene: edits.set_visible(scene, place, visible))

    @Slot()
    def _move_up(self) -> None:
        self._move_to(self.selected, self.selected - 1)

    @Slot()
    def _move_down(self) -> None:
        self._move_to(self.selected, self.selected + 1)

    @Slot(int, int)
    def _move_to(self, place: int, to: int) -> None:
        if self.scene is not None and 0 <= to < len(self.scene.runs) and to != place:
            self._edit(self.tr("Reorder runs"), lambda scene: edits.move_run(scene, place, to), to)

    @Slot()
    def _delete(self) -> None:
        place = self.selected
        if self.scene is not None:
            stays = min(place, len(self.scene.runs) - 2)
            several = len(self.scene.runs) > 1
            self._edit(
                self.tr("Delete run"),
                lambda scene: edits.delete_run(scene, place),
                stays if several else None,
            )

    @Slot(QAction)
    def _color(self, action: QAction) -> None:
        place, color = self.selected, action.data()
        self._edit(self.tr("Change the run’s color"), lambda scene: edits.set_color(scene, place, color))

    @Slot(int, QPoint)
    def _show_colors(self, place: int, at: QPoint) -> None:
        self.list.setCurrentIndex(self.model.index(place, 0))
        self.color_menu.popup(at)

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        self.menu.popup(self.list.viewport().mapToGlobal(at))

    # -- look and language ---------------------------------------------------------------------------------

    def set_look(self, look: Look) -> None:
        """Take the colours and type of `look`."""
        self.look = look
        apply_look(self, look)
        self.heading.setFont(heading_font(look))
        margin = scaled(look, 14)
        self.column.setContentsMargins(margin, scaled(look, 10), scaled(look, 8), scaled(look, 4))
        self.column.setSpacing(scaled(look, 4))
        self.head.setContentsMargins(0, 0, scaled(look, 6), 0)
        side = scaled(look, 16)
        for action, name in self.icons.items():
            if name:
                action.setIcon(icon(name, look))
        self.close_button.setIcon(icon("close", look))
        for button in (*self.buttons, self.close_button):
            button.setIconSize(QSize(side, side))
        for color, action in enumerate(self.color_actions):
            action.setIcon(QIcon(dot_icon(look, color)))
        self._name_colors()
        self.row.set_look(look)
        self._fit()
        self.list.doItemsLayout()

    def retranslate(self) -> None:
        """Put every text anew, after a change of language."""
        self.setAccessibleName(self.tr("Runs"))
        self.list.setAccessibleName(self.tr("Runs"))
        self.heading.setText(self.tr("Runs"))
        self.close_button.setToolTip(self.tr("Close the panel (Esc)"))
        self.close_button.setAccessibleName(self.tr("Close the panel"))
        texts = {
            self.duplicate: (
                self.tr("Duplicate run"),
                self.tr("Duplicate the selected run"),
            ),
            self.fork: (
                self.tr("Fork run here"),
                self.tr(
                    "Duplicate the run and change the copy from the playhead on: two futures of one past"
                ),
            ),
            self.unchange: (
                self.tr("Delete the change at this step"),
                self.tr("Delete the change of the selected run at the playhead"),
            ),
            self.rename: (self.tr("Rename run"), self.tr("Rename the selected run")),
            self.toggle: (self.tr("Hide run"), self.tr("Show or hide the selected run")),
            self.up: (self.tr("Move run up"), self.tr("Move the selected run up")),
            self.down: (self.tr("Move run down"), self.tr("Move the selected run down")),
            self.delete: (self.tr("Delete run"), self.tr("Delete the selected run")),
        }
        for action, (text, tip) in texts.items():
            action.setText(text)
            action.setToolTip(with_keys(tip, action))
        for button, action in zip(self.buttons, (self.duplicate, self.delete), strict=True):
            button.setAccessibleName(action.text())
        self.color_menu.setTitle(self.tr("Color"))
        self._name_colors()
        self.model.retranslate()
        if self.scene is not None:
            self.show_scene(self.scene, self.selected)

    def _name_colors(self) -> None:
        for action, name in zip(self.color_actions, color_names(self.look), strict=True):
            action.setText(name)

    def _delete_tip(self, several: bool) -> str:
        if not several:
            return self.tr("The last run can’t be deleted")
        return with_keys(self.tr("Delete the selected run"), self.delete)
