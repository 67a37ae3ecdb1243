"""The form of another lesson is made between what else the window does."""

import pytest
from PySide6.QtCore import QTimer

from gdviz.document import lessons
from gdviz.panels.form import bit_by_bit
from gdviz.panels.form.bit_by_bit import BitByBit
from gdviz.panels.form.parameters import ParametersPanel


@pytest.fixture
def form(stage, monkeypatch):
    monkeypatch.setattr(bit_by_bit, "AT_ONCE", 0.0)
    panel = stage.show(ParametersPanel())
    assert panel.editors
    return panel


@pytest.fixture
def turns(qtbot):
    """How often the loop went round."""
    found = []
    timer = QTimer()
    timer.timeout.connect(lambda: found.append(None))
    timer.start(0)
    yield found
    timer.stop()


def paths(form):
    return [editor.path for editor in form.every_editor()]


def scene(number):
    return lessons.all()[number - 1].scene


def done(form):
    return not form.work.busy and form.content.updatesEnabled()


def test_the_loop_turns_while_the_form_of_another_lesson_is_made(form, turns, qtbot):
    form.show_scene(scene(12), 0)
    before = len(turns)
    qtbot.waitUntil(lambda: not form.content.updatesEnabled())
    qtbot.waitUntil(lambda: done(form))
    assert len(turns) - before > 20
    assert "problem.model.hidden" in paths(form)
    assert all(editor.value is not None for editor in form.every_editor())


def test_who_asks_on_the_way_gets_all_of_it_at_once(form, qtbot):
    form.show_scene(scene(12), 0)
    qtbot.waitUntil(lambda: not form.content.updatesEnabled())
    assert form.editor("problem.model.hidden").value == scene(12).runs[0].problem.model.hidden
    qtbot.waitUntil(lambda: done(form))


@pytest.mark.parametrize("other", [1, 8, 15])
def test_a_lesson_that_comes_on_the_way_has_its_own_form(form, stage, other, qtbot):
    form.show_scene(scene(12), 0)
    qtbot.waitUntil(lambda: form.unarranged)  # fields are being made
    form.show_scene(scene(other), 0)
    qtbot.waitUntil(lambda: done(form))
    alone = stage.show(ParametersPanel())
    alone.show_scene(scene(other), 0)
    assert paths(form) == paths(alone)
    assert [each.value for each in form.every_editor()] == [each.value for each in alone.every_editor()]
    shown = [name for name, section in form.sections.items() if section.isVisibleTo(form)]
    assert shown == [name for name, section in alone.sections.items() if section.isVisibleTo(alone)]


def test_work_that_asks_for_itself_goes_on(qtbot, stage):
    bits, done = BitByBit(stage.show(ParametersPanel())), []

    def work():
        for number in range(3):
            bits.finish()
            done.append(number)
            yield

    bits.take(work())
    bits.finish()
    assert done == [0, 1, 2]
