"""My version of a lesson: what a person has changed in a built-in lesson, kept without a question."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gdviz.app.crash.run_files import data_folder
from gdviz.document import codec, lessons
from gdviz.document.atomic_file import make_folder
from gdviz.document.error_sentence import sentence
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene

if TYPE_CHECKING:
    from gdviz.app.window import Window


class MyVersions(QObject):
    """Keeps one file a lesson, the newest version of it, whenever a touched lesson leaves the stage.

    Nothing here stops a class: where a file can't be written, that is said, and the version kept as long as
    the window; where it can't be read, there is none.
    """

    changed = Signal()  # which lesson is on stage, whether it has a version
    refused = Signal(str)  # a sentence: why a version is not on the disk

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.unwritten: dict[str, Scene] = {}  # versions that the disk refused, by lesson
        self.touched: Scene | None = None  # the lesson on stage, where it differs from what was opened
        window.session.scene_changed.connect(self._look)
        window.documents.changed.connect(self._saved)

    @property
    def lesson(self) -> str:
        """The built-in lesson on stage, "" for none."""
        documents, name = self.window.documents, self.window.session.scene.lesson
        return name if documents.is_lesson and name in lessons.names() else ""

    @property
    def offered(self) -> bool:
        """Whether there is a version of the lesson on stage to go to."""
        there = self.lesson in self.unwritten or (bool(self.lesson) and path_of(self.lesson).is_file())
        return there and self.window.settings.keep_versions

    @Slot()
    def _look(self) -> None:
        session = self.window.session
        if not session.history.can_undo and not session.history.can_redo:
            self.keep()  # another document is on stage
        own = bool(self.lesson) and session.modified and self.window.documents.kept() is None
        self.touched = session.scene if own else None
        self.changed.emit()

    @Slot()
    def _saved(self) -> None:
        """What is in a file of its own needs no other."""
        if not self.lesson:
            self.touched = None
        self.changed.emit()

    def keep(self) -> None:
        """Write what was changed, in the place of the version before, and what the disk refused earlier."""
        if not self.window.settings.keep_versions:
            return
        if self.touched is not None:
            self.unwritten[self.touched.lesson] = self.touched
        for name, scene in tuple(self.unwritten.items()):
            try:
                make_folder(path_of(name).parent)
                codec.save(scene, path_of(name))
            except DocumentError as error:
                if scene is self.touched:
                    text = self.tr("My version of this lesson can’t be kept beyond this window. {reason}")
                    self.refused.emit(text.format(reason=sentence(error)))
            else:
                del self.unwritten[name]

    @Slot()
    def open(self) -> None:
        """Put my version of the lesson on stage; what is there now becomes the version, if it was touched."""
        name = self.lesson
        if not self.offered:
            return
        with contextlib.suppress(DocumentError):
            scene = self.unwritten.get(name) or codec.loads(codec.read(path_of(name)))
            if scene.lesson == name and self.window.documents.show_version(scene):
                self.window.player.show_own(scene)

    @Slot()
    def reset(self) -> None:
        """Put the lesson on stage as it comes."""
        if self.lesson:
            self.window.documents.open_lesson(self.lesson)

    @Slot(bool)
    def set_keeps(self, keeps: bool) -> None:
        """Whether versions are kept and offered: not on a computer that many share."""
        self.window.settings.keep_versions = keeps
        self.changed.emit()


def path_of(name: str) -> Path:
    """The file of the version of a lesson."""
    return data_folder() / "lessons" / f"{name}{codec.SUFFIX}"
