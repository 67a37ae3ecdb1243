"""Polylines of long columns: no spike is lost, growing costs only what is new."""

import numpy as np
import pytest

from gdviz.views.plot.curve import dashed, simplified
from gdviz.views.plot.decimate import BLOCK, SAMPLES, Extremes, Sampled, until, without_loose_gaps


@pytest.fixture
def noise():
    return np.random.default_rng(5).normal(size=300_000).cumsum().astype(np.float32)


def extremes_of(values):
    reads = []

    def read(start, stop):
        reads.append((start, stop))
        return values[start:stop]

    return Extremes(read), reads


def test_short_columns_come_row_by_row(noise):
    extremes, _ = extremes_of(noise)
    extremes.update(900)
    x, y = extremes.polyline(0, 900, 500)
    assert x.tolist() == list(range(900))
    assert np.array_equal(y, noise[:900])


@pytest.mark.parametrize("part", [(0, 300_000), (1000, 250_000), (7, 3000), (299_000, 300_000)])
def test_every_extreme_is_kept(noise, part):
    extremes, _ = extremes_of(noise)
    extremes.update(len(noise))
    x, y = extremes.polyline(*part, 400)
    assert len(x) <= 2 * 400 + 2 or len(x) == part[1] - part[0]
    assert (np.diff(x) >= 0).all()
    assert (x[0], x[-1]) == (part[0], part[1] - 1)
    assert (y[0], y[-1]) == (noise[part[0]], noise[part[1] - 1])
    inside = noise[part[0] : part[1]]
    if part == (0, 300_000):
        assert (y.min(), y.max()) == (inside.min(), inside.max())
    assert y.min() <= inside[len(inside) // 10 : -len(inside) // 10].min()
    assert y.max() >= inside[len(inside) // 10 : -len(inside) // 10].max()


def test_one_spike_in_a_million_is_seen():
    values = np.zeros(1_000_000)
    values[654_321] = 9.0
    extremes, _ = extremes_of(values)
    extremes.update(len(values))
    x, y = extremes.polyline(0, len(values), 600)
    assert y.max() == 9.0
    assert abs(x[np.argmax(y)] - 654_321) < 2 * 1_000_000 / 600


@pytest.mark.parametrize("rows", [1000, 300_000])
@pytest.mark.parametrize("sign", [1, -1])
def test_the_extremes_of_a_smooth_column_lie_on_its_curve(rows, sign):
    values = sign * np.exp(-np.arange(rows) / (rows / 5))
    extremes, _ = extremes_of(values)
    extremes.update(rows)
    x, y = extremes.polyline(0, rows, 300)
    assert len(x) > 600
    off = np.abs(y - values[x.astype(int)])[1:-1] * 300
    assert off.max() < (0.01 if rows == 1000 else 0.3)
    assert len(simplified(x, y, (300 / rows, 300.0))[0]) < 100


def test_growing_reads_only_the_new_rows(noise):
    extremes, reads = extremes_of(noise)
    extremes.update(100_000)
    reads.clear()
    extremes.update(101_000)
    assert sum(stop - start for start, stop in reads) <= 1000 + BLOCK
    once, _ = extremes_of(noise)
    once.update(101_000)
    assert extremes.extent() == once.extent() == (noise[:101_000].min(), noise[:101_000].max())


def test_extent_of_nothing_and_of_gaps():
    extremes, _ = extremes_of(np.full(1000, np.nan))
    assert extremes.extent() is None
    extremes.update(1000)
    assert extremes.extent() is None
    assert len(extremes.polyline(5, 5, 100)[0]) == 0


def test_gaps_are_single_and_inside():
    nan = np.nan
    x, y = without_loose_gaps(np.arange(8.0), np.array([nan, 1, nan, nan, nan, 2, nan, nan]))
    assert np.isfinite(y[[0, -1]]).all()
    assert x.tolist() == [1, 2, 5] and np.isnan(y[1])  # noqa: PT018 - one statement about one polyline


def test_until_ends_at_the_playhead():
    x, y = until(np.arange(10.0), np.arange(10.0) * 2, 4, 8.0)
    assert x.tolist() == [0, 1, 2, 3, 4]
    assert y.tolist() == [0, 2, 4, 6, 8]


def test_samples_of_a_long_column_are_exact_where_they_are():
    column = Sampled(lambda steps: steps * 0.5, known=10_000_000)
    x, y = column.polyline(0, 10_000_000, 500)
    assert (x[0], x[-1]) == (0, 9_999_999)
    assert np.allclose(y, x * 0.5, atol=0.5 * 10_000_000 / SAMPLES * (SAMPLES / 500))
    assert column.extent() == (0.0, 9_999_999 * 0.5)
    short = Sampled(lambda steps: steps**2)
    short.update(5)
    assert short.polyline(0, 99, 500)[1].tolist() == [0, 1, 4, 9, 16]


def test_a_simplified_curve_is_where_it_was():
    x = np.linspace(0, 1000, 4001)
    y = np.exp(-x / 100)
    fewer_x, fewer_y = simplified(x, y, (0.6, 300.0))
    assert len(fewer_x) < len(x) / 8
    assert (fewer_x[0], fewer_x[-1]) == (0, 1000)
    assert np.abs(np.interp(x, fewer_x, fewer_y) - y).max() * 300 < 1.0
    swings = np.tile([0.0, 1.0], 500)
    assert len(simplified(np.arange(1000.0), swings, (0.6, 300.0))[0]) == 1000


def test_dashes_cover_their_share():
    x = np.linspace(0, 100, 51)
    y = np.zeros(51)
    px, _, ink = dashed(x, y, np.diff(x), 6.0, 4.0)
    drawn = np.diff(px)[ink].sum()
    assert drawn == pytest.approx(60.0, abs=6.0)
    assert len(ink) == len(px) - 1
