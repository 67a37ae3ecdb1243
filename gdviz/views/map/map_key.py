"""The legend of a map: what its colors and lines mean, in words."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from gdviz.base.arrays import Array
from gdviz.base.i18n import translate
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.training_outcome import takes_all
from gdviz.engine.sweep.rules import ARRIVED, DIVERGED, RISEN, SWINGS, UNDERWAY
from gdviz.look.look import Look, blend
from gdviz.look.point_style import PointStyle
from gdviz.notation.numbers import number
from gdviz.views.common.plot_legend import LegendEntry
from gdviz.views.map.map_colors import FLATS, SCALES, Flat, basin_color
from gdviz.views.map.map_words import ends, kind_words, point_words
from gdviz.views.map.map_work import MapPicture, MapRequest, Summary

MOST_MINIMA = 6  # named one by one
BAR = 6.0  # times as long as a swatch


class Swatch(PointStyle, frozen=True):
    """A rectangle of a color, perhaps with lines, or of a sequence of colors."""

    flat: Flat | None = None
    stops: tuple[str, ...] = ()
    stretch: float = 1.0

    def paint(self, painter: QPainter, x: float, y: float, look: Look, size: float) -> None:
        """Around a place of the painter, `size` pixels high."""
        rect = QRectF(x - size * self.stretch / 2, y - size / 2, size * self.stretch, size)
        painter.save()
        painter.setPen(QPen(QColor(blend(look.muted, look.surface, 0.4)), 1))
        if self.stops:
            gradient = QLinearGradient(rect.topLeft(), rect.topRight())
            for place, color in enumerate(self.stops):
                gradient.setColorAt(place / (len(self.stops) - 1), QColor(color))
            painter.setBrush(gradient)
        else:
            painter.setBrush(QColor(self.color))
        painter.drawRect(rect)
        if self.flat is not None and self.flat.hatch is not None:
            painter.setClipRect(rect.adjusted(1, 1, -1, -1))
            painter.setPen(QPen(QColor(self.flat.line), max(1.0, look.thin_width)))
            across, up = self.flat.hatch
            for place in np.arange(-size, 2 * size, size / 2.5).tolist():
                if not across:
                    ends = QPointF(rect.left(), rect.top() + place), QPointF(rect.right(), rect.top() + place)
                else:
                    ends = (
                        QPointF(rect.left() + place, rect.bottom() if up > 0 else rect.top()),
                        QPointF(rect.left() + place + size, rect.top() if up > 0 else rect.bottom()),
                    )
                painter.drawLine(*ends)
        painter.restore()


class MapKey:
    """What the legend of a map says, as long as its settings stay.

    What a picture of another size had stays in it: its rows decide how large the next picture is, which may
    have less to name, leave the legend a row fewer, and so be as large as the first again, without end.
    """

    def __init__(self) -> None:
        self._map: MapRequest | None = None  # of no size
        self._found: Summary | None = None

    def entries(self, picture: MapPicture, look: Look, minima: Array) -> tuple[LegendEntry, ...]:
        """The entries, now that this picture is there."""
        same = replace(picture.wanted, size=(0, 0), spacing=0.0)
        found = picture.summary
        if same == self._map and self._found is not None:
            found = self._found.with_those_of(found)
        self._map, self._found = same, found
        return key_entries(replace(picture, summary=found), look, minima)


def key_entries(picture: MapPicture, look: Look, minima: Array) -> tuple[LegendEntry, ...]:
    """The entries for what there is in a picture, what is good first."""
    there, found = {code for code, count in enumerate(picture.summary.outcomes) if count}, []
    runs = picture.wanted.experiment
    stops, shades = SCALES[look.scales], picture.shades
    if shades.shows == "final_loss":
        low, high = ends((shades.low, shades.high), 2)
        least, most = picture.summary.losses or (shades.low, shades.high)
        low, high = "≤ " * (least < shades.low) + low, "≥ " * (most > shades.high) + high
        found.append(_bar(stops, f"{loss_words(runs)} {low} … {high}", log=shades.low >= 0))
        there &= {DIVERGED}
    elif ARRIVED in there and shades.shows == "basin":
        found += _of_minima(picture, look, minima)
    elif ARRIVED in there:
        found.append(_bar(stops, f"{kind_words(ARRIVED, runs)} 0 … {number(int(shades.high))}", log=True))
    for code in (UNDERWAY, SWINGS, RISEN, DIVERGED):
        if code in there:
            flat = FLATS[look.scales][code]
            found.append(LegendEntry(kind_words(code, runs), point=Swatch(flat.ground, 0, flat=flat)))
    return tuple(found)


def _bar(stops: tuple[str, ...], text: str, *, log: bool) -> LegendEntry:
    text = translate("Map", "{what} (log scale)").format(what=text) if log else text
    return LegendEntry(text, point=Swatch(stops[0], 0, stops=stops, stretch=BAR), stretch=BAR)


def loss_words(experiment: Experiment) -> str:
    """What the loss is called that a map of these runs shows."""
    whole = experiment.training is None or takes_all(experiment)
    return translate("Map", "final loss") if whole else translate("Map", "loss of the last batch")


def _of_minima(picture: MapPicture, look: Look, minima: Array) -> list[LegendEntry]:
    """The minima at which most runs arrive, and how many others there are; without places where these are
    others of each run."""
    counts, objective = picture.summary.basins, picture.wanted.experiment.objective
    assert objective is not None
    ranked = sorted((place for place, count in enumerate(counts) if count), key=lambda at: -counts[at])
    found = [
        LegendEntry(
            translate("Map", "arrives at {minimum}").format(
                minimum=point_words(minima[place], objective.bounds)
            )
            if len(minima)
            else translate("Map", "arrives at minimum no. {number}").format(number=place + 1),
            point=Swatch(basin_color(look.scales, place), 0),
        )
        for place in ranked[:MOST_MINIMA]
    ]
    if len(ranked) > MOST_MINIMA:
        text = translate("Map", "and {count} more minima, each in a color")
        found.append(
            LegendEntry(
                text.format(count=len(ranked) - MOST_MINIMA),
                point=Swatch(basin_color(look.scales, ranked[MOST_MINIMA]), 0),
            )
        )
    return found
