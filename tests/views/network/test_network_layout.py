"""Where units stand and which weights get lines."""

import itertools

import numpy as np
import pytest

from gdviz.views.network.network_layout import COMFORT, arrange, strongest

SHAPES = [(2, 1), (2, 11, 1), (2, 64, 64, 1), (100, 64, 10), (1, 1), (2, 8, 8, 8, 8, 8, 8, 3)]


@pytest.mark.parametrize("counts", SHAPES, ids=str)
@pytest.mark.parametrize("size", [(300, 120), (640, 300), (1800, 900)], ids=str)
def test_units_stay_in_the_area_in_order_and_apart(counts, size):
    layers = arrange(counts, *size)
    assert [len(layer) for layer in layers] == list(counts)
    for layer in layers:
        for box in layer:
            assert box.left >= -1
            assert box.right <= size[0] + 1
            assert box.top >= -1
            assert box.y + box.size / 2 <= size[1] + 1
        for place, box in enumerate(layer):
            for other in layer[:place]:
                assert max(abs(box.x - other.x), abs(box.y - other.y)) >= 0.99 * box.size
    for left, right in itertools.pairwise(layers):
        assert max(box.right for box in left) < min(box.left for box in right)


def test_a_layer_folds_only_where_it_must():
    def columns(layer):
        return len({round(box.x, 6) for box in layer})

    tall, low = arrange((2, 11, 1), 600, 600), arrange((2, 11, 1), 600, 220)
    assert columns(tall[1]) == 1
    assert columns(low[1]) == 2
    assert [box.y for box in low[1]] == sorted(box.y for box in low[1])
    assert low[1][0].size >= COMFORT
    assert columns(arrange((2, 64, 1), 600, 300)[1]) > 2


def test_what_has_names_folds_last():
    inputs = [box.x for box in arrange((5, 11, 1), 400, 130, named=(0, 2), line=16)[0]]
    assert len(set(inputs)) == 1
    assert len({box.x for box in arrange((30, 1), 400, 130, named=(0, 1), line=16)[0]}) > 1


def test_the_strongest_weights_are_chosen_whatever_their_sign():
    weights = np.array([[0.1, -5.0, 0.3], [2.0, -0.2, 0.0]])
    assert strongest(weights, 2) == [(1, 0), (0, 1)]
    assert len(strongest(weights)) == 6
    assert len(strongest(np.random.default_rng(0).normal(size=(64, 64)))) == 180
