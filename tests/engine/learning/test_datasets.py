"""The datasets: the course's digit for digit, all of them seeded, of the size asked for, and sound."""

import numpy as np
import pytest

from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.dataset_base import Dataset, DrawnDataset
from gdviz.engine.learning.datasets import Clusters, Ring, Spirals, UserData, Yogurt
from gdviz.engine.learning.playground_data import (
    CircleInRing,
    Quarters,
    SixGaussians,
    SlopingPlane,
    TwoGaussians,
    TwoSpirals,
)

ALL = kinds_of(Dataset)
DRAWN = [dataset for dataset in ALL if issubclass(dataset, DrawnDataset)]


def test_yogurt_sales_are_the_courses():
    x, y = Yogurt().draw()
    # The figures of RandomState(23455), as TensorFlow's trace was given them.
    assert x[:2].tolist() == [
        [0.8349431851679617, 0.11482951405951503],
        [0.668997510460124, 0.46594987275864086],
    ]
    assert y[:3].tolist() == [0.969797861054287, 1.1634604857835003, 1.1942714411690643]


def test_ring_is_the_courses():
    x, y = Ring().draw()
    assert x[:2].tolist() == [
        [-0.4167578474054706, -0.056266827226329474],
        [-2.136196095668454, 1.6402708084049886],
    ]
    assert y[:15].tolist() == [1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0]
    assert len(x) == 300


@pytest.mark.parametrize("dataset", DRAWN, ids=lambda d: d.__name__)
def test_drawn_data_is_seeded_and_of_the_size_asked_for(dataset):
    one, same, other = (
        dataset(examples=37, seed=5),
        dataset(examples=37, seed=5),
        dataset(examples=37, seed=6),
    )
    x, y = one.draw()
    assert x.shape == (37, one.inputs)
    assert y.shape == (37,)
    assert len(one.input_names) == one.inputs
    assert np.isfinite(x).all()
    np.testing.assert_array_equal(x, same.draw()[0])
    np.testing.assert_array_equal(y, same.draw()[1])
    assert not np.array_equal(x, other.draw()[0])
    if one.classes:
        assert set(y.tolist()) <= set(range(one.classes))


@pytest.mark.parametrize(
    "dataset", [d for d in DRAWN if "noise" in d.__struct_fields__], ids=lambda d: d.__name__
)
def test_more_noise_scatters_more(dataset):
    x0, y0 = dataset(noise=0.0).draw()
    x1, y1 = dataset(noise=0.5).draw()
    assert not (np.array_equal(x0, x1) and np.array_equal(y0, y1))


def test_playgrounds_data_lie_where_its_do():
    x, y = CircleInRing(examples=400).draw()
    radius = np.hypot(*x.T)
    assert radius[y == 1].max() < 2.5
    assert radius[y == 0].min() > 3.5
    assert abs(int(y.sum()) - 200) <= 1
    x, y = Quarters(examples=400).draw()
    assert np.abs(x).min() >= 0.3
    np.testing.assert_array_equal(y, x[:, 0] * x[:, 1] > 0)
    x, y = TwoGaussians(examples=4000, noise=0.5).draw()
    assert x[y == 1].mean(axis=0) == pytest.approx([2, 2], abs=0.2)
    assert x[y == 0].var(axis=0) == pytest.approx([4, 4], rel=0.1)
    x, y = TwoSpirals(examples=10).draw()
    outermost = np.hypot(*x.T).argmax()
    assert np.hypot(*x[outermost]) == pytest.approx(4.0)  # the fifth of five steps to 5 is not taken
    x, y = SlopingPlane(examples=9).draw()
    np.testing.assert_allclose(y, x.sum(axis=1) / 10)
    x, y = SixGaussians(examples=2000).draw()
    near = np.hypot(x[:, 0], x[:, 1] - 2.5) < 0.3
    assert y[near].max() < -0.8
    assert np.abs(y).max() <= 1


def test_as_many_classes_as_asked_for():
    for number in (2, 4, 6):
        assert set(Clusters(groups=number).draw()[1].tolist()) == set(range(number))
    assert Spirals(arms=4).classes == 4


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rows": ((1.0, 2.0), (1.0,))}, "row 1 has 1 inputs, but row 0 has 2"),
        ({"rows": ((1.0, float("inf")), (1.0, 2.0))}, "row 0 has an input that is not a finite number"),
        ({"rows": ((), ())}, "a row needs 1 to 100 inputs"),
        ({"targets": (0.0,)}, "there are 2 rows but 1 targets"),
        ({"targets": (0.0, 2.0)}, "target 1 must be a class from 0 to 1, but is 2"),
        ({"targets": (0.0, 0.5)}, "target 1 must be a class"),
        ({"class_names": (), "targets": (0.0, float("nan"))}, "target 1 is not a finite number"),
        ({"class_names": ("only",), "targets": (0.0, 0.0)}, "only one class"),
        ({"names": ("a",)}, "there are 2 inputs but 1 names"),
    ],
)
def test_own_rows_that_do_not_fit_get_a_sentence(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        UserData(**change)


def test_own_rows_keep_numbers_as_targets():
    own = UserData(rows=((1.0,), (2.0,)), targets=(1.5, -2.0), class_names=(), names=("size",))
    assert own.draw()[1].tolist() == [1.5, -2.0]
    assert (own.inputs, own.classes, own.input_names) == (1, 0, ("size",))


def test_rows_of_one_s_own_become_arrays_once():
    """Views, hints and the run all want them: 100,000 rows stopped the window for each."""
    data = UserData(rows=((1.0, 2.0), (3.0, 4.0)), targets=(0.5, 1.5), class_names=())
    assert data.draw()[0] is data.draw()[0]
    with pytest.raises(ValueError, match="read-only"):
        data.draw()[0][0] = 0.0
