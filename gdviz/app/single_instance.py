"""Windows of gdviz that are already open, and files handed over to them by a new start.

Each window is a process of its own, and listens at an address of its own in a folder that only its user may
enter; the addresses of one desktop begin alike. A start with files hands them to the window used last. The
talk is short: the window greets with GREETING, the start sends one line of JSON, the window answers TAKEN and
from then on has to open the files. Whoever hears something else, or nothing, opens a window itself.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import stat
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QDir, QLockFile, QObject, QProcess, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

GREETING = b"gdviz 1\n"  # with the version of this talk
TAKEN = b"taken\n"
MAX_BYTES = 256 * 1024  # of a message
MAX_FILES = 100
PATIENCE = 3.0  # seconds for a window to answer: it may be starting, and if it hangs another one opens
TOKEN = re.compile(r"[ -~]{0,512}")
WINDOWS = sys.platform == "win32"

log = logging.getLogger("gdviz")


class OpenRequest(NamedTuple):
    """Files that a new start hands over."""

    files: tuple[Path, ...]  # absolute
    token: str = ""  # with which the desktop lets the window take the focus; empty where there is none


class TalkError(ValueError):
    """A message is not what it should be."""


def packed(request: OpenRequest) -> bytes:
    """A request as it is sent; a token of an unknown form is left out."""
    token = request.token if TOKEN.fullmatch(request.token) else ""
    return json.dumps({"open": [str(file) for file in request.files], "token": token}).encode() + b"\n"


def unpacked(line: bytes) -> OpenRequest:
    """The request in a line. Raises TalkError for anything else.

    >>> unpacked(packed(OpenRequest((Path("/a.gdviz"),)))).files[0].name
    'a.gdviz'
    """
    try:
        message: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise TalkError(str(error)) from None
    if not isinstance(message, dict):
        raise TalkError("not an object")
    files, token = message.get("open"), message.get("token", "")
    if not isinstance(files, list) or not 0 < len(files) <= MAX_FILES or not all(map(_is_path, files)):
        raise TalkError("not a list of absolute paths")
    if not isinstance(token, str) or not TOKEN.fullmatch(token):
        raise TalkError("not a token")
    return OpenRequest(tuple(map(Path, files)), token)


def _is_path(value: object) -> bool:
    """Whether it is an absolute path that this system can take."""
    try:
        return isinstance(value, str) and os.path.isabs(value) and b"\0" not in os.fsencode(value)
    except UnicodeEncodeError:
        return False


# -- addresses ---------------------------------------------------------------------------------------------


def meeting_place() -> Path | None:
    """The folder of the addresses: nobody but this user may enter it. None where there can't be one."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and _is_private(Path(runtime)):
        place = Path(runtime, "gdviz")
    else:
        user = "" if WINDOWS else f"-{os.getuid()}"
        place = Path(QDir.tempPath(), f"gdviz{user}")
    with contextlib.suppress(OSError):
        place.mkdir(mode=0o700, exist_ok=True)
    return place if _is_private(place) else None


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    if WINDOWS:
        return stat.S_ISDIR(found.st_mode)  # the temporary folder there is the user's own
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def desktop() -> str:
    """A short name for the display and session that a window would open on."""
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY", "").removesuffix(".0")
    where = (display, os.environ.get("QT_QPA_PLATFORM", ""), os.environ.get("SESSIONNAME", ""))
    return f"{zlib.crc32(repr(where).encode()):08x}"


def addresses(place: Path) -> list[Path]:
    """Where windows on this desktop may listen, the one used last first."""
    found = []
    for path in place.glob(f"{desktop()}-*"):
        with contextlib.suppress(OSError):
            found.append((path.stat().st_mtime_ns, path))
    return [path for _, path in sorted(found, reverse=True)]


def _server_name(address: Path) -> str:
    """What Qt calls an address: on Windows a pipe, and the file only marks that it is there."""
    return f"gdviz-{address.name}" if WINDOWS else str(address)


# -- handing over ------------------------------------------------------------------------------------------


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """Of two starts at the same moment the second waits until the first listens, or has handed over."""
    place = meeting_place()
    if place is None:
        yield
        return
    lock = QLockFile(str(place / "starting.lock"))
    lock.setStaleLockTime(0)  # the lock of a process that is gone does not count; that of a slow one does
    lock.tryLock(round(PATIENCE * 1000))
    try:
        yield
    finally:
        lock.unlock()


