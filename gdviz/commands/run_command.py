"""``gdviz run``: the table of each run of a scene, or all rows as CSV."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import BinaryIO

from gdviz.commands.command_error import CommandError, whole_from_one
from gdviz.commands.scenes import add_scene, titled_scene_with
from gdviz.document import edits, lessons
from gdviz.document.atomic_file import whole_file
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Run
from gdviz.engine.declare import fields_of, title_of
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import NoPenalty
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.recording import Recording
from gdviz.engine.runs import descent_of
from gdviz.engine.runs import run as run_experiment
from gdviz.export.data.tables import csv_columns, csv_header, csv_rows, table
from gdviz.readings.change_text import change_sentence
from gdviz.readings.outcome_sentence import outcome_text
from gdviz.readings.own_units import own_formula

DESCRIPTION = "Print the table of each run of a scene, or write it as CSV."
EVERY_HELP = (
    "show every Nth step only, and the last; without it a table has every step, but of training runs of more "
    "than 100 steps some 40 (every 500th of 20,000), and CSV always has every step"
)

NamedRuns = Sequence[tuple[str, Run]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    add_scene(parser)
    parser.add_argument("--csv", metavar="FILE", help="write CSV to FILE instead; - is standard output")
    parser.add_argument("--every", metavar="N", type=whole_from_one, help=EVERY_HELP)


def main(options: argparse.Namespace) -> int:
    """Print or write the tables. Raises CommandError."""
    title, scene = titled_scene_with(options.what, options.set)
    runs = [(label.text, run) for label, run in zip(edits.run_labels(scene), scene.runs, strict=True)]
    if options.csv is None:
        _print_tables(title, runs, options.every)
    elif options.csv == "-":
        _print_csv(runs, options.every or 1)
    else:
        _write_csv_file(options.csv, options.what, runs, options.every or 1)
    return 0


def _print_tables(title: str, runs: NamedRuns, every: int | None) -> None:
    print(title)
    for label, run in runs:
        recording = run_experiment(run.experiment)
        print(f"\n{label}: {_set_up(run)}", end="\n\n")
        for lines in table(recording, every):
            sys.stdout.write(lines)
        print(f"\n{_outcome(recording)}")
        if isinstance(recording, TrainingRecording):
            line = own_formula(recording.problem, recording.params_at(recording.published - 1))
            if line:
                print(f"In the data's own units: {line}.")


def _set_up(run: Run) -> str:
    """What a run works on and how, and what changes on the way, on one line."""
    return ". ".join([_begins(run), *(change_sentence(run, change.step) for change in run.changes)])


def _begins(run: Run) -> str:
    """What a run works on and how, as it begins."""
    rule = f"{title_of(run.optimizer)}, {title_of(run.schedule)}"
    if run.training is not None:
        return f"{_learning(run.training, run.batches)}, {rule}, {run.precision}"
    loss = getattr(run.problem, "expression", title_of(run.problem))
    if run.scripted is not None:
        return f"{loss}, {run.precision}"
    return f"loss {loss}, {rule}, {run.precision}"


def _learning(problem: Training, batches: Batches) -> str:
    """What learns what, from how much: data, units of each layer, loss, penalty and batch."""
    layers = problem.layers
    units = "-".join(str(number) for number in (layers[0].inputs, *(layer.units for layer in layers)))
    (field,) = (field for field in fields_of(Model) if field.name == "activation")
    activation = "-".join(map(field.word, dict.fromkeys(problem.model.of_hidden))) or "linear"
    penalty = "" if isinstance(problem.penalty, NoPenalty) else f", penalty {title_of(problem.penalty)}"
    batch = batches.batch_size or "all"
    return (
        f"{title_of(problem.data)}, {units} {activation}, {layers[-1].stop} parameters, "
        f"loss {title_of(problem.loss)}{penalty}, batch {batch} of {problem.train_size}"
    )


def _outcome(recording: Recording) -> str:
    sentence = outcome_text(recording.outcome) if recording.outcome is not None else ""
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _print_csv(runs: NamedRuns, every: int) -> None:
    sys.stdout.flush()
    _write_csv(sys.stdout.buffer, runs, every)  # bytes: the same on every system, in UTF-8
    sys.stdout.buffer.flush()


def _write_csv_file(file: str, what: str, runs: NamedRuns, every: int) -> None:
    if lessons.find(what) is None and os.path.exists(file) and os.path.samefile(file, what):
        raise CommandError(f"--csv {file}: this would overwrite the scene itself.")
    try:
        with whole_file(file) as output:
            written = _write_csv(output, runs, every)
    except DocumentError as error:
        raise CommandError(f"--csv {file}: {error}", usage=False) from None
    for (label, _), (rows, outcome) in zip(runs, written, strict=True):
        print(f"{label}: {rows} rows. {outcome}")


def _write_csv(output: BinaryIO, runs: NamedRuns, every: int) -> list[tuple[int, str]]:
    """Write all runs; returns for each how many rows were written and how it ended."""
    columns = csv_columns([descent_of(run.experiment).recording for _, run in runs])
    output.write(csv_header(columns).encode())
    written = []
    for label, run in runs:
        recording = run_experiment(run.experiment)
        rows = 0
        for lines in csv_rows(label, recording, columns, every):
            output.write(lines.encode())
            rows += lines.count("\n")
        written.append((rows, _outcome(recording)))
    return written
