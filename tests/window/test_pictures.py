"""Pictures out of the window: by key, onto the clipboard, by dragging, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QImage
from PySide6.QtTest import QTest

from gdviz import codec
from gdviz.export.pictures import picture
from gdviz.panels.export_dialog import ExportDialog

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_copy_by_key_gives_the_stage_in_its_size(window):
    QTest.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    image = QGuiApplication.clipboard().image()
    assert image.size() == window.stage.size()
    window.stage.toggle_enlarged("loss")
    window.settled()
    QTest.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    wanted = window.stage.view("loss").size()
    assert QGuiApplication.clipboard().image().size() == wanted
    assert wanted.width() > 0.95 * window.stage.width()
    QGuiApplication.clipboard().clear()


def test_export_by_key_offers_what_is_on_stage(window, monkeypatch, tmp_path):
    shown = []

    def act(dialog):
        shown.append([dialog.form.view.itemData(place) for place in range(dialog.form.view.count())])
        dialog.show_preview()
        dialog.save_as(tmp_path / "a.png")
        return 0

    monkeypatch.setattr(ExportDialog, "exec", act)
    window.session.set_playhead(7)
    window.settled()
    QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    assert shown[0][0] == ""
    assert "loss" in shown[0]
    assert codec.load(tmp_path / "a.png") == window.session.scene
    assert window.settings.folder == tmp_path


@pytest.mark.parametrize("far", [True, False])
def test_a_view_is_dragged_out_by_its_header(window, monkeypatch, far):
    dragged = []

    def take(drag, *_):
        mime = drag.mimeData()
        dragged.append((QImage(mime.imageData()), mime.urls()[0].toLocalFile()))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", take)
    tile = window.stage.tile("loss")
    begin = tile.label.geometry().center()
    QTest.mousePress(tile, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(tile, begin + QPoint(60 if far else 1, 0))
    QTest.mouseRelease(tile, Qt.MouseButton.LeftButton, pos=begin)
    assert len(dragged) == far
    if far:
        image, file = dragged[0]
        assert image.size() == tile.view.size()
        assert codec.load(file) == window.session.scene


def test_a_picture_opened_is_a_new_document(window, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(picture(window.session.frame, window.pictures.here("loss"), "png"))
    scene = window.session.scene
    window.documents.new()
    assert window.session.scene != scene
    assert window.open_path(path)
    assert window.session.scene == scene
    assert window.documents.path is None


def test_a_foreign_picture_is_explained(window, tmp_path):
    path = tmp_path / "a.png"
    image = QImage(9, 9, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(path))
    assert not window.open_path(path)
    assert "carries no scene" in window.banner.label.text()
