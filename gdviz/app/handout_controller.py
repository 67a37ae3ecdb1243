"""A lesson on paper, or as pictures: written by a process of its own, since all its runs are computed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTemporaryDir, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from gdviz.app.document_controller import DocumentController
from gdviz.app.settings import Settings
from gdviz.app.temporary import temporary_folder
from gdviz.document import codec, lessons
from gdviz.document.atomic_file import file_name
from gdviz.document.error_sentence import sentence
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene
from gdviz.look.look import LOOKS
from gdviz.panels.widgets.save_place import ask_save_place, not_saved, saved, with_ending
from gdviz.panels.widgets.unfinished import UnfinishedBox
from gdviz.session.session import Session


class HandoutController(QObject):
    """Writes the beats of the lesson on stage as a PDF, or as a folder of pictures."""

    said = Signal(str)  # what was done
    failed = Signal(str)  # a sentence: what could not be done, and why

    def __init__(
        self, session: Session, documents: DocumentController, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self.session, self.documents, self.settings, self.window = session, documents, settings, window
        self.process: QProcess | None = None
        self._target = Path()
        self._folder: QTemporaryDir | None = None  # has the scene that is handed to the process

    @Slot()
    def ask_save(self) -> None:
        """Let the person choose where to save the handout, and whether with the teacher's notes."""
        if not self._may_begin():
            return
        forms = [
            self.tr("Handout for the class (*.pdf)"),
            self.tr("Handout with the teacher’s notes (*.pdf)"),
        ]
        place = ask_save_place(
            self.window,
            self.tr("Save a handout"),
            self.settings.folder / f"{file_name(self.documents.name)}.pdf",
            forms,
            lambda path, _: with_ending(path, ".pdf"),
        )
        if place is not None:
            self.save(place[0], teacher=place[1] == forms[1])

    @Slot()
    def ask_pictures(self) -> None:
        """Let the person choose the folder for a folder of pictures, one a beat."""
        if not self._may_begin():
            return
        title = self.tr("Where to put the folder of pictures")
        chosen = QFileDialog.getExistingDirectory(self.window, title, str(self.settings.folder))
        if chosen:
            self.save_pictures(Path(chosen) / file_name(self.documents.name))

    def _may_begin(self) -> bool:
        """Whether there is a lesson, and nothing is being written; else why not is said."""
        if self.process is not None:
            words = self.tr("“{file}” is still being written. Wait until it is done, and try again.")
            self.failed.emit(words.format(file=self._target.name))
        elif not lessons.beats(self._scene):
            self.failed.emit(self.tr("This scene has no questions to hand out. Open a lesson."))
        return self.process is None and bool(lessons.beats(self._scene))

    @property
    def _scene(self) -> Scene:
        """The lesson: not the beat of it that is on stage."""
        return self.documents.kept() or self.session.scene

    def save(self, path: Path, *, teacher: bool = False) -> None:
        """Begin to write the handout; `process` is there until it is done."""
        self._begin("handout", path, ["--teacher"] if teacher else [])

    def save_pictures(self, folder: Path) -> None:
        """Begin to write the pictures in the window's look; `process` is there until it is done."""
        look = self.settings.look
        self._begin("pictures", folder, ["--look", look] if look in LOOKS else [])

    def _begin(self, what: str, path: Path, options: list[str]) -> None:
        self._target = path
        try:
            if not path.parent.is_dir():
                raise DocumentError("no_folder")
            if not os.access(path if path.exists() else path.parent, os.W_OK):
                raise DocumentError("read_only")
            handed = self._handed_over()
        except DocumentError as error:
            self._fail(sentence(error))
            return
        command = ["lesson", what, handed, "-o", str(path), "--language", self.documents.language, *options]
        if not getattr(sys, "frozen", False):
            command = ["-m", "gdviz", *command]
        self.process = process = QProcess(self)
        process.finished.connect(self._finish)
        process.errorOccurred.connect(self._not_started)
        process.start(sys.executable, command)
        self.said.emit(self.tr("Writing “{file}”…").format(file=path.name))

    def _handed_over(self) -> str:
        """What the process is to open: the lesson's name, or a copy of a scene with beats of its own."""
        scene = self._scene
        if not scene.beats:
            return scene.lesson
        self._folder = temporary_folder()
        path = self._folder.filePath(f"{file_name(self.documents.name)}{codec.SUFFIX}")
        codec.save(scene, path)
        return path

    @Slot(int)
    def _finish(self, code: int) -> None:
        process, self.process, self._folder = self.process, None, None
        if process is None:
            return
        process.deleteLater()
        if code == 0:
            self.settings.folder = self._target.parent
            self.said.emit(saved(self._target))
        else:
            told = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()
            reason = told.rpartition("\n")[2].rpartition(": ")[2]
            self._fail(reason or self.tr("What writes it was ended from outside. Try again."))

    @Slot(QProcess.ProcessError)
    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self.process is not None:
            process, self.process, self._folder = self.process, None, None
            self._fail(process.errorString())
            process.deleteLater()

    def _fail(self, reason: str) -> None:
        self.said.emit("")  # it is not being written any more
        self.failed.emit(not_saved(self._target, reason))

    def may_close(self) -> bool:
        """Whether the window may close: nothing is being written, or the person gives it up."""
        if self.process is None:
            return True
        text = self.tr("“{file}” is still being written.").format(file=self._target.name)
        if UnfinishedBox(self.window, self.tr("A handout is being written"), text).gives_up():
            self.stop()
        return self.process is None  # it may have ended while the question was there

    def stop(self) -> None:
        """Give up what is being written."""
        if self.process is not None:
            process, self.process, self._folder = self.process, None, None
            process.terminate()
            if not process.waitForFinished(2000):
                process.kill()
                process.waitForFinished(1000)
            process.deleteLater()
