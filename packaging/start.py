#!/usr/bin/env python3
"""Set up gdviz on a fresh machine and run it. Needs Python 3.11 or later and nothing else.

    python3 packaging/start.py              set up and open the app
    python3 packaging/start.py test         set up and pass the tests; with --every those, too, that take long
    python3 packaging/start.py coverage     every test, with the coverage, which may only rise
    python3 packaging/start.py benchmark    set up and run the benchmarks; then a table of gdviz beside others
    python3 packaging/start.py benchmark --plots [FILE]
                                            draw how the cost grows with steps, runs, parameters and points
    python3 packaging/start.py stress [MINUTES] [--seed SEED]
                                            random formulas, files, commands and networks for so many minutes
    python3 packaging/start.py build        make the packaged app in dist/: on Debian a .deb and a .tar.xz
    python3 packaging/start.py ARGUMENTS    set up and run `gdviz ARGUMENTS`, e.g. `run 1`

Everything is installed into `.venv` in the project, never into the system's Python.
"""

if __name__ == "__main__":  # Ctrl+C ends what follows without a traceback, but for Python's own beginning
    import _signal

    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

import contextlib
import hashlib
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from machine import SetupError, ensure_build_tools, ensure_libraries, has_chinese_font, has_display, say

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST = (3, 11)

