"""What of PyInstaller's collection a packaged gdviz does without; used by `gdviz.spec`.

PyInstaller collects every plugin of each part of Qt with all that those need, and the build machine's copies
of libraries which every desktop has. The entries are PyInstaller's: (name in the bundle, source file, kind).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]

# Plugins of Qt that a window, a picture or a file dialog never asks for: folder, and names to keep in it.
KEPT_PLUGINS: dict[str, tuple[str, ...]] = {
    "egldeviceintegrations": (),
    "generic": (),
    "imageformats": ("qsvg", "qico"),  # PNG is in QtGui itself; animations are Pillow's
    "networkinformation": (),
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platformthemes": ("qxdgdesktopportal",),  # not GTK's, which brings GTK, pango, cairo
    "tls": (),  # the only network is a socket between two gdviz of one person
    "virtualkeyboard": (),
}

# Libraries that come with any desktop, and must be its own: an older libstdc++ beside the system's graphics
# driver, say, keeps that driver from loading. The Debian package depends on them (see linux/debian.py).
SYSTEM = (
    "libstdc++", "libgcc_s", "libfontconfig", "libfreetype", "libpng16", "libexpat", "libz", "libbrotli",
    "libX11", "libX11-xcb", "libxcb", "libXau", "libXdmcp", "libXext", "libXrender", "libbsd", "libmd",
    "libglib-2.0", "libgthread-2.0", "libpcre2-8", "libdbus-1", "libwayland-client", "libwayland-cursor",
    "libwayland-egl", "libGL", "libEGL", "libcups",
)  # fmt: skip

# Parts of Python packages that only their developers use, or that nothing here draws with.
EXCLUDED_MODULES = [
    "tkinter",
    "typing_extensions",  # msgspec takes Python's own typing then
    "readline",
    "curses",
    "ssl",  # with OpenSSL, which Python's own hashes do without
    "_ssl",
    "_hashlib",
    "numpy.f2py",
    "numpy.testing",
    "pyqtgraph.examples",
    "pyqtgraph.opengl",
    "pyqtgraph.jupyter",
    "pyqtgraph.canvas",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingmath",
    "PIL._imagingtk",
    "PIL.ImageQt",
    "PIL.ImageTk",
    # What a developer's environment holds besides.
    "pytest", "hypothesis", "sympy", "mpmath", "mypy", "IPython", "matplotlib", "scipy", "pandas",
    "numba", "cupy", "OpenGL", "av",
]  # fmt: skip

# Files that come with packages and are not read: translations into languages that gdviz does not speak, icons
# of others, files for compilers and type checkers.
UNREAD = re.compile(
    r"PySide6/(Qt/)?translations/(?!qtbase_zh_CN\.qm)"
    r"|pyqtgraph/icons/peegee/"
    r"|numpy/.*/tests/|\.pyi$|\.pxd$|/include/"
)


def plain(name: str) -> str:
    """A name in the bundle with forward slashes.

    >>> plain("PySide6\\\\plugins\\\\tls")
    'PySide6/plugins/tls'
    """
    return name.replace("\\", "/")


def library(name: str) -> str:
    """The name of a shared library without folder, version and ending.

    >>> library("PySide6/Qt/lib/libQt6Core.so.6"), library("libglib-2.0.so.0"), library("Qt6Gui.dll")
    ('libQt6Core', 'libglib-2.0', 'Qt6Gui')
    """
    return re.sub(
        r"(\.so(\.\d+)*|\.\d+(\.\d+)*\.dylib|\.dylib|\.dll|\.pyd)$", "", PurePosixPath(plain(name)).name
    )


def is_wanted_plugin(name: str) -> bool:
    """Whether a file is no plugin of Qt, or one that gdviz needs.

    >>> is_wanted_plugin("PySide6/Qt/plugins/platforms/libqxcb.so")
    True
    >>> is_wanted_plugin("PySide6/plugins/tls/qschannelbackend.dll")
    False
    """
    found = re.search(r"/plugins/([^/]+)/([^/]+)$", plain(name))
    if found is None or found[1] not in KEPT_PLUGINS:
        return True
    return library(found[2]).removeprefix("lib") in KEPT_PLUGINS[found[1]]


def needed(entries: Iterable[Entry], imports_of: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Those of `entries` that are plugins or Python's modules, and the libraries that these need in the end.

    `imports_of` gives the names of the libraries that a file is linked with.
    """
    entries = list(entries)
    by_library = {PurePosixPath(plain(name)).name: (name, source) for name, source, _ in entries}
    roots = [entry for entry in entries if _is_root(entry)]
    reached = {PurePosixPath(plain(name)).name for name, _, _ in roots}
    waiting = [source for _, source, _ in roots]
    while waiting:
        for imported in imports_of(waiting.pop()):
            base = PurePosixPath(plain(imported)).name
            if base in by_library and base not in reached:
                reached.add(base)
                waiting.append(by_library[base][1])
    return [entry for entry in entries if PurePosixPath(plain(entry[0])).name in reached]


def _is_root(entry: Entry) -> bool:
    name, _, kind = entry
    return kind == "EXTENSION" or "/plugins/" in plain(name) or library(name).startswith("libpython")


def binaries(entries: Iterable[Entry], imports_of: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The plugins, modules and libraries of a packaged gdviz on Linux."""
    kept = [entry for entry in entries if is_wanted_plugin(entry[0]) and library(entry[0]) not in SYSTEM]
    return needed(kept, imports_of)


def data(entries: Iterable[Entry]) -> list[Entry]:
    """The data files of a packaged gdviz, and on Linux the links to libraries."""
    return [entry for entry in entries if is_wanted_plugin(entry[0]) and not UNREAD.search(plain(entry[0]))]
