"""The view of one step: what is written at the playhead, how it is laid out, what can be copied."""

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QMouseEvent,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication

from gdviz.document.frame import Frame
from gdviz.document.scene import Run, Scene
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.descent import run
from gdviz.engine.objectives import Rosenbrock
from gdviz.engine.optimizers import Adam, Momentum
from gdviz.engine.schedules import Constant, Exponential
from gdviz.engine.scripted import Scripted
from gdviz.look.look import DARK, LIGHT, LOOKS, PROJECTOR
from gdviz.notation.numbers import NARROW
from gdviz.views.step.view import ThisStepView


def frame_of(*runs, playhead=0, selected=0):
    scene = Scene(runs=runs)
    recordings = tuple(run(each.experiment) for each in runs)
    return Frame(scene, recordings, tuple(each.published for each in recordings), playhead, selected, 0)


def at(frame, playhead):
    return msgspec.structs.replace(frame, playhead=playhead)


LESSON_1 = Run(schedule=Constant(learning_rate=0.2), precision="float32")
LESSON_3 = Run(
    schedule=Exponential(learning_rate=0.1, decay_rate=0.99, decay_steps=1, staircase=True),
    average=MovingAverage(num_updates=True),
    precision="float32",
)


@pytest.fixture
def view(qtbot):
    view = ThisStepView()
    qtbot.addWidget(view)
    view.resize(760, 380)
    with qtbot.waitExposed(view):
        view.show()
    return view


def lines(view):
    return view.equations.toPlainText().split("\n")


