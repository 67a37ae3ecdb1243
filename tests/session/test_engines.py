"""Runs that engine processes compute: the same to the last bit, and nothing is lost where a process ends."""

import _thread
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import numpy as np
import pytest

from gdviz.document import lessons
from gdviz.document.scene import Run, Scene
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.changes import Change
from gdviz.engine.columns import Column, SharedColumns
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning import training_recording
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.learning.training_recording import BATCH_COLUMNS, WHOLE_COLUMNS
from gdviz.engine.lent import LentColumns, LentRun, lend
from gdviz.engine.optimizer_base import Optimizer
from gdviz.engine.optimizers import Adam
from gdviz.engine.runs import descent_of
from gdviz.engine.schedules import Constant
from gdviz.session import task as task_module
from gdviz.session import warm_up
from gdviz.session.engines import Engines, engines
from gdviz.session.task import Task
from gdviz.session.worker import _work
from tests.sampling import pairs, some

PATIENCE = 100.0  # seconds that a busy machine may need to begin a process
SHORT = Run(problem=Training(), batches=Batches(batch_size=30), steps=300)
LONG = msgspec.structs.replace(SHORT, steps=1_000_000)


def wait_until(condition, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture(scope="module")
def processes():
    """Two engine processes, for all tests here."""
    engines.most = 2
    while engines.begin_one():
        pass
    wait_until(lambda: len(engines.ready) == 2)
    yield engines
    engines.most = 0
    engines.close()


@pytest.fixture
def lending(processes, monkeypatch):
    """Every run is lent, and processes are there."""
    while processes.begin_one():
        pass
    wait_until(lambda: len(processes.ready) == 2)
    monkeypatch.setattr(task_module, "WORTH_LENDING", 0.0)
    monkeypatch.setattr(processes, "_ended", 0)
    return processes


def compute(*tasks):
    """What the worker tells of these tasks until they are over."""
    return [told for told in _work(tasks) if told is not None]


def begin(task):
    """Work at a task until it is lent."""
    for _ in _work((task,)):
        if task.lent:
            return
    pytest.fail("it was not lent")


def assert_same(recording, expected):
    assert recording.outcome == expected.outcome
    assert recording.published == expected.published
    rows = expected.published
    for part in ("params_between", "gradient_between", "shadow_between"):
        np.testing.assert_array_equal(getattr(recording, part)(0, rows), getattr(expected, part)(0, rows))
    for name in ("loss", "learning_rate", *BATCH_COLUMNS, *WHOLE_COLUMNS):
        np.testing.assert_array_equal(recording.column(name), expected.column(name), err_msg=name)


EXPERIMENTS = {
    kind.title: msgspec.structs.replace(SHORT.experiment, optimizer=kind()) for kind in kinds_of(Optimizer)
} | {
    "shadow": msgspec.structs.replace(SHORT.experiment, average=MovingAverage(start="zero", debias=True)),
    "float32": msgspec.structs.replace(SHORT.experiment, precision="float32", seed=3),
    "shuffled": msgspec.structs.replace(
        SHORT.experiment, batches=Batches(batch_size=7, order="shuffled"), steps=100
    ),
    "changes": msgspec.structs.replace(
        SHORT.experiment,
        optimizer=Adam(),
        average=MovingAverage(),
        changes=(Change(step=110, set={"optimizer.beta1": 0.5, "average.decay": 0.5}),),
    ),
    "diverging": msgspec.structs.replace(SHORT.experiment, schedule=Constant(learning_rate=50.0)),
}


@pytest.mark.parametrize(("name", "budget"), pairs(EXPERIMENTS, [training_recording.BUDGET, 40_000]))
def test_equal_experiments_give_equal_recordings_whoever_computes_them(lending, name, budget):
    experiment = EXPERIMENTS[name]
    columns = LentColumns()
    descent = TrainingDescent(experiment, budget, columns)
    descent.advance(2)
    lent = lending.lend(descent, columns)
    wait_until(lambda: lent.answer is not None)
    lending.take_back(lent)
    descent.recording.finish(lent.answer)
    assert bool(descent.recording.spacing) == (budget < 100_000)
    assert_same(descent.recording, descent_of(experiment, budget).run())


@pytest.mark.parametrize("number", [8, 11, 17])
def test_the_runs_of_a_lesson_are_the_same(lending, number):
    runs = lessons.all()[number - 1].scene.runs
    tasks = [Task(run.experiment) for run in runs]
    assert compute(*tasks) == [()]
    for task, run in zip(tasks, runs, strict=True):
        assert_same(task.recording, descent_of(run.experiment).run())


def test_short_runs_and_formulas_stay_in_the_thread(processes):
    tasks = [Task(Experiment(steps=100_000)), Task(msgspec.structs.replace(SHORT.experiment, steps=5))]
    for _ in _work(tasks):
        assert not any(task.lent for task in tasks)


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="it has no such numbers")
def test_a_busy_program_beside_does_not_keep_runs_from_being_computed(processes):
    """15 lower, a process gets 3 % of a core that another program uses: a lesson waits for half a minute."""
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    lower = [os.getpriority(os.PRIO_PROCESS, process.id) - ours for process in processes.ready]
    assert all(0 < each <= 5 for each in lower) or ours > 14  # 19 is the lowest


