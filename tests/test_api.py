"""gdviz in the Python prompt or a notebook."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import gdviz
from gdviz.document import codec, lessons
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Run, Scene
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Experiment
from gdviz.engine.runs import run as run_experiment


def test_importing_gdviz_imports_neither_numpy_nor_qt():
    code = (
        "import gdviz, sys; print(sorted(m for m in sys.modules if m.split('.')[0] in ('numpy', 'PySide6')))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_running_needs_no_qt():
    code = "import gdviz, sys; gdviz.run('lesson-1'); print('PySide6' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"


def test_the_package_lists_what_it_gives():
    assert {"run", "render", "__version__"} <= set(dir(gdviz))
    assert callable(gdviz.run)
    with pytest.raises(AttributeError, match="has no attribute 'rum'"):
        _ = gdviz.rum


@pytest.mark.parametrize("what", ["lesson-3", "3", 3, "03-exponential-decay", lessons.load("3")])
def test_a_lesson_gives_its_recordings(what):
    runs = gdviz.run(what)
    scene = lessons.load("3")
    assert runs.scene == scene
    assert len(runs) == len(scene.runs)
    for columns, run in zip(runs, scene.runs, strict=True):
        recording = run_experiment(run.experiment)
        assert columns.columns == recording.columns == tuple(columns)
        assert columns.experiment == run.experiment
        for name in columns.columns:
            assert columns[name].dtype == recording.column(name).dtype
            assert np.array_equal(columns[name], recording.column(name), equal_nan=True)


def test_the_first_run_is_had_by_name_and_all_by_number():
    runs = gdviz.run("lesson-2")
    assert np.array_equal(runs["w"], runs[0]["w"])
    assert [len(each) for each in (runs[-1]["w"], runs[:2], runs.columns)] == [41, 2, len(runs[0])]
    assert len(set(runs.labels)) == 3
    assert "3 runs" in repr(runs)
    assert runs.labels[0] in repr(runs[0])
    assert runs[1].outcome


def test_an_array_is_the_callers_own():
    runs = gdviz.run(1)
    runs["w"][:] = 0
    assert runs["w"][0] == 5


def test_experiments_runs_and_files(tmp_path):
    experiment = Experiment(steps=4, average=MovingAverage())
    codec.save(Scene(runs=(Run(steps=4, average=MovingAverage()),)), tmp_path / "x.gdviz")
    expected = run_experiment(experiment).column("shadow_w")
    for what in (
        experiment,
        Run(steps=4, average=MovingAverage()),
        tmp_path / "x.gdviz",
        str(tmp_path / "x.gdviz"),
    ):
        assert np.array_equal(gdviz.run(what)["shadow_w"], expected)


def test_settings_change_fields_by_path():
    runs = gdviz.run("lesson-1", set={"runs.0.steps": 3, "runs.0.schedule.learning_rate": 0.5})
    assert runs["w"].tolist() == [5, -1, -1, -1]
    with pytest.raises(DocumentError, match="Did you mean “steps”"):
        gdviz.run("lesson-1", set={"runs.0.stebs": 3})
    assert lessons.load("1").runs[0].steps == 40
    rate, kind = ("runs.0.schedule.learning_rate", 0.005), ("runs.0.problem.kind", "rosenbrock")
    for settings in ((rate, kind), (kind, rate)):  # the loss has a rate of its own, and one was asked for
        assert gdviz.run(1, set=dict(settings))["learning_rate"][0] == pytest.approx(0.005)


@pytest.mark.parametrize("what", ["lesson-99", "nothing.gdviz", 0])
def test_what_there_is_not(what):
    with pytest.raises(DocumentError, match=r"neither a lesson nor a file .* “lesson-1” to"):
        gdviz.run(what)


def test_a_damaged_file_is_said(tmp_path):
    (tmp_path / "x.gdviz").write_text('{"gdviz": 1, "scene": {"runs": [{"steps": 0}]}}')
    with pytest.raises(ValueError, match="steps must be between"):
        gdviz.run(tmp_path / "x.gdviz")


def test_a_column_there_is_not():
    with pytest.raises(KeyError, match="Did you mean 'learning_rate'"):
        _ = gdviz.run(1)["learningrate"]
    assert "learningrate" not in gdviz.run(1)[0]
    assert gdviz.run(1)[0].get("nothing") is None


def test_a_picture_shows_itself_in_a_notebook_and_can_be_saved(qapp, tmp_path):
    from PySide6.QtGui import QImage

    runs = gdviz.run("lesson-3")
    picture = gdviz.render(runs, view="loss", step=4, size=(320, 180), look="dark", title=True)
    image = QImage.fromData(picture._repr_png_())
    assert (image.width(), image.height()) == (320, 180)
    assert image.pixelColor(1, 1).lightness() < 80
    for kind in ("png", "svg", "pdf"):
        picture.save(tmp_path / f"x.{kind}")
        assert codec.load(tmp_path / f"x.{kind}") == lessons.load("3")
    assert (tmp_path / "x.png").read_bytes() == picture.png
    assert picture.svg.count("<svg") == 1
    assert picture.pdf.startswith(b"%PDF")
    assert repr(picture) == "<picture of 320 × 180 pixels>"
    with pytest.raises(ValueError, match=r"\.png, \.svg and \.pdf"):
        picture.save(tmp_path / "x.bmp")
    with pytest.raises(DocumentError, match="folder does not exist"):
        picture.save(tmp_path / "missing" / "x.png")


def test_pictures_follow_settings_and_steps(qapp):
    first = gdviz.render("lesson-1", view="weights", size=(320, 180), step=1)
    again = gdviz.render("lesson-1", view="weights", size=(320, 180), step=1)
    other = gdviz.render("lesson-1", view="weights", size=(320, 180), step=9)
    changed = gdviz.render(gdviz.run("lesson-1"), view="weights", size=(320, 180), set={"runs.0.steps": 9})
    assert first.png == again.png
    assert len({first.png, other.png, changed.png}) == 3


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"view": "lost"}, "view must be one of"),
        ({"look": "neon"}, "look must be one of 'light', 'dark'"),
        ({"language": "de"}, "language must be one of 'en', 'zh_CN'"),
        ({"step": 41}, "step must be from 0 to 40, but is 41"),
        ({"size": (10, 10)}, "64 to"),
        ({"type_size": 1}, "type must be"),
        ({"size": (640.5, 360)}, "two whole numbers"),
        ({"size": 640}, "two whole numbers"),
        ({"size": (640, 360, 1)}, "two whole numbers"),
        ({"step": 1.5}, "step must be a whole number"),
    ],
)
def test_what_cannot_be_drawn(qapp, wrong, words):
    with pytest.raises(ValueError, match=words):
        gdviz.render("lesson-1", **wrong)


def test_what_is_no_scene_is_said():
    for wrong in (3.5, None, [1]):
        with pytest.raises(TypeError, match="neither a lesson, nor a path, nor a scene"):
            gdviz.run(wrong)
    with pytest.raises(TypeError, match=r"runs rather than runs\[0\]"):
        gdviz.render(gdviz.run(1)[0])


def test_numbers_of_numpy_are_numbers(qapp):
    assert np.array_equal(gdviz.run(np.int64(3))["w"], gdviz.run(3)["w"])
    at = {"view": "loss", "size": (np.int64(320), np.int32(180))}
    assert gdviz.render(1, step=np.int64(4), **at).png == gdviz.render(1, step=4, **at).png


def test_runs_are_saved_as_they_are_exported(tmp_path):
    runs = gdviz.run("lesson-3")
    for ending in ("csv", "npz", "jsonl"):
        runs.save(tmp_path / f"x.{ending}")
    with np.load(tmp_path / "x.npz") as archive:
        assert np.array_equal(archive["run2/w"], runs[1]["w"])
    assert (tmp_path / "x.csv").read_text(encoding="utf-8").startswith("run,step,")
    assert len((tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()) == 82
    runs.save(tmp_path / "x.csv", bom=True)
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(ValueError, match=r"\.csv, \.npz"):
        runs.save(tmp_path / "x.xls")
    with pytest.raises(DocumentError, match="folder does not exist"):
        runs.save(tmp_path / "missing" / "x.csv")


def test_a_run_is_had_as_a_program():
    lines = gdviz.run("lesson-3")[1].program("torch").splitlines()
    assert lines[0].startswith("# Constant: (w + 1)²")
    assert "import torch" in lines
    with pytest.raises(ValueError, match="framework must be one of 'numpy', 'tensorflow'"):
        gdviz.run(1)[0].program("jax")


def test_in_another_thread_drawing_is_refused(qapp):
    with ThreadPoolExecutor(1) as pool, pytest.raises(RuntimeError, match="one thread only"):
        pool.submit(gdviz.render, 1, view="loss", size=(320, 180)).result(timeout=60)


def test_drawing_leaves_the_environment_alone():
    code = (
        "import os, gdviz; a = dict(os.environ); gdviz.render(1, view='loss'); assert a == dict(os.environ)"
    )
    talking = {**os.environ, "QT_SCALE_FACTOR": "2"}
    subprocess.run([sys.executable, "-c", code], check=True, env=talking, timeout=60)


def test_types_reach_who_uses_the_package():
    assert Path(gdviz.__file__).with_name("py.typed").exists()


def test_a_table_is_learned_as_it_is_proposed(tmp_path):
    path = tmp_path / "hours.csv"
    path.write_text("hours;score\n0,5;12\n1,0;19\n1,5;31\n2,0;42\n")
    (run,) = gdviz.run(path, set={"runs.0.steps": 3})
    assert run.experiment.problem.data.rows == ((0.5,), (1.0,), (1.5,), (2.0,))
    path.write_text("hours\n1\n2\n")
    with pytest.raises(ValueError, match="only one column"):
        gdviz.run(path)


def test_a_line_through_numbers_that_are_too_large_for_qt_is_drawn(tmp_path):
    from PySide6.QtGui import QImage

    (tmp_path / "a.csv").write_text("x,y\n1,1e200\n2,2e200\n3,3.5e200\n4,4e200\n")
    picture = gdviz.render(tmp_path / "a.csv", view="fit", step=2, size=(320, 240), set={"runs.0.steps": 2})
    image = QImage.fromData(picture.png)
    colors = [image.pixelColor(x, y) for x in range(80, 300) for y in range(60, 180)]
    assert sum(each.blue() - each.red() > 100 for each in colors) > 50
