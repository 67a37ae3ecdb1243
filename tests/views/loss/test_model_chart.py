"""Charts of models: what their coordinates are, what is shown of them, the ways of runs over them."""

import numpy as np
import pytest
from msgspec.structs import replace

from gdviz.document import lessons
from gdviz.engine.changes import Change
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.formula import Formula
from gdviz.engine.learning.datasets import FiveFeatures, StraightLine, UserData, Yogurt
from gdviz.engine.learning.gradients import data_gradient, gradient_noise, total_gradient
from gdviz.engine.learning.initializers import ConstantValue
from gdviz.engine.learning.losses import MeanAbsoluteError
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L1, L2
from gdviz.engine.learning.plane import surface, total_loss
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.optimizers import Adam
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant
from gdviz.notation.numbers import number
from gdviz.views.loss.landscape_drawing import (
    FormulaDrawing,
    drawing_of,
    drawings,
    grid_shape,
    moment_of,
    shapes_for,
)
from gdviz.views.loss.model_chart import (
    all_of,
    known_minimum,
    pair_chart,
    principal_chart,
    problem_of_loss,
    sampled,
    whole_chart,
)
from gdviz.views.loss.model_paths import ModelPath
from gdviz.views.loss.model_trace import MOST, ModelTrace

LINE = Training(data=StraightLine(), model=Model(hidden=()))
YOGURT = Training(data=Yogurt(), model=Model(hidden=(), bias=False))
SLOPE = Training(data=StraightLine(), model=Model(hidden=(), bias=False))


def recorded(problem, budget=256_000_000, **changes):
    changes = {"steps": 60, "schedule": Constant(learning_rate=0.05)} | changes
    return TrainingDescent(Experiment(problem=problem, **changes), budget).run()


@pytest.mark.parametrize("problem", [LINE, YOGURT, SLOPE], ids=["line", "yogurt", "slope"])
def test_the_chart_of_few_parameters_is_their_own_space(problem):
    chart = whole_chart(problem)
    params = np.random.default_rng(0).normal(size=(5, len(problem.parameter_names)))
    assert chart.parameter_names == problem.parameter_names
    np.testing.assert_array_equal(chart.place(params), params)
    np.testing.assert_array_equal(chart.params(params), params)
    np.testing.assert_array_equal(chart.value(params), total_loss(problem, params))


@pytest.mark.parametrize("penalty", [None, L2(scale=0.3)], ids=str)
@pytest.mark.parametrize("problem", [LINE, YOGURT, SLOPE], ids=["line", "yogurt", "slope"])
def test_at_the_known_minimum_the_gradient_is_nothing(problem, penalty):
    problem = problem if penalty is None else replace(problem, penalty=penalty)
    minimum = known_minimum(problem)
    assert np.abs(total_gradient(problem, minimum)).max() < 1e-12


@pytest.mark.parametrize(
    "problem",
    [
        replace(LINE, loss=MeanAbsoluteError()),
        replace(LINE, penalty=L1()),
        Training(),
        Training(
            data=UserData(rows=((1.0, 1.0), (2.0, 2.0)), targets=(1.0, 2.0), class_names=()),
            model=Model(hidden=()),
        ),
    ],
    ids=["absolute", "l1", "network", "inputs alike"],
)
def test_other_minima_are_not_claimed_to_be_known(problem):
    assert known_minimum(problem) is None


def test_how_weights_begin_and_learn_does_not_shape_the_loss():
    other = replace(LINE.model, weights=ConstantValue(), first_bias=1.0, layer_rates=(0.5,))
    assert problem_of_loss(replace(LINE, model=other)) == problem_of_loss(LINE)
    assert problem_of_loss(replace(LINE, penalty=L2())) != problem_of_loss(LINE)


def test_all_of_a_run_and_the_minimum_are_shown():
    chart = whole_chart(LINE)
    run = np.array([[-4.0, 3.0], [0.0, 2.0], [1.5, 1.2]])
    (x0, x1), (y0, y1) = chart.shown([run])
    for w, b in (*run, *chart.minima):
        assert x0 < w < x1
        assert y0 < b < y1


