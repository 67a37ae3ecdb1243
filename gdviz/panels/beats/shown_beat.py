"""What the panels of a beat show: frozen texts and states, in the person's language, numbers filled in."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Verdict = Literal["", "right", "wrong"]
LETTERS = "ABCD"


class ShownOption(Struct, frozen=True):
    """An answer to choose: its text, whether it is chosen, and, once that is told, whether it is right."""

    text: str
    chosen: bool = False
    verdict: Verdict = ""
    why: str = ""
    votes: tuple[int, ...] = ()  # hands at the first vote, and at the second


class ShownQuestion(Struct, frozen=True):
    """What is asked beside the stage, or what is to be reached; nothing where the beat only says something.

    `entry` is the text in the field for a number, None where none is asked for. `message` is a verdict, a
    hint, or what has been reached; `notes` are lines below, such as the first predictions at the end, which
    stand beside the stage, too, where rows above it are `dear`.
    """

    options: tuple[ShownOption, ...] = ()
    entry: str | None = None
    message: str = ""
    verdict: Verdict = ""
    notes: tuple[str, ...] = ()
    dear: bool = False

    @property
    def votes(self) -> tuple[tuple[int, ...], ...]:
        """The hands of all options at each vote."""
        return tuple(zip(*(option.votes for option in self.options), strict=True))

    @property
    def waits(self) -> bool:
        """Whether there are answers, and the right one has not been chosen."""
        return bool(self.options) and all(option.verdict != "right" for option in self.options)

    @property
    def beside(self) -> bool:
        """Whether it needs room beside the stage: there is something to choose, to type, or to spare rows."""
        told = self.notes or self.message
        return bool(self.options) or self.entry is not None or (self.dear and bool(told))


class ShownBeat(Struct, frozen=True):
    """A beat as it stands now."""

    titles: tuple[str, ...]  # of all beats
    place: int
    say: str
    whole: str  # what is said once all its numbers are there: it keeps its room
    more: str = ""
    lit: bool = True  # the way on is open
    touched: bool = False  # the stage is not as the beat put it
    free: bool = False  # it is there to be touched
    question: ShownQuestion = ShownQuestion()
    welcomes: bool = False  # a lesson follows these beats: the one that is on stage already
