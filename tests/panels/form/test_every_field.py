"""Every kind of every declared object: its widget gives back the default, and takes another value."""

import itertools

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLineEdit

from gdviz.document import edits, lessons
from gdviz.document.scene import Run, Scene
from gdviz.engine.declare import fields_of, kind_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.datasets import Moons, UserData
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.notation.numbers import entry, read
from gdviz.panels.form.activations_field import ActivationsField
from gdviz.panels.form.batch_field import BatchSizeField
from gdviz.panels.form.features_field import FeaturesField
from gdviz.panels.form.formula_field import FormulaField
from gdviz.panels.form.group import Group
from gdviz.panels.form.layer_fields import LayersField, RatesField
from gdviz.panels.form.list_fields import NumbersField, PairsField, PiecesField
from gdviz.panels.form.number_field import NumberField
from gdviz.panels.form.parameters import ParametersPanel
from gdviz.panels.form.seed_field import SeedField
from gdviz.panels.form.shown_fields import fields_in
from gdviz.panels.form.simple_fields import ChoiceField, SwitchField, TextField
from gdviz.panels.form.start_field import StartField
from gdviz.panels.form.user_data_field import UserDataField
from gdviz.panels.widgets.slider_scale import allowed
from tests.sampling import long

Key = Qt.Key
KINDS = [
    (field.name, kind_of(variant))
    for field in fields_of(Experiment)
    if len(field.variants) > 1
    for variant in field.variants
]


def shown_number(editor):
    return read(editor.control.entry.text(), editor.field.kind == "int")


PARTS = [
    (f"problem.{name}", kind_of(variant))
    for name in ("data", "loss", "penalty", "model.weights")
    for field in (*fields_of(Training), *fields_of(Model))
    if field.name == name.split(".")[-1]
    for variant in field.variants
]


def bare_scene(name):
    """A scene whose run may have any kind in this place: some look at test data."""
    if name.startswith("problem."):
        return Scene(runs=(Run(problem=Training(data=Moons())),))
    if name == "stopping":
        return Scene(runs=(Run(problem=Training(data=Moons(), test_share=0.3)),))
    return Scene()


def scene_with(name, kind):
    """A scene whose run has this kind in this place."""
    scene = bare_scene(name)
    return edits.change(scene, f"runs.0.{name}.kind", kind)


def shown_batch_size(editor):
    number = shown_number(editor)
    return 0 if editor.all.isChecked() else number


def shown_features(editor):
    pressed = tuple(text for text, button in editor.buttons.items() if button.isChecked())
    return () if pressed == editor.plain else pressed


SHOWN = {
    NumberField: shown_number,
    SeedField: shown_number,
    BatchSizeField: shown_batch_size,
    LayersField: lambda editor: editor.stack.numbers,
    RatesField: lambda editor: editor.stack.numbers,
    UserDataField: lambda editor: editor.value,
    SwitchField: lambda editor: editor.switch.isChecked(),
    ChoiceField: lambda editor: editor.choice.currentData(),
    TextField: lambda editor: editor.entry.text(),
    FormulaField: lambda editor: editor.entry.text(),
    FeaturesField: shown_features,
    ActivationsField: lambda editor: tuple(
        choice.currentData() for choice in editor.choices if not choice.isHidden()
    ),
    PairsField: lambda editor: editor.table.model.rows,
    PiecesField: lambda editor: msgspec.convert(editor.value_of(editor.table.model.rows), type(editor.value)),
    NumbersField: lambda editor: tuple(read(part) for part in editor.entry.text().split(",")),
    StartField: lambda editor: tuple(control.number for control in editor.controls),
    Group: lambda editor: editor.choice.currentData(),
}


def type_number(qtbot, editor):
    field, scale = editor.field, editor.control.scale
    candidates = [scale.value(position) for position in (370, 640)] if scale else [1, 2]
    number = next(each for each in candidates if each != editor.value and allowed(field, each))
    type_text(qtbot, editor.control.entry, entry(number))
    return number


def add_layer(qtbot, editor):
    before = editor.value
    qtbot.mouseClick(editor.count.more, Qt.MouseButton.LeftButton)
    return (*before, before[-1])


def turn_rates_on(qtbot, editor):
    layers = editor.layers
    qtbot.mouseClick(editor.switch, Qt.MouseButton.LeftButton)
    return (1.0,) * layers


def type_text(qtbot, entry, text):
    entry.setFocus()
    entry.selectAll()
    qtbot.keyClicks(entry, text)
    qtbot.keyClick(entry, Key.Key_Return)


def turn(qtbot, editor):
    wanted = not editor.value
    qtbot.mouseClick(editor.switch, Qt.MouseButton.LeftButton)
    return wanted


def pick(qtbot, editor):
    choice = editor.choice
    last = choice.currentIndex() == choice.count() - 1
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(choice, Key.Key_Up if last else Key.Key_Down)
    return choice.currentData()


def type_formula(qtbot, editor):
    type_text(qtbot, editor.entry, "3w^2 + 1")
    return "3w^2 + 1"


def turn_activations_on(qtbot, editor):
    wanted = editor.same
    qtbot.mouseClick(editor.switch, Qt.MouseButton.LeftButton)
    return wanted


def press_square(qtbot, editor):
    qtbot.mouseClick(editor.buttons["x1²"], Qt.MouseButton.LeftButton)
    return (*editor.plain, "x1²")


