"""What gdviz is called by the systems that it is installed on: every packaging file says the same."""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))  # the version is that of this checkout, whatever else is installed

from gdviz import __version__ as VERSION  # noqa: E402, N812

NAME = "gdviz"  # of the executable, the package, the desktop file and the icons
SUFFIX = ".gdviz"
LICENSES = "_internal/resources/licenses"  # in the folder of the packaged app
SUMMARY = "See gradient descent"
SUMMARY_ZH = "看见梯度下降"

# A name in the vendor tree (RFC 6838, 3.2): the x- tree is for private use among people who agree on it, and
# these files travel. `+json` says that whatever reads JSON can read them.
MIME_TYPE = "application/vnd.gdviz+json"

# Reverse-domain identifiers, for AppStream and macOS. gdviz has no domain; `.invalid` (RFC 2606) is nobody's.
APP_ID = "invalid.gdviz.gdviz"
DOCUMENT_UTI = "invalid.gdviz.document.scene"

__all__ = [
    "APP_ID",
    "DOCUMENT_UTI",
    "LICENSES",
    "MIME_TYPE",
    "NAME",
    "PROJECT",
    "SUFFIX",
    "SUMMARY",
    "SUMMARY_ZH",
    "VERSION",
]
