"""Make the installer of Windows from dist/gdviz, by the compiler of Inno Setup (6.3 or later)."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from names import PROJECT, VERSION
from windows import version_info

SCRIPT = PROJECT / "packaging" / "windows" / "gdviz.iss"
INSTALLER = PROJECT / "dist" / f"gdviz-{VERSION}-setup.exe"


def build() -> Path | None:
    """Compile the installer and return it; None where Inno Setup is not installed."""
    compiler = find_compiler()
    if compiler is None:
        return None
    subprocess.run(command(compiler), check=True)
    return INSTALLER


def find_compiler() -> str | None:
    """Inno Setup's command-line compiler: on the path, or where its own installer puts it."""
    places = [
        Path(os.environ[folder], *below, "Inno Setup 6", "ISCC.exe")
        for folder, *below in (("ProgramFiles(x86)",), ("ProgramFiles",), ("LOCALAPPDATA", "Programs"))
        if folder in os.environ
    ]
    return shutil.which("ISCC") or next((str(place) for place in places if place.is_file()), None)


def command(compiler: str) -> list[str]:
    """The command line of the compiler."""
    numbers = ".".join(map(str, version_info.numbers()))
    return [compiler, "/Qp", f"/DVersion={VERSION}", f"/DNumbers={numbers}", str(SCRIPT)]
