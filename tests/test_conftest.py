"""The checks that every test of Qt undergoes do find what they look for."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

LEAKY = """
import threading, time
from PySide6.QtCore import QObject, QSettings, QThread, QTimer, Signal, qWarning
from PySide6.QtWidgets import QLabel, QWidget

kept = []

def test_timer(qtbot):
    kept.append(QTimer(objectName="ticker"))
    kept[-1].start(1000)

def test_thread(qtbot):
    kept.append(QThread(objectName="spinner"))
    kept[-1].start()

def test_python_thread(qtbot):
    threading.Thread(target=time.sleep, args=(1,), name="sleeper").start()

def test_window(qtbot):
    kept.append(QLabel(windowTitle="Forgotten"))
    kept[-1].show()

def test_session(qtbot):
    from gdviz.session.session import Session
    kept.append(Session())

class Thrower(QObject):
    thrown = Signal()
    def throw(self):
        raise ValueError("in a slot")

def test_exception_in_slot(qtbot):
    thrower = Thrower()
    thrower.thrown.connect(thrower.throw)
    thrower.thrown.emit()

def test_qt_warning(qtbot):
    qWarning("something is odd")

def test_tidy(qtbot, session):
    widget = QWidget()
    qtbot.addWidget(widget)
    timer = QTimer(widget)
    timer.start(5)
    widget.show()
    qtbot.waitUntil(lambda: not session.computing)
    QSettings("gdviz", "gdviz").setValue("theme", "dark")

def test_settings_are_fresh(qtbot):
    assert QSettings("gdviz", "gdviz").value("theme") is None
"""


def python(*arguments, **options):
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, **options
    )


def test_each_leak_fails_its_test_and_is_named(tmp_path):
    (tmp_path / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text("utf-8"), "utf-8")
    (tmp_path / "test_leaky.py").write_text(LEAKY, "utf-8")
    done = python("-m", "pytest", "-q", "-c", ROOT / "pyproject.toml", "--rootdir", tmp_path, tmp_path)
    text = done.stdout
    assert done.returncode == 1
    assert "active QTimer QTimer 'ticker', every 1000 ms" in text
    assert "running QThread QThread 'spinner'" in text
    assert "Python thread 'sleeper'" in text
    assert "top-level widget QLabel, title 'Forgotten'" in text
    assert "running QThread QThread 'gdviz compute'" in text
    assert "ValueError: in a slot" in text
    errors, failures = (set(re.findall(rf"^{word} .*::(\w+)", text, re.M)) for word in ("ERROR", "FAILED"))
    assert errors == {"test_timer", "test_thread", "test_python_thread", "test_window", "test_session"}
    assert failures == {"test_exception_in_slot", "test_qt_warning"}


WITHOUT_QT = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "pyqtgraph"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Refuse())
import pytest
sys.exit(pytest.main(["-q", "--collect-only", "-p", "no:pytest-qt", "-p", "no:cacheprovider", *sys.argv[1:]]))
"""


def test_tests_of_the_engine_need_no_qt():
    """The import contracts say it of what they test."""
    done = python("-c", WITHOUT_QT, "tests/engine/test_descent.py", "tests/test_doctests.py")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "tests/engine/test_descent.py::" in done.stdout
    assert "tests/test_doctests.py::test_examples_of_a_module_hold[gdviz.engine.descent]" in done.stdout
    reads_in = re.compile(r"^ *(?:from|import) (?:PySide6|pyqtgraph)|\bqtbot\b|\bqapp\b", re.MULTILINE)
    for path in (ROOT / "tests/engine").rglob("*.py"):
        assert not reads_in.search(path.read_text("utf-8")), path


COUNT_EMITS = """
import sys
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    sent = Signal(object)

sender = Sender()
sender.sent.emit(1)
before = sys.getrefcount(True)
for _ in range(50):
    sender.sent.emit(1)
print(before - sys.getrefcount(True))
"""


def test_emitting_a_signal_keeps_the_references_to_true():
    """PySide6 6.12.0 loses one at every emit on Python 3.11 and aborts after some 600."""
    done = python("-c", COUNT_EMITS, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert (done.returncode, done.stdout.strip()) == (0, "0"), done.stderr
