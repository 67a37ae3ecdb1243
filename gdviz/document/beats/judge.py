"""What the recordings say to claims, answers and goals.

Everything may be asked while runs are still computed: None says that a row that decides is not there yet.
A run that broke off lacks its later rows for good, so what is claimed of them does not hold.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from gdviz.base.arrays import Array
from gdviz.document.beats.ask import ChoiceQuestion, Number, Point, Sketch
from gdviz.document.beats.beat_words import TextPlace
from gdviz.document.beats.claim import Claim, Place
from gdviz.engine.quantities import has_quantity, quantity
from gdviz.engine.recording import Recording

Recordings = Sequence[Recording]


def value_at(recordings: Recordings, place: Place | TextPlace | Number | Point) -> np.generic | None:
    """The number at a place, in the run's own precision; None where there is none (yet)."""
    if place.run >= len(recordings):
        return None
    recording = recordings[place.run]
    if place.row >= recording.published or not has_quantity(recording, place.column):
        return None
    found: np.generic = quantity(recording, place.column, place.row)[0]
    return None if math.isnan(float(found)) else found


def lacks(recordings: Recordings, place: Claim | Place | TextPlace) -> bool:
    """Whether the row may still come."""
    return place.run < len(recordings) and not recordings[place.run].finished


def holds(
    claim: Claim, recordings: Recordings, read: Callable[[Recording, str, int, int], Array] = quantity
) -> bool | None:
    """Whether a claim holds, of the numbers that `read` finds; None while that is not known."""
    if claim.run >= len(recordings):
        return False
    recording = recordings[claim.run]
    if claim.outcome:
        return None if recording.outcome is None else recording.outcome.kind == claim.outcome
    last = claim.row if claim.to is None else claim.to
    if last >= recording.published or not has_quantity(recording, claim.column):
        return None if lacks(recordings, claim) else False
    found = read(recording, claim.column, claim.row, last + 1)
    found = found[~np.isnan(found)]
    if not len(found):
        return None if lacks(recordings, claim) else False
    exact = found.astype(np.float64)
    answers = [
        _is(found, claim.wanted, claim.within, recordings),
        _above(exact, claim.greater_than, recordings),
        _above(-exact, claim.less_than, recordings, -1.0),
    ]
    return _together(answers)


def _is(found: Array, wanted: float | Place | None, within: float, recordings: Recordings) -> bool | None:
    if wanted is None:
        return True
    number = _number(wanted, recordings)
    return None if number is None else bool(_near(found, number, within).all())


def _near(found: Array | np.generic, wanted: float, within: float) -> Array:
    """Whether numbers are within so much of `wanted`, by the digits that their precision has: 2.6 in single
    precision is 2.5999999, and yet it is 2.6."""
    digits = 4 * np.finfo(found.dtype).eps if found.dtype.kind == "f" else 0.0
    near: Array = np.abs(found.astype(np.float64) - wanted) <= within + digits * (abs(wanted) + within)
    return near


def _above(
    found: Array, bound: float | Place | None, recordings: Recordings, sign: float = 1.0
) -> bool | None:
    if bound is None:
        return True
    number = _number(bound, recordings)
    return None if number is None else bool((found > sign * number).all())


def _number(bound: float | Place, recordings: Recordings) -> float | None:
    """NaN, which nothing is above or equal to, where the place will never be there."""
    if not isinstance(bound, Place):
        return bound
    found = value_at(recordings, bound)
    if found is None:
        return None if lacks(recordings, bound) else math.nan
    return float(found)


def _together(answers: Iterable[bool | None]) -> bool | None:
    answers = list(answers)
    if False in answers:
        return False
    return None if None in answers else True


def all_hold(claims: Sequence[Claim], recordings: Recordings) -> bool | None:
    """Whether all claims hold, as those of a goal or an answer."""
    return _together(holds(claim, recordings) for claim in claims)


def right_options(question: ChoiceQuestion, recordings: Recordings) -> tuple[int, ...] | None:
    """The places of the options that are right, counted from 0; None while that is not known."""
    answers = [all_hold(option.claims, recordings) if option.claims else False for option in question.options]
    if None in answers:
        return None
    return tuple(place for place, right in enumerate(answers) if right)


def is_right(question: ChoiceQuestion, answer: int, recordings: Recordings) -> bool | None:
    """Whether the option at `answer` is right; None while that is not known."""
    right = right_options(question, recordings)
    return None if right is None else answer in right


def is_near(question: Number | Point, answer: float, recordings: Recordings) -> bool | None:
    """Whether a number is near enough to the recorded one; None while that is not known."""
    found = value_at(recordings, question)
    if found is None:
        return None if lacks(recordings, Place(run=question.run, column="", row=0)) else False
    return bool(_near(found, answer, question.within))


def is_alike(question: Sketch, points: Sequence[tuple[float, float]], recordings: Recordings) -> bool | None:
    """Whether a curve drawn through (row, number) lies near the recorded one, on average over its rows."""
    place = Place(run=question.run, column=question.column, row=question.to)
    if value_at(recordings, place) is None:
        return None if lacks(recordings, place) else False
    if not points:
        return False
    rows = np.arange(question.row, question.to + 1)
    found = quantity(recordings[question.run], question.column, question.row, question.to + 1)
    there = ~np.isnan(found)
    drawn_rows, drawn = np.array(sorted(points), float).T
    apart = np.abs(np.interp(rows[there], drawn_rows, drawn) - found[there])
    return bool(apart.mean() <= question.within)
