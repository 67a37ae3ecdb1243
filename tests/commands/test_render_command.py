"""``gdviz render``: what it writes, and what it says when it can't."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtGui import QImage

from gdviz.commands import cli
from gdviz.document import codec, lessons
from gdviz.engine.runs import run
from tests.sampling import long, pairs


@pytest.fixture
def render(qapp, capsys):
    """Runs the command; gives its exit code, what it printed and what it complained of."""

    def run(*arguments):
        code = cli.main(["render", *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_several_outputs_in_one_call(render, tmp_path):
    wanted = [tmp_path / f"a.{kind}" for kind in ("png", "svg", "pdf", "csv", "gif")]
    outputs = [each for path in wanted for each in ("-o", path)]
    code, out, err = render(1, *outputs, "--step", 4, "--size", "960x540", "--seconds", 0.5)
    assert (code, err) == (0, "")
    assert out.split() == [str(path) for path in wanted]
    assert QImage(str(wanted[0])).size().toTuple() == (960, 540)
    for path in wanted[:3]:
        assert codec.load(path) == lessons.find("1").scene
    with wanted[3].open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 41


@pytest.mark.parametrize("kind", ["png", "gif"])
def test_a_stage_without_room_for_all_views_is_told_in_one_line(render, tmp_path, kind):
    path = tmp_path / f"a.{kind}"
    code, out, err = render(1, "-o", path, "-o", tmp_path / "b.svg", "--size", "320x180")
    assert code == 0
    assert len(out.splitlines()) == 2
    assert err.count("\n") == 1
    assert err.startswith(f"gdviz: {path}: not everything has room on this picture (left out: ")
    code, _, err = render(1, "-o", tmp_path / "c.png", "--size", "320x180", "--view", "loss")
    assert (code, err) == (0, "")


def test_size_in_millimetres_look_language_and_settings(render, tmp_path):
    path = tmp_path / "a.svg"
    code, _, err = render(
        3, "-o", path, "--mm", "84x63", "--look", "print", "--language", "zh_CN", "--view", "learning_rate",
        "--set", "runs.0.steps=7", "--type", 7, "--title", "--caption", "--settings", "--transparent",
    )  # fmt: skip
    assert (code, err) == (0, "")
    svg = path.read_text(encoding="utf-8")
    width, height = map(float, re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', svg).groups())
    assert (width, height) == pytest.approx((84, 63), abs=0.1)
    assert "学习率" in svg
    assert codec.load(path).runs[0].steps == 7
    code, _, _ = render(1, "-o", tmp_path / "b.png", "--inches", "2x1", "--dpi", 100)
    assert code == 0
    assert QImage(str(tmp_path / "b.png")).size().toTuple() == (200, 100)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "a lesson or a file is missing"),
        (["1"], "say where to write"),
        (["1", "-o", "a.tiff"], "ending “.tiff” is not known"),
        (["1", "-o", "a"], "ending is missing"),
        (["1", "-o", "a.png", "-o", "./a.png"], "twice"),
        (["1", "-o", "a.png", "--size", "12"], "two numbers"),
        (["1", "-o", "a.png", "--size", "1.5x2"], "pixels are whole"),
        (["1", "-o", "a.png", "--size", "1x2"], "64 to 16384"),
        (["1", "-o", "a.png", "--size", "100x100", "--mm", "3x3"], "one of --size and --mm"),
        (["1", "-o", "a.png", "--dpi", "3"], "dpi must lie"),
        (["1", "-o", "a.png", "--type", "900"], "--type"),
        (["1", "-o", "a.png", "--step", "41"], "the steps are 0 to 40"),
        (["1", "-o", "a.png", "--look", "neon"], "invalid choice"),
        (["1", "-o", "a.gif", "--to", "99"], "the steps are 0 to 40"),
        (["1", "-o", "a.gif", "--from", "9", "--to", "9"], "two steps"),
        (["1", "-o", "a.gif", "--speed", "9", "--seconds", "9"], "one of --speed and --seconds"),
        (["99", "-o", "a.png"], "neither a lesson nor a file"),
        (["1", "-o", "a.png", "--set", "runs.0.stepz=3"], "stepz"),
        (["1", "--all-lessons", "d"], "stands alone"),
        (["1", "-o", "a.png", "--dpi", "0"], "dpi must lie"),
        (["1", "-o", "a.png", "-o", "a.csv", "--seconds", "8"], "--seconds is for animations"),
        (["1", "-o", "a.svg", "--from", "3"], "--from is for animations"),
        (["1", "-o", "a.csv", "--step", "3"], "--step is for pictures"),
        (["1", "-o", "a.png", "--step", "-1"], "counted from 0"),
        (["1", "-o", "a.png", "--format", "svg"], "--format is for --all-lessons"),
        (["1", "-o", "a.csv", "-o", "a.png", "--step", "99"], "the steps are 0 to 40"),  # and no CSV alone
        (["1", "-o", "a.png", "-o", "a.gif", "--to", "99"], "the steps are 0 to 40"),
        (["--all-lessons", "d", "--set", "runs.0.schedule.decay_rate=0.5"], "decay_rate"),  # no half book
    ],
)
def test_what_is_asked_wrongly_gets_one_line(render, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    code, out, err = render(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_file_that_exists_stays_without_force(render, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"mine")
    code, _, err = render(1, "-o", path, "--size", "300x200")
    assert (code, path.read_bytes()) == (1, b"mine")
    assert "--force" in err
    code, _, _ = render(1, "-o", path, "--size", "300x200", "--force")
    assert code == 0
    assert QImage(str(path)).width() == 300


def test_the_scene_itself_is_never_overwritten(render, tmp_path):
    path = tmp_path / "a.png"
    assert render(1, "-o", path, "--size", "300x200")[0] == 0
    before = path.read_bytes()
    code, _, err = render(path, "-o", path, "--force")
    assert code == 2
    assert "the scene itself" in err
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_and_a_full_disk(render, tmp_path, monkeypatch):
    code, _, err = render(1, "-o", tmp_path / "none" / "a.png", "--size", "300x200")
    assert code == 1
    assert "The folder does not exist." in err
    code, out, err = render(1, "-o", tmp_path / "a.csv", "-o", tmp_path / "none" / "a.csv")
    assert (code, out.split()) == (1, [str(tmp_path / "a.csv")]), "each succeeds or fails on its own"
    assert "none" in err
    (tmp_path / "a.csv").unlink()

    def full(path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gdviz.document.atomic_file.os.fsync", full)
    code, _, err = render(1, "-o", tmp_path / "a.png", "--size", "300x200")
    assert code == 1
    assert "no space left on the disk" in err
    assert not list(tmp_path.iterdir())


def test_mp4_without_an_encoder_says_what_to_install(render, tmp_path, monkeypatch):
    monkeypatch.setattr("gdviz.export.animation.encoder.video_encoder", lambda: "")
    code, _, err = render(1, "-o", tmp_path / "a.mp4", "--size", "300x200")
    assert code == 1
    assert "gdviz[video]" in err
    assert "ffmpeg" in err


# perhaps b was to be an animation
@pytest.mark.parametrize(("name", "more"), pairs(["b.xyz", "b"], [[], ["--seconds", 3]]))
def test_an_output_of_unknown_ending_stops_no_other(render, tmp_path, name, more):
    picture, numbers = tmp_path / "a.png", tmp_path / "c.csv"
    code, out, err = render(1, "-o", picture, "-o", tmp_path / name, "-o", numbers, *more)
    assert (code, out.split()) == (1, [str(picture), str(numbers)])
    assert err.startswith(f"gdviz: -o {tmp_path / name}: the ending ")
    assert err.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == [picture, numbers]


def test_an_output_that_fails_stops_no_other(render, tmp_path, monkeypatch):
    monkeypatch.setattr("gdviz.export.animation.encoder.video_encoder", lambda: "")
    wanted = [tmp_path / name for name in ("a.csv", "a.mp4", "a.png")]
    outputs = [each for path in wanted for each in ("-o", path)]
    code, out, err = render(1, *outputs, "--size", "300x200", "--view", "loss")
    assert code == 1
    assert out.split() == [str(wanted[0]), str(wanted[2])]
    assert wanted[0].stat().st_size > 0
    assert wanted[2].read_bytes().startswith(b"\x89PNG")
    assert err.count("\n") == 1
    assert "MP4" in err


@long
def test_the_picture_book_has_every_lesson(render, tmp_path, monkeypatch):
    every = lessons.names()
    monkeypatch.setattr(lessons, "names", lambda: every[:1] + every[8:9])  # all of them take a minute
    few = ["--set", "runs.0.steps=3", "--step", "30"]  # more than there are: the last
    code, out, err = render("--all-lessons", tmp_path / "book", "--size", "960x600", *few)
    assert (code, err) == (0, "")
    made = {path.stem for path in (tmp_path / "book").iterdir()}
    assert made == set(lessons.names())
    assert len(out.split()) == len(made)
    code, _, err = render("--all-lessons", tmp_path / "book", *few)
    assert code == 1
    assert "--force" in err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_display_the_same_file_comes_out_twice(tmp_path):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    kinds = ("png", "svg", "csv")
    for number in ("1", "2"):
        outputs = [each for kind in kinds for each in ("-o", str(tmp_path / f"{number}.{kind}"))]
        command = [sys.executable, "-m", "gdviz", "render", "3", *outputs, "--size", "800x600"]
        environment["PYTHONHASHSEED"] = number
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, "")
    for kind in kinds:
        assert (tmp_path / f"1.{kind}").read_bytes() == (tmp_path / f"2.{kind}").read_bytes()


def test_numbers_in_every_form(render, tmp_path):
    paths = [tmp_path / f"a.{kind}" for kind in ("csv", "npz", "jsonl")]
    code, out, err = render(3, *(each for path in paths for each in ("-o", path)))
    assert (code, err) == (0, "")
    assert out.split() == list(map(str, paths))
    w = run(lessons.find("3").scene.runs[1].experiment).column("w")
    with paths[0].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[-len(w) :]
    assert np.array_equal(np.array([float(row["w"]) for row in rows], w.dtype), w)
    with np.load(paths[1]) as archive:
        assert np.array_equal(archive["run2/w"], w)
    assert json.loads(paths[2].read_text(encoding="utf-8").splitlines()[-1])["w"] == pytest.approx(w[-1])


@long
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other settings")
def test_what_a_desktop_has_set_changes_no_byte(tmp_path):
    desktops = (
        {},
        {"QT_SCALE_FACTOR": "2", "QT_FONT_DPI": "192", "QT_STYLE_OVERRIDE": "windows"},
        {
            "QT_ENABLE_HIGHDPI_SCALING": "0",
            "QT_SCREEN_SCALE_FACTORS": "1.5",
            "LC_ALL": "C",
            "TZ": "Asia/Shanghai",
            "HOME": str(tmp_path / "nobody"),
        },
    )
    made = []
    for number, desktop in enumerate(desktops):
        paths = [tmp_path / f"{number}.{kind}" for kind in ("png", "svg", "csv")]
        command = [sys.executable, "-m", "gdviz", "render", "3", "--size", "400x300", "--view", "weights"]
        command += [each for path in paths for each in ("-o", str(path))]
        done = subprocess.run(command, env={**os.environ, **desktop}, capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")
        made.append([path.read_bytes() for path in paths])
    assert made[1] == made[0]
    assert made[2] == made[0]


def test_what_qt_says_at_the_end_does_no_harm(tmp_path):
    command = [sys.executable, "-m", "gdviz", "render", "1", "--view", "loss", "-o", str(tmp_path / "a.png")]
    talking = {**os.environ, "QT_LOGGING_RULES": "*=true"}
    done = subprocess.run(command, env=talking, capture_output=True, timeout=60)
    assert done.returncode == 0
    assert done.stderr.strip()  # it has spoken
