"""The files for macOS, read as it reads them. They could not be run where they were written."""

import os
import plistlib
import re
import sys

import icons
import pytest
from macos import dmg, info
from names import APP_ID, DOCUMENT_UTI, MIME_TYPE, VERSION


@pytest.fixture(scope="module")
def read():
    """Info.plist, written and read again."""
    return plistlib.loads(plistlib.dumps(info.plist()))


def test_the_app_tells_its_version_languages_and_sharpness(read):
    assert read["CFBundleIdentifier"] == APP_ID
    assert read["CFBundleShortVersionString"] == read["CFBundleVersion"] == VERSION
    assert read["CFBundleLocalizations"] == ["en", "zh-Hans"]
    assert read["NSHighResolutionCapable"] is True
    assert read["NSPrincipalClass"] == "NSApplication"
    for name in (APP_ID, DOCUMENT_UTI):
        assert re.fullmatch(r"[A-Za-z0-9.-]+", name)


def test_scenes_belong_to_gdviz(read):
    (exported,) = read["UTExportedTypeDeclarations"]
    tags = exported["UTTypeTagSpecification"]
    assert exported["UTTypeIdentifier"] == DOCUMENT_UTI
    assert tags == {"public.filename-extension": ["gdviz"], "public.mime-type": [MIME_TYPE]}
    scenes, _ = read["CFBundleDocumentTypes"]
    assert scenes["LSItemContentTypes"] == [DOCUMENT_UTI]
    assert (scenes["CFBundleTypeRole"], scenes["LSHandlerRank"]) == ("Editor", "Owner")


def test_the_document_icon_is_one_that_is_made(read, tmp_path):
    icons.make_bundles(tmp_path)
    scenes, _ = read["CFBundleDocumentTypes"]
    assert (tmp_path / scenes["CFBundleTypeIconFile"]).is_file()
    assert read["UTExportedTypeDeclarations"][0]["UTTypeIconFile"] == scenes["CFBundleTypeIconFile"]


def test_pictures_offer_gdviz_and_keep_their_default(read):
    _, pictures = read["CFBundleDocumentTypes"]
    assert pictures["LSHandlerRank"] == "Alternate"
    assert pictures["LSItemContentTypes"] == ["public.png", "public.svg-image", "com.adobe.pdf"]


def test_every_word_that_is_shown_is_in_both_languages(read, tmp_path):
    datas = info.write_strings(tmp_path)
    assert [place for _, place in datas] == [f"{name}.lproj" for name in read["CFBundleLocalizations"]]
    shown = {each["CFBundleTypeName"] for each in read["CFBundleDocumentTypes"]}
    shown |= {read["UTExportedTypeDeclarations"][0]["UTTypeDescription"]}
    for path, place in datas:
        with open(path, encoding="utf-8") as file:
            words = dict(re.findall(r'^"(.+)" = "(.+)";$', file.read(), re.MULTILINE))
        assert shown <= set(words)
        assert all(text.isascii() == (place == "en.lproj") for text in words.values())


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_the_disk_image_shows_the_app_beside_the_applications(tmp_path):
    app = tmp_path / "gdviz.app"
    (app / "Contents" / "Frameworks").mkdir(parents=True)
    (app / "Contents" / "Frameworks" / "Qt").symlink_to("elsewhere")
    dmg.lay_out(app, tmp_path / "stage")
    assert sorted(os.listdir(tmp_path / "stage")) == ["Applications", "gdviz.app"]
    assert (tmp_path / "stage/Applications").readlink().as_posix() == "/Applications"
    assert (tmp_path / "stage/gdviz.app/Contents/Frameworks/Qt").is_symlink()
    command = dmg.command(tmp_path / "stage", tmp_path / "gdviz.dmg")
    assert command[command.index("-srcfolder") + 1] == str(tmp_path / "stage")
    assert command[-1] == str(tmp_path / "gdviz.dmg")
