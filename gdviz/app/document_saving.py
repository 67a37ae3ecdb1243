"""Writes a document beside the window: a large one takes a second, and a disk may take its time."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from gdviz.document import codec
from gdviz.document.atomic_file import write_whole
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene
from gdviz.document.scene_difference import difference


class SaveRequest(NamedTuple):
    """What is to be saved: as it was when that was asked for, whatever is edited since."""

    path: Path
    stage: Scene
    written: Scene  # with all beats of the file
    edits: int  # of beats, until then
    over_others: bool  # whatever others have written there


class Changed(NamedTuple):
    """Nothing was written, since others have written the file: how it differs."""

    difference: str


class DocumentSaving(QObject):
    """One document after the other. A thread begins with each and ends with it."""

    ended = Signal()  # `outcome` is there; emitted in the thread

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.outcome: bytes | Changed | Exception | None = None  # the digest of what stands in the file now
        self._thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        """Whether a document is being written, or its outcome has not been taken."""
        return self._thread is not None

    def begin(self, scene: Scene, path: Path, seen: bytes | None) -> None:
        """Write a scene, in the place of a file with the digest `seen` only; None: of any."""
        self._thread = threading.Thread(target=self._work, args=(scene, path, seen), name="saving")
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; whether the outcome is there."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self.outcome is not None

    def take(self) -> bytes | Changed | Exception:
        """The outcome, once it is there."""
        assert self._thread is not None
        self._thread.join()
        outcome, self.outcome, self._thread = self.outcome, None, None
        assert outcome is not None
        return outcome

    def _work(self, scene: Scene, path: Path, seen: bytes | None) -> None:
        try:
            self.outcome = _written(scene, path, seen)
        except Exception as error:  # for the window's thread
            self.outcome = error
        if isValid(self):  # the window may be gone where the system ends it
            self.ended.emit()


def digest(data: bytes) -> bytes:
    """What tells a file's bytes from any others."""
    from hashlib import sha256  # reads in OpenSSL, which the first picture can do without

    return sha256(data).digest()


def _written(scene: Scene, path: Path, seen: bytes | None) -> bytes | Changed:
    """Raises DocumentError where it can't be written."""
    if seen is not None and (found := _found(path)) is not None and digest(found) != seen:
        return Changed(difference(found, scene))
    data = codec.encoded(scene)
    write_whole(path, data)
    return digest(data)


def _found(path: Path) -> bytes | None:
    try:
        return codec.read(path)
    except DocumentError:
        return None  # gone, or not to be read: there is nothing to be lost
