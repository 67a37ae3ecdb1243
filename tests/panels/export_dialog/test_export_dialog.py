"""The export dialog, by its own controls: what the preview shows is what is saved."""

from __future__ import annotations

import gc

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from gdviz.document import codec, lessons
from gdviz.document.frame import Frame
from gdviz.engine.runs import run
from gdviz.export.animation.film import Film
from gdviz.export.picture.choices import PRESETS, Choices
from gdviz.export.picture.paper import Paper
from tests.sampling import some


@pytest.fixture
def dialog(qtbot, tmp_path):
    """The dialog on the first lesson at step 4, with its preview."""
    from gdviz.panels.export_dialog.export_dialog import ExportDialog

    gc.disable()
    scene = lessons.find("1").scene
    recordings = tuple(run(each.experiment) for each in scene.runs)
    frame = Frame(scene, recordings, tuple(each.published for each in recordings), 4, 0, 1)
    choices = Choices(paper=Paper(640, 360))
    made = ExportDialog(frame, choices, [("loss", "Loss"), ("weights", "Parameters")], tmp_path / "Mine.png")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.show_preview()
    yield made
    made.done(0)
    made.done(0)
    gc.enable()


def pick(box, data):
    """Choose an entry of a box by its keys."""
    box.setFocus()
    while box.currentData() != data:
        key = Qt.Key.Key_Down if box.currentIndex() < box.findData(data) else Qt.Key.Key_Up
        QTest.keyClick(box, key)


def test_the_form_scrolls_upwards_alone(dialog, qtbot):
    for kind in ("png", "gif", "pdf"):
        pick(dialog.form.format, kind)
        area, form = dialog.area, dialog.form
        qtbot.waitUntil(
            lambda area=area, form=form: area.viewport().width() >= form.minimumSizeHint().width()
        )


def test_the_preview_has_the_pictures_shape_and_follows_the_form(dialog, qtbot):
    image = dialog.preview.image
    assert image.width() / image.height() == pytest.approx(640 / 360, rel=0.02)
    pick(dialog.form.look_choice, "dark")
    qtbot.waitUntil(lambda: dialog.preview.image is not image)
    assert dialog.preview.image.pixelColor(2, 2).lightness() < 60
    dark = dialog.preview.image
    pick(dialog.form.view, "loss")
    pick(dialog.form.preset, "square")
    qtbot.waitUntil(lambda: dialog.preview.image is not dark)
    assert dialog.preview.image.width() == dialog.preview.image.height()
    assert dialog.choices.view == "loss"


@pytest.mark.parametrize("preset", some(PRESETS, 2), ids=lambda preset: preset.name)
def test_presets_fill_the_form(dialog, preset):
    pick(dialog.form.preset, preset.name)
    assert (dialog.choices.paper, dialog.choices.type_size) == (preset.paper, preset.type_size)
    assert dialog.form.preset.currentData() == preset.name
    millimetres = preset.name in ("a4", "column")
    shown = preset.paper.width_mm if millimetres else preset.paper.width
    assert dialog.form.width_box.value() == pytest.approx(shown, abs=0.1)


def test_a_size_of_ones_own_in_millimetres(dialog):
    pick(dialog.form.unit, "mm")
    dialog.form.dpi.setValue(300)
    dialog.form.width_box.setValue(100)
    dialog.form.height_box.setValue(50)
    assert dialog.choices.paper == Paper.of_mm(100, 50, 300)
    assert dialog.form.preset.currentData() == ""


def test_a_size_that_can_not_be_drawn_is_told(dialog):
    dialog.form.width_box.setValue(3)
    assert "64" in dialog.sentence.text()
    assert not dialog.save.isEnabled()
    dialog.form.width_box.setValue(300)
    assert dialog.save.isEnabled()
    assert dialog.sentence.text() == ""
    assert dialog.choices.paper.width == 300


@pytest.mark.parametrize("kind", some(["svg", "png", "pdf"], 1))
def test_saving(dialog, tmp_path, monkeypatch, kind):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "picture"), ""))
    heard = []
    dialog.saved.connect(heard.append)
    pick(dialog.form.format, kind)
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    path = tmp_path / f"picture.{kind}"
    assert heard == [path]
    assert path.name in dialog.sentence.text()
    assert codec.load(path) == dialog.frame.scene


@pytest.mark.parametrize("answer", ["Yes", "Cancel"])
def test_a_file_is_not_written_over_because_its_ending_was_left_out(dialog, tmp_path, monkeypatch, answer):
    asked, places = [], [str(tmp_path / "picture"), ""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (places.pop(0), ""))

    def ask(box):
        asked.append(box.text())
        return getattr(QMessageBox.StandardButton, answer)

    monkeypatch.setattr(QMessageBox, "exec", ask)
    path = tmp_path / "picture.png"
    path.write_text("precious")
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert len(asked) == 1
    assert "picture.png" in asked[0]
    assert (path.read_bytes() == b"precious") == (answer == "Cancel")


