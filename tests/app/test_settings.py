"""What the window remembers, and that nonsense in the file does no harm."""

import math
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from gdviz.app.settings import MAX_RECENT, Settings
from gdviz.look.look import SYSTEM


def store(qapp):
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "gdviz", "gdviz")


def test_defaults(qtbot):
    settings = Settings()
    assert (settings.look, settings.language, settings.speed, settings.loop) == (SYSTEM, "", 5.0, False)
    assert settings.recent == []
    assert settings.folder == Path.home()
    assert settings.notes_visible
    assert settings.parameters_visible
    assert settings.state("geometry").isEmpty()


@pytest.mark.parametrize(
    "value",
    [
        "@Variant(\\0\\0\\0\\v\\x7f\\xff\\xff\\xff)",
        '@"Variant"(\\0',
        "\\x40Variant(",
        "@Vari\\141nt(\\0",
        pytest.param("x" * 2**20, id="a large file"),
    ],
)
def test_what_qt_would_unpack_without_bounds_is_put_aside(qapp, value):
    file = Path(store(qapp).fileName())
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"[General]\nloop=true\nrecent={value}\n")
    assert not Settings().loop
    assert "recent" in file.with_suffix(".damaged").read_text()
    assert not file.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only POSIX has named pipes")
@pytest.mark.parametrize(
    "make", [lambda file: os.mkfifo(file), lambda file: os.symlink("/dev/zero", file)], ids=["pipe", "device"]
)
def test_what_has_no_end_is_put_aside(qapp, make):
    file = Path(store(qapp).fileName())
    file.parent.mkdir(exist_ok=True)
    make(file)
    settings = Settings()
    assert settings.new_profile
    settings.loop = True
    settings.save()
    assert "loop=true" in file.read_text()


def test_where_it_can_not_be_put_aside_nothing_is_read_of_it(qapp, monkeypatch):
    def refuse(*_):
        raise PermissionError

    file = Path(store(qapp).fileName())
    file.parent.mkdir(exist_ok=True)
    file.write_text("[General]\nloop=true\nrecent=@Variant(\\0\\0\\0\\v\\x7f\\xff\\xff\\xff)\n")
    monkeypatch.setattr(Path, "replace", refuse)
    settings = Settings()
    assert (settings.loop, settings.recent) == (False, [])
    settings.save()
    assert file.exists()


def test_where_nothing_can_be_kept_it_is_said_once_soon_after_a_change(qtbot, qapp):
    Path(store(qapp).fileName()).mkdir(parents=True)
    settings, told = Settings(), []
    settings.refused.connect(told.append)
    settings.loop = True
    qtbot.waitUntil(lambda: bool(told))
    settings.loop = False
    settings.save()
    assert told == [
        "What you choose here can’t be kept for the next start. "
        "It can't be written there: permission is denied."
    ]


def test_everything_survives_a_restart(qtbot, tmp_path):
    file = tmp_path / "a, b = ü.gdviz"
    file.touch()
    settings = Settings()
    settings.look, settings.language, settings.speed, settings.loop = "projector", "zh_CN", math.inf, True
    settings.notes_visible = settings.parameters_visible = False
    settings.folder = tmp_path
    settings.add_recent(file)
    settings.set_state("geometry", QByteArray(b"\x00\x01geometry"))
    settings.save()

    again = Settings()
    assert (again.look, again.language, again.speed, again.loop) == ("projector", "zh_CN", math.inf, True)
    assert not again.notes_visible
    assert not again.parameters_visible
    assert again.folder == tmp_path
    assert again.recent == [file]
    assert again.state("geometry") == QByteArray(b"\x00\x01geometry")


def test_recent_files_are_newest_first_once_each_and_only_those_that_exist(qtbot, tmp_path):
    files = [tmp_path / f"{number}.gdviz" for number in range(MAX_RECENT + 3)]
    settings = Settings()
    for file in files:
        file.touch()
        settings.add_recent(file)
    settings.add_recent(files[5])
    assert settings.recent[0] == files[5]
    assert len(settings.recent) == len(set(settings.recent)) == MAX_RECENT
    files[5].unlink()
    assert files[5] not in settings.recent
    settings.clear_recent()
    assert settings.recent == []


@pytest.mark.parametrize(
    "text",
    [
        "[General]\nlook=neon\nlanguage=tlh\nspeed=fast\nloop=perhaps\nnotes_visible=7\nrecent=@Invalid()\n",
        "[General]\nspeed=nan\nloop=\nfolder=/nowhere/at/all\nrecent=, ,\\0\n",
        "[General]\nspeed=-3\nlook=@Rect(1 2 3 4)\n[window]\ngeometry=17\nsplitter=@ByteArray(x)\n",
        f"[General]\nrecent={'9' * 5000}, a\nfolder={'9' * 5000}\n",
        "\x00\x01\x02 this is no ini file [[[[ = = =",
    ],
)
def test_nonsense_in_the_file_is_the_default(qtbot, text):
    path = Path(store(qtbot).fileName())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="latin-1")
    settings = Settings()
    assert settings.look == SYSTEM
    assert settings.language == ""
    assert settings.speed == 5.0
    assert not settings.loop
    assert settings.notes_visible
    assert settings.recent == []
    assert settings.folder == Path.home()
    assert settings.state("geometry").isEmpty()
