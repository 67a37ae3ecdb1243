"""Eyes and hands on a virtual screen: Xvfb with a window manager, and xdotool; used by `smoke_test.py`."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path


class Screen:
    """A screen that nobody sees."""

    def __init__(self, display: str, picture: Path) -> None:
        self.display, self.picture = display, picture

    def tell(self, *arguments: str) -> str:
        """Let xdotool do something; returns what it prints, nothing where it fails."""
        environment = {**os.environ, "DISPLAY": self.display}
        told = subprocess.run(["xdotool", *arguments], env=environment, capture_output=True, text=True)
        return told.stdout

    def titles(self) -> list[str]:
        """The titles of all windows that are shown."""
        windows = self.tell("search", "--onlyvisible", "--name", ".").split()
        return [self.tell("getwindowname", window).strip() for window in windows]

    def wait_for(self, part: str, seconds: float = 40) -> None:
        """Wait until a window is shown with `part` in its title, and has the focus. Raises TimeoutError."""
        until(lambda: part in self.tell("getactivewindow", "getwindowname"), f"a window “{part}”", seconds)

    def press(self, *keys: str) -> None:
        """Press keys, each by its name of X or several joined by +, as a person would."""
        for key in keys:
            self.tell("key", "--clearmodifiers", key)
            time.sleep(0.15)

    def type(self, text: str) -> None:
        """Type text."""
        self.tell("type", "--clearmodifiers", "--delay", "15", text)

    def look(self) -> str:
        """A sum over all pixels: two looks differ where something on the screen has changed."""
        return hashlib.sha256(self.picture.read_bytes()).hexdigest()


@contextlib.contextmanager
def screen(size: str = "1280x720x24") -> Iterator[Screen]:
    """A virtual screen with a window manager, for as long as the block lasts."""
    missing = [tool for tool in ("Xvfb", "xdotool", "openbox") if shutil.which(tool) is None]
    if missing:
        raise RuntimeError(f"missing: {', '.join(missing)} (apt-get install xvfb xdotool openbox)")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-fbdir", folder, "-ac"]
        stack.enter_context(running([*command, "-nolisten", "tcp"], pass_fds=[writing]))
        os.close(writing)
        with os.fdopen(reading) as pipe:
            display = f":{pipe.readline().strip()}"
        # With settings of its own: a desktop's may have key bindings that take ours.
        manager = {**os.environ, "DISPLAY": display, "HOME": folder, "XDG_CONFIG_HOME": folder}
        stack.enter_context(running(["openbox"], env=manager))
        yield Screen(display, Path(folder, "Xvfb_screen0"))


@contextlib.contextmanager
def running(command: list[str], **more: object) -> Iterator[subprocess.Popen[bytes]]:
    """A program that runs while the block lasts, quietly."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, **more)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)


def until(true: Callable[[], object], what: str, seconds: float = 40) -> None:
    """Wait until `true()` is. Raises TimeoutError, which names `what` was waited for."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(0.1)
