"""What changes on the way, in words."""

import pytest

from gdviz.document.run_changes import change_from
from gdviz.document.scene import Run, Scene
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Momentum
from gdviz.readings.change_text import change_sentence, change_text, changed_at


def changed(*settings, **more):
    """A run with (path, value) set from step 12 on."""
    scene = Scene(runs=(Run(**more),))
    for path, value in settings:
        scene = change_from(scene, 0, path, value, 12)
    return scene.runs[0]


@pytest.mark.parametrize(
    ("settings", "more", "short"),
    [
        ([("schedule.learning_rate", 0.5)], {}, "η 0.5"),
        ([("schedule.kind", "exponential"), ("schedule.learning_rate", 0.3)], {}, "Exponential decay, η 0.3"),
        ([("optimizer.momentum", 0.5)], {"optimizer": Momentum()}, "μ 0.5"),
        ([("optimizer.kind", "adam"), ("optimizer.beta1", 0.5)], {}, "Adam"),
        ([("problem.penalty", {"kind": "l2", "scale": 0.25})], {"problem": Training()}, "L2 0.25"),
        ([("batches.batch_size", 0)], {}, "Batch size all"),
    ],
)
def test_a_change_is_short_on_its_flag(settings, more, short):
    run = changed(*settings, **more)
    assert change_text(run, 12) == short
    assert change_sentence(run, 12).startswith("From step 12: ")
    assert changed_at(run) == "changed at step 12"


def test_of_another_optimizer_it_is_said_that_it_begins_anew():
    assert change_sentence(changed(("optimizer.kind", "adam")), 12) == (
        "From step 12: Adam, which has gathered nothing yet (before: Gradient descent)"
    )
    plain = changed(("optimizer.kind", "sgd"), optimizer=Momentum())
    assert change_sentence(plain, 12) == "From step 12: Gradient descent (before: Momentum)"


def test_without_a_change_nothing_is_said():
    assert changed_at(Run()) == ""
