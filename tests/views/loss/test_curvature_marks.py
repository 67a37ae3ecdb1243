"""What the loss shows on request: the local parabola with 2/L, the gradient's noise, the way to a plane."""

import numpy as np
import pytest

from gdviz.document.scene import Run
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.datasets import Ring, StraightLine
from gdviz.engine.learning.gradients import data_gradient, total_gradient
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.plane import total_loss
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import DoubleWell
from gdviz.engine.schedules import Constant
from gdviz.views.common.annotations import AnnotationDot, AnnotationLabel, AnnotationLine
from gdviz.views.loss.view import LossView

RATE = Constant(learning_rate=0.05)
LINE = Training(data=StraightLine(noise=0.4), model=Model(hidden=()))
SLOPE = Training(data=StraightLine(intercept=0.0), model=Model(hidden=(), bias=False))


def on_line(**more):
    return Run(problem=LINE, schedule=RATE, steps=20, batches=Batches(batch_size=8, order="shuffled"), **more)


def pieces(view, kind):
    return [piece for piece in view.annotations.pieces if isinstance(piece, kind)]


def curves(view):
    return [piece for piece in pieces(view, AnnotationLine) if piece.dashed and len(piece.points) > 20]


def words(view):
    return [piece.text for piece in pieces(view, AnnotationLabel)]


def ring_of(view):
    (ring,) = (line for line in pieces(view, AnnotationLine) if len(line.points) == 49 and not line.dashed)
    return np.array(ring.points)


@pytest.mark.parametrize(("problem", "bend"), [(DoubleWell(), None), (SLOPE, "loss")])
def test_the_parabola_touches_the_loss_at_the_ball(make_frame, show, problem, bend):
    run = Run(problem=problem, schedule=RATE, steps=20, initial=(1.5,) if bend is None else (0.5,))
    frame = make_frame(run, playhead=2, view="loss", parabola=True)
    view = show(LossView, frame)
    (curve,) = curves(view)
    recording = frame.recordings[0]
    w, h = float(recording.params_at(2)[0]), 1e-4

    def loss(place):
        point = np.array([place])
        return float(problem.value(point) if bend is None else total_loss(problem, point))

    slope = (loss(w + h) - loss(w - h)) / (2 * h)
    curvature = (loss(w + h) - 2 * loss(w) + loss(w - h)) / h**2
    (x0, x1), _ = view.plot.ranges
    for place in np.linspace(w - 0.1 * (x1 - x0), w + 0.1 * (x1 - x0), 5):
        x, y = view.annotations.place(place, loss(w) + slope * (place - w) + curvature / 2 * (place - w) ** 2)
        points = np.array(curve.points)
        assert np.interp(x, points[:, 0], points[:, 1]) == pytest.approx(y, abs=1.0)
    (text,) = (word for word in words(view) if word.startswith("2/L = "))
    assert float(text.removeprefix("2/L = ")) == pytest.approx(2 / curvature, rel=1e-3)
    spots = {(dot.x, dot.y) for dot in pieces(view, AnnotationDot)}
    lowest = view.annotations.place(w - slope / curvature, loss(w) - slope**2 / (2 * curvature))
    assert any(spot == pytest.approx(lowest, abs=0.5) for spot in spots)


def test_where_the_loss_bends_down_there_is_no_limit(make_frame, show):
    run = Run(problem=DoubleWell(), schedule=RATE, steps=5, initial=(0.1,))
    view = show(LossView, make_frame(run, view="loss", parabola=True))
    assert any(word.startswith("L = −") for word in words(view))
    assert not any("2/L" in word for word in words(view))


def test_the_parabola_and_the_noise_are_drawn_on_request(make_frame, show):
    view = show(LossView, make_frame(Run(), view="loss"))
    assert not any("2/L" in word for word in words(view))
    edits = []
    view.edited.connect(lambda scene, text, merge: edits.append(scene))
    view.actions_for_menu()
    view.menu.parabola.trigger()
    assert edits[-1].stage[0].tiles[0].parabola
    view = show(LossView, make_frame(on_line(), playhead=3, view="loss"))
    view.edited.connect(lambda scene, text, merge: edits.append(scene))
    assert view.menu.noise in view.actions_for_menu()
    view.menu.noise.trigger()
    assert edits[-1].stage[0].tiles[0].noise


@pytest.mark.parametrize("surface", [False, True])
def test_the_ellipse_is_the_covariance_of_the_batches_gradients(make_frame, show, qtbot, surface):
    frame = make_frame(
        on_line(), playhead=3, view="loss", noise=True, surface=surface, elevation=90.0, azimuth=0.0
    )
    view = show(LossView, frame)
    qtbot.waitUntil(lambda: view.ready() and view.model.noise(frame) is not None)
    recording = frame.recordings[0]
    params = recording.params_at(3)
    sampler = recording.sampler(3)
    gradients = np.stack([data_gradient(LINE, params, sampler.rows(3 + step)) for step in range(5)])
    covariance = np.cov(gradients.T, bias=True)
    np.testing.assert_allclose(view.model.noise(frame), covariance, rtol=1e-6)
    # In pixels: a step along an axis of the plot, and how long the longer arrow is drawn.
    spot, point = view._picture._spot, params.astype(float)
    jacobian = (
        np.array([np.subtract(spot(*(point + 0.01 * axis)), spot(*point)) for axis in np.eye(2)]).T / 0.01
    )
    full, own = (jacobian @ each for each in (total_gradient(LINE, params), recording.gradient_at(3)))
    scale = 64.0 / max(np.hypot(*full), np.hypot(*own))
    ring = ring_of(view)
    middle = np.array(spot(*point)) - scale * full
    np.testing.assert_allclose(ring[:-1].mean(axis=0), middle, atol=0.5)
    drawn = scale**2 * jacobian @ covariance @ jacobian.T
    distances = np.einsum("ij,jk,ik->i", ring - middle, np.linalg.inv(drawn), ring - middle)
    np.testing.assert_allclose(distances, 1.0, rtol=0.05)


def test_how_far_a_network_is_from_its_plane_is_said(make_frame, show, qtbot):
    run = Run(problem=Training(data=Ring(examples=40), model=Model(hidden=(3,))), steps=20)
    view = show(LossView, make_frame(run, playhead=7, view="loss"))
    qtbot.waitUntil(view.ready)
    plane, params = view.model.chart.plane, view.frame.recordings[0].params_at(7)
    offset = params - plane.origin
    inside = (offset @ plane.across) * plane.across + (offset @ plane.along) * plane.along
    distance = np.linalg.norm(offset - inside)
    assert f"now {float(f'{distance:.2g}'):g} beside them" in view.caption.text()
