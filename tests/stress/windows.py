"""Windows opened during a run and closed again, one after the other: none may leave anything behind.

python -m tests.stress.windows SEED [WINDOWS]
"""

from __future__ import annotations

import gc
import os
import random
import sys
import time

from gdviz.base.heap import give_back, keep_small
from tests.stress.monkey import home, resident

WINDOWS = 300
FIRST = 20  # after which all that is made once has been made
LEAK = 50 * 1024  # bytes a window, of more than the first
THINGS = 20  # objects a window
SHOWN = 0.1  # seconds


def open_and_close(chance: random.Random, windows: int) -> tuple[float, float]:
    """How many bytes and objects each of so many windows leaves behind, once the first are gone."""
    from PySide6.QtWidgets import QApplication

    from gdviz.app.window import Window
    from gdviz.document import lessons

    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    first, begin, things = min(FIRST, windows), 0, 0
    names = chance.sample(lessons.names()[:8], min(first, 8))
    for number in range(first + windows):
        window = Window(None, lessons.load(names[number % len(names)]))
        window.resize(1280, 720)
        window.show()
        end = time.monotonic() + SHOWN
        while time.monotonic() < end:
            app.processEvents()
        window.session.play()
        app.processEvents()
        window.session.mark_saved()
        window.close()
        window.deleteLater()
        del window
        let_go()
        if number == first - 1:
            give_back()
            begin, things = resident(), len(gc.get_objects())
    give_back()
    assert not app.topLevelWidgets(), app.topLevelWidgets()
    return (resident() - begin) / windows, (len(gc.get_objects()) - things) / windows


def let_go() -> None:
    """Delete what is to be deleted later, and what only garbage refers to."""
    from PySide6.QtCore import QCoreApplication, QEvent

    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


def main() -> int:
    """The windows of a seed."""
    from gdviz.base.kernel import fix_kernel

    fix_kernel()
    keep_small()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("GDVIZ_ENGINE_PROCESSES", "0")
    seed, windows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else WINDOWS
    with home():
        leak, things = open_and_close(random.Random(seed), windows)
    print(f"{windows} windows, {leak / 1024:.0f} kB and {things:.0f} objects each")
    return 1 if things > THINGS or (windows > FIRST and leak > LEAK) else 0


if __name__ == "__main__":
    sys.exit(main())
