"""A mark of a plot as keys take it: what it is called, where it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from msgspec import Struct


class Grip(Struct, frozen=True):
    """A mark at a place of a panel's axes.

    `put` brings it to another place of the axes, `drop` says that it is put down. `least` is the smallest
    movement along x that means something. `reach` is how far it goes to each side of its place, in pixels:
    a click there means it. `remove` deletes it, `classify` gives it a class, from 0; None
    where that can't be.
    """

    key: Hashable  # the same mark from one frame to the next
    name: str  # and what it stands at
    place: tuple[float, float]
    put: Callable[[float, float], None]
    drop: Callable[[], None]
    merge: str = ""  # the merge key of its edits; "" where it is no part of the scene
    panel: int = 0
    least: float = 0.0
    reach: tuple[float, float] = (0.0, 0.0)
    remove: Callable[[], None] | None = None
    classify: Callable[[int], None] | None = None
