"""What edits pass on their way to the session: what a beat keeps fixed, and which runs they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gdviz.document.all_runs import in_all_runs, in_one_run
from gdviz.document.scene import Scene
from gdviz.notation.numbers import number

if TYPE_CHECKING:
    from gdviz.app.window import Window


class EditGate(QObject):
    """Takes the edits of panels and stage."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        window.parameters.span.changed.connect(self.warn_at_end)

    @Slot(object, str, str)
    def edit(self, scene: Scene, text: str, merge: str = "") -> None:
        """Take an edit, unless it touches what a lesson's beat keeps still."""
        window = self.window
        if window.player.allows(scene):
            window.session.edit(scene, text, merge)
            if not merge:  # typed or chosen: no hand holds it that has yet to let go
                window.player.tried()
        else:
            window.status.say(
                self.tr(
                    "This part of the lesson keeps that fixed: “Explore freely” lets you change everything."
                )
            )
            window.follower.show_scene()

    @Slot(object, str, str)
    def take_data(self, scene: Scene, text: str, merge: str = "") -> None:
        """Take data of the person's own, which no part of a lesson asks about."""
        self.window.player.free_stage()
        self.window.session.edit(scene, text, merge)

    @Slot(object, str, str)
    def set_selected(self, scene: Scene, text: str, merge: str = "") -> None:
        """Take an edit of the selected run, in all runs where the switch says so."""
        window = self.window
        session = window.session
        self.warn_at_end()
        if window.reach.all_runs and not window.player.active:
            spread = in_all_runs(session.scene, scene, session.selected)
            if spread == scene and scene.runs[session.selected] != session.scene.runs[session.selected]:
                window.status.say(self.tr("The runs differ in this: only the selected one was changed."))
            scene = spread
        self.edit(scene, text, merge)

    @Slot()
    def warn_at_end(self) -> None:
        """Say that what is set from the last step on changes nothing."""
        frame, step = self.window.session.whole_frame, self.window.parameters.from_step
        last = frame.published[frame.selected] - 1
        if step and frame.outcomes[frame.selected] is not None and step >= last:
            text = self.tr(
                "No step follows step {step}: go back to the one from which the setting is to hold."
            )
            self.window.status.say(text.format(step=number(step)))

    @Slot(object, str, str)
    def set_on_stage(self, scene: Scene, text: str, merge: str = "") -> None:
        """Take what a hand did on a view: also what it did to data that several runs share."""
        window = self.window
        if not (window.reach.all_runs or window.player.active):
            scene = in_one_run(window.session.scene, scene, window.session.selected)
        self.set_selected(scene, text, merge)