def hand_over(request: OpenRequest) -> bool:
    """Let a window that is already open have the files; False where none takes them."""
    place = meeting_place()
    found = [] if place is None or not request.files else addresses(place)
    if not found:
        return False
    message = packed(request)
    if len(message) > MAX_BYTES:
        return False
    end = time.monotonic() + PATIENCE
    try:
        return any(_ask(address, message, end) for address in found)
    except ImportError as error:
        log.warning("Files can't be handed over to a window that is already open: %s", error)
        return False


def _ask(address: Path, message: bytes, end: float) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_server_name(address))
    if not socket.waitForConnected(_left(end)):
        gone = QLocalSocket.LocalSocketError
        if socket.error() in (gone.ConnectionRefusedError, gone.ServerNotFoundError):
            with contextlib.suppress(OSError):
                address.unlink()  # of a window that crashed
        return False
    if _line(socket, end) != GREETING:
        socket.abort()
        return False
    if WINDOWS:
        _let_others_take_the_focus()
    socket.write(message)
    taken = _line(socket, end) == TAKEN
    socket.abort()
    return taken


def _line(socket: QLocalSocket, end: float) -> bytes:
    """The next line; empty where none comes."""
    while not socket.canReadLine() and socket.bytesAvailable() <= MAX_BYTES:
        if not socket.waitForReadyRead(_left(end)):
            break
    return bytes(socket.readLine(MAX_BYTES).data()) if socket.canReadLine() else b""


def _left(end: float) -> int:
    return max(1, round((end - time.monotonic()) * 1000))


def _let_others_take_the_focus() -> None:
    import ctypes

    ctypes.windll.user32.AllowSetForegroundWindow(-1)  # type: ignore[attr-defined, unused-ignore]


# -- listening ---------------------------------------------------------------------------------------------


class InstanceServer(QObject):
    """Listens for files that later starts hand over."""

    arrived = Signal(object)  # Request; whoever takes it lets no dialog begin before the slot is over

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.address: Path | None = None
        self._server: QLocalServer | None = None

    def listen(self) -> bool:
        """Be there for later starts; False where that can't be, and each of them opens a window."""
        place = meeting_place()
        if place is None:
            return False
        try:
            from PySide6.QtNetwork import QLocalServer
        except ImportError as error:
            log.warning("Files will open in windows of their own: %s", error)
            return False
        address = place / f"{desktop()}-{os.urandom(4).hex()}"
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._greet)
        if not server.listen(_server_name(address)):
            log.warning("Files will open in windows of their own: %s", server.errorString())
            return False
        if WINDOWS:
            address.touch()
        self.address, self._server = address, server
        return True

    @Slot()
    def note_use(self) -> None:
        """This window is the one used last."""
        if self.address is not None:
            with contextlib.suppress(OSError):
                os.utime(self.address)

    def close(self) -> None:
        """Take no more files."""
        if self._server is not None and self.address is not None:
            self._server.close()
            self._server = None
            with contextlib.suppress(OSError):
                self.address.unlink()

    @Slot()
    def _greet(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            InstanceClient(socket, self)


class InstanceClient(QObject):
    """One start that has come to hand files over."""

    def __init__(self, socket: QLocalSocket, post: InstanceServer) -> None:
        super().__init__(post)
        self.socket, self.post = socket, post
        socket.setParent(self)
        socket.setReadBufferSize(MAX_BYTES + 1)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.deleteLater)
        patience = QTimer(self, singleShot=True)
        patience.timeout.connect(self._leave)
        patience.start(round(PATIENCE * 1000))
        socket.write(GREETING)

    @Slot()
    def _read(self) -> None:
        if not self.socket.canReadLine():
            if self.socket.bytesAvailable() > MAX_BYTES:
                self._leave()
            return
        try:
            request = unpacked(bytes(self.socket.readLine(MAX_BYTES).data()))
        except TalkError as error:
            log.warning("A start of gdviz sent what can't be understood: %s", error)
            self._leave()
            return
        self.socket.readyRead.disconnect(self._read)
        self.socket.write(TAKEN)
        self.socket.flush()
        self.post.arrived.emit(request)

    @Slot()
    def _leave(self) -> None:
        self.socket.abort()
        self.deleteLater()


# -- one more window ---------------------------------------------------------------------------------------


def open_window(file: Path | None = None) -> bool:
    """Open one more window, a process of its own, with a file or the first lesson; False where that fails."""
    command = ["--new-window"] if file is None else ["--new-window", str(file)]
    if not getattr(sys, "frozen", False):
        command = ["-m", "gdviz", *command]
    started: Any = QProcess.startDetached(sys.executable, command)
    return bool(started[0] if isinstance(started, tuple) else started)
