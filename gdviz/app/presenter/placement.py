"""Which window goes where, of the screens that there are."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRect

SHARE = 0.6  # of the width of the one screen: the audience's window


class Monitor(Struct, frozen=True):
    """A screen: its name, all of it, and what the desktop leaves of it."""

    name: str
    whole: QRect
    free: QRect


class Placed(Struct, frozen=True):
    """Where both windows go, in pixels of the desktop; `full` where the audience has a screen of its own."""

    audience: QRect
    presenter: QRect
    full: bool


def placed(monitors: Sequence[Monitor], home: str, *, swapped: bool = False) -> Placed:
    """The presenter's window on the screen called `home`, the audience's on the first other one.

    `swapped` exchanges both. Where one screen is left, they stand on it side by side. Raises IndexError
    where there is none.
    """
    presenter = next((each for each in monitors if each.name == home), monitors[0])
    audience = next((each for each in monitors if each is not presenter), None)
    if audience is None:
        room = presenter.free
        width = round(SHARE * room.width())
        left = QRect(room.left(), room.top(), width, room.height())
        right = QRect(room.left() + width, room.top(), room.width() - width, room.height())
        return Placed(left, right, full=False)
    if swapped:
        presenter, audience = audience, presenter
    return Placed(audience.whole, presenter.free, full=True)
