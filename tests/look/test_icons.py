"""The icons: every one is drawn, crisp at every pixel ratio, in the colors of the look."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import gdviz
from gdviz.base.resources import folder
from gdviz.look.icons import icon, paint
from gdviz.look.look import DARK, LIGHT

DRAWINGS = sorted(path.stem for path in folder("icons").glob("*.svg") if path.stem != "gdviz")
COLOR = re.compile(r'(?:fill|stroke|color)="([^"]*)"')


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_has_no_color_of_its_own(name):
    text = (folder("icons") / f"{name}.svg").read_text(encoding="utf-8")
    assert set(COLOR.findall(text)) <= {"currentColor", "none"}
    assert 'viewBox="0 0 24 24"' in text


def painted(name, width):
    image = QImage(width, 24, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    try:
        paint(painter, name, QRectF(image.rect()), LIGHT.text)
    finally:
        painter.end()
    return image


def test_every_drawing_is_named_somewhere():
    sources = Path(gdviz.__file__).parent.rglob("*.py")
    said = {text for path in sources for text in re.findall(r'"(\w+)"', path.read_text(encoding="utf-8"))}
    assert set(DRAWINGS) <= said


def test_a_name_without_a_drawing_is_an_error(qapp):
    with pytest.raises(FileNotFoundError, match=r"no_such\.svg"):
        painted("no_such", 24)


def test_a_drawing_keeps_its_proportions_in_the_middle(qapp):
    square, wide = painted("eye", 24), painted("eye", 72)
    assert wide.copy(24, 0, 24, 24) == square
    assert all(wide.pixelColor(x, y).alpha() == 0 for x in (*range(24), *range(48, 72)) for y in range(24))


@pytest.mark.parametrize("name", DRAWINGS)
def test_an_icon_has_ink_inside_its_square(qapp, name):
    image = icon(name, LIGHT).pixmap(QSize(24, 24), 1.0).toImage()
    inked = [(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 128]
    assert len(inked) > 8
    edge = {(x, y) for x, y in inked if x in (0, 23) or y in (0, 23)}
    assert not edge


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0, 3.0])
def test_an_icon_has_the_pixels_of_the_screen(qapp, ratio):
    pixmap = icon("play", LIGHT).pixmap(QSize(20, 20), ratio)
    assert pixmap.size() == QSize(20, 20) * ratio
    assert pixmap.devicePixelRatio() == ratio


def color_of(pixmap):
    return pixmap.toImage().pixelColor(pixmap.width() // 2, pixmap.height() // 2).name().upper()


def test_an_icon_takes_the_colors_of_the_look(qapp):
    for look in (LIGHT, DARK):
        made = icon("eye", look)
        assert color_of(made.pixmap(QSize(24, 24))) == look.text
        assert color_of(made.pixmap(QSize(24, 24), QIcon.Mode.Normal, QIcon.State.On)) == look.accent
        assert color_of(made.pixmap(QSize(24, 24), QIcon.Mode.Disabled)) not in (look.text, look.accent)
        assert color_of(icon("eye", look, "#123456").pixmap(QSize(24, 24))) == "#123456"


@pytest.mark.parametrize("side", [16, 48, 256])
def test_the_window_icon_is_drawn_at_every_size(qapp, side):
    renderer = QSvgRenderer(str(folder() / "icons" / "gdviz.svg"))
    assert renderer.isValid()
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    ball, corner = image.pixelColor(round(side * 0.4), round(side * 0.42)), image.pixelColor(0, 0)
    assert ball.red() > 200 > ball.blue()
    assert corner.alpha() == 0
