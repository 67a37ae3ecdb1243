"""What is drawn reaches paper as outlines: pixels only where a view declares that its areas are images."""

from __future__ import annotations

import gc
import re

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTransform

from gdviz import views
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile, tile_class
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.datasets import Clusters, FiveFeatures, Ring, StraightLine, Yogurt
from gdviz.engine.learning.losses import SoftmaxCrossEntropy
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import Himmelblau
from gdviz.export.picture.catcher import Catcher
from gdviz.export.picture.choices import Choices
from gdviz.export.picture.drawing import Drawing, RasterImage, Shape, TextRun
from gdviz.export.picture.fine_images import with_fine_images
from gdviz.export.picture.paper import Paper
from gdviz.export.picture.pictures import draw, file_of
from tests.sampling import pairs


def runs_on(**problem):
    """Two runs, the second with a shadow."""
    training = Training(model=Model(hidden=(3,)), test_share=0.2, **problem)
    run = Run(problem=training, batches=Batches(batch_size=0), steps=6)
    return run, replace(run, color=1, average=MovingAverage())


SUBJECTS = {
    "formula": (Run(), Run(color=1, average=MovingAverage())),
    "surface": (Run(problem=Himmelblau(), initial=(0.5, -3.5)),),
    "plane": runs_on(data=Ring(examples=40)),
    "classes": runs_on(data=Clusters(groups=3, examples=60), loss=SoftmaxCrossEntropy()),
    "number": runs_on(data=Yogurt()),
    "line": runs_on(data=StraightLine()),
    "strips": runs_on(data=FiveFeatures(examples=60)),
}
MAPPED = ("formula", "surface", "plane")


def heat_maps(view, runs):
    """How many areas of a view are images: none but of a view that declares so."""
    if not tile_class(view).pixels:
        return 0
    learned = [run.problem for run in runs if isinstance(run.problem, Training)]
    if view == "boundary":
        return sum(problem.data.inputs >= 2 for problem in learned)  # a plane of more
    if view == "network":
        if not learned:
            return 0
        problem = learned[0]
        return problem.data.inputs + sum(layer.units for layer in problem.layers) + 1  # and their scale
    return 2  # and the scale of its colors


def is_patterned(item):
    """Whether something is filled with a gradient or a pattern: SVG gets it as an image."""
    return isinstance(item, Shape) and item.brush.style() not in (
        Qt.BrushStyle.NoBrush,
        Qt.BrushStyle.SolidPattern,
    )


# A picture waits seconds for the map of a model: one stands for all.
WITH_PIXELS = [view for view in views.ALL if tile_class(view).pixels]
PAIRS = [
    (view, subject)
    for view, subject in pairs(WITH_PIXELS, SUBJECTS, each=2)
    if view != "map" or subject in MAPPED
]
PAIRS += pairs([view for view in views.ALL if view not in WITH_PIXELS], SUBJECTS)


@pytest.mark.parametrize(("view", "subject"), PAIRS)
def test_only_areas_that_are_declared_as_images_are_made_of_pixels(frame_of, view, subject, monkeypatch):
    monkeypatch.setattr("gdviz.views.map.map_work.SIDES", (8,))  # a map of models becomes finer and finer
    runs = SUBJECTS[subject]
    frame = frame_of(Scene(runs=runs, stage=(Row(tiles=(make_tile(view),)),)))
    choices = Choices(view=view)
    drawing = draw(frame, choices)
    images = sum(isinstance(item, RasterImage) or is_patterned(item) for item in drawing.items)
    assert images <= heat_maps(view, runs)
    assert len(re.findall(rb"<image\b", file_of(drawing, frame, choices, "svg"))) == images
    pdf = file_of(drawing, frame, choices, "pdf")
    assert len(re.findall(rb"/Subtype /Image", pdf)) <= 2 * images
    assert b"/DCTDecode" not in pdf  # JPEG, which blurs colours


def test_images_on_paper_have_three_hundred_pixels_an_inch_or_more(frame_of):
    frame = frame_of(Scene(runs=SUBJECTS["plane"][:1]))
    paper = Paper.of_mm(84, 63, 150)
    drawing = draw(frame, Choices(view="network", paper=paper))
    images = [each for each in drawing.items if isinstance(each, RasterImage) and each.smooth]
    fine = [each for each in with_fine_images(drawing, 84 / 25.4, 150).items if isinstance(each, RasterImage)]
    assert images
    for before, after in zip(images, fine, strict=True):
        inches = before.target.width() * before.transform.m11() * 84 / 25.4 / drawing.size.width()
        assert after.image.width() >= 300 * inches
        assert after.image.width() >= before.source.width()
        corners = [each.image.pixelColor(each.source.topLeft().toPoint()) for each in (before, after)]
        assert abs(corners[0].lightnessF() - corners[1].lightnessF()) < 0.02


def test_nothing_that_was_painted_stays_behind(qapp):
    """PySide keeps a reference too many of each point that it gives to an engine."""
    catcher = Catcher(QSizeF(100, 100), 96)
    painter = QPainter(catcher)
    before = len(gc.get_objects())
    for _ in range(20):
        painter.drawPolyline([QPointF(1, 2), QPointF(3, 4), QPointF(5, 6)])
        painter.drawLine(QLineF(1, 2, 3, 4))
        painter.drawRect(QRectF(1, 2, 3, 4))
        painter.drawPoint(QPointF(1, 2))
        catcher.engine.items.clear()
    gc.collect()
    after = len(gc.get_objects())
    painter.end()
    assert after - before < 10


def test_type_keeps_its_size_beside_the_shapes_on_every_printer(qapp):
    """Printers have 600 and 1200 dots an inch: what is drawn there is scaled, type and all."""
    text = TextRun("H", QFont("DejaVu Sans", 40), QColor("black"), QPointF(5, 90), QTransform(), 1.0, None)
    heights = []
    for dpi in (96, 1200):
        image = QImage(200, 100, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        image.setDotsPerMeterX(round(dpi / 0.0254))
        image.setDotsPerMeterY(round(dpi / 0.0254))
        painter = QPainter(image)
        Drawing(QSizeF(200, 100), 96, (text,)).paint(painter)
        painter.end()
        inked = [y for y in range(100) if any(image.pixelColor(x, y).lightness() < 128 for x in range(60))]
        heights.append(len(inked))
    assert heights[0] > 30
    assert abs(heights[1] - heights[0]) <= 1
