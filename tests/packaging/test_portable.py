"""The portable folder's menu entry: added to a home of its own, started from there, and removed again."""

import os
import shutil
import subprocess
import sys
import time

import pytest
from linux import portable
from names import MIME_TYPE, VERSION

from tests.sampling import some

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="this is of Linux")

NAMES = ["gdviz", "my gdviz", "梯度 下降", "a'b\"c", "$HOME`id`", "back\\slash", "a&b|c;d"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder, with a program that writes down what it is given."""
    folder = tmp_path_factory.mktemp("portable")
    (folder / "gdviz").write_text(
        '#!/bin/sh\nprintf "%s\\n" "$0" "$@" > "$TOLD.part"\nmv "$TOLD.part" "$TOLD"\n'
    )
    portable.write_extras(folder, VERSION)
    return folder


@pytest.fixture
def person(tmp_path):
    """Somebody's environment."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {key: os.environ[key] for key in ("PATH",)}
    return {**kept, "HOME": str(home), "LC_ALL": "C", "TOLD": str(tmp_path / "told")}


def run(folder, person, *arguments):
    command = ["sh", folder / "add-to-menu.sh", *arguments]
    return subprocess.run(command, env=person, capture_output=True, text=True, encoding="utf-8", timeout=60)


def files(home):
    """What is there, but the caches that the desktop makes of it."""
    found = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    return {
        name for name in found if "/mime/packages/" in name or ("/mime/" not in name and "cache" not in name)
    }


@pytest.mark.parametrize("name", some(NAMES, 3))
def test_the_entry_starts_the_program_wherever_the_folder_is(made, person, tmp_path, name):
    folder = tmp_path / name
    shutil.copytree(made, folder)
    done = run(folder, person)
    assert (done.returncode, done.stderr) == (0, "")
    applications = tmp_path / "home/.local/share/applications"
    entry = applications / "gdviz.desktop"
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", "--no-hints", entry], check=True)
    lines = entry.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith(f'Exec="{tmp_path}/') for line in lines) == 2  # and that of New Window
    if shutil.which("gio"):
        scene = tmp_path / "my scene.gdviz"
        subprocess.run(["gio", "launch", entry, scene], env=person, check=True, timeout=60)
        told = tmp_path / "told"
        while not told.exists():  # the tests' faulthandler_timeout ends this
            time.sleep(0.01)
        assert told.read_text(encoding="utf-8").splitlines() == [str(folder / "gdviz"), str(scene)]


def test_a_person_gets_scenes_and_icons_but_no_entry_for_pictures(made, person, tmp_path):
    assert "in the applications menu now" in run(made, person).stdout
    found = files(tmp_path / "home")
    assert ".local/share/mime/packages/gdviz.xml" in found
    assert ".local/share/icons/hicolor/48x48/apps/gdviz.png" in found
    assert [name for name in found if name.endswith(".desktop")] == [
        ".local/share/applications/gdviz.desktop"
    ]
    if shutil.which("gio") and shutil.which("update-desktop-database"):
        told = subprocess.run(["gio", "mime", MIME_TYPE], env=person, capture_output=True, text=True).stdout
        assert told.splitlines()[0].endswith(": gdviz.desktop")


def test_removing_leaves_nothing_and_what_is_others(made, person, tmp_path):
    other = tmp_path / "home/.local/share/applications/other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=true\n")
    before = files(tmp_path / "home")
    run(made, person)
    assert len(files(tmp_path / "home")) > len(before)
    for _ in range(2):  # also when nothing is there any more
        done = run(made, person, "--remove")
        assert (done.returncode, done.stderr) == (0, "")
        assert files(tmp_path / "home") == before


def test_the_folder_of_data_may_be_another(made, person, tmp_path):
    run(made, {**person, "XDG_DATA_HOME": str(tmp_path / "data")})
    assert (tmp_path / "data/applications/gdviz.desktop").is_file()
    assert not files(tmp_path / "home")


@pytest.mark.parametrize("arguments", [["--help"], ["--remove", "x"], ["--remvoe"]])
def test_other_arguments_change_nothing(made, person, tmp_path, arguments):
    done = run(made, person, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage:")
    assert not files(tmp_path / "home")


def test_an_incomplete_folder_is_said_to_be_one(made, person, tmp_path):
    shutil.copy(made / "add-to-menu.sh", tmp_path)
    done = run(tmp_path, person)
    assert done.returncode == 1
    assert "not complete" in done.stderr
    assert not files(tmp_path / "home")


def test_a_folder_that_desktops_can_not_start_from_is_refused(made, person, tmp_path):
    folder = tmp_path / "100%f"
    shutil.copytree(made, folder)
    done = run(folder, person)
    assert done.returncode == 1
    assert "Rename it" in done.stderr
    assert not files(tmp_path / "home")
    assert run(folder, person, "--remove").returncode == 0


def test_it_speaks_chinese(made, person):
    assert "应用程序菜单" in run(made, {**person, "LC_ALL": "zh_CN.UTF-8"}).stdout


def test_the_readme_speaks_both_languages_and_its_files_exist(made):
    text = (made / "README.txt").read_text(encoding="utf-8")
    assert text.startswith(f"gdviz {VERSION}")
    assert "双击" in text
    assert "{" not in text
    assert os.access(made / "gdviz", os.X_OK)
    assert text.count("add-to-menu.sh --remove") == 2
