"""What a plot shows at an instant, as one short sentence for who can't see it. No Qt."""

from __future__ import annotations

from gdviz.base.i18n import translate
from gdviz.document.frame import Frame
from gdviz.document.tiles import Tile
from gdviz.notation.numbers import number
from gdviz.readings.instant import reading
from gdviz.readings.legend_values import TOLD, LegendValue, legend_values
from gdviz.readings.outcome_sentence import short_outcome_text
from gdviz.readings.run_labels import run_labels

MOST = 20  # words
LOSSES = ("loss", "train_total_loss", "test_data_loss")


def plot_sentence(frame: Frame, tile: Tile) -> str:
    """Where the playhead is, the values of the selected run that the view shows, and whether its loss falls.

    At most MOST words, in the language that is spoken: what is less important is left away, from the end.
    """
    seen = frame.selected in frame.shown or tile.of_selected or not frame.shown
    place = frame.selected if seen else min(frame.shown)
    row = frame.row(place)
    parts = [
        translate("spoken", "Step {step} of {last}.").format(step=number(row), last=number(frame.last)),
        _values(frame, place, legend_values(frame, place, (tile,))),
        _slope(frame, place, tile),
        _outcome(frame, place),
        _others(frame, place),
    ]
    said = ""
    for part in filter(None, parts):
        both = translate("spoken", "{said} {more}").format(said=said, more=part) if said else part
        if len(both.split()) <= MOST:
            said = both
    return said


def _values(frame: Frame, place: int, values: tuple[LegendValue, ...]) -> str:
    if not values:
        return ""
    texts = [value.text for value in values]
    loss = next((value.reading.quantity for value in values if value.reading.quantity in LOSSES), "")
    if trend := _trend(frame, place, loss) if loss else "":
        texts.append(trend)
    said = translate("spoken", ", ").join(texts)
    if len(frame.scene.runs) > 1:
        said = translate("spoken", "{run}: {what}").format(run=run_labels(frame.scene)[place], what=said)
    return translate("spoken", "{what}.").format(what=said)


def _trend(frame: Frame, place: int, quantity: str) -> str:
    """Whether a loss is another one than a row before."""
    row, recording = frame.row(place), frame.recordings[place]
    if row == 0:
        return ""
    before, now = recording.column(quantity, row - 1, row + 1)
    if now < before:
        return translate("spoken", "falling")
    if now > before:
        return translate("spoken", "rising")
    return translate("spoken", "unchanged") if now == before else ""


def _slope(frame: Frame, place: int, tile: Tile) -> str:
    """The slope under the ball, where the view draws it."""
    names = frame.recordings[place].names
    slope = reading(frame, place, f"gradient_{names[0]}") if tile.view == "loss" and len(names) == 1 else None
    return "" if slope is None else translate("spoken", "Slope {slope}.").format(slope=slope.short)


def _outcome(frame: Frame, place: int) -> str:
    told = frame.told(place)
    if told is None or told.kind not in TOLD:
        return ""
    text = short_outcome_text(told)
    return translate("spoken", "{what}.").format(what=text[:1].upper() + text[1:])


def _others(frame: Frame, told: int) -> str:
    others = len([place for place in frame.shown if place != told])
    if others == 0:
        return ""
    text = translate("spoken", "1 more run.") if others == 1 else translate("spoken", "{count} more runs.")
    return text.format(count=others)
