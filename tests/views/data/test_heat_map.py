"""Colours, borders and scores of models on a plane, as pure functions."""

import itertools

import numpy as np
import pytest

from gdviz.engine.learning.datasets import Clusters, Ring, UserData, Yogurt
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.look.class_colors import MANY, PAIR, class_colors, class_symbol, number_scale, output_scale
from gdviz.look.look import LOOKS
from gdviz.views.data import user_data
from gdviz.views.data.heat_map import (
    AT_ONCE,
    Painting,
    Score,
    WantedOutput,
    borders,
    colored,
    drained,
    outputs_at,
    pictures,
    score_of,
)
from gdviz.views.plot.arranged import Room, arranged

OUTPUT = Painting("output", np.arange(256)[:, None] * np.ones(4, int))
AXIS = np.linspace(0.0, 1.0, 41)


def test_outputs_beyond_both_ends_have_the_colors_of_the_ends():
    values = np.array([-np.inf, -5.0, 0.0, 0.5, 1.0, 9.0, np.inf, np.nan])[:, None]
    assert colored(values, OUTPUT)[:, 0].tolist() == [0, 0, 0, 128, 255, 255, 255, 128]


def test_a_border_runs_straight_where_the_output_rises_evenly():
    values = np.broadcast_to(AXIS, (41, 41))[..., None]
    (line,) = borders(values, AXIS, AXIS, OUTPUT)
    assert np.allclose(line[:, 0], 0.5)
    assert (line[:, 1].min(), line[:, 1].max()) == (0.0, 1.0)


def test_outputs_that_overflow_have_borders_all_the_same():
    values = np.where(AXIS < 0.5, -np.inf, np.inf) * np.ones((41, 1))
    lines = borders(values[..., None], AXIS, AXIS, OUTPUT)
    assert np.abs(np.concatenate(lines)[:, 0] - 0.5).max() < 0.03


def test_three_sectors_have_three_borders_each_drawn_once():
    x, y = np.meshgrid(AXIS - 0.5, AXIS - 0.5)
    angle = np.arctan2(y, x)
    values = np.stack([np.cos(angle - turn) for turn in (0.1, 2.2, 4.3)], axis=-1)
    lines = borders(values, AXIS, AXIS, Painting("classes", np.zeros((3, 64, 4))))
    points = np.concatenate(lines) - 0.5
    far = points[np.hypot(*points.T) > 0.2]
    turns = np.arctan2(far[:, 1], far[:, 0])
    for wanted in (1.15, -3.033, -0.942):
        assert (np.abs(turns - wanted) < 0.03).sum() > 5
    middles = np.concatenate([(line[1:] + line[:-1]) / 2 for line in lines]).round(9)
    assert len(np.unique(middles, axis=0)) == len(middles)


def test_the_score_is_the_share_of_right_ones_or_the_data_loss():
    problem = Training(data=Ring(), test_share=0.5, model=Model(hidden=(3,)))
    params = np.array(problem.start_from(1))
    split = problem.split()
    said = problem.predict(params, np.concatenate([split.x, split.test_x]))[:, 0] > 0.5
    right = said == np.concatenate([split.labels, split.test_labels])
    assert drained(score_of(problem, params)) == Score(right[:150].mean(), right[150:].mean())
    sales = Training(data=Yogurt(), model=Model(hidden=(), bias=False))
    x, y = Yogurt().draw()
    score = drained(score_of(sales, np.array([0.5, 1.5])))
    assert score.train == pytest.approx(np.mean((x @ [0.5, 1.5] - y) ** 2))
    assert score.test is None


def test_very_many_examples_are_judged_only_at_rest():
    problem = Training(data=Clusters(examples=100_000, groups=2), model=Model(hidden=(64,)))
    params = np.array(problem.start_from(0))
    assert drained(score_of(problem, params, fine=False)) is None
    assert 0 <= drained(score_of(problem, params)).train <= 1


