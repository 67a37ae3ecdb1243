"""A view that somebody adds in one file works everywhere, in a lesson of each kind (or in all)."""

import json
import subprocess
import sys
from pathlib import Path

from gdviz.document import lessons
from gdviz.engine.learning.training import Training
from tests.sampling import EVERY

PROJECT = Path(__file__).resolve().parents[2]


def learns(lesson):
    """Whether a lesson learns classes, and whether some of its data are for testing alone."""
    problems = [run.problem for run in lesson.scene.runs]
    learners = [problem for problem in problems if isinstance(problem, Training) and problem.data.classes]
    return bool(learners), any(problem.train_size < problem.data.size for problem in learners)


def test_a_view_in_one_file_passes_through_window_command_line_and_exports(tmp_path):
    one_of_each = {(learns(lesson), type(lesson.scene.runs[0].problem)): lesson for lesson in lessons.all()}
    chosen = lessons.all() if EVERY else list(one_of_each.values())
    names = [lesson.name for lesson in chosen]
    command = [sys.executable, "-m", "tests.views.use_added_view", str(tmp_path), *names]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    for lesson in chosen:
        learners, tested = learns(lesson)
        pattern = "training set" if learners else "No run has the column “train_accuracy”"
        assert said[lesson.name].endswith(pattern) or said[lesson.name].startswith(pattern)
        assert ("test set" in said[lesson.name]) == tested
        text = (tmp_path / f"{lesson.name}.svg").read_text(encoding="utf-8")
        assert ("share classified rightly" in text) == learners
