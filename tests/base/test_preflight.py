"""No display, or a library too few: a sentence that says what to do, and never a core dump."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gdviz.base import preflight
from gdviz.commands.cli import COMMANDS
from tests.sampling import some

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X and Wayland")
PROJECT = Path(__file__).parents[2]


def gdviz(*arguments, **environment):
    """The real command with no display but those given: (exit code, standard error)."""
    plain = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    for name in ("QT_QPA_PLATFORM", "LANG", "LC_ALL", "LC_MESSAGES"):
        plain.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "gdviz", *arguments],
        capture_output=True,
        timeout=60,
        env=plain | environment,
        encoding="utf-8",
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


@pytest.fixture
def display(tmp_path):
    """The path of a socket that answers, as Wayland's does."""
    path = Path(os.environ["XDG_RUNTIME_DIR"], "wayland-test")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        yield str(path)
    path.unlink()


@pytest.fixture
def deaf_display(monkeypatch):
    """The DISPLAY of a server of X that hangs up on everybody, as it does on those it does not know."""
    code = """
import socket
with socket.create_server(("127.0.0.1", 0)) as server:
    print(server.getsockname()[1], flush=True)
    while True:
        server.accept()[0].close()
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        yield f"127.0.0.1:{int(process.stdout.readline()) - 6000}"
        process.terminate()


# -- displays ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("display", "address"),
    [
        (":0", "/tmp/.X11-unix/X0"),
        (":1.0", "/tmp/.X11-unix/X1"),
        ("unix:2", "/tmp/.X11-unix/X2"),
        ("host/unix:3", "/tmp/.X11-unix/X3"),
        ("localhost:10.0", ("localhost", 6010)),
        ("[::1]:4", ("::1", 6004)),
        ("/run/wayland-0", "/run/wayland-0"),
    ],
)
def test_where_a_display_listens(display, address):
    assert preflight.addresses(display)[0] == address


def test_a_display_of_wayland_is_looked_for_in_the_runtime_folder(monkeypatch, display):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-test")
    assert preflight.answers("wayland-test")
    assert not preflight.answers("wayland-none")


@pytest.mark.parametrize("platform", ["", "wayland;xcb"])
def test_one_display_that_answers_is_enough(monkeypatch, display, platform):
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("WAYLAND_DISPLAY", display)
    monkeypatch.setenv("DISPLAY", ":9999")
    preflight.check_display()


def test_a_platform_without_a_display_needs_none(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen:size=800x600")
    preflight.check_display()


@pytest.mark.parametrize("arguments", some([("/none.gdviz",), (), ("--new-window",)], 1))
def test_no_display_is_one_line(arguments):
    code, said = gdviz(*arguments)
    assert code == 2
    assert said.startswith("gdviz: there is no display to open a window on. Start it in a desktop session")
    assert said.count("\n") == 1


def test_a_display_that_does_not_answer_is_named():
    code, said = gdviz(DISPLAY=":9999")
    assert code == 2
    assert said.startswith("gdviz: the display :9999 does not answer. ")
    assert said.count("\n") == 1


def test_it_speaks_chinese():
    code, said = gdviz(DISPLAY=":9999", LANG="zh_CN.UTF-8", PYTHONUTF8="1")
    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith("gdviz: 显示器 :9999 没有回应。")
    assert preflight.ENGLISH.keys() == preflight.CHINESE.keys()
    for words in (preflight.ENGLISH, preflight.CHINESE):
        assert all(f"gdviz {command}" in words["advice"] for command in COMMANDS)


@pytest.mark.skipif(
    not all(map(preflight.loads, preflight.X11_LIBRARIES)), reason="Qt's plugin for X lacks libraries here"
)
def test_a_display_that_refuses_is_named_and_qt_does_not_abort(deaf_display):
    code, said = gdviz(DISPLAY=deaf_display)
    assert code == 2
    assert said.startswith(f"gdviz: the display {deaf_display} refuses to show a window. ")
    assert said.count("\n") == 1


# -- libraries ---------------------------------------------------------------------------------------------


def test_a_missing_library_is_named_with_its_package_and_the_line_to_type(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    lacking = {"libGL.so.1", "libxcb-cursor.so.0", "libwayland-egl.so.1"}
    missing = preflight.missing_libraries(window=True, loads=lambda name: name not in lacking)
    assert missing == {"libGL.so.1": "libgl1", "libxcb-cursor.so.0": "libxcb-cursor0"}
    problem = preflight.library_problem(missing)
    assert str(problem).endswith(
        "lacks libGL.so.1, libxcb-cursor.so.0. "
        "On Debian and Ubuntu type:  sudo apt-get install libgl1 libxcb-cursor0"
    )
    assert problem.code == 1
    assert "缺少 libGL.so.1, libxcb-cursor.so.0。" in problem.text("zh")


def test_the_loader_is_asked():
    assert preflight.loads("libc.so.6")
    assert not preflight.loads("libno-such-thing.so.1")


def test_a_packaged_apps_loader_is_understood_too(monkeypatch):
    def load(path):  # as PyInstaller's own ctypes has it
        try:
            raise OSError("libX11-xcb.so.1: cannot open shared object file: No such file or directory")
        except OSError as error:
            raise OSError(f"Failed to load dynlib/dll {path!r}.") from error

    monkeypatch.setattr(preflight.ctypes, "CDLL", load)
    assert preflight.missing_for("libqxcb.so") == "libX11-xcb.so.1"


def test_programs_of_others_do_not_get_what_a_packaged_app_brings_for_itself(monkeypatch):
    for name in ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "_PYI_ARCHIVE_FILE"):
        monkeypatch.setenv(name, "/app")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/own")
    monkeypatch.setenv("DISPLAY", ":3")
    kept = preflight.clean_environment()
    assert "QT_PLUGIN_PATH" not in kept
    assert "_PYI_ARCHIVE_FILE" not in kept
    assert (kept["LD_LIBRARY_PATH"], kept["DISPLAY"]) == ("/own", ":3")


def test_a_plugin_that_lacks_a_library_is_the_reason(monkeypatch, tmp_path):
    monkeypatch.setenv("DISPLAY", "127.0.0.1:9999")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    for name in ("libqxcb.so", "libqwayland.so"):
        (tmp_path / name).touch()
    said = ["could not connect to display 127.0.0.1:9999", "no Qt platform plugin could be initialized."]

    def missing(path):
        assert path == str(tmp_path / "libqxcb.so"), "the plugin of a display that is not there was asked"
        return "libxcb-cursor.so.0"

    problem = preflight.start_problem(said, str(tmp_path), missing)
    assert "libxcb-cursor0" in str(problem)
    assert preflight.start_problem(said, str(tmp_path), lambda path: None).name == "unreachable"
    problem = preflight.start_problem(said[1:], str(tmp_path), lambda path: None)
    assert "Qt says: no Qt platform plugin could be initialized." in str(problem)


def test_a_library_that_is_really_missing_does_not_let_qt_abort(tmp_path, deaf_display):
    """Qt as it is installed, but for one library of its plugin for X."""
    import PySide6

    link_all(Path(PySide6.__file__).parent, tmp_path / "PySide6", ["Qt/lib", "Qt/plugins/platforms"])
    (tmp_path / "PySide6/Qt/lib/libQt6XcbQpa.so.6").unlink()
    plugin = tmp_path / "PySide6/Qt/plugins/platforms/libqxcb.so"
    whole = plugin.read_bytes()
    plugin.unlink()  # Qt would follow the link, and find the library
    plugin.write_bytes(whole)
    path = os.pathsep.join([str(tmp_path), str(PROJECT)])
    code, said = gdviz(DISPLAY=deaf_display, PYTHONPATH=path)
    assert code == 1
    assert said.startswith("gdviz: Qt, which draws for gdviz, lacks libQt6XcbQpa.so.6")
    assert said.count("\n") == 1


def link_all(source, target, folders):
    """A folder that has all of `source` by links; `folders` in it, and what they are in, are real ones."""
    target.mkdir()
    for entry in source.iterdir():
        inside = [
            each.removeprefix(entry.name).removeprefix("/") for each in folders if each.startswith(entry.name)
        ]
        if inside and entry.is_dir():
            link_all(entry, target / entry.name, list(filter(None, inside)))
        else:
            (target / entry.name).symlink_to(entry)


@pytest.fixture
def broken_qt(tmp_path):
    """The PYTHONPATH on which a PySide6 lies that lacks OpenGL."""
    (tmp_path / "PySide6").mkdir()
    error = "libGL.so.1: cannot open shared object file: No such file or directory"
    (tmp_path / "PySide6" / "__init__.py").write_text(f"raise ImportError({error!r})")
    return os.pathsep.join([str(tmp_path), str(PROJECT)])


def test_a_qt_that_can_not_be_imported_names_the_library(broken_qt):
    code, said = gdviz(QT_QPA_PLATFORM="offscreen", PYTHONPATH=broken_qt)
    assert code == 1
    assert said.startswith("gdviz: Qt, which draws for gdviz, lacks libGL.so.1")
    assert "libgl1" in said
    assert said.count("\n") == 1


def test_pictures_need_the_same_libraries(broken_qt, tmp_path):
    code, said = gdviz("render", "1", "-o", str(tmp_path / "a.png"), PYTHONPATH=broken_qt)
    assert code == 1
    assert said.startswith("gdviz: Qt, which draws for gdviz, lacks libGL.so.1")
    assert said.count("\n") == 1


@pytest.mark.parametrize("tool", some(["zenity", "kdialog", "xmessage", "notify-send"], 2))
def test_on_a_desktop_it_is_also_a_message(tmp_path, broken_qt, display, tool):
    shown = tmp_path / "shown"
    (tmp_path / "bin").mkdir()
    messenger = tmp_path / "bin" / tool
    messenger.write_text(
        f'#!{sys.executable} -S\nimport os, sys\nopen("{shown}.part", "w").write('
        f'repr((sys.argv[1:], os.environ.get("LD_LIBRARY_PATH"))))\nos.rename("{shown}.part", "{shown}")\n'
    )
    messenger.chmod(0o755)
    code, said = gdviz(
        WAYLAND_DISPLAY=display,
        PYTHONPATH=broken_qt,
        PATH=str(tmp_path / "bin"),
        LD_LIBRARY_PATH=str(tmp_path),
    )
    assert code == 1
    end = time.monotonic() + 30
    while not shown.exists() and time.monotonic() < end:
        time.sleep(0.02)
    text = shown.read_text()
    assert said.strip() in text.replace("  ", " ").replace("\\'", "'")
    assert text.endswith("None)"), "the libraries of a packaged app are handed on"


def test_without_a_display_there_is_no_message(tmp_path, broken_qt):
    (tmp_path / "zenity").write_text(f"#!/bin/sh\ntouch {tmp_path}/shown\n")
    (tmp_path / "zenity").chmod(0o755)
    code, _ = gdviz(QT_QPA_PLATFORM="offscreen", PYTHONPATH=broken_qt, PATH=str(tmp_path))
    assert code == 1
    assert not (tmp_path / "shown").exists()


def test_the_checks_need_nothing_but_pythons_own_library():
    """With no package of others to be found, and no package gdviz."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(PROJECT / "gdviz" / "base" / "preflight.py")],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
