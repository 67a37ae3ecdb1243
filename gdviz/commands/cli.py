"""The command line: opens the window, or carries out a command without it."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from gdviz.base.resources import NotInstalledError
from gdviz.base.version import __version__
from gdviz.commands import terminal
from gdviz.commands.command_error import CommandError, CommandParser
from gdviz.document import codec
from gdviz.document.atomic_file import holds_data
from gdviz.document.errors import DocumentError
from gdviz.document.in_pictures import document_in
from gdviz.document.validate import nearest

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
  gdviz lesson pictures LESSON-OR-FILE -o FOLDER
                             write a picture of each beat, for slides
  gdviz reference            print every parameter with its range, default and meaning
  gdviz schema               print the JSON schema of .gdviz files
  gdviz --version            print the version
  gdviz --help               print this help; also: gdviz run --help, gdviz render --help, …"""
# Each is gdviz/commands/NAME_command.py: DESCRIPTION, add_arguments(parser), main(options).
COMMANDS = ("run", "render", "sweep", "code", "data", "formula", "lesson", "lessons", "reference", "schema")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command ``gdviz``. Returns its exit code: 2 for bad arguments, 1 where the work itself failed."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    terminal.prepare()
    try:
        # Here, since each needs much that no other does; Ctrl+C still ends the process without a word.
        command = (
            import_module(f"gdviz.commands.{given[0]}_command") if given and given[0] in COMMANDS else None
        )
        with terminal.interruptible():
            if command is not None:
                with terminal.ending_cleanly():
                    code = _carried_out(command, *given)
            else:
                code = _window(given)
            sys.stdout.flush()
    except CommandError as error:
        return terminal.refuse(str(error), 2 if error.usage else 1)
    except KeyboardInterrupt:
        return terminal.refuse("stopped", 130)
    except MemoryError as error:
        return terminal.refuse(str(error) or "there is not enough memory for this", 1)
    except NotInstalledError as error:
        return terminal.refuse(str(error), 1)
    except OSError as error:
        terminal.forget(sys.stdout)
        # A closed pipe: the reader, such as `head`, has seen enough. Windows calls it an invalid argument.
        if isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL):
            return 141
        return terminal.refuse(f"the output can't be written: {error.strerror or error}", 1)
    return code


def _carried_out(command: ModuleType, name: str, *arguments: str) -> int:
    parser = CommandParser(prog=f"gdviz {name}", description=command.DESCRIPTION, allow_abbrev=False)
    command.add_arguments(parser)
    code: int = command.main(parser.parse_args(arguments))
    return code


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
        raise CommandError(f"{file}: {error}{hint}") from None
