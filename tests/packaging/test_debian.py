"""The Debian package: its layout, what it depends on, and that Debian's tools take it."""

import gzip
import hashlib
import os
import re
import shutil
import stat
import subprocess
import sys

import changelog
import pytest
from linux import debian, man, needs
from names import APP_ID, PROJECT

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("objdump") is None, reason="needs Linux and binutils"
)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """A folder like PyInstaller's, with a small program of the system in place of gdviz."""
    folder = tmp_path_factory.mktemp("dist") / "gdviz"
    (folder / "_internal" / "resources" / "licenses").mkdir(parents=True)
    shutil.copy(shutil.which("true"), folder / "gdviz")
    (folder / "_internal" / "libbrought.so.1.2").write_bytes(b"data")
    (folder / "_internal" / "libbrought.so.1.2").chmod(0o777)
    (folder / "_internal" / "libbrought.so.1").symlink_to("libbrought.so.1.2")
    (folder / "_internal" / "resources" / "licenses" / "index.json").write_text("[]", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lay_out(app, releases):
    def lay_out(root):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(changelog, "current", lambda version: releases)
            debian.write_tree(app, root, releases[0].version)
        return root

    return lay_out


@pytest.fixture(scope="module")
def root(lay_out, tmp_path_factory):
    return lay_out(tmp_path_factory.mktemp("package") / "root")


def control(root):
    lines = (root / "DEBIAN" / "control").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if not line.startswith(" "))


def test_everything_is_where_debian_looks_for_it(root):
    for name in (
        "usr/lib/gdviz/gdviz",
        "usr/lib/gdviz/_internal/libbrought.so.1",
        "usr/share/applications/gdviz.desktop",
        "usr/share/mime/packages/gdviz.xml",
        f"usr/share/metainfo/{APP_ID}.metainfo.xml",
        "usr/share/icons/hicolor/48x48/apps/gdviz.png",
        "usr/share/man/man1/gdviz.1.gz",
        "usr/share/doc/gdviz/copyright",
        "usr/share/doc/gdviz/changelog.gz",
    ):
        assert (root / name).is_file(), name
    assert (root / "usr/bin/gdviz").resolve() == (root / "usr/lib/gdviz/gdviz").resolve()
    assert not list(root.rglob("*.ico"))


def test_only_the_program_is_executable_and_all_can_read(root):
    executable = root / "usr/lib/gdviz/gdviz"
    for path in root.rglob("*"):
        if not path.is_symlink():
            expected = 0o755 if path.is_dir() or path == executable else 0o644
            assert stat.S_IMODE(path.stat().st_mode) == expected, path


def test_the_control_file_tells_version_size_and_needs(root, releases):
    found = control(root)
    assert found["Package"] == "gdviz"
    assert found["Version"] == releases[0].version
    assert "xkb-data" in found["Depends"]
    assert re.search(r"\blibc6 \(>= 2\.3[4-9]\)", found["Depends"])
    bytes_in_all = sum(path.lstat().st_size for path in (root / "usr").rglob("*") if path.is_file())
    assert bytes_in_all / 1024 < int(found["Installed-Size"]) < bytes_in_all / 1024 + 500


