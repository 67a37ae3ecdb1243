"""What the benchmarks share."""

import faulthandler
import os

import pytest

from tests.benchmarks.sizes import SMALL, sized


@pytest.fixture(autouse=True)
def unhurried():
    """What is measured may take minutes: no test hangs that long, and a dump of its threads would end it."""
    if not SMALL:
        faulthandler.cancel_dump_traceback_later()


@pytest.fixture(scope="session")
def engine_processes():
    """The engine processes that a window of this machine has; those of the tests are none."""
    from gdviz.session.engines import engines
    from gdviz.session.picture_process import pictures

    engines.most = sized((os.cpu_count() or 1) + 1, 1)
    pictures.begin()
    while engines.begin_one():
        pass
    yield lambda: len(engines.ready) == engines.most and pictures.ready
    engines.most = 0
    engines.close()
    pictures.close()


@pytest.fixture
def window(qtbot, engine_processes):
    """The real window at 1280 × 720 with its engine processes, the first lesson computed."""
    from gdviz.app.settings import Settings
    from gdviz.app.window import Window

    qtbot.waitUntil(engine_processes, timeout=20_000)
    settings = Settings()
    settings.language, settings.look = "en", "light"
    window = Window(settings)
    window.resize(1280, 720)
    window.show()
    qtbot.waitUntil(lambda: not window.session.computing)
    yield window
    window.session.mark_saved()
    window.close()
    window.deleteLater()
    vars(window).clear()