def test_predictions_in_parts_are_those_at_once():
    problem = Training(data=Ring(), model=Model(hidden=(64,)))
    params = np.array(problem.start_from(0))
    points = np.random.default_rng(0).normal(size=(AT_ONCE // 64 * 2 + 7, 2))
    work = outputs_at(problem, params, points)
    assert np.allclose(drained(work), problem.predict(params, points), rtol=1e-12)


def test_a_fine_picture_can_be_given_up_on_the_way_a_coarse_one_comes_whole():
    problem = Training(data=Ring(), model=Model(hidden=(64, 64)))
    params = np.array(problem.start_from(0))
    wanted = (WantedOutput(0, 0, problem, params, None), WantedOutput(1, 0, problem, params, params))
    arguments = (wanted, (-1.0, 1.0), (-1.0, 1.0), (90, 120), (OUTPUT_OF_RING, OUTPUT_OF_RING))
    told = list(pictures(*arguments, False))
    assert [len(part) for part in told] == [2]
    told = list(pictures(*arguments, True))
    assert told.count(None) >= 4
    (fine,) = (part for part in told if part is not None)
    assert [picture.wanted.place for picture in fine] == [0, 1]
    assert fine[1].values.shape == (90, 120, 1)
    assert fine[0].shadow_lines == ()
    assert len(fine[1].shadow_lines) == len(fine[1].lines)


OUTPUT_OF_RING = Painting("output", output_scale(LOOKS["light"]))


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_scales_run_evenly_in_lightness(look):
    def lightness(scale):
        linear = (scale[:, 2::-1] / 255.0) ** 2.2
        return (linear @ [0.2126, 0.7152, 0.0722]) ** (1 / 2.2)

    rising = np.diff(lightness(number_scale(look)))
    assert (
        (rising > 0).all()
        or (rising < 0).all()
        or (np.abs(rising[np.sign(rising) != np.sign(rising.sum())]) < 0.01).all()
    )
    both = lightness(output_scale(look))
    towards = np.diff(both) * (1 if not look.dark else -1)
    assert (towards[:127] >= -0.004).all()
    assert (towards[128:] <= 0.004).all()


def test_classes_differ_in_color_and_symbol():
    for look in LOOKS.values():
        assert class_colors(look, 2) == PAIR[look.name]
        assert len(set(class_colors(look, 10))) == 10 == len(set(MANY[look.name]))
    assert len({class_symbol(place) for place in range(8)}) == 8


@pytest.mark.parametrize("aspect", [None, 1.0, 0.3])
def test_panels_are_of_one_size_and_apart(aspect):
    room = Room(left=30, bottom=20, top=25, gap=10, right=5)
    sizes = [(300, 200), (900, 300), (300, 900), (50, 40)]
    for count, size in itertools.product(range(1, 9), sizes):
        areas, columns = arranged(count, *size, aspect, room)
        assert len(areas) == count
        assert len({(round(area.width(), 6), round(area.height(), 6)) for area in areas}) == 1
        for place, area in enumerate(areas):
            assert not any(area.intersects(other) for other in areas[:place])
            if aspect is not None and min(area.width(), area.height()) > 25:
                assert area.width() / area.height() == pytest.approx(aspect)
        if size[0] >= 300 and columns * (24 + 10) + 35 < size[0] and areas[0].height() > 24:
            assert max(area.right() for area in areas) <= size[0] + 1e-6


def test_data_that_a_hand_has_made_keeps_every_digit():
    for data in (Ring(), Clusters(groups=5), Yogurt()):
        rows = user_data.user_data(data)
        for own, drawn in zip(rows.draw(), data.draw(), strict=True):
            assert own.dtype == drawn.dtype
            assert np.array_equal(own, drawn)
    assert user_data.user_data(rows) is rows


def test_there_can_be_no_more_examples_than_a_document_takes(monkeypatch):
    monkeypatch.setattr(user_data, "MOST_EXAMPLES", 2)
    with pytest.raises(ValueError, match="examples already"):
        user_data.added(UserData(), (0.0, 0.0), 1.0)
