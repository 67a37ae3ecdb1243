"""The four kinds of question that a beat can ask. What is right is a claim about the recording."""

from __future__ import annotations

from typing import Annotated

from gdviz.document.beats.beat_words import Words
from gdviz.document.beats.claim import Claim, ColumnName, RowNumber, RunPlace
from gdviz.engine.declare import Declared, RuleError, described, ranged

Tolerance = Annotated[float, ranged("Within", "How far from the number an answer may be.", ge=0)]


class Question(Declared, frozen=True, kw_only=True, tag_field="kind"):
    """What a beat asks; its words are what the beat says."""


class Option(Declared, frozen=True, kw_only=True):
    """One answer to choose. It is right where it has claims and all of them hold."""

    text: Annotated[Words, described("Text", "The answer.")]
    why: Annotated[Words, described("Why", "Why it is right, or why somebody might pick it and be wrong.")]
    claims: Annotated[
        tuple[Claim, ...],
        described("Claims", "The answer is right where all of these hold.", max_length=8),
    ] = ()


class ChoiceQuestion(Question, frozen=True, kw_only=True, tag="choice"):
    """One of a few answers."""

    options: Annotated[
        tuple[Option, ...], described("Options", "The answers to choose from.", min_length=2, max_length=4)
    ]


class Number(Question, frozen=True, kw_only=True, tag="number"):
    """A number to type."""

    run: RunPlace = 0
    column: ColumnName
    row: RowNumber = 0
    within: Tolerance


class Point(Question, frozen=True, kw_only=True, tag="point"):
    """A mark to drag on a plot to where a number will be."""

    view: Annotated[str, described("View", "The view on whose plot it is.", max_length=40)]
    run: RunPlace = 0
    column: ColumnName
    row: RowNumber = 0
    within: Tolerance
    start: Annotated[float, ranged("Start", "Where the mark stands at first.", ge=-1e15, le=1e15)]


class Sketch(Question, frozen=True, kw_only=True, tag="sketch"):
    """A curve to draw over a plot; it is right where it lies within so much of the true one on average."""

    view: Annotated[str, described("View", "The view on whose plot it is.", max_length=40)]
    run: RunPlace = 0
    column: ColumnName
    row: RowNumber = 0
    to: Annotated[int, ranged("Up to", "The last row of the curve.", ge=1, le=100_000_000)]
    within: Tolerance

    def __post_init__(self) -> None:
        if self.to <= self.row:
            raise RuleError("the rows of a sketch must increase")


AnyQuestion = ChoiceQuestion | Number | Point | Sketch
