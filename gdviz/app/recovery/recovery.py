"""Keeping and offering, from the window's first paint to its end."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from gdviz.app.crash.run_files import RunFiles, abandoned, recovery_folder
from gdviz.app.recovery.keeper import Keeper
from gdviz.app.recovery.kept import refusal
from gdviz.document.atomic_file import note_in
from gdviz.document.error_sentence import sentence
from gdviz.document.errors import DocumentError

if TYPE_CHECKING:
    from gdviz.app.recovery.offers import Offers
    from gdviz.app.window import Window


class Recovery(QObject):
    """Keeps the window's work in `run_files`; without one (the folder can't be written) it only says so."""

    def __init__(self, window: Window, run_files: RunFiles | None) -> None:
        super().__init__(window)
        self.window = window
        self.run_files = run_files
        self.keeper: Keeper | None = None
        self.offers: Offers | None = None
        window.installEventFilter(self)
        if run_files is not None:
            app = QGuiApplication.instance()
            if isinstance(app, QGuiApplication):
                app.commitDataRequest.connect(self.keep_for_system)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin when the window has been painted: nobody waits for files."""
        if event.type() == QEvent.Type.Paint:
            self.window.removeEventFilter(self)
            QTimer.singleShot(0, self, self.begin)
        return False

    @Slot()
    def begin(self) -> None:
        """Keep what is on stage from now on, and offer what others have left."""
        keeper = self._keeper()
        if keeper is None:
            self._say_refused(refusal(recovery_folder()))
            return
        left_behind = []
        with contextlib.suppress(OSError):  # a folder that can't be read stops nobody
            left_behind = abandoned(keeper.path.parent)
        if left_behind:
            from gdviz.app.recovery.offers import Offers  # here: it is seldom needed

            self.offers = Offers(self.window, keeper, left_behind)

    @Slot(object)
    def _say_refused(self, error: DocumentError) -> None:
        """Nothing would come back after a crash: who works on should know."""
        text = self.tr("What is on stage can’t be kept for the next start, so save it now and then. {reason}")
        self.window.status.say(text.format(reason=sentence(error)))

    def keep(self) -> bool:
        """Keep what is on stage at this moment; whether it could be."""
        keeper = self._keeper()
        return keeper is not None and keeper.keep()

    @Slot()
    def keep_for_system(self) -> None:
        """The system is about to end gdviz: it will not wait for a question to be answered."""
        keeper = self._keeper()
        if keeper is not None:
            keeper.keep(by_system=True)

    def end(self, *, proper: bool) -> None:
        """The window is closed, or the program has to end: keep nothing, or let what is kept be offered."""
        self.window.removeEventFilter(self)
        if self.offers is not None:
            self.offers.close(proper=proper)
        keeper = self.keeper if proper else self._keeper()
        if keeper is not None:
            keeper.close(proper=proper)
            note_in(None)
        self.run_files = self.keeper = self.offers = None

    def _keeper(self) -> Keeper | None:
        """What keeps the work, from the first time that it is asked for; None where nothing can be kept."""
        if self.keeper is None and self.run_files is not None and self.run_files.take():
            note_in(self.run_files.unfinished)
            self.keeper = Keeper(self.window, self.run_files.work)
            self.keeper.refused.connect(self._say_refused)
        return self.keeper
