"""What somebody has answered and tried in a beat, as values that can be kept and compared."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from gdviz.document.beats import judge
from gdviz.document.beats.ask import ChoiceQuestion, Number, Point, Sketch
from gdviz.document.beats.beat import Beat
from gdviz.engine.recording import Recording


class Attempt(Struct, frozen=True):
    """Answers to a beat's question, and tries for its goal.

    `first` is the option, or the number, that was predicted first; `answer` the last one. `tries` counts
    answers, or settings that were tried; `solved` stays once the goal was reached. `hands` are what each
    option had at the first vote, and at the one after the class has talked.
    """

    first: float | None = None
    answer: float | None = None
    drawn: tuple[tuple[float, float], ...] = ()
    tries: int = 0
    solved: bool = False
    hands: tuple[tuple[int, ...], ...] = ()

    @property
    def answered(self) -> bool:
        """Whether the question has an answer, right or wrong."""
        return self.answer is not None or bool(self.drawn)


def is_right(beat: Beat, attempt: Attempt, recordings: Sequence[Recording]) -> bool | None:
    """Whether the question is answered rightly; None while there is no answer, or no row to judge by."""
    question = beat.ask
    if question is None or not attempt.answered:
        return None
    if isinstance(question, Sketch):
        return judge.is_alike(question, attempt.drawn, recordings)
    if attempt.answer is None:
        return None
    if isinstance(question, ChoiceQuestion):
        return judge.is_right(question, int(attempt.answer), recordings)
    assert isinstance(question, Number | Point)
    return judge.is_near(question, attempt.answer, recordings)
