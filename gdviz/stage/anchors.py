"""Where a stroke belongs: to the data of a plot, whose axes may move, to the stage or what is beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF, QTransform
from PySide6.QtWidgets import QWidget

from gdviz.document.tiles import ViewName
from gdviz.stage.stage import Stage
from gdviz.views.common.view import View

if TYPE_CHECKING:  # pyqtgraph is read in with the first view
    from gdviz.views.plot.panel import Panel
    from gdviz.views.plot.plot import Plot


class Anchor(Struct, frozen=True):
    """The coordinates of a stroke.

    With `axes`, what the axes of a plot show, those of its panel's data; else parts of the view's width and
    height, or of the stage's where no view is named, or of a part beside the stage that is.
    """

    view: ViewName | None = None
    panel: int = 0
    axes: tuple[str, str] | None = None
    part: str = ""


class Placement(Struct, frozen=True):
    """Where the coordinates of an anchor lie at present, in pixels of the surface."""

    transform: QTransform
    clip: QRectF  # of the view: a stroke does not leave it when its axes move


class Surface(Struct, frozen=True):
    """A widget to draw on, with a stage, or a view alone, in it, and `parts` beside that stage."""

    widget: QWidget
    hero: Stage | View
    parts: Mapping[str, QWidget] = {}

    @property
    def views(self) -> list[View]:
        """Those that are to be seen."""
        return [self.hero] if isinstance(self.hero, View) else self.hero.visible_views()


def anchor_at(surface: Surface, point: QPointF) -> Anchor:
    """What a stroke belongs to that begins at `point` of a surface."""
    for view in surface.views:
        if not _rect_in(view, surface).contains(point):
            continue
        for plot in _plots(view):
            for number, panel in _panels(plot):
                if _area(plot, panel, surface).contains(point):
                    return Anchor(view.name, number, plot.quantities)
        return Anchor(view.name)
    if _rect_in(surface.hero, surface).contains(point):
        return Anchor()
    for name, part in surface.parts.items():
        if part.isVisible() and _rect_in(part, surface).contains(point):
            return Anchor(part=name)
    return Anchor()


def plot_at(surface: Surface, point: QPointF) -> Plot | None:
    """The plot at `point` of a surface."""
    return next(
        (plot for view in surface.views for plot in _plots(view) if _rect_in(plot, surface).contains(point)),
        None,
    )


def place_of(surface: Surface, anchor: Anchor) -> Placement | None:
    """Where an anchor lies; None where its view is not to be seen, or shows something else by now.

    A view alone has the place of what is drawn on it.
    """
    if anchor.view is None:
        part = surface.parts.get(anchor.part) if anchor.part else surface.hero
        if part is None or isinstance(part, View) or not part.isVisible():
            return None
        return _placed(QRectF(0, 0, 1, 1), _rect_in(part, surface), QRectF(surface.widget.rect()))
    view = next((view for view in surface.views if view.name == anchor.view), None)
    if view is None:
        return None
    rect = _rect_in(view, surface)
    if anchor.axes is None:
        return _placed(QRectF(0, 0, 1, 1), rect, rect)
    for plot in _plots(view):
        panel = dict(_panels(plot)).get(anchor.panel)
        if panel is not None and plot.quantities == anchor.axes:
            (x0, x1), (y0, y1) = panel.vb.viewRange()
            return _placed(QRectF(x0, y1, x1 - x0, y0 - y1), _area(plot, panel, surface), rect)
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


def _rect_in(widget: QWidget, surface: Surface) -> QRectF:
    return QRectF(widget.rect()).translated(widget.mapTo(surface.widget, QPointF(0, 0)))


def _plots(view: QWidget) -> Iterator[Plot]:
    from gdviz.views.plot.plot import Plot

    return (plot for plot in view.findChildren(Plot) if plot.isVisible())


def _panels(plot: Plot) -> Iterator[tuple[int, Panel]]:
    return (pair for pair in enumerate(plot.every_panel) if pair[1].isVisible())


def _area(plot: Plot, panel: Panel, surface: Surface) -> QRectF:
    """The box of a panel, in pixels of the surface."""
    box = QRectF(plot.mapFromScene(panel.vb.sceneBoundingRect()).boundingRect())
    return box.translated(plot.viewport().mapTo(surface.widget, QPointF(0, 0)))
