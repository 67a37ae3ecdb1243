"""Words on a plot find a place beside lines, marks and the heads of arrows."""

import pyqtgraph as pg
import pytest
from PySide6.QtGui import QPolygonF

from gdviz.look.look import PROJECTOR
from gdviz.views.common.annotations import AnnotationLabel, AnnotationLine, Annotations


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