WITHOUT_A_WINDOW = (
    "run",
    "render",
    "code",
    "data",
    "formula",
    "lessons",
    "sweep",
    "lesson",
    "reference",
    "schema",
)  # commands of gdviz
# Four on two cores: what a test of the window does is to wait, a third of its time.
PYTEST = ("-m", "pytest", "-q", "-n", str(min((os.cpu_count() or 3) + 1, 4)), "--dist", "worksteal")
MYPY = ("-m", "mypy")
CHECKS = (
    ("ruff", "-m", "ruff", "check", "."),
    ("ruff format", "-m", "ruff", "format", "--check", "."),
    ("import contracts", "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    ("translations", "packaging/translate.py", "--check"),
)


def main(arguments: "list[str]") -> int:
    """Set up what `arguments` needs, then run it."""
    if sys.version_info < OLDEST:
        return stop(too_old())
    tests = arguments in (["test"], ["test", "--every"])
    testing = tests or arguments[:1] in (["coverage"], ["stress"], ["benchmark"])
    building = arguments == ["build"]
    opens_window = not testing and not building and opens_a_window(arguments)
    headless = opens_window and not has_display()
    try:
        # The libraries first: who may not install them should not wait for the rest in vain.
        if building:
            ensure_build_tools()
        elif testing or opens_window or arguments[:1] == ["render"]:
            ensure_libraries(window=opens_window and not headless)
        set_up("dev" if testing else "build" if building else "")
    except SetupError as error:
        return stop(str(error))
    if arguments in (["test", "--every"], ["coverage"]):
        os.environ["GDVIZ_EVERY_CASE"] = "1"  # see tests/sampling.py
    if tests:
        return test()
    if building:
        return run(str(PROJECT / "packaging" / "build.py"), environment=offscreen())
    if arguments == ["coverage"]:
        return run(*PYTEST, "--cov=gdviz", "--cov-report=term:skip-covered", environment=offscreen())
    if arguments[:1] == ["stress"]:
        return run("-m", "tests.stress", *arguments[1:], environment=offscreen())
    if arguments[:2] == ["benchmark", "--plots"]:
        return run("-m", "tests.benchmarks.growth", *arguments[2:], environment=offscreen())
    if arguments[:1] == ["benchmark"]:
        timed = run("-m", "pytest", "tests/benchmarks", "--override-ini=addopts=", environment=offscreen())
        return run("-m", "tests.benchmarks.peers", environment=offscreen()) or timed
    if opens_window and not has_chinese_font():
        say(
            "This machine has no Chinese font: the Chinese interface needs the package fonts-wqy-microhei "
            "(or fonts-noto-cjk)."
        )
    if headless:
        say("There is no display here, so the first lesson is rendered to files instead:")
        return run("-m", "gdviz.commands.snapshot", os.getcwd(), environment=offscreen())
    return run("-m", "gdviz", *arguments)


# -- the environment ---------------------------------------------------------------------------------------


def set_up(group: str) -> None:
    """Make `.venv` hold gdviz and its pinned dependencies, and those of a group of pyproject.toml if any.

    Returns at once where it already does.
    """
    stamp = VENV / f"gdviz-{group or 'app'}.stamp"
    wanted = fingerprint()
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    if not made_here():
        say("Setting up gdviz in .venv (once; about 300 MB on disk) ...")
        make_venv()
    say("Installing gdviz and what it needs ...")
    constraints = str(PROJECT / "packaging" / "constraints.txt")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    more = requirements(group) if group else []
    done = subprocess.run([*command, "--constraint", constraints, "--editable", ".", *more], cwd=PROJECT)
    if done.returncode != 0:
        raise SetupError(
            "The installation did not succeed; what pip says about it stands above. "
            "Check the connection to the package index and start again: what is already there is kept."
        )
    stamp.write_text(wanted, encoding="utf-8")


def requirements(group: str) -> "list[str]":
    """What a dependency group of pyproject.toml lists; read here, since a pip before 25.1 can't."""
    import tomllib  # here, where Python is known not to be too old

    with open(PROJECT / "pyproject.toml", "rb") as file:
        listed: list[str] = tomllib.load(file)["dependency-groups"][group]
    return listed


def fingerprint() -> str:
    """Changes when the set-up has to be done again: other dependencies, another Python, another folder."""
    digest = hashlib.sha256()
    for path in (PROJECT / "pyproject.toml", PROJECT / "packaging" / "constraints.txt"):
        digest.update(path.read_bytes())
    digest.update(f"{PROJECT}\n{sys.version}".encode())
    return digest.hexdigest()


def made_here() -> bool:
    """Whether `.venv` works and belongs to this folder and this Python (a moved one does not work)."""
    if not PYTHON.exists():
        return False
    version = [str(PYTHON), "-c", "import sys, pip; print(sys.prefix, *sys.version_info[:2])"]
    answer = subprocess.run(version, capture_output=True, text=True)
    expected = f"{VENV} {sys.version_info[0]} {sys.version_info[1]}"
    return answer.returncode == 0 and answer.stdout.strip() == expected


def make_venv() -> None:
    """Make an empty environment, replacing one that does not work."""
    try:
        import ensurepip  # noqa: F401 - Debian takes it out of python3, and venv fails without it
        import venv
    except ImportError:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise SetupError(
            "This Python has no venv module. On Debian and Ubuntu type this, then start again:  "
            f"sudo apt-get install {package}"
        ) from None
    try:
        venv.EnvBuilder(with_pip=True, clear=VENV.exists(), symlinks=not WINDOWS).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(f"The environment {VENV} could not be made: {error}") from None


def too_old() -> str:
    """What to say to a Python before 3.11, naming a newer one where there is one."""
    newer = next(
        (name for minor in range(15, 10, -1) for name in [f"python3.{minor}"] if shutil.which(name)), None
    )
    advice = f"start it with {newer} packaging/start.py" if newer else "install a newer Python"
    return f"gdviz needs Python 3.11 or later, and this is {platform.python_version()}: {advice}."


# -- running -----------------------------------------------------------------------------------------------


def opens_a_window(arguments: "list[str]") -> bool:
    """Whether `gdviz ARGUMENTS` opens the window: it does without a command and with a file."""
    if not arguments or arguments[0] == "--new-window":
        return True
    return arguments[0] not in WITHOUT_A_WINDOW and not arguments[0].startswith("-")


def test() -> int:
    """Everything that must hold, the quickest first; the first failure ends it.

    Types are checked beside the rest, on what would be an idle core at first.
    """
    say("-- mypy, beside the rest")
    with tempfile.TemporaryFile() as told:
        beside = begin(*MYPY, output=told)
        try:
            failed = first_failure(beside)
        except KeyboardInterrupt:
            return 130
        finally:
            beside.kill()
            beside.wait()
        if failed == "mypy":
            told.seek(0)
            print(told.read().decode(errors="replace"), end="", flush=True)
    return stop(f"{failed} failed.") if failed else 0


def first_failure(beside: "subprocess.Popen[bytes]") -> str:
    """The name of the check that fails first, mypy's beside the others among them; nothing if all pass."""
    for name, *command in CHECKS:
        say(f"-- {name}")
        if run(*command, environment=offscreen()) != 0:
            return name
    say("-- tests")
    tests = begin(*PYTEST)
    try:
        while tests.poll() is None and not beside.poll():
            time.sleep(0.1)
        if beside.poll():
            tests.terminate()
            return "mypy"
    finally:
        tests.wait()
    if tests.returncode != 0:
        return "tests"
    return "mypy" if beside.wait() != 0 else ""


def begin(*arguments: str, output: "IO[bytes] | None" = None) -> "subprocess.Popen[bytes]":
    """Begin to run the environment's Python in the project's folder."""
    command = [str(PYTHON), *arguments]
    return subprocess.Popen(command, cwd=PROJECT, env=offscreen(), stdout=output, stderr=output)


def offscreen() -> "dict[str, str]":
    """The environment for a Qt without a screen, where the processes of the tests compile nothing twice.

    Who wants no `__pycache__` among the sources (PYTHONDONTWRITEBYTECODE) gets it all in `.venv`.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
        environment["PYTHONPYCACHEPREFIX"] = str(VENV / "bytecode")
    return environment


def run(*arguments: str, environment: "dict[str, str] | None" = None) -> int:
    """Run the environment's Python; in the project's folder, unless it is the app.

    Ctrl+C is for what runs, which may have something to ask: its end is waited for. The app and the fuzzers
    begin with that key held back, and let it in once their own guard stands (`gdviz/__main__.py`).
    """
    app = arguments[:2] in (("-m", "gdviz"), ("-m", "gdviz.commands.snapshot"))
    guarded = app or arguments[:2] == ("-m", "tests.stress")
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:  # which what runs is to inherit, unlike a function
        signal.signal(signal.SIGINT, lambda *_: None)
    try:
        with held_back() if guarded else contextlib.nullcontext():
            process = subprocess.Popen(
                [str(PYTHON), *arguments], cwd=None if app else PROJECT, env=environment
            )
        code = process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return code if code >= 0 else 128 - code


@contextlib.contextmanager
def held_back() -> "Iterator[None]":
    """Within, Ctrl+C waits; what is begun within begins so, too."""
    if WINDOWS:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def stop(line: str) -> int:
    """Say why it ends here."""
    say(line)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
