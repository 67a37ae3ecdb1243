"""Run by test_two_screens.py on a virtual screen that is split in two: presents, and pulls the cable."""

import os
import shutil
import subprocess
import sys
import time

from PySide6.QtCore import QCoreApplication, QRect

from gdviz.app.application import make_application
from gdviz.app.settings import Settings
from gdviz.app.window import Window
from gdviz.document import lessons

LAPTOP, BEAMER = QRect(0, 0, 1280, 720), QRect(1280, 0, 1280, 720)


def plug(name, place, output):
    subprocess.run(["xrandr", "--setmonitor", name, place, output], check=True)


def audience(app):
    """What the audience sees."""
    QCoreApplication.processEvents()
    return app.primaryScreen().grabWindow(0, *BEAMER.getRect()).toImage()


def settle(wanted, seconds=20.0):
    end = time.monotonic() + seconds
    while not wanted():
        assert time.monotonic() < end, f"not within {seconds} s: {wanted.__name__}"
        QCoreApplication.processEvents()
        time.sleep(0.01)


def main():
    plug("laptop", "1280/400x720/200+0+0", "screen")
    plug("beamer", "1280/400x720/200+1280+0", "none")
    if shutil.which("openbox"):  # one that keeps what is on the full screen in front
        subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    app = make_application()
    settings = Settings()
    settings.language, settings.look = "en", "projector"
    window = Window(settings, lessons.load(lessons.names()[1]))
    window.setGeometry(QRect(20, 20, 1200, 680))
    window.show()
    presenter = window.presenter
    settle(lambda: not window.session.computing and len(app.screens()) == 2)
    window.menus.actions["present"].setChecked(True)
    settle(lambda: window.geometry() == BEAMER and LAPTOP.contains(presenter.view.geometry()))

    presenter.swap.trigger()
    settle(lambda: window.geometry() == LAPTOP and BEAMER.contains(presenter.view.geometry()))
    presenter.swap.trigger()
    settle(lambda: window.geometry() == BEAMER)
    presenter.freeze.setChecked(True)
    settle(lambda: presenter.still.geometry() == BEAMER)
    held = presenter.still.picture.toImage()
    settle(lambda: audience(app) == held.convertToFormat(audience(app).format()))

    window.player.explore()
    window.session.set_playhead(0)
    window.session.set_speed(2.0)
    window.session.play()
    settle(lambda: window.session.playhead >= 2)
    window.activateWindow()
    settle(lambda: window.isActiveWindow() or not shutil.which("openbox"))
    assert audience(app) == held.convertToFormat(audience(app).format())
    window.session.set_playhead(0)
    subprocess.run(["xrandr", "--delmonitor", "beamer"], check=True)
    settle(lambda: len(app.screens()) == 1 and LAPTOP.intersects(window.geometry()))
    assert window.session.playing
    assert presenter.view.isVisible()
    assert LAPTOP.contains(presenter.view.geometry())
    assert not presenter.still.isVisible()
    settle(lambda: window.session.playhead >= 2)

    plug("beamer", "1280/400x720/200+1280+0", "none")
    settle(lambda: len(app.screens()) == 2 and window.geometry() == BEAMER)
    window.presenting.set_on(False)
    settle(lambda: not presenter.view.isVisible() and LAPTOP.contains(window.geometry()))
    window.session.mark_saved()
    window.close()
    print("both screens work")


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
