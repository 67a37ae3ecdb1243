"""The licenses of what gdviz stands on: collected for a package, and read there or from what is installed."""

from __future__ import annotations

import importlib.util
import json
from importlib import metadata
from pathlib import Path

import pytest

from gdviz.app import licenses
from gdviz.app.licenses import Component

pytest.importorskip("PySide6")  # one of those that are collected
PROJECT = Path(__file__).parents[2]
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Micro Hei

Files: *
Copyright: 2008 Somebody
License: Apache-2.0 or GPL-3+

Files: debian/*
License: BSD-3-clause

License: Apache-2.0
 See /usr/share/common-licenses/Apache-2.0.
"""


@pytest.fixture
def collector():
    """The packaging script."""
    spec = importlib.util.spec_from_file_location("collecting", PROJECT / "packaging" / "licenses.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def common(tmp_path):
    """A folder of common licenses."""
    folder = tmp_path / "common"
    folder.mkdir()
    for name in ("LGPL-3", "GPL-3", "GPL-2", "Apache-2.0"):
        (folder / name).write_text(f"The text of {name}.")
    return folder


def declared_dependencies():
    """The names in pyproject.toml, without extras."""
    import tomllib

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {licenses.normalized(licenses.REQUIRED.match(line)[1]) for line in project["dependencies"]}


def test_everything_that_gdviz_needs_is_listed_and_nothing_of_its_development():
    names = {licenses.normalized(each.name) for each in licenses.installed()}
    assert names >= declared_dependencies() | {"gdviz", "python", "qt", "shiboken6", "colorama"}
    assert not names & {"pytest", "ruff", "mypy", "av"}


def test_gdviz_itself_comes_first_with_its_own_license():
    own = licenses.installed()[0]
    assert (own.name, own.license) == ("gdviz", "MIT")
    text = (PROJECT / "packaging" / "LICENSE").read_text(encoding="utf-8")
    assert [file.read_text(encoding="utf-8") for file in own.files] == [text]


def test_each_has_a_license_and_the_texts_are_there():
    for each in licenses.installed():
        assert each.license, each.name
        assert each.version, each.name
        assert all(file.is_file() for file in each.files)
        if each.name not in ("Qt", "PySide6_Essentials", "shiboken6"):  # their wheels bring no text
            assert each.files, each.name


def test_the_works_own_license_comes_before_those_of_its_parts():
    numpy = next(each for each in licenses.installed() if each.name == "numpy")
    assert "NumPy Developers" in numpy.files[0].read_text(encoding="utf-8")
    assert len(numpy.files) > 1


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"License-Expression": "MIT"}, "MIT"),
        ({"License": "BSD"}, "BSD"),
        ({"License": "BSD 3-Clause License\n\nCopyright somebody\n"}, "BSD 3-Clause License"),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, "MIT License"),
        ({}, ""),
    ],
)
def test_how_a_license_is_named(fields, name):
    import email.message

    about = email.message.Message()
    for key, value in fields.items():
        about[key] = value
    assert licenses.license_of(about) == name


def test_what_is_not_installed_is_not_listed(monkeypatch):
    assert licenses.required("no-such-distribution") == []
    monkeypatch.setattr(metadata, "requires", lambda name: ["no-such>=1", "numpy; extra == 'x'"])
    assert [each.name for each in licenses.required("gdviz")] == ["gdviz"]


def test_a_package_lists_all_with_their_texts(collector, common, tmp_path):
    copyright_file = tmp_path / "copyright"
    copyright_file.write_text(COPYRIGHT)
    font = collector.from_debian("Micro Hei", "0.2", copyright_file, common)
    assert font.license == "Apache-2.0 or GPL-3+"
    written = collector.collect(tmp_path / "licenses", [font], common)
    read = licenses.components(tmp_path / "licenses")
    assert [(each.name, each.version, each.license) for each in read] == [each[:3] for each in written]
    assert {each.name for each in read} == {each.name for each in licenses.installed()} | {"Micro Hei"}
    for each in read:
        assert each.files, each.name
        assert all(file.parent == tmp_path / "licenses" for file in each.files)
        assert all(file.read_text(encoding="utf-8").strip() for file in each.files)
    texts = {each.name: [file.read_text(encoding="utf-8") for file in each.files] for each in read}
    assert texts["Qt"][0] == "The text of LGPL-3."
    assert texts["Micro Hei"] == [COPYRIGHT, "The text of Apache-2.0."]
    listed = {
        name for each in json.loads((tmp_path / "licenses/index.json").read_bytes()) for name in each["files"]
    }
    assert listed == {path.name for path in (tmp_path / "licenses").iterdir()} - {"index.json"}


def test_where_a_system_has_no_common_licenses_the_package_says_where_they_are(collector, tmp_path):
    target = tmp_path / "licenses"
    collector.collect(target, [], tmp_path / "nowhere")
    (qt,) = (each for each in licenses.bundled(target) if each.name == "Qt")
    assert "https://www.gnu.org/licenses/lgpl-3.0.txt" in qt.files[0].read_text(encoding="utf-8")


def test_what_is_bundled_without_being_imported_is_listed_too(collector):
    found = collector.from_distribution("pytest")
    assert found.name == "pytest"
    assert found.license == "MIT"
    assert "Permission is hereby granted" in found.files[0].read_text(encoding="utf-8")


def test_nothing_is_packaged_without_its_license(collector, common, tmp_path):
    for bad in (Component("a", "1", "", (common / "GPL-3",)), Component("a", "1", "MIT")):
        with pytest.raises(collector.LicenseError, match="a 1 comes without"):
            collector.collect(tmp_path / "licenses", [bad], common)
    gone = Component("a", "1", "MIT", (tmp_path / "gone",))
    with pytest.raises(collector.LicenseError, match="can't be read"):
        collector.collect(tmp_path / "licenses", [gone], common)


def test_the_script_says_what_it_did(collector, tmp_path, capsys, monkeypatch, common):
    monkeypatch.setattr(collector.collect, "__defaults__", ((), common))
    (tmp_path / "copyright").write_text(COPYRIGHT)
    bundled = ["--bundled", "libxcb", "1.15", str(tmp_path / "copyright")]
    assert collector.main([str(tmp_path / "out"), "--font", str(tmp_path / "copyright"), *bundled]) == 0
    assert "components" in capsys.readouterr().out
    names = [each.name for each in licenses.components(tmp_path / "out")]
    assert {"Chinese font", "libxcb"} <= set(names)
    assert names == ["gdviz", *sorted(set(names) - {"gdviz"}, key=str.casefold)]
    assert collector.main([str(tmp_path / "out"), "--font", str(tmp_path / "none")]) == 1
    assert "none can't be read" in capsys.readouterr().err


@pytest.mark.parametrize("index", [None, "", "{", "{}", "[1]", '[{"name": "a"}]', "null"])
def test_without_a_sound_list_the_installed_ones_are_shown(tmp_path, index):
    if index is not None:
        (tmp_path / "index.json").write_text(index)
    found = licenses.components(tmp_path)
    assert ("Python" in {each.name for each in found}) is (index != "{}")
