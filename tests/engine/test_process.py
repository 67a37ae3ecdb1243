"""The engine process: what it answers, how it ends, and the runs of programs that had NumPy before us."""

import os
import pickle
import platform
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

import gdviz
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning import training_recording
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Adam
from gdviz.engine.process import EngineProcess
from gdviz.engine.recording import RecordingTooLargeError
from gdviz.engine.runs import descent_of
from tests.sampling import some

EXPERIMENT = Experiment(
    problem=Training(), optimizer=Adam(), average=MovingAverage(), batches=Batches(batch_size=30), steps=300
)


@pytest.fixture
def process():
    made = EngineProcess()
    yield made
    made.close()


def gone(number):
    """Whether no such process runs; a dead one that nobody has asked after yet doesn't."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def wait_until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_it_answers_and_raises_what_is_raised(process):
    assert process.call(divmod, 17, 5) == (3, 2)
    with pytest.raises(ZeroDivisionError):
        process.call(divmod, 17, 0)
    assert process.call(divmod, 17, 4) == (4, 1)
    assert process.call(os.getpid) == process.id


def test_what_is_printed_there_is_no_answer(process):
    assert process.call(print, "in between") is None
    assert process.call(abs, -1) == 1


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another system's memory")
def test_arrays_use_freed_memory_again(process):
    """Fresh pages from the system take longer than what is written into them."""
    import resource  # Windows has none

    for _ in range(3):
        process.call(np.ones, 10**6)
    before = process.call(resource.getrusage, resource.RUSAGE_SELF).ru_minflt
    for _ in range(3):
        process.call(np.ones, 10**6)
    assert process.call(resource.getrusage, resource.RUSAGE_SELF).ru_minflt - before < 300


def test_a_process_that_dies_is_told_and_ends(process):
    with pytest.raises(ChildProcessError):
        process.call(signal.raise_signal, signal.SIGTERM)
    assert not process.running


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_one_that_hears_no_signal_is_ended_all_the_same(process, monkeypatch):
    monkeypatch.setattr("gdviz.engine.process.PATIENCE", 0.05)
    os.kill(process.id, signal.SIGSTOP)
    killing = threading.Timer(10, os.kill, (process.id, signal.SIGKILL))  # nothing else would end this test
    killing.start()
    process.close()
    assert not killing.finished.is_set()
    killing.cancel()


def test_errors_of_our_own_come_through(process):
    long = Experiment(problem=Training(), steps=100_000_000)
    with pytest.raises(RecordingTooLargeError) as caught:
        process.call(descent_of, long, 10**15)
    assert caught.value.needed > 10**9


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux which processes run")
@pytest.mark.parametrize("busy", [False, True])
def test_it_ends_with_the_process_that_began_it(busy):
    code = f"""
import os, time, threading
from gdviz.engine.process import EngineProcess
process = EngineProcess()
process.call(abs, -1)
print(process.id, flush=True)
if {busy}:
    threading.Thread(target=process.call, args=(time.sleep, 1000), daemon=True).start()
    time.sleep(0.2)
os.kill(os.getpid(), 9)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    number = int(done.stdout)
    wait_until(lambda: gone(number))


def test_a_script_without_a_guard_in_a_folder_with_names_of_modules(tmp_path):
    """Its main module is not imported again, and its folder is not searched."""
    (tmp_path / "pickle.py").write_text("raise SystemExit('a file of mine')")
    (tmp_path / "script.py").write_text(
        """
import sys
sys.path.pop(0)
import numpy as np
import gdviz
from gdviz.engine import runs
runs.kernel_is_fixed = lambda: False
print(gdviz.run("lesson-8", set={"runs.0.steps": 50})["loss"].tobytes().hex())
"""
    )
    done = subprocess.run([sys.executable, "script.py"], capture_output=True, text=True, cwd=tmp_path)
    here = gdviz.run("lesson-8", set={"runs.0.steps": 50})["loss"]
    assert (done.stdout, done.stderr) == (here.tobytes().hex() + "\n", "")


@pytest.mark.parametrize("budget", some([20_000, 50_000], 1))
def test_rows_between_key_frames_are_made_again_there(monkeypatch, process, budget):
    whole, short = descent_of(EXPERIMENT).run(), descent_of(EXPERIMENT, budget).run()
    assert short.spacing
    short = pickle.loads(pickle.dumps(short))
    asked = []

    def in_engine_process(*call):
        asked.append(call)
        return process.call(*call)

    monkeypatch.setattr(training_recording, "kernel_is_fixed", lambda: False)
    monkeypatch.setattr(training_recording, "in_engine_process", in_engine_process)
    np.testing.assert_array_equal(short.params_between(0, 301), whole.params_rows)
    np.testing.assert_array_equal(short.column("shadow_w1_1_1"), whole.column("shadow_w1_1_1"))
    np.testing.assert_array_equal(short.gradient_between(250, 260), whole.gradient_rows[250:260])
    assert asked
