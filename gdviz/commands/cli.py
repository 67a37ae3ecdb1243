"""The command line: opens the window, or prints runs, lessons and the schema without it."""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NoReturn

from gdviz.base.i18n import LANGUAGES, speaking
from gdviz.base.resources import NotInstalledError
from gdviz.base.version import __version__
from gdviz.commands import terminal
from gdviz.document import codec, edits, lessons
from gdviz.document.atomic_file import holds_data, whole_file
from gdviz.document.errors import DocumentError, shortened
from gdviz.document.in_pictures import document_in
from gdviz.document.reference import reference
from gdviz.document.scene import Run, Scene
from gdviz.document.validate import nearest
from gdviz.engine.declare import fields_of, title_of
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import NoPenalty
from gdviz.engine.learning.training import Training
from gdviz.engine.recording import Recording
from gdviz.engine.runs import descent_of
from gdviz.engine.runs import run as run_experiment
from gdviz.export.data.tables import csv_columns, csv_header, csv_rows, table
from gdviz.readings.change_text import change_sentence
from gdviz.readings.outcome_sentence import outcome_text

HELP = """\
gdviz: see gradient descent

  gdviz                      open a window with the first lesson
  gdviz FILE...              open scenes, or pictures made by gdviz: the first in the window used last, if one
                             is open, and each further one in a window of its own
  gdviz --new-window FILE... open each in a window of its own
  gdviz run LESSON-OR-FILE   print the table of each run, or write it as CSV
  gdviz render LESSON-OR-FILE -o OUT
                             write a picture, an animation or a table, without a window
  gdviz sweep LESSON-OR-FILE --over PATH=FROM:TO:N -o OUT
                             write what becomes of a run at every place of a grid of its settings
  gdviz code LESSON-OR-FILE  print a run as a program in NumPy, TensorFlow or PyTorch
  gdviz data FILE            print how a file of data is read, and what is proposed to be learned from it
  gdviz formula TEXT         print what is understood of a loss as a person writes it
  gdviz lessons              list the built-in lessons
  gdviz lesson check LESSON-OR-FILE
                             compute anew whether everything that a lesson says and asks holds
  gdviz lesson handout LESSON-OR-FILE -o OUT.pdf
                             write a lesson to hand out: its pictures, words and questions, then the answers
  gdviz reference            print every parameter with its range, default and meaning
  gdviz schema               print the JSON schema of .gdviz files
  gdviz --version            print the version
  gdviz --help               print this help; also: gdviz run --help, gdviz render --help, …"""
SET_HELP = (
    "set a field of the document before it runs, such as runs.0.schedule.decay_rate=0.9 or "
    "runs.0.schedule.kind=cosine; the value is JSON or plain text; several are applied in their order"
)
EVERY_HELP = (
    "show every Nth step only, and the last; without it a table has every step, but of training runs of more "
    "than 100 steps some 40 (every 500th of 20,000), and CSV always has every step"
)
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)  # with the .5 and +1 that JSON lacks

NamedRuns = Sequence[tuple[str, Run]]


class UsageError(Exception):
    """The command can't be carried out as it was typed; the text is one clear line."""


class WorkError(Exception):
    """The command was right, but its work failed; the text is one clear line."""


