"""What a start of gdviz and a window that is open say to each other, and what can go wrong with it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication

from gdviz.app import single_instance
from gdviz.app.single_instance import (
    GREETING,
    MAX_BYTES,
    MAX_FILES,
    TAKEN,
    InstanceServer,
    OpenRequest,
    TalkError,
    packed,
    unpacked,
)
from tests.sampling import examples

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes have no files to look at")


@pytest.fixture
def place(monkeypatch):
    """The folder of the addresses, empty; short, since sockets take no long names."""
    folder = Path(os.environ["XDG_RUNTIME_DIR"], f"r{os.getpid()}")
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setattr(single_instance, "PATIENCE", 0.3)
    place = single_instance.meeting_place()
    assert place == folder / "gdviz"
    yield place
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


@pytest.fixture
def post(qapp, place, monkeypatch):
    """A window's post that listens, and what has arrived there."""
    monkeypatch.setattr(single_instance, "PATIENCE", 20)
    post = InstanceServer()
    post.requests = []
    post.arrived.connect(post.requests.append)
    assert post.listen()
    yield post
    post.close()


class Peer(threading.Thread):
    """Something that listens at an address, but is no gdviz of ours: says `greeting` to everybody."""

    def __init__(self, address: Path, greeting: bytes = b"") -> None:
        super().__init__(daemon=True)
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(address))
        self.listening.listen()
        self.greeting = greeting
        self.kept = []
        if greeting:
            self.start()

    def run(self):
        while True:
            try:
                visitor, _ = self.listening.accept()
            except OSError:
                return
            self.kept.append(visitor)
            with contextlib.suppress(OSError):  # it may have lost its patience
                visitor.sendall(self.greeting)

    def close(self):
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        for visitor in self.kept:
            visitor.close()
        if self.greeting:
            self.join()


def said_by(post, *messages, qtbot, end=True):
    """What the post answers to somebody who says `messages`."""
    with socket.socket(socket.AF_UNIX) as visitor:
        visitor.setblocking(False)
        visitor.connect(str(post.address))
        heard = b""

        def listened():
            nonlocal heard
            try:
                got = visitor.recv(1000)
            except BlockingIOError:
                return False
            except ConnectionResetError:
                return True
            heard += got
            return not got or heard.endswith(TAKEN)

        for message in messages:
            while message:
                try:
                    message = message[visitor.send(message) :]
                except BlockingIOError:
                    QCoreApplication.processEvents()
                except (BrokenPipeError, ConnectionResetError):
                    break
        qtbot.waitUntil(listened)
        return heard


# -- the messages ------------------------------------------------------------------------------------------


@given(st.lists(st.text(), min_size=1, max_size=5), st.from_regex(single_instance.TOKEN, fullmatch=True))
@settings(max_examples=examples(100))
def test_a_request_comes_back_whole(names, token):
    names = [name.encode("utf-8", "ignore").decode().replace("\0", "") for name in names]
    request = OpenRequest(tuple(Path("/", name) for name in names), token)
    line = packed(request)
    assert line.count(b"\n") == 1
    assert unpacked(line) == request


def test_a_file_whose_name_is_no_text_comes_back_whole():
    request = OpenRequest((Path(os.fsdecode(b"/tmp/\xff\xfe.gdviz")),))
    assert unpacked(packed(request)) == request


@pytest.mark.parametrize("token", ["a\nb", "é", "a" * 600])
def test_a_strange_token_does_not_keep_files_back(token):
    file = Path("/tmp/a.gdviz")
    assert unpacked(packed(OpenRequest((file,), token))) == OpenRequest((file,))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"{",
        b"\xff\xfe\n",
        b"[]",
        b"null",
        b"1" * 10_000,
        b"[" * 100_000,
        b"{}",
        b'{"open": []}',
        b'{"open": "/a"}',
        b'{"open": [1]}',
        b'{"open": ["relative"]}',
        b'{"open": ["/a\\u0000b"]}',
        b'{"open": ["/a\\ud800"]}',
        b'{"open": ["/a"], "token": 1}',
        b'{"open": ["/a"], "token": "a\\nb"}',
        b'{"open": ["/a"], "token": "' + b"a" * 600 + b'"}',
        json.dumps({"open": ["/a"] * (MAX_FILES + 1)}).encode(),
    ],
    ids=range(19),
)
def test_anything_else_is_refused(line):
    with pytest.raises(TalkError):
        unpacked(line)


# -- who listens -------------------------------------------------------------------------------------------


def test_files_arrive_and_are_acknowledged(post, qtbot):
    request = OpenRequest((Path("/tmp/a b.gdviz"), Path("/tmp/二.gdviz")), "token")
    assert said_by(post, packed(request), qtbot=qtbot) == GREETING + TAKEN
    assert post.requests == [request]


def test_a_message_in_pieces_arrives(post, qtbot):
    line = packed(OpenRequest((Path("/tmp/a.gdviz"),)))
    assert said_by(post, *(line[place : place + 1] for place in range(len(line))), qtbot=qtbot).endswith(
        TAKEN
    )


