"""The log stays small, and never becomes a trouble of its own."""

import logging
import sys

import pytest

from gdviz.app.crash.log_file import MOST_BYTES, LogFile


@pytest.fixture
def log(tmp_path):
    logger = logging.Logger("gdviz.test")
    logger.addHandler(LogFile(tmp_path / "gdviz.log"))
    return logger


def test_what_went_wrong_is_appended(log, tmp_path):
    log.info("nothing of interest")
    log.error("first 学习率 \ud800")
    log.error("second")
    lines = (tmp_path / "gdviz.log").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert "ERROR gdviz.test: first 学习率 ?" in lines[0]
    assert lines[1].endswith("second")


def test_it_begins_anew_when_it_is_large_and_keeps_one_old_one(log, tmp_path):
    for _ in range(MOST_BYTES // 1000 * 3):
        log.error("x" * 1000)
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert set(sizes) == {"gdviz.log", "gdviz.old.log"}
    assert max(sizes.values()) < MOST_BYTES + 2000


def test_a_folder_that_is_gone_is_no_error(tmp_path, monkeypatch):
    logger = logging.Logger("gdviz.test")
    logger.addHandler(LogFile(tmp_path / "none" / "gdviz.log"))
    monkeypatch.setattr(sys, "stderr", None)
    logger.error("lost")
    assert list(tmp_path.iterdir()) == []
