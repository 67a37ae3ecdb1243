"""Two real screens, and a cable that is pulled: on a virtual one that xrandr splits.

Needs Xvfb and xrandr, so only where GDVIZ_TWO_SCREENS is set:
GDVIZ_TWO_SCREENS=1 .venv/bin/python -m pytest tests/app/presenter/test_two_screens.py
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest


@pytest.mark.skipif("GDVIZ_TWO_SCREENS" not in os.environ, reason="needs Xvfb and xrandr")
def test_both_windows_have_their_screens_and_survive_a_pulled_cable(tmp_path):
    with tempfile.TemporaryFile("w+") as told:
        command = ["Xvfb", "-displayfd", str(told.fileno()), "-screen", "0", "2560x720x24", "-noreset"]
        server = subprocess.Popen(command, pass_fds=[told.fileno()], stderr=subprocess.DEVNULL)
        try:
            display = wait_for(told)
            homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
            places = dict.fromkeys(homes, str(tmp_path))
            done = subprocess.run(
                [sys.executable, str(Path(__file__).with_name("two_screens.py"))],
                env={**os.environ, **places, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"},
                capture_output=True,
                text=True,
                timeout=120,
            )
        finally:
            server.terminate()
            server.wait()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "both screens work" in done.stdout


def wait_for(told, seconds=20):
    """The number of the display, once the server tells it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        told.seek(0)
        text = told.read().strip()
        if text:
            return text
        time.sleep(0.05)
    raise AssertionError("no virtual screen")
