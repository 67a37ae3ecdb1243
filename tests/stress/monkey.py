"""A monkey at the window: keys, mouse, menus, dialogs, edits meanwhile; nothing may fail, hang or grow.

    python -m tests.stress.monkey SEED [ACTIONS]

Each action is drawn from the seed alone; what it meets depends on how far the window has computed, so that a
seed fails nearly always, not always. It has a home of its own, and file dialogs answer with names in there:
nothing of the person's is touched. It fails with an exception in any thread, a message of Qt, a second of
the processor's time between two turns of the event loop (more where the same work takes longer than it did in
this run at the best: other programs share the caches), or, at the rests, with more threads, timers or windows
than at the first rest, or 50 MB more, of memory of its own rather than pages of libraries.
"""

from __future__ import annotations

import collections
import faulthandler
import gc
import os
import random
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

from tests.held import layout_items, strays

ACTIONS = 3000
REST = 250  # actions after which it looks at what has grown
WARM_UP = 12  # rests until everything has been made once
LONGEST = 1.0  # seconds of the processor between two turns
GROWTH = 50 * 2**20  # bytes
ENDS = 5000  # milliseconds in which what is at work at a rest ends
DEPTH = 3  # dialogs over each other
SAID = 30  # actions that are told of a failure

WORDS = ["0", "1", "-1", "0.1", "1e300", "1e-9", "w^2", "sin(3x) + y^2/4", "|w| + 1/w", "w**4 - 3*w**3 + 2"]
WORDS += ["", " ", "NaN", "１０", "x", "if x > 0 then x else -x", "a name", "学习", "9" * 40, "1, 2, 3", "))"]
TABLES = [
    "a\tb\tc\n1\t2\t0\n3\t4\t1\n5\t6\t0\n",
    "1,5;2\n3;4\n",
    "gdviz1:0:abc",
    "x" * 5000,
    "sepal\tkind\n5.1\tA\n4\tB\n",
]
# Qt's of its offscreen windows, of a finger held on a view that is gone meanwhile, and of QTest's hands.
HARMLESS = (
    "This plugin does not support",
    "QGestureManager::deliverEvents: could not find the target",
    "Mouse event ",
    "Keyboard event not accepted",
)
NEVER = {"quit", "new_window"}  # a window that is closed ends the monkey, and others are processes


def home() -> tempfile.TemporaryDirectory[str]:
    """A home of its own, before Qt is there."""
    folder = tempfile.TemporaryDirectory(prefix="gdviz-monkey-")
    for variable, place in {
        "HOME": "",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "XDG_RUNTIME_DIR": "run",
    }.items():
        os.environ[variable] = str(Path(folder.name, place))
        Path(folder.name, place).mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


