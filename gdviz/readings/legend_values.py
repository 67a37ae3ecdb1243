"""The legend of a stage: of each run its name, its values at the playhead, and how it ended. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from gdviz.base.i18n import translate
from gdviz.document.frame import Frame
from gdviz.document.tiles import Tile, make_tile
from gdviz.engine.recording import Recording
from gdviz.notation.names import indexed
from gdviz.readings.instant import Reading, reading
from gdviz.readings.outcome_sentence import outcome_text, short_outcome_text
from gdviz.readings.run_labels import frame_labels

MOST = 3  # values of a run
PARTS = {"effective": "decay", "shadow": "shadow"}  # a view's parts that have values, by how these begin
# Outcomes that a class must see.
TOLD = ("diverged", "undefined", "unrated", "diverging", "risen", "oscillating")


class LegendValue(Struct, frozen=True):
    """A quantity of a run at the playhead, with its name for people.

    `step` is where it, and those before it, were found: None where that is the playhead's own row, or where
    the next value says so.
    """

    name: str
    reading: Reading
    step: int | None = None

    @property
    def text(self) -> str:
        """Name and number, and where the number is of another step, that step.

        >>> LegendValue("w", Reading(0, "w", 2, "row", 1.16, "1.16", "1.16")).text
        'w 1.16'
        """
        if self.step is None:
            return self.brief
        pattern = translate("legend", "{name} {value} (step {step})")
        return pattern.format(name=self.name, value=self.reading.short, step=self.step)

    @property
    def brief(self) -> str:
        """Name and number alone."""
        return f"{self.name} {self.reading.short}"


class LegendRun(Struct, frozen=True):
    """What the legend says of the run at `place`; `color` is the number of its color and its symbol."""

    place: int
    name: str
    color: int
    values: tuple[LegendValue, ...]
    outcome: str  # a sentence, "" where there is nothing to be told
    short_outcome: str
    selected: bool


def legend(frame: Frame, tiles: Sequence[Tile]) -> tuple[LegendRun, ...]:
    """The runs that are shown, in their order, with values of what the views of `tiles` show.

    A run that is the only one needs no name to be told from others.
    """
    names = frame_labels(frame) if len(frame.scene.runs) > 1 else (frame.scene.runs[0].name.strip(),)
    found = []
    for place in sorted(frame.shown):
        told = frame.told(place)
        outcome = short = ""
        if told is not None and told.kind in TOLD:
            outcome, short = outcome_text(told), short_outcome_text(told)
        run = frame.scene.runs[place]
        values = stage_values(frame, place, tiles)
        selected = place == frame.selected
        if names[place] or values or outcome:
            found.append(LegendRun(place, names[place], run.color, values, outcome, short, selected))
    return tuple(found)


def stage_values(frame: Frame, place: int, tiles: Iterable[Tile]) -> tuple[LegendValue, ...]:
    """As `legend_values`; beside a map alone, or such, those of the loss where nothing is hidden."""
    found = legend_values(frame, place, tiles)
    return found if found or frame.hidden else legend_values(frame, place, (make_tile("loss"),))


def legend_values(frame: Frame, place: int, tiles: Iterable[Tile]) -> tuple[LegendValue, ...]:
    """Of a run the quantities of the views, in their order, each once: MOST at most."""
    recording = frame.recordings[place]
    names = dict.fromkeys(
        name
        for tile in tiles
        for name in tile.quantities(recording)
        if PARTS.get(name.partition("_")[0], "") not in frame.hides(tile.view)
    )
    read = [(quantity, reading(frame, place, quantity)) for quantity in names]
    known = [(quantity, each) for quantity, each in read if each is not None][:MOST]
    found = []
    for number, (quantity, each) in enumerate(known):
        following = known[number + 1][1].row if number + 1 < len(known) else None
        told = each.row not in (frame.row(place), following)  # once, behind the last of those of that step
        name = quantity_name(recording, quantity)
        found.append(LegendValue(name, each, each.row if told else None))
    return tuple(found)


def quantity_name(recording: Recording, quantity: str) -> str:
    """What a quantity is called in a legend: as short as can be."""
    if quantity.startswith("shadow_"):
        shadow = translate("legend", "shadow")
        return (
            shadow if len(recording.names) == 1 else f"{shadow} {indexed(quantity.removeprefix('shadow_'))}"
        )
    name = BESIDE_TEST.get(quantity) if recording.has("test_total_loss") else None
    return (name or NAMES.get(quantity, lambda: indexed(quantity)))()


NAMES: dict[str, Callable[[], str]] = {
    "loss": lambda: translate("legend", "loss"),
    "learning_rate": lambda: "η",
    "effective_decay": lambda: translate("legend", "decay"),
    "train_total_loss": lambda: translate("legend", "loss"),
    "test_data_loss": lambda: translate("legend", "test loss"),
    "train_accuracy": lambda: translate("legend", "accuracy"),
    "test_accuracy": lambda: translate("legend", "test"),
    "train_precision": lambda: translate("legend", "precision"),
    "test_precision": lambda: translate("legend", "test precision"),
    "train_recall": lambda: translate("legend", "recall"),
    "test_recall": lambda: translate("legend", "test recall"),
    "train_rmse": lambda: translate("legend", "RMSE"),
    "test_rmse": lambda: translate("legend", "test RMSE"),
    "train_r2": lambda: translate("legend", "R²"),
    "test_r2": lambda: translate("legend", "test R²"),
}
BESIDE_TEST: dict[str, Callable[[], str]] = {  # what is called otherwise where there is test data
    "train_total_loss": lambda: translate("legend", "train loss"),
    "train_accuracy": lambda: translate("legend", "train"),
}
