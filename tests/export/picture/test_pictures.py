"""Pictures: their size, what is in them, and that other programs show the same."""

from __future__ import annotations

import math
import re
import shutil
import subprocess

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QFontDatabase, QImage, QLinearGradient, QPainter, QPen, QTransform

from gdviz.base import qt_language
from gdviz.document import codec, lessons, long_lists, share
from gdviz.document.errors import DocumentError
from gdviz.document.in_pictures import PICTURE, SCENE
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import Himmelblau
from gdviz.export.picture import picture_text
from gdviz.export.picture.catcher import Catcher
from gdviz.export.picture.choices import PRESETS, Choices, entries
from gdviz.export.picture.drawing import Drawing, RasterImage, Shape, TextRun
from gdviz.export.picture.paper import Paper
from gdviz.export.picture.pictures import FORMATS, draw, painted, picture
from gdviz.export.picture.searchable import searchable
from gdviz.export.picture.svg import svg_of
from gdviz.look.look import PICTURE_LOOKS, PRINT
from tests.sampling import some

SURFACE = Scene(
    title="Four valleys",
    runs=(Run(problem=Himmelblau(), initial=(0.5, -3.5), steps=30), Run(problem=Himmelblau(), color=1)),
    stage=(Row(tiles=(make_tile("loss"), make_tile("weights"))),),
)
ALIKE = 0.02
tool = {name: shutil.which(name) for name in ("pdffonts", "pdftoppm", "pdfinfo", "pdftotext", "rsvg-convert")}


def needs(*names):
    missing = [name for name in names if tool[name] is None]
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}, another program")


def image_of(data):
    image = QImage()
    assert image.loadFromData(data)
    return image


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return data[:, : image.width(), :3].astype(float)


def unlike(first, second):
    """The share of places, a few pixels large, that differ clearly: programs hint type differently."""
    small = (160, 90)
    mode = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    apart = np.abs(pixels(first.scaled(*small, *mode)) - pixels(second.scaled(*small, *mode))).max(axis=-1)
    return (apart > 40).mean()