class Monkey:
    """Acts in one window, one action a turn of whatever event loop runs: dialogs have their own."""

    def __init__(self, seed: str, actions: int, folder: Path) -> None:
        from gdviz.app.settings import Settings
        from gdviz.app.window import Window

        self.chance, self.left, self.folder = random.Random(seed), actions, folder
        self.done: collections.deque[str] = collections.deque(maxlen=SAID)
        self.troubles: list[str] = []
        self.base: dict[str, float] = {}
        self.rests, self.count, self.turn, self.hands_wait = 0, 0, 0.0, False
        self.quickest = min(some_work() for _ in range(10))
        settings = Settings()
        settings.language, settings.look = "en", "light"
        self.window = Window(settings)
        self.window.resize(1280, 720)
        self.window.show()

    # -- noticing ------------------------------------------------------------------------------------------

    def notice(self, what: str) -> None:
        """Something that may not be."""
        self.troubles.append(what)

    def listen(self) -> None:
        """From now on hear of every exception and message."""
        from PySide6.QtCore import qInstallMessageHandler

        from gdviz.base.overrides import Overrides

        def exception(kind, error, trace) -> None:
            self.notice("".join(traceback.format_exception(kind, error, trace)[-8:]))

        sys.excepthook = exception
        Overrides()
        sys.unraisablehook = lambda said: exception(said.exc_type, said.exc_value, said.exc_traceback)
        threading.excepthook = lambda said: exception(said.exc_type, said.exc_value, said.exc_traceback)

        def message(kind, context, text: str) -> None:
            if not text.startswith(HARMLESS):
                self.notice(f"Qt says: {text}")

        qInstallMessageHandler(message)

        def collected(phase: str, found) -> None:
            if threading.current_thread() is not threading.main_thread():
                self.notice("garbage is collected in another thread, where a widget must not end")

        gc.callbacks.append(collected)
        self.wait_for_pictures()

    def wait_for_pictures(self) -> None:
        """While a picture is drawn the window's event loop turns without what hands do."""
        from gdviz.export.animation import animation
        from gdviz.export.picture import sheet

        breathe = sheet.breathe

        def without_hands() -> None:
            self.hands_wait = True
            self.look_at_time("a part of a picture")
            breathe()
            self.hands_wait = False

        sheet.breathe = animation.breathe = without_hands

    def tell(self, what: str) -> None:
        """What is about to be done; on standard error too where ``GDVIZ_MONKEY_SAYS`` is set: a crash of the
        process leaves nothing else."""
        self.done[-1] += f" {what}"
        if os.environ.get("GDVIZ_MONKEY_SAYS"):
            print(self.count, self.done[-1], file=sys.stderr, flush=True)

    def look_at_time(self, what: str) -> None:
        """Whether the loop has turned in time since the last action."""
        taken = time.thread_time() - self.turn
        if self.turn and taken > LONGEST:
            slower = max(1.0, some_work() / self.quickest)
            said = f"{taken:.2f} s until the next turn, work being {slower:.1f} times as slow, after {what}"
            if taken > LONGEST * slower:
                self.notice(said)
            else:
                print(said, flush=True)
        self.turn = time.thread_time()

    def grown(self) -> dict[str, float]:
        """What may not grow."""
        from PySide6.QtCore import QCoreApplication, QEvent, QTimer
        from PySide6.QtWidgets import QApplication
        from shiboken6 import isValid

        from gdviz.base.heap import give_back

        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            gc.collect()
        give_back()
        things = gc.get_objects()
        timers = [each for each in things if isinstance(each, QTimer) and isValid(each) and each.isActive()]
        return {
            "threads": len(os.listdir("/proc/self/task")) if Path("/proc").exists() else 0,
            "active timers": len(timers),
            "windows": len([each for each in QApplication.topLevelWidgets() if isValid(each)]),
            "memory": resident(),
        }

    # -- acting --------------------------------------------------------------------------------------------

    def next(self) -> None:
        """One action, the next one already on its way: it may open a dialog, which has a loop of its own."""
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        if self.hands_wait:
            QTimer.singleShot(10, self.next)
            return
        self.look_at_time(self.done[-1] if self.done else "the start")
        if self.troubles or self.left <= 0:
            self.end()
            return
        QTimer.singleShot(0 if self.chance.random() < 0.9 else self.chance.choice([10, 50, 200]), self.next)
        if self.count and self.count % REST == 0 and self.open_dialog() is None:
            action = Monkey.rest
        else:
            self.left -= 1
            action = self.chance.choice(ACTS)
        self.count += 1
        if self.depth() > DEPTH or (self.count % REST > REST - 10 and self.open_dialog() is not None):
            action = Monkey.escape
        self.done.append(action.__name__)
        try:
            action(self)
        except Exception as trouble:
            *_, last = traceback.extract_tb(trouble.__traceback__)
            if last.filename != __file__ or "already deleted" not in str(
                trouble
            ):  # PySide's names of Qt's own
                self.notice(traceback.format_exc(limit=-6))
        if not self.window.isVisible() and QApplication.activeModalWidget() is None:
            self.window.show()

    def end(self) -> None:
        """Close whatever is open, and the window."""
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        dialog = self.open_dialog()
        if dialog is not None:
            close(dialog)
            QTimer.singleShot(0, self.end)
            return
        self.window.session.mark_saved()
        self.window.outputs.stop_saving()
        self.window.handouts.stop()  # else the window asks, and nobody answers
        QApplication.exit(0)

    def rest(self) -> None:
        """Come back to the first lesson and its views, and look at what has grown since the first rests."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        window = self.window
        for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            if QApplication.mouseButtons() & button:  # a drag goes on: no view goes meanwhile
                QTest.mouseRelease(window, button)
        window.session.mark_saved()
        for _ in range(2):  # the first time ends an animation that is being made, not its dialog
            for other in QApplication.topLevelWidgets():
                if other is not window and other.isVisible():
                    other.close()
        for name in ("present", "full_screen", "presenter_window"):
            action = window.menus.actions[name]
            if action.isChecked():
                action.trigger()
        window.set_language("en")
        window.looks.set_look("light")
        window.resize(1280, 720)
        from gdviz.document import lessons

        for name in reversed(lessons.names()[:2]):  # in each the views go that were opened in the other
            window.documents.open_lesson(name)
            window.hidden.let_go()
            window.parameters.every_editor()  # else the form is still that of what was on stage
        found = self.grown()
        if self.base and found["memory"] > self.base["memory"] + GROWTH:  # perhaps of what is still at work
            self.hands_wait = True
            QTest.qWait(ENDS)
            self.hands_wait = False
            found = self.grown()
        for stray in strays():
            self.notice(f"PySide takes it for a part of what is in it: {stray}")
        if items := layout_items():
            self.notice(f"PySide knows {len(items)} items of layouts, also when they will be gone")
        self.turn = 0.0
        self.quickest = min(self.quickest, some_work())
        self.rests += 1
        print(self.count, *(f"{name} {number:,.0f}" for name, number in found.items()), flush=True)
        if self.rests <= WARM_UP or not self.base:
            self.base = found
            return
        for name, most in (("threads", 6), ("active timers", 6), ("windows", 60), ("memory", GROWTH)):
            if found[name] > self.base[name] + most:
                self.notice(f"{name} grew from {self.base[name]:,.0f} to {found[name]:,.0f}")

    def depth(self) -> int:
        """How many dialogs lie over each other."""
        from PySide6.QtWidgets import QApplication

        return sum(each.isModal() and each.isVisible() for each in QApplication.topLevelWidgets())

    def open_dialog(self):
        """The dialog or menu that is open, if any."""
        from PySide6.QtWidgets import QApplication, QDialog

        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        others = (
            each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()
        )
        return popup or next(others, None)

    def place(self):
        """Where keys and the mouse go: the menu or dialog that is open, else mostly the window."""
        from PySide6.QtWidgets import QApplication

        above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if above is not None:
            return above
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isEnabled()]
        return self.chance.choice([self.window, self.window, *shown])

    def widget(self):
        """Any widget in there that can be seen."""
        from shiboken6 import isValid

        from gdviz.look.widgets import parts

        place = self.place()
        inside = [each for each in parts(place) if isValid(each) and each.isVisible()]
        inside = [each for each in inside if each.width() > 2 and each.height() > 2]
        return self.chance.choice(inside) if inside else place

    def point(self, widget):
        from PySide6.QtCore import QPoint

        return QPoint(
            self.chance.randrange(max(widget.width(), 1)), self.chance.randrange(max(widget.height(), 1))
        )

    def press_key(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        names = [
            *"ABCDEFGHIJKLMNOPRSTUVWXYZ0123456789",
            "Left",
            "Right",
            "Up",
            "Down",
            "Tab",
            "Backtab",
            "Return",
        ]
        names += [
            "Escape",
            "Space",
            "Delete",
            "Backspace",
            "Home",
            "End",
            "PageUp",
            "PageDown",
            "Plus",
            "Minus",
        ]
        names += [f"F{number}" for number in range(1, 12)]
        modifiers = Qt.KeyboardModifier
        with_them = self.chance.choice(
            [modifiers.NoModifier] * 4
            + [modifiers.ShiftModifier, modifiers.ControlModifier, modifiers.AltModifier]
            + [modifiers.ControlModifier | modifiers.ShiftModifier]
        )
        name = self.chance.choice(names)
        plain = name in ("N", "W") and with_them & modifiers.ControlModifier  # new windows, and the end
        place = self.place()
        at = place.focusWidget() or place
        self.tell(f"{'' if plain else with_them.name} {name} at {type(at).__name__}")
        QTest.keyClick(at, getattr(Qt.Key, f"Key_{name}"), modifiers.NoModifier if plain else with_them)

    def type_words(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit

        from gdviz.look.widgets import parts

        kinds = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)
        fields = [each for each in parts(self.place()) if isinstance(each, kinds) and each.isVisible()]
        if not fields:
            return
        field, text = self.chance.choice(fields), self.chance.choice(WORDS)
        self.tell(f"{text!r} into {type(field).__name__}")
        field.setFocus()
        field.selectAll()
        if text.isascii():
            QTest.keyClicks(field, text[:30])
        elif hasattr(field, "insert"):
            field.insert(text)
        QTest.keyClick(field, self.chance.choice([Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape]))

    def click(self) -> None:
        from PySide6.QtCore import QEvent, QPointF, Qt
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication
        from shiboken6 import isValid

        widget = self.widget()
        point, none = self.point(widget), Qt.KeyboardModifier.NoModifier
        button = self.chance.choice([Qt.MouseButton.LeftButton] * 5 + [Qt.MouseButton.MiddleButton])
        double = self.chance.random() < 0.15
        self.tell(f"{described(widget)}")
        QTest.mousePress(widget, button, none, point)
        if isValid(widget):  # as QTest's clicks do not ask
            QTest.mouseRelease(widget, button, none, point)
        for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease) * double:
            if isValid(widget):
                there = QPointF(widget.mapToGlobal(point))
                held = button if kind == QEvent.Type.MouseButtonDblClick else Qt.MouseButton.NoButton
                event = QMouseEvent(kind, QPointF(point), there, button, held, none)
                QApplication.sendEvent(widget, event)

    def drag(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from shiboken6 import isValid

        widget = self.widget()
        self.tell(f"{described(widget)}")
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(widget, left, none, self.point(widget))
        for _ in range(self.chance.choice([1, 3, 8])):
            if isValid(widget):
                QTest.mouseMove(widget, self.point(widget))
        if isValid(widget) and self.chance.random() < 0.95:
            QTest.mouseRelease(widget, left, none, self.point(widget))

    def move(self) -> None:
        from PySide6.QtTest import QTest

        widget = self.widget()
        QTest.mouseMove(widget, self.point(widget))

    def turn_wheel(self) -> None:
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QWheelEvent
        from PySide6.QtWidgets import QApplication
        from shiboken6 import isValid

        widget = self.widget()
        point = self.point(widget)
        self.tell(f"{described(widget)}")
        modifier = self.chance.choice(
            [Qt.KeyboardModifier.NoModifier] * 3 + [Qt.KeyboardModifier.ControlModifier]
        )
        way = self.chance.choice([-1, 1])
        for _ in range(self.chance.choice([1, 3, 40])):
            if not isValid(widget):
                return
            event = QWheelEvent(
                QPointF(point),
                QPointF(widget.mapToGlobal(point)),
                QPoint(),
                QPoint(0, 120 * way),
                Qt.MouseButton.NoButton,
                modifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(widget, event)

    def ask_menu(self) -> None:
        from PySide6.QtGui import QContextMenuEvent
        from PySide6.QtWidgets import QApplication

        widget = self.widget()
        point = self.point(widget)
        self.tell(f"{described(widget)}")
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.postEvent(widget, QContextMenuEvent(reason, point, widget.mapToGlobal(point)))

    def choose(self) -> None:
        """An entry of a menu of the window."""
        from PySide6.QtWidgets import QApplication

        if QApplication.activeModalWidget() is not None:
            return
        never = {self.window.menus.actions[name] for name in NEVER}
        entries = [
            action
            for menu in self.window.menus.menus.values()
            for action in menu.actions()
            if action.isEnabled()
            and not action.isSeparator()
            and action.menu() is None
            and action not in never
        ]
        action = self.chance.choice(entries)
        self.tell(f"{action.text()!r}")
        action.trigger()

    def pick_lesson(self) -> None:
        from PySide6.QtWidgets import QApplication

        from gdviz.document import lessons

        if QApplication.activeModalWidget() is None:
            if self.chance.random() < 0.8:
                self.window.session.mark_saved()
            name = self.chance.choice(lessons.names())
            self.tell(f"{name}")
            self.window.documents.open_lesson(name)

    def paste(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtTest import QTest

        QGuiApplication.clipboard().setText(self.chance.choice(TABLES + WORDS))
        place = self.place()
        QTest.keyClick(place.focusWidget() or place, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def resize(self) -> None:
        width, height = self.chance.choice([(1280, 720), (800, 500), (1920, 1080), (400, 300), (1024, 600)])
        self.tell(f"{width}×{height}")
        self.window.resize(width, height)

    def play(self) -> None:
        session = self.window.session
        last = session.frame.last
        self.chance.choice(
            [session.play, session.pause, lambda: session.set_playhead(self.chance.randint(0, max(last, 0)))]
        )()

    def escape(self) -> None:
        dialog = self.open_dialog()
        if dialog is not None:
            close(dialog)


ACTS = [
    *[Monkey.press_key] * 6,
    *[Monkey.click] * 8,
    *[Monkey.drag] * 3,
    *[Monkey.move] * 2,
    *[Monkey.turn_wheel] * 2,
    *[Monkey.type_words] * 3,
    *[Monkey.choose] * 3,
    Monkey.ask_menu,
    Monkey.pick_lesson,
    Monkey.paste,
    Monkey.resize,
    Monkey.play,
    Monkey.escape,
]


def close(dialog) -> None:
    """Close a dialog or menu as Escape does."""
    from PySide6.QtWidgets import QDialog

    if isinstance(dialog, QDialog):
        dialog.reject()
    else:
        dialog.close()


def described(widget) -> str:
    """Its class, and those of what it lies in."""
    from shiboken6 import isValid

    names: list[str] = []
    while widget is not None and isValid(widget) and len(names) < 4:
        names.append(type(widget).__name__)
        widget = widget.parentWidget()
    return " in ".join(names)


def some_work() -> float:
    """Seconds of the processor's time that some work takes, which is always the same."""
    began = time.thread_time()
    table = {number: str(number) for number in range(20_000)}
    assert sum(map(len, table.values())) == 88_890
    return time.thread_time() - began


