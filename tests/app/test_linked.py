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
from gdviz.views.network.network_diagram import Target

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

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


@pytest.fixture
def of_network(make_window):
    """A short network's run at step 5, with the views that show its numbers."""
    views = (("this_step", "table"), ("progress", "network"), ("all_weights", "weights"))
    stage = tuple(Row(tiles=tuple(map(make_tile, row))) for row in views)
    scene = lessons.find("14").scene
    run = replace(scene.runs[0], steps=40)
    window = make_window(replace(scene, stage=stage, runs=(run,), lesson=""))
    window.resize(1900, 1300)
    window.session.set_playhead(5)
    window.settled()
    assert not window.stage.fit.waiting
    return window


def test_every_view_of_a_networks_number_marks_it(of_network):
    tiles = of_network.stage.tiles
    table, progress, network, panel = (
        tiles["table"].view,
        tiles["progress"].view,
        tiles["network"].view,
        tiles["all_weights"].view.panels[0],
    )
    recording = of_network.session.frame.recordings[0]
    of_network.stage.light(Pointed(0, "loss", 5))
    assert progress.losses.marks.lit.x == 5
    assert progress.losses.marks.lit.y == pytest.approx(float(recording.column("loss", 5, 6)[0]))
    assert panel.marks.lit is network.diagram.linked is None
    name = recording.names[3]
    for form in ("lines", "bars", "histogram"):
        tiles["all_weights"].view.form_actions[form].trigger()
        of_network.settled()
        of_network.stage.light(Pointed(0, name, 5))
        value = float(recording.params_at(5)[3])
        heights = {"lines": value, "bars": abs(value)}
        assert panel.marks.lit.y == pytest.approx(heights.get(form, panel.marks.lit.y))
        of_network.stage.light(None)
    of_network.stage.light(Pointed(0, f"gradient_{name}", 5))
    marked = network.diagram.marked
    lit = [edge for edge in network.diagram.edges if network.diagram.lit(edge, marked)]
    assert [(edge.column, edge.target, edge.source) for edge in lit] == [
        (marked.column, marked.unit, marked.source)
    ]
    assert lit[0].weight == pytest.approx(float(recording.params_at(5)[3]))
    of_network.stage.light(None)
    assert network.diagram.marked is panel.marks.lit is progress.losses.marks.lit is table.lit is None


def test_a_weight_a_line_and_a_loss_under_the_mouse_light_the_others(of_network):
    tiles = of_network.stage.tiles
    table, progress, network = (tiles[name].view for name in ("table", "progress", "network"))
    recording = of_network.session.frame.recordings[0]
    edge = network.diagram.edges[0]
    network.diagram.point(Target(edge.column, edge.target, edge.source))
    assert recording.params_at(5)[recording.names.index(table.lit.quantity)] == pytest.approx(edge.weight)
    network.diagram.point(Target(1, 0))
    assert table.lit.quantity == recording.names[recording.problem.layers[0].weights_stop]
    network.diagram.point(Target(0, 0))  # an input has no number of the run
    assert table.lit is None
    losses = progress.losses
    spot = losses.spot_of(Pointed(0, "train_total_loss", 4))
    losses.plot.pointed.emit(QPointF(losses.plot.box.mapViewToScene(QPointF(spot.x, spot.y))))
    assert table.lit is not None
    assert table.lit.row == 4
    losses.plot.pointed.emit(None)
    assert table.lit is None
    panel = tiles["all_weights"].view.panels[0]
    value = float(recording.params_at(7)[int(panel.lined[0])])
    panel.plot.pointed.emit(QPointF(panel.plot.box.mapViewToScene(QPointF(7.0, value))))
    assert table.lit.row == 7
    assert float(recording.params_at(7)[recording.names.index(table.lit.quantity)]) == pytest.approx(
        value, abs=0.05
    )
