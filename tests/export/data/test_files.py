"""Numbers as files and on the clipboard: read again, they are equal to the last bit."""

import csv
import io
import json

import numpy as np
import pytest

from gdviz.document import lessons
from gdviz.document.errors import DocumentError
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning.training import Training
from gdviz.engine.recording import Recording
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant
from gdviz.engine.scripted import Scripted
from gdviz.export.data import files as data

LABELS = ("plain", "a, “b”\tc", "学习率 0.2", "=1+1")


@pytest.fixture(scope="module")
def runs():
    several = (
        Experiment(steps=30, average=MovingAverage(num_updates=True)),
        Experiment(steps=12, precision="float32", schedule=Constant(learning_rate=0.3)),
        Experiment(problem=Training(), steps=9, precision="float32", batches=Batches(batch_size=30)),
        Experiment(problem=Scripted(), average=MovingAverage()),
    )
    return [(label, run(experiment)) for label, experiment in zip(LABELS, several, strict=True)]


def same(texts, values):
    """Whether cells of text are these very numbers; an empty one is NaN."""
    read = np.array([float(text) if text else np.nan for text in texts]).astype(values.dtype)
    return read.tobytes() == values.tobytes() or np.array_equal(read, values, equal_nan=True)


def check_table(rows, runs):
    header, *rows = rows
    for label, recording in runs:
        own = [row for row in rows if row[0].lstrip("'") == label]
        assert len(own) == recording.published
        for name in recording.columns:
            assert same([row[header.index(name)] for row in own], recording.column(name)), name


@pytest.mark.parametrize("bom", [False, True])
def test_csv_reads_back(tmp_path, runs, bom):
    path = tmp_path / "runs.csv"
    data.save(runs, path, bom=bom)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") == bom
    assert b"\r" not in path.read_bytes()
    with path.open(encoding="utf-8-sig", newline="") as file:
        check_table(list(csv.reader(file)), runs)


def test_npz_reads_back_with_its_types(tmp_path, runs):
    path = tmp_path / "runs.npz"
    data.save(runs, path, bom=True)
    with np.load(path) as archive:
        assert archive["labels"].tolist() == list(LABELS)
        for place, (_, recording) in enumerate(runs, 1):
            for name in recording.columns:
                stored, values = archive[f"run{place}/{name}"], recording.column(name)
                assert stored.dtype == values.dtype
                assert stored.tobytes() == np.ascontiguousarray(values).tobytes()


def test_json_lines_read_back(tmp_path, runs):
    path = tmp_path / "runs.jsonl"
    data.save(runs, path)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for label, recording in runs:
        own = [row for row in rows if row["run"] == label]
        assert [row["step"] for row in own] == list(range(recording.published))
        for name in own[0].keys() - {"run"}:
            read = np.array([np.nan if row[name] is None else row[name] for row in own], float)
            values = recording.column(name)
            assert np.array_equal(read.astype(values.dtype), values, equal_nan=True), name
    assert "shadow_w" in rows[0]
    assert "shadow_w" not in rows[40]
    assert isinstance(rows[0]["step"], int)


def test_the_clipboards_table_reads_back(runs):
    text = data.pasted(runs)
    check_table([line.split("\t") for line in text.splitlines()], [(LABELS[0], runs[0][1])])
    header, first, *_ = text.splitlines()
    assert header.startswith("run\tstep\tglobal_step")
    assert first.startswith("plain\t0\t0\t0\t0\t0.1\t36.0\t5.0")
    widths = {line.count("\t") for line in text.splitlines()}
    assert len(widths) == 1
    assert "a, “b” c\t" in text
    assert "\n'=1+1\t" in text  # not a formula


def test_the_clipboards_table_has_the_systems_decimal_mark(runs):
    assert "plain\t0\t0\t0\t0\t0,1\t36,0\t5,0" in data.pasted(runs, decimal=",")


def test_a_table_too_large_for_the_clipboard_is_refused():
    long = run(Experiment(steps=20_000))
    with pytest.raises(data.TooManyCellsError) as caught:
        data.pasted([("long", long)])
    assert caught.value.cells > data.MOST_PASTED
    assert data.pasted([("short", run(Experiment(steps=5_000)))]).count("\n") == 5002


