"""What an item paints lies within what it says of its size: the rest would stay on the screen as a ghost."""

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem

from gdviz.document import lessons
from gdviz.look.look import LOOKS
from gdviz.views import ALL
from gdviz.views.plot.plot_view import PlotView
from tests.sampling import pairs
from tests.views.learning import frame_of

MARGIN = 60
SPARE = 1.5  # pixels that smoothing may take


def painted(item, size):
    """The sides of what an item paints in its scene: left, top, right, bottom; None for nothing."""
    image = QImage(size.width() + 2 * MARGIN, size.height() + 2 * MARGIN, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.translate(MARGIN, MARGIN)
    painter.setTransform(item.sceneTransform(), True)
    item.paint(painter, QStyleOptionGraphicsItem(), None)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    rows, columns = np.nonzero(pixels[..., 3])
    if not len(rows):
        return None
    sides = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
    return [float(side) - MARGIN for side in sides]


@pytest.mark.parametrize(("number", "look"), pairs([2, 7], ["light", "projector"]))
def test_an_item_paints_within_its_bounds(show, number, look):
    frame, look = frame_of(scene=lessons.find(str(number)).scene), LOOKS[look]
    seen = set()
    for name in (tile.view for row in frame.scene.stage for tile in row.tiles):
        view = show(ALL[name], frame, look=look)
        for playhead in (0, frame.last):
            view.show_frame(msgspec.structs.replace(frame, playhead=playhead))
            view.grab()
            for item in view.plot.scene().items() if isinstance(view, PlotView) else ():
                if type(item).__module__.startswith("gdviz.views.") and item.isVisible():
                    bounds = item.mapRectToScene(item.boundingRect()).adjusted(-SPARE, -SPARE, SPARE, SPARE)
                    found = painted(item, view.plot.viewport().size())
                    if found is not None:
                        seen.add(type(item).__name__)
                        assert found[0] >= bounds.left(), (name, playhead, item)
                        assert found[1] >= bounds.top(), (name, playhead, item)
                        assert found[2] <= bounds.right(), (name, playhead, item)
                        assert found[3] <= bounds.bottom(), (name, playhead, item)
    assert {"Marks", "Annotations"} & seen


class Repainted(QObject):
    """What of a widget is painted anew, on a screen, where Qt paints no more than it is told."""

    def __init__(self, widget):
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.region = self.region.united(event.region())
        return False


def test_a_mark_at_the_edge_is_painted_whole_and_goes_whole(show):
    frame = frame_of(scene=lessons.find("2").scene)
    view = show(ALL["weights"], frame)
    repainted = Repainted(view.plot.viewport())
    last = frame.recordings[0].column("w")[frame.last]
    for playhead in (frame.last, 3):
        QApplication.processEvents()
        repainted.region = QRegion()
        view.show_frame(msgspec.structs.replace(frame, playhead=playhead))
        QApplication.processEvents()
        center = view.marks.mapToScene(view.marks.point(frame.last, last))
        assert repainted.region.contains((center - QPointF(4, 0)).toPoint())
        assert repainted.region.contains((center + QPointF(4, 0)).toPoint())
