"""The window's document: which file the scene came from; new, open, save, recent files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from gdviz.app.document_reading import PAUSE, DocumentReading, is_large
from gdviz.app.document_saving import Changed, DocumentSaving, SaveRequest, digest
from gdviz.app.settings import Settings
from gdviz.document import codec, lessons
from gdviz.document.atomic_file import file_name
from gdviz.document.error_sentence import sentence
from gdviz.document.errors import DocumentError
from gdviz.document.in_pictures import document_in, is_picture, step_in
from gdviz.document.in_sweeps import scene_in
from gdviz.document.scene import Scene
from gdviz.panels.widgets.save_place import ask_save_place, not_saved, with_ending
from gdviz.panels.widgets.unfinished import UnfinishedBox
from gdviz.session.session import Session

PATIENCE = 0.1  # seconds that Ctrl+S waits: what takes longer is written while the window goes on
LONGEST = 3.0  # seconds that closing, or opening another, waits for it


class DocumentController(QObject):
    """Brings scenes from files and lessons into the session, and back into files."""

    opening = Signal()  # another document comes on stage
    opened = Signal()  # it is there
    changed = Signal()  # path or recent files
    working = Signal(str)  # a sentence: what is being read or written; "" once it is not any more
    failed = Signal(str)  # a sentence: what could not be read or written, where and why

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self.settings = settings
        self.window = window
        self.path: Path | None = None
        self._last_seen: bytes | None = None  # digest of the file when it was opened or saved here
        self.untouched = True  # on stage is still what gdviz itself began with
        self.language = "en"
        self.edited = False  # the beats of what is kept have changed since they were saved
        self.kept: Callable[[], Scene | None] = lambda: None  # a scene of which the stage shows a beat
        self._reading = DocumentReading(window)
        self._reading.read.connect(self._show_read)
        self._reading.working.connect(self.working)
        self.saving = DocumentSaving(self)
        self.saving.ended.connect(self._saved)
        self._asked: list[SaveRequest] = []  # the first is being written
        self._edits = 0  # of beats

    @property
    def name(self) -> str:
        """What the document is called: its file's name, or the scene's title."""
        if self.path is not None:
            return self.path.name
        title, _ = lessons.texts(self.kept() or self.session.scene, self.language)
        return title or self.tr("Untitled")

    @property
    def is_lesson(self) -> bool:
        """Whether a built-in lesson is on stage, changed or not, rather than a file or an own scene."""
        return self.path is None and self.session.scene.lesson in lessons.names()

    def may_leave(self) -> bool:
        """Whether the scene on stage may go: it is saved, or the person says so (or saves it now).

        Of a lesson's beat nothing is kept, and nothing asked; a changed lesson is kept by `MyVersions`.
        """
        if not self.settle():
            return False  # the person should see why
        beat_on_stage = self.kept() is not None or self.is_lesson
        if not self.edited and (not self.session.modified or beat_on_stage):
            return True
        box = QMessageBox(self.window, icon=QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Unsaved changes"))
        box.setText(self.tr("Save the changes to “{name}”?").format(name=self.name))
        box.setInformativeText(self.tr("If you don’t save, your changes are lost."))
        box.setStandardButtons(
            QMessageBox.StandardButton.Save
            | QMessageBox.StandardButton.Discard
            | QMessageBox.StandardButton.Cancel
        )
        box.setDefaultButton(QMessageBox.StandardButton.Save)
        box.button(QMessageBox.StandardButton.Discard).setText(self.tr("Don’t save"))
        answer = box.exec()
        box.deleteLater()
        if answer == QMessageBox.StandardButton.Save:
            return self.save() and self.settle()
        return answer == QMessageBox.StandardButton.Discard

    def may_close(self) -> bool:
        """Whether the window may close: see `may_leave`; or the person does not wait for the disk.

        It is written all the same, once the disk answers.
        """
        if self.may_leave():
            return True
        if not self.saving.busy:
            return False
        text = self.tr("“{file}” is still being saved: the disk does not answer.")
        title = self.tr("A file is being saved")
        box = UnfinishedBox(self.window, title, text.format(file=self._asked[0].path.name))
        box.setInformativeText(
            self.tr(
                "If gdviz closes now, the file is written once the disk answers, and the next start offers "
                "what is on stage now."
            )
        )
        box.button(QMessageBox.StandardButton.Discard).setText(self.tr("Quit now"))
        if not box.gives_up():
            return False
        return self.saving.outcome is None or self.may_leave()  # it may have ended meanwhile

    def may_leave_for_beats(self) -> bool:
        """Whether the stage may go for its lesson's beats: a built-in lesson is not the file's any more."""
        if not self.may_leave():
            return False
        if self.path is not None and not self.session.scene.beats:
            self.path = None
            self.changed.emit()
        return True

    def set_edited(self) -> None:
        """The beats of the scene that is kept have changed: it is one's own now, and to be saved."""
        self.edited = True
        self._edits += 1
        self.changed.emit()

    @property
    def modified(self) -> bool:
        """Whether the document differs from its file."""
        return self.edited or self.session.modified

    @property
    def to_keep(self) -> Scene:
        """What a file of the document has: of a lesson that was edited all its beats."""
        kept = self.kept() if self.edited else None
        return kept or self.session.scene

    @Slot()
    def new(self) -> None:
        """An empty scene with one run."""
        if self.may_leave():
            self._show(Scene(), None)

    @Slot(str)
    def open_lesson(self, name: str) -> None:
        """Put a built-in lesson on stage."""
        if self.may_leave():
            self._show(lessons.load(name), None)

    def open(self, path: Path) -> bool:
        """Open a file; where it can't be used, say why and keep the scene on stage.

        A large one is read beside the window and shown after that, unless another is opened first: True.
        """
        path = path.absolute()
        self._reading.cancel()
        if not self.settle():  # it may be this one
            return False
        if is_large(path):
            self._reading.begin(path, path.name, read_document, path)
            return True
        return self._show_read(path, read_document(path))

    @Slot(object, object)
    def _show_read(self, path: Path, found: ReadDocument | DocumentError) -> bool:
        if isinstance(found, DocumentError):
            text = self.tr("“{file}” can’t be opened. {reason}")
            self.failed.emit(text.format(file=path.name, reason=sentence(found)))
            return False
        seen = self._last_seen
        if not self.may_leave():
            return False
        if path == self.path and seen != self._last_seen:
            return self.open(path)  # what was there is not what is there now
        # Saving must not overwrite a picture.
        if not self._show(found.scene, None if found.carried else path):
            return False
        self._last_seen = found.digest
        if found.step is not None:
            self.session.set_playhead(found.step)
        return True

    @Slot()
    def save(self) -> bool:
        """Write to the file it came from, or ask for one; False if nothing was written. See `write`."""
        path = self._place
        return self.ask_save() if path is None else self.write(path, over_others=False)

    @Slot()
    def ask_save(self) -> bool:
        """Let the person choose where to save; False if nothing was written."""
        name = self.path.name if self.path else f"{file_name(self.name)}{codec.SUFFIX}"
        place = ask_save_place(
            self.window,
            self.tr("Save the scene"),
            self.settings.folder / name,
            [self.scene_filter()],
            _completed,
        )
        return place is not None and self.write(place[0])

    @property
    def _place(self) -> Path | None:
        """Where the document is, once all that was asked for is saved."""
        return self._asked[-1].path if self._asked else self.path

    def write(self, path: Path, *, over_others: bool = True) -> bool:
        """Save to a file, which the document is in from then on; False, and a message, where it can't be.

        Unless `over_others` the person is asked where others have written that file. What takes long is
        written while the window goes on, and true until then, one after the other; `settle` waits for it.
        """
        path = path.absolute()
        if self._reading.wanted == path:
            self._reading.cancel()  # what was there is not to come on stage any more
        # The beats of its file must not be lost under one of them.
        kept = self.kept() if self.edited or path == self._place else None
        stage = self.session.scene
        waiting = [each for each in self._asked[1:] if each.path != path]  # only the newest counts
        self._asked[1:] = [*waiting, SaveRequest(path, stage, kept or stage, self._edits, over_others)]
        return self._write_next()

    def _write_next(self) -> bool:
        """Begin with what was asked for first, if nothing is being written."""
        if self.saving.busy or not self._asked:
            return True
        first = self._asked[0]
        seen = self._last_seen if first.path == self.path and not first.over_others else None
        self.saving.begin(first.written, first.path, seen)
        if self.saving.wait(PATIENCE):
            return self._take_outcome()
        self.working.emit(self.tr("Saving “{file}”…").format(file=first.path.name))
        return True

    def settle(self) -> bool:
        """Wait until all that was to be saved is; False, and a message, where the last could not be, or the
        disk does not answer.
        """
        written = True
        while self.saving.busy:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            there = self.saving.wait(LONGEST)
            QGuiApplication.restoreOverrideCursor()
            if not there:
                text = self.tr("“{file}” is still being saved. Wait until it is done, and try again.")
                self.failed.emit(text.format(file=self._asked[0].path.name))
                return False
            self.working.emit("")
            written = self._take_outcome()
        return written

    @Slot()
    def _saved(self) -> None:
        """What took long has an outcome, which may be a question: it waits for the dialog that is open."""
        if self.saving.outcome is None:
            return  # it has been taken
        if QApplication.activeModalWidget() is not None:
            QTimer.singleShot(PAUSE, self, self._saved)
        else:
            self.working.emit("")
            self._take_outcome()

    def _take_outcome(self) -> bool:
        outcome, done = self.saving.take(), self._asked.pop(0)
        if isinstance(outcome, bytes):
            self.edited = self.edited and self._edits != done.edits
            self._remember(done.path)
            self._last_seen = outcome
            self.session.mark_saved(done.stage)
            return self._write_next()
        self._asked = [each for each in self._asked if each.path != done.path]  # no better there
        if isinstance(outcome, Changed):
            written = self._ask_about(done.path, outcome.difference)
        elif isinstance(outcome, DocumentError):
            self.failed.emit(not_saved(done.path, outcome))
            written = False
        else:
            self._asked.clear()
            raise outcome
        return self._write_next() if self._asked else written

    def _ask_about(self, path: Path, differing: str) -> bool:
        """Save over what others have written, or a copy; False if nothing was written."""
        box = QMessageBox(self.window, icon=QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Changed by another program"))
        box.setText(self.tr("“{name}” has changed since it was opened here.").format(name=path.name))
        box.setInformativeText(
            self.tr(
                "Another program or window has saved it since. Overwriting it loses what was saved there."
            )
        )
        explained = self.tr("Lines with − are in the file, lines with + on the stage:")
        nothing = self.tr("Both hold the same scene, written in another way.")
        box.setDetailedText(f"{explained}\n\n{differing}" if differing else nothing)
        copy = box.addButton(self.tr("Save a copy…"), QMessageBox.ButtonRole.AcceptRole)
        overwrite = box.addButton(self.tr("Overwrite"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(copy)
        box.exec()
        pressed = box.clickedButton()
        box.deleteLater()
        if pressed is overwrite:
            return self.write(path)
        return pressed is copy and self.ask_save()

    def show_version(self, scene: Scene) -> bool:
        """Put a person's version of the lesson on stage; False where it can't be."""
        return self._show(scene, None)

    def show_pasted(self, scene: Scene) -> bool:
        """Put a scene on stage that came without a file; False where the person keeps what is there."""
        return self.may_leave() and self._show(scene, None)

    def bring_back(self, scene: Scene, path: Path | None, *, modified: bool) -> bool:
        """Put a scene on stage as it was when gdviz ended; False where the person keeps what is there."""
        if not self.may_leave():
            return False
        if not self._open(scene, saved=not modified):
            return False
        self.untouched = False
        self.path = path
        self._last_seen = None
        self.changed.emit()
        return True

    def _show(self, scene: Scene, path: Path | None) -> bool:
        """Whether the scene is on stage; else the document stays what it was, and is saved where it was."""
        if not self._open(scene):
            return False
        self.untouched = self.edited = False
        if path is None:
            self.path = None
            self.changed.emit()
        else:
            self._remember(path)
        return True

    def _open(self, scene: Scene, *, saved: bool = True) -> bool:
        self._reading.cancel()
        if not self.settle():
            return False
        while (menu := QApplication.activePopupWidget()) is not None and menu.close():
            pass  # it is about what goes: a file may be handed over meanwhile
        self.opening.emit()
        found = self.session.open(scene, saved=saved)
        self.session.show_now()
        self.opened.emit()
        return found

    def _remember(self, path: Path) -> None:
        self.path = path.absolute()
        self._last_seen = None
        self.settings.folder = self.path.parent
        self.settings.add_recent(self.path)
        self.changed.emit()

    def scene_filter(self) -> str:
        """The files of scenes, as a dialog has them."""
        return self.tr("gdviz scenes (*{suffix})").format(suffix=codec.SUFFIX)


class ReadDocument(NamedTuple):
    """What a file holds."""

    scene: Scene
    digest: bytes
    carried: bool  # in a picture or a sweep
    step: int | None  # that a picture shows


def read_document(path: Path) -> ReadDocument | DocumentError:
    """The document in a file, or why it can't be used. Any thread may ask."""
    try:
        data = codec.read(path)
        scene = codec.loads(document_in(data))
    except DocumentError as error:
        return error
    carried = is_picture(data) or scene_in(path) is not None
    return ReadDocument(scene, digest(data), carried, step_in(data))


def _completed(path: Path, form: str) -> Path:
    return path if path.suffix.lower() == ".json" else with_ending(path, codec.SUFFIX)