class CommandParser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments."""
        raise UsageError(f"{message} (see {self.prog} --help)")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command ``gdviz``. Returns its exit code: 2 for bad arguments, 1 where the work itself failed."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    terminal.prepare()
    try:
        with terminal.interruptible():
            command = COMMANDS.get(given[0]) if given else None
            if command:
                with terminal.ending_cleanly():
                    code = command(given[1:])
            else:
                code = _window(given)
            sys.stdout.flush()
    except UsageError as error:
        return terminal.refuse(str(error), 2)
    except WorkError as error:
        return terminal.refuse(str(error), 1)
    except KeyboardInterrupt:
        return terminal.refuse("stopped", 130)
    except MemoryError as error:
        return terminal.refuse(str(error) or "there is not enough memory for this", 1)
    except NotInstalledError as error:
        return terminal.refuse(str(error), 1)
    except OSError as error:
        terminal.forget_output()
        # A closed pipe: the reader, such as `head`, has seen enough. Windows calls it an invalid argument.
        if isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL):
            return 141
        return terminal.refuse(f"the output can't be written: {error.strerror or error}", 1)
    return code


# -- gdviz, gdviz FILE ---------------------------------------------------------------------------------------


def _window(arguments: list[str]) -> int:
    from gdviz.commands import window_command  # here, since only the window needs it

    parser = CommandParser(prog="gdviz", add_help=False, allow_abbrev=False)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--new-window", action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--version", action="store_true")
    options = parser.parse_args(arguments)
    if options.help or options.version:
        print(HELP if options.help else f"gdviz {__version__}")
        return 0
    return window_command.main(options.files, new_window=options.new_window, check=_check)


def _check(file: str) -> None:
    if holds_data(file):
        return  # the window reads it
    try:
        codec.loads(document_in(codec.read(file)))
    except DocumentError as error:
        near = nearest(file, COMMANDS) if error.code == "missing" else ""
        hint = f" Did you mean the command “gdviz {near}”?" if near else ""
        raise UsageError(f"{file}: {error}{hint}") from None


# -- gdviz run -----------------------------------------------------------------------------------------------


def _run(arguments: list[str]) -> int:
    parser = CommandParser(
        prog="gdviz run",
        description="Print the table of each run of a scene, or write it as CSV.",
        allow_abbrev=False,
    )
    parser.add_argument("what", metavar="LESSON-OR-FILE", help="a lesson's number or name, or a .gdviz file")
    parser.add_argument("--set", metavar="PATH=VALUE", action="append", default=[], help=SET_HELP)
    parser.add_argument("--csv", metavar="FILE", help="write CSV to FILE instead; - is standard output")
    parser.add_argument("--every", metavar="N", type=_number_of_rows, help=EVERY_HELP)
    options = parser.parse_args(arguments)
    title, scene = _scene(options.what)
    for setting in options.set:
        scene = _with_setting(scene, setting)
    runs = [(label.text, run) for label, run in zip(edits.run_labels(scene), scene.runs, strict=True)]
    if options.csv is None:
        _print_tables(title, runs, options.every)
    elif options.csv == "-":
        _print_csv(runs, options.every or 1)
    else:
        _write_csv_file(options.csv, options.what, runs, options.every or 1)
    return 0


def _number_of_rows(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 10**9:
        raise argparse.ArgumentTypeError(f"should be a whole number from 1 on, but is {shortened(text)}")
    return int(text)


def _scene(what: str) -> tuple[str, Scene]:
    """The title and the scene of a lesson or a file."""
    try:
        if found := lessons.find_scene(what):
            lesson, scene = found
            return f"Lesson {lesson.number}: {lesson.title.en}", scene
        if holds_data(what) and Path(what).is_file():
            return Path(what).name, _scene_of_data(what)
        scene = codec.load(what)
    except DocumentError as error:
        if error.code != "missing":
            raise UsageError(f"{what}: {error}") from None
        near = nearest(what, lessons.names())
        hint = f"Did you mean {near}?" if near else "“gdviz lessons” lists the lessons."
        raise UsageError(f"there is neither a lesson nor a file “{what}”. {hint}") from None
    return lessons.texts(scene, "en")[0] or Path(what).name, scene


def _scene_of_data(file: str) -> Scene:
    """A scene that learns from a file of data as it is proposed."""
    from gdviz.document.from_table import scene_of  # here, since it is seldom needed
    from gdviz.tabular import DataError, read_table

    try:
        return scene_of(read_table(file))
    except DataError as error:
        raise UsageError(f"{file}: {error}") from None


def _with_setting(scene: Scene, setting: str) -> Scene:
    """The scene with one ``path=value`` of the command line."""
    path, equals, text = setting.partition("=")
    if not equals:
        raise UsageError(f"--set {shortened(setting)}: it should be PATH=VALUE, such as runs.0.steps=20.")
    value = _value(text)
    try:
        try:
            return edits.change(scene, path, value)
        except DocumentError:
            if isinstance(value, str):
                raise
            with contextlib.suppress(DocumentError):
                return edits.change(scene, path, text)  # a name such as 2 or true
            raise
    except DocumentError as error:
        raise UsageError(f"--set {shortened(setting)}: {error}") from None
    except RecursionError:
        raise UsageError(f"--set {shortened(setting)}: the value is nested too deeply.") from None


def _value(text: str) -> object:
    """JSON where it is JSON, else a number where it is one, else the text itself.

    >>> _value("1e-3"), _value(".5"), _value("[1, 2]"), _value("cosine")
    (0.001, 0.5, [1, 2], 'cosine')
    """
    try:
        return codec.parse_json(text)
    except DocumentError:
        return float(text) if NUMBER.fullmatch(text.strip()) else text


def _print_tables(title: str, runs: NamedRuns, every: int | None) -> None:
    print(title)
    for label, run in runs:
        recording = run_experiment(run.experiment)
        print(f"\n{label}: {_set_up(run)}", end="\n\n")
        for lines in table(recording, every):
            sys.stdout.write(lines)
        print(f"\n{_outcome(recording)}")


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
        raise UsageError(f"--csv {file}: this would overwrite the scene itself.")
    try:
        with whole_file(file) as output:
            written = _write_csv(output, runs, every)
    except DocumentError as error:
        raise WorkError(f"--csv {file}: {error}") from None
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


# -- gdviz render, gdviz sweep -------------------------------------------------------------------------------


def _render(arguments: list[str]) -> int:
    return _large("render", arguments)


def _sweep(arguments: list[str]) -> int:
    return _large("sweep", arguments)


def _formula(arguments: list[str]) -> int:
    return _large("formula", arguments)


def _data(arguments: list[str]) -> int:
    return _large("data", arguments)


def _large(name: str, arguments: list[str]) -> int:
    command = import_module(f"gdviz.commands.{name}_command")  # here, since it is large
    parser = CommandParser(prog=f"gdviz {name}", description=command.DESCRIPTION, allow_abbrev=False)
    command.add_arguments(parser, SET_HELP)
    try:
        code: int = command.main(parser.parse_args(arguments), _scene_with)
    except command.Refusal as error:
        raise (UsageError if error.usage else WorkError)(str(error)) from None
    return code


def _scene_with(what: str, settings: Sequence[str]) -> Scene:
    _, scene = _scene(what)
    for setting in settings:
        scene = _with_setting(scene, setting)
    return scene


# -- gdviz code ----------------------------------------------------------------------------------------------


def _code(arguments: list[str]) -> int:
    from gdviz.export.programs.code import FRAMEWORKS, program

    parser = CommandParser(
        prog="gdviz code",
        description="Print the program that makes a run, and prints what the course prints.",
        allow_abbrev=False,
    )
    parser.add_argument("what", metavar="LESSON-OR-FILE", help="a lesson's number or name, or a .gdviz file")
    parser.add_argument("--framework", choices=list(FRAMEWORKS), default="numpy", help="(default: numpy)")
    parser.add_argument("--run", metavar="N", type=_number_of_rows, default=1, help="which run (default: 1)")
    parser.add_argument("--set", metavar="PATH=VALUE", action="append", default=[], help=SET_HELP)
    options = parser.parse_args(arguments)
    scene = _scene_with(options.what, options.set)
    if options.run > len(scene.runs):
        raise UsageError(f"--run {options.run}: there are {len(scene.runs)} runs.")
    label = edits.run_labels(scene)[options.run - 1].text
    _print_utf8(program(scene.runs[options.run - 1].experiment, options.framework, label))
    return 0


def _print_utf8(text: str) -> None:
    """Print bytes: what is read by programs is UTF-8, whatever the console speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


