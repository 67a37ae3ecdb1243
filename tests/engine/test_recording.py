"""Recordings: columns without copying, whole-number counters, memory that grows with the rows."""

import subprocess
import sys

import numpy as np
import pytest

from gdviz.engine import recording as module
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.descent import Descent, run
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.objectives import Rosenbrock
from gdviz.engine.recording import Recording, RecordingTooLargeError, layout_of
from gdviz.engine.schedules import Constant
from gdviz.engine.scripted import Scripted

SHADOWED = Experiment(
    problem=Rosenbrock(), schedule=Constant(learning_rate=0.001), average=MovingAverage(decay=0.9), steps=50
)


def test_columns_stand_in_the_order_of_the_table():
    order = (
        "step", "global_step", "epoch", "examples", "learning_rate", "loss", "x", "y",
        "shadow_x", "shadow_y", "effective_decay", "gradient_x", "gradient_y",
    )  # fmt: skip
    assert tuple(name for name in run(SHADOWED).columns if name in order) == order


def test_every_column_has_every_published_row():
    recording = run(SHADOWED)
    for name in recording.columns:
        assert recording.column(name).shape == (51,)
        np.testing.assert_array_equal(recording.column(name, 10, 20), recording.column(name)[10:20])
        np.testing.assert_array_equal(recording.column(name, -3), recording.column(name)[-3:])
        assert recording.column(name, 40, 1000).shape == (11,)
        assert recording.column(name, 20, 10).shape == recording.column(name, 51).shape == (0,)


def test_an_unknown_column_is_refused():
    for name in ("z", "shadow_z", "gradient_", ""):
        with pytest.raises(KeyError):
            run(SHADOWED).column(name)


def test_what_is_recorded_is_not_copied():
    recording = run(SHADOWED)
    for name in ("x", "y", "loss", "learning_rate", "shadow_x", "gradient_y"):
        assert np.shares_memory(recording.column(name, 5, 9), recording.column(name)), name
    for whole in (recording.params, recording.shadow, recording.gradient):
        assert whole.shape == (51, 2)
        assert whole.base is not None


def test_a_view_of_published_rows_stays_good_while_more_are_written():
    descent = Descent(SHADOWED)
    descent.advance(10)
    view = descent.recording.column("x")
    before = view.copy()
    descent.run()
    np.testing.assert_array_equal(view, before)
    assert np.shares_memory(view, descent.recording.column("x"))


def test_rows_that_are_not_published_are_not_seen():
    descent = Descent(SHADOWED)
    descent.advance(10)
    assert len(descent.recording.params) == len(descent.recording.column("loss", 0, 1000)) == 11


def test_columns_that_a_run_does_not_have_are_empty_of_numbers():
    plain = run(Experiment())
    assert plain.shadow is None
    assert np.isnan(plain.column("shadow_w")).all()
    assert np.isnan(plain.column("effective_decay")).all()
    by_hand = run(Experiment(problem=Scripted(), average=MovingAverage()))
    assert by_hand.gradient is None
    assert by_hand.shadow is not None
    for name in ("loss", "learning_rate", "gradient_w"):
        assert np.isnan(by_hand.column(name)).all()
        assert by_hand.column(name).shape == (5,)


def test_counters_are_whole_numbers():
    recording = run(Experiment(batches=Batches(examples=100, batch_size=30), steps=10))
    for name in ("step", "global_step", "epoch", "examples"):
        assert recording.column(name).dtype.kind == "i"
    assert recording.column("examples").tolist() == [30 * step for step in range(11)]
    assert recording.column("epoch").tolist() == [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3]


def test_counters_have_room_for_the_largest_run():
    experiment = Experiment(steps=100, batches=Batches(batch_size=1_000_000_000))
    recording = Recording(experiment)
    last = np.array([100_000_000])
    assert recording.count("examples", last).tolist() == [10**17]
    assert recording.count("epoch", last).tolist() == [10**17]


def test_row_0_has_the_effective_decay_of_its_own_global_step():
    recording = run(Experiment(average=MovingAverage(decay=0.99, num_updates=True), steps=3))
    assert recording.column("effective_decay").tolist() == [1 / 10, 2 / 11, 3 / 12, 4 / 13]


# -- memory ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_what_a_recording_takes_is_what_its_arrays_do(precision):
    for experiment in (
        Experiment(steps=100, precision=precision),
        Experiment(steps=100, precision=precision, average=MovingAverage()),
        Experiment(steps=100, precision=precision, average=MovingAverage(), problem=Rosenbrock()),
        Experiment(precision=precision, average=MovingAverage(), problem=Scripted()),
    ):
        recording = Recording(experiment)
        arrays = [value for value in vars(recording).values() if isinstance(value, np.ndarray)]
        assert sum(array.nbytes for array in arrays) == recording.nbytes


def test_ten_million_steps_take_less_than_100_bytes_a_step():
    layout = layout_of(Experiment(steps=10_000_000, average=MovingAverage()))
    assert sum(column.nbytes for column in layout.values()) <= 1_000_000_000 // 2


def test_a_recording_that_can_not_fit_is_refused_in_clear_words(monkeypatch):
    monkeypatch.setattr(module, "usable_memory", lambda: 2_000_000_000)
    with pytest.raises(RecordingTooLargeError, match=r"would take 3\.2 GB of memory, more than this machine"):
        Descent(Experiment(steps=100_000_000))


def test_what_the_system_refuses_is_told_the_same_way():
    def refuse(layout):
        raise MemoryError

    with pytest.raises(RecordingTooLargeError, match="fewer steps take less"):
        Recording(Experiment(), refuse)


@pytest.mark.skipif(sys.platform != "linux", reason="resident memory is read from /proc")
def test_memory_is_taken_as_the_rows_are_written():
    code = """
from gdviz.engine.descent import Descent, Experiment

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

descent = Descent(Experiment(steps=10_000_000, precision="float32"))
descent.advance(10_000)
begin = resident()
descent.advance(150_000)
half = resident()
descent.advance(150_000)
end = resident()
print((half - begin) / 150_000, (end - half) / 150_000)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, second = map(float, done.stdout.split())
    assert first < 100  # bytes a step; the burst's own work is in here
    assert second < 100  # the system may hand memory out in pages of 2 MB, so there is no lower bound


@pytest.mark.parametrize("experiment", [Experiment(steps=3), SHADOWED, Experiment(problem=Scripted())])
def test_a_recording_says_which_columns_have_numbers(experiment):
    recording = run(experiment)
    for name in recording.columns:
        assert recording.has(name) == (not np.isnan(recording.column(name)).all()), name
    assert not recording.has("train_total_loss")
