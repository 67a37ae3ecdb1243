"""gdviz fails, in every way there is; the person is told, and the next start has the work."""

from __future__ import annotations

import signal

import pytest

from gdviz.document import codec
from gdviz.document.edits import change
from gdviz.document.scene import Scene
from tests.app.living import Home, unusual
from tests.sampling import long, some


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


EDITED = """
def act():
    edit(0.35)
    yield lambda: works()
"""


def test_errors_of_every_thread_are_told_in_one_dialog_and_gdviz_goes_on(home):
    code, said, errors = home.start(
        """
        class Task(QRunnable):
            def run(self):
                raise LookupError("in a runnable")

        class Thread(QThread):
            def run(self):
                raise OSError("in a QThread")

        class Last:
            def __del__(self):
                raise ArithmeticError("in a deletion")

        def fail(text):
            raise RuntimeError(text)

        def fail_too():
            raise RuntimeError("in a thread")

        class Painted(QPushButton):
            def paintEvent(self, event):
                self.update()
                raise KeyError("in a paint")

        def act():
            edit(0.35)
            button = QPushButton(window())
            button.clicked.connect(lambda: fail("in a slot"))
            button.click()
            say("at once:", dialog())
            yield dialog
            first = dialog()
            say(first.text.text())
            say("parent:", type(first.parent()).__name__, "kept:", len(works()))
            QThreadPool.globalInstance().start(Task())
            thread = Thread()
            thread.start()
            threading.Thread(target=fail_too).start()
            Last()
            painted = Painted(window())
            painted.show()
            yield lambda: len(first.reports) == 6
            say("dialogs:", sum(isinstance(w, QDialog) for w in QApplication.topLevelWidgets()))
            say(first.error.text())
            first.copy.click()
            say(QGuiApplication.clipboard().text())
            thread.wait()
            first.go_on.click()
            yield lambda: dialog() is None
            button.click()
            painted.update()
            yield lambda: True
            yield lambda: True
            say("again:", dialog())
            window().session.mark_saved()
            window().close()
        """
    )
    assert code == 0, errors
    assert "at once: None" in said
    assert "An unexpected error ended what gdviz was just doing." in said
    assert "parent: Window kept: 1" in said
    assert "dialogs: 1" in said
    assert "RuntimeError: in a slot\nand 5 more" in said
    for text in ("in a runnable", "in a QThread", "in a thread", "in a deletion", "in a paint"):
        assert text in said
        assert errors.count(f"Error: {text}\n") + errors.count(f"Error: '{text}'\n\n") == 1
        assert text in home.log.read_text()
    assert "RuntimeError: in a slot\nTraceback (most recent call last):" in said
    assert "gdviz1:" in said
    assert "again: None" in said
    assert home.kept == []


def test_errors_in_methods_that_qt_calls_are_told_however_many_come_before_it_returns(home):
    code, said, errors = home.start(
        """
        from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, QObject
        from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView
        from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

        class Broken(QPushButton):
            def sizeHint(self):
                raise ValueError("in a size")

            def resizeEvent(self, event):
                raise ValueError("in a resize")

            def showEvent(self, event):
                raise ValueError("in a show")

            def paintEvent(self, event):
                raise ValueError("in a paint")

            def changeEvent(self, event):
                super().changeEvent(event)
                raise ValueError("in a change")

        class Item(QGraphicsItem):
            def boundingRect(self):
                raise ValueError("in an outline")

            def paint(self, painter, option, widget=None):
                raise ValueError("in an item")

        class Filter(QObject):
            def eventFilter(self, watched, event):
                raise ValueError("in a filter")

        class Model(QAbstractListModel):
            def rowCount(self, parent=None):
                return 2

            def data(self, index, role=0):
                raise ValueError("in a model")

        def act():
            box, listener = QWidget(window()), Filter()
            row = QVBoxLayout(box)
            for _ in range(3):
                row.addWidget(Broken())
            scene = QGraphicsScene()
            items = [Item(), Item()]
            for each in items:
                scene.addItem(each)
            row.addWidget(QGraphicsView(scene))
            box.model = Model()
            view = QListView()
            view.setModel(box.model)
            row.addWidget(view)
            row.itemAt(0).widget().installEventFilter(listener)
            box.resize(300, 300)
            box.show()
            QCoreApplication.sendEvent(box, QEvent(QEvent.Type.LanguageChange))
            box.grab()
            yield dialog
            yield lambda: True
            say("told:", *sorted({each.error.split("in ")[-1] for each in dialog().reports}, key=str))
            box.deleteLater()
            yield lambda: True
            window().session.mark_saved()
            dialog().go_on.click()
            window().close()
        """
    )
    assert code == 0, errors
    assert "told: a change a filter a model a paint a resize a show a size an item an outline" in said


