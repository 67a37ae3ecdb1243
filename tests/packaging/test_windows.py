"""The files for Windows, read as its tools read them. They could not be run where they were written."""

import re
from types import SimpleNamespace

import pytest
from names import MIME_TYPE, NAME, PROJECT, SUFFIX, VERSION
from windows import installer, version_info

FOLDER = PROJECT / "packaging" / "windows"
PARAMETER = re.compile(r'\s*(\w+):\s*("(?:[^"]|"")*"|[^;"]*)\s*(?:;|$)')


def section_lines(name, file="gdviz.iss"):
    """The lines of a section, without comments."""
    text = (FOLDER / file).read_text(encoding="utf-8-sig")
    found = re.search(rf"^\[{name}\]\n(.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL)
    lines = found[1].splitlines() if found else []
    return [line for line in lines if line.strip() and not line.startswith((";", "#"))]


def directives(name, file="gdviz.iss"):
    """A section of the form key=value."""
    pairs = [line.split("=", 1) for line in section_lines(name, file)]
    assert len(pairs) == len({key for key, _ in pairs}), f"[{name}] has a key twice"
    return dict(pairs)


def entries(name):
    """A section of the form Key: value; Key: value."""
    found = []
    for line in section_lines(name):
        matches = list(PARAMETER.finditer(line))
        assert "".join(match[0] for match in matches) == line, line
        values = {key: value.strip() for key, value in (match.groups() for match in matches)}
        unquoted = {
            key: value[1:-1].replace('""', '"') if value.startswith('"') else value
            for key, value in values.items()
        }
        found.append(unquoted)
    return found


@pytest.fixture(scope="module")
def registry():
    return {
        (entry["Subkey"].removeprefix("Software\\Classes\\"), entry.get("ValueName", "")): entry
        for entry in entries("Registry")
    }


# -- the installer -------------------------------------------------------------------------------------------


def test_the_installer_needs_no_administrator_and_writes_only_the_persons_registry():
    assert directives("Setup")["PrivilegesRequired"] == "lowest"
    assert directives("Setup")["DefaultDirName"] == "{autopf}\\gdviz"
    roots = {(entry["Root"], entry["Subkey"].partition("\\Classes\\")[0]) for entry in entries("Registry")}
    assert roots == {("HKA", "Software")}


def test_the_version_is_passed_and_names_the_installer():
    setup = directives("Setup")
    assert setup["AppVersion"] == "{#Version}"
    made = f"{setup['OutputDir']}/{setup['OutputBaseFilename']}.exe".replace("{#Version}", VERSION)
    assert PROJECT / made == installer.INSTALLER
    command = installer.command("ISCC.exe")
    assert command[-1] == str(FOLDER / "gdviz.iss")
    passed = dict(each.removeprefix("/D").split("=") for each in command if each.startswith("/D"))
    assert passed["Version"] == VERSION
    assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", passed["Numbers"])
    used = set(re.findall(r"{#(\w+)}", (FOLDER / "gdviz.iss").read_text(encoding="utf-8")))
    assert used == set(passed)


def test_what_is_installed_is_what_the_build_makes():
    setup = directives("Setup")
    assert (FOLDER / setup["SourceDir"].replace("\\", "/")).resolve() == PROJECT
    sources = {entry["Source"]: entry for entry in entries("Files")}
    assert set(sources) == {"dist\\gdviz\\*", "build\\icons\\gdviz-document.ico"}
    assert "recursesubdirs" in sources["dist\\gdviz\\*"]["Flags"]
    assert setup["SetupIconFile"] == "build\\icons\\gdviz.ico"
    programs = [entry["Filename"] for name in ("Icons", "Run") for entry in entries(name)]
    assert {*programs, setup["UninstallDisplayIcon"]} == {f"{{app}}\\{NAME}.exe"}


def test_scenes_open_in_gdviz_with_their_own_icon(registry):
    assert registry[SUFFIX, ""]["ValueData"] == "gdviz.scene"
    assert registry[SUFFIX, "Content Type"]["ValueData"] == MIME_TYPE
    assert registry["gdviz.scene\\DefaultIcon", ""]["ValueData"] == "{app}\\gdviz-document.ico,0"
    for kind in ("gdviz.scene", "gdviz.picture", "Applications\\gdviz.exe"):
        assert registry[f"{kind}\\shell\\open\\command", ""]["ValueData"] == '"{app}\\gdviz.exe" "%1"'


def test_pictures_offer_gdviz_and_keep_their_default(registry):
    for suffix in (".png", ".svg", ".pdf"):
        assert (suffix, "") not in registry
        entry = registry[f"{suffix}\\OpenWithProgids", "gdviz.picture"]
        assert entry["Flags"] == "uninsdeletevalue"  # the key is others' too
        assert ("Applications\\gdviz.exe\\SupportedTypes", suffix) in registry


def test_uninstalling_takes_every_key_of_gdviz_away(registry):
    removed = [
        key for (key, _), entry in registry.items() if "uninsdeletekey" in entry.get("Flags", "").split()
    ]
    for (key, _), entry in registry.items():
        gone = any(f"{key}\\".startswith(f"{each}\\") for each in removed)
        assert gone or entry.get("Flags") == "uninsdeletevalue", key
    assert all("gdviz" in key for key in removed)


def test_the_installer_speaks_both_languages():
    languages = {entry["Name"]: entry["MessagesFile"].split(",") for entry in entries("Languages")}
    assert set(languages) == {"en", "zh"}
    for files in languages.values():
        assert files[0] == "compiler:Default.isl"
        assert (PROJECT / files[1].replace("\\", "/")).is_file()
    english, chinese = (directives("CustomMessages", f"{name}.isl") for name in ("english", "chinese"))
    assert set(english) < set(chinese)
    script = (FOLDER / "gdviz.iss").read_text(encoding="utf-8")
    used = set(re.findall(r"{cm:(\w+)", script))
    assert used == set(chinese)
    assert used - set(english) == {"CreateDesktopIcon", "LaunchProgram"}  # Inno Setup's own
    assert script.isascii()
    raw = (FOLDER / "chinese.isl").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")  # else Inno Setup 6.2 reads it as the system's encoding
    messages = directives("Messages", "chinese.isl")
    assert len(messages) > 80
    assert [key for key, text in messages.items() if text.isascii()] == []


def test_the_compiler_is_found_where_its_installer_puts_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    for name in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name))
    assert installer.find_compiler() is None
    assert installer.build() is None
    place = tmp_path / "LOCALAPPDATA" / "Programs" / "Inno Setup 6" / "ISCC.exe"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"")
    assert installer.find_compiler() == str(place)


