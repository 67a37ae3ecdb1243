"""All beats of a lesson as pictures for slides: the window's own stage, words and question, drawn unseen."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QSettings,
    Qt,
    QTemporaryDir,
)
from PySide6.QtGui import QImage

from gdviz.app.settings import Settings
from gdviz.app.window import Window
from gdviz.document import lessons
from gdviz.document.atomic_file import file_name, make_folder, write_whole
from gdviz.document.beats import judge
from gdviz.document.beats.ask import ChoiceQuestion, Number, Point
from gdviz.document.scene import Scene
from gdviz.export.picture.svg import png_of

PATIENCE = 120.0  # seconds that a picture may take


def write_slides(
    scene: Scene, folder: Path, size: tuple[int, int], look: str, language: str
) -> Iterator[Path]:
    """Write a picture a beat, and one more with the answer where a question has one; yields their paths.

    There must be an application. Raises DocumentError where a file can't be written, TimeoutError where a
    beat is not computed in time.
    """
    profile = QTemporaryDir()  # nothing is remembered, and nothing of the person's own is read
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, profile.path())
    settings = Settings()
    settings.language, settings.look = language, look
    settings.questions, settings.keep_progress = True, False
    window = Window(settings, lessons.base(scene))
    try:
        _strip_down(window)
        window.resize(*size)
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        window.show()
        yield from _written(window, folder)
    finally:
        window.session.mark_saved()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _strip_down(window: Window) -> None:
    """Leave stage, words and question alone: on a slide there is nothing to press."""
    strip, lesson, question = window.beats.strip, window.lesson, window.beats.question
    window.menuBar().hide()
    window.arrangement.set_presenting(True)
    window.transport.hide()
    pressed = (strip.back_button, strip.next_button, strip.explore_button, strip.restore_button)
    for part in (*pressed, strip.more_button):
        part.setMaximumSize(0, 0)
    lesson.back_button.hide()
    lesson.next_button.hide()
    question.hands.setMaximumSize(0, 0)
    question.answer_button.setMaximumSize(0, 0)


def _written(window: Window, folder: Path) -> Iterator[Path]:
    player, numbers = window.player, itertools.count(1)  # of the slides, in their order
    for place, beat in enumerate(player.beats):
        player.go(place)
        _settle(window)
        if window.session.playing:
            player.forward()  # to the end of what plays
        _settle(window)
        name = file_name(beat.id)
        yield _save(window, folder, f"{next(numbers):02}-{name}")
        answer = _right_answer(window)
        if answer is not None:
            player.give(answer)
            _settle(window)
            yield _save(window, folder, f"{next(numbers):02}-{name}-answer")
            player.attempts = {}  # nobody has said that: it is not to be recalled


def _right_answer(window: Window) -> float | None:
    """What answers the beat's question rightly; None where nothing is asked, or a curve is to be drawn."""
    ask, recordings = window.player.beat.ask, window.session.whole_frame.recordings
    if isinstance(ask, ChoiceQuestion):
        right = judge.right_options(ask, recordings)
        return float(right[0]) if right else None
    if isinstance(ask, Number | Point):
        value = judge.value_at(recordings, ask)
        return None if value is None else float(value)
    return None


def _settle(window: Window) -> None:
    """Let everything be computed, laid out, moved and drawn."""
    end = time.monotonic() + PATIENCE
    quiet = 0
    while quiet < 8:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        quiet = quiet + 1 if _is_settled(window) else 0
        time.sleep(0.004)
        if time.monotonic() > end:
            raise TimeoutError(window.player.beat.id)


def _is_settled(window: Window) -> bool:
    views = window.stage.visible_views()
    moving = any(getattr(getattr(view, "plot", None), "gliding", False) for view in views)
    drawn = all(view.frame == window.session.frame for view in views) and window.stage.ready()
    return drawn and not moving and not window.session.computing


def _save(window: Window, folder: Path, name: str) -> Path:
    path = folder / f"{name}.png"
    picture: QImage = window.grab().toImage()
    data = png_of(picture)
    make_folder(folder)  # not before there is something to be put into it
    write_whole(path, data)
    return path
