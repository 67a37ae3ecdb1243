"""Where lessons, icons and translations are."""

from __future__ import annotations

import functools
import sys
from pathlib import Path


class NotInstalledError(FileNotFoundError):
    """A part of gdviz is missing; the text says which, and what to do."""


@functools.cache
def folder(name: str = "") -> Path:
    """The resources folder, or the folder `name` in it: of an installed package, a checkout or a bundle.

    Raises NotInstalledError if the installation is damaged.
    """
    package = Path(__file__).resolve().parents[1]
    bundle = getattr(sys, "_MEIPASS", None)
    places = [package / "resources", package.parent / "resources"]
    if bundle is not None:
        places.insert(0, Path(bundle) / "resources")
    for place in places:
        if (place / "lessons").is_dir():
            return place / name
    raise NotInstalledError(f"gdviz is not installed completely: {places[0]} is missing. Install it again.")