# -- the version ---------------------------------------------------------------------------------------------


def test_the_version_file_is_one_that_pyinstaller_evaluates(tmp_path):
    """PyInstaller evaluates the text with these names (its utils/win32/versioninfo.py)."""
    version_info.write(tmp_path / "build" / "version_info.txt")
    names = {
        "VSVersionInfo": lambda ffi, kids: SimpleNamespace(ffi=ffi, kids=kids),
        "FixedFileInfo": lambda filevers, prodvers, OS, fileType: (filevers, prodvers),  # noqa: N803
        "StringFileInfo": lambda tables: dict(tables),
        "StringTable": lambda name, entries: (name, dict(entries)),
        "StringStruct": lambda key, value: (key, value),
        "VarFileInfo": lambda variables: dict(variables),
        "VarStruct": lambda key, value: (key, value),
    }
    info = eval((tmp_path / "build" / "version_info.txt").read_text(encoding="utf-8"), names)
    assert info.ffi == (version_info.numbers(), version_info.numbers())
    strings, variables = info.kids
    assert list(strings) == ["040904B0", "080404B0"]
    assert variables["Translation"] == [0x0409, 0x04B0, 0x0804, 0x04B0]
    for table in strings.values():
        assert table["FileVersion"] == table["ProductVersion"] == VERSION
        assert table["OriginalFilename"] == "gdviz.exe"
    assert not strings["080404B0"]["Comments"].isascii()


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.2.3", (1, 2, 3, 0)),
        ("1.2.3.4", (1, 2, 3, 4)),
        ("2.0rc1", (2, 0, 0, 0)),
        ("1.2.3.dev4", (1, 2, 3, 0)),
    ],
)
def test_windows_counts_versions_in_four_numbers(version, expected):
    assert version_info.numbers(version) == expected
