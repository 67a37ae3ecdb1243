import errno
import os
import stat
import sys

import pytest

from gdviz.document import atomic_file
from gdviz.document.atomic_file import holds_data, whole_file
from gdviz.document.errors import DocumentError

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and links are those of POSIX")


def write(path, data=b"new"):
    with whole_file(path) as file:
        file.write(data)


def refused(path):
    with pytest.raises(DocumentError) as caught:
        write(path)
    return caught.value


def test_a_file_is_written_and_nothing_else(tmp_path):
    write(tmp_path / "a")
    write(tmp_path / "a", b"newer")
    assert (tmp_path / "a").read_bytes() == b"newer"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "no_space"),
        (errno.EACCES, "read_only"),
        (errno.EROFS, "read_only"),
        (errno.EIO, "unwritable"),
    ],
)
def test_a_failure_leaves_the_old_file_and_no_trace(tmp_path, monkeypatch, number, code):
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail(descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic_file.os, "fsync", fail)
    assert refused(path).code == code
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


def test_an_interruption_leaves_the_old_file_and_no_trace(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def interrupted():
        with whole_file(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


def test_a_folder_that_can_not_be_written_to_is_named(tmp_path, monkeypatch):
    def fail(*arguments):
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(atomic_file.os, "open", fail)
    assert refused(tmp_path / "a").code == "read_only"


def test_a_file_that_is_write_protected_stays(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(atomic_file.os, "access", lambda path, mode: False)
    assert refused(tmp_path / "a").code == "read_only"
    assert (tmp_path / "a").read_bytes() == b"old"


def test_impossible_places_are_named(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert refused(tmp_path).code == "folder"
    assert refused(tmp_path / "none" / "a").code == "no_folder"
    assert refused(tmp_path / "file" / "a").code in ("no_folder", "unwritable")
    assert refused("a\0b").code == "unwritable"
    assert refused(tmp_path / ("x" * 5000)).code == "unwritable"


@posix
def test_permissions_stay_and_new_files_get_the_usual_ones(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    before = os.umask(0o027)
    try:
        write(tmp_path / "b")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o640


@posix
def test_a_link_is_followed_and_a_device_written_directly(tmp_path):
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "link").symlink_to("target")
    write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"
    write("/dev/null")


def test_what_a_crash_has_left_in_a_folder_goes_with_the_next_file_there(tmp_path, monkeypatch):
    """Only the window knew of the files that it had begun; those of a command stayed for ever."""
    left, foreign = tmp_path / f".gdviz-{'0' * 16}.tmp", tmp_path / ".gdviz-mine.tmp"
    left.touch()
    foreign.touch()
    write(tmp_path / "a")
    assert left.exists()  # it may just have been begun
    monkeypatch.setattr(atomic_file, "JUST_BEGUN", -1)
    with whole_file(tmp_path / "a"):
        write(tmp_path / "b")  # what is being written is held
    assert {each.name for each in tmp_path.iterdir()} == {"a", "b", foreign.name}


@pytest.mark.parametrize(
    ("name", "start", "data"),
    [
        ("a.jsonl", b'{"x": 1, "y": 2}\n', True),
        ("a.log", b"x y\n1 2\n", True),
        ("a.xyz", b"PAR1\x15", True),  # what it is is said where it is read
        ("a.json", b' {"gdviz": 1}', False),
        ("a.gdviz.txt", b' {"gdviz": 1}', False),
        ("a.gdviz", b"x,y\n1,2\n", False),
        ("a.svg", b"<?xml version='1.0'?><svg ></svg>", False),
        ("a.jpg", b"\xff\xd8\xff\xe0", False),
        ("void", b" ", False),
    ],
)
def test_a_file_is_data_that_is_neither_a_document_nor_a_picture(tmp_path, name, start, data):
    (tmp_path / name).write_bytes(start)
    assert holds_data(tmp_path / name) is data
    assert not holds_data(tmp_path / "missing")
