"""What the next start offers: one after the other, until each is answered."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from gdviz.app.crash.details import report
from gdviz.app.crash.run_files import RunFiles
from gdviz.app.recovery.keeper import Keeper
from gdviz.app.recovery.kept import WorkInfo, read_info, read_scene
from gdviz.base.i18n import spoken
from gdviz.document import codec
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene
from gdviz.panels.frame.offer import Offer, OfferBar

if TYPE_CHECKING:
    from gdviz.app.window import Window

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Left:
    """What a gdviz left behind that did not end properly, and what is known of its document, if it is."""

    seat: RunFiles
    offer: Offer
    about: WorkInfo | None = None


class Offers(QObject):
    """Goes through the seats of those gdviz, which are held until they are answered."""

    def __init__(self, window: Window, keeper: Keeper, seats: list[RunFiles]) -> None:
        super().__init__(window)
        self.window = window
        self.keeper = keeper
        self.bar: OfferBar | None = None
        self._put_off: list[RunFiles] = []
        left = (self._taken_up(seat) for seat in seats)
        # Work first, then crashes of which only the details are left.
        self._left = sorted(filter(None, left), key=lambda each: each.about is None)
        self._show()

    def close(self) -> None:
        """Let go of what was not answered: the next start offers it again."""
        for seat in [*self._put_off, *(left.seat for left in self._left)]:
            seat.leave()
        self._left, self._put_off = [], []

    # -- what is offered -----------------------------------------------------------------------------------

    def _taken_up(self, seat: RunFiles) -> Left | None:
        """What there is to say about a seat; None where there is nothing."""
        crash = Offer(ended="crash" if seat.report else "")
        if not seat.work.exists():
            return Left(seat, crash)
        try:
            about = read_info(seat.work)
        except DocumentError as error:
            return Left(seat, _damaged(seat, crash, error))
        if not about.built_in:
            offer = replace(crash, name=about.name, time=about.time)
            return Left(seat, replace(offer, ended="system") if about.by_system else offer, about)
        if not about.reopened:  # else it may be what gdviz fails at
            self._reopen(about.lesson)
        if seat.report:
            return Left(seat, crash)
        seat.remove()
        return None

    def _reopen(self, lesson: str) -> None:
        """Go back to a lesson without a word, unless the person has already opened something."""
        documents, session = self.window.documents, self.window.session
        if lesson and documents.untouched and not session.modified:
            if lesson != session.scene.lesson:
                documents.open_lesson(lesson)
            self.keeper.reopened = session.scene

    def _show(self) -> None:
        """Make the next offer, or none."""
        if not self._left:
            if self.bar is not None:
                self.bar.hide()
            return
        if self.bar is None:
            bar = self.bar = OfferBar(self.window.look, self.window.stage.parentWidget())
            self.window.hero.insertWidget(self.window.hero.indexOf(self.window.stage), bar)
            bar.brought_back.connect(self._bring_back)
            bar.discarded.connect(self._discard)
            bar.put_off.connect(self._later)
            bar.copied.connect(self._copy)
        self.bar.set_offer(replace(self._left[0].offer, left=len(self._left) - 1))

    # -- what the person answers ---------------------------------------------------------------------------

    @Slot()
    def _bring_back(self) -> None:
        first = self._left[0]
        assert first.about is not None
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            scene = read_scene(first.seat.work)
            path = Path(first.about.path) if first.about.path else None
            modified = first.about.modified or (path is not None and not _holds(path, scene))
        except DocumentError as error:
            self._left[0] = Left(first.seat, _damaged(first.seat, first.offer, error))
            self._show()
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        if not self.window.documents.bring_back(scene, path, modified=modified):
            return
        if self.keeper.keep():
            self._discard()  # only now: until here it was the only copy
        else:
            self._later()

    @Slot()
    def _discard(self) -> None:
        self._left.pop(0).seat.remove()
        self._show()

    @Slot()
    def _later(self) -> None:
        self._put_off.append(self._left.pop(0).seat)
        self._show()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(report(spoken(), self._left[0].seat.report))
        if self.bar is not None:
            self.bar.say_copied()


def _damaged(seat: RunFiles, offer: Offer, error: DocumentError) -> Offer:
    """The offer where the work can't be read: it is put aside, so that nothing is lost and no start asks."""
    log.warning("%s can't be brought back: %s", seat.work, error.__cause__ or error)
    return Offer(ended=offer.ended, damage=error, file=str(seat.put_aside()))


def _holds(path: Path, scene: Scene) -> bool:
    """Whether a file still is the scene that came from it."""
    try:
        return codec.load(path) == scene
    except DocumentError:
        return False


__all__ = ["Offers"]
