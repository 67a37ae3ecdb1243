#!/usr/bin/env python3
"""Build the packaged app into dist/: `python3 packaging/start.py build` calls this in the right environment.

On Debian a .deb and a portable .tar.xz; on Windows a .zip, and an installer where Inno Setup is; on macOS a
.dmg.
What is bundled besides the code is gathered in build/resources first.

With --trivial it makes dist/trivial alone: the window that the start of gdviz is compared with.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import changelog
import licenses
from names import PROJECT, VERSION

from gdviz.document import codec

HERE = Path(__file__).resolve().parent
BUILD, DIST = PROJECT / "build", PROJECT / "dist"

FONT = "fonts-wqy-microhei"  # Chinese for systems without it: 5 MB, Apache-2.0 and GPL-3 with font exception
FONT_FILE = "usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
README_ONLY = ("window.svg",)  # resources that the app does not read
LARGEST_FOLDER, LARGEST_PACKAGE = 200e6, 60e6  # bytes


class BuildError(Exception):
    """What is missing and what to do, in one sentence."""


def main() -> int:
    """Build for the system that this runs on; prints what it made."""
    system = platform.system()
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(changelog.build_time().timestamp())))
    os.environ["PYTHONHASHSEED"] = "0"  # with the date, what makes two builds of one commit alike
    try:
        if "--trivial" in sys.argv[1:]:
            collect("--", "--trivial")
            return 0
        gather(BUILD / "resources", unpacked(FONT) if system == "Linux" else None)
        for package in licenses.NOTICES.values() if system == "Linux" else ():
            unpacked(package)
        say("-- PyInstaller")
        collect()
        made = {"Linux": linux, "Windows": windows, "Darwin": macos}[system]()
        for path in made:
            print(f"{path.relative_to(PROJECT)}  {path.stat().st_size / 1e6:.1f} MB")
        check_sizes(made)
    except (BuildError, OSError, ValueError, subprocess.CalledProcessError) as error:
        say(f"gdviz could not be packaged: {error}")
        return 1
    return 0


# -- what is bundled -----------------------------------------------------------------------------------------


def gather(target: Path, font: Path | None) -> None:
    """Put the resources into `target`, and a font with its licence from an unpacked package if any."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(PROJECT / "resources", target, ignore=shutil.ignore_patterns(*README_ONLY))
    (target / "schema.json").write_text(json.dumps(codec.schema()), encoding="utf-8")
    if font is not None:
        (target / "fonts").mkdir()
        shutil.copy(font / FONT_FILE, target / "fonts")
        shutil.copy(font / "usr" / "share" / "doc" / FONT / "copyright", target / "fonts")


def unpacked(package: str) -> Path:
    """The folder of Debian's package, fetched and unpacked but not installed. Raises BuildError."""
    folder = BUILD / package
    if (folder / "usr").is_dir():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    download = ["apt-get", "download", "-qq", package]
    try:
        done = subprocess.run(download, cwd=folder, capture_output=True, text=True)
        if done.returncode != 0 and os.geteuid() == 0:  # the lists of packages may be missing
            subprocess.run(["apt-get", "update", "-qq"], capture_output=True)
            done = subprocess.run(download, cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise BuildError(
                f"Debian's package {package} can't be fetched ({done.stderr.strip()[-200:]}). "
                "Type “sudo apt-get update”, and start again."
            )
        for file in folder.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", file, folder], check=True)
            file.unlink()
    except FileNotFoundError as error:
        raise BuildError(f"{error.filename} is missing: on Linux this builds on Debian 12.") from None
    return folder


def collect(*options: str) -> None:
    """Let PyInstaller make dist/gdviz, or what the spec's own `options` say."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--workpath", str(BUILD / "pyinstaller"), "--distpath", str(DIST)]
    # Modules that need no unpacking are a twentieth of a second less at each start; the packages hardly grow.
    plain = {**os.environ, "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"}
    done = subprocess.run([*command, *folders, str(HERE / "gdviz.spec"), *options], cwd=PROJECT, env=plain)
    if done.returncode != 0:
        raise BuildError("PyInstaller did not succeed; what it says stands above.")


# -- what people get -----------------------------------------------------------------------------------------


def linux() -> list[Path]:
    """A package for Debian and Ubuntu, and a folder to unpack anywhere."""
    from linux import debian, portable

    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    say("-- .deb")
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    debian.write_tree(DIST / "gdviz", root, VERSION)
    package = DIST / f"gdviz_{VERSION}_{architecture}.deb"
    debian.build_deb(root, package)
    say("-- .tar.xz")
    folder = BUILD / "portable" / f"gdviz-{VERSION}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(DIST / "gdviz", folder, symlinks=True)
    portable.write_extras(folder, VERSION)
    archive = DIST / f"{folder.name}-linux-{platform.machine()}.tar.xz"
    with tarfile.open(archive, "w:xz") as tar:
        tar.add(folder, folder.name, filter=anonymous)
    return [package, archive]


def anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """The entry without who made it and when, so that the same commit gives the same archive."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = int(os.environ["SOURCE_DATE_EPOCH"])
    return entry


def windows() -> list[Path]:
    """A folder to unpack, and an installer where Inno Setup is."""
    from windows import installer

    name = DIST / f"gdviz-{VERSION}-windows-{platform.machine().lower()}"
    made = [Path(shutil.make_archive(str(name), "zip", DIST, "gdviz"))]
    setup = installer.build()
    if setup is None:
        say("Inno Setup is not installed here: there is no installer, only the .zip.")
    return made if setup is None else [*made, setup]


def macos() -> list[Path]:
    """A disk image with the app."""
    from macos import dmg

    image = DIST / f"gdviz-{VERSION}-macos-{platform.machine()}.dmg"
    dmg.build_dmg(DIST / "gdviz.app", image)
    return [image]


def check_sizes(made: list[Path]) -> None:
    """Raises BuildError where the app has grown over what people should have to download and keep."""
    folder = sum(path.lstat().st_size for path in (DIST / "gdviz").rglob("*") if not path.is_dir())
    print(f"dist/gdviz  {folder / 1e6:.1f} MB")
    if folder > LARGEST_FOLDER:
        raise BuildError(f"the folder has more than {LARGEST_FOLDER / 1e6:.0f} MB.")
    for path in made:
        if path.stat().st_size > LARGEST_PACKAGE:
            raise BuildError(f"{path.name} has more than {LARGEST_PACKAGE / 1e6:.0f} MB.")


def say(line: str) -> None:
    """Tell the person at the terminal."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
