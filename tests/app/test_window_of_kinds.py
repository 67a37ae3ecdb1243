"""Kinds in the window: each can be chosen; one that is not installed is said, and not computed."""

import json

from gdviz.document import codec, edits
from gdviz.document.scene import Run, Scene
from gdviz.engine.declare import fields_of, kind_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.training import Training
from gdviz.engine.missing import Missing
from gdviz.readings.outcome_sentence import outcome_text

CHOICES = [
    (f"{field.name}.kind", kind_of(kind))
    for field in fields_of(Experiment)
    if field.name in ("optimizer", "schedule")
    for kind in field.variants
]
FOREIGN = [choice for choice in CHOICES if "." in choice[1]]  # gdviz's had their turn


def missing_scene():
    """A scene as a person has it whose package is gone, beside a run that needs none."""
    document = json.loads(codec.dumps(Scene(runs=(Run(name="Theirs", color=3), Run()))))
    document["scene"]["runs"][0]["schedule"] = {"kind": "gone.spiral", "turns": 3.0, "deep": {"x": [1, 2]}}
    return document


def test_every_kind_is_chosen_and_computed(window):
    for path, tag in FOREIGN or CHOICES:
        window.session.edit(edits.change(window.session.scene, f"runs.0.{path}", tag), "another kind")
        window.settled()
        recording = window.session.frame.recordings[0]
        assert recording.finished, tag
        assert recording.published > 1, tag
        (editor,) = (each for each in window.parameters.every_editor() if each.path == path)
        assert editor.choice.currentText() == editor.text_of(tag)


def test_a_run_of_a_kind_that_is_not_installed_is_kept_and_said(make_window):
    document = missing_scene()
    scene = codec.loads(json.dumps(document))
    window = make_window(scene)
    frame = window.session.frame
    assert isinstance(scene.runs[0].problem, Missing)
    assert outcome_text(frame.outcomes[0]) == "not computed: it needs gone, which is not installed"
    assert frame.recordings[0].published == 1
    assert frame.recordings[1].published == 41
    assert json.loads(codec.dumps(window.session.scene)) == document
    window.session.edit(edits.rename_run(window.session.scene, 0, "Mine"), "name")
    window.settled()
    document["scene"]["runs"][0]["name"] = "Mine"
    assert json.loads(codec.dumps(window.session.scene)) == document
    assert codec.loads(codec.packed(window.session.scene)) == window.session.scene
    editors = [
        each
        for each in window.findChildren(object)
        if getattr(each, "path", "") in ("schedule.kind", "steps")
    ]
    assert editors
    assert not any(each.isVisible() for each in editors)
    window.session.select(1)
    window.settled()


def test_data_that_is_not_installed_sets_the_whole_run_aside():
    document = json.loads(codec.dumps(Scene(runs=(Run(problem=Training()),))))
    document["scene"]["runs"][0]["problem"]["data"] = {"kind": "gone.rows", "more": 1}
    document["scene"]["runs"][0]["problem"]["model"] = {"activation": "other.wave"}
    scene = codec.loads(json.dumps(document))
    assert scene.runs[0].problem.packages == "gone, other"
    assert json.loads(codec.dumps(scene)) == document
