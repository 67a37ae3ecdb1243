"""What a hand points at in one view is marked in the others: a term of the step, a mark on a plot, a cell."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gdviz.document import lessons
from gdviz.document.scene import Row
from gdviz.document.tiles import make_tile
from gdviz.readings.pointed import Pointed

STAGE = tuple(
    Row(tiles=(make_tile(one), make_tile(other)))
    for one, other in (("loss", "weights"), ("this_step", "table"))
)


@pytest.fixture
def linked(make_window):
    """The first lesson at step 3, with the four views."""
    window = make_window(replace(lessons.all()[0].scene, stage=STAGE))
    window.resize(1600, 1000)
    window.session.set_playhead(3)
    window.settled()
    return window


def line_of(equations, left):
    """The middle of the last line of an equation, by its left side."""
    number = next(place for place, each in enumerate(equations.equations) if each.text.startswith(left))
    line = max(place for place, each in enumerate(equations.of_lines) if each == number)
    block = equations.document().findBlockByNumber(line)
    rect = equations.document().documentLayout().blockBoundingRect(block)
    return QPoint(round(rect.left()) + 4, round(rect.center().y())), number


def over(widget, point):
    QTest.mouseMove(widget, point)
    QApplication.processEvents()


def test_a_term_of_the_step_lights_the_mark_on_the_plots_and_the_cell_of_the_table(linked):
    views = linked.stage.tiles
    step, loss, weights, table = (views[name].view for name in ("this_step", "loss", "weights", "table"))
    row = table.model.columns.index("w")
    point, number = line_of(step.equations, "w")
    over(step.equations.viewport(), point)
    recording = linked.session.frame.recordings[0]
    after = float(recording.column("w", 4, 5)[0])
    assert step.lit == Pointed(0, "w", 4)
    assert step.equations.lit == number
    assert table.model.lit == (4, row)
    assert (weights.marks.lit.x, weights.marks.lit.y) == pytest.approx((4.0, after))
    assert loss.marks.lit.x == pytest.approx(after)
    QApplication.sendEvent(step.equations, QEvent(QEvent.Type.Leave))
    assert table.model.lit is weights.marks.lit is loss.marks.lit is None


def test_a_cell_of_the_table_and_a_mark_on_a_plot_light_the_term(linked):
    views = linked.stage.tiles
    step, weights, table = (views[name].view for name in ("this_step", "weights", "table"))
    _, number = line_of(step.equations, "g")
    cell = table.table.visualRect(table.model.index(3, table.model.columns.index("gradient_w")))
    over(table.table.viewport(), cell.center())
    assert step.equations.lit == number
    over(table.table.viewport(), table.table.viewport().rect().bottomRight() - QPoint(1, 1))
    _, update = line_of(step.equations, "w")
    now = float(linked.session.frame.recordings[0].column("w", 3, 4)[0])
    weights.plot.pointed.emit(QPointF(weights.plot.box.mapViewToScene(QPointF(3.0, now))))
    assert weights.lit == Pointed(0, "w", 3)
    assert step.equations.lit == update  # takes it
    assert table.model.lit == (3, table.model.columns.index("w"))
    weights.plot.pointed.emit(None)
    assert step.equations.lit == -1


def test_what_is_lit_stays_lit_when_the_step_changes_and_is_painted(linked):
    weights = linked.stage.tiles["weights"].view
    plain = weights.grab().toImage()
    linked.stage.light(Pointed(0, "w", 2))
    QApplication.processEvents()
    assert weights.grab().toImage() != plain
    linked.session.set_playhead(5)
    linked.settled()
    assert weights.marks.lit.x == 2.0
