"""On a screen of twice as many pixels, whatever no zoom widens has twice as many: lines, grids, cursors."""

import numpy as np
import pyqtgraph as pg
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractGraphicsShapeItem

from gdviz.document import edits, lessons
from gdviz.views.plot.plot import Plot
from tests.sampling import long, some


def pens(plot):
    """The cosmetic pens of what is on a plot, by what it is and where it stands."""
    found = {}
    for place, item in enumerate(plot.scene().items(Qt.SortOrder.AscendingOrder)):
        if not item.isVisible() or (isinstance(item, pg.PlotCurveItem) and not np.size(item.xData)):
            continue
        if isinstance(item, pg.PlotCurveItem):
            own = {"pen": item.opts["pen"], "shadow": item.opts["shadowPen"]}
        elif isinstance(item, pg.InfiniteLine):
            own = {"pen": item.pen} | ({"hover": item.hoverPen} if item.movable else {})
        elif isinstance(item, pg.AxisItem):
            own = {"pen": item.pen(), "ticks": item.tickPen()}
        elif isinstance(item, pg.ViewBox):
            own = {"border": item.border}
        elif isinstance(item, QAbstractGraphicsShapeItem):
            own = {"pen": item.pen()}
        else:
            continue
        for name, pen in own.items():
            if pen is not None and pen.isCosmetic() and pen.style() != Qt.PenStyle.NoPen:
                found[place, type(item).__name__, name] = pen.widthF()
    return found


@pytest.mark.parametrize("number", some([8, 1, 12], 1))
def test_every_line_has_its_thickness_in_points(make_window, number):
    window = make_window(lessons.load(lessons.names()[number - 1]))
    window.settled()
    plots = [plot for view in window.stage.visible_views() for plot in view.findChildren(Plot)]
    before = [pens(plot) for plot in plots]
    assert sum(map(len, before)) > 5
    look = window.look
    for view in window.stage.visible_views():
        view.set_look(replace(look, pen_scale=2 * look.pen_scale))
    window.settled()
    for plot, thin in zip(plots, before, strict=True):
        thick = pens(plot)
        assert thick == {key: pytest.approx(2 * width) for key, width in thin.items()}


@long
def test_dashes_are_as_long_on_a_screen_of_more_pixels(make_window):
    scene = edits.change(lessons.load(lessons.names()[7]), "stage.0.tiles.0.batch", True)
    window = make_window(scene)
    view = window.stage.view("loss")
    window.settled()

    def gaps():
        x, _y = view.surface.batch.getData()
        return len(x)

    before = gaps()
    view.set_look(replace(window.look, pen_scale=2.0))
    assert gaps() == before > 20
