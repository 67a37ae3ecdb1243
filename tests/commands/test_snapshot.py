"""Where there is no display: the first lesson as files, and a clear line from the app."""

from __future__ import annotations

import csv
import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

from gdviz.commands import snapshot
from gdviz.document import lessons


def test_the_first_lesson_becomes_a_picture_and_a_table(qtbot, tmp_path, capsys):
    assert snapshot.main([str(tmp_path)]) == 0
    png, table = capsys.readouterr().out.split()
    image = QImage(png)
    assert image.size().toTuple() == snapshot.SIZE
    run_color = "#0072b2"
    seen = {image.pixelColor(x, y).name() for x in range(0, 740, 2) for y in range(30, 400, 2)}
    assert run_color in seen
    with open(table, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 41
    assert rows[1]["w"] == "2.6"


@pytest.mark.parametrize("number", [2, 7])  # all are rendered with a view that was added
def test_a_lesson_can_be_rendered(qtbot, tmp_path, number):
    snapshot.render(lessons.all()[number - 1].scene, tmp_path / "a.png", (900, 600))
    assert QImage(str(tmp_path / "a.png")).size().toTuple() == (900, 600)


@pytest.mark.parametrize("arguments", [[], ["a", "b"]])
def test_it_wants_one_folder(arguments, capsys):
    assert snapshot.main(arguments) == 2
    assert "usage" in capsys.readouterr().err


def test_a_folder_that_is_not_there(qtbot, tmp_path, capsys):
    assert snapshot.main([str(tmp_path / "none")]) == 1
    assert "can't be written" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_display_the_app_says_so_in_one_line():
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "gdviz"], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "no display" in done.stderr
