"""The wheel, made from the source distribution and installed where gdviz is not; dependencies are lent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from email import message_from_string
from pathlib import Path
from types import SimpleNamespace

import pytest
from names import PROJECT, VERSION
from PySide6.QtGui import QImage

from gdviz.commands import cli
from tests.sampling import long

TOLD = """
import json
from importlib import metadata
from pathlib import Path
import gdviz
from gdviz.app.licenses import components
from gdviz.base.resources import folder
gdviz_itself = components(folder("licenses"))[0]
entries = metadata.distribution("gdviz").entry_points
print(json.dumps({
    "package": str(Path(gdviz.__file__).parent),
    "resources": str(folder()),
    "metadata": str(metadata.metadata("gdviz")),
    "entries": {f"{each.group} {each.name}": each.value for each in entries},
    "license": [gdviz_itself.license, *(path.read_text(encoding="utf-8") for path in gdviz_itself.files)],
}))
"""
WINDOW = """
import sys
from importlib import metadata
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gdviz.app import app

def look():
    print(next(w for w in QApplication.topLevelWidgets() if w.windowTitle()).windowTitle())
    QApplication.closeAllWindows()

make = app.make_application
def made():
    application = make()
    QTimer.singleShot(300, look)
    return application
app.make_application = made
(entry,) = metadata.entry_points(group="gui_scripts", name="gdviz")
sys.argv = ["gdviz"]
sys.exit(entry.load()())
"""


def call(*command, **more):
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, encoding="utf-8", timeout=120, **more
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An environment with the wheel in it: its Python and its scripts."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--directory", folder, "--target"]
    call(*build, "sdist", cwd=PROJECT)
    with tarfile.open(*folder.glob("*.tar.gz")) as source:
        if hasattr(tarfile, "data_filter"):  # Debian 12 has Python 3.11.2, which has none
            source.extraction_filter = tarfile.data_filter
        source.extractall(folder)
    call(*build, "wheel", cwd=folder / f"gdviz-{VERSION}")
    place = folder / "environment"
    venv.EnvBuilder(symlinks=os.name != "nt").create(place)
    library, scripts = (
        Path(sysconfig.get_path(name, "venv", {"base": str(place)})) for name in ("purelib", "scripts")
    )
    # This lends packages, but not what .pth files beside them name, such as this checkout.
    (library / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    python = scripts / Path(sys.executable).name
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--python", python]
    call(*pip, "install", "--no-index", "--no-deps", "--no-compile", *folder.glob("*.whl"), cwd=folder)
    return SimpleNamespace(python=python, scripts=scripts, library=library)


@pytest.fixture(scope="module")
def told(installed, tmp_path_factory):
    """What the installed gdviz says of itself."""
    return json.loads(call(installed.python, "-c", TOLD, cwd=tmp_path_factory.mktemp("elsewhere")))


def test_it_brings_its_resources_its_types_and_its_license(installed, told):
    package = installed.library / "gdviz"
    assert (told["package"], told["resources"]) == (str(package), str(package / "resources"))
    assert (package / "py.typed").is_file()
    brought = {path.relative_to(package) for path in (package / "resources").rglob("*") if path.is_file()}
    ours = {path.relative_to(PROJECT) for path in (PROJECT / "resources").rglob("*") if path.is_file()}
    assert ours - brought == {Path("resources/window.svg")}  # README's
    assert brought <= ours
    assert told["license"] == ["MIT", (PROJECT / "packaging" / "LICENSE").read_text(encoding="utf-8")]


def test_its_metadata_are_complete(told):
    found = message_from_string(told["metadata"])
    assert found["Version"] == VERSION
    assert (found["License-Expression"], found["License-File"]) == ("MIT", "packaging/LICENSE")
    assert found["Author"] == "the gdviz authors"
    assert found["Keywords"]
    assert found["Description-Content-Type"] == "text/markdown"
    assert sorted(found.get_all("Provides-Extra")) == [
        "cluster",
        "video",
    ]  # what only developers need is in groups
    oldest = found["Requires-Python"].removeprefix(">=")
    assert f"Programming Language :: Python :: {oldest}" in found.get_all("Classifier")
    names = ("gui_scripts gdviz", "console_scripts gdviz-console")
    assert told["entries"] == dict.fromkeys(names, "gdviz.__main__:main")


@long
def test_it_opens_a_window(installed, tmp_path):
    told = call(installed.python, "-c", WINDOW, cwd=tmp_path)
    assert told == "One step at a time[*] – gdviz\n"


def test_it_runs_and_renders_lessons(installed, tmp_path, capsys):
    assert cli.main(["run", "1"]) == 0
    here = capsys.readouterr().out
    for name in ("gdviz-console", "gdviz")[: 1 if os.name == "nt" else 2]:
        assert call(installed.scripts / name, "run", "1", cwd=tmp_path) == here
    call(installed.scripts / "gdviz-console", "render", "1", "--step", "2", "-o", "one.png", cwd=tmp_path)
    assert not QImage(str(tmp_path / "one.png")).isNull()
