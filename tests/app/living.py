"""Real gdviz processes: each is driven by a script of its own, from inside its event loop."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

DRIVER = """
import faulthandler, os, signal, sys, threading
from pathlib import Path
from PySide6.QtCore import QRunnable, QThread, QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QPushButton
from gdviz.app import app
from gdviz.document import codec
from gdviz.document.edits import change

def window():
    return next((w for w in QApplication.topLevelWidgets() if type(w).__name__ == "Window"), None)

def dialog():
    return next((w for w in QApplication.topLevelWidgets() if type(w).__name__ == "CrashDialog"
                 and w.isVisible()), None)

def bar():
    found = window().findChildren(QDialog.__base__, "offer")
    return next((w for w in found if w.isVisible()), None)

def edit(rate):
    session = window().session
    session.edit(change(session.scene, "runs.0.schedule.learning_rate", rate), "Learning rate")

def rate():
    return window().session.scene.runs[0].schedule.learning_rate

def works():
    return sorted(Path(os.environ["XDG_DATA_HOME"], "gdviz/gdviz/recovery").glob("*.work"))

def say(*things):
    os.write(1, (" ".join(map(str, things)) + "\\n").encode())

def before():
    pass

def act():
    yield lambda: True
{script}

class Actor:
    def __init__(self):
        self.steps, self.until = act(), lambda: window() is not None and window().isVisible()
        self.timer = QTimer(QApplication.instance(), interval=10)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self):
        if self.until():
            self.timer.stop()
            try:
                self.until = next(self.steps)
            except StopIteration:
                return
            self.timer.start()

make = app.make_application
def made():
    application = make()
    application.actor = Actor()
    return application
app.make_application = made
before()
sys.exit(app.main(*sys.argv[1:]))
"""


class Home:
    """A person's folders, in which gdviz is started several times."""

    def __init__(self, folder):
        self.data = folder / "data"
        self.recovery = self.data / "gdviz" / "gdviz" / "recovery"
        self.log = self.data / "gdviz" / "gdviz" / "gdviz.log"
        self.environment = {
            **os.environ,
            "XDG_DATA_HOME": str(self.data),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "LANGUAGE": "en",
        }

    def begin(self, script, *arguments):
        """Start gdviz; `script` defines `act`, a generator that yields what it waits for."""
        driver = DRIVER.replace("{script}", textwrap.dedent(script))
        return subprocess.Popen(
            [sys.executable, "-c", driver, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment,
        )

    def start(self, script, *arguments):
        """Start gdviz and wait for its end: exit code, what it said, and standard error."""
        process = self.begin(script, *arguments)
        try:
            said, errors = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            said, errors = process.communicate()
            raise AssertionError(f"it did not end; it said:\n{said}\n{errors[-3000:]}") from None
        return process.returncode, said, unusual(errors)

    @property
    def kept(self):
        """The files in the recovery folder."""
        return sorted(path.suffix for path in self.recovery.iterdir()) if self.recovery.exists() else []


def unusual(errors):
    """Standard error without what Qt's offscreen platform always says."""
    return "".join(line for line in errors.splitlines(True) if "propagateSizeHints" not in line)
