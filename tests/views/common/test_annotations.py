"""Words on a plot find a place beside lines, marks and the heads of arrows."""

import math

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPolygonF

from gdviz.look.look import PROJECTOR
from gdviz.views.common.annotations import AnnotationLabel, AnnotationLine, Annotations, between, distinct


@pytest.mark.parametrize("turn", [(1, 0), (0, 1), (-0.7, 0.7), (-0.2, -1)])
@pytest.mark.parametrize("side", ["left", "right", "above", "below"])
def test_words_at_an_arrow_leave_its_head_free(qtbot, turn, side):
    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    plot.resize(500, 400)
    plot.show()
    annotations = Annotations(plot.plotItem.vb)
    annotations.set_look(PROJECTOR)
    end = annotations.area.center().toTuple()
    begin = end[0] - 60 * turn[0], end[1] - 60 * turn[1]
    arrow = AnnotationLine((begin, end), "#000000", 6.0, arrow=True)
    annotations.set_pieces([arrow, AnnotationLabel(*end, "−∇loss", "#000000", side, 3.0, free=True)])
    ((_, words),) = annotations.word_rects()
    heads, _ = annotations.taken()
    head = next(rect for rect in heads if rect != words)
    assert head.width() > 15  # it is wider than its line
    assert not QPolygonF(words).intersects(QPolygonF(head))


def test_where_words_have_no_free_place_their_short_form_does(qtbot):
    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    plot.resize(500, 400)
    plot.show()
    annotations = Annotations(plot.plotItem.vb)
    for apart, expected in ((60, "−1"), (200, "−0.2 × 5 = −1")):
        columns = np.concatenate([np.arange(0.0, 101.0, 20.0), np.arange(100.0 + apart, 600.0, 20.0)])
        lines = np.meshgrid(columns, np.arange(0.0, 400.0, 2.0))
        annotations.avoided = np.stack([each.ravel() for each in lines], axis=1)
        text, middle = "−0.2 × 5 = −1", 100 + apart / 2
        words = AnnotationLabel(middle, 150, text, "#000000", free=True, short="−1")
        annotations.set_pieces([words])
        ((piece, _),) = annotations.word_rects()
        assert piece.text == expected


AREA = QRectF(0, 0, 300, 200)


@pytest.mark.parametrize(
    ("line", "crosses"),
    [
        ([(10, 20), (250, 150)], True),
        ([(-1e6, 100), (1e6, 100)], True),  # both ends far outside
        ([(150, 50), (150, 50)], True),  # a place
        ([(150, -1e300), (150, 1e300)], True),
        ([(20, 20), (math.nan, math.nan), (280, 180)], False),  # two lines without length
        ([(0, 500), (300, 500)], False),
        ([(150, 500), (150, 500)], False),
        ([(0, 0), (math.inf, 100)], False),
    ],
)
def test_lines_are_seen_where_they_cross_the_plot(line, crosses):
    points = between(np.array(line, float), AREA)
    assert (len(points) > 0) == crosses
    assert len(points) < 2000
    if not crosses or abs(line[0][1]) > 1e300:  # no number tells where it is
        return
    steps = np.hypot(*np.diff(points, axis=0).T)
    assert (steps < 10).all()
    (x0, y0), (x1, y1) = line[0], line[-1]
    inside = [(x0 + share * (x1 - x0), y0 + share * (y1 - y0)) for share in np.linspace(0, 1, 101)]
    for x, y in inside:
        assert not AREA.contains(x, y) or np.hypot(points[:, 0] - x, points[:, 1] - y).min() < 10


def test_of_many_points_on_a_pixel_one_is_kept():
    points = np.array([(10.2, 10.4), (10.6, 10.9), (50.0, 60.0), (1e9, 3.0), (math.nan, 1.0)])
    kept = distinct(points, AREA)
    assert len(kept) == 2
    assert np.abs(kept - [(10.5, 10.5), (50.5, 60.5)]).max() <= 0.5
