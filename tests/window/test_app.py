"""The app around the window: exceptions, the command, the file that it is given."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading

import pytest

from gdviz import codec
from gdviz.app import Guard
from gdviz.edits import change
from gdviz.scene import Scene

DRIVER = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gdviz import app

def look():
    window = next(w for w in QApplication.topLevelWidgets() if w.windowTitle())
    print(window.windowTitle(), "|", window.session.playhead, "|", window.banner.label.text())
    QApplication.closeAllWindows()

make = app.make_application
def made():
    application = make()
    QTimer.singleShot(300, look)
    return application
app.make_application = made
sys.exit(app.main(sys.argv[1] if len(sys.argv) > 1 else None))
"""


def start(*arguments):
    return subprocess.run(
        [sys.executable, "-c", DRIVER, *map(str, arguments)], capture_output=True, text=True, timeout=60
    )


def test_it_opens_with_the_first_lesson_and_ends_with_the_last_window():
    done = start()
    assert "One step at a time[*] – gdviz | 0 |" in done.stdout
    assert done.returncode == 0, done.stderr


def test_it_opens_with_the_file_given(tmp_path):
    path = tmp_path / "mine.gdviz"
    codec.save(change(Scene(), "runs.0.steps", 7), path)
    done = start(path)
    assert done.stdout.startswith("mine.gdviz[*] – gdviz | 0 |")
    assert done.returncode == 0, done.stderr


def test_a_broken_file_is_named_and_the_first_lesson_stays(tmp_path):
    path = tmp_path / "broken.gdviz"
    path.write_text("{")
    done = start(path)
    assert "One step at a time" in done.stdout
    assert "“broken.gdviz” can’t be opened" in done.stdout
    assert done.returncode == 0, done.stderr


@pytest.fixture
def guard(window):
    guard = Guard(window)
    guard.trouble.connect(window.banner.say)
    return guard


def raised(text="something broke"):
    try:
        raise RuntimeError(text)
    except RuntimeError:
        return sys.exc_info()


def test_an_unexpected_error_is_logged_and_said_once(window, guard, caplog):
    with caplog.at_level(logging.ERROR, "gdviz"):
        for _ in range(3):
            guard.catch(*raised())
    assert "something broke" in window.banner.label.text()
    assert len(caplog.records) == 3
    window.banner.dismiss()
    guard.catch(*raised())
    assert not window.banner.isVisible()


def test_an_error_in_another_thread_is_said_in_the_windows(window, guard, qtbot):
    thread = threading.Thread(target=lambda: guard.catch(*raised("in a worker")))
    thread.start()
    thread.join()
    assert not window.banner.isVisible()
    qtbot.waitUntil(window.banner.isVisible)
    assert "in a worker" in window.banner.label.text()