def test_a_run_that_flies_apart_does_not_flatten_the_others():
    chart = whole_chart(LINE)
    calm = np.array([[-1.0, 3.0], [1.5, 1.2]])
    wild = np.array([[-1.0, 3.0], [9.0, -9.0], [1e60, -1e60]])
    (x0, x1), _ = chart.shown([calm, wild])
    assert x1 - x0 < 100


@pytest.mark.parametrize(
    "paths",
    [[], [np.zeros((1, 2))], [np.ones((3, 2))], [np.array([[0.0, 1e20], [1.0, 1e20]])]],
    ids=["none", "0", "1", "far"],
)
def test_there_is_always_something_to_show(paths):
    chart = pair_chart(Training(), np.zeros(45), ("w1_1_1", "w1_1_2"))
    for low, high in chart.shown(paths):
        assert high > low


def test_two_parameters_vary_and_the_others_are_held():
    problem = Training()
    params = np.random.default_rng(1).normal(size=45)
    names = ("w1_2_3", "b2_1")
    chart = pair_chart(problem, params, names)
    places = [problem.parameter_names.index(name) for name in names]
    np.testing.assert_allclose(chart.place(params), params[places])
    moved = params.copy()
    moved[places] = 0.5, -0.5
    np.testing.assert_allclose(chart.params(np.array([0.5, -0.5])), moved)
    np.testing.assert_allclose(chart.value(np.array([0.5, -0.5])), total_loss(problem, moved))


def test_the_runs_plane_passes_through_its_end_and_holds_most_of_its_movement():
    recording = recorded(Training(), steps=300, optimizer=Adam(), schedule=Constant(learning_rate=0.01))
    sample = sampled(recording, recording.published)
    assert len(sample) == 200
    chart = principal_chart(recording.problem, sample)
    end = recording.params_at(300)
    np.testing.assert_allclose(chart.place(end), 0.0, atol=1e-12)
    np.testing.assert_allclose(chart.value(np.zeros(2)), total_loss(recording.problem, end))
    assert 0.5 < chart.plane.share <= 1.0


def test_the_plane_of_key_frames_is_found_without_making_rows_again(monkeypatch):
    recording = recorded(Training(), budget=60_000, steps=500, optimizer=Adam())
    assert recording.spacing > 1
    growing = sampled(recording, 400)
    frames = [frame for frame in recording.key_frames if frame.row < 400]
    np.testing.assert_array_equal(growing[0], frames[0].params)
    np.testing.assert_array_equal(sampled(recording, 501)[-1], recording.params_at(500))


def test_a_gradient_is_taken_along_the_chart():
    chart = pair_chart(Training(), np.zeros(45), ("w1_1_1", "w1_1_2"))
    np.testing.assert_array_equal(chart.along(np.arange(45.0)), [0.0, 1.0])


# -- landscapes --------------------------------------------------------------------------------------------


def test_the_landscape_of_a_line_is_exact():
    chart = whole_chart(LINE)
    bounds = ((-1.0, 3.0), (0.0, 2.0))
    shapes = [(9, 12)]
    *pauses, drawn = drawings(chart, bounds, shapes)
    assert set(pauses) == {None}
    x, y = np.linspace(-1.0, 3.0, 12), np.linspace(0.0, 2.0, 9)
    split = LINE.split()
    exact = [[np.mean((w * split.x[:, 0] + b - split.y[:, 0]) ** 2) for w in x] for b in y]
    values = surface(LINE, chart.plane, x, y)
    np.testing.assert_allclose(values, exact, rtol=1e-12)
    expected = drawing_of(values, bounds)
    np.testing.assert_array_equal(drawn.levels, expected.levels)
    for (ax, ay), (bx, by) in zip(drawn.lines, expected.lines, strict=True):
        np.testing.assert_array_equal(ax, bx)
        np.testing.assert_array_equal(ay, by)


def test_what_takes_long_is_seen_coarsely_first():
    finest = grid_shape(900.0, 500.0)
    assert shapes_for(whole_chart(YOGURT), finest) == [finest]
    big = Training(data=FiveFeatures(), model=Model(hidden=(64, 64)))
    params = np.zeros((2, len(big.parameter_names)))
    coarse, last = shapes_for(principal_chart(big, params), finest)
    assert coarse[0] * coarse[1] < last[0] * last[1] < finest[0] * finest[1]


