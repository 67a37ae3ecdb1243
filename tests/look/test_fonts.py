"""The fonts that a packaged gdviz brings."""

from __future__ import annotations

import logging
import shutil
import subprocess

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from gdviz.look import fonts


@pytest.fixture
def brought(tmp_path, monkeypatch, qapp):
    """The folder in which `bring` looks, as in a packaged app."""
    monkeypatch.setattr(fonts, "folder", {"fonts": tmp_path}.get)
    yield tmp_path
    QFontDatabase.removeAllApplicationFonts()


def a_font():
    """The file of a font of this machine."""
    if not shutil.which("fc-match"):
        pytest.skip("no fontconfig")
    asked = subprocess.run(["fc-match", "--format=%{file}", ":scalable=true"], capture_output=True, text=True)
    if not asked.stdout.lower().endswith(fonts.ENDINGS):
        pytest.skip("no font")
    return asked.stdout


def test_a_checkout_has_none_and_says_nothing(qapp, caplog):
    assert fonts.bring() == []
    assert caplog.records == []


def test_a_font_becomes_known_by_its_families(brought):
    file = a_font()
    shutil.copy(file, brought)
    families = fonts.bring()
    assert families
    assert set(families) <= set(QFontDatabase.families())


def test_a_damaged_font_is_logged_and_left_out_and_a_licence_is_no_font(brought, caplog):
    (brought / "broken.ttf").write_bytes(b"not a font")
    (brought / "copyright.txt").write_text("Apache")
    with caplog.at_level(logging.ERROR, "gdviz"):
        assert fonts.bring() == []
    assert [record.getMessage() for record in caplog.records] == ["The font broken.ttf can't be read"]


@pytest.mark.parametrize("text", ["Slope 2.59", "坡度 2.59", "w₀ = ½·√x"])
def test_lines_are_as_high_as_their_own_letters(qapp, text):
    metrics = QFontMetrics(QFont())
    high = [metrics.boundingRect(0, 0, 9999, 9999, 0, "\n".join([text] * count)).height() for count in (1, 3)]
    assert high[0] <= fonts.line_height(metrics, text)
    assert high[1] <= 3 * fonts.line_height(metrics, text)
