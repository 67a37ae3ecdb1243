"""One quantity, one text: through every lesson, at many steps, all that the views write is one reading's."""

import dataclasses
import functools
import re

import pytest
from msgspec.structs import replace

from gdviz.document import lessons
from gdviz.document.tiles import ViewName
from gdviz.notation.numbers import NARROW, read
from gdviz.readings.instant import reading, text_of
from gdviz.views import ALL
from tests.views.learning import frame_of

STEPS = 300  # of a lesson's run, at most: a long one says nothing new
PLAYHEADS = (0, 1, 3, 4, 19, 49, 10**9)
WRITERS: tuple[ViewName, ...] = (
    "weights",
    "learning_rate",
    "average",
    "loss_history",
    "this_step",
    "table",
    "progress",
)


@functools.lru_cache(maxsize=1)
def lesson_frame(number):
    scene = lessons.find(str(number)).scene
    runs = tuple(replace(run, steps=min(run.steps, STEPS)) for run in scene.runs)
    return frame_of(scene=replace(scene, runs=runs))


def displayed(view):
    """All that is written in a view, as the eye finds it."""
    texts = [
        mark.text
        for part in (view, getattr(view, "losses", None), getattr(view, "accuracy", None))
        if hasattr(part, "marks")
        for mark in part.marks.marks
    ]
    if hasattr(view, "equations"):
        texts += [equation.text for equation in view.equations.equations]
    if hasattr(view, "model"):
        row = view.model.playhead
        texts += [view.model.index(row, column).data() for column in range(view.model.columnCount())]
    return " ; ".join(texts)


def same_number(short, text):
    """Whether a short text is the full one, rounded."""
    if short == text:
        return True
    wanted, found = read(text.rstrip("%")), read(short.rstrip("%"))
    digits = len(re.sub("[^0-9]", "", short.partition("×")[0]).lstrip("0").rstrip("0")) or 1
    return digits >= 1 and abs(found - wanted) <= 0.5001 * 10.0**-3 * max(abs(wanted), 1e-300)


@pytest.mark.parametrize("number", [lesson.number for lesson in lessons.all()])
def test_a_quantity_reads_the_same_in_every_view(show, number):
    frame = lesson_frame(number)
    views = {name: show(ALL[name], frame) for name in WRITERS}
    for playhead in PLAYHEADS:
        instant = dataclasses.replace(frame, playhead=playhead)
        said = {}
        for name, view in views.items():
            view.show_frame(instant)
            words = displayed(view)
            for each in view.said:
                assert each.text in words, (name, each)
                assert not re.search(rf"\d[ \t,]\d{{3}}|[.…]{{2,}}|{NARROW}$", each.text)
                said.setdefault((each.run, each.quantity, each.row), set()).add(each.text)
        assert said
        for (run, quantity, row), texts in said.items():
            full = text_of(instant.recordings[run], quantity, row)
            there = reading(instant, run, quantity)
            allowed = {full} | ({there.short} if there is not None and there.row == row else set())
            assert texts <= allowed, (playhead, run, quantity, row)
            assert all(same_number(text, full) for text in texts), (quantity, texts, full)


def test_the_loss_of_an_earlier_row_is_not_shown_as_this_one_s(show):
    frame = dataclasses.replace(lesson_frame(9), playhead=19)
    view = show(ALL["progress"], frame)
    for run, recording in enumerate(frame.recordings):
        (mark,) = [mark for mark in view.losses.marks.marks if mark.symbol == frame.scene.runs[run].color]
        there = reading(frame, run, "train_total_loss")
        assert mark.x == there.row
        assert recording.stride == 1 or f"step {there.row}" in mark.text or there.row == 19
