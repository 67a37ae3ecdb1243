"""The icons: every size is there, drawn for itself, and shows the ball on the curve."""

import icons
import numpy as np
import pytest
from names import MIME_TYPE
from PIL import IcnsImagePlugin, Image
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

BLUE, GOLD, WHITE = (28, 110, 190), (255, 180, 40), (255, 255, 255)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("icons")
    icons.make(folder)
    return folder


def counted(picture, color, within=60):
    """How many opaque pixels are nearly of a color."""
    pixels = np.asarray(picture.convert("RGBA"), dtype=int)
    near = np.abs(pixels[..., :3] - color).max(axis=-1) < within
    return np.count_nonzero(near & (pixels[..., 3] > 200))


@pytest.mark.parametrize("size", icons.PNG_SIZES)
def test_every_size_shows_the_ball_on_the_curve(made, size):
    for context, name in (("apps", "gdviz"), ("mimetypes", MIME_TYPE.replace("/", "-"))):
        picture = Image.open(made / "hicolor" / f"{size}x{size}" / context / f"{name}.png")
        assert picture.size == (size, size)
        share_of = {color: counted(picture, color) / size**2 for color in (BLUE, GOLD, WHITE)}
        assert min(share_of.values()) > 0.02, share_of
        assert picture.convert("RGBA").getpixel((0, 0))[3] < 128  # round corners, free page edges


@pytest.mark.parametrize("size", [16, 22, 24, 32, 48, 64])
def test_the_edges_of_the_application_are_whole_pixels(made, size):
    """No half-transparent seam: along the middle of each side the first inked pixel is opaque."""
    alpha = Image.open(made / "hicolor" / f"{size}x{size}" / "apps" / "gdviz.png").getchannel("A")
    middle = (
        [alpha.getpixel((x, size // 2)) for x in range(size)],
        [alpha.getpixel((size // 2, y)) for y in range(size)],
    )
    for line in middle:
        assert set(line) <= {0, 255}


def test_windows_gets_all_sizes_each_drawn_for_itself(made):
    for name in ("gdviz", "gdviz-document"):
        with Image.open(made / f"{name}.ico") as picture:
            assert sorted(picture.info["sizes"]) == [(size, size) for size in icons.ICO_SIZES]
            small = picture.ico.getimage((16, 16)).convert("RGBA")
        context = "apps" if name == "gdviz" else "mimetypes"
        (png,) = (made / "hicolor" / "16x16" / context).iterdir()
        assert small.tobytes() == Image.open(png).convert("RGBA").tobytes()


def test_macos_gets_all_sizes_with_its_margin(made):
    for name in ("gdviz", "gdviz-document"):
        with (made / f"{name}.icns").open("rb") as file:
            found = IcnsImagePlugin.IcnsFile(file)
            pixels = {width * scale for width, _, scale in found.itersizes()}
            assert pixels == set(icons.ICNS_SIZES)
            box = found.getimage((512, 512, 2)).getchannel("A").getbbox()
        assert box[1] >= 100
        assert box[3] <= 924


def test_the_same_drawing_gives_the_same_bytes(made, tmp_path):
    icons.make(tmp_path)
    files = [path.relative_to(made) for path in made.rglob("*") if path.is_file()]
    assert len(files) == 2 * (len(icons.PNG_SIZES) + 1) + 4
    assert all((made / path).read_bytes() == (tmp_path / path).read_bytes() for path in files)


def test_a_document_is_a_page_with_the_ball_and_without_the_tile(made):
    text = (made / "hicolor/scalable/mimetypes" / f"{MIME_TYPE.replace('/', '-')}.svg").read_text(
        encoding="utf-8"
    )
    assert QSvgRenderer(QByteArray(text.encode())).isValid()
    assert 'id="ball"' in text
    assert 'id="tile"' not in text


def test_a_broken_drawing_is_refused():
    with pytest.raises(ValueError, match="can't be drawn"):
        icons.drawn("<svg", 16, 0)
