"""``gdviz sweep``: arrays in a file, progress, and refusals."""

import csv
import errno
import io
import os

import numpy as np
import pytest
from PIL import Image

import gdviz
from gdviz.commands import cli, sweep_command
from gdviz.document import codec, edits, lessons, stage_layout
from gdviz.document.atomic_file import holds_data
from gdviz.engine.formula import Formula
from gdviz.engine.sweep import plan
from gdviz.engine.sweep.axes import SweepAxis

RATE = "schedule.learning_rate=0.01:1.2:5:log"


def test_npz_holds_the_arrays_their_axes_and_the_scene(tmp_path, capsys) -> None:
    out = tmp_path / "map.npz"
    arguments = ["sweep", "2", "--over", RATE, "--over", "runs.1.initial.0=-8:6:4", "--run", "1"]
    assert (
        cli.main([*arguments, "-o", str(out), "--processes", "1", "--keep", "outcome,basin,final_loss"]) == 0
    )
    assert "of 5 × 4 runs" in capsys.readouterr().out
    with np.load(out) as file:
        found = dict(file)
    want = gdviz.sweep(
        2,
        {"schedule.learning_rate": "0.01:1.2:5:log", "initial.0": np.linspace(-8, 6, 4)},
        keep=("outcome", "basin", "final_loss"),
        run=1,
    )
    assert found["final_loss"].tobytes() == want["final_loss"].tobytes()
    assert found["outcome"].shape == want.shape == (5, 4)
    assert found["schedule.learning_rate"].tolist() == want.axes["schedule.learning_rate"].tolist()
    scene, lesson = codec.loads(str(found["scene"])), want.scene
    assert scene.runs == (lesson.runs[1], lesson.runs[0], lesson.runs[2])  # the first is the one on the map
    assert found["run"] == 0
    assert found["minima"].tolist() == [[-1.0]]
    assert not (tmp_path / "map.npz.part").exists()
    assert cli.main([*arguments, "-o", str(out)]) == 1  # it exists


def test_csv_has_a_line_for_each_run(tmp_path) -> None:
    out = tmp_path / "map.csv"
    code = cli.main(
        ["sweep", "1", "--over", RATE, "--over", "steps=3:5:3", "-o", str(out), "--processes", "1"]
    )
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert len(rows) == 15
    for row in rows[::4]:
        settings = {"runs.0.schedule.learning_rate": float(row["schedule.learning_rate"])}
        run = gdviz.run(1, set=settings | {"runs.0.steps": int(row["steps"])})
        assert np.float32(row["final_loss"]) == run["loss"][-1]
        assert (row["arrived"] == "-1") == (row["outcome"] != "arrived")


def test_a_png_has_a_pixel_for_each_run_and_opens_as_a_map(tmp_path) -> None:
    out = tmp_path / "map.png"
    over = ["--over", "initial.0=-8:6:7", "--over", RATE]
    assert cli.main(["sweep", "1", *over, "-o", str(out), "--processes", "1"]) == 0
    with Image.open(out) as image:
        assert image.size == (5, 7)
    scene = codec.load(out)
    tile = stage_layout.tile_of(scene.stage, "map")
    assert (tile.x, tile.y, tile.y_range) == ("schedule.learning_rate", "initial.0", (-8.0, 6.0))
    assert tile.x_range == pytest.approx((-2.0, np.log10(1.2)))
    assert scene.runs == lessons.find("1").scene.runs
    assert cli.main(["sweep", "1", "--over", RATE, "-o", str(tmp_path / "line.png")]) == 2


def test_a_png_shows_the_final_loss_where_there_is_no_minimum_to_arrive_at(tmp_path) -> None:
    """In the valley of (x + y)² runs converge anywhere: none had arrived, and all were grey."""
    valley = edits.change(lessons.load("1"), "runs.0.problem", Formula(text="(x + y)^2"))
    over = {"schedule.learning_rate": "0.01:0.4:5:log", "initial.0": "-2:4:5"}
    gdviz.sweep(valley, over).save(tmp_path / "map.png")
    with Image.open(tmp_path / "map.png") as image:
        assert len(image.getcolors()) > 5


@pytest.mark.parametrize("ending", ["npz", "png"])
@pytest.mark.parametrize(
    "over", [("initial.0", "schedule.learning_rate"), ("steps", "initial.0"), ("initial.0",)]
)
def test_a_sweep_opens_as_the_map_of_its_last_settings(over, ending, tmp_path) -> None:
    numbers = {"initial.0": "-8:6:4", "schedule.learning_rate": "0.01:1.2:5:log", "steps": "3:5:3"}
    if ending == "png" and len(over) == 1:
        return  # has two
    path = tmp_path / f"map.{ending}"
    gdviz.sweep(2, {name: numbers[name] for name in over}, run=2).save(path)
    assert not holds_data(path)
    scene = codec.load(path)
    tile = stage_layout.tile_of(scene.stage, "map")
    assert stage_layout.names(scene.stage)[0][0] == "map"
    assert (tile.y, tile.x) == over if len(over) == 2 else (tile.x,) == over
    assert scene.runs[0] == lessons.find("2").scene.runs[2]
    assert edits.get(scene, f"runs.0.{over[-1]}") is not None


