"""Which Debian packages the libraries came from that a packaged app brings, for the list of its licenses."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

DOCUMENTS = Path("/usr/share/doc")


def packages(sources: Iterable[str | Path]) -> list[tuple[str, str, Path]]:
    """Name, version and copyright file of the packages that own the files `sources`, sorted; others own none.

    Raises FileNotFoundError where a package came without its copyright file.
    """
    found = {owner for owner in map(owner_of, sources) if owner}
    listed = []
    for package in sorted(found):
        asked = ["dpkg-query", "--show", "--showformat", "${Version}", package]
        version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        copyright_file = DOCUMENTS / package.partition(":")[0] / "copyright"
        if not copyright_file.is_file():
            raise FileNotFoundError(
                f"{copyright_file} is missing: install {package} again, with its documents."
            )
        listed.append((package.partition(":")[0], version, copyright_file))
    return listed


def owner_of(source: str | Path) -> str:
    """The package that a file belongs to; nothing for one of Python's packages or of another Python."""
    real = Path(source).resolve()
    # Where /lib is a link to /usr/lib, packages still name either.
    for path in dict.fromkeys([str(real), re.sub(r"^/usr(?=/lib)", "", str(real))]):
        told = subprocess.run(["dpkg-query", "--search", path], capture_output=True, text=True)
        if told.returncode == 0:
            return told.stdout.partition(": ")[0].partition(",")[0]
    return ""
