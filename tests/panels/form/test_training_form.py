"""The form of a run that learns from data, driven by mouse and keys."""

import itertools

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt

from gdviz.document import edits
from gdviz.document.scene import Run, Scene
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.datasets import Moons, Ring, StraightLine, UserData
from gdviz.engine.learning.losses import ClippedCrossEntropy, SigmoidCrossEntropy
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L1, L2
from gdviz.engine.learning.training import Training
from gdviz.look.look import LOOKS
from gdviz.look.reading_order import stops
from gdviz.panels.form.parameters import ParametersPanel
from tests.sampling import some

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SIZES = ["data", "model", "loss", "penalty"]


def own(n=200, names=("weight", "length")):
    rows = tuple((place / 10, -1.0) for place in range(n))
    return UserData(rows=rows, targets=tuple(float(place % 2) for place in range(n)), names=names)


def learning(run=None, **fields):
    return Scene(runs=(msgspec.structs.replace(run or Run(), problem=Training(**fields)),))


@pytest.fixture
def show(stage):
    def show(run=None, width=340, **fields):
        return stage.show(ParametersPanel(), learning(run, **fields), width=width, height=2400)

    return show


def run_of(stage):
    return stage.scene.runs[0]


def test_features_are_pressed_and_typed_and_one_stays(show, stage, qtbot):
    form = show(data=own(names=("weight", "size")))
    editor = form.editor("problem.features")
    assert [button.text() for button in editor.buttons.values()][:4] == ["weight", "size", "weight²", "size²"]
    assert "x1 = weight; x2 = size" in editor.entry.toolTip()
    assert editor.buttons["x1²"].accessibleName() == "weight²"
    qtbot.mouseClick(editor.buttons["x1·x2"], LEFT)
    qtbot.mouseClick(editor.buttons["x1"], LEFT)
    assert run_of(stage).problem.features == ("x2", "x1·x2")
    editor.entry.setFocus()
    qtbot.keyClicks(editor.entry, "x1³; exp(-size)")
    qtbot.keyClick(editor.entry, Qt.Key.Key_Return)
    assert run_of(stage).problem.features == ("x2", "x1·x2", "x1³", "exp(-x2)")
    assert editor.entry.text() == "x1³; exp(-size)"
    qtbot.keyClicks(editor.entry, " +")
    qtbot.keyClick(editor.entry, Qt.Key.Key_Return)
    assert "missing after" in editor.error.text()
    editor.entry.selectAll()
    qtbot.keyClick(editor.entry, Qt.Key.Key_Delete)
    qtbot.keyClick(editor.entry, Qt.Key.Key_Return)
    for text in ("x2", "x1·x2"):
        qtbot.mouseClick(editor.buttons[text], LEFT)
    assert run_of(stage).problem.features == ("x1·x2",)
    assert editor.error.text() == "At least one feature must stay."
    qtbot.mouseClick(editor.reset, LEFT)
    assert run_of(stage).problem.features == ()
    assert editor.buttons["x1"].isChecked()


def test_features_of_a_scene_are_shown_in_the_names_of_its_data(show):
    editor = show(data=own(names=("weight", "size")), features=("x1", "exp(-x2)", "x1^3")).editor(
        "problem.features"
    )
    assert editor.entry.text() == "exp(-size); weight^3"
    assert editor.entry.placeholderText() == "others, such as weight³; exp(−weight²)"


def visible(form):
    return [name for name, section in form.sections.items() if section.isVisible()]


def test_each_part_of_learning_has_a_section_with_a_title(show):
    form = show()
    titles = [form.sections[name].heading.text() for name in visible(form)]
    assert titles == [
        "Task",
        "Data",
        "Model",
        "Loss",
        "Penalty",
        "Learning rate",
        "Start",
        "Optimizer",
        "Moving average",
        "Batches",
        "Length and counting",
    ]  # fmt: skip
    tops = [form.sections[name].mapTo(form, QPoint()).y() for name in visible(form)]
    assert tops == sorted(set(tops))
    data = form.sections["data"]
    for path in ("problem.data.kind", "problem.data.examples", "problem.test_share"):
        assert data.isAncestorOf(form.editor(path))
    assert form.sections["model"].isAncestorOf(form.editor("problem.model.activation"))


