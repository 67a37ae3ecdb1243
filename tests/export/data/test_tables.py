import csv
import io

import msgspec
import numpy as np
import pytest

from gdviz.engine.averaging import MovingAverage, NoAverage
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning.datasets import Moons, StraightLine
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L2
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.objectives import Rosenbrock
from gdviz.engine.optimizers import Adam
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant, Exponential
from gdviz.engine.scripted import Scripted
from gdviz.export.data.tables import CHUNK, csv_columns, csv_header, csv_rows, rows_apart, table


def csv_text(*named):
    columns = csv_columns([recording for _, recording in named])
    return csv_header(columns) + "".join(
        text for name, each in named for text in csv_rows(name, each, columns)
    )


def rows(*named):
    return list(csv.DictReader(io.StringIO(csv_text(*named), newline="")))


def lines(recording):
    return "".join(table(recording)).splitlines()


def test_the_columns_stand_in_their_order():
    one = run(Experiment(steps=1, average=MovingAverage()))
    header = csv_header(csv_columns([one])).rstrip("\n").split(",")
    assert header[0] == "run"
    order = [
        "run", "step", "global_step", "epoch", "examples", "learning_rate", "loss", "w", "shadow_w",
        "effective_decay", "gradient_w",
    ]  # fmt: skip
    assert [name for name in header if name in order] == order
    two = run(Experiment(problem=Rosenbrock(), steps=1))
    order = [
        "w", "x", "y", "shadow_w", "shadow_x", "shadow_y", "effective_decay",
        "gradient_w", "gradient_x", "gradient_y",
    ]  # fmt: skip
    header = csv_header(csv_columns([one, two])).rstrip("\n").split(",")
    assert [name for name in header if name in order] == order


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_numbers_read_back_to_the_same_bits(precision):
    experiment = Experiment(
        schedule=Exponential(learning_rate=0.3), average=MovingAverage(), precision=precision, steps=CHUNK + 5
    )
    recording = run(experiment)
    read = rows(("a", recording))
    assert len(read) == recording.published
    real = np.dtype(precision).type
    for name in ("learning_rate", "loss", "w", "shadow_w", "effective_decay", "gradient_w"):
        values = np.array([real(row[name]) for row in read])
        assert values.tobytes() == recording.column(name).tobytes(), name
    assert [int(row["step"]) for row in read] == list(range(recording.published))


def test_zero_keeps_its_sign():
    recording = run(Experiment(problem=Scripted(values=((0, 0.0), (1, -0.0))), precision="float64"))
    assert recording.column("w").tolist() == [0.0, 0.0, -0.0]
    assert [row["w"] for row in rows(("a", recording))] == ["0.0", "0.0", "-0.0"]


def test_a_float32_is_written_as_short_as_float32_allows():
    recording = run(Experiment(schedule=Constant(learning_rate=0.2), precision="float32", steps=1))
    assert csv_text(("a", recording)).splitlines()[2] == "a,1,1,1,1,0.2,12.959999,2.6,,,7.2"


def test_what_a_run_lacks_is_empty():
    descent, script = run(Experiment(steps=1)), run(Experiment(problem=Scripted(values=((7, 2.0),))))
    read = rows(("descent", descent), ("script", script))
    assert [row["run"] for row in read] == ["descent", "descent", "script", "script"]
    assert read[0]["shadow_w"] == read[0]["effective_decay"] == ""
    assert read[3]["loss"] == read[3]["learning_rate"] == read[3]["gradient_w"] == ""
    assert (read[3]["global_step"], read[3]["w"]) == ("7", "2.0")
    assert "nan" not in csv_text(("descent", descent), ("script", script))


def test_names_are_quoted_where_they_must_be():
    name = 'a, "b"\nc'
    assert {row["run"] for row in rows((name, run(Experiment(steps=2))))} == {name}


def test_a_table_is_aligned_and_shows_what_is_recorded():
    recording = run(Experiment(schedule=Constant(learning_rate=0.2), precision="float32", steps=12))
    shown = lines(recording)
    assert shown[0].split("  ")[0] == "step"
    assert shown[1:3] == [
        "   0       0.200000  36.000000   5.000000   12.000000",
        "   1       0.200000  12.959999   2.600000    7.200000",
    ]
    assert len({len(line) for line in shown}) == 1
    assert len(shown) == 14


