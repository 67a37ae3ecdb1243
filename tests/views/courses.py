"""Paths as they are drawn: points that lie on each other are drawn once."""

import numpy as np


def assert_drawn(view, way, rows, rtol=1e-7):
    """Whether the points of a path go through `rows` in their order, from the first to the last: what is left
    out is less than half a pixel away from what is drawn."""
    places, drawn = (np.column_stack(view.annotations.place(*np.asarray(part).T)) for part in (rows, way))
    np.testing.assert_allclose(way[[0, -1]], np.asarray(rows)[[0, -1]], rtol=rtol)
    apart = np.linalg.norm(places[:, np.newaxis] - drawn, axis=2)
    assert apart.min(axis=1).max() < 0.5
    reached = 0
    for point in way:  # each is one of the rows behind the one before
        same = np.isclose(np.asarray(rows)[reached:], point, rtol=rtol, atol=0.0).all(axis=1)
        assert same.any()
        reached += int(np.argmax(same)) + 1
