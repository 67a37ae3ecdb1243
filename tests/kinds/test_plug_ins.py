"""A package of kinds that is installed beside gdviz: found, used everywhere, and missed when it is gone."""

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from gdviz.engine.kinds import GROUPS

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
FRAMEWORKS = ("numpy", "tensorflow", "tensorflow1", "torch")

ALL = {
    "runs.0.problem.kind": "acme.booth",
    "runs.0.schedule.kind": "acme.triangular",
    "runs.0.optimizer.kind": "acme.sign_momentum",
}
SILENT = {  # what says nothing of what it computes, and what it lacks
    "silent_schedule": "formula or decayed",
    "silent_optimizer": "formula or update",
    "silent_curve": "formula or loss",
    "silent_surface": "formula or loss",
    "silent_one_parameter": "loss",
    "silent_two_parameters": "loss",
    "silent_objective": "parameter_names",
    "wordless_curve": "expression",
    "homeless_curve": "start",
    "silent_loss": "formula or value",
    "half_loss": "formula or gradient",
    "silent_penalty": "formula or scales",
    "silent_activation": "formula or forward",
    "half_activation": "slope or backward",
    "silent_dataset": "draw",
    "silent_initializer": "draw",
}
LEARNS = {
    "runs.0.problem.data.kind": "acme.stripes",
    "runs.0.problem.loss.kind": "acme.log_cosh",
    "runs.0.problem.penalty.kind": "acme.saturating",
    "runs.0.problem.model.activation": "acme.softsign",
    "runs.0.problem.model.weights.kind": "acme.alternating",
    "runs.0.steps": "20",
}

EACH_SAYS = """
import contextlib, io, json, sys
from gdviz.commands import cli

said = {}
for name, arguments in json.loads(sys.argv[1]).items():
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")) as output:
        assert cli.main(arguments) == 0
    output.flush()
    said[name] = output.buffer.getvalue().decode()
print(json.dumps(said))
"""


