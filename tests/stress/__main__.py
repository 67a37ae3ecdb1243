"""The fuzzers in turn until the minutes are over, then the same digits on other machines.

    python packaging/start.py stress [MINUTES] [--seed SEED]    (default: 10 minutes, a seed of its own)
    python packaging/start.py stress --case formulas/SEED/7     one case again, as a failure names it

Each case is made from the seed and its number alone. Files have limits of time and memory here. A quarter of
the time is for ``test_same_digits.py``, which is said to be unfinished where that does not suffice.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import time
import traceback
import types
import warnings
from pathlib import Path

from gdviz.base.kernel import fix_kernel

fix_kernel()  # before NumPy is there
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.stress import command_line, files, formulas, networks  # noqa: E402 - behind the kernel

# Each with its share of the time.
FUZZERS = {
    "formulas": (formulas, 6),
    "files": (files, 4),
    "command_line": (command_line, 1),
    "networks": (networks, 1),
}
TURN = 0.5  # seconds at a time for each share
MOST_FAILURES = 20  # that are shown
SAME_DIGITS = 0.25  # of the time


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="start.py stress", description="Random cases until the time is over."
    )
    parser.add_argument("minutes", nargs="?", type=float, default=10.0)
    parser.add_argument("--seed", default=str(random.SystemRandom().randrange(10**9)))
    parser.add_argument("--case", metavar="FUZZER/SEED/NUMBER", help="this case alone")
    options = parser.parse_args()
    warnings.simplefilter("error")
    if options.case:
        run_case(FUZZERS[options.case.split("/")[0]][0], options.case)
        return 0
    print(f"seed {options.seed}, {options.minutes:g} minutes", flush=True)
    began = time.monotonic()
    failures = fuzz(options.seed, began + 60 * options.minutes * (1 - SAME_DIGITS))
    print(f"{failures} cases failed", flush=True)
    same = same_digits(began + 60 * options.minutes - time.monotonic())
    return 1 if failures or not same else 0


def fuzz(seed: str, end: float) -> int:
    """Cases of each fuzzer until `end`; how many failed."""
    counts, failures = dict.fromkeys(FUZZERS, 0), 0
    while time.monotonic() < end:
        for name, (fuzzer, share) in FUZZERS.items():
            stop = min(end, time.monotonic() + TURN * share)
            while time.monotonic() < stop:
                case = f"{name}/{seed}/{counts[name]}"
                counts[name] += 1
                try:
                    run_case(fuzzer, case)
                except Exception:
                    failures += 1
                    if failures <= MOST_FAILURES:
                        print(f"\n--case {case}", flush=True)
                        traceback.print_exc(limit=-6)
    print(", ".join(f"{count:,} {name}" for name, count in counts.items()), flush=True)
    return failures


def run_case(fuzzer: types.ModuleType, case: str) -> None:
    """One case, within the limits that its fuzzer has."""
    chance = random.Random(case)
    if not hasattr(fuzzer, "SECONDS"):
        fuzzer.check(chance)
        return
    sort, data = fuzzer.made(chance)
    before, began, highest = memory(), time.process_time(), peak()
    fuzzer.read_as(sort, data, chance)
    taken = time.process_time() - began
    more, size = peak() - before if peak() > highest else 0, fuzzer.size(data) / 2**20
    most = fuzzer.SECONDS + fuzzer.SECONDS_A_MEGABYTE * size
    assert taken < most, f"{sort} of {len(data)} bytes takes {taken:.2f} s"
    allowed = fuzzer.MEGABYTES + fuzzer.TIMES_ITS_SIZE * size
    assert more < allowed * 2**20, f"{sort} of {len(data)} bytes takes {more >> 20} MB more"


def memory() -> int:
    """Bytes that this process has now; 0 where it can't be told."""
    table = Path("/proc/self/statm")
    return int(table.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if table.exists() else 0


def peak() -> int:
    """Bytes that this process ever had; 0 where it can't be told."""
    if not Path("/proc/self/statm").exists():
        return 0
    import resource  # Windows has none

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def same_digits(seconds: float) -> bool:
    """Run ``test_same_digits.py`` for so long at most; False where it failed."""
    script = str(Path(__file__).with_name("test_same_digits.py"))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-v",
        "-x",
        script,
        "--override-ini=addopts=--import-mode=importlib",
    ]
    process = subprocess.Popen(command, start_new_session=True)
    try:
        return process.wait(max(seconds, 1)) == 0
    except subprocess.TimeoutExpired:
        print("the same digits: unfinished, the time is over", flush=True)
        return True
    finally:
        if process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)  # and the machine that it plays
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
