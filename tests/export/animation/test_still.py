"""What a picture must do without: nobody scrolls in it, points at it or chooses there."""

import re

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from gdviz.document.scene import Run, Scene
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.learning.datasets import StraightLine
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.export.picture.choices import Choices
from gdviz.export.picture.drawing import RasterImage, Shape, TextRun
from gdviz.export.picture.paper import Paper
from gdviz.export.picture.pictures import draw
from gdviz.look.look import PICTURE_LOOKS
from tests.sampling import pairs, some

TWO = Scene(runs=(Run(average=MovingAverage(decay=0.9)), Run(color=1, name="Another")))
LINE = Training(data=StraightLine(), model=Model(hidden=()))
MODELS = Scene(runs=tuple(Run(problem=LINE, color=color) for color in (0, 1)))


def said(drawing):
    return [item.text for item in drawing.items if isinstance(item, TextRun)]


def cut(drawing):
    """The words that are seen in part: their numbers would be wrong."""
    page = QRectF(0, 0, drawing.size.width(), drawing.size.height())
    found = []
    for item in drawing.items:
        if not isinstance(item, TextRun) or not item.text.strip():
            continue
        metrics = QFontMetricsF(item.font)
        high = metrics.tightBoundingRect("0").height()
        width = metrics.horizontalAdvance(item.text)
        place = item.transform.mapRect(QRectF(item.place.x(), item.place.y() - high, width, high))
        seen = page if item.clip is None else item.clip.boundingRect() & page
        if place.intersects(seen) and not seen.adjusted(-1, -1, 1, 1).contains(place):
            found.append(item.text)
    return found


# -- the table -----------------------------------------------------------------------------------------------


WIDTHS = (120, 177, 205, 233, 260, 303, 341, 408, 517)


@pytest.mark.parametrize(("width", "scene"), pairs(WIDTHS, [1, 5, TWO]))
def test_a_table_in_a_picture_has_whole_numbers_only(frame_of, scene, width):
    drawing = draw(frame_of(scene, 20), Choices(view="table", paper=Paper(width, 240)))
    assert cut(drawing) == []


def test_a_table_in_a_picture_shows_that_there_are_more_columns(frame_of):
    frame = frame_of(1)
    narrow, wide = (draw(frame, Choices(view="table", paper=Paper(width, 240))) for width in (220, 900))
    assert "…" in said(narrow)
    assert {"step", "loss"} <= set(said(narrow))
    assert "learning rate" not in said(narrow)
    assert "…" not in said(wide)
    assert {"step", "loss", "w", "learning rate, next step", "∂loss/∂w"} <= set(said(wide))


def test_a_table_too_narrow_for_one_column_has_a_sign_and_no_number(frame_of):
    drawing = draw(
        frame_of(Scene(runs=(Run(steps=5000),)), 4900), Choices(view="table", paper=Paper(64, 200))
    )
    assert [text for text in said(drawing) if re.search(r"\d|…", text)] == ["…"]


@pytest.mark.parametrize("width", some([260, 380, 507], 1))
def test_the_counts_in_narrow_panels_of_the_fit_are_whole(frame_of, width):
    drawing = draw(frame_of(16, 20), Choices(view="fit", paper=Paper(width, 250)))
    assert cut(drawing) == []


# -- choosers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", ["light", "dark", "print"])
@pytest.mark.parametrize(
    ("scene", "view", "words"), [(TWO, "table", "Another"), (MODELS, "this_step", "w (moves most)")]
)
def test_a_chooser_in_a_picture_is_words(frame_of, scene, view, words, look):
    frame = replace(frame_of(scene, 20), selected=1)
    drawing = draw(frame, Choices(view=view, look=look, paper=Paper(700, 400)))
    (place,) = [place for place, item in enumerate(drawing.items) if getattr(item, "text", "") == words]
    item = drawing.items[place]
    assert item.color.name() == PICTURE_LOOKS[look].text.lower()
    spot = item.transform.map(item.place)
    own = [each for each in drawing.items if isinstance(each, Shape) and each.clip is item.clip]
    assert own == [], "no frame, no arrow"
    assert not any(
        isinstance(each, RasterImage) and each.transform.mapRect(each.target).contains(spot)
        for each in drawing.items
    )


@pytest.mark.parametrize("scene", [TWO, MODELS], ids=["a formula", "a model"])
def test_the_runs_symbol_in_this_step_is_a_shape(frame_of, scene):
    frame = frame_of(scene, 20)
    drawing = draw(frame, Choices(view="this_step", paper=Paper(700, 400)))
    assert not any(isinstance(item, RasterImage) for item in drawing.items)
    color = PICTURE_LOOKS["light"].run_colors[frame.scene.runs[0].color]
    shapes = [item for item in drawing.items if isinstance(item, Shape)]
    filled = [item for item in shapes if item.brush.color().name() == color.lower()]
    assert len(filled) == 1
    assert 8 < filled[0].path.boundingRect().width() < 20


def test_a_view_that_is_empty_has_words_but_no_button(frame_of):
    drawing = draw(frame_of(8, 20), Choices(view="boundary", paper=Paper(500, 300)))
    assert "one input" in " ".join(said(drawing))
    assert not any("Show" in text for text in said(drawing))
