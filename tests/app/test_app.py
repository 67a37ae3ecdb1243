"""The app around the window: the command, the file that it is given."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from gdviz.document import codec
from gdviz.document.edits import change
from gdviz.document.scene import Scene
from tests.app.living import unusual
from tests.sampling import long

DRIVER = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gdviz.app import app

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


@long
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


INTERRUPTED = """
import os, signal, sys
from gdviz.commands import cli
from gdviz.app.window import Window

def interrupted(self, event):
    os.kill(os.getpid(), signal.SIGINT)

Window.showEvent = interrupted
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in a shell's background begin without
sys.exit(cli.main([]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_while_the_window_is_made_ends_the_process_without_a_word():
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, timeout=60)
    assert done.returncode == -signal.SIGINT
    assert unusual(done.stderr) == ""


IGNORING = """
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gdviz.commands import cli
from gdviz.app.window import Window

def interrupt():
    os.kill(os.getpid(), signal.SIGINT)
    QTimer.singleShot(1200, end)  # Python looks for signals twice a second

def end():
    print("still there")
    QApplication.closeAllWindows()

def shown(self, event):
    os.kill(os.getpid(), signal.SIGINT)
    QTimer.singleShot(300, interrupt)

Window.showEvent = shown
signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.exit(cli.main([]))
"""


@long
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_that_is_to_be_ignored_is_ignored():
    """As of `gdviz &` in a script: the key is meant for what goes on in the foreground."""
    done = subprocess.run([sys.executable, "-c", IGNORING], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "still there\n"), done.stderr
