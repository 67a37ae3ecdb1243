"""The check of a lesson names what does not hold, and the beat."""

import json

import numpy as np
import pytest

from gdviz.commands.cli import main
from gdviz.document import codec
from gdviz.engine.quantities import quantity
from gdviz.readings import lesson_check
from gdviz.readings.lesson_check import check

WORDS = {"en": "x"}


def beat(**fields):
    return {"id": "a", "title": WORDS, "say": WORDS} | fields


def options(*claims):
    return {
        "ask": {
            "kind": "choice",
            "options": [{"text": WORDS, "why": WORDS, "claims": each} for each in claims],
        }
    }


def goal(value, solutions, not_solutions=()):
    return {
        "goal": {
            "claims": [{"column": "w", "row": 1, "is": value, "within": 0.01}],
            "solved": WORDS,
            "solutions": [{"runs.0.schedule.learning_rate": rate} for rate in solutions],
            "not_solutions": [{"runs.0.schedule.learning_rate": rate} for rate in not_solutions],
        },
        "free": ["runs.0.schedule.learning_rate"],
    }


RIGHT, WRONG = [{"column": "w", "row": 1, "is": 2.6, "within": 0.01}], [{"column": "w", "row": 1, "is": 4.8}]
EXPECT = {"column": "w", "row": 40, "is": -1, "within": 0.1}
FINE = [
    beat(expect=[EXPECT]),
    beat(say={"en": "{0.w@4}", "zh": "{0.w@3}"}),
    beat(play={"to": 40}),
    beat(**options(RIGHT, WRONG)),
    beat(**options(RIGHT, [])),
    beat(ask={"kind": "number", "column": "w", "row": 40, "within": 1}),
    beat(ask={"kind": "sketch", "view": "weights", "column": "w", "to": 40, "within": 1}),
    beat(**goal(-1, [0.5], [0.2, 0.6])),
]
FAULTY = [
    (beat(expect=[EXPECT | {"is": 5}]), "expects 0.w@40 = 5 ± 0.1, but 0.w@40 is −1"),
    (beat(expect=[{"outcome": "diverged"}]), "expects run 0 diverged, but it ends "),
    (beat(expect=[EXPECT | {"run": 1}]), "but there is no run 1"),
    (beat(expect=[EXPECT | {"row": 41}]), "0.w@41 is not there"),
    (beat(say={"en": "ok", "zh": "{0.w@41}"}), "there is no number at {0.w@41}"),
    (beat(say={"en": "ok", "zh": "{0.shadow_w@4}"}), "there is no number at {0.shadow_w@4}"),
    (beat(play={"to": 41}), "plays up to step 41, but the runs end at step 40"),
    (beat(**options(WRONG, [])), "one answer should be right, but 0 are"),
    (beat(**options(RIGHT, RIGHT)), "one answer should be right, but 2 are"),
    (beat(ask={"kind": "number", "column": "w", "row": 41, "within": 1}), "asks for w at row 41 of run 0"),
    (
        beat(ask={"kind": "sketch", "view": "weights", "column": "w", "to": 41, "within": 1}),
        "asks for w up to row 41 of run 0",
    ),
    (beat(**goal(2.6, [0.2])), "the goal is reached before anything is touched"),
    (beat(**goal(-1, [0.4])), "should reach 0.w@1 = -1 ± 0.01, but 0.w@1 is 0.2"),
    (beat(**goal(-1, [0.5], [0.5])), "should not reach the goal, but does"),
]


def faults(data):
    # As plain data: a file with settings that do not fit is not opened at all.
    scene = codec.loads(json.dumps({"gdviz": codec.VERSION, "scene": _scene([data])}))
    return [fault.text for fault in check(scene, scene.beats)]


def _scene(beats):
    run = {
        "problem": {"kind": "course"},
        "schedule": {"kind": "constant", "learning_rate": 0.2},
        "steps": 40,
        "precision": "float32",
    }
    return {"runs": [run], "beats": beats}


@pytest.mark.parametrize("data", FINE)
def test_what_holds_has_no_fault(data):
    assert faults(data) == []


@pytest.mark.parametrize(("data", "message"), FAULTY)
def test_what_does_not_hold_is_said(data, message):
    (found,) = faults(data)
    assert message in found


def test_a_range_is_looked_at_between_the_rows_that_the_recording_has(monkeypatch):
    def wilder(recording, name, row, stop):
        return quantity(recording, name, row, stop) + 2 * (np.arange(stop - row) % 2)

    monkeypatch.setattr(lesson_check, "at_every_row", wilder)
    (found,) = faults(beat(expect=[{"column": "w", "row": 1, "to": 40, "less_than": 2.61}]))
    assert found == "0.w@1…40 < 2.61 holds at the rows at which it was looked at, but not between them"


def test_the_command_names_the_beat_and_returns_1(tmp_path, capsys):
    path = tmp_path / "mine.gdviz"
    for beats, code, said in (
        ([FINE[0], FINE[1] | {"id": "b"}], 0, "mine.gdviz: 2 beats, all holds.\n"),
        ([FINE[0], FAULTY[6][0] | {"id": "b"}], 1, f"mine.gdviz, beat b: {FAULTY[6][1]}.\n"),
        ([], 0, "mine.gdviz: has no beats.\n"),
    ):
        path.write_text(json.dumps({"gdviz": codec.VERSION, "scene": _scene(beats)}), encoding="utf-8")
        assert main(["lesson", "check", str(path)]) == code
        assert capsys.readouterr().out == said
    assert main(["lesson", "check", "no-such-lesson"]) == 2
