"""OpenBLAS, which computes NumPy's products: in how many threads, and with which kernel.

The package asks for one thread in the environment (see `gdviz/__init__.py`), which only counts before NumPy
is loaded. Whoever imports NumPy first, as a script in a notebook does, is served by asking the library. Its
kernel is fixed in processes of our own (see `gdviz.base.kernel`); elsewhere it is left as it is.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
from pathlib import Path
from typing import Any

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


def _functions(verb: str) -> list[Any]:
    """``openblas_<verb>`` under the name that it goes by in each library."""
    names = [f"{prefix}_{verb}{suffix}" for prefix in PREFIXES for suffix in SUFFIXES]
    found = [getattr(library, name, None) for library in _libraries() for name in names]
    return [function for function in found if function is not None]


def threads() -> list[int]:
    """How many threads each OpenBLAS of NumPy's uses."""
    return [int(function()) for function in _functions("get_num_threads")]


def use_one_thread() -> None:
    """Keep products to one thread, unless the environment asks for another number."""
    if os.environ.get("OPENBLAS_NUM_THREADS") == "1":
        for function in _functions("set_num_threads"):
            function(1)


PLAIN = {"katmai", "prescott", "armv8"}  # OpenBLAS calls Prescott's kernel by the first that shares it


def kernels() -> list[str]:
    """What each OpenBLAS of NumPy's calls the kernel that it uses."""
    functions = _functions("get_corename")
    for function in functions:
        function.restype = ctypes.c_char_p
    return [function().decode().lower() for function in functions]


@functools.cache
def kernel_is_fixed() -> bool:
    """Whether products here have the digits that they have everywhere; True too where nobody can fix them.

    That is where NumPy uses another library than OpenBLAS, as some distributions' does.
    """
    return PLAIN.issuperset(kernels())