def test_a_moment_has_the_batchs_lines_and_the_full_gradient():
    chart, params = whole_chart(LINE), np.array([0.3, -0.2])
    moment = moment_of(chart, ((-1.0, 3.0), (-1.0, 3.0)), (40, 40), 7, params, slice(3, 4), True)
    assert moment.row == 7
    np.testing.assert_array_equal(moment.gradient, total_gradient(LINE, params))
    split = LINE.split()
    error = moment.x * split.x[3, 0] + moment.y - split.y[3, 0]
    heights = np.round(error[np.isfinite(error)] ** 2, 2)
    assert len(np.unique(heights)) < 40  # one example: its lines are straight, a few heights in all
    assert not len(moment_of(chart, ((0.0, 1.0), (0.0, 1.0)), (9, 9), 0, params, slice(0, 4), False).x)


# -- ways over a chart -------------------------------------------------------------------------------------


def test_a_trace_grows_and_stays_short():
    recording = recorded(LINE, steps=3 * MOST)
    chart, trace = whole_chart(LINE), ModelTrace(recording)
    for published in (1, 2, 100, MOST, MOST + 1, 3 * MOST + 1):
        trace.update(chart, published)
        assert len(trace.rows) <= MOST
        assert trace.rows[-1] < published
        assert len(set(np.diff(trace.rows).tolist())) <= 1
        np.testing.assert_array_equal(trace.points, recording.params_rows[trace.rows])
    rows, points = trace.until(50, recording.params_at(50))
    assert rows[-1] == 50
    np.testing.assert_array_equal(points, recording.params_rows[rows])


def test_a_trace_of_key_frames_makes_nothing_again(monkeypatch):
    recording = recorded(Training(), budget=60_000, steps=500)
    chart, trace = pair_chart(Training(), np.zeros(45), ("w1_1_1", "b2_1")), ModelTrace(recording)
    whole = recorded(Training(), steps=500)
    monkeypatch.setattr(recording, "_made_again", None)
    for published in (1, recording.spacing, recording.spacing + 1, 501):
        trace.update(chart, published)
        assert trace.rows[-1] < published
    np.testing.assert_array_equal(trace.points, chart.place(whole.params_rows[trace.rows]))


def path_of(recording, chart, row):
    trace = ModelTrace(recording)
    trace.update(chart, recording.published)
    return ModelPath(0, recording, row, "#000000", 0, True, chart, trace)


@pytest.mark.parametrize("order", ["in_order", "shuffled", "random"])
def test_a_path_knows_the_full_gradient_and_the_batchs(order):
    recording = recorded(LINE, batches=Batches(batch_size=4, order=order))
    path = path_of(recording, whole_chart(LINE), 11)
    params = recording.params_at(11)
    np.testing.assert_allclose(path.gradient, total_gradient(LINE, params))
    np.testing.assert_allclose(path.batch_gradient, recording.gradient_between(11, 12)[0])
    np.testing.assert_allclose(path.loss, total_loss(LINE, params))
    assert np.abs(path.gradient - path.batch_gradient).max() > 1e-6


def test_a_paths_losses_are_written_as_they_were_recorded():
    """In float32 the last digit was another one than in the table, and a penalty that of the playhead."""
    changes = (Change(step=9, set={"problem.penalty": {"kind": "l2", "scale": 0.5}}),)
    line = recorded(LINE, batches=Batches(batch_size=4), precision="float32", steps=40, changes=changes)
    path = path_of(line, whole_chart(line.problem_at(40)), 40)
    rows, losses = line.evaluated("train_total_loss")
    assert len(rows) > 20
    assert [path.loss_text(row) for row in rows] == [number(loss) for loss in losses]


def test_with_all_examples_there_is_one_gradient():
    recording = recorded(LINE, batches=Batches(batch_size=0))
    path = path_of(recording, whole_chart(LINE), 11)
    assert path.batch_gradient is None
    np.testing.assert_array_equal(path.gradient, recording.gradient_between(11, 12)[0])


