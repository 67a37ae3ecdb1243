"""Which steps an animation shows, and files of frames: read back, frame by frame."""

from __future__ import annotations

import io
import itertools
import shutil
import sys

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image
from PySide6.QtGui import QImage

from gdviz.document import codec
from gdviz.export.animation import encoder
from gdviz.export.animation.animation import animation
from gdviz.export.animation.encoder import Encoder, NoEncoderError
from gdviz.export.animation.film import Film
from gdviz.export.picture.choices import Choices
from gdviz.export.picture.paper import Paper
from gdviz.export.picture.pictures import draw, painted
from gdviz.views.loss.view import LossView


def steps(film):
    return [step for step, _ in film.moments()]


def test_every_step_or_as_many_as_the_frames_allow():
    assert steps(Film(0, 5, speed=5)) == [0, 1, 2, 3, 4, 5]
    assert steps(Film(3, 103, speed=100, fps=20)) == list(range(3, 104, 5))
    assert steps(Film(0, 1)) == [0, 1]


def test_between_the_steps_there_are_as_many_frames_as_there_is_time_for():
    film = Film(2, 6, speed=0.5, fps=10, between=True)
    places = [step + share for step, share in film.moments()]
    np.testing.assert_allclose(places, np.linspace(2, 6, 81), atol=1e-6)
    assert len(film.milliseconds()) == film.count == 81
    assert steps(Film(0, 100, speed=100, fps=20, between=True))[:3] == [0, 5, 10]


@pytest.mark.parametrize(("speed", "fps"), [(5, 20), (7, 20), (60, 25), (1000, 50), (0.5, 1)])
def test_a_film_is_as_long_as_it_says(speed, fps):
    film = Film(0, 300, speed, fps, rest=2)
    stays = film.milliseconds()
    assert len(stays) == film.count == len(steps(film))
    assert (steps(film)[0], steps(film)[-1]) == (0, 300)
    assert sum(stays) / 1000 == pytest.approx(film.length * film.count / (film.count - 1) + 2, abs=0.02)
    assert all(stay % 10 == 0 and stay > 0 for stay in stays)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"last": 0}, "two steps"),
        ({"first": -1}, "two steps"),
        ({"speed": 0}, "speed"),
        ({"fps": 100}, "frames a second"),
        ({"rest": -1}, "stay"),
        ({"last": 10**6, "speed": 1}, "more than"),
    ],
)
def test_what_can_not_be_filmed(values, said):
    with pytest.raises(ValueError, match=said):
        Film(**{"first": 0, "last": 10, **values})


def test_no_length_at_all():
    with pytest.raises(ValueError, match="length"):
        Film.of_length(0, 10, 0)


# -- files ---------------------------------------------------------------------------------------------------


def frames(count=4, size=(31, 20)):
    """Frames with a red square that moves on a ground of white."""
    made = []
    for place in range(count):
        pixels = np.full((size[1], size[0], 4), 255, np.uint8)
        pixels[5:10, 3 * place : 3 * place + 5] = (200, 0, 0, 255)
        made.append(pixels)
    return made


@pytest.mark.parametrize("kind", ["gif", "apng", "webp"])
def test_frames_come_back(kind):
    wanted = frames()
    made = Encoder(kind, (31, 20), [100, 200, 100, 500], 20)
    for frame in wanted:
        made.put(frame.tobytes())
    image = Image.open(io.BytesIO(made.result()))
    assert image.n_frames == 4
    assert image.info.get("loop", 0) == 0
    stays = []
    for place, frame in enumerate(wanted):
        image.seek(place)
        image.load()
        stays.append(image.info["duration"])
        assert np.abs(np.asarray(image.convert("RGBA")).astype(int) - frame).max() <= 4
    assert stays == [100, 200, 100, 500]


def test_frames_that_do_not_change_make_no_trouble():
    same = frames(1) * 3
    made = Encoder("apng", (31, 20), [100] * 3, 20)
    for frame in same:
        made.put(frame.tobytes())
    image = Image.open(io.BytesIO(made.result()))
    image.seek(image.n_frames - 1)
    assert np.array_equal(np.asarray(image.convert("RGBA")), same[0])


def test_given_up_it_ends_at_once():
    made = Encoder("gif", (31, 20), [100] * 50, 20)
    made.put(frames(1)[0].tobytes())
    made.give_up()
    assert not made.running


@pytest.mark.parametrize("kind", ["gif", "apng", "webp"])
def test_what_goes_wrong_is_told(kind):
    made = Encoder(kind, (31, 20), [100, 100], 20)
    made.put(bytes(12))  # too short
    with pytest.raises(ValueError, match=r"not enough|reshape"):
        made.result()