def test_a_table_has_counters_where_they_say_something():
    header = lines(run(Experiment(steps=2, batches=Batches(examples=10, batch_size=5))))[0]
    assert "epoch  examples" in header
    assert "global_step" not in header
    assert "global_step" in lines(run(Experiment(steps=2, advance_global_step=False)))[0]


def test_a_table_has_digits_enough_for_a_slow_decay():
    decay = Exponential(learning_rate=1.0, decay_rate=0.96, decay_steps=100_000)
    rates = [
        line.split()[1] for line in lines(run(Experiment(schedule=decay, precision="float32", steps=2)))[1:]
    ]
    assert rates == ["1.0000000", "0.9999996", "0.9999992"]
    tiny = run(Experiment(schedule=Constant(learning_rate=2e-8), steps=1))
    assert lines(tiny)[1].split()[1] == "0.0000000200"


def test_a_table_stays_aligned_when_numbers_explode():
    recording = run(Experiment(schedule=Constant(learning_rate=1.2), precision="float32", steps=300))
    shown = lines(recording)
    assert len(shown) == recording.published + 1
    assert len({len(line) for line in shown}) == 1
    assert "e+" in shown[-1]
    assert max(map(len, shown)) < 90


WIDE = Experiment(
    problem=Training(data=Moons(examples=60), model=Model(hidden=(6, 5)), penalty=L2(), test_share=0.25),
    optimizer=Adam(),
    average=MovingAverage(decay=0.9),
    batches=Batches(batch_size=7),
    steps=90,
    precision="float32",
)


def test_the_columns_of_training_stand_in_their_order():
    columns = csv_columns(
        [run(Experiment(problem=Training(data=StraightLine(), model=Model(hidden=())), steps=1))]
    )
    order = (
        "step", "global_step", "epoch", "examples", "learning_rate", "loss", "w", "b", "shadow_w", "shadow_b",
        "effective_decay", "gradient_w", "gradient_b", "data_loss", "penalty", "gradient_norm",
        "train_total_loss", "train_data_loss", "train_accuracy",
        "test_total_loss", "test_data_loss", "test_accuracy",
    )  # fmt: skip
    assert tuple(name for name in columns if name in order) == order


@pytest.mark.parametrize("every", [1, 20])
def test_rows_made_again_are_written_as_those_that_are_kept(every, monkeypatch):
    monkeypatch.setattr("gdviz.export.data.tables.CELLS", 4000)  # many parts
    whole, framed = TrainingDescent(WIDE).run(), TrainingDescent(WIDE, budget=30_000).run()
    assert framed.spacing > 0
    columns = csv_columns([whole])
    written = ["".join(csv_rows("a", each, columns, every)) for each in (whole, framed)]
    assert written[0] == written[1]
    assert written[0].count("\n") == (91 if every == 1 else 6)
    without = msgspec.structs.replace(WIDE, average=NoAverage())
    (row,) = csv_rows("a", TrainingDescent(without, budget=20_000).run(), ("step", "shadow_b1_1"), 90)
    assert row == "a,0,\na,90,\n"


def test_a_table_of_training_shows_losses_and_leaves_many_parameters_out():
    shown = lines(run(WIDE))
    assert len(shown) == 92
    assert shown[0].split("  ")[0] == "step"
    for header in ("epoch", "learning rate", "loss", "data loss", "penalty", "train total loss"):
        assert f" {header} " in shown[0]
    assert shown[0].endswith("test accuracy")
    assert "w1" not in shown[0]
    assert "gradient" not in shown[0]
    assert len({len(line) for line in shown}) == 1


@pytest.mark.parametrize(
    ("steps", "apart"), [(100, 1), (101, 5), (1500, 50), (2000, 50), (20_000, 500), (40_000, 1000)]
)
def test_the_lines_of_long_training_stand_a_round_number_of_steps_apart(steps, apart):
    experiment = Experiment(
        problem=Training(data=StraightLine(examples=5), model=Model(hidden=())), steps=steps
    )
    descent = TrainingDescent(experiment)
    descent.recording.publish(steps + 1)
    assert rows_apart(descent.recording) == apart
    assert apart % descent.recording.stride == 0  # the whole data was looked at in each of them
