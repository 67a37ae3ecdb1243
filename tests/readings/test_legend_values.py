"""The legend of a stage: of each run its name and the values of the views, in their order, three at most."""

import msgspec
import pytest

from gdviz.document import lessons
from gdviz.document.tiles import make_tile
from gdviz.readings.instant import reading
from gdviz.readings.legend_values import MOST, legend, legend_values, stage_values
from gdviz.readings.run_labels import run_labels
from tests.views.learning import frame_of


def first_row(frame):
    return [tile for row in frame.scene.stage for tile in row.tiles]


@pytest.mark.parametrize("number", [2, 7, 13])
def test_each_run_has_its_values_and_they_are_the_readings(number):
    frame = msgspec.structs.replace(frame_of(scene=lessons.find(str(number)).scene), playhead=7)
    tiles = first_row(frame)
    runs = legend(frame, tiles)
    several = len(frame.scene.runs) > 1
    assert not several or [run.name for run in runs] == list(run_labels(frame.scene))
    for run in runs:
        assert 1 <= len(run.values) <= MOST
        wanted = dict.fromkeys(q for tile in tiles for q in tile.quantities(frame.recordings[run.place]))
        quantities = [value.reading.quantity for value in run.values]
        assert quantities == [name for name in wanted if reading(frame, run.place, name)][:MOST]
        assert all(value.text.startswith(f"{value.name} {value.reading.short}") for value in run.values)
    assert [run.place for run in runs if run.selected] == [frame.selected]


def test_the_order_is_that_of_the_views():
    frame = frame_of(scene=lessons.find("1").scene)
    tiles = [make_tile("weights"), make_tile("learning_rate"), make_tile("loss_history")]
    for order in (tiles, tiles[::-1]):
        names = [value.name for value in legend_values(frame, 0, order)]
        assert names == [
            {"weights": "w", "learning_rate": "η", "loss_history": "loss"}[tile.view] for tile in order
        ]


@pytest.mark.parametrize(("number", "names"), [(1, ["w", "loss"]), (8, ["loss", "w", "b"]), (12, ["loss"])])
def test_the_loss_tells_where_one_or_two_parameters_are(number, names):
    frame = frame_of(scene=lessons.find(str(number)).scene)
    assert [value.name for value in legend_values(frame, 0, [make_tile("loss")])] == names


def test_a_map_alone_leaves_the_values_of_the_loss():
    frame = frame_of(scene=lessons.find("1").scene)
    for tiles in ((make_tile("map"),), (make_tile("this_step"), make_tile("table"))):
        assert stage_values(frame, 0, tiles) == legend_values(frame, 0, (make_tile("loss"),))
    assert not stage_values(msgspec.structs.replace(frame, hidden=("future",)), 0, (make_tile("map"),))


@pytest.mark.parametrize("view", ["boundary", "progress", "fit"])
def test_runs_with_and_without_a_penalty_are_compared_by_what_they_do_on_unseen_data(view):
    frame = msgspec.structs.replace(frame_of(scene=lessons.find("13").scene), playhead=8000)
    told = [
        {value.name: value.reading for value in legend_values(frame, place, (make_tile(view),))}
        for place in (0, 1, 2)
    ]
    columns = [recording.column("test_data_loss")[-1] for recording in frame.recordings]
    assert [values["test loss"].value for values in told] == pytest.approx(columns)
    assert min(columns[1:]) < max(columns[1:]) < columns[0]


def test_a_value_of_an_earlier_row_says_so():
    scene = lessons.find("9").scene
    frame = msgspec.structs.replace(frame_of(scene=scene), playhead=19)
    (value,) = legend_values(frame, 0, (make_tile("progress"),))
    assert (value.step is None) == (value.reading.row == 19)
    assert value.step is None or f"(step {value.step})" in value.text


def test_values_of_one_earlier_row_say_it_once():
    scene = lessons.find("12").scene
    frame = msgspec.structs.replace(frame_of(scene=scene), playhead=151)
    values = legend_values(frame, 0, (make_tile("progress"), make_tile("learning_rate")))
    assert [value.reading.row for value in values[:2]] == [150, 150]
    assert [value.step for value in values[:2]] == [None, 150]


def test_how_a_run_ended_is_told_once_the_playhead_is_there():
    frame = frame_of(scene=lessons.find("2").scene)
    before, after = (
        legend(msgspec.structs.replace(frame, playhead=playhead), first_row(frame)) for playhead in (0, 10**6)
    )
    assert not any(run.outcome for run in before)
    assert any(run.outcome for run in after)
    assert all(bool(run.outcome) == bool(run.short_outcome) for run in after)


def test_a_run_alone_needs_no_name():
    frame = frame_of(scene=lessons.find("1").scene)
    assert [run.name for run in legend(frame, first_row(frame))] == [""]
