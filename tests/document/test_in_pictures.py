"""Scenes inside pictures: found again, and clear words where a picture has none or is damaged."""

import base64
import contextlib
import os
import struct
import tracemalloc
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
from gdviz.document.share import from_line
from tests.sampling import pairs, some

SCENES = [
    Scene(title='学习 <a> & "b"', notes=" ".join(map(str, range(99)))),
    Scene(runs=(Run(steps=7), Run(steps=8))),
]


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


def test_a_step_is_not_looked_for_in_a_long_text():
    """It would be read with all its objects: what a picture was made with is a line or two."""
    assert step_in(into_png(BLANK, {PICTURE: '{"step": 4, "more": [' + "[]," * 50_000 + "0]}"})) is None


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


@pytest.mark.parametrize(("mark", "wrap"), some(pairs([b"{},", b"[],", b"0,", b" "], ["png", "line"]), 2))
def test_what_unpacks_to_more_than_a_scene_is_refused_before_it_is_made(mark, wrap):
    """As many as fit into 60 MB, in a file of some 60 kB."""
    packed = zlib.compress(mark * (60 * 2**20 // len(mark)))
    png = BLANK[:-12] + chunk(b"iTXt", SCENE.encode() + b"\0\1\0\0\0" + packed) + BLANK[-12:]
    line = f"gdviz1:{zlib.crc32(packed):08x}:{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"
    tracemalloc.start()
    try:
        with pytest.raises(DocumentError) as error:
            document_in(png) if wrap == "png" else from_line(line)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert error.value.code in ("too_much", "share_too_long")
    assert most < 100e6


@pytest.mark.parametrize("text", ["{}," * 10**6, "[" * 2 * 10**6, "[0," * 4 * 10**6])
def test_a_file_of_brackets_is_refused_before_it_is_made(text):
    with pytest.raises(DocumentError, match="more than a scene can hold"):
        codec.loads(text)


HOSTILE = {  # texts that made a pattern try each place again and again; each is made n times as long
    "comments": lambda n: b"<!-- a line of a header -->\n" * n + b"<html>",
    "doctypes": lambda n: b"<!DOCTYPE x>" * n + b"<html>",
    "blanks": lambda n: b" " * n * 20 + b"<html>",
    "entries": lambda n: b"<svg>" + b"<entry " * n + b">",
    "prefixes": lambda n: b"<svg>" + b"<a:entry>" * n,
    "long prefix": lambda n: b"<svg><" + b"a" * n * 20 + b">",
    "names": lambda n: b"<svg><entry " + b'name="' * n + b"></entry>",
    "attachments": lambda n: b"%PDF-" + b"/EF << " * n,
    "dictionaries": lambda n: b"%PDF-" + b"/EF <<" + b"/F 1 " * n + b">" + b"/EF << >" * n,
    "numbers": lambda n: b"%PDF-" + b"/EF <</F " + b"1" * n * 20 + b" 0 R>",
    "objects": lambda n: b"%PDF-" + b"/EF <</F 1 0 R>" + b"\n1 0 obj" * n,
    "many": lambda n: b"%PDF-" + b"".join(b"/EF <</F %d 0 R>" % each for each in range(n)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_scan_over_a_file_ends(name):
    """Where it tried each place again for each other it would take hours."""
    data = HOSTILE[name](50_000)
    with contextlib.suppress(DocumentError):
        codec.loads(document_in(data))
    assert step_in(data) is None


def test_a_named_pipe_is_refused_at_once(tmp_path):
    path = tmp_path / "pipe.gdviz"
    os.mkfifo(path)
    with pytest.raises(DocumentError, match="pipe"):
        codec.load(path)


def test_the_same_over_and_over_is_packed_so_that_it_can_be_read():
    text = '{"gdviz": 1, "scene": {"notes": "' + "one and zero " * 600_000 + '"}}'
    made = into_png(BLANK, {SCENE: text})
    assert bytes(document_in(made)).decode() == text
    assert len(into_png(BLANK, {SCENE: text[: 10**6]})) < 20_000


def test_a_small_file_that_unpacks_far_beyond_its_size_is_refused_early():
    packed = zlib.compress(b'{"gdviz": 2, "scene": {"a": [' + b"1.5," * 9_000_000 + b"1]}}", 9)
    data = BLANK[:-12] + chunk(b"iTXt", SCENE.encode() + b"\0\1\0\0\0" + packed) + BLANK[-12:]
    tracemalloc.start()
    try:
        with pytest.raises(DocumentError, match="more than a scene can hold"):
            document_in(data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20e6
