"""Which Debian packages a packaged app needs: those of shared libraries that it uses and does not bring."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

# The packages of the libraries that come with any desktop and are left to it (see ../trim.py).
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXau.so.6": "libxau6",
    "libXdmcp.so.6": "libxdmcp6",
    "libXext.so.6": "libxext6",
    "libXrender.so.1": "libxrender1",
    "libbrotlidec.so.1": "libbrotli1",
    "libbsd.so.0": "libbsd0",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libmd.so.0": "libmd0",
    "libpcre2-8.so.0": "libpcre2-8-0",
    "libpng16.so.16": "libpng16-16",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
}
OLDEST_GLIBC = (2, 34)  # of the wheels of Qt
# Read as files: the font configuration, and the keyboard layouts of the xkbcommon that is brought.
DATA = ("fontconfig", "xkb-data")

OF_GLIBC = re.compile(r"(libc|libm|libdl|libpthread|librt|libresolv|libutil|ld-linux-[\w-]+)\.so\.\d+")
LINKED = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)
GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")


def packages(app: Path) -> tuple[str, ...]:
    """What the folder `app` of a packaged app depends on, as Debian writes it, sorted.

    Raises ValueError for a library that the app neither brings nor has a known package: it would not start.
    """
    files = [path for path in app.rglob("*") if path.is_file() and not path.is_symlink() and is_elf(path)]
    brought = {path.name for path in app.rglob("*.so*")}
    told = [described(path) for path in files]
    linked = {name for text in told for name in LINKED.findall(text)}
    missing = {name for name in linked - brought if not OF_GLIBC.fullmatch(name)}
    unknown = sorted(missing - PACKAGES.keys())
    if unknown:
        raise ValueError(f"the app brings no {', '.join(unknown)}, and no Debian package is known for it")
    glibc = ".".join(map(str, newest_glibc(told)))
    return tuple(sorted({f"libc6 (>= {glibc})", *DATA, *(PACKAGES[name] for name in missing)}))


def newest_glibc(told: Iterable[str]) -> tuple[int, int]:
    """The newest version of the C library that any file asks for."""
    versions = {(int(major), int(minor)) for text in told for major, minor in GLIBC.findall(text)}
    return max({OLDEST_GLIBC, *versions})


def is_elf(path: Path) -> bool:
    """Whether a file is a program or a shared library."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def described(path: Path) -> str:
    """What binutils' objdump tells of a program or library: what it is linked with, in which versions."""
    return subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout
