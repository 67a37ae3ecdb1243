"""Beats: what a file may say, the scene of a beat, and what recordings say to claims and answers."""

import json

import pytest
from msgspec.structs import replace

from gdviz.document import codec, edits, lessons
from gdviz.document.beats.ask import ChoiceQuestion, Number, Option, Point, Sketch
from gdviz.document.beats.beat import Beat, BeatAxes, Goal, Play
from gdviz.document.beats.beat_scene import beat_scene
from gdviz.document.beats.beat_words import Words
from gdviz.document.beats.claim import Place, claim
from gdviz.document.beats.judge import all_hold, holds, is_alike, is_near, is_right, right_options, value_at
from gdviz.document.errors import DocumentError
from gdviz.document.stage_layout import names, tile_of
from gdviz.engine.runs import descent_of, run

ONE = lessons.load("1")
SAID = {"id": "a", "title": {"en": "First"}, "say": {"zh": "w 现在是 {0.w@8:3}。"}}


def beat(**fields):
    return Beat(**({"id": "a", "title": Words(en="First"), "say": Words(en="Look.")} | fields))


def opened(*beats):
    return codec.loads(json.dumps({"gdviz": codec.VERSION, "scene": {"beats": list(beats)}}))


def test_a_scene_keeps_its_beats_in_its_file():
    scene = opened(
        SAID
        | {
            "set": {"runs.*.steps": 8},
            "show": ["loss", "this_step"],
            "axes": [{"view": "loss", "x": [-8, 6]}],
            "play": {"from": 0, "to": 4},
            "ask": {"kind": "number", "column": "w", "row": 1, "within": 0.1},
            "expect": [{"column": "w", "row": 1, "is": {"column": "w", "row": 1}}],
        }
    )
    assert codec.loads(codec.dumps(scene)) == codec.loads(codec.packed(scene)) == scene
    assert (scene.beats[0].row, scene.beats[0].last_row) == (0, 4)
    assert lessons.beats(scene) == scene.beats
    assert lessons.base(scene) is scene


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"set": [1]}, "beats[0].set must be an object with keys, but is [1]."),
        ({"set": {"runs.0.step": 1}}, "beats[0].set: runs[0] has no “step”. Did you mean “steps”?"),
        (
            {"set": {"runs.*.steps": 0}},
            "beats[0].set: runs[0].steps must be between 1 and 100000000, but is 0.",
        ),
        ({"free": ["runs.0.rate"]}, "beats[0].free: runs[0] has no “rate”."),
        ({"say": {}}, "beats[0].say: a text must be there in one language at least."),
        ({"say": {"en": "{w}"}}, "beats[0].say: “{w}” is not a place such as {0.w@8}."),
        ({"say": {"en": "{0.w@"}}, "beats[0].say: “{” is not a place such as {0.w@8}."),
        ({"show": ["los"]}, "Did you mean “loss”?"),
        ({"free": ["title"]}, "“title” can't be free"),
        ({"free": ["runs.0"]}, "“runs.0” can't be free"),
        ({"hide": ["loss.wheel"]}, "“loss.wheel” can't be hidden"),
        ({"next": "goal"}, "next is “goal”, but the beat has nothing that could bring it about."),
        ({"play": {"frm": 1}}, "beats[0].play has no “frm”. Did you mean “from”?"),
        ({"play": {"from": 5, "to": 4}}, "beats[0].play: what plays must end after it begins."),
        ({"expect": [{"column": "w", "is": "5"}]}, 'beats[0].expect[0].is must be a number, but is "5".'),
        ({"expect": [{"column": "w"}]}, "a claim says what a number is, or how the run ends."),
        ({"expect": [{"outcome": "fine"}]}, "beats[0].expect[0].outcome must be one of "),
        ({"expect": [{"column": "w", "is": 1, "row": 5, "to": 4}]}, "the rows of a claim must increase."),
        ({"ask": {"kind": "riddle"}}, "beats[0].ask.kind must be one of choice, number, point, sketch"),
        ({"recall": ["b"]}, "the beat “a” recalls “b”, which asks nothing before it."),
    ],
)
def test_what_is_wrong_with_a_beat_is_said_with_its_place(change, message):
    with pytest.raises(DocumentError) as caught:
        opened(SAID | change)
    assert message in str(caught.value)


def test_beats_are_called_by_different_names():
    with pytest.raises(DocumentError, match="two beats are called “a”"):
        opened(SAID, SAID)


def test_a_beat_is_described_from_the_base_scene_alone():
    two = lessons.load("2")
    shown = beat(
        set={"runs.*.steps": 8, "runs.0.schedule.learning_rate": 1.2, "stage.0.tiles.1.log": True},
        show=("weights", "loss_history"),
        axes=(BeatAxes(view="weights", y=(-100, 100)),),
    )
    scene = beat_scene(two, shown)
    assert [each.steps for each in scene.runs] == [8, 8, 8]
    assert scene.runs[0].schedule.learning_rate == 1.2
    assert names(scene.stage) == (("weights", "loss_history"),)
    assert tile_of(scene.stage, "weights").y_range == (-100, 100)
    assert tile_of(scene.stage, "weights").width == tile_of(two.stage, "weights").width
    assert tile_of(scene.stage, "loss_history").log
    assert beat_scene(two, shown, {"runs.1.steps": 3}).runs[1].steps == 3
    assert beat_scene(two, beat()) == two
    own = edits.change(two, "beats", [SAID])
    assert beat_scene(own, own.beats[0]).beats == ()