def install(site, name, entry_points):
    """Tell of a package that is on a path, as an installer does."""
    info = site / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(entry_points)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with the package installed."""
    folder = tmp_path_factory.mktemp("site")
    hidden = shutil.ignore_patterns("__pycache__")
    shutil.copytree(HERE / "acme_kinds", folder / "acme_kinds", ignore=hidden)
    install(folder, "acme", (HERE / "entry_points.txt").read_text())
    return folder


def python(site, *arguments, check=True):
    """What a new Python says that has `site` on its path."""
    environment = {**os.environ, "PYTHONPATH": str(site), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        encoding="utf-8",
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


def gdviz(site, *arguments, choices=None, check=True):
    """The command line."""
    given = [part for path, value in (choices or {}).items() for part in ("--set", f"{path}={value}")]
    return python(site, "-m", "gdviz", *arguments, *given, check=check)


def each_says(site, choices):
    """What the commands say about lesson 1 with `choices`, one after the other in one process; its errors."""
    given = [part for path, value in choices.items() for part in ("--set", f"{path}={value}")]
    calls = {framework: ["code", "1", "--framework", framework, *given] for framework in FRAMEWORKS}
    calls.update(run=["run", "1", *given], csv=["run", "1", "--csv", "-", *given], schema=["schema"])
    done = python(site, "-c", EACH_SAYS, json.dumps(calls))
    return json.loads(done.stdout), done.stderr


def test_its_kinds_pass_what_holds_for_every_kind(site):
    """Files, bits, pictures, programs, arithmetic, derivatives, widgets and the window."""
    points = configparser.ConfigParser()
    points.read(HERE / "entry_points.txt", encoding="utf-8")
    classes = {value.partition(":")[2] for group in points.values() for value in group.values()}
    tests = (
        "tests/kinds/test_every_kind.py",
        "tests/export/programs/test_code.py::test_programs_give_the_recordings_numbers",
        "tests/views/step/test_arithmetic.py",
        "tests/engine/test_optimizers.py",
        "tests/engine/test_objectives.py",
        "tests/engine/test_schedules.py",
        "tests/panels/form/test_every_field.py",
        "tests/app/test_window_of_kinds.py",
    )
    wanted = " or ".join(["acme", "kinds-", "schema", "its_tag", "every_kind_is_chosen", *sorted(classes)])
    done = python(site, "-m", "pytest", "-v", "-p", "no:cacheprovider", *tests, "-k", wanted)
    passed = [line for line in done.stdout.splitlines() if " PASSED" in line]
    for test in tests:
        assert any(test in line for line in passed), test


def test_run_and_code(site, tmp_path):
    said, _ = each_says(site, ALL)
    for framework in FRAMEWORKS:
        compile(said[framework], "program", "exec")
    assert "acme.booth" in said["schema"]
    table = said["csv"].splitlines()
    last = dict(zip(table[0].split(","), table[-1].split(","), strict=True))
    program = tmp_path / "program.py"
    program.write_text(said["numpy"], encoding="utf-8")
    printed = python(site, str(program)).stdout.splitlines()[-1]
    assert float(printed.split("x is ")[1].split(",")[0]) == pytest.approx(float(last["x"]), abs=2e-6)


def test_a_plug_in_that_fails_is_named_and_left_out(site):
    done = gdviz(site, "run", "1")
    assert "NotThere" in done.stderr
    assert "its formula reads what is not there: stepp" in done.stderr
    assert 'its tag must begin with "acme."' in done.stderr
    assert "it derives from Momentum, so it would be taken for that" in done.stderr
    for name, missing in SILENT.items():
        said = f"The plug-in {name} of acme is left out: it needs {missing} of its own"
        assert said in done.stderr, name
    points = configparser.ConfigParser()
    points.read(HERE / "entry_points.txt", encoding="utf-8")
    assert {group for group in points.sections() if set(points[group]) & set(SILENT)} == set(GROUPS)
    tags = gdviz(site, "run", "1", choices={"runs.0.schedule.kind": "spoiled"}, check=False)
    assert tags.returncode
    assert "acme.triangular" in tags.stderr


def test_the_package_of_the_readme(tmp_path):
    text = (PROJECT / "README.md").read_text(encoding="utf-8").partition("### A package of your own kinds")[2]
    (code,), (project,) = (
        re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL) for kind in ("python", "toml")
    )
    points = tomllib.loads(project)["project"]["entry-points"]
    (tmp_path / "waves.py").write_text(code, encoding="utf-8")
    lines = [
        f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in some.items()) for group, some in points.items()
    ]
    install(tmp_path, "waves", "\n".join(lines))
    choices = {"runs.0.problem.kind": "waves.wave", "runs.0.schedule.kind": "waves.cyclic"}
    said, errors = each_says(tmp_path, choices)
    assert "w²/8 + sin(3w)/2, Gradient descent, Cyclic" in said["run"]
    assert not errors
    reference = gdviz(tmp_path, "reference", "--language", "zh_CN").stdout
    assert "循环" in reference
    assert "周期" in reference
    for framework in FRAMEWORKS:
        compile(said[framework], "wave", "exec")
    gone = gdviz(HERE, "run", "1", choices=choices, check=False)
    assert gone.returncode


def test_render_and_the_runs_that_learn(site, tmp_path):
    picture = tmp_path / "stripes.png"
    gdviz(site, "render", "8", "--step", "5", "-o", str(picture), choices=LEARNS)
    assert picture.read_bytes().startswith(b"\x89PNG")
    scene = tmp_path / "scene.gdviz"
    script = (
        "import gdviz, json; from gdviz.document import codec;"
        f"runs = gdviz.run('lesson-1', set={ALL!r});"
        f"codec.save(runs.scene, {str(scene)!r});"
        f"assert codec.load({str(scene)!r}) == runs.scene"
    )
    python(site, "-c", script)
    assert (
        json.loads(scene.read_text(encoding="utf-8"))["scene"]["runs"][0]["problem"]["kind"] == "acme.booth"
    )
