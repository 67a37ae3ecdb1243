"""A class that is added to the engine appears in the form by itself, whatever its fields."""

from typing import Annotated, ClassVar, Literal

import numpy as np
import pytest
from PySide6.QtCore import Qt

from gdviz.document.scene import Run
from gdviz.engine.declare import Field, described, fields_of, ranged
from gdviz.engine.experiment import Experiment
from gdviz.engine.formula import Formula
from gdviz.engine.runs import run as run_experiment
from gdviz.engine.schedules import Constant, Schedule
from gdviz.look.look import LOOKS
from gdviz.panels.form.formula_field import EXAMPLES, FormulaField
from gdviz.panels.form.group import Group, make_editor
from gdviz.panels.form.list_fields import NumbersField, PairsField
from gdviz.panels.form.number_field import NumberField
from gdviz.panels.form.simple_fields import ChoiceField, SwitchField, TextField


class Novel(Schedule, frozen=True, tag="novel"):
    title: ClassVar[str] = "Novel"

    amount: Annotated[float, ranged("Amount", "How much.", gt=0.0, slider=(0.1, 10.0), log=True)] = 1.0
    count: Annotated[int, ranged("Count", "How many.", ge=1)] = 3
    fast: Annotated[bool, described("Fast", "Whether.")] = False
    mode: Annotated[Literal["up", "down"], described("Mode", "Which way.")] = "up"
    word: Annotated[str, described("Word", "A word.")] = "w"
    numbers: Annotated[tuple[float, ...], described("Numbers", "Some.")] = (1.0, 2.0)
    pairs: Annotated[tuple[tuple[int, float], ...], described("Pairs", "Some more.")] = ((1, 0.5),)


@pytest.fixture
def group(qtbot):
    field = Field("schedule", "declared", Constant(), title="Learning rate", variants=(Constant, Novel))
    group = Group(field, "schedule")
    qtbot.addWidget(group)
    group.retranslate()
    group.set_value("novel", Run(schedule=Novel()))
    group.resize(320, 700)
    group.show()
    return group


def test_every_field_of_a_new_class_gets_the_editor_of_its_kind(group):
    assert [(editor.field.name, type(editor)) for editor in group.editors] == [
        ("amount", NumberField),
        ("count", NumberField),
        ("fast", SwitchField),
        ("mode", ChoiceField),
        ("word", TextField),
        ("numbers", NumbersField),
        ("pairs", PairsField),
        ("warmup_steps", NumberField),
    ]
    assert group.choice.currentText() == "Novel"
    assert all(editor.value == editor.field.default for editor in group.editors)


def test_a_number_without_a_slider_has_an_entry_that_steps(group, qtbot):
    count = group.editors[1]
    assert not count.control.slider.isVisible()
    with qtbot.waitSignal(count.changed) as signal:
        qtbot.keyClick(count.control.entry, Qt.Key.Key_Up)
    assert signal.args[1:] == [4, True]


def test_a_list_of_numbers_is_typed_with_commas(group, qtbot):
    numbers = group.editors[5]
    entry = numbers.entry
    assert entry.text() == "1, 2"
    entry.setFocus()
    entry.selectAll()
    qtbot.keyClicks(entry, "3, 1e-2,5")
    with qtbot.waitSignal(group.changed) as signal:
        qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert signal.args[1:] == [(3.0, 0.01, 5.0), False]
    entry.selectAll()
    qtbot.keyClicks(entry, "3, x")
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert "commas" in numbers.error.text()
    assert entry.wrong


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_new_class_takes_every_look(group, look):
    group.set_look(look)
    assert group.grab().size().width() >= 320


def test_symbols_and_examples_are_put_into_a_formula(qtbot):
    field = next(each for each in fields_of(Formula) if each.name == "text")
    editor = make_editor(field, "problem.text", None)
    qtbot.addWidget(editor)
    assert isinstance(editor, FormulaField)
    editor.set_value("w", Run(problem=Formula(text="w")))
    found = []
    editor.changed.connect(lambda _, value, live: found.append(value))
    editor.entry.selectAll()
    buttons = {button.text(): button for button in editor.palette_row.buttons}
    buttons["√"].click()
    assert editor.entry.text() == "√(w)"
    editor.entry.end(False)
    buttons["x²"].click()
    buttons["|x|"].click()
    assert editor.entry.text() == "√(w)²||"
    assert editor.entry.cursorPosition() == len("√(w)²|")
    for action in editor.palette_row.menu.actions():
        action.trigger()
        assert found[-1] == action.text()


@pytest.mark.parametrize("text", ["", *EXAMPLES])
def test_the_formula_that_is_there_and_every_example_converges(text):
    problem = Formula(text=text) if text else Formula()
    run = run_experiment(Experiment(problem=problem, steps=200))
    losses = run.column("loss")
    assert losses[-1] < losses[0]
    assert np.all(np.abs(np.diff(run.params_rows[-5:], axis=0)) < 0.2)
