"""One running app: real processes that find each other, as after a double-click on a file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gdviz.document import codec
from gdviz.document.scene import Scene
from tests.sampling import long

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")

# gdviz, which tells what its window shows and which further windows it would open, until told to quit.
DRIVER = """
import sys
from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtWidgets import QApplication
from gdviz.app import application
from gdviz.app import incoming_files
from gdviz.commands import cli
from gdviz.app import single_instance
from gdviz.app import window

incoming_files.SOON = {soon}
single_instance.PATIENCE = {patience}
single_instance.open_window = lambda file=None: print("beside", file.name, flush=True) or True

class Told(window.Window):
    def __init__(self):
        super().__init__()
        self.notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self.notifier.activated.connect(self.end)
        self.documents.changed.connect(self.tell)
        self.documents.failed.connect(self.tell)

    def showEvent(self, event):
        super().showEvent(event)
        print("open", flush=True)

    @Slot()
    def tell(self):
        print("shows", self.documents.name, flush=True)

    @Slot()
    def end(self):
        self.notifier.setEnabled(False)
        QApplication.closeAllWindows()

window.Window = Told
code = cli.main(sys.argv[1:])
print("end", flush=True)
sys.exit(code)
"""


class App:
    """A gdviz of our own; says what it does, line by line."""

    def __init__(self, *arguments, soon=0, patience=20):
        self.process = subprocess.Popen(
            [sys.executable, "-c", DRIVER.format(soon=soon, patience=patience), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def says(self):
        """The next line."""
        return self.process.stdout.readline().strip()

    def quit(self):
        """Let it end; returns what else it said."""
        self.process.stdin.write("quit\n")
        self.process.stdin.flush()
        return self.rest()

    def rest(self):
        """What it says until its end, which has to be a good one."""
        out, err = self.process.stdout.read(), self.process.stderr.read()
        self.close()
        lines = [line for line in err.splitlines() if "This plugin does not support" not in line]
        assert (self.process.returncode, lines) == (0, [])
        return out.splitlines()

    def kill(self):
        """End it as a crash does."""
        self.process.kill()
        self.close()

    def close(self):
        """Wait for its end."""
        self.process.wait(60)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()


@pytest.fixture
def start():
    """Starts apps, and ends those that a test leaves running."""
    apps = []

    def new(*arguments, **options):
        apps.append(App(*arguments, **options))
        return apps[-1]

    yield new
    for app in apps:
        if app.process.poll() is None:
            app.kill()


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Two scenes in the current folder, and a runtime folder in which nobody is yet."""
    runtime = Path(os.environ["HOME"], f"one-{os.getpid()}")
    runtime.mkdir(mode=0o700, exist_ok=True)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.chdir(tmp_path)
    for name in ("one.gdviz", "a two.gdviz"):
        codec.save(Scene(stage=()), tmp_path / name)
    yield [tmp_path / "one.gdviz", tmp_path / "a two.gdviz"]
    assert [path for path in (runtime / "gdviz").iterdir() if "-" in path.name] == [], "addresses stay"


def gdviz(*arguments):
    """The real command, which has to end by itself."""
    command = [sys.executable, "-m", "gdviz", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_opens_in_the_window_that_is_there(files, start):
    app = start()
    assert app.says() == "open"
    gdviz("one.gdviz")
    assert app.says() == "shows one.gdviz"
    gdviz(files[1].as_uri())
    assert app.says() == "shows a two.gdviz"
    gdviz("one.gdviz", "a two.gdviz")
    assert app.says() == "shows one.gdviz"
    assert app.quit() == ["shows a two.gdviz", "end"]  # "soon" is never here, so each replaces the other


@long
def test_without_a_file_or_when_asked_for_a_further_window_opens(files, start):
    first = start()
    assert first.says() == "open"
    second, third = start(), start("--new-window", "one.gdviz")
    assert [second.says(), third.says()] == ["open", "open"]
    assert third.quit() == ["shows one.gdviz", "end"]
    assert first.quit() == ["end"]
    gdviz("one.gdviz")  # the one that is left takes it
    assert second.quit() == ["shows one.gdviz", "end"]


@long
def test_two_starts_at_the_same_moment_are_one_window_with_both_files(files, start):
    apps = [start(file, soon=1e6) for file in files]
    said = [app.says() for app in apps]
    assert sorted(said) == ["end", "open"]
    window, other = apps if said[0] == "open" else apps[::-1]
    assert other.rest() == []
    mine, others = [file.name for file in (files if window is apps[0] else files[::-1])]
    assert window.says() == f"shows {mine}"
    assert window.says() == f"beside {others}"
    assert window.quit() == ["end"]


@long
def test_a_window_that_hangs_or_crashed_stops_nobody(files, start):
    hung = start()
    assert hung.says() == "open"
    hung.process.send_signal(signal.SIGSTOP)
    app = start("one.gdviz", patience=0.3)
    assert [app.says(), app.says()] == ["open", "shows one.gdviz"]
    hung.kill()
    app.kill()
    app = start("one.gdviz")
    assert [app.says(), app.says()] == ["open", "shows one.gdviz"]
    assert app.quit() == ["end"]
