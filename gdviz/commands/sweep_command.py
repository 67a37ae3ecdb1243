"""``gdviz sweep``: a run at every place of a grid of its settings, as arrays in a file."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from pathlib import Path

from gdviz.commands.command_error import CommandError
from gdviz.commands.scenes import add_scene, scene_with
from gdviz.commands.terminal import say
from gdviz.document.atomic_file import refusal
from gdviz.document.errors import DocumentError
from gdviz.document.sweep_axes import AxisError
from gdviz.engine.sweep.cluster import ClusterExecutor, OtherVersionError
from gdviz.engine.sweep.plan import SweepError
from gdviz.engine.sweep.rules import KEPT
from gdviz.export.data.sweeping import swept
from gdviz.export.data.sweeps import WRITERS
from gdviz.notation.numbers import number

KEEP = "outcome,arrived,final_loss"
EVERY = 0.25  # seconds between two words about how far it is
DESCRIPTION = (
    "Compute a run at every place of a grid of its settings, each to the last bit the run that these "
    "settings make alone, and write what became of it: outcome, the step at which it arrived at a minimum, "
    "final loss, and more, as arrays by these names with their axes beside them. A sweep that was ended goes "
    "on where it was when the same command is given again."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    add_scene(parser)
    parser.add_argument(
        "--over",
        metavar="PATH=FROM:TO:N[:log]",
        action="append",
        default=[],
        help="an axis: a setting of the run as --set names it, such as "
        "schedule.learning_rate=0.01:1:100:log; may be given several times, each an axis of the arrays",
    )
    parser.add_argument(
        "--keep", metavar="NAMES", default=KEEP, help=f"of {', '.join(KEPT)} (default: {KEEP})"
    )
    parser.add_argument(
        "-o", "--output", metavar="OUT", required=True, help=f"the file to write: {', '.join(WRITERS)}"
    )
    parser.add_argument("--run", metavar="I", type=int, default=0, help="which run, from 0 (default: 0)")
    parser.add_argument(
        "--processes", metavar="N", type=int, default=os.cpu_count() or 1, help="(default: one a core)"
    )
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="compute on the workers of a Dask scheduler, such as tcp://host:8786",
    )
    parser.add_argument("--force", action="store_true", help="write over a file that exists")


def main(options: argparse.Namespace) -> int:
    """Do what was asked for; prints the file. Raises CommandError."""
    output = Path(options.output)
    if output.suffix.lower() not in WRITERS:
        raise CommandError(f"-o {output}: the ending should be one of {', '.join(WRITERS)}.")
    if output.exists() and not options.force:
        raise CommandError(f"{output} exists already; --force writes over it.", usage=False)
    if options.processes < 1:
        raise CommandError(f"--processes {options.processes}: it should be 1 at least.")
    scene = scene_with(options.what, options.set)
    over = dict(_path_and_range(text) for text in options.over)
    folder = output.with_name(f"{output.name}.part")
    keep = [name.strip() for name in options.keep.split(",") if name.strip()]
    tell = SweepProgress()
    if output.suffix.lower() == ".png" and len(over) != 2:
        raise CommandError(f"-o {output}: a PNG has two axes, so give --over twice.")
    try:
        with _cluster(options.cluster) as executor:
            found = swept(scene, options.run, over, keep, options.processes, executor, folder, tell)
        tell.end()
        found.save(output)
    except AxisError as error:
        raise CommandError(f"{error}.".replace("..", ".")) from None
    except (SweepError, DocumentError) as error:
        raise CommandError(f"{error}", usage=False) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError(f"-o {output}: {refusal(error)}", usage=False) from None
    shutil.rmtree(folder, ignore_errors=True)
    size = " × ".join(map(str, found.shape))
    print(f"{output}: {', '.join(found)} of {size} runs, over {', '.join(found.axes)}.")
    return 0


def _path_and_range(text: str) -> tuple[str, str]:
    path, equals, rest = text.partition("=")
    if not equals:
        raise CommandError(
            f"--over {text}: it should be PATH=FROM:TO:N, such as schedule.learning_rate=0.01:1:100:log."
        )
    return path.strip(), rest


class SweepProgress:
    """Tells on standard error how far it is, on one line that changes where that is a terminal."""

    def __init__(self) -> None:
        self._told = self._began = time.monotonic()
        self._first: int | None = None
        self._here = sys.stderr is not None and sys.stderr.isatty()
        self._said = False

    def __call__(self, made: int, total: int) -> None:
        """So many runs of so many are made."""
        now = time.monotonic()
        if self._first is None:
            self._first = made
            if made:
                say(f"going on after {number(made)} of {number(total)} runs")
        if not self._here or (now - self._told < EVERY and made < total):
            return
        self._told, self._said = now, True
        pace = (made - self._first) / max(now - self._began, 1e-9)
        left = f", {number(round((total - made) / pace))} s left" if pace > 0 else ""
        text = f"\r{100 * made // total:>3} % of {number(total)} runs, {number(round(pace))} a second{left}"
        say(f"{text}\x1b[K", end="")

    def end(self) -> None:
        """It is all made."""
        if self._said:
            say("\r\x1b[K", end="")


@contextlib.contextmanager
def _cluster(address: str | None) -> Iterator[Executor | None]:
    """The workers of a Dask scheduler as an executor; None without an address."""
    if address is None:
        yield None
        return
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise CommandError(
            "--cluster needs Dask: install gdviz with its extra “cluster” (pip install 'gdviz[cluster]').",
            usage=False,
        ) from None
    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CommandError(f"--cluster {address}: {error}", usage=False) from None
    with client:
        try:
            yield ClusterExecutor(client.get_executor())
        except KilledWorker:
            raise SweepError("the workers of the cluster keep ending") from None
        except CancelledError:
            raise SweepError("the cluster has ended; the same command goes on once it is there") from None
        except (OtherVersionError, ImportError) as error:
            raise SweepError(f"{error}") from None
