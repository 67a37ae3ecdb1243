"""What keeps the start fast, without a clock: what it reads in and makes, and that nothing is done twice."""

from __future__ import annotations

import ast
import json
import subprocess
import sys

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from gdviz import views
from gdviz.document import stage_layout
from gdviz.document.tiles import VIEWS
from gdviz.panels.form.parameters import ParametersPanel
from gdviz.panels.playback.transport import TransportBar
from gdviz.panels.runs.runs_panel import RunsPanel
from gdviz.stage.stage import Stage
from gdviz.stage.tile import TileFrame
from gdviz.views.plot.plot import Plot
from tests.sampling import long
from tests.uncounted import uncounted

# Starts as a person does, waits until the first lesson is drawn, and tells what has been read in and made.
DRIVER = """
import json, os, sys
from gdviz.app import app
from gdviz.commands import cli

def below(cls):
    return [cls, *(each for part in cls.__subclasses__() for each in below(part))]

def look(application):
    from shiboken6.Shiboken import Object
    window = next(w for w in application.topLevelWidgets() if type(w).__name__ == "Window")
    drawn = window.stage.frame is not None and not window.session.computing
    if drawn and all(view.frame is not None for view in window.stage.visible_views()):
        print(json.dumps([sorted(sys.modules), [each.__name__ for each in below(Object)]]))
        application.watch.stop()
        application.closeAllWindows()

make = app.make_application
def made():
    from PySide6.QtCore import QTimer
    application = make()
    application.watch = QTimer(application, interval=20)
    application.watch.timeout.connect(lambda: look(application))
    application.watch.start()
    return application
app.make_application = made
sys.exit(cli.main([]))
"""
# Heavy, and of no use to the first lesson: what brings each back should be read in where it is wanted.
LATE = {
    "PIL",
    "_hashlib",  # OpenSSL
    "contourpy",
    "difflib",
    "multiprocessing",
    "numpy.ma",
    "numpy.random",
    "numpy.testing",
    "secrets",
    "ssl",
    "pyqtgraph.imageview",
    "pyqtgraph.multiprocess",
    "pyqtgraph.parametertree",
    "sympy",
    "urllib.request",
    "gdviz.api",
    "gdviz.export.picture.drawing",
    "gdviz.export.animation.film",
    "gdviz.export.picture.pictures",
    "gdviz.export.programs",
    "gdviz.engine.formula.parser",
    "gdviz.engine.formula.tokens",
    "gdviz.app.help",
    "gdviz.panels.export_dialog.code_dialog",
    "gdviz.panels.data_dialog.data_dialog",
    "gdviz.panels.data_dialog.user_data_dialog",
    "gdviz.panels.export_dialog.export_dialog",
    "gdviz.panels.form.user_data_field",
    "gdviz.commands.render_command",
    "gdviz.commands.snapshot",
    "gdviz.tabular",
    "gdviz.views.weights.view",
    "gdviz.views.time.average",
    "gdviz.views.boundary.view",
    "gdviz.views.fit.view",
    "gdviz.views.time.learning_rate",
    "gdviz.views.network.view",
    "gdviz.views.progress.view",
}


@pytest.fixture(scope="module")
def started():
    """The modules that were read in, and the classes of Qt that were made."""
    command = [sys.executable, "-c", DRIVER]
    done = subprocess.run(command, env=uncounted(), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_start_reads_in_only_what_the_first_lesson_needs(started):
    modules, _ = started
    assert {"gdviz.views.loss.view", "pyqtgraph", "numpy"} <= set(modules)
    assert not LATE & set(modules)


def test_a_start_makes_no_class_of_qt_that_nobody_asks_for(started):
    _, made = started
    assert {"QMainWindow", "QPushButton", "Window"} <= set(made)
    unused = ("QCborStreamReader", "QXmlStreamWriter", "QRhiTexture", "QOpenGLExtraFunctions", "QUndoStack")
    assert all(hasattr(QtCore, name) or hasattr(QtGui, name) for name in unused)
    assert not set(unused) & set(made)


def test_pyqtgraph_finds_every_class_of_qt_all_the_same(qapp):
    import pyqtgraph

    assert pyqtgraph.QtWidgets.QCalendarWidget is QtWidgets.QCalendarWidget
    with pytest.raises(AttributeError):
        _ = pyqtgraph.QtWidgets.QNoSuchWidget


NAMES = "import pyqtgraph\nprint([name for name in vars(pyqtgraph) if not name.startswith('__')])"
FOUND = """
import sys
import gdviz.views
gdviz.views.ALL["loss"]
import pyqtgraph
assert not {"SpinBox", "ImageView", "RemoteGraphicsView"} & set(vars(pyqtgraph))
print([name for name in sys.argv[1:] if not hasattr(pyqtgraph, name)])
from pyqtgraph.imageview import ImageView
from PySide6.QtWidgets import QApplication
app = QApplication([])
assert pyqtgraph.SpinBox(value=3).value() == 3
assert pyqtgraph.ImageView is ImageView and ImageView().ui.histogram.getHistogramRange()
"""


@long
def test_what_pyqtgraph_was_not_asked_for_is_found_all_the_same():
    """All that it has where gdviz is not: a notebook may use both."""
    usual = ast.literal_eval(told(NAMES))
    assert "ImageView" in usual
    assert told(FOUND, *usual) == "['addGradientListToDocstring']\n"  # a tool of one of its modules


def told(code, *arguments):
    """What a Python of its own prints."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_view_is_found_by_its_name():
    assert list(views.ALL) == list(VIEWS)
    assert [kind.name for kind in views.ALL.values()] == list(views.ALL)
    assert len(views.ALL) == len(list(views.ALL))
    with pytest.raises(KeyError):
        views.ALL["no such view"]


def test_a_view_is_made_when_it_is_first_shown(window):
    shown = {name for row in stage_layout.names(window.session.scene.stage) for name in row}
    assert set(window.stage.tiles) == shown
    window.stage.set_shown("network", True)
    assert set(window.stage.tiles) == {*shown, "network"}


def test_each_part_is_dressed_and_filled_once(make_window, monkeypatch):
    """In the look and the language that the settings say, from the beginning."""
    calls = []

    def count(cls, name):
        method = getattr(cls, name)

        def counted(self, *arguments, **keywords):
            calls.append((type(self).__name__, name, id(self)))
            return method(self, *arguments, **keywords)

        monkeypatch.setattr(cls, name, counted)

    panels = (RunsPanel, ParametersPanel, TransportBar)
    for cls in panels:
        count(cls, "set_look")
        count(cls, "retranslate")
    for cls in (RunsPanel, ParametersPanel, Stage):
        count(cls, "show_scene")
    count(TileFrame, "set_look")
    make_window()
    assert {cls for cls, _, _ in calls} == {*(cls.__name__ for cls in panels), "Stage", "TileFrame"}
    assert len(calls) == len(set(calls)), "something was done twice"


@long
def test_a_start_in_another_look_is_in_that_look(make_window, settings):
    settings.look = "dark"
    window = make_window()
    parts = (window.runs, window.parameters, window.transport, window.lesson, window.stage)
    assert {part.look.name for part in parts} == {"dark"}
    assert {plot.look.name for plot in window.stage.findChildren(Plot)} == {"dark"}
    sheets = {panel.styleSheet() for panel in (window.runs, window.parameters, window.transport)}
    assert len(sheets) == 1
    assert window.look.surface in sheets.pop()