def test_a_crash_of_the_process_is_offered_with_its_details(home):
    """Also where there is no console: a packaged app on Windows has neither sys.stderr nor sys.stdout."""
    no_console = "\ndef before():\n    sys.stderr = sys.stdout = None\n"
    code, _, errors = home.start(EDITED + "    faulthandler._sigsegv()\n" + no_console)
    assert code == -signal.SIGSEGV, errors
    assert home.kept == [".fault", ".lock", ".work"]
    code, said, errors = home.start(
        """
        def act():
            yield bar
            say(bar().label.text())
            bar().copy.click()
            say(QGuiApplication.clipboard().text())
            say("before:", rate(), window().windowTitle(), window().isWindowModified())
            bar().bring_back.click()
            say("after:", rate(), window().windowTitle(), window().isWindowModified(), bar())
            window().session.mark_saved()
            window().close()
        """
    )
    assert code == 0, errors
    assert "gdviz crashed last time. Bring back “One step at a time”, as it was at " in said
    assert "Segmentation fault" in said
    assert "gdviz 0." in said
    assert "before: 0.2 One step at a time[*] – gdviz False" in said
    assert "after: 0.35 One step at a time[*] – gdviz True None" in said
    assert home.kept == []


def test_what_was_killed_keeps_its_file_and_saving_goes_there(home, tmp_path):
    path = tmp_path / "学习率.gdviz"
    codec.save(change(Scene(), "runs.0.schedule.learning_rate", 0.1), path)
    code, _, errors = home.start(EDITED + "    os.kill(os.getpid(), signal.SIGKILL)", path)
    assert code == -signal.SIGKILL, errors
    code, said, errors = home.start(
        """
        def act():
            yield bar
            say(bar().label.text(), bar().copy.isVisible())
            bar().bring_back.click()
            window().menus.actions["save"].trigger()
            say(window().windowTitle(), window().isWindowModified())
            window().close()
        """
    )
    assert code == 0, errors
    assert "gdviz did not close properly last time. Bring back “学习率.gdviz”" in said
    assert said.splitlines()[0].endswith("False")
    assert "学习率.gdviz[*] – gdviz False" in said
    assert codec.load(path).runs[0].schedule.learning_rate == 0.35
    assert home.kept == []


def test_the_systems_end_asks_nothing_and_keeps_the_last_edit(home):
    code, _, errors = home.start(
        """
        def act():
            yield works
            edit(0.35)
            os.kill(os.getpid(), signal.SIGTERM)
        """
    )
    assert code == 128 + signal.SIGTERM, errors
    assert errors == ""
    assert home.kept == [".work"]
    code, said, errors = home.start(
        """
        def act():
            yield bar
            say(bar().label.text())
            bar().bring_back.click()
            say(rate())
            window().session.mark_saved()
            window().close()
        """
    )
    assert "The system ended gdviz last time. Bring back “One step at a time”" in said
    assert "0.35" in said
    assert code == 0, errors


