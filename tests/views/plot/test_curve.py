import numpy as np
import pytest
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from gdviz.views.plot.curve import Curve

SIZE = 200
ROUGH = np.random.default_rng(7)


def picture(draw, transform=None):
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setTransform(transform or QTransform())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    kept = painter.transform()
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4).copy(), kept


@pytest.mark.parametrize("scale", [(80.0, -60.0), (1e-98, 1e-3), (30.0, 30.0)])
def test_a_curve_is_painted_in_pixels_whatever_the_units(qapp, scale):
    """Where units differ in length, Qt strokes segments in units twenty times as long, and otherwise."""
    x, y = np.linspace(10, 190, 30), ROUGH.uniform(10, 190, 30)
    curve, pen = Curve(), QPen(QColor("black"), 2.0)
    pen.setCosmetic(True)
    curve.set_pen(pen)
    curve.set_points((x - 5) / scale[0], (y - 7) / scale[1], (abs(scale[0]), abs(scale[1])))
    transform = QTransform(scale[0], 0, 0, scale[1], 5, 7)
    painted, kept = picture(lambda painter: curve.paint(painter, None), transform)
    lines = [QLineF(*ends) for ends in zip(x[:-1], y[:-1], x[1:], y[1:], strict=True)]

    def plain(painter):
        painter.setPen(curve.opts["pen"])
        painter.drawLines(lines)

    assert np.abs(painted.astype(int) - picture(plain)[0]).max() <= 2  # of 255: the last bits of a product
    assert kept == transform  # which the next item finds


def test_a_painter_with_a_window_of_its_own_keeps_it(qapp):
    curve, pen = Curve(), QPen(QColor("black"), 2.0)
    pen.setCosmetic(True)
    curve.set_pen(pen)
    curve.setData(np.array([0.0, SIZE / 4]), np.array([SIZE / 4, SIZE / 4]))

    def draw(painter):
        painter.setWindow(0, 0, SIZE // 2, SIZE // 2)
        curve.paint(painter, None)

    painted, _ = picture(draw)
    rows, columns = np.nonzero(painted[..., 1] < 128)
    assert (rows.min() + 1, columns.max() // 10) == (SIZE // 2, SIZE // 20)


@pytest.mark.parametrize("away", [1e3, 1e12, 1e90])
def test_what_comes_from_far_away_crosses_the_picture_where_it_does(qapp, away):
    """A run that swings ever wider, seen from near: its lines crossed the axis halfway between two steps."""
    curve, pen = Curve(), QPen(QColor("black"), 2.0)
    pen.setCosmetic(True)
    curve.set_pen(pen)
    curve.setData(np.array([50.0, 150.0]), np.array([100 + away, 100 - 9 * away]))
    painted, _ = picture(lambda painter: curve.paint(painter, None))
    assert np.flatnonzero(painted[100, :, 1] < 128) == pytest.approx([59, 60], abs=1)
