"""The real window, as a person finds it when gdviz starts in English."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from gdviz import i18n
from gdviz.settings import Settings


@pytest.fixture
def settings(qapp):
    """The settings of a person who reads English and likes it light."""
    settings = Settings()
    settings.language = "en"
    settings.look = "light"
    return settings


@pytest.fixture
def make_window(qtbot, settings):
    """Opens windows, and closes them at the end without a question."""
    from gdviz.window import Window

    windows = []

    def make(scene=None):
        window = Window(settings, scene)
        windows.append(window)
        window.resize(1280, 720)
        window.show()
        qtbot.waitExposed(window)
        window.settled = lambda: settle(qtbot, window)
        window.settled()
        return window

    yield make
    for window in windows:
        window.session.mark_saved()
        window.close()
        window.deleteLater()
        # pytest keeps the window until the leaks are counted, and with it menus of pyqtgraph that have no parent.
        vars(window).clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    i18n.switch("en")


@pytest.fixture
def window(make_window):
    """One window, with the first lesson on stage."""
    return make_window()


def settle(qtbot, window):
    """Wait until all is laid out and computed, and every visible view shows it."""

    def shown():
        assert not window.session.computing
        for view in window.stage.visible_views():
            assert view.frame is not None
            assert view.frame == window.session.frame

    QCoreApplication.processEvents()
    qtbot.waitUntil(shown, timeout=10_000)
