"""Make the disk image of gdviz.app: it shows the app beside the folder of applications to drag it into."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from names import NAME


def build_dmg(app: Path, target: Path) -> None:
    """Make the compressed image `target` of the folder gdviz.app, over one that is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder) / NAME
        lay_out(app, stage)
        subprocess.run(command(stage, target), check=True)


def lay_out(app: Path, stage: Path) -> None:
    """Put the app and a link to the applications into `stage`; links in the app, which Qt has, stay links."""
    stage.mkdir()
    shutil.copytree(app, stage / app.name, symlinks=True)
    (stage / "Applications").symlink_to("/Applications")


def command(stage: Path, target: Path) -> list[str]:
    """The command line of macOS's own tool."""
    return [
        *("hdiutil", "create", "-volname", NAME, "-srcfolder", str(stage)),
        *("-fs", "HFS+", "-format", "UDZO", "-ov", "-quiet", str(target)),
    ]
