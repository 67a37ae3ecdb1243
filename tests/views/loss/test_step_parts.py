"""Inside the step, on the loss: what the optimizer adds up leads from the ball to the next point."""

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from gdviz.document.scene import Run
from gdviz.engine.changes import Change
from gdviz.engine.declare import kind_of
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.datasets import StraightLine
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import Himmelblau, Ravine, Rosenbrock
from gdviz.engine.optimizers import Adam, Optimizer
from gdviz.engine.schedules import Constant
from gdviz.look.look import LIGHT, PROJECTOR
from gdviz.views.common.annotations import AnnotationLabel, AnnotationLine
from gdviz.views.loss.view import LossView
from tests.sampling import EVERY, some

RATE = Constant(learning_rate=0.1)


def on_ravine(optimizer, **more):
    return Run(problem=Ravine(), optimizer=optimizer, schedule=RATE, steps=20, **more)


def arrows(view):
    """The arrows of the parts: all but the gradient's, which is drawn first, and what would be, dashed."""
    lines = [
        piece
        for piece in view.annotations.pieces
        if isinstance(piece, AnnotationLine) and piece.arrow and not piece.dashed
    ]
    return lines[1:]


def words(view):
    return [piece.text for piece in view.annotations.pieces if isinstance(piece, AnnotationLabel)]


@pytest.mark.parametrize("kind", kinds_of(Optimizer), ids=kind_of)
def test_the_arrows_lead_to_the_next_point(make_frame, show, kind):
    frame = make_frame(on_ravine(kind()), playhead=4, view="loss", parts=True)
    view = show(LossView, frame)
    assert view.ready()
    shown = arrows(view)
    ball = np.array(view.annotations.place(*frame.recordings[0].params_at(4)))
    following = np.array(view.annotations.place(*frame.recordings[0].params_at(5)))
    np.testing.assert_allclose(shown[0].points[0], ball, atol=0.1)
    larger = next((int(word.rpartition("×")[2]) for word in words(view) if "×" in word), 1)
    np.testing.assert_allclose(shown[-1].points[-1], ball + larger * (following - ball), atol=0.6)
    for one, other in itertools.pairwise(shown):
        assert one.points[-1] == other.points[0]


def test_the_bias_correction_of_adam_is_drawn_as_long_as_it_counts(make_frame, show):
    early = make_frame(on_ravine(Adam()), playhead=1, view="loss", parts=True)
    view = show(LossView, early)
    assert "without bias correction" in words(view)
    ghost = next(
        piece
        for piece in view.annotations.pieces
        if isinstance(piece, AnnotationLine) and piece.dashed and piece.arrow
    )
    ball, following = (
        np.array(view.annotations.place(*early.recordings[0].params_at(row))) for row in (1, 2)
    )
    larger = next((int(word.rpartition("×")[2]) for word in words(view) if "×" in word), 1)
    correction = np.sqrt(1 - 0.999**2) / (1 - 0.9**2)
    tip = ball + larger * (following - ball) / correction
    np.testing.assert_allclose(ghost.points[-1], tip, atol=1.0)
    gone = on_ravine(Adam(beta1=0.0, beta2=0.0))
    assert "without bias correction" not in words(
        show(LossView, make_frame(gone, playhead=3, view="loss", parts=True))
    )


@pytest.mark.parametrize(
    ("kind", "problem", "look"),
    [
        (kind, (Ravine(), Rosenbrock(), Himmelblau())[place % 3], (PROJECTOR, LIGHT)[place % 2])
        for place, kind in enumerate(2 * kinds_of(Optimizer) if EVERY else some(kinds_of(Optimizer), 4))
    ],
)
def test_words_of_the_parts_cover_neither_balls_nor_heads_nor_each_other(
    make_frame, show, kind, problem, look
):
    run = Run(problem=problem, optimizer=kind(), schedule=Constant(learning_rate=0.002), steps=30)
    for playhead in some((1, 7, 16), 2):
        frame = make_frame(run, playhead=playhead, view="loss", parts=True)
        view = show(LossView, frame, look)
        assert view.ready()
        rects = [rect for piece, rect in view.annotations.word_rects() if piece.text != "−∇loss"]
        balls = view.annotations.obstacles
        heads = [
            QPointF(*line.points[-1])
            for line in arrows(view)
            if view.annotations.area.contains(QPointF(*line.points[-1]))
        ]
        for one, other in itertools.combinations(rects, 2):
            assert not one.intersects(other)
        for rect in rects:
            assert not any(rect.intersects(ball) for ball in balls)
            assert not any(rect.contains(head) for head in heads)


def test_only_where_it_is_asked_for_and_before_the_end(make_frame, show):
    run = on_ravine(Adam())
    assert arrows(show(LossView, make_frame(run, playhead=4, view="loss"))) == []
    assert arrows(show(LossView, make_frame(run, playhead=20, view="loss", parts=True))) == []
    line = Run(optimizer=Adam())
    view = show(LossView, make_frame(line, playhead=4, view="loss", parts=True))
    assert view.menu.parts not in view.actions_for_menu()


def test_the_ellipse_is_long_where_the_step_reaches_far(make_frame, show):
    frame = make_frame(on_ravine(Adam()), playhead=4, view="loss", parts=True)
    view = show(LossView, frame)
    dashed = (p for p in view.annotations.pieces if isinstance(p, AnnotationLine) and p.dashed)
    (ring,) = (piece for piece in dashed if len(piece.points) > 8)
    width, height = np.ptp(np.array(ring.points), axis=0)
    assert width > 3 * height  # the gradient along x is small, and so is its mean square


def test_it_knows_models_planes_and_changes(make_frame, show):
    line = Training(data=StraightLine(), model=Model(hidden=()))
    learning = Run(problem=line, optimizer=Adam(), schedule=RATE, steps=20)
    plane = Run(problem=Formula(text="x^2 + 3y^2 + z^2"), optimizer=Adam(), schedule=RATE, steps=20)
    changed = on_ravine(Adam(), changes=(Change(step=3, set={"optimizer.beta1": 0.1}),))
    for run in (learning, plane, changed):
        view = show(LossView, make_frame(run, playhead=4, view="loss", parts=True))
        assert len(arrows(view)) >= 2


def test_the_menu_asks_for_it(make_frame, show):
    view = show(LossView, make_frame(on_ravine(Adam()), playhead=4, view="loss"))
    edits = []
    view.edited.connect(lambda scene, text, merge: edits.append((scene, text)))
    (action,) = [action for action in view.actions_for_menu() if action is view.menu.parts]
    action.trigger()
    ((scene, text),) = edits
    assert scene.stage[0].tiles[0].parts
    assert text
