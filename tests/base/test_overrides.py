"""What leaves a method that Qt calls; in a process of its own, since it may end it."""

import subprocess
import sys

SCRIPT = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox, QWidget
from shiboken6 import delete

from gdviz.base import overrides

class Before(QWidget):
    def changeEvent(self, event):
        [][1]

overrides.guard()
overrides.guard()

class Later(QWidget):
    def __init__(self):
        super().__init__()
        self.gone = QWidget()
        delete(self.gone)

    def changeEvent(self, event):
        self.gone.show()

class Whole(QSpinBox):
    def valueFromText(self, text):
        return [][1]

class Closes(QWidget):
    def close(self):
        said.append("closed")
        return True

said = []
app = QApplication(sys.argv)

def attempt(what):
    try:
        what()
    except Exception as error:
        said.append(type(error).__name__)

def tell(widget):
    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))

for kind in (Before, Later):
    attempt(lambda: tell(kind()))
box = Whole()
attempt(lambda: (box.lineEdit().setText("7"), box.interpretText()))
button, closes = QPushButton(), Closes()
button.clicked.connect(closes.close)
button.click()
sys.excepthook = lambda kind, error, trace: said.append(f"told {kind.__name__}")
told = overrides.Overrides()
for kind in (Before, Later):
    attempt(lambda: tell(kind()))
told.close()
attempt(lambda: tell(Later()))
print(*said, sep=", ")
"""
SAID = "IndexError, RuntimeError, IndexError, closed, told IndexError, told RuntimeError, RuntimeError"


def test_an_error_in_a_method_that_qt_calls_is_raised_or_told_and_ends_nothing():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, SAID), done.stderr
