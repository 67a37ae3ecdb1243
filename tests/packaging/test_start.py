"""The start script: what it asks for before it does anything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib
from types import SimpleNamespace

import machine
import pytest
import start

from gdviz.base import preflight
from gdviz.commands.cli import COMMANDS


@pytest.fixture
def steps(monkeypatch):
    """What the script does, in order; nothing of it is done."""
    done = []
    for name in ("set_up", "ensure_build_tools", "ensure_libraries"):
        monkeypatch.setattr(start, name, lambda *args, name=name, **more: done.append(name))
    monkeypatch.setattr(start, "run", lambda *args, **more: done.append(args[-1].rsplit("/", 1)[-1]) or 0)
    return done


def test_building_looks_for_its_tools_first_then_sets_up_then_builds(steps):
    assert start.main(["build"]) == 0
    assert steps == ["ensure_build_tools", "set_up", "build.py"]


@pytest.mark.parametrize("group", ["", "dev", "build"])
def test_the_group_of_tools_is_installed_as_pyproject_lists_it(monkeypatch, tmp_path, group):
    called = []
    monkeypatch.setattr(start, "VENV", tmp_path)
    monkeypatch.setattr(start, "made_here", lambda: True)
    monkeypatch.setattr(
        start.subprocess,
        "run",
        lambda command, **more: called.append(command) or SimpleNamespace(returncode=0),
    )
    start.set_up(group)
    groups = tomllib.loads((start.PROJECT / "pyproject.toml").read_text(encoding="utf-8"))[
        "dependency-groups"
    ]
    (command,) = called
    assert command[command.index("--editable") + 1 :] == [".", *groups.get(group, [])]
    assert all(isinstance(each, str) for each in command)  # no group includes another: pip would not know it


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_without_a_window_runs_where_there_is_no_display(monkeypatch, steps, command):
    monkeypatch.setattr(start, "has_display", lambda: False)
    ran = []
    monkeypatch.setattr(start, "run", lambda *args, **more: ran.append(args) or 0)
    assert start.main([command, "1"]) == 0
    assert ran == [("-m", "gdviz", command, "1")]
    assert ("ensure_libraries" in steps) == (command == "render")


def test_who_may_not_install_libraries_does_not_wait_for_the_rest_first(monkeypatch, capsys, steps):
    def refuse(*args, **more):
        raise start.SetupError("Type this, then start again:  sudo apt-get install -y libgl1")

    monkeypatch.setattr(start, "ensure_libraries", refuse)
    assert start.main([]) == 1
    assert steps == []
    assert "sudo apt-get install" in capsys.readouterr().err


def with_libraries(loads):
    """The app's own checks, on a machine whose loader finds other libraries."""
    return SimpleNamespace(LIBRARIES=preflight.LIBRARIES, X11_LIBRARIES=preflight.X11_LIBRARIES, loads=loads)


def test_missing_tools_are_named_with_the_line_to_type(monkeypatch, capsys):
    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr("machine.preflight", lambda: with_libraries(loads=lambda name: True))
    monkeypatch.setattr(start.shutil, "which", lambda tool: None if tool == "objdump" else f"/usr/bin/{tool}")
    monkeypatch.setattr("machine.root_prefix", lambda: None)
    monkeypatch.setattr(start, "set_up", lambda group: pytest.fail("it went on"))
    assert start.main(["build"]) == 1
    said = capsys.readouterr().err
    assert "objdump" in said
    assert "sudo apt-get install -y binutils" in said


