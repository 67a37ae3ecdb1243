#!/usr/bin/env python3
"""Collect the licenses of everything that a packaged gdviz contains, for its package and its About.

    python packaging/licenses.py TARGET --font COPYRIGHT [--bundled NAME VERSION COPYRIGHT]...

Run it in the environment that is packaged. TARGET, usually `resources/licenses` in the app's folder,
gets the texts and `index.json` (its form: gdviz/app/licenses.py). COPYRIGHT is the file of that name in a
package of Debian: the Chinese font's after --font, a shared library's after --bundled.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

from gdviz.app.licenses import INDEX, Component, component, in_order, installed

COMMON = Path("/usr/share/common-licenses")  # Debian's base-files has them
QT = {"PySide6-Essentials", "shiboken6", "Qt"}  # their wheels bring Qt, but no text of its licenses
QT_TEXTS = ("LGPL-3", "GPL-3", "GPL-2")
NAMED = re.compile(r"/usr/share/common-licenses/([\w.-]*\w)")
WHERE = """\
{name} {version} is used under the GNU Lesser General Public License, version 3: its text is at
https://www.gnu.org/licenses/lgpl-3.0.txt, and that of the GNU General Public License which it builds on at
https://www.gnu.org/licenses/gpl-3.0.txt.
"""
FONT = "Chinese font"
# The wheels of Qt bring other works without their notices, and so does Python. Debian's packages of the same
# works have them.
NOTICES = {
    "Qt Base, with the works in it": "libqt6core6",
    "Qt SVG, with the works in it": "libqt6svg6",
    "Qt Wayland, with the works in it": "libqt6waylandclient6",
    "ICU, in Qt (the notice of version 72)": "libicu72",
    "Python, with the works in it": "libpython3.11-minimal",
}


class LicenseError(Exception):
    """A license can't be collected: a sentence that says what is missing."""


def collect(target: Path, more: Iterable[Component] = (), common: Path = COMMON) -> list[Component]:
    """Write the texts and the index into `target`; `more` is what the build adds to Python's distributions.

    `common` is the folder of Debian's common licenses. Returns what is listed; raises LicenseError where a
    component has no license or no text.
    """
    target.mkdir(parents=True, exist_ok=True)
    found = [*(_with_qt_texts(each, common, target) for each in installed()), *more]
    if not any(each.name.replace("_", "-") in QT for each in found):
        raise LicenseError(
            "gdviz and what it needs are not installed in this Python, so nothing is collected."
        )
    index = []
    for each in in_order(found):
        if not each.license or not each.files:
            raise LicenseError(f"{each.name} {each.version} comes without a license or without its text.")
        names = [_name(each.name, file, number) for number, file in enumerate(each.files)]
        for name, file in zip(names, each.files, strict=True):
            (target / name).write_bytes(_read(file))
        index.append({"name": each.name, "version": each.version, "license": each.license, "files": names})
    (target / INDEX).write_text(f"{json.dumps(index, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
    return in_order(found)


def from_debian(name: str, version: str, copyright_file: Path, common: Path = COMMON) -> Component:
    """A component by the copyright file of its Debian package, with the common licenses which that names."""
    text = _read(copyright_file).decode("utf-8", "replace")
    titles = re.findall(r"^License:[ \t]*(\S.*)$", _main_part(text), re.MULTILINE)
    texts = [common / each for each in sorted(set(NAMED.findall(text))) if (common / each).is_file()]
    expression = " AND ".join(dict.fromkeys(title.strip() for title in titles))
    return Component(name, version, expression or "see text", (copyright_file, *texts))


def _main_part(text: str) -> str:
    """What a copyright file says of the work itself, rather than of its packaging."""
    for paragraph in re.split(r"\n[ \t]*\n", text):
        if re.match(r"Files:\s*\*\s*$", paragraph, re.MULTILINE):
            return paragraph
    return text


def from_distribution(name: str) -> Component:
    """A distribution that is in the package without being imported, such as PyInstaller's loader."""
    return component(metadata.distribution(name))


def _with_qt_texts(component: Component, common: Path, folder: Path) -> Component:
    """Elsewhere than on Debian there are no texts, but a note beside `folder` that says where they are."""
    if component.name.replace("_", "-") not in QT or component.files:
        return component
    texts = tuple(path for name in QT_TEXTS if (path := common / name).is_file())
    if not texts:
        note = folder.parent / f"{component.name}-where.txt"
        note.write_text(WHERE.format(name=component.name, version=component.version), encoding="utf-8")
        texts = (note,)
    return component._replace(files=texts)


def _name(component: str, file: Path, number: int) -> str:
    """What a text is called beside the others: such as numpy-02-LICENSE.txt."""
    stem = file.name.removesuffix(".txt")
    return re.sub(r"[^\w.+-]+", "-", f"{component}-{number:02}-{stem}") + ".txt"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LicenseError(f"{path} can't be read: {error.strerror}.") from None


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("target", type=Path)
    parser.add_argument("--font", type=Path, metavar="COPYRIGHT")
    parser.add_argument(
        "--bundled", nargs=3, action="append", default=[], metavar=("NAME", "VERSION", "COPYRIGHT")
    )
    options = parser.parse_args(arguments)
    try:
        more = [from_debian(name, version, Path(file)) for name, version, file in options.bundled]
        if options.font is not None:
            more.append(from_debian(FONT, "", options.font))
        found = collect(options.target, more)
    except LicenseError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{options.target}: the licenses of {len(found)} components")
    return 0


if __name__ == "__main__":
    sys.exit(main())
