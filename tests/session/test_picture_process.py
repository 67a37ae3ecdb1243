"""Pictures' numbers from an engine process: the same, in the same order, and none lost where it ends."""

import itertools
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from gdviz.engine import elsewhere as module
from gdviz.engine.elsewhere import Elsewhere
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.process import EngineProcess
from gdviz.session.background import Background
from gdviz.session.engines import engines
from gdviz.session.picture_process import PictureProcess
from gdviz.views.data.heat_map import WantedOutput
from gdviz.views.fit.fit_work import fits
from gdviz.views.loss.landscape_drawing import drawings
from gdviz.views.loss.model_chart import whole_chart


@pytest.fixture(scope="module")
def calls():
    process = EngineProcess()
    yield Elsewhere(process)
    process.close()


@pytest.fixture
def pictures(monkeypatch):
    """A process of its own, which is there."""
    monkeypatch.setattr(engines, "most", 1)
    made = PictureProcess()
    made.begin()
    end = time.monotonic() + 100
    while not made.ready:
        assert time.monotonic() < end
        time.sleep(0.01)
    yield made
    made.close()


def test_a_function_and_a_generator_give_what_they_give_here(calls):
    assert list(calls.results(divmod, 17, 5)) == [(3, 2)]
    assert list(calls.results(itertools.repeat, "again", 3)) == ["again"] * 3
    assert list(calls.results(iter, ())) == []
    assert list(calls.results(print, "in between")) == [None]


def test_a_landscape_is_the_same_to_the_last_bit(calls):
    chart = whole_chart(Training(model=Model(hidden=(), bias=False)))
    for there, here in zip(
        calls.results(drawings, chart, ((-1.0, 1.0),) * 2, [(9, 9), (17, 13)]),
        drawings(chart, ((-1.0, 1.0),) * 2, [(9, 9), (17, 13)]),
        strict=True,
    ):
        assert (there is None) == (here is None)
        if here is not None:
            np.testing.assert_array_equal(there.levels, here.levels)
            for (x, y), (x_here, y_here) in zip(there.lines, here.lines, strict=True):
                np.testing.assert_array_equal(x, x_here)
                np.testing.assert_array_equal(y, y_here)


def test_what_comes_back_is_of_the_very_problem_that_was_sent_and_sent_once(calls, monkeypatch):
    problem = Training(data=UserData())
    wanted = WantedOutput(0, 7, problem, np.asarray(problem.start_from(0)), None)
    asked = (fits, (wanted,), ("strips",), (np.zeros((3, 2)),), (-1.0, 1.0), False)
    (first,) = calls.results(*asked)
    sent, call = [], EngineProcess.call

    def noting(process, function, *args):
        sent.append(args)
        return call(process, function, *args)

    monkeypatch.setattr(EngineProcess, "call", noting)
    (second,) = calls.results(*asked)
    assert first[0].wanted.problem is second[0].wanted.problem is problem
    assert sent[0][2] == []  # nothing new
    np.testing.assert_array_equal(first[0].predicted, second[0].predicted)


def test_problems_are_forgotten_and_sent_again(calls, monkeypatch):
    monkeypatch.setattr(module, "MOST_KNOWN", 2)
    problems = [Training(test_share=0.1 * part) for part in range(5)]
    for problem in problems * 2:
        assert list(calls.results(same, problem)) == [problem]
    assert len(calls._known.objects) <= 3


def same(thing):
    return thing


def test_several_generators_take_turns_and_one_that_nobody_wants_is_given_up(calls):
    first, second = calls.results(itertools.count, 1), calls.results(itertools.count, 10)
    assert [next(first), next(second), next(first), next(second)] == [1, 10, 2, 11]
    first.close()
    assert next(second) == 12
    second.close()
    assert list(calls.results(_begun_there)) == [0]


def _begun_there():
    return len(module._begun)


def test_what_is_raised_there_is_raised_here(calls):
    with pytest.raises(ZeroDivisionError):
        list(calls.results(divmod, 1, 0))
    results = calls.results(map, int, ["1", "x"])
    assert next(results) == 1
    with pytest.raises(ValueError, match="'x'"):
        next(results)


@pytest.mark.parametrize("when", ["before", "between"])
def test_where_the_process_ends_the_thread_computes_and_another_is_begun(pictures, when):
    process = pictures.process
    results = pictures.results(itertools.repeat, "a", 3)
    if when == "between":
        assert next(results) == "a"
    os.kill(process.id, signal.SIGKILL)
    assert list(results)[-3:] == ["a"] * 3
    assert not process.running
    pictures.begin()
    assert pictures.process is not process


def test_where_none_can_be_begun_the_thread_computes(monkeypatch, caplog):
    def refuse(*_, **__):
        raise PermissionError("not here")

    monkeypatch.setattr(engines, "most", 1)
    monkeypatch.setattr("gdviz.engine.process.EngineProcess.__init__", refuse)
    none = PictureProcess()
    assert list(none.results(divmod, 17, 5)) == [(3, 2)]
    assert list(none.results(divmod, 17, 5)) == [(3, 2)]
    assert caplog.text.count("could not be begun") == 1


def test_a_view_gets_its_results_from_there(qtbot, pictures, request):
    background, heard = Background(elsewhere=(pictures,)), []
    request.addfinalizer(background.close)
    background.done.connect(lambda key, result: heard.append((key, result)))
    background.submit("process", os.getpid)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("process", pictures.process.id)]


def test_what_is_computed_there_needs_no_qt():
    code = """
import sys
import gdviz.views.data.heat_map, gdviz.views.fit.fit_work, gdviz.views.loss.landscape_drawing
import gdviz.views.map.map_work
print([name for name in sys.modules if name.startswith(("PySide6", "pyqtgraph"))])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
