"""Each quantity of an instant once: its value, its texts, and the row or the step that it belongs to.

Views, table, hover and accessible sentences print these texts, so that one quantity reads the same
everywhere. A quantity is named by its column in the recording.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

import numpy as np
from msgspec import Struct

from gdviz.document.frame import Frame
from gdviz.engine.learning.scores import OF_CLASSES
from gdviz.engine.learning.training_recording import WHOLE_COLUMNS, TrainingRecording
from gdviz.engine.recording import Recording
from gdviz.notation.numbers import number, percent, to_digits
from gdviz.readings.rate import rate_text

Moment = Literal["row", "step made", "step to come"]
# The rate at a row's global_step is that of the step from the row, the decay that of the step to the row.
MOMENTS: dict[str, Moment] = {"learning_rate": "step to come", "effective_decay": "step made"}
SHARES = tuple(f"{part}_{score}" for part in ("train", "test") for score in OF_CLASSES)
FEWEST = 4  # digits of a short text
NEAR = 10.0 ** (1 - FEWEST)  # of the larger one: numbers further apart never read the same


class Reading(Struct, frozen=True):
    """A quantity of the run at place `run` in the scene.

    `text` has all digits worth showing (table, *This step*, hover); `short`, for marks and legends, is the
    same number with four, or as many as tell it from the rows beside it and from the other runs. Both have
    the `unit`, where there is one. `row` is where the value was recorded, or last found.
    """

    run: int
    quantity: str
    row: int
    moment: Moment
    value: float
    text: str
    short: str
    unit: str = ""

    @property
    def steps(self) -> tuple[int, int]:
        """The rows from and to which the quantity leads: its own, unless it belongs to a step."""
        first = self.row - (self.moment == "step made")
        return first, first + (self.moment != "row")


class Said(Struct, frozen=True):
    """What a view writes of a quantity: of which run, recorded at which row, its text."""

    run: int
    quantity: str
    row: int
    text: str

    @classmethod
    def short(cls, reading: Reading) -> Said:
        """A reading written shortly."""
        return cls(reading.run, reading.quantity, reading.row, reading.short)


def reading(frame: Frame, run: int, quantity: str) -> Reading | None:
    """A quantity at the playhead; None where the run has no such number there.

    What is found for all data at some rows only is that of the last of them: see its `row`.
    """
    recording = frame.recordings[run]
    row = found_row(recording, quantity, frame.row(run))
    there = row is not None and frame.published[run] > 0 and recording.has(quantity)
    if row is None or not there or frame.hides_values:
        return None
    value = recording.column(quantity, row, row + 1)[0]
    others = [*_beside(recording, quantity, row), *_of_other_runs(frame, run, quantity)]
    return _read(recording, run, quantity, row, value, others)


def reading_found(frame: Frame, run: int, quantity: str, found: Mapping[int, float]) -> Reading | None:
    """As `reading`; where the recording has no value at the playhead itself, it is the run's in `found`.

    `found` holds what a view has found at the playhead, by the places of the runs.
    """
    read, row = reading(frame, run, quantity), frame.row(run)
    if frame.hides_values or run not in found or (read is not None and read.row == row):
        return read
    recording = frame.recordings[run]
    dtype = np.dtype(recording.experiment.precision).type
    others = [dtype(value) for place, value in found.items() if place != run]
    return _read(recording, run, quantity, row, dtype(found[run]), others)


def _read(
    recording: Recording, run: int, quantity: str, row: int, value: Any, others: list[Any]
) -> Reading | None:
    """A value as a reading, short as it tells it from `others`; None where it is no number."""
    text = text_of(recording, quantity, row, value)
    if not text:
        return None
    share = quantity in SHARES
    if share:
        short = _shortest(text, percent, value, others, range(1, _decimals(recording, quantity)))
    else:
        short = short_text(value, text, others)
    moment = MOMENTS.get(quantity, "row")
    return Reading(run, quantity, row, moment, float(value), text, short, "%" if share else "")


def readings(frame: Frame, run: int) -> tuple[Reading, ...]:
    """All quantities of a run at the playhead, without a model's many parameters."""
    recording = frame.recordings[run]
    many: set[str] = set()
    if len(recording.names) > 8:
        many = {prefix + name for prefix in ("", "shadow_", "gradient_") for name in recording.names}
    found = (reading(frame, run, name) for name in recording.columns if name not in many)
    return tuple(each for each in found if each is not None)