def test_another_problem_takes_the_sections_away_and_brings_them_back(show, stage, qtbot):
    form = show()
    stage.take(edits.change(stage.scene, "runs.0.problem.kind", "rosenbrock"), "", "")
    assert not set(visible(form)) & set(SIZES)
    assert form.sections["problem"].heading.text() == "Loss"
    assert not form.editor("batches.order").isVisible()
    assert form.editor("batches.examples").isVisible()
    stage.take(edits.change(stage.scene, "runs.0.problem.kind", "training"), "", "")
    assert set(visible(form)) >= set(SIZES)
    assert form.editor("batches.order").isVisible()
    assert not form.editor("batches.examples").isVisible()
    assert all(len(form.sections[name].members) == (6 if name == "data" else 1) for name in SIZES)
    qtbot.waitUntil(lambda: [form.sections[name].aside.count() for name in SIZES] == [2, 2, 2, 2])


def test_a_data_section_folds_and_says_what_is_inside(show, qtbot):
    form = show(penalty=L2())
    for name, summary in (("data", "Disc"), ("model", "11"), ("penalty", "L2"), ("batches", "1")):
        heading = form.sections[name].heading
        qtbot.mouseClick(heading, LEFT)
        assert (heading.summary, form.sections[name].holder.isVisible()) == (summary, False)


