"""What the next start offers: one after the other, until each is answered."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from gdviz.app.crash.details import report
from gdviz.app.crash.run_files import RunFiles
from gdviz.app.document_reading import DocumentReading, is_large
from gdviz.app.recovery.keeper import Keeper
from gdviz.app.recovery.kept import WorkInfo, read_info, read_scene
from gdviz.base.i18n import spoken
from gdviz.document import codec
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene
from gdviz.look.widgets import set_shown
from gdviz.panels.frame.offer import Offer, OfferBar

if TYPE_CHECKING:
    from gdviz.app.window import Window

log = logging.getLogger(__name__)


class Left(Struct, frozen=True):
    """What a gdviz left behind that did not end properly, and what is known of its document, if it is."""

    run_files: RunFiles
    offer: Offer
    about: WorkInfo | None = None


class Offers(QObject):
    """Goes through the files of those gdviz, which are held until they are answered."""

    def __init__(self, window: Window, keeper: Keeper, left_behind: list[RunFiles]) -> None:
        super().__init__(window)
        self.window = window
        self.keeper = keeper
        self.bar: OfferBar | None = None
        self._put_off: list[RunFiles] = []
        self._brought: list[tuple[int, RunFiles]] = []  # and how many writes had been asked for
        self._reading = DocumentReading(window)
        self._reading.read.connect(self._put)
        self._reading.working.connect(window.documents.working)
        keeper.kept.connect(self._remove_brought)
        left = (self._taken_up(run_files) for run_files in left_behind)
        # Work first, then crashes of which only the details are left.
        self._left = sorted(filter(None, left), key=lambda each: each.about is None)
        self._show()
        window.presenting.changed.connect(self._show)

    def close(self, *, proper: bool) -> None:
        """Let go of what was not answered: the next start offers it again, and after an end that was not
        proper what is not kept anew."""
        self._reading.close()
        for _, run_files in self._brought:
            (run_files.remove if proper else run_files.leave)()
        for run_files in [*self._put_off, *(left.run_files for left in self._left)]:
            run_files.leave()
        self._left, self._put_off, self._brought = [], [], []

    # -- what is offered -----------------------------------------------------------------------------------

    def _taken_up(self, run_files: RunFiles) -> Left | None:
        """What there is to say about the files of a run; None where there is nothing."""
        crash = Offer(ended="crash" if run_files.report else "")
        if not run_files.work.exists():
            return Left(run_files, crash)
        try:
            about = read_info(run_files.work)
        except DocumentError as error:
            return Left(run_files, _damaged(run_files, crash, error))
        if not about.built_in:
            offer = replace(crash, name=about.name, time=about.time)
            return Left(run_files, replace(offer, ended="system") if about.by_system else offer, about)
        if not about.reopened:  # else it may be what gdviz fails at
            self._reopen(about.lesson)
        if run_files.report:
            return Left(run_files, crash)
        run_files.remove()
        return None

    def _reopen(self, lesson: str) -> None:
        """Go back to a lesson without a word, unless the person has already opened something."""
        documents, session = self.window.documents, self.window.session
        if lesson and documents.untouched and not session.modified:
            if lesson != session.scene.lesson:
                documents.open_lesson(lesson)
            self.keeper.reopened = session.scene

    @Slot()
    def _show(self) -> None:
        """Make the next offer, or none; a class is not asked."""
        if not self._left or self.window.presenting.on:
            if self.bar is not None:
                set_shown(self.bar, False)
            return
        if self.bar is None:
            bar = self.bar = OfferBar(self.window.look, self.window.stage.parentWidget())
            self.window.arrangement.above.addWidget(bar)
            bar.brought_back.connect(self._bring_back)
            bar.discarded.connect(self._discard)
            bar.put_off.connect(self._later)
            bar.copied.connect(self._copy)
        self.bar.set_offer(replace(self._left[0].offer, left=len(self._left) - 1))

    # -- what the person answers ---------------------------------------------------------------------------

    @Slot()
    def _bring_back(self) -> None:
        """Bring back the first; what is large is read beside the window."""
        first = self._left[0]
        assert first.about is not None
        if first is self._reading.wanted:
            return
        if is_large(first.run_files.work):
            self._reading.begin(first, first.about.name, _read, first.run_files.work, first.about)
            return
        self._put(first, _read(first.run_files.work, first.about))

    @Slot(object, object)
    def _put(self, first: Left, found: Found | DocumentError) -> None:
        if isinstance(found, DocumentError):
            self._left[0] = Left(first.run_files, _damaged(first.run_files, first.offer, found))
            self._show()
            return
        if not self.window.documents.bring_back(found.scene, found.path, modified=found.modified):
            return
        # Its file goes only when the stage is kept: until then it is the only copy.
        if is_large(first.run_files.work):
            self._brought.append((self.keeper.asked, first.run_files))
            self._left.pop(0)
            self._show()
        elif self.keeper.keep():
            self._discard()
        else:
            self._later()

    @Slot(int)
    def _remove_brought(self, number: int) -> None:
        """What was brought back before this write was asked for is kept by it."""
        for asked, run_files in self._brought:
            if asked < number:
                run_files.remove()
        self._brought = [each for each in self._brought if each[0] >= number]

    @Slot()
    def _discard(self) -> None:
        self._reading.cancel()
        self._left.pop(0).run_files.remove()
        self._show()

    @Slot()
    def _later(self) -> None:
        self._reading.cancel()
        self._put_off.append(self._left.pop(0).run_files)
        self._show()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(report(spoken(), self._left[0].run_files.report))
        if self.bar is not None:
            self.bar.say_copied()


def _damaged(run_files: RunFiles, offer: Offer, error: DocumentError) -> Offer:
    """The offer where the work can't be read: it is put aside, so that nothing is lost and no start asks."""
    log.warning("%s can't be brought back: %s", run_files.work, error.__cause__ or error)
    return Offer(ended=offer.ended, damage=error, file=str(run_files.put_aside()))


class Found(NamedTuple):
    """What is kept there."""

    scene: Scene
    path: Path | None  # of its document
    modified: bool  # since that was saved


def _read(work: Path, about: WorkInfo) -> Found | DocumentError:
    """Any thread may ask."""
    try:
        scene = read_scene(work)
    except DocumentError as error:
        return error
    path = Path(about.path) if about.path else None
    return Found(scene, path, about.modified or (path is not None and not _holds(path, scene)))


def _holds(path: Path, scene: Scene) -> bool:
    """Whether a file still is the scene that came from it."""
    try:
        return codec.load(path) == scene
    except DocumentError:
        return False