def type_list(qtbot, editor):
    type_text(qtbot, editor.entry, "1, 2.5")
    return (1.0, 2.5)


def type_cell(qtbot, editor):
    table = editor.table
    row, column = table.model.rowCount() - 1, 1
    table.view.edit(table.model.index(row, column))
    type_text(qtbot, table.view.findChild(QLineEdit), "7.25")
    qtbot.waitUntil(lambda: table.view.findChild(QLineEdit) is None)
    assert table.model.rows[row][column] == 7.25
    return editor.value


def type_start(qtbot, editor):
    for place, control in enumerate(editor.controls):
        type_text(qtbot, control.entry, f"{place}.25")
    return tuple(place + 0.25 for place in range(len(editor.controls)))


DRIVE = {
    NumberField: type_number,
    SeedField: type_number,
    BatchSizeField: type_number,
    LayersField: add_layer,
    RatesField: turn_rates_on,
    Group: pick,
    SwitchField: turn,
    ChoiceField: pick,
    TextField: type_formula,
    FormulaField: type_formula,
    FeaturesField: press_square,
    ActivationsField: turn_activations_on,
    PairsField: type_cell,
    PiecesField: type_cell,
    NumbersField: type_list,
    StartField: type_start,
}


def editors_of(form, name):
    """The editors of what stands in this place, the choice of its kind first."""
    return [each for each in form.every_editor() if f"{each.path}.".startswith(f"{name}.")]


def default_of(editor, holder, name):
    """What the declaration says, below `holder` which stands in the place `name`."""
    value = holder
    for part in editor.path.removeprefix(name).strip(".").split(".") if editor.path != name else ():
        value = kind_of(value) if part == "kind" else getattr(value, part)
    return value


def groups():
    """The kinds of each place, those of plug-ins apart: (place, kinds)."""
    for name, foreign in itertools.product(dict(KINDS + PARTS), (False, True)):
        kinds = [kind for place, kind in KINDS + PARTS if place == name and ("." in kind) == foreign]
        if kinds:
            yield pytest.param(name, kinds, id=f"{name} {kinds[0]}")


@pytest.mark.parametrize(("name", "kinds"), list(groups()))
def test_the_widgets_of_a_kind_give_back_the_defaults_and_take_another_value(stage, qtbot, name, kinds):
    form = stage.show(ParametersPanel(), scene_with(name, kinds[0]), height=1400)
    for kind in kinds:
        stage.scene = scene_with(name, kind)
        stage.edits.clear()
        stage.feed()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        widgets_give_back_the_defaults_and_take_another_value(stage, qtbot, form, name, kind)


def widgets_give_back_the_defaults_and_take_another_value(stage, qtbot, form, name, kind):
    scene = stage.scene
    holder = type(edits.get(scene, f"runs.0.{name}"))()
    for editor in editors_of(form, name)[1:]:
        assert SHOWN[type(editor)](editor) == default_of(editor, holder, name), editor.path
        assert not editor.reset.isVisible()
    assert stage.edits == []
    if kind == kind_of(UserData):
        return  # edited in a dialog, which has tests of its own
    for path in [editor.path for editor in editors_of(form, name)[1:]]:
        editor = form.editor(path)
        wanted = DRIVE[type(editor)](qtbot, editor)
        assert not editor.error.isVisible(), (path, editor.error.text())
        assert edits.get(stage.scene, f"runs.0.{path}") == wanted, path
        editor = form.editor(path)
        assert SHOWN[type(editor)](editor) == wanted, path
        qtbot.waitUntil(editor.reset.isVisible)


def test_the_fields_of_the_run_itself_take_another_value(stage, qtbot):
    form = stage.show(ParametersPanel(), height=1400)
    own = [each for each in form.every_editor() if not isinstance(each, Group)]
    names = [field.name for field in fields_of(Experiment) if len(field.variants) < 2]
    for editor in [each for each in own if each.path.split(".")[0] in names and each.isVisible()]:
        wanted = DRIVE[type(editor)](qtbot, editor)
        assert edits.get(stage.scene, f"runs.0.{editor.path}") == wanted, editor.path
        assert SHOWN[type(editor)](editor) == wanted, editor.path


def test_every_field_of_an_experiment_stands_in_the_form(stage):
    form = stage.show(ParametersPanel())
    assert set(form.editors) == {*Experiment.__struct_fields__} - {"changes"}  # which the plots show


def test_what_the_form_edits_is_known_without_a_form(stage):
    form = stage.show(ParametersPanel())
    for name in lessons.names():
        scene = lessons.load(name)
        form.show_scene(scene, 0)
        assert {each.path: each.field for each in form.every_editor()} == dict(fields_in(scene.runs[0])), name


@long
@pytest.mark.parametrize("name", dict(KINDS + PARTS))
def test_every_kind_can_be_chosen_by_its_title(stage, name):
    scene = bare_scene(name)
    form = stage.show(ParametersPanel(), scene)
    for kind in [kind for place, kind in KINDS + PARTS if place == name]:
        group = form.editor(f"{name}.kind")
        index = group.choice.findData(kind)
        group.choice.setCurrentIndex(index)
        group.choice.activated.emit(index)
        assert edits.get(stage.scene, f"runs.0.{name}.kind") == kind
        assert form.editor(f"{name}.kind").choice.currentText() == group.text_of(kind)
