"""Recordings as text: a table that people read, and CSV that programs read."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.learning.training_recording import LATER, TrainingRecording, one_two_five
from gdviz.engine.recording import Recording
from gdviz.notation.numbers import HUGE, printed, stored

Values = Callable[[str], Array]  # a column's numbers by its name, of some rows
CHUNK = 2048  # rows that are turned into text at a time: a call that long keeps other threads waiting
CELLS = 100_000  # numbers that are turned into text at a time
SHORT = 100  # steps up to which a table of training shows them all
LINES = 40  # about how many lines it has beyond
FEW = 4  # parameters up to which a table of training shows them
COUNTERS = ("step", "global_step", "epoch", "examples")
RATES = ("learning_rate", "effective_decay")  # columns whose small changes are what is to be seen


def csv_columns(recordings: Sequence[Recording]) -> tuple[str, ...]:
    """The columns of a file that holds all `recordings`, behind ``run``.

    Counters, learning rate and loss come first, then the parameters of all runs, their shadows, the effective
    decay, their gradients, and whatever else is recorded.
    """
    names = dict.fromkeys(name for recording in recordings for name in recording.names)
    shadows, gradients = [f"shadow_{name}" for name in names], [f"gradient_{name}" for name in names]
    ordered = [*COUNTERS, "learning_rate", "loss", *names, *shadows, "effective_decay", *gradients]
    recorded = dict.fromkeys(name for recording in recordings for name in recording.columns)
    return tuple(dict.fromkeys([*(name for name in ordered if name in recorded), *recorded]))


def csv_header(columns: Sequence[str]) -> str:
    """The first line of a CSV file."""
    return _csv_line(["run", *columns])


def csv_rows(label: str, recording: Recording, columns: Sequence[str], every: int = 1) -> Iterator[str]:
    """The lines of a recording, many at a time; a cell is empty where the run has no such number.

    Numbers are written with as many digits as their own precision needs to read back to the same bits.
    """
    run = _csv_line([label])[:-1]
    for rows, values in parts(recording, len(columns), every):
        cells = [_exact(values(name)) if recording.knows(name) else [""] * len(rows) for name in columns]
        yield "".join(f"{run},{','.join(row)}\n" for row in zip(*cells, strict=True))


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _exact(values: Array) -> list[str]:
    count = len(values)
    if count > 1 and values.tobytes() == count * values[:1].tobytes():
        values = values[:1]  # a constant rate needs to be written out once only; 0 and −0 are two numbers
    # A float32 as text is the shortest that reads back to the same float32; Python's own floats are faster.
    texts = list(map(stored, values if values.dtype == np.float32 else values.tolist()))
    return texts * count if len(texts) == 1 else texts


def parts(recording: Recording, columns: int, every: int = 1) -> Iterator[tuple[Array, Values]]:
    """Every so many rows and the last, some at a time, with what gives their numbers in a column.

    This is the way to read all columns of a long recording: parameters that were not kept are made again for
    all columns at once.
    """
    last = recording.published - 1
    size = max(1, min(CHUNK, CELLS // columns) // every) * every
    for first in range(0, last + 1, size):
        stop = min(first + size, last + 1)
        rows = np.arange(first, stop, every)
        if stop == last + 1 and rows[-1] != last:
            rows = np.append(rows, last)
        yield rows, _values(recording, first, stop, rows - first)


def _values(recording: Recording, first: int, stop: int, places: Array) -> Values:
    """The columns of some of the rows first..stop-1."""
    if not recording.spacing:
        return lambda name: recording.column(name, first, stop)[places]
    # These are made again: all columns at once.
    made = {
        "": recording.params_between(first, stop)[places],
        "shadow_": recording.shadow_between(first, stop)[places],
        "gradient_": recording.gradient_between(first, stop)[places],
    }
    if not recording.averaged:
        made["shadow_"] = np.full_like(made[""], np.nan)
    found = {
        prefix + name: array[:, place]
        for prefix, array in made.items()
        for place, name in enumerate(recording.names)
    }
    return lambda name: found[name] if name in found else recording.column(name, first, stop)[places]


def rows_apart(recording: Recording) -> int:
    """How many rows apart the lines of a table stand where nobody chose: 1, or a round number.

    All rows are shown of what runs on a formula, and of short training runs.

    >>> from gdviz.engine.experiment import Experiment
    >>> rows_apart(Recording(Experiment(steps=20_000)))
    1
    """
    steps = recording.published - 1
    if recording.training is None or steps <= SHORT:
        return 1
    return one_two_five(steps / LINES)


def table(recording: Recording, every: int | None = None) -> Iterator[str]:
    """The lines of an aligned table, many at a time; columns that say nothing are left out.

    It shows every so many rows, and the last; `rows_apart` where nothing is said.
    """
    every = every or rows_apart(recording)
    names = [name for name in _shown(recording) if _worth_showing(recording, name)]
    headers = [_header(name) for name in names]
    formats = [_format(name, recording.column(name)) for name in names]
    widths = [max(len(header), width) for header, (_, width) in zip(headers, formats, strict=True)]
    yield "  ".join(header.rjust(width) for header, width in zip(headers, widths, strict=True)) + "\n"
    for _, values in parts(recording, len(names), every):
        cells = [
            [text.rjust(width) for text in map(write, values(name).tolist())]
            for name, (write, _), width in zip(names, formats, widths, strict=True)
        ]
        yield "".join("  ".join(row) + "\n" for row in zip(*cells, strict=True))


def _shown(recording: Recording) -> Sequence[str]:
    """The columns that a table may show; of a model's many parameters none."""
    if recording.training is None:
        return recording.columns
    few = len(recording.names) <= FEW
    with_penalty = isinstance(recording, TrainingRecording) and recording.charged
    left_out = {
        *(f"gradient_{name}" for name in recording.names),
        *(() if few else (*recording.names, *(f"shadow_{name}" for name in recording.names))),
        *(() if with_penalty else ("data_loss", "penalty", "train_data_loss", "test_data_loss")),
        # What is left tells the most in a terminal's width; a file has all.
        *(
            ("train_data_loss", "test_total_loss")
            if with_penalty and recording.has("test_total_loss")
            else ()
        ),
        *("examples", "gradient_norm", *LATER),
    }
    return [name for name in recording.columns if name not in left_out]


