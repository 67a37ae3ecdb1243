"""What the stage offers to questions and goals: its runs, their numbers, what can be left free."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct


class StageFacts(Struct, frozen=True):
    """Of the runs on stage their names and columns; `value` reads a number, None where there is none.

    `free` are the paths of controls with their titles, `setting` gives the value at one of them now. `asked`
    are the parts before this one that ask something: id and title.
    """

    runs: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    views: tuple[tuple[str, str], ...]  # on stage: name and title
    free: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str], ...]
    playhead: Callable[[], int]
    value: Callable[[int, str, int], float | None]
    setting: Callable[[str], Any]