def test_python_as_a_library_is_asked_for_where_it_is_a_package_of_its_own(monkeypatch, tmp_path):
    asked = {}
    monkeypatch.setattr(start.sys, "platform", "linux")
    values = {"INSTSONAME": "libpython3.11.so.1.0", "LIBDIR": str(tmp_path)}
    monkeypatch.setattr("machine.sysconfig.get_config_var", values.get)
    monkeypatch.setattr(
        "machine.preflight", lambda: with_libraries(loads=lambda name: not name.startswith("libpython"))
    )
    monkeypatch.setattr(start.shutil, "which", lambda tool: f"/usr/bin/{tool}")
    monkeypatch.setattr("machine.ensure_packages", lambda why, missing: asked.update(missing))
    start.ensure_build_tools()
    assert asked == {"libpython3.11.so.1.0": "libpython3.11"}
    asked.clear()
    (tmp_path / "libpython3.11.so.1.0").touch()
    start.ensure_build_tools()
    assert asked == {}


@pytest.mark.parametrize("unwanted", ["", "1"])
def test_processes_of_the_tests_keep_their_bytecode_and_none_of_it_among_unwilling_sources(
    monkeypatch, unwanted
):
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", unwanted)
    code = "import sys; print(sys.dont_write_bytecode, sys.pycache_prefix)"
    said = subprocess.run(
        [sys.executable, "-c", code], env=start.offscreen(), capture_output=True, text=True, check=True
    ).stdout
    assert said.split() == ["False", str(start.VENV / "bytecode") if unwanted else "None"]


@pytest.fixture
def checking(monkeypatch):
    """``checking(mypy, check, tests)``: `start.py test` with programs in the place of the three."""

    def check(mypy="", check="", tests=""):
        monkeypatch.setattr(start, "PYTHON", sys.executable)
        monkeypatch.setattr(start, "MYPY", ("-c", mypy))
        monkeypatch.setattr(start, "CHECKS", (("a check", "-c", check),))
        monkeypatch.setattr(start, "PYTEST", ("-c", tests))
        return start.test()

    return check


FOREVER = "import time; time.sleep(3600)"


def test_all_is_well_where_types_are_right_later_than_the_tests(checking, capfd):
    assert checking(mypy="import time; time.sleep(0.3); print('Success')") == 0
    assert "failed" not in "".join(capfd.readouterr())


@pytest.mark.parametrize("tests", ["", FOREVER])
def test_a_wrong_type_ends_the_tests_and_is_told(checking, capfd, tests):
    assert checking(mypy="import sys; print('not a str'); sys.exit(1)", tests=tests) == 1
    told = capfd.readouterr()
    assert told.out == "not a str\n"
    assert told.err.endswith("mypy failed.\n")


@pytest.mark.parametrize("which", ["check", "tests"])
def test_what_fails_before_the_types_are_checked_ends_that(checking, capfd, which):
    assert checking(mypy=FOREVER, **{which: "raise SystemExit(1)"}) == 1
    assert capfd.readouterr().err.endswith("a check failed.\n" if which == "check" else "tests failed.\n")


BEGINNING = """
import os, signal, sys, time
asked = []
signal.signal(signal.SIGINT, [signal.SIG_DFL, lambda *_: asked.append(1)]["ask" in sys.argv])
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
os.killpg(0, signal.SIGINT)
time.sleep(0.5)  # longer than subprocess.run would wait before it kills
sys.exit(5 if asked else 6)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("does", "code"), [("ask", 5), ("end", 130)])
def test_ctrl_c_is_for_what_runs_and_its_end_is_waited_for(tmp_path, does, code):
    """A window that asks whether to save was killed a quarter of a second later."""
    (tmp_path / "gdviz.py").write_text(BEGINNING)
    script = f"import sys, start; start.PYTHON = sys.executable; sys.exit(start.run('-m', 'gdviz', {does!r}))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(start.PROJECT / "packaging")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whatever began the tests
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


def test_it_has_the_same_checks_as_the_app(monkeypatch):
    assert machine.preflight().PACKAGES == preflight.PACKAGES
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":9999")
    assert not start.has_display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert start.has_display()


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ([], True),
        (["mine.gdviz"], True),
        (["--new-window", "mine.gdviz"], True),
        (["render", "8"], False),
        (["run", "1"], False),
        (["--version"], False),
    ],
)
def test_it_knows_what_opens_a_window(arguments, opens):
    assert start.opens_a_window(arguments) is opens