def resident() -> int:
    """Bytes of its own that this process has now, without pages of files; 0 where it can't be told."""
    table = Path("/proc/self/status")
    lines = table.read_text().splitlines() if table.exists() else []
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith(("RssAnon:", "RssShmem:")))


def answer_dialogs(chance: random.Random, folder: Path) -> None:
    """Let file dialogs answer with names in a folder, and what leaves the program do nothing."""
    from PySide6.QtCore import QProcess, Qt
    from PySide6.QtGui import QDesktopServices, QDrag
    from PySide6.QtWidgets import QFileDialog

    from gdviz.document import codec, lessons

    (folder / "scene.gdviz").write_text(codec.dumps(lessons.load(lessons.names()[3])), encoding="utf-8")
    (folder / "data.csv").write_text("a,b,kind\n" + "1.5,2,x\n2,1,y\n" * 30, encoding="utf-8")
    (folder / "broken.gdviz").write_bytes(b'{"gdviz": 2, "scene": ')

    def name(*given) -> tuple[str, str]:
        suffix = Path(str(given[2])).suffix if len(given) > 2 else ".gdviz"
        names = ["scene.gdviz", "data.csv", "broken.gdviz", f"new{suffix}", "missing/x.png", ""]
        chosen = chance.choice(names)
        return (
            str(folder / chosen) if chosen else "",
            str(given[3]).partition(";;")[0] if len(given) > 3 else "",
        )

    QFileDialog.getOpenFileName = staticmethod(name)
    QFileDialog.getSaveFileName = staticmethod(name)
    QDesktopServices.openUrl = staticmethod(lambda *_: True)
    QProcess.startDetached = staticmethod(lambda *_: True)

    def dropped(drag: QDrag, *_) -> Qt.DropAction:
        drag.deleteLater()  # as Qt does at its end
        return Qt.DropAction.IgnoreAction

    QDrag.exec = dropped


