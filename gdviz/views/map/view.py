"""The map: for two settings of the selected run, every pixel is a run, colored by what becomes of it."""

from __future__ import annotations

import math
import time
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gdviz.document import edits
from gdviz.document.errors import DocumentError
from gdviz.document.frame import Frame
from gdviz.document.scene import Run, Scene
from gdviz.notation.numbers import exact
from gdviz.session.background import Background
from gdviz.session.picture_process import maps
from gdviz.views.map import map_words
from gdviz.views.map.coming import Coming
from gdviz.views.map.hovered_run import HoveredRun
from gdviz.views.map.map_axes import MapAxis, chosen, minima_of_all, most_telling, without_axes
from gdviz.views.map.map_image import MapImage
from gdviz.views.map.map_key import MapKey
from gdviz.views.map.map_menu import MapMenu
from gdviz.views.map.map_work import MapPicture, MapRequest, pictures
from gdviz.views.map.options import MapTile
from gdviz.views.map.setting_boxes import SettingBoxes
from gdviz.views.plot.grip import Grip
from gdviz.views.plot.hover_text import HoverText
from gdviz.views.plot.marks import Mark
from gdviz.views.plot.plot_view import PlotView
from gdviz.views.plot.start_handle import StartHandle

PATIENCE = 8.0  # seconds that a picture waits for a map
FINE = 300 / 96  # pixels of a picture to one of the page: 300 an inch
NARROW = 340  # pixels of the view below which its settings are chosen in the menu alone