@long
def test_the_systems_end_leaves_no_half_of_a_file(home, tmp_path):
    """Neither of numbers, nor of a film by another program, here a script that never ends by itself."""
    folder, other = tmp_path / "out", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    program = other / "ffmpeg"
    program.write_text('#!/bin/sh\nfor last; do :; done; cat > "$last"\n')
    program.chmod(0o755)
    home.environment |= {"PATH": f"{other}:/usr/bin:/bin", "TMPDIR": str(folder)}
    code, _, errors = home.start(
        """
        def before():
            import time
            from gdviz.export.data import files
            from gdviz.export.animation import encoder
            encoder.video_encoder = lambda: "ffmpeg"
            def write(runs, file, tell):
                file.write(b"half")
                while True:
                    time.sleep(0.01)
                    tell(0.5)
            files.WRITERS[".csv"] = write

        def files(pattern):
            return list(Path(os.environ["TMPDIR"]).glob(pattern))

        def act():
            yield lambda: works() and not window().session.computing
            window().outputs.save_data(Path(os.environ["TMPDIR"], "a.csv"))
            window().pictures.ask_export()
            form = window().pictures.dialog.form
            form.format.setCurrentIndex(form.format.findData("mp4"))
            window().pictures.dialog.save_as(Path(os.environ["TMPDIR"], "a.mp4"))
            yield lambda: files(".gdviz-*") and files("gdviz-*/*")
            os.kill(os.getpid(), signal.SIGTERM)
        """
    )
    assert code == 128 + signal.SIGTERM, errors
    assert errors == ""
    assert not list(folder.iterdir())


@long
def test_a_running_gdviz_keeps_its_work_to_itself(home):
    first = home.begin(
        EDITED
        + """
    say("kept")
    yield lambda: Path(os.environ["XDG_DATA_HOME"], "end").exists()
    window().session.mark_saved()
    window().close()
"""
    )
    assert first.stdout.readline() == "kept\n"
    code, said, errors = home.start(
        """
        def act():
            yield lambda: len(works()) == 2
            say("offer:", bar())
            window().close()
        """
    )
    assert (code, said) == (0, "offer: None\n"), errors
    assert home.kept == [".fault", ".lock", ".work"]
    (home.data / "end").touch()
    _, errors = first.communicate(timeout=60)
    assert (first.returncode, unusual(errors)) == (0, "")
    assert home.kept == []


@pytest.mark.parametrize("console", some([False, True], 1))
def test_an_error_before_there_is_a_window_is_told_and_ends_the_start(home, console):
    code, said, errors = home.start(
        f"""
        def before():
            import gdviz.app.window
            def broken(*arguments):
                raise ValueError("no window today")
            gdviz.app.window.Window.__init__ = broken
            if not {console}:
                sys.stderr = sys.stdout = None
            QTimer.singleShot(0, look)

        def look():
            if dialog() is None:
                QTimer.singleShot(10, look)
                return
            say(dialog().text.text(), dialog().save.isVisible())
            say(dialog().details)
            dialog().go_on.click()
        """
    )
    assert code == 1
    assert "gdviz could not open its window" in said
    assert "ValueError: no window today" in said
    assert ("no window today" in errors) == console
    assert home.kept == []


@long
def test_an_error_while_closing_is_told_and_the_work_stays(home):
    code, said, errors = home.start(
        """
        def before():
            import gdviz.app.window
            def broken(window, event):
                QTimer.singleShot(0, look)
                raise ValueError("can't close")
            gdviz.app.window.Window.closeEvent = broken

        def look():
            if dialog() is None:
                QTimer.singleShot(10, look)
                return
            say(dialog().text.text(), dialog().go_on.text())
            dialog().go_on.click()

        def act():
            edit(0.35)
            window().close()
            yield lambda: False
        """
    )
    assert code == 0, errors
    assert "An unexpected error occurred while gdviz was closing. Your scene is kept in " in said
    assert said.endswith("Close\n")
    assert home.kept == [".work"]
