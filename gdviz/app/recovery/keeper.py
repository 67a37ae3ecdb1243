"""Keeps what is on stage in a file: a moment after the last edit, in a thread of its own."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from gdviz.app.recovery.kept import WorkInfo, is_built_in, write
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene

if TYPE_CHECKING:
    from gdviz.app.window import Window

PATIENCE = 2.0  # seconds that the end of gdviz waits for the disk
QUIET = 0.8  # seconds without an edit: longer than between two movements of a drag
LONGEST = 2.0  # seconds that an edit waits at the most, however busy the hand is
AGAIN = 100  # milliseconds until it is looked whether the disk is ready

log = logging.getLogger(__name__)


class Keeper(QObject):
    """Writes the window's scene to `path` whenever it has changed, until `close`; at most LONGEST s late.

    `clock` gives seconds.
    """

    refused = Signal(object)  # DocumentError: nothing is kept, said once; emitted in whatever thread
    kept = Signal(int)  # the number of a write that is on the disk; emitted in whatever thread

    def __init__(self, window: Window, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self.window = window
        self.path = path
        self.clock = clock
        self.reopened: Scene | None = None  # what gdviz has put on stage by itself
        self.timer = QTimer(self, singleShot=True)
        self._since = 0.0  # when the first edit came that is not written yet
        self.timer.timeout.connect(self._write_behind)
        self._thread: threading.Thread | None = None
        self._writing = threading.Lock()
        self.asked = self._written = 0  # numbers of writes: a late one must not undo a newer
        self._last: tuple[Scene, WorkInfo] | None = None  # what was to be written last, its time left out
        self._complained = False
        self._over = False  # nothing is to be kept any more
        window.session.scene_changed.connect(self.soon)
        window.session.history_changed.connect(self.soon)  # the modified mark
        window.documents.changed.connect(self.soon)
        self.soon()

    @Slot()
    def soon(self) -> None:
        """Write when the hand rests, or has not rested for long."""
        now = self.clock()
        if not self.timer.isActive():
            self._since = now
        self.timer.start(round(1000 * max(0.0, min(QUIET, self._since + LONGEST - now))))

    def keep(self, *, by_system: bool = False) -> bool:
        """Write now, before anything else happens; whether it is on the disk."""
        self.timer.stop()
        self.asked += 1
        return self._write(self.asked, self.window.documents.to_keep, self._about(by_system=by_system))

    def close(self, *, proper: bool) -> None:
        """Write no more; after a proper end nothing is kept, else the last edit is."""
        if self.timer.isActive() and not proper:
            self.keep()
        self.timer.stop()
        self._over = proper
        for signal in (self.window.session.scene_changed, self.window.session.history_changed):
            signal.disconnect(self.soon)
        self.window.documents.changed.disconnect(self.soon)
        if self._thread is not None:
            self._thread.join(PATIENCE)
        if proper:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)

    @Slot()
    def _write_behind(self) -> None:
        if self._thread is not None and self._thread.is_alive():
            self.timer.start(AGAIN)
            return
        scene, about = self.window.documents.to_keep, self._about()
        if (scene, about) == self._last:
            return
        self._last = scene, about
        self.asked += 1
        arguments = self.asked, scene, about
        self._thread = threading.Thread(target=self._write, args=arguments, name="keeper", daemon=True)
        self._thread.start()

    def _about(self, *, by_system: bool = False) -> WorkInfo:
        """The window's document now; its time is put in when it is written."""
        scene, documents = self.window.documents.to_keep, self.window.documents
        return WorkInfo(
            name=documents.name,
            path=str(documents.path or ""),
            modified=documents.modified,
            time=0.0,
            built_in=documents.path is None and is_built_in(scene),
            lesson=scene.lesson,
            reopened=scene is self.reopened,
            by_system=by_system,
        )

    def _write(self, number: int, scene: Scene, about: WorkInfo) -> bool:
        with self._writing:
            if number < self._written:
                return True
            try:
                write(self.path, replace(about, time=time.time()), scene)
            except DocumentError as error:
                if not self._complained:
                    log.warning("What is on stage can't be kept in %s: %s", self.path.parent, error)
                    self.refused.emit(error)
                self._complained, self._last = True, None
                return False
            self._written = number
            if self._over:  # the disk took longer than `close` waits
                with contextlib.suppress(OSError):
                    self.path.unlink(missing_ok=True)
            if isValid(self):  # the window may be gone meanwhile
                self.kept.emit(number)
            return True
