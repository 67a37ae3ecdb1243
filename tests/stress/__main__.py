"""The fuzzers in turn, then a monkey, kills and windows, then the same digits on other machines.

    python packaging/start.py stress [MINUTES] [--seed SEED]    (default: 10 minutes, a seed of its own)
    python packaging/start.py stress 60 --only formulas files   these fuzzers alone
    python packaging/start.py stress --case formulas/SEED/7     one case again, as a failure names it

Each case is made from the seed and its number alone. Files have limits of time and memory here. The monkey
in the window, real processes that are killed, and windows opened and closed are processes of their own, one
after the other, for two fifths of the time; a fifth is for ``test_same_digits.py``. What the time does not
suffice for is said to be unfinished.
"""

import argparse
import contextlib
import itertools
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

from tests.stress import command_line, files, formulas, networks, typed  # noqa: E402 - behind the kernel

# Each with its share of the time.
FUZZERS = {
    "formulas": (formulas, 5),
    "typed": (typed, 1),
    "files": (files, 2),
    "command_line": (command_line, 0.5),
    "networks": (networks, 0.5),
}
# Run by themselves, each for a part of the time.
PROCESSES = {"monkey": 0.2, "kills": 0.1, "windows": 0.1}
TURN = 0.5  # seconds at a time for each share
HANGS = 10.0  # seconds of the processor that no case of any sort takes
TOLD = 60.0  # seconds after which the counts are said
MOST_FAILURES = 20  # that are shown
SAME_DIGITS = 0.2  # of the time


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="start.py stress", description="Random cases until the time is over."
    )
    parser.add_argument("minutes", nargs="?", type=float, default=10.0)
    parser.add_argument("--seed", default=str(random.SystemRandom().randrange(10**9)))
    parser.add_argument("--only", nargs="+", metavar="FUZZER", choices=list(FUZZERS))
    parser.add_argument("--case", metavar="FUZZER/SEED/NUMBER", help="this case alone")
    options = parser.parse_args()
    warnings.simplefilter("error")
    if options.case:
        name = options.case.split("/")[0]
        if name in PROCESSES:
            return run_alone([f"tests.stress.{name}", options.case], None) or 0
        run_case(FUZZERS[name][0], options.case)
        return 0
    print(f"seed {options.seed}, {options.minutes:g} minutes", flush=True)
    began = time.monotonic()
    seconds, alone = 60 * options.minutes, sum(PROCESSES.values())
    if options.only:
        return 1 if fuzz(options.seed, began + seconds, options.only) else 0
    failures = fuzz(options.seed, began + seconds * (1 - SAME_DIGITS - alone), list(FUZZERS))
    for name, share in PROCESSES.items():
        failures += run_for(name, options.seed, time.monotonic() + seconds * share)
    print(f"{failures} cases failed", flush=True)
    same = same_digits(began + 60 * options.minutes - time.monotonic())
    return 1 if failures or not same else 0


def fuzz(seed: str, end: float, names: list[str]) -> int:
    """Cases of each of these fuzzers until `end`; how many failed."""
    counts, failures, told = dict.fromkeys(names, 0), 0, time.monotonic()
    while time.monotonic() < end:
        for name in names:
            fuzzer, share = FUZZERS[name]
            stop = min(end, time.monotonic() + TURN * share)
            while time.monotonic() < stop:
                case = f"{name}/{seed}/{counts[name]}"
                counts[name] += 1
                try:
                    with stopped_where_it_hangs():
                        run_case(fuzzer, case)
                except Exception:
                    failures += 1
                    if failures <= MOST_FAILURES:
                        print(f"\n--case {case}", flush=True)
                        traceback.print_exc(limit=-6)
        if time.monotonic() > min(told + TOLD, end):
            told = time.monotonic()
            said = (f"{count:,} {name}" for name, count in counts.items())
            print(f"{', '.join(said)}; {failures} failed", flush=True)
    return failures


@contextlib.contextmanager
def stopped_where_it_hangs():
    """Let a case that takes HANGS seconds of the processor raise TimeoutError, where there are signals."""

    def stop(*_) -> None:
        raise TimeoutError("it hangs")

    if not hasattr(signal, "SIGPROF"):
        yield
        return
    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


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
    more, size = peak() - before if peak() > highest else 0, fuzzer.size(sort, data)
    most = fuzzer.seconds(data, size)
    assert taken < most, f"{sort} of {len(data)} bytes takes {taken:.2f} s"
    allowed = fuzzer.MEGABYTES * 2**20 + fuzzer.held(sort, data, size)
    assert more < allowed, f"{sort} of {len(data)} bytes takes {more >> 20} MB more"


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


def run_for(name: str, seed: str, end: float) -> int:
    """One of PROCESSES with one seed after the other until `end`; how many failed."""
    failures = 0
    for number in itertools.count():
        if time.monotonic() >= end:
            return failures
        case = f"{name}/{seed}/{number}"
        code = run_alone([f"tests.stress.{name}", case], end - time.monotonic())
        if code is None:
            print(f"{case}: unfinished, the time is over", flush=True)
        elif code:
            failures += 1
            print(f"\n--case {case}", flush=True)
    return failures


def same_digits(seconds: float) -> bool:
    """Run ``test_same_digits.py`` for so long at most; False where it failed."""
    script = str(Path(__file__).with_name("test_same_digits.py"))
    code = run_alone(
        ["pytest", "-v", "-x", script, "--override-ini=addopts=--import-mode=importlib"], seconds
    )
    if code is None:
        print("the same digits: unfinished, the time is over", flush=True)
    return not code


def run_alone(module: list[str], seconds: float | None) -> int | None:
    """Run a module of Python with arguments for so long at most; its exit code, None where it was ended."""
    process = subprocess.Popen([sys.executable, "-m", *module], start_new_session=True)
    try:
        return process.wait(None if seconds is None else max(seconds, 1))
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)  # and what it has begun
            process.kill()
            process.wait()


if __name__ == "__main__":
    try:
        if hasattr(signal, "pthread_sigmask"):  # start.py has held it back until here
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
