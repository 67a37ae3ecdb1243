"""A picture is drawn when everything in it is ready: it depends on no clock, and comes to an end."""

import itertools
import time

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QScrollBar, QWidget

from gdviz import views
from gdviz.document import lessons
from gdviz.document.tiles import make_tile
from gdviz.export.animation.film import Film
from gdviz.export.picture.choices import PRESETS, Choices
from gdviz.export.picture.paper import Paper
from gdviz.export.picture.pictures import draw, picture
from gdviz.stage.fitting import needs_of
from gdviz.views.common.view import View
from gdviz.views.plot.axis import Axis
from gdviz.views.plot.plot import Plot
from tests.sampling import pairs, some


class Turning(QWidget):
    """Wants to be narrow when it is wide, and wide when it is narrow."""

    def sizeHint(self):
        return QSize(60 if self.width() > 70 else 80, 20)

    minimumSizeHint = sizeHint

    def resizeEvent(self, event):
        self.updateGeometry()


class Restless(View):
    """Its layout never comes to rest by itself."""

    name = "table"

    def __init__(self, parent=None):
        super().__init__(parent)
        row = QHBoxLayout(self)
        self.turning = Turning(self)
        row.addWidget(self.turning)
        row.addWidget(QWidget(self), 1)

    def draw(self, frame, previous):
        self.turning.updateGeometry()


def test_a_layout_that_goes_round_in_a_circle_ends_and_is_told(frame_of, camera_of, monkeypatch):
    monkeypatch.setattr(views, "ALL", {"table": Restless})
    frame, choices = frame_of(1), Choices(view="table", paper=Paper(300, 200))
    assert not draw(frame, choices).complete
    with pytest.raises(TimeoutError, match="too little room"):
        camera_of(frame, Film(0, 3), choices).take(1)


@pytest.mark.parametrize("size", [(320, 180), (480, 270)])
def test_small_pictures_of_lesson_10_settle(frame_of, sheet_of, size):
    page = sheet_of(Choices(paper=Paper(*size)), frame_of(10, 20))
    assert not page.restless
    assert page.ready()


def test_a_busy_machine_draws_the_same_picture(frame_of, monkeypatch):
    scene = lessons.load("13")
    scene = replace(scene, runs=tuple(replace(run, steps=40) for run in scene.runs))
    frame, choices = frame_of(scene, 20), Choices(view="boundary", paper=Paper(480, 270))
    usual = picture(frame, choices, "png")
    years = itertools.count(step=1e6)
    with monkeypatch.context() as patch:
        patch.setattr(time, "monotonic", lambda: next(years))
        assert picture(frame, choices, "png") == usual


def test_a_slide_has_its_views_on_it_and_nothing_for_a_hand(frame_of, sheet_of):
    (slide,) = [preset for preset in PRESETS if preset.name == "slide"]
    # In the second one tiles come when the legend's height is known; its boundaries take the whole slide.
    for lesson, least in ((8, 2), (12, 1)):
        page = sheet_of(slide.applied(Choices()), frame_of(lesson, 20))
        for tile in page.hero.tiles.values():
            corner = tile.mapTo(page, tile.rect().bottomRight())
            assert page.rect().contains(corner)
            assert not [each for each in tile.findChildren(QAbstractButton) if each.isVisibleTo(page)]
        assert len(page.hero.fit.shown) >= least


@pytest.mark.parametrize(("preset", "lesson"), some(pairs(PRESETS, [10, 16]), 2))
def test_a_picture_has_fewer_views_rather_than_crumbs(frame_of, sheet_of, preset, lesson):
    frame = frame_of(lesson, 20)
    page = sheet_of(preset.applied(Choices(look="print")), frame)
    stage = page.hero
    assert not (page.drawing().complete and stage.fit.waiting)
    assert len(stage.fit.shown) >= 1
    for name in stage.fit.shown:
        tile = stage.tiles[name]
        assert page.rect().contains(tile.mapTo(page, tile.rect().bottomRight()))
        if len(stage.fit.shown) > 1:
            sizes = needs_of(make_tile(name), frame.scene.runs, page.look.font_scale)
            assert any(tile.width() >= wide - 1 and tile.height() >= high - 1 for wide, high in sizes)
        for plot in (each for each in tile.findChildren(Plot) if each.isVisibleTo(page)):
            axes = [each for each in plot.scene().items() if isinstance(each, Axis) and each.isVisible()]
            assert not [each.labelText for each in axes if "…" in (each.labelText or "")]


def test_lines_of_arithmetic_without_room_are_told(frame_of):
    frame = frame_of(7, 20)
    assert not draw(frame, Choices(view="this_step", paper=Paper(500, 120))).complete
    assert draw(frame, Choices(view="this_step", paper=Paper(900, 500))).complete


class Slow(View):
    """Draws what it shows only when it has been asked often enough."""

    name = "table"

    def __init__(self, parent=None):
        super().__init__(parent)
        self.asked = 0
        self.lamp = QLabel("not yet", self)

    def draw(self, frame, previous):
        pass

    def ready(self):
        self.asked += 1
        if self.asked == 20:
            self.lamp.setText("ready")
        return self.asked > 20


def test_a_picture_waits_until_its_view_says_that_it_is_ready(frame_of, monkeypatch):
    monkeypatch.setattr(views, "ALL", {"table": Slow})
    frame, choices = frame_of(1), Choices(view="table", paper=Paper(300, 200))
    data = picture(frame, choices, "svg")
    assert b"ready" in data
    assert b"not yet" not in data


def test_nothing_of_a_picture_is_scrolled(frame_of, sheet_of):
    """Of views that come only when all others have their place, too."""
    sheet = sheet_of(PRESETS[0].applied(Choices()), frame_of(1))
    assert "table" in [name for name, tile in sheet.hero.tiles.items() if tile.isVisible()]
    assert not [bar for bar in sheet.findChildren(QScrollBar) if bar.isVisible()]


def test_batches_by_the_thousand_are_left_out_of_a_small_picture(frame_of, sheet_of):
    frame = frame_of(16, 1200)
    choices = Choices(view="progress", paper=Paper(300, 225))
    assert not sheet_of(choices, frame).hero.losses.has("batch")
    assert sheet_of(replace(choices, paper=Paper(1200, 500)), frame).hero.losses.has("batch")
