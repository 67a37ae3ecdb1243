"""One kernel for NumPy's products of matrices, so that their last digits are the same on every machine.

OpenBLAS, which NumPy's wheels carry, takes for each processor a kernel that fits it best, and they differ in
the order of their sums and in what they round. The plain one that every processor can run is asked for by the
environment, and that only before NumPy is loaded: so this is for processes of our own. On x86-64 it is the
kernel for Prescott (SSE3): products of the small matrices here cost nothing more by it, with 64 units in two
layers a step takes 1.3 times as long. ARM's plain one rounds once where it multiplies and adds: there runs
are the same among each other, but not the same as on x86-64.
"""

from __future__ import annotations

import os

_X86, _ARM = "Prescott", "ARMV8"
_PLAIN = {"x86_64": _X86, "amd64": _X86, "aarch64": _ARM, "arm64": _ARM}


ENGINE_PROCESS = "--engine-process"  # the argument by which gdviz begins as one: see `gdviz.engine.process`


def fix_kernel() -> None:
    """Ask for the plain kernel, whatever the environment asks for. To be called before NumPy is imported."""
    machine = os.uname().machine if hasattr(os, "uname") else os.environ.get("PROCESSOR_ARCHITECTURE", "")
    plain = _PLAIN.get(machine.lower())
    if plain is not None:
        os.environ["OPENBLAS_CORETYPE"] = plain
