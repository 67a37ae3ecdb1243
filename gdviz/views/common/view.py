"""The base of every view: draws a frame, never changes it; a gesture comes back as an edit of the scene."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QWidget

from gdviz.base.i18n import declared
from gdviz.document import stage_layout
from gdviz.document.frame import Frame
from gdviz.document.tiles import Tile, ViewName, make_tile, tile_class
from gdviz.look.appearance import Appearance, make_room
from gdviz.look.look import Look
from gdviz.readings.instant import Said
from gdviz.readings.lacking import lacking
from gdviz.readings.plot_sentence import plot_sentence
from gdviz.readings.pointed import Pointed
from gdviz.session.background import Background
from gdviz.views.common.choice_box import ChoiceBox
from gdviz.views.common.nothing import NothingToShow

AnyTile = TypeVar("AnyTile", bound=Tile)
Align = Qt.AlignmentFlag
ABOVE = Align(0)  # as wide as the view


class View(Appearance, QWidget):
    """One picture of the frame. A subclass names itself and writes `draw`; `views.ALL` finds it."""

    name: ClassVar[ViewName]
    tells_parts = True  # before it draws
    crowded: ClassVar[float] = 0.3  # of the size at which it makes sense: with less nothing of it is left

    edited = Signal(object, str, str)  # new scene, text of the change, merge key: to Session.edit
    edit_finished = Signal()  # to Session.close_edit
    playhead_requested = Signal(int)  # to Session.set_playhead
    run_selected = Signal(int)  # to Session.select
    head_changed = Signal()  # it is longer or shorter than before
    parts_moved = Signal()  # axes took other room: what a beat rings is elsewhere
    axes_moved = Signal(bool)  # whether a hand has moved them: then `bring_axes_back` can be offered
    pointed_at = Signal(object)  # the Pointed that a hand points at, or None: to `light` of the other views

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame: Frame | None = None
        self.said: tuple[Said, ...] = ()  # the quantities that are written in the picture at present
        self.for_export = False  # in a picture nobody can scroll, point or choose
        self.lit: Pointed | None = None  # what a hand points at, here or in another view
        self._pointing: Pointed | None = None  # here
        self.head: QWidget | None = None  # see `have_head`
        self.alone = False  # no legend of a stage says which run is which, and its values
        self.empty = NothingToShow(self)
        self.empty.set_look(self.look)

    def show_frame(self, frame: Frame) -> None:
        """Draw `frame`. Called at most once a screen frame, and again after a change of look or language."""
        previous, self.frame = self.frame, frame
        if frame != previous:
            self._bring(frame, previous)

    def show_between(self, share: float) -> None:
        """Show how much of the way to the next step is done, where that is played slowly; 0 where it is not.

        Most views show steps alone.
        """

    def redraw(self) -> None:
        """Draw the frame from nothing, after a change of look, language or size."""
        if self.frame is not None:
            self._bring(self.frame, None)

    def retranslate(self) -> None:
        """Most words of a picture come with its frame; override it where some stay."""
        self.redraw()

    def _bring(self, frame: Frame, previous: Frame | None) -> None:
        """Draw `frame`, or say why there is nothing to draw."""
        empty, text = not self.empty.isHidden(), self.lacking(frame)
        self.empty.say(text, self.way_out(frame) if text and not self.for_export else "")
        if text:
            if self.head is not None:
                self.head.hide()
            self.put_away(frame)
        else:
            self.draw(frame, None if empty else previous)
        if self.lit is not None:
            self.show_lit()

    def point_at(self, pointed: Pointed | None) -> None:
        """Tell the other views what a hand points at here; None where it points at nothing."""
        if pointed != self._pointing:
            self._pointing = pointed
            self.pointed_at.emit(pointed)

    def light(self, pointed: Pointed | None) -> None:
        """Show what a hand points at in any view, as far as it is drawn here."""
        if pointed != self.lit:
            self.lit = pointed
            self.show_lit()

    def show_lit(self) -> None:
        """Mark `self.lit`, or nothing. Called when it or the picture changes."""

    def places_of(self, frame: Frame) -> list[int]:
        """The places of the runs that are drawn, the selected one last: those with what the tile needs."""
        tile = tile_class(self.name)
        places = (frame.selected,) if tile.of_selected else frame.shown
        return [place for place in places if not tile.needs or frame.recordings[place].has(tile.needs)]

    def where(self, part: str, run: int) -> QRectF | None:
        """Where a part of the picture is, one of the tile's `named_parts`, in pixels, for a beat's ring.

        None where it is not to be seen now. `run` is the place of the run that it belongs to.
        """
        return QRectF(self.rect()) if part == "view" and self.empty.isHidden() else None

    def lacking(self, frame: Frame) -> str:
        """Why there is nothing to draw, in words; "" where there is something."""
        tile = tile_class(self.name)
        return lacking(frame, tile.needs, (frame.selected,) if tile.of_selected else frame.shown)

    def way_out(self, frame: Frame) -> str:
        """The text of a button of `empty` that leads to where there is something to see; "" for none."""
        return ""

    def put_away(self, frame: Frame) -> None:
        """There is nothing to draw: let go of what was drawn."""

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """Bring the picture from `previous` (None: from nothing) to `frame`, redrawing only what differs.

        One of the runs that the view is about has the column that its tile needs.
        """
        raise NotImplementedError

    def set_look(self, look: Look) -> None:
        """Take the colours, widths and type of `look`; override `restyle` to apply them."""
        self.look = look
        self.empty.set_look(look)
        self.restyle()
        if not self.for_export:
            for part in self.findChildren(QWidget):
                make_room(part, look)
        self.redraw()

    def ready(self) -> bool:
        """Whether `frame` is drawn as finely as can be: nothing is being computed, or waits to be drawn.

        Override it where something else than a Background has to be waited for.
        """
        return not any(work.busy for work in self.findChildren(Background))

    def prepare_for_export(self) -> None:
        """The view is drawn for a picture: leave out what only a hand needs."""
        self.for_export = True
        for box in self.findChildren(ChoiceBox):
            box.be_words()

    def restyle(self) -> None:
        """Apply `self.look` to what exists."""

    def title(self) -> str:
        """The view's name for people, translated."""
        return declared(tile_class(self.name).title)

    def sentence(self) -> str:
        """What the view shows, for who can't see it; "" before there is a frame."""
        frame = self.frame
        if frame is None:
            return ""
        return self.lacking(frame) or plot_sentence(frame, self.tile(frame, Tile))

    def bring_axes_back(self) -> None:
        """As they were before a hand moved them; a view without axes has none."""

    def tile(self, frame: Frame, kind: type[AnyTile]) -> AnyTile:
        """The view's tile, which is a `kind`: its options, as the scene has them, or their defaults."""
        found = stage_layout.tile_of(frame.scene.stage, self.name) or make_tile(self.name)
        assert isinstance(found, kind)
        return found

    def edit_tile(self, text: str, merge: str = "", **options: Any) -> None:
        """Ask for the scene with other options of this view; nothing where the view is not on the stage."""
        if self.frame is None:
            return
        scene = self.frame.scene
        stage = stage_layout.with_options(scene.stage, self.name, **options)
        if stage is not scene.stage:
            self.edited.emit(replace(scene, stage=stage), text, merge)

    def have_head(self, head: QWidget, home: QBoxLayout, place: int = 0, align: Align = ABOVE) -> None:
        """Have a row above the picture, at a place of a layout, that may stand beside the title instead."""
        self.head, self._home = head, (home, place, align)
        self.take_head()

    def take_head(self) -> None:
        """Have `head` above the picture again."""
        home, place, align = self._home
        assert self.head is not None
        home.insertWidget(place, self.head, 0, align)

    def actions_for_menu(self) -> list[QAction]:
        """The view's own entries in its menu, e.g. a logarithmic axis."""
        return []
