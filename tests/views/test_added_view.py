"""A view that somebody adds in one file works everywhere, in every lesson."""

import json
import subprocess
import sys
from pathlib import Path

from gdviz.document import lessons
from gdviz.engine.learning.training import Training

PROJECT = Path(__file__).resolve().parents[2]


def test_a_view_in_one_file_passes_through_window_command_line_and_exports(tmp_path):
    command = [sys.executable, "-m", "tests.views.use_added_view", str(tmp_path)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    for lesson in lessons.all():
        problems = [run.problem for run in lesson.scene.runs]
        learners = [problem for problem in problems if isinstance(problem, Training) and problem.data.classes]
        tested = any(problem.train_size < problem.data.size for problem in learners)
        pattern = "training set" if learners else "No run has the column “train_accuracy”"
        assert said[lesson.name].endswith(pattern) or said[lesson.name].startswith(pattern)
        assert ("test set" in said[lesson.name]) == tested
        text = (tmp_path / f"{lesson.name}.svg").read_text(encoding="utf-8")
        assert ("share classified rightly" in text) == bool(learners)
