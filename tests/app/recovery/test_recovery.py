"""What is kept while the window is open, and what the next one makes of it, by hand."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSysInfo, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from gdviz.app import document_reading
from gdviz.app.crash import run_files
from gdviz.app.crash.run_files import RunFiles
from gdviz.app.recovery import Recovery, offers
from gdviz.app.recovery import keeper as keeping
from gdviz.app.recovery.kept import WorkInfo, is_built_in, read_info, read_scene, write
from gdviz.document import codec, lessons
from gdviz.document.atomic_file import note_in, whole_file
from gdviz.document.edits import change
from gdviz.document.scene import Scene
from gdviz.panels.frame.offer import OfferBar
from tests.sampling import long, some

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

MINE = change(Scene(title="Mine"), "runs.0.steps", 7)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(bare_window):
    """No view is needed here."""
    return bare_window


@pytest.fixture
def folder(tmp_path):
    """Where everything is kept."""
    folder = tmp_path / "recovery"
    folder.mkdir()
    return folder


@pytest.fixture
def begin(window, folder):
    """Lets the window keep its work and look at what others have left; ends that at the end."""
    begun = []

    def begin():
        own = run_files.new(folder)
        recovery = Recovery(window, own)
        recovery.begin()
        begun.append((recovery, own))
        return recovery

    yield begin
    for recovery, own in begun:
        recovery.end(proper=True)
        own.remove()


@pytest.fixture
def leave(folder):
    """Leaves work behind, as a gdviz does that is killed."""

    def leave(token, scene=MINE, age=100.0, **about):
        own = RunFiles(folder, token)
        moment = time.time() - age
        write(own.work, WorkInfo(**{"name": scene.title, "modified": True, "time": moment, **about}), scene)
        os.utime(own.work, (moment, moment))
        return own

    return leave


def edit(window, rate=0.7):
    window.session.edit(change(window.session.scene, "runs.0.schedule.learning_rate", rate), "Learning rate")


def writers():
    """The threads that write behind the window."""
    return [thread for thread in threading.enumerate() if thread.name == "keeper"]


def written():
    """Wait until what is written behind the window is on the disk."""
    for thread in writers():
        thread.join()


def press(button):
    QTest.mouseClick(button, LEFT)


def files(folder, ending=""):
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(ending))


# -- keeping -------------------------------------------------------------------------------------------------


def test_each_edit_is_kept_with_all_that_saving_needs(window, begin, qtbot, tmp_path):
    window.documents.open_lesson(lessons.names()[0])
    keeper = begin().keeper
    qtbot.waitUntil(keeper.path.exists)
    about = read_info(keeper.path)
    assert (about.name, about.path, about.modified) == ("One step at a time", "", False)
    assert about.built_in
    assert about.lesson == lessons.names()[0]
    began = time.time()
    edit(window)
    qtbot.waitUntil(lambda: read_scene(keeper.path) == window.session.scene)
    about = read_info(keeper.path)
    assert about.modified
    assert not about.built_in
    assert began <= about.time <= time.time()
    path = tmp_path / "a.gdviz"
    window.documents.write(path)
    qtbot.waitUntil(lambda: read_info(keeper.path).path == str(path))
    assert not read_info(keeper.path).modified
    window.session.undo()
    qtbot.waitUntil(lambda: read_info(keeper.path).modified)


def test_a_drag_is_written_once_when_the_hand_rests(window, begin, qtbot, monkeypatch):
    keeper = begin().keeper
    qtbot.waitUntil(keeper.path.exists)
    written = []
    monkeypatch.setattr("gdviz.app.recovery.keeper.write", lambda *arguments: written.append(arguments[2]))
    for step in range(60):
        edit(window, 0.1 + step / 100)
        assert keeper.timer.isActive()
    assert written == []
    keeper.timer.timeout.emit()
    qtbot.waitUntil(lambda: len(written) == 1)
    assert written == [window.session.scene]


def test_a_hand_that_never_rests_is_written_behind_all_the_same(window, folder, monkeypatch):
    clock = [100.0]
    keeper = keeping.Keeper(window, folder / "a.work", lambda: clock[0])
    waits = []
    for _ in range(8):
        edit(window, 0.1 + clock[0] / 1000)
        waits.append(clock[0] - 100 + keeper.timer.interval() / 1000)
        clock[0] += 0.5
    disk = threading.Event()
    monkeypatch.setattr("gdviz.app.recovery.keeper.write", lambda *_: disk.wait(30))
    for rate in (0.8, 0.9):
        clock[0] += 2
        keeper.timer.stop()
        keeper.timer.timeout.emit()
        edit(window, rate)
    assert keeper.timer.interval() == 0  # the disk has not done with the first: the second has waited, too
    disk.set()
    keeper.close(proper=True)
    assert waits[:3] == pytest.approx([0.8, 1.3, 1.8])
    assert max(waits[:5]) <= keeping.LONGEST < 5
    assert waits[7] == pytest.approx(3.5)  # overdue: written as soon as the window has a moment


def test_what_has_not_changed_is_not_written_again(window, begin, qtbot):
    keeper = begin().keeper
    qtbot.waitUntil(keeper.path.exists)
    written()
    before = keeper.path.read_bytes()
    edit(window)
    window.session.undo()
    keeper.timer.timeout.emit()
    assert not writers()
    assert keeper.path.read_bytes() == before


def test_a_write_that_comes_late_undoes_no_newer_one(window, begin, qtbot):
    keeper = begin().keeper
    qtbot.waitUntil(keeper.path.exists)
    late = keeper.asked, window.session.scene, keeper._about()
    edit(window)
    assert keeper.keep()
    assert keeper._write(*late)
    assert read_scene(keeper.path) == window.session.scene


def test_a_folder_that_was_cleared_away_is_made_again(window, begin, folder):
    recovery = begin()
    shutil.rmtree(folder)
    edit(window)
    assert recovery.keep()
    assert read_scene(recovery.keeper.path) == window.session.scene


def test_a_folder_that_can_not_be_made_is_said_once_and_stops_nobody(window, begin, folder, caplog, qtbot):
    recovery = begin()
    shutil.rmtree(folder)
    folder.touch()
    with caplog.at_level(logging.WARNING, "gdviz"):
        assert not recovery.keep()
        edit(window)
        assert not recovery.keep()
    assert caplog.text.count("can't be kept") == 1
    qtbot.waitUntil(lambda: "can’t be kept for the next start" in window.status.currentMessage())
    folder.unlink()
    assert recovery.keep()


def test_without_a_folder_the_window_works_all_the_same(window, tmp_path):
    (tmp_path / "file").write_text("")
    assert run_files.new(tmp_path / "file" / "recovery") is None
    recovery = Recovery(window, None)
    recovery.begin()
    assert not recovery.keep()
    recovery.keep_for_system()
    recovery.end(proper=False)


def test_the_systems_end_is_remembered_until_the_next_edit(window, begin, qtbot):
    recovery = begin()
    QGuiApplication.instance().commitDataRequest.emit(None)
    assert read_info(recovery.keeper.path).by_system
    edit(window)
    qtbot.waitUntil(lambda: not read_info(recovery.keeper.path).by_system)


@pytest.mark.parametrize("lesson", lessons.all(), ids=lambda lesson: lesson.name)
def test_a_lesson_as_it_comes_is_nobodys_work(lesson):
    assert is_built_in(lesson.scene)
    assert not is_built_in(change(lesson.scene, "title", "Mine"))


# -- offering ------------------------------------------------------------------------------------------------


def test_all_that_was_open_is_offered_the_newest_first(window, begin, leave, folder):
    leave("old", change(MINE, "title", "Old"), age=200)
    leave("new", change(MINE, "title", "New"))
    leave("mid", change(MINE, "title", "Middle"), age=150)
    bar = begin().offers.bar
    assert bar.isVisible()
    assert bar.label.text().startswith(
        "gdviz did not close properly last time. Bring back “New”, as it was at "
    )
    assert bar.label.text().endswith("? 2 more will follow.")
    assert not bar.copy.isVisible()
    assert window.focusWidget() is window.stage
    press(bar.discard)
    assert "“Middle”" in bar.label.text()
    press(bar.later)
    assert "“Old”" in bar.label.text()
    press(bar.bring_back)
    assert not bar.isVisible()
    assert window.session.scene.title == "Old"
    assert [name for name in files(folder, ".work") if len(name) < 10] == ["mid.work"]


def test_later_is_offered_by_the_next_start(begin, leave, folder):
    leave("a")
    recovery = begin()
    press(recovery.offers.bar.later)
    recovery.end(proper=True)
    assert "“Mine”" in begin().offers.bar.label.text()


def test_what_is_offered_here_is_not_offered_by_a_second_gdviz(begin, leave, folder):
    leave("a")
    begin()
    assert run_files.abandoned(folder) == []


def test_a_file_that_has_changed_since_is_one_to_be_saved(window, begin, leave, tmp_path):
    path = tmp_path / "a.gdviz"
    codec.save(MINE, path)
    leave("same", name="a.gdviz", path=str(path), modified=False)
    press(begin().offers.bar.bring_back)
    assert window.documents.path == path
    assert not window.isWindowModified()
    codec.save(Scene(), path)
    leave("other", name="a.gdviz", path=str(path), modified=False)
    press(begin().offers.bar.bring_back)
    assert window.session.scene == MINE
    assert window.isWindowModified()


def test_it_asks_before_it_takes_the_place_of_other_work(window, begin, leave, monkeypatch, folder):
    own = leave("a")
    bar = begin().offers.bar
    window.documents.new()
    edit(window)
    scene = window.session.scene
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answers.pop(0))
    press(bar.bring_back)
    assert window.session.scene is scene
    assert bar.isVisible()
    assert own.work.exists()
    press(bar.bring_back)
    assert window.session.scene == MINE
    assert not own.work.exists()


def test_the_only_copy_stays_where_no_new_one_can_be_kept(window, begin, leave, monkeypatch):
    own = leave("a")
    recovery = begin()
    monkeypatch.setattr(recovery.keeper, "keep", lambda: False)
    press(recovery.offers.bar.bring_back)
    assert window.session.scene == MINE
    assert own.work.exists()
    assert recovery.offers.bar.isHidden()


def test_large_work_is_read_beside_the_window_and_its_file_goes_when_it_is_kept_anew(
    window, begin, leave, folder, qtbot, monkeypatch
):
    """94 MB held the window for 4.3 s."""
    monkeypatch.setattr(document_reading, "LARGE", 10)
    go_on, read = threading.Event(), offers.read_scene
    monkeypatch.setattr(offers, "read_scene", lambda path: read(path) if go_on.wait(30.0) else None)
    left = leave("a")
    recovery = begin()
    press(recovery.offers.bar.bring_back)
    press(recovery.offers.bar.bring_back)
    assert (window.session.scene.title, window.status.currentMessage()) == ("", "Opening “Mine”…")
    go_on.set()
    qtbot.waitUntil(lambda: window.session.scene.title == "Mine")
    assert (recovery.offers.bar.isVisible(), left.work.exists()) == (False, True)
    qtbot.waitUntil(lambda: not left.work.exists())
    assert read_scene(recovery.keeper.path).title == "Mine"


def test_work_that_is_too_large_for_a_file_is_brought_back(window, begin, leave, monkeypatch):
    """Said to be too large to be saved, it was too large to be brought back, too."""
    leave("a")
    monkeypatch.setattr(codec, "MAX_BYTES", 10)
    press(begin().offers.bar.bring_back)
    assert window.session.scene == MINE


def test_what_fails_while_it_is_read_can_be_tried_again(window, begin, leave, qtbot, monkeypatch):
    """“Opening…” stood there for ever, and the button did nothing."""
    monkeypatch.setattr(document_reading, "LARGE", 10)
    leave("a")
    bar = begin().offers.bar
    with monkeypatch.context() as broken, qtbot.captureExceptions() as errors:
        broken.setattr(offers, "read_scene", lambda path: [].pop())
        press(bar.bring_back)
        qtbot.waitUntil(lambda: bool(errors))
    assert window.status.currentMessage() == ""
    press(bar.bring_back)
    qtbot.waitUntil(lambda: window.session.scene == MINE)


def test_its_file_stays_where_only_what_was_on_stage_before_it_is_kept(
    window, begin, leave, qtbot, monkeypatch
):
    """Kept while a question about it was open, that was taken for it."""
    monkeypatch.setattr(document_reading, "LARGE", 10)
    own, keeper = leave("a"), begin().keeper
    qtbot.waitUntil(keeper.path.exists)
    edit(window)

    def answered(box):
        keeper.keep()
        return QMessageBox.StandardButton.Discard

    monkeypatch.setattr(QMessageBox, "exec", answered)
    bar = window.findChild(OfferBar)
    press(bar.bring_back)
    qtbot.waitUntil(lambda: window.session.scene == MINE)
    keeper.kept.emit(keeper.asked)  # as told by its thread, a moment later
    assert own.work.exists()
    keeper.keep()
    assert not own.work.exists()


def test_while_it_is_read_it_can_be_put_off_or_discarded(window, begin, leave, folder, monkeypatch):
    monkeypatch.setattr(document_reading, "LARGE", 10)
    leave("a", age=1.0)
    leave("b")
    bar = begin().offers.bar
    press(bar.bring_back)
    press(bar.later)
    press(bar.bring_back)
    press(bar.discard)
    QTest.qWait(50)
    assert window.session.scene.title != "Mine"
    assert files(folder, ".work")[0] == "a.work"
    assert not bar.isVisible()


@pytest.mark.parametrize(
    "data",
    some([b"", b"{", b"\0\xff\xfe", b"[]\n{}", b'{"name": "a", "time": 1e300}\n{}', b"x" * 300_000], 3),
)
def test_a_damaged_file_is_put_aside_with_a_sentence(begin, folder, data):
    (folder / "a.work").write_bytes(data)
    os.utime(folder / "a.work", (0, 0))
    bar = begin().offers.bar
    assert (
        "What was open can’t be brought back. The file in which it was kept is damaged." in bar.label.text()
    )
    assert str(folder / "a.damaged") in bar.label.text()
    assert (folder / "a.damaged").read_bytes() == data
    assert not bar.bring_back.isVisible()
    press(bar.discard)
    assert not bar.isVisible()


def test_a_damaged_document_is_found_when_it_is_brought_back(window, begin, leave, folder):
    own = leave("a")
    own.work.write_bytes(own.work.read_bytes()[:-20])
    os.utime(own.work, (0, 0))
    scene = window.session.scene
    bar = begin().offers.bar
    press(bar.bring_back)
    assert window.session.scene is scene
    assert "can’t be brought back. The file in which it was kept is damaged." in bar.label.text()
    assert files(folder, ".damaged") == ["a.damaged"]


def test_a_crash_without_work_gives_its_details(begin, folder):
    (folder / "a.fault").write_text("Fatal Python error: Segmentation fault\n")
    os.utime(folder / "a.fault", (0, 0))
    bar = begin().offers.bar
    assert bar.label.text().startswith("gdviz crashed last time. There is nothing to bring back.")
    press(bar.copy)
    assert bar.copy.text() == "Copied"
    assert "Segmentation fault" in QGuiApplication.clipboard().text()
    press(bar.discard)
    assert files(folder, ".fault") == []


def test_a_lesson_as_it_comes_is_there_again_without_a_word(window, begin, leave, folder, qtbot):
    lesson = lessons.all()[4]
    leave("a", lesson.scene, name="x", modified=False, built_in=True, lesson=lesson.name)
    recovery = begin()
    assert recovery.offers.bar is None
    assert window.session.scene == lesson.scene
    assert not window.isWindowModified()
    assert "a.work" not in files(folder)
    recovery.keep()
    assert read_info(recovery.keeper.path).reopened
    edit(window)
    recovery.keep()
    assert not read_info(recovery.keeper.path).reopened


def test_what_may_be_the_reason_of_the_crash_is_not_opened_again_and_again(window, begin, leave):
    lesson = lessons.all()[4]
    leave("a", lesson.scene, name="x", modified=False, built_in=True, lesson=lesson.name, reopened=True)
    before = window.session.scene
    begin()
    assert window.session.scene is before


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, "There is no space left on the disk."), (errno.EROFS, "It can't be written there")],
)
def test_where_there_can_be_no_file_the_window_says_that_nothing_is_kept(window, monkeypatch, number, reason):
    def fail(_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    recovery = Recovery(window, None)
    recovery.begin()
    assert f"can’t be kept for the next start, so save it now and then. {reason}" in (
        window.status.currentMessage()
    )
    assert not recovery.keep()
    recovery.end(proper=True)


def test_work_is_offered_before_a_crash_of_which_only_the_details_are_left(window, begin, leave, folder):
    leave("a", age=200.0)
    (folder / "b.fault").write_text("Fatal Python error: Segmentation fault")
    old = time.time() - 100
    os.utime(folder / "b.fault", (old, old))
    text = begin().offers.bar.label.text()
    assert "“Mine”" in text
    assert "1 more will follow" in text


def test_a_lesson_does_not_take_the_place_of_a_file(window, begin, leave, tmp_path):
    path = tmp_path / "a.gdviz"
    codec.save(MINE, path)
    window.opening.open_path(path)
    lesson = lessons.all()[4]
    leave("a", lesson.scene, name="x", modified=False, built_in=True, lesson=lesson.name)
    begin()
    assert window.session.scene == MINE


@long
def test_a_lesson_does_not_take_the_place_of_a_picture_or_another_lesson(window, begin, leave):
    chosen = lessons.all()[2]
    window.documents.open_lesson(chosen.name)  # like a picture's scene: of no file, and not modified
    lesson = lessons.all()[4]
    leave("a", lesson.scene, name="x", modified=False, built_in=True, lesson=lesson.name)
    begin()
    assert window.session.scene == chosen.scene


def test_empty_seats_and_old_rests_are_removed(begin, folder):
    old = time.time() - run_files.FORGOTTEN - 1
    for name in ("a.fault", "b.lock", "starting.fault", ".gdviz-1.tmp", ".gdviz-2.tmp", "c.damaged"):
        (folder / name).write_text("")
    for name in ("a.fault", "b.lock", ".gdviz-1.tmp", "c.damaged"):
        os.utime(folder / name, (old, old))
    recovery = begin()
    own = {recovery.run_files.work.stem}
    assert {name for name in files(folder) if name.split(".")[0] not in own} == {
        ".gdviz-2.tmp",
        "starting.fault",
    }
    assert recovery.offers is None


@pytest.mark.parametrize(
    ("process", "host", "age", "free"),
    [
        ("", "", 0, False),  # a gdviz that has only just begun
        ("", "", 100, True),  # a power cut has emptied the lock
        ("gone", "another computer", 100, False),
        ("gone", "another computer", 100_000, True),
        ("gone", "here", 0, True),
        ("runs", "here", 1_000_000, False),
    ],
)
def test_whose_work_is_offered(leave, folder, process, host, age, free):
    leave("a")
    path = folder / "a.lock"
    number = os.getpid() if process == "runs" else 99_999_999
    name = QSysInfo.machineHostName() if host == "here" else host
    path.write_text(f"{number}\n{Path(sys.executable).resolve().name}\n{name}\n" if process else "")
    os.utime(path, (time.time() - age, time.time() - age))
    found = run_files.abandoned(folder)
    assert len(found) == free
    for own in found:
        own.leave()


@long
def test_it_follows_language_and_look_while_it_is_shown(window, begin, leave):
    leave("a")
    bar = begin().offers.bar
    window.set_language("zh_CN")
    QCoreApplication.processEvents()
    assert bar.label.text().startswith("上次 gdviz 没有正常退出。要恢复“Mine”在 ")
    assert bar.bring_back.text() == "恢复"
    window.looks.set_look("projector")
    QCoreApplication.processEvents()
    assert bar.look is window.look
    for button in bar.buttons[1:]:
        assert button.width() >= button.sizeHint().width()
    assert bar.label.height() >= bar.label.heightForWidth(bar.label.width())


def test_a_write_that_outlasts_a_proper_end_leaves_nothing(window, tmp_path, monkeypatch):
    go_on = threading.Event()
    write = keeping.write

    def slow(*arguments):
        go_on.wait(20)
        write(*arguments)

    monkeypatch.setattr(keeping, "write", slow)
    monkeypatch.setattr(keeping, "PATIENCE", 0.01)
    kept = keeping.Keeper(window, tmp_path / "a.work")
    kept.timer.timeout.emit()
    kept.close(proper=True)
    go_on.set()
    written()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_a_crash_left_half_written_is_removed_at_the_next_start(begin, folder, tmp_path):
    """Its own only."""
    own = run_files.new(folder)
    own.take()
    note_in(own.unfinished)
    others = [tmp_path / ".gdviz-0123456789abcdef.tmp", tmp_path / "notes.txt"]
    for other in others:
        other.write_text("of others")
    with whole_file(tmp_path / "mine.gdviz") as file:
        file.write(b"half")
        noted = own.unfinished.read_text()
        half = Path(noted)
        kept = half.read_bytes(), half.parent
    assert kept[1] == tmp_path
    assert not own.unfinished.exists()
    note_in(None)
    half.write_bytes(b"half")  # as if the process had been killed before the end
    own.unfinished.write_text(f"{noted}\n{others[1]}")
    own.leave()
    begin()
    assert not half.exists()
    assert not own.unfinished.exists()
    assert [other.exists() for other in others] == [True, True]


def test_a_class_is_not_asked_about_the_teachers_work(window, begin, leave):
    leave("one")
    bar = begin().offers.bar
    assert bar.isVisible()
    window.presenting.set_on(True)
    assert not bar.isVisible()
    window.presenting.set_on(False)
    assert bar.isVisible()
    press(bar.later)
    window.presenting.set_on(True)
    window.presenting.set_on(False)
    assert not bar.isVisible()