def test_other_arrays_are_data_and_damaged_sweeps_are_refused(tmp_path) -> None:
    columns = tmp_path / "columns.npz"
    np.savez(columns, x=np.arange(3), scene=np.array("no"), run=np.array(1))
    assert holds_data(columns)
    path = tmp_path / "map.npz"
    gdviz.sweep(1, {"initial.0": "-8:6:4"}).save(path)
    whole = path.read_bytes()
    for damaged in (whole[:-9], whole[:50], b"PK"):
        path.write_bytes(damaged)
        assert holds_data(path)  # and so is refused as such


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["1", "--over", "w=1:2:3"], "is no number of this run"),
        (["1", "--over", "steps"], "PATH=FROM:TO:N"),
        (["1", "--over", "steps=1:2"], "PATH=FROM:TO:N"),
        (["1", "--over", "steps=a:2:3"], "should be numbers"),
        (["1", "--over", "runs.1.steps=1:2:2"], "of another run"),
        (["1", "--over", "initial.0=-1:1:3:log"], "above 0"),
        (["1", "--over", "schedule.learning_rate=-1:1:3"], "must be between"),
        (["1", "--over", "initial.0=1:1:3"], "the same value at several places"),
        (["1", "--over", "steps=1:3:3", "--over", "runs.0.steps=1:3:3"], "swept twice"),
        (["1", "--over", "steps=1:3:3", "--keep", "depth"], "no “depth” to keep"),
        (["1", "--over", "steps=1:3:3", "--run", "4"], "no run 4"),
        (["1"], "at least one setting"),
        (["6", "--over", "steps=1:3:3"], "only a run that descends"),
        (["1", "--over", "steps=1:3:3", "--processes", "0"], "1 at least"),
    ],
)
def test_what_cannot_be_swept_is_refused_in_one_line(arguments, said, tmp_path, capsys) -> None:
    assert cli.main(["sweep", *arguments, "-o", str(tmp_path / "map.npz")]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_where_it_can_t_be_written_a_sentence_says_why(tmp_path, capsys, monkeypatch) -> None:
    """It said that the output can't be written, and not which."""
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "map.npz"
    assert cli.main(["sweep", "1", "--over", "steps=1:3:3", "-o", str(path)]) == 1
    assert capsys.readouterr().err == f"gdviz: -o {path}: The folder does not exist.\n"


def test_where_no_process_can_be_had_it_is_not_the_output_s_fault(tmp_path, capsys, monkeypatch) -> None:
    def refuse():
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr("gdviz.engine.sweep.pool.EngineProcess", refuse)
    path = tmp_path / "map.npz"
    assert cli.main(["sweep", "1", "--over", "steps=1:3:3", "-o", str(path), "--processes", "1"]) == 1
    reason = os.strerror(errno.EAGAIN)
    assert capsys.readouterr().err == f"gdviz: no process could be had for the runs: {reason}\n"


def test_another_ending_and_a_missing_dask_are_refused(tmp_path, capsys, monkeypatch) -> None:
    assert cli.main(["sweep", "1", "--over", RATE, "-o", str(tmp_path / "map.txt")]) == 2
    assert ".npz" in capsys.readouterr().err
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    arguments = ["sweep", "1", "--over", RATE, "-o", str(tmp_path / "map.npz"), "--cluster", "tcp://here:1"]
    assert cli.main(arguments) == 1
    assert "gdviz[cluster]" in capsys.readouterr().err


@pytest.mark.filterwarnings("ignore")  # Dask's own
def test_on_the_workers_of_dask_it_is_the_same_though_one_is_killed(tmp_path, monkeypatch) -> None:
    distributed = pytest.importorskip("distributed")
    experiment = lessons.find("1").scene.runs[0].experiment
    axes = (SweepAxis(("schedule", "learning_rate"), tuple(range(1, 6))),)
    monkeypatch.setattr(plan, "BLOCK", plan.seconds_of(experiment, axes, (5,)) / 2)  # a block for each run
    out, killed = tmp_path / "map.npz", []

    def kill_one(progress, made: int, total: int) -> None:
        if made and not killed:
            killed.extend(cluster.scheduler_info["workers"])
            cluster.workers[0].process.process._process.kill()

    monkeypatch.setattr(sweep_command.SweepProgress, "__call__", kill_one)
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        assert cli.main(["sweep", "1", "--over", RATE, "-o", str(out), "--cluster", address]) == 0
    assert killed
    want = gdviz.sweep(1, {"schedule.learning_rate": "0.01:1.2:5:log"})
    with np.load(out) as file:
        assert file["final_loss"].tobytes() == want["final_loss"].tobytes()


def test_progress_is_told_on_a_terminal(capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr(sweep_command, "EVERY", 0.0)
    progress = sweep_command.SweepProgress()
    for made in (50, 75, 200):
        progress(made, 200)
    progress.end()
    told = capsys.readouterr().err
    assert "going on after 50 of 200 runs" in told
    assert " 37 % of 200 runs" in told
    assert "100 %" in told
