"""A Linux desktop's files: they say the same, in both languages, and the desktop's own tools accept them."""

import configparser
import os
import shutil
import subprocess
from xml.etree import ElementTree

import pytest
from linux import share as desktop
from names import APP_ID, MIME_TYPE, SUFFIX

from gdviz.document import codec
from gdviz.document.scene import Scene

MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PICTURES = {"image/png", "image/svg+xml", "application/pdf"}


def needs(tool):
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed")


def run(*command, **environment):
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, env={**os.environ, **environment}, timeout=60
    )


def entry(share, name):
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str
    parser.read(share / "applications" / name, encoding="utf-8")
    return parser["Desktop Entry"]


def types(found):
    return set(filter(None, found["MimeType"].split(";")))


def test_the_menu_entry_speaks_both_languages_and_opens_scenes(share):
    found = entry(share, "gdviz.desktop")
    for key in ("GenericName", "Comment", "Keywords"):
        assert found[key].isascii()
        assert not found[f"{key}[zh_CN]"].isascii()
    assert found["Exec"] == "gdviz %F"
    assert types(found) == {MIME_TYPE}
    assert found["StartupWMClass"] == "gdviz"  # as application.py names the window


def test_pictures_are_opened_by_a_hidden_entry_that_comes_last(share):
    found = entry(share, "zz-gdviz-pictures.desktop")
    assert types(found) == PICTURES
    assert found["NoDisplay"] == "true"
    assert found["InitialPreference"] == "0"
    assert found["Exec"] == entry(share, "gdviz.desktop")["Exec"]


@needs("desktop-file-validate")
def test_the_desktop_files_are_valid(share):
    found = run("desktop-file-validate", "--no-hints", *(share / "applications").glob("*.desktop"))
    assert (found.returncode, found.stdout) == (0, "")


@needs("update-desktop-database")
@needs("gio")
def test_gdviz_opens_scenes_by_default_and_pictures_only_when_asked(share, tmp_path):
    """Even where no list of defaults exists, another viewer's double-click stays another viewer's."""
    data = tmp_path / "data"
    shutil.copytree(share / "applications", data / "applications")
    for path in (data / "applications").glob("*.desktop"):  # gio leaves out what can't be started
        path.write_text(path.read_text(encoding="utf-8").replace("=gdviz", "=true"), encoding="utf-8")
    viewer = "[Desktop Entry]\nType=Application\nName=V\nExec=true %f\nMimeType=image/png;application/pdf;\n"
    (data / "applications" / "viewer.desktop").write_text(viewer, encoding="utf-8")
    assert run("update-desktop-database", data / "applications").returncode == 0
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "home"), "XDG_DATA_DIRS": str(data)}
    home |= {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_CONFIG_DIRS": str(tmp_path), "LC_ALL": "C"}
    for kind in ("image/png", "application/pdf"):
        told = run("gio", "mime", kind, **home).stdout
        assert told.splitlines()[0].endswith(": viewer.desktop")
        assert "zz-gdviz-pictures.desktop" in told.partition("Recommended")[2]
    assert run("gio", "mime", MIME_TYPE, **home).stdout.splitlines()[0].endswith(": gdviz.desktop")


def test_the_file_type_has_the_suffix_both_languages_and_its_icon(share):
    (kind,) = ElementTree.parse(share / "mime/packages/gdviz.xml").getroot()
    assert kind.get("type") == MIME_TYPE
    assert kind.find(f"{MIME}glob").get("pattern") == f"*{SUFFIX}" == f"*{codec.SUFFIX}"
    assert [each.get(LANGUAGE) for each in kind.findall(f"{MIME}comment")] == [None, "zh_CN"]
    icon = kind.find(f"{MIME}icon").get("name")
    assert (share / "icons/hicolor/scalable/mimetypes" / f"{icon}.svg").is_file()


@needs("update-mime-database")
@needs("gio")
def test_a_scene_is_known_by_its_suffix_and_by_its_first_key(share, tmp_path):
    shutil.copytree(share / "mime", tmp_path / "mime")
    made = run("update-mime-database", tmp_path / "mime", XDG_DATA_HOME=str(tmp_path))
    assert made.returncode == 0
    assert "gdviz" not in made.stderr
    text = codec.dumps(Scene())
    for name, content, expected in (
        ("a.gdviz", text, MIME_TYPE),
        ("without-suffix", text, MIME_TYPE),
        ("without-spaces", text.replace("\n  ", "").replace(": ", ":"), MIME_TYPE),
        ("other", '{\n  "scene": 1\n}\n', None),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        told = run(
            "gio",
            "info",
            "-a",
            "standard::content-type",
            tmp_path / name,
            XDG_DATA_HOME=str(tmp_path),
            XDG_DATA_DIRS="",
        )
        assert (MIME_TYPE in told.stdout) == (expected is not None), name


def test_the_metainfo_names_the_other_files_and_the_releases_in_both_languages(share, releases):
    root = ElementTree.parse(share / desktop.METAINFO).getroot()
    assert root.findtext("id") == APP_ID
    assert root.findtext("project_license") == "MIT"
    assert (share / "applications" / root.findtext("launchable")).is_file()
    assert root.findtext("provides/mediatype") == MIME_TYPE
    assert [each.get("version") for each in root.iter("release")] == ["0.2.0", "0.1.0"]
    items = root.find("releases/release/description/ul")
    assert [each.text for each in items if each.get(LANGUAGE)] == list(releases[0].chinese)
    assert [each.text for each in items if not each.get(LANGUAGE)] == list(releases[0].changes)
    for text in ("summary", "description/p", "description/ul/li", "developer_name"):
        found = [each.get(LANGUAGE) for each in root.findall(text)]
        assert found.count(None) == found.count("zh_CN") > 0
    assert "{" not in (share / desktop.METAINFO).read_text(encoding="utf-8")


@needs("appstreamcli")
def test_the_metainfo_is_valid(share):
    told = run("appstreamcli", "validate", "--no-net", share / desktop.METAINFO)
    assert told.returncode == 0, told.stdout
    assert "warnings" not in told.stdout
