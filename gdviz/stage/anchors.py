"""Where a stroke belongs: to the data of a plot, whose axes may move, or to a place on the stage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF, QTransform
from PySide6.QtWidgets import QWidget

from gdviz.document.tiles import ViewName
from gdviz.stage.stage import Stage
from gdviz.views.common.view import View

if TYPE_CHECKING:  # pyqtgraph is read in with the first view
    from gdviz.views.plot.plot import Panel, Plot


class Anchor(Struct, frozen=True):
    """The coordinates of a stroke.

    With `axes`, what the axes of a plot show, those of its panel's data; else parts of the view's width and
    height, or of the stage's where no view is named.
    """

    view: ViewName | None = None
    panel: int = 0
    axes: tuple[str, str] | None = None


class Placement(Struct, frozen=True):
    """Where the coordinates of an anchor lie at present, in pixels of the stage."""

    transform: QTransform
    clip: QRectF  # of the view: a stroke does not leave it when its axes move


def anchor_at(stage: Stage, point: QPointF) -> Anchor:
    """What a stroke belongs to that begins at `point` of the stage."""
    for view in stage.visible_views():
        if not _rect_in(view, stage).contains(point):
            continue
        for plot in _plots(view):
            for number, panel in _panels(plot):
                if _area(plot, panel, stage).contains(point):
                    return Anchor(view.name, number, plot.quantities)
        return Anchor(view.name)
    return Anchor()


def plot_at(stage: Stage, point: QPointF) -> Plot | None:
    """The plot at `point` of the stage."""
    return next(
        (
            plot
            for view in stage.visible_views()
            for plot in _plots(view)
            if _rect_in(plot, stage).contains(point)
        ),
        None,
    )


def place_of(stage: Stage | View, anchor: Anchor) -> Placement | None:
    """Where an anchor lies; None where its view is not to be seen, or shows something else by now.

    A view alone has the place of what is drawn on it.
    """
    if anchor.view is None:
        area = QRectF(stage.rect())
        return None if isinstance(stage, View) else _placed(QRectF(0, 0, 1, 1), area, area)
    views = [stage] if isinstance(stage, View) else stage.visible_views()
    view = next((view for view in views if view.name == anchor.view), None)
    if view is None:
        return None
    rect = _rect_in(view, stage)
    if anchor.axes is None:
        return _placed(QRectF(0, 0, 1, 1), rect, rect)
    for plot in _plots(view):
        panel = dict(_panels(plot)).get(anchor.panel)
        if panel is not None and plot.quantities == anchor.axes:
            (x0, x1), (y0, y1) = panel.vb.viewRange()
            return _placed(QRectF(x0, y1, x1 - x0, y0 - y1), _area(plot, panel, stage), rect)
    return None


def _placed(data: QRectF, pixels: QRectF, clip: QRectF) -> Placement | None:
    """Where `data`, whose height may be negative, covers `pixels`."""
    transform = QTransform()
    if pixels.isEmpty() or not QTransform.quadToQuad(_corners(data), _corners(pixels), transform):
        return None
    return Placement(transform, clip)


def _corners(rect: QRectF) -> QPolygonF:
    left, top, right, bottom = rect.x(), rect.y(), rect.x() + rect.width(), rect.y() + rect.height()
    return QPolygonF([QPointF(left, top), QPointF(right, top), QPointF(right, bottom), QPointF(left, bottom)])


def _rect_in(widget: QWidget, stage: QWidget) -> QRectF:
    return QRectF(widget.rect()).translated(QPointF(widget.mapTo(stage, QPointF(0, 0))))


def _plots(view: QWidget) -> Iterator[Plot]:
    from gdviz.views.plot.plot import Plot

    return (plot for plot in view.findChildren(Plot) if plot.isVisible())


def _panels(plot: Plot) -> Iterator[tuple[int, Panel]]:
    return (pair for pair in enumerate(plot.every_panel) if pair[1].isVisible())


def _area(plot: Plot, panel: Panel, stage: QWidget) -> QRectF:
    """The box of a panel, in pixels of the stage."""
    box = QRectF(plot.mapFromScene(panel.vb.sceneBoundingRect()).boundingRect())
    return box.translated(QPointF(plot.viewport().mapTo(stage, QPointF(0, 0))))
