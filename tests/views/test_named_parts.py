"""What a beat can ring of a view is there, within the view; what it hides is not to be found any more."""

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest

from gdviz import views
from gdviz.document import lessons
from gdviz.document.scene import Run
from gdviz.document.tiles import VIEWS, tile_class
from gdviz.engine.averaging import MovingAverage

FORMULA = Run(average=MovingAverage(num_updates=True))
MODEL = replace(lessons.load(lessons.names()[12]).runs[0], steps=4)
OF_MODELS = {"boundary", "fit", "network", "progress", "all_weights"}
PARTS = [(view, part) for view in VIEWS for part in tile_class(view).named_parts]


@pytest.mark.parametrize(("view", "part"), PARTS)
def test_what_can_be_ringed_is_there_and_what_is_hidden_is_not(view, part, make_frame, show):
    frame = make_frame(MODEL if view in OF_MODELS else FORMULA, view=view, playhead=3)
    shown = show(views.ALL[view], frame)
    where = shown.where(part, 0)
    assert where is not None
    assert QRectF(shown.rect()).adjusted(-1, -1, 1, 1).contains(where)
    if part != "view":
        shown.show_frame(msgspec.structs.replace(frame, hidden=(f"{view}.{part}",)))
        shown.grab()
        assert shown.where(part, 0) is None
        at = where.center().toPoint()
        under = shown.childAt(at) or shown  # a hand that is there meets nothing that is gone
        at = under.mapFrom(shown, at)
        QTest.mouseMove(under, at)
        QTest.mouseClick(under, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_a_surface_has_the_same_parts(make_frame, show):
    lesson = lessons.load(lessons.names()[8])
    frame = make_frame(replace(lesson.runs[0], steps=30), view="loss", playhead=20)
    shown = show(views.ALL["loss"], frame)
    for part in ("ball", "arrow", "curve"):
        assert shown.where(part, 0) is not None, part
        shown.show_frame(msgspec.structs.replace(frame, hidden=(f"loss.{part}",)))
        assert shown.where(part, 0) is None, part
        shown.show_frame(frame)
