"""Frames of runs that learn from data, a session's part, a hand on a plot of panels; for tests of views."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from gdviz.document.frame import Frame
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.engine.adam import Adam
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.schedules import Constant
from tests.recordings import recording_of

LEFT, RIGHT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton


def learner(data=None, color=0, steps=40, rate=0.05, batch=30, **changes):
    """A run that learns with Adam; fields of `Training` and of `Run` may be given."""
    problem = {"data": Ring() if data is None else data, "model": Model(hidden=(6,))}
    problem |= {name: changes.pop(name) for name in Training.__struct_fields__ if name in changes}
    settings = {"optimizer": Adam(), "schedule": Constant(learning_rate=rate), **changes}
    return Run(
        problem=Training(**problem),
        color=color,
        steps=steps,
        batches=Batches(batch_size=batch),
        **settings,
    )


def frame_of(*runs, scene=None, view="boundary", playhead=0, selected=0, generation=1, **tile):
    """A frame of complete recordings, with one tile on the stage."""
    if scene is None:
        scene = Scene(runs=runs, stage=(Row(tiles=(make_tile(view, **tile),)),))
    recordings = tuple(recording_of(each.experiment) for each in scene.runs)
    published = tuple(each.published for each in recordings)
    return Frame(scene, recordings, published, playhead, selected, generation)


def at(frame, playhead):
    """The frame at another step."""
    return msgspec.structs.replace(frame, playhead=playhead)


def with_tile(frame, **changes):
    """The frame with other options of its one tile."""
    tile = replace(frame.scene.stage[0].tiles[0], **changes)
    return msgspec.structs.replace(frame, scene=replace(frame.scene, stage=(Row(tiles=(tile,)),)))


class Stage:
    """Does what the session does: edits come back as frames."""

    def __init__(self, view, frame):
        self.view, self.frame = view, frame
        self.edits, self.finished, self.selected = [], 0, []
        view.edited.connect(self.edit)
        view.edit_finished.connect(self.finish)
        view.run_selected.connect(self.selected.append)
        view.show_frame(frame)

    def edit(self, scene, text, merge):
        self.edits.append((scene, text, merge))
        self.frame = frame_of(
            scene=scene,
            playhead=self.frame.playhead,
            selected=self.frame.selected,
            generation=self.frame.generation + 1,
        )
        self.view.show_frame(self.frame)

    def finish(self):
        self.finished += 1

    @property
    def texts(self):
        return [text for _, text, _ in self.edits]

    def data(self, run=0):
        """What a run of the scene learns from."""
        return self.frame.scene.runs[run].problem.data


class Hand:
    """A mouse on the panels of a view, at places of their axes."""

    def __init__(self, view):
        self.plot = view.plot
        self.modifiers = Qt.KeyboardModifier.NoModifier

    @property
    def page(self):
        return self.plot.viewport()

    def pixel(self, x, y, panel=0):
        return QPointF(*self.plot.panel_to_pixels(panel, x, y))

    def send(self, kind, place, button=NONE, buttons=NONE):
        event = QMouseEvent(kind, place, self.page.mapToGlobal(place), button, buttons, self.modifiers)
        QApplication.sendEvent(self.page, event)

    def move(self, x, y, panel=0, buttons=NONE):
        self.send(QEvent.Type.MouseMove, self.pixel(x, y, panel), buttons=buttons)

    def click(self, x, y, panel=0, button=LEFT):
        self.move(x, y, panel)
        self.send(QEvent.Type.MouseButtonPress, self.pixel(x, y, panel), button, button)
        self.send(QEvent.Type.MouseButtonRelease, self.pixel(x, y, panel), button)

    def double_click(self, x, y, panel=0):
        self.click(x, y, panel)
        self.send(QEvent.Type.MouseButtonDblClick, self.pixel(x, y, panel), LEFT, LEFT)
        self.send(QEvent.Type.MouseButtonRelease, self.pixel(x, y, panel), LEFT)

    def press(self, x, y, panel=0):
        self.move(x, y, panel)
        self.send(QEvent.Type.MouseButtonPress, self.pixel(x, y, panel), LEFT, LEFT)

    def hold(self, x, y, panel=0):
        self.move(x, y, panel, buttons=LEFT)

    def release(self, x, y, panel=0):
        self.send(QEvent.Type.MouseButtonRelease, self.pixel(x, y, panel), LEFT)

    def drag(self, begin, *ways, panel=0):
        """From a place over others, all as the axes are before anything moves."""
        pixels = [self.pixel(*place, panel) for place in ways]
        self.press(*begin, panel)
        for pixel in pixels:
            self.send(QEvent.Type.MouseMove, pixel, buttons=LEFT)
        self.send(QEvent.Type.MouseButtonRelease, pixels[-1], LEFT)

    def leave(self):
        QApplication.sendEvent(self.plot, QEvent(QEvent.Type.Leave))

    def wheel(self, x, y, turns, panel=0):
        place = self.pixel(x, y, panel)
        event = QWheelEvent(
            place,
            self.page.mapToGlobal(place),
            QPoint(),
            QPoint(0, 120 * turns),
            NONE,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.page, event)
