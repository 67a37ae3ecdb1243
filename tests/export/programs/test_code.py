"""The same in code: programs that run, print what the course prints, and give the recording's numbers."""

import ast
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gdviz.document import lessons
from gdviz.document.errors import DocumentError
from gdviz.engine.experiment import Experiment
from gdviz.engine.formula import Formula
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.training import Training
from gdviz.engine.schedules import Constant, Exponential
from gdviz.export.programs.code import FRAMEWORKS, program, save
from tests.export.programs.program_cases import GROUPS, all_cases, is_one, trouble

HERE = Path(__file__).parent
PACKAGES = {"numpy": "numpy", "tensorflow": "tensorflow", "tensorflow1": "tensorflow", "torch": "torch"}


def results(folder, programs):
    """What programs print, and their rows: name -> {"printed", "rows", "error"}, run in another process."""
    for name, text in programs.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-W", "ignore", str(HERE / "run_programs.py"), str(folder)], check=True, timeout=300
    )
    return {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in programs}


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("groups", [[group for group in GROUPS if group != "kinds"], ["kinds"]], ids="-".join)
def test_programs_give_the_recordings_numbers(tmp_path, framework, groups):
    if importlib.util.find_spec(PACKAGES[framework]) is None:
        # Gigabytes that gdviz itself does not need; packaging/run_exported_code.py installs and runs them.
        pytest.skip(f"{PACKAGES[framework]} is not installed")
    cases = {name: case for group in groups for name, case in GROUPS[group]()}
    programs = {name: program(case, framework, name) for name, case in cases.items()}
    programs = {name: text for name, text in programs.items() if is_one(text)}
    found = results(tmp_path, programs)
    wrong = {name: found[name]["error"] or trouble(cases[name], found[name]["rows"]) for name in programs}
    assert not {name: text for name, text in wrong.items() if text}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_program_is_python_without_unused_imports_or_long_lines(framework):
    for name, case in all_cases().items():
        text = program(case, framework, name)
        ast.parse(text)
        assert max(len(line) for line in text.splitlines() if line[:1] != "#") <= 120, name
        assert ("import math" in text) == ("math." in text.replace("tf.math.", "")), name
        assert text.endswith("\n")
        assert "\n\n\n\n" not in text, name
        assert text.count("import numpy") == is_one(text)


def test_the_programs_of_a_run_with_changes_print_the_same_words():
    for name, experiment in GROUPS["changes"]():
        told = {framework: _words_printed(program(experiment, framework)) for framework in FRAMEWORKS}
        words = {each for each in told.values() if each}
        assert len(words) == 1, (name, told)


def _words_printed(text: str) -> str:
    """What a program prints of each step, before its numbers; nothing of one that is a sentence alone."""
    found = re.search(r'"(After %d steps: [^"]*)"', text)
    return found[1] if found else ""


def test_what_a_graph_can_not_change_is_said():
    cases = dict(GROUPS["changes"]())
    none = {name for name, case in cases.items() if not is_one(program(case, "tensorflow1", name))}
    assert {"changed-nesterov", "changed-AdamW-network", "taken-over-again"} <= none
    assert "taken-over-AdamW-network" not in none
    for framework in ("numpy", "tensorflow", "torch"):
        assert all(is_one(program(case, framework, name)) for name, case in cases.items())


def test_conditions_are_written_as_each_framework_has_them():
    choice = Experiment(problem=Formula(text="if x < 0 or x > 2 then x² else 3 − x"))
    assert "tf.not_equal(" in program(choice, "tensorflow1")  # there != compares objects
    for text in (program(choice, "torch"), program(Experiment(problem=Formula(text="step(w)")), "torch")):
        assert "torch.float64)" in text
        assert "to(real)" not in text  # that is NumPy's type


def test_prints_what_the_course_prints(tmp_path):
    course = Experiment(schedule=Constant(learning_rate=0.2), precision="float32")
    decay = Experiment(
        schedule=Exponential(decay_rate=0.99, decay_steps=1, staircase=True), precision="float32"
    )
    shadow = lessons.load("6").runs[0].experiment
    programs = {"one": program(course), "three": program(decay), "six": program(shadow)}
    found = {name: result["printed"].splitlines() for name, result in results(tmp_path, programs).items()}
    assert found["one"][:2] == [
        "After 0 steps: w is 2.600000, loss is 12.959999.",
        "After 1 steps: w is 1.160000, loss is 4.665599.",
    ]
    assert len(found["one"]) == 40
    assert found["three"][39] == (
        "After 39 steps: global_step is 40, w is -0.995731, learning rate is 0.066897, loss is 0.000018."
    )
    assert [line.rpartition(" ")[2] for line in found["six"][:4]] == [
        "0.900000",
        "1.644545",
        "2.328174",
        "2.955868",
    ]


def test_a_run_that_diverges_says_so_and_stops(tmp_path):
    wild = Experiment(schedule=Constant(learning_rate=30.0), steps=1000)
    (found,) = results(tmp_path, {"wild": program(wild)}).values()
    assert not found["error"]
    assert found["printed"].splitlines()[-1].endswith("the run has diverged.")


def test_a_long_run_prints_about_a_hundred_rows_and_the_last(tmp_path):
    (found,) = results(tmp_path, {"long": program(Experiment(steps=2345))}).values()
    steps = [row[0] for row in found["rows"]]
    assert steps[:2] == [1, 51]
    assert steps[-1] == 2345
    assert len(steps) < 101


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_name_stays_in_its_comment(framework):
    text = program(Experiment(), framework, 'a\nimport os\r"""\u2028x')
    assert "\nimport os" not in text
    ast.parse(text)
    assert text.startswith("# a import os")


def test_own_rows_stand_in_the_program():
    data = UserData(rows=((0.1, 2.0),) * 60, targets=(1.0,) * 60)
    text = program(Experiment(problem=Training(data=data)))
    assert text.count("[0.1, 2]") == 60
    assert max(map(len, text.splitlines())) <= 110


def test_saving_is_whole_or_not_at_all(tmp_path):
    text = program(Experiment(), "torch", "名")
    save(text, tmp_path / "run.py")
    assert (tmp_path / "run.py").read_bytes().decode() == text
    with pytest.raises(DocumentError, match="folder"):
        save(text, tmp_path / "missing" / "run.py")
    assert [path.name for path in tmp_path.iterdir()] == ["run.py"]


@pytest.mark.parametrize("name", lessons.names())
def test_every_lesson_is_a_short_program_in_every_framework(name):
    for run in lessons.load(name).runs:
        for framework in FRAMEWORKS:
            text = program(run.experiment, framework, name)
            ast.parse(text)
            assert len(text.splitlines()) < 150


def test_a_runs_name_can_not_become_a_part_of_the_program():
    for name in ("a\nimport os", "a\r\u2028\x0c\x85b", "a\0b", "a\ud800b"):
        first, second, *_ = program(Experiment(), name=name).splitlines()
        assert first.startswith("# a")
        assert second.startswith("# A run of gdviz")
        compile(program(Experiment(), name=name), "program", "exec")
