"""The legend above the views: what it has room for stays there while it plays."""

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QFontMetricsF

from gdviz.document import lessons
from gdviz.document.tiles import make_tile
from gdviz.look.look import PROJECTOR, number_font
from gdviz.stage.stage_legend import SPARE, StageLegend
from tests.views.learning import frame_of

VIEWS = {2: ("loss", "weights"), 10: ("fit", "weights"), 13: ("boundary",)}


@pytest.fixture
def legend(qtbot):
    legend = StageLegend()
    qtbot.addWidget(legend)
    legend.set_look(PROJECTOR)
    return legend


@pytest.mark.parametrize("number", VIEWS)
@pytest.mark.parametrize("width", [1256, 1000])
def test_neither_its_height_nor_what_it_tells_changes_while_it_plays(legend, number, width):
    frame = frame_of(scene=lessons.find(str(number)).scene)
    tiles = [make_tile(view) for view in VIEWS[number]]
    legend.resize(width, 30)
    found = set()
    for part in range(48):
        legend.show_frame(replace(frame, playhead=frame.last * part // 48), tiles)
        found.add((legend.height(), len(legend.cells)))
    assert len(found) == 1


def test_where_a_value_was_found_is_left_away_before_the_value(legend):
    frame = frame_of(scene=lessons.find("13").scene)
    for width, playhead, told in ((3000, 4003, True), (1256, 4013, False)):
        legend.resize(width, 30)
        legend.show_frame(replace(frame, playhead=playhead), [make_tile("boundary")])
        losses = [text for text in legend.texts if text.startswith("test loss")]
        assert len(losses) == 3
        assert all(("(step 40" in text) == told for text in losses)


def test_above_a_low_stage_values_make_room_for_a_row(legend):
    frame = frame_of(scene=lessons.find("13").scene)
    legend.resize(1256, 30)
    found = []
    for height in (600, 200, 600):
        legend.set_stage(height)
        legend.show_frame(frame, [make_tile("boundary")])
        found.append(
            (round(legend.height() / QFontMetricsF(number_font(PROJECTOR)).height()), len(legend.cells))
        )
    assert found == [(3, 12), (1, 9), (3, 12)]


@pytest.mark.parametrize("count", [1, 2])
def test_a_value_for_which_there_is_no_room_is_left_away_rather_than_cut(legend, count):
    scene = lessons.find("13").scene
    frame = frame_of(scene=replace(scene, runs=scene.runs[:count]), playhead=2000)
    for width in (500, 700, 800, 1256):
        legend.resize(width, 30)
        legend.show_frame(frame, [make_tile("progress")])
        assert max(cell.rect.right() for cell in legend.cells) <= width


def test_where_a_value_was_found_does_not_come_and_go_while_it_plays(legend):
    frame = frame_of(scene=lessons.find("13").scene)
    legend.resize(3000, 30)
    told = []
    for playhead in (4020, 4023, 4030, 4033, 4040):
        legend.show_frame(replace(frame, playhead=playhead), [make_tile("boundary")])
        told.append([f"(step {playhead // 10 * 10})" in text for text in legend.texts if "test loss" in text])
    assert told == [[False] * 3, *[[True] * 3] * 4]


def gaps(legend):
    """Between one value's words and the next, in pixels."""
    metrics = QFontMetricsF(number_font(PROJECTOR))
    values = legend.cells[1:]
    ends = [cell.rect.left() + metrics.horizontalAdvance(cell.text) for cell in values]
    return [after.rect.left() - end for after, end in zip(values[1:], ends, strict=False)]


def test_no_gap_is_left_of_wider_values_once_it_rests(legend, qtbot):
    """Each value had the room of the widest that the run shows: “w1 0.8301      w2 1.147”."""
    frame = frame_of(scene=lessons.find("9").scene)
    legend.resize(1256, 30)
    lefts = []
    for playhead in (0, 40, 1000):
        legend.show_frame(replace(frame, playhead=playhead), [make_tile("loss")])
        lefts.append([cell.rect.left() for cell in legend.cells])
    assert lefts == sorted(lefts)  # nothing goes to and fro while it plays
    qtbot.waitUntil(lambda: max(gaps(legend)) - min(gaps(legend)) <= SPARE * legend.height())


def test_room_that_values_had_in_a_wider_place_is_given_up_in_a_narrower_one(legend):
    """As in the question that follows a part that played."""
    scene = lessons.find("8").scene
    before = frame_of(scene=scene, playhead=3)
    after = frame_of(
        scene=replace(scene, runs=tuple(replace(run, steps=0) for run in scene.runs)), generation=2
    )
    legend.show()
    for width in range(400, 1000, 20):
        legend.resize(1256, 30)
        legend.show_frame(before, [make_tile("loss")])
        legend.resize(width, legend.height())
        legend.show_frame(after, [make_tile("loss")])
        assert max(cell.rect.right() for cell in legend.cells) <= width
