"""gdviz: see gradient descent. In Python `run` gives numbers, `render` pictures, `sweep` many runs."""

import os

from gdviz.base.version import __version__

TYPE_CHECKING = False  # typing takes a hundredth of a second, in which Ctrl+C is a traceback
if TYPE_CHECKING:
    from gdviz.api import render, run, sweep

# Before NumPy is first imported: for matrices as small as ours a second BLAS thread costs several times what
# it saves, takes the core that draws the window, and could change the last bit of a replayed row.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["__version__", "render", "run", "sweep"]


def __getattr__(name: str) -> object:
    """`run`, `render` and `sweep`, fetched when they are asked for: importing gdviz alone costs nothing."""
    if name in ("run", "render", "sweep"):
        import importlib

        return getattr(importlib.import_module("gdviz.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """All names, with those that are fetched later."""
    return sorted({*globals(), *__all__})
