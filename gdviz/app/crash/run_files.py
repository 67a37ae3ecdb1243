"""The files of one running gdviz in the user's data folder, and of those that have not ended properly.

recovery/TOKEN.lock    held while that gdviz runs
recovery/TOKEN.work    what is on its stage
recovery/TOKEN.fault   where faulthandler writes when the process crashes
recovery/TOKEN.unfinished  names the temporary files that it is writing, wherever they are
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from PySide6.QtCore import QLockFile, QStandardPaths, QSysInfo

from gdviz.document.atomic_file import open_regular, remove_noted
from gdviz.document.errors import DocumentError

FORGOTTEN = 30 * 86400  # seconds after which what could not be read, or was half written, is removed
HALF_WRITTEN = 60  # seconds after which nobody is about to write a lock, or the rest of it
ELSEWHERE = 86400  # seconds that a lock of another computer is respected
DAMAGED = ".damaged"
LONGEST = 100_000  # bytes of a report that are read


def data_folder() -> Path:
    """Where this user's gdviz keeps what is not a setting. The application must have its names already."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))


def recovery_folder() -> Path:
    """Where the files are."""
    return data_folder() / "recovery"


class RunFiles:
    """The files with one token. Who holds the lock may write and remove them."""

    def __init__(self, folder: Path, token: str) -> None:
        self.work = folder / f"{token}.work"
        self.fault = folder / f"{token}.fault"
        self.unfinished = folder / f"{token}.unfinished"
        self._lock = QLockFile(str(folder / f"{token}.lock"))
        self._lock.setStaleLockTime(0)  # by the process alone: a lesson may last for hours

    def take(self) -> bool:
        """Hold the lock, unless another gdviz that is running does.

        Qt knows a lock whose process is gone, but not one that a power cut has emptied, nor one from another
        computer that shares the home folder: those are given up after a while.
        """
        if self._lock.tryLock(0):
            return True
        process, host, _ = self._lock.getLockInfo()
        patience = HALF_WRITTEN if not process else ELSEWHERE if host != QSysInfo.machineHostName() else None
        path = Path(self._lock.fileName())
        with contextlib.suppress(OSError):
            if patience is not None and time.time() - path.stat().st_mtime > patience:
                path.unlink()
                return self._lock.tryLock(0)
        return False

    def leave(self) -> None:
        """Let go of the lock; the files stay for the next start."""
        self._lock.unlock()

    def remove(self) -> None:
        """Nothing of this is needed any more."""
        with contextlib.suppress(OSError):
            self.work.unlink(missing_ok=True)
            self.fault.unlink(missing_ok=True)
            self.unfinished.unlink(missing_ok=True)
        self._lock.unlock()

    def put_aside(self) -> Path:
        """Keep work that can't be read under another name, so that it is not offered again; returns which."""
        aside = self.work.with_suffix(DAMAGED)
        with contextlib.suppress(OSError):
            self.work.replace(aside)
        return aside

    @property
    def report(self) -> str:
        """What faulthandler wrote when the process crashed; empty if it did not."""
        try:
            with open_regular(self.fault) as file:
                return file.read(LONGEST).decode(errors="replace").strip()
        except (OSError, DocumentError):
            return ""


def new(folder: Path) -> RunFiles | None:
    """Files of our own, to be taken soon (that waits for the disk); None where there can't be a folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return RunFiles(folder, os.urandom(8).hex())


def abandoned(folder: Path) -> list[RunFiles]:
    """Those whose gdviz runs no more, each held by us from now on; the one used last first.

    What is of no use to anybody is removed: empty ones, and old files that could not be read. Raises OSError
    where the folder can't be read.
    """
    used: dict[str, float] = {}
    begun = set()
    for path in folder.iterdir():
        with contextlib.suppress(OSError):  # another gdviz may just have removed it
            modified = path.stat().st_mtime
            if path.suffix in (".lock", ".work", ".fault", ".unfinished"):
                used[path.stem] = max(modified, used.get(path.stem, 0.0))
                begun.update([path.stem] if path.suffix != ".fault" else [])
            elif path.suffix in (DAMAGED, ".tmp") and time.time() - modified > FORGOTTEN:
                path.unlink()
    found = []
    for token in sorted(used, key=lambda each: -used[each]):
        run_files = RunFiles(folder, token)
        starting = token not in begun and time.time() - used[token] < HALF_WRITTEN
        if starting or not run_files.take():
            continue
        remove_noted(run_files.unfinished)
        if run_files.work.exists() or run_files.report:
            found.append(run_files)
        else:
            run_files.remove()
    return found
