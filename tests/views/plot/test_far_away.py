"""What is drawn is seen, however far from zero it lies, and a hand can zoom there."""

import pytest

from gdviz.document.scene import Run
from gdviz.engine.objectives import CourseSquare, Ravine
from gdviz.engine.schedules import Constant
from gdviz.views import ALL
from gdviz.views.plot.plot_view import PlotView
from tests.sampling import pairs

STILL = Constant(learning_rate=1e-9)


@pytest.mark.parametrize(("name", "away"), pairs(["loss", "loss_history", "weights"], [1e8, 1e15, 1e25]))
def test_axes_reach_what_is_far_away(show, make_frame, name, away):
    for problem, start in ((CourseSquare(), (away,)), (Ravine(), (away, away))):
        run = Run(problem=problem, initial=start, schedule=STILL, steps=3, precision="float64")
        view = show(ALL[name], make_frame(run, view=name))
        assert isinstance(view, PlotView)
        for seen, home in zip(view.plot.ranges, view.plot.home, strict=True):
            assert seen[0] < seen[1]
            assert seen[0] <= home[0] < home[1] <= seen[1]
        for factor in (4.0, 0.25):
            for _ in range(60):
                view.plot.zoom(factor)
            view.grab()
            assert all(low < high for low, high in view.plot.ranges)
