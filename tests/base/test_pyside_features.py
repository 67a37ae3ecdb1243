"""What is read in after PySide6."""

import importlib
import linecache


def test_pyside_reads_no_source(qapp, tmp_path, monkeypatch):
    from gdviz.base import pyside_features  # noqa: F401

    file = tmp_path / "read_in_late.py"
    file.write_text("VALUE = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert importlib.import_module("read_in_late").VALUE == 1
    assert str(file) not in linecache.cache