def _header(name: str) -> str:
    return name if name in COUNTERS else name.replace("_", " ")


def _worth_showing(recording: Recording, name: str) -> bool:
    """Whether a column says something: its counter differs from step, or it has a number."""
    values = recording.column(name)
    if name == "global_step":
        return bool((values != recording.column("step")).any())
    if name == "epoch" and recording.training is not None:
        return True
    if name in ("epoch", "examples"):
        batches = [settings.batches for settings in recording.phases.settings]
        return any((each.examples, each.batch_size) != (1, 1) for each in batches)
    return name in COUNTERS or not np.isnan(values).all()


def _format(name: str, values: Array) -> tuple[Callable[[Any], str], int]:
    """How a number of a column is written, and the width of the widest."""
    if values.dtype.kind in "iu":
        return str, max(len(str(values.min())), len(str(values.max())))
    decimals = _decimals(values) if name in RATES else 6

    write = partial(printed, decimals=decimals)
    with np.errstate(invalid="ignore"):
        small = values[np.abs(values) < HUGE]
    ends = [end(part) for part in (values, small) if part.size for end in (np.nanmin, np.nanmax)]
    return write, max(len(write(float(end))) for end in ends)


def _decimals(values: Array) -> int:
    """Six decimals, or as many as show a slow change and a small rate, within what the precision can tell."""
    sizes = np.abs(values[np.isfinite(values) & (values != 0)]).astype(np.float64)
    changes = np.abs(np.diff(values.astype(np.float64)))
    changes = changes[changes > 0]
    needed = [6]
    if sizes.size:
        needed.append(_places(sizes.min()) + 2)
    if changes.size:
        needed.append(_places(changes.min()))
    return min(max(needed), 9 if values.dtype == np.float32 else 12)


def _places(size: float) -> int:
    """How many decimals a number of this size needs to show; 4 for 0.0001, in float32 too."""
    return math.ceil(round(-math.log10(size), 3))
