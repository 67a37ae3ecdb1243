"""Icons drawn in code: crisp at every size and pixel ratio, tinted from the look."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from gdviz.views.look import Look


def icon(name: str, look: Look) -> QIcon:
    """The icon `name` in the text colour of `look`."""
    raise NotImplementedError
