"""What all tests share: a home of their own, and a check that no test leaves anything of Qt behind.

Nothing here imports Qt before a test asks for it: the tests of engine and document run without PySide6
(with ``-p no:pytest-qt`` where pytest-qt is installed and PySide6 is not).
"""

from __future__ import annotations

import gc
import itertools
import os
import sys
import tempfile
import threading
import time
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from gdviz.base.kernel import fix_kernel
from tests.sampling import EVERY, examples

# How long an example takes to be made says something of the machine, and of nothing else. The same examples
# each time, so that what passed passes: others are tried by `GDVIZ_EVERY_CASE=1`, and by the fuzzers.
settings.register_profile(
    "gdviz",
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
    derandomize=not EVERY,
    max_examples=examples(100),
)
settings.load_profile("gdviz")

fix_kernel()  # as in every process of ours, before NumPy is there
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["GDVIZ_ENGINE_PROCESSES"] = "0"  # tests that are about them begin some

# In memory where it can be: windows wait for the disk until it has their settings, a thousand times.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
HOME = tempfile.TemporaryDirectory(prefix="gdviz-tests-", dir=MEMORY)
for variable, folder in {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": "run",  # where windows of gdviz find each other
}.items():
    os.environ[variable] = str(Path(HOME.name, folder))
Path(os.environ["XDG_RUNTIME_DIR"]).mkdir(mode=0o700)

if sys.dont_write_bytecode and sys.prefix != sys.base_prefix:
    # Workers and dozens of processes compile the same modules: once for all, in the environment.
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(Path(sys.prefix, "bytecode"))
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE")

LAST = Path(__file__).parent / "views/weights/test_all_weights.py"  # to be collected
COMPILED = any(Path(cache_from_source(str(LAST))).parent.glob(f"{LAST.stem}.*"))

FAILED = pytest.StashKey[bool]()
TESTS = itertools.count()  # pytest's own count looks through all folders that there are


def pytest_addoption(parser, pluginmanager):
    if not pluginmanager.has_plugin("pytest-qt"):  # the configuration file names its settings
        for setting in ("qt_api", "qt_log_level_fail", "qt_log_ignore", "qt_default_raising"):
            parser.addini(setting, "not used without pytest-qt")


@pytest.hookimpl(wrapper=True)
def pytest_collection(session):
    """In a fresh checkout one worker compiles the tests, ten seconds of work, and the others find it done."""
    worker = getattr(session.config, "workerinput", None)
    if not worker or COMPILED or [Path(each).name for each in session.config.args] != ["tests"]:
        return (yield)
    done = Path(tempfile.gettempdir(), f"gdviz-collected-{worker['testrunuid']}")
    if worker["workerid"] == "gw0":
        result = yield
        done.touch()
        session.config.add_cleanup(lambda: done.unlink(missing_ok=True))
        return result
    end = time.monotonic() + 90
    while not done.exists() and time.monotonic() < end:
        time.sleep(0.1)
    return (yield)


gc.disable()  # what is collected stays


def pytest_collection_finish():
    gc.enable()


def pytest_unconfigure():
    HOME.cleanup()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(autouse=True)
def nothing_left_behind(request):
    """Fails a test of Qt that leaves a timer or a thread running, or a window."""
    if "qapp" not in request.fixturenames:
        yield
        return
    app = request.getfixturevalue("qapp")
    from gdviz.base import overrides

    overrides.guard()  # a test that fails within a method that Qt calls fails alone
    own_settings(Path(HOME.name, "settings", str(next(TESTS))))
    threads, windows, collecting = set(threading.enumerate()), set(app.topLevelWidgets()), gc.isenabled()
    gc.freeze()  # so that get_objects and collect see only what the test makes
    yield
    flush()
    leaks = leaked_threads(threads) + leaked_windows(app, windows) + leaked_objects()
    gc.unfreeze()
    if collecting and not gc.isenabled():
        leaks.append("Python's garbage collection switched off")
        gc.enable()
    if leaks and FAILED not in request.node.stash:
        pytest.fail("the test left behind:\n" + "\n".join(f"  {leak}" for leak in leaks), pytrace=False)


def own_settings(folder):
    """Let QSettings write into `folder`, whatever its format."""
    from PySide6.QtCore import QSettings

    folder.mkdir(parents=True)
    for format_ in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(format_, QSettings.Scope.UserScope, str(folder))


def flush():
    """Delete what is to be deleted later, and what only garbage refers to."""
    from PySide6.QtCore import QCoreApplication, QEvent

    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


def leaked_threads(before):
    """New Python threads; but not the shadow that a QThread which has run Python leaves behind."""
    return [
        f"Python thread {thread.name!r}, {getattr(thread, '_target', None)}"
        for thread in set(threading.enumerate()) - before
        if thread.is_alive() and not isinstance(thread, threading._DummyThread)
    ]


def leaked_windows(app, before):
    """Windows that were not there before. What has a parent goes with it; tooltips are Qt's own."""
    leaks = []
    for widget in set(app.topLevelWidgets()) - before:
        if widget.parent() is None and widget.metaObject().className() != "QTipLabel":
            leaks.append(f"top-level widget {described(widget)}, title {widget.windowTitle()!r}")
            widget.close()
            widget.deleteLater()
    return leaks


def leaked_objects():
    """Running QThreads and active QTimers that the test made; they are ended, to trouble no other test."""
    from PySide6.QtCore import QThread, QTimer
    from shiboken6 import isValid

    leaks = []
    for thing in gc.get_objects():
        kind = type(thing)
        if issubclass(kind, QTimer) and isValid(thing) and thing.isActive():
            leaks.append(f"active QTimer {described(thing)}, every {thing.interval()} ms")
            thing.stop()
        elif (
            issubclass(kind, QThread)
            and isValid(thing)
            and thing.isRunning()
            and thing is not QThread.currentThread()
        ):
            leaks.append(f"running QThread {described(thing)}")
            thing.requestInterruption()
            thing.quit()
            thing.wait(2000)
    return leaks


def described(thing):
    """Class, name and parents of a QObject, to find it by."""
    chain = []
    while thing is not None:
        name = thing.objectName()
        chain.append(type(thing).__name__ + (f" {name!r}" if name else ""))
        thing = thing.parent()
    return " in ".join(chain)


@pytest.fixture
def qtbot(qapp, request):
    """pytest-qt's, which waits for a busy machine: what never comes fails all the same.

    It holds what it is to close until it has. Once a test returns nobody else does, and Python collects
    garbage whenever it runs: an event filter of the widget that gets an event would end it in the middle.
    """
    from pytestqt.qtbot import QtBot

    held = []

    class PatientQtBot(QtBot):
        def waitUntil(self, callback, *, timeout=60_000):
            super().waitUntil(callback, timeout=timeout)

        def addWidget(self, widget, **kwargs):
            held.append(widget)
            super().addWidget(widget, **kwargs)

    yield PatientQtBot(request)
    held.clear()


@pytest.fixture
def session(qtbot):
    """A session with an empty scene's one run, closed at the end."""
    from gdviz.session.session import Session

    session = Session()
    yield session
    session.close()
