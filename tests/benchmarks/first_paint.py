"""When a program's window is seen, told from outside: by the pixels of a virtual screen.

    python tests/benchmarks/first_paint.py [--rounds N] [--cold] PROGRAM [PROGRAM ...]

starts each program (a command, quoted) N times in turns, and prints medians: seconds from the start of the
process to the first paint, to the last change of the picture (the window is complete), and of the processor
until the first paint, which says more where the machine does other things, too. Nothing in the program helps,
so it works for any executable. Needs Xvfb; `--cold` throws the disk cache away before each start, for which
it must be root.
"""

from __future__ import annotations

import argparse
import contextlib
import mmap
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 1280, 800
POLL = 0.002  # seconds between two looks at the screen
QUIET = 1.0  # seconds without a change, after which the picture is complete
PATIENCE = 60.0
REST = 0.3  # seconds between two starts
CACHES = Path("/proc/sys/vm/drop_caches")


@dataclass(frozen=True)
class Start:
    """One start of a program, in seconds."""

    painted: float
    complete: float
    processor: float  # of all threads, until it was painted


class Screen:
    """A virtual screen whose pixels can be looked at."""

    def __init__(self, display: str, pixels: mmap.mmap) -> None:
        self.display = display
        self._pixels = pixels
        self._row = WIDTH * 4
        self._begin = len(pixels) - self._row * HEIGHT

    def look(self) -> bytes:
        """Every eighth row."""
        rows = range(self._begin, len(self._pixels), 8 * self._row)
        return b"".join(self._pixels[row : row + self._row] for row in rows)


@contextlib.contextmanager
def screen() -> Iterator[Screen]:
    """A screen of its own, without a window manager."""
    with tempfile.TemporaryDirectory() as folder:
        reader, writer = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        command = [
            "Xvfb",
            "-displayfd",
            str(writer),
            "-screen",
            "0",
            size,
            "-fbdir",
            folder,
            "-noreset",
            "-nocursor",
        ]
        server = subprocess.Popen(
            command, pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(writer)
        try:
            with open(reader, encoding="ascii") as answer:
                display = answer.readline().strip()
            with (
                (Path(folder) / "Xvfb_screen0").open("rb") as file,
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pixels,
            ):
                yield Screen(f":{display}", pixels)
        finally:
            server.terminate()
            server.wait()


def start(command: Sequence[str], on: Screen, home: Path, *, cold: bool = False) -> Start:
    """Start a program, look until its window is complete, and end it."""
    own = {
        "DISPLAY": on.display,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "QT_QPA_PLATFORM": "xcb",
    }
    rest = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = on.look()
    worked = 0.0
    if cold:
        os.sync()
        CACHES.write_text("3", encoding="ascii")
    began = time.perf_counter()
    program = subprocess.Popen(command, env=rest | own, stderr=subprocess.DEVNULL)
    try:
        seen, times = before, []
        while not times or time.perf_counter() - times[-1] < QUIET:
            time.sleep(POLL)
            now = on.look()
            if now != seen:
                worked = worked or processor_time(program.pid)
                times.append(time.perf_counter())
                seen = now
            if program.poll() is not None or (not times and time.perf_counter() - began > PATIENCE):
                raise RuntimeError(f"{shlex.join(command)} showed no window")
    finally:
        program.kill()
        program.wait()
    time.sleep(REST)  # until the screen is empty again
    return Start(times[0] - began, times[-1] - began, worked)


def processor_time(process: int) -> float:
    """What all threads of a process have had of the processor, in seconds, as Linux counts it."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text("ascii").split()[0]) for thread in threads) / 1e9


def starts(commands: Sequence[Sequence[str]], rounds: int, *, cold: bool = False) -> list[list[Start]]:
    """So many starts of each command, in turns; one more before, which does not count, unless `cold`."""
    found: list[list[Start]] = [[] for _ in commands]
    with screen() as on, tempfile.TemporaryDirectory() as home:
        for number in range(rounds + 1):
            for each, command in zip(found, commands, strict=True):
                one = start(command, on, Path(home), cold=cold and number > 0)
                if number > 0:
                    each.append(one)
    return found


def medians(found: Sequence[Start]) -> Start:
    """The medians of several starts."""
    return Start(
        *(statistics.median(values) for values in zip(*map(_values, found), strict=True)),
    )


def _values(one: Start) -> tuple[float, float, float]:
    return one.painted, one.complete, one.processor


def available() -> bool:
    """Whether there is a virtual screen to look at, and what Qt needs to show a window on it."""
    libraries = ("xcb-cursor", "xcb-icccm", "xcb-keysyms")
    return shutil.which("Xvfb") is not None and all(map(find_library, libraries))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "programs", nargs="+", metavar="PROGRAM", help="the first is what the others are compared with"
    )
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--cold", action="store_true", help="from an empty disk cache")
    options = parser.parse_args()
    commands = [shlex.split(program) for program in options.programs]
    base = None
    print(f"{'painted':>8} {'complete':>8} {'processor':>9}  ratios (painted, processor; least painted)")
    for program, found in zip(
        options.programs, starts(commands, options.rounds, cold=options.cold), strict=True
    ):
        middle, least = medians(found), min(one.painted for one in found)
        base = base or (middle, least)
        print(
            f"{middle.painted:8.3f} {middle.complete:8.3f} {middle.processor:9.3f}  "
            f"{middle.painted / base[0].painted:.2f} {middle.processor / base[0].processor:.2f} "
            f"{least / base[1]:.2f} (least {least:.3f})  {program}"
        )


if __name__ == "__main__":
    sys.exit(main())