def run(seed: str, actions: int, folder: Path) -> list[str]:
    """So many actions in a window; what may not be, in words."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("gdviz")
    app.setOrganizationName("gdviz")
    app.setQuitOnLastWindowClosed(False)
    answer_dialogs(random.Random(f"{seed}/files"), folder)
    monkey = Monkey(seed, actions, folder)
    monkey.listen()
    QTimer.singleShot(0, monkey.next)
    app.exec()
    monkey.window.session.mark_saved()
    monkey.window.documents.edited = False  # nobody is there to say whether it is to be kept
    monkey.window.close()
    app.processEvents()
    if monkey.troubles:
        monkey.troubles.append("\n".join(("the last actions:", *monkey.done)))
    print(f"{monkey.count} actions, {monkey.rests} rests, {resident() >> 20} MB")
    return monkey.troubles


def main() -> int:
    """The monkey of a seed."""
    seed, actions = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else ACTIONS
    from gdviz.base.heap import keep_small
    from gdviz.base.kernel import fix_kernel

    fix_kernel()
    keep_small()
    faulthandler.enable()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("GDVIZ_ENGINE_PROCESSES", "0")
    with home() as folder:
        work = Path(folder, "work")
        work.mkdir()
        troubles = run(seed, actions, work)
    print("\n".join(troubles))
    sys.stdout.flush()
    os._exit(1 if troubles else 0)  # what failed may keep threads


if __name__ == "__main__":
    sys.exit(main())
