"""A lesson on paper out of the window."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox

from gdviz.document import codec, edits, lessons
from tests.sampling import long

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

BEATS = [
    {
        "id": "a",
        "title": {"en": "First"},
        "say": {"en": "Where is w after two steps?"},
        "teacher": {"en": "Wait."},
        "show": ["loss"],
        "ask": {"kind": "number", "column": "w", "row": 2, "within": 0.1},
    }
]


@pytest.fixture
def window(bare_window):
    """No view is needed here."""
    return bare_window


@pytest.fixture
def said(window):
    found = []
    window.handouts.said.connect(found.append)
    window.handouts.failed.connect(found.append)
    return found


def chosen(monkeypatch, path, form=0):
    def answer(parent, title, proposed, filters):
        return str(path), filters.split(";;")[form]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)


@long
def test_a_scene_of_one_s_own_is_handed_out(qtbot, window, said, monkeypatch, tmp_path):
    scene = edits.change(lessons.load("1"), "beats", BEATS)
    window.session.open(scene)
    window.settled()
    chosen(monkeypatch, tmp_path / "class")
    window.menus.actions["handout"].trigger()
    assert said == ["Writing “class.pdf”…"]
    window.menus.actions["handout"].trigger()
    assert "Wait until it is done" in said[-1]
    qtbot.waitUntil(lambda: window.handouts.process is None, timeout=60_000)
    assert said[-1] == "Saved as “class.pdf”."
    assert (tmp_path / "class.pdf").read_bytes().startswith(b"%PDF-")
    assert codec.loads(codec.dumps(window.session.scene)) == scene
    assert [path.name for path in tmp_path.iterdir()] == ["class.pdf"]


def test_what_can_t_be_handed_out_is_said(window, said, monkeypatch, tmp_path):
    chosen(monkeypatch, tmp_path / "no" / "class.pdf")
    window.menus.actions["handout"].trigger()
    assert said == ["", "“class.pdf” can’t be saved. The folder does not exist."]  # nothing is written
    assert window.handouts.process is None
    window.session.open(edits.change(lessons.load("1"), "lesson", ""))
    window.menus.actions["handout"].trigger()
    assert said[-1] == "This scene has no questions to hand out. Open a lesson."


def test_closing_asks_while_one_is_written(window, monkeypatch, tmp_path):
    answers = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answers.append(box.text()))
    window.handouts.save(tmp_path / "class.pdf", teacher=True)
    assert not window.handouts.may_close()
    assert answers
    window.handouts.stop()
    assert window.handouts.may_close()
    assert not list(Path(tmp_path).iterdir())


def test_a_lesson_becomes_a_folder_of_pictures(qtbot, window, said, monkeypatch, tmp_path):
    window.session.open(edits.change(lessons.load("1"), "beats", BEATS))
    window.settled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    window.menus.actions["lesson_pictures"].trigger()
    qtbot.waitUntil(lambda: window.handouts.process is None, timeout=60_000)
    (folder,) = tmp_path.iterdir()
    assert said[-1] == f"Saved as “{folder.name}”."
    pictures = {path.name: QImage(str(path)) for path in folder.iterdir()}
    assert sorted(pictures) == ["01-a.png", "02-a-answer.png"]
    assert {picture.size().toTuple() for picture in pictures.values()} == {(1920, 1080)}
    assert pictures["01-a.png"] != pictures["02-a-answer.png"]
