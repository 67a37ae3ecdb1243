"""What a portable gdviz has beside the program: see `write_extras`."""

from __future__ import annotations

from pathlib import Path

from linux import share
from names import LICENSES, NAME

HERE = Path(__file__).resolve().parent


def write_extras(folder: Path, version: str) -> None:
    """Complete the folder of the app before it is packed: how to start it, and to put it into the menu."""
    share.write_for_person(folder / "share")
    text = (HERE / "README.txt").read_text(encoding="utf-8")
    readme = text.replace("{version}", version).replace("{licenses}", LICENSES)
    (folder / "README.txt").write_text(readme, encoding="utf-8")
    share.copy("add-to-menu.sh", folder / "add-to-menu.sh")
    for program in (folder / "add-to-menu.sh", folder / NAME):
        program.chmod(0o755)
