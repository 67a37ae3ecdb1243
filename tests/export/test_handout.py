"""A lesson on paper: what is on it, what is not told, and the command that writes it."""

import json

import pytest
from msgspec import structs
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPdfWriter

from gdviz.base.i18n import speaking
from gdviz.commands.cli import main
from gdviz.document import codec, lessons
from gdviz.document.beats.beat_scene import beat_scene
from gdviz.engine.runs import run
from gdviz.export.handout import beat_frame, handout, print_handout
from gdviz.readings.answers import answers, setting_text
from tests.sampling import some

RATE = "runs.0.schedule.learning_rate"


def of(number, beat):
    lesson = lessons.find(number)
    found = next(each for each in lesson.beats if each.id == beat)
    scene = beat_scene(lesson.scene, found)
    return found, scene, [run(each.experiment) for each in scene.runs]


def two_beats():
    words = {"en": "Look at {0.w@1}.", "zh": "看 {0.w@1}。"}
    first = {
        "id": "a",
        "title": {"en": "First", "zh": "第一"},
        "say": words,
        "show": ["loss"],
        "play": {"to": 1},
    }
    second = (
        first | {"id": "b", "hide": ["future"], "teacher": words} | {"say": {"en": "Where?", "zh": "哪里？"}}
    )
    second["ask"] = {"kind": "number", "column": "w", "row": 2, "within": 0.1}
    document = {"gdviz": codec.VERSION, "scene": {"title": "Mine", "beats": [first, second]}}
    return json.dumps(document)


def pages(pdf):
    return pdf.count(b"/Type /Page\n")


def test_answers_are_told_by_the_recording():
    with speaking("en"):
        said = [answers(*of("2", beat), "en") for beat in ("rate-1", "small", "goal", "meet")]
    assert said[0] == ["B  −7. 5 − 1 · 12: just as far on the other side."]
    assert said[1] == ["w = 4.952183 at step 40"]
    assert said[2][0].startswith("For instance: Learning rate 0.28; Learning rate 0.3; ")
    assert said[3] == []
    with speaking("zh_CN"):
        assert answers(*of("2", "rate-1"), "zh_CN") == ["B  −7。5 − 1 · 12：正好跳到对面同样远的地方。"]


@pytest.mark.parametrize(
    ("number", "settings", "expected"),
    [
        ("1", {"runs.0.initial.0": -6}, "w −6"),
        ("5", {"runs.0.schedule.decay_steps": 24, "runs.0.advance_global_step": True}, "Decay steps 24, "),
        ("12", {"runs.0.problem.model.activation": "relu", "runs.0.problem.model.hidden.0": 3}, " 3"),
        ("17", {"runs.0.problem.model.layer_rates.0": 0.2}, "Rate of each layer 0.2"),
    ],
)
def test_settings_are_called_as_in_the_form(number, settings, expected):
    with speaking("en"):
        text = setting_text(lessons.load(number), settings)
    assert text.startswith(expected) or text.endswith(expected)
    assert "_" not in text.replace("global_step", "")


def test_what_a_beat_hides_is_on_no_picture():
    found, scene, recordings = of("2", "rate-1")
    frame = beat_frame(found, scene, recordings)
    assert frame.published == (1, 1, 1)
    assert frame.recordings[0].published == 1
    assert frame.outcomes == (None, None, None)
    assert frame.last == 40
    found, scene, recordings = of("9", "first-way")
    assert beat_frame(found, scene, recordings).hides("loss") == {"numbers", "arrow"}
    found, scene, recordings = of("2", "see-1.2")
    frame = beat_frame(found, scene, recordings)
    assert (frame.playhead, frame.published[0], frame.outcomes[0].kind) == (8, 9, "diverging")


@pytest.mark.parametrize("language", some(["zh_CN", "en"], 1))
def test_a_handout_has_a_page_of_answers_and_is_the_same_each_time(qapp, language):
    scene = codec.loads(two_beats())
    made = handout("Mine", scene, scene.beats, language)
    assert made.startswith(b"%PDF-")
    assert pages(made) == 2
    assert made == handout("Mine", scene, scene.beats, language)
    assert made != handout("Mine", scene, scene.beats, language, teacher=True)


def test_who_learns_turns_the_page_after_a_question(qapp):
    scene = codec.loads(two_beats())
    asked = next(beat for beat in scene.beats if beat.ask is not None)
    told = structs.replace(asked, id="told", ask=None, next="click")
    made = [handout("Mine", scene, (asked, told), "en", teacher=teacher) for teacher in (False, True)]
    assert list(map(pages, made)) == [3, 2]


def test_the_command_writes_it_and_says_what_is_wrong(qapp, tmp_path, capsys):
    source, target = tmp_path / "mine.gdviz", tmp_path / "out.pdf"
    source.write_text(two_beats(), encoding="utf-8")
    assert main(["lesson", "handout", str(source), "-o", str(target), "--teacher"]) == 0
    assert target.read_bytes().startswith(b"%PDF-")
    assert capsys.readouterr().out == f"{target}\n"
    source.write_text(json.dumps({"gdviz": codec.VERSION, "scene": {}}), encoding="utf-8")
    for arguments, code, said in (
        ([str(source), "-o", str(target)], 2, "it has no beats"),
        (["1", "-o", str(tmp_path / "no" / "out.pdf")], 1, "folder does not exist"),
        (["1"], 2, "-o"),
    ):
        assert main(["lesson", "handout", *arguments]) == code
        assert said in capsys.readouterr().err


def test_a_page_ends_where_the_paper_does(qapp, tmp_path):
    """Not where A4 does: Letter is lower; and in landscape a page has room for one part."""
    scene = codec.loads(two_beats())
    writer = QPdfWriter(str(tmp_path / "printed.pdf"))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    print_handout(writer, "Mine", scene, scene.beats, "en", teacher=True)
    assert pages((tmp_path / "printed.pdf").read_bytes()) == 3