def test_key_frames_are_made_again_with_the_same_bits(monkeypatch):
    from gdviz.engine.runs import descent_of

    experiment = Experiment(problem=Training(), steps=300, batches=Batches(batch_size=30))
    experiment = Experiment(
        **{name: getattr(experiment, name) for name in Experiment.__struct_fields__ if name != "schedule"},
        schedule=Constant(learning_rate=0.01),
    )
    kept, made_again = run(experiment), descent_of(experiment, budget=60_000).run()
    assert made_again.spacing > 0
    monkeypatch.setattr(data, "MADE_AGAIN", 301 * 4 * 20)  # twenty columns at a time
    for write in (data.write_csv, data.write_json_lines, data.write_npz):
        files = [io.BytesIO(), io.BytesIO()]
        for file, recording in zip(files, (kept, made_again), strict=True):
            write([("run", recording)], file)
        assert files[0].getvalue() == files[1].getvalue(), write


def test_each_parameter_is_not_made_again_by_itself(monkeypatch):
    """That would take as many times as long as there are parameters."""
    from gdviz.engine.learning.stepper import Stepper
    from gdviz.engine.runs import descent_of

    recording = descent_of(Experiment(problem=Training(), steps=300), budget=60_000).run()
    bursts = []
    burst = Stepper.burst
    monkeypatch.setattr(
        Stepper, "burst", lambda self, *args, **more: bursts.append(args) or burst(self, *args, **more)
    )
    data.write_csv([("run", recording)], io.BytesIO())
    needed = len(bursts)
    for write in (data.write_json_lines, data.write_npz):
        bursts.clear()
        write([("run", recording)], io.BytesIO())
        assert 0 < len(bursts) <= needed + 1, write


@pytest.mark.parametrize("ending", ["csv", "npz", "jsonl"])
def test_how_far_it_is_is_told_and_can_end_it(tmp_path, ending):
    runs = [("long", run(Experiment(steps=30_000))), ("short", run(Experiment(steps=3)))]
    shares = []
    data.save(runs, tmp_path / f"whole.{ending}", tell=shares.append)
    assert shares == sorted(shares)
    assert len(shares) > 2
    assert 0 < shares[0] < 0.5
    assert shares[-1] == 1.0

    def enough(share):
        raise InterruptedError("enough")

    with pytest.raises(DocumentError, match="enough"):
        data.save(runs, tmp_path / f"stopped.{ending}", tell=enough)
    assert [path.name for path in tmp_path.iterdir()] == [f"whole.{ending}"]


def test_the_same_numbers_make_the_same_files(tmp_path, runs):
    for ending in ("csv", "npz", "jsonl"):
        for name in ("a", "b"):
            data.save(runs, tmp_path / f"{name}.{ending}")
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_a_run_that_has_only_begun(tmp_path):
    recording = Recording(Experiment(steps=5))
    for ending in ("csv", "npz", "jsonl"):
        data.save([("none", recording)], tmp_path / f"x.{ending}")
    assert (tmp_path / "x.csv").read_text().count("\n") == 1
    assert (tmp_path / "x.jsonl").read_text() == ""


def test_what_cannot_be_written_leaves_nothing(tmp_path, runs, monkeypatch):
    with pytest.raises(DocumentError, match="folder does not exist"):
        data.save(runs, tmp_path / "missing" / "x.csv")
    (tmp_path / "x.csv").write_text("old")

    def full(recordings, file, tell):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(data.WRITERS, ".csv", full)
    with pytest.raises(DocumentError, match="no space left"):
        data.save(runs, tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


def test_the_same_csv_as_the_command_line(tmp_path):
    from gdviz.commands.cli import main

    scene = lessons.load("3")
    assert main(["run", "3", "--csv", str(tmp_path / "line.csv")]) == 0
    from gdviz.document.labels import run_labels

    runs = [
        (label.text, run(each.experiment)) for label, each in zip(run_labels(scene), scene.runs, strict=True)
    ]
    assert data.text_of(runs).encode() == (tmp_path / "line.csv").read_bytes()