# -- sizes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_pixels_and_millimetres_are_those_of_the_preset(frame_of, preset):
    choices = preset.applied(Choices(view="weights"))
    frame, paper = frame_of(1), preset.paper
    image = image_of(picture(frame, choices, "png"))
    assert (image.width(), image.height()) == (paper.width, paper.height)
    assert image.dotsPerMeterX() == image.dotsPerMeterY() == round(paper.dpi / 0.0254)
    svg = picture(frame, choices, "svg").decode()
    width, height = map(float, re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', svg).groups())
    assert (width, height) == pytest.approx((paper.width_mm, paper.height_mm), abs=0.01)


@needs("pdfinfo", "pdftoppm")
@pytest.mark.parametrize(("width", "height"), some([(160, 90), (84, 63), (150.3, 200.9), (352.7, 100)], 1))
def test_a_pdf_has_the_papers_size_to_a_hair_and_is_filled(frame_of, tmp_path, width, height):
    path, paper = tmp_path / "a.pdf", Paper.of_mm(width, height, 600)
    path.write_bytes(picture(frame_of(1), Choices(view="weights", look="dark", paper=paper), "pdf"))
    ran = subprocess.run([tool["pdfinfo"], "-box", path], capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    for box in ("MediaBox", "TrimBox"):
        found = re.search(rf"{box}: +0.00 +0.00 +([\d.]+) +([\d.]+)", ran.stdout)
        points = tuple(map(float, found.groups()))
        assert points == pytest.approx((paper.width_mm / 25.4 * 72, paper.height_mm / 25.4 * 72), abs=0.006)
    subprocess.run([tool["pdftoppm"], "-r", "600", "-png", path, tmp_path / "a"], check=True)
    (shown,) = tmp_path.glob("a-*.png")
    image = QImage(str(shown))
    ground = PICTURE_LOOKS["dark"].surface.lower()
    for x in (2, image.width() // 2, image.width() - 4):
        for y in (2, image.height() - 4):
            assert image.pixelColor(x, y).name() == ground


@pytest.mark.parametrize("dpi", [96, 300])
def test_type_and_lines_have_their_size_in_points_whatever_the_dpi(frame_of, dpi):
    drawing = draw(frame_of(1), Choices(view="weights", paper=Paper.of_mm(100, 70, dpi), type_size=9.0))
    sizes = {item.font.pointSizeF() for item in drawing.items if isinstance(item, TextRun)}
    assert sizes == {9.0}
    shapes = [item for item in drawing.items if isinstance(item, Shape)]
    curve = [item.pen.widthF() for item in shapes if item.pen.style() != Qt.PenStyle.NoPen]
    assert 2.0 in curve  # logical pixels, of which an inch has 96: one and a half points
    assert max(curve) < 5
    assert drawing.size.width() == pytest.approx(100 / 25.4 * drawing.dpi, abs=1)


def test_a_larger_picture_is_the_same_picture(frame_of):
    frame = frame_of(3)
    small, large = (
        image_of(picture(frame, Choices(paper=Paper(960, 540, dpi)), "png"))
        if dpi == 96
        else image_of(picture(frame, Choices(paper=Paper(2880, 1620, dpi)), "png"))
        for dpi in (96, 288)
    )
    assert unlike(small, large) < ALIKE


@pytest.mark.parametrize("size", [(10, 100), (100, 20_000), (16_384, 16_384)])
def test_sizes_that_can_not_be_painted(size):
    with pytest.raises(ValueError, match="pixels"):
        Paper(*size)
    with pytest.raises(ValueError, match="dpi"):
        Paper(100, 100, 1)
    with pytest.raises(ValueError, match="points"):
        Choices(type_size=900)


# -- what is in them -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
def test_the_scene_comes_back(frame_of, tmp_path, kind):
    frame = frame_of(SURFACE, 12)
    path = tmp_path / f"picture.{kind}"
    path.write_bytes(picture(frame, Choices(view="loss"), kind))
    assert codec.load(path) == SURFACE


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_picture_is_the_same_file(frame_of, kind):
    choices = Choices(title=True, settings=True, language="zh_CN")
    assert picture(frame_of(7), choices, kind) == picture(frame_of(7), choices, kind)


def test_an_svg_has_words_and_lines(frame_of):
    svg = picture(frame_of(1), Choices(title=True, settings=True), "svg").decode()
    words = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    for said in ("One step at a time", "Loss", "slope", "Step 4 of 40", "loss", "Gradient descent"):
        assert said in words
    assert "vector-effect" not in svg
    assert svg.count("<path") > 50
    widths = {float(width) for width in re.findall(r'stroke-width="([\d.]+)"', svg)}
    assert max(widths) < 6


@needs("pdffonts", "pdftotext")
def test_a_pdf_embeds_its_fonts_chinese_too(frame_of, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(picture(frame_of(7), Choices(title=True, language="zh_CN"), "pdf"))
    table = subprocess.run([tool["pdffonts"], path], capture_output=True, text=True, check=True).stdout
    fonts = table.splitlines()[2:]
    assert fonts
    for font in fonts:
        assert re.search(r"Identity-H +yes +", font), font
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("needs a Chinese font")
    text = subprocess.run([tool["pdftotext"], path, "-"], capture_output=True, text=True, check=True).stdout
    assert "损失" in text
    assert "影子" in text


@pytest.mark.parametrize(("radical", "character"), [("⼦", "子"), ("⼀", "一"), ("⻓", "长"), ("⼾", "户")])
def test_a_glyph_of_a_pdf_stands_for_the_character_that_is_typed_not_for_a_radical(radical, character):
    def table(text):
        codes = " ".join(f"<{ord(each):04X}>" for each in text)
        return f"beginbfrange\n<0000> <0000> <0000>\n<0001> <0003> [{codes} ]\nendbfrange".encode()

    title = f"(beginbfrange \\n<{ord(radical):04X}>)".encode()  # what is not such a table stays
    assert searchable(title + table(f"影{radical}w")) == title + table(f"影{character}w")


def test_another_language_for_the_picture_alone(frame_of):
    qt_language.switch("zh_CN")
    try:
        assert "Loss" in said(draw(frame_of(1), Choices(language="en")))
        assert "损失" in said(draw(frame_of(1), Choices(language="zh_CN")))
    finally:
        qt_language.switch("en")
    assert "损失" in said(draw(frame_of(1), Choices(language="zh_CN")))
    assert "Loss" in said(draw(frame_of(1), Choices()))


def said(drawing):
    return [item.text for item in drawing.items if isinstance(item, TextRun)]


def test_print_is_black_and_grey_on_white_and_tells_runs_apart(frame_of):
    drawing = draw(frame_of(SURFACE, 20), Choices(look="print"))
    for item in drawing.items:
        colors = (
            [item.color]
            if isinstance(item, TextRun)
            else [item.pen.color(), item.brush.color()]
            if isinstance(item, Shape)
            else []
        )
        for color in colors:
            assert color.saturation() == 0 or color.alpha() == 0, color.name()
    widths = [item.pen.widthF() for item in drawing.items if isinstance(item, Shape)]
    assert PRINT.curve_width in widths
    assert PRINT.curve_width < min(look.curve_width for look in PICTURE_LOOKS.values() if look is not PRINT)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_transparent_ground(frame_of, kind):
    frame = frame_of(1)
    if kind == "svg":
        full, clear = (picture(frame, Choices(transparent=each), "svg").decode() for each in (False, True))
        assert 'fill="#f6f7f9"' in full
        assert 'fill="#f6f7f9"' not in clear
        return
    image = image_of(picture(frame, Choices(transparent=True), "png"))
    assert image.hasAlphaChannel()
    assert image.pixelColor(2, 2).alpha() == 0
    assert any(image.pixelColor(x, 100).alpha() == 255 for x in range(700))
    assert not image_of(picture(frame, Choices(), "png")).hasAlphaChannel()


def test_title_caption_and_settings_only_where_wanted(frame_of):
    frame = frame_of(1)
    none, every = (
        said(draw(frame, Choices())),
        said(draw(frame, Choices(title=True, caption=True, settings=True))),
    )
    assert "One step at a time" not in none
    assert "One step at a time" in every
    assert len(" ".join(every)) > len(" ".join(none)) + 100


@pytest.mark.parametrize("lesson", lessons.names())
def test_what_was_set_tells_runs_apart_and_names_nothing_that_plays_no_part(qapp, lesson):
    runs = lessons.load(lesson).runs
    told = [picture_text.set_up(run) for run in runs]
    assert len(set(told)) == len({run.experiment for run in runs})
    assert not any("None" in each for each in told)


def test_what_was_set_says_what_a_model_learns_from_and_how(qapp):
    said = picture_text.set_up(lessons.load("08-batch-stochastic-mini-batch").runs[0])
    for part in ("Line with noise (Data points 40", "Model 1-1 (Linear)", "Batch size 8", "Seed 0"):
        assert part in said


# -- other programs ------------------------------------------------------------------------------------------


@needs("pdftoppm")
@pytest.mark.parametrize("number", some([7, 1], 1))
def test_a_pdf_looks_like_the_png(frame_of, tmp_path, number):
    frame, choices = frame_of(number, 10), Choices()
    path = tmp_path / "a.pdf"
    path.write_bytes(picture(frame, choices, "pdf"))
    subprocess.run([tool["pdftoppm"], "-r", "96", "-png", path, tmp_path / "a"], check=True)
    (shown,) = tmp_path.glob("a-*.png")
    assert unlike(QImage(str(shown)), image_of(picture(frame, choices, "png"))) < ALIKE


@needs("rsvg-convert")
@pytest.mark.parametrize("scene", [1, SURFACE], ids=["lesson", "surface"])
def test_an_svg_looks_like_the_png(frame_of, tmp_path, scene):
    frame, choices = frame_of(scene, 10), Choices()
    svg, png = tmp_path / "a.svg", tmp_path / "a.png"
    svg.write_bytes(picture(frame, choices, "svg"))
    subprocess.run([tool["rsvg-convert"], svg, "-o", png], check=True)
    assert unlike(QImage(str(png)), image_of(picture(frame, choices, "png"))) < ALIKE


# -- the catcher ---------------------------------------------------------------------------------------------


def caught(paint, size=(40, 30)):
    catcher = Catcher(QRectF(0, 0, *size).size(), 96)
    painter = QPainter(catcher)
    paint(painter)
    painter.end()
    return Drawing(catcher.size, catcher.dpi, tuple(catcher.engine.items))


def test_pens_keep_their_width_where_the_painter_is_scaled():
    def paint(painter):
        painter.scale(10, 10)
        cosmetic = QPen(Qt.GlobalColor.red, 2)
        cosmetic.setCosmetic(True)
        painter.setPen(cosmetic)
        painter.drawLine(0, 0, 1, 1)
        painter.setPen(QPen(Qt.GlobalColor.red, 0.2))
        painter.drawLine(0, 0, 1, 1)
        cosmetic.setWidthF(0.3)
        painter.setPen(cosmetic)
        painter.drawLine(0, 0, 1, 1)

    first, second, thin = caught(paint).items
    assert thin.pen.widthF() == 0.3
    assert first.pen.widthF() == second.pen.widthF() == 2
    assert first.path.boundingRect() == QRectF(0, 0, 10, 10)


def test_clips_shapes_images_and_gradients_reach_the_svg():
    def paint(painter):
        painter.setClipRect(QRectF(5, 5, 10, 10))
        painter.fillRect(QRectF(0, 0, 40, 30), Qt.GlobalColor.green)
        painter.setClipping(False)
        gradient = QLinearGradient(0, 0, 40, 0)
        gradient.setColorAt(0, Qt.GlobalColor.black)
        gradient.setColorAt(1, Qt.GlobalColor.white)
        painter.fillRect(QRectF(0, 20, 40, 10), QBrush(gradient))
        painter.drawEllipse(2, 2, 4, 4)
        painter.drawPoint(30, 3)
        image = QImage(2, 2, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.blue)
        painter.setTransform(QTransform().rotate(90).translate(0, -40))
        painter.drawImage(QRectF(0, 0, 4, 4), image)

    drawing = caught(paint)
    svg = svg_of(drawing, 10, 7.5, {}).decode()
    assert svg.count("<clipPath") == svg.count("<defs><clipPath") == 1  # of others QtSvg paints the path
    assert svg.count("<image") == 2
    assert "matrix(0 1 -1 0 40 0)" in svg
    assert any(isinstance(item, RasterImage) for item in drawing.items)
    image = painted(drawing, Choices(paper=Paper(80, 64), look="projector"))
    assert image.pixelColor(20, 20).name() == "#00ff00"
    assert image.pixelColor(36, 20).name() == "#ffffff"
    assert image.pixelColor(78, 4).name() == "#0000ff"


def test_whatever_writes_a_scene_knows_how_much_data_can_be_opened_again(tmp_path, monkeypatch):
    """A picture and a shared line were written with more of it than can be read."""
    runs = tuple(
        Run(problem=Training(data=UserData(rows=((0.25, float(place)),) * 2000, targets=(1.0,) * 2000)))
        for place in range(3)
    )
    monkeypatch.setattr(long_lists, "MOST_MEMORY", 700_000)
    assert codec.loads(codec.dumps(Scene(runs=runs[:2] * 2))).runs == runs[:2] * 2
    for write in (codec.dumps, share.to_line, lambda scene: codec.save(scene, tmp_path / "own.gdviz")):
        with pytest.raises(DocumentError) as caught:
            write(Scene(runs=runs))
        assert caught.value.code == "too_many_data"
    assert SCENE in entries(Scene(runs=runs[:2]), Choices(), 0)
    assert set(entries(Scene(runs=runs), Choices(), 0)) == {PICTURE}
    assert codec.loads(codec.packed(Scene(runs=runs)), math.inf).runs == runs  # kept work is never refused
