import sys

import pytest

from gdviz.base import resources


@pytest.fixture
def package(tmp_path, monkeypatch):
    """An installation in a folder of its own."""
    (tmp_path / "gdviz").mkdir()
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "gdviz" / "base" / "resources.py"))
    resources.folder.cache_clear()
    yield tmp_path.resolve()
    resources.folder.cache_clear()


def test_resources_of_this_installation_are_found():
    assert (resources.folder("lessons") / "01-one-step-at-a-time.json").is_file()
    assert resources.folder() == resources.folder("lessons").parent


@pytest.mark.parametrize("place", ["gdviz/resources", "resources"])
def test_resources_are_found_in_a_wheel_and_in_a_checkout(package, place):
    (package / place / "lessons").mkdir(parents=True)
    assert resources.folder() == package / place


def test_resources_are_found_in_a_bundle(package, monkeypatch):
    (package / "bundle" / "resources" / "lessons").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(package / "bundle"), raising=False)
    assert resources.folder("icons") == package / "bundle" / "resources" / "icons"


def test_a_damaged_installation_is_said_to_be_one(package):
    with pytest.raises(FileNotFoundError, match="not installed completely"):
        resources.folder()