@pytest.mark.parametrize(("look", "least"), [(LIGHT, 12), (PROJECTOR, 20)])
@pytest.mark.parametrize("width", [300, 760])
def test_an_exponent_can_be_read(view, look, least, width):
    view.set_look(look)
    view.resize(width, 380)
    schedule = Exponential(learning_rate=0.1, decay_rate=0.9, decay_steps=7)
    view.show_frame(frame_of(Run(schedule=schedule), playhead=3))
    document = view.equations.document()
    blocks = map(document.findBlockByNumber, range(document.blockCount()))
    parts = [part.fragment() for block in blocks for part in block]
    raised = [
        part
        for part in parts
        if part.charFormat().verticalAlignment() == QTextCharFormat.VerticalAlignment.AlignSuperScript
    ]
    assert raised
    for part in raised:
        font = QFont(part.charFormat().font())
        font.setPointSize(font.pointSize() * 2 // 3)  # as Qt sets what is raised
        assert QFontMetricsF(font).height() >= least


def test_the_type_does_not_grow_at_the_end_of_a_run(view):
    frame = frame_of(Run(problem=Scripted(), average=MovingAverage(decay=0.99, num_updates=True)), playhead=1)
    view.resize(420, 380)
    view.show_frame(frame)
    size = view.equations.scale
    view.show_frame(at(frame, frame.last))
    assert view.equations.scale <= size


def test_the_arithmetic_follows_the_playhead(view):
    frame = frame_of(LESSON_1)
    view.show_frame(frame)
    assert "The start: step 0 → 1" in view.heading.written
    assert "5 − 0.2 × 12 = 2.6" in view.equations.toPlainText()
    view.show_frame(at(frame, 1))
    assert "Step 1 → 2" in view.heading.written
    assert "loss 12.96 → 4.666" in view.heading.written
    assert "2.6 − 0.2 × 7.2 = 1.16" in view.equations.toPlainText()
    assert view.equations.text().split("\n") == [
        "η = 0.2",
        "g = ∂loss/∂w = 2w + 2 = 2 × 2.6 + 2 = 7.2",
        "w ← w − η · (2w + 2) = 2.6 − 0.2 × 7.2 = 1.16",
    ]


def test_the_heading_breaks_no_number_across_lines(view):
    view.show_frame(frame_of(replace(LESSON_1, initial=(12345.0,)), playhead=2))
    document = QTextDocument()
    document.setHtml(view.heading.text())
    assert NARROW in document.toPlainText()  # a plain space would let a line end there


def test_the_end_is_said_with_what_became_of_the_run(view):
    view.show_frame(frame_of(LESSON_1, playhead=40))
    assert "The end: step 40" in view.heading.written
    assert "converged by step 40" in view.heading.written
    assert view.equations.text().startswith("w = −1.000000")


def test_the_results_of_updates_stand_in_the_runs_color(view):
    view.show_frame(frame_of(LESSON_1, playhead=1))
    assert f"color:{LIGHT.run_colors[0].lower()}" in view.equations.toHtml().replace(" ", "").lower()


def test_several_runs_are_told_apart_by_name_and_symbol(view):
    frame = frame_of(LESSON_1, Run(schedule=Constant(learning_rate=1.0), color=1), playhead=2, selected=1)
    view.show_frame(frame)
    assert "η = 1" in view.heading.written
    assert view.badge.isVisible()
    view.show_frame(msgspec.structs.replace(frame, selected=0))
    assert "η = 0.2" in view.heading.written
    view.show_frame(frame_of(LESSON_1))
    assert not view.badge.isVisible()


def test_values_set_by_hand_show_the_average_alone(view):
    scripted = Run(problem=Scripted(), average=MovingAverage(num_updates=True), precision="float32")
    frame = frame_of(scripted, playhead=1)
    view.show_frame(frame)
    assert [equation.left for equation in view.equations.equations] == ["w", "decay", "shadow"]
    assert "min(0.99, 101/110) = 0.918182" in view.equations.toPlainText()
    view.show_frame(at(frame, 4))
    assert view.equations.text() == "w = 10\nshadow = 2.955868"


def test_the_decay_and_the_shadow_have_their_lines(view):
    view.show_frame(frame_of(LESSON_3, playhead=3))
    text = view.equations.toPlainText()
    assert "0.1 × 0.99³ = 0.097030" in text
    assert "min(0.99, 5/14) = 0.357143" in text
    assert "0.357143 × 2.417076 + 0.642857 × 1.494386" in text


def test_long_equations_break_before_a_sign_and_stay_aligned(view):
    view.resize(380, 400)
    view.show_frame(frame_of(LESSON_3, playhead=3))
    for line in lines(view):
        _, left, rest = line.split("\t")
        assert rest.startswith(("=", "←"))
        assert bool(left) or rest.startswith("=")
    assert len(lines(view)) > 5


def test_the_type_grows_with_the_view_and_never_while_playing(view, qtbot):
    frame = frame_of(LESSON_3)
    scales = []
    for playhead in range(30):
        view.show_frame(at(frame, playhead))
        scales.append(view.equations.scale)
    assert scales == sorted(scales, reverse=True)
    view.resize(1500, 800)
    qtbot.waitUntil(lambda: view.equations.scale > scales[-1])


def test_the_type_grows_back_once_a_long_formula_is_gone(view, qtbot):
    view.show_frame(frame_of(LESSON_1))
    scale = view.equations.scale
    view.equations.settling.setInterval(0)
    long = Run(schedule=Constant(learning_rate=0.123456789), initial=(5.123456789,))
    view.show_frame(frame_of(long, playhead=7))
    assert view.equations.scale < scale
    view.show_frame(frame_of(LESSON_1))
    qtbot.waitUntil(lambda: view.equations.scale == scale)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("size", [(1200, 500), (760, 380), (420, 260)])
def test_equations_fit_the_width_in_every_look(view, look, size):
    view.resize(*size)
    view.set_look(look)
    for each in (LESSON_1, LESSON_3, Run(problem=Rosenbrock(), optimizer=Adam(), steps=50)):
        view.show_frame(frame_of(each, playhead=33))
        QApplication.processEvents()
        document = view.equations.document()
        assert document.size().width() <= view.equations.viewport().width() + 1
        assert view.equations.horizontalScrollBar().maximum() == 0


def test_captions_name_the_lines_where_there_is_room(view):
    view.show_frame(frame_of(LESSON_1))
    assert [line.split("\t")[0] for line in lines(view) if line.split("\t")[0]] == [
        "learning rate",
        "gradient",
        "update",
    ]
    view.resize(300, 380)
    QApplication.processEvents()
    assert all(line.startswith("\t") for line in lines(view))


def test_the_text_can_be_selected_and_copied(view, qtbot):
    view.show_frame(frame_of(LESSON_1, playhead=1))
    view.equations.selectAll()
    view.equations.setFocus()
    qtbot.keyClick(view.equations, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "2.6 − 0.2 × 7.2 = 1.16" in QGuiApplication.clipboard().text()


def test_a_double_click_is_left_to_the_stage(view):
    view.show_frame(frame_of(LESSON_1, playhead=1))
    viewport = view.equations.viewport()
    place = QPointF(viewport.rect().center())
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        place,
        viewport.mapToGlobal(place),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    seen = []
    view.mouseDoubleClickEvent = seen.append
    QApplication.sendEvent(viewport, event)
    assert seen


def test_the_optimizers_memory_of_a_long_run_is_worked_out_in_the_background(view, qtbot):
    frame = frame_of(Run(optimizer=Momentum(), steps=60_000), playhead=59_000)
    view.show_frame(frame)
    assert "computing the optimizer's state" in view.heading.written
    qtbot.waitUntil(lambda: any(e.left == "a" for e in view.equations.equations))
    assert "computing" not in view.heading.written


def test_a_look_and_a_language_put_everything_anew(view):
    view.show_frame(frame_of(LESSON_1, playhead=1))
    small = view.equations.font().pointSizeF(), view.heading.font().pointSizeF()
    view.set_look(PROJECTOR)
    assert view.heading.font().pointSizeF() > small[1]
    view.set_look(DARK)
    view.retranslate()
    assert "Step 1 → 2" in view.heading.written
    assert view.title() == "This step"
