"""Scenes inside pictures: found again, and clear words where a picture has none or is damaged."""

import struct
import zlib

import pytest

from gdviz.document import codec
from gdviz.document.errors import DocumentError
from gdviz.document.in_pictures import (
    PICTURE,
    PNG,
    SCENE,
    document_in,
    into_png,
    is_picture,
    step_in,
    svg_metadata,
)
from gdviz.document.scene import Run, Scene

SCENES = [Scene(title='学习 <a> & "b"'), Scene(runs=(Run(steps=7), Run(steps=8)))]


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


BLANK = PNG + b"".join(
    [
        chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        chunk(b"IDAT", zlib.compress(b"\0\0")),
        chunk(b"IEND", b""),
    ]
)


def png(scene):
    return into_png(BLANK, {"other": "text", SCENE: codec.dumps(scene)}, 300)


def svg(scene):
    entries = {"picture.json": "{}", SCENE: codec.dumps(scene)}
    return f'<?xml version="1.0"?>\n<svg xmlns="x">{svg_metadata(entries)}</svg>\n'.encode()


def pdf(scene, packed=True):
    text = codec.dumps(scene).encode()
    body, coded = (zlib.compress(text), b"/Filter /FlateDecode") if packed else (text, b"")
    return (
        b"%PDF-1.4\n2 0 obj\n<<\n/EF <</F 1 0 R>>\n/Type/Filespec\n>>\nendobj\n"
        + b"1 0 obj\n<<\n/Length 9 0 R\n" + coded + b">>\nstream\n" + body
        + b"\nendstream\nendobj\n%%EOF\n"
    )  # fmt: skip


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("write", [png, svg, pdf, lambda scene: pdf(scene, packed=False)])
def test_the_scene_comes_back(tmp_path, scene, write):
    path = tmp_path / "picture"
    path.write_bytes(write(scene))
    assert codec.load(path) == scene


@pytest.mark.parametrize("text", ["{}", "[]", "nonsense", '{"step": -1}', '{"step": "4"}', '{"step": true}'])
def test_a_step_that_is_none_is_not_told(text):
    assert step_in(into_png(BLANK, {PICTURE: text})) is None
    assert step_in(into_png(BLANK, {PICTURE: '{"step": 4}'})) == 4


@pytest.mark.parametrize(
    "data", [BLANK, b"", b"{}", b"GIF89a", b"<svg></svg>", b"%PDF-1.4\n%%EOF\n", BLANK[:50]]
)
def test_other_files_have_no_step(data):
    assert step_in(data) is None


def test_a_document_stays_as_it_is():
    data = codec.dumps(Scene()).encode()
    assert document_in(data) is data
    assert not is_picture(data)
    assert not is_picture(b"")


def test_a_png_says_how_large_its_pixels_are():
    data = into_png(into_png(BLANK, {}, 96), {}, 300)
    assert data.count(b"pHYs") == 1
    place = data.index(b"pHYs") + 4
    assert struct.unpack_from(">IIB", data, place) == (11811, 11811, 1)


@pytest.mark.parametrize(
    "data",
    [BLANK, b"GIF89a...", b"\xff\xd8\xff\xe0", b'<svg xmlns="x"></svg>', b"%PDF-1.4\n%%EOF\n"],
    ids=["png", "gif", "jpeg", "svg", "pdf"],
)
def test_a_foreign_picture_gets_a_sentence(data):
    with pytest.raises(DocumentError, match="carries no scene") as error:
        document_in(data)
    assert error.value.code == "picture_plain"


def flipped(data, place):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    "data",
    [
        png(SCENES[0])[:120],
        flipped(png(SCENES[0]), 150),
        svg(SCENES[0])[:200],
        svg(SCENES[0]).replace(b'"', b"\xff", 1),
        pdf(SCENES[0])[:200],
        flipped(pdf(SCENES[0]), 250),
    ],
    ids=["png cut", "png changed", "svg cut", "svg not text", "pdf cut", "pdf changed"],
)
def test_a_damaged_picture_gets_a_sentence(data):
    with pytest.raises(DocumentError, match="damaged") as error:
        document_in(data)
    assert error.value.code == "picture_damaged"


def test_a_packed_scene_can_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr("gdviz.document.in_pictures.MOST", 1000)
    with pytest.raises(DocumentError, match="damaged"):
        document_in(into_png(BLANK, {SCENE: " " * 2000}))
