"""What "copy details" copies: enough to find the mistake by; of the person the scene, not the name."""

from __future__ import annotations

import os
import platform
import sys

import numpy as np
import PySide6
from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication

from gdviz.base.version import __version__


def environment(language: str) -> str:
    """The versions of everything, the system and its language, one to a line; `language` is gdviz's own."""
    packaged = ", packaged" if getattr(sys, "frozen", False) else ""
    return "\n".join(
        (
            f"gdviz {__version__}{packaged}, language {language}",
            f"Python {platform.python_version()}, NumPy {np.__version__}, PySide6 {PySide6.__version__}, "
            f"Qt {qVersion()} on {QGuiApplication.platformName()}",
            f"{platform.platform()}, language {QLocale.system().name()}",
        )
    )


def report(language: str, *parts: str) -> str:
    """The whole text: the environment, and each part below a blank line."""
    text = "\n\n".join(part.strip() for part in (environment(language), *parts) if part.strip()) + "\n"
    home = os.path.expanduser("~")  # it is called like the person
    return text.replace(f"{home}{os.sep}", f"~{os.sep}") if len(home) > 1 else text