def test_a_length_sets_the_speed_and_the_other_way_round(dialog):
    form = dialog.form
    pick(form.format, "gif")
    assert form.length.value() == 8.0  # 40 steps
    form.length.setValue(12.0)
    assert form.film().length == pytest.approx(12.0)
    assert form.speed.value() == pytest.approx(40 / 12, abs=0.01)
    form.speed.setValue(20.0)
    assert form.length.value() == 2.0
    form.until.setValue(20)
    assert form.film().speed == 20.0
    assert form.length.value() == 1.0


def test_views_that_have_no_room_are_told(dialog, qtbot):
    pick(dialog.form.preset, "column")
    qtbot.waitUntil(lambda: "everything fits" in dialog.sentence.text())
    assert dialog.save.isEnabled()
    pick(dialog.form.view, "loss")
    assert dialog.sentence.text() == ""
    pick(dialog.form.preset, "slide")
    dialog.show_preview()
    assert dialog.sentence.text() == ""


def test_a_folder_that_is_gone_is_told(dialog, tmp_path):
    dialog.save_as(tmp_path / "none" / "a.png")
    assert "The folder does not exist." in dialog.sentence.text()


def test_copying(dialog):
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().image().size().toTuple() == (640, 360)
    QGuiApplication.clipboard().clear()


def test_an_animation_is_made_beside_the_window(dialog, qtbot, tmp_path):
    pick(dialog.form.format, "gif")
    assert not dialog.copy.isEnabled()
    dialog.form.until.setValue(5)
    assert dialog.form.frames.text() == "6 frames"
    with qtbot.waitSignal(dialog.saved, timeout=60_000):
        dialog.save_as(tmp_path / "a.gif")
        assert dialog.bar.isVisible()
        assert not dialog.form.isEnabled()
    with Image.open(tmp_path / "a.gif") as image:
        assert image.n_frames == Film(0, 5).count
        assert image.size == (640, 360)
    assert dialog.form.isEnabled()
    assert not dialog.bar.isVisible()


def test_stopping_an_animation_leaves_no_file(dialog, qtbot, tmp_path):
    pick(dialog.form.format, "apng")
    dialog.save_as(tmp_path / "a.apng")
    qtbot.waitUntil(lambda: dialog.bar.value() > 1)
    QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "no file" in dialog.sentence.text()
    assert not list(tmp_path.iterdir())
    QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_steps_in_the_wrong_order_are_told(dialog):
    pick(dialog.form.format, "webp")
    dialog.form.first.setValue(40)
    assert "before" in dialog.sentence.text()
    assert not dialog.save.isEnabled()


def test_mp4_without_an_encoder_says_what_to_install(dialog, tmp_path, monkeypatch):
    monkeypatch.setattr("gdviz.export.animation.encoder.video_encoder", lambda: "")
    monkeypatch.setattr("gdviz.panels.export_dialog.export_dialog.video_encoder", lambda: "")
    pick(dialog.form.format, "mp4")
    assert "ffmpeg" in dialog.sentence.text()
    assert not dialog.save.isEnabled()
    pick(dialog.form.format, "webp")
    assert dialog.sentence.text() == ""
    assert dialog.save.isEnabled()
    pick(dialog.form.format, "mp4")
    dialog.save_as(tmp_path / "a.mp4")
    assert "ffmpeg" in dialog.sentence.text()
    assert dialog.filming is None


def test_a_transparent_picture_is_seen_as_such(dialog, qtbot, tmp_path):
    image = dialog.preview.image
    dialog.form.flags["transparent"].setChecked(True)
    qtbot.waitUntil(lambda: dialog.preview.image is not image)
    assert dialog.preview.image.hasAlphaChannel()
    dialog.grab()
    dialog.save_as(tmp_path / "a.png")
    assert QImage(str(tmp_path / "a.png")).pixelColor(1, 1).alpha() == 0


@pytest.mark.parametrize("act", some(["save_as", "show_preview", "copy_picture"], 1))
def test_a_dialog_that_is_gone_when_its_picture_is_drawn_does_no_more(dialog, monkeypatch, tmp_path, act):
    """Events go on while views compute: whatever closes it may come then."""
    from gdviz.panels.export_dialog import export_dialog

    shown, said = dialog.preview.image, dialog.sentence.text()
    monkeypatch.setattr(export_dialog, "isValid", lambda thing: thing is not dialog)
    getattr(dialog, act)(*([tmp_path / "a.png"] if act == "save_as" else []))
    assert dialog.preview.image is shown
    assert dialog.sentence.text() == said
    assert not list(tmp_path.glob("*.png"))
