"""The window's parts show what the session, the lesson and the document tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gdviz.document import lessons
from gdviz.document.frame import Frame

if TYPE_CHECKING:
    from gdviz.app.window import Window


class WindowFollower(QObject):
    """A slot for each thing that changes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window

    @Slot()
    def show_scene(self) -> None:
        """Another scene is on stage."""
        window = self.window
        scene = window.session.scene
        title, notes = lessons.texts(scene, window.language)
        window.lesson.show_scene(title, "" if window.player.active else notes, scene.lesson)
        window.stage.show_scene(scene, held=window.session.history.open)
        self.show_selection()
        self.show_history()
        window.menus.show_views()

    @Slot()
    def show_beat(self) -> None:
        """Another beat is, or it was played, answered or tried."""
        window = self.window
        window.menus.show_beat(window.player)
        window.lesson.set_notes_visible(window.settings.notes_visible and not window.player.active)
        if window.own_controls.paths != window.player.free_paths:
            window.own_controls.show_paths(window.player.free_paths)
            window.arrangement.show_foot()
        marks = window.player.beat.mark if window.player.active else ()
        ringed = [mark.path.split(".", 2)[-1] for mark in marks if mark.part == "control"]
        if window.player.active and window.player.beat.goal is not None and not window.player.attempt.tries:
            ringed += window.player.free_paths or ()  # it is the person's turn
        window.own_controls.ring(ringed)
        if window.lesson.isHidden() == window.arrangement.lesson_wanted:
            window.arrangement.apply()

    @Slot()
    def show_selection(self) -> None:
        """Another run is selected, or it was changed."""
        window = self.window
        window.runs.show_scene(window.session.scene, window.session.selected)
        window.parameters.show_scene(window.session.scene, window.session.selected)
        window.own_controls.show_scene(window.session.scene, window.session.selected)
        window.reach.show_scene(window.session.scene, window.session.selected)
        window.arrangement.show_reach()
        window.arrangement.show_foot()

    @Slot(object)
    def show_frame(self, frame: Frame) -> None:
        """Another instant is shown."""
        window = self.window
        window.stage.show_frame(frame)
        window.transport.show_frame(frame)
        window.runs.show_frame(frame, window.stage.tiles_seen(frame.scene))
        window.parameters.show_step(frame.row(frame.selected))
        self.show_span()
        window.status.show_outcome(frame.told(frame.selected))

    @Slot()
    def show_span(self) -> None:
        """A setting holds from another step on; in a part of a lesson for the whole run, as it is told."""
        window = self.window
        if window.own_controls.show_step(0 if window.player.active else window.parameters.from_step):
            window.arrangement.show_foot()

    @Slot()
    def show_transport(self) -> None:
        """It plays, or not; at another speed; over and over."""
        window = self.window
        session = window.session
        window.transport.show_transport(session.playing, session.speed, session.loop)

    @Slot()
    def show_history(self) -> None:
        """Something else can be undone."""
        window = self.window
        window.menus.show_history()
        self.show_title()

    @Slot()
    def show_title(self) -> None:
        """The document has another name, or is saved."""
        window = self.window
        name = window.documents.name.replace("[*]", "[*][*]")  # Qt's own mark is the one that is not doubled
        window.setWindowTitle(self.tr("{document}[*] – gdviz").format(document=name))
        window.setWindowModified(window.documents.modified)

    @Slot()
    def show_progress(self) -> None:
        """More is computed."""
        window = self.window
        window.status.show_progress(window.session.computing, window.session.progress)
