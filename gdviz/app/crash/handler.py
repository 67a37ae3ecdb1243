"""Keeps the window alive when something fails: says so once, with the work kept, and never in silence."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from gdviz.app.crash import run_files
from gdviz.app.crash.error_report import ErrorReport, error_report
from gdviz.app.crash.hooks import Hooks
from gdviz.app.crash.log_file import LogFile
from gdviz.app.crash.native import NativeWatch
from gdviz.base import i18n
from gdviz.document import codec
from gdviz.document.errors import DocumentError

if TYPE_CHECKING:
    from gdviz.app.crash.dialog import CrashDialog
    from gdviz.app.window import Window

Value = TypeVar("Value")
MOST_PLACES = 100  # where errors are told apart; what fails in more places is only counted
LONGEST_SCENE = 100_000  # bytes of a scene that still goes into the details
OWN = os.path.join("crash", "dialog.py")  # an error in it must not open what has just failed

log = logging.getLogger("gdviz")


class CrashHandler(QObject):
    """Around the life of the window: ``with CrashHandler(app) as handler``.

    What nobody caught, in any thread, is logged, and told in a dialog: each error once, those that come
    while the dialog is open in the same one. What ends the start itself is told too, and ends the `with`.
    """

    noticed = Signal()  # emitted in whatever thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run_files: run_files.RunFiles | None = None
        self.dialog: CrashDialog | None = None
        self._window: Window | None = None
        self._keep: Callable[[], bool] | None = None
        self._counts: dict[str, int] = {}
        self._untold: list[ErrorReport] = []
        self._lock = threading.RLock()
        # Never at once: the error may come from the middle of a painting.
        self.noticed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def __enter__(self) -> CrashHandler:
        folder = run_files.data_folder()
        self.run_files = run_files.new(run_files.recovery_folder())
        self._handlers: list[logging.Handler] = [LogFile(folder / "gdviz.log")]
        if sys.stderr is not None and logging.lastResort is not None:  # a windowed app has none on Windows
            self._handlers.append(logging.lastResort)
        for handler in self._handlers:
            log.addHandler(handler)
        self._hooks = Hooks(self.catch)
        self._native: NativeWatch | None = None
        if self.run_files is not None:
            with contextlib.suppress(OSError):
                self._native = NativeWatch(self.run_files.fault)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        failed = kind is not None and issubclass(kind, Exception)
        if kind is not None and failed:
            self.catch(kind, error, trace)
        self._tell_last()
        self._hooks.close()
        for handler in self._handlers:
            log.removeHandler(handler)
        if self._native is not None:
            self._native.close()
        if self.run_files is not None:
            if self.run_files.work.exists():
                self.run_files.leave()
            else:
                self.run_files.remove()
        self._window = self._keep = None
        return failed

    def watch(self, window: Window, keep: Callable[[], bool]) -> None:
        """From now on there is a window; `keep` keeps its work and says whether it could."""
        self._window, self._keep = window, keep

    def attempt(self, function: Callable[..., Value], *arguments: object) -> Value | None:
        """Call a function outside the event loop; an error is told like any other, and gives None."""
        try:
            return function(*arguments)
        except Exception as error:
            self.catch(type(error), error, error.__traceback__)
            return None

    @property
    def untold(self) -> bool:
        """Whether there are errors that the person has not been told of."""
        return bool(self._untold)

    # -- noticing, in any thread ---------------------------------------------------------------------------

    def catch(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The hook for what nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        try:
            self._notice(kind, error, trace)
        except Exception:  # such as when Qt's part of this object is gone already
            sys.__excepthook__(kind, error or kind(), trace)

    def _notice(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        thread = threading.current_thread()
        own = thread is threading.main_thread()
        found = error_report(kind, error, trace, "" if own else thread.name)
        with self._lock:
            count = self._counts.get(found.place, 0)
            if count or len(self._counts) < MOST_PLACES:
                self._counts[found.place] = count + 1
            new = count == 0 and found.place in self._counts
        if new:
            log.error("Unexpected error\n%s", found.trace)
        elif count + 1 in (10, 100, 1000, 10_000, 100_000):
            log.error("The same error for the %d. time: %s", count + 1, found.error)
        if new and not any(file.endswith(OWN) for file in found.files):
            with self._lock:
                self._untold.append(found)
            self.noticed.emit()

    # -- telling, in the window's thread -------------------------------------------------------------------

    def taken(self) -> list[ErrorReport]:
        """What was not told yet, which from now on counts as told."""
        with self._lock:
            found, self._untold = self._untold, []
        return found

    @Slot()
    def _tell(self) -> None:
        """Open the dialog, or add to the one that is open."""
        if self._window is None or not self._window.isVisible():
            return  # the event loop is about to end, and would take the dialog with it: `_tell_last` comes
        found = self.taken()
        if not found:
            return
        if self.dialog is not None:
            self.dialog.add(found)
            return
        with self._surely():
            self.dialog = self._made(found)
            self.dialog.finished.connect(self._closed)
            self.dialog.show()

    def _tell_last(self) -> None:
        """Tell what could not be told while the event loop ran, since it has ended or was never there."""
        found = self.taken()
        if found and QApplication.instance() is not None:
            with self._surely():
                dialog = self._made(found)
                dialog.exec()
                dialog.deleteLater()

    @contextlib.contextmanager
    def _surely(self) -> Iterator[None]:
        """Where even the dialog fails, the log has it, and the terminal if there is one."""
        try:
            yield
        except Exception:
            self.dialog = None
            log.exception("The error could not be shown")

    def _made(self, found: list[ErrorReport]) -> CrashDialog:
        from gdviz.app.crash.dialog import CrashDialog, StageInfo
        from gdviz.document.atomic_file import file_name  # here: seldom needed

        window = self._window
        if window is None or self._keep is None:
            return CrashDialog(found, None, self._details)
        closing = not window.isVisible()
        if closing:
            kept = self.run_files is not None and self.run_files.work.exists()
        else:
            kept = bool(self.attempt(self._keep))
        folder = str(run_files.recovery_folder()) if kept else ""
        scene, name = window.session.scene, file_name(window.documents.name)
        stage = StageInfo(scene, name, window.settings.folder, folder, closing)
        return CrashDialog(found, stage, self._details, None if closing else window)

    @Slot()
    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _details(self, reports: list[ErrorReport]) -> str:
        """All that is known, as text to be sent to whoever can mend it."""
        from gdviz.app.crash.details import report

        parts = []
        for each in reports:
            where = f" (in thread {each.thread})" if each.thread else ""
            parts.append(f"{each.error}{where}\n{each.trace}")
        if self._window is not None:
            parts.append(shared(self._window))
        return report(i18n.spoken(), *parts)


def shared(window: Window) -> str:
    """The scene as its line of text, where it is short enough to be sent."""
    from gdviz.document import share

    scene = window.session.scene
    try:
        return share.to_line(scene) if len(codec.packed(scene)) < LONGEST_SCENE else ""
    except DocumentError:
        return ""
