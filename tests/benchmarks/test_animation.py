"""300 frames at 1280 × 720 of lessons' stages, which reports only. Aim: under 15 s on two cores.

pytest tests/benchmarks/test_animation.py --override-ini=addopts=--import-mode=importlib
"""

import statistics
import time

import pytest
from msgspec.structs import replace

from gdviz.document import lessons
from gdviz.document.frame import Frame
from gdviz.engine.runs import run
from gdviz.export.animation.animation import Camera, animation
from gdviz.export.animation.film import Film
from gdviz.export.picture.choices import Choices
from gdviz.export.picture.paper import Paper
from tests.benchmarks.sizes import sized

FRAMES = sized(300, 4)
LESSONS = sized(lessons.names(), lessons.names()[:1])


@pytest.mark.parametrize("kind", sized(["gif", "apng", "webp"], ["gif"]))
def test_300_frames(qapp, kind):
    scene = lessons.all()[0].scene
    scene = replace(scene, runs=tuple(replace(each, steps=FRAMES - 1) for each in scene.runs))
    recordings = tuple(run(each.experiment) for each in scene.runs)
    frame = Frame(scene, recordings, tuple(each.published for each in recordings), 0, 0, 1)
    film = Film(0, frame.last, speed=20)
    assert film.count == FRAMES
    begun, used = time.perf_counter(), time.process_time()
    data = animation(frame, film, Choices(paper=Paper(1280, 720)), kind)
    seconds = time.perf_counter() - begun
    used = time.process_time() - used
    print(f"{kind}: {seconds:.1f} s, {used:.1f} s of the processor, {len(data) / 2**20:.1f} MB")
    assert len(data) > 1000


@pytest.mark.parametrize("name", LESSONS)
def test_frames_of_a_lesson(qapp, name):
    """Every tenth of the frames: drawing takes most of the time, and one thread; another one encodes."""
    scene = lessons.load(name)
    recordings = tuple(run(each.experiment) for each in scene.runs)
    frame = Frame(scene, recordings, tuple(each.published for each in recordings), 0, 0, 1)
    film = Film.of_length(0, frame.last, (FRAMES - 1) / 20, between=True)
    camera = Camera(frame, film, Choices(paper=Paper(1280, 720)))
    used, passed = [], []
    try:
        for place in range(0, film.count, 10):
            before, begun = time.process_time(), time.perf_counter()
            camera.take(place)
            used.append(time.process_time() - before)
            passed.append(time.perf_counter() - begun)
    finally:
        camera.close()
    each, whole = statistics.median(used), statistics.median(passed)
    print(
        f"{name}: {1000 * each:.0f} ms of the processor a frame, {300 * each:.1f} s for 300; "
        f"{300 * whole:.1f} s pass"
    )