def test_a_path_leads_to_the_playhead_and_on():
    recording = recorded(LINE, batches=Batches(batch_size=4))
    path = path_of(recording, whole_chart(LINE), 11)
    rows, points = path.drawn()
    np.testing.assert_array_equal(rows, np.arange(12))
    np.testing.assert_array_equal(points, recording.params_rows[:12])
    following, loss = path.following()
    np.testing.assert_array_equal(following, recording.params_rows[12])
    np.testing.assert_allclose(loss, total_loss(LINE, recording.params_rows[12]))
    assert path_of(recording, whole_chart(LINE), 60).following() is None


def test_a_single_parameters_movement_is_the_batchs():
    recording = recorded(SLOPE, batches=Batches(batch_size=4), initial=(-1.0,), steps=5)
    text = path_of(recording, whole_chart(SLOPE), 2).movement_text(float(recording.params_at(3)[0]))
    gradient, moved = recording.gradient_rows[2, 0], recording.params_rows[3, 0] - recording.params_rows[2, 0]
    assert f"{abs(gradient):.4f}"[:5] in text
    assert text.endswith(f" = {moved:.3f}")
    layered = replace(SLOPE, model=replace(SLOPE.model, layer_rates=(0.5,)))
    slow = recorded(layered, initial=(-1.0,), steps=5)
    assert path_of(slow, whole_chart(problem_of_loss(layered)), 2).movement_text(0.0).startswith("Δw = ")


def test_no_contour_crosses_a_pole_and_its_heights_do_not_drown_the_rest() -> None:
    pole = Formula(text="1/(w − b)")
    drawing = FormulaDrawing().of(pole, ((-3.0, 3.0), (-3.0, 3.0)), 600, 400)
    assert drawing is not None
    lines = [line for line in drawing.lines if len(line[0])]
    assert len(lines) >= 4
    for x, y in lines:
        assert np.nanmin(np.abs(x - y)) > 0.02


def test_the_share_of_a_plane_is_that_of_all_steps():
    """Of lesson 14 those that the plane is found from said 94 %: the batches between them lead out of it."""
    recording = run(lessons.load("14").runs[0].experiment)
    found = sampled(recording, recording.published)
    chart = principal_chart(recording.problem, found, all_of(recording, recording.published))
    moved = recording.params.astype(float) - recording.params[-1]
    inside = sum((moved @ axis) ** 2 for axis in chart.axes).sum()
    assert chart.plane.share == pytest.approx(inside / (moved**2).sum(), rel=1e-9)
    assert chart.plane.share < principal_chart(recording.problem, found).plane.share - 0.05


def test_all_examples_wanted_within_an_epoch_are_its_rest_at_first():
    """Shuffled, the epoch that batches of 8 have begun is ended: that gradient is not of all examples."""
    change = Change(step=3, set={"batches.batch_size": 0})
    batches = Batches(batch_size=8, order="shuffled")
    recording = recorded(LINE, batches=batches, changes=(change,), steps=6)
    chart, trace = whole_chart(LINE), ModelTrace(recording)
    paths = [ModelPath(0, recording, row, "", 0, True, chart, trace) for row in (2, 3, 4)]
    assert [each.rows_of_batch is None for each in paths] == [False, False, True]
    for path in paths:
        full = total_gradient(LINE, path.params_here)
        np.testing.assert_allclose(path.gradient, full, rtol=1e-9)


def test_the_scatter_of_batches_drawn_at_random_is_not_that_of_one():
    recording = recorded(LINE, batches=Batches(batch_size=0, order="random"), steps=2)
    path = ModelPath(0, recording, 1, "", 0, True, whole_chart(LINE), ModelTrace(recording))
    params, n = path.params_here, LINE.train_size
    each = np.stack([data_gradient(LINE, params, np.array([place])) for place in range(n)])
    found = gradient_noise(LINE, params, path.batches_of_epoch(), path.chart.axes)
    np.testing.assert_allclose(found, np.cov(each.T, bias=True) / n, atol=0.5 * np.cov(each.T).max() / n)
