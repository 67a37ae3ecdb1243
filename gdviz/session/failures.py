"""What is said where something can't be computed."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

from gdviz.engine.recording import Recording
from gdviz.session.generation import Generation

log = logging.getLogger(__name__)


class Failures(QObject):
    """Puts errors into sentences."""

    said = Signal(str)  # what could not be computed, or as fast, and what to do

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._slowed = False  # said once

    def tell_of_scene(self, error: Exception) -> None:
        """Say, where the error is caught, that a scene can't be put on stage."""
        if isinstance(error, MemoryError):
            text = self.tr(
                "There is not enough memory for so many steps. The scene stays as it is: "
                "choose fewer steps, or close other programs."
            )
        else:
            log.exception("A scene could not be put on stage")
            text = self.tr("This can't be computed: {error}. The scene stays as it is.")
        self.said.emit(text.format(error=str(error) or type(error).__name__))

    def tell_of_run(self, stage: Generation, recording: Recording, error: Exception) -> None:
        """Say that a run on stage could not go on, or goes on slowly."""
        if isinstance(error, ChildProcessError):
            if not self._slowed:
                self._slowed = True
                text = self.tr("A helper process ended unexpectedly. The runs go on, a little more slowly.")
                self.said.emit(text)
            return
        places = [place for place, task in enumerate(stage.tasks) if task.recording is recording]
        if not places:
            return
        name = stage.scene.runs[places[0]].name or self.tr("Run {number}").format(number=places[0] + 1)
        if isinstance(error, MemoryError):
            text = self.tr(
                "There is not enough memory for “{name}” beyond step {step}. The steps so"
                " far are kept: choose fewer steps, or close other programs."
            )
        else:
            text = self.tr(
                "“{name}” could not be computed beyond step {step}: {error}. The steps so far are kept."
            )
        step, reason = recording.published - 1, str(error) or type(error).__name__
        self.said.emit(text.format(name=name, step=step, error=reason))
