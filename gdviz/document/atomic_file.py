"""Files: telling them apart, and writing them whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from gdviz.document.errors import DocumentError
from gdviz.document.in_pictures import SVG_HEAD, begins_document, is_picture
from gdviz.document.in_sweeps import scene_in

TEMPORARY = re.compile(r"\.gdviz-[0-9a-f]{16}\.tmp")
MOST_NOTED = 2**20  # bytes of a note
JUST_BEGUN = 60  # seconds within which nobody may hold a temporary file yet
SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".dat", ".data", ".xlsx", ".xls", ".ods", ".npy", ".npz")


def holds_data(path: str | os.PathLike[str]) -> bool:
    """Whether a file holds data: by its name, else since it is no picture, which may carry a scene.

    A sweep carries its scene, and a document is one by any name: mail programs change names.

    >>> holds_data("iris.CSV"), holds_data("lesson.gdviz")
    (True, False)
    """
    suffix = Path(path).suffix.lower()
    if scene_in(path) is not None:
        return False
    try:
        with open_regular(path) as file:
            start = file.read(SVG_HEAD) or b""
    except (OSError, ValueError):
        return suffix in SUFFIXES
    if begins_document(start):
        return False
    return suffix in SUFFIXES or (suffix != ".gdviz" and bool(start.strip()) and not is_picture(start))


def open_regular(path: str | os.PathLike[str]) -> BinaryIO:
    """A file opened for reading. Raises DocumentError for a pipe or a device: it may never end, or begin."""
    # Without waiting for a pipe's other end; what it is is asked of what was opened, not of the name.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    raise DocumentError("not_regular")


def write_whole(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file as `whole_file` does, all at once."""
    with whole_file(path) as file:
        file.write(data)


@contextlib.contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends, and leaves no trace where it fails.

    The old file keeps its permissions, and stays as it is until the new one is complete on the disk. A link
    is followed; a device or a pipe is written directly. Raises DocumentError where it can't be written.
    """
    try:
        target = Path(os.path.realpath(path))
    except ValueError as error:  # a NUL in the name
        raise DocumentError("unwritable", reason=str(error)) from error
    try:
        with _opened(target) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise refusal(error) from error


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    mode = _mode(path)
    if mode is not None and stat.S_ISDIR(mode):
        raise DocumentError("folder")
    if mode is not None and not stat.S_ISREG(mode):
        with path.open("wb") as file:
            yield file
        return
    if mode is not None and not os.access(path, os.W_OK):
        raise DocumentError("read_only")
    temporary = path.with_name(f".gdviz-{os.urandom(8).hex()}.tmp")
    _note(temporary, begun=True)
    # Not by tempfile: a new file should get the permissions that the user's umask gives.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(temporary, flags, 0o666), "wb") as file:
            _hold(file.fileno())
            remove_abandoned(path.parent)
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        _note(temporary, begun=False)
    _remember(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder of gdviz's own, where it is not there. Raises DocumentError where it can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal(error) from error


# -- what a crash leaves half written ------------------------------------------------------------------------


def note_in(path: Path | None) -> None:
    """From now on `path` names the temporary files that are being written; None: no file does."""
    with _noting:
        _note_file[:] = [] if path is None else [path]


def remove_noted(path: Path) -> None:
    """Remove the temporary files that a process which crashed has noted in `path`, and the note."""
    with contextlib.suppress(OSError, DocumentError):
        with open_regular(path) as file:
            names = file.read(MOST_NOTED).decode(errors="surrogateescape")
        for line in names.splitlines():
            if TEMPORARY.fullmatch(Path(line).name):
                with contextlib.suppress(OSError, ValueError):
                    Path(line).unlink(missing_ok=True)
        path.unlink(missing_ok=True)


def remove_abandoned(folder: Path) -> None:
    """Remove the temporary files in a folder that a process of gdviz has left there: nobody holds them."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if TEMPORARY.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    if time.time() - entry.stat().st_mtime > JUST_BEGUN and not _is_held(entry.path):
                        os.unlink(entry.path)


def _hold(descriptor: int) -> None:
    """Tell others that the file is being written, as long as it is open; Windows does so by itself."""
    if os.name == "posix":
        import fcntl

        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_held(path: str) -> bool:
    """Whether a process holds it. Raises OSError where nobody can tell: it stays then."""
    if os.name == "posix":
        import fcntl

        with open(path, "rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
    return False


def remove_unfinished() -> None:
    """Remove the temporary files that are being written: the process ends at once."""
    for path in tuple(_unfinished):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _note(temporary: Path, *, begun: bool) -> None:
    with _noting:
        (_unfinished.add if begun else _unfinished.discard)(temporary.absolute())
        for path in _note_file:
            with contextlib.suppress(OSError):  # nobody keeps a file from being saved because of it
                if _unfinished:
                    names = "\n".join(map(str, sorted(_unfinished)))
                    path.write_text(names, encoding="utf-8", errors="surrogateescape")
                else:
                    path.unlink(missing_ok=True)


_noting = threading.Lock()  # exports are written in threads
_unfinished: set[Path] = set()
_note_file: list[Path] = []


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _remember(folder: Path) -> None:
    """Make the new name in `folder` survive a power cut, where the system can be asked to."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def refusal(error: OSError) -> DocumentError:
    """Why a file can't be written, as what a person can do something about."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DocumentError("read_only")
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None)):
        return DocumentError("no_space")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return DocumentError("no_folder")
    if error.errno == errno.EISDIR:
        return DocumentError("folder")
    return DocumentError("unwritable", reason=error.strerror or str(error))


def file_name(title: str) -> str:
    """The title as a file's name: without what file systems refuse."""
    kept = "".join(" " if char in '\\/:*?"<>|' or ord(char) < 32 else char for char in title)
    return " ".join(kept.split()).strip(". ")[:80] or "scene"