def test_plus_and_minus_add_and_take_layers_and_each_has_a_slider(show, stage, qtbot):
    form = show()
    layers = form.editor("problem.model.hidden")
    qtbot.mouseClick(layers.count.more, LEFT)
    assert run_of(stage).problem.model.hidden == (11, 11)
    assert [label.text() for label in layers.stack.labels] == ["Layer 1", "Layer 2"]
    entry = layers.stack.controls[1].entry
    qtbot.waitUntil(entry.isVisible)
    retype(qtbot, entry, "6")
    assert run_of(stage).problem.model.hidden == (11, 6)
    assert form.sections["model"].note.text() == "2–11–6–1: 3 layers, 112 parameters"
    slider = layers.stack.controls[0].slider
    qtbot.mousePress(slider, LEFT, pos=QPoint(round(slider.x_of(300)), slider.height() // 2))
    qtbot.mouseMove(slider, QPoint(round(slider.x_of(1000)), slider.height() // 2))
    assert run_of(stage).problem.model.hidden == (64, 6)
    assert stage.finished == 0
    qtbot.mouseRelease(slider, LEFT)
    assert stage.finished == 1
    assert {merge for _, merge in stage.edits[-2:]} == {"runs.0.problem.model.hidden"}
    for _ in range(2):
        qtbot.mouseClick(layers.count.less, LEFT)
    assert run_of(stage).problem.model.hidden == ()
    assert not layers.count.less.isEnabled()
    assert not form.editor("problem.model.activation").isVisible()
    for _ in range(6):
        qtbot.mouseClick(layers.count.more, LEFT)
    assert run_of(stage).problem.model.hidden == (11,) * 6
    assert not layers.count.more.isEnabled()


def retype(qtbot, entry, text):
    entry.setFocus()
    entry.selectAll()
    qtbot.keyClicks(entry, text)
    qtbot.keyClick(entry, Key.Key_Return)


@pytest.mark.parametrize("text", some(["65", "0", "many", "2.5"], 2))
def test_a_layer_of_another_size_is_refused_with_what_would_be_right(show, stage, qtbot, text):
    form = show()
    layers = form.editor("problem.model.hidden")
    retype(qtbot, layers.stack.controls[0].entry, text)
    assert layers.error.text() == "Type a whole number from 1 to 64."
    assert stage.edits == []
    qtbot.keyClick(layers.stack.controls[0].entry, Key.Key_Escape)
    assert (layers.stack.controls[0].entry.text(), layers.error.isVisible()) == ("11", False)


def test_rates_of_layers_are_turned_on_set_and_turned_off(show, stage, qtbot):
    form = show(model=Model(hidden=(3, 4)))
    rates = form.editor("problem.model.layer_rates")
    assert not rates.stack.isVisible()
    qtbot.mouseClick(rates.switch, LEFT)
    assert run_of(stage).problem.model.layer_rates == (1.0, 1.0, 1.0)
    assert [label.text() for label in rates.stack.labels] == ["Layer 1", "Layer 2", "Output"]
    qtbot.waitUntil(rates.stack.isVisible)
    retype(qtbot, rates.stack.controls[0].entry, "0")
    assert run_of(stage).problem.model.layer_rates == (0.0, 1.0, 1.0)
    qtbot.mouseClick(form.editor("problem.model.hidden").count.less, LEFT)
    assert run_of(stage).problem.model.layer_rates == ()
    assert (rates.switch.isChecked(), rates.stack.isVisible()) == (False, False)


def test_all_is_a_visible_choice_of_the_batch_size(show, stage, qtbot):
    form = show(Run(batches=Batches(batch_size=30)))
    size = form.editor("batches.batch_size")
    qtbot.mouseClick(size.all, LEFT)
    assert run_of(stage).batches.batch_size == 0
    assert (size.control.entry.text(), size.all.isChecked(), size.text_of(0)) == ("300", True, "all")
    qtbot.mouseClick(size.all, LEFT)
    assert run_of(stage).batches.batch_size == 30
    qtbot.mouseClick(size.all, LEFT)
    retype(qtbot, size.control.entry, "8")
    assert (run_of(stage).batches.batch_size, size.all.isChecked()) == (8, False)
    retype(qtbot, size.control.entry, "301")
    assert "at most 300" in size.error.text()
    assert run_of(stage).batches.batch_size == 8


def test_the_start_of_many_parameters_is_drawn_and_the_die_draws_another(show, stage, qtbot):
    form = show()
    start = form.editor("initial")
    assert start.seed_text.text() == "45 numbers, drawn from the seed 0"
    assert start.controls == []
    qtbot.mouseClick(start.die, LEFT)
    seed = run_of(stage).seed
    assert seed != 0
    assert [text for text, _ in stage.edits] == ["Change “Seed”"]
    assert start.seed_text.text() == f"45 numbers, drawn from the seed {seed}"
    own_start = edits.change(stage.scene, "runs.0.initial", [0.5] * 45)
    stage.take(own_start, "", "")
    assert start.seed_text.text() == "45 numbers of its own"
    assert not start.die.isVisible()
    qtbot.mouseClick(start.draw, LEFT)
    assert run_of(stage).initial == ()
    assert start.die.isVisible()


def test_the_start_of_a_line_is_shown_number_by_number(show, stage, qtbot):
    form = show(data=StraightLine(), model=Model(hidden=()))
    start = form.editor("initial")
    assert [label.text() for label in start.labels] == ["w", "b"]
    before = run_of(stage).start
    qtbot.mouseClick(start.die, LEFT)
    assert start.controls[0].number == run_of(stage).start[0] != before[0]
    retype(qtbot, start.controls[1].entry, "-1.5")
    assert run_of(stage).initial == (run_of(stage).problem.start_from(run_of(stage).seed)[0], -1.5)
    assert not start.seed_line.isVisibleTo(start) or start.draw.isVisibleTo(start)
    qtbot.mouseClick(start.reset, LEFT)
    assert run_of(stage).initial == ()


def test_a_die_stands_beside_every_seed(show, stage, qtbot):
    form = show()
    for path in ("problem.data.seed", "seed"):
        before = edits.get(stage.scene, f"runs.0.{path}")
        qtbot.mouseClick(form.editor(path).die, LEFT)
        assert edits.get(stage.scene, f"runs.0.{path}") != before


def test_what_needs_classes_is_not_offered_for_numbers(show, stage):
    form = show(data=StraightLine(), model=Model(hidden=()))
    for path, unfit in (("problem.loss.kind", "softmax_cross_entropy"), ("problem.model.output", "softmax")):
        choice = form.editor(path).choice
        off = [row for row in range(choice.count()) if not choice.model().item(row).isEnabled()]
        assert [choice.itemData(row) for row in off] == [unfit]
        assert "needs classes" in choice.itemData(choice.findData(unfit), Qt.ItemDataRole.ToolTipRole)
    stage.take(edits.change(stage.scene, "runs.0.problem.data.kind", "moons"), "", "")
    choice = form.editor("problem.loss.kind").choice
    assert all(choice.model().item(row).isEnabled() for row in range(choice.count()))


def test_losses_stand_in_families_whose_headings_can_not_be_chosen(show, qtbot):
    form = show()
    choice = form.editor("problem.kind").choice
    texts = [choice.itemText(row) for row in range(choice.count())]
    assert texts.index("One parameter") < texts.index("Parabola") < texts.index("Two parameters")
    assert texts.index("Two parameters") < texts.index("Saddle") < texts.index("Learning from data")
    assert not choice.model().item(texts.index("Two parameters")).isEnabled()
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    chosen = set()
    for _ in range(choice.count()):
        qtbot.keyClick(choice, Key.Key_Up)
        chosen.add(choice.currentText())
    assert chosen == set(texts) - {"One parameter", "Two parameters", "", "Learning from data"}


def test_the_form_says_what_had_better_be_otherwise(show, stage):
    form = show(data=own(), test_share=0.2, loss=SigmoidCrossEntropy(), model=Model(output="sigmoid"))
    note = form.sections["data"].note
    assert note.text() == (
        "160 to learn from, 40 to test on. "
        "The inputs range from −1 to 19.9: standardized, they are easier to learn from."
    )
    assert "linear output" in form.sections["loss"].note.text()
    stage.take(edits.change(stage.scene, "runs.0.problem.standardize", True), "", "")
    assert note.text() == "160 to learn from, 40 to test on."
    stage.take(edits.change(stage.scene, "runs.0.problem.model.output", "linear"), "", "")
    assert not form.sections["loss"].note.isVisible()
    stage.take(edits.change(stage.scene, "runs.0.problem.loss", ClippedCrossEntropy()), "", "")
    assert "probabilities" in form.sections["loss"].note.text()
    flats = UserData(rows=((1.0,), (2.0,), (3.0,)), targets=(1e5, 2e5, 3e5), class_names=())
    stage.take(Scene(runs=(Run(problem=Training(data=flats)),)), "", "")
    assert "The target ranges from 100\u202f000 to 300\u202f000: standardized" in note.text()
    stage.take(edits.change(stage.scene, "runs.0.problem.standardize_target", True), "", "")
    assert note.text() == ""
    stage.take(Scene(), "", "")
    assert form.sections["data"].note.text() == ""


def test_own_data_are_a_sentence_with_two_buttons(show, stage, qtbot):
    form = show(data=own())
    field = form.editor("problem.data")
    assert field.sentence.text() == "200 rows, 2 inputs, 2 classes"
    assert "weight, length" in field.sentence.toolTip()
    with qtbot.waitSignal(form.import_requested):
        qtbot.mouseClick(field.read, LEFT)
    stage.take(edits.change(stage.scene, "runs.0.problem.data", UserData(class_names=())), "", "")
    assert field.sentence.text() == "2 rows, 2 inputs, a number as the target"


def test_a_part_is_applied_to_all_runs_as_a_whole(stage):
    other = Run(problem=Training(data=Ring(examples=20)), color=1, batches=Batches(batch_size=20))
    first = Run(problem=Training(data=own(), test_share=0.1, penalty=L2(scale=0.5)), average=MovingAverage())
    form = stage.show(ParametersPanel(), Scene(runs=(first, other, Run(color=2))))
    form.sections["data"].spread_action.trigger()
    assert stage.scene.runs[1].problem == Training(data=own(), test_share=0.1)
    assert stage.scene.runs[1].problem.data is stage.scene.runs[0].problem.data
    assert stage.scene.runs[2] == Run(color=2)  # learns from nothing: it has no such part
    assert stage.edits == [("Apply “Data” to all runs", "")]
    form.editor("problem.penalty.kind").spread_action.trigger()
    assert stage.scene.runs[1].problem.penalty == L2(scale=0.5)
    form.sections["problem"].spread_action.trigger()
    assert stage.scene.runs[2].problem == first.problem
    assert form.sections["data"].spread_action.isEnabled()


def test_other_data_change_the_selected_run_alone(stage):
    runs = (Run(problem=Training()), Run(problem=Training(), color=1))
    form = stage.show(ParametersPanel(), Scene(runs=runs), selected=1)
    group = form.editor("problem.data.kind")
    group.choose("moons")
    assert [type(run.problem.data) for run in stage.scene.runs] == [Ring, Moons]
    assert form.editor("problem.data.kind").mark.isVisible()
    assert "Disc" in form.editor("problem.data.kind").mark.toolTip()


def test_what_differs_is_marked_in_its_section(stage):
    runs = tuple(Run(problem=Training(penalty=each), color=color) for color, each in enumerate((L1(), L2())))
    form = stage.show(ParametersPanel(), Scene(runs=runs))
    marked = [editor.path for editor in form.every_editor() if editor.mark.isVisible()]
    assert marked == ["problem.penalty.kind"]
    assert form.sections["penalty"].isAncestorOf(form.editor("problem.penalty.kind").mark)


def test_tab_goes_through_the_form_as_it_stands(show, stage):
    form = show()
    stage.take(edits.change(stage.scene, "runs.0.problem.data.kind", "clusters"), "", "")
    wanted = stops(form.content)
    assert len(wanted) > 40
    assert len(set(wanted)) == len(wanted)
    tops = [each.mapTo(form.content, QPoint()).y() for each in wanted]
    assert all(after - before > -20 for before, after in itertools.pairwise(tops))


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_form_fits_its_width_in_every_look(stage, look):
    form = ParametersPanel()
    form.set_look(look)
    model = Model(hidden=(64, 64), layer_rates=(0.25, 1.0, 1.0))
    width = max(320, round(240 * look.font_scale))  # the narrowest that the window allows
    stage.show(form, learning(data=own(), model=model), width=width)
    assert form.content.minimumSizeHint().width() <= form.area.viewport().width()