def test_without_a_video_encoder(monkeypatch):
    monkeypatch.setattr(encoder, "video_encoder", lambda: "")
    with pytest.raises(NoEncoderError):
        Encoder("mp4", (32, 20), [100], 20)


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for ffmpeg")
@pytest.mark.parametrize("fails", [False, True])
def test_ffmpeg_gets_every_frame_at_an_even_pace(tmp_path, monkeypatch, fails):
    program = tmp_path / "ffmpeg"
    program.write_text(
        "#!/bin/sh\n"
        + ("echo 'no such codec' >&2; exit 1\n" if fails else 'for last; do :; done; cat > "$last"\n')
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(encoder, "video_encoder", lambda: "ffmpeg")
    assert shutil.which("ffmpeg") == str(program)
    wanted = frames(3)
    made = Encoder("mp4", (31, 20), [100, 50, 150], 20)
    for frame in wanted:
        made.put(frame.tobytes())
    if fails:
        with pytest.raises(RuntimeError, match="no such codec"):
            made.result()
        return
    expected = [wanted[0]] * 2 + [wanted[1]] + [wanted[2]] * 3
    assert made.result() == b"".join(frame.tobytes() for frame in expected)


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for ffmpeg")
def test_ffmpeg_gets_the_systems_libraries_not_those_of_a_packaged_app(tmp_path, monkeypatch):
    program = tmp_path / "ffmpeg"
    script = ("#!/bin/sh", "cat > /dev/null", "for last; do :; done", 'echo "<$LD_LIBRARY_PATH>" > "$last"')
    program.write_text("\n".join(script))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/gdviz/_internal")
    monkeypatch.setattr(encoder, "video_encoder", lambda: "ffmpeg")
    made = Encoder("mp4", (31, 20), [100], 20)
    made.put(frames(1)[0].tobytes())
    assert made.result() == b"<>\n"


@pytest.mark.skipif(encoder.video_encoder() == "", reason="needs av or ffmpeg")
def test_a_real_mp4():
    made = Encoder("mp4", (31, 20), [100, 50, 150], 20)
    for frame in frames(3):
        made.put(frame.tobytes())
    data = made.result()
    assert data[4:8] == b"ftyp"
    assert b"colrnclx\0\1\0\1\0\1" in data  # players are told which matrix the colours were taken apart with


def scenery(hue, size=(160, 90)):
    """A frame with a white ground, text-like black, and a soft ramp of thousands of colours."""
    rows, columns = np.mgrid[: size[1], : size[0]]
    pixels = np.full((size[1], size[0], 4), 255, np.uint8)
    ramp = np.stack([columns * 255 // size[0], rows * 255 // size[1], np.full_like(rows, hue)], axis=-1)
    pixels[:60, :, :3] = ramp[:60]
    pixels[70:75, ::7, :3] = 0
    pixels[80:, 40:80, :3] = (0, 114, 178)
    return pixels


def test_a_gif_keeps_its_large_areas_exactly_and_follows_new_colors():
    wanted = [scenery(0), scenery(0), scenery(250)]
    made = Encoder("gif", (160, 90), [100] * 3, 20)
    for frame in wanted:
        made.put(frame.tobytes())
    image = Image.open(io.BytesIO(made.result()))
    for place, frame in enumerate(wanted):
        image.seek(place)
        shown = np.asarray(image.convert("RGB")).astype(int)
        apart = np.abs(shown - frame[..., :3]).max(axis=-1)
        assert apart[60:].max() == 0  # white, black and the blue of a run
        assert apart[:60].mean() < 16


def test_the_blocks_of_a_gif_follow_each_other_without_a_gap():
    made = Encoder("gif", (31, 20), [100] * 4, 20)
    for frame in frames():
        made.put(frame.tobytes())
    data = made.result()
    assert data[:6] == b"GIF89a"
    kinds, place = [], 13 + 3 * 256
    while data[place] != 0x3B:
        kinds.append(data[place])
        if data[place] == 0x21:  # an extension
            place += 2
        else:
            assert data[place] == 0x2C  # an image
            place += 11 + (3 * 256 if data[place + 9] & 0x80 else 0)
        while data[place]:
            place += 1 + data[place]
        place += 1
    assert kinds == [0x21, *[0x21, 0x2C] * 4]
    assert place == len(data) - 1


# -- of a scene ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dpi", [96, 144])
def test_an_animation_shows_each_step_and_carries_its_scene(frame_of, tmp_path, dpi):
    frame = frame_of(1)
    choices = Choices(view="weights", paper=Paper(480, 270, dpi))
    heard = []

    def tell(*counts):
        heard.append(counts)

    data = animation(frame, Film(0, 6, speed=10), choices, "apng", tell)
    path = tmp_path / "a.apng"
    path.write_bytes(data)
    image = Image.open(io.BytesIO(data))
    assert image.n_frames == 7
    assert image.size == (480, 270)
    assert heard == [(place, 7) for place in range(1, 8)]
    shown = []
    for place in range(7):
        image.seek(place)
        shown.append(np.asarray(image.convert("RGB")))
    assert all((before != after).any() for before, after in itertools.pairwise(shown))
    assert codec.load(path) == frame.scene


def test_each_frame_is_laid_out_like_a_picture_of_its_step(frame_of, camera_of):
    frame = frame_of(1, 20)
    choices = Choices(view="this_step", paper=Paper(440, 300))
    camera = camera_of(frame, Film(0, 40), choices)
    for step in (0, 20, 21, 39):  # what is written of them takes one line, or two; the end keeps their type
        wanted = painted(draw(replace(frame, playhead=step), choices), choices)
        taken = np.frombuffer(camera.take(step), np.uint8).reshape(300, 440, 4)
        apart = np.abs(taken.astype(int) - pixels(wanted)).max(axis=-1) > 60
        assert apart.mean() < 0.002, step


def test_texts_are_put_once_for_all_frames_of_a_film(frame_of, camera_of, monkeypatch):
    put = []
    retranslate = LossView.retranslate
    monkeypatch.setattr(LossView, "retranslate", lambda view: (put.append(view), retranslate(view)))
    camera = camera_of(frame_of(1, 20), Film(0, 40), Choices(paper=Paper(640, 360)))
    camera.take(0)
    before = len(put)
    camera.take(3)
    camera.take(30)
    assert len(put) == before > 0


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGBX8888)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()
