"""Random arguments of the command: it does what they ask, or says in one sentence why it can't.

Within this process, since a process each would make a hundredth of them. A sentence and its exit code come
from `cli.main`; a traceback is an exception that it lets through. How the process ends on Ctrl+C and on a
closed pipe is in ``tests/commands``.
"""

import contextlib
import io
import os
import random
import tempfile

from gdviz.commands import cli
from gdviz.document import lessons

COMMANDS = [
    "run",
    "run",
    "run",
    "code",
    "lessons",
    "reference",
    "schema",
    "render",
    "--version",
    "--help",
    "rnu",
]
QUICK = ["1", "2", "3", "5", "lesson-1", "lesson-4"]  # lessons that take no time to run
PATHS = [
    *(
        "runs",
        "runs.0",
        "runs.0.steps",
        "runs.1.steps",
        "runs.-1.steps",
        "runs.9.steps",
        "runs.0.schedule.kind",
    ),
    *("runs.0.schedule.learning_rate", "runs.0.problem.kind", "runs.0.problem.text", "runs.0.optimizer.kind"),
    *("runs.0.initial", "runs.0.precision", "runs.0.seed", "runs.0.average.kind", "title", "notes", "stage"),
    *(
        "stage.tiles.0.view",
        "",
        ".",
        "..",
        "runs..steps",
        "runs.0.problem.kind.x",
        "lesson",
        "x" * 300,
        "ß",
        "\0",
    ),
]
VALUES = [
    *(
        "0",
        "1",
        "7",
        "-1",
        "0.2",
        ".5",
        "+1",
        "1e-3",
        "1e999",
        "-1e400",
        "NaN",
        "true",
        "null",
        "",
        "x",
        "w^2",
        "{}",
    ),
    *(
        "[",
        "[1]",
        "[[]]",
        '{"kind": "formula"}',
        '{"kind":"formula","text":"w^2/0"}',
        "1/w",
        "cosine",
        "adam",
    ),
    *(
        "float32",
        "9" * 5000,
        "1." + "3" * 5000,
        "[" * 5000,
        "\ud800",
        "\udcff",
        "1e300 w*1e300 - 1e300 w*1e300",
        "2 ",
    ),
]
WORDS = [
    *(
        "--csv",
        "--every",
        "--set",
        "--framework",
        "--run",
        "--language",
        "-o",
        "--step",
        "--title",
        "--help",
        "-h",
    ),
    *(
        "--new-window",
        "--",
        "-",
        "--cvs",
        "torch",
        "keras",
        "numpy",
        "tensorflow1",
        "de",
        "zh_CN",
        "a=b=c",
        "a.csv",
    ),
    *(
        "nowhere/a.csv",
        "/",
        ".",
        "a\nb",
        "%s",
        "{0}",
        "99",
        "lesson-99",
        "missing.gdviz",
        "a.png",
        "a.xyz",
        "é",
    ),
    *("9" * 5000, "x" * 5000, "\udcff"),
]


def check(chance: random.Random) -> None:
    """One command. Raises whatever it lets through, or AssertionError where it does not say one sentence."""
    arguments = command(chance)
    code, said = answer(arguments)
    if code == 0:
        return
    arguments = [ascii(each)[:60] for each in arguments]
    assert code in (1, 2), (arguments, code, said)
    assert said.startswith("gdviz: "), (arguments, said)
    assert said.count("\n") == 1, (arguments, said)
    assert len(said) < 900, (arguments, said[:200])
    assert "the output can't" not in said, (arguments, said)  # it can: something else was the matter


def command(chance: random.Random) -> list[str]:
    """Arguments that no window opens for, and that ask for no long run."""
    arguments = [chance.choice(COMMANDS)]
    if arguments[0] in ("run", "code", "render") and chance.random() < 0.9:
        arguments.append(chance.choice(QUICK if chance.random() < 0.8 else [*lessons.names(), *WORDS]))
        arguments += [f"--set=runs.{n}.steps=3" for n in range(len(lessons.load("lesson-3").runs))][:1]
    for _ in range(chance.choice([0, 1, 1, 2, 4])):
        if chance.random() < 0.6:
            arguments += ["--set", f"{chance.choice(PATHS)}={chance.choice(VALUES)}"]
        else:
            arguments.append(chance.choice(WORDS))
    if arguments[0] == "render":
        arguments += ["-o", chance.choice(["a.csv", "a.npz", "a.xyz", "nowhere/a.csv", ""])]
    return arguments


def answer(arguments: list[str]) -> tuple[int, str]:
    """The exit code and what is said on standard error, in a folder of its own."""
    output, said = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    before = os.getcwd()
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(said),
    ):
        os.chdir(folder)
        try:
            code = cli.main(arguments)
        except SystemExit as end:  # --help
            code = int(end.code or 0)
        finally:
            os.chdir(before)
    return code, said.getvalue()
