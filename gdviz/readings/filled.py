"""Texts of lessons with their places filled from the recordings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import numpy as np

from gdviz.document.beats.beat_words import TextPlace, places
from gdviz.document.beats.judge import lacks, value_at
from gdviz.engine.learning.scores import OF_CLASSES
from gdviz.engine.recording import Recording
from gdviz.notation.numbers import number, percent, to_digits
from gdviz.readings.instant import text_of

DASH = "–"  # where the row is not there yet
SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")


def filled(text: str, recordings: Sequence[Recording]) -> str:
    """`text` with a number in each place such as ``{0.w@8}``, and a dash where there is none (yet)."""
    for place in places(text):
        text = text.replace(place.written, place_text(place, recordings), 1)
    return text


def told(text: str, recordings: Sequence[Recording]) -> str:
    """`text` as `filled` has it, without the sentences whose numbers are still to come."""
    begins = [0, *(end.end() for end in SENTENCE.finditer(text)), len(text)]
    sentences = [text[begin:end] for begin, end in itertools.pairwise(begins)]
    known = [each for each in sentences if not any(_comes(place, recordings) for place in places(each))]
    return filled("".join(known), recordings).rstrip()


def _comes(place: TextPlace, recordings: Sequence[Recording]) -> bool:
    return value_at(recordings, place) is None and lacks(recordings, place)


def place_text(place: TextPlace, recordings: Sequence[Recording]) -> str:
    """The number at a place as views write it, or to so many digits; a dash where there is none (yet)."""
    value = value_at(recordings, place)
    if value is None:
        return DASH
    if place.column.endswith(tuple(f"_{score}" for score in OF_CLASSES)):
        if place.digits is None:
            return percent(float(value))
        return to_digits(100 * float(value), place.digits) + "%"
    if place.digits is not None:
        return to_digits(value, place.digits)
    recording = recordings[place.run]
    if recording.knows(place.column):
        return text_of(recording, place.column, place.row, value)
    return number(value if isinstance(value, np.floating) else int(value))
