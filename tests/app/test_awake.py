"""Keeping the screen awake: what is asked of the desktop, and that a machine without one does no harm."""

import os
import shutil
import subprocess
import sys

import pytest

ASK = """
import sys, time
from PySide6.QtCore import QCoreApplication
from gdviz.app.awake import Awake
app = QCoreApplication(sys.argv)
awake = Awake()
awake.hold("a class")
end = time.monotonic() + 0.3
while time.monotonic() < end:
    app.processEvents()
awake.release()
print("released")
"""


def run(*before, **environment):
    command = [*before, sys.executable, "-c", ASK]
    return subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60
    )


def test_without_a_desktop_nothing_is_said(tmp_path):
    done = run(DBUS_SESSION_BUS_ADDRESS=f"unix:path={tmp_path}/none", XDG_RUNTIME_DIR=str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "released\n", "")


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("dbus-monitor"), reason="needs a bus")
def test_the_desktop_is_asked_for_the_screen_and_the_machine(tmp_path):
    told = tmp_path / "told"
    watched = 'dbus-monitor --session > "$TOLD" 2>/dev/null & sleep 0.3; "$@"; sleep 0.2; kill $!'
    done = run("dbus-run-session", "--", "sh", "-c", watched, "sh", TOLD=str(told))
    assert "released" in done.stdout, done.stderr
    text = told.read_text()
    for interface in ("org.freedesktop.ScreenSaver", "org.freedesktop.PowerManagement.Inhibit"):
        assert f"interface={interface}; member=Inhibit" in text
    assert 'string "a class"' in text
