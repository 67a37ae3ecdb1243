"""What a part does with the stage: rings, hides, moves axes, plays, frees, recalls, relies on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from gdviz.base.i18n import declared
from gdviz.document.beats.beat import HIDDEN, PARTS, Beat, BeatAxes, BeatMark, Play
from gdviz.document.tiles import VIEWS, PlotTile, tile_class
from gdviz.look.field_name import add_named
from gdviz.look.layouts import bare
from gdviz.panels.beat_editor.claim_row import claims_form, single
from gdviz.panels.beat_editor.controls import Offer, PickMany
from gdviz.panels.beat_editor.declared_row import DeclaredRow, Offers, RowsForm
from gdviz.panels.beat_editor.stage_facts import StageFacts


def _runs(facts: StageFacts, _said: dict[str, Any]) -> Offer:
    return list(enumerate(facts.runs))


def _plots(facts: StageFacts, _said: dict[str, Any]) -> Offer:
    return [(name, title) for name, title in facts.views if issubclass(tile_class(name), PlotTile)]


class StageForms(QWidget):
    """Each may be empty."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        marks: Offers = {"view": self._marked, "run": _runs, "part": self._parts, "path": self._paths}
        self.free, self.parts, self.recall = PickMany(self), PickMany(self), PickMany(self)
        self.mark = self._rows(self.tr("Rings"), BeatMark, marks, 6)
        self.axes = self._rows(self.tr("Axes"), BeatAxes, {"view": _plots}, 4)
        self.play = self._rows(self.tr("Plays"), Play, {}, 1)
        self.expect = claims_form(self.tr("Relies on"), 40, self)
        form = bare(QFormLayout(self))
        for title, part in (
            (self.tr("Hides parts"), self.parts),
            (self.tr("Frees"), self.free),
            (self.tr("Rings"), self.mark),
            (self.tr("Axes"), self.axes),
            (self.tr("Plays"), self.play),
            (self.tr("Recalls"), self.recall),
            (self.tr("Relies on"), self.expect),
        ):
            add_named(form, title, part)
            part.setAccessibleName(title)
            part.edited.connect(self.edited)

    def _rows(self, name: str, kind: type[Any], offers: Offers, most: int) -> RowsForm:
        return RowsForm(name, lambda parent: DeclaredRow(kind, offers, parent), most, self)

    # -- what is offered -----------------------------------------------------------------------------------

    def _marked(self, facts: StageFacts, _said: dict[str, Any]) -> Offer:
        return [*facts.views, ("", self.tr("a control"))]

    def _parts(self, _facts: StageFacts, said: dict[str, Any]) -> Offer:
        view = said["view"]
        names = tile_class(view).named_parts if view in VIEWS else ("control",)
        return [(name, declared(PARTS[name])) for name in names]

    def _paths(self, facts: StageFacts, said: dict[str, Any]) -> Offer:
        return [("", "–"), *([] if said["view"] else facts.free)]

    # -- shown and read ------------------------------------------------------------------------------------

    def show_beat(self, beat: Beat | None, facts: StageFacts, *, anew: bool) -> None:
        """Show what a beat does."""
        parts = [
            (f"{view}.{part}", f"{title}: {declared(PARTS[part])}")
            for view, title in facts.views
            for part in tile_class(view).named_parts[1:]
        ]
        hidden = [each for each in beat.hide if each not in HIDDEN] if beat is not None else []
        self.parts.offer(parts, hidden)
        self.free.offer(facts.free, beat.free if beat is not None else ())
        self.recall.offer(facts.asked, beat.recall if beat is not None else ())
        play = (beat.play,) if beat is not None and beat.play is not None else ()
        shown: tuple[tuple[RowsForm, Sequence[Any]], ...] = (
            (self.mark, beat.mark if beat is not None else ()),
            (self.axes, beat.axes if beat is not None else ()),
            (self.play, play),
            (self.expect, single(beat.expect if beat is not None else ())),
        )
        for form, values in shown:
            form.show_values(values, facts, anew=anew)

    def read(self) -> dict[str, Any]:
        """What the forms say, by the fields of a beat."""
        play = self.play.read()
        return {
            "free": self.free.chosen,
            "mark": self.mark.read(),
            "axes": self.axes.read(),
            "play": play[0] if play else None,
            "recall": self.recall.chosen,
            "expect": self.expect.read(),
        }