# -- gdviz lesson, gdviz lessons, gdviz reference, gdviz schema ----------------------------------------------


def _lesson(arguments: list[str]) -> int:
    from gdviz.commands import lesson_command  # here, since it is not for a start

    parser = CommandParser(prog="gdviz lesson", description="Check or print a lesson.", allow_abbrev=False)
    lesson_command.add_arguments(parser)
    return lesson_command.main(parser.parse_args(arguments), _scene)


def _lessons(arguments: list[str]) -> int:
    CommandParser(prog="gdviz lessons", description="List the built-in lessons.").parse_args(arguments)
    width = max(map(len, lessons.names()))
    for lesson in lessons.all():
        print(f"{lesson.number:>2}  {lesson.name:<{width}}  {lesson.title.en}")
    return 0


def _reference(arguments: list[str]) -> int:
    parser = CommandParser(
        prog="gdviz reference",
        description="Print every parameter with its range, default and meaning, as Markdown.",
        allow_abbrev=False,
    )
    parser.add_argument("--language", choices=list(LANGUAGES), default="en", help="(default: en)")
    with speaking(parser.parse_args(arguments).language):
        _print_utf8(reference())
    return 0


def _schema(arguments: list[str]) -> int:
    CommandParser(prog="gdviz schema", description="Print the JSON schema of .gdviz files.").parse_args(
        arguments
    )
    print(json.dumps(codec.schema(), indent=2))
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": _run,
    "render": _render,
    "sweep": _sweep,
    "code": _code,
    "data": _data,
    "formula": _formula,
    "lesson": _lesson,
    "lessons": _lessons,
    "reference": _reference,
    "schema": _schema,
}
