"""One thread for NumPy's products, also where NumPy was imported before gdviz could say so.

The package asks for one thread in the environment (see `gdviz/__init__.py`), which only counts before NumPy
is loaded. Whoever imports NumPy first, as a script in a notebook does, is served by asking the library.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
from pathlib import Path

import numpy as np

FOLDERS = ("../numpy.libs", ".libs", ".dylibs")  # where wheels keep OpenBLAS: Linux and Windows, and macOS
PREFIXES, SUFFIXES = ("scipy_openblas", "openblas"), ("64_", "")


def _libraries() -> list[ctypes.CDLL]:
    """The OpenBLAS that came with NumPy, already loaded; none where NumPy uses another library."""
    package = Path(np.__file__).parent
    found = []
    for folder in FOLDERS:
        for path in sorted((package / folder).glob("*openblas*")):
            with contextlib.suppress(OSError):
                found.append(ctypes.CDLL(str(path)))
    return found


def _call(verb: str, *arguments: int) -> list[int]:
    """Call ``openblas_<verb>_num_threads`` under the name that it goes by in each library."""
    answers = []
    for library in _libraries():
        for prefix in PREFIXES:
            for suffix in SUFFIXES:
                function = getattr(library, f"{prefix}_{verb}_num_threads{suffix}", None)
                if function is not None:
                    answers.append(int(function(*arguments)))
    return answers


def threads() -> list[int]:
    """How many threads each OpenBLAS of NumPy's uses."""
    return _call("get")


def use_one_thread() -> None:
    """Keep products to one thread, unless the environment asks for another number."""
    if os.environ.get("OPENBLAS_NUM_THREADS") == "1":
        _call("set", 1)
