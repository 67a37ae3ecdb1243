"""Points keep their colour and their hole however small they are."""

import pytest

from gdviz.look.look import LIGHT, PRINT
from gdviz.look.point_style import PointStyle


@pytest.mark.parametrize("size", [1.5, 3.0, 9.0])
@pytest.mark.parametrize("tested", [False, True])
def test_an_edge_leaves_most_of_a_point(size, tested):
    for look in (LIGHT, PRINT):
        path, scale, pen, _ = PointStyle("#123456", 0, tested).parts(look, size)
        width = path.boundingRect().width() * scale
        assert width - pen.widthF() > 0.45 * size
        assert width + pen.widthF() < 1.3 * size
