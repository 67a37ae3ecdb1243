"""Scenes as one line of text: there and back, damaged, newer and hostile."""

import base64
import json
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdviz.document import codec, lessons, share
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Run, Scene
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.training import Training
from tests.sampling import examples
from tests.strategies import scenes


def line_of(packed):
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return f"gdviz1:{zlib.crc32(packed):08x}:{text}"


@given(scenes)
@settings(max_examples=examples(30), deadline=None)
def test_any_scene_comes_back(scene):
    assert share.from_line(share.to_line(scene)) == scene


@pytest.mark.parametrize("name", lessons.names())
def test_lessons_come_back_and_are_short(name):
    scene = lessons.load(name)
    line = share.to_line(scene)
    assert share.from_line(line) == scene
    assert len(line) < 1500
    assert share.is_line(line)
    assert line.isascii()
    assert len(line.split()) == 1


def test_the_line_says_its_version_and_checksum():
    line = share.to_line(Scene())
    head, checksum, text = line.split(":")
    packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    assert head == "gdviz1"
    assert int(checksum, 16) == zlib.crc32(packed)
    assert json.loads(zlib.decompress(packed))["gdviz"] == codec.VERSION


def test_breaks_that_mail_puts_in_do_no_harm():
    line = share.to_line(lessons.load("3"))
    broken = "\r\n".join(line[start : start + 72] for start in range(0, len(line), 72))
    assert share.from_line(f"  {broken}\n") == lessons.load("3")
    quoted = "".join(f"> {row}\n" for row in broken.splitlines())
    for text in (quoted, f"“{line}”.", f"`{line}`", f"<{line}>", f"\ufeff{line}\u200b", f"({line})"):
        assert share.is_line(text)
        assert share.from_line(text) == lessons.load("3")


@pytest.mark.parametrize("place", [7, 12, 16, 40, -1])
def test_a_changed_character_is_noticed(place):
    line = share.to_line(lessons.load("3"))
    other = "1" if line[place] != "1" else "2"
    changed = line[:place] + other + line[len(line) + place + 1 if place < 0 else place + 1 :]
    with pytest.raises(DocumentError, match="damaged"):
        share.from_line(changed)


@given(st.data())
@settings(max_examples=examples(40), deadline=None)
def test_a_damaged_line_is_never_another_scene(data):
    scene = lessons.load("3")
    line = share.to_line(scene)
    place = data.draw(st.integers(0, len(line) - 1))
    new = data.draw(st.text(max_size=3))
    try:
        assert share.from_line(line[:place] + new + line[place + 1 :]) == scene
    except DocumentError as error:
        assert error.code.startswith("share_")


@pytest.mark.parametrize("length", [7, 8, 16, 17, 100, -1])
def test_a_line_that_was_cut_off(length):
    with pytest.raises(DocumentError, match="damaged"):
        share.from_line(share.to_line(lessons.load("3"))[:length])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "begins with “gdviz1:”"),
        ("gdviz", "begins with"),
        ("hello", "begins with"),
        ("gdviz0:00000000:", "begins with"),
        ("gdviz2:00000000:abc", "newer gdviz"),
        ("gdviz1:00000000:ä", "damaged"),
        ("gdviz1:xyz:abc", "damaged"),
        ("gdviz1:" + "0" * 5000 + ":AAAA", "damaged"),
        (line_of(b"no zlib"), "damaged"),
        (line_of(zlib.compress(b"{}")), "not a gdviz document"),
        (line_of(zlib.compress(b"[" * 100_000)), "nested too deeply"),
        (line_of(zlib.compress(b'{"gdviz": 99, "scene": {}}')), "newer gdviz"),
        (line_of(zlib.compress(b'{"gdviz": 1, "scene": {"runs": [{"steps": 0}]}}')), "must be between"),
        (line_of(zlib.compress(b"{}") + b"more"), "damaged"),
        (line_of(zlib.compress(b"{}" * 100)[:-3]), "damaged"),
    ],
)
def test_what_is_no_scene_is_refused_in_words(text, words):
    with pytest.raises(DocumentError, match=words):
        share.from_line(text)


def test_a_bomb_is_refused_before_it_unpacks():
    bomb = zlib.compress(bytes(10 * share.MOST_BYTES), 1)
    assert len(bomb) < share.MOST_CHARACTERS / 2
    tracemalloc.start()
    try:
        with pytest.raises(DocumentError, match="too large"):
            share.from_line(line_of(bomb))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 5 * share.MOST_BYTES


def test_a_scene_too_large_for_a_line_is_refused(monkeypatch):
    monkeypatch.setattr(share, "MOST_BYTES", share.MOST_BYTES // 20)
    rows = tuple((float(place) / 7.0, float(place) / 3.0) for place in range(5_000))
    data = UserData(rows=rows, targets=(0.0, 1.0) * 2_500)
    with pytest.raises(DocumentError, match="Save it as a file"):
        share.to_line(Scene(runs=(Run(problem=Training(data=data)),) * 6))


def test_what_looks_like_a_line():
    assert share.is_line("\n gdviz12:anything")
    assert not share.is_line("gdviz 1:")
    assert not share.is_line("see gdviz1:")