class MapView(PlotView):
    """A picture of runs; a click puts one on stage, and the run on stage is a dot that can be dragged."""

    name = "map"
    share_of_legend = 0.3
    crowded = 0.65  # a legend and choices stand around it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = MapImage(self.plot.box)
        self.hovered = HoveredRun(self.plot.box, self)
        self.path, self.inset = self.hovered.path, self.hovered.inset
        self.handle = StartHandle(self.plot.box)
        self.words = HoverText()
        self.plot.scene().addItem(self.words)
        self.coming, self.key = Coming(self), MapKey()
        self.background = Background(self, "gdviz map", elsewhere=maps)
        self.background.done.connect(self._take)
        self.axes: tuple[MapAxis, MapAxis] | None = None
        self._names: dict[str, str] = {}
        self._requested: MapRequest | None = None
        self._asked = 0.0  # when, on the clock that never goes back
        self.settings = SettingBoxes(self)
        self.column.insertWidget(0, self.settings)
        self.settings.chosen.connect(self._choose)
        self.menu = MapMenu(self)
        self.menu.chosen.connect(self._choose)
        self.handle.moved.connect(self._drag)
        self.handle.released.connect(self._released)
        self.plot.box.sigRangeChanged.connect(self._range_changed)
        self.plot.box.sigResized.connect(self._range_changed)
        self.plot.scene().sigMouseClicked.connect(self._clicked)
        self.restyle()
        self.retranslate()

    def restyle(self) -> None:
        """Give every part the look."""
        super().restyle()
        for part in (self.words, self.coming.words, self.hovered, self.settings):
            part.set_look(self.look)

    def retranslate(self) -> None:
        """Put the text that stays; the others are written with every frame."""
        self.handle.setToolTip(self.tr("The run on stage: drag it, and its two settings follow"))
        super().retranslate()

    def prepare_for_export(self) -> None:
        """The axes say which settings they are."""
        super().prepare_for_export()
        self._show_boxes()

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """The map of the selected run, and the run as a dot on it."""
        if previous is not None and previous.scene is frame.scene and previous.selected == frame.selected:
            return
        run, tile = frame.scene.runs[frame.selected], self.tile(frame, MapTile)
        self.axes = across, up = chosen(run, tile.x, tile.y)
        self._names = map_words.names_for(run)
        for axis, shown in ((self.plot.bottom_axis, across), (self.plot.left_axis, up)):
            axis.log, axis.whole = shown.log, shown.setting.whole
        self.plot.set_titles(bottom=self._names[across.setting.path], left=self._names[up.setting.path])
        self.settings.show_axes(self.axes, self._names)
        self._show_boxes()
        if not self.handle.dragging:
            self.set_axes(frame, across.home, up.home)
            self.plot.box.setLimits(**across.bounds("x"), **up.bounds("y"))
        if previous is not None and previous.scene.lesson != frame.scene.lesson:
            self._forget()
        elif self.image.picture is not None and not self._fits(self.image.picture.wanted):
            self.image.show_picture(None)
        self._put_run()
        self._ask()
        if self.image.picture is None:
            self.coming.wait()

    def ready(self) -> bool:
        """Whether the map is as fine as can be, or there and so slow that nobody waits for the rest."""
        shown = self.image.picture
        there = shown is not None and shown.wanted == self._requested
        return super().ready() or (there and time.monotonic() - self._asked > PATIENCE)

    def put_away(self, frame: Frame) -> None:
        """No map is kept."""
        super().put_away(frame)
        self._forget()
        self.hovered.hide()
        self.axes = None
        self.coming.end()

    def _forget(self) -> None:
        """Neither the map that is there nor one on the way is shown any more: it is of another lesson."""
        self.background.cancel()
        self._requested = None
        self.image.show_picture(None)

    def _show_boxes(self) -> None:
        self.settings.setVisible(not self.for_export and self.width() >= NARROW * self.look.font_scale)

    @property
    def steps(self) -> int | None:
        """How many each run of the map has; None where these differ."""
        differ = any(axis.setting.path == "steps" for axis in self.axes or ())
        return None if differ else self._run().steps

    def _run(self) -> Run:
        assert self.frame is not None
        return self.frame.scene.runs[self.frame.selected]

    def _put_run(self) -> None:
        """The run on stage: a mark that the hand can hold."""
        if self.frame is None or self.axes is None:
            return
        run = self._run()
        x, y = (axis.shown(axis.setting.value) for axis in self.axes)
        color = self.look.run_colors[run.color]
        self.marks.put((Mark(x, y, color, run.color),), (), ())
        self.handle.set_look(self.look, color)
        self.plot.set_head(math.ceil(self.handle.boundingRect().bottom() - self.plot.margin))
        point, area = self.marks.point(x, y), self.path.area
        inside = area.adjusted(-2, -2, 2, 2).contains(point)
        self.handle.setVisible((inside or self.handle.dragging) and not self.for_export)
        if inside:
            self.handle.setPos(point)

    # -- work ----------------------------------------------------------------------------------------------

    def _wanted(self) -> MapRequest | None:
        area = self.path.area
        if self.frame is None or self.axes is None or area.width() < 8 or area.height() < 8:
            return None
        run, tile = self._run(), self.tile(self.frame, MapTile)
        shows = tile.shows or most_telling(run, self.axes)
        across, up = (axis.at_rest() for axis in self.axes)  # the run's own numbers make no other map
        return MapRequest(
            without_axes(run, *self.axes),
            *(across, up),
            *self.plot.ranges,
            (round(area.width()), round(area.height())),
            shows,
            self.look.scales,
            8.0 * self.look.font_scale,
            1.3 * self.look.thin_width,
            FINE if self.for_export else self.devicePixelRatioF(),
        )

    def _ask(self) -> None:
        """Ask for the map, unless it is there or on the way."""
        wanted = self._wanted()
        if wanted is not None and wanted != self._requested:
            self._requested, self._asked = wanted, time.monotonic()
            self.background.submit(wanted, pictures, wanted)

    def _fits(self, wanted: MapRequest) -> bool:
        """Whether a map may be shown for the one asked for: of another loss it would seem to be of this."""
        if self.axes is None:
            return False
        asked, run = wanted.experiment.problem, self._run().problem
        return type(asked) is type(run) and all(
            (axis.setting.path, axis.log) == (own.setting.path, own.log)
            for axis, own in zip((wanted.across, wanted.up), self.axes, strict=True)
        )

    @Slot(object, object)
    def _take(self, key: MapRequest, picture: MapPicture) -> None:
        """Show a picture that has come, also one that is a moment late."""
        if self.frame is None or not self._fits(key) or key.look != self.look.scales:
            return
        before = self.image.picture
        if before is not None and before.wanted == key and before.whole and not picture.whole:
            return  # a finer one that has only begun
        self.image.show_picture(picture)
        self.coming.end()
        self.legend.set_entries(self.key.entries(picture, self.look, self._minima()))
        across, up = (self._names.get(axis.setting.path, "") for axis in (key.across, key.up))
        self.plot.setAccessibleDescription(map_words.described(picture, across, up))
        self.show_pointed()

    def _minima(self) -> Any:
        return minima_of_all(self._run(), self.axes or ())

    @Slot()
    def _range_changed(self) -> None:
        """A zoom, a pan or another size: the map goes deeper."""
        if self.frame is not None and self.axes is not None and self.empty.isHidden():
            self._show_boxes()
            self._put_run()
            self._ask()
            self.show_pointed()

    # -- choices -------------------------------------------------------------------------------------------

    def actions_for_menu(self) -> list[QAction]:
        """The two settings, and what the colors tell."""
        if self.frame is None or self.axes is None:
            return []
        across, up = self.axes
        shows = {
            "arrived": self.tr("When it arrives"),
            "basin": self.tr("Where it arrives"),
            "final_loss": self.tr("Its final loss"),
        }
        if self._run().training is not None:
            del shows["basin"]
        wanted = self._wanted()
        return self.menu.actions(
            {
                "x": {path: name for path, name in self._names.items() if path != up.setting.path},
                "y": {path: name for path, name in self._names.items() if path != across.setting.path},
                "shows": shows,
            },
            {"x": across.setting.path, "y": up.setting.path, "shows": wanted.shows if wanted else ""},
            {
                "x": self.tr("Horizontal setting"),
                "y": self.tr("Vertical setting"),
                "shows": self.tr("Colors"),
            },
        )

    @Slot(str, str)
    def _choose(self, option: str, value: str) -> None:
        if option == "shows":
            self.edit_tile(self.tr("Colors of the map"), shows=value)
        elif self.axes is not None:
            paths = {"x": self.axes[0].setting.path, "y": self.axes[1].setting.path} | {option: value}
            self.edit_tile(self.tr("Settings of the map"), **paths, x_range=None, y_range=None)

    # -- gestures ------------------------------------------------------------------------------------------

    def _with(self, across: float, up: float) -> Scene | None:
        """The scene with other numbers of the two settings; None where a rule forbids them."""
        assert self.frame is not None
        assert self.axes is not None
        scene = self.frame.scene
        try:
            for axis, value in zip(self.axes, (across, up), strict=True):
                scene = edits.change(scene, f"runs.{self.frame.selected}.{axis.setting.path}", value)
        except DocumentError:
            return None
        return scene

    @Slot(float, float)
    def _drag(self, x: float, y: float) -> None:
        """The run follows the hand."""
        if self.frame is None or self.axes is None:
            return
        area, ((x0, x1), (y0, y1)) = self.path.area, self.plot.ranges
        across = self.axes[0].value(x, (x1 - x0) / area.width())
        up = self.axes[1].value(y, (y1 - y0) / area.height())
        scene = self._with(across, up)
        if scene is not None and scene != self.frame.scene:
            self.edited.emit(scene, self.tr("Move the run on the map"), "map")

    def grips(self) -> list[Grip]:
        """The run on stage."""
        if self.frame is None or self.axes is None or not self.handle.isVisible():
            return []
        x, y = (axis.shown(axis.setting.value) for axis in self.axes)
        values = (f"{self._names[axis.setting.path]} {exact(axis.setting.value)}" for axis in self.axes)
        return [Grip("run", ", ".join(values), (x, y), self._put, self._released, "map")]

    def _put(self, x: float, y: float) -> None:
        """Keys move the run: the map stays meanwhile."""
        self.handle.dragging = True
        self._drag(x, y)

    @Slot()
    def _released(self) -> None:
        self.handle.dragging, self.pointer = False, None  # where the mouse is by now its next move tells
        self.edit_finished.emit()
        self.redraw()

    @Slot(object)
    def _clicked(self, event: Any) -> None:
        """The run of a pixel comes on stage."""
        if event.double() or self.frame is None or self.axes is None:
            return
        found = self.cell_at(self.plot.box.mapFromScene(event.scenePos()))
        if found is None:
            return
        event.accept()
        picture, (row, column) = found
        scene = self._with(picture.columns.axis.values[column], picture.rows.axis.values[row])
        if scene is not None and scene != self.frame.scene:
            self.edited.emit(scene, self.tr("Put a run of the map on stage"), "")

    def cell_at(self, point: Any) -> tuple[MapPicture, tuple[int, int]] | None:
        """The cell at a place in pixels of the box: the picture, and its row and column."""
        picture, area = self.image.picture, self.path.area
        if picture is None or not area.contains(point):
            return None
        (x0, x1), (y0, y1) = self.plot.ranges
        column = picture.columns.at(x0 + (point.x() - area.left()) / area.width() * (x1 - x0))
        row = picture.rows.at(y0 + (area.bottom() - point.y()) / area.height() * (y1 - y0))
        if column is None or row is None or row >= picture.made:
            return None
        return picture, (row, column)

    def show_pointed(self) -> None:
        """Say what becomes of the run under the mouse, and draw its path where the map has room for it."""
        pointed = self.pointer is not None and self.axes is not None and not self.handle.dragging
        found = self.cell_at(self.plot.box.mapFromScene(self.pointer)) if pointed else None
        if found is None or self.pointer is None:
            self.words.hide()
            self.hovered.hide()
            return
        picture, where = found
        text = map_words.run_words(picture, where, self._names, self._minima())
        area = self.plot.box.mapRectToScene(self.path.area)
        self.words.say(text, self.pointer.x(), self.pointer.y(), area, self.plot.sceneRect(), 14.0)
        scene = self._with(picture.columns.axis.values[where[1]], picture.rows.axis.values[where[0]])
        if scene is None or self.frame is None:
            self.hovered.hide()
            return
        experiment = scene.runs[self.frame.selected].experiment
        words = self.plot.box.mapRectFromScene(self.words.rect)
        self.hovered.show_run(experiment, self.axes or (), self.plot.box.mapFromScene(self.pointer), words)
