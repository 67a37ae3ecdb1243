"""Symbols at points, on a screen and on paper in turn."""

import pyqtgraph as pg
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from gdviz.views.plot.scatter import Scatter


def test_points_that_come_after_a_paper_are_seen_on_the_screen(qtbot):
    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    plot.resize(200, 200)
    plot.hideAxis("left")
    plot.hideAxis("bottom")
    item = Scatter(pxMode=True, size=40, brush="#ff0000", pen=None)
    plot.addItem(item)
    item.setData(x=[0.0, 1.0], y=[0.0, 1.0])
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    paper = QSvgGenerator()
    paper.setOutputDevice(buffer)
    painter = QPainter(paper)
    plot.render(painter)
    painter.end()
    item.fragmentAtlas.clear()
    item.setData(x=[0.0, 0.5, 1.0], y=[0.0, 0.5, 1.0])
    assert plot.grab().toImage().pixelColor(100, 100).name() == "#ff0000"
