"""Examples as points: the rare ones among many are seen."""

import numpy as np
import pytest

from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.training import Training
from gdviz.look.look import LIGHT
from gdviz.views.data.points import PointsItem, points_of


def shown(share):
    points = points_of(Training(data=Ring(), test_share=share))
    item = PointsItem()
    item.show_points(points, (points.x[:, 0], points.x[:, 1]), LIGHT, 8.0)
    held_back = points.tested[item.order]
    return held_back, item.data["size"]


@pytest.mark.parametrize("share", [0.1, 0.9])
def test_the_rarer_kind_lies_upon_the_other_and_is_larger(qapp, share):
    """Of 30 points to learn from among 270 held back nobody in a class found one."""
    held_back, sizes = shown(share)
    rare = held_back if share < 0.5 else ~held_back
    assert rare[-rare.sum() :].all()
    assert np.median(sizes[rare]) > 1.25 * np.median(sizes[~rare])


def test_where_neither_is_rare_all_are_alike(qapp):
    held_back, sizes = shown(0.4)
    assert held_back[-held_back.sum() :].all()
    assert np.median(sizes[held_back]) < np.median(sizes[~held_back])