def test_the_sums_are_those_of_every_file(root):
    lines = (root / "DEBIAN/md5sums").read_text(encoding="utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    files = [path for path in (root / "usr").rglob("*") if path.is_file() and not path.is_symlink()]
    assert told == {str(path.relative_to(root)): hashlib.md5(path.read_bytes()).hexdigest() for path in files}


def test_the_changelog_is_debians(root, releases):
    text = gzip.decompress((root / "usr/share/doc/gdviz/changelog.gz").read_bytes()).decode()
    heads = re.findall(r"^gdviz \((.+)\) stable; urgency=medium$", text, re.MULTILINE)
    assert heads == [release.version for release in releases]
    assert "  * Draws <everything> & more.\n" in text
    assert f" -- {debian.MAINTAINER}  Thu, 26 Nov 2026 12:00:00 +0000\n" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_copyright_leads_to_the_licenses(root):
    text = (root / "usr/share/doc/gdviz/copyright").read_text(encoding="utf-8")
    (place,) = re.findall(r"in full in (/\S+)\.\n", text)
    assert (root / place.removeprefix("/") / "index.json").is_file()


def test_the_copyright_has_the_license_of_gdviz_in_full(root):
    text = (root / "usr/share/doc/gdviz/copyright").read_text(encoding="utf-8")
    paragraphs = text.split("\n\n")
    assert any(each.startswith("Files: *\n") and each.endswith("License: Expat") for each in paragraphs)
    indented = paragraphs[-1].removeprefix("License: Expat\n").splitlines()
    told = "\n".join("" if line == " ." else line.removeprefix(" ") for line in indented)
    whole = (PROJECT / "packaging" / "LICENSE").read_text(encoding="utf-8")
    assert told == whole[whole.index("Permission") :].rstrip()


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg is not installed")
def test_the_same_app_gives_the_same_package_whoever_builds_it(root, lay_out, tmp_path):
    umask = os.umask(0o077)
    try:
        other = lay_out(tmp_path / "other")
    finally:
        os.umask(umask)
    packages = tmp_path / "packages"
    for source, name in ((root, "one.deb"), (other, "two.deb")):
        debian.build_deb(source, packages / name)
    one, two = ((packages / name).read_bytes() for name in ("one.deb", "two.deb"))
    assert one == two
    listed = subprocess.run(["dpkg-deb", "--contents", packages / "one.deb"], capture_output=True, text=True)
    assert "root/root" in listed.stdout
    assert "./usr/bin/gdviz -> ../lib/gdviz/gdviz" in listed.stdout


@pytest.mark.skipif(shutil.which("lintian") is None, reason="lintian is not installed")
def test_lintian_finds_no_error(root, tmp_path):
    debian.build_deb(root, tmp_path / "gdviz_0.2.0_amd64.deb")
    command = [
        "lintian",
        "--allow-root",
        "--no-cfg",
        "--tag-display-limit",
        "0",
        tmp_path / "gdviz_0.2.0_amd64.deb",
    ]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert [line for line in told.stdout.splitlines() if line.startswith(("E:", "W:"))] == []


# -- what it depends on --------------------------------------------------------------------------------------


OBJDUMP = """
Dynamic Section:
  NEEDED               {library}
  NEEDED               libc.so.6
  SONAME               libself.so.1

Version References:
  required from libc.so.6:
    0x06969196 0x00 04 GLIBC_2.{minor}
    0x09691a75 0x00 02 GLIBC_2.2.5
"""


@pytest.fixture
def linked(tmp_path, monkeypatch):
    """An app whose one program is said to be linked with a library."""

    def linked(library, minor=34, brought=()):
        (tmp_path / "gdviz").write_bytes(b"\x7fELF")
        for name in brought:
            (tmp_path / name).write_bytes(b"")
        text = OBJDUMP.format(library=library, minor=minor)
        monkeypatch.setattr(needs, "described", lambda path: text)
        return needs.packages(tmp_path)

    return linked


def test_a_library_of_the_system_is_depended_on_by_its_package(linked):
    assert linked("libxcb.so.1") == ("fontconfig", "libc6 (>= 2.34)", "libxcb1", "xkb-data")


def test_a_library_that_the_app_brings_is_not_depended_on(linked):
    assert linked("libxcb.so.1", brought=("libxcb.so.1",)) == ("fontconfig", "libc6 (>= 2.34)", "xkb-data")


@pytest.mark.parametrize(("minor", "expected"), [(4, "2.34"), (36, "2.36"), (100, "2.100")])
def test_the_newest_glibc_that_is_asked_for_counts(linked, minor, expected):
    assert f"libc6 (>= {expected})" in linked("libz.so.1", minor)


def test_a_library_that_would_be_missing_stops_the_build(linked):
    with pytest.raises(ValueError, match=r"brings no libnobody\.so\.7"):
        linked("libnobody.so.7")


def test_the_libraries_of_a_real_program_are_read(app):
    assert needs.packages(app)[1].startswith("libc6 (>= 2.3")


# -- the manual page -----------------------------------------------------------------------------------------


def test_the_manual_page_has_every_command_and_option(releases):
    page = man.page(releases[0].day)
    for text in ("gdviz run LESSON\\-OR\\-FILE", "\\-\\-every N", "\\-\\-transparent", "\\-\\-version"):
        assert f".B {text}" in page or f".B gdviz {text}" in page
    assert page.count(".SH ") >= 7
    assert "write CSV to FILE instead; \\- is standard output" in page


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_the_manual_page_is_set_without_a_warning(releases):
    command = ["groff", "-man", "-Tutf8", "-ww", "-z"]
    page = man.page(releases[0].day)
    told = subprocess.run(command, input=page, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert (told.returncode, told.stderr) == (0, "")