def test_runs_of_one_process_grow_together(lending, monkeypatch):
    monkeypatch.setattr(lending, "most", 1)
    lending.ready[1].close()
    tasks = [Task(msgspec.structs.replace(LONG.experiment, seed=seed)) for seed in range(3)]
    for _ in _work(tasks):
        if min(task.recording.published for task in tasks) > 1000:
            break
    assert all(task.lent for task in tasks)
    rows = [task.recording.published for task in tasks]
    assert max(rows) < 2 * min(rows) + 2000
    for task in tasks:
        task.drop()


def test_a_run_that_is_stopped_ends_where_it_is(lending):
    task = Task(LONG.experiment)
    begin(task)
    wait_until(lambda: task.recording.published > 500)
    task.stopped = True
    assert compute(task) == [()]
    assert task.recording.outcome.kind == "stopped"
    assert task.recording.outcome.step == task.recording.published - 1
    steps, losses = task.recording.evaluated("train_total_loss")
    assert steps[-1] == task.recording.published - 1
    assert np.isfinite(losses).all()
    assert task.cut_short


def test_a_run_that_nobody_wants_grows_no_more_and_its_process_is_free(lending):
    task = Task(LONG.experiment)
    begin(task)
    task.drop()
    other = Task(SHORT.experiment)
    assert compute(other) == [()]
    rows = task.recording.published
    time.sleep(0.05)
    assert task.recording.published == rows


@pytest.mark.parametrize("how", some([signal.SIGKILL, signal.SIGSEGV], 1))
def test_a_process_that_dies_costs_only_time(lending, how):
    experiment = msgspec.structs.replace(SHORT.experiment, steps=5000)
    task = Task(experiment)
    begin(task)
    wait_until(lambda: task.recording.published > 100)
    rows = task.recording.published
    os.kill(task._lent.process.id, how)
    told = compute(task)
    assert [type(each[1]) for each in told[:-1]] == [ChildProcessError]
    assert task.recording.published > rows
    assert_same(task.recording, descent_of(experiment).run())


def test_where_processes_end_again_and_again_the_thread_computes(lending, monkeypatch):
    monkeypatch.setattr(lending, "_ended", 2)
    task = Task(SHORT.experiment)
    lending.ready[0].close()
    assert compute(task) == [()]
    assert not lending.usable
    assert_same(task.recording, descent_of(SHORT.experiment).run())


def test_where_no_process_can_be_begun_the_thread_computes(monkeypatch, caplog):
    def refuse(*_, **__):
        raise PermissionError("not here")

    monkeypatch.setattr("gdviz.engine.process.EngineProcess.__init__", refuse)
    none = Engines(2)
    monkeypatch.setattr(task_module, "engines", none)
    monkeypatch.setattr(task_module, "WORTH_LENDING", 0.0)
    task = Task(SHORT.experiment)
    assert compute(task) == [()]
    assert not none.usable
    assert "could not be begun" in caplog.text
    assert_same(task.recording, descent_of(SHORT.experiment).run())


@pytest.mark.parametrize("error", [OSError("no such memory"), MemoryError()])
def test_where_no_memory_can_be_shared_the_thread_computes(lending, monkeypatch, error):
    def refuse(*_):
        raise error

    monkeypatch.setattr("gdviz.engine.columns.SharedColumns._mapped", refuse)
    task = Task(SHORT.experiment)
    assert compute(task) == [()]
    assert_same(task.recording, descent_of(SHORT.experiment).run())


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what is mapped")
def test_large_memory_that_nobody_uses_any_more_is_let_go_by_a_thread(monkeypatch):
    """Of 200 MB that takes a fifth of a second, which would be the window's."""
    begun, begin = [], _thread.start_new_thread
    monkeypatch.setattr("_thread.start_new_thread", lambda *call: begun.append(call) or begin(*call))
    arrays = SharedColumns()({"rows": Column((1 << 20,), np.float64, 1.0)})
    mapped = Path("/proc/self/maps").read_text
    before = mapped().count("gdviz recording")
    arrays.clear()
    assert len(begun) == 1
    wait_until(lambda: begun.clear() or mapped().count("gdviz recording") < before)