@pytest.fixture(scope="module")
def recordings():
    return [run(each.experiment) for each in lessons.load("2").runs]


@pytest.mark.parametrize(
    ("said", "true"),
    [
        ({"column": "w", "row": 1, "is": -7, "within": 0.01}, True),
        ({"column": "w", "row": 1, "is": -1, "within": 0.01}, False),
        ({"column": "loss", "row": 0, "to": 40, "is": 36}, True),
        ({"column": "w", "row": 0, "to": 40, "is": 5}, False),
        ({"column": "w", "row": 40, "greater_than": 4.9}, True),
        ({"column": "w", "row": 40, "less_than": Place(run=1, column="w", row=40)}, False),
        ({"run": 1, "column": "w", "row": 40, "less_than": Place(run=2, column="w", row=40)}, True),
        ({"run": 1, "column": "w", "row": 40, "less_than": -0.9999}, True),
        ({"column": "w", "row": 41, "is": 5}, False),
        ({"column": "test_accuracy", "row": 0, "is": 1}, False),
        ({"run": 7, "column": "w", "row": 0, "is": 5}, False),
        ({"column": "w", "row": 0, "is": Place(run=1, column="w", row=0)}, True),
        ({"column": "w", "row": 0, "greater_than": Place(run=7, column="w", row=0)}, False),
        ({"outcome": "oscillating"}, True),
        ({"run": 1, "outcome": "oscillating"}, False),
        ({"column": "step_length", "row": 3, "is": 12}, True),
    ],
)
def test_claims_hold_or_not(said, true, recordings):
    assert holds(claim(**said), recordings) is true


def test_what_is_not_computed_yet_is_neither_right_nor_wrong():
    descent = descent_of(ONE.runs[0].experiment)
    begun = [descent.recording]
    last = claim(column="w", row=40, **{"is": -1}, within=0.1)
    assert holds(last, begun) is None
    assert holds(claim(column="w", row=0, less_than=Place(column="w", row=40)), begun) is None
    assert holds(claim(outcome="converged"), begun) is None
    assert all_hold([last, claim(column="w", row=0, **{"is": 6})], begun) is False
    assert all_hold([last, claim(column="w", row=0, **{"is": 5})], begun) is None
    where = Number(column="w", row=40, within=0.1)
    assert is_near(where, -1, begun) is None
    assert is_right(two_options(last), 0, begun) is None
    descent.run()
    assert (
        all_hold([last], begun) is is_near(where, -1, begun) is is_right(two_options(last), 0, begun) is True
    )


def two_options(*claims):
    said = {"text": Words(en="x"), "why": Words(en="y")}
    return ChoiceQuestion(options=(Option(**said, claims=claims), Option(**said)))


def test_answers_are_measured_by_the_recording(recordings):
    right = claim(column="w", row=1, **{"is": -7})
    assert right_options(two_options(right), recordings) == (0,)
    assert not is_right(two_options(right), 1, recordings)
    place = Point(view="weights", run=2, column="w", row=40, within=0.15, start=5)
    assert is_near(place, 4.9, recordings)
    assert not is_near(place, 4.0, recordings)
    assert not is_near(Number(column="w", row=99, within=9), 5, recordings)
    curve = Sketch(view="weights", run=1, column="w", row=0, to=10, within=0.5)
    true = [(row, float(value)) for row, value in enumerate(recordings[1].column("w")[:11])]
    assert is_alike(curve, true, recordings)
    assert is_alike(curve, true[::2], recordings)
    assert not is_alike(curve, [(0, 5), (10, 5)], recordings)
    assert not is_alike(curve, [], recordings)


@pytest.mark.parametrize(("row", "value"), [(1, 2.6), (2, 1.16), (3, 0.296)])
def test_a_number_is_what_its_own_digits_say(row, value):
    """In single precision 2.6 is 2.5999999."""
    (only,) = recordings = [run(replace(lessons.load("1").runs[0].experiment, precision="float32"))]
    assert str(only.column("w")[row]) == str(value)
    assert holds(claim(column="w", row=row, **{"is": value}), recordings)
    for within in (0.0, 0.1):
        asked = Number(column="w", row=row, within=within)
        assert is_near(asked, round(value + within, 6), recordings)
        assert is_near(asked, round(value - within, 6), recordings)
        assert not is_near(asked, value + within + 1e-5, recordings)


def test_a_place_without_a_number_is_none(recordings):
    assert value_at(recordings, Place(run=2, column="w", row=0)) == 5
    for place in (
        Place(run=3, column="w"),
        Place(column="w", row=41),
        Place(column="shadow_w"),
        Place(column="gone"),
    ):
        assert value_at(recordings, place) is None


def test_a_run_that_broke_off_does_not_reach_a_goal():
    scene = edits.change(ONE, "runs.0.schedule.learning_rate", 1000.0)
    recording = run(scene.runs[0].experiment)
    assert recording.outcome.kind == "diverged"
    assert holds(claim(column="w", row=40, less_than=10), [recording]) is False


def test_a_goal_needs_something_to_touch():
    goal = Goal(
        claims=(claim(column="w", row=1, **{"is": 0}),),
        solved=Words(en="Yes."),
        solutions=({"runs.0.steps": 2},),
    )
    with pytest.raises(ValueError, match="a control that is free"):
        beat(goal=goal)
    assert beat(goal=goal, free=("runs.0.steps",), play=Play(to=2), next="goal").last_row == 2