@pytest.mark.parametrize("nonsense", [b"hello\n", b'{"open": ["a"]}\n', b"x" * (3 * MAX_BYTES)])
def test_nonsense_is_hung_up_on_and_harms_nothing(post, qtbot, caplog, nonsense):
    assert said_by(post, nonsense, qtbot=qtbot) in (GREETING, b"")
    assert post.requests == []
    assert said_by(post, packed(OpenRequest((Path("/a"),))), qtbot=qtbot).endswith(TAKEN)


def test_who_says_nothing_is_hung_up_on(post, qtbot, monkeypatch):
    monkeypatch.setattr(single_instance, "PATIENCE", 0.2)
    assert said_by(post, qtbot=qtbot) == GREETING
    assert said_by(post, b'{"open', qtbot=qtbot) == GREETING


def test_many_at_once_are_all_heard(post, qtbot):
    visitors = [socket.socket(socket.AF_UNIX) for _ in range(20)]
    for number, visitor in enumerate(visitors):
        visitor.connect(str(post.address))
        visitor.sendall(packed(OpenRequest((Path(f"/{number}"),))))
    qtbot.waitUntil(lambda: len(post.requests) == 20)
    for visitor in visitors:
        visitor.close()


def test_the_address_is_the_users_own_and_goes_with_the_window(post, place):
    assert place.stat().st_mode & 0o777 == 0o700
    assert post.address.stat().st_mode & 0o077 == 0
    assert single_instance.addresses(place) == [post.address]
    post.close()
    assert list(place.iterdir()) == []


def test_a_folder_that_others_may_enter_is_not_used(place, qapp):
    place.chmod(0o755)
    assert single_instance.meeting_place() is None
    assert not InstanceServer().listen()
    assert not single_instance.hand_over(OpenRequest((Path("/a"),)))


def test_a_runtime_folder_of_somebody_else_is_not_used(monkeypatch, tmp_path):
    tmp_path.chmod(0o755)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert single_instance.meeting_place() == tmp_path / f"gdviz-{os.getuid()}"


def test_other_displays_are_other_desktops(monkeypatch):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    names = []
    for display, platform in ((":0", ""), (":0.0", ""), (":1", ""), (":0", "offscreen")):
        monkeypatch.setenv("DISPLAY", display)
        monkeypatch.setenv("QT_QPA_PLATFORM", platform)
        names.append(single_instance.desktop())
    assert names[0] == names[1]
    assert len(set(names)) == 3


# -- who hands over ----------------------------------------------------------------------------------------


def address(place, name="x"):
    return place / f"{single_instance.desktop()}-{name}"


def test_nobody_is_there(place):
    assert not single_instance.hand_over(OpenRequest((Path("/a"),)))


def test_the_address_of_a_crashed_window_is_removed(place):
    Peer(address(place)).close()
    assert address(place).exists()
    assert not single_instance.hand_over(OpenRequest((Path("/a"),)))
    assert not address(place).exists()


def test_a_window_that_hangs_is_not_waited_for_for_ever(place):
    hanging = Peer(address(place))
    assert not single_instance.hand_over(OpenRequest((Path("/a"),)))
    assert address(place).exists(), "it may come back to life"
    hanging.close()


@pytest.mark.parametrize("greeting", [b"gdviz 2\n", b"HTTP/1.1 200 OK\r\n", b"x" * 1000, b"\n"])
def test_another_version_or_another_program_gets_nothing(place, greeting):
    other = Peer(address(place), greeting)
    assert not single_instance.hand_over(OpenRequest((Path("/a"),)))
    assert all(heard_by(visitor) == b"" for visitor in other.kept)
    other.close()


def heard_by(visitor):
    try:
        return visitor.recv(100)
    except ConnectionResetError:  # it hung up before it had read all
        return b""


def test_one_that_greets_but_does_not_take_is_no_success(place):
    other = Peer(address(place), GREETING)
    assert not single_instance.hand_over(OpenRequest((Path("/a"),)))
    other.close()


def test_the_window_used_last_is_asked_first(place):
    for name, when in (("old", 1), ("new", 3), ("middle", 2)):
        address(place, name).touch()
        os.utime(address(place, name), (when, when))
    (place / "another-desktop").touch()
    assert [path.name.split("-")[1] for path in single_instance.addresses(place)] == ["new", "middle", "old"]


def test_two_starts_take_turns(place):
    order = []

    def second():
        with single_instance.turn():
            order.append("second")

    with single_instance.turn():
        thread = threading.Thread(target=second)
        thread.start()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_start_that_hangs_in_its_turn_does_not_stop_others(place):
    with single_instance.turn():
        done = threading.Event()

        def second():
            with single_instance.turn():
                done.set()

        thread = threading.Thread(target=second)
        thread.start()
        assert done.wait(30)
        thread.join()


def test_without_qts_network_part_every_file_gets_its_own_window(place, monkeypatch, caplog, qapp):
    monkeypatch.setitem(sys.modules, "PySide6.QtNetwork", None)
    address(place).touch()
    assert not single_instance.hand_over(OpenRequest((Path("/a"),)))
    assert not InstanceServer().listen()
    assert "windows of their own" in caplog.text
