"""Pictures out of the window: by key, onto the clipboard, by dragging, and back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from gdviz.document import codec, lessons
from gdviz.document.scene import Row
from gdviz.document.tiles import make_tile
from gdviz.export.picture.choices import STAGE_MARGIN
from gdviz.export.picture.pictures import FORMATS, picture
from gdviz.export.picture.sheet import Sheet
from gdviz.panels.export_dialog.export_dialog import ExportDialog
from tests.sampling import some

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(make_window):
    """With two views of the first lesson: quicker than with all."""
    first = lessons.all()[0].scene
    return make_window(replace(first, stage=(Row(tiles=(make_tile("loss"), make_tile("weights"))),)))


def test_copy_by_key_gives_the_stage_in_its_size(window):
    QTest.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    image = QGuiApplication.clipboard().image()
    assert image.size() == 2 * (window.stage.size() + 2 * QSize(STAGE_MARGIN, STAGE_MARGIN))
    assert image.dotsPerMeterX() == pytest.approx(2 * window.logicalDpiX() / 0.0254, rel=1e-3)
    window.stage.toggle_enlarged("loss")
    window.settled()
    QTest.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    wanted = window.stage.view("loss").size()
    assert QGuiApplication.clipboard().image().size() == 2 * wanted
    assert wanted.width() > 0.95 * window.stage.width()
    QGuiApplication.clipboard().clear()


def test_the_stage_gives_the_views_that_are_on_it_and_misses_no_other(make_window, settings):
    settings.look = "projector"
    window = make_window(lessons.find("4").scene)
    stage = window.stage
    before = stage.fit.shown
    stage.pick(stage.fit.waiting[-1])
    window.settled()
    assert stage.fit.shown != before
    assert stage.fit.waiting
    sheet = Sheet(window.pictures.here())
    sheet.show_frame(window.session.frame)
    sheet.settle(window.session.frame)
    assert sheet.hero.fit.shown == stage.fit.shown
    assert sheet.drawing().complete
    sheet.done()


def test_the_dialog_gives_the_views_that_are_on_stage_now(make_window, settings):
    settings.look = "projector"
    window = make_window(lessons.find("4").scene)
    for _ in range(2):
        window.pictures.ask_export()
        assert window.pictures.dialog.choices.views == window.stage.fit.shown
        window.pictures.dialog.reject()
        window.stage.pick(window.stage.fit.waiting[-1])
        window.settled()


@pytest.mark.parametrize(("ratio", "finer"), some([(1.5, 2.0), (1.0, 2.0), (3.0, 3.0)], 1))
def test_a_picture_for_elsewhere_is_as_fine_as_the_screen_and_twice_at_least(
    window, monkeypatch, ratio, finer
):
    monkeypatch.setattr(window, "devicePixelRatioF", lambda: ratio)
    coarse, fine = window.pictures.here("loss").paper, window.pictures.sharp("loss").paper
    assert (fine.width, fine.height) == (finer * coarse.width, finer * coarse.height)
    assert fine.dpi == finer * coarse.dpi


def test_export_by_key_offers_what_is_on_stage(window, monkeypatch, tmp_path):
    shown = []

    def act(dialog):
        shown.append([dialog.form.view.itemData(place) for place in range(dialog.form.view.count())])
        dialog.show_preview()
        dialog.save_as(tmp_path / "a.png")
        dialog.done(0)

    monkeypatch.setattr(ExportDialog, "open", act)
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
        assert image.size() == 2 * tile.view.size()
        assert QImage(file).size() == image.size()
        assert codec.load(file) == window.session.scene


@pytest.mark.parametrize("kind", some(FORMATS, 1))
def test_a_picture_opened_comes_back_at_its_step(window, tmp_path, kind):
    path = tmp_path / f"a.{kind}"
    window.session.set_playhead(17)
    window.settled()
    path.write_bytes(picture(window.session.frame, window.pictures.here("loss"), kind))
    window.documents.new()
    window.settled()
    assert window.session.frame.playhead == 0
    assert window.opening.open_path(path)
    window.settled()
    assert window.session.frame.playhead == 17


def test_a_picture_opened_is_a_new_document(window, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(picture(window.session.frame, window.pictures.here("loss"), "png"))
    scene = window.session.scene
    window.documents.new()
    assert window.session.scene != scene
    assert window.opening.open_path(path)
    assert window.session.scene == scene
    assert window.documents.path is None


def test_a_foreign_picture_is_explained(window, tmp_path):
    path = tmp_path / "a.png"
    image = QImage(9, 9, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(path))
    assert not window.opening.open_path(path)
    assert "carries no scene" in window.banner.label.text()


@pytest.fixture
def filming(window, qtbot, tmp_path):
    """The dialog, opened by its key, while it makes an animation."""
    QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    dialog = window.pictures.dialog
    assert dialog.isModal()
    dialog.form.format.setCurrentIndex(dialog.form.format.findData("gif"))
    dialog.form.preset.setCurrentIndex(dialog.form.preset.findData("slide"))  # large: it takes its time
    dialog.save_as(tmp_path / "a.gif")
    qtbot.waitUntil(lambda: dialog.bar.value() > 1)
    yield dialog
    dialog.done(0)  # or the window would ask, and wait for ever


def test_the_window_is_usable_while_an_animation_is_made(window, filming):
    assert filming.isVisible()
    assert not filming.isModal()
    forward = window.transport.buttons[window.transport.forward]
    QTest.mouseClick(forward, Qt.MouseButton.LeftButton)
    assert window.session.frame.playhead == 1
    window.pictures.ask_export()
    assert window.pictures.dialog is filming


def test_the_window_asks_before_it_gives_an_animation_up(window, filming, tmp_path, monkeypatch):
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answers.pop(0))
    assert not window.close()
    assert filming.filming is not None
    assert window.close()
    assert filming.filming is None
    assert not list(tmp_path.iterdir())


def test_the_dialog_comes_again_as_it_was_left(window):
    QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    first = window.pictures.dialog
    first.form.format.setCurrentIndex(first.form.format.findData("svg"))
    first.form.look_choice.setCurrentIndex(first.form.look_choice.findData("print"))
    first.done(0)
    assert window.pictures.dialog is None
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.session.set_playhead(5)
    window.settled()
    QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    second = window.pictures.dialog
    assert (second.form.kind, second.choices.look, second.frame.playhead) == ("svg", "print", 5)
    second.done(0)


@pytest.mark.parametrize("source", some(["here", "elsewhere"], 1))
def test_a_view_let_go_within_the_window_changes_nothing(window, tmp_path, monkeypatch, source):
    path = tmp_path / "a.png"
    path.write_bytes(picture(window.session.frame, window.pictures.here("loss"), "png"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    how = Qt.DropAction.CopyAction, mime, left, none
    entering, event = QDragEnterEvent(QPoint(600, 400), *how), QDropEvent(QPointF(600, 400), *how)
    if source == "here":  # as Qt tells of drags that began in the same program
        monkeypatch.setattr(QDropEvent, "source", lambda event: window)
    opened = []
    monkeypatch.setattr(window.opening, "open_path", opened.append)
    QApplication.sendEvent(window, entering)
    QApplication.sendEvent(window, event)
    assert opened == ([] if source == "here" else [path])
