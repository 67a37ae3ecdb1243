"""Qt where there is no display, and the same on every machine."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from collections.abc import Iterator

# What a desktop may say of its screens and its style: a picture asked for by its size must not follow it.
OF_THE_DESKTOP = (
    "QT_AUTO_SCREEN_SCALE_FACTOR",
    "QT_DEVICE_PIXEL_RATIO",
    "QT_ENABLE_HIGHDPI_SCALING",
    "QT_FONT_DPI",
    "QT_QPA_PLATFORMTHEME",
    "QT_SCALE_FACTOR",
    "QT_SCALE_FACTOR_ROUNDING_POLICY",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_STYLE_OVERRIDE",
    "QT_USE_PHYSICAL_DPI",
)
EXPECTED = ("propagateSizeHints", "Detected locale")  # nobody manages these windows; Qt takes UTF-8 by itself


def prepare() -> None:
    """Make an application that needs no display, unless there is one; the environment stays as it was.

    Raises ImportError where a part of Qt is missing, and RuntimeError in another thread than the
    application's: Qt draws in that one only.
    """
    from PySide6.QtCore import QThread, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from gdviz.base import overrides
    from gdviz.look import fonts

    overrides.guard()
    application = QApplication.instance()
    if application is not None:
        if QThread.currentThread() != application.thread():
            raise RuntimeError("gdviz draws in one thread only: the one that drew first, or has a Qt window")
        return
    qInstallMessageHandler(_say)
    atexit.register(qInstallMessageHandler, None)  # Qt still speaks when Python has gone
    with _without_desktop():
        made = QApplication(sys.argv[:1])
    made.setStyle("Fusion")  # a sheet brings colours and type itself
    fonts.bring()
    _APPLICATION.append(made)


_APPLICATION: list[object] = []  # Qt's application lives as long as the process


@contextlib.contextmanager
def _without_desktop() -> Iterator[None]:
    """An environment that tells nothing of the desktop, also on one: Qt reads it once."""
    before = dict(os.environ)
    for name in OF_THE_DESKTOP:
        os.environ.pop(name, None)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        yield
    finally:
        for name in (*OF_THE_DESKTOP, "QT_QPA_PLATFORM"):
            os.environ.pop(name, None)
            if name in before:
                os.environ[name] = before[name]


def _say(kind: object, context: object, text: str) -> None:
    """Print what Qt says, where it is not to be expected."""
    if not any(words in text for words in EXPECTED):
        print(text, file=sys.stderr)
