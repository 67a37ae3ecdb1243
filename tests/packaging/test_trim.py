"""What is left out of PyInstaller's collection: never what the app needs."""

from __future__ import annotations

import doctest

import pytest
import trim

from tests.sampling import long

QT = "PySide6/Qt/plugins"
# A small collection: (name in the bundle, source, kind), and what each source is linked with.
ENTRIES = [
    ("libpython3.11.so.1.0", "/p/libpython3.11.so.1.0", "BINARY"),
    ("PySide6/QtCore.abi3.so", "/q/QtCore.abi3.so", "EXTENSION"),
    ("PySide6/QtSvg.abi3.so", "/q/QtSvg.abi3.so", "EXTENSION"),
    (f"{QT}/platforms/libqxcb.so", "/q/libqxcb.so", "BINARY"),
    (f"{QT}/platforms/libqeglfs.so", "/q/libqeglfs.so", "BINARY"),
    (f"{QT}/platformthemes/libqgtk3.so", "/q/libqgtk3.so", "BINARY"),
    (f"{QT}/styles/libqexample.so", "/q/libqexample.so", "BINARY"),
    ("PySide6/Qt/lib/libQt6Core.so.6", "/q/libQt6Core.so.6", "BINARY"),
    ("PySide6/Qt/lib/libQt6Svg.so.6", "/q/libQt6Svg.so.6", "BINARY"),
    ("PySide6/Qt/lib/libQt6XcbQpa.so.6", "/q/libQt6XcbQpa.so.6", "BINARY"),
    ("libxcb-cursor.so.0", "/u/libxcb-cursor.so.0", "BINARY"),
    ("libstdc++.so.6", "/u/libstdc++.so.6", "BINARY"),
    ("libgtk-3.so.0", "/u/libgtk-3.so.0", "BINARY"),
    ("libpango-1.0.so.0", "/u/libpango-1.0.so.0", "BINARY"),
]
LINKED = {
    "/q/QtCore.abi3.so": ["libQt6Core.so.6", "libc.so.6"],
    "/q/QtSvg.abi3.so": ["libQt6Svg.so.6", "libQt6Core.so.6"],
    "/q/libQt6Core.so.6": ["libstdc++.so.6"],
    "/q/libqxcb.so": ["libQt6XcbQpa.so.6"],
    "/q/libQt6XcbQpa.so.6": ["libxcb-cursor.so.0", "libQt6Core.so.6"],
    "/q/libqgtk3.so": ["libgtk-3.so.0"],
    "/u/libgtk-3.so.0": ["libpango-1.0.so.0"],
}


def left(entries):
    return [name.rsplit("/", 1)[-1] for name, _, _ in entries]


def test_plugins_that_nobody_asks_for_go_with_all_that_only_they_need():
    kept = left(trim.binaries(ENTRIES, lambda path: LINKED.get(path, [])))
    assert kept == [
        "libpython3.11.so.1.0",
        "QtCore.abi3.so",
        "QtSvg.abi3.so",  # of the icons
        "libqxcb.so",
        "libqexample.so",
        "libQt6Core.so.6",
        "libQt6Svg.so.6",
        "libQt6XcbQpa.so.6",
        "libxcb-cursor.so.0",
    ]


def test_a_library_is_kept_that_is_needed_through_others_only():
    chain = {**LINKED, "/p/libpython3.11.so.1.0": ["libgtk-3.so.0"]}
    kept = left(trim.binaries(ENTRIES, lambda path: chain.get(path, [])))
    assert {"libgtk-3.so.0", "libpango-1.0.so.0"} <= set(kept)


def test_what_a_desktop_has_is_its_own():
    assert "libstdc++.so.6" not in left(trim.binaries(ENTRIES, lambda path: LINKED.get(path, [])))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qt_zh_CN.qm", False),
        ("pyqtgraph/colors/maps/CET-L1.csv", True),
        ("pyqtgraph/icons/peegee/peegee.png", False),
        ("resources/lessons/01-one-step-at-a-time.json", True),
        ("numpy/_core/tests/data/x.csv", False),
    ],
)
def test_data_that_nobody_reads_goes(name, kept):
    assert bool(trim.data([(name, "/x", "DATA")])) is kept


@long
def test_no_module_that_gdviz_imports_is_left_out():
    import ast
    from pathlib import Path

    import gdviz

    imported = set()
    for path in Path(gdviz.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    optional = {"av"}  # only where the extra for MP4 is installed
    assert imported & set(trim.EXCLUDED_MODULES) <= optional


def test_examples():
    assert doctest.testmod(trim).failed == 0
