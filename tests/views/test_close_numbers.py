"""Numbers that are large and close together, such as years and kelvins, are told apart where they stand."""

import re

import numpy as np
import pytest

from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.model import Model
from gdviz.look.look import LIGHT
from gdviz.notation.numbers import read
from gdviz.views.boundary.held_dialog import TICKS, HeldDialog, HeldInput
from gdviz.views.boundary.view import BoundaryView
from gdviz.views.fit.fit_words import example_told
from gdviz.views.fit.view import FitView
from gdviz.views.network.large_unit import large_unit
from gdviz.views.network.unit_pictures import probe_of
from tests.recordings import recording_of
from tests.views.learning import Hand, frame_of, learner

CLOSE = [(2000.0, 1.0), (1e6, 1.0), (273.15, 0.01), (0.0, 1.0)]
NUMBER = re.compile("−?[0-9][0-9.\u202f]*(?:×10[⁻0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+)?")


def numbers_in(text):
    """What the numbers of a text say, without those of names such as x1."""
    return [read(each.rstrip(".")) for each in NUMBER.findall(text)]


def run_on(middle, spread, inputs=1):
    rows = middle + spread * np.random.default_rng(5).uniform(-1, 1, (12, inputs))
    data = UserData(
        rows=tuple(map(tuple, rows.tolist())),
        targets=tuple((middle + spread * np.linspace(-1, 1, 12)).tolist()),
        names=("a", "b", "c")[:inputs],
        class_names=(),
    )
    return learner(data, batch=12, model=Model(hidden=()), standardize=True, standardize_target=True)


@pytest.fixture
def opened(qtbot, request):
    """``opened(View, frame)``: the view on the screen, with what it has computed."""
    views = []

    def open_view(kind, frame):
        view = kind()
        views.append(view)
        qtbot.addWidget(view)
        view.resize(700, 420)
        with qtbot.waitExposed(view):
            view.show()
        view.show_frame(frame)
        qtbot.waitUntil(lambda: bool(view.found) and not view.background.busy)
        return view

    yield open_view
    for view in views:
        view.background.close()
    request.node.funcargs.clear()  # they would keep the views alive until after the search for leaks


@pytest.mark.parametrize(("middle", "spread"), CLOSE)
def test_a_fit_is_read_to_a_hundredth_of_its_axes(opened, middle, spread):
    view = opened(FitView, frame_of(run_on(middle, spread), view="fit", playhead=40))
    fit, points = view.found[0], view.cache.points(view.learners[0].problem)
    Hand(view).move(middle + 0.37123 * spread, middle + 1.05 * spread)
    x = view.editing.mouse[1]
    said = numbers_in(view.parts[0].words.text)
    assert said == pytest.approx([x, np.interp(x, fit.x, fit.line)], abs=0.01 * spread)
    Hand(view).move(points.x[3, 0], points.targets[3])
    said = numbers_in(view.parts[0].words.text)
    assert said == pytest.approx([points.x[3, 0], points.targets[3]], abs=0.01 * spread)
    for grip in view.grips():
        assert numbers_in(grip.name) == pytest.approx(grip.place, abs=0.01 * spread)


@pytest.mark.parametrize(("middle", "spread"), CLOSE)
def test_what_is_held_and_predicted_is_read_to_a_hundredth_of_the_data(opened, middle, spread):
    run = run_on(middle, spread, inputs=3)
    frame = frame_of(run, playhead=40, held=(("c", middle + 0.37123 * spread),))
    view = opened(BoundaryView, frame)
    assert numbers_in(view.note.text()) == pytest.approx([middle + 0.37123 * spread], abs=0.01 * spread)
    (u0, u1), (v0, v1) = view.plot.ranges
    place = u0 + 0.61 * (u1 - u0), v0 + 0.42 * (v1 - v0)
    at = np.array([[*place, middle + 0.37123 * spread]])
    truth = run.problem.predict(frame.recordings[0].params_at(40), at)
    said = numbers_in(view.readout(0, *place))
    assert said == pytest.approx([*place, float(truth[0, 0])], abs=0.02 * spread)
    points = view.cache.points(run.problem)
    said = numbers_in(example_told(points, 4, middle + 0.2 * spread))
    assert said == pytest.approx([5, points.targets[4], middle + 0.2 * spread], abs=0.01 * spread)


@pytest.mark.parametrize(("middle", "spread"), CLOSE)
def test_an_input_that_is_held_stays_held_while_another_slider_moves(qtbot, middle, spread):
    low, high = middle - spread, middle + spread
    inputs = [HeldInput(name, low, high, middle, middle + 0.31 * spread) for name in "ab"]
    dialog, told = HeldDialog(inputs), []
    qtbot.addWidget(dialog)
    dialog.chosen.connect(told.append)
    assert numbers_in(dialog.values[0].text()) == pytest.approx([middle + 0.31 * spread], abs=0.01 * spread)
    dialog.sliders[1].setValue(TICKS // 4)
    assert dict(told[-1]) == pytest.approx({"a": inputs[0].value, "b": low + spread / 2}, abs=1e-3 * spread)


@pytest.mark.parametrize(("middle", "spread"), CLOSE)
def test_a_large_picture_of_a_unit_says_where_its_axes_end(middle, spread):
    run = run_on(middle, spread, inputs=2)
    large = large_unit(
        run.problem, recording_of(run.experiment).params_at(0), (1, 0), (None, None), LIGHT, discrete=False
    )
    (left, right), (bottom, top) = probe_of(run.problem, None, None).ranges
    said = [numbers_in(each)[0] for each in large.ends]
    assert said == pytest.approx([left, right, bottom, top], abs=0.01 * spread)