def text_of(recording: Recording, quantity: str, row: int, value: Any = None) -> str:
    """The full text of a quantity at a published row; "" where there is no number.

    `value` is the column's value there, where it is known already.
    """
    if value is None:
        value = recording.column(quantity, row, row + 1)[0]
    if math.isnan(value):
        return ""
    if quantity in SHARES:
        return percent(float(value), _decimals(recording, quantity))
    return rate_text(recording, row) if quantity == "learning_rate" else number(value)


def short_text(value: Any, text: str, others: Iterable[Any]) -> str:
    """`value`, whose full text is `text`, with as few digits from four on as tell it from `others`.

    >>> short_text(0.9999934, "0.9999934", [0.9999939, 0.999993]), short_text(12.959999, "12.959999", [36.0])
    ('0.9999934', '12.96')
    >>> short_text(math.inf, "∞", [1.0, math.inf])
    '∞'
    """
    if isinstance(value, np.integer) or value == 0 or math.isinf(value):
        return text
    most = len(re.sub("[^0-9]", "", text.partition("×")[0]).lstrip("0"))
    size = float(value)
    near = [each for each in others if abs(float(each) - size) <= NEAR * max(abs(float(each)), abs(size))]
    return _shortest(text, to_digits, value, near, range(FEWEST, most))


def _shortest(
    text: str, write: Callable[[Any, int], str], value: Any, others: Iterable[Any], digits: range
) -> str:
    """`value` as `write` writes it with the fewest of `digits` that tell it from others; else its `text`."""
    others = list(others)
    whole = write(value, digits.stop) if others else ""
    different = [other for other in others if write(other, digits.stop) != whole]
    for count in digits:
        short = write(value, count)
        if all(write(other, count) != short for other in different):
            return short
    return text


def _decimals(recording: Recording, quantity: str) -> int:
    """How many decimals a share in percent needs for one example more to be seen in it."""
    assert isinstance(recording, TrainingRecording)
    problem = recording.problem
    learned = problem.train_size
    examples = learned if quantity.startswith("train") else problem.data.size - learned
    return max(1, math.ceil(math.log10(max(examples, 1) / 100)))


def found_row(recording: Recording, quantity: str, row: int) -> int | None:
    """The row at or before `row` at which the quantity was found; None where there is none."""
    if quantity not in WHOLE_COLUMNS or not isinstance(recording, TrainingRecording):
        return row
    rows, values = recording.evaluated(quantity)
    place = int(np.searchsorted(rows, row, side="right")) - 1
    return int(rows[place]) if place >= 0 and not math.isnan(values[place]) else None


def _beside(recording: Recording, quantity: str, row: int) -> list[Any]:
    """The values of the rows before and after, where they need not be made again."""
    if quantity in WHOLE_COLUMNS or (isinstance(recording, TrainingRecording) and recording.spacing):
        return []
    first = max(0, row - 1)
    around = recording.column(quantity, first, row + 2)
    return [value for place, value in enumerate(around, first) if place != row]


def _of_other_runs(frame: Frame, run: int, quantity: str) -> list[Any]:
    """The values of the other runs on the stage at the playhead."""
    found = []
    for place in frame.shown:
        recording = frame.recordings[place]
        if place == run or frame.published[place] == 0 or not recording.has(quantity):
            continue
        row = found_row(recording, quantity, frame.row(place))
        if row is not None:
            found.append(recording.column(quantity, row, row + 1)[0])
    return [value for value in found if not math.isnan(value)]
