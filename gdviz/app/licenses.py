"""gdviz and what it stands on, with the licenses: of a packaged app, or of what is installed here. No Qt.

A packaged app has the folder `resources/licenses` with the texts and `index.json`: a list of objects with the
keys "name", "version", "license" and "files", the names of the texts. `packaging/licenses.py` writes it.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

INDEX = "index.json"
OWN = "gdviz"
TEXT = re.compile(r"(licen[cs]e|copying|copyright|notice)", re.IGNORECASE)
CODE = (".py", ".pyc", ".pyi", ".so", ".pyd", ".h")
REQUIRED = re.compile(r"\s*([\w.-]+)[^;]*(?:;(.*))?")


class Component(NamedTuple):
    """gdviz, or a work of others that it contains or needs."""

    name: str
    version: str
    license: str  # an SPDX expression where its authors give one; empty where they name none
    files: tuple[Path, ...] = ()  # texts


def components(folder: Path) -> list[Component]:
    """What `folder` of a packaged app lists; without one, what is installed."""
    try:
        return bundled(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return installed()


def bundled(folder: Path) -> list[Component]:
    """What the index in `folder` lists. Raises OSError, ValueError, KeyError or TypeError for a bad one."""
    listed = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    return [
        Component(
            each["name"], each["version"], each["license"], tuple(folder / name for name in each["files"])
        )
        for each in listed
    ]


def installed() -> list[Component]:
    """gdviz, Python, and every distribution that gdviz needs when it runs, as far as they are installed."""
    found = [python(), *(component(each) for each in required(OWN))]
    # The distribution of PySide6 brings Qt itself, under the same licenses.
    found += [each._replace(name="Qt") for each in found if normalized(each.name) == "pyside6-essentials"]
    return in_order(found)


def in_order(found: Iterable[Component]) -> list[Component]:
    """gdviz itself first, then by name."""
    return sorted(found, key=lambda each: (each.name != OWN, each.name.casefold()))


def python() -> Component:
    """The Python that runs this."""
    version = platform.python_version()
    library, short = Path(os.__file__).parent, f"python{sys.version_info[0]}.{sys.version_info[1]}"
    documents = Path("/usr/share/doc")
    places = (
        library / "LICENSE.txt",
        Path(sys.base_prefix, "LICENSE.txt"),
        documents / short / "copyright",
        documents / f"{short}-minimal" / "copyright",
    )
    return Component("Python", version, "PSF-2.0", tuple(path for path in places if path.is_file())[:1])


def required(name: str) -> list[metadata.Distribution]:
    """The distribution `name` and those that it needs, directly or not, without extras."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [name]
    while waiting:
        key = normalized(waiting.pop())
        if key in found:
            continue
        try:
            found[key] = metadata.distribution(key)
        except metadata.PackageNotFoundError:
            continue  # not needed on this system, or run without being installed
        waiting += _requirements(key)
    return list(found.values())


def _requirements(name: str) -> list[str]:
    found = filter(None, map(REQUIRED.match, metadata.requires(name) or []))
    return [each[1] for each in found if "extra" not in (each[2] or "")]


def normalized(name: str) -> str:
    """The name of a distribution as PyPI compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def component(distribution: metadata.Distribution) -> Component:
    """What a distribution says of itself, with the texts that it brings."""
    paths = [
        Path(str(distribution.locate_file(file)))
        for file in distribution.files or []
        if TEXT.match(file.name) and file.suffix not in CODE
    ]
    about = distribution.metadata
    return Component(about["Name"], distribution.version, license_of(about), tuple(sorted(paths, key=_depth)))


def _depth(path: Path) -> tuple[int, str]:
    """The work's own license comes before those of its parts."""
    return len(path.parts), str(path)


def license_of(about: metadata.PackageMetadata) -> str:
    """How the authors name their license: as an expression, in a word, or by a classifier."""
    for key in ("License-Expression", "License"):
        words = _field(about, key)
        if words and "\n" not in words and len(words) < 120:
            return words
    classified = [str(each) for each in about.get_all("Classifier") or [] if each.startswith("License ::")]
    first = _field(about, "License").split("\n")[0]
    return first or ", ".join(each.split(" :: ")[-1] for each in classified)


def _field(about: metadata.PackageMetadata, key: str) -> str:
    """A field's words; empty where it is missing (asking by index warns then, from Python 3.12 on)."""
    return "".join(map(str, about.get_all(key) or [])).strip()
