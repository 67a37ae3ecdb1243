"""The real window with very much of one thing: steps, parameters times steps, points.

    pytest tests/benchmarks/test_scale.py -s --override-ini=addopts=--import-mode=importlib

How late the beats of a timer of 5 ms come in the window's thread, in milliseconds, and how long the pictures
take, of the window's own processor time and of what passes. Aims: 10,000,000 steps of one parameter without a
stall above 50 ms, whatever part is shown; 40,000 steps of 2-64-64-1 scrubbed at 30 pictures a second, no row
above 33 ms; 100,000 points of a user's own at 30 pictures a second.
"""

import time

import numpy as np
from PySide6.QtCore import QCoreApplication

from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.datasets import Ring, UserData
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import CourseSquare
from gdviz.engine.optimizers import Adam
from gdviz.engine.schedules import Constant
from tests.benchmarks.sizes import sized
from tests.benchmarks.test_window_stall import Heart, computed, seconds, told

PATIENCE = 110_000  # milliseconds


def steps_without_end():
    """One parameter and very many steps."""
    stage = (Row(tiles=(make_tile("loss"), make_tile("weights"))), Row(tiles=(make_tile("loss_history"),)))
    run = Run(problem=CourseSquare(), schedule=Constant(learning_rate=1e-7), steps=sized(10_000_000, 20_000))
    return Scene(runs=(run,), stage=stage)


def wide():
    """A network of 4,481 parameters, of which key frames alone are kept."""
    problem = Training(data=Ring(), model=Model(hidden=(64, 64)))
    run = Run(
        problem=problem,
        optimizer=Adam(),
        schedule=Constant(learning_rate=0.001),
        steps=sized(40_000, 50),
        batches=Batches(batch_size=30),
    )
    stage = (Row(tiles=(make_tile("boundary"), make_tile("network"))), Row(tiles=(make_tile("progress"),)))
    return Scene(runs=(run,), stage=stage)


def many_points():
    """100,000 points of a user's own."""
    rng = np.random.default_rng(1)
    x = rng.normal(size=(sized(100_000, 300), 2))
    data = UserData(rows=tuple(map(tuple, x.tolist())), targets=tuple((x[:, 0] > x[:, 1]) * 1.0))
    problem = Training(data=data, model=Model(hidden=(11,)))
    run = Run(problem=problem, steps=sized(300, 20), batches=Batches(batch_size=30))
    return Scene(runs=(run,), stage=(Row(tiles=(make_tile("boundary"), make_tile("progress"))),))


def pictures(window, move, count):
    """The milliseconds, of work and in all, from each movement until its frame is drawn and painted."""
    session, found = window.session, []
    for place in range(count):
        began, worked = time.perf_counter(), time.thread_time()
        move(place)
        while True:
            QCoreApplication.processEvents()
            views = window.stage.visible_views()
            if all(view.frame is not None and view.frame == session.frame for view in views):
                break
            time.sleep(0.0005)
            assert time.perf_counter() < began + 30, "not shown"
        window.repaint()
        found.append((1000 * (time.thread_time() - worked), 1000 * (time.perf_counter() - began)))
        QCoreApplication.processEvents()
    return np.array(found)


def told_pictures(name, found):
    work, whole = np.median(found, axis=0)
    print(
        f"  {name:42} work {work:5.1f} ms (most {found[:, 0].max():6.1f}), passed {whole:5.1f} "
        f"(99 % {np.percentile(found[:, 1], 99):5.1f}, most {found[:, 1].max():6.1f}): "
        f"{1000 / whole:4.0f} pictures a second"
    )


def test_ten_million_steps(qtbot, window):
    session, heart = window.session, Heart()
    session.open(steps_without_end())
    print("\n10,000,000 steps of one parameter")
    told("  while they are computed", [heart.listen(computed(session))])
    qtbot.waitUntil(lambda: not session.computing, timeout=PATIENCE)  # else frames come all the time
    qtbot.wait(sized(300, 10))
    last = session.frame.last
    plot = window.stage.tile("weights").view.plot
    rng = np.random.default_rng(1)
    rows = rng.integers(0, last, sized(100, 3)).tolist()
    told_pictures("scrubbed", pictures(window, lambda place: session.set_playhead(rows[place]), len(rows)))

    def zoom(place):
        plot.zoom(0.5 if place % 40 < 20 else 2.0)
        plot.pan(0.2, 0.0)

    told_pictures("zoomed to a part and back", pictures(window, zoom, sized(80, 3)))
    session.set_playhead(0)
    session.set_speed(1000.0)
    session.play()
    told("  played at 1,000 steps a second", [heart.listen(seconds(sized(2.0, 0.05)))])
    session.pause()


def test_forty_thousand_steps_of_a_wide_network(qtbot, window):
    session = window.session
    session.open(wide())
    qtbot.waitUntil(lambda: not session.computing, timeout=PATIENCE)
    qtbot.wait(sized(500, 10))
    last = session.frame.last
    print(f"\n{last:,} steps of 2-64-64-1")
    rng = np.random.default_rng(1)
    rows = rng.integers(0, last, sized(100, 3)).tolist()
    told_pictures(
        "scrubbed to rows at random", pictures(window, lambda k: session.set_playhead(rows[k]), len(rows))
    )
    drag = np.linspace(0, last, sized(100, 3)).astype(int).tolist()
    told_pictures("dragged along", pictures(window, lambda k: session.set_playhead(drag[k]), len(drag)))
    told_pictures(
        "step by step", pictures(window, lambda k: session.set_playhead(last // 2 + k), sized(60, 3))
    )


def test_a_hundred_thousand_points(qtbot, window):
    session, heart = window.session, Heart()
    session.open(many_points())
    print("\n100,000 points of a user's own")
    told("  while it is opened and computed", [heart.listen(computed(session))])
    qtbot.wait(sized(500, 10))
    told_pictures("step by step", pictures(window, session.set_playhead, sized(60, 3)))