def test_more_than_there_is_room_for_is_not_shared(monkeypatch):
    monkeypatch.setattr("gdviz.engine.columns.available_memory", lambda: 1000)
    task = Task(SHORT.experiment)
    assert task._columns is None
    assert task.recording.published == 1


def test_what_a_run_fails_by_at_its_start_is_told(lending):
    columns = LentColumns()
    descent = TrainingDescent(SHORT.experiment, place=columns)
    frame = msgspec.structs.replace(descent.key_frame(), params=np.zeros(3))
    lend(columns, lending.ready[0], SHORT.experiment, training_recording.BUDGET, frame)
    wait_until(lambda: columns.answer is not None)
    assert isinstance(columns.answer, ValueError)


class UnspeakableError(Exception):
    def __reduce__(self):
        raise TypeError


@pytest.mark.parametrize("error", [ZeroDivisionError("by zero"), MemoryError(), UnspeakableError("by zero")])
def test_what_a_run_fails_by_on_its_way_is_told_and_it_ends(monkeypatch, caplog, lending, error):
    def fail(*_):
        raise error

    task = Task(SHORT.experiment)
    begin(task)
    wait_until(lambda: task._lent.answer is not None)
    columns = LentColumns()  # as in the process
    descent = TrainingDescent(SHORT.experiment, place=columns)
    monkeypatch.setattr(descent, "advance", fail)
    assert not LentRun(columns, descent).work()
    assert str(columns.answer) == str(error)
    monkeypatch.setattr(LentColumns, "answer", columns.answer)
    told = compute(task)
    assert told[0][0] is task.recording
    assert task.recording.outcome.kind == "stopped"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux what is left")
def test_nothing_outlives_a_window_that_is_killed():
    """Neither processes nor files of memory, in the middle of a run."""
    code = """
import os
from gdviz.session import task, worker
from gdviz.session.engines import engines
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning.training import Training
engines.most = 1
lent = task.Task(Experiment(problem=Training(), batches=Batches(batch_size=30), steps=1_000_000))
for _ in worker._work((lent,)):
    if lent.lent and lent.recording.published > 2000:
        break
print(engines.ready[0].id, flush=True)
os.kill(os.getpid(), 9)
"""
    before = set(os.listdir("/dev/shm")) if os.path.isdir("/dev/shm") else set()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    number = int(done.stdout)

    def gone():
        try:
            return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
        except (FileNotFoundError, ProcessLookupError):
            return True

    wait_until(gone)
    after = set(os.listdir("/dev/shm")) if os.path.isdir("/dev/shm") else set()
    assert not [name for name in after - before if "gdviz" in name]
    assert "Traceback" not in done.stderr


def test_a_session_says_once_that_a_process_has_ended(lending, qtbot, session):
    said = []
    session.failed.connect(said.append)
    scene = Scene(runs=(LONG, msgspec.structs.replace(LONG, seed=1)))
    session.open(scene)
    qtbot.waitUntil(lambda: all(task.lent for task in session._stage.tasks))
    for process in lending.ready:
        os.kill(process.id, signal.SIGKILL)
    qtbot.waitUntil(lambda: len(said) > 0)
    rows = session.frame.published
    qtbot.waitUntil(lambda: all(now > then for now, then in zip(session.frame.published, rows, strict=True)))
    assert len(said) == 1
    assert "helper process" in said[0]


def test_an_edit_lets_the_old_run_go_and_begins_the_new_one(lending, qtbot, session):
    session.open(Scene(runs=(LONG,)))
    qtbot.waitUntil(lambda: session._stage.tasks[0].lent)
    old = session.frame.recordings[0]
    session.edit(Scene(runs=(SHORT,)), "Steps")
    qtbot.waitUntil(lambda: not session.computing)
    rows = old.published
    qtbot.wait(50)
    assert (old.published, old.finished) == (rows, False)
    assert_same(session.frame.recordings[0], descent_of(SHORT.experiment).run())


def test_a_window_that_has_been_seen_begins_them_one_after_the_other(qtbot, monkeypatch):
    left = [True, True, False]
    monkeypatch.setattr(Engines, "begin_one", lambda _: left.pop(0))
    monkeypatch.setattr(warm_up, "AFTER", 1)
    warming = warm_up.WarmUp()
    qtbot.waitUntil(lambda: not left)
    qtbot.wait(100)
    assert not warming._timer.isActive()
