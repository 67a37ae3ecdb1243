"""One quantity, one text: through every lesson, at many steps, all that the views write is one reading's."""

import functools
import itertools
import re

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from gdviz.document import lessons
from gdviz.document.tiles import VIEWS, make_tile
from gdviz.export.picture.catcher import drawn
from gdviz.export.picture.drawing import TextRun
from gdviz.notation.numbers import NARROW, read
from gdviz.readings.instant import reading, text_of
from gdviz.readings.legend_values import legend_values
from gdviz.views import ALL
from tests.sampling import EVERY, some
from tests.views.learning import frame_of

STEPS = 100  # of a lesson's run, at most: a long one says nothing new
PLAYHEADS = (0, 3, 19, 10**9)
# Slower: where lessons have them.
WORKED = ("loss", "boundary", "fit", "network", "all_weights", "map", "fair")
NUMBER = re.compile(rf"[−-]?\d[\d{NARROW}]*(?:\.\d+)?(?:×10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?")


@functools.lru_cache(maxsize=1)
def lesson_frame(number):
    scene = lessons.find(str(number)).scene
    runs = tuple(replace(run, steps=min(run.steps, STEPS)) for run in scene.runs)
    return frame_of(scene=replace(scene, runs=runs))


def displayed(view):
    """All that is painted in a view, and what its words are called to who does not see them."""
    texts = [item.text for item in drawn(view).items if isinstance(item, TextRun)]
    texts += [widget.accessibleName() for widget in view.findChildren(QWidget) if widget.isVisible()]
    # What scrolls.
    if hasattr(view, "equations"):
        texts += [equation.text for equation in view.equations.equations]
    if hasattr(view, "model"):
        columns = range(getattr(view.model, "columnCount", int)())
        texts += [view.model.index(view.model.playhead, column).data() for column in columns]
    return texts


def same_number(short, text):
    """Whether a short text is the full one, rounded to the digits that it shows."""
    mantissa, _, power = short.rstrip("%").partition("×10")
    place = (read("10" + power) if power else 1.0) * 10.0 ** -len(mantissa.partition(".")[2])
    return short == text or abs(read(short.rstrip("%")) - read(text.rstrip("%"))) <= 0.5001 * place


def known_texts(instant):
    """Every text that a number may have at an instant: those of all quantities, at the rows around it."""
    known = {}
    for run, recording in enumerate(instant.recordings):
        row = instant.row(run)
        for quantity in recording.columns:
            read_here = reading(instant, run, quantity)
            around = range(max(0, row - 1), min(row + 2, instant.published[run]))
            texts = {text_of(recording, quantity, each) for each in around}
            texts |= {read_here.text, read_here.short} if read_here else set()
            known |= {text.rstrip("%"): (run, quantity) for text in texts if text}
    return known


def misread(words, known):
    """The numbers in `words`, within sentences, that are nearly those of a quantity in another text."""
    values = {text: read(text) for text in known}
    for word in words:
        if NUMBER.sub("", word).strip(" ,;%()…") == "":
            continue  # ticks and contours have numbers of their own
        for found in NUMBER.findall(word):
            if found not in known and len(re.sub("[^0-9]", "", found.partition("×")[0]).lstrip("0")) >= 4:
                value = read(found)
                near = [
                    text for text, each in values.items() if each and abs(each - value) <= 3e-4 * abs(each)
                ]
                if near:
                    yield word, found, near, known[near[0]]


@pytest.mark.parametrize("number", some([lesson.number for lesson in lessons.all()], 10))
def test_a_quantity_reads_the_same_in_every_view(show, qtbot, number):
    frame = lesson_frame(number)
    on_stage = {tile.view for row in frame.scene.stage for tile in row.tiles}
    others = [name for name in VIEWS if name not in WORKED]
    playheads = PLAYHEADS
    if not EVERY:  # one of them in turn, with a third of the views that the lesson does not have
        others, playheads = others[number % 3 :: 3], PLAYHEADS[number % 4 :][:1]
    views = {name: show(ALL[name], frame) for name in VIEWS if name in on_stage or name in others}
    for playhead in playheads:
        instant = msgspec.structs.replace(frame, playhead=playhead)
        said, known = {}, known_texts(instant)
        for name, view in views.items():
            view.show_frame(instant)
            qtbot.waitUntil(view.ready)
            words = displayed(view)
            if name not in ("this_step", "table"):  # of other rows, and with digits that make a line true
                assert not list(misread(words, known)), (name, playhead)
            for each in view.said:
                assert any(each.text in word for word in words), (name, each)
                assert not re.search(rf"\d[ \t,]\d{{3}}|[.…]{{2,}}|{NARROW}$", each.text)
                said.setdefault((each.run, each.quantity, each.row), set()).add(each.text)
        tiles = [make_tile(name) for name in VIEWS]
        for run, tile in itertools.product(instant.shown, tiles):
            for value in legend_values(instant, run, (tile,)):
                there = value.reading
                assert there.short in value.text
                assert value.step is None or str(value.step) in value.text
                said.setdefault((run, there.quantity, there.row), set()).add(there.short)
        assert said
        for (run, quantity, row), texts in said.items():
            full = text_of(instant.recordings[run], quantity, row)
            there = reading(instant, run, quantity)
            allowed = {full} | ({there.short} if there is not None and there.row == row else set())
            assert texts <= allowed, (playhead, run, quantity, row)
            assert all(same_number(text, full) for text in texts), (quantity, texts, full)


def test_the_loss_of_an_earlier_row_is_not_shown_as_this_one_s(show):
    frame = msgspec.structs.replace(lesson_frame(9), playhead=19)
    view = show(ALL["progress"], frame)
    for run, recording in enumerate(frame.recordings):
        (mark,) = [mark for mark in view.losses.marks.marks if mark.symbol == frame.scene.runs[run].color]
        (value,) = legend_values(frame, run, (make_tile("progress"),))
        assert mark.x == value.reading.row
        assert recording.stride == 1 or value.step == value.reading.row or value.reading.row == 19
